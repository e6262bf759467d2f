// Lists by hash that grow at their heads, so that readers need no lock. Two threads that miss the same pattern at once may both
// put it there: one of the two is never found, and takes its room.
#include "schema/regex_shelf.h"
#include "base/hash.h"
#include "base/memory.h"
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

// Bytes for each pattern, and for some that write out many repetitions, which take up to 50,000.
enum { LISTS = 32, ROOM_OF_PATTERN = 2048, ROOM_OF_LARGE = 32768, PATTERNS_MAX = 256 };

typedef struct shelved shelved;
struct shelved {
    shelved *next;
    uint64_t hash;
    regex *ready;
    size_t length;
    char pattern[];
};

struct regex_shelf {
    size_t room;
    atomic_size_t taken; // of it
    _Atomic(shelved *) lists[LISTS];
};

static void shelf_clear(void *data) {
    regex_shelf *s = data;
    for (size_t i = 0; i < LISTS; i++)
        for (shelved *at = atomic_load(&s->lists[i]), *next; at != NULL; at = next) {
            next = at->next;
            regex_free(at->ready);
            free(at);
        }
}

regex_shelf *regex_shelf_new(arena *a, size_t patterns) {
    regex_shelf *s = arena_new_of(a, regex_shelf);
    s->room = ROOM_OF_LARGE + (patterns < PATTERNS_MAX ? patterns : PATTERNS_MAX) * ROOM_OF_PATTERN;
    atomic_init(&s->taken, 0);
    for (size_t i = 0; i < LISTS; i++)
        atomic_init(&s->lists[i], NULL);
    arena_defer(a, shelf_clear, s);
    return s;
}

size_t regex_shelf_room(const regex_shelf *s) {
    return s->room;
}

static const regex *shelf_find(regex_shelf *s, text pattern, uint64_t hash) {
    const shelved *at = atomic_load_explicit(&s->lists[hash % LISTS], memory_order_acquire);
    while (at != NULL && (at->hash != hash || !text_equal((text){at->pattern, at->length}, pattern)))
        at = at->next;
    return at == NULL ? NULL : at->ready;
}

// False: there is no room.
static bool shelf_take_room(regex_shelf *s, size_t size) {
    size_t taken = atomic_load_explicit(&s->taken, memory_order_relaxed);
    do {
        if (size > s->room - taken)
            return false;
    } while (!atomic_compare_exchange_weak_explicit(&s->taken, &taken, taken + size, memory_order_relaxed,
                                                    memory_order_relaxed));
    return true;
}

// Takes what is ready; false: it is still the caller's.
static bool shelf_put(regex_shelf *s, text pattern, uint64_t hash, regex *ready) {
    size_t size = sizeof(shelved) + pattern.length;
    if (!shelf_take_room(s, size + regex_size(ready)))
        return false;
    shelved *made = memory_alloc(size);
    *made = (shelved){.hash = hash, .ready = ready, .length = pattern.length};
    memcpy(made->pattern, pattern.data, pattern.length);
    made->next = atomic_load_explicit(&s->lists[hash % LISTS], memory_order_relaxed);
    while (!atomic_compare_exchange_weak_explicit(&s->lists[hash % LISTS], &made->next, made, memory_order_release,
                                                  memory_order_relaxed))
        continue;
    return true;
}

answer regex_shelf_occurs(regex_shelf *s, text pattern, text subject, size_t *steps) {
    if (*steps < REGEX_COST)
        return ANSWER_UNKNOWN;
    uint64_t hash = hash_bytes(pattern.data, pattern.length, hash_process_seed());
    const regex *known = shelf_find(s, pattern, hash);
    if (known != NULL)
        return regex_occurs(known, subject, steps);
    regex *ready = regex_new(pattern);
    if (ready == NULL) {
        *steps -= REGEX_COST;
        return ANSWER_UNKNOWN;
    }
    answer found = regex_occurs(ready, subject, steps);
    if (!shelf_put(s, pattern, hash, ready))
        regex_free(ready);
    return found;
}
