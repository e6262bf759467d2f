// What the structs of tessera/models/webhooks.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/generated/enums.h"
#include "sdk/generated/models_webhooks.h"
#include "tessera/models/webhooks.h"

static const tessera_reflect_field fields_webhook_endpoint[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_webhook_endpoint, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"url", "url", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_webhook_endpoint, url), 3, 3, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Where events are posted to"},
    {"description", "description", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_webhook_endpoint, description), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What it is for"},
    {"events", "events", TESSERA_KIND_ENUMS, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_webhook_endpoint, events), 6, 6, INT64_MIN, INT64_MIN, &table_enum_webhook_event, NULL, NULL, "Which events it is told; null: all"},
    {"enabled", "enabled", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_webhook_endpoint, enabled), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether it is told anything"},
    {"origin", "origin", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_webhook_endpoint, origin), 6, 6, INT64_MIN, INT64_MIN, &table_enum_webhook_origin, NULL, NULL, "Who named it"},
    {"failures", "failures", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_webhook_endpoint, failures), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Deliveries that failed in a row"},
    {"paused_until", "paused_until", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 7, offsetof(tessera_webhook_endpoint, paused_until), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Nothing is sent before, as too many failed; null: it is not so"},
    {"previous_secret_until", "previous_secret_until", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 8, offsetof(tessera_webhook_endpoint, previous_secret_until), 21, 21, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Until when events are signed with the secret before, too"},
    {"created_at", "created_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 9, offsetof(tessera_webhook_endpoint, created_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was created"},
    {"updated_at", "updated_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 10, offsetof(tessera_webhook_endpoint, updated_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it last changed"},
};
const tessera_reflect_model table_model_webhook_endpoint = {"webhook_endpoint", "tessera_webhook_endpoint", "WebhookEndpoint", sizeof(tessera_webhook_endpoint), 11, fields_webhook_endpoint, "A destination of events, without its secret", 0x273};
static const tessera_reflect_field fields_webhook_endpoint_secret[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_webhook_endpoint_secret, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"url", "url", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_webhook_endpoint_secret, url), 3, 3, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Where events are posted to"},
    {"description", "description", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_webhook_endpoint_secret, description), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What it is for"},
    {"events", "events", TESSERA_KIND_ENUMS, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_webhook_endpoint_secret, events), 6, 6, INT64_MIN, INT64_MIN, &table_enum_webhook_event, NULL, NULL, "Which events it is told; null: all"},
    {"enabled", "enabled", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_webhook_endpoint_secret, enabled), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether it is told anything"},
    {"origin", "origin", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_webhook_endpoint_secret, origin), 6, 6, INT64_MIN, INT64_MIN, &table_enum_webhook_origin, NULL, NULL, "Who named it"},
    {"failures", "failures", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_webhook_endpoint_secret, failures), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Deliveries that failed in a row"},
    {"paused_until", "paused_until", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 7, offsetof(tessera_webhook_endpoint_secret, paused_until), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Nothing is sent before, as too many failed; null: it is not so"},
    {"previous_secret_until", "previous_secret_until", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 8, offsetof(tessera_webhook_endpoint_secret, previous_secret_until), 21, 21, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Until when events are signed with the secret before, too"},
    {"created_at", "created_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 9, offsetof(tessera_webhook_endpoint_secret, created_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was created"},
    {"updated_at", "updated_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 10, offsetof(tessera_webhook_endpoint_secret, updated_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it last changed"},
    {"secret", "secret", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED | TESSERA_FLAG_SECRET, TESSERA_PLACE_BODY, 11, offsetof(tessera_webhook_endpoint_secret, secret), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What events are signed with: shown here and never again"},
};
const tessera_reflect_model table_model_webhook_endpoint_secret = {"webhook_endpoint_secret", "tessera_webhook_endpoint_secret", "WebhookEndpointSecret", sizeof(tessera_webhook_endpoint_secret), 12, fields_webhook_endpoint_secret, "A destination of events, with the secret that it has now", 0xa73};
static const tessera_reflect_field fields_webhook_endpoint_create[] = {
    {"url", "url", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_webhook_endpoint_create, url), 3, 3, 1, 2000, NULL, NULL, NULL, "Where events are posted to"},
    {"description", "description", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_webhook_endpoint_create, description), 11, 11, INT64_MIN, 500, NULL, NULL, NULL, "What it is for"},
    {"events", "events", TESSERA_KIND_ENUMS, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_webhook_endpoint_create, events), 6, 6, 1, 100, &table_enum_webhook_event, NULL, NULL, "Which events it is told; absent: all"},
    {"enabled", "enabled", TESSERA_KIND_BOOL, 0, TESSERA_PLACE_BODY, 3, offsetof(tessera_webhook_endpoint_create, enabled), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether it is told anything"},
    {"secret", "secret", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE | TESSERA_FLAG_SECRET, TESSERA_PLACE_BODY, 4, offsetof(tessera_webhook_endpoint_create, secret), 6, 6, 16, 256, NULL, NULL, NULL, "What events are signed with; absent: the server makes one"},
};
const tessera_reflect_model table_model_webhook_endpoint_create = {"webhook_endpoint_create", "tessera_webhook_endpoint_create", "WebhookEndpointCreate", sizeof(tessera_webhook_endpoint_create), 5, fields_webhook_endpoint_create, "A new destination of events", 0x1};
static const tessera_reflect_field fields_webhook_endpoint_update[] = {
    {"url", "url", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 0, offsetof(tessera_webhook_endpoint_update, url), 3, 3, 1, 2000, NULL, NULL, NULL, "New URL, also for what was not delivered yet"},
    {"description", "description", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_webhook_endpoint_update, description), 11, 11, INT64_MIN, 500, NULL, NULL, NULL, "New description"},
    {"events", "events", TESSERA_KIND_ENUMS, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_webhook_endpoint_update, events), 6, 6, INT64_MIN, 100, &table_enum_webhook_event, NULL, NULL, "Replaces the list of events; empty: all"},
    {"enabled", "enabled", TESSERA_KIND_BOOL, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_webhook_endpoint_update, enabled), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "false: nothing is sent, nor kept to be sent, until it is true again; what was to be sent before waits"},
};
const tessera_reflect_model table_model_webhook_endpoint_update = {"webhook_endpoint_update", "tessera_webhook_endpoint_update", "WebhookEndpointUpdate", sizeof(tessera_webhook_endpoint_update), 4, fields_webhook_endpoint_update, "Changes of a destination; what is absent or null stays", 0x0};
static const tessera_reflect_field fields_webhook_rotation[] = {
    {"overlap_seconds", "overlap_seconds", TESSERA_KIND_INT, 0, TESSERA_PLACE_BODY, 0, offsetof(tessera_webhook_rotation, overlap_seconds), 15, 15, 0, 2592000, NULL, NULL, NULL, "For how long events are signed with the former secret, too"},
    {"secret", "secret", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE | TESSERA_FLAG_SECRET, TESSERA_PLACE_BODY, 1, offsetof(tessera_webhook_rotation, secret), 6, 6, 16, 256, NULL, NULL, NULL, "The new secret; absent: the server makes one"},
};
const tessera_reflect_model table_model_webhook_rotation = {"webhook_rotation", "tessera_webhook_rotation", "WebhookRotation", sizeof(tessera_webhook_rotation), 2, fields_webhook_rotation, "How a secret is replaced", 0x0};
static const tessera_reflect_field fields_webhook_delivery[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_webhook_delivery, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id, which the receiver gets as X-Tessera-Delivery"},
    {"event_type", "event_type", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_webhook_delivery, event_type), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Event"},
    {"payload", "payload", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_webhook_delivery, payload), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What is posted: event, timestamp, payload"},
    {"url", "url", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_webhook_delivery, url), 3, 3, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Where it goes"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_webhook_delivery, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_webhook_delivery_status, NULL, NULL, "How far it is"},
    {"attempts", "attempts", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_webhook_delivery, attempts), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "How often it was posted"},
    {"last_attempt_at", "last_attempt_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 6, offsetof(tessera_webhook_delivery, last_attempt_at), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When that was last tried"},
    {"last_error", "last_error", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 7, offsetof(tessera_webhook_delivery, last_error), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What was wrong then: the first 500 characters of the reply, or the fault"},
    {"last_status_code", "last_status_code", TESSERA_KIND_INT, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 8, offsetof(tessera_webhook_delivery, last_status_code), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Status of the last reply"},
    {"created_at", "created_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 9, offsetof(tessera_webhook_delivery, created_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was created"},
    {"delivered_at", "delivered_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 10, offsetof(tessera_webhook_delivery, delivered_at), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was received with a status below 300"},
    {"endpoint_id", "endpoint_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 11, offsetof(tessera_webhook_delivery, endpoint_id), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its destination"},
    {"event_id", "event_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 12, offsetof(tessera_webhook_delivery, event_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The event, the same for all destinations"},
    {"next_attempt_at", "next_attempt_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 13, offsetof(tessera_webhook_delivery, next_attempt_at), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it is tried next; null: not any more, or an earlier event of the same asset comes first"},
    {"redelivery_of", "redelivery_of", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 14, offsetof(tessera_webhook_delivery, redelivery_of), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The delivery that this one repeats on demand"},
    {"received_at", "received_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 15, offsetof(tessera_webhook_delivery, received_at), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When a consumer confirmed that it has dealt with the event"},
    {"receipt_note", "receipt_note", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 16, offsetof(tessera_webhook_delivery, receipt_note), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What it said of that"},
};
const tessera_reflect_model table_model_webhook_delivery = {"webhook_delivery", "tessera_webhook_delivery", "WebhookDelivery", sizeof(tessera_webhook_delivery), 17, fields_webhook_delivery, "An event on its way to a destination", 0x1a3f};
static const tessera_reflect_field fields_webhook_delivery_query[] = {
    {"limit", "limit", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_webhook_delivery_query, limit), 5, 5, 1, INT64_MIN, NULL, NULL, "100", "Most entries in the reply"},
    {"offset", "offset", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_webhook_delivery_query, offset), 6, 6, 0, INT64_MIN, NULL, NULL, NULL, "Entries to skip"},
    {"status", "status", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_QUERY, 2, offsetof(tessera_webhook_delivery_query, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_webhook_delivery_status, NULL, NULL, "How far they are"},
    {"event_type", "event_type", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 3, offsetof(tessera_webhook_delivery_query, event_type), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Event, exact"},
    {"endpoint_id", "endpoint_id", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 4, offsetof(tessera_webhook_delivery_query, endpoint_id), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Destination"},
    {"after", "after", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 5, offsetof(tessera_webhook_delivery_query, after), 5, 5, 1, 140000, NULL, NULL, NULL, "Place behind which the page begins: `next` of an earlier reply, asked for in the same order"},
};
const tessera_reflect_model table_model_webhook_delivery_query = {"webhook_delivery_query", "tessera_webhook_delivery_query", "WebhookDeliveryQuery", sizeof(tessera_webhook_delivery_query), 6, fields_webhook_delivery_query, "Filters of the list of deliveries", 0x0};
static const tessera_reflect_field fields_webhook_receipt_create[] = {
    {"delivery_id", "delivery_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_webhook_receipt_create, delivery_id), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The X-Tessera-Delivery of what was received"},
    {"note", "note", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_webhook_receipt_create, note), 4, 4, INT64_MIN, 2000, NULL, NULL, NULL, "What came of it"},
};
const tessera_reflect_model table_model_webhook_receipt_create = {"webhook_receipt_create", "tessera_webhook_receipt_create", "WebhookReceiptCreate", sizeof(tessera_webhook_receipt_create), 2, fields_webhook_receipt_create, "That an event was dealt with", 0x1};
static const tessera_reflect_field fields_webhook_receipt[] = {
    {"delivery_id", "delivery_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_webhook_receipt, delivery_id), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The delivery"},
    {"received_at", "received_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_webhook_receipt, received_at), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When that was first confirmed"},
    {"note", "note", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_webhook_receipt, note), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What came of it, as it was first said"},
};
const tessera_reflect_model table_model_webhook_receipt = {"webhook_receipt", "tessera_webhook_receipt", "WebhookReceipt", sizeof(tessera_webhook_receipt), 3, fields_webhook_receipt, "That an event was dealt with, as it is kept", 0x3};
