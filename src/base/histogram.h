// Counters that one thread adds to and others read, and distributions made of them. Nothing here waits, and a reader may see one
// counter newer than the next.
#pragma once
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

typedef _Atomic(uint64_t) shared_count;

// From any thread.
static inline void counter_add(shared_count *c, uint64_t by) {
    atomic_fetch_add_explicit(c, by, memory_order_relaxed);
}

// The same where no other thread adds to it: without the lock of the bus.
static inline void counter_add_alone(shared_count *c, uint64_t by) {
    atomic_store_explicit(c, atomic_load_explicit(c, memory_order_relaxed) + by, memory_order_relaxed);
}

static inline uint64_t counter_read(const shared_count *c) {
    return atomic_load_explicit(c, memory_order_relaxed);
}

enum { HISTOGRAM_BOUNDS_MAXIMUM = 16 };

// The buckets of a distribution: each ends with its bound, and one more holds what is above all of them.
typedef struct histogram_scale {
    unsigned count;
    int64_t bounds[HISTOGRAM_BOUNDS_MAXIMUM]; // ascending
} histogram_scale;

typedef struct histogram {
    shared_count sum; // of the values
    shared_count buckets[HISTOGRAM_BOUNDS_MAXIMUM + 1];
} histogram;

static inline unsigned histogram_bucket(const histogram_scale *scale, int64_t value) {
    unsigned bucket = 0;
    while (bucket < scale->count && value > scale->bounds[bucket])
        bucket++;
    return bucket;
}

// Values are not negative. From any thread.
static inline void histogram_add(histogram *h, const histogram_scale *scale, int64_t value) {
    counter_add(&h->buckets[histogram_bucket(scale, value)], 1);
    counter_add(&h->sum, (uint64_t)value);
}

// The same where no other thread adds to it.
static inline void histogram_add_alone(histogram *h, const histogram_scale *scale, int64_t value) {
    counter_add_alone(&h->buckets[histogram_bucket(scale, value)], 1);
    counter_add_alone(&h->sum, (uint64_t)value);
}

// What was read of one, or of several together.
typedef struct histogram_total {
    uint64_t sum, count;
    uint64_t buckets[HISTOGRAM_BOUNDS_MAXIMUM + 1];
} histogram_total;

// Adds what it holds.
static inline void histogram_read(const histogram *h, histogram_total *into) {
    into->sum += counter_read(&h->sum);
    for (size_t i = 0; i <= HISTOGRAM_BOUNDS_MAXIMUM; i++) {
        uint64_t held = counter_read(&h->buckets[i]);
        into->buckets[i] += held;
        into->count += held;
    }
}
