// A write under an Idempotency-Key happens once. Its reply is stored in the same transaction as what it wrote, so that either
// both are there or neither; a request under a key that is known gets the stored reply and runs nothing. What makes two
// requests the same is a fingerprint of all of it, since a key that was used for another request is a mistake to be told.
#include "server/idempotency.h"
#include "server/job_plans.h"
#include "store/idempotency.h"
#include <openssl/evp.h>

#define KEY_LENGTH_MAXIMUM 255
#define FINGERPRINT_LENGTH 32
#define HOUR_MICROSECONDS (INT64_C(3600) * 1000000)
#define KEY_LIFE_MICROSECONDS (24 * HOUR_MICROSECONDS)
// What ran out is kept for that long, because the clocks of servers differ, and each holds the life against its own.
#define SWEEP_LATER_MICROSECONDS HOUR_MICROSECONDS

bool idempotency_read_or_reply(request *rq) {
    text key = http_request_header(rq->http, "Idempotency-Key");
    if (key.data == NULL)
        return true;
    bool fine = key.length >= 1 && key.length <= KEY_LENGTH_MAXIMUM;
    for (size_t i = 0; fine && i < key.length; i++)
        fine = key.data[i] > 0x20 && key.data[i] < 0x7f;
    if (!fine) {
        reply_error(rq, ERROR_IDEMPOTENCY_KEY_INVALID, NULL, NULL);
        return false;
    }
    rq->idempotency_key = key;
    return true;
}

// What stands for the body in a fingerprint. Where the model has secret fields it is the record without them: a fast hash of a
// password would be worth guessing at, and a stored fingerprint must not be.
static text body_identity(request *rq) {
    const record_type *type = rq->route->body;
    bool secret = false;
    for (unsigned i = 0; i < type->field_count; i++)
        secret = secret || (type->fields[i].flags & RECORD_SECRET) != 0;
    if (!secret)
        return rq->http->body;
    void *open = arena_alloc(rq->arena, type->size);
    memcpy(open, rq->body, type->size);
    for (unsigned i = 0; i < type->field_count; i++)
        if (type->fields[i].flags & RECORD_SECRET)
            *(const char **)((char *)open + type->fields[i].offset) = NULL;
    buffer out;
    buffer_init(&out, SIZE_MAX);
    json_writer w = json_writer_on(&out);
    record_encode(type, open, &w);
    text identity = {arena_text(rq->arena, buffer_text(&out)), out.length};
    buffer_done(&out);
    return identity;
}

// SHA-256 over everything that makes two requests the same: method, path, query and body, each with its length.
static text fingerprint(request *rq) {
    unsigned char *digest = arena_alloc(rq->arena, FINGERPRINT_LENGTH);
    text parts[] = {rq->http->method_name, rq->http->path, rq->http->query, body_identity(rq)};
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool fine = context != NULL && EVP_DigestInit_ex(context, EVP_sha256(), NULL) == 1;
    for (size_t i = 0; fine && i < sizeof parts / sizeof *parts; i++) {
        uint64_t length = parts[i].length;
        fine = EVP_DigestUpdate(context, &length, sizeof length) == 1 &&
               EVP_DigestUpdate(context, parts[i].data == NULL ? "" : parts[i].data, parts[i].length) == 1;
    }
    fine = fine && EVP_DigestFinal_ex(context, digest, NULL) == 1;
    EVP_MD_CTX_free(context);
    return fine ? (text){(char *)digest, FINGERPRINT_LENGTH} : TEXT("");
}

static text caller_key(request *rq) {
    // With authentication off all callers are one, whichever team is the first at the moment.
    if (!rq->caller.authenticated)
        return TEXT("");
    char *text_form = arena_bytes(rq->arena, UUID_LENGTH + 1);
    uuid_format(&rq->caller.team_id, text_form);
    return (text){text_form, UUID_LENGTH};
}

bool idempotency_replay(request *rq) {
    if (rq->idempotency_key.data == NULL)
        return false;
    int64_t now = timestamp_now(), oldest = now - KEY_LIFE_MICROSECONDS;
    text caller = caller_key(rq);
    idempotent_reply stored;
    if (store_idempotency_claim(rq->db, caller, rq->idempotency_key, oldest, now) ||
        !store_idempotency_find(rq->db, caller, rq->idempotency_key, oldest, &stored, rq->arena))
        return false;
    if (!text_equal(stored.fingerprint, fingerprint(rq))) {
        reply_error(rq, ERROR_IDEMPOTENCY_KEY_REUSED, NULL, NULL);
        return true;
    }
    buffer *body = http_reply_body(rq->exchange);
    buffer_clear(body, SIZE_MAX);
    buffer_append_text(body, stored.body);
    rq->status = stored.status;
    rq->content_type = stored.body.length > 0 ? TEXT("application/json") : TEXT_NONE;
    rq->entity_tag = stored.entity_tag;
    http_reply_status(rq->exchange, stored.status);
    http_reply_header(rq->exchange, TEXT("Idempotency-Replayed"), TEXT("true"));
    return true;
}

void idempotency_keep(request *rq) {
    if (rq->idempotency_key.data == NULL)
        return;
    idempotent_reply reply = {
        .fingerprint = fingerprint(rq),
        .status = rq->status,
        .body = buffer_text(http_reply_body(rq->exchange)),
        .entity_tag = rq->entity_tag,
        .created_at = timestamp_now(),
    };
    store_idempotency_insert(rq->db, caller_key(rq), rq->idempotency_key, &reply);
}

int64_t job_idempotency_keys(db *d, int64_t most) {
    return store_idempotency_sweep(d, KEY_LIFE_MICROSECONDS + SWEEP_LATER_MICROSECONDS, most);
}
