#include "base/memory.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static _Noreturn void memory_exhausted(void) {
    static const char message[] = "tessera: out of memory\n";
    // write(2) needs no memory of its own; nothing can be done about its failure.
    ssize_t written = write(STDERR_FILENO, message, sizeof(message) - 1);
    (void)written;
    abort();
}

void *memory_alloc(size_t size) {
    void *block = malloc(size == 0 ? 1 : size);
    if (block == NULL)
        memory_exhausted();
    return block;
}

void *memory_zalloc(size_t size) {
    void *block = calloc(1, size == 0 ? 1 : size);
    if (block == NULL)
        memory_exhausted();
    return block;
}

void *memory_realloc(void *block, size_t size) {
    void *moved = realloc(block, size == 0 ? 1 : size);
    if (moved == NULL)
        memory_exhausted();
    return moved;
}

char *memory_strdup(const char *string) {
    size_t size = strlen(string) + 1;
    return memcpy(memory_alloc(size), string, size);
}
