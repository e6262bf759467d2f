#include "store/api_keys.h"

#define KEY_COLUMNS                                                                                                    \
    "k.id, k.key_prefix, k.name, k.team_id, k.user_id, k.scopes, k.agent_name, k.agent_framework, "                    \
    "k.agent_name IS NOT NULL AS is_agent, k.created_at, k.expires_at, k.last_used_at, k.revoked_at"

db_status store_api_keys_insert(db *d, const struct api_key *key, text hash, arena *a) {
    db_query *q = db_prepare(d, "INSERT INTO api_keys (id, key_hash, key_prefix, name, team_id, user_id, scopes, "
                                "agent_name, agent_framework, created_at, expires_at) VALUES (:id, :key_hash, "
                                ":key_prefix, :name, :team_id, :user_id, :scopes, :agent_name, :agent_framework, "
                                ":created_at, :expires_at)");
    db_bind_record(q, &type_api_key, key, a);
    db_bind_blob(q, db_parameter(q, "key_hash"), hash);
    return db_attempt(q);
}

db_status store_api_keys_revoke(db *d, const uuid *id, int64_t now) {
    db_query *q = db_prepare(d, "UPDATE api_keys SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL");
    db_bind_uuid(q, 1, id);
    db_bind_time(q, 2, now);
    return db_queue(q);
}

db_status store_api_keys_touch(db *d, const uuid *id, int64_t now, int64_t before) {
    db_query *q = db_prepare(d, "UPDATE api_keys SET last_used_at = ?2 WHERE id = ?1 AND "
                                "(last_used_at IS NULL OR last_used_at < ?3)");
    db_bind_uuid(q, 1, id);
    db_bind_time(q, 2, now);
    db_bind_time(q, 3, before);
    return db_queue(q);
}

bool store_api_keys_get(db *d, const uuid *id, struct api_key *out, arena *a) {
    db_query *q = db_prepare(d, "SELECT " KEY_COLUMNS " FROM api_keys k WHERE k.id = ?1");
    db_bind_uuid(q, 1, id);
    return db_run_record(q, &type_api_key, out, a);
}

bool store_api_keys_find(db *d, text hash, api_key_grant *out, arena *a) {
    db_query *q =
        db_prepare(d, "SELECT " KEY_COLUMNS " FROM api_keys k JOIN teams t ON t.id = k.team_id LEFT JOIN users u ON "
                      "u.id = k.user_id WHERE k.key_hash = ?1 AND k.revoked_at IS NULL AND t.deleted_at IS NULL AND "
                      "u.deactivated_at IS NULL AND (u.id IS NULL OR u.team_id = k.team_id)");
    struct api_key key;
    db_bind_blob(q, 1, hash);
    if (!db_run_record(q, &type_api_key, &key, a))
        return false;
    *out = (api_key_grant){
        .id = key.id,
        .team_id = key.team_id,
        .user_id = key.user_id,
        .scopes = key.scopes,
        .agent_name = key.agent_name,
        .expires_at = key.expires_at,
        .last_used_at = key.last_used_at,
    };
    return true;
}

// --- the list --------------------------------------------------------------------------------------------------------

#define FILTERS                                                                                                        \
    "(:include_revoked OR k.revoked_at IS NULL) AND (:is_agent IS NULL OR (k.agent_name IS NOT NULL) = :is_agent)"
#define LIST(filters)                                                                                                  \
    "SELECT " KEY_COLUMNS " FROM api_keys k WHERE " filters                                                            \
    " ORDER BY k.created_at DESC, k.id DESC LIMIT :limit OFFSET :offset"
#define COUNT(filters) "SELECT count(*) FROM api_keys k WHERE " filters

record_list store_api_keys_list(db *d, const struct api_key_list_query *query, int64_t *total, arena *a) {
    bool of_team = query->team_id.set;
    db_query *q = db_prepare(d, of_team ? COUNT("k.team_id = :team_id AND " FILTERS) : COUNT(FILTERS));
    db_bind_record(q, &type_api_key_list_query, query, a);
    *total = db_run_int(q);
    q = db_prepare(d, of_team ? LIST("k.team_id = :team_id AND " FILTERS) : LIST(FILTERS));
    db_bind_record(q, &type_api_key_list_query, query, a);
    return db_run_records(q, &type_api_key, (size_t)query->limit, a);
}
