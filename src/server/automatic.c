#include "server/automatic.h"
#include "server/conditions.h"
#include <endian.h>
#include <openssl/evp.h>

#define AUTOMATIC "auto-"

enum {
    KEY_BYTES = 16,
    KEY_TIME_BYTES = 6,
    DIGEST_BYTES = 32,
    REFERENCE_BYTES = AUTOMATIC_FINGERPRINT + KEY_BYTES,
    REST_MAXIMUM =
        2000, // of a reply beside what was created, in the audit trail; longer ones go to the table, which is swept
};

// --- keys ------------------------------------------------------------------------------------------------------------

uuid automatic_key_of_time(int64_t micros) {
    uuid key = {.set = true};
    uint64_t millis = (uint64_t)(micros / 1000);
    for (int i = 0; i < KEY_TIME_BYTES; i++)
        key.bytes[i] = (uint8_t)(millis >> (40 - 8 * i));
    return key;
}

uuid automatic_read(text key, int64_t life, int64_t ahead) {
    uuid id;
    if (key.length != sizeof AUTOMATIC - 1 + UUID_LENGTH || !text_starts_with(key, TEXT(AUTOMATIC)) ||
        !uuid_parse((text){key.data + sizeof AUTOMATIC - 1, UUID_LENGTH}, &id, NULL) || id.bytes[6] >> 4 != 7)
        return UUID_NONE;
    int64_t now = timestamp_now();
    uuid oldest = automatic_key_of_time(now - life), newest = automatic_key_of_time(now + ahead);
    bool current = memcmp(id.bytes, oldest.bytes, KEY_BYTES) >= 0 && memcmp(id.bytes, newest.bytes, KEY_BYTES) < 0;
    return current ? id : UUID_NONE;
}

// The id of the event of a write under the key: a version 7 UUID of the key's time, whose other bits only who knows both the
// key and the caller can tell. So nobody meets an event of another's, and callers with the same key do not meet.
static bool event_id(const uuid *key, text caller, uuid *id) {
    unsigned char digest[DIGEST_BYTES], whole[KEY_BYTES + 2 * UUID_LENGTH];
    *id = *key;
    if (caller.length == 0) // all callers are one, and the key is as random as what it would give
        return true;
    if (caller.length > sizeof whole - KEY_BYTES)
        return false;
    memcpy(whole, key->bytes, KEY_BYTES);
    memcpy(whole + KEY_BYTES, caller.data, caller.length);
    if (EVP_Digest(whole, KEY_BYTES + caller.length, digest, NULL, EVP_sha256(), NULL) != 1)
        return false;
    memcpy(id->bytes + KEY_TIME_BYTES, digest, KEY_BYTES - KEY_TIME_BYTES);
    id->bytes[6] = 0x70 | (id->bytes[6] & 0x0F); // RFC 9562 section 5.7
    id->bytes[8] = 0x80 | (id->bytes[8] & 0x3F);
    return true;
}

// --- fingerprints ----------------------------------------------------------------------------------------------------

static uint64_t quick_mix(uint64_t hash, uint64_t word) {
    hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ hash >> 32;
}

// Enough to tell a mistake, and no one guesses an automatic key of another caller. It is stored, and so the same on every
// machine.
text automatic_fingerprint(request *rq, const text *parts, size_t count) {
    uint64_t *digest = arena_alloc(rq->arena, sizeof *digest), hash = 0;
    for (size_t i = 0; i < count; i++) {
        const char *at = parts[i].data;
        size_t left = parts[i].length;
        uint64_t word;
        for (; left >= sizeof word; at += sizeof word, left -= sizeof word) {
            memcpy(&word, at, sizeof word);
            hash = quick_mix(hash, le64toh(word));
        }
        word = 0;
        if (left > 0)
            memcpy(&word, at, left);
        hash = quick_mix(quick_mix(hash, le64toh(word)), parts[i].length);
    }
    *digest = htole64(hash);
    return (text){(char *)digest, sizeof *digest};
}

// --- a write ---------------------------------------------------------------------------------------------------------

audit_event_row *automatic_begin(request *rq) {
    if (!rq->automatic_key.set)
        return NULL;
    rq->automatic = arena_new_of(rq->arena, automatic_write);
    return &rq->automatic->first;
}

bool automatic_find(request *rq, text caller, idempotent_reply *out) {
    uuid id;
    text replay;
    if (!event_id(&rq->automatic_key, caller, &id))
        return false;
    if (!store_audit_events_replay(rq->db, &id, &replay, rq->arena))
        replay = TEXT("");
    // An event that no such write left, of whose id somebody made a key: its fingerprint is like no other.
    if (replay.data == NULL)
        return *out = (idempotent_reply){.fingerprint = TEXT("")}, true;
    if (replay.length < REFERENCE_BYTES)
        return store_automatic_keys_find(rq->db, &rq->automatic_key, caller, out, rq->arena);
    *out = (idempotent_reply){
        .fingerprint = {replay.data, AUTOMATIC_FINGERPRINT},
        .status = rq->route->status,
        .made = {.set = true},
        .body = {replay.data + REFERENCE_BYTES, replay.length - REFERENCE_BYTES},
    };
    memcpy(out->made.bytes, replay.data + AUTOMATIC_FINGERPRINT, KEY_BYTES);
    return true;
}

// What the event says of the request and its reply.
static text replay_of(request *rq, const idempotent_reply *reply) {
    bool refers = reply->made.set;
    size_t length = refers ? REFERENCE_BYTES + reply->body.length : AUTOMATIC_FINGERPRINT;
    char *bytes = arena_bytes(rq->arena, length);
    memcpy(bytes, reply->fingerprint.data, AUTOMATIC_FINGERPRINT);
    if (refers)
        memcpy(bytes + AUTOMATIC_FINGERPRINT, reply->made.bytes, KEY_BYTES);
    if (refers && reply->body.length > 0)
        memcpy(bytes + REFERENCE_BYTES, reply->body.data, reply->body.length);
    return (text){bytes, length};
}

static automatic_keeping keep_in_table(request *rq, text caller, const idempotent_reply *reply) {
    return store_automatic_keys_insert(rq->db, &rq->automatic_key, caller, reply, rq->arena);
}

automatic_keeping automatic_keep(request *rq, text caller, const idempotent_reply *reply) {
    audit_event_row *first = &rq->automatic->first;
    uuid id;
    text other;
    if (!event_id(&rq->automatic_key, caller, &id))
        return AUTOMATIC_FAILED;
    if (!first->id.set)
        return store_audit_events_replay(rq->db, &id, &other, rq->arena) ? AUTOMATIC_KNOWN
                                                                         : keep_in_table(rq, caller, reply);
    first->id = id;
    first->replay = replay_of(rq, reply);
    db_status written = store_audit_events_insert(rq->db, first);
    if (written != DB_OK)
        return written == DB_UNIQUE ? AUTOMATIC_KNOWN : AUTOMATIC_FAILED;
    return reply->made.set ? AUTOMATIC_KEPT : keep_in_table(rq, caller, reply);
}

// --- replays ---------------------------------------------------------------------------------------------------------

// Writes the reply: the members of `rest`, and among them, at its place, what was created.
static void show_whole(request *rq, const json_value *rest) {
    const record_type *type = rq->route->reply;
    buffer *body = http_reply_body(rq->exchange);
    text made = {arena_text(rq->arena, buffer_text(body)), body->length};
    buffer_clear(body, SIZE_MAX);
    json_writer w = json_writer_on(body);
    json_begin_object(&w);
    for (unsigned i = 0; i < type->field_count; i++) {
        const record_field *field = &type->fields[i];
        const json_value *value = json_get(rest, field->name);
        if (field != rq->route->made_in && value == NULL)
            continue;
        json_name(&w, field->name);
        if (field == rq->route->made_in)
            json_raw(&w, made);
        else
            json_value_out(&w, value);
    }
    json_end_object(&w);
    rq->entity_tag = TEXT_NONE;
    conditions_tag(rq);
}

bool automatic_show(request *rq, const idempotent_reply *kept) {
    json_error error;
    rq->status = kept->status;
    if (!conditions_show(rq, rq->route->made, &kept->made))
        return false;
    if (rq->route->made_in != NULL)
        show_whole(rq, json_parse(rq->arena, kept->body, JSON_DEPTH_MAXIMUM, &error));
    return true;
}
