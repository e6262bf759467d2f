// That an array or object is not a certain one can be searched for only by what may differ: its length or names, or one of
// its parts.
#include "schema/decide/constants.h"
#include "schema/decide/nodes.h"
#include <stdlib.h>

enum { PARTS_MAX = 64 };

typedef struct constant {
    struct constant *next;
    const json_value *value;
    const node *parts;
} constant;

static const node *equal_to(decider *d, const json_value *value) {
    return node_made(d->a, KEYWORD_BIT(CONST), TYPE_ALL, &(slot){.value = value});
}

static const node *array_parts(decider *d, const json_value *value) {
    static_assert(KEYWORD_MIN_ITEMS < KEYWORD_PREFIX_ITEMS && KEYWORD_PREFIX_ITEMS < KEYWORD_ITEMS,
                  "slots stand in the order of keywords");
    json_value *least = arena_new_of(d->a, json_value);
    const node **items = arena_array(d->a, value->count + 1, sizeof *items);
    node_list *list = arena_new_of(d->a, node_list);
    *least = json_make_integer(d->a, value->count);
    for (uint32_t i = 0; i < value->count; i++)
        items[i] = equal_to(d, &value->elements[i]);
    *list = (node_list){.count = value->count, .items = items};
    const slot slots[] = {{.value = least}, {.compiled = list}, {.compiled = &node_false}};
    return node_made(d->a, KEYWORD_BIT(MIN_ITEMS) | KEYWORD_BIT(PREFIX_ITEMS) | KEYWORD_BIT(ITEMS), TYPE_ARRAY, slots);
}

static int entry_order(const void *a, const void *b) {
    return text_order(((const node_entry *)a)->name, ((const node_entry *)b)->name);
}

static const node *object_parts(decider *d, const json_value *value) {
    static_assert(KEYWORD_PROPERTIES < KEYWORD_REQUIRED && KEYWORD_REQUIRED < KEYWORD_ADDITIONAL_PROPERTIES,
                  "slots stand in the order of keywords");
    node_entry *items = arena_array(d->a, value->count + 1, sizeof *items);
    text *names = arena_array(d->a, value->count + 1, sizeof *names);
    node_table *table = arena_new_of(d->a, node_table);
    name_set *required = arena_new_of(d->a, name_set);
    for (uint32_t i = 0; i < value->count; i++) {
        const json_member *member = &value->members[i];
        items[i] = (node_entry){.name = {member->name, member->name_length}, .schema = equal_to(d, &member->value)};
    }
    qsort(items, value->count, sizeof *items, entry_order);
    for (uint32_t i = 0; i < value->count; i++)
        names[i] = items[i].name;
    *table = (node_table){.count = value->count, .items = items};
    *required = (name_set){.count = value->count, .items = names};
    const slot slots[] = {{.compiled = table}, {.compiled = required}, {.compiled = &node_false}};
    return node_made(d->a, KEYWORD_BIT(PROPERTIES) | KEYWORD_BIT(REQUIRED) | KEYWORD_BIT(ADDITIONAL_PROPERTIES),
                     TYPE_OBJECT, slots);
}

const node *constant_parts(decider *d, const json_value *value) {
    if ((value->type != JSON_ARRAY && value->type != JSON_OBJECT) || value->count > PARTS_MAX)
        return NULL;
    for (const constant *c = d->constants; c != NULL; c = c->next)
        if (c->value == value)
            return c->parts;
    work_charge(d->work, 1 + value->count / 8);
    constant *c = arena_new_of(d->a, constant);
    *c = (constant){d->constants, value, value->type == JSON_ARRAY ? array_parts(d, value) : object_parts(d, value)};
    d->constants = c;
    return c->parts;
}
