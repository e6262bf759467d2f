// Of a destination several events may be under way, of different entities: fewer where it fails, and one where it was paused. How
// deliveries ended says how the destination does, which is written with them. All that fail have half of what is sent at once:
// what hangs leaves room for those that answer.
#include "server/deliveries.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/timestamp.h"
#include "model/model.h"
#include "server/delivery_posts.h"
#include "server/dispatcher.h"
#include "store/webhooks.h"
#include <pthread.h>
#include <stdlib.h>

#define LOGGER "tessera.server"

enum {
    POSTS = 10,         // at once
    AILING_AT_ONCE = 2, // to a destination whose last delivery, or attempt, failed
    AILING_IN_ALL = POSTS / 2,
    SHARE_AT_ONCE = 8,      // to one of several destinations
    FAN_OUT_MESSAGES = 200, // of a turn
    ORPHANS = 500,
    DOUBTED = WEBHOOK_ENDPOINTS_MAXIMUM + 1,
    ASIDE = 100, // deliveries that are marked when a destination is paused
};

struct deliveries {
    deliveries_options options;
    delivery_rules rules;
    unsigned milliseconds; // for a post
    dispatcher *engine;
    bool is_set;           // the destination of the settings is as they say; the engine's thread's own
    uuid doubted[DOUBTED]; // destinations whose last attempt failed; the engine's thread's own
    size_t doubted_count;
    pthread_mutex_t mutex; // guards what follows, and who writes options.notices
    uint64_t changes;      // of the destinations, by this server
};

// What a turn works with.
typedef struct outlook {
    record_list endpoints;
    bool sets;      // the destination of the settings has to be made as they say
    uuid uncleared; // a deleted destination; none: there is none
    delivery_state settled[POSTS];
    size_t settled_count;
    bool fares[WEBHOOK_ENDPOINTS_MAXIMUM + 1]; // endpoints whose failures are to be written
} outlook;

static bool has_setting(const deliveries *d) {
    const char *url = d->options.config->webhook_url;
    return url != NULL && *url != '\0';
}

static struct webhook_endpoint *endpoint_of(const outlook *o, const uuid *id, size_t *place) {
    struct webhook_endpoint *all = o->endpoints.items;
    for (size_t i = 0; i < o->endpoints.count; i++)
        if (uuid_equal(&all[i].id, id)) {
            *place = i;
            return &all[i];
        }
    return NULL;
}

// --- looking ---------------------------------------------------------------------------------------------------------

// Tells those who write whether anybody is told of anything, unless that has changed since it was read.
static void tell_writers(deliveries *d, const outlook *o, uint64_t changes) {
    pthread_mutex_lock(&d->mutex);
    notice_targets targets = *d->options.notices;
    targets.webhook = has_setting(d) || o->endpoints.count > 0;
    if (changes == d->changes)
        *d->options.notices = targets;
    pthread_mutex_unlock(&d->mutex);
}

static void look(dispatch_turn *t) {
    deliveries *d = t->data;
    outlook *o = t->own = arena_new_of(t->arena, outlook);
    uuid of_settings = delivery_settings_endpoint();
    size_t place;
    pthread_mutex_lock(&d->mutex);
    uint64_t changes = d->changes;
    pthread_mutex_unlock(&d->mutex);
    o->endpoints = store_webhooks_all(t->reader, t->arena);
    o->uncleared = store_webhooks_uncleared(t->reader);
    if (db_has_failed(t->reader))
        return;
    const struct webhook_endpoint *set = endpoint_of(o, &of_settings, &place);
    bool differs = has_setting(d) ? set == NULL || strcmp(set->url, d->options.config->webhook_url) != 0 : set != NULL;
    o->sets = differs && !d->is_set;
    d->is_set = d->is_set || !differs;
    t->writes = t->again = o->sets || o->uncleared.set;
    tell_writers(d, o, changes);
}

static int64_t next(dispatch_turn *t, int64_t after) {
    return store_deliveries_next(t->reader, after);
}

// --- settling --------------------------------------------------------------------------------------------------------

static size_t place_among_doubted(const deliveries *d, const uuid *id) {
    size_t place = 0;
    while (place < d->doubted_count && !uuid_equal(&d->doubted[place], id))
        place++;
    return place;
}

// A delivery fails after some attempts, which takes long where each of them hangs: one is enough to send less.
static void doubt(deliveries *d, const uuid *id, bool served) {
    size_t place = place_among_doubted(d, id);
    if (place < d->doubted_count && served)
        d->doubted[place] = d->doubted[--d->doubted_count];
    if (place < d->doubted_count || served)
        return;
    if (d->doubted_count == DOUBTED) // most of which were deleted meanwhile
        d->doubted_count = 0;
    d->doubted[d->doubted_count++] = *id;
}

// What the end of a delivery says of its destination.
static void fare(const deliveries *d, outlook *o, const uuid *id, bool served, int64_t at) {
    size_t place;
    struct webhook_endpoint *endpoint = endpoint_of(o, id, &place);
    if (endpoint == NULL || (served && endpoint->failures == 0))
        return;
    endpoint->failures = served ? 0 : endpoint->failures + 1;
    bool pauses = endpoint->failures >= DELIVERY_FAILURES;
    endpoint->paused_until = pauses ? at + d->rules.rest : TIMESTAMP_NONE;
    o->fares[place] = true;
    if (pauses)
        log_warning(LOGGER, "a destination is paused: %lld deliveries in a row have failed",
                    (long long)endpoint->failures);
}

static void settle(dispatch_turn *t, dispatch_slot *slot) {
    deliveries *d = t->data;
    outlook *o = t->own;
    delivery_post *p = slot->item;
    bool served;
    p->attempt.random = (double)uuid_new().bytes[15] / 255.0;
    if (delivery_decide(&d->rules, &p->endpoint, &p->due, &p->attempt, &o->settled[o->settled_count++], &served,
                        slot->arena))
        fare(d, o, &p->endpoint.id, served, p->attempt.at);
    doubt(d, &p->endpoint.id, served);
}

static void write_fares(const outlook *o, db *d, int64_t now, arena *a) {
    const struct webhook_endpoint *all = o->endpoints.items;
    for (size_t i = 0; i < o->endpoints.count; i++) {
        if (!o->fares[i])
            continue;
        store_webhooks_fare(d, &all[i].id, all[i].failures, all[i].paused_until);
        const char *why = delivery_pause(&all[i], now, a);
        if (why != NULL)
            store_deliveries_put_aside(d, &all[i].id, why, ASIDE);
    }
}

static void write_turn(dispatch_turn *t, db *d) {
    const deliveries *own = t->data;
    const outlook *o = t->own;
    int64_t now = timestamp_now();
    if (o->sets) {
        uuid id = delivery_settings_endpoint();
        store_webhooks_set(d, &id, has_setting(own) ? own->options.config->webhook_url : NULL, now);
    }
    for (size_t i = 0; i < o->settled_count; i++)
        store_deliveries_settle(d, &o->settled[i]);
    write_fares(o, d, now, t->arena);
    if (o->uncleared.set &&
        store_deliveries_abandon(d, &o->uncleared, "The destination was deleted", ORPHANS) < ORPHANS)
        store_webhooks_clear(d, &o->uncleared, now);
    if (!o->sets)
        t->taken = delivery_fan_out(d, o->endpoints, t->messages, now, t->arena);
}

// --- handing out -----------------------------------------------------------------------------------------------------

static bool is_ailing(const deliveries *d, const struct webhook_endpoint *endpoint) {
    return endpoint->failures > 0 || place_among_doubted(d, &endpoint->id) < d->doubted_count;
}

static size_t most_at_once(const deliveries *d, const outlook *o, const struct webhook_endpoint *endpoint) {
    if (endpoint->failures >= DELIVERY_FAILURES) // which was paused: one shows how it is
        return 1;
    if (is_ailing(d, endpoint))
        return AILING_AT_ONCE;
    return o->endpoints.count > 1 ? SHARE_AT_ONCE : POSTS;
}

// How many may be sent to it besides those that are under way.
static size_t room_for(const dispatch_turn *t, const struct webhook_endpoint *endpoint, const dispatch_glance *busy,
                       size_t count) {
    size_t to_it = 0, ailing = 0, most = most_at_once(t->data, t->own, endpoint);
    for (size_t i = 0; i < count; i++) {
        to_it += uuid_equal(&endpoint->id, &busy[i].destination);
        ailing += busy[i].lane;
    }
    size_t room = to_it < most ? most - to_it : 0;
    if (!is_ailing(t->data, endpoint))
        return room;
    size_t left = ailing < AILING_IN_ALL ? AILING_IN_ALL - ailing : 0;
    return left < room ? left : room;
}

static void hand_out_one(dispatch_turn *t, dispatch_slot *slot, const struct webhook_endpoint *endpoint,
                         const delivery_due *due) {
    const deliveries *d = t->data;
    delivery_post *p = delivery_post_put(slot, endpoint, due);
    p->attempt.is_probe = endpoint->failures >= DELIVERY_FAILURES;
    slot->lane = is_ailing(d, endpoint);
    delivery_post_sign_with(p, t->reader, d->options.secrets, d->options.config->webhook_secret, t->now, slot->arena);
    dispatcher_send(t, slot);
}

// False: all slots are taken.
static bool hand_out_to(dispatch_turn *t, const struct webhook_endpoint *endpoint) {
    dispatch_glance busy[DISPATCH_SLOTS_MAXIMUM];
    delivery_due due[POSTS];
    size_t busy_count = dispatcher_under_way(t, busy), room = room_for(t, endpoint, busy, busy_count);
    if (endpoint->enabled != 1 || room == 0 || delivery_pause(endpoint, t->now, t->arena) != NULL)
        return true;
    size_t count = store_deliveries_due(t->reader, &endpoint->id, t->now, due, POSTS, t->arena);
    for (size_t i = 0; i < count && room > 0; i++) {
        if (dispatch_is_among(&due[i].id, busy, busy_count))
            continue;
        dispatch_slot *slot = dispatcher_slot(t);
        if (slot == NULL)
            return false;
        hand_out_one(t, slot, endpoint, &due[i]);
        room--;
    }
    return true;
}

static void hand_out(dispatch_turn *t) {
    const outlook *o = t->own;
    const struct webhook_endpoint *all = o->endpoints.items;
    for (size_t i = 0; i < o->endpoints.count; i++)
        if (!hand_out_to(t, &all[i]))
            return;
}

// --- sending ---------------------------------------------------------------------------------------------------------

static void *line_open(void *data) {
    const deliveries *d = data;
    return outbound_sender_new(d->options.outbound);
}

static void line_close(void *line, void *data) {
    (void)data;
    outbound_sender_free(line);
}

static void send_one(dispatch_slot *slot, void *line, void *data) {
    const deliveries *d = data;
    delivery_post_send(slot, line, d->milliseconds);
}

static void cut(void *data) {
    const deliveries *d = data;
    outbound_stop(d->options.outbound);
}

// --- life ------------------------------------------------------------------------------------------------------------

void deliveries_wake(deliveries *d) {
    dispatcher_wake(d->engine);
}

void deliveries_change(deliveries *d) {
    pthread_mutex_lock(&d->mutex);
    notice_targets targets = *d->options.notices;
    targets.webhook = true;
    d->changes++;
    *d->options.notices = targets;
    pthread_mutex_unlock(&d->mutex);
    dispatcher_wake(d->engine);
}

// What happens before the engine has looked for the first time is told as well. What cannot be read counts as yes.
static bool has_destinations(store *s) {
    db *reader = store_reader_open(s);
    if (reader == NULL)
        return true;
    store_reader_refresh(s, reader);
    bool found = store_webhooks_count(reader) > 0 || db_has_failed(reader);
    store_reader_close(reader);
    return found;
}

deliveries *deliveries_start(const deliveries_options *options) {
    const config *c = options->config;
    deliveries *d = memory_zalloc(sizeof *d);
    d->options = *options;
    d->rules = (delivery_rules){.pause = (int64_t)(c->webhook_pause * 1e6),
                                .backoff = (int64_t)(c->webhook_backoff * 1e6),
                                .retry = (int64_t)(c->webhook_retry_hours * 3600e6),
                                .rest = (int64_t)(c->webhook_break * 1e6)};
    d->milliseconds = c->webhook_timeout < 0.001 ? 1 : (unsigned)(c->webhook_timeout * 1000);
    pthread_mutex_init(&d->mutex, NULL);
    notice_targets targets = *options->notices;
    targets.webhook = targets.webhook || has_destinations(options->store);
    *options->notices = targets;
    d->engine = dispatcher_start(options->store, &(dispatch_steps){
                                                     .lease = DELIVERIES_LEASE,
                                                     .thread = "webhooks",
                                                     .outbox = OUTBOX_WEBHOOK,
                                                     .messages = FAN_OUT_MESSAGES,
                                                     .alive = store_deliveries_alive,
                                                     .slots = POSTS,
                                                     .data = d,
                                                     .look = look,
                                                     .settle = settle,
                                                     .write = write_turn,
                                                     .hand_out = hand_out,
                                                     .next = next,
                                                     .cut = cut,
                                                     .sending = {"webhook", line_open, line_close, send_one, d},
                                                 });
    return d;
}

void deliveries_end(deliveries *d) {
    dispatcher_end(d->engine);
}

void deliveries_stop(deliveries *d) {
    dispatcher_stop(d->engine);
}

deliveries *deliveries_free(deliveries *d) {
    if (d == NULL)
        return NULL;
    dispatcher_free(d->engine);
    pthread_mutex_destroy(&d->mutex);
    free(d);
    return NULL;
}
