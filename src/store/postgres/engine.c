// A store in PostgreSQL: sessions in a pool, and nothing else. Whoever reads or writes does it in its own thread, with a session
// for as long as the transaction lasts.
//
// Several transactions write at once, here and in other servers, so one may be lost to another through no fault of its own:
// it is then run again as a whole. READ COMMITTED is enough, since what decides locks first what it decides on (db_lock).
#include "base/log.h"
#include "base/memory.h"
#include "base/timestamp.h"
#include "store/postgres/postgres.h"
#include "store/store_engine.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <time.h>

#define LOGGER "tessera.store"

enum {
    WRITE_ATTEMPTS = 6,
    PAUSE_MICROSECONDS = 2000,       // at most, before the second attempt; doubles
    TROUBLE_MICROSECONDS = 10000000, // for which the last write that failed speaks for others
};

typedef struct postgres_store {
    store base; // first
    char url[URL_MAXIMUM];
    char begin_read[384], begin_write[384];
    pool *pool;
    pthread_mutex_t mutex; // guards what follows
    pg_db *writers;        // connections that write, at rest
    _Atomic(uint64_t) writes, commits, views;
    // Why the last write failed, where that holds for every write, and when; NULL: nothing is known, or one went well since.
    _Atomic(const char *) trouble;
    _Atomic(int64_t) trouble_at; // monotonic microseconds
} postgres_store;

static postgres_store *own(store *s) {
    return (postgres_store *)s;
}

// --- opening ---------------------------------------------------------------------------------------------------------

static pool_options pool_options_of(const postgres_store *s, const store_options *options) {
    return (pool_options){
        .url = s->url,
        .minimum = options->pool.minimum,
        .size = options->pool.size,
        .overflow = options->pool.overflow,
        .wait = options->pool.wait_seconds * INT64_C(1000000),
        .idle = options->pool.idle_seconds * INT64_C(1000000),
        .life = options->pool.life_seconds * INT64_C(1000000),
        .statement_time = options->pool.statement_milliseconds,
        .lock_time = options->pool.lock_milliseconds,
        .prepare = options->pool.prepare,
    };
}

// Limits are said in each transaction where the session may be another one's in the next.
static void begin_set_up(postgres_store *s, const pool_options *options) {
    char limits[256] = "";
    if (!options->prepare)
        link_limits(options, true, limits, sizeof limits);
    snprintf(s->begin_read, sizeof s->begin_read, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;%s", limits);
    snprintf(s->begin_write, sizeof s->begin_write, "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;%s", limits);
}

// The session that migrates has no time limits, so it is not one of the pool's.
static bool migrate(postgres_store *s, pool_options *options, char *message, size_t message_size) {
    pg_link *l = link_open(options, message, message_size);
    if (l == NULL)
        return false;
    snprintf(s->base.name, sizeof s->base.name, "postgresql, %s on %s port %s", PQdb(l->handle), PQhost(l->handle),
             PQport(l->handle));
    bool good = pg_migrate(l, message, message_size);
    options->server = good ? pg_server_number(l) : -1;
    link_close(l);
    return good;
}

// Opens the sessions that are always kept.
static void pool_fill(postgres_store *s, unsigned minimum) {
    pg_link *taken = NULL;
    for (unsigned i = 0; i < minimum; i++) {
        pg_link *l = pool_take(s->pool);
        if (l == NULL)
            break;
        l->next = taken;
        taken = l;
    }
    for (pg_link *l = taken, *next; l != NULL; l = next) {
        next = l->next;
        pool_give(s->pool, l);
    }
}

static store *engine_close(store *base) {
    postgres_store *s = own(base);
    for (pg_db *d = s->writers, *next; d != NULL; d = next) {
        next = d->next;
        db_close(&d->base);
    }
    pool_free(s->pool);
    pthread_mutex_destroy(&s->mutex);
    free(s);
    return NULL;
}

static bool url_check(const char *url, char *message, size_t message_size) {
    char out[URL_MAXIMUM];
    return pg_url(url, out, message, message_size);
}

static store *engine_open(const store_options *options, char *message, size_t message_size) {
    postgres_store *s = memory_zalloc(sizeof *s);
    s->base.engine = &store_postgres;
    pthread_mutex_init(&s->mutex, NULL);
    if (!pg_url(options->url, s->url, message, message_size))
        return engine_close(&s->base);
    pool_options of_pool = pool_options_of(s, options);
    begin_set_up(s, &of_pool);
    if (!migrate(s, &of_pool, message, message_size))
        return engine_close(&s->base);
    s->pool = pool_new(&of_pool);
    pool_fill(s, of_pool.minimum);
    return &s->base;
}

// --- reading ---------------------------------------------------------------------------------------------------------

static db *reader_open(store *base) {
    pg_db *d = pg_db_new(own(base)->pool);
    d->reads = true;
    return &d->base;
}

static void reader_rest(store *base, db *d) {
    (void)base;
    pg_end(pg_of(d));
}

// Others write as well, so that nobody knows whether a view is as the one before: each has a number of its own.
static uint64_t reader_refresh(store *base, db *d) {
    postgres_store *s = own(base);
    pg_end(pg_of(d));
    pg_begin(pg_of(d), s->begin_read);
    return atomic_fetch_add_explicit(&s->views, 1, memory_order_relaxed) + 1;
}

static int64_t probe(store *base, db *reader) {
    (void)base;
    int64_t began = monotonic_now();
    db_query *q = db_prepare(reader, "SELECT 1 FROM teams LIMIT 1");
    db_step(q);
    return db_end(q) == DB_OK ? monotonic_now() - began : -1;
}

// --- writing ---------------------------------------------------------------------------------------------------------

static pg_db *writer_take(postgres_store *s) {
    pthread_mutex_lock(&s->mutex);
    pg_db *d = s->writers;
    if (d != NULL)
        s->writers = d->next;
    pthread_mutex_unlock(&s->mutex);
    return d != NULL ? d : pg_db_new(s->pool);
}

static void writer_give(postgres_store *s, pg_db *d) {
    pthread_mutex_lock(&s->mutex);
    d->next = s->writers;
    s->writers = d;
    pthread_mutex_unlock(&s->mutex);
}

typedef enum write_end {
    WRITE_KEPT,
    WRITE_REFUSED, // nothing is kept, and that is final
    WRITE_AGAIN,
    WRITE_UNKNOWN,
} write_end;

static write_end loss_end(const pg_db *d) {
    return d->loss == LOSS_SLOW || d->loss == LOSS_DENIED ? WRITE_REFUSED : WRITE_AGAIN;
}

static write_end write_commit(postgres_store *s, pg_db *d) {
    int64_t began = monotonic_now();
    switch (pg_commit(d)) {
    case COMMIT_DONE:
        histogram_add(&s->base.measures.commit_time, &store_time_scale, monotonic_now() - began);
        histogram_add(&s->base.measures.group_writes, &store_group_scale, 1);
        atomic_fetch_add_explicit(&s->commits, 1, memory_order_relaxed);
        store_tell(&s->base, d->base.marks);
        if (atomic_load_explicit(&s->trouble, memory_order_relaxed) != NULL)
            atomic_store(&s->trouble, NULL);
        return WRITE_KEPT;
    case COMMIT_LOST:
        return loss_end(d);
    case COMMIT_UNKNOWN:
        return WRITE_UNKNOWN;
    default:
        return WRITE_REFUSED;
    }
}

// One transaction. A loss makes whatever `run` concluded void.
static write_end write_try(postgres_store *s, pg_db *d, store_write *write) {
    if (!pg_begin(d, s->begin_write))
        return WRITE_REFUSED;
    db_clear_failure(&d->base);
    d->base.marks = 0;
    atomic_fetch_add_explicit(&s->writes, 1, memory_order_relaxed);
    int64_t began = monotonic_now();
    bool keep = write->run(write, &d->base);
    write_end end;
    if (d->loss != LOSS_NONE)
        end = loss_end(d);
    else if (!keep)
        end = WRITE_KEPT; // it took itself back: its verdict stands
    else if (db_has_failed(&d->base))
        end = WRITE_REFUSED;
    else
        end = write_commit(s, d);
    pg_end(d);
    histogram_add(&s->base.measures.transaction_time, &store_time_scale, monotonic_now() - began);
    counter_add(&s->base.measures.failed, end != WRITE_KEPT);
    return end;
}

// A while that differs from transaction to transaction, so that those that met do not meet again.
static void pause_before(unsigned attempt) {
    uint32_t chance = 0;
    if (getrandom(&chance, sizeof chance, GRND_NONBLOCK) < 0)
        chance = (uint32_t)monotonic_now();
    long most = PAUSE_MICROSECONDS << attempt;
    nanosleep(&(struct timespec){.tv_nsec = (long)(chance % (uint32_t)most) * 1000}, NULL);
}

static void trouble_note(postgres_store *s, const char *fault) {
    if (fault != NULL && atomic_exchange(&s->trouble, fault) != fault)
        log_error(LOGGER, "nothing can be written for now: %s", fault);
    if (fault != NULL)
        atomic_store(&s->trouble_at, monotonic_now());
}

// Nobody tries to write but those who ask, so that after a while without them nothing is known.
static const char *trouble_of(const postgres_store *s) {
    const char *trouble = atomic_load(&s->trouble);
    return trouble != NULL && monotonic_now() - atomic_load(&s->trouble_at) < TROUBLE_MICROSECONDS ? trouble : NULL;
}

static bool submit(store *base, store_write *write) {
    postgres_store *s = own(base);
    pg_db *d = writer_take(s);
    write_end end = write_try(s, d, write);
    bool unknown = end == WRITE_UNKNOWN; // what fails after that says nothing of it
    for (unsigned attempt = 1; attempt < WRITE_ATTEMPTS; attempt++) {
        if (end != WRITE_AGAIN && !(end == WRITE_UNKNOWN && write->finds_out))
            break;
        pause_before(attempt);
        end = write_try(s, d, write);
        unknown = unknown || end == WRITE_UNKNOWN;
    }
    if (end != WRITE_KEPT)
        trouble_note(s, d->fault);
    write->reason = d->fault != NULL ? d->fault : trouble_of(s);
    writer_give(s, d);
    write->done(write, end == WRITE_KEPT ? STORE_KEPT : unknown ? STORE_UNKNOWN : STORE_LOST);
    return true;
}

static store_statistics statistics(const store *base) {
    const postgres_store *s = (const postgres_store *)base;
    return (store_statistics){.trouble = trouble_of(s),
                              .writes = atomic_load_explicit(&s->writes, memory_order_relaxed),
                              .commits = atomic_load_explicit(&s->commits, memory_order_relaxed),
                              .pool = pool_statistics(s->pool)};
}

static bool backup(const char *url, const char *file, store_progress *progress, void *data, char *message,
                   size_t message_size) {
    (void)url;
    (void)file;
    (void)progress;
    (void)data;
    return refuse(message, message_size,
                  "PostgreSQL is backed up and restored by its own tools: pg_dump, pg_restore, pg_basebackup");
}

static bool restore(const char *url, const char *file, store_progress *progress, void *data, char *kept,
                    size_t kept_size, char *message, size_t message_size) {
    (void)kept;
    (void)kept_size;
    return backup(url, file, progress, data, message, message_size);
}

const store_engine store_postgres = {
    .blocks = true,
    .url_check = url_check,
    .open = engine_open,
    .close = engine_close,
    .reader_open = reader_open,
    .reader_refresh = reader_refresh,
    .reader_rest = reader_rest,
    .submit = submit,
    .statistics = statistics,
    .probe = probe,
    .backup = backup,
    .restore = restore,
};
