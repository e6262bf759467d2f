// Compiled schemas of contracts, kept while there is room. A contract's schema never changes, so nothing is ever stale. Shared
// by all threads.
#pragma once
#include "base/arena.h"
#include "schema/schema.h"
#include "store/db.h"

typedef struct compiled_cache compiled_cache;

// Keeps at most `bytes_maximum` bytes of those that nobody uses; 0 keeps none.
compiled_cache *compiled_cache_new(size_t bytes_maximum);
// Accepts NULL; returns NULL. Nothing of it may be in use.
compiled_cache *compiled_cache_free(compiled_cache *cache);

// The compiled schema of the contract, loaded and compiled when it is not at hand. It stays until `a` is reset or freed.
// NULL when there is no such contract, or when its schema is too large to be compiled. `cache` may be NULL.
const compiled_schema *compiled_cache_get(compiled_cache *cache, db *d, const uuid *contract, arena *a);
// As compiled_cache_get, but only what is at hand: NULL when it would have to be loaded. `*length` gets the bytes of the schema's
// text.
const compiled_schema *compiled_cache_peek(compiled_cache *cache, const uuid *contract, size_t *length, arena *a);

typedef struct compiled_cache_statistics {
    uint64_t hits, misses;
    size_t entries, bytes; // held, those in use included
} compiled_cache_statistics;
compiled_cache_statistics compiled_cache_get_statistics(compiled_cache *cache);
