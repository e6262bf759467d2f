// One thread, so that the database is read once whatever the number of streams. Whoever commits only raises a flag; what several
// raise within GAP_MICROSECONDS is sealed and read together.
#include "server/event_hub.h"
#include "base/container.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/timestamp.h"
#include "domain/audit_seal.h"
#include "net/thread_background.h"
#include "net/thread_signals.h"
#include "server/app.h"
#include "server/event_ring.h"
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <time.h>

#define LOGGER "tessera.server"

enum {
    SEALED_AT_ONCE = 100, // as the job does (jobs.c)
    READ_AT_ONCE = 128,   // events
    PIECE_BYTES = 32768,  // of older events that are given at once, one event more or less
    LOOKED_AT = 1024,     // of which as many are looked at for it
    ARENA_KEPT = 1 << 20,
    GAP_MICROSECONDS = 50000,
    TICK_MICROSECONDS = 1000000,
};

typedef struct caller_count {
    siphash_tag caller;
    size_t streams;
} caller_count;

struct event_hub {
    app *app;
    pthread_t thread;
    bool started;
    db *reader; // the thread's
    arena *arena;
    feed_event *read; // room for READ_AT_ONCE
    atomic_bool noted;
    atomic_bool awake;     // a stream is open
    pthread_mutex_t mutex; // guards what follows
    pthread_cond_t changed;
    bool ending;
    size_t open;
    caller_count *callers;
    size_t caller_count, caller_room;
    event_hub_state state;
    event_ask *asks, **last_ask;
    event_watch *watches;
    event_ring ring; // the newest events
};

event_hub *event_hub_new(app *app) {
    event_hub *h = memory_zalloc(sizeof *h);
    h->app = app;
    h->last_ask = &h->asks;
    h->state.maximum = app->config->event_streams;
    pthread_mutex_init(&h->mutex, NULL);
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC); // as monotonic_now
    pthread_cond_init(&h->changed, &attributes);
    pthread_condattr_destroy(&attributes);
    return h;
}

bool event_hub_gather(event_hub *h, const event_view *view, int64_t *position, buffer *out, size_t enough) {
    pthread_mutex_lock(&h->mutex);
    bool good = event_ring_gather(&h->ring, view, position, out, enough);
    pthread_mutex_unlock(&h->mutex);
    return good;
}

// --- sealing and reading ---------------------------------------------------------------------------------------------

// Needs no lease: audit_seal_keep writes nothing where another server, or the job of this one, was faster.
typedef struct seal_write {
    store_write write;
    const audit_seal_draft *draft;
    sem_t ended;
    bool kept;
} seal_write;

static bool seal_run(store_write *write, db *d) {
    seal_write *w = container_of(write, seal_write, write);
    return audit_seal_keep(d, w->draft) > 0;
}

static void seal_done(store_write *write, store_outcome outcome) {
    seal_write *w = container_of(write, seal_write, write);
    w->kept = outcome == STORE_KEPT;
    sem_post(&w->ended);
}

static bool seal_keep(event_hub *h, const audit_seal_draft *draft) {
    seal_write w = {.write = {.run = seal_run, .done = seal_done}, .draft = draft};
    sem_init(&w.ended, 0, 0);
    if (store_submit(h->app->store, &w.write))
        while (sem_wait(&w.ended) != 0)
            ;
    sem_destroy(&w.ended);
    return w.kept;
}

// A view of the database as it is now. False: it cannot be had.
static bool view_begin(event_hub *h) {
    if (h->reader == NULL)
        h->reader = store_reader_open(h->app->store);
    if (h->reader == NULL)
        return false;
    arena_reset(h->arena, ARENA_KEPT);
    store_reader_refresh(h->app->store, h->reader);
    db_clear_failure(h->reader);
    return true;
}

static bool view_end(event_hub *h) {
    bool failed = db_has_failed(h->reader);
    store_reader_rest(h->app->store, h->reader);
    return !failed;
}

// Seals what waits for it. What cannot be sealed now is with the next turn.
static void seal(event_hub *h) {
    while (view_begin(h)) {
        const audit_seal_draft *draft = audit_seal_prepare(h->reader, SEALED_AT_ONCE, h->arena);
        if (!view_end(h) || draft == NULL || !seal_keep(h, draft))
            return;
    }
}

// Keeps the next events. Gives how many there were; none, too, where the database failed.
static size_t read_next(event_hub *h, int64_t sequence) {
    if (!view_begin(h))
        return 0;
    size_t count = event_feed_read(h->reader, &sequence, READ_AT_ONCE, h->read, h->arena);
    if (!view_end(h))
        return 0;
    event_entry *entries[READ_AT_ONCE];
    for (size_t i = 0; i < count; i++)
        entries[i] = event_entry_new(&h->read[i]);
    pthread_mutex_lock(&h->mutex);
    if (count > 0 && sequence > h->ring.last + 1) // what was between is archived
        event_ring_begin(&h->ring, sequence);
    for (size_t i = 0; i < count; i++)
        event_ring_keep(&h->ring, entries[i]);
    h->state.events += count;
    h->state.position = h->ring.last;
    pthread_mutex_unlock(&h->mutex);
    return count;
}

// The number of the last event; negative: the database does not answer.
static int64_t ask_head(event_hub *h) {
    if (!view_begin(h))
        return -1;
    int64_t head = event_feed_head(h->reader);
    return view_end(h) ? head : -1;
}

// Where nothing is kept, or the trail is another one than that from which it was (a database that was put back, or a standby that
// took over without the last transactions), what is kept begins anew.
static void begin_to_keep(event_hub *h, int64_t head) {
    pthread_mutex_lock(&h->mutex);
    if (h->ring.is_kept && head < h->ring.last) {
        log_warning(LOGGER, "the audit trail ends at event %lld, and event %lld was told of", (long long)head,
                    (long long)h->ring.last);
        event_ring_forget(&h->ring);
    }
    if (!h->ring.is_kept)
        event_ring_begin(&h->ring, head > EVENT_RING_EVENTS ? head - EVENT_RING_EVENTS + 1 : 1);
    pthread_mutex_unlock(&h->mutex);
}

// Brings what is kept up to date. False: the database does not answer.
static bool catch_up(event_hub *h) {
    seal(h);
    int64_t head = ask_head(h);
    if (head < 0)
        return false;
    begin_to_keep(h, head);
    while (h->ring.last < head && read_next(h, h->ring.last + 1) > 0) // nobody else changes `last`
        ;
    return h->ring.last >= head;
}

// --- answering -------------------------------------------------------------------------------------------------------

static void answer_gone(event_ask *ask, int64_t first) {
    ask->answer = EVENTS_GONE;
    ask->position = first - 1;
}

// Behind an event that is not kept here: perhaps there is an archive before what the database has.
static void answer_joining_far_back(event_hub *h, event_ask *ask) {
    bool viewed = view_begin(h);
    int64_t first = viewed ? event_feed_first(h->reader) : 0;
    if (!viewed || !view_end(h))
        ask->answer = EVENTS_NO_DATABASE;
    else if (ask->position == EVENTS_FROM_FIRST)
        ask->position = first - 1;
    else if (ask->position + 1 < first)
        answer_gone(ask, first);
}

static void answer_joining(event_hub *h, event_ask *ask, bool current) {
    if (!current)
        ask->answer = EVENTS_NO_DATABASE;
    else if (ask->position > h->ring.last)
        ask->answer = EVENTS_UNKNOWN_POSITION;
    else if (ask->position == EVENTS_FROM_NOW)
        ask->position = h->ring.last;
    else if (ask->position + 1 < h->ring.first)
        answer_joining_far_back(h, ask);
}

static void answer_with_events(event_hub *h, event_ask *ask) {
    if (ask->position > h->ring.last) {
        ask->answer = EVENTS_UNKNOWN_POSITION;
        return;
    }
    for (size_t looked = 0; looked < LOOKED_AT && ask->piece.length < PIECE_BYTES;) {
        if (!view_begin(h)) {
            ask->answer = EVENTS_NO_DATABASE;
            return;
        }
        int64_t first = ask->position + 1;
        size_t count = event_feed_read(h->reader, &first, READ_AT_ONCE, h->read, h->arena);
        if (!view_end(h))
            ask->answer = EVENTS_NO_DATABASE;
        if (count == 0)
            return;
        if (first > ask->position + 1) {
            answer_gone(ask, first);
            return;
        }
        for (size_t i = 0; i < count && ask->piece.length < PIECE_BYTES; i++, looked++) {
            event_entry *entry = event_entry_new(&h->read[i]);
            if (entry != NULL)
                event_entry_append(entry, &ask->view, &ask->piece);
            free(entry);
            ask->position++;
        }
    }
}

static void answer_all(event_hub *h, event_ask *asks, bool current) {
    while (asks != NULL) {
        event_ask *ask = asks;
        asks = ask->next;
        ask->answer = EVENTS_GIVEN;
        if (ask->joins)
            answer_joining(h, ask, current);
        else
            answer_with_events(h, ask);
        http_loop_post(ask->loop, &ask->task); // from here on it is the loop's
    }
}

// --- the thread ------------------------------------------------------------------------------------------------------

static void wait_until(event_hub *h, int64_t until) {
    struct timespec end = {.tv_sec = until / 1000000, .tv_nsec = until % 1000000 * 1000};
    pthread_cond_timedwait(&h->changed, &h->mutex, &end);
}

static int64_t sooner(int64_t a, int64_t b) {
    return a < b ? a : b;
}

// Waits for something to do. Gives what was asked.
static event_ask *wait_for_work(event_hub *h, int64_t looked_at, int64_t ticked_at) {
    const int64_t poll = h->app->config->event_poll_milliseconds * 1000;
    pthread_mutex_lock(&h->mutex);
    while (!h->ending && h->open == 0 && h->asks == NULL) {
        event_ring_forget(&h->ring);
        pthread_cond_wait(&h->changed, &h->mutex);
    }
    int64_t until = sooner(looked_at + poll, ticked_at + TICK_MICROSECONDS);
    while (!h->ending && h->asks == NULL && monotonic_now() < until) {
        if (atomic_load(&h->noted))
            until = sooner(until, looked_at + GAP_MICROSECONDS);
        if (monotonic_now() < until)
            wait_until(h, until);
    }
    event_ask *asks = h->asks;
    h->asks = NULL;
    h->last_ask = &h->asks;
    pthread_mutex_unlock(&h->mutex);
    return asks;
}

static void tell_loops(event_hub *h) {
    pthread_mutex_lock(&h->mutex);
    for (event_watch *w = h->watches; w != NULL; w = w->next) {
        if (!w->told)
            http_loop_post(w->loop, &w->task);
        w->told = true;
    }
    pthread_mutex_unlock(&h->mutex);
}

static bool is_ending(event_hub *h) {
    pthread_mutex_lock(&h->mutex);
    bool ending = h->ending;
    pthread_mutex_unlock(&h->mutex);
    return ending;
}

static void *hub_main(void *data) {
    event_hub *h = data;
    int64_t looked_at = 0, ticked_at = 0;
    thread_block_signals();
    thread_yield_to_others();
    pthread_setname_np(pthread_self(), "events");
    while (!is_ending(h)) {
        event_ask *asks = wait_for_work(h, looked_at, ticked_at);
        int64_t last = h->ring.last;
        atomic_store(&h->noted, false);
        bool current = !is_ending(h) && catch_up(h); // what waits at the end is sealed by its job
        looked_at = monotonic_now();
        answer_all(h, asks, current);
        if (h->ring.last == last && looked_at < ticked_at + TICK_MICROSECONDS)
            continue;
        ticked_at = looked_at;
        tell_loops(h);
    }
    // Who still asks is answered, so that his request can end.
    for (event_ask *ask = h->asks, *next; ask != NULL; ask = next) {
        next = ask->next;
        ask->answer = EVENTS_NO_DATABASE;
        http_loop_post(ask->loop, &ask->task);
    }
    h->asks = NULL;
    if (h->reader != NULL)
        store_reader_close(h->reader);
    return NULL;
}

void event_hub_start(event_hub *h) {
    h->arena = arena_new(0);
    h->read = memory_alloc(READ_AT_ONCE * sizeof *h->read);
    int error = pthread_create(&h->thread, NULL, hub_main, h);
    h->started = error == 0;
    if (h->started)
        return;
    // As with memory: a machine that cannot give a few threads at the start cannot serve.
    log_critical(LOGGER, "the thread of the event streams could not start: error %d", error);
    abort();
}

void event_hub_stop(event_hub *h) {
    if (!h->started)
        return;
    pthread_mutex_lock(&h->mutex);
    h->ending = true;
    pthread_mutex_unlock(&h->mutex);
    pthread_cond_signal(&h->changed);
    pthread_join(h->thread, NULL);
    h->started = false;
}

event_hub *event_hub_free(event_hub *h) {
    if (h == NULL)
        return NULL;
    event_ring_forget(&h->ring);
    while (h->watches != NULL) {
        event_watch *watch = h->watches;
        h->watches = watch->next;
        free(watch);
    }
    arena_free(h->arena);
    free(h->read);
    free(h->callers);
    pthread_cond_destroy(&h->changed);
    pthread_mutex_destroy(&h->mutex);
    free(h);
    return NULL;
}

// --- from other threads ----------------------------------------------------------------------------------------------

void event_hub_note(event_hub *h) {
    if (!atomic_load_explicit(&h->awake, memory_order_relaxed) || atomic_exchange(&h->noted, true))
        return;
    pthread_mutex_lock(&h->mutex);
    pthread_mutex_unlock(&h->mutex); // the thread has either not looked yet, or waits
    pthread_cond_signal(&h->changed);
}

void event_hub_ask(event_hub *h, event_ask *ask) {
    ask->next = NULL;
    pthread_mutex_lock(&h->mutex);
    *h->last_ask = ask;
    h->last_ask = &ask->next;
    pthread_mutex_unlock(&h->mutex);
    pthread_cond_signal(&h->changed);
}

static caller_count *find_caller(event_hub *h, const siphash_tag *caller) {
    for (size_t i = 0; i < h->caller_count; i++)
        if (siphash_equal(&h->callers[i].caller, caller))
            return &h->callers[i];
    return NULL;
}

static event_admission enter(event_hub *h, const siphash_tag *caller) {
    const config *c = h->app->config;
    caller_count *known = find_caller(h, caller);
    if (h->open >= (size_t)c->event_streams)
        return EVENTS_TOO_MANY;
    if (known != NULL && known->streams >= (size_t)c->event_streams_per_caller)
        return EVENTS_TOO_MANY_OF_CALLER;
    if (known == NULL) {
        if (h->caller_count == h->caller_room) {
            h->caller_room = h->caller_room == 0 ? 16 : h->caller_room * 2;
            h->callers = memory_realloc(h->callers, h->caller_room * sizeof *h->callers);
        }
        known = &h->callers[h->caller_count++];
        *known = (caller_count){.caller = *caller};
    }
    known->streams++;
    h->open++;
    return EVENTS_ADMITTED;
}

event_admission event_hub_enter(event_hub *h, const siphash_tag *caller) {
    pthread_mutex_lock(&h->mutex);
    event_admission admission = enter(h, caller);
    if (admission != EVENTS_ADMITTED)
        h->state.refused++;
    atomic_store(&h->awake, h->open > 0);
    pthread_mutex_unlock(&h->mutex);
    return admission;
}

void event_hub_leave(event_hub *h, const siphash_tag *caller) {
    pthread_mutex_lock(&h->mutex);
    caller_count *known = find_caller(h, caller);
    if (known != NULL && --known->streams == 0)
        *known = h->callers[--h->caller_count];
    h->open--;
    atomic_store(&h->awake, h->open > 0);
    pthread_mutex_unlock(&h->mutex);
    pthread_cond_signal(&h->changed);
}

void event_hub_count_cut(event_hub *h) {
    pthread_mutex_lock(&h->mutex);
    h->state.cut++;
    pthread_mutex_unlock(&h->mutex);
}

event_hub_state event_hub_look(event_hub *h) {
    pthread_mutex_lock(&h->mutex);
    event_hub_state state = h->state;
    state.open = (int64_t)h->open;
    pthread_mutex_unlock(&h->mutex);
    return state;
}

void event_hub_watch(event_hub *h, event_watch *watch) {
    pthread_mutex_lock(&h->mutex);
    watch->next = h->watches;
    h->watches = watch;
    pthread_mutex_unlock(&h->mutex);
}

void event_hub_heard(event_hub *h, event_watch *watch) {
    pthread_mutex_lock(&h->mutex);
    watch->told = false;
    pthread_mutex_unlock(&h->mutex);
}
