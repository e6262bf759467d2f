// The models of the API as structs: slack.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/enums.h"
#include "tessera/record.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tessera_slack_config tessera_slack_config;
typedef struct tessera_slack_config_create tessera_slack_config_create;
typedef struct tessera_slack_config_update tessera_slack_config_update;
typedef struct tessera_slack_config_list_query tessera_slack_config_list_query;
typedef struct tessera_slack_test_result tessera_slack_test_result;

// A channel in Slack in which a team is told of events.
struct tessera_slack_config {
    uint64_t present;
    const char *id; // Id
    const char *team_id; // The team that is told
    const char *channel_id; // The channel's id in Slack, unique among those of the team
    const char *channel_name; // Its name, for people
    bool has_webhook_url; // Whether messages go to an incoming webhook; its URL is never shown
    bool has_bot_token; // Whether a bot posts them; its token is never shown
    tessera_enums notify_on; // Events that are told (of tessera_chat_event)
    bool enabled; // Whether anything is told
    int64_t created_at; // When it was created (microseconds since 1970)
    int64_t updated_at; // When it last changed (microseconds since 1970)
};
enum { TESSERA_FIELD_slack_config_id, TESSERA_FIELD_slack_config_team_id, TESSERA_FIELD_slack_config_channel_id,
    TESSERA_FIELD_slack_config_channel_name, TESSERA_FIELD_slack_config_has_webhook_url,
    TESSERA_FIELD_slack_config_has_bot_token, TESSERA_FIELD_slack_config_notify_on,
    TESSERA_FIELD_slack_config_enabled, TESSERA_FIELD_slack_config_created_at, TESSERA_FIELD_slack_config_updated_at, };
TESSERA_RECORD_FUNCTIONS(tessera_slack_config)
// A page of them, laid out as tessera_page.
typedef struct tessera_slack_config_page {
    int64_t total;
    int64_t limit;
    int64_t offset;
    size_t count;
    const tessera_slack_config *const *items;
    const char *next;
} tessera_slack_config_page;
TESSERA_RECORD_FUNCTIONS(tessera_slack_config_page)

// A new channel, with one of webhook_url and bot_token.
struct tessera_slack_config_create {
    uint64_t present;
    const char *team_id; // The team that is told; required
    const char *channel_id; // The channel's id in Slack: C and letters and digits; required
    const char *channel_name; // Its name, for people
    const char *webhook_url; // URL of an incoming webhook of Slack; kept encrypted, never shown. Blank counts as absent
    // Token of a bot that may post in the channel; kept encrypted, never shown. Blank counts as absent
    const char *bot_token;
    tessera_enums notify_on; // Events that are told, at least one (of tessera_chat_event)
    bool enabled; // Whether anything is told
};
enum { TESSERA_FIELD_slack_config_create_team_id, TESSERA_FIELD_slack_config_create_channel_id,
    TESSERA_FIELD_slack_config_create_channel_name, TESSERA_FIELD_slack_config_create_webhook_url,
    TESSERA_FIELD_slack_config_create_bot_token, TESSERA_FIELD_slack_config_create_notify_on,
    TESSERA_FIELD_slack_config_create_enabled, };

// Changes of a channel; what is absent or null stays. Setting one of webhook_url and bot_token takes the other away.
struct tessera_slack_config_update {
    uint64_t present;
    const char *channel_id; // The channel's id in Slack: C and letters and digits
    const char *channel_name; // Its name, for people
    const char *webhook_url; // URL of an incoming webhook of Slack; kept encrypted, never shown. Blank counts as absent
    // Token of a bot that may post in the channel; kept encrypted, never shown. Blank counts as absent
    const char *bot_token;
    tessera_enums notify_on; // Events that are told, at least one (of tessera_chat_event)
    bool enabled; // Whether anything is told
};
enum { TESSERA_FIELD_slack_config_update_channel_id, TESSERA_FIELD_slack_config_update_channel_name,
    TESSERA_FIELD_slack_config_update_webhook_url, TESSERA_FIELD_slack_config_update_bot_token,
    TESSERA_FIELD_slack_config_update_notify_on, TESSERA_FIELD_slack_config_update_enabled, };

// Filters of the list of channels.
struct tessera_slack_config_list_query {
    uint64_t present;
    int64_t limit; // Most entries in the reply; default 100
    int64_t offset; // Entries to skip
    const char *team_id; // Team that is told
    bool enabled; // Whether anything is told
    const char *after; // Place behind which the page begins: `next` of an earlier reply, asked for in the same order
};
enum { TESSERA_FIELD_slack_config_list_query_limit, TESSERA_FIELD_slack_config_list_query_offset,
    TESSERA_FIELD_slack_config_list_query_team_id, TESSERA_FIELD_slack_config_list_query_enabled,
    TESSERA_FIELD_slack_config_list_query_after, };

// How a test message went.
struct tessera_slack_test_result {
    uint64_t present;
    bool success; // Whether Slack took it
    const char *error; // Why not
};
enum { TESSERA_FIELD_slack_test_result_success, TESSERA_FIELD_slack_test_result_error, };
TESSERA_RECORD_FUNCTIONS(tessera_slack_test_result)

#ifdef __cplusplus
}
#endif
