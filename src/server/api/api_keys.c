// API keys. The secret of one leaves with the reply to its creation and is kept nowhere, a stored reply included (idempotency.c).
#include "store/api_keys.h"
#include "domain/audit.h"
#include "domain/keys.h"
#include "server/caller.h"
#include "server/conditions.h"
#include "server/request.h"
#include "store/teams.h"
#include "store/users.h"

static bool key_or_reply(request *rq, struct api_key *key) {
    if (store_api_keys_get(rq->db, &rq->ids[0], key, rq->arena))
        return true;
    const char *message = arena_printf(rq->arena, "API key %s not found", detail_uuid(rq, &rq->ids[0]).string);
    reply_error(rq, ERROR_API_KEY_NOT_FOUND, message, detail(rq, "key_id", detail_uuid(rq, &rq->ids[0])));
    return false;
}

static bool team_or_reply(request *rq, const uuid *id) {
    struct team team;
    if (store_teams_get(rq->db, id, &team, rq->arena))
        return true;
    const char *message = arena_printf(rq->arena, "Team %s not found", detail_uuid(rq, id).string);
    reply_error(rq, ERROR_TEAM_NOT_FOUND, message, detail(rq, "team_id", detail_uuid(rq, id)));
    return false;
}

// The holder of a key is one of its team.
static bool user_or_reply(request *rq, const struct api_key_create *in) {
    struct user user;
    if (!in->user_id.set)
        return true;
    json_value id = detail_uuid(rq, &in->user_id);
    if (!store_users_get(rq->db, &in->user_id, &user, rq->arena)) {
        reply_error(rq, ERROR_USER_NOT_FOUND, arena_printf(rq->arena, "User %s not found", id.string),
                    detail(rq, "user_id", id));
        return false;
    }
    if (uuid_equal(&user.team_id, &in->team_id))
        return true;
    reply_error(
        rq, ERROR_USER_TEAM_MISMATCH,
        arena_printf(rq->arena, "User %s does not belong to team %s", id.string, detail_uuid(rq, &in->team_id).string),
        detail(rq, "user_id", id));
    return false;
}

static const char *name_or_none(const char *given) {
    return given != NULL && *given != '\0' ? given : NULL;
}

static void audit(request *rq, audit_action event, const struct api_key *key) {
    json_builder payload = json_builder_on(rq->arena);
    json_put_string(&payload, "name", key->name);
    json_put_string(&payload, "key_prefix", key->key_prefix);
    json_put_uuid(&payload, "team_id", &key->team_id);
    if (event == AUDIT_api_key_created) {
        const json_value *told = record_tree(&type_api_key, key, rq->arena);
        json_put_value(&payload, "scopes", json_get(told, "scopes"));
        json_put_value(&payload, "user_id", json_get(told, "user_id"));
        json_put_value(&payload, "expires_at", json_get(told, "expires_at"));
        json_put_string(&payload, "agent_name", key->agent_name);
        json_put_string(&payload, "agent_framework", key->agent_framework);
    }
    audit_record(rq->db, event, &key->id, &request_caller(rq)->team_id, json_built(&payload), rq->arena);
}

int api_keys_create(request *rq) {
    const struct api_key_create *in = rq->body;
    if (!team_or_reply(rq, &in->team_id) || !user_or_reply(rq, in))
        return rq->status;
    struct api_key key;
    key_secret secret;
    if (!key_make(&secret))
        return reply_error(rq, ERROR_INTERNAL_ERROR, NULL, NULL);
    record_defaults(&type_api_key, rq->arena, &key);
    record_update(&type_api_key, &key, &type_api_key_create, in, rq->arena);
    key.id = uuid_new();
    key.key_prefix = arena_text(rq->arena, text_of(secret.prefix));
    key.scopes = in->scopes;
    key.agent_name = name_or_none(in->agent_name);
    key.agent_framework = name_or_none(in->agent_framework);
    key.is_agent = (int8_t)(key.agent_name != NULL);
    key.created_at = timestamp_now();
    store_api_keys_insert(rq->db, &key, (text){(const char *)secret.hash, sizeof secret.hash}, rq->arena);
    audit(rq, AUDIT_api_key_created, &key);
    struct api_key_created told;
    record_defaults(&type_api_key_created, rq->arena, &told);
    record_update(&type_api_key_created, &told, &type_api_key, &key, rq->arena);
    told.key = secret.secret;
    http_reply_header(rq->exchange, TEXT("Cache-Control"), TEXT("no-store"));
    int status = reply_record(rq, &type_api_key_created, &told);
    explicit_bzero(&secret, sizeof secret);
    return status;
}

int api_keys_list(request *rq) {
    struct api_key_list_query query = *(const struct api_key_list_query *)rq->query;
    struct api_key_list list;
    const caller *who = request_caller(rq);
    if (!who->is_admin) // whatever was asked for
        query.team_id = who->team_id;
    list.keys = store_api_keys_list(rq->db, &query, &list.total, rq->arena);
    return reply_record(rq, &type_api_key_list, &list);
}

int api_keys_get(request *rq) {
    struct api_key key;
    if (!key_or_reply(rq, &key))
        return rq->status;
    const caller *who = request_caller(rq);
    if (!who->is_admin && !uuid_equal(&who->team_id, &key.team_id))
        return reply_error(rq, ERROR_FORBIDDEN, "Cannot view keys for other teams", NULL);
    return reply_record(rq, &type_api_key, &key);
}

text api_keys_tag(request *rq) {
    struct api_key key;
    bool found = store_api_keys_get(rq->db, &rq->ids[0], &key, rq->arena);
    return found ? conditions_tag_of(rq, &type_api_key, &key) : TEXT_NONE;
}

int api_keys_revoke(request *rq) {
    struct api_key key;
    if (!key_or_reply(rq, &key))
        return rq->status;
    if (key.revoked_at == TIMESTAMP_NONE) {
        key.revoked_at = timestamp_now();
        store_api_keys_revoke(rq->db, &key.id, key.revoked_at);
        rq->course.changes_access = true;
        audit(rq, AUDIT_api_key_revoked, &key);
    }
    return reply_record(rq, &type_api_key, &key);
}
