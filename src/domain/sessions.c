// A token is replaced by age without anybody being logged out by a lost reply: the former counts until its successor has come
// back, and for a minute more, as requests may be under way. Where it does not come back within that minute the holder of the
// former gets another one.
#include "domain/sessions.h"
#include "base/timestamp.h"
#include "domain/audit.h"
#include "store/users.h"

#define SECOND INT64_C(1000000)
#define OVERLAP (60 * SECOND)

// --- tokens ----------------------------------------------------------------------------------------------------------

bool session_token_make(session_token *out) {
    return key_random_digits(out->secret) && key_hash(text_of(out->secret), out->hash);
}

bool session_token_has_form(text given) {
    if (given.length != SESSION_TOKEN_LENGTH)
        return false;
    for (size_t i = 0; i < given.length; i++) {
        char c = given.data[i];
        if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f'))
            return false;
    }
    return true;
}

int64_t session_end_at(const session_terms *terms, int64_t now, int64_t expires_at) {
    return now + terms->idle < expires_at ? now + terms->idle : expires_at;
}

bool session_is_due(const session_terms *terms, const session_grant *session, int64_t now) {
    int64_t age = now - session->rotated_at;
    if (session->previous)
        return session->confirmed_at == TIMESTAMP_NONE && age >= OVERLAP;
    return age >= terms->rotation;
}

int64_t session_token_end(const session_grant *session) {
    bool replaced = session->previous && session->confirmed_at != TIMESTAMP_NONE;
    return replaced ? session->confirmed_at + OVERLAP : TIMESTAMP_NONE;
}

// --- log-in and log-out ----------------------------------------------------------------------------------------------

static void audit(db *d, audit_action event, const struct user *user, const uuid *actor, arena *a) {
    json_builder payload = json_builder_on(a);
    json_put_string(&payload, "username", user->username);
    audit_record(d, event, &user->id, actor, json_built(&payload), a);
}

bool session_begin(db *d, const session_terms *terms, const session_order *order, session_token *out, arena *a) {
    struct user user;
    *order->ended = false;
    db_lock(d, "SELECT id FROM users WHERE id = ?1 FOR UPDATE", &order->user_id);
    const char *hash = store_users_password_hash_of(d, &order->user_id, a);
    bool same = hash != NULL && strcmp(hash, order->verified) == 0;
    if (!same || !store_users_get(d, &order->user_id, &user, a) || user.user_type != user_type_human ||
        !session_token_make(out))
        return false;
    if (order->renewed != NULL)
        store_users_set_password_hash(d, &user.id, order->renewed);
    if (order->former.data != NULL) {
        uuid whose, former = store_sessions_find_any(d, order->former, &whose);
        *order->ended = former.set && store_sessions_end(d, &former) > 0;
    }
    store_sessions_trim(d, &user.id, terms->most - 1);
    int64_t now = timestamp_now();
    session_grant session = {.id = uuid_new(), .user_id = user.id, .rotated_at = now, .expires_at = now + terms->life};
    session.ends_at = session_end_at(terms, now, session.expires_at);
    store_sessions_insert(d, &session, (text){(const char *)out->hash, sizeof out->hash});
    db_act_for(d, &(db_actor){.user_id = user.id});
    audit(d, AUDIT_user_login, &user, &user.team_id, a);
    return true;
}

bool session_end(db *d, text hash, arena *a) {
    uuid whose, id = store_sessions_find_any(d, hash, &whose);
    struct user user;
    if (!id.set || store_sessions_end(d, &id) == 0)
        return false;
    db_act_for(d, &(db_actor){.user_id = whose});
    if (store_users_get_any(d, &whose, &user, a))
        audit(d, AUDIT_user_logout, &user, &user.team_id, a);
    return true;
}

int64_t session_end_all(db *d, const uuid *user, const uuid *actor, arena *a) {
    struct user whose;
    int64_t ended = store_sessions_end_of_user(d, user);
    if (ended > 0 && store_users_get_any(d, user, &whose, a))
        audit(d, AUDIT_user_logout, &whose, actor, a);
    return ended;
}
