// Whoever is inside is known by its thread, so that a thread may enter again from where the library has called it. A child
// is known by a page that the kernel empties for it.
#include "sdk/guard.h"
#include <pthread.h>
#include <stddef.h>
#include <sys/mman.h>
#include <unistd.h>

void guard_init(guard *g) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *own = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (own != MAP_FAILED && madvise(own, page, MADV_WIPEONFORK) != 0) {
        munmap(own, page);
        own = MAP_FAILED;
    }
    g->own = own == MAP_FAILED ? NULL : own;
    if (g->own != NULL)
        *g->own = 1;
}

void guard_done(guard *g) {
    if (g->own != NULL)
        munmap((char *)g->own, (size_t)sysconf(_SC_PAGESIZE));
    g->own = NULL;
}

const char *guard_enter(guard *g) {
    uintptr_t self = (uintptr_t)pthread_self(), none = 0;
    if (g->own != NULL && *g->own == 0)
        return "the client was made by another process: after a fork, make one of your own";
    if (!atomic_compare_exchange_strong_explicit(&g->thread, &none, self, memory_order_acquire, memory_order_relaxed) &&
        none != self)
        return "the client is in use in another thread";
    g->depth++;
    return NULL;
}

void guard_leave(guard *g) {
    if (--g->depth == 0)
        atomic_store_explicit(&g->thread, 0, memory_order_release);
}
