#include "sdk/block.h"
#include <assert.h>
#include <stdlib.h>

// A result must be as aligned as any struct, behind its block.
static_assert(sizeof(block) % _Alignof(max_align_t) == 0, "a block keeps alignment");

// Enough for most single results, so that they take one piece of memory beside the body.
enum { FIRST_CHUNK = 1024 };

void *block_new(size_t size, char *body) {
    arena *memory = arena_new(FIRST_CHUNK);
    block *b = arena_zalloc(memory, sizeof(block) + size);
    *b = (block){.memory = memory, .body = body, .request_id = ""};
    return b + 1;
}

void tessera_record_free(const void *record) {
    if (record == NULL)
        return;
    block *b = block_of(record);
    free(b->body);
    arena_free(b->memory);
}

const char *tessera_record_etag(const void *record) {
    return record == NULL ? NULL : block_of(record)->etag;
}

const char *tessera_record_request_id(const void *record) {
    return record == NULL ? "" : block_of(record)->request_id;
}
