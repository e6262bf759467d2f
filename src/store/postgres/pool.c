// Sessions are dear to open and dear to the server, so they are kept, up to a size, the one with the lowest number to be used
// next: those that are not needed get old and are closed, and those that write at the same time have numbers near to one another.
// While the server is away one failed attempt speaks for all that come within a moment, so that nobody tries what was just tried;
// where it is only full they get what others give back.
#include "base/hash.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/timestamp.h"
#include "store/postgres/postgres.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define LOGGER "tessera.store"

enum {
    AWAY_MICROSECONDS = 500000, // how long a failed attempt to connect speaks for others
    // The numbers of one server's links follow one another, those of the next begin so much further on: of 32 parts (counts.c)
    // two servers that were started one after the other share none while each writes through 12 links.
    NUMBERS_APART = 12,
    SERVERS = 1 << 20,
};

struct pool {
    pool_options options;
    _Atomic(uint64_t) losses;
    _Atomic(bool) lent;
    pthread_mutex_t mutex; // guards what follows
    pthread_cond_t changed;
    pg_link *resting; // by their numbers
    unsigned rests, open, waiting;
    unsigned char *numbers; // of links, a byte for each: whether one has it
    unsigned first_number;
    int64_t failed_at; // monotonic; 0: the last attempt to connect went well
    char *statements[STATEMENTS_MAXIMUM];
    int numbered;
};

pool *pool_new(const pool_options *options) {
    pool *p = memory_zalloc(sizeof *p);
    p->options = *options;
    p->numbers = memory_zalloc(options->size + options->overflow + 1);
    // So that two servers hardly ever have the same numbers: one that does not know its own begins by chance.
    unsigned server = options->server >= 0 ? (unsigned)options->server : (unsigned)hash_bytes(&p, sizeof p, 0);
    p->first_number = server % SERVERS * NUMBERS_APART;
    pthread_mutex_init(&p->mutex, NULL);
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC); // as monotonic_now
    pthread_cond_init(&p->changed, &attributes);
    pthread_condattr_destroy(&attributes);
    return p;
}

pool *pool_free(pool *p) {
    if (p == NULL)
        return NULL;
    for (pg_link *l = p->resting, *next; l != NULL; l = next) {
        next = l->next;
        link_close(l);
    }
    for (int i = 0; i < p->numbered; i++)
        free(p->statements[i]);
    pthread_cond_destroy(&p->changed);
    pthread_mutex_destroy(&p->mutex);
    free(p->numbers);
    free(p);
    return NULL;
}

const pool_options *pool_get_options(const pool *p) {
    return &p->options;
}

int pool_number_statement(pool *p, const char *sql) {
    int number = 0;
    pthread_mutex_lock(&p->mutex);
    while (number < p->numbered && strcmp(p->statements[number], sql) != 0)
        number++;
    if (number == STATEMENTS_MAXIMUM)
        number = -1;
    else if (number == p->numbered)
        p->statements[p->numbered++] = memory_strdup(sql);
    pthread_mutex_unlock(&p->mutex);
    return number;
}

void pg_statement_name(const char *text, char out[STATEMENT_NAME_BYTES]) {
    snprintf(out, STATEMENT_NAME_BYTES, "s%016" PRIx64, hash_bytes(text, strlen(text), 0));
}

// --- under the mutex -------------------------------------------------------------------------------------------------

static bool is_old(const pool *p, const pg_link *l, int64_t now) {
    return now - l->opened_at > p->options.life ||
           (now - l->rested_at > p->options.idle && p->open > p->options.minimum);
}

// The lowest number that is free.
static unsigned number_take(pool *p) {
    unsigned number = 0, most = p->options.size + p->options.overflow;
    while (number < most && p->numbers[number])
        number++;
    p->numbers[number] = true;
    return p->first_number + number;
}

static void link_uncount(pool *p, unsigned number) {
    p->numbers[number - p->first_number] = false;
    p->open--;
}

// Takes what has got old, or is too much, out of the pool, for the caller to close without the mutex.
static pg_link *old_take(pool *p, int64_t now) {
    pg_link *old = NULL;
    unsigned place = 0;
    for (pg_link **at = &p->resting; *at != NULL;) {
        pg_link *l = *at;
        if (++place <= p->options.size && !is_old(p, l, now)) {
            at = &l->next;
            continue;
        }
        *at = l->next;
        l->next = old;
        old = l;
        p->rests--;
        link_uncount(p, l->number);
    }
    return old;
}

static pg_link *resting_take(pool *p) {
    pg_link *l = p->resting;
    if (l != NULL) {
        p->resting = l->next;
        p->rests--;
    }
    return l;
}

static void resting_put(pool *p, pg_link *l) {
    pg_link **at = &p->resting;
    while (*at != NULL && (*at)->number < l->number)
        at = &(*at)->next;
    l->next = *at;
    *at = l;
    p->rests++;
}

static bool is_away(const pool *p) {
    return p->failed_at != 0 && monotonic_now() - p->failed_at < AWAY_MICROSECONDS;
}

static struct timespec time_of(int64_t monotonic) {
    return (struct timespec){.tv_sec = monotonic / 1000000, .tv_nsec = monotonic % 1000000 * 1000};
}

// Where none could be opened a moment ago, one that another request is done with does as well: the server may just be full.
static bool other_wait(pool *p) {
    struct timespec end = time_of(p->failed_at + AWAY_MICROSECONDS);
    int waited = 0;
    p->waiting++;
    while (p->resting == NULL && p->open > 0 && is_away(p) && waited == 0)
        waited = pthread_cond_timedwait(&p->changed, &p->mutex, &end);
    p->waiting--;
    return p->resting != NULL;
}

// Waits until one rests or may be opened. False when the time is over or the server is away.
static bool room_wait(pool *p) {
    if (is_away(p))
        return other_wait(p);
    struct timespec end = time_of(monotonic_now() + p->options.wait);
    int waited = 0;
    p->waiting++;
    while (p->resting == NULL && p->open >= p->options.size + p->options.overflow && waited == 0)
        waited = pthread_cond_timedwait(&p->changed, &p->mutex, &end);
    p->waiting--;
    if (waited != 0)
        log_warning(LOGGER, "all %u connections to the database were in use for too long", p->open);
    return waited == 0 && (p->resting != NULL || !is_away(p));
}

// --- taking and giving -----------------------------------------------------------------------------------------------

static void close_all(pg_link *l) {
    for (pg_link *next; l != NULL; l = next) {
        next = l->next;
        link_close(l);
    }
}

static void link_lost(pool *p, pg_link *l) {
    atomic_fetch_add(&p->losses, 1);
    unsigned number = l->number;
    link_close(l);
    pthread_mutex_lock(&p->mutex);
    link_uncount(p, number);
    pthread_mutex_unlock(&p->mutex);
    pthread_cond_signal(&p->changed);
}

// Room for the session was counted already.
static pg_link *link_make(pool *p) {
    char message[512];
    pg_link *l = link_open(&p->options, message, sizeof message);
    pthread_mutex_lock(&p->mutex);
    bool was_away = p->failed_at != 0;
    p->failed_at = l == NULL ? monotonic_now() : 0;
    if (l == NULL)
        p->open--;
    else
        l->number = number_take(p);
    pthread_mutex_unlock(&p->mutex);
    if (l == NULL) {
        pthread_cond_signal(&p->changed);
        log_line(was_away ? LOG_DEBUG : LOG_ERROR, LOGGER, "%s", message);
    } else if (was_away) {
        log_info(LOGGER, "the database answers again");
    }
    return l;
}

pg_link *pool_take(pool *p) {
    for (;;) {
        pthread_mutex_lock(&p->mutex);
        pg_link *old = old_take(p, monotonic_now());
        bool room = room_wait(p);
        pg_link *l = room ? resting_take(p) : NULL;
        p->open += room && l == NULL;
        pthread_mutex_unlock(&p->mutex);
        close_all(old);
        if (!room)
            return NULL;
        if (l == NULL) {
            l = link_make(p);
            if (l != NULL)
                return l;
        } else if (link_drain(l)) {
            return l;
        } else {
            link_lost(p, l);
        }
    }
}

void pool_give(pool *p, pg_link *l) {
    if (l->broken || PQstatus(l->handle) != CONNECTION_OK) {
        link_lost(p, l);
        return;
    }
    l->rested_at = monotonic_now();
    pthread_mutex_lock(&p->mutex);
    resting_put(p, l);
    pg_link *old = old_take(p, l->rested_at);
    pthread_mutex_unlock(&p->mutex);
    pthread_cond_signal(&p->changed);
    close_all(old);
}

void pool_note_lent(pool *p) {
    if (!atomic_exchange(&p->lent, true))
        log_error(LOGGER,
                  "a session has other prepared statements than it was given: behind a pooler that lends sessions "
                  "TESSERA_DB_PREPARE must be false");
}

uint64_t pool_losses(const pool *p) {
    return atomic_load(&p->losses);
}

store_pool_statistics pool_statistics(pool *p) {
    pthread_mutex_lock(&p->mutex);
    store_pool_statistics now = {.size = p->options.size,
                                 .maximum = p->options.size + p->options.overflow,
                                 .open = p->open,
                                 .resting = p->rests,
                                 .waiting = p->waiting};
    pthread_mutex_unlock(&p->mutex);
    return now;
}
