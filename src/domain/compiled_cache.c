// A contract's schema never changes, so its id is all the key there is, and no entry is ever stale. Whoever asks holds the
// schema until its arena goes, also when the cache lets go of it meanwhile.
#include "domain/compiled_cache.h"
#include "store/contracts.h"

static void release(void *data) {
    cached_schema_release(data);
}

static const compiled_schema *hold(cached_schema *held, arena *a) {
    if (held == NULL)
        return NULL;
    arena_defer(a, release, held);
    return cached_schema_of(held);
}

static text key_of(const uuid *contract) {
    return (text){(const char *)contract->bytes, sizeof contract->bytes};
}

const compiled_schema *compiled_cache_peek(schema_cache *cache, const uuid *contract, size_t *length, arena *a) {
    cached_schema *held = schema_cache_get(cache, key_of(contract));
    if (held != NULL)
        *length = cached_schema_length(held);
    return hold(held, a);
}

const compiled_schema *compiled_cache_get(schema_cache *cache, db *d, const uuid *contract, arena *a) {
    cached_schema *held = schema_cache_get(cache, key_of(contract));
    if (held == NULL) {
        if (db_view_has_ended(d))
            db_expect_one(d); // it never changes, whatever the view
        text stored = store_contracts_schema(d, contract, a);
        if (stored.data != NULL)
            held = schema_cache_put(cache, key_of(contract), stored, JSON_DEPTH_MAXIMUM);
    }
    return hold(held, a);
}
