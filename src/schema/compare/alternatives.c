// anyOf and oneOf: which alternatives are the same, which changed into which, which came and went.
#include "schema/compare/compare.h"
#include "schema/decide/decide.h"
#include "schema/render.h"
#include <assert.h>
#include <stdlib.h>

typedef struct alternatives {
    comparison *c;
    schema_keyword k;
    const node_list *before;
    const node_list *after;
    size_t *old_match; // index of the counterpart; NONE
    size_t *new_match;
    place inside;
} alternatives;

static const size_t NONE = SIZE_MAX;

// --- nullable unions -------------------------------------------------------------------------------------------------

static bool is_null(const node *n) {
    return node_is_null(node_normal(n));
}

// The node without null, where `type` or `nullable` adds that; else NULL.
static const node *without_null(comparison *c, const node *n) {
    if (node_has(n, KEYWORD_NULLABLE))
        return n; // its other keywords are about the rest
    if (!node_has(n, KEYWORD_TYPE) || (n->types & TYPE_NULL) == 0 || n->types == TYPE_NULL)
        return NULL;
    node *rest = arena_new_of(work_memory(&c->work), node); // outlives the walk: equality remembers pairs by address
    *rest = *n;
    rest->types &= (uint8_t)~TYPE_NULL;
    rest->shape = n->shape + 1;
    return rest;
}

// The index of T where a node says nothing but "null or T", annotations aside; NONE otherwise.
static size_t nullable_index(const node *n) {
    const uint64_t annotations = keyword_bit(KEYWORD_DEFAULT) | keyword_bit(KEYWORD_NULLABLE);
    uint64_t rest = n->keywords & ~annotations;
    if (rest != keyword_bit(KEYWORD_ANY_OF) && rest != keyword_bit(KEYWORD_ONE_OF))
        return NONE;
    const node_list *list = n->slots[keyword_count(n->keywords & (rest - 1))].compiled;
    if (list->count != 2 || is_null(list->items[0]) == is_null(list->items[1]))
        return NONE;
    size_t index = is_null(list->items[0]) ? 1 : 0;
    const node *other = node_of(list->items[index]);
    return (other->keywords & annotations) == 0 && (node_types(other) & TYPE_NULL) == 0 && !other->open ? index : NONE;
}

static const node *nullable_type(const node *n, size_t index) {
    const node_list *list = node_alternatives(n);
    return node_of(list->items[index]);
}

static const char *alternatives_name(const node *n) {
    return node_has(n, KEYWORD_ANY_OF) ? "anyOf" : "oneOf";
}

bool compare_nullable_union(comparison *c, const node *old, const node *new, const place *at) {
    size_t before = nullable_index(old), after = nullable_index(new);
    if (before == NONE && after == NONE)
        return false;
    const node *was = before == NONE ? without_null(c, old) : nullable_type(old, before);
    const node *is = after == NONE ? without_null(c, new) : nullable_type(new, after);
    bool null_was = was != NULL, null_is = is != NULL;
    was = null_was ? was : old;
    is = null_is ? is : new;
    if ((!null_was && (node_types(old) & TYPE_NULL) != 0) || (!null_is && (node_types(new) & TYPE_NULL) != 0))
        return false; // null is among the values in some other way
    const char *keyword = alternatives_name(after == NONE ? old : new);
    if (!null_was && report_wanted(c)) {
        report_change(c, SCHEMA_NULLABLE_ADDED, at, keyword, old->source, new->source,
                      "Field became nullable ('%s' with null)", keyword);
    } else if (!null_is && report_wanted(c)) {
        report_change(c, SCHEMA_NULLABLE_REMOVED, at, keyword, old->source, new->source,
                      "Field is no longer nullable ('%s' with null is gone)", keyword);
    }
    if (node_has(old, KEYWORD_DEFAULT) || node_has(new, KEYWORD_DEFAULT))
        compare_default(c, old, new, at);
    const place inside = {.up = at, .name = text_of(keyword)};
    const place here = {.up = &inside, .index = after == NONE ? before : after};
    c->masked = keyword_bit(KEYWORD_DEFAULT) | keyword_bit(KEYWORD_NULLABLE);
    if (c->here->simple[SIDE_OLD] && c->here->simple[SIDE_NEW]) { // null aside, nothing but these two holds here
        location *outer = c->here;
        c->here = outer->up;
        compare_pair(c, was, is, &here, outer->step);
        c->here = outer;
    } else {
        compare_in_place(c, was, is, &here);
    }
    c->masked = 0;
    return true;
}

// --- matching alternatives -------------------------------------------------------------------------------------------

static void pair_up(alternatives *m, size_t i, size_t j) {
    m->old_match[i] = j;
    m->new_match[j] = i;
}

static void match_same_index(alternatives *m) {
    for (size_t i = 0; i < m->before->count && i < m->after->count; i++)
        if (decide_equal(&m->c->work, m->before->items[i], m->after->items[i]))
            pair_up(m, i, i);
}

typedef struct shaped {
    uint64_t shape;
    size_t index;
} shaped;

static int shape_order(const void *a, const void *b) {
    const shaped *left = a, *right = b;
    if (left->shape != right->shape)
        return left->shape < right->shape ? -1 : 1;
    return left->index < right->index ? -1 : 1;
}

// Equal alternatives that moved.
static void match_moved(alternatives *m) {
    shaped *all = arena_array(work_memory(&m->c->work), m->after->count, sizeof(shaped));
    size_t count = 0;
    for (size_t j = 0; j < m->after->count; j++)
        if (m->new_match[j] == NONE)
            all[count++] = (shaped){node_normal(m->after->items[j])->shape, j};
    if (count == 0)
        return;
    qsort(all, count, sizeof(shaped), shape_order);
    for (size_t i = 0; i < m->before->count; i++) {
        if (m->old_match[i] != NONE)
            continue;
        uint64_t shape = node_normal(m->before->items[i])->shape;
        size_t low = 0, high = count;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            low = all[middle].shape < shape ? middle + 1 : low;
            high = all[middle].shape < shape ? high : middle;
        }
        for (; low < count && all[low].shape == shape && work_visit(&m->c->work); low++) {
            if (m->new_match[all[low].index] == NONE &&
                decide_equal(&m->c->work, m->before->items[i], m->after->items[all[low].index])) {
                pair_up(m, i, all[low].index);
                break;
            }
        }
    }
}

// --- alternatives that changed ---------------------------------------------------------------------------------------

// Beyond so many pairs only the place counts, and beyond so many it is not asked which includes the other.
enum { PAIRS_MAX = 20000, PAIRS_PROVED_MAX = 400 };

typedef struct likeness {
    size_t i, j;
    int score;
} likeness;

// How well two alternatives agree in a member that both require: its values tell alternatives apart. 0: there is none.
static int discriminators(comparison *c, const node *a, const node *b) {
    const name_set *required = node_required(a);
    int agree = 0;
    for (size_t i = 0; i < required->count && work_visit(&c->work); i++) {
        if (!name_set_holds(node_compiled(b, KEYWORD_REQUIRED), required->items[i]))
            continue;
        const node_entry *left = node_table_find(node_compiled(a, KEYWORD_PROPERTIES), required->items[i]);
        const node_entry *right = node_table_find(node_compiled(b, KEYWORD_PROPERTIES), required->items[i]);
        const uint64_t constants = KEYWORD_BIT(CONST) | KEYWORD_BIT(ENUM);
        if (left == NULL || right == NULL || (node_of(left->schema)->keywords & constants) == 0 ||
            (node_of(right->schema)->keywords & constants) == 0)
            continue;
        if (decide_apart(&c->work, left->schema, right->schema))
            return -1;
        agree++;
    }
    return agree;
}

static int common_names(const node_table *a, const node_table *b) {
    int common = 0;
    for (size_t i = 0, j = 0; i < a->count && j < b->count;) {
        int order = text_order(a->items[i].name, b->items[j].name);
        common += order == 0;
        i += order <= 0;
        j += order >= 0;
    }
    return common;
}

static int common_required(const name_set *a, const name_set *b) {
    int common = 0;
    for (size_t i = 0; i < a->count; i++)
        common += name_set_holds(b, a->items[i]);
    return common;
}

// 0: nothing but the place can match them. The same for both orders of the two.
static int score(comparison *c, const node *a, const node *b, bool prove) {
    enum { AGREE = 1000000, INCLUDES = 100000, REQUIRE_THE_SAME = 10000, REQUIRE = 100 };
    a = node_of(a);
    b = node_of(b);
    int told = discriminators(c, a, b);
    if (told != 0)
        return told < 0 ? 0 : AGREE * (told < 100 ? told : 100);
    if (a->types != b->types)
        return 0;
    int points = 0;
    if (prove)
        points += INCLUDES * (decide_within(&c->work, a, b) + decide_within(&c->work, b, a));
    const name_set *left = node_required(a), *right = node_required(b);
    if (left->count > 0 && name_set_equal(left, right))
        points += REQUIRE_THE_SAME;
    return points + REQUIRE * common_required(left, right) +
           common_names(node_entries(a, KEYWORD_PROPERTIES), node_entries(b, KEYWORD_PROPERTIES));
}

static size_t distance(const likeness *l) {
    return l->i > l->j ? l->i - l->j : l->j - l->i;
}

// The best first; among equals the nearest, in an order that is the same when old and new change places.
static int likeness_order(const void *a, const void *b) {
    const likeness *left = a, *right = b;
    if (left->score != right->score)
        return left->score > right->score ? -1 : 1;
    if (distance(left) != distance(right))
        return distance(left) < distance(right) ? -1 : 1;
    size_t x = left->i + left->j, y = right->i + right->j;
    return x != y ? (x < y ? -1 : 1) : left->i < right->i ? -1 : left->i > right->i;
}

static size_t unmatched(const size_t *match, size_t count) {
    size_t left = 0;
    for (size_t i = 0; i < count; i++)
        left += match[i] == NONE;
    return left;
}

// What is left on both sides is matched by what it says.
static void match_alike(alternatives *m, bool *changed) {
    size_t old_left = unmatched(m->old_match, m->before->count), new_left = unmatched(m->new_match, m->after->count);
    if (old_left == 0 || new_left == 0 || new_left > PAIRS_MAX / old_left)
        return;
    bool prove = old_left * new_left <= PAIRS_PROVED_MAX;
    likeness *all = arena_array(work_memory(&m->c->work), old_left * new_left, sizeof(likeness));
    size_t count = 0;
    for (size_t i = 0; i < m->before->count; i++) {
        for (size_t j = 0; m->old_match[i] == NONE && j < m->after->count && work_visit(&m->c->work); j++) {
            if (m->new_match[j] != NONE)
                continue;
            int points = score(m->c, m->before->items[i], m->after->items[j], prove);
            if (points > 0)
                all[count++] = (likeness){i, j, points};
        }
    }
    if (count > 0)
        qsort(all, count, sizeof(likeness), likeness_order);
    for (size_t k = 0; k < count; k++) {
        if (m->old_match[all[k].i] == NONE && m->new_match[all[k].j] == NONE) {
            pair_up(m, all[k].i, all[k].j);
            changed[all[k].i] = true;
        }
    }
}

static bool same_types(const alternatives *m, size_t i, size_t j) {
    return node_of(m->before->items[i])->types == node_of(m->after->items[j])->types;
}

// What is still left and speaks of the same types is taken for one alternative that changed: at its old place first, else in
// order.
static void match_changed(alternatives *m, bool *changed) {
    for (size_t i = 0; i < m->before->count && i < m->after->count; i++) {
        if (m->old_match[i] == NONE && m->new_match[i] == NONE && same_types(m, i, i)) {
            pair_up(m, i, i);
            changed[i] = true;
        }
    }
    size_t from[TYPE_ALL + 1] = {0}; // by types: where the search for the next one goes on
    for (size_t i = 0; i < m->before->count; i++) {
        size_t *next = &from[node_of(m->before->items[i])->types & TYPE_ALL];
        while (m->old_match[i] == NONE && *next < m->after->count) {
            size_t j = (*next)++;
            if (m->new_match[j] == NONE && same_types(m, i, j)) {
                pair_up(m, i, j);
                changed[i] = true;
            }
        }
    }
}

// --- reporting -------------------------------------------------------------------------------------------------------

static const node *nth(const node_list *list, size_t i) {
    return node_of(list->items[i]);
}

// An alternative of which another one accepts everything is not missed; what it declared still is.
static bool covered(comparison *c, const node *alternative, const node_list *others, size_t *by) {
    for (*by = 0; *by < others->count; ++*by)
        if (decide_within(&c->work, alternative, others->items[*by]))
            return true;
    return false;
}

static void alternative_removed(alternatives *m, size_t i, const node *new) {
    comparison *c = m->c;
    const node *gone = nth(m->before, i);
    const place here = {.up = &m->inside, .index = i};
    size_t by;
    if (covered(c, gone, m->after, &by)) {
        compare_promises(c, gone, m->after->items[by], &here);
    } else if (m->k == KEYWORD_ANY_OF && decide_keyword(&c->work, gone, new, m->k)) {
        compare_promises(c, gone, &node_true, &here);
    } else if (report_wanted(c)) {
        report_change(c, SCHEMA_ALTERNATIVE_REMOVED, &here, NULL, gone->source, NULL,
                      "Alternative was removed from '%s'", keyword_name(m->k));
    }
}

static void alternative_added(alternatives *m, size_t j, const node *old) {
    comparison *c = m->c;
    const node *more = nth(m->after, j);
    const place here = {.up = &m->inside, .index = j};
    size_t by;
    if (covered(c, more, m->before, &by)) {
        compare_promises(c, m->before->items[by], more, &here);
    } else if (m->k == KEYWORD_ANY_OF && decide_keyword(&c->work, more, old, m->k)) {
        compare_promises(c, &node_true, more, &here);
    } else if (report_wanted(c)) {
        report_change(c, SCHEMA_ALTERNATIVE_ADDED, &here, NULL, NULL, more->source, "Alternative was added to '%s'",
                      keyword_name(m->k));
    }
}

static bool apart_from_all(comparison *c, const node_list *list, size_t i) {
    for (size_t j = 0; j < list->count; j++)
        if (j != i && !decide_apart(&c->work, list->items[i], list->items[j]))
            return false;
    return true;
}

// Exactly one alternative may accept a value. A change of one is only what it seems when it shares no value with
// others.
static bool one_of_is_any_of(const alternatives *m, const bool *changed) {
    for (size_t i = 0; i < m->before->count; i++)
        if ((m->old_match[i] == NONE || changed[i]) && !apart_from_all(m->c, m->before, i))
            return false;
    for (size_t j = 0; j < m->after->count; j++)
        if ((m->new_match[j] == NONE || changed[m->new_match[j]]) && !apart_from_all(m->c, m->after, j))
            return false;
    return true;
}

static void report_all(alternatives *m, const node *old, const node *new, const bool *changed, const place *at) {
    comparison *c = m->c;
    bool all_same = m->before->count == m->after->count;
    for (size_t i = 0; i < m->before->count; i++) {
        all_same = all_same && m->old_match[i] != NONE && !changed[i];
        if (m->old_match[i] == NONE)
            alternative_removed(m, i, new);
    }
    for (size_t j = 0; j < m->after->count; j++) {
        if (m->new_match[j] == NONE) {
            alternative_added(m, j, old);
        } else if (changed[m->new_match[j]]) {
            const place here = {.up = &m->inside, .index = j};
            compare_in_place(c, m->before->items[m->new_match[j]], m->after->items[j], &here);
        }
    }
    if (m->k == KEYWORD_ONE_OF && !all_same && !one_of_is_any_of(m, changed) && report_wanted(c)) {
        report_change(c, SCHEMA_UNDECIDED, at, "oneOf", node_value(old, m->k), node_value(new, m->k),
                      "An alternative of 'oneOf' changed, and it cannot be shown that no value suits two of them");
    }
}

static void compare_matched(comparison *c, schema_keyword k, const node *old, const node *new, const place *at) {
    alternatives m = {.c = c, .k = k, .before = node_compiled(old, k), .after = node_compiled(new, k)};
    assert(m.before != NULL && m.after != NULL); // both nodes have the keyword
    arena *scratch = work_memory(&c->work);
    m.inside = (place){.up = at, .name = text_of(keyword_name(k))};
    m.old_match = arena_array(scratch, m.before->count, sizeof(size_t));
    m.new_match = arena_array(scratch, m.after->count, sizeof(size_t));
    memset(m.old_match, 0xff, m.before->count * sizeof(size_t));
    memset(m.new_match, 0xff, m.after->count * sizeof(size_t));
    bool *changed = arena_zalloc(scratch, m.before->count);
    match_same_index(&m);
    match_moved(&m);
    match_alike(&m, changed);
    match_changed(&m, changed);
    report_all(&m, old, new, changed, at);
}

// The keyword came, and whether it restricts depends on what held before; or it went.
static void compare_presence(comparison *c, schema_keyword k, const node *old, const node *new, const place *at) {
    bool came = node_has(new, k);
    const node *with = came ? new : old, *without = came ? old : new;
    if (!compare_follows(c, came ? SIDE_OLD : SIDE_NEW, without, with, k)) {
        if (came)
            report_constraint_added(c, at, keyword_name(k), node_value(new, k));
        else
            report_constraint_removed(c, at, keyword_name(k), node_value(old, k));
    }
    const node_list *list = node_compiled(with, k);
    const place inside = {.up = at, .name = text_of(keyword_name(k))};
    for (size_t i = 0; i < list->count; i++) {
        const place here = {.up = &inside, .index = i};
        compare_promises(c, came ? &node_true : list->items[i], came ? list->items[i] : &node_true, &here);
    }
}

void compare_alternatives(comparison *c, const node *old, const node *new, const place *at) {
    static const schema_keyword lists[] = {KEYWORD_ANY_OF, KEYWORD_ONE_OF};
    for (size_t i = 0; i < 2; i++) {
        bool before = node_has(old, lists[i]), after = node_has(new, lists[i]);
        if (before != after)
            compare_presence(c, lists[i], old, new, at);
        else if (before)
            compare_matched(c, lists[i], old, new, at);
    }
}
