// A turn settles what has ended, makes deliveries of what the outbox holds, and hands out what is due: two views of the database
// and one write at most, whatever is queued. The lease is kept by each write, and when there is none for a while, by itself; a
// server that has lost it forgets what it had begun.
#include "server/deliveries.h"
#include "base/container.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/timestamp.h"
#include "model/model.h"
#include "net/thread_signals.h"
#include "server/delivery_posts.h"
#include "store/jobs.h"
#include "store/outbox.h"
#include "store/webhooks.h"
#include <semaphore.h>
#include <stdlib.h>
#include <time.h>

#define LOGGER "tessera.server"

enum {
    LEASE_MICROSECONDS = 10000000,
    LEASE_KEEP_MICROSECONDS = 2000000, // after which it is kept by itself
    FAN_OUT_MESSAGES = 200,            // of a turn
    ORPHANS = 500,
    AILING_AT_ONCE = 2,         // posts to a destination whose last delivery failed
    SHARE_AT_ONCE = 8,          // posts to one of several destinations
    ASIDE = 100,                // deliveries that are marked when a destination is paused
    LOOK_MICROSECONDS = 250000, // between two turns where nothing wakes it
    LOOK_IDLE_MICROSECONDS = 1000000,
    AWAY_MICROSECONDS = 500000, // after a write that failed
    STOP_MICROSECONDS = 2000000,
};

struct deliveries {
    deliveries_options options;
    delivery_rules rules;
    uuid holder;
    db *reader;
    posts posts;
    pthread_t thread;
    pthread_mutex_t mutex; // guards what follows
    pthread_cond_t changed;
    bool woken, ending;
    uint64_t changes; // of the destinations, by this server
    // The thread's own.
    int64_t run, kept_at; // of the lease; 0: it has none
    bool is_set;          // the destination of the settings is as they say
};

// --- writes ----------------------------------------------------------------------------------------------------------

// What a turn writes.
typedef struct turn {
    store_write write;
    deliveries *engine;
    arena *arena;
    sem_t ended;
    bool (*run)(struct turn *t, db *d);
    bool committed, lost;
    record_list endpoints;
    bool fans_out, sets;
    uuid uncleared; // a deleted destination; none: there is none
    delivery_state settled[POSTS_MAXIMUM];
    size_t settled_count;
    bool fares[WEBHOOK_ENDPOINTS_MAXIMUM + 1]; // endpoints whose failures are to be written
} turn;

static bool turn_run(store_write *write, db *d) {
    turn *t = container_of(write, turn, write);
    return t->run(t, d);
}

static void turn_done(store_write *write, store_outcome outcome) {
    turn *t = container_of(write, turn, write);
    t->committed = outcome == STORE_KEPT;
    sem_post(&t->ended);
}

// False when nothing was kept, or when that is not known. What `run` took back is kept as it was.
static bool write_through(turn *t, bool (*run)(turn *t, db *d)) {
    t->write = (store_write){.run = turn_run, .done = turn_done};
    t->run = run;
    t->committed = t->lost = false;
    sem_init(&t->ended, 0, 0);
    if (store_submit(t->engine->options.store, &t->write))
        while (sem_wait(&t->ended) != 0)
            ;
    sem_destroy(&t->ended);
    return t->committed;
}

// --- the lease -------------------------------------------------------------------------------------------------------

static bool lease_add(turn *t, db *d) {
    (void)t;
    store_jobs_add(d, DELIVERIES_LEASE, 0);
    return true;
}

static bool lease_take(turn *t, db *d) {
    // A database that one server has to itself: whoever had the lease is no more.
    if (!store_blocks(t->engine->options.store) && t->engine->kept_at == 0)
        store_jobs_free(d, DELIVERIES_LEASE);
    t->engine->run = store_jobs_take(d, DELIVERIES_LEASE, &t->engine->holder, LEASE_MICROSECONDS);
    return t->engine->run > 0;
}

static bool lease_end(turn *t, db *d) {
    job_end end = {.next_run = 0};
    return store_jobs_end(d, DELIVERIES_LEASE, t->engine->run, &end);
}

// Whether the lease is this server's, or becomes so.
static bool lease_have(turn *t) {
    deliveries *e = t->engine;
    job_state state;
    if (e->run > 0)
        return true;
    bool found = store_jobs_find(e->reader, DELIVERIES_LEASE, &state);
    if (db_has_failed(e->reader) || (!found && !write_through(t, lease_add)))
        return false;
    bool has_others = store_blocks(e->options.store) || e->kept_at > 0;
    if (found && has_others && (state.next_at > state.now || state.lease_until > state.now))
        return false;
    if (!write_through(t, lease_take))
        e->run = 0;
    e->kept_at = monotonic_now();
    return e->run > 0;
}

// In each write: false where the lease is another's.
static bool lease_keep(turn *t, db *d) {
    t->lost = !store_jobs_keep(d, DELIVERIES_LEASE, t->engine->run, LEASE_MICROSECONDS) && !db_has_failed(d);
    return !t->lost;
}

// --- settling --------------------------------------------------------------------------------------------------------

static struct webhook_endpoint *endpoint_of(const turn *t, const uuid *id, size_t *place) {
    struct webhook_endpoint *all = t->endpoints.items;
    for (size_t i = 0; i < t->endpoints.count; i++)
        if (uuid_equal(&all[i].id, id)) {
            *place = i;
            return &all[i];
        }
    return NULL;
}

// What the end of a delivery says of its destination.
static void fare(turn *t, const uuid *id, bool served, int64_t at) {
    size_t place;
    struct webhook_endpoint *endpoint = endpoint_of(t, id, &place);
    if (endpoint == NULL || (served && endpoint->failures == 0))
        return;
    endpoint->failures = served ? 0 : endpoint->failures + 1;
    bool pauses = endpoint->failures >= DELIVERY_FAILURES;
    endpoint->paused_until = pauses ? at + t->engine->rules.rest : TIMESTAMP_NONE;
    t->fares[place] = true;
    if (pauses)
        log_warning(LOGGER, "a destination is paused: %lld deliveries in a row have failed",
                    (long long)endpoint->failures);
}

static void collect(turn *t) {
    posts *p = &t->engine->posts;
    for (size_t i = 0; i < POSTS_MAXIMUM; i++) {
        post_slot *slot = &p->slots[i];
        pthread_mutex_lock(&p->mutex);
        bool done = slot->state == POST_DONE;
        pthread_mutex_unlock(&p->mutex);
        slot->collected = done && !slot->stopped;
        if (!slot->collected || slot->run != t->engine->run) // of another lease: nobody waits for it
            continue;
        bool served;
        slot->attempt.random = (double)uuid_new().bytes[15] / 255.0;
        if (delivery_decide(&t->engine->rules, &slot->endpoint, &slot->due, &slot->attempt,
                            &t->settled[t->settled_count++], &served, slot->arena))
            fare(t, &slot->endpoint.id, served, slot->attempt.at);
    }
}

// What was collected is written, or belongs to another server by now.
static void forget_collected(deliveries *e) {
    pthread_mutex_lock(&e->posts.mutex);
    for (size_t i = 0; i < POSTS_MAXIMUM; i++)
        if (e->posts.slots[i].state == POST_DONE && e->posts.slots[i].collected)
            e->posts.slots[i].state = POST_FREE;
    pthread_mutex_unlock(&e->posts.mutex);
}

static bool write_turn(turn *t, db *d) {
    int64_t now = timestamp_now();
    const struct webhook_endpoint *all = t->endpoints.items;
    if (!lease_keep(t, d))
        return false;
    if (t->sets) {
        uuid id = delivery_settings_endpoint();
        const char *url = t->engine->options.config->webhook_url;
        store_webhooks_set(d, &id, url != NULL && *url != '\0' ? url : NULL, now);
    }
    for (size_t i = 0; i < t->settled_count; i++)
        store_deliveries_settle(d, &t->settled[i]);
    for (size_t i = 0; i < t->endpoints.count; i++) {
        if (!t->fares[i])
            continue;
        store_webhooks_fare(d, &all[i].id, all[i].failures, all[i].paused_until);
        const char *why = delivery_pause(&all[i], now, t->arena);
        if (why != NULL)
            store_deliveries_put_aside(d, &all[i].id, why, ASIDE);
    }
    if (t->uncleared.set &&
        store_deliveries_abandon(d, &t->uncleared, "The destination was deleted", ORPHANS) < ORPHANS)
        store_webhooks_clear(d, &t->uncleared, now);
    if (t->fans_out)
        delivery_fan_out(d, t->endpoints, FAN_OUT_MESSAGES, now, t->arena);
    return true;
}

// --- handing out -----------------------------------------------------------------------------------------------------

// Posts to the destination that have not been settled.
static size_t under_way(deliveries *e, const uuid *endpoint, uuid ids[POSTS_MAXIMUM]) {
    size_t count = 0;
    pthread_mutex_lock(&e->posts.mutex);
    for (size_t i = 0; i < POSTS_MAXIMUM; i++)
        if (e->posts.slots[i].state != POST_FREE && uuid_equal(&e->posts.slots[i].endpoint.id, endpoint))
            ids[count++] = e->posts.slots[i].due.id;
    pthread_mutex_unlock(&e->posts.mutex);
    return count;
}

static size_t most_at_once(const turn *t, const struct webhook_endpoint *endpoint) {
    if (endpoint->failures >= DELIVERY_FAILURES) // which was paused: one shows how it is
        return 1;
    if (endpoint->failures > 0)
        return AILING_AT_ONCE;
    return t->endpoints.count > 1 ? SHARE_AT_ONCE : POSTS_MAXIMUM;
}

static bool is_among(const uuid *id, const uuid *ids, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (uuid_equal(id, &ids[i]))
            return true;
    return false;
}

static void hand_out(turn *t, const struct webhook_endpoint *endpoint, const delivery_due *due, post_slot *slot,
                     int64_t now) {
    slot->run = t->engine->run;
    slot->endpoint = *endpoint;
    slot->endpoint.url = arena_strdup(slot->arena, endpoint->url);
    slot->due = *due;
    slot->due.event_type = arena_strdup(slot->arena, due->event_type);
    slot->due.traceparent = due->traceparent == NULL ? NULL : arena_strdup(slot->arena, due->traceparent);
    slot->due.payload = (text){arena_text(slot->arena, due->payload), due->payload.length};
    slot->is_probe = slot->attempt.is_probe = endpoint->failures >= DELIVERY_FAILURES;
    post_slot_sign_with(slot, t->engine->reader, t->engine->options.secrets, t->engine->options.config->webhook_secret,
                        now);
    posts_submit(&t->engine->posts, slot);
}

// False: all slots are taken.
static bool hand_out_of(turn *t, const struct webhook_endpoint *endpoint, int64_t now) {
    deliveries *e = t->engine;
    uuid busy[POSTS_MAXIMUM];
    delivery_due due[POSTS_MAXIMUM];
    size_t busy_count = under_way(e, &endpoint->id, busy), most = most_at_once(t, endpoint);
    if (endpoint->enabled != 1 || busy_count >= most || delivery_pause(endpoint, now, t->arena) != NULL)
        return true;
    size_t count = store_deliveries_due(e->reader, &endpoint->id, now, due, POSTS_MAXIMUM, t->arena);
    for (size_t i = 0; i < count && busy_count < most; i++) {
        if (is_among(&due[i].id, busy, busy_count))
            continue;
        post_slot *slot = posts_free_slot(&e->posts);
        if (slot == NULL)
            return false;
        busy[busy_count++] = due[i].id;
        hand_out(t, endpoint, &due[i], slot, now);
    }
    return true;
}

// --- the thread ------------------------------------------------------------------------------------------------------

static uint64_t changes_of(deliveries *e) {
    pthread_mutex_lock(&e->mutex);
    uint64_t changes = e->changes;
    e->woken = false;
    pthread_mutex_unlock(&e->mutex);
    return changes;
}

// Tells those who write whether anybody is told of anything, unless that has changed since it was read.
static void tell_writers(deliveries *e, const turn *t, uint64_t changes) {
    const char *url = e->options.config->webhook_url;
    notice_targets targets = *e->options.notices;
    targets.webhook = (url != NULL && *url != '\0') || t->endpoints.count > 0;
    pthread_mutex_lock(&e->mutex);
    if (changes == e->changes)
        *e->options.notices = targets;
    pthread_mutex_unlock(&e->mutex);
}

static void look(deliveries *e, turn *t) {
    uuid of_settings = delivery_settings_endpoint();
    const char *url = e->options.config->webhook_url;
    bool wanted = url != NULL && *url != '\0';
    size_t place;
    t->endpoints = store_webhooks_all(e->reader, t->arena);
    const struct webhook_endpoint *set = endpoint_of(t, &of_settings, &place);
    t->sets = !e->is_set && (wanted ? set == NULL || strcmp(set->url, url) != 0 : set != NULL);
    t->fans_out = store_outbox_waits(e->reader, DELIVERY_OUTBOX);
    t->uncleared = store_webhooks_uncleared(e->reader);
}

static void lose(deliveries *e) {
    log_warning(LOGGER, "another server delivers: this one was not heard of for longer than its lease");
    e->run = 0;
    forget_collected(e);
}

// Gives the time until the next turn; 0: at once.
static int64_t work(deliveries *e, turn *t, uint64_t changes) {
    store_reader_refresh(e->options.store, e->reader);
    db_clear_failure(e->reader);
    look(e, t);
    if (db_has_failed(e->reader))
        return AWAY_MICROSECONDS;
    tell_writers(e, t, changes);
    bool idle = t->endpoints.count == 0 && !t->sets && !t->fans_out && !t->uncleared.set;
    if ((idle && e->run == 0) || !lease_have(t))
        return LOOK_IDLE_MICROSECONDS;
    collect(t);
    bool writes = t->settled_count > 0 || t->sets || t->fans_out || t->uncleared.set;
    if (writes || monotonic_now() - e->kept_at > LEASE_KEEP_MICROSECONDS) {
        bool kept = write_through(t, write_turn);
        if (t->lost)
            lose(e);
        if (t->lost || !kept)
            return AWAY_MICROSECONDS;
        e->kept_at = monotonic_now();
        e->is_set = true;
        forget_collected(e);
        store_reader_refresh(e->options.store, e->reader);
        if (t->sets)
            return 0;
    }
    const struct webhook_endpoint *all = t->endpoints.items;
    for (size_t i = 0; i < t->endpoints.count; i++)
        if (!hand_out_of(t, &all[i], timestamp_now()))
            break;
    return t->fans_out || t->uncleared.set ? 0 : LOOK_MICROSECONDS;
}

static int64_t turn_of(deliveries *e) {
    turn t = {.engine = e, .arena = arena_new(0)};
    int64_t wait = work(e, &t, changes_of(e));
    store_reader_rest(e->options.store, e->reader);
    arena_free(t.arena);
    return wait;
}

static bool pause_for(deliveries *e, int64_t wait) {
    int64_t until = monotonic_now() + wait;
    struct timespec end = {.tv_sec = until / 1000000, .tv_nsec = until % 1000000 * 1000};
    int waited = 0;
    pthread_mutex_lock(&e->mutex);
    while (!e->ending && !e->woken && waited == 0 && wait > 0)
        waited = pthread_cond_timedwait(&e->changed, &e->mutex, &end);
    bool ending = e->ending;
    pthread_mutex_unlock(&e->mutex);
    return !ending;
}

// What is under way has a little time; what then ended is kept.
static void end_posts(deliveries *e) {
    int64_t until = monotonic_now() + STOP_MICROSECONDS;
    while (posts_count(&e->posts, POST_RUNNING) + posts_count(&e->posts, POST_READY) > 0 && monotonic_now() < until) {
        struct timespec moment = {.tv_nsec = 10000000};
        nanosleep(&moment, NULL);
    }
    outbound_stop(e->options.outbound);
    posts_end(&e->posts);
}

static void finish(deliveries *e) {
    turn t = {.engine = e, .arena = arena_new(0)};
    if (e->run > 0) {
        store_reader_refresh(e->options.store, e->reader);
        t.endpoints = store_webhooks_all(e->reader, t.arena);
        store_reader_rest(e->options.store, e->reader);
        collect(&t);
        if (t.settled_count == 0 || write_through(&t, write_turn))
            write_through(&t, lease_end);
    }
    arena_free(t.arena);
}

static void *deliveries_main(void *data) {
    deliveries *e = data;
    thread_block_signals();
    pthread_setname_np(pthread_self(), "webhooks");
    e->reader = store_reader_open(e->options.store);
    if (e->reader == NULL)
        return NULL;
    while (pause_for(e, turn_of(e)))
        ;
    return NULL;
}

static void wake_when_done(void *data) {
    deliveries_wake(data);
}

void deliveries_wake(deliveries *e) {
    pthread_mutex_lock(&e->mutex);
    e->woken = true;
    pthread_cond_signal(&e->changed);
    pthread_mutex_unlock(&e->mutex);
}

void deliveries_change(deliveries *e) {
    notice_targets targets = *e->options.notices;
    targets.webhook = true;
    pthread_mutex_lock(&e->mutex);
    e->changes++;
    *e->options.notices = targets;
    pthread_mutex_unlock(&e->mutex);
    deliveries_wake(e);
}

deliveries *deliveries_start(const deliveries_options *options) {
    const config *c = options->config;
    deliveries *e = memory_zalloc(sizeof *e);
    e->options = *options;
    e->holder = uuid_new();
    e->rules = (delivery_rules){.pause = (int64_t)(c->webhook_pause * 1e6),
                                .backoff = (int64_t)(c->webhook_backoff * 1e6),
                                .retry = (int64_t)(c->webhook_retry_hours * 3600e6),
                                .rest = (int64_t)(c->webhook_break * 1e6)};
    pthread_mutex_init(&e->mutex, NULL);
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC); // as monotonic_now
    pthread_cond_init(&e->changed, &attributes);
    pthread_condattr_destroy(&attributes);
    unsigned limit = c->webhook_timeout < 0.001 ? 1 : (unsigned)(c->webhook_timeout * 1000);
    posts_set_up(&e->posts, options->outbound, limit, wake_when_done, e);
    int error = pthread_create(&e->thread, NULL, deliveries_main, e);
    if (error == 0)
        return e;
    // As with memory: a machine that cannot give a few threads at the start cannot serve.
    log_critical(LOGGER, "the thread of the webhooks could not start: error %d", error);
    abort();
}

deliveries *deliveries_stop(deliveries *e) {
    if (e == NULL)
        return NULL;
    pthread_mutex_lock(&e->mutex);
    e->ending = true;
    pthread_mutex_unlock(&e->mutex);
    pthread_cond_signal(&e->changed);
    pthread_join(e->thread, NULL);
    end_posts(e);
    if (e->reader != NULL) {
        finish(e);
        store_reader_close(e->reader);
    }
    posts_clear(&e->posts);
    pthread_cond_destroy(&e->changed);
    pthread_mutex_destroy(&e->mutex);
    free(e);
    return NULL;
}
