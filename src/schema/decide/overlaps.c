// Alternatives are mostly told apart by a member that all of them require, with other values in each: that is looked for first.
#include "schema/decide/overlaps.h"

enum { ALTERNATIVES_MAX = 120, VALUES_MAX = 8 };

// The values that a schema lists, a few; 0: it does not.
static size_t listed(const node *n, const json_value **values) {
    const json_value *constant = node_value(n, KEYWORD_CONST);
    const value_set *set = node_compiled(n, KEYWORD_ENUM);
    if (node_has(n, KEYWORD_NULLABLE))
        return 0;
    if (constant != NULL)
        values[0] = constant;
    if (constant != NULL || set == NULL || set->count > VALUES_MAX)
        return constant != NULL;
    for (size_t i = 0; i < set->count; i++)
        values[i] = set->items[i].value;
    return set->count;
}

static bool share_no_value(const node *a, const node *b) {
    const json_value *left[VALUES_MAX], *right[VALUES_MAX];
    size_t lefts = listed(a, left), rights = listed(b, right);
    for (size_t i = 0; i < lefts; i++)
        for (size_t j = 0; j < rights; j++)
            if (json_equal(left[i], right[j]))
                return false;
    return lefts > 0 && rights > 0;
}

bool is_told_apart(const node *a, const node *b, bool object) {
    a = node_normal(a);
    b = node_normal(b);
    if (!object && a->types != TYPE_OBJECT && b->types != TYPE_OBJECT)
        return false; // other values have no members
    const name_set *required = node_required(a), *also = node_required(b);
    const node_table *own = node_entries(a, KEYWORD_PROPERTIES), *other = node_entries(b, KEYWORD_PROPERTIES);
    for (size_t i = 0; i < required->count && i < VALUES_MAX; i++) {
        if (!name_set_holds(also, required->items[i]))
            continue;
        const node_entry *left = node_table_find(own, required->items[i]);
        const node_entry *right = node_table_find(other, required->items[i]);
        if (left != NULL && right != NULL && share_no_value(node_normal(left->schema), node_normal(right->schema)))
            return true;
    }
    return false;
}

static void work_out(decider *d, overlaps *o) {
    size_t count = o->list->count;
    if (count > ALTERNATIVES_MAX)
        return;
    bool *together = arena_zalloc(d->a, count * count * sizeof *together);
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count && work_visit(d->work); j++) {
            const node *a = o->list->items[i], *b = o->list->items[j];
            bool may = !is_told_apart(a, b, o->object) && !decide_apart(d->work, a, b);
            together[i * count + j] = together[j * count + i] = may;
            o->count += may;
        }
    o->known = !d->work->exhausted;
    o->together = together;
}

const overlaps *overlaps_of(decider *d, const node_list *list, bool object) {
    for (overlaps *o = d->overlaps; o != NULL; o = o->next)
        if (o->list == list && o->object == object)
            return o;
    overlaps *o = arena_new_of(d->a, overlaps);
    *o = (overlaps){.next = d->overlaps, .list = list, .object = object};
    d->overlaps = o;
    work_out(d, o);
    return o;
}
