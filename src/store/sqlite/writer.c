// Syncing a commit costs far more than a write, so writes that are queued share one. How many are worth waiting for is
// learnt from how long a commit takes and how many writes came last time.
//
// A write that takes itself back must not take the others of its group with it. A savepoint around each would do, but
// makes SQLite copy each page before changing it, for a case that hardly ever comes. So a group runs without; when one
// of its writes has to be taken back, the whole group is rolled back and run again, with savepoints.
#include "store/sqlite/writer.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/timestamp.h"
#include "store/sqlite/log_file.h"
#include "store/sqlite/log_keeper.h"
#include "store/store_engine.h"
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#define LOGGER "tessera.store"

enum {
    GROUP_MICROSECONDS = 10000, // a transaction that has run for this long takes no further writes
    // Nor does one that has run for this many times a commit's usual time. Where syncs are cheap, groups stay small, so that
    // the clients of one group are answered and ask again while the next group runs; where they are dear, all share one.
    GROUP_COMMITS = 2,
    // What part of a commit's usual time may be spent waiting for writes that are likely to come: clients that were just
    // answered mostly write again at once, and would otherwise wait for the next commit.
    PATIENCE_PART = 4,
    COMMIT_TIMES = 8, // commits over which their time is averaged
    // Groups that run with savepoints after a write had to be taken back: one seldom comes alone.
    CAREFUL_GROUPS = 32,
    TROUBLE_MICROSECONDS = 1000000, // between two tries to write while nothing can be written and nobody asks
};

struct writer {
    db *connection;
    pthread_t thread;
    size_t queue_maximum, group_maximum;
    _Atomic(uint64_t) *commits;
    store *store;
    _Atomic(uint64_t) writes_run, commits_done;
    atomic_size_t busy; // writes in the group

    pthread_mutex_t mutex; // guards the queue
    pthread_cond_t filled;
    store_write *first, *last;
    size_t queued;
    uint64_t refused;
    bool sleeping, closing;

    // The writer thread's own.
    store_write **group; // room for group_maximum
    bool *lost;          // of each: its changes were taken back against its will
    size_t count;        // writes in the group
    size_t ran;          // of them, those that were run
    size_t kept;         // of them, those that keep their changes
    size_t expected;     // writes that were waiting when the last group ended, or likely to come because of it
    int64_t commit_time; // microseconds that a commit takes, on average
    unsigned careful;    // groups that are still to run with savepoints
    log_keeper log;
};

// --- the queue -------------------------------------------------------------------------------------------------------

bool writer_submit(writer *w, store_write *write) {
    write->next = NULL;
    pthread_mutex_lock(&w->mutex);
    bool taken = !w->closing && w->queued < w->queue_maximum;
    bool wake = false;
    if (taken) {
        if (w->first == NULL)
            w->first = write;
        else
            w->last->next = write;
        w->last = write;
        w->queued++;
        wake = w->sleeping;
        w->sleeping = false;
    } else {
        w->refused++;
    }
    pthread_mutex_unlock(&w->mutex);
    if (wake)
        pthread_cond_signal(&w->filled);
    return taken;
}

// Sleeps until a write may have come. False when the time is over. The mutex is held.
static bool queue_wait(writer *w, int64_t until) {
    if (monotonic_now() >= until)
        return false;
    w->sleeping = true;
    if (until == INT64_MAX) {
        pthread_cond_wait(&w->filled, &w->mutex);
        return true;
    }
    struct timespec end = {.tv_sec = until / 1000000, .tv_nsec = until % 1000000 * 1000};
    pthread_cond_timedwait(&w->filled, &w->mutex, &end);
    return true;
}

// Moves queued writes into the group while it has room, sleeping until the time `until` (monotonic; 0: not at all, INT64_MAX:
// for ever) while there is none. False when nothing came.
static bool group_fill(writer *w, int64_t until) {
    size_t before = w->count;
    pthread_mutex_lock(&w->mutex);
    while (w->first == NULL && !w->closing && queue_wait(w, until))
        ;
    w->sleeping = false;
    while (w->first != NULL && w->count < w->group_maximum) {
        w->group[w->count++] = w->first;
        w->first = w->first->next;
        w->queued--;
    }
    atomic_store_explicit(&w->busy, w->count, memory_order_relaxed);
    pthread_mutex_unlock(&w->mutex);
    return w->count > before;
}

static size_t queue_length(writer *w) {
    pthread_mutex_lock(&w->mutex);
    size_t length = w->queued;
    pthread_mutex_unlock(&w->mutex);
    return length;
}

// --- a group ---------------------------------------------------------------------------------------------------------

// Tells the first `count` writes of the group how they ended, why where they were not kept, and takes them out of it.
static void group_settle(writer *w, size_t count, store_outcome outcome, const char *reason) {
    for (size_t i = 0; i < count; i++) { // the write may be gone after its end
        w->group[i]->reason = reason;
        w->group[i]->done(w->group[i], outcome == STORE_KEPT && w->lost[i] ? STORE_LOST : outcome);
    }
    w->count -= count;
    atomic_store_explicit(&w->busy, w->count, memory_order_relaxed);
    for (size_t i = 0; i < w->count; i++)
        w->group[i] = w->group[count + i];
}

typedef enum run_result {
    RUN_GOOD,
    RUN_AGAIN, // a write must be taken back that has no savepoint
    RUN_LOST,  // the transaction is gone
} run_result;

// How the transaction stands after a write.
static run_result write_end(writer *w, bool keep, bool changed) {
    if (!sqlite_in_transaction(sqlite_of(w->connection)))
        return RUN_LOST; // SQLite gave it up by itself: a full disk, a failed read
    if (w->careful == 0)
        return keep || !changed ? RUN_GOOD : RUN_AGAIN;
    db_status ended = keep ? db_savepoint_release(w->connection) : db_savepoint_rollback(w->connection);
    return ended == DB_OK ? RUN_GOOD : RUN_LOST;
}

// Runs one write. A savepoint of its own would make SQLite copy every page that it touches, and a refused write has
// hardly ever changed anything: so savepoints are used only while the writer is careful.
static run_result write_run(writer *w, size_t index) {
    store_write *write = w->group[index];
    sqlite3 *handle = sqlite_of(w->connection)->handle;
    w->lost[index] = false;
    db_clear_failure(w->connection);
    if (w->careful > 0 && db_savepoint_begin(w->connection) != DB_OK)
        return RUN_LOST;
    int64_t before = sqlite3_total_changes64(handle);
    bool keep = write->run(write, w->connection);
    // A write that keeps its changes although a statement of it failed would keep half of them.
    if (keep && db_has_failed(w->connection)) {
        w->lost[index] = true;
        keep = false;
    }
    w->kept += keep;
    return write_end(w, keep, sqlite3_total_changes64(handle) != before);
}

// Runs the writes of the group, those that are queued meanwhile, and those that are worth waiting for.
static run_result group_run(writer *w) {
    int64_t longest = w->commit_time * GROUP_COMMITS, patience = w->commit_time / PATIENCE_PART;
    int64_t until = monotonic_now() + (longest < GROUP_MICROSECONDS ? longest : GROUP_MICROSECONDS);
    bool more;
    do {
        while (w->ran < w->count) {
            w->ran++;
            run_result result = write_run(w, w->ran - 1);
            if (result != RUN_GOOD)
                return result;
        }
        int64_t begin = monotonic_now();
        more = begin < until && w->count < w->group_maximum &&
               group_fill(w, w->count < w->expected ? begin + patience : 0);
        patience -= monotonic_now() - begin;
    } while (more);
    return RUN_GOOD;
}

// Runs the group in a new transaction.
static run_result group_begin(writer *w) {
    w->ran = w->kept = 0;
    w->connection->marks = 0;
    sqlite_of(w->connection)->fault = SQLITE_OK;
    db_clear_failure(w->connection);
    log_keeper_allow_waiting(&w->log, BUSY_MILLISECONDS * INT64_C(1000));
    return db_execute(w->connection, "BEGIN IMMEDIATE") ? group_run(w) : RUN_LOST;
}

static bool group_keep(writer *w) {
    int64_t begin = monotonic_now();
    if (!db_execute(w->connection, "COMMIT"))
        return false;
    int64_t took = monotonic_now() - begin;
    w->commit_time += (took - w->commit_time) / COMMIT_TIMES;
    histogram_add_alone(&w->store->measures.commit_time, &store_time_scale, took);
    histogram_add_alone(&w->store->measures.group_writes, &store_group_scale, (int64_t)w->ran);
    atomic_store_explicit(&w->store->shared_by, w->ran, memory_order_relaxed);
    atomic_fetch_add_explicit(&w->commits_done, 1, memory_order_relaxed);
    atomic_fetch_add_explicit(w->commits, 1, memory_order_release);
    store_tell(w->store, w->connection->marks);
    return true;
}

// How many writes of the group will be followed by another one.
static size_t returning(const writer *w) {
    size_t count = w->count - w->ran; // which are not run yet
    for (size_t i = 0; i < w->ran; i++)
        count += w->group[i]->returns;
    return count;
}

// One transaction. What was not run because the transaction broke stays in the group, for the next.
static void group_commit(writer *w) {
    int64_t began = monotonic_now();
    run_result result = group_begin(w);
    if (result == RUN_AGAIN && db_execute(w->connection, "ROLLBACK")) {
        w->careful = CAREFUL_GROUPS;
        result = group_begin(w);
    }
    if (w->ran == 0) { // the transaction did not even begin
        const char *reason = log_keeper_failed(&w->log);
        group_settle(w, w->count, db_is_locked(w->connection) ? STORE_LOCKED : STORE_LOST, reason);
        return;
    }
    bool good = result == RUN_GOOD, unknown = false;
    atomic_fetch_add_explicit(&w->writes_run, w->ran, memory_order_relaxed);
    // Nothing to keep: rolled back, which needs no sync. Those writes took themselves back, and that stands.
    if (good && w->kept > 0) {
        good = group_keep(w);
        unknown = !good && log_file_is_uncertain(sqlite_of(w->connection)->handle);
    }
    if (sqlite_in_transaction(sqlite_of(w->connection)))
        db_execute(w->connection, "ROLLBACK");
    histogram_add_alone(&w->store->measures.transaction_time, &store_time_scale, monotonic_now() - began);
    counter_add_alone(&w->store->measures.failed, !good);
    if (!good)
        log_error(LOGGER, "a transaction of %zu writes failed; %s", w->ran,
                  unknown ? "after a restart it may be there all the same" : "nothing of it was kept");
    const char *reason = log_keeper_failed(&w->log);
    if (w->careful > 0)
        w->careful--;
    w->expected = returning(w) + queue_length(w);
    group_settle(w, w->ran, good ? STORE_KEPT : unknown ? STORE_UNKNOWN : STORE_LOST, reason);
}

// --- the thread ------------------------------------------------------------------------------------------------------

static bool is_closing(writer *w) {
    pthread_mutex_lock(&w->mutex);
    bool closing = w->closing;
    pthread_mutex_unlock(&w->mutex);
    return closing;
}

// Takes what is queued into the group, sleeping while nothing is. False at the end. While nothing can be written, it looks now
// and then whether something can, so that whoever asks is told.
static bool group_await(writer *w) {
    while (w->count == 0) {
        bool trouble = log_keeper_trouble(&w->log) != NULL;
        if (group_fill(w, trouble ? monotonic_now() + TROUBLE_MICROSECONDS : INT64_MAX))
            return true;
        if (is_closing(w))
            return false;
        log_keeper_ready(&w->log);
    }
    return true;
}

static void *writer_main(void *data) {
    writer *w = data;
    pthread_setname_np(pthread_self(), "store-writer");
    log_keeper_begin(&w->log);
    while (group_await(w)) {
        if (!log_keeper_ready(&w->log)) {
            group_settle(w, w->count, STORE_LOST, log_keeper_trouble(&w->log));
            continue;
        }
        group_commit(w);
        if (log_keeper_trouble(&w->log) == NULL)
            log_keeper_tend(&w->log);
    }
    return NULL;
}

static writer *writer_free(writer *w) {
    log_keeper_stop(&w->log);
    pthread_cond_destroy(&w->filled);
    pthread_mutex_destroy(&w->mutex);
    free(w->group);
    free(w->lost);
    free(w);
    return NULL;
}

writer *writer_start(store *s, db *connection, const store_options *options, _Atomic(uint64_t) *commits) {
    writer *w = memory_zalloc(sizeof *w);
    w->connection = connection;
    w->queue_maximum = options->queue_maximum > 0 ? options->queue_maximum : 1;
    w->group_maximum = options->group_commit_maximum > 0 ? options->group_commit_maximum : 1;
    w->commits = commits;
    w->store = s;
    w->group = memory_zalloc(w->group_maximum * sizeof(store_write *));
    w->lost = memory_zalloc(w->group_maximum * sizeof(bool));
    pthread_mutex_init(&w->mutex, NULL);
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC); // as monotonic_now
    pthread_cond_init(&w->filled, &attributes);
    pthread_condattr_destroy(&attributes);
    log_keeper_start(&w->log, sqlite_of(connection), commits, options->reserve_bytes);
    if (pthread_create(&w->thread, NULL, writer_main, w) != 0)
        return writer_free(w);
    return w;
}

writer *writer_stop(writer *w) {
    if (w == NULL)
        return NULL;
    pthread_mutex_lock(&w->mutex);
    w->closing = true;
    pthread_mutex_unlock(&w->mutex);
    pthread_cond_signal(&w->filled);
    pthread_join(w->thread, NULL);
    return writer_free(w);
}

store_statistics writer_statistics(writer *w) {
    pthread_mutex_lock(&w->mutex);
    size_t waiting = w->queued;
    uint64_t refused = w->refused;
    pthread_mutex_unlock(&w->mutex);
    return (store_statistics){.waiting = waiting,
                              .refused = refused,
                              .busy = atomic_load_explicit(&w->busy, memory_order_relaxed),
                              .trouble = log_keeper_trouble(&w->log),
                              .writes = atomic_load_explicit(&w->writes_run, memory_order_relaxed),
                              .commits = atomic_load_explicit(&w->commits_done, memory_order_relaxed)};
}
