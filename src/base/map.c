// Open addressing over a power of two of entries, at most three quarters full. Nothing is ever taken out, so a free entry ends
// every search. Hashes are kept: growing compares no keys.
#include "base/map.h"
#include "base/hash.h"

typedef struct entry {
    text key; // data NULL: free
    uint64_t hash;
    void *value;
} entry;

struct map {
    arena *arena;
    entry *entries;
    size_t mask; // entries - 1, entries being a power of two
    size_t count;
};

enum { SMALLEST = 8 };

static entry *entries_new(arena *a, size_t capacity) {
    entry *entries = arena_array(a, capacity, sizeof(*entries));
    return memset(entries, 0, capacity * sizeof(*entries));
}

map *map_new(arena *a, size_t expected) {
    size_t capacity = SMALLEST;
    while (capacity - capacity / 4 < expected)
        capacity *= 2;
    map *m = arena_new_of(a, map);
    *m = (map){.arena = a, .entries = entries_new(a, capacity), .mask = capacity - 1};
    return m;
}

// An empty key may have no address of its own, and a free entry is told by its missing address.
static text key_of(text key) {
    return key.data == NULL ? TEXT("") : key;
}

// The entry of the key, or the free one where it belongs.
static entry *map_find(const map *m, text key, uint64_t hash) {
    for (size_t i = hash & m->mask;; i = (i + 1) & m->mask) {
        entry *e = &m->entries[i];
        if (e->key.data == NULL || (e->hash == hash && text_equal(e->key, key)))
            return e;
    }
}

void *map_get(const map *m, text key) {
    return map_find(m, key, hash_bytes(key.data, key.length, hash_process_seed()))->value;
}

static void map_grow(map *m) {
    entry *old = m->entries;
    size_t capacity = m->mask + 1;
    m->entries = entries_new(m->arena, capacity * 2);
    m->mask = capacity * 2 - 1;
    for (size_t i = 0; i < capacity; i++)
        if (old[i].key.data != NULL)
            *map_find(m, old[i].key, old[i].hash) = old[i];
}

void *map_put(map *m, text key, void *value) {
    key = key_of(key);
    uint64_t hash = hash_bytes(key.data, key.length, hash_process_seed());
    entry *e = map_find(m, key, hash);
    if (e->key.data != NULL) {
        void *previous = e->value;
        e->value = value;
        return previous;
    }
    if (m->count >= m->mask + 1 - (m->mask + 1) / 4) {
        map_grow(m);
        e = map_find(m, key, hash);
    }
    *e = (entry){.key = key, .hash = hash, .value = value};
    m->count++;
    return NULL;
}

size_t map_count(const map *m) {
    return m->count;
}
