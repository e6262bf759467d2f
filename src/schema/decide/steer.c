// Made by hand instead of compiled, since what they hold are subschemas of others' graphs.
#include "schema/decide/steer.h"
#include "schema/decide/nodes.h"

enum { ELEMENTS_MAX = 100 }; // an element further back is looked for anywhere

static node *node_under(arena *a, uint64_t keyword, const node *inner) {
    return node_made(a, keyword, TYPE_ALL, &(slot){.compiled = inner});
}

static const node *denied(arena *a, const node *inner) {
    return node_under(a, KEYWORD_BIT(NOT), inner);
}

const node *steer_rejected(arena *a, const node *n, schema_keyword k) {
    n = node_of(n);
    if (k == KEYWORD_COUNT || !node_has(n, k) || n->never)
        return denied(a, n);
    return denied(a, node_made(a, keyword_bit(k), k == KEYWORD_TYPE ? n->types : TYPE_ALL, node_slot(n, k)));
}

static const name_set *name_alone(arena *a, text name) {
    text *items = arena_new_of(a, text);
    name_set *set = arena_new_of(a, name_set);
    *items = name;
    *set = (name_set){.count = 1, .items = items};
    return set;
}

// Objects with a member of that name, which `inner` accepts.
static const node *member(arena *a, text name, const node *inner) {
    node_entry *entry = arena_new_of(a, node_entry);
    node_table *table = arena_new_of(a, node_table);
    *entry = (node_entry){.name = name, .schema = inner};
    *table = (node_table){.count = 1, .items = entry};
    const slot slots[] = {{.compiled = table}, {.compiled = name_alone(a, name)}, {0}};
    return node_made(a, KEYWORD_BIT(PROPERTIES) | KEYWORD_BIT(REQUIRED) | KEYWORD_BIT(TYPE), TYPE_OBJECT, slots);
}

const node *steer_present(arena *a, text name) {
    const slot slots[] = {{.compiled = name_alone(a, name)}, {0}};
    return node_made(a, KEYWORD_BIT(REQUIRED) | KEYWORD_BIT(TYPE), TYPE_OBJECT, slots);
}

const node *steer_absent(arena *a, text name) {
    const slot slots[] = {{0}, {.compiled = steer_present(a, name)}};
    return node_made(a, KEYWORD_BIT(TYPE) | KEYWORD_BIT(NOT), TYPE_OBJECT, slots);
}

// Arrays with an element of that index, which `inner` accepts.
static const node *element(arena *a, size_t index, const node *inner) {
    const node **items = arena_array(a, index + 1, sizeof *items);
    node_list *list = arena_new_of(a, node_list);
    json_value *least = arena_new_of(a, json_value);
    for (size_t i = 0; i < index; i++)
        items[i] = &node_true;
    items[index] = inner;
    *list = (node_list){.count = index + 1, .items = items};
    *least = json_make_integer(a, (int64_t)index + 1);
    const slot slots[] = {{0}, {.value = least}, {.compiled = list}};
    return node_made(a, KEYWORD_BIT(TYPE) | KEYWORD_BIT(MIN_ITEMS) | KEYWORD_BIT(PREFIX_ITEMS), TYPE_ARRAY, slots);
}

const node *steer_through(arena *a, const step *to, const node *inner) {
    const slot contains[] = {{0}, {.compiled = inner}};
    const slot others[] = {{0}, {.compiled = node_under(a, KEYWORD_BIT(ADDITIONAL_PROPERTIES), denied(a, inner))}};
    switch (to->kind) {
    case STEP_MEMBER:
        return member(a, to->name, inner);
    case STEP_ANY_MEMBER:
        return node_made(a, KEYWORD_BIT(TYPE) | KEYWORD_BIT(NOT), TYPE_OBJECT, others);
    case STEP_ELEMENT:
        if (to->index < ELEMENTS_MAX)
            return element(a, to->index, inner);
        return node_made(a, KEYWORD_BIT(TYPE) | KEYWORD_BIT(CONTAINS), TYPE_ARRAY, contains);
    case STEP_REST:
    case STEP_SOME:
        return node_made(a, KEYWORD_BIT(TYPE) | KEYWORD_BIT(CONTAINS), TYPE_ARRAY, contains);
    case STEP_SAME:
    case STEP_APART:
        return inner;
    }
    return inner;
}
