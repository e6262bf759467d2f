// The compiled forms of keyword values that hold several things: sets of names and values, lists and tables of schemas.
#include "schema/compile/compile.h"
#include <stdlib.h>

int text_order(text a, text b) {
    size_t shorter = a.length < b.length ? a.length : b.length;
    int order = shorter == 0 ? 0 : memcmp(a.data, b.data, shorter);
    if (order != 0)
        return order;
    return a.length < b.length ? -1 : a.length > b.length;
}

static int name_order(const void *a, const void *b) {
    return text_order(*(const text *)a, *(const text *)b);
}

bool compile_is_names(const json_value *value) {
    if (value->type != JSON_ARRAY)
        return false;
    for (uint32_t i = 0; i < value->count; i++)
        if (value->elements[i].type != JSON_STRING)
            return false;
    return true;
}

bool compile_is_schema(const json_value *value) {
    return value->type == JSON_OBJECT || value->type == JSON_BOOLEAN;
}

static size_t names_unique(text *names, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || !text_equal(names[kept - 1], names[i]))
            names[kept++] = names[i];
    return kept;
}

const name_set *compile_names(arena *a, const json_value *array) {
    name_set *set = arena_new_of(a, name_set);
    text *names = arena_array(a, array->count, sizeof(text));
    bool sorted = true;
    for (uint32_t i = 0; i < array->count; i++) {
        names[i] = json_text_of(&array->elements[i]);
        sorted = sorted && (i == 0 || text_order(names[i - 1], names[i]) <= 0);
    }
    if (!sorted)
        qsort(names, array->count, sizeof(text), name_order);
    *set = (name_set){.count = names_unique(names, array->count), .items = names};
    return set;
}

bool name_set_holds(const name_set *set, text name) {
    return set != NULL && bsearch(&name, set->items, set->count, sizeof(text), name_order) != NULL;
}

const json_value *compile_near(arena *a, const json_value *value) {
    enum { SHORT = 64 };
    if (value->type == JSON_ARRAY || value->type == JSON_OBJECT)
        return value;
    bool has_text = value->type == JSON_STRING || value->type == JSON_NUMBER;
    if (has_text && value->count > SHORT)
        return value;
    json_value *copy = arena_new_of(a, json_value);
    *copy = *value;
    if (has_text) {
        char *bytes = arena_bytes(a, value->count + 1);
        memcpy(bytes, value->string, value->count + 1);
        copy->string = bytes;
    }
    return copy;
}

static int value_order(const void *a, const void *b) {
    const value_entry *left = a, *right = b;
    if (left->hash != right->hash)
        return left->hash < right->hash ? -1 : 1;
    return left->index < right->index ? -1 : left->index > right->index;
}

const value_set *compile_values(arena *a, const json_value *array) {
    value_set *set = arena_new_of(a, value_set);
    value_entry *entries = arena_array(a, array->count, sizeof(value_entry));
    for (uint32_t i = 0; i < array->count; i++) {
        const json_value *value = compile_near(a, &array->elements[i]);
        entries[i] = (value_entry){.hash = json_hash(value), .value = value, .index = i};
    }
    qsort(entries, array->count, sizeof(value_entry), value_order);
    size_t kept = 0;
    for (uint32_t i = 0; i < array->count; i++) {
        bool again = kept > 0 && entries[kept - 1].hash == entries[i].hash &&
                     json_equal(entries[kept - 1].value, entries[i].value);
        if (!again)
            entries[kept++] = entries[i];
    }
    *set = (value_set){.count = kept, .items = entries};
    return set;
}

bool value_set_holds(const value_set *set, const value_entry *entry) {
    size_t low = 0, high = set->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (set->items[middle].hash < entry->hash)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < set->count && set->items[low].hash == entry->hash; low++)
        if (json_equal(set->items[low].value, entry->value))
            return true;
    return false;
}

static int by_index(const void *a, const void *b) {
    uint32_t left = ((const value_entry *)a)->index, right = ((const value_entry *)b)->index;
    return left < right ? -1 : left > right;
}

const json_value *value_set_missing(arena *a, const value_set *set, const value_set *other) {
    value_entry *found = NULL;
    size_t count = 0;
    for (size_t i = 0; i < set->count; i++) {
        if (!value_set_holds(other, &set->items[i])) {
            found = found == NULL ? arena_array(a, set->count, sizeof(*found)) : found;
            found[count++] = set->items[i];
        }
    }
    if (count == 0)
        return NULL;
    qsort(found, count, sizeof(*found), by_index);
    json_value *values = arena_array(a, count, sizeof(json_value));
    for (size_t i = 0; i < count; i++)
        values[i] = *found[i].value;
    return json_make_array(a, values, count);
}

const node_list *compile_list(compiler *c, const json_value *array, const json_value *resource) {
    node_list *list = arena_new_of(c->a, node_list);
    const node **items = arena_array(c->a, array->count, sizeof(node *));
    for (uint32_t i = 0; i < array->count; i++)
        items[i] = compile_claim(c, &array->elements[i], resource);
    *list = (node_list){.count = array->count, .items = items};
    return list;
}

static int entry_order(const void *a, const void *b) {
    return text_order(((const node_entry *)a)->name, ((const node_entry *)b)->name);
}

// The names in one piece, in order.
static void names_gather(arena *a, node_entry *entries, size_t count) {
    size_t total = 0;
    for (size_t i = 0; i < count; i++)
        total += entries[i].name.length;
    char *bytes = arena_bytes(a, total + 1);
    for (size_t i = 0; i < count; i++) {
        memcpy(bytes, entries[i].name.data, entries[i].name.length);
        entries[i].name.data = bytes;
        bytes += entries[i].name.length;
    }
}

// Names are gathered and nodes claimed in the order in which tables are walked: a walk then reads memory from front to
// back, and large objects cost little more per property than small ones.
const node_table *compile_table(compiler *c, const json_value *object, const json_value *resource) {
    node_table *table = arena_new_of(c->a, node_table);
    node_entry *entries = arena_array(c->a, object->count, sizeof(node_entry));
    bool sorted = true;
    for (uint32_t i = 0; i < object->count; i++) {
        const json_member *member = &object->members[i];
        entries[i] = (node_entry){.name = {member->name, member->name_length}, .value = &member->value};
        sorted = sorted && (i == 0 || text_order(entries[i - 1].name, entries[i].name) < 0);
    }
    if (!sorted)
        qsort(entries, object->count, sizeof(node_entry), entry_order);
    names_gather(c->a, entries, object->count);
    for (uint32_t i = 0; i < object->count; i++)
        entries[i].schema = compile_claim(c, entries[i].value, resource);
    *table = (node_table){.count = object->count, .items = entries};
    return table;
}

const node_entry *node_table_find(const node_table *table, text name) {
    const node_entry key = {.name = name};
    return table == NULL ? NULL : bsearch(&key, table->items, table->count, sizeof(node_entry), entry_order);
}

static int dependent_order(const void *a, const void *b) {
    return text_order(((const dependent *)a)->name, ((const dependent *)b)->name);
}

// One row for a name that two keywords speak of would need both rules at once; the first one keeps the row.
static void dependent_put(compiler *c, draft_node *d, schema_keyword k, dependent row) {
    const dependent_table *old = (d->keywords & keyword_bit(k)) != 0 ? d->slots[k].compiled : NULL;
    dependent_table *table = (dependent_table *)old;
    if (table == NULL) {
        table = arena_new_of(c->a, dependent_table);
        d->keywords |= keyword_bit(k);
        d->slots[k] = (slot){.value = row.value, .compiled = table};
    }
    dependent *items = (dependent *)table->items;
    if ((table->count & (table->count - 1)) == 0) { // full at each power of two
        items = arena_array(c->a, table->count == 0 ? 1 : table->count * 2, sizeof(dependent));
        if (table->count > 0)
            memcpy(items, table->items, table->count * sizeof(dependent));
    }
    items[table->count++] = row;
    table->items = items;
}

static void dependents_sort(draft_node *d, schema_keyword k) {
    if ((d->keywords & keyword_bit(k)) != 0) {
        const dependent_table *table = d->slots[k].compiled;
        qsort((dependent *)table->items, table->count, sizeof(dependent), dependent_order);
    }
}

bool compile_dependents(compiler *c, draft_node *d, const json_value *object, const char *keyword) {
    bool names = strcmp(keyword, "dependentSchemas") != 0, schemas = strcmp(keyword, "dependentRequired") != 0;
    if (object->type != JSON_OBJECT)
        return false;
    for (uint32_t i = 0; i < object->count; i++) {
        const json_value *value = &object->members[i].value;
        if (!(names && compile_is_names(value)) && !(schemas && compile_is_schema(value)))
            return false;
    }
    for (uint32_t i = 0; i < object->count; i++) {
        const json_member *member = &object->members[i];
        dependent row = {.name = {member->name, member->name_length}, .value = &member->value, .keyword = keyword};
        if (member->value.type == JSON_ARRAY) {
            row.required = *compile_names(c->a, &member->value);
            dependent_put(c, d, KEYWORD_DEPENDENT_REQUIRED, row);
        } else {
            row.schema = compile_claim(c, &member->value, d->n->resource);
            dependent_put(c, d, KEYWORD_DEPENDENT_SCHEMAS, row);
        }
    }
    dependents_sort(d, KEYWORD_DEPENDENT_REQUIRED);
    dependents_sort(d, KEYWORD_DEPENDENT_SCHEMAS);
    return true;
}
