// A binary heap in which each timer knows its place, so that one is moved or taken out without a search.
#include "sdk/timer.h"
#include "base/memory.h"
#include <stdlib.h>

void timer_heap_done(timer_heap *heap) {
    free(heap->items);
    *heap = (timer_heap){0};
}

static void place(timer_heap *heap, timer *t, size_t index) {
    heap->items[index] = t;
    t->index = index;
}

static void sift_up(timer_heap *heap, timer *t) {
    size_t index = t->index;
    while (index > 1 && heap->items[index / 2]->at > t->at) {
        place(heap, heap->items[index / 2], index);
        index /= 2;
    }
    place(heap, t, index);
}

static void sift_down(timer_heap *heap, timer *t) {
    size_t index = t->index;
    for (size_t child = index * 2; child <= heap->count; child = index * 2) {
        if (child < heap->count && heap->items[child + 1]->at < heap->items[child]->at)
            child++;
        if (heap->items[child]->at >= t->at)
            break;
        place(heap, heap->items[child], index);
        index = child;
    }
    place(heap, t, index);
}

void timer_set(timer_heap *heap, timer *t, int64_t at) {
    t->at = at;
    if (t->index == 0) {
        if (heap->count + 1 >= heap->capacity) {
            heap->capacity = heap->capacity == 0 ? 16 : heap->capacity * 2;
            heap->items = memory_realloc(heap->items, heap->capacity * sizeof(timer *));
        }
        place(heap, t, ++heap->count);
    }
    sift_up(heap, t);
    sift_down(heap, t);
}

void timer_clear(timer_heap *heap, timer *t) {
    if (t->index == 0)
        return;
    size_t index = t->index;
    timer *last = heap->items[heap->count--];
    t->index = 0;
    if (last == t)
        return;
    place(heap, last, index);
    sift_up(heap, last);
    sift_down(heap, last);
}

timer *timer_first(const timer_heap *heap) {
    return heap->count == 0 ? NULL : heap->items[1];
}
