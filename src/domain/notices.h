// What webhooks and chats are told: queued in the transaction of the change that it tells of, delivered after its commit.
#pragma once
#include "base/json.h"
#include "base/record.h"
#include "store/db.h"

// Who listens at all; for the others nothing is queued.
typedef struct notice_targets {
    bool webhook, chat;
} notice_targets;

#define NOTICE_CONSUMERS_MAXIMUM 10000 // teams that one event is told to

// Queues {"event", "timestamp", "payload"} for the webhook (outbox kind `webhook`).
db_status notice_webhook(db *d, const char *event, const json_value *payload, int64_t now, arena *a);
// Queues {"event", "timestamp", "team_ids", "data"} for the chats of the teams (outbox kind `chat`). Nothing when there are none.
db_status notice_chat(db *d, const char *event, record_uuids teams, const json_value *data, int64_t now, arena *a);
// Queues one event for both, in one row of the outbox. Without a payload as notice_chat, without teams as notice_webhook.
db_status notice_both(db *d, const char *event, const json_value *payload, record_uuids teams, const json_value *data,
                      int64_t now, arena *a);
// The teams of consumers (records `registration`).
record_uuids notice_teams(record_list consumers, arena *a);
