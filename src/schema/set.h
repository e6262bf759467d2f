// Sets of names and of JSON values. Private to src/schema.
#pragma once
#include "base/arena.h"
#include "base/json.h"
#include <string.h>

// Order of names: by bytes, the shorter first when one begins the other.
static inline int text_order(text a, text b) {
    size_t shorter = a.length < b.length ? a.length : b.length;
    int order = shorter == 0 ? 0 : memcmp(a.data, b.data, shorter);
    if (order != 0)
        return order;
    return a.length < b.length ? -1 : a.length > b.length;
}

// Writes the indexes of the names in their order; those of equal names as they stand.
void names_order(const text *names, uint32_t *order, size_t count);

typedef struct name_set {
    size_t count;
    const text *items; // sorted, each once
} name_set;

// The strings of an array that holds nothing else. In the arena; borrows from the array.
name_set *name_set_of(arena *a, const json_value *array);
bool name_set_equal(const name_set *a, const name_set *b);
// `set` may be NULL, the empty one.
bool name_set_holds(const name_set *set, text name);

typedef struct value_entry {
    uint64_t hash; // json_hash of the value
    const json_value *value;
    uint32_t index; // in the array
} value_entry;

typedef struct value_set {
    size_t count;
    const value_entry *items; // sorted by hash; equal values once
} value_set;

// The values of an array. In the arena; borrows from the array.
value_set *value_set_of(arena *a, const json_value *array);
// Whether the set has a value equal to the entry's.
bool value_set_holds(const value_set *set, const value_entry *entry);
// Whether each has all values of the other.
bool value_set_equal(const value_set *a, const value_set *b);
// The values of `set` that `other` lacks, as an array in the order of the document; NULL when there are none.
const json_value *value_set_missing(arena *a, const value_set *set, const value_set *other);
