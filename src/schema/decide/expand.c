// What a schema says of values of certain types, taken apart. A schema that must hold says everything at once; one that must
// not says that something of it fails. Keywords about values of other types say nothing of these, and so cannot fail.
#include "schema/decide/goal.h"
#include "schema/instance.h"

enum { PAIRS_MAX = 12 }; // alternatives of a `oneOf` of which any two may hold

// Alternatives in the making.
typedef struct options {
    decider *d;
    size_t count, capacity;
    const atom **items;
} options;

static atom *atom_of(decider *d, atom a) {
    atom *made = arena_new_of(d->a, atom);
    *made = a;
    return made;
}

static atom *schema_of(decider *d, const node *n, bool negative) {
    return atom_of(d, (atom){.kind = ATOM_SCHEMA, .node = node_of(n), .negative = negative});
}

// An atom before a list of others.
static const atom *before(const atom *first, const atom *rest) {
    ((atom *)first)->next = rest; // made here, and in no list yet
    return first;
}

static void add(options *o, const atom *list) {
    if (o->count == o->capacity) {
        o->capacity = o->capacity == 0 ? 8 : o->capacity * 2;
        const atom **grown = arena_array(o->d->a, o->capacity, sizeof *grown);
        if (o->count > 0)
            memcpy(grown, o->items, o->count * sizeof *grown);
        o->items = grown;
    }
    o->items[o->count++] = list;
}

static void add_one(options *o, atom a) {
    add(o, atom_of(o->d, a));
}

// --- which keywords count --------------------------------------------------------------------------------------------

static const uint64_t number_keywords = KEYWORD_BIT(MINIMUM) | KEYWORD_BIT(MAXIMUM) | KEYWORD_BIT(EXCLUSIVE_MINIMUM) |
                                        KEYWORD_BIT(EXCLUSIVE_MAXIMUM) | KEYWORD_BIT(MULTIPLE_OF);
static const uint64_t string_keywords = KEYWORD_BIT(MIN_LENGTH) | KEYWORD_BIT(MAX_LENGTH) | KEYWORD_BIT(PATTERN);
static const uint64_t array_parts = KEYWORD_BIT(PREFIX_ITEMS) | KEYWORD_BIT(ITEMS);
static const uint64_t array_keywords = array_parts | KEYWORD_BIT(MIN_ITEMS) | KEYWORD_BIT(MAX_ITEMS) |
                                       KEYWORD_BIT(UNIQUE_ITEMS) | KEYWORD_BIT(CONTAINS) |
                                       KEYWORD_BIT(UNEVALUATED_ITEMS);
static const uint64_t object_parts =
    KEYWORD_BIT(PROPERTIES) | KEYWORD_BIT(PATTERN_PROPERTIES) | KEYWORD_BIT(ADDITIONAL_PROPERTIES);
static const uint64_t object_keywords = object_parts | KEYWORD_BIT(REQUIRED) | KEYWORD_BIT(MIN_PROPERTIES) |
                                        KEYWORD_BIT(MAX_PROPERTIES) | KEYWORD_BIT(UNEVALUATED_PROPERTIES) |
                                        KEYWORD_BIT(PROPERTY_NAMES) | KEYWORD_BIT(DEPENDENT_REQUIRED) |
                                        KEYWORD_BIT(DEPENDENT_SCHEMAS);
static const uint64_t any_keywords = KEYWORD_BIT(CONST) | KEYWORD_BIT(ENUM) | KEYWORD_BIT(FORMAT) |
                                     KEYWORD_BIT(CONTENT_ENCODING) | KEYWORD_BIT(CONTENT_MEDIA_TYPE) |
                                     KEYWORD_BIT(CONTENT_SCHEMA) | KEYWORD_BIT(DYNAMIC_REFERENCE) |
                                     KEYWORD_BIT(RECURSIVE_REFERENCE) | KEYWORD_BIT(ALL_OF) | KEYWORD_BIT(ANY_OF) |
                                     KEYWORD_BIT(ONE_OF) | KEYWORD_BIT(NOT) | KEYWORD_BIT(IF) | KEYWORD_BIT(MALFORMED);

static uint64_t keywords_for(unsigned types) {
    uint64_t keywords = any_keywords;
    if ((types & (TYPE_NUMBER | TYPE_INTEGER)) != 0)
        keywords |= number_keywords;
    if ((types & TYPE_STRING) != 0)
        keywords |= string_keywords;
    if ((types & TYPE_ARRAY) != 0)
        keywords |= array_keywords;
    return (types & TYPE_OBJECT) != 0 ? keywords | object_keywords : keywords;
}

// A count that a keyword names; -1: too large to matter.
static int64_t count_of(const node *n, schema_keyword k) {
    int64_t count;
    return json_to_int64(node_value(n, k), &count) && count >= 0 ? count : -1;
}

static bool is_least(schema_keyword k) {
    return k == KEYWORD_MIN_LENGTH || k == KEYWORD_MIN_ITEMS || k == KEYWORD_MIN_PROPERTIES;
}

// How many elements `contains` wants, `*most` -1: any number. False: numbers that are too large.
static bool contained_range(const node *n, int64_t *least, int64_t *most) {
    const json_value *bound = node_value(n, KEYWORD_MAX_CONTAINS);
    *most = -1;
    return json_to_int64(node_least_contained(n), least) && (bound == NULL || json_to_int64(bound, most));
}

// --- values ----------------------------------------------------------------------------------------------------------

// A schema that names its values leaves no others: each is held against the whole goal.
static progress try_values(decider *d, goal *g, const node *n) {
    const json_value *constant = node_value(n, KEYWORD_CONST);
    const value_set *set = node_compiled(n, KEYWORD_ENUM);
    outcome all = OUTCOME_EMPTY;
    for (size_t i = 0; i < (constant != NULL ? 1 : set->count); i++) {
        outcome one = goal_try(d, g, constant != NULL ? constant : set->items[i].value);
        if (one == OUTCOME_INHABITED)
            return PROGRESS_FOUND;
        all = one == OUTCOME_UNSURE ? one : all;
    }
    return all == OUTCOME_EMPTY ? PROGRESS_EMPTY : PROGRESS_ON;
}

// --- what must hold --------------------------------------------------------------------------------------------------

static progress must(decider *d, goal *g, state *s, atom a) {
    return state_add(d, g, s, atom_of(d, a));
}

static progress must_count(decider *d, goal *g, state *s, const node *n, schema_keyword k) {
    int64_t count = count_of(n, k);
    if (count < 0) // nothing is so long
        return is_least(k) ? PROGRESS_EMPTY : PROGRESS_ON;
    return must(d, g, s,
                (atom){.kind = ATOM_COUNT, .least = is_least(k) ? count : 0, .most = is_least(k) ? -1 : count});
}

static progress must_contain(decider *d, goal *g, state *s, const node *n) {
    const node *inner = node_child(n, KEYWORD_CONTAINS);
    int64_t least, most;
    if (!contained_range(n, &least, &most))
        return PROGRESS_ON;
    atom counted = {.kind = ATOM_CONTAINED, .node = inner, .least = least, .most = most};
    progress p = must(d, g, s, counted);
    if (p == PROGRESS_ON && most == 0)
        p = must(d, g, s, (atom){.kind = ATOM_EACH_ELEMENT, .node = inner, .negative = true});
    if (p == PROGRESS_ON && least > 0)
        p = must(d, g, s, (atom){.kind = ATOM_COUNT, .least = least, .most = -1});
    return p == PROGRESS_ON && least > 0 ? must(d, g, s, (atom){.kind = ATOM_SOME_ELEMENT, .node = inner}) : p;
}

static progress must_have_one(decider *d, goal *g, state *s, const node_list *list) {
    options o = {.d = d};
    for (size_t i = 0; i < list->count; i++) {
        const atom *all = schema_of(d, list->items[i], false);
        for (size_t j = 0; j < list->count; j++)
            if (j != i)
                all = before(schema_of(d, list->items[j], true), all);
        add(&o, all);
    }
    return state_choose(d, g, s, o.items, o.count);
}

static progress must_have_any(decider *d, goal *g, state *s, const node_list *list) {
    options o = {.d = d};
    for (size_t i = 0; i < list->count; i++)
        add(&o, schema_of(d, list->items[i], false));
    return state_choose(d, g, s, o.items, o.count);
}

static progress must_decide(decider *d, goal *g, state *s, const node *n) {
    const node *condition = node_child(n, KEYWORD_IF);
    options o = {.d = d};
    add(&o, before(schema_of(d, condition, false), schema_of(d, node_child(n, KEYWORD_THEN), false)));
    add(&o, before(schema_of(d, condition, true), schema_of(d, node_child(n, KEYWORD_ELSE), false)));
    return state_choose(d, g, s, o.items, o.count);
}

static progress must_depend(decider *d, goal *g, state *s, const dependent_table *rows) {
    progress p = PROGRESS_ON;
    for (size_t i = 0; i < rows->count && p == PROGRESS_ON; i++) {
        const dependent *row = &rows->items[i];
        const atom *all = row->schema == NULL ? NULL : schema_of(d, row->schema, false);
        for (size_t j = 0; row->schema == NULL && j < row->required.count; j++)
            all = before(atom_of(d, (atom){.kind = ATOM_MEMBER, .name = row->required.items[j]}), all);
        options o = {.d = d};
        add_one(&o, (atom){.kind = ATOM_ABSENT, .name = row->name});
        add(&o, before(atom_of(d, (atom){.kind = ATOM_MEMBER, .name = row->name}), all));
        p = state_choose(d, g, s, o.items, o.count);
    }
    return p;
}

static progress must_require(decider *d, goal *g, state *s, const name_set *names) {
    progress p = PROGRESS_ON;
    for (size_t i = 0; i < names->count && p == PROGRESS_ON; i++)
        p = must(d, g, s, (atom){.kind = ATOM_MEMBER, .name = names->items[i]});
    return p == PROGRESS_ON && names->count > 0
               ? must(d, g, s, (atom){.kind = ATOM_COUNT, .least = (int64_t)names->count, .most = -1})
               : p;
}

static progress must_all(decider *d, goal *g, state *s, const branch_list *list) {
    progress p = PROGRESS_ON;
    for (size_t i = 0; i < list->count && p == PROGRESS_ON; i++)
        p = state_add(d, g, s, schema_of(d, list->items[i].schema, false));
    return p;
}

static progress must_keyword(decider *d, goal *g, state *s, const node *n, schema_keyword k) {
    switch (k) {
    case KEYWORD_MINIMUM:
    case KEYWORD_MAXIMUM:
    case KEYWORD_EXCLUSIVE_MINIMUM:
    case KEYWORD_EXCLUSIVE_MAXIMUM:
        return must(d, g, s, (atom){.kind = ATOM_BOUND, .k = k, .value = node_value(n, k)});
    case KEYWORD_MULTIPLE_OF:
        return must(d, g, s, (atom){.kind = ATOM_MULTIPLE, .k = k, .value = node_value(n, k)});
    case KEYWORD_PATTERN:
        return must(d, g, s, (atom){.kind = ATOM_PATTERN, .k = k, .value = node_value(n, k)});
    case KEYWORD_FORMAT:
    case KEYWORD_CONTENT_ENCODING:
    case KEYWORD_CONTENT_MEDIA_TYPE:
        return must(d, g, s, (atom){.kind = ATOM_OPAQUE, .k = k, .value = node_value(n, k)});
    case KEYWORD_MIN_LENGTH:
    case KEYWORD_MAX_LENGTH:
    case KEYWORD_MIN_ITEMS:
    case KEYWORD_MAX_ITEMS:
    case KEYWORD_MIN_PROPERTIES:
    case KEYWORD_MAX_PROPERTIES:
        return must_count(d, g, s, n, k);
    case KEYWORD_UNIQUE_ITEMS:
        return must(d, g, s, (atom){.kind = ATOM_UNIQUE});
    case KEYWORD_CONTAINS:
        return must_contain(d, g, s, n);
    case KEYWORD_REQUIRED:
        return must_require(d, g, s, node_required(n));
    case KEYWORD_PROPERTY_NAMES:
        return must(d, g, s, (atom){.kind = ATOM_NAMES, .node = node_child(n, k)});
    case KEYWORD_DEPENDENT_REQUIRED:
    case KEYWORD_DEPENDENT_SCHEMAS:
        return must_depend(d, g, s, node_dependents(n, k));
    case KEYWORD_ALL_OF:
        return must_all(d, g, s, node_branches(n));
    case KEYWORD_ANY_OF:
        return must_have_any(d, g, s, node_schemas(n, k));
    case KEYWORD_ONE_OF:
        return must_have_one(d, g, s, node_schemas(n, k));
    case KEYWORD_NOT:
        return state_add(d, g, s, schema_of(d, node_child(n, k), true));
    case KEYWORD_IF:
        return must_decide(d, g, s, n);
    default: // what members and elements must be is asked where they are known; the rest is not understood
        return PROGRESS_ON;
    }
}

progress expand_positive(decider *d, goal *g, state *s, const node *n) {
    n = node_normal(n);
    s->types &= n->types;
    if (n->never || s->types == 0)
        return PROGRESS_EMPTY;
    uint64_t keywords = n->keywords & ~n->idle & keywords_for(s->types);
    progress p = PROGRESS_ON;
    if ((keywords & (KEYWORD_BIT(CONST) | KEYWORD_BIT(ENUM))) != 0)
        p = try_values(d, g, n);
    if (p == PROGRESS_ON && (keywords & (object_parts | array_parts)) != 0)
        p = must(d, g, s, (atom){.kind = ATOM_PARTS, .node = n});
    for (uint64_t rest = keywords; rest != 0 && p == PROGRESS_ON; rest &= rest - 1)
        p = must_keyword(d, g, s, n, (schema_keyword)__builtin_ctzll(rest));
    return p;
}

// --- what must fail --------------------------------------------------------------------------------------------------

static void fail_count(options *o, const node *n, schema_keyword k) {
    int64_t count = count_of(n, k);
    if (is_least(k) && count > 0)
        add_one(o, (atom){.kind = ATOM_COUNT, .most = count - 1});
    else if (is_least(k) && count < 0)
        add_one(o, (atom){.kind = ATOM_UNKNOWN});
    else if (!is_least(k) && count >= 0)
        add_one(o, (atom){.kind = ATOM_COUNT, .least = count + 1, .most = -1});
}

static void fail_contains(options *o, const node *n) {
    const node *inner = node_child(n, KEYWORD_CONTAINS);
    int64_t least, most;
    if (!contained_range(n, &least, &most)) {
        add_one(o, (atom){.kind = ATOM_UNKNOWN});
        return;
    }
    const atom *few = atom_of(o->d, (atom){.kind = ATOM_CONTAINED, .node = inner, .most = least - 1});
    if (least == 1)
        few = before(atom_of(o->d, (atom){.kind = ATOM_EACH_ELEMENT, .node = inner, .negative = true}), few);
    if (least > 0)
        add(o, few);
    if (most < 0)
        return;
    const atom *many = atom_of(o->d, (atom){.kind = ATOM_CONTAINED, .node = inner, .least = most + 1, .most = -1});
    many = before(atom_of(o->d, (atom){.kind = ATOM_COUNT, .least = most + 1, .most = -1}), many);
    add(o, before(atom_of(o->d, (atom){.kind = ATOM_SOME_ELEMENT, .node = inner}), many));
}

static void fail_elements(options *o, const node *n) {
    const node_list *prefix = node_schemas(n, KEYWORD_PREFIX_ITEMS);
    for (size_t i = 0; i < prefix->count; i++)
        add_one(o, (atom){.kind = ATOM_ELEMENT, .index = i, .node = prefix->items[i], .negative = true});
    if (node_has(n, KEYWORD_ITEMS))
        add_one(o, (atom){.kind = ATOM_SOME_ELEMENT,
                          .index = prefix->count,
                          .node = node_child(n, KEYWORD_ITEMS),
                          .negative = true});
}

static void fail_members(options *o, const node *n) {
    const node_table *own = node_entries(n, KEYWORD_PROPERTIES);
    const node_table *patterns = node_entries(n, KEYWORD_PATTERN_PROPERTIES);
    for (size_t i = 0; i < own->count; i++)
        if (!node_is_true(node_normal(own->items[i].schema)))
            add_one(o, (atom){.kind = ATOM_MEMBER,
                              .name = own->items[i].name,
                              .node = node_of(own->items[i].schema),
                              .negative = true});
    for (size_t i = 0; i < patterns->count; i++)
        if (!node_is_true(node_normal(patterns->items[i].schema)))
            add_one(o, (atom){.kind = ATOM_SOME_MEMBER, .node = n, .k = KEYWORD_PATTERN_PROPERTIES, .index = i});
    if (node_has(n, KEYWORD_ADDITIONAL_PROPERTIES) &&
        !node_is_true(node_normal(node_child(n, KEYWORD_ADDITIONAL_PROPERTIES))))
        add_one(o, (atom){.kind = ATOM_SOME_MEMBER, .node = n, .k = KEYWORD_ADDITIONAL_PROPERTIES});
}

static void fail_dependents(options *o, const dependent_table *rows) {
    for (size_t i = 0; i < rows->count; i++) {
        const dependent *row = &rows->items[i];
        const atom key = {.kind = ATOM_MEMBER, .name = row->name};
        if (row->schema != NULL)
            add(o, before(atom_of(o->d, key), schema_of(o->d, row->schema, true)));
        for (size_t j = 0; row->schema == NULL && j < row->required.count; j++)
            add(o,
                before(atom_of(o->d, key), atom_of(o->d, (atom){.kind = ATOM_ABSENT, .name = row->required.items[j]})));
    }
}

// None of them, or two.
static void fail_one(options *o, const node_list *list) {
    const atom *none = NULL;
    for (size_t i = 0; i < list->count; i++)
        none = before(schema_of(o->d, list->items[i], true), none);
    add(o, none);
    if (list->count > PAIRS_MAX) {
        add_one(o, (atom){.kind = ATOM_UNKNOWN});
        return;
    }
    for (size_t i = 0; i < list->count; i++)
        for (size_t j = i + 1; j < list->count; j++)
            if (!decide_apart(o->d->work, list->items[i], list->items[j]))
                add(o, before(schema_of(o->d, list->items[i], false), schema_of(o->d, list->items[j], false)));
}

static void fail_any(options *o, const node_list *list) {
    const atom *none = NULL;
    for (size_t i = 0; i < list->count; i++)
        none = before(schema_of(o->d, list->items[i], true), none);
    add(o, none);
}

static void fail_condition(options *o, const node *n) {
    const node *condition = node_child(n, KEYWORD_IF), *then = node_child(n, KEYWORD_THEN),
               *otherwise = node_child(n, KEYWORD_ELSE);
    if (!node_is_true(node_normal(then)))
        add(o, before(schema_of(o->d, condition, false), schema_of(o->d, then, true)));
    if (!node_is_true(node_normal(otherwise)))
        add(o, before(schema_of(o->d, condition, true), schema_of(o->d, otherwise, true)));
}

static void fail_keyword(options *o, const node *n, schema_keyword k) {
    const branch_list *all = node_branches(n);
    switch (k) {
    case KEYWORD_MINIMUM:
    case KEYWORD_MAXIMUM:
    case KEYWORD_EXCLUSIVE_MINIMUM:
    case KEYWORD_EXCLUSIVE_MAXIMUM:
        add_one(o, (atom){.kind = ATOM_BOUND, .k = k, .value = node_value(n, k), .negative = true});
        return;
    case KEYWORD_MULTIPLE_OF:
        add_one(o, (atom){.kind = ATOM_MULTIPLE, .k = k, .value = node_value(n, k), .negative = true});
        return;
    case KEYWORD_PATTERN:
        add_one(o, (atom){.kind = ATOM_PATTERN, .k = k, .value = node_value(n, k), .negative = true});
        return;
    case KEYWORD_FORMAT:
    case KEYWORD_CONTENT_ENCODING:
    case KEYWORD_CONTENT_MEDIA_TYPE:
        add_one(o, (atom){.kind = ATOM_OPAQUE, .k = k, .value = node_value(n, k), .negative = true});
        return;
    case KEYWORD_MIN_LENGTH:
    case KEYWORD_MAX_LENGTH:
    case KEYWORD_MIN_ITEMS:
    case KEYWORD_MAX_ITEMS:
    case KEYWORD_MIN_PROPERTIES:
    case KEYWORD_MAX_PROPERTIES:
        fail_count(o, n, k);
        return;
    case KEYWORD_UNIQUE_ITEMS:
        add_one(o, (atom){.kind = ATOM_UNIQUE, .negative = true});
        return;
    case KEYWORD_CONTAINS:
        fail_contains(o, n);
        return;
    case KEYWORD_REQUIRED:
        for (size_t i = 0; i < node_required(n)->count; i++)
            add_one(o, (atom){.kind = ATOM_ABSENT, .name = node_required(n)->items[i]});
        return;
    case KEYWORD_PROPERTY_NAMES:
        add_one(o, (atom){.kind = ATOM_NAMES, .node = node_child(n, k), .negative = true});
        return;
    case KEYWORD_DEPENDENT_REQUIRED:
    case KEYWORD_DEPENDENT_SCHEMAS:
        fail_dependents(o, node_dependents(n, k));
        return;
    case KEYWORD_ALL_OF:
        for (size_t i = 0; i < all->count; i++)
            add(o, schema_of(o->d, all->items[i].schema, true));
        return;
    case KEYWORD_ANY_OF:
        fail_any(o, node_schemas(n, k));
        return;
    case KEYWORD_ONE_OF:
        fail_one(o, node_schemas(n, k));
        return;
    case KEYWORD_NOT:
        add(o, schema_of(o->d, node_child(n, k), false));
        return;
    case KEYWORD_IF:
        fail_condition(o, n);
        return;
    case KEYWORD_PREFIX_ITEMS:
    case KEYWORD_ITEMS:
    case KEYWORD_PROPERTIES:
    case KEYWORD_PATTERN_PROPERTIES:
    case KEYWORD_ADDITIONAL_PROPERTIES:
        return; // together, below
    default:    // it may fail in a way that is not understood
        add_one(o, (atom){.kind = ATOM_UNKNOWN});
    }
}

progress expand_negative(decider *d, goal *g, state *s, const node *n) {
    n = node_normal(n);
    if (n->never || (s->types & n->types) == 0)
        return PROGRESS_ON;
    options o = {.d = d};
    if ((s->types & ~(unsigned)n->types) != 0)
        add_one(&o, (atom){.kind = ATOM_TYPES, .types = (uint8_t)(s->types & ~(unsigned)n->types)});
    uint64_t keywords = n->keywords & ~n->idle & keywords_for(s->types);
    for (uint64_t rest = keywords; rest != 0; rest &= rest - 1)
        fail_keyword(&o, n, (schema_keyword)__builtin_ctzll(rest));
    if ((keywords & array_parts) != 0)
        fail_elements(&o, n);
    if ((keywords & object_parts) != 0)
        fail_members(&o, n);
    if (n->open)
        add_one(&o, (atom){.kind = ATOM_UNKNOWN});
    return state_choose(d, g, s, o.items, o.count);
}
