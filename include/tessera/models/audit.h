// The models of the API as structs: audit.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/enums.h"
#include "tessera/record.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tessera_audit_event tessera_audit_event;
typedef struct tessera_audit_head tessera_audit_head;
typedef struct tessera_audit_link tessera_audit_link;
typedef struct tessera_audit_range tessera_audit_range;
typedef struct tessera_audit_range_query tessera_audit_range_query;

// Lists inside records.
typedef struct tessera_audit_link_array {
    size_t count;
    const tessera_audit_link *const *items;
} tessera_audit_link_array;

// Something that happened, as the audit trail keeps it.
struct tessera_audit_event {
    uint64_t present;
    const char *id; // Id
    const char *entity_type; // Kind of what it happened to
    const char *entity_id; // What it happened to
    const char *action; // What happened
    const char *actor_id; // Team that acted; null: none, or the server itself
    const char *actor_type; // human or agent
    const char *actor_key_id; // API key with which it was done; null: with none
    const char *actor_user_id; // User who did it; null: none is known
    // Whom the identity provider's token or the client's certificate named; null: it was neither
    const char *actor_subject;
    const char *payload; // What else there is to tell of it (JSON object)
    int64_t occurred_at; // When (microseconds since 1970)
};
enum { TESSERA_FIELD_audit_event_id, TESSERA_FIELD_audit_event_entity_type, TESSERA_FIELD_audit_event_entity_id,
    TESSERA_FIELD_audit_event_action, TESSERA_FIELD_audit_event_actor_id, TESSERA_FIELD_audit_event_actor_type,
    TESSERA_FIELD_audit_event_actor_key_id, TESSERA_FIELD_audit_event_actor_user_id,
    TESSERA_FIELD_audit_event_actor_subject, TESSERA_FIELD_audit_event_payload,
    TESSERA_FIELD_audit_event_occurred_at, };
TESSERA_RECORD_FUNCTIONS(tessera_audit_event)
// A page of them, laid out as tessera_page.
typedef struct tessera_audit_event_page {
    int64_t total;
    int64_t limit;
    int64_t offset;
    size_t count;
    const tessera_audit_event *const *items;
    const char *next;
} tessera_audit_event_page;
TESSERA_RECORD_FUNCTIONS(tessera_audit_event_page)

// The last link of the chain that seals the audit trail: an anchor, if it is kept elsewhere.
struct tessera_audit_head {
    uint64_t present;
    int64_t sequence; // Number of the last event that is sealed, from 1; 0: none is
    const char *hash; // Hash behind that event, over it and all before: 64 hexadecimal digits
    int64_t sealed_at; // When it was sealed (microseconds since 1970)
    int64_t unsealed; // Events that wait to be sealed
};
enum { TESSERA_FIELD_audit_head_sequence, TESSERA_FIELD_audit_head_hash, TESSERA_FIELD_audit_head_sealed_at,
    TESSERA_FIELD_audit_head_unsealed, };
TESSERA_RECORD_FUNCTIONS(tessera_audit_head)

// A link of the chain.
struct tessera_audit_link {
    uint64_t present;
    int64_t sequence; // Number of the event, from 1
    const char *event_id; // Id of the event
    const char *digest; // SHA-256 of the event as it was sealed
    const char *hash; // SHA-256 of the hash before and the digest, 64 bytes
    const tessera_audit_event *event; // The event as it is now; null: it is gone
};
enum { TESSERA_FIELD_audit_link_sequence, TESSERA_FIELD_audit_link_event_id, TESSERA_FIELD_audit_link_digest,
    TESSERA_FIELD_audit_link_hash, TESSERA_FIELD_audit_link_event, };

// A part of the chain, with all that is needed to verify it.
struct tessera_audit_range {
    uint64_t present;
    const char *previous; // Hash before the first of the links; 64 zeros before the first of all
    tessera_audit_link_array links; // The links in their order
    int64_t next; // Number of the first event behind these; null: none is sealed
};
enum { TESSERA_FIELD_audit_range_previous, TESSERA_FIELD_audit_range_links, TESSERA_FIELD_audit_range_next, };
TESSERA_RECORD_FUNCTIONS(tessera_audit_range)

// The part of the chain to show.
struct tessera_audit_range_query {
    uint64_t present;
    int64_t first; // Number of the first event
    int64_t limit; // Most links in the reply
};
enum { TESSERA_FIELD_audit_range_query_first, TESSERA_FIELD_audit_range_query_limit, };

// List what happened, newest first: what tessera_audit_list takes.
typedef struct tessera_audit_list_input {
    uint64_t present;
    const char *entity_type; // Kind of what it happened to
    const char *entity_id; // What it happened to
    const char *action; // What happened
    const char *actor_id; // Team that acted
    const char *actor_type; // human or agent
    int64_t since; // The earliest time (microseconds since 1970)
    int64_t until; // The latest time (microseconds since 1970)
    int64_t limit; // Most entries in the reply; default 100
    int64_t offset; // Entries to skip
    const char *after; // Place behind which the page begins: `next` of an earlier reply, asked for in the same order
} tessera_audit_list_input;
enum { TESSERA_FIELD_audit_list_input_entity_type, TESSERA_FIELD_audit_list_input_entity_id,
    TESSERA_FIELD_audit_list_input_action, TESSERA_FIELD_audit_list_input_actor_id,
    TESSERA_FIELD_audit_list_input_actor_type, TESSERA_FIELD_audit_list_input_since,
    TESSERA_FIELD_audit_list_input_until, TESSERA_FIELD_audit_list_input_limit,
    TESSERA_FIELD_audit_list_input_offset, TESSERA_FIELD_audit_list_input_after, };

#ifdef __cplusplus
}
#endif
