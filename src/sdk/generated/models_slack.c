// What the structs of tessera/models/slack.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/generated/enums.h"
#include "sdk/generated/models_slack.h"
#include "tessera/models/slack.h"

static const tessera_reflect_field fields_slack_config[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_slack_config, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"team_id", "team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_slack_config, team_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The team that is told"},
    {"channel_id", "channel_id", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_slack_config, channel_id), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The channel's id in Slack, unique among those of the team"},
    {"channel_name", "channel_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_slack_config, channel_name), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name, for people"},
    {"has_webhook_url", "has_webhook_url", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_slack_config, has_webhook_url), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether messages go to an incoming webhook; its URL is never shown"},
    {"has_bot_token", "has_bot_token", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_slack_config, has_bot_token), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether a bot posts them; its token is never shown"},
    {"notify_on", "notify_on", TESSERA_KIND_ENUMS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_slack_config, notify_on), 9, 9, INT64_MIN, INT64_MIN, &table_enum_chat_event, NULL, NULL, "Events that are told"},
    {"enabled", "enabled", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 7, offsetof(tessera_slack_config, enabled), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether anything is told"},
    {"created_at", "created_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 8, offsetof(tessera_slack_config, created_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was created"},
    {"updated_at", "updated_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 9, offsetof(tessera_slack_config, updated_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it last changed"},
};
const tessera_reflect_model table_model_slack_config = {"slack_config", "tessera_slack_config", "SlackConfig", sizeof(tessera_slack_config), 10, fields_slack_config, "A channel in Slack in which a team is told of events", 0x1f7};
static const tessera_reflect_field fields_slack_config_create[] = {
    {"team_id", "team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_slack_config_create, team_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The team that is told"},
    {"channel_id", "channel_id", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_slack_config_create, channel_id), 10, 10, INT64_MIN, 100, NULL, NULL, NULL, "The channel's id in Slack: C and letters and digits"},
    {"channel_name", "channel_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_slack_config_create, channel_name), 12, 12, INT64_MIN, 200, NULL, NULL, NULL, "Its name, for people"},
    {"webhook_url", "webhook_url", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE | TESSERA_FLAG_SECRET, TESSERA_PLACE_BODY, 3, offsetof(tessera_slack_config_create, webhook_url), 11, 11, INT64_MIN, 500, NULL, NULL, NULL, "URL of an incoming webhook of Slack; kept encrypted, never shown. Blank counts as absent"},
    {"bot_token", "bot_token", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE | TESSERA_FLAG_SECRET, TESSERA_PLACE_BODY, 4, offsetof(tessera_slack_config_create, bot_token), 9, 9, INT64_MIN, 500, NULL, NULL, NULL, "Token of a bot that may post in the channel; kept encrypted, never shown. Blank counts as absent"},
    {"notify_on", "notify_on", TESSERA_KIND_ENUMS, 0, TESSERA_PLACE_BODY, 5, offsetof(tessera_slack_config_create, notify_on), 9, 9, INT64_MIN, 100, &table_enum_chat_event, NULL, NULL, "Events that are told, at least one"},
    {"enabled", "enabled", TESSERA_KIND_BOOL, 0, TESSERA_PLACE_BODY, 6, offsetof(tessera_slack_config_create, enabled), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether anything is told"},
};
const tessera_reflect_model table_model_slack_config_create = {"slack_config_create", "tessera_slack_config_create", "SlackConfigCreate", sizeof(tessera_slack_config_create), 7, fields_slack_config_create, "A new channel, with one of webhook_url and bot_token", 0x3};
static const tessera_reflect_field fields_slack_config_update[] = {
    {"channel_id", "channel_id", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 0, offsetof(tessera_slack_config_update, channel_id), 10, 10, INT64_MIN, 100, NULL, NULL, NULL, "The channel's id in Slack: C and letters and digits"},
    {"channel_name", "channel_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_slack_config_update, channel_name), 12, 12, INT64_MIN, 200, NULL, NULL, NULL, "Its name, for people"},
    {"webhook_url", "webhook_url", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE | TESSERA_FLAG_SECRET, TESSERA_PLACE_BODY, 2, offsetof(tessera_slack_config_update, webhook_url), 11, 11, INT64_MIN, 500, NULL, NULL, NULL, "URL of an incoming webhook of Slack; kept encrypted, never shown. Blank counts as absent"},
    {"bot_token", "bot_token", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE | TESSERA_FLAG_SECRET, TESSERA_PLACE_BODY, 3, offsetof(tessera_slack_config_update, bot_token), 9, 9, INT64_MIN, 500, NULL, NULL, NULL, "Token of a bot that may post in the channel; kept encrypted, never shown. Blank counts as absent"},
    {"notify_on", "notify_on", TESSERA_KIND_ENUMS, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_slack_config_update, notify_on), 9, 9, INT64_MIN, 100, &table_enum_chat_event, NULL, NULL, "Events that are told, at least one"},
    {"enabled", "enabled", TESSERA_KIND_BOOL, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 5, offsetof(tessera_slack_config_update, enabled), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether anything is told"},
};
const tessera_reflect_model table_model_slack_config_update = {"slack_config_update", "tessera_slack_config_update", "SlackConfigUpdate", sizeof(tessera_slack_config_update), 6, fields_slack_config_update, "Changes of a channel; what is absent or null stays. Setting one of webhook_url and bot_token takes the other away", 0x0};
static const tessera_reflect_field fields_slack_config_list_query[] = {
    {"limit", "limit", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_slack_config_list_query, limit), 5, 5, 1, INT64_MIN, NULL, NULL, "100", "Most entries in the reply"},
    {"offset", "offset", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_slack_config_list_query, offset), 6, 6, 0, INT64_MIN, NULL, NULL, NULL, "Entries to skip"},
    {"team_id", "team_id", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 2, offsetof(tessera_slack_config_list_query, team_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Team that is told"},
    {"enabled", "enabled", TESSERA_KIND_BOOL, 0, TESSERA_PLACE_QUERY, 3, offsetof(tessera_slack_config_list_query, enabled), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether anything is told"},
    {"after", "after", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 4, offsetof(tessera_slack_config_list_query, after), 5, 5, 1, 140000, NULL, NULL, NULL, "Place behind which the page begins: `next` of an earlier reply, asked for in the same order"},
};
const tessera_reflect_model table_model_slack_config_list_query = {"slack_config_list_query", "tessera_slack_config_list_query", "SlackConfigListQuery", sizeof(tessera_slack_config_list_query), 5, fields_slack_config_list_query, "Filters of the list of channels", 0x0};
static const tessera_reflect_field fields_slack_test_result[] = {
    {"success", "success", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_slack_test_result, success), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether Slack took it"},
    {"error", "error", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_slack_test_result, error), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Why not"},
};
const tessera_reflect_model table_model_slack_test_result = {"slack_test_result", "tessera_slack_test_result", "SlackTestResult", sizeof(tessera_slack_test_result), 2, fields_slack_test_result, "How a test message went", 0x1};
