// What a schema that must not hold says of values of certain types: that something of it fails.
#include "schema/decide/ahead.h"
#include "schema/decide/constants.h"
#include "schema/decide/expand.h"
#include "schema/decide/overlaps.h"
#include "schema/instance.h"

// Pairs of alternatives that may hold together, and values that are told apart.
enum { PAIRS_MAX = 66, CONSTANTS_MAX = 64 };

static void fail_count(options *o, const node *n, schema_keyword k) {
    int64_t count = count_of(n, k);
    if (is_least(k) && count > 0)
        options_add_one(o, (atom){.kind = ATOM_COUNT, .most = count - 1});
    else if (is_least(k) && count < 0)
        options_add_one(o, (atom){.kind = ATOM_UNKNOWN});
    else if (!is_least(k) && count >= 0)
        options_add_one(o, (atom){.kind = ATOM_COUNT, .least = count + 1, .most = -1});
}

static void fail_contains(options *o, const node *n) {
    const node *inner = node_child(n, KEYWORD_CONTAINS);
    int64_t least, most;
    if (!contained_range(n, &least, &most)) {
        options_add_one(o, (atom){.kind = ATOM_UNKNOWN});
        return;
    }
    const atom *few = atom_of(o->d, (atom){.kind = ATOM_CONTAINED, .node = inner, .most = least - 1});
    if (least == 1)
        few = before(atom_of(o->d, (atom){.kind = ATOM_EACH_ELEMENT, .node = inner, .negative = true}), few);
    if (least > 0)
        options_add(o, few);
    if (most < 0)
        return;
    const atom *many = atom_of(o->d, (atom){.kind = ATOM_CONTAINED, .node = inner, .least = most + 1, .most = -1});
    many = before(atom_of(o->d, (atom){.kind = ATOM_COUNT, .least = most + 1, .most = -1}), many);
    options_add(o, before(atom_of(o->d, (atom){.kind = ATOM_SOME_ELEMENT, .node = inner}), many));
}

static void fail_elements(options *o, const node *n) {
    const node_list *prefix = node_schemas(n, KEYWORD_PREFIX_ITEMS);
    for (size_t i = 0; i < prefix->count; i++)
        options_add_one(o, (atom){.kind = ATOM_ELEMENT, .index = i, .node = prefix->items[i], .negative = true});
    if (node_has(n, KEYWORD_ITEMS))
        options_add_one(o, (atom){.kind = ATOM_SOME_ELEMENT,
                                  .index = prefix->count,
                                  .node = node_child(n, KEYWORD_ITEMS),
                                  .negative = true});
}

static void fail_members(options *o, const node *n) {
    const node_table *own = node_entries(n, KEYWORD_PROPERTIES);
    const node_table *patterns = node_entries(n, KEYWORD_PATTERN_PROPERTIES);
    for (size_t i = 0; i < own->count; i++)
        if (!node_is_true(node_normal(own->items[i].schema)))
            options_add_one(o, (atom){.kind = ATOM_MEMBER,
                                      .name = own->items[i].name,
                                      .node = node_of(own->items[i].schema),
                                      .negative = true});
    for (size_t i = 0; i < patterns->count; i++)
        if (!node_is_true(node_normal(patterns->items[i].schema)))
            options_add_one(o,
                            (atom){.kind = ATOM_SOME_MEMBER, .node = n, .k = KEYWORD_PATTERN_PROPERTIES, .index = i});
    if (node_has(n, KEYWORD_ADDITIONAL_PROPERTIES) &&
        !node_is_true(node_normal(node_child(n, KEYWORD_ADDITIONAL_PROPERTIES))))
        options_add_one(o, (atom){.kind = ATOM_SOME_MEMBER, .node = n, .k = KEYWORD_ADDITIONAL_PROPERTIES});
}

static void fail_dependents(options *o, const dependent_table *rows) {
    for (size_t i = 0; i < rows->count; i++) {
        const dependent *row = &rows->items[i];
        const atom key = {.kind = ATOM_MEMBER, .name = row->name};
        if (row->schema != NULL)
            options_add(o, before(atom_of(o->d, key), schema_of(o->d, row->schema, true)));
        for (size_t j = 0; row->schema == NULL && j < row->required.count; j++)
            options_add(o, before(atom_of(o->d, key),
                                  atom_of(o->d, (atom){.kind = ATOM_ABSENT, .name = row->required.items[j]})));
    }
}

// None of them, or two.
static void fail_one(options *o, const node_list *list, unsigned types) {
    const atom *none = NULL;
    for (size_t i = 0; i < list->count; i++)
        none = before(schema_of(o->d, list->items[i], true), none);
    options_add(o, none);
    const overlaps *both = overlaps_of(o->d, list, types == TYPE_OBJECT);
    if (!both->known || both->count > PAIRS_MAX) {
        options_add_one(o, (atom){.kind = ATOM_UNKNOWN});
        return;
    }
    for (size_t i = 0; i < list->count && both->count > 0; i++)
        for (size_t j = i + 1; j < list->count; j++)
            if (both->together[i * list->count + j])
                options_add(o, before(schema_of(o->d, list->items[i], false), schema_of(o->d, list->items[j], false)));
}

static void fail_any(options *o, const node_list *list) {
    const atom *none = NULL;
    for (size_t i = 0; i < list->count; i++)
        none = before(schema_of(o->d, list->items[i], true), none);
    options_add(o, none);
}

static void fail_condition(options *o, const node *n) {
    const node *condition = node_child(n, KEYWORD_IF), *then = node_child(n, KEYWORD_THEN),
               *otherwise = node_child(n, KEYWORD_ELSE);
    if (!node_is_true(node_normal(then)))
        options_add(o, before(schema_of(o->d, condition, false), schema_of(o->d, then, true)));
    if (!node_is_true(node_normal(otherwise)))
        options_add(o, before(schema_of(o->d, condition, true), schema_of(o->d, otherwise, true)));
}

// In one of the ways in which the rest may hold, something that is not looked at is not as it must be.
static void fail_evaluated(options *o, const evaluated *e) {
    for (size_t i = 0; i < e->count; i++)
        if (e->ways[i].rest != NULL)
            options_add(o, before(schema_of(o->d, e->ways[i].rest, true), e->ways[i].when));
    if (!e->known)
        options_add_one(o, (atom){.kind = ATOM_UNKNOWN});
}

// It is none of the values that the schema names. Of one number or text that is left open.
static void fail_values(options *o, const node *n, schema_keyword k, unsigned types) {
    const json_value *value = node_value(n, k);
    const atom *none = NULL;
    size_t count = k == KEYWORD_CONST ? 1 : value->count;
    for (size_t i = 0; i < count; i++) {
        const json_value *one = k == KEYWORD_CONST ? value : &value->elements[i];
        if ((instance_type(one) & types) == 0)
            continue;
        const node *parts = i < CONSTANTS_MAX ? constant_parts(o->d, one) : NULL;
        none = before(parts == NULL ? atom_of(o->d, (atom){.kind = ATOM_UNKNOWN}) : schema_of(o->d, parts, true), none);
    }
    options_add(o, none);
}

static void fail_pattern(options *o, const json_value *pattern) {
    const ahead *a = ahead_of(o->d, json_text_of(pattern));
    const atom whole = {.kind = ATOM_PATTERN, .k = KEYWORD_PATTERN, .value = pattern, .negative = true};
    for (size_t i = 0; i < a->count; i++) {
        const atom part = {.kind = ATOM_PATTERN,
                           .k = KEYWORD_PATTERN,
                           .value = a->parts[i].pattern,
                           .negative = !a->parts[i].negative};
        options_add(o, before(atom_of(o->d, whole), atom_of(o->d, part)));
    }
    if (a->count == 0)
        options_add_one(o, whole);
}

static void fail_keyword(options *o, const node *n, schema_keyword k, unsigned types) {
    const branch_list *all = node_branches(n);
    const name_set *required = node_required(n);
    switch (k) {
    case KEYWORD_MINIMUM:
    case KEYWORD_MAXIMUM:
    case KEYWORD_EXCLUSIVE_MINIMUM:
    case KEYWORD_EXCLUSIVE_MAXIMUM:
        options_add_one(o, (atom){.kind = ATOM_BOUND, .k = k, .value = node_value(n, k), .negative = true});
        return;
    case KEYWORD_MULTIPLE_OF:
        options_add_one(o, (atom){.kind = ATOM_MULTIPLE, .k = k, .value = node_value(n, k), .negative = true});
        return;
    case KEYWORD_PATTERN:
        fail_pattern(o, node_value(n, k));
        return;
    case KEYWORD_FORMAT:
    case KEYWORD_CONTENT_ENCODING:
    case KEYWORD_CONTENT_MEDIA_TYPE:
        options_add_one(o, (atom){.kind = ATOM_OPAQUE, .k = k, .value = node_value(n, k), .negative = true});
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
        options_add_one(o, (atom){.kind = ATOM_UNIQUE, .negative = true});
        return;
    case KEYWORD_CONTAINS:
        fail_contains(o, n);
        return;
    case KEYWORD_REQUIRED:
        for (size_t i = 0; i < required->count; i++)
            options_add_one(o, (atom){.kind = ATOM_ABSENT, .name = required->items[i]});
        return;
    case KEYWORD_PROPERTY_NAMES:
        options_add_one(o, (atom){.kind = ATOM_NAMES, .node = node_child(n, k), .negative = true});
        return;
    case KEYWORD_DEPENDENT_REQUIRED:
    case KEYWORD_DEPENDENT_SCHEMAS:
        fail_dependents(o, node_dependents(n, k));
        return;
    case KEYWORD_ALL_OF:
        for (size_t i = 0; i < all->count; i++)
            options_add(o, schema_of(o->d, all->items[i].schema, true));
        return;
    case KEYWORD_ANY_OF:
        fail_any(o, node_schemas(n, k));
        return;
    case KEYWORD_ONE_OF:
        fail_one(o, node_schemas(n, k), types);
        return;
    case KEYWORD_NOT:
        options_add(o, schema_of(o->d, node_child(n, k), false));
        return;
    case KEYWORD_IF:
        fail_condition(o, n);
        return;
    case KEYWORD_PREFIX_ITEMS:
    case KEYWORD_ITEMS:
    case KEYWORD_PROPERTIES:
    case KEYWORD_PATTERN_PROPERTIES:
    case KEYWORD_ADDITIONAL_PROPERTIES:
    case KEYWORD_UNEVALUATED_PROPERTIES:
    case KEYWORD_UNEVALUATED_ITEMS:
    case KEYWORD_CONST:
    case KEYWORD_ENUM:
        return; // below
    default:    // it may fail in a way that is not understood
        options_add_one(o, (atom){.kind = ATOM_UNKNOWN});
    }
}

progress expand_negative(decider *d, goal *g, state *s, const node *n) {
    const node *written = node_of(n);
    n = node_normal(n);
    if (n->never || (s->types & n->types) == 0)
        return PROGRESS_ON;
    options o = {.d = d};
    if ((s->types & ~(unsigned)n->types) != 0)
        options_add_one(&o, (atom){.kind = ATOM_TYPES, .types = (uint8_t)(s->types & ~(unsigned)n->types)});
    uint64_t keywords = n->keywords & ~n->idle & keywords_for(s->types);
    for (uint64_t rest = keywords; rest != 0; rest &= rest - 1)
        fail_keyword(&o, n, (schema_keyword)__builtin_ctzll(rest), s->types);
    for (uint64_t rest = keywords & (KEYWORD_BIT(CONST) | KEYWORD_BIT(ENUM)); rest != 0; rest &= rest - 1)
        fail_values(&o, n, (schema_keyword)__builtin_ctzll(rest), s->types);
    if ((keywords & array_parts) != 0)
        fail_elements(&o, n);
    if ((keywords & object_parts) != 0)
        fail_members(&o, n);
    for (uint64_t rest = keywords & unevaluated; rest != 0; rest &= rest - 1) {
        schema_keyword k = (schema_keyword)__builtin_ctzll(rest);
        fail_evaluated(&o, evaluated_of(d, written, n, k));
    }
    if (n->open && address_of(n) != NULL)
        options_add_one(&o,
                        (atom){.kind = ATOM_OPAQUE, .k = KEYWORD_REFERENCE, .value = address_of(n), .negative = true});
    else if (n->open)
        options_add_one(&o, (atom){.kind = ATOM_UNKNOWN});
    return state_deny(d, g, s, o.items, o.count, n);
}
