// The models of the API as structs: webhooks.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/enums.h"
#include "tessera/record.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tessera_webhook_endpoint tessera_webhook_endpoint;
typedef struct tessera_webhook_endpoint_secret tessera_webhook_endpoint_secret;
typedef struct tessera_webhook_endpoint_create tessera_webhook_endpoint_create;
typedef struct tessera_webhook_endpoint_update tessera_webhook_endpoint_update;
typedef struct tessera_webhook_rotation tessera_webhook_rotation;
typedef struct tessera_webhook_delivery tessera_webhook_delivery;
typedef struct tessera_webhook_delivery_query tessera_webhook_delivery_query;
typedef struct tessera_webhook_receipt_create tessera_webhook_receipt_create;
typedef struct tessera_webhook_receipt tessera_webhook_receipt;

// A destination of events, without its secret.
struct tessera_webhook_endpoint {
    uint64_t present;
    const char *id; // Id
    const char *url; // Where events are posted to
    const char *description; // What it is for
    tessera_enums events; // Which events it is told; null: all (of tessera_webhook_event)
    bool enabled; // Whether it is told anything
    tessera_webhook_origin origin; // Who named it
    int64_t failures; // Deliveries that failed in a row
    int64_t paused_until; // Nothing is sent before, as too many failed; null: it is not so (microseconds since 1970)
    int64_t previous_secret_until; // Until when events are signed with the secret before, too (microseconds since 1970)
    int64_t created_at; // When it was created (microseconds since 1970)
    int64_t updated_at; // When it last changed (microseconds since 1970)
};
enum { TESSERA_FIELD_webhook_endpoint_id, TESSERA_FIELD_webhook_endpoint_url,
    TESSERA_FIELD_webhook_endpoint_description, TESSERA_FIELD_webhook_endpoint_events,
    TESSERA_FIELD_webhook_endpoint_enabled, TESSERA_FIELD_webhook_endpoint_origin,
    TESSERA_FIELD_webhook_endpoint_failures, TESSERA_FIELD_webhook_endpoint_paused_until,
    TESSERA_FIELD_webhook_endpoint_previous_secret_until, TESSERA_FIELD_webhook_endpoint_created_at,
    TESSERA_FIELD_webhook_endpoint_updated_at, };
TESSERA_RECORD_FUNCTIONS(tessera_webhook_endpoint)
// A page of them, laid out as tessera_page.
typedef struct tessera_webhook_endpoint_page {
    int64_t total;
    int64_t limit;
    int64_t offset;
    size_t count;
    const tessera_webhook_endpoint *const *items;
    const char *next;
} tessera_webhook_endpoint_page;
TESSERA_RECORD_FUNCTIONS(tessera_webhook_endpoint_page)

// A destination of events, with the secret that it has now.
struct tessera_webhook_endpoint_secret {
    uint64_t present;
    const char *id; // Id
    const char *url; // Where events are posted to
    const char *description; // What it is for
    tessera_enums events; // Which events it is told; null: all (of tessera_webhook_event)
    bool enabled; // Whether it is told anything
    tessera_webhook_origin origin; // Who named it
    int64_t failures; // Deliveries that failed in a row
    int64_t paused_until; // Nothing is sent before, as too many failed; null: it is not so (microseconds since 1970)
    int64_t previous_secret_until; // Until when events are signed with the secret before, too (microseconds since 1970)
    int64_t created_at; // When it was created (microseconds since 1970)
    int64_t updated_at; // When it last changed (microseconds since 1970)
    const char *secret; // What events are signed with: shown here and never again
};
enum { TESSERA_FIELD_webhook_endpoint_secret_id, TESSERA_FIELD_webhook_endpoint_secret_url,
    TESSERA_FIELD_webhook_endpoint_secret_description, TESSERA_FIELD_webhook_endpoint_secret_events,
    TESSERA_FIELD_webhook_endpoint_secret_enabled, TESSERA_FIELD_webhook_endpoint_secret_origin,
    TESSERA_FIELD_webhook_endpoint_secret_failures, TESSERA_FIELD_webhook_endpoint_secret_paused_until,
    TESSERA_FIELD_webhook_endpoint_secret_previous_secret_until, TESSERA_FIELD_webhook_endpoint_secret_created_at,
    TESSERA_FIELD_webhook_endpoint_secret_updated_at, TESSERA_FIELD_webhook_endpoint_secret_secret, };
TESSERA_RECORD_FUNCTIONS(tessera_webhook_endpoint_secret)

// A new destination of events.
struct tessera_webhook_endpoint_create {
    uint64_t present;
    const char *url; // Where events are posted to; required
    const char *description; // What it is for
    tessera_enums events; // Which events it is told; absent: all (of tessera_webhook_event)
    bool enabled; // Whether it is told anything
    const char *secret; // What events are signed with; absent: the server makes one
};
enum { TESSERA_FIELD_webhook_endpoint_create_url, TESSERA_FIELD_webhook_endpoint_create_description,
    TESSERA_FIELD_webhook_endpoint_create_events, TESSERA_FIELD_webhook_endpoint_create_enabled,
    TESSERA_FIELD_webhook_endpoint_create_secret, };

// Changes of a destination; what is absent or null stays.
struct tessera_webhook_endpoint_update {
    uint64_t present;
    const char *url; // New URL, also for what was not delivered yet
    const char *description; // New description
    tessera_enums events; // Replaces the list of events; empty: all (of tessera_webhook_event)
    // false: nothing is sent, nor kept to be sent, until it is true again; what was to be sent before waits
    bool enabled;
};
enum { TESSERA_FIELD_webhook_endpoint_update_url, TESSERA_FIELD_webhook_endpoint_update_description,
    TESSERA_FIELD_webhook_endpoint_update_events, TESSERA_FIELD_webhook_endpoint_update_enabled, };

// How a secret is replaced.
struct tessera_webhook_rotation {
    uint64_t present;
    int64_t overlap_seconds; // For how long events are signed with the former secret, too
    const char *secret; // The new secret; absent: the server makes one
};
enum { TESSERA_FIELD_webhook_rotation_overlap_seconds, TESSERA_FIELD_webhook_rotation_secret, };

// An event on its way to a destination.
struct tessera_webhook_delivery {
    uint64_t present;
    const char *id; // Id, which the receiver gets as X-Tessera-Delivery
    const char *event_type; // Event
    const char *payload; // What is posted: event, timestamp, payload (JSON object)
    const char *url; // Where it goes
    tessera_webhook_delivery_status status; // How far it is
    int64_t attempts; // How often it was posted
    int64_t last_attempt_at; // When that was last tried (microseconds since 1970)
    const char *last_error; // What was wrong then: the first 500 characters of the reply, or the fault
    int64_t last_status_code; // Status of the last reply
    int64_t created_at; // When it was created (microseconds since 1970)
    int64_t delivered_at; // When it was received with a status below 300 (microseconds since 1970)
    const char *endpoint_id; // Its destination
    const char *event_id; // The event, the same for all destinations
    // When it is tried next; null: not any more, or an earlier event of the same asset comes first (microseconds since 1970)
    int64_t next_attempt_at;
    const char *redelivery_of; // The delivery that this one repeats on demand
    int64_t received_at; // When a consumer confirmed that it has dealt with the event (microseconds since 1970)
    const char *receipt_note; // What it said of that
};
enum { TESSERA_FIELD_webhook_delivery_id, TESSERA_FIELD_webhook_delivery_event_type,
    TESSERA_FIELD_webhook_delivery_payload, TESSERA_FIELD_webhook_delivery_url,
    TESSERA_FIELD_webhook_delivery_status, TESSERA_FIELD_webhook_delivery_attempts,
    TESSERA_FIELD_webhook_delivery_last_attempt_at, TESSERA_FIELD_webhook_delivery_last_error,
    TESSERA_FIELD_webhook_delivery_last_status_code, TESSERA_FIELD_webhook_delivery_created_at,
    TESSERA_FIELD_webhook_delivery_delivered_at, TESSERA_FIELD_webhook_delivery_endpoint_id,
    TESSERA_FIELD_webhook_delivery_event_id, TESSERA_FIELD_webhook_delivery_next_attempt_at,
    TESSERA_FIELD_webhook_delivery_redelivery_of, TESSERA_FIELD_webhook_delivery_received_at,
    TESSERA_FIELD_webhook_delivery_receipt_note, };
TESSERA_RECORD_FUNCTIONS(tessera_webhook_delivery)
// A page of them, laid out as tessera_page.
typedef struct tessera_webhook_delivery_page {
    int64_t total;
    int64_t limit;
    int64_t offset;
    size_t count;
    const tessera_webhook_delivery *const *items;
    const char *next;
} tessera_webhook_delivery_page;
TESSERA_RECORD_FUNCTIONS(tessera_webhook_delivery_page)

// Filters of the list of deliveries.
struct tessera_webhook_delivery_query {
    uint64_t present;
    int64_t limit; // Most entries in the reply; default 100
    int64_t offset; // Entries to skip
    tessera_webhook_delivery_status status; // How far they are
    const char *event_type; // Event, exact
    const char *endpoint_id; // Destination
    const char *after; // Place behind which the page begins: `next` of an earlier reply, asked for in the same order
};
enum { TESSERA_FIELD_webhook_delivery_query_limit, TESSERA_FIELD_webhook_delivery_query_offset,
    TESSERA_FIELD_webhook_delivery_query_status, TESSERA_FIELD_webhook_delivery_query_event_type,
    TESSERA_FIELD_webhook_delivery_query_endpoint_id, TESSERA_FIELD_webhook_delivery_query_after, };

// That an event was dealt with.
struct tessera_webhook_receipt_create {
    uint64_t present;
    const char *delivery_id; // The X-Tessera-Delivery of what was received; required
    const char *note; // What came of it
};
enum { TESSERA_FIELD_webhook_receipt_create_delivery_id, TESSERA_FIELD_webhook_receipt_create_note, };

// That an event was dealt with, as it is kept.
struct tessera_webhook_receipt {
    uint64_t present;
    const char *delivery_id; // The delivery
    int64_t received_at; // When that was first confirmed (microseconds since 1970)
    const char *note; // What came of it, as it was first said
};
enum { TESSERA_FIELD_webhook_receipt_delivery_id, TESSERA_FIELD_webhook_receipt_received_at,
    TESSERA_FIELD_webhook_receipt_note, };
TESSERA_RECORD_FUNCTIONS(tessera_webhook_receipt)

#ifdef __cplusplus
}
#endif
