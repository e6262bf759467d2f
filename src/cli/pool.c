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

// Marks that turn the direction of what follows, so that a line reads otherwise than it is (UAX #9).
static bool turns_direction(const unsigned char *at) {
    return at[0] == 0xE2 &&
           ((at[1] == 0x80 && at[2] >= 0xAA && at[2] <= 0xAE) || (at[1] == 0x81 && at[2] >= 0xA6 && at[2] <= 0xA9));
}

// Whether a terminal or a log would obey the character, of `length` bytes: C0 and C1 (ECMA-48) but for those of `kept`, what is
// no UTF-8, marks of direction, commands of runners.
static bool is_obeyed(const char *text, size_t left, size_t length, const char *kept) {
    const unsigned char *at = (const unsigned char *)text;
    if (at[0] < 0x20)
        return strchr(kept, *text) == NULL;
    return length == 0 || at[0] == 0x7F || (at[0] == 0xC2 && at[1] < 0xA0) || (length == 3 && turns_direction(at)) ||
           is_log_command(text, left);
}

static void write_shown(out *o, const char *text, size_t length) {
    const unsigned char *at = (const unsigned char *)text;
    if (length == 3)
        out_printf(o, "\\u20%02x", at[1] == 0x80 ? at[2] - 0x80 : at[2] - 0x40);
    else
        out_printf(o, "\\x%02x", at[length == 2]);
}

const char *pool_shown(pool *p, const char *text, const char *kept) {
    size_t count = strlen(text), plain = 0;
    out shown = {0};
    for (size_t i = 0; i < count;) {
        size_t length = utf8_length(text + i, count - i), bytes = length == 0 ? 1 : length;
        if (is_obeyed(text + i, count - i, length, kept)) {
            out_bytes(&shown, text + plain, i - plain);
            write_shown(&shown, text + i, length);
            plain = i + bytes;
        }
        i += bytes;
    }
    if (shown.data == NULL)
        return text;
    out_text(&shown, text + plain);
    const char *copy = pool_copy(p, shown.data, shown.length);
    out_done(&shown);
    return copy;
}

const char *pool_plain(pool *p, const char *text) {
    return text == NULL ? "" : pool_shown(p, text, "");
}

const char *pool_word(pool *p, const char *text) {
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:@%+=,";
    text = pool_plain(p, text);
    if (text[0] != '\0' && text[strspn(text, plain)] == '\0')
        return text;
    out word = {0};
    out_text(&word, "'");
    for (; *text != '\0'; text++)
        out_bytes(&word, *text == '\'' ? "'\\''" : text, *text == '\'' ? 4 : 1);
    out_text(&word, "'");
    const char *copy = pool_copy(p, word.data, word.length);
    out_done(&word);
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
