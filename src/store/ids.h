// Lists of ids as a parameter of a statement, which joins with the table tessera_ids(?1) of them: columns `id` and `place`.
#pragma once
#include "base/arena.h"
#include "base/uuid.h"

// What db_bind_blob binds for it. In `a`; never TEXT_NONE.
static inline text store_ids(const uuid *ids, size_t count, arena *a) {
    char *bytes = arena_bytes(a, count * sizeof ids->bytes + 1);
    for (size_t i = 0; i < count; i++)
        memcpy(bytes + i * sizeof ids->bytes, ids[i].bytes, sizeof ids->bytes);
    return (text){bytes, count * sizeof ids->bytes};
}
