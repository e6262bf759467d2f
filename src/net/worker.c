// One lock guards all lanes: a task is milliseconds of work, so that the lock is free nearly always. A thread that is free goes
// round the lanes from the one after the last that was served, and takes the oldest task of the first that may run one.
//
// A thread that finds none rests on top of a stack, and is woken with its next task in hand: each task wakes one thread, which
// need not ask for the lock then, and the one that rested least is the one whose memory is still at hand.
#include "net/worker.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/timestamp.h"
#include "net/thread_signals.h"
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <string.h>

#define LOGGER "tessera.net"

enum { TASK_TIMES = 8 }; // tasks over which their time is averaged

typedef struct worker {
    worker_pool *pool;
    unsigned index;
    pthread_t thread;
    worker_task *task; // what it runs; of one that rests, what it is woken with, NULL: to look again
    unsigned lane;     // of the task
    int64_t began;     // when the task did
    sem_t woken;
    struct worker *next; // that rests, or is to be woken
} worker;

typedef struct lane {
    worker_task *oldest, *newest;
    worker_lane_state state; // its wait is worked out when somebody asks
    int64_t task_time;       // microseconds that a task takes, on average
} lane;

struct worker_pool {
    worker_options options;
    pthread_mutex_t mutex;
    lane lanes[WORKER_LANES_MAXIMUM];
    unsigned lane_count;
    unsigned turn;         // the lane that is served first
    unsigned others;       // threads that run tasks of lanes other than the first
    unsigned others_limit; // most of them
    size_t waiting;        // in all lanes
    bool ending;
    worker *resting; // the one that came last first
    worker *workers;
};

// --- choosing; the lock is held --------------------------------------------------------------------------------------

static bool lane_may_run(const worker_pool *pool, unsigned index) {
    const lane *l = &pool->lanes[index];
    return l->oldest != NULL && l->state.running < l->state.threads &&
           (index == 0 || pool->others < pool->others_limit);
}

// The lane whose turn it is, or lane_count when none may run anything.
static unsigned lane_choose(const worker_pool *pool) {
    for (unsigned i = 0; i < pool->lane_count; i++) {
        unsigned index = (pool->turn + i) % pool->lane_count;
        if (lane_may_run(pool, index))
            return index;
    }
    return pool->lane_count;
}

static worker_task *lane_take(worker_pool *pool, unsigned index) {
    lane *l = &pool->lanes[index];
    worker_task *task = l->oldest;
    l->oldest = task->next;
    if (l->oldest == NULL)
        l->newest = NULL;
    l->state.waiting--;
    l->state.running++;
    pool->waiting--;
    pool->others += index > 0;
    pool->turn = (index + 1) % pool->lane_count;
    return task;
}

static void lane_end(worker_pool *pool, unsigned index, int64_t time) {
    lane *l = &pool->lanes[index];
    l->state.running--;
    l->state.done++;
    l->task_time += (time - l->task_time) / TASK_TIMES;
    pool->others -= index > 0;
}

// --- the threads -----------------------------------------------------------------------------------------------------

// Gives the thread the next task, if there is one that may run; the lock is held.
static bool task_take(worker *w) {
    worker_pool *pool = w->pool;
    unsigned index = lane_choose(pool);
    if (index == pool->lane_count)
        return false;
    w->task = lane_take(pool, index);
    w->lane = index;
    return true;
}

// Threads that rested and have a task now, for the caller to wake; the lock is held.
static worker *resting_give(worker_pool *pool) {
    worker *given = NULL;
    for (worker *w; (w = pool->resting) != NULL && task_take(w);) {
        pool->resting = w->next;
        w->next = given;
        given = w;
    }
    return given;
}

// All that rest, for the caller to wake, when the pool ends; the lock is held.
static worker *resting_end(worker_pool *pool) {
    worker *all = pool->resting;
    pool->resting = NULL;
    return all;
}

// Without the lock, which nobody who wakes has to wait for then.
static void wake(worker *w) {
    for (worker *next; w != NULL; w = next) {
        next = w->next; // its own again once it is awake
        sem_post(&w->woken);
    }
}

static void rest(worker *self) {
    self->next = self->pool->resting;
    self->pool->resting = self;
    pthread_mutex_unlock(&self->pool->mutex);
    while (sem_wait(&self->woken) != 0) {
    }
}

// Ends the thread's task and waits for the next. False when the pool ends and none is left.
static bool task_next(worker *self) {
    worker_pool *pool = self->pool;
    pthread_mutex_lock(&pool->mutex);
    if (self->task != NULL)
        lane_end(pool, self->lane, monotonic_now() - self->began);
    self->task = NULL;
    while (!task_take(self)) {
        if (pool->ending && pool->waiting == 0) {
            worker *last = resting_end(pool);
            pthread_mutex_unlock(&pool->mutex);
            wake(last);
            return false;
        }
        rest(self);
        if (self->task != NULL)
            return true;
        pthread_mutex_lock(&pool->mutex);
    }
    worker *others = resting_give(pool); // where the task that ended left room for more than one
    pthread_mutex_unlock(&pool->mutex);
    wake(others);
    return true;
}

static void *worker_run(void *argument) {
    worker *self = argument;
    const worker_options *options = &self->pool->options;
    thread_block_signals();
    void *thread_data = options->thread_start == NULL ? NULL : options->thread_start(self->index, options->data);
    while (task_next(self)) {
        self->began = monotonic_now();
        self->task->run(self->task, thread_data);
    }
    if (options->thread_end != NULL)
        options->thread_end(thread_data, options->data);
    return NULL;
}

// --- life ------------------------------------------------------------------------------------------------------------

static void lanes_begin(worker_pool *pool) {
    const worker_options *options = &pool->options;
    while (pool->lane_count < WORKER_LANES_MAXIMUM && options->lanes[pool->lane_count].queue_maximum > 0) {
        const worker_lane *asked = &options->lanes[pool->lane_count];
        bool all = asked->threads == 0 || asked->threads > options->threads;
        pool->lanes[pool->lane_count++].state = (worker_lane_state){.threads = all ? options->threads : asked->threads,
                                                                    .queue_maximum = asked->queue_maximum};
    }
    unsigned reserved = options->reserved > 0 ? options->reserved : 1;
    pool->others_limit = options->threads > reserved ? options->threads - reserved : 1;
    for (unsigned i = 1; i < pool->lane_count; i++)
        if (pool->lanes[i].state.threads > pool->others_limit)
            pool->lanes[i].state.threads = pool->others_limit;
}

worker_pool *worker_pool_new(const worker_options *options) {
    worker_pool *pool = memory_zalloc(sizeof(*pool));
    pool->options = *options;
    if (pool->options.threads == 0)
        pool->options.threads = 1;
    lanes_begin(pool);
    pthread_mutex_init(&pool->mutex, NULL);
    pool->workers = memory_zalloc(pool->options.threads * sizeof(*pool->workers));
    for (unsigned i = 0; i < pool->options.threads; i++) {
        pool->workers[i] = (worker){.pool = pool, .index = i};
        sem_init(&pool->workers[i].woken, 0, 0);
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
    worker *resting = resting_end(pool);
    pthread_mutex_unlock(&pool->mutex);
    wake(resting);
    for (unsigned i = 0; i < pool->options.threads; i++)
        pthread_join(pool->workers[i].thread, NULL);
    for (unsigned i = 0; i < pool->options.threads; i++)
        sem_destroy(&pool->workers[i].woken);
    pthread_mutex_destroy(&pool->mutex);
    free(pool->workers);
    free(pool);
    return NULL;
}

bool worker_pool_submit(worker_pool *pool, unsigned index, worker_task *task) {
    lane *l = &pool->lanes[index];
    task->next = NULL;
    pthread_mutex_lock(&pool->mutex);
    bool taken = !pool->ending && l->state.waiting < l->state.queue_maximum;
    if (taken) {
        if (l->newest == NULL)
            l->oldest = task;
        else
            l->newest->next = task;
        l->newest = task;
        l->state.waiting++;
        pool->waiting++;
    } else {
        l->state.refused++;
    }
    worker *woken = resting_give(pool);
    pthread_mutex_unlock(&pool->mutex);
    wake(woken);
    return taken;
}

worker_lane_state worker_pool_look(worker_pool *pool, unsigned index) {
    pthread_mutex_lock(&pool->mutex);
    const lane *l = &pool->lanes[index];
    worker_lane_state state = l->state;
    state.wait = (int64_t)(state.waiting + state.running) * l->task_time / (int64_t)state.threads;
    pthread_mutex_unlock(&pool->mutex);
    return state;
}
