// Heap allocation that ends the process with a message when memory runs out, so that callers need no error path for it.
// Every caller bounds its sizes first.
#pragma once
#include <stddef.h>

void *memory_alloc(size_t size) __attribute__((malloc, alloc_size(1), returns_nonnull));
// `*size` bytes or more, `*size` then telling how many. From a megabyte and a half on it is made of large pages where the
// system has them: small ones would be faulted in one by one, which takes longer than most of what is done with them. Free
// with free.
void *memory_alloc_large(size_t *size) __attribute__((malloc, returns_nonnull));
void *memory_zalloc(size_t size) __attribute__((malloc, alloc_size(1), returns_nonnull));
void *memory_realloc(void *block, size_t size) __attribute__((alloc_size(2), returns_nonnull));
// Overwrites secrets, which everybody else only reads, before their memory is given back.
void memory_wipe(const void *secret, size_t length);
char *memory_strdup(const char *string) __attribute__((malloc, returns_nonnull));
