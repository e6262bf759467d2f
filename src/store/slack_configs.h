// Channels in Slack in which teams are told of events, in the database.
#pragma once
#include "model/model.h"
#include "store/page.h"

// How messages get there, as it is kept: sealed. One of the two is there.
typedef struct slack_secrets {
    text webhook_url, bot_token; // TEXT_NONE: it is the other
} slack_secrets;

// DB_UNIQUE: the team has the channel already.
db_status store_slack_configs_insert(db *d, const struct slack_config *config, slack_secrets secrets, arena *a);
// Writes what may change of the row with that id. DB_UNIQUE as above.
db_status store_slack_configs_update(db *d, const struct slack_config *config, arena *a);
// Replaces both secrets.
db_status store_slack_configs_set_secrets(db *d, const uuid *id, slack_secrets secrets);
db_status store_slack_configs_delete(db *d, const uuid *id, int64_t now);

// The live row of that id. False when there is none.
bool store_slack_configs_get(db *d, const uuid *id, struct slack_config *out, arena *a);
// The id of the live row of that team and channel; none when there is none.
uuid store_slack_configs_find(db *d, const uuid *team, const char *channel_id);
// Live rows that pass the filters, newest first.
record_list store_slack_configs_list(db *d, const struct slack_config_list_query *query, list_page *page, arena *a);

// The live rows of a team in which anything is told, oldest first, at most so many.
record_list store_slack_configs_enabled(db *d, const uuid *team, size_t maximum, arena *a);

// A row with its secrets.
typedef struct slack_destination {
    struct slack_config config;
    slack_secrets secrets;
} slack_destination;

// The same of the live row of that id. False when there is none.
bool store_slack_configs_destination(db *d, const uuid *id, slack_destination *out, arena *a);
