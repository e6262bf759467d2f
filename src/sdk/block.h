// Results: a struct and all that hangs on it, freed as a whole. What a result needs stands behind the text of the
// reply's body, in the same piece of memory, as long as there is room; the rest in an arena.
#pragma once
#include "base/arena.h"
#include "tessera/client.h"

// Stands right before each result that the library hands out.
typedef struct block {
    arena *memory;          // NULL: none was needed. This block is inside, unless it stands behind the body
    char *body;             // the JSON text that strings point into; heap
    char *free, *limit;     // what is left behind the body
    const char *etag;       // NULL: none
    const char *request_id; // "": none
} block;

// Bytes that a body should have behind its text, so that most results of `size` bytes take no other memory.
size_t block_room(size_t size);
// A zeroed result of `size` bytes that owns `body` (heap memory or NULL).
void *block_new(size_t size, char *body);
// The same behind the NUL of a text of `length` bytes in a body of `capacity` bytes, if there is room.
void *block_new_behind(size_t size, char *body, size_t length, size_t capacity);
// A copy of the `size` bytes of a record inside a result, as a result of its own, with all that hangs on it. The result that it
// was in is given up: freeing the copy frees it as well.
void *block_pick(void *result, const void *part, size_t size);
// Frees the result without its body.
void block_drop(void *record);

// Memory that goes with the result: zeroed for any type, and a copy of a string.
void *block_zalloc(block *b, size_t size);
const char *block_strdup(block *b, const char *string);

static inline block *block_of(const void *record) {
    return (block *)record - 1;
}
