#include "domain/audit_chain.h"
#include "base/ascii.h"
#include "base/log.h"
#include <openssl/evp.h>
#include <stdlib.h>

#define LOGGER "tessera.domain"

enum { ID_BYTES = sizeof((uuid *)0)->bytes };

// Nothing can be told of the chain without it, and it needs nothing but memory.
static void sha256(const void *bytes, size_t length, unsigned char out[AUDIT_HASH_BYTES]) {
    if (EVP_Digest(bytes, length, out, NULL, EVP_sha256(), NULL) == 1)
        return;
    log_critical(LOGGER, "out of memory for a hash of the audit trail");
    abort();
}

static void id_write(json_writer *w, const char *name, const uuid *id) {
    char printed[UUID_LENGTH + 1];
    json_name(w, name);
    if (!id->set) {
        json_null(w);
        return;
    }
    uuid_format(id, printed);
    json_string_plain(w, (text){printed, UUID_LENGTH});
}

// Names and kinds are of this program's own making: plain ASCII.
static void text_write(json_writer *w, const char *name, const char *value) {
    json_name(w, name);
    json_string_plain(w, text_of(value));
}

static void canonical_write(json_writer *w, const json_value *value) {
    json_write_canonical(w->out, value);
    w->comma = true;
}

// Of another program's making: any text.
static void subject_write(json_writer *w, const char *subject) {
    const json_value value = json_make_string(subject == NULL ? TEXT_NONE : text_of(subject));
    json_name(w, "actor_subject");
    canonical_write(w, &value);
}

static void payload_write(json_writer *w, const record_json *payload, arena *a) {
    json_error error;
    const json_value *tree =
        payload->tree != NULL ? payload->tree : json_parse(a, payload->raw, JSON_DEPTH_MAXIMUM, &error);
    json_name(w, "payload");
    if (tree != NULL)
        canonical_write(w, tree);
    else // not what was written: whatever it is, its digest is another
        json_string(w, payload->raw);
}

void audit_event_write(buffer *out, const struct audit_event *event, arena *a) {
    char time[TIMESTAMP_LENGTH + 1];
    timestamp_format(event->occurred_at, time);
    json_writer w = json_writer_on(out);
    json_begin_object(&w);
    text_write(&w, "action", event->action);
    id_write(&w, "actor_id", &event->actor_id);
    id_write(&w, "actor_key_id", &event->actor_key_id);
    subject_write(&w, event->actor_subject);
    text_write(&w, "actor_type", event->actor_type);
    id_write(&w, "actor_user_id", &event->actor_user_id);
    id_write(&w, "entity_id", &event->entity_id);
    text_write(&w, "entity_type", event->entity_type);
    id_write(&w, "id", &event->id);
    text_write(&w, "occurred_at", time);
    payload_write(&w, &event->payload, a);
    json_end_object(&w);
}

void audit_digest(const struct audit_event *event, buffer *scratch, arena *a, unsigned char out[AUDIT_HASH_BYTES]) {
    buffer_clear(scratch, SIZE_MAX);
    audit_event_write(scratch, event, a);
    sha256(scratch->data, scratch->length, out);
}

void audit_digest_told(const json_value *event, buffer *scratch, unsigned char out[AUDIT_HASH_BYTES]) {
    buffer_clear(scratch, SIZE_MAX);
    json_write_canonical(scratch, event);
    sha256(scratch->data, scratch->length, out);
}

void audit_advance(unsigned char hash[AUDIT_HASH_BYTES], const unsigned char digest[AUDIT_HASH_BYTES]) {
    unsigned char both[2 * AUDIT_HASH_BYTES];
    memcpy(both, hash, AUDIT_HASH_BYTES);
    memcpy(both + AUDIT_HASH_BYTES, digest, AUDIT_HASH_BYTES);
    sha256(both, sizeof both, hash);
}

void audit_hex(const unsigned char hash[AUDIT_HASH_BYTES], char out[AUDIT_HEX_LENGTH + 1]) {
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < AUDIT_HASH_BYTES; i++) {
        out[2 * i] = digits[hash[i] >> 4];
        out[2 * i + 1] = digits[hash[i] & 15];
    }
    out[AUDIT_HEX_LENGTH] = '\0';
}

bool audit_hex_parse(text digits, unsigned char out[AUDIT_HASH_BYTES]) {
    if (digits.length != AUDIT_HEX_LENGTH)
        return false;
    for (size_t i = 0; i < AUDIT_HASH_BYTES; i++) {
        int high = ascii_hex(digits.data[2 * i]), low = ascii_hex(digits.data[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        out[i] = (unsigned char)(high << 4 | low);
    }
    return true;
}

size_t audit_seal_length(const audit_seal *seal) {
    return seal->links.length / AUDIT_LINK_BYTES;
}

int64_t audit_seal_first(const audit_seal *seal) {
    return seal->last_sequence - (int64_t)audit_seal_length(seal) + 1;
}

uuid audit_seal_event(const audit_seal *seal, size_t index) {
    uuid id = {.set = true};
    memcpy(id.bytes, seal->links.data + index * AUDIT_LINK_BYTES, ID_BYTES);
    return id;
}

const unsigned char *audit_seal_digest(const audit_seal *seal, size_t index) {
    return (const unsigned char *)seal->links.data + index * AUDIT_LINK_BYTES + ID_BYTES;
}
