// Blocks of one size that come and go by the dozen in every turn, kept for their next use: malloc has only a few at
// hand, and then takes much longer.
#pragma once
#include "base/memory.h"
#include <stdlib.h>

typedef struct stock {
    void *first; // each begins with a pointer to the next
    unsigned count;
} stock;

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define STOCK_GUARDED 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define STOCK_GUARDED 1
#endif

// Most blocks that are kept. None under AddressSanitizer, which then sees what is used after it was given back.
#ifdef STOCK_GUARDED
enum { STOCK_KEPT = 0 };
#else
enum { STOCK_KEPT = 64 };
#endif

// A block of `size` bytes, uninitialised; the size is always the same.
static inline void *stock_take(stock *s, size_t size) {
    void *block = s->first;
    if (block == NULL)
        return memory_alloc(size);
    s->first = *(void **)block;
    s->count--;
    return block;
}

static inline void stock_give(stock *s, void *block) {
    if (s->count == STOCK_KEPT) {
        free(block);
        return;
    }
    *(void **)block = s->first;
    s->first = block;
    s->count++;
}

static inline void stock_done(stock *s) {
    while (s->first != NULL)
        free(stock_take(s, 0));
}
