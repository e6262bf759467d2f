// Places are kept by the subschemas that make them, so that goals below recursive schemas are found again.
#include "schema/decide/closure.h"
#include "schema/located.h"

enum { CLOSURE_SLOTS = 128 };

struct closure {
    const closure *next;
    located_list list;
    bool open; // members that nothing declares count as well
};

static bool same(const located_list *a, const located_list *b) {
    if (a->count != b->count || a->unsure != b->unsure)
        return false;
    for (size_t i = 0; i < a->count; i++) {
        bool found = false;
        for (size_t j = 0; !found && j < b->count; j++)
            found = a->items[i].node == b->items[j].node;
        if (!found)
            return false;
    }
    return true;
}

static void count_name(void *to, text name) {
    (void)name;
    ++*(int64_t *)to;
}

// Whether some object there must have more members than are declared.
static bool wants_more(const closure *c) {
    int64_t least = 0, names = 0, one;
    for (size_t i = 0; i < c->list.count; i++) {
        const json_value *value = node_value(c->list.items[i].node, KEYWORD_MIN_PROPERTIES);
        if (value != NULL && json_to_int64(value, &one) && one > least)
            least = one;
    }
    if (least == 0 || located_is_map(&c->list))
        return false;
    closure_names(c, count_name, &names);
    return names < least;
}

// Where it cannot be told what is declared, all members count: that only lets more pass.
static const closure *closure_for(decider *d, located_list list) {
    if (list.unsure || d->work->exhausted)
        return NULL;
    uint64_t hash = 0;
    for (size_t i = 0; i < list.count; i++) // in any order
        hash += (uint64_t)(uintptr_t)list.items[i].node * UINT64_C(0x9e3779b97f4a7c15);
    if (d->closures == NULL)
        d->closures = arena_zalloc(d->a, CLOSURE_SLOTS * sizeof *d->closures);
    const closure **slot = &d->closures[(hash >> 32) % CLOSURE_SLOTS];
    for (const closure *c = *slot; c != NULL; c = c->next)
        if (same(&c->list, &list))
            return c;
    closure *made = arena_new_of(d->a, closure);
    *made = (closure){.next = *slot, .list = list};
    made->open = located_want_unknown(&list) || wants_more(made);
    *slot = made;
    return made;
}

const closure *closure_of(decider *d, const node *n) {
    located_list list = {0};
    located_add(d->work, &list, n, true);
    return closure_for(d, list);
}

bool closure_member(decider *d, const closure *c, text name, bool deep, const closure **member) {
    *member = NULL;
    if (c == NULL)
        return true;
    const step to = {.kind = STEP_MEMBER, .name = name};
    located_list list = located_step(d->work, &c->list, &to);
    bool declared = list.declared || list.unsure || c->open;
    if (deep && declared && !(c->open && !list.declared))
        *member = closure_for(d, list);
    return declared;
}

bool closure_unknown_member(decider *d, const closure *c, const closure **member) {
    (void)d;
    *member = NULL;
    return c == NULL || c->open || located_is_map(&c->list);
}

const closure *closure_element(decider *d, const closure *c, size_t index, bool rest) {
    if (c == NULL)
        return NULL;
    const step to = {.kind = rest ? STEP_REST : STEP_ELEMENT, .index = index};
    return closure_for(d, located_step(d->work, &c->list, &to));
}

void closure_names(const closure *c, void (*add)(void *to, text name), void *to) {
    for (size_t i = 0; c != NULL && i < c->list.count; i++) {
        const node *n = c->list.items[i].node;
        const node_table *own = node_entries(n, KEYWORD_PROPERTIES);
        mention at = {0};
        for (size_t j = 0; j < own->count; j++)
            add(to, own->items[j].name);
        for (text name; node_mentions(n, &at, &name);)
            add(to, name);
    }
}

outcome closure_counts(decider *d, const closure *c, const json_value *value) {
    if (c == NULL || (value->type != JSON_OBJECT && value->type != JSON_ARRAY))
        return OUTCOME_INHABITED;
    for (uint32_t i = 0; i < value->count; i++) {
        const closure *inner = NULL;
        const json_value *part = value->type == JSON_OBJECT ? &value->members[i].value : &value->elements[i];
        if (!decider_step(d))
            return OUTCOME_UNSURE;
        if (value->type == JSON_ARRAY)
            inner = closure_element(d, c, i, false);
        else if (!closure_member(d, c, (text){value->members[i].name, value->members[i].name_length},
                                 part->type == JSON_OBJECT || part->type == JSON_ARRAY, &inner))
            return OUTCOME_EMPTY;
        outcome o = closure_counts(d, inner, part);
        if (o != OUTCOME_INHABITED)
            return o;
    }
    return OUTCOME_INHABITED;
}
