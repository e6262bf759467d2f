// A result's memory: first what its reply's body has left behind the text, then an arena. So most results are one piece
// of memory, which the text, the struct and its strings share.
#include "sdk/block.h"
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// A result must be as aligned as any struct, behind its block.
static_assert(sizeof(block) % _Alignof(max_align_t) == 0, "a block keeps alignment");

enum {
    FIRST_CHUNK = 1024, // enough for most single results
    LITTLE = 192,       // what mostly hangs on one: a list or two, the entity tag, the request's id
    ALIGNMENT = _Alignof(max_align_t),
};

size_t block_room(size_t size) {
    return ALIGNMENT + sizeof(block) + size + LITTLE;
}

// NULL: there is no room behind the body.
static inline void *take(block *b, size_t size, size_t alignment) {
    size_t padding = -(uintptr_t)b->free & (alignment - 1), room = (size_t)(b->limit - b->free);
    if (b->free == NULL || padding > room || size > room - padding)
        return NULL;
    char *piece = b->free + padding;
    b->free = piece + size;
    return piece;
}

static arena *arena_of(block *b) {
    if (b->memory == NULL)
        b->memory = arena_new(FIRST_CHUNK);
    return b->memory;
}

void *block_zalloc(block *b, size_t size) {
    void *piece = take(b, size, ALIGNMENT);
    return piece == NULL ? arena_zalloc(arena_of(b), size) : memset(piece, 0, size);
}

const char *block_strdup(block *b, const char *string) {
    size_t size = strlen(string) + 1;
    char *piece = take(b, size, 1);
    return piece == NULL ? arena_strdup(arena_of(b), string) : memcpy(piece, string, size);
}

void *block_new_behind(size_t size, char *body, size_t length, size_t capacity) {
    block within = {.request_id = "", .body = body};
    if (body != NULL && capacity > length) {
        within.free = body + length + 1;
        within.limit = body + capacity;
    }
    block *b = take(&within, sizeof(block) + size, ALIGNMENT);
    if (b == NULL) {
        within = (block){.request_id = "", .body = body, .memory = arena_new(FIRST_CHUNK)};
        b = arena_alloc(within.memory, sizeof(block) + size);
    }
    *b = within;
    return memset(b + 1, 0, size);
}

void *block_new(size_t size, char *body) {
    return block_new_behind(size, body, 0, 0);
}

void *block_pick(void *result, const void *part, size_t size) {
    block *whole = block_of(result);
    block *b = block_zalloc(whole, sizeof *b + size);
    *b = *whole;
    b->etag = NULL; // that was the whole's
    return memcpy(b + 1, part, size);
}

void block_drop(void *record) {
    arena_free(block_of(record)->memory);
}

void tessera_record_free(const void *record) {
    if (record == NULL)
        return;
    char *body = block_of(record)->body;
    arena_free(block_of(record)->memory);
    free(body);
}

const char *tessera_record_etag(const void *record) {
    return record == NULL ? NULL : block_of(record)->etag;
}

const char *tessera_record_request_id(const void *record) {
    return record == NULL ? "" : block_of(record)->request_id;
}
