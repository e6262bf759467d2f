#include "store/slack_configs.h"

#define COLUMNS                                                                                                        \
    "s.id, s.team_id, s.channel_id, s.channel_name, s.webhook_url IS NOT NULL AS has_webhook_url, "                    \
    "s.bot_token IS NOT NULL AS has_bot_token, s.notify_on, s.enabled, s.created_at, s.updated_at"

db_status store_slack_configs_insert(db *d, const struct slack_config *config, slack_secrets secrets, arena *a) {
    db_query *q = db_prepare(d, "INSERT INTO slack_configs (id, team_id, channel_id, channel_name, webhook_url, "
                                "bot_token, notify_on, enabled, created_at) VALUES (:id, :team_id, :channel_id, "
                                ":channel_name, :webhook_url, :bot_token, :notify_on, :enabled, :created_at)");
    db_bind_record(q, &type_slack_config, config, a);
    db_bind_blob(q, db_parameter(q, "webhook_url"), secrets.webhook_url);
    db_bind_blob(q, db_parameter(q, "bot_token"), secrets.bot_token);
    return db_attempt(q);
}

db_status store_slack_configs_update(db *d, const struct slack_config *config, arena *a) {
    db_query *q = db_prepare(d, "UPDATE slack_configs SET channel_id = :channel_id, channel_name = :channel_name, "
                                "notify_on = :notify_on, enabled = :enabled, updated_at = :updated_at WHERE id = :id");
    db_bind_record(q, &type_slack_config, config, a);
    return db_attempt(q);
}

db_status store_slack_configs_set_secrets(db *d, const uuid *id, slack_secrets secrets) {
    db_query *q = db_prepare(d, "UPDATE slack_configs SET webhook_url = ?2, bot_token = ?3 WHERE id = ?1");
    db_bind_uuid(q, 1, id);
    db_bind_blob(q, 2, secrets.webhook_url);
    db_bind_blob(q, 3, secrets.bot_token);
    return db_run(q, NULL);
}

db_status store_slack_configs_delete(db *d, const uuid *id, int64_t now) {
    db_query *q = db_prepare(d, "UPDATE slack_configs SET deleted_at = ?2, updated_at = ?2 WHERE id = ?1");
    db_bind_uuid(q, 1, id);
    db_bind_time(q, 2, now);
    return db_queue(q);
}

bool store_slack_configs_get(db *d, const uuid *id, struct slack_config *out, arena *a) {
    db_query *q = db_prepare(d, "SELECT " COLUMNS " FROM slack_configs s WHERE s.id = ?1 AND s.deleted_at IS NULL");
    db_bind_uuid(q, 1, id);
    return db_run_record(q, &type_slack_config, out, a);
}

uuid store_slack_configs_find(db *d, const uuid *team, const char *channel_id) {
    db_query *q =
        db_prepare(d, "SELECT id FROM slack_configs WHERE team_id = ?1 AND channel_id = ?2 AND deleted_at IS NULL");
    db_bind_uuid(q, 1, team);
    db_bind_text(q, 2, channel_id);
    return db_run_uuid(q);
}

// --- lists -----------------------------------------------------------------------------------------------------------

#define MAYBE " AND (:enabled IS NULL OR s.enabled = :enabled)"
#define OF_TEAM " AND s.team_id = :team_id" MAYBE
#define LIVE(filter) " FROM slack_configs s WHERE s.deleted_at IS NULL" filter
#define PAGE(filter) "SELECT " COLUMNS LIVE(filter) " ORDER BY s.created_at DESC, s.id DESC LIMIT :limit OFFSET :offset"
#define LIST(filter)                                                                                                   \
    {                                                                                                                  \
        .count = "SELECT count(*)" LIVE(filter), .page = PAGE(filter),                                                 \
        .after = PAGE(filter PAGE_DOWNWARDS(time, "s.created_at", "s.id"))                                             \
    }

static const page_statements list_all = LIST(MAYBE), list_of_team = LIST(OF_TEAM);

record_list store_slack_configs_list(db *d, const struct slack_config_list_query *query, list_page *page, arena *a) {
    const page_statements *statements = query->team_id.set ? &list_of_team : &list_all;
    return page_read(d, statements, &type_slack_config_list_query, query, &type_slack_config, page, a);
}

record_list store_slack_configs_enabled(db *d, const uuid *team, size_t maximum, arena *a) {
    db_query *q = db_prepare(d, "SELECT " COLUMNS " FROM slack_configs s WHERE s.team_id = ?1 AND s.enabled AND "
                                "s.deleted_at IS NULL ORDER BY s.created_at, s.id LIMIT ?2");
    db_bind_uuid(q, 1, team);
    db_bind_int(q, 2, (int64_t)maximum);
    return db_run_records(q, &type_slack_config, maximum, a);
}

// --- destinations ----------------------------------------------------------------------------------------------------

static text kept(db_query *q, int column, arena *a) {
    text sealed = db_column_text(q, column);
    if (sealed.data == NULL)
        return TEXT_NONE;
    char *copy = arena_bytes(a, sealed.length + 1);
    memcpy(copy, sealed.data, sealed.length);
    return (text){copy, sealed.length};
}

bool store_slack_configs_destination(db *d, const uuid *id, slack_destination *out, arena *a) {
    if (!store_slack_configs_get(d, id, &out->config, a))
        return false;
    db_query *q =
        db_prepare(d, "SELECT webhook_url, bot_token FROM slack_configs WHERE id = ?1 AND deleted_at IS NULL");
    db_bind_uuid(q, 1, id);
    bool found = db_step(q);
    if (found)
        out->secrets = (slack_secrets){kept(q, 0, a), kept(q, 1, a)};
    return db_end(q) == DB_OK && found;
}
