// Who calls: what the credential stands for, read anew.
#include "server/caller.h"
#include "server/request.h"
#include "server/sessions.h"
#include "store/api_keys.h"
#include "store/sessions.h"
#include "store/teams.h"
#include "store/users.h"

static int kind_of(const caller *who) {
    switch (who->kind) {
    case CALLER_KEY:
        return credential_kind_api_key;
    case CALLER_SESSION:
        return credential_kind_session;
    case CALLER_TOKEN:
        return credential_kind_oidc_token;
    case CALLER_CERTIFICATE:
        return credential_kind_certificate;
    case CALLER_BOOTSTRAP:
        return credential_kind_bootstrap_key;
    case CALLER_OPEN:
    case CALLER_NOBODY:
        break;
    }
    return credential_kind_none;
}

static void add_key(request *rq, const uuid *id, struct identity *out) {
    struct api_key key;
    if (!id->set || !store_api_keys_get(rq->db, id, &key, rq->arena))
        return;
    out->key_id = key.id;
    out->key_name = key.name;
    out->key_prefix = key.key_prefix;
    out->expires_at = key.expires_at;
    out->agent_name = key.agent_name;
    out->agent_framework = key.agent_framework;
}

static void add_user(request *rq, const uuid *id, struct identity *out) {
    struct user user;
    if (!id->set || !store_users_get(rq->db, id, &user, rq->arena))
        return;
    out->user_id = user.id;
    out->username = user.username;
    out->role = user.role;
}

static record_ints scopes_of(request *rq, unsigned scopes) {
    record_ints told = {arena_array(rq->arena, enum_api_key_scope.count, sizeof(int)), 0};
    for (int scope = 0; scope < (int)enum_api_key_scope.count; scope++)
        if (scopes & 1u << caller_scope_of(scope))
            told.items[told.count++] = scope;
    return told;
}

int me_get(request *rq) {
    const caller *who = request_caller(rq);
    struct identity identity;
    record_blank(&type_identity, &identity);
    identity.credential = kind_of(who);
    identity.scopes = scopes_of(rq, who->scopes);
    identity.team_id = who->team_id;
    identity.team_name = who->team_id.set ? store_teams_name(rq->db, &who->team_id, rq->arena) : NULL;
    identity.is_agent = (int8_t)who->is_agent;
    identity.subject = who->subject;
    if (who->subject != NULL)
        identity.expires_at = who->expires_at;
    add_key(rq, &who->key_id, &identity);
    if (who->session_id.set)
        identity.expires_at = store_sessions_expiry(rq->db, &who->session_id);
    add_user(rq, &who->user_id, &identity);
    return reply_record(rq, &type_identity, &identity);
}

int me_end_sessions(request *rq) {
    if (rq->caller.kind == CALLER_SESSION) {
        rq->course.changes_access = session_end_all(rq->db, &rq->caller.user_id, &rq->caller.team_id, rq->arena) > 0;
        sessions_clear_cookie(rq);
    }
    return reply_empty(rq);
}
