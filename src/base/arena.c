// An allocation moves a pointer along the current chunk. Chunks double in size up to a large page; a large allocation gets one
// of its own. A reset keeps one chunk: an arena that is used again and again ends up with one of the right size, and from then
// on allocates without asking the heap.
#include "base/arena.h"
#include "base/memory.h"
#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>

// Under AddressSanitizer the unused parts of a chunk are poisoned and allocations are kept apart by a red zone, so that
// an overrun inside an arena is found as surely as one on the heap.
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_GUARDED 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define ARENA_GUARDED 1
#endif

#ifdef ARENA_GUARDED
#include <sanitizer/asan_interface.h>
enum { RED_ZONE = 16, BYTE_ALIGNMENT = 8 };
#else
#define ASAN_POISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
enum { RED_ZONE = 0, BYTE_ALIGNMENT = 1 };
#endif

// Chunks grow until one of them, with its head, is a large page.
enum { FIRST_CHUNK = 4096, LARGEST_GROWTH = (2 << 20) - 64, ALIGNMENT = alignof(max_align_t) };

typedef struct chunk chunk;
struct chunk {
    chunk *next;
    size_t size; // bytes in data
    alignas(max_align_t) char data[];
};

typedef struct deferred deferred;
struct deferred {
    deferred *next;
    void (*function)(void *);
    void *data;
};

struct arena {
    char *free;    // where the next allocation may begin
    char *limit;   // end of the current chunk
    chunk *chunks; // the current one first
    deferred *deferrals;
    size_t held;
    size_t next_chunk; // size of the next chunk, doubling up to LARGEST_GROWTH
    size_t first_chunk;
    size_t limit_bytes;
};

static _Noreturn void arena_overflow(void) {
    fputs("tessera: an allocation is too large\n", stderr);
    abort();
}

static chunk *chunk_new(arena *a, size_t size) {
    if (size > SIZE_MAX / 2)
        arena_overflow();
    size_t block = sizeof(chunk) + size;
    chunk *c = memory_alloc_large(&block);
    c->size = block - sizeof(chunk);
    a->held += c->size;
    ASAN_POISON_MEMORY_REGION(c->data, c->size);
    return c;
}

static void chunk_free(arena *a, chunk *c) {
    a->held -= c->size;
    ASAN_UNPOISON_MEMORY_REGION(c->data, c->size);
    free(c);
}

arena *arena_new(size_t first_chunk) {
    arena *a = memory_zalloc(sizeof(*a));
    a->first_chunk = first_chunk == 0 ? FIRST_CHUNK : first_chunk;
    a->next_chunk = a->first_chunk;
    a->limit_bytes = SIZE_MAX;
    return a;
}

static void arena_run_deferred(arena *a) {
    // A deferred function may register another one: take them one by one from the head.
    while (a->deferrals != NULL) {
        deferred *d = a->deferrals;
        a->deferrals = d->next;
        d->function(d->data);
    }
}

arena *arena_free(arena *a) {
    if (a == NULL)
        return NULL;
    arena_run_deferred(a);
    for (chunk *c = a->chunks; c != NULL;) {
        chunk *next = c->next;
        chunk_free(a, c);
        c = next;
    }
    free(a);
    return NULL;
}

// The largest chunk that may be kept stays, the others go.
static chunk *chunks_thin(arena *a, size_t keep) {
    chunk *kept = NULL;
    for (chunk *c = a->chunks; c != NULL;) {
        chunk *next = c->next;
        bool better = c->size <= keep && (kept == NULL || c->size > kept->size);
        if (better && kept != NULL)
            chunk_free(a, kept);
        if (better)
            kept = c;
        else
            chunk_free(a, c);
        c = next;
    }
    return kept;
}

// One chunk is kept: several would only be skipped over by the next use. When all of them together may be kept, one of that
// size takes their place, and the next use of that size needs nothing else.
void arena_reset(arena *a, size_t keep) {
    arena_run_deferred(a);
    a->limit_bytes = SIZE_MAX;
    size_t held = a->held;
    bool merge = a->chunks != NULL && a->chunks->next != NULL && held <= keep;
    chunk *kept = chunks_thin(a, merge ? 0 : keep);
    if (merge)
        kept = chunk_new(a, held);
    if (merge && kept->size > keep) { // large pages made it more than may be kept
        chunk_free(a, kept);
        kept = NULL;
    }
    a->chunks = kept;
    a->next_chunk = a->first_chunk;
    a->free = a->limit = NULL;
    if (kept == NULL)
        return;
    kept->next = NULL;
    a->free = kept->data;
    a->limit = kept->data + kept->size;
    ASAN_POISON_MEMORY_REGION(kept->data, kept->size);
}

// A new current chunk.
static chunk *chunk_begin(arena *a, size_t size) {
    chunk *c = chunk_new(a, size);
    c->next = a->chunks;
    a->chunks = c;
    a->free = c->data;
    a->limit = c->data + c->size;
    return c;
}

void arena_reserve(arena *a, size_t size) {
    if (a->chunks == NULL || (size_t)(a->limit - a->free) < size)
        chunk_begin(a, size);
}

// Allocation that the current chunk cannot serve. A large one gets a chunk of its own behind the current chunk, whose
// rest stays in use.
static void *arena_alloc_slowly(arena *a, size_t size) {
    if (size > SIZE_MAX / 4)
        arena_overflow();
    size_t needed = size + RED_ZONE;
    chunk *c;
    if (a->chunks != NULL && needed > a->next_chunk / 2) {
        c = chunk_new(a, needed);
        c->next = a->chunks->next;
        a->chunks->next = c;
    } else {
        c = chunk_begin(a, needed > a->next_chunk ? needed : a->next_chunk);
        a->free += needed;
        a->next_chunk = a->next_chunk < LARGEST_GROWTH / 2 ? 2 * a->next_chunk : LARGEST_GROWTH;
    }
    ASAN_UNPOISON_MEMORY_REGION(c->data, size);
    return c->data;
}

static inline void *arena_take(arena *a, size_t size, size_t alignment) {
    size_t padding = -(uintptr_t)a->free & (alignment - 1);
    size_t room = (size_t)(a->limit - a->free);
    if (room < padding + RED_ZONE || size > room - padding - RED_ZONE || a->free == NULL)
        return arena_alloc_slowly(a, size);
    char *block = a->free + padding;
    a->free = block + size + RED_ZONE;
    ASAN_UNPOISON_MEMORY_REGION(block, size);
    return block;
}

void *arena_alloc(arena *a, size_t size) {
    return arena_take(a, size, ALIGNMENT);
}

void *arena_zalloc(arena *a, size_t size) {
    return memset(arena_take(a, size, ALIGNMENT), 0, size);
}

void *arena_array(arena *a, size_t count, size_t size) {
    size_t total;
    if (__builtin_mul_overflow(count, size, &total))
        arena_overflow();
    return arena_take(a, total, ALIGNMENT);
}

char *arena_bytes(arena *a, size_t size) {
    return arena_take(a, size, BYTE_ALIGNMENT);
}

char *arena_strdup(arena *a, const char *string) {
    return arena_text(a, text_of(string));
}

char *arena_text(arena *a, text t) {
    char *copy = arena_bytes(a, t.length + 1);
    if (t.length > 0)
        memcpy(copy, t.data, t.length);
    copy[t.length] = '\0';
    return copy;
}

char *arena_printf(arena *a, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    char *result = arena_vprintf(a, format, arguments);
    va_end(arguments);
    return result;
}

char *arena_vprintf(arena *a, const char *format, va_list arguments) {
    char small[256];
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(small, sizeof(small), format, arguments);
    if (length < 0) // only for an invalid format or text beyond INT_MAX
        arena_overflow();
    char *result = arena_bytes(a, (size_t)length + 1);
    if ((size_t)length < sizeof(small))
        memcpy(result, small, (size_t)length + 1);
    else
        vsnprintf(result, (size_t)length + 1, format, again);
    va_end(again);
    return result;
}

void arena_defer(arena *a, void (*function)(void *), void *data) {
    deferred *d = arena_alloc(a, sizeof(*d));
    *d = (deferred){.next = a->deferrals, .function = function, .data = data};
    a->deferrals = d;
}

size_t arena_size(const arena *a) {
    return a->held;
}

void arena_set_limit(arena *a, size_t bytes) {
    a->limit_bytes = bytes;
}

bool arena_is_spent(const arena *a) {
    return a->held > a->limit_bytes;
}

bool arena_would_be_spent(const arena *a, size_t more) {
    return a->held > a->limit_bytes || more > a->limit_bytes - a->held;
}
