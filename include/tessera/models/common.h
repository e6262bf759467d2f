// The models of the API as structs: common.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/enums.h"
#include "tessera/record.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tessera_page_query tessera_page_query;
typedef struct tessera_guarantees tessera_guarantees;
typedef struct tessera_breaking_change tessera_breaking_change;
typedef struct tessera_consumer_wait tessera_consumer_wait;
typedef struct tessera_guarantee_change tessera_guarantee_change;
typedef struct tessera_pending_consumer tessera_pending_consumer;
typedef struct tessera_migration_suggestion tessera_migration_suggestion;

// Lists inside records.
typedef struct tessera_breaking_change_array {
    size_t count;
    const tessera_breaking_change *const *items;
} tessera_breaking_change_array;
typedef struct tessera_consumer_wait_array {
    size_t count;
    const tessera_consumer_wait *const *items;
} tessera_consumer_wait_array;
typedef struct tessera_guarantee_change_array {
    size_t count;
    const tessera_guarantee_change *const *items;
} tessera_guarantee_change_array;
typedef struct tessera_pending_consumer_array {
    size_t count;
    const tessera_pending_consumer *const *items;
} tessera_pending_consumer_array;
typedef struct tessera_migration_suggestion_array {
    size_t count;
    const tessera_migration_suggestion *const *items;
} tessera_migration_suggestion_array;

// Paging.
struct tessera_page_query {
    uint64_t present;
    int64_t limit; // Most entries in the reply; default 100
    int64_t offset; // Entries to skip
    const char *after; // Place behind which the page begins: `next` of an earlier reply, asked for in the same order
};
enum { TESSERA_FIELD_page_query_limit, TESSERA_FIELD_page_query_offset, TESSERA_FIELD_page_query_after, };

// What a producer promises beyond the schema.
struct tessera_guarantees {
    uint64_t present;
    const char *freshness; // How old data may be (JSON object)
    const char *volume; // How many rows there are (JSON object)
    const char *nullability; // Field to never or allowed (JSON object of strings)
    const char *accepted_values; // Field to its accepted values (JSON object of lists of strings)
};
enum { TESSERA_FIELD_guarantees_freshness, TESSERA_FIELD_guarantees_volume, TESSERA_FIELD_guarantees_nullability,
    TESSERA_FIELD_guarantees_accepted_values, };

// One change between two schemas.
struct tessera_breaking_change {
    uint64_t present;
    const char *type; // Kind of change
    const char *path; // Where
    const char *message; // What changed, for people
    const char *old_value; // Before (any JSON value)
    const char *new_value; // After (any JSON value)
    // Of a change that breaks the mode: a document that one schema accepts and the other rejects; null: reason tells why there is none, and accepted_by is null as well (any JSON value)
    const char *example;
    tessera_schema_side accepted_by; // The schema that accepts the example; the other one rejects it
    const char *rejected_part; // JSON pointer to the part of the example that is rejected; empty: the whole
    // Of a change that breaks the mode without an example: which promise it breaks, or why no example is told
    const char *reason;
    const char *against_version; // Under a transitive mode: the newest version that the change breaks
    // Of a proposal: fields that it touches, as dotted paths, * for any name; an empty path: all
    tessera_strings touched_fields;
    // In the status of a proposal: the consumers that it concerns, the first hundred of them
    tessera_strings concerned_teams;
    // Where, as a JSON pointer (RFC 6901), references followed: "/properties/id/type"; empty: the whole. Told by comparisons without a server, of JSON Schemas
    const char *pointer;
};
enum { TESSERA_FIELD_breaking_change_type, TESSERA_FIELD_breaking_change_path, TESSERA_FIELD_breaking_change_message,
    TESSERA_FIELD_breaking_change_old_value, TESSERA_FIELD_breaking_change_new_value,
    TESSERA_FIELD_breaking_change_example, TESSERA_FIELD_breaking_change_accepted_by,
    TESSERA_FIELD_breaking_change_rejected_part, TESSERA_FIELD_breaking_change_reason,
    TESSERA_FIELD_breaking_change_against_version, TESSERA_FIELD_breaking_change_touched_fields,
    TESSERA_FIELD_breaking_change_concerned_teams, TESSERA_FIELD_breaking_change_pointer, };

// A consumer of a proposal's asset, and why its answer is or is not waited for.
struct tessera_consumer_wait {
    uint64_t present;
    const char *team_id; // Team
    const char *team_name; // Its name
    bool waited_for; // Whether the proposal needs its answer; else it is told, and may answer
    tessera_wait_reason reason; // Why
    const char *message; // The same for people
    tessera_strings touched_fields; // Those of its fields that are touched
};
enum { TESSERA_FIELD_consumer_wait_team_id, TESSERA_FIELD_consumer_wait_team_name,
    TESSERA_FIELD_consumer_wait_waited_for, TESSERA_FIELD_consumer_wait_reason, TESSERA_FIELD_consumer_wait_message,
    TESSERA_FIELD_consumer_wait_touched_fields, };

// One change between the guarantees of two contracts.
struct tessera_guarantee_change {
    uint64_t present;
    const char *type; // Kind of change
    const char *path; // Where
    const char *message; // What changed, for people
    tessera_guarantee_severity severity; // How much it matters
    const char *old_value; // Before (any JSON value)
    const char *new_value; // After (any JSON value)
};
enum { TESSERA_FIELD_guarantee_change_type, TESSERA_FIELD_guarantee_change_path,
    TESSERA_FIELD_guarantee_change_message, TESSERA_FIELD_guarantee_change_severity,
    TESSERA_FIELD_guarantee_change_old_value, TESSERA_FIELD_guarantee_change_new_value, };

// A consumer that has yet to answer.
struct tessera_pending_consumer {
    uint64_t present;
    const char *team_id; // Team
    const char *team_name; // Its name
    int64_t registered_at; // When it first registered (microseconds since 1970)
};
enum { TESSERA_FIELD_pending_consumer_team_id, TESSERA_FIELD_pending_consumer_team_name,
    TESSERA_FIELD_pending_consumer_registered_at, };

// A schema that makes the change without breaking readers.
struct tessera_migration_suggestion {
    uint64_t present;
    const char *strategy; // deprecate, default, additive, keep_constraint or mixed
    const char *description; // What was done, for people
    const char *confidence; // high or medium
    const char *suggested_schema; // The schema (JSON object, true or false)
    tessera_strings changes_made; // Each edit of the proposed schema
};
enum { TESSERA_FIELD_migration_suggestion_strategy, TESSERA_FIELD_migration_suggestion_description,
    TESSERA_FIELD_migration_suggestion_confidence, TESSERA_FIELD_migration_suggestion_suggested_schema,
    TESSERA_FIELD_migration_suggestion_changes_made, };

#ifdef __cplusplus
}
#endif
