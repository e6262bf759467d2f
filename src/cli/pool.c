#include "cli/pool.h"
#include "cli/out.h"
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = 64 * 1024, ALIGNMENT = 16 };

typedef struct block {
    struct block *next;
    size_t used, size;
    _Alignas(ALIGNMENT) char bytes[];
} block;

struct pool {
    block *blocks;
};

static void *memory(size_t bytes) {
    void *got = calloc(1, bytes);
    if (got == NULL) {
        fputs("tessera: out of memory\n", stderr);
        abort();
    }
    return got;
}

pool *pool_new(void) {
    return memory(sizeof(pool));
}

void pool_free(pool *p) {
    if (p == NULL)
        return;
    for (block *b = p->blocks, *next; b != NULL; b = next) {
        next = b->next;
        free(b);
    }
    free(p);
}

void *pool_bytes(pool *p, size_t count) {
    size_t wanted = (count + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    block *b = p->blocks;
    if (b == NULL || wanted > b->size - b->used) {
        size_t size = wanted > BLOCK_BYTES / 4 ? wanted : BLOCK_BYTES;
        block *fresh = memory(sizeof *fresh + size);
        fresh->size = size;
        // A large piece goes behind the block in use, which keeps its room.
        block **at = b != NULL && size == wanted ? &b->next : &p->blocks;
        fresh->next = *at;
        *at = fresh;
        b = fresh;
    }
    void *given = b->bytes + b->used;
    b->used += wanted;
    return given;
}

char *pool_copy(pool *p, const char *text, size_t length) {
    char *copy = pool_bytes(p, length + 1);
    if (length > 0)
        memcpy(copy, text, length);
    return copy;
}

char *pool_text(pool *p, const char *text) {
    return pool_copy(p, text, strlen(text));
}

char *pool_printf(pool *p, const char *format, ...) {
    out text = {0};
    va_list arguments;
    va_start(arguments, format);
    out_vprintf(&text, format, arguments);
    va_end(arguments);
    char *copy = pool_copy(p, text.data, text.length);
    out_done(&text);
    return copy;
}

// C0 and, in UTF-8, C1 (ECMA-48).
static bool is_control(const unsigned char *at) {
    return at[0] < 0x20 || at[0] == 0x7F || (at[0] == 0xC2 && at[1] >= 0x80 && at[1] < 0xA0);
}

const char *pool_plain(pool *p, const char *text) {
    const unsigned char *at = (const unsigned char *)(text == NULL ? "" : text), *start = at;
    while (*at != '\0' && !is_control(at))
        at++;
    if (*at == '\0')
        return (const char *)start;
    out plain = {0};
    for (at = start; *at != '\0'; at++)
        if (!is_control(at))
            out_bytes(&plain, (const char *)at, 1);
        else
            out_printf(&plain, "\\x%02x", *at == 0xC2 ? *++at : *at);
    const char *copy = pool_copy(p, plain.data, plain.length);
    out_done(&plain);
    return copy;
}

void *pool_grow(pool *p, void *items, size_t count, size_t size) {
    if (count != 0 && (count & (count - 1)) != 0)
        return items;
    void *grown = pool_bytes(p, (count == 0 ? 1 : count * 2) * size);
    if (count > 0)
        memcpy(grown, items, count * size);
    return grown;
}
