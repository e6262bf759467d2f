// A table by key, a list by last use, and a count of holders on each schema: what makes room leaves the table at once and
// goes when its last holder lets go. Compiling, the slow part, happens outside the lock.
#include "schema/cache.h"
#include "base/hash.h"
#include "base/memory.h"
#include "schema/node.h"
#include "schema/regex_shelf.h"
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

enum { BUCKETS = 1024 }; // a power of two; a cache of megabytes holds hundreds of schemas

struct cached_schema {
    atomic_uint holders; // the cache counts as one while it keeps the schema
    arena *a;            // the document and the compiled form
    const compiled_schema *compiled;
    size_t size;
    size_t length; // of the text
    char key[SCHEMA_CACHE_KEY_MAX];
    size_t key_length;
    cached_schema *same_bucket;
    cached_schema *newer; // the order of use
    cached_schema *older;
};

struct schema_cache {
    pthread_mutex_t lock;
    size_t maximum;
    schema_budget budget;
    size_t size;
    schema_cache_looks looks;
    cached_schema *buckets[BUCKETS];
    cached_schema *newest;
    cached_schema *oldest;
};

static text key_of(const cached_schema *entry) {
    return (text){entry->key, entry->key_length};
}

static cached_schema **bucket_of(schema_cache *cache, text key) {
    return &cache->buckets[hash_bytes(key.data, key.length, hash_process_seed()) & (BUCKETS - 1)];
}

schema_cache *schema_cache_new(size_t maximum, schema_budget budget) {
    schema_cache *cache = memory_zalloc(sizeof(*cache));
    pthread_mutex_init(&cache->lock, NULL);
    cache->maximum = maximum;
    cache->budget = budget;
    return cache;
}

const schema_budget *schema_cache_budget(const schema_cache *cache) {
    return &cache->budget;
}

schema_cache *schema_cache_free(schema_cache *cache) {
    if (cache == NULL)
        return NULL;
    for (cached_schema *entry = cache->newest, *next; entry != NULL; entry = next) {
        next = entry->older;
        cached_schema_release(entry);
    }
    pthread_mutex_destroy(&cache->lock);
    free(cache);
    return NULL;
}

const compiled_schema *cached_schema_of(const cached_schema *held) {
    return held->compiled;
}

size_t cached_schema_length(const cached_schema *held) {
    return held->length;
}

cached_schema *cached_schema_release(cached_schema *held) {
    if (held != NULL && atomic_fetch_sub(&held->holders, 1) == 1) {
        arena_free(held->a);
        free(held);
    }
    return NULL;
}

// --- under the lock --------------------------------------------------------------------------------------------------

static cached_schema *find(schema_cache *cache, text key) {
    cached_schema *entry = *bucket_of(cache, key);
    while (entry != NULL && !text_equal(key_of(entry), key))
        entry = entry->same_bucket;
    return entry;
}

static void list_remove(schema_cache *cache, cached_schema *entry) {
    *(entry->newer == NULL ? &cache->newest : &entry->newer->older) = entry->older;
    *(entry->older == NULL ? &cache->oldest : &entry->older->newer) = entry->newer;
}

static void list_push(schema_cache *cache, cached_schema *entry) {
    entry->newer = NULL;
    entry->older = cache->newest;
    *(cache->newest == NULL ? &cache->oldest : &cache->newest->newer) = entry;
    cache->newest = entry;
}

static void drop_oldest(schema_cache *cache) {
    cached_schema *entry = cache->oldest, **at = bucket_of(cache, key_of(entry));
    while (*at != entry)
        at = &(*at)->same_bucket;
    *at = entry->same_bucket;
    list_remove(cache, entry);
    cache->size -= entry->size;
    cached_schema_release(entry);
}

static cached_schema *hold(schema_cache *cache, cached_schema *entry) {
    list_remove(cache, entry);
    list_push(cache, entry);
    atomic_fetch_add(&entry->holders, 1);
    return entry;
}

static void keep(schema_cache *cache, cached_schema *entry) {
    while (cache->size + entry->size > cache->maximum)
        drop_oldest(cache);
    cached_schema **bucket = bucket_of(cache, key_of(entry));
    entry->same_bucket = *bucket;
    *bucket = entry;
    list_push(cache, entry);
    cache->size += entry->size;
    atomic_fetch_add(&entry->holders, 1);
}

// --- getting and putting ---------------------------------------------------------------------------------------------

cached_schema *schema_cache_get(schema_cache *cache, text key) {
    pthread_mutex_lock(&cache->lock);
    cached_schema *entry = find(cache, key);
    *(entry == NULL ? &cache->looks.misses : &cache->looks.hits) += 1;
    entry = entry == NULL ? NULL : hold(cache, entry);
    pthread_mutex_unlock(&cache->lock);
    return entry;
}

static cached_schema *compile_text(text document, unsigned depth_limit) {
    json_error error;
    arena *a = arena_new(0);
    const json_value *parsed = json_parse(a, document, depth_limit, &error);
    const compiled_schema *compiled = parsed == NULL ? NULL : schema_compile(a, parsed);
    if (compiled == NULL) {
        arena_free(a);
        return NULL;
    }
    cached_schema *entry = memory_zalloc(sizeof(*entry));
    atomic_init(&entry->holders, 1);
    entry->a = a;
    entry->compiled = compiled;
    entry->size = arena_size(a) + sizeof(*entry) + (compiled->shelf == NULL ? 0 : regex_shelf_room(compiled->shelf));
    entry->length = document.length;
    return entry;
}

cached_schema *schema_cache_put(schema_cache *cache, text key, text document, unsigned depth_limit) {
    assert(key.length <= SCHEMA_CACHE_KEY_MAX);
    cached_schema *mine = compile_text(document, depth_limit); // the slow part, so not under the lock
    if (mine == NULL)
        return NULL;
    memcpy(mine->key, key.data, key.length);
    mine->key_length = key.length;
    pthread_mutex_lock(&cache->lock);
    cached_schema *theirs = find(cache, key);
    if (theirs != NULL)
        hold(cache, theirs);
    else if (mine->size <= cache->maximum)
        keep(cache, mine);
    pthread_mutex_unlock(&cache->lock);
    if (theirs != NULL) {
        cached_schema_release(mine);
        return theirs;
    }
    return mine;
}

size_t schema_cache_size(schema_cache *cache) {
    pthread_mutex_lock(&cache->lock);
    size_t size = cache->size;
    pthread_mutex_unlock(&cache->lock);
    return size;
}

schema_cache_looks schema_cache_get_looks(schema_cache *cache) {
    pthread_mutex_lock(&cache->lock);
    schema_cache_looks looks = cache->looks;
    pthread_mutex_unlock(&cache->lock);
    return looks;
}
