#include "store/sessions.h"
#include "base/timestamp.h"
#include "model/model.h"

#define TRIMMED_MAXIMUM 1000 // sessions of a user that one log-in ends

db_status store_sessions_insert(db *d, const session_grant *session, text hash) {
    db_query *q = db_prepare(d, "INSERT INTO sessions (id, user_id, token_hash, created_at, rotated_at, confirmed_at, "
                                "last_seen_at, ends_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?4, ?4, ?4, ?5, ?6)");
    db_bind_uuid(q, 1, &session->id);
    db_bind_uuid(q, 2, &session->user_id);
    db_bind_blob(q, 3, hash);
    db_bind_time(q, 4, session->rotated_at);
    db_bind_time(q, 5, session->ends_at);
    db_bind_time(q, 6, session->expires_at);
    return db_queue(q);
}

// --- finding ---------------------------------------------------------------------------------------------------------

static int role_of(text wire) {
    int role = user_role_user;
    for (unsigned i = 0; i < enum_user_role.count; i++)
        if (text_is(wire, enum_user_role.values[i]))
            role = (int)i;
    return role;
}

bool store_sessions_find(db *d, text hash, int64_t now, session_grant *out) {
    db_query *q = db_prepare(
        d, "SELECT s.id, s.user_id, u.team_id, u.role, s.token_hash <> ?1, s.rotated_at, s.confirmed_at, "
           "s.last_seen_at, s.ends_at, s.expires_at FROM sessions s JOIN users u ON u.id = s.user_id JOIN teams t ON "
           "t.id = u.team_id WHERE (s.token_hash = ?1 OR s.previous_hash = ?1) AND s.ends_at > ?2 AND "
           "u.deactivated_at IS NULL AND t.deleted_at IS NULL");
    db_bind_blob(q, 1, hash);
    db_bind_time(q, 2, now);
    bool found = db_step(q);
    if (found)
        *out = (session_grant){
            .id = db_column_uuid(q, 0),
            .user_id = db_column_uuid(q, 1),
            .team_id = db_column_uuid(q, 2),
            .role = role_of(db_column_text(q, 3)),
            .previous = db_column_int(q, 4) != 0,
            .rotated_at = db_column_time(q, 5),
            .confirmed_at = db_column_time(q, 6),
            .last_seen_at = db_column_time(q, 7),
            .ends_at = db_column_time(q, 8),
            .expires_at = db_column_time(q, 9),
        };
    return db_end(q) == DB_OK && found;
}

uuid store_sessions_find_any(db *d, text hash, uuid *user) {
    db_query *q =
        db_prepare(d, "SELECT s.id, s.user_id FROM sessions s WHERE s.token_hash = ?1 OR s.previous_hash = ?1");
    uuid found = UUID_NONE;
    db_bind_blob(q, 1, hash);
    if (db_step(q)) {
        found = db_column_uuid(q, 0);
        *user = db_column_uuid(q, 1);
    }
    db_end(q);
    return found;
}

int64_t store_sessions_expiry(db *d, const uuid *id) {
    db_query *q = db_prepare(d, "SELECT expires_at FROM sessions WHERE id = ?1");
    db_bind_uuid(q, 1, id);
    int64_t at = db_step(q) ? db_column_time(q, 0) : TIMESTAMP_NONE;
    db_end(q);
    return at;
}

// --- its life --------------------------------------------------------------------------------------------------------

db_status store_sessions_touch(db *d, const uuid *id, int64_t now, int64_t ends_at, bool confirms) {
    db_query *q = db_prepare(
        d, "UPDATE sessions SET last_seen_at = ?2, ends_at = ?3, confirmed_at = CASE WHEN ?4 AND confirmed_at IS NULL "
           "THEN ?2 ELSE confirmed_at END WHERE id = ?1 AND last_seen_at <= ?2");
    db_bind_uuid(q, 1, id);
    db_bind_time(q, 2, now);
    db_bind_time(q, 3, ends_at);
    db_bind_bool(q, 4, confirms);
    return db_queue(q);
}

bool store_sessions_rotate(db *d, const session_grant *session, text former, text hash, int64_t now) {
    db_query *q = db_prepare(d, "UPDATE sessions SET token_hash = ?3, previous_hash = ?4, rotated_at = ?5, "
                                "confirmed_at = NULL WHERE id = ?1 AND rotated_at = ?2");
    int64_t changed = 0;
    db_bind_uuid(q, 1, &session->id);
    db_bind_time(q, 2, session->rotated_at);
    db_bind_blob(q, 3, hash);
    db_bind_blob(q, 4, former);
    db_bind_time(q, 5, now);
    return db_run(q, &changed) == DB_OK && changed == 1;
}

db_status store_sessions_age(db *d, const uuid *user) {
    db_query *q = db_prepare(d, "UPDATE sessions SET rotated_at = ?2 WHERE user_id = ?1");
    db_bind_uuid(q, 1, user);
    db_bind_time(q, 2, 0);
    return db_queue(q);
}

// --- its end ---------------------------------------------------------------------------------------------------------

static int64_t delete_by(db_query *q, const uuid *id) {
    int64_t ended = 0;
    db_bind_uuid(q, 1, id);
    db_run(q, &ended);
    return ended;
}

int64_t store_sessions_end(db *d, const uuid *id) {
    return delete_by(db_prepare(d, "DELETE FROM sessions WHERE id = ?1"), id);
}

int64_t store_sessions_end_of_user(db *d, const uuid *user) {
    return delete_by(db_prepare(d, "DELETE FROM sessions WHERE user_id = ?1"), user);
}

db_status store_sessions_trim(db *d, const uuid *user, int64_t kept) {
    db_query *q = db_prepare(d, "DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE user_id = ?1 "
                                "ORDER BY last_seen_at DESC, id DESC LIMIT ?3 OFFSET ?2)");
    db_bind_uuid(q, 1, user);
    db_bind_int(q, 2, kept);
    db_bind_int(q, 3, TRIMMED_MAXIMUM);
    return db_queue(q);
}

int64_t store_sessions_sweep(db *d, int64_t most) {
    db_query *q = db_prepare(d, "DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE ends_at < "
                                "tessera_now(0) ORDER BY ends_at LIMIT ?1)");
    int64_t swept = 0;
    db_bind_int(q, 1, most);
    db_run(q, &swept);
    return swept;
}
