// Equality: do two subschemas say the same, keyword by keyword? Shapes tell most that differ apart at once. What is below a
// pair is explored from a list instead of by recursion. Pairs that references may lead to again are explored once in all of
// the work, whoever asks, so that recursion costs no more than the schemas are long: each such pair remembers which others
// are equal only if it is, and a difference is passed up to them.
#include "schema/decide/decide.h"
#include "schema/number.h"
#include "schema/pairs.h"
#include <assert.h>

// A pair that references lead to again.
typedef struct pair {
    node_pair nodes; // first: the table finds it by these
    bool met;
    bool different;           // else equal, once everything queued has been explored
    struct dependency *above; // the pairs that hold this one
    struct pair *next;        // in the queue
} pair;

// A pair that is equal only if another one is.
typedef struct dependency {
    pair *holder;
    struct dependency *next;
} dependency;

typedef struct equality {
    arena *a;
    pair_table pairs;
    pair *todo;       // pairs to be explored
    pair *current;    // the pair under exploration
    bool differs;     // there is a difference in it
    node_pair *below; // nodes of it that are still to be looked at
    size_t below_count;
    size_t below_capacity;
} equality;

static equality *equality_of(work *w) {
    if (w->equality == NULL) {
        w->equality = arena_new_of(work_memory(w), equality);
        w->equality->a = work_memory(w);
    }
    return w->equality;
}

// The pair, queued for exploration when it is new.
static pair *pair_of(equality *e, const node *a, const node *b) {
    pair *p = pair_table_record(&e->pairs, e->a, a, b, sizeof(pair));
    if (!p->met) {
        p->met = true;
        p->next = e->todo;
        e->todo = p;
    }
    return p;
}

static void push(equality *e, const node *a, const node *b) {
    if (e->below_count == e->below_capacity) {
        e->below_capacity = e->below_capacity == 0 ? 64 : e->below_capacity * 2;
        node_pair *grown = arena_array(e->a, e->below_capacity, sizeof(node_pair));
        if (e->below_count > 0)
            memcpy(grown, e->below, e->below_count * sizeof(node_pair));
        e->below = grown;
    }
    e->below[e->below_count++] = (node_pair){a, b};
}

// --- what two nodes say by themselves --------------------------------------------------------------------------------

// A subschema that accepts everything may stand for the absence of these.
static const uint64_t optional = KEYWORD_BIT(ADDITIONAL_PROPERTIES) | KEYWORD_BIT(UNEVALUATED_PROPERTIES) |
                                 KEYWORD_BIT(UNEVALUATED_ITEMS) | KEYWORD_BIT(PROPERTY_NAMES) | KEYWORD_BIT(ITEMS) |
                                 KEYWORD_BIT(CONTENT_SCHEMA);
// What a dynamic reference means depends on the way that led to it.
static const uint64_t dynamic = KEYWORD_BIT(DYNAMIC_REFERENCE) | KEYWORD_BIT(RECURSIVE_REFERENCE);
// Keywords that another form than their value speaks for.
static const uint64_t indexed = KEYWORD_BIT(TYPE) | KEYWORD_BIT(REQUIRED) | KEYWORD_BIT(CONST) | KEYWORD_BIT(ENUM) |
                                KEYWORD_BIT(NULLABLE) | KEYWORD_BIT(MIN_CONTAINS);
// Keywords with subschemas, and those with rows.
static const uint64_t below =
    KEYWORD_BIT(PROPERTIES) | KEYWORD_BIT(PATTERN_PROPERTIES) | KEYWORD_BIT(ADDITIONAL_PROPERTIES) |
    KEYWORD_BIT(UNEVALUATED_PROPERTIES) | KEYWORD_BIT(PROPERTY_NAMES) | KEYWORD_BIT(DEPENDENT_REQUIRED) |
    KEYWORD_BIT(DEPENDENT_SCHEMAS) | KEYWORD_BIT(PREFIX_ITEMS) | KEYWORD_BIT(ITEMS) | KEYWORD_BIT(UNEVALUATED_ITEMS) |
    KEYWORD_BIT(CONTAINS) | KEYWORD_BIT(ALL_OF) | KEYWORD_BIT(ANY_OF) | KEYWORD_BIT(ONE_OF) | KEYWORD_BIT(NOT) |
    KEYWORD_BIT(IF) | KEYWORD_BIT(THEN) | KEYWORD_BIT(ELSE) | KEYWORD_BIT(CONTENT_SCHEMA);

static uint64_t said_by(const node *n) {
    return n->keywords & ~n->idle;
}

// Of every other keyword the value is all that it says.
static bool same_values(const node *a, const node *b) {
    for (uint64_t rest = said_by(a) & ~(below | dynamic | indexed); rest != 0; rest &= rest - 1) {
        schema_keyword k = (schema_keyword)__builtin_ctzll(rest);
        if (!json_equal(node_value(a, k), node_value(b, k)))
            return false;
    }
    return true;
}

// The values that a node names, by `enum` or by `const`; NULL when by neither or by both. `one` and `alone` have room for the
// set of a single value.
static const value_set *values_of(const node *n, value_set *one, value_entry *alone) {
    const json_value *constant = node_value(n, KEYWORD_CONST);
    if (constant == NULL || node_has(n, KEYWORD_ENUM))
        return constant == NULL ? node_compiled(n, KEYWORD_ENUM) : NULL;
    *alone = (value_entry){.hash = json_hash(constant), .value = constant};
    *one = (value_set){.count = 1, .items = alone};
    return one;
}

static bool same_constants(const node *a, const node *b) {
    const uint64_t both = KEYWORD_BIT(CONST) | KEYWORD_BIT(ENUM);
    if (((a->keywords | b->keywords) & both) == 0)
        return true;
    value_set one, other;
    value_entry alone, another;
    const value_set *left = values_of(a, &one, &alone), *right = values_of(b, &other, &another);
    if (left != NULL && right != NULL)
        return value_set_equal(left, right);
    return (a->keywords & b->keywords & both) == both &&
           json_equal(node_value(a, KEYWORD_CONST), node_value(b, KEYWORD_CONST)) &&
           value_set_equal(node_compiled(a, KEYWORD_ENUM), node_compiled(b, KEYWORD_ENUM));
}

static bool same_names(const node_table *a, const node_table *b) {
    for (size_t i = 0; a->count == b->count && i < a->count; i++)
        if (!text_equal(a->items[i].name, b->items[i].name))
            return false;
    return a->count == b->count;
}

static bool same_alone(const node *a, const node *b) {
    uint64_t left = said_by(a), right = said_by(b);
    const uint64_t either =
        optional | KEYWORD_BIT(TYPE) | KEYWORD_BIT(CONST) | KEYWORD_BIT(ENUM) | KEYWORD_BIT(MIN_CONTAINS);
    return ((left ^ right) & ~either) == 0 && ((left | right) & dynamic) == 0 && a->types == b->types &&
           same_values(a, b) &&
           ((left & KEYWORD_BIT(CONTAINS)) == 0 ||
            number_compare(node_least_contained(a), node_least_contained(b)) == 0) &&
           same_constants(a, b) && name_set_equal(node_required(a), node_required(b)) &&
           same_names(node_entries(a, KEYWORD_PROPERTIES), node_entries(b, KEYWORD_PROPERTIES)) &&
           same_names(node_entries(a, KEYWORD_PATTERN_PROPERTIES), node_entries(b, KEYWORD_PATTERN_PROPERTIES)) &&
           node_schemas(a, KEYWORD_ANY_OF)->count == node_schemas(b, KEYWORD_ANY_OF)->count &&
           node_schemas(a, KEYWORD_ONE_OF)->count == node_schemas(b, KEYWORD_ONE_OF)->count &&
           node_branches(a)->count == node_branches(b)->count;
}

// --- what they say through the subschemas below ----------------------------------------------------------------------

// The pair under exploration is equal only if this one is.
static void need(equality *e, const node *a, const node *b) {
    a = node_normal(a);
    b = node_normal(b);
    if (a == b || e->differs)
        return;
    if (a->shape != b->shape) {
        e->differs = true;
    } else if (!a->shared && !b->shared) {
        push(e, a, b);
    } else {
        pair *p = pair_of(e, a, b);
        e->differs = p->different;
        dependency *d = arena_new_of(e->a, dependency);
        *d = (dependency){.holder = e->current, .next = p->above};
        p->above = d;
    }
}

static void need_entries(equality *e, const node_table *a, const node_table *b) {
    assert(a->count == b->count); // same_alone has seen to it, here and below
    for (size_t i = 0; i < a->count; i++)
        need(e, a->items[i].schema, b->items[i].schema);
}

static void need_list(equality *e, const node_list *a, const node_list *b) {
    assert(a->count == b->count);
    for (size_t i = 0; i < a->count; i++)
        need(e, a->items[i], b->items[i]);
}

static void need_branches(equality *e, const branch_list *a, const branch_list *b) {
    assert(a->count == b->count);
    for (size_t i = 0; i < a->count; i++)
        need(e, a->items[i].schema, b->items[i].schema);
}

static void need_additional(equality *e, const node *a, const node *b) {
    const node *left = node_child(a, KEYWORD_ADDITIONAL_PROPERTIES),
               *right = node_child(b, KEYWORD_ADDITIONAL_PROPERTIES);
    bool same = (node_is_true(node_normal(left)) && node_is_true(node_normal(right))) || (left->never && right->never);
    if (!same)
        need(e, left, right);
}

// Behind its prefix, an array says of each element what it says of the rest.
static void need_items(equality *e, const node *a, const node *b) {
    const node_list *left = node_schemas(a, KEYWORD_PREFIX_ITEMS), *right = node_schemas(b, KEYWORD_PREFIX_ITEMS);
    const node *left_rest = node_child(a, KEYWORD_ITEMS), *right_rest = node_child(b, KEYWORD_ITEMS);
    size_t longest = left->count > right->count ? left->count : right->count;
    for (size_t i = 0; i < longest; i++)
        need(e, i < left->count ? left->items[i] : left_rest, i < right->count ? right->items[i] : right_rest);
    need(e, left_rest, right_rest);
}

// A row that one of the two lacks says something unless it accepts everything.
static void need_dependent(equality *e, const dependent *a, const dependent *b) {
    if (a == NULL || b == NULL) {
        const dependent *row = a == NULL ? b : a;
        e->differs = e->differs || row->schema == NULL || !node_is_true(node_normal(row->schema));
    } else if (a->schema == NULL) {
        e->differs = e->differs || !name_set_equal(&a->required, &b->required);
    } else {
        need(e, a->schema, b->schema);
    }
}

static void need_dependents(equality *e, const dependent_table *a, const dependent_table *b) {
    for (size_t i = 0, j = 0; i < a->count || j < b->count;) {
        int order = i == a->count ? 1 : j == b->count ? -1 : text_order(a->items[i].name, b->items[j].name);
        need_dependent(e, order <= 0 ? &a->items[i] : NULL, order >= 0 ? &b->items[j] : NULL);
        i += order <= 0;
        j += order >= 0;
    }
}

static void need_below(equality *e, const node *a, const node *b, schema_keyword k) {
    switch (k) {
    case KEYWORD_PROPERTIES:
    case KEYWORD_PATTERN_PROPERTIES:
        need_entries(e, node_entries(a, k), node_entries(b, k));
        return;
    case KEYWORD_ADDITIONAL_PROPERTIES:
        need_additional(e, a, b);
        return;
    case KEYWORD_DEPENDENT_REQUIRED:
    case KEYWORD_DEPENDENT_SCHEMAS:
        need_dependents(e, node_dependents(a, k), node_dependents(b, k));
        return;
    case KEYWORD_PREFIX_ITEMS:
        need_items(e, a, b);
        return;
    case KEYWORD_ITEMS:
        if (!node_has(a, KEYWORD_PREFIX_ITEMS))
            need_items(e, a, b);
        return;
    case KEYWORD_ALL_OF:
        need_branches(e, node_branches(a), node_branches(b));
        return;
    case KEYWORD_ANY_OF:
    case KEYWORD_ONE_OF:
        need_list(e, node_schemas(a, k), node_schemas(b, k));
        return;
    default:
        need(e, node_child(a, k), node_child(b, k));
    }
}

// --- exploring -------------------------------------------------------------------------------------------------------

static void look_at(equality *e, const node *a, const node *b) {
    if (a->never || b->never) {
        e->differs = a->never != b->never;
        return;
    }
    e->differs = !same_alone(a, b);
    for (uint64_t rest = (said_by(a) | said_by(b)) & below; rest != 0 && !e->differs; rest &= rest - 1)
        need_below(e, a, b, (schema_keyword)__builtin_ctzll(rest));
}

// Marks the pair and everything that holds it.
static void mark_different(pair *p) {
    pair *stack = p;
    p->different = true;
    p->next = NULL; // no longer queued, so the link is free to chain this stack
    while (stack != NULL) {
        pair *top = stack;
        stack = stack->next;
        for (dependency *d = top->above; d != NULL; d = d->next) {
            if (!d->holder->different) {
                d->holder->different = true;
                d->holder->next = stack;
                stack = d->holder;
            }
        }
    }
}

static void explore(work *w, equality *e, pair *p) {
    e->current = p;
    e->differs = false;
    e->below_count = 0;
    push(e, p->nodes.left, p->nodes.right);
    while (e->below_count > 0 && !e->differs && work_visit(w)) {
        node_pair next = e->below[--e->below_count];
        look_at(e, next.left, next.right);
    }
    if (e->differs)
        mark_different(p);
}

bool decide_equal(work *w, const node *a, const node *b) {
    a = node_normal(a);
    b = node_normal(b);
    if (a == b)
        return true;
    if (a->shape != b->shape)
        return false;
    equality *e = equality_of(w);
    pair *p = pair_of(e, a, b);
    while (e->todo != NULL && !w->exhausted) {
        pair *next = e->todo;
        e->todo = next->next;
        if (!next->different)
            explore(w, e, next);
    }
    return !p->different && !w->exhausted;
}
