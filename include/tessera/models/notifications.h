// The models of the API as structs: notifications.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/enums.h"
#include "tessera/record.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tessera_notification tessera_notification;
typedef struct tessera_notification_query tessera_notification_query;

// A message on its way to a channel in Slack, or to a user by mail.
struct tessera_notification {
    uint64_t present;
    const char *id; // Id
    tessera_notification_kind kind; // How it is told
    const char *destination_id; // The channel's configuration, or the user
    const char *event_id; // The event, the same for all who are told
    const char *payload; // What is told: event, timestamp, team_ids, data (JSON object)
    tessera_notification_status status; // How far it is
    int64_t attempts; // How often it was tried
    int64_t last_attempt_at; // When that was last (microseconds since 1970)
    const char *last_error; // What was wrong then
    int64_t created_at; // When it was created (microseconds since 1970)
    // When it is tried next; null: not any more, or an earlier one to the same destination comes first (microseconds since 1970)
    int64_t next_attempt_at;
};
enum { TESSERA_FIELD_notification_id, TESSERA_FIELD_notification_kind, TESSERA_FIELD_notification_destination_id,
    TESSERA_FIELD_notification_event_id, TESSERA_FIELD_notification_payload, TESSERA_FIELD_notification_status,
    TESSERA_FIELD_notification_attempts, TESSERA_FIELD_notification_last_attempt_at,
    TESSERA_FIELD_notification_last_error, TESSERA_FIELD_notification_created_at,
    TESSERA_FIELD_notification_next_attempt_at, };
// A page of them, laid out as tessera_page.
typedef struct tessera_notification_page {
    int64_t total;
    int64_t limit;
    int64_t offset;
    size_t count;
    const tessera_notification *const *items;
    const char *next;
} tessera_notification_page;
TESSERA_RECORD_FUNCTIONS(tessera_notification_page)

// Filters of the list of messages to people.
struct tessera_notification_query {
    uint64_t present;
    int64_t limit; // Most entries in the reply; default 100
    int64_t offset; // Entries to skip
    tessera_notification_status status; // How far they are
    tessera_notification_kind kind; // How it is told
    const char *after; // Place behind which the page begins: `next` of an earlier reply, asked for in the same order
};
enum { TESSERA_FIELD_notification_query_limit, TESSERA_FIELD_notification_query_offset,
    TESSERA_FIELD_notification_query_status, TESSERA_FIELD_notification_query_kind,
    TESSERA_FIELD_notification_query_after, };

#ifdef __cplusplus
}
#endif
