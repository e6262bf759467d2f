// Moments at which something is due: a binary heap, soonest first.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct timer timer;
struct timer {
    int64_t at;   // monotonic_now() time
    size_t index; // in the heap, from 1; 0: not set
    void (*fire)(timer *t);
};

typedef struct timer_heap {
    timer **items; // from index 1
    size_t count, capacity;
} timer_heap;

void timer_heap_done(timer_heap *heap);
// Sets, or moves, the timer.
void timer_set(timer_heap *heap, timer *t, int64_t at);
// Accepts a timer that is not set.
void timer_clear(timer_heap *heap, timer *t);
// The soonest one; NULL: none.
timer *timer_first(const timer_heap *heap);
