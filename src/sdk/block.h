// Results: a struct and all that hangs on it, in one block.
#pragma once
#include "base/arena.h"
#include "tessera/client.h"

// Stands right before each result that the library hands out.
typedef struct block {
    arena *memory;          // this block itself is inside
    char *body;             // the JSON text that strings point into; heap
    const char *etag;       // NULL: none
    const char *request_id; // "": none
} block;

// A zeroed result of `size` bytes in a new block that owns `body` (heap memory or NULL).
void *block_new(size_t size, char *body);

static inline block *block_of(const void *record) {
    return (block *)record - 1;
}
