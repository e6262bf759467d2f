// The lease is taken by the write of the first turn that has something to do, kept by each further one, and when there is none
// for a while, by itself; with nothing left under way it is given back instead. A server that has lost it forgets what it had
// begun.
#include "server/dispatcher.h"
#include "base/container.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/timestamp.h"
#include "net/thread_background.h"
#include "net/thread_signals.h"
#include "store/jobs.h"
#include <semaphore.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

#define LOGGER "tessera.server"
#define NEVER INT64_MAX

enum {
    LEASE_MICROSECONDS = 10000000,
    LEASE_KEEP_MICROSECONDS = 2000000, // after which it is kept by itself, or given back
    // Between two looks at what other servers may have written: whose lease it is, and the others.
    OTHERS_MICROSECONDS = 250000,
    OTHERS_IDLE_MICROSECONDS = 1000000,
    AWAY_MICROSECONDS = 500000,    // after something that failed
    CLOCK_MICROSECONDS = 60000000, // longest wait for a time by the clock, which somebody may set
    STOP_MICROSECONDS = 1000000,
    // Between two turns while many write: a turn dirties nearly the same pages whether it keeps much or little.
    REST_MICROSECONDS = 40000,
    // Where so much waits to be sent, more of it makes nothing faster: then as many messages are taken as things were sent, and
    // a few now and then, since a destination that does not answer must not keep the others waiting.
    AHEAD = 1000,
    AHEAD_AT_ONCE = 16,
    TOP_UP_MICROSECONDS = 10000, // while not many write
};

struct dispatcher {
    store *store;
    dispatch_steps steps;
    uuid holder; // this server
    bool shared; // other servers may use the database
    dispatch_slots slots;
    pthread_t thread;
    atomic_bool woken, served; // by a commit; by what was sent
    pthread_mutex_t mutex;     // guards what follows
    pthread_cond_t changed;
    bool ending;
    // The thread's own.
    db *reader;
    bool waits_for_lease;      // another server has it, and finds what is written here
    bool freed;                // the lease was taken from whoever had it before this server began
    int64_t run;               // of the lease; 0: it has none
    int64_t taken_at, kept_at; // of the lease
    int64_t handled;           // since it was taken
    int64_t rests_until;       // after a turn that wrote
    int64_t tops_up_at;        // when a few messages more are taken, where enough waits to be sent
};

// What a turn writes.
typedef struct turn {
    dispatch_turn shown;
    dispatcher *engine;
    store_write write;
    sem_t ended;
    bool committed, lost;
    bool waits, ahead; // messages of the outbox do; enough waits to be sent
    bool tops_up;      // and a few messages are due all the same
    bool has_row;      // of the lease
    bool gives_back;
    int64_t run;    // under which it was written
    size_t settled; // slots
} turn;

// --- writing ---------------------------------------------------------------------------------------------------------

static int64_t lease_take(turn *t, db *d) {
    const dispatcher *e = t->engine;
    const char *lease = e->steps.lease;
    if (!t->has_row)
        store_jobs_add(d, lease, 0);
    else if (!e->shared && !e->freed) // whoever had it is no more
        store_jobs_free(d, lease);
    return store_jobs_take(d, lease, &e->holder, LEASE_MICROSECONDS);
}

// Gives the run, 0 where the lease is another's.
static int64_t lease_have(turn *t, db *d) {
    const dispatcher *e = t->engine;
    if (e->run == 0)
        return lease_take(t, d);
    if (store_jobs_keep(d, e->steps.lease, e->run, LEASE_MICROSECONDS))
        return e->run;
    t->lost = !db_has_failed(d);
    return 0;
}

static bool turn_run(store_write *write, db *d) {
    turn *t = container_of(write, turn, write);
    const dispatcher *e = t->engine;
    t->lost = false;
    t->run = lease_have(t, d);
    if (t->run == 0)
        return false;
    e->steps.write(&t->shown, d);
    if (t->gives_back) {
        job_end end = {.handled = e->handled + (int64_t)t->settled,
                       .milliseconds = (double)(monotonic_now() - e->taken_at) / 1000};
        store_jobs_end(d, e->steps.lease, t->run, &end);
    }
    return true;
}

static void turn_done(store_write *write, store_outcome outcome) {
    turn *t = container_of(write, turn, write);
    t->committed = outcome == STORE_KEPT;
    sem_post(&t->ended);
}

static void forget_collected(dispatcher *e) {
    for (size_t i = 0; i < e->steps.slots; i++)
        if (e->slots.slots[i].collected && dispatch_slot_is_done(&e->slots, &e->slots.slots[i]))
            dispatch_slots_take_back(&e->slots, &e->slots.slots[i]);
}

// False when nothing was kept, or when that is not known, or when the lease is another's.
static bool turn_write(turn *t) {
    dispatcher *e = t->engine;
    t->write = (store_write){.run = turn_run, .done = turn_done};
    t->committed = false;
    sem_init(&t->ended, 0, 0);
    if (store_submit(e->store, &t->write))
        while (sem_wait(&t->ended) != 0)
            ;
    sem_destroy(&t->ended);
    if (t->committed && t->lost) {
        log_warning(LOGGER, "another server has the lease on %s: this one was not heard of for longer than it lasts",
                    e->steps.lease);
        e->run = 0;
    }
    if (!t->committed || t->run == 0)
        return false;
    e->freed = true;
    e->kept_at = monotonic_now();
    e->rests_until = e->kept_at + REST_MICROSECONDS;
    if (t->tops_up)
        e->tops_up_at = store_is_crowded(e->store) ? e->rests_until : monotonic_now() + TOP_UP_MICROSECONDS;
    if (e->run == 0) {
        e->taken_at = e->kept_at;
        e->handled = 0;
    }
    e->run = t->gives_back ? 0 : t->run;
    e->handled += (int64_t)t->settled;
    forget_collected(e);
    return true;
}

// --- steps -----------------------------------------------------------------------------------------------------------

// What has ended is settled; where it was begun under another lease, nobody waits for it.
static void collect(turn *t) {
    dispatcher *e = t->engine;
    for (size_t i = 0; i < e->steps.slots; i++) {
        dispatch_slot *slot = &e->slots.slots[i];
        if (!dispatch_slot_is_done(&e->slots, slot))
            continue;
        if (slot->run != e->run || slot->stopped) {
            dispatch_slots_take_back(&e->slots, slot);
            continue;
        }
        slot->collected = true;
        t->settled++;
        e->steps.settle(&t->shown, slot);
    }
}

dispatch_slot *dispatcher_slot(dispatch_turn *t) {
    dispatch_slot *slot = dispatch_slots_free_one(&t->engine->slots);
    if (slot != NULL)
        slot->run = t->engine->run;
    return slot;
}

void dispatcher_send(dispatch_turn *t, dispatch_slot *slot) {
    dispatch_slots_submit(&t->engine->slots, slot);
}

size_t dispatcher_under_way(dispatch_turn *t, dispatch_glance out[DISPATCH_SLOTS_MAXIMUM]) {
    return dispatch_slots_look(&t->engine->slots, out);
}

// How long to wait before the lease can be taken. 0: it can, as far as is known.
static int64_t lease_wait(turn *t) {
    dispatcher *e = t->engine;
    job_state state;
    t->has_row = store_jobs_find(e->reader, e->steps.lease, &state);
    if (db_has_failed(e->reader))
        return AWAY_MICROSECONDS;
    bool is_had = t->has_row && state.lease_until != TIMESTAMP_NONE && state.lease_until > state.now;
    if (!is_had || (!e->shared && !e->freed))
        return 0;
    int64_t left = state.lease_until - state.now;
    return left < OTHERS_IDLE_MICROSECONDS ? left : OTHERS_IDLE_MICROSECONDS;
}

static int64_t least(int64_t a, int64_t b) {
    return a < b ? a : b;
}

// Whether messages wait, and whether there is any hurry about them.
static void look_at_outbox(turn *t) {
    dispatcher *e = t->engine;
    t->waits = store_outbox_waits(e->reader, e->steps.outbox);
    t->ahead = t->waits && e->steps.alive(e->reader, AHEAD) >= AHEAD;
}

static size_t messages_of(turn *t) {
    const dispatcher *e = t->engine;
    if (!t->waits)
        return 0;
    if (!t->ahead)
        return e->steps.messages;
    t->tops_up = monotonic_now() >= e->tops_up_at; // whatever is written meanwhile of what was sent
    size_t wanted = t->tops_up && t->settled < AHEAD_AT_ONCE ? AHEAD_AT_ONCE : t->settled;
    return wanted < e->steps.messages ? wanted : e->steps.messages;
}

// Until something is due, messages are to be taken, the lease has to be kept, or others may have written.
static int64_t wait_until(const dispatcher *e, int64_t due, bool ahead) {
    int64_t wait = ahead ? e->tops_up_at - monotonic_now() : NEVER;
    if (due != TIMESTAMP_NONE) {
        int64_t left = due - timestamp_now();
        wait = least(wait, left > 0 ? least(left, CLOCK_MICROSECONDS) : 0);
    }
    if (e->run > 0)
        wait = least(wait, e->kept_at + LEASE_KEEP_MICROSECONDS - monotonic_now());
    if (e->shared)
        wait = least(wait, e->run > 0 ? OTHERS_MICROSECONDS : OTHERS_IDLE_MICROSECONDS);
    return wait;
}

// --- a turn ----------------------------------------------------------------------------------------------------------

// Whether the turn goes on as far as the lease is concerned; else `*wait` says when to look again.
static bool may_go_on(turn *t, bool writes, int64_t *wait) {
    dispatcher *e = t->engine;
    if (e->run > 0)
        return true;
    int64_t next = writes ? TIMESTAMP_NONE : e->steps.next(&t->shown, 0);
    *wait = AWAY_MICROSECONDS;
    if (db_has_failed(e->reader))
        return false;
    bool due = writes || (next != TIMESTAMP_NONE && next <= timestamp_now());
    *wait = due ? lease_wait(t) : wait_until(e, next, t->ahead);
    e->waits_for_lease = due && *wait > 0;
    return due && *wait == 0;
}

// Gives the time until the next turn; 0: at once.
static int64_t work(turn *t) {
    dispatcher *e = t->engine;
    dispatch_turn *shown = &t->shown;
    int64_t wait;
    e->waits_for_lease = false;
    e->steps.look(shown);
    look_at_outbox(t);
    if (db_has_failed(e->reader))
        return AWAY_MICROSECONDS;
    collect(t);
    shown->messages = messages_of(t);
    bool writes = shown->writes || shown->messages > 0 || t->settled > 0;
    if (!may_go_on(t, writes, &wait))
        return wait;
    bool keeps = e->run == 0 || monotonic_now() - e->kept_at >= LEASE_KEEP_MICROSECONDS;
    t->gives_back = !writes && e->run > 0 && keeps && dispatch_slots_under_way(&e->slots) == 0;
    if (writes || keeps) {
        store_reader_rest(e->store, e->reader); // one session at a time
        if (!turn_write(t))
            return AWAY_MICROSECONDS;
        if (t->gives_back)
            return 0;
        store_reader_refresh(e->store, e->reader);
    }
    shown->now = timestamp_now();
    e->steps.hand_out(shown);
    int64_t next = e->steps.next(shown, shown->now);
    if (db_has_failed(e->reader))
        return AWAY_MICROSECONDS;
    bool again = shown->again || (!t->ahead && shown->taken == e->steps.messages);
    return again ? 0 : wait_until(e, next, t->ahead);
}

static turn turn_of(dispatcher *e) {
    store_reader_refresh(e->store, e->reader);
    db_clear_failure(e->reader);
    return (turn){.engine = e,
                  .has_row = true,
                  .shown = {.engine = e, .data = e->steps.data, .arena = arena_new(0), .reader = e->reader}};
}

static void turn_end(turn *t) {
    store_reader_rest(t->engine->store, t->engine->reader);
    arena_free(t->shown.arena);
}

static int64_t turn_once(dispatcher *e) {
    atomic_store(&e->woken, false);
    atomic_store(&e->served, false);
    turn t = turn_of(e);
    int64_t wait = work(&t);
    turn_end(&t);
    return wait;
}

// --- the thread ------------------------------------------------------------------------------------------------------

// Waits with the mutex until the time (monotonic) or a wake; false: the time is over.
static bool wait_for_wake(dispatcher *e, int64_t until) {
    if (until == NEVER)
        return pthread_cond_wait(&e->changed, &e->mutex) == 0;
    struct timespec end = {.tv_sec = until / 1000000, .tv_nsec = until % 1000000 * 1000};
    return pthread_cond_timedwait(&e->changed, &e->mutex, &end) == 0;
}

// When the pause ends that is to last until then, as things stand.
static int64_t end_of_pause(const dispatcher *e, int64_t until) {
    if (e->ending)
        return 0;
    if (e->waits_for_lease)
        return until;
    if (!atomic_load(&e->woken) && !atomic_load(&e->served))
        return until;
    return store_is_crowded(e->store) ? least(until, e->rests_until) : 0;
}

// False: the end.
static bool pause_for(dispatcher *e, int64_t wait) {
    int64_t until = wait == NEVER ? NEVER : monotonic_now() + wait, end;
    pthread_mutex_lock(&e->mutex);
    while ((end = end_of_pause(e, until)) > monotonic_now())
        wait_for_wake(e, end);
    bool ending = e->ending;
    pthread_mutex_unlock(&e->mutex);
    return !ending;
}

// What is under way has a little time; what then ended is kept, and the lease given back.
static void finish(dispatcher *e) {
    int64_t until = monotonic_now() + STOP_MICROSECONDS;
    pthread_mutex_lock(&e->mutex);
    while (dispatch_slots_under_way(&e->slots) > 0 && wait_for_wake(e, until))
        ;
    pthread_mutex_unlock(&e->mutex);
    e->steps.cut(e->steps.data);
    dispatch_slots_end(&e->slots);
    if (e->run == 0)
        return;
    turn t = turn_of(e);
    e->steps.look(&t.shown);
    if (!db_has_failed(e->reader)) {
        collect(&t);
        t.gives_back = true;
        turn_write(&t);
    }
    turn_end(&t);
}

static void *dispatcher_main(void *data) {
    dispatcher *e = data;
    thread_block_signals();
    thread_yield_to_others(); // and those that send, which it starts
    pthread_setname_np(pthread_self(), e->steps.thread);
    bool goes_on = true;
    while (goes_on && (e->reader = store_reader_open(e->store)) == NULL)
        goes_on = pause_for(e, AWAY_MICROSECONDS);
    while (goes_on)
        goes_on = pause_for(e, turn_once(e));
    if (e->reader == NULL)
        return NULL;
    finish(e);
    store_reader_close(e->reader);
    return NULL;
}

// --- from other threads ----------------------------------------------------------------------------------------------

static void signal_change(dispatcher *e) {
    pthread_mutex_lock(&e->mutex);
    pthread_mutex_unlock(&e->mutex); // the thread has either not looked yet, or waits
    pthread_cond_signal(&e->changed);
}

void dispatcher_wake(dispatcher *e) {
    if (!atomic_exchange(&e->woken, true))
        signal_change(e);
}

static void slot_done(void *data) {
    dispatcher *e = data;
    atomic_store(&e->served, true);
    signal_change(e);
}

dispatcher *dispatcher_start(store *s, const dispatch_steps *steps) {
    dispatcher *e = memory_zalloc(sizeof *e);
    e->store = s;
    e->steps = *steps;
    e->holder = uuid_new();
    e->shared = store_blocks(s);
    dispatch_slots_set_up(&e->slots, &steps->sending, steps->slots, slot_done, e);
    pthread_mutex_init(&e->mutex, NULL);
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC); // as monotonic_now
    pthread_cond_init(&e->changed, &attributes);
    pthread_condattr_destroy(&attributes);
    int error = pthread_create(&e->thread, NULL, dispatcher_main, e);
    if (error == 0)
        return e;
    // As with memory: a machine that cannot give a few threads at the start cannot serve.
    log_critical(LOGGER, "the thread %s could not start: error %d", steps->thread, error);
    abort();
}

void dispatcher_end(dispatcher *e) {
    pthread_mutex_lock(&e->mutex);
    e->ending = true;
    pthread_mutex_unlock(&e->mutex);
    pthread_cond_signal(&e->changed);
}

void dispatcher_stop(dispatcher *e) {
    dispatcher_end(e);
    pthread_join(e->thread, NULL);
}

dispatcher *dispatcher_free(dispatcher *e) {
    if (e == NULL)
        return NULL;
    dispatch_slots_clear(&e->slots);
    pthread_cond_destroy(&e->changed);
    pthread_mutex_destroy(&e->mutex);
    free(e);
    return NULL;
}
