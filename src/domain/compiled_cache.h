// Compiled schemas of stored contracts, by the contract's id, in the cache of the schema engine.
#pragma once
#include "base/arena.h"
#include "schema/cache.h"
#include "store/db.h"

// The compiled schema of the contract, loaded and compiled when it is not at hand. It stays until `a` is reset or freed.
// NULL when there is no such contract, or when its schema is too large to be compiled.
const compiled_schema *compiled_cache_get(schema_cache *cache, db *d, const uuid *contract, arena *a);
// As compiled_cache_get, but only what is at hand: NULL when it would have to be loaded. `*length` gets the bytes of the
// schema's text.
const compiled_schema *compiled_cache_peek(schema_cache *cache, const uuid *contract, size_t *length, arena *a);
