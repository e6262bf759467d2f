#include "store/idempotency.h"

bool store_idempotency_find(db *d, text caller, text key, int64_t oldest, idempotent_reply *out, arena *a) {
    db_query *q = db_prepare(d, "SELECT fingerprint, status, body, entity_tag, created_at FROM idempotency_keys "
                                "WHERE caller = ?1 AND key = ?2 AND created_at >= ?3 AND status > 0");
    db_bind_slice(q, 1, caller);
    db_bind_slice(q, 2, key);
    db_bind_time(q, 3, oldest);
    bool found = db_step(q);
    if (found) {
        text fingerprint = db_column_text(q, 0), body = db_column_text(q, 2), tag = db_column_text(q, 3);
        *out = (idempotent_reply){
            .fingerprint = {arena_text(a, fingerprint), fingerprint.length},
            .status = (int)db_column_int(q, 1),
            .body = {arena_text(a, body), body.length},
            .entity_tag = tag.data == NULL ? TEXT_NONE : (text){arena_text(a, tag), tag.length},
            .created_at = db_column_time(q, 4),
        };
    }
    return db_end(q) == DB_OK && found;
}

// A row that is there is locked by DO UPDATE whether or not it is old enough to be replaced.
bool store_idempotency_claim(db *d, text caller, text key, int64_t oldest, int64_t now) {
    if (!db_writers_meet(d))
        return false;
    db_query *q = db_prepare(d, "INSERT INTO idempotency_keys (caller, key, fingerprint, status, created_at) "
                                "VALUES (?1, ?2, ?3, 0, ?4) ON CONFLICT (caller, key) DO UPDATE SET fingerprint = ?3, "
                                "status = 0, body = NULL, entity_tag = NULL, created_at = ?4 "
                                "WHERE idempotency_keys.created_at < ?5");
    int64_t changed = 0;
    db_bind_slice(q, 1, caller);
    db_bind_slice(q, 2, key);
    db_bind_blob(q, 3, TEXT(""));
    db_bind_time(q, 4, now);
    db_bind_time(q, 5, oldest);
    return db_run(q, &changed) == DB_OK && changed == 1;
}

db_status store_idempotency_insert(db *d, text caller, text key, const idempotent_reply *reply) {
    db_query *q =
        db_prepare(d, "INSERT INTO idempotency_keys (caller, key, fingerprint, status, body, entity_tag, created_at) "
                      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (caller, key) DO UPDATE SET fingerprint = ?3, "
                      "status = ?4, body = ?5, entity_tag = ?6, created_at = ?7");
    db_bind_slice(q, 1, caller);
    db_bind_slice(q, 2, key);
    db_bind_blob(q, 3, reply->fingerprint);
    db_bind_int(q, 4, reply->status);
    db_bind_slice(q, 5, reply->body);
    db_bind_slice(q, 6, reply->entity_tag);
    db_bind_time(q, 7, reply->created_at);
    return db_queue(q);
}

int64_t store_idempotency_sweep(db *d, int64_t age, int64_t most) {
    db_query *q = db_prepare(d, "DELETE FROM idempotency_keys WHERE (caller, key) IN (SELECT caller, key FROM "
                                "idempotency_keys WHERE created_at < tessera_now(?1) ORDER BY created_at LIMIT ?2)");
    int64_t swept = 0;
    db_bind_int(q, 1, -age);
    db_bind_int(q, 2, most);
    db_run(q, &swept);
    return swept;
}
