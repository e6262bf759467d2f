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
typedef struct tessera_guarantee_change tessera_guarantee_change;
typedef struct tessera_migration_suggestion tessera_migration_suggestion;

// Lists inside records.
typedef struct tessera_breaking_change_array {
    size_t count;
    const tessera_breaking_change *const *items;
} tessera_breaking_change_array;
typedef struct tessera_guarantee_change_array {
    size_t count;
    const tessera_guarantee_change *const *items;
} tessera_guarantee_change_array;
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
};
enum { TESSERA_FIELD_breaking_change_type, TESSERA_FIELD_breaking_change_path, TESSERA_FIELD_breaking_change_message,
    TESSERA_FIELD_breaking_change_old_value, TESSERA_FIELD_breaking_change_new_value, };

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
