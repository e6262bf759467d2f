// Sets are sorted arrays, made once and searched often: names by their bytes, values by their hashes.
#include "schema/set.h"
#include "base/memory.h"
#include "schema/value.h"
#include <stdlib.h>

static int name_order(const void *a, const void *b) {
    return text_order(*(const text *)a, *(const text *)b);
}

// Names mostly begin alike: the eight bytes behind that tell nearly all of them apart, and are compared as one number.
typedef struct keyed {
    uint64_t key;
    uint32_t index;
} keyed;

static size_t common_length(const text *names, const keyed *all, size_t count) {
    text first = names[all[0].index];
    size_t common = first.length;
    for (size_t i = 1; i < count && common > 0; i++) {
        text name = names[all[i].index];
        size_t shorter = name.length < common ? name.length : common;
        if (memcmp(first.data, name.data, shorter) == 0) {
            common = shorter;
            continue;
        }
        for (common = 0; first.data[common] == name.data[common];)
            common++;
    }
    return common;
}

// Names that are too short are as if bytes of zero followed, which none is less than.
static uint64_t key_behind(text name, size_t start) {
    unsigned char bytes[8] = {0};
    size_t length = name.length - start < sizeof bytes ? name.length - start : sizeof bytes;
    if (length > 0)
        memcpy(bytes, name.data + start, length);
    uint64_t key = 0;
    for (size_t i = 0; i < sizeof bytes; i++)
        key = key << 8 | bytes[i];
    return key;
}

static void insert_by_key(keyed *all, size_t count) {
    for (size_t i = 1; i < count; i++) {
        const keyed one = all[i];
        size_t at = i;
        for (; at > 0 && all[at - 1].key > one.key; at--)
            all[at] = all[at - 1];
        all[at] = one;
    }
}

// One pass over all for each byte that is not the same everywhere, the last byte first.
static void sort_by_key(keyed *all, keyed *room, size_t count) {
    enum { FEW = 24, BYTES = 8, VALUES = 256 };
    if (count <= FEW) {
        insert_by_key(all, count);
        return;
    }
    uint32_t places[BYTES][VALUES] = {0};
    for (size_t i = 0; i < count; i++)
        for (unsigned b = 0; b < BYTES; b++)
            places[b][all[i].key >> 8 * b & 0xff]++;
    keyed *from = all, *to = room;
    for (unsigned b = 0; b < BYTES; b++) {
        if (places[b][from[0].key >> 8 * b & 0xff] == count)
            continue;
        uint32_t next = 0;
        for (size_t v = 0; v < VALUES; v++) {
            uint32_t with = places[b][v];
            places[b][v] = next;
            next += with;
        }
        for (size_t i = 0; i < count; i++)
            to[places[b][from[i].key >> 8 * b & 0xff]++] = from[i];
        keyed *other = from;
        from = to;
        to = other;
    }
    if (from != all)
        memcpy(all, from, count * sizeof *all);
}

static void sort_by_text(const text *names, keyed *all, size_t count) {
    for (size_t i = 1; i < count; i++) {
        const keyed one = all[i];
        size_t at = i;
        for (; at > 0 && text_order(names[all[at - 1].index], names[one.index]) > 0; at--)
            all[at] = all[at - 1];
        all[at] = one;
    }
}

// Names that the eight bytes do not tell apart are sorted by those that follow: again as long as that tells some of them apart.
static void sort_keyed(const text *names, keyed *all, keyed *room, size_t count) {
    enum { FEW = 4 };
    size_t common = common_length(names, all, count);
    for (size_t i = 0; i < count; i++)
        all[i].key = key_behind(names[all[i].index], common);
    sort_by_key(all, room, count);
    for (size_t start = 0, end; start < count; start = end) {
        for (end = start + 1; end < count && all[end].key == all[start].key;)
            end++;
        if (end - start <= FEW || end - start == count)
            sort_by_text(names, all + start, end - start);
        else
            sort_keyed(names, all + start, room, end - start);
    }
}

static bool are_in_order(const text *names, size_t count) {
    size_t i = 1;
    while (i < count && text_order(names[i - 1], names[i]) <= 0)
        i++;
    return i >= count;
}

void names_order(const text *names, uint32_t *order, size_t count) {
    enum { FEW = 32 };
    if (are_in_order(names, count)) {
        for (size_t i = 0; i < count; i++)
            order[i] = (uint32_t)i;
        return;
    }
    keyed few[2 * FEW], *all = count <= FEW ? few : memory_alloc(2 * count * sizeof(keyed));
    for (size_t i = 0; i < count; i++)
        all[i].index = (uint32_t)i;
    if (count > 0)
        sort_keyed(names, all, all + count, count);
    for (size_t i = 0; i < count; i++)
        order[i] = all[i].index;
    if (all != few)
        free(all);
}

static size_t names_unique(text *names, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || !text_equal(names[kept - 1], names[i]))
            names[kept++] = names[i];
    return kept;
}

static text *names_sorted(arena *a, const text *names, size_t count) {
    uint32_t *order = arena_array(a, count, sizeof *order);
    text *sorted = arena_array(a, count, sizeof *sorted);
    names_order(names, order, count);
    for (size_t i = 0; i < count; i++)
        sorted[i] = names[order[i]];
    return sorted;
}

name_set *name_set_of(arena *a, const json_value *array) {
    name_set *set = arena_new_of(a, name_set);
    text *names = arena_array(a, array->count, sizeof(text));
    for (uint32_t i = 0; i < array->count; i++)
        names[i] = json_text_of(&array->elements[i]);
    if (!are_in_order(names, array->count))
        names = names_sorted(a, names, array->count);
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

// Most lists are short.
static void sort_entries(value_entry *entries, size_t count) {
    enum { FEW = 12 };
    if (count > FEW) {
        qsort(entries, count, sizeof(value_entry), value_order);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        const value_entry entry = entries[i];
        size_t at = i;
        for (; at > 0 && value_order(&entries[at - 1], &entry) > 0; at--)
            entries[at] = entries[at - 1];
        entries[at] = entry;
    }
}

value_set *value_set_of(arena *a, const json_value *array) {
    value_set *set = arena_new_of(a, value_set);
    value_entry *entries = arena_array(a, array->count, sizeof(value_entry));
    for (uint32_t i = 0; i < array->count; i++) {
        const json_value *value = value_near(a, &array->elements[i]);
        entries[i] = (value_entry){.hash = json_hash(value), .value = value, .index = i};
    }
    sort_entries(entries, array->count);
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
