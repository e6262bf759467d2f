// Channels in Slack in which teams are told of events. Each is its team's. Where messages go is a secret: it is encrypted before
// it is kept, and never shown.
#include "base/log.h"
#include "domain/audit.h"
#include "domain/slack_delivery.h"
#include "net/outbound.h"
#include "server/app.h"
#include "server/caller.h"
#include "server/conditions.h"
#include "server/slack_send.h"
#include "store/slack_configs.h"
#include "store/teams.h"

#define KIND "Slack configuration"

static int reply_no_config(request *rq) {
    return reply_not_found(rq, ERROR_SLACK_CONFIG_NOT_FOUND, NULL, "slack_config_id", &rq->ids[0]);
}

static bool config_or_reply(request *rq, const char *verb, struct slack_config *config) {
    if (!store_slack_configs_get(rq->db, &rq->ids[0], config, rq->arena)) {
        reply_no_config(rq);
        return false;
    }
    return may_or_reply(rq, verb, KIND, config->channel_id, &config->team_id);
}

static int reply_taken(request *rq, const struct slack_config *config) {
    uuid existing = store_slack_configs_find(rq->db, &config->team_id, config->channel_id);
    return reply_duplicate(
        rq, ERROR_DUPLICATE_SLACK_CONFIG,
        arena_printf(rq->arena, "Slack config already exists for team and channel %s", config->channel_id), &existing);
}

static bool url_or_reply(request *rq, const char *webhook_url) {
    char reason[OUTBOUND_REASON];
    if (webhook_url == NULL || *webhook_url == '\0' ||
        outbound_url_is_allowed(rq->app->post_rules, webhook_url, reason))
        return true;
    reply_error(rq, ERROR_INVALID_SLACK_CONFIG, arena_printf(rq->arena, "Invalid webhook URL: %s", reason), NULL);
    return false;
}

static bool seal_or_reply(request *rq, const uuid *config, const char *webhook_url, const char *bot_token,
                          slack_secrets *out) {
    if (slack_secrets_seal(rq->app->secrets, config, webhook_url, bot_token, out, rq->arena))
        return true;
    reply_error(rq, ERROR_SECRETS_NOT_KEPT, NULL, NULL);
    return false;
}

static bool is_given(const char *method) {
    return method != NULL && *method != '\0';
}

static void audit(request *rq, audit_action event, const uuid *config, const json_builder *payload) {
    audit_record(rq->db, event, config, &request_caller(rq)->team_id, json_built(payload), rq->arena);
}

static void put_events(json_builder *payload, record_ints events) {
    json_value *items = arena_array(payload->arena, events.count + 1, sizeof *items);
    for (size_t i = 0; i < events.count; i++)
        items[i] = json_make_string(text_of(enum_chat_event.values[events.items[i]]));
    json_put_value(payload, "notify_on", json_make_array(payload->arena, items, events.count));
}

static json_builder place_payload(request *rq, const struct slack_config *config) {
    json_builder payload = json_builder_on(rq->arena);
    json_put_uuid(&payload, "team_id", &config->team_id);
    json_put_string(&payload, "channel_id", config->channel_id);
    return payload;
}

int slack_create_config(request *rq) {
    const struct slack_config_create *in = rq->body;
    struct team team;
    if (!store_teams_get(rq->db, &in->team_id, &team, rq->arena))
        return reply_not_found(rq, ERROR_TEAM_NOT_FOUND, NULL, "team_id", &in->team_id);
    if (!may_or_reply(rq, "create", KIND, NULL, &in->team_id) || !url_or_reply(rq, in->webhook_url))
        return rq->status;
    struct slack_config config;
    record_defaults(&type_slack_config, rq->arena, &config);
    record_update(&type_slack_config, &config, &type_slack_config_create, in, rq->arena);
    config.id = uuid_new();
    config.created_at = timestamp_now();
    config.has_webhook_url = (int8_t)is_given(in->webhook_url);
    config.has_bot_token = (int8_t)is_given(in->bot_token);
    slack_secrets secrets;
    if (!seal_or_reply(rq, &config.id, in->webhook_url, in->bot_token, &secrets))
        return rq->status;
    if (store_slack_configs_insert(rq->db, &config, secrets, rq->arena) == DB_UNIQUE)
        return reply_taken(rq, &config);
    json_builder payload = place_payload(rq, &config);
    put_events(&payload, config.notify_on);
    audit(rq, AUDIT_slack_config_created, &config.id, &payload);
    return reply_record(rq, &type_slack_config, &config);
}

int slack_list_configs(request *rq) {
    list_page page;
    if (!page_or_reply(rq, order_slack_configs_newest, &page))
        return rq->status;
    record_list configs = store_slack_configs_list(rq->db, rq->query, &page, rq->arena);
    return reply_page(rq, &type_slack_config, configs, &page);
}

int slack_get_config(request *rq) {
    struct slack_config config;
    db_expect_one(rq->db);
    if (!store_slack_configs_get(rq->db, &rq->ids[0], &config, rq->arena))
        return reply_no_config(rq);
    return reply_record(rq, &type_slack_config, &config);
}

text slack_tag(request *rq) {
    struct slack_config config;
    bool found = store_slack_configs_get(rq->db, &rq->ids[0], &config, rq->arena);
    return found ? conditions_tag_of(rq, &type_slack_config, &config) : TEXT_NONE;
}

// --- changes ---------------------------------------------------------------------------------------------------------

// What the request says, without what may not be told.
static json_builder changes_told(request *rq, const struct slack_config_update *in) {
    json_builder told = json_builder_on(rq->arena);
    if (in->channel_id != NULL)
        json_put_string(&told, "channel_id", in->channel_id);
    if (in->channel_name != NULL)
        json_put_string(&told, "channel_name", in->channel_name);
    if (is_given(in->webhook_url))
        json_put_string(&told, "webhook_url", "updated");
    if (is_given(in->bot_token))
        json_put_string(&told, "bot_token", "updated");
    if (in->notify_on.items != NULL)
        put_events(&told, in->notify_on);
    if (in->enabled != RECORD_BOOL_NONE)
        json_put_boolean(&told, "enabled", in->enabled == 1);
    return told;
}

// Where a way is given it takes the place of the present one.
static bool set_way_or_reply(request *rq, const struct slack_config_update *in, struct slack_config *config) {
    if (!is_given(in->webhook_url) && !is_given(in->bot_token))
        return true;
    slack_secrets secrets;
    if (!seal_or_reply(rq, &config->id, in->webhook_url, in->bot_token, &secrets))
        return false;
    store_slack_configs_set_secrets(rq->db, &config->id, secrets);
    config->has_webhook_url = (int8_t)is_given(in->webhook_url);
    config->has_bot_token = (int8_t)is_given(in->bot_token);
    return true;
}

int slack_update_config(request *rq) {
    const struct slack_config_update *in = rq->body;
    struct slack_config config;
    if (!config_or_reply(rq, "update", &config) || !url_or_reply(rq, in->webhook_url) ||
        !set_way_or_reply(rq, in, &config))
        return rq->status;
    bool changed = record_update(&type_slack_config, &config, &type_slack_config_update, in, rq->arena);
    if (changed || is_given(in->webhook_url) || is_given(in->bot_token)) {
        config.updated_at = timestamp_now();
        if (store_slack_configs_update(rq->db, &config, rq->arena) == DB_UNIQUE)
            return reply_taken(rq, &config);
    }
    json_builder payload = changes_told(rq, in);
    audit(rq, AUDIT_slack_config_updated, &config.id, &payload);
    return reply_record(rq, &type_slack_config, &config);
}

int slack_delete_config(request *rq) {
    struct slack_config config;
    if (!config_or_reply(rq, "delete", &config))
        return rq->status;
    store_slack_configs_delete(rq->db, &config.id, timestamp_now());
    json_builder payload = place_payload(rq, &config);
    audit(rq, AUDIT_slack_config_deleted, &config.id, &payload);
    return reply_empty(rq);
}

// --- tests -----------------------------------------------------------------------------------------------------------

// In a pool of its own, and with the view of the database closed: Slack may take its time.
int slack_test_config_prepare(request *rq) {
    struct slack_config config;
    slack_destination to;
    if (!config_or_reply(rq, "test", &config))
        return rq->status;
    if (!store_slack_configs_destination(rq->db, &config.id, &to, rq->arena))
        return reply_no_config(rq);
    if (db_has_failed(rq->db))
        return 0; // the pipeline tells of it
    store_reader_rest(rq->app->store, rq->db);
    slack_message message = slack_message_test(rq->arena);
    slack_outcome *outcome = arena_new_of(rq->arena, slack_outcome);
    outbound_sender *posts = outbound_sender_new(rq->app->posts), *api = outbound_sender_new(rq->app->api);
    *outcome =
        slack_send(&(slack_line){posts, api, rq->app->secrets, bulletin_base_url(rq->app->config->slack_api_url)}, &to,
                   &message, rq->arena);
    outbound_sender_free(posts);
    outbound_sender_free(api);
    rq->prepared = outcome;
    return 0;
}

int slack_test_config(request *rq) {
    const slack_outcome *outcome = rq->prepared;
    struct slack_config config;
    if (!config_or_reply(rq, "test", &config))
        return rq->status;
    struct slack_test_result result = {.success = (int8_t)(outcome->error == NULL), .error = outcome->error};
    json_builder payload = json_builder_on(rq->arena);
    json_put_boolean(&payload, "success", result.success);
    json_put_string(&payload, "error", result.error);
    audit(rq, AUDIT_slack_config_tested, &config.id, &payload);
    return reply_record(rq, &type_slack_test_result, &result);
}
