// Compiled schemas kept for the next comparison. A contract's schema never changes, so its id is key enough and nothing
// needs to be invalidated; what was not used for longest makes room.
#pragma once
#include "schema/schema.h"

#define SCHEMA_CACHE_KEY_MAX 64 // bytes

typedef struct schema_cache schema_cache;
// A compiled schema that stays alive until it is released, whatever the cache does.
typedef struct cached_schema cached_schema;

// A cache that holds at most `maximum` bytes of compiled schemas and documents. Safe from any thread. Free with
// schema_cache_free (accepts NULL, returns NULL) when no other call is under way; schemas still held stay valid.
schema_cache *schema_cache_new(size_t maximum, schema_budget budget);
// What comparisons of its schemas may cost.
const schema_budget *schema_cache_budget(const schema_cache *cache);
schema_cache *schema_cache_free(schema_cache *cache);

// The schema under the key, held for the caller, or NULL.
cached_schema *schema_cache_get(schema_cache *cache, text key);
// Parses and compiles the document and keeps it under the key, if it fits; held for the caller either way. When another
// thread was faster, its schema is returned. NULL when the text is no JSON, is nested deeper than `depth_limit`, or cannot
// be compiled.
cached_schema *schema_cache_put(schema_cache *cache, text key, text document, unsigned depth_limit);

const compiled_schema *cached_schema_of(const cached_schema *held);
// Bytes of the text that was compiled.
size_t cached_schema_length(const cached_schema *held);
// Accepts NULL; returns NULL.
cached_schema *cached_schema_release(cached_schema *held);

// Bytes held now, for tests and metrics.
size_t schema_cache_size(schema_cache *cache);

// What schema_cache_get was asked for so far.
typedef struct schema_cache_looks {
    uint64_t hits, misses;
} schema_cache_looks;
schema_cache_looks schema_cache_get_looks(schema_cache *cache);
