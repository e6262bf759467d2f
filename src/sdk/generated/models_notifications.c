// What the structs of tessera/models/notifications.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/generated/enums.h"
#include "sdk/generated/models_notifications.h"
#include "tessera/models/notifications.h"

static const tessera_reflect_field fields_notification[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_notification, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"kind", "kind", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_notification, kind), 4, 4, INT64_MIN, INT64_MIN, &table_enum_notification_kind, NULL, NULL, "How it is told"},
    {"destination_id", "destination_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_notification, destination_id), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The channel's configuration, or the user"},
    {"event_id", "event_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_notification, event_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The event, the same for all who are told"},
    {"payload", "payload", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_notification, payload), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What is told: event, timestamp, team_ids, data"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_notification, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_notification_status, NULL, NULL, "How far it is"},
    {"attempts", "attempts", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_notification, attempts), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "How often it was tried"},
    {"last_attempt_at", "last_attempt_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 7, offsetof(tessera_notification, last_attempt_at), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When that was last"},
    {"last_error", "last_error", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 8, offsetof(tessera_notification, last_error), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What was wrong then"},
    {"created_at", "created_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 9, offsetof(tessera_notification, created_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was created"},
    {"next_attempt_at", "next_attempt_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 10, offsetof(tessera_notification, next_attempt_at), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it is tried next; null: not any more, or an earlier one to the same destination comes first"},
};
const tessera_reflect_model table_model_notification = {"notification", "tessera_notification", "Notification", sizeof(tessera_notification), 11, fields_notification, "A message on its way to a channel in Slack, or to a user by mail", 0x27f};
static const tessera_reflect_field fields_notification_query[] = {
    {"limit", "limit", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_notification_query, limit), 5, 5, 1, INT64_MIN, NULL, NULL, "100", "Most entries in the reply"},
    {"offset", "offset", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_notification_query, offset), 6, 6, 0, INT64_MIN, NULL, NULL, NULL, "Entries to skip"},
    {"status", "status", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_QUERY, 2, offsetof(tessera_notification_query, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_notification_status, NULL, NULL, "How far they are"},
    {"kind", "kind", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_QUERY, 3, offsetof(tessera_notification_query, kind), 4, 4, INT64_MIN, INT64_MIN, &table_enum_notification_kind, NULL, NULL, "How it is told"},
    {"after", "after", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 4, offsetof(tessera_notification_query, after), 5, 5, 1, 140000, NULL, NULL, NULL, "Place behind which the page begins: `next` of an earlier reply, asked for in the same order"},
};
const tessera_reflect_model table_model_notification_query = {"notification_query", "tessera_notification_query", "NotificationQuery", sizeof(tessera_notification_query), 5, fields_notification_query, "Filters of the list of messages to people", 0x0};
