// A pool of threads for work that must not run on a loop thread. The work comes in lanes, so that one kind cannot hold up
// another: each has a queue of its own, which refuses when it is full, and a part of the threads that it may use. All lanes but
// the first leave some threads to it together, at least one where there are two or more. Lanes that have something to do take
// turns.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct worker_pool worker_pool;

// One piece of work; embed it in a larger struct. `thread_data` is what thread_start returned for the thread that runs
// it.
typedef struct worker_task {
    struct worker_task *next;
    void (*run)(struct worker_task *task, void *thread_data);
} worker_task;

#define WORKER_LANES_MAXIMUM 4

typedef struct worker_lane {
    unsigned threads;     // most threads that run its tasks at a time; 0: as many as there are
    size_t queue_maximum; // waiting tasks; 0: it is no lane, and neither are those after it
} worker_lane;

typedef struct worker_options {
    unsigned threads;  // at least 1
    unsigned reserved; // of them, left to the first lane; 0: one
    worker_lane lanes[WORKER_LANES_MAXIMUM];
    void *(*thread_start)(unsigned index, void *data); // may be NULL
    void (*thread_end)(void *thread_data, void *data); // may be NULL
    void *data;
} worker_options;

// Starts the threads. Never NULL.
worker_pool *worker_pool_new(const worker_options *options);
// Runs what is queued, then ends the threads. Accepts NULL; returns NULL.
worker_pool *worker_pool_free(worker_pool *pool);
// Queues the task in the lane, which must be one; false when its queue is full or the pool is ending (the task was not taken).
bool worker_pool_submit(worker_pool *pool, unsigned lane, worker_task *task);

// A lane at a moment. It runs `threads` tasks at a time at most.
typedef struct worker_lane_state {
    unsigned threads, running;
    size_t waiting, queue_maximum;
    uint64_t done, refused; // tasks since the start
    int64_t wait;           // microseconds that a task which came now would wait, by how long the last ones took
} worker_lane_state;
worker_lane_state worker_pool_look(worker_pool *pool, unsigned lane);
