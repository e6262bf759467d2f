#include "domain/compiled_cache.h"
#include "base/hash.h"
#include "base/memory.h"
#include "store/contracts.h"
#include <pthread.h>
#include <stdlib.h>

enum { BUCKETS = 4096, SHARE = 8 }; // an entry larger than 1/SHARE of the room is not kept

typedef struct entry {
    uuid id;
    arena *arena; // holds the document and its compiled form
    const compiled_schema *compiled;
    size_t bytes;
    size_t length; // of the schema's text
    unsigned users;
    struct entry *bucket_next;
    struct entry *newer, *older; // in order of last use
} entry;

struct compiled_cache {
    pthread_mutex_t lock;
    size_t maximum, bytes, entries;
    uint64_t hits, misses;
    entry *buckets[BUCKETS];
    entry *newest, *oldest;
};

// What keeps an entry in use until an arena goes.
typedef struct use {
    compiled_cache *cache;
    entry *entry;
} use;

compiled_cache *compiled_cache_new(size_t bytes_maximum) {
    compiled_cache *cache = memory_zalloc(sizeof *cache);
    pthread_mutex_init(&cache->lock, NULL);
    cache->maximum = bytes_maximum;
    return cache;
}

static entry **bucket_of(compiled_cache *cache, const uuid *id) {
    return &cache->buckets[hash_bytes(id->bytes, sizeof id->bytes, 0) % BUCKETS];
}

static void entry_free(entry *e) {
    arena_free(e->arena);
    free(e);
}

// --- under the lock --------------------------------------------------------------------------------------------------

static void link_newest(compiled_cache *cache, entry *e) {
    e->older = cache->newest;
    e->newer = NULL;
    if (cache->newest != NULL)
        cache->newest->newer = e;
    else
        cache->oldest = e;
    cache->newest = e;
}

static void unlink_entry(compiled_cache *cache, entry *e) {
    *(e->newer != NULL ? &e->newer->older : &cache->newest) = e->older;
    *(e->older != NULL ? &e->older->newer : &cache->oldest) = e->newer;
}

static entry *find(compiled_cache *cache, const uuid *id) {
    entry *e = *bucket_of(cache, id);
    while (e != NULL && !uuid_equal(&e->id, id))
        e = e->bucket_next;
    return e;
}

static void remove_entry(compiled_cache *cache, entry *e) {
    entry **link = bucket_of(cache, &e->id);
    while (*link != e)
        link = &(*link)->bucket_next;
    *link = e->bucket_next;
    unlink_entry(cache, e);
    cache->bytes -= e->bytes;
    cache->entries--;
}

// Takes out what nobody uses, longest unused first, until the rest fits; the list of what was taken out.
static entry *evict(compiled_cache *cache) {
    entry *gone = NULL;
    for (entry *e = cache->oldest; e != NULL && cache->bytes > cache->maximum;) {
        entry *newer = e->newer;
        if (e->users == 0) {
            remove_entry(cache, e);
            e->bucket_next = gone;
            gone = e;
        }
        e = newer;
    }
    return gone;
}

static void insert(compiled_cache *cache, entry *e) {
    entry **bucket = bucket_of(cache, &e->id);
    e->bucket_next = *bucket;
    *bucket = e;
    link_newest(cache, e);
    cache->bytes += e->bytes;
    cache->entries++;
}

// --- in use ----------------------------------------------------------------------------------------------------------

static void free_list(entry *e) {
    while (e != NULL) {
        entry *next = e->bucket_next;
        entry_free(e);
        e = next;
    }
}

static void release(void *data) {
    use *u = data;
    pthread_mutex_lock(&u->cache->lock);
    u->entry->users--;
    entry *gone = evict(u->cache);
    pthread_mutex_unlock(&u->cache->lock);
    free_list(gone);
}

static const compiled_schema *keep(compiled_cache *cache, entry *e, arena *a) {
    use *u = arena_new_of(a, use);
    *u = (use){cache, e};
    arena_defer(a, release, u);
    return e->compiled;
}

const compiled_schema *compiled_cache_peek(compiled_cache *cache, const uuid *contract, size_t *length, arena *a) {
    if (cache == NULL)
        return NULL;
    pthread_mutex_lock(&cache->lock);
    entry *e = find(cache, contract);
    if (e != NULL) {
        e->users++;
        unlink_entry(cache, e);
        link_newest(cache, e);
        cache->hits++;
    } else {
        cache->misses++;
    }
    pthread_mutex_unlock(&cache->lock);
    if (e == NULL)
        return NULL;
    *length = e->length;
    return keep(cache, e, a);
}

static const compiled_schema *load(db *d, const uuid *contract, size_t *length, arena *a) {
    json_error error;
    text stored = store_contracts_schema(d, contract, a);
    *length = stored.length;
    const json_value *document = stored.data == NULL ? NULL : json_parse(a, stored, JSON_DEPTH_MAXIMUM, &error);
    return document == NULL ? NULL : schema_compile(a, document);
}

// Adds what was just compiled, unless another thread was faster: then that one's is used.
static entry *settle(compiled_cache *cache, entry *fresh) {
    pthread_mutex_lock(&cache->lock);
    entry *e = find(cache, &fresh->id), *gone = NULL;
    if (e == NULL) {
        insert(cache, e = fresh);
        fresh = NULL;
    }
    e->users++;
    gone = evict(cache);
    pthread_mutex_unlock(&cache->lock);
    if (fresh != NULL)
        entry_free(fresh);
    free_list(gone);
    return e;
}

static void free_arena(void *data) {
    arena_free(data);
}

const compiled_schema *compiled_cache_get(compiled_cache *cache, db *d, const uuid *contract, arena *a) {
    size_t length = 0;
    const compiled_schema *held = compiled_cache_peek(cache, contract, &length, a);
    if (held != NULL || cache == NULL || cache->maximum == 0)
        return held != NULL ? held : load(d, contract, &length, a);
    arena *own = arena_new(0);
    const compiled_schema *compiled = load(d, contract, &length, own);
    size_t bytes = arena_size(own) + sizeof(entry);
    if (compiled == NULL || bytes > cache->maximum / SHARE) {
        arena_defer(a, free_arena, own);
        return compiled;
    }
    entry *e = memory_zalloc(sizeof *e);
    *e = (entry){.id = *contract, .arena = own, .compiled = compiled, .bytes = bytes, .length = length};
    return keep(cache, settle(cache, e), a);
}

compiled_cache_statistics compiled_cache_get_statistics(compiled_cache *cache) {
    pthread_mutex_lock(&cache->lock);
    compiled_cache_statistics s = {cache->hits, cache->misses, cache->entries, cache->bytes};
    pthread_mutex_unlock(&cache->lock);
    return s;
}

compiled_cache *compiled_cache_free(compiled_cache *cache) {
    if (cache == NULL)
        return NULL;
    while (cache->oldest != NULL) {
        entry *e = cache->oldest;
        remove_entry(cache, e);
        entry_free(e);
    }
    pthread_mutex_destroy(&cache->lock);
    free(cache);
    return NULL;
}
