// Memory that runs out ends the process: there is no sensible way on, and untested error paths would be worse. Large blocks
// are given whole large pages, which spares most page faults while they are filled.
#include "base/memory.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define LARGE_PAGE ((size_t)2 << 20)
#define LARGE_FROM (LARGE_PAGE / 4 * 3)

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

void *memory_alloc_large(size_t *size) {
    void *block;
    if (*size < LARGE_FROM || *size > SIZE_MAX - LARGE_PAGE)
        return memory_alloc(*size);
    *size = (*size + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
    if (posix_memalign(&block, LARGE_PAGE, *size) != 0)
        memory_exhausted();
    (void)madvise(block, *size, MADV_HUGEPAGE); // else it is only slower
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

void memory_wipe(const void *secret, size_t length) {
    explicit_bzero((void *)(uintptr_t)secret, length);
}

char *memory_strdup(const char *string) {
    size_t size = strlen(string) + 1;
    return memcpy(memory_alloc(size), string, size);
}
