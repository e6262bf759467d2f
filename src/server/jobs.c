// A run takes the lease, works in pieces of a transaction each, and gives the job back. A piece renews the lease, and fails where
// the lease is another's by now: a server that was stopped for a while finds that out before it has changed anything
// (store/jobs.c). Pieces are small and go through the store's queue as any write does, so nobody waits long for one; a run is of
// so many pieces at most, then the job is due again at once, after the others.
#include "server/jobs.h"
#include "base/container.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/timestamp.h"
#include "net/thread_background.h"
#include "net/thread_signals.h"
#include "store/jobs.h"
#include <math.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <time.h>

#define LOGGER "tessera.server"

enum {
    PIECE_ROWS = 100,
    // A piece that takes longer than this is followed by one of half the rows, down to the least: rows may be large.
    PIECE_MICROSECONDS = 50000,
    PIECE_ROWS_LEAST = 10,
    RUN_PIECES = 100,
    ARENA_KEEP = 1 << 20, // bytes of what was prepared, from one piece to the next
    // How often the rows are looked at, at least and at most: others may have taken a job over, or have given it back.
    LOOK_LEAST_MICROSECONDS = 100000,
    LOOK_MOST_MICROSECONDS = 60000000,
    AWAY_MICROSECONDS = 2000000, // the pause after a look that failed
};

struct jobs {
    store *store;
    const job_plan *plans;
    size_t count;
    uuid holder; // this server
    db *reader;  // the thread's
    pthread_t thread;
    pthread_mutex_t mutex; // guards what follows
    pthread_cond_t changed;
    bool ending;
};

// --- writes that are waited for --------------------------------------------------------------------------------------

typedef struct job_write job_write;
struct job_write {
    store_write write;
    bool (*run)(job_write *w, db *d);
    sem_t ended;
    bool committed;

    const job_plan *plan;
    const uuid *holder;
    int64_t run_number;
    bool lost;             // the job is another's
    int64_t most, handled; // rows of a piece
    const void *prepared;  // what it writes, where the job prepares
    int64_t took;          // microseconds
    job_end end;
};

static bool write_run(store_write *write, db *d) {
    job_write *w = container_of(write, job_write, write);
    return w->run(w, d);
}

static void write_done(store_write *write, store_outcome outcome) {
    job_write *w = container_of(write, job_write, write);
    w->committed = outcome == STORE_KEPT;
    sem_post(&w->ended);
}

// False when nothing was kept, or when that is not known.
static bool write_through(jobs *j, job_write *w, bool (*run)(job_write *w, db *d)) {
    w->write = (store_write){.run = write_run, .done = write_done};
    w->run = run;
    w->committed = false;
    sem_init(&w->ended, 0, 0);
    if (store_submit(j->store, &w->write))
        while (sem_wait(&w->ended) != 0)
            ;
    sem_destroy(&w->ended);
    return w->committed;
}

// --- a run -----------------------------------------------------------------------------------------------------------

static bool add(job_write *w, db *d) {
    store_jobs_add(d, w->plan->name, w->plan->period);
    return true;
}

static bool take(job_write *w, db *d) {
    w->run_number = store_jobs_take(d, w->plan->name, w->holder, w->plan->lease);
    return w->run_number > 0;
}

static bool work(job_write *w, db *d) {
    int64_t began = monotonic_now();
    w->handled = 0;
    w->lost = !store_jobs_keep(d, w->plan->name, w->run_number, w->plan->lease) && !db_has_failed(d);
    if (!w->lost && !db_has_failed(d))
        w->handled = w->plan->step(w->plan->context, d, w->prepared, w->most);
    w->took = monotonic_now() - began;
    return !w->lost;
}

static bool give_back(job_write *w, db *d) {
    w->lost = !store_jobs_end(d, w->plan->name, w->run_number, &w->end) && !db_has_failed(d);
    return !w->lost;
}

static bool is_ending(jobs *j) {
    pthread_mutex_lock(&j->mutex);
    bool ending = j->ending;
    pthread_mutex_unlock(&j->mutex);
    return ending;
}

// False where the database does not answer. A piece without anything to write is the end of the work.
static bool prepare(jobs *j, job_write *w, arena *a) {
    if (w->plan->prepare == NULL)
        return true;
    arena_reset(a, ARENA_KEEP);
    store_reader_refresh(j->store, j->reader);
    db_clear_failure(j->reader);
    w->prepared = w->plan->prepare(w->plan->context, j->reader, w->most, a);
    bool failed = db_has_failed(j->reader);
    store_reader_rest(j->store, j->reader);
    return !failed;
}

// The pieces of a run. Leaves in w->end how it went.
static void pieces_run(jobs *j, job_write *w, arena *a) {
    w->end = (job_end){.next_run = 0}; // more is left
    w->most = PIECE_ROWS;
    for (int piece = 0; piece < RUN_PIECES && !is_ending(j); piece++) {
        bool prepared = prepare(j, w, a);
        if (prepared && w->plan->prepare != NULL && w->prepared == NULL) {
            w->end.next_run = w->plan->period;
            return;
        }
        w->end.failed = !prepared || !write_through(j, w, work);
        if (w->lost)
            return;
        if (w->end.failed)
            break;
        w->end.handled += w->handled;
        if (w->handled < w->most) {
            w->end.next_run = w->plan->period;
            return;
        }
        if (w->took > PIECE_MICROSECONDS)
            w->most = w->most / 2 > PIECE_ROWS_LEAST ? w->most / 2 : PIECE_ROWS_LEAST;
    }
    if (w->end.failed)
        w->end.next_run = w->plan->period;
}

static void job_run(jobs *j, const job_plan *plan) {
    job_write w = {.plan = plan, .holder = &j->holder};
    int64_t began = monotonic_now();
    if (!write_through(j, &w, take) || w.run_number <= 0)
        return;
    arena *a = arena_new(0);
    pieces_run(j, &w, a);
    arena_free(a);
    w.end.milliseconds = round((double)(monotonic_now() - began) / 10.0) / 100.0;
    if (!w.lost)
        write_through(j, &w, give_back);
    if (w.lost)
        log_warning(LOGGER, "job %s was taken over: it was not heard of for longer than its lease", plan->name);
    else if (w.end.failed)
        log_error(LOGGER, "job %s failed after %lld rows", plan->name, (long long)w.end.handled);
    else
        log_debug(LOGGER, "job %s dealt with %lld rows", plan->name, (long long)w.end.handled);
}

// --- the thread ------------------------------------------------------------------------------------------------------

// When the job can be taken, in microseconds from now; negative when that cannot be had. A row that is missing is made, and one
// that is due later than this server wants it is brought forward.
static int64_t job_wait(jobs *j, const job_plan *plan) {
    job_state state;
    store_reader_refresh(j->store, j->reader);
    db_clear_failure(j->reader);
    bool found = store_jobs_find(j->reader, plan->name, &state), failed = db_has_failed(j->reader);
    store_reader_rest(j->store, j->reader);
    if (failed)
        return -1;
    if (!found || state.next_at - state.now > plan->period) {
        job_write w = {.plan = plan};
        return write_through(j, &w, add) ? plan->period : -1;
    }
    int64_t at = state.lease_until > state.next_at ? state.lease_until : state.next_at;
    return at > state.now ? at - state.now : 0;
}

// Runs what is due. Gives the time until it should look again.
static int64_t look(jobs *j) {
    int64_t soonest = LOOK_MOST_MICROSECONDS;
    for (size_t i = 0; i < j->count && !is_ending(j); i++) {
        int64_t wait = job_wait(j, &j->plans[i]);
        if (wait < 0)
            return AWAY_MICROSECONDS;
        if (wait == 0)
            job_run(j, &j->plans[i]);
        soonest = wait < soonest ? wait : soonest;
    }
    return soonest > LOOK_LEAST_MICROSECONDS ? soonest : LOOK_LEAST_MICROSECONDS;
}

static void pause_for(jobs *j, int64_t wait) {
    int64_t until = monotonic_now() + wait;
    struct timespec end = {.tv_sec = until / 1000000, .tv_nsec = until % 1000000 * 1000};
    int waited = 0;
    pthread_mutex_lock(&j->mutex);
    while (!j->ending && waited == 0)
        waited = pthread_cond_timedwait(&j->changed, &j->mutex, &end);
    pthread_mutex_unlock(&j->mutex);
}

static void *jobs_main(void *data) {
    jobs *j = data;
    thread_block_signals();
    thread_yield_to_others();
    pthread_setname_np(pthread_self(), "jobs");
    j->reader = store_reader_open(j->store);
    if (j->reader == NULL)
        return NULL;
    while (!is_ending(j))
        pause_for(j, look(j));
    store_reader_close(j->reader);
    return NULL;
}

jobs *jobs_start(store *s, const job_plan *plans, size_t count) {
    jobs *j = memory_zalloc(sizeof *j);
    j->store = s;
    j->plans = plans;
    j->count = count;
    j->holder = uuid_new();
    pthread_mutex_init(&j->mutex, NULL);
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC); // as monotonic_now
    pthread_cond_init(&j->changed, &attributes);
    pthread_condattr_destroy(&attributes);
    int error = pthread_create(&j->thread, NULL, jobs_main, j);
    if (error == 0)
        return j;
    // As with memory: a machine that cannot give a few threads at the start cannot serve.
    log_critical(LOGGER, "the thread of the jobs could not start: error %d", error);
    abort();
}

jobs *jobs_stop(jobs *j) {
    if (j == NULL)
        return NULL;
    pthread_mutex_lock(&j->mutex);
    j->ending = true;
    pthread_mutex_unlock(&j->mutex);
    pthread_cond_signal(&j->changed);
    pthread_join(j->thread, NULL);
    pthread_cond_destroy(&j->changed);
    pthread_mutex_destroy(&j->mutex);
    free(j);
    return NULL;
}
