#include "server/delivery_posts.h"
#include "base/log.h"
#include "store/webhooks.h"
#include <stdio.h>

#define LOGGER "tessera.server"

enum { HEADERS = 8, KEPT_BYTES = DELIVERY_ERROR_LENGTH * 4 };

delivery_post *delivery_post_put(dispatch_slot *slot, const struct webhook_endpoint *endpoint,
                                 const delivery_due *due) {
    arena *a = slot->arena;
    delivery_post *p = arena_new_of(a, delivery_post);
    p->endpoint = *endpoint;
    p->endpoint.url = arena_strdup(a, endpoint->url);
    p->due = *due;
    p->due.event_type = arena_strdup(a, due->event_type);
    p->due.traceparent = due->traceparent == NULL ? NULL : arena_strdup(a, due->traceparent);
    p->due.payload = (text){arena_text(a, due->payload), due->payload.length};
    slot->id = due->id;
    slot->destination = endpoint->id;
    slot->item = p;
    return p;
}

// --- a post ----------------------------------------------------------------------------------------------------------

// The time of the event as the header has it: +00:00 in place of the Z of the body.
static const char *event_time(const delivery_post *p, arena *a) {
    json_error error;
    const json_value *message = json_parse(a, p->due.payload, JSON_DEPTH_MAXIMUM, &error);
    const json_value *time = message != NULL && message->type == JSON_OBJECT ? json_get(message, "timestamp") : NULL;
    if (time == NULL || time->type != JSON_STRING)
        return "";
    text given = json_text_of(time);
    bool in_utc = given.length > 0 && given.data[given.length - 1] == 'Z';
    return arena_printf(a, "%.*s%s", (int)given.length - in_utc, given.data, in_utc ? "+00:00" : "");
}

static size_t make_headers(const delivery_post *p, outbound_header out[HEADERS], arena *a) {
    char id[UUID_LENGTH + 1];
    size_t count = 0;
    uuid_format(&p->due.id, id);
    out[count++] = (outbound_header){"Content-Type", "application/json"};
    out[count++] = (outbound_header){"X-Tessera-Event", p->due.event_type};
    out[count++] = (outbound_header){"X-Tessera-Timestamp", event_time(p, a)};
    out[count++] = (outbound_header){"X-Tessera-Delivery", arena_strdup(a, id)};
    if (p->due.traceparent != NULL)
        out[count++] = (outbound_header){"traceparent", p->due.traceparent};
    if (p->secret.data == NULL)
        return count;
    char *plain = arena_bytes(a, DELIVERY_SIGNATURE_BYTES), *timed = arena_bytes(a, DELIVERY_SIGNATURES_BYTES);
    delivery_sign_body(p->secret, p->due.payload, plain);
    delivery_sign(p->secret, p->previous, timestamp_now() / 1000000, p->due.payload, timed);
    out[count++] = (outbound_header){"X-Tessera-Signature", plain};
    out[count++] = (outbound_header){"X-Tessera-Signature-V2", timed};
    return count;
}

static const char *words_of(const outbound_reply *reply, arena *a) {
    if (reply->end != OUTBOUND_ANSWERED)
        return arena_strdup(a, reply->reason);
    if (reply->body.length == 0)
        return arena_printf(a, "status %d", reply->status);
    return delivery_excerpt(reply->body, a);
}

static delivery_end end_of(const outbound_reply *reply) {
    if (reply->end == OUTBOUND_ANSWERED)
        return DELIVERY_ANSWERED;
    return reply->end == OUTBOUND_REFUSED ? DELIVERY_REFUSED : DELIVERY_FAILED;
}

// False: it did not end by itself.
static bool post(delivery_post *p, outbound_sender *sender, unsigned milliseconds, arena *a) {
    outbound_header headers[HEADERS];
    outbound_reply reply = {.end = OUTBOUND_REFUSED};
    outbound_post wanted = {.url = p->endpoint.url,
                            .headers = headers,
                            .header_count = make_headers(p, headers, a),
                            .body = p->due.payload,
                            .milliseconds = milliseconds,
                            .keep = KEPT_BYTES};
    outbound_send(sender, &wanted, &reply, a);
    p->attempt.end = end_of(&reply);
    p->attempt.status = reply.status;
    p->attempt.words = words_of(&reply, a);
    return reply.end != OUTBOUND_STOPPED;
}

void delivery_post_send(dispatch_slot *slot, outbound_sender *sender, unsigned milliseconds) {
    delivery_post *p = slot->item;
    delivery_attempt *attempt = &p->attempt;
    if (p->fault != NULL) {
        attempt->words = p->fault;
        attempt->end = DELIVERY_FAILED;
    } else {
        slot->stopped = !post(p, sender, milliseconds, slot->arena);
    }
    attempt->at = timestamp_now();
    if (attempt->end != DELIVERY_ANSWERED || attempt->status >= 300)
        log_warning(LOGGER, "delivery attempt %lld failed: %.200s", (long long)p->due.attempts + 1,
                    attempt->end == DELIVERY_ANSWERED ? arena_printf(slot->arena, "status %d", attempt->status)
                                                      : attempt->words);
}

// --- secrets ---------------------------------------------------------------------------------------------------------

static void open_secret(delivery_post *p, const secret_box *box, text sealed, text *out, arena *a) {
    secret_place place = {"webhook_endpoints.secret", &p->endpoint.id};
    if (sealed.data == NULL || p->fault != NULL)
        return;
    switch (secret_box_open(box, place, sealed, out, a)) {
    case SECRET_OPENED:
        return;
    case SECRET_UNKNOWN_KEY:
        p->fault = "The secret is encrypted with a key that is not among those of TESSERA_ENCRYPTION_KEY";
        return;
    case SECRET_DAMAGED:
        p->fault = "The secret in the database is damaged";
        return;
    }
}

void delivery_post_sign_with(delivery_post *p, db *reader, const secret_box *box, const char *set, int64_t now,
                             arena *a) {
    webhook_secrets sealed = {TEXT_NONE, TEXT_NONE};
    if (p->endpoint.origin == webhook_origin_settings) {
        p->secret = set == NULL || *set == '\0' ? TEXT_NONE : text_of(set);
        return;
    }
    if (!store_webhooks_secrets(reader, &p->endpoint.id, &sealed, a))
        p->fault = "The secret cannot be read";
    open_secret(p, box, sealed.current, &p->secret, a);
    if (p->endpoint.previous_secret_until != TIMESTAMP_NONE && p->endpoint.previous_secret_until > now)
        open_secret(p, box, sealed.previous, &p->previous, a);
}
