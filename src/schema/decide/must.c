// What a schema that must hold says of values of certain types: everything at once.
#include "schema/decide/ahead.h"
#include "schema/decide/expand.h"
#include "schema/decide/overlaps.h"

// --- values ----------------------------------------------------------------------------------------------------------

// A schema that names its values leaves no others: each is held against the whole goal, in the order of the document.
static progress try_values(decider *d, goal *g, const node *n) {
    const json_value *constant = node_value(n, KEYWORD_CONST), *list = node_value(n, KEYWORD_ENUM);
    outcome all = OUTCOME_EMPTY;
    for (uint32_t i = 0; i < (constant != NULL ? 1 : list->count); i++) {
        outcome one = goal_try(d, g, constant != NULL ? constant : &list->elements[i]);
        if (one == OUTCOME_INHABITED)
            return PROGRESS_FOUND;
        all = one == OUTCOME_UNSURE ? one : all;
    }
    return all == OUTCOME_EMPTY ? PROGRESS_EMPTY : PROGRESS_ON;
}

// --- keywords --------------------------------------------------------------------------------------------------------

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

// Where there are too many alternatives to tell which exclude one another, that the others fail is left out.
static progress must_have_one(decider *d, goal *g, state *s, const node_list *list) {
    const overlaps *both = overlaps_of(d, list, s->types == TYPE_OBJECT);
    options o = {.d = d};
    for (size_t i = 0; i < list->count; i++) {
        const atom *all = schema_of(d, list->items[i], false);
        for (size_t j = 0; j < list->count; j++)
            if (j != i && both->known && both->together[i * list->count + j])
                all = before(schema_of(d, list->items[j], true), all);
        options_add(&o, all);
    }
    return state_choose(d, g, s, o.items, o.count);
}

static progress must_have_any(decider *d, goal *g, state *s, const node_list *list) {
    options o = {.d = d};
    for (size_t i = 0; i < list->count; i++)
        options_add(&o, schema_of(d, list->items[i], false));
    return state_choose(d, g, s, o.items, o.count);
}

static progress must_decide(decider *d, goal *g, state *s, const node *n) {
    const node *condition = node_child(n, KEYWORD_IF);
    options o = {.d = d};
    options_add(&o, before(schema_of(d, condition, false), schema_of(d, node_child(n, KEYWORD_THEN), false)));
    options_add(&o, before(schema_of(d, condition, true), schema_of(d, node_child(n, KEYWORD_ELSE), false)));
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
        options_add_one(&o, (atom){.kind = ATOM_ABSENT, .name = row->name});
        options_add(&o, before(atom_of(d, (atom){.kind = ATOM_MEMBER, .name = row->name}), all));
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

static progress must_evaluate(decider *d, goal *g, state *s, const node *written, const node *n, schema_keyword k) {
    const evaluated *e = evaluated_of(d, written, n, k);
    options o = {.d = d};
    for (size_t i = 0; i < e->count; i++)
        options_add(&o, e->ways[i].rest == NULL ? e->ways[i].when
                                                : before(schema_of(d, e->ways[i].rest, false), e->ways[i].when));
    return e->known ? state_choose(d, g, s, o.items, o.count) : PROGRESS_ON;
}

static progress must_match(decider *d, goal *g, state *s, const json_value *pattern) {
    const ahead *a = ahead_of(d, json_text_of(pattern));
    progress p = must(d, g, s, (atom){.kind = ATOM_PATTERN, .k = KEYWORD_PATTERN, .value = pattern});
    for (size_t i = 0; i < a->count && p == PROGRESS_ON; i++)
        p = must(d, g, s,
                 (atom){.kind = ATOM_PATTERN,
                        .k = KEYWORD_PATTERN,
                        .value = a->parts[i].pattern,
                        .negative = a->parts[i].negative});
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
        return must_match(d, g, s, node_value(n, k));
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

// Long lists of names are not free to take apart.
static void charge_names(decider *d, const node *n) {
    work_charge(d->work, (node_required(n)->count + node_entries(n, KEYWORD_PROPERTIES)->count) / 8);
}

progress expand_positive(decider *d, goal *g, state *s, const node *n) {
    const node *written = node_of(n);
    n = node_normal(n);
    charge_names(d, n);
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
    for (uint64_t rest = keywords & unevaluated; rest != 0 && p == PROGRESS_ON; rest &= rest - 1)
        p = must_evaluate(d, g, s, written, n, (schema_keyword)__builtin_ctzll(rest));
    if (p == PROGRESS_ON && n->open && address_of(n) != NULL)
        p = must(d, g, s, (atom){.kind = ATOM_OPAQUE, .k = KEYWORD_REFERENCE, .value = address_of(n)});
    return p;
}
