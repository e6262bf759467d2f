// One list of tasks under one mutex: a task takes far longer than the lock, so that nothing finer pays. What is refused is told at
// once, since a list that may grow only puts off the moment at which the server is too slow.
#include "net/worker.h"
#include "base/log.h"
#include "base/memory.h"
#include "net/thread_signals.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define LOGGER "tessera.net"

typedef struct worker {
    worker_pool *pool;
    unsigned index;
    pthread_t thread;
} worker;

struct worker_pool {
    worker_options options;
    pthread_mutex_t mutex;
    pthread_cond_t changed; // a task came, or the pool ends
    worker_task *oldest, *newest;
    size_t waiting;
    bool ending;
    worker *workers;
};

// Waits for the next task; NULL when the pool ends and none is left.
static worker_task *pool_next(worker_pool *pool) {
    pthread_mutex_lock(&pool->mutex);
    while (pool->oldest == NULL && !pool->ending)
        pthread_cond_wait(&pool->changed, &pool->mutex);
    worker_task *task = pool->oldest;
    if (task != NULL) {
        pool->oldest = task->next;
        if (pool->oldest == NULL)
            pool->newest = NULL;
        pool->waiting--;
    }
    pthread_mutex_unlock(&pool->mutex);
    return task;
}

static void *worker_run(void *argument) {
    worker *self = argument;
    const worker_options *options = &self->pool->options;
    thread_block_signals();
    void *thread_data = options->thread_start == NULL ? NULL : options->thread_start(self->index, options->data);
    for (worker_task *task = pool_next(self->pool); task != NULL; task = pool_next(self->pool))
        task->run(task, thread_data);
    if (options->thread_end != NULL)
        options->thread_end(thread_data, options->data);
    return NULL;
}

worker_pool *worker_pool_new(const worker_options *options) {
    worker_pool *pool = memory_zalloc(sizeof(*pool));
    pool->options = *options;
    if (pool->options.threads == 0)
        pool->options.threads = 1;
    if (pool->options.queue_maximum == 0)
        pool->options.queue_maximum = 1;
    pthread_mutex_init(&pool->mutex, NULL);
    pthread_cond_init(&pool->changed, NULL);
    pool->workers = memory_zalloc(pool->options.threads * sizeof(*pool->workers));
    for (unsigned i = 0; i < pool->options.threads; i++) {
        pool->workers[i] = (worker){.pool = pool, .index = i};
        int error = pthread_create(&pool->workers[i].thread, NULL, worker_run, &pool->workers[i]);
        if (error == 0)
            continue;
        // As with memory: a machine that cannot give a few threads at the start cannot serve.
        log_critical(LOGGER, "a worker thread could not start: error %d", error);
        abort();
    }
    return pool;
}

worker_pool *worker_pool_free(worker_pool *pool) {
    if (pool == NULL)
        return NULL;
    pthread_mutex_lock(&pool->mutex);
    pool->ending = true;
    pthread_cond_broadcast(&pool->changed);
    pthread_mutex_unlock(&pool->mutex);
    for (unsigned i = 0; i < pool->options.threads; i++)
        pthread_join(pool->workers[i].thread, NULL);
    pthread_cond_destroy(&pool->changed);
    pthread_mutex_destroy(&pool->mutex);
    free(pool->workers);
    free(pool);
    return NULL;
}

bool worker_pool_submit(worker_pool *pool, worker_task *task) {
    task->next = NULL;
    pthread_mutex_lock(&pool->mutex);
    bool taken = !pool->ending && pool->waiting < pool->options.queue_maximum;
    if (taken) {
        if (pool->newest == NULL)
            pool->oldest = task;
        else
            pool->newest->next = task;
        pool->newest = task;
        pool->waiting++;
        pthread_cond_signal(&pool->changed);
    }
    pthread_mutex_unlock(&pool->mutex);
    return taken;
}
