// Sets are sorted arrays, made once and searched often: names by their bytes, values by their hashes.
#include "schema/set.h"
#include "schema/value.h"
#include <stdlib.h>

static int name_order(const void *a, const void *b) {
    return text_order(*(const text *)a, *(const text *)b);
}

static size_t names_unique(text *names, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || !text_equal(names[kept - 1], names[i]))
            names[kept++] = names[i];
    return kept;
}

name_set *name_set_of(arena *a, const json_value *array) {
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

bool name_set_equal(const name_set *a, const name_set *b) {
    for (size_t i = 0; a->count == b->count && i < a->count; i++)
        if (!text_equal(a->items[i], b->items[i]))
            return false;
    return a->count == b->count;
}

bool name_set_holds(const name_set *set, text name) {
    return set != NULL && set->count > 0 && bsearch(&name, set->items, set->count, sizeof(text), name_order) != NULL;
}

static int value_order(const void *a, const void *b) {
    const value_entry *left = a, *right = b;
    if (left->hash != right->hash)
        return left->hash < right->hash ? -1 : 1;
    return left->index < right->index ? -1 : left->index > right->index;
}

value_set *value_set_of(arena *a, const json_value *array) {
    value_set *set = arena_new_of(a, value_set);
    value_entry *entries = arena_array(a, array->count, sizeof(value_entry));
    for (uint32_t i = 0; i < array->count; i++) {
        const json_value *value = value_near(a, &array->elements[i]);
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

// Equal sets mostly have equal values side by side; those that share a hash may stand in another order.
bool value_set_equal(const value_set *a, const value_set *b) {
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++) {
        if (a->items[i].hash != b->items[i].hash)
            return false;
        if (!json_equal(a->items[i].value, b->items[i].value) && !value_set_holds(b, &a->items[i]))
            return false;
    }
    return true;
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
