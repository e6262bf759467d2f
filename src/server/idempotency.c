// A write under an Idempotency-Key happens once. Its reply is stored in the same transaction as what it wrote, so that either
// both are there or neither; a request under a key that is known gets the stored reply and runs nothing. What makes two
// requests the same is a fingerprint of all of it, since a key that was used for another request is a mistake to be told.
// Keys that client libraries make are another matter: automatic.h.
#include "server/idempotency.h"
#include "domain/passwords.h"
#include "server/automatic.h"
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
    if (key.data == NULL || rq->route->scope == SCOPE_PUBLIC) // of nobody, whose replies are nobody else's to see
        return true;
    rq->automatic_key = automatic_read(key, KEY_LIFE_MICROSECONDS, HOUR_MICROSECONDS);
    bool fine = rq->automatic_key.set || (key.length >= 1 && key.length <= KEY_LENGTH_MAXIMUM);
    for (size_t i = 0; fine && !rq->automatic_key.set && i < key.length; i++)
        fine = key.data[i] > 0x20 && key.data[i] < 0x7f;
    if (!fine) {
        reply_error(rq, ERROR_IDEMPOTENCY_KEY_INVALID, NULL, NULL);
        return false;
    }
    rq->idempotency_key = key;
    return true;
}

static bool has_secret(const record_type *type) {
    bool secret = false;
    for (unsigned i = 0; i < type->field_count; i++)
        secret = secret || (type->fields[i].flags & RECORD_SECRET) != 0;
    return secret;
}

// What stands for a body with a password in a fingerprint: the record without it, since a fast hash of a password would be worth
// guessing at, and a stored fingerprint must not be. Other secrets are too long to guess.
static text body_identity(request *rq) {
    const record_type *type = rq->route->body;
    if (rq->route->run != RUN_HASHED || !has_secret(type))
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
    text parts[] = {rq->http->method_name, rq->http->path, rq->http->query, body_identity(rq), rq->password_mark};
    if (rq->automatic_key.set)
        return automatic_fingerprint(rq, parts, sizeof parts / sizeof *parts);
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
    if (rq->caller.kind == CALLER_OPEN)
        return TEXT("");
    if (rq->caller.kind == CALLER_BOOTSTRAP)
        return TEXT("bootstrap");
    // A team's callers share their keys, so that a credential may be replaced between two tries; what an admin did is no other's
    // to see.
    char id[UUID_LENGTH + 1];
    uuid_format(&rq->caller.team_id, id);
    return text_of(arena_printf(rq->arena, "%s%s", rq->caller.is_admin ? "admin of " : "", id));
}

bool idempotency_mark(request *rq, text password) {
    unsigned char digest[FINGERPRINT_LENGTH];
    if (rq->idempotency_key.data == NULL || rq->automatic_key.set) // which a client library makes for one request
        return true;
    text whole = text_of(arena_printf(rq->arena, "%s %s", caller_key(rq).data, rq->idempotency_key.data));
    const unsigned char *mark = EVP_Digest(whole.data, whole.length, digest, NULL, EVP_sha256(), NULL) == 1
                                    ? password_mark(rq->arena, password, digest)
                                    : NULL;
    rq->password_mark = (text){(const char *)mark, mark == NULL ? 0 : PASSWORD_MARK_BYTES};
    return mark != NULL;
}

// What is kept under the request's key. False: nothing.
static bool find_stored(request *rq, idempotent_reply *stored) {
    text caller = caller_key(rq);
    if (rq->automatic_key.set)
        return automatic_find(rq, caller, stored);
    int64_t now = timestamp_now(), oldest = now - KEY_LIFE_MICROSECONDS;
    return !store_idempotency_claim(rq->db, caller, rq->idempotency_key, oldest, now) &&
           store_idempotency_find(rq->db, caller, rq->idempotency_key, oldest, stored, rq->arena);
}

#define ID_START "{\"id\":\""

// The id with which a reply begins; none: it does not.
static uuid id_at_start(text body) {
    uuid id;
    text start = TEXT(ID_START);
    bool known = text_starts_with(body, start) && body.length > start.length + UUID_LENGTH &&
                 uuid_parse((text){body.data + start.length, UUID_LENGTH}, &id, NULL);
    return known ? id : UUID_NONE;
}

static void replay_body(request *rq, const idempotent_reply *stored) {
    buffer *body = http_reply_body(rq->exchange);
    buffer_clear(body, SIZE_MAX);
    buffer_append_text(body, stored->body);
    rq->content_type = stored->body.length > 0 ? TEXT("application/json") : TEXT_NONE;
    rq->entity_tag = stored->entity_tag;
}

// In place of what the handler may have written already.
static void refuse(request *rq, error_code code, const char *message) {
    http_reply_reset(rq->exchange);
    rq->entity_tag = TEXT_NONE;
    reply_error(rq, code, message, NULL);
}

bool idempotency_replay(request *rq) {
    idempotent_reply stored;
    if (rq->idempotency_key.data == NULL || !find_stored(rq, &stored))
        return false;
    if (!text_equal(stored.fingerprint, fingerprint(rq))) {
        refuse(rq, ERROR_IDEMPOTENCY_KEY_REUSED, NULL);
        return true;
    }
    if (has_secret(rq->route->reply)) {
        uuid made = stored.made.set ? stored.made : id_at_start(stored.body);
        reply_duplicate(rq, ERROR_SECRET_SHOWN_ONCE, NULL, &made);
        return true;
    }
    if (!stored.made.set) {
        replay_body(rq, &stored);
    } else if (!automatic_show(rq, &stored)) {
        refuse(rq, ERROR_NOT_FOUND, "What was created under this Idempotency-Key has been deleted since");
        return true;
    }
    rq->status = stored.status;
    http_reply_status(rq->exchange, stored.status);
    http_reply_header(rq->exchange, TEXT("Idempotency-Replayed"), TEXT("true"));
    return true;
}

// Makes the reply a reference to what was created, where it is the resource, holds it, or tells a secret of it that must not be
// kept.
static void refer(const request *rq, idempotent_reply *reply) {
    if (rq->status != rq->route->status)
        return;
    if (rq->route->made_in != NULL)
        reply->made = rq->automatic->made;
    else if (rq->route->made != NULL || has_secret(rq->route->reply))
        reply->made = id_at_start(reply->body);
    if (!reply->made.set)
        return;
    reply->body = rq->route->made_in != NULL ? rq->automatic->rest : TEXT_NONE;
    reply->entity_tag = TEXT_NONE;
}

bool idempotency_keep(request *rq) {
    if (rq->idempotency_key.data == NULL)
        return true;
    idempotent_reply reply = {
        .fingerprint = fingerprint(rq),
        .status = rq->status,
        .body = buffer_text(http_reply_body(rq->exchange)),
        .entity_tag = rq->entity_tag,
        .created_at = timestamp_now(),
    };
    if (has_secret(rq->route->reply)) // a secret leaves once: of its reply the id alone is kept
        reply.body.length = sizeof ID_START - 1 + UUID_LENGTH + 1, reply.entity_tag = TEXT_NONE;
    if (!rq->automatic_key.set)
        return store_idempotency_insert(rq->db, caller_key(rq), rq->idempotency_key, &reply) != DB_UNIQUE;
    refer(rq, &reply);
    automatic_keeping kept = automatic_keep(rq, caller_key(rq), &reply);
    if (kept == AUTOMATIC_CROWDED)
        refuse(rq, ERROR_IDEMPOTENCY_KEY_INVALID, "Too many keys are like this one; make another");
    return kept == AUTOMATIC_KEPT || kept == AUTOMATIC_FAILED;
}

int64_t job_idempotency_keys(const job_context *context, db *d, const void *prepared, int64_t most) {
    (void)prepared;
    (void)context;
    int64_t age = KEY_LIFE_MICROSECONDS + SWEEP_LATER_MICROSECONDS;
    uuid before = automatic_key_of_time(timestamp_now() - age);
    return store_idempotency_sweep(d, age, most) + store_automatic_keys_sweep(d, &before, most);
}
