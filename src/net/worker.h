// A pool of threads for work that must not run on a loop thread: heavy reads, password hashes. Bounded: a full queue
// refuses.
#pragma once
#include <stdbool.h>
#include <stddef.h>

typedef struct worker_pool worker_pool;

// One piece of work; embed it in a larger struct. `thread_data` is what thread_start returned for the thread that runs
// it.
typedef struct worker_task {
    struct worker_task *next;
    void (*run)(struct worker_task *task, void *thread_data);
} worker_task;

typedef struct worker_options {
    unsigned threads;                                  // at least 1
    size_t queue_maximum;                              // waiting tasks; at least 1
    void *(*thread_start)(unsigned index, void *data); // may be NULL
    void (*thread_end)(void *thread_data, void *data); // may be NULL
    void *data;
} worker_options;

// Starts the threads. Never NULL.
worker_pool *worker_pool_new(const worker_options *options);
// Runs what is queued, then ends the threads. Accepts NULL; returns NULL.
worker_pool *worker_pool_free(worker_pool *pool);
// Queues the task; false when the queue is full or the pool is ending (the task was not taken).
bool worker_pool_submit(worker_pool *pool, worker_task *task);
