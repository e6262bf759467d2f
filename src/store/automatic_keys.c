// Keys that would stand at the same number stand behind one another, and are told apart by what stands in their rows. All of them
// were made in the same millisecond, so none of those in front of a key is swept while the key counts.
#include "store/automatic_keys.h"

enum {
    RANDOM_BITS = 15, // with 48 of the time they make a number that is not negative
    NEIGHBOURS = 16,  // most keys that stand behind one another
    KEY_BYTES = 16,
};

static text copied(arena *a, text t) {
    return t.data == NULL ? TEXT_NONE : (text){arena_text(a, t), t.length};
}

static int64_t place_of(const uuid *key) {
    uint64_t time = 0;
    for (int i = 0; i < 6; i++)
        time = time << 8 | key->bytes[i];
    uint64_t random = (uint64_t)key->bytes[14] << 8 | key->bytes[15];
    return (int64_t)(time << RANDOM_BITS | (random & ((1U << RANDOM_BITS) - 1)));
}

// What a row says of its request: the key, the fingerprint, the caller.
static text request_of(const uuid *key, text fingerprint, text caller, arena *a) {
    size_t length = KEY_BYTES + AUTOMATIC_FINGERPRINT + caller.length;
    char *bytes = arena_bytes(a, length);
    memcpy(bytes, key->bytes, KEY_BYTES);
    memcpy(bytes + KEY_BYTES, fingerprint.data, AUTOMATIC_FINGERPRINT);
    memcpy(bytes + KEY_BYTES + AUTOMATIC_FINGERPRINT, caller.data, caller.length);
    return (text){bytes, length};
}

// Whether a row is of this key and caller.
static bool is_of(text request, const uuid *key, text caller) {
    size_t before = KEY_BYTES + AUTOMATIC_FINGERPRINT;
    return request.length >= before && memcmp(request.data, key->bytes, KEY_BYTES) == 0 &&
           text_equal((text){request.data + before, request.length - before}, caller);
}

bool store_automatic_keys_find(db *d, const uuid *key, text caller, idempotent_reply *out, arena *a) {
    db_query *q = db_prepare(d, "SELECT request, made, status, entity_tag, body FROM automatic_keys "
                                "WHERE place >= ?1 AND place < ?2 ORDER BY place");
    int64_t place = place_of(key);
    bool found = false;
    db_bind_int(q, 1, place);
    db_bind_int(q, 2, place + NEIGHBOURS);
    while (!found && db_step(q)) {
        text request = db_column_text(q, 0);
        found = is_of(request, key, caller);
        if (found)
            *out = (idempotent_reply){
                .fingerprint = copied(a, (text){request.data + KEY_BYTES, AUTOMATIC_FINGERPRINT}),
                .made = db_column_uuid(q, 1),
                .status = (int)db_column_int(q, 2),
                .entity_tag = copied(a, db_column_text(q, 3)),
                .body = copied(a, db_column_text(q, 4)),
            };
    }
    return db_end(q) == DB_OK && found;
}

// Whether the row is written there; else there is one already, unless the database failed.
static bool insert_at(db *d, int64_t place, text request, const idempotent_reply *reply, bool *failed) {
    db_query *q = db_prepare(d, "INSERT INTO automatic_keys (place, request, made, status, entity_tag, body) "
                                "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (place) DO NOTHING");
    int64_t changed = 0;
    db_bind_int(q, 1, place);
    db_bind_blob(q, 2, request);
    db_bind_uuid(q, 3, &reply->made);
    db_bind_int(q, 4, reply->status);
    db_bind_slice(q, 5, reply->entity_tag);
    db_bind_slice(q, 6, reply->body);
    *failed = db_run(q, &changed) != DB_OK;
    return !*failed && changed == 1;
}

static bool is_known_at(db *d, int64_t place, const uuid *key, text caller) {
    db_query *q = db_prepare(d, "SELECT request FROM automatic_keys WHERE place = ?1");
    db_bind_int(q, 1, place);
    bool known = db_step(q) && is_of(db_column_text(q, 0), key, caller);
    return db_end(q) == DB_OK && known;
}

automatic_keeping store_automatic_keys_insert(db *d, const uuid *key, text caller, const idempotent_reply *reply,
                                              arena *a) {
    text request = request_of(key, reply->fingerprint, caller, a);
    int64_t place = place_of(key);
    bool failed;
    for (int i = 0; i < NEIGHBOURS; i++) {
        if (insert_at(d, place + i, request, reply, &failed))
            return AUTOMATIC_KEPT;
        if (failed)
            return AUTOMATIC_FAILED;
        if (is_known_at(d, place + i, key, caller))
            return AUTOMATIC_KNOWN;
    }
    return AUTOMATIC_CROWDED;
}

int64_t store_automatic_keys_sweep(db *d, const uuid *before, int64_t most) {
    db_query *q = db_prepare(d, "DELETE FROM automatic_keys WHERE place IN (SELECT place FROM automatic_keys "
                                "WHERE place < ?1 ORDER BY place LIMIT ?2)");
    int64_t swept = 0;
    db_bind_int(q, 1, place_of(before));
    db_bind_int(q, 2, most);
    db_run(q, &swept);
    return swept;
}
