#include "server/conditions.h"
#include "base/hash.h"
#include "server/app.h"
#include "store/idempotency.h"
#include <openssl/evp.h>

#define TAG_SEED 0x7465737365726121ULL
#define TAG_LENGTH 18
#define KEY_LENGTH_MAXIMUM 255
#define FINGERPRINT_LENGTH 32
#define KEY_LIFE_MICROS (24 * 3600 * INT64_C(1000000))

// --- entity tags -----------------------------------------------------------------------------------------------------

// A write's reply is tagged where it is the resource itself, as its GET shows it.
static bool is_tagged(const request *rq) {
    const route *row = rq->route;
    if (row->shape != SHAPE_ONE || row->scope == SCOPE_PUBLIC || rq->status < 200 || rq->status > 299)
        return false;
    if (row->method == HTTP_GET)
        return true;
    if (row->resource != NULL)
        return row->resource->reply == row->reply;
    return row->status == 201;
}

// Sixteen hexadecimal digits in quotes. Made for almost every reply, so without the detour over printf.
static text tag_of(arena *a, uint64_t hash) {
    char *tag = arena_bytes(a, TAG_LENGTH);
    tag[0] = tag[TAG_LENGTH - 1] = '"';
    for (size_t i = TAG_LENGTH - 2; i > 0; i--, hash >>= 4)
        tag[i] = "0123456789abcdef"[hash & 15];
    return (text){tag, TAG_LENGTH};
}

void conditions_tag(request *rq) {
    if (!is_tagged(rq))
        return;
    const buffer *body = http_reply_body(rq->exchange);
    uint64_t hash = hash_bytes(body->data, body->length, TAG_SEED);
    rq->entity_tag = tag_of(rq->arena, hash);
}

// The member of a header's list of tags that names the state of `tag`: `tag` itself for "*", TEXT_NONE: none does. A "-gzip"
// ending names the compressed form of the same state.
static text list_find(text list, text tag, bool weak_counts) {
    size_t i = 0;
    text core = {tag.data + 1, tag.length - 2};
    while (i < list.length) {
        if (list.data[i] == '*')
            return tag;
        bool weak = i + 2 < list.length && list.data[i] == 'W' && list.data[i + 1] == '/';
        if (weak)
            i += 2;
        if (list.data[i] != '"') {
            i++;
            continue;
        }
        const char *start = list.data + i + 1;
        const char *end = memchr(start, '"', list.length - i - 1);
        if (end == NULL)
            return TEXT_NONE;
        text given = {start, (size_t)(end - start)};
        if (text_ends_with(given, TEXT("-gzip")))
            given.length -= 5;
        if (text_equal(given, core) && (weak_counts || !weak))
            return (text){start - 1, (size_t)(end - start) + 2};
        i = (size_t)(end - list.data) + 1;
    }
    return TEXT_NONE;
}

bool conditions_not_modified(request *rq) {
    text header = http_request_header(rq->http, "If-None-Match");
    if (header.data == NULL || rq->entity_tag.data == NULL)
        return false;
    text named = list_find(header, rq->entity_tag, true);
    if (named.data == NULL)
        return false;
    // The reply names the form that the client has, which may be the compressed one.
    rq->entity_tag = named;
    return true;
}

// The tag is held against the resource as its GET shows it unless asked for something else.
static void *resource_query(request *rq) {
    void *query = arena_alloc(rq->arena, rq->route->query->size);
    record_defaults_within(rq->route->query, &rq->app->limits, rq->arena, query);
    return query;
}

bool conditions_match_or_reply(request *rq) {
    text header = http_request_header(rq->http, "If-Match");
    const route *own = rq->route;
    if (header.data == NULL || own->resource == NULL)
        return true;
    void *query = rq->query;
    rq->route = own->resource;
    rq->query = resource_query(rq);
    int status = own->resource->handler(rq);
    rq->entity_tag = TEXT_NONE;
    conditions_tag(rq);
    text current = rq->entity_tag;
    rq->route = own;
    rq->query = query;
    rq->entity_tag = TEXT_NONE;
    // A missing resource is the handler's to report.
    bool holds = status != 200 || list_find(header, current, false).data != NULL;
    if (!holds)
        reply_error(rq, ERROR_PRECONDITION_FAILED, NULL, detail(rq, "current_etag", json_make_string(current)));
    return holds;
}

// --- idempotency keys ------------------------------------------------------------------------------------------------

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
    store_idempotency_forget(rq->db, timestamp_now() - KEY_LIFE_MICROS);
    idempotent_reply stored;
    if (!store_idempotency_find(rq->db, caller_key(rq), rq->idempotency_key, &stored, rq->arena))
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
