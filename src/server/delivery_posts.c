#include "server/delivery_posts.h"
#include "base/log.h"
#include "net/thread_signals.h"
#include "store/webhooks.h"
#include <stdio.h>

#define LOGGER "tessera.server"

enum { HEADERS = 8, KEPT_BYTES = DELIVERY_ERROR_LENGTH * 4 };

void posts_set_up(posts *p, outbound *o, unsigned milliseconds, void (*done)(void *data), void *data) {
    *p = (posts){.outbound = o, .milliseconds = milliseconds, .done = done, .data = data};
    pthread_mutex_init(&p->mutex, NULL);
    pthread_cond_init(&p->ready, NULL);
}

post_slot *posts_free_slot(posts *p) {
    post_slot *found = NULL;
    pthread_mutex_lock(&p->mutex);
    for (size_t i = 0; i < POSTS_MAXIMUM && found == NULL; i++)
        if (p->slots[i].state == POST_FREE)
            found = &p->slots[i];
    pthread_mutex_unlock(&p->mutex);
    if (found == NULL)
        return NULL;
    arena_free(found->arena);
    *found = (post_slot){.state = POST_FREE, .arena = arena_new(0)};
    return found;
}

unsigned posts_count(posts *p, post_state state) {
    unsigned count = 0;
    pthread_mutex_lock(&p->mutex);
    for (size_t i = 0; i < POSTS_MAXIMUM; i++)
        count += p->slots[i].state == state;
    pthread_mutex_unlock(&p->mutex);
    return count;
}

// --- a post ----------------------------------------------------------------------------------------------------------

// The time of the event as the header has it: +00:00 in place of the Z of the body.
static const char *event_time(const post_slot *slot) {
    json_error error;
    const json_value *message = json_parse(slot->arena, slot->due.payload, 64, &error);
    const json_value *time = message != NULL && message->type == JSON_OBJECT ? json_get(message, "timestamp") : NULL;
    if (time == NULL || time->type != JSON_STRING)
        return "";
    text given = json_text_of(time);
    bool in_utc = given.length > 0 && given.data[given.length - 1] == 'Z';
    return arena_printf(slot->arena, "%.*s%s", (int)given.length - in_utc, given.data, in_utc ? "+00:00" : "");
}

static size_t make_headers(post_slot *slot, outbound_header out[HEADERS]) {
    char id[UUID_LENGTH + 1];
    size_t count = 0;
    uuid_format(&slot->due.id, id);
    out[count++] = (outbound_header){"Content-Type", "application/json"};
    out[count++] = (outbound_header){"X-Tessera-Event", slot->due.event_type};
    out[count++] = (outbound_header){"X-Tessera-Timestamp", event_time(slot)};
    out[count++] = (outbound_header){"X-Tessera-Delivery", arena_strdup(slot->arena, id)};
    if (slot->due.traceparent != NULL)
        out[count++] = (outbound_header){"traceparent", slot->due.traceparent};
    if (slot->secret.data == NULL)
        return count;
    char *plain = arena_bytes(slot->arena, DELIVERY_SIGNATURE_BYTES),
         *timed = arena_bytes(slot->arena, DELIVERY_SIGNATURES_BYTES);
    delivery_sign_body(slot->secret, slot->due.payload, plain);
    delivery_sign(slot->secret, slot->previous, timestamp_now() / 1000000, slot->due.payload, timed);
    out[count++] = (outbound_header){"X-Tessera-Signature", plain};
    out[count++] = (outbound_header){"X-Tessera-Signature-V2", timed};
    return count;
}

static const char *words_of(const post_slot *slot, const outbound_reply *reply) {
    if (reply->end != OUTBOUND_ANSWERED)
        return arena_strdup(slot->arena, reply->reason);
    if (reply->body.length == 0)
        return arena_printf(slot->arena, "status %d", reply->status);
    return delivery_excerpt(reply->body, slot->arena);
}

static delivery_end end_of(const outbound_reply *reply) {
    if (reply->end == OUTBOUND_ANSWERED)
        return DELIVERY_ANSWERED;
    return reply->end == OUTBOUND_REFUSED ? DELIVERY_REFUSED : DELIVERY_FAILED;
}

static void post(posts *p, outbound_sender *sender, post_slot *slot) {
    outbound_header headers[HEADERS];
    outbound_reply reply = {.end = OUTBOUND_REFUSED};
    if (slot->fault != NULL) {
        slot->attempt.words = slot->fault;
        slot->attempt.end = DELIVERY_FAILED;
    } else {
        outbound_post wanted = {.url = slot->endpoint.url,
                                .headers = headers,
                                .header_count = make_headers(slot, headers),
                                .body = slot->due.payload,
                                .milliseconds = p->milliseconds,
                                .keep = KEPT_BYTES};
        outbound_send(sender, &wanted, &reply, slot->arena);
        slot->stopped = reply.end == OUTBOUND_STOPPED;
        slot->attempt.end = end_of(&reply);
        slot->attempt.status = reply.status;
        slot->attempt.words = words_of(slot, &reply);
    }
    slot->attempt.at = timestamp_now();
    if (slot->attempt.end != DELIVERY_ANSWERED || slot->attempt.status >= 300)
        log_warning(LOGGER, "delivery attempt %lld failed: %.200s", (long long)slot->due.attempts + 1,
                    slot->attempt.end == DELIVERY_ANSWERED
                        ? arena_printf(slot->arena, "status %d", slot->attempt.status)
                        : slot->attempt.words);
}

// --- secrets ---------------------------------------------------------------------------------------------------------

static void open_secret(const secret_box *box, post_slot *slot, text sealed, const char *column, text *out) {
    secret_place place = {column, &slot->endpoint.id};
    if (sealed.data == NULL || slot->fault != NULL)
        return;
    switch (secret_box_open(box, place, sealed, out, slot->arena)) {
    case SECRET_OPENED:
        return;
    case SECRET_UNKNOWN_KEY:
        slot->fault = "The secret is encrypted with a key that is not among those of TESSERA_ENCRYPTION_KEY";
        return;
    case SECRET_DAMAGED:
        slot->fault = "The secret in the database is damaged";
        return;
    }
}

void post_slot_sign_with(post_slot *slot, db *reader, const secret_box *box, const char *set, int64_t now) {
    webhook_secrets sealed;
    if (slot->endpoint.origin == webhook_origin_settings) {
        slot->secret = set == NULL || *set == '\0' ? TEXT_NONE : text_of(set);
        return;
    }
    if (!store_webhooks_secrets(reader, &slot->endpoint.id, &sealed, slot->arena))
        slot->fault = "The secret cannot be read";
    open_secret(box, slot, sealed.current, "webhook_endpoints.secret", &slot->secret);
    if (slot->endpoint.previous_secret_until != TIMESTAMP_NONE && slot->endpoint.previous_secret_until > now)
        open_secret(box, slot, sealed.previous, "webhook_endpoints.secret", &slot->previous);
}

// --- threads ---------------------------------------------------------------------------------------------------------

// With the mutex. NULL: the end.
static post_slot *take(posts *p) {
    for (;;) {
        for (size_t i = 0; i < POSTS_MAXIMUM; i++)
            if (p->slots[i].state == POST_READY) {
                p->slots[i].state = POST_RUNNING;
                return &p->slots[i];
            }
        if (p->ending)
            return NULL;
        p->resting++;
        pthread_cond_wait(&p->ready, &p->mutex);
        p->resting--;
    }
}

static void *posts_main(void *data) {
    posts *p = data;
    thread_block_signals();
    pthread_setname_np(pthread_self(), "webhook");
    outbound_sender *sender = outbound_sender_new(p->outbound);
    pthread_mutex_lock(&p->mutex);
    for (post_slot *slot; (slot = take(p)) != NULL;) {
        pthread_mutex_unlock(&p->mutex);
        post(p, sender, slot);
        pthread_mutex_lock(&p->mutex);
        slot->state = POST_DONE;
        p->done(p->data);
    }
    pthread_mutex_unlock(&p->mutex);
    outbound_sender_free(sender);
    return NULL;
}

void posts_submit(posts *p, post_slot *slot) {
    pthread_mutex_lock(&p->mutex);
    slot->state = POST_READY;
    unsigned waiting = 0;
    for (size_t i = 0; i < POSTS_MAXIMUM; i++)
        waiting += p->slots[i].state == POST_READY;
    // A thread that cannot be had is done without: the others will come to it.
    if (waiting > p->resting && p->threads < POSTS_MAXIMUM &&
        pthread_create(&p->thread[p->threads], NULL, posts_main, p) == 0)
        p->threads++;
    pthread_cond_signal(&p->ready);
    pthread_mutex_unlock(&p->mutex);
}

void posts_end(posts *p) {
    pthread_mutex_lock(&p->mutex);
    p->ending = true;
    pthread_cond_broadcast(&p->ready);
    pthread_mutex_unlock(&p->mutex);
    for (unsigned i = 0; i < p->threads; i++)
        pthread_join(p->thread[i], NULL);
}

void posts_clear(posts *p) {
    for (size_t i = 0; i < POSTS_MAXIMUM; i++)
        arena_free(p->slots[i].arena);
    pthread_cond_destroy(&p->ready);
    pthread_mutex_destroy(&p->mutex);
}
