#include "domain/delivery.h"
#include "base/json_build.h"
#include "model/model.h"
#include "store/outbox.h"
#include "store/webhooks.h"
#include <math.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <stdio.h>

enum { SECOND_PAUSE = 5, BACKOFF_DOUBLINGS = 6, BACKOFF_MOST = 60, DIGEST = 32 };

uuid delivery_settings_endpoint(void) {
    return (uuid){.bytes = {[6] = 0x80, [8] = 0x80, [15] = 1}, .set = true}; // version 8 (RFC 9562): made by hand
}

// --- to whom ---------------------------------------------------------------------------------------------------------

static bool is_told(const struct webhook_endpoint *endpoint, int event) {
    if (endpoint->enabled != 1)
        return false;
    for (size_t i = 0; endpoint->events.items != NULL && i < endpoint->events.count; i++)
        if (endpoint->events.items[i] == event)
            return true;
    return endpoint->events.items == NULL;
}

// What the event is about: the asset, which all payloads name. The message itself where one does not.
static uuid entity_of(const json_value *message, const uuid *id) {
    const json_value *payload = json_get(message, "payload"), *asset = NULL;
    uuid entity;
    if (payload != NULL && payload->type == JSON_OBJECT)
        asset = json_get(payload, "asset_id");
    bool named = asset != NULL && asset->type == JSON_STRING && uuid_parse(json_text_of(asset), &entity, NULL);
    return named ? entity : *id;
}

const char *delivery_pause(const struct webhook_endpoint *endpoint, int64_t now, arena *a) {
    char until[TIMESTAMP_LENGTH + 1];
    if (endpoint->paused_until == TIMESTAMP_NONE || endpoint->paused_until <= now)
        return NULL;
    timestamp_format(endpoint->paused_until, until);
    return arena_printf(a, "Circuit breaker open until %s", until);
}

// Whether anybody is told.
static bool fan_out(db *d, record_list endpoints, const outbox_message *message, int64_t now, arena *a) {
    json_error error;
    const json_value *told = json_parse(a, message->payload, JSON_DEPTH_MAXIMUM, &error);
    const json_value *name = told != NULL && told->type == JSON_OBJECT ? json_get(told, "event") : NULL;
    if (name == NULL || name->type != JSON_STRING)
        return false;
    bool anybody = false;
    int event = model_enum_parse(&enum_webhook_event, json_text_of(name));
    uuid entity = entity_of(told, &message->id);
    for (size_t i = 0; i < endpoints.count; i++) {
        const struct webhook_endpoint *endpoint = (const struct webhook_endpoint *)endpoints.items + i;
        if (!is_told(endpoint, event))
            continue;
        delivery_start start = {.id = uuid_new(),
                                .endpoint = endpoint,
                                .event_id = message->id,
                                .event_type = name->string,
                                .entity_id = entity,
                                .queued_at = message->queued_at,
                                .now = now,
                                .aside = delivery_pause(endpoint, now, a)};
        store_deliveries_insert(d, &start);
        anybody = true;
    }
    return anybody;
}

size_t delivery_fan_out(db *d, record_list endpoints, size_t most, int64_t now, arena *a) {
    outbox_message *messages = arena_array(a, most + 1, sizeof *messages);
    size_t count = most == 0 ? 0 : store_outbox_waiting(d, OUTBOX_WEBHOOK, messages, most, a);
    for (size_t i = 0; i < count; i++) {
        bool told = fan_out(d, endpoints, &messages[i], now, a);
        store_outbox_take(d, OUTBOX_WEBHOOK, &messages[i].id, told, now);
    }
    return count;
}

uuid delivery_begin(db *d, const struct webhook_endpoint *endpoint, uuid event, const char *event_type,
                    uuid redelivery_of, int64_t now) {
    uuid id = uuid_new();
    delivery_start start = {.id = id,
                            .endpoint = endpoint,
                            .event_id = event,
                            .event_type = event_type,
                            .entity_id = id, // nothing comes before it
                            .queued_at = now,
                            .now = now,
                            .redelivery_of = redelivery_of};
    db_mark(d, OUTBOX_MARK(OUTBOX_WEBHOOK));
    return store_deliveries_insert(d, &start) == DB_OK ? id : UUID_NONE;
}

// --- signatures ------------------------------------------------------------------------------------------------------

// `before` and the body, which are one text to the receiver.
static void hmac_hex(text secret, text before, text body, char out[2 * DIGEST + 1]) {
    unsigned char digest[EVP_MAX_MD_SIZE] = {0};
    EVP_MAC *algorithm = EVP_MAC_fetch(NULL, "HMAC", NULL);
    EVP_MAC_CTX *context = algorithm == NULL ? NULL : EVP_MAC_CTX_new(algorithm);
    char hash[] = "SHA256";
    OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string("digest", hash, 0), OSSL_PARAM_construct_end()};
    size_t length = 0;
    if (context != NULL && EVP_MAC_init(context, (const unsigned char *)secret.data, secret.length, parameters) == 1) {
        EVP_MAC_update(context, (const unsigned char *)before.data, before.length);
        EVP_MAC_update(context, (const unsigned char *)body.data, body.length);
        EVP_MAC_final(context, digest, &length, sizeof digest);
    }
    EVP_MAC_CTX_free(context);
    EVP_MAC_free(algorithm);
    for (size_t i = 0; i < DIGEST; i++)
        snprintf(out + 2 * i, 3, "%02x", digest[i]);
}

void delivery_sign_body(text secret, text body, char out[DELIVERY_SIGNATURE_BYTES]) {
    int length = snprintf(out, DELIVERY_SIGNATURE_BYTES, "sha256=");
    hmac_hex(secret, TEXT(""), body, out + length);
}

void delivery_sign(text secret, text previous, int64_t seconds, text body, char out[DELIVERY_SIGNATURES_BYTES]) {
    char before[32], digits[2 * DIGEST + 1];
    int length = snprintf(before, sizeof before, "%lld.", (long long)seconds);
    hmac_hex(secret, (text){before, (size_t)length}, body, digits);
    int written = snprintf(out, DELIVERY_SIGNATURES_BYTES, "t=%lld,v1=%s", (long long)seconds, digits);
    if (previous.data == NULL)
        return;
    hmac_hex(previous, (text){before, (size_t)length}, body, digits);
    snprintf(out + written, DELIVERY_SIGNATURES_BYTES - (size_t)written, ",v1=%s", digits);
}

// --- what follows ----------------------------------------------------------------------------------------------------

static int64_t backoff_after(const delivery_rules *rules, int64_t rounds, double random) {
    int64_t doublings = rounds - 1 < BACKOFF_DOUBLINGS ? rounds - 1 : BACKOFF_DOUBLINGS;
    double times = fmin(ldexp(1, (int)doublings), BACKOFF_MOST);
    return (int64_t)((double)rules->backoff * times * (0.8 + 0.4 * random));
}

static const char *words_of(const delivery_attempt *attempt, arena *a) {
    return attempt->end == DELIVERY_REFUSED ? arena_printf(a, "URL validation failed: %s", attempt->words)
                                            : attempt->words;
}

bool delivery_decide(const delivery_rules *rules, const struct webhook_endpoint *endpoint, const delivery_due *due,
                     const delivery_attempt *attempt, delivery_state *out, bool *served, arena *a) {
    bool sent = attempt->end != DELIVERY_REFUSED;
    *served = attempt->end == DELIVERY_ANSWERED && attempt->status < 300;
    *out = (delivery_state){
        .id = due->id,
        .endpoint_id = endpoint->id,
        .entity_id = due->entity_id,
        .alive = true,
        .due_at = TIMESTAMP_NONE,
        .attempts = due->attempts + sent,
        .tries = due->tries + 1,
        .rounds = due->rounds,
        .last_attempt_at = attempt->at,
        .delivered_at = TIMESTAMP_NONE,
        .url = endpoint->url,
        .last_status_code = attempt->status,
    };
    if (*served) {
        out->status = webhook_delivery_status_delivered;
        out->delivered_at = attempt->at;
        out->alive = false;
        return true;
    }
    out->last_error = words_of(attempt, a);
    out->status = due->rounds > 0 ? webhook_delivery_status_failed : webhook_delivery_status_pending;
    if (sent && !attempt->is_probe && out->tries < DELIVERY_TRIES) {
        out->due_at = attempt->at + rules->pause * (out->tries == 1 ? 1 : SECOND_PAUSE);
        return false;
    }
    out->tries = 0;
    out->rounds++;
    out->due_at = attempt->at + backoff_after(rules, out->rounds, attempt->random);
    out->status = webhook_delivery_status_failed;
    if (out->due_at > due->created_at + rules->retry) {
        out->status = webhook_delivery_status_dead_lettered;
        out->due_at = TIMESTAMP_NONE;
        out->alive = false;
    }
    return sent;
}

const char *delivery_excerpt(text reply, arena *a) {
    static const char unknown[] = "\xef\xbf\xbd"; // what stands for bytes that are no character
    char *kept = arena_bytes(a, DELIVERY_ERROR_LENGTH * 4 + 1);
    size_t length = 0, characters = 0, at = 0;
    while (at < reply.length && characters < DELIVERY_ERROR_LENGTH) {
        size_t size = 1;
        while (size < 4 && at + size < reply.length && (reply.data[at + size] & 0xc0) == 0x80)
            size++;
        bool good = reply.data[at] != '\0' && text_is_utf8((text){reply.data + at, size});
        memcpy(kept + length, good ? reply.data + at : unknown, good ? size : sizeof unknown - 1);
        length += good ? size : sizeof unknown - 1;
        at += good ? size : 1;
        characters++;
    }
    kept[length] = '\0';
    return kept;
}
