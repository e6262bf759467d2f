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
// The text as a terminal or a log may show it: control characters, which could be commands there, are written as \xNN. The text
// itself where it has none; "" for NULL.
const char *pool_plain(pool *p, const char *text);
// `items` with room for one more behind `count` of them: moved and doubled when `count` is a power of two.
void *pool_grow(pool *p, void *items, size_t count, size_t size);
