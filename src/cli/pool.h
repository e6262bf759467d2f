// Memory that lasts as long as its owner: a command, or one file of many. Nothing is freed by itself.
#pragma once
#include <stdarg.h>
#include <stddef.h>

typedef struct pool pool;

// An empty pool; the program ends where memory runs out, here and below.
pool *pool_new(void);
// Frees the pool and all that came from it. Accepts NULL.
void pool_free(pool *p);
// Zeroed bytes.
void *pool_bytes(pool *p, size_t count);
// A copy with a NUL behind it.
char *pool_copy(pool *p, const char *text, size_t length);
char *pool_text(pool *p, const char *text);
char *pool_printf(pool *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
// The text as a terminal or a log may show it: what could be a command there (control characters, marks that turn the direction,
// "##[" of runners) and bytes that are no UTF-8 are written as \xNN or \u20NN. The text itself where it has none; "" for NULL.
const char *pool_plain(pool *p, const char *text);
// The same, but the control characters of `kept` stay: "\n\t" for what has lines. The text is not NULL.
const char *pool_shown(pool *p, const char *text, const char *kept);
// The same as one word of a shell, in quotes where it needs them: what is told to be typed may be typed.
const char *pool_word(pool *p, const char *text);
// `items` with room for one more behind `count` of them: moved and doubled when `count` is a power of two.
void *pool_grow(pool *p, void *items, size_t count, size_t size);
