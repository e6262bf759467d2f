// Arena: memory that lives and dies together. Everything of one request hangs on one arena, so nothing is freed by
// hand.
#pragma once
#include "base/text.h"
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct arena arena;

// A new, empty arena whose first chunk holds `first_chunk` bytes (0: a default of 4 KiB). Free with arena_free.
arena *arena_new(size_t first_chunk);

// Frees the arena and all that was allocated from it. Accepts NULL; returns NULL.
arena *arena_free(arena *a);

// Forgets every allocation. Keeps at most `keep` bytes of chunks for the next use and returns the rest.
void arena_reset(arena *a, size_t keep);

// `size` bytes, aligned for any type, uninitialised. Never NULL: the process ends with a message when memory runs out
// (callers bound their sizes before they ask).
void *arena_alloc(arena *a, size_t size) __attribute__((malloc, alloc_size(2), returns_nonnull));
// As arena_alloc, zeroed.
void *arena_zalloc(arena *a, size_t size) __attribute__((malloc, alloc_size(2), returns_nonnull));
// As arena_alloc for `count` items of `size` bytes; ends the process when the product overflows.
void *arena_array(arena *a, size_t count, size_t size) __attribute__((malloc, alloc_size(2, 3), returns_nonnull));
// `size` bytes at alignment 1: for text, where padding would be waste.
char *arena_bytes(arena *a, size_t size) __attribute__((malloc, alloc_size(2), returns_nonnull));

// NUL-terminated copies.
char *arena_strdup(arena *a, const char *string);
char *arena_text(arena *a, text t);
// NUL-terminated formatted text.
char *arena_printf(arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(arena *a, const char *format, va_list arguments) __attribute__((format(printf, 2, 0)));

// Sees to it that the next `size` bytes come from one piece: for those who know that they will need about as many.
void arena_reserve(arena *a, size_t size);

// Runs `function(data)` when the arena is reset or freed, last registered first.
void arena_defer(arena *a, void (*function)(void *), void *data);

// Bytes held in chunks, for limits and tests.
size_t arena_size(const arena *a);

// The bytes that the arena should hold at most, none at first and again after a reset. Allocation goes on beyond it: whoever can
// stop asks arena_is_spent between steps of his work.
void arena_set_limit(arena *a, size_t bytes);
bool arena_is_spent(const arena *a);
// True when `more` bytes would spend it.
bool arena_would_be_spent(const arena *a, size_t more);

#define arena_new_of(a, type) ((type *)arena_zalloc((a), sizeof(type)))
