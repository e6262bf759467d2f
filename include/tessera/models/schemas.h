// The models of the API as structs: schemas.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/enums.h"
#include "tessera/models/common.h"
#include "tessera/record.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tessera_schema_to_check tessera_schema_to_check;
typedef struct tessera_schema_validity tessera_schema_validity;
typedef struct tessera_schema_change tessera_schema_change;
typedef struct tessera_schema_comparison tessera_schema_comparison;
typedef struct tessera_schema_compatibility tessera_schema_compatibility;
typedef struct tessera_schema_migration tessera_schema_migration;
typedef struct tessera_schema_conversion tessera_schema_conversion;

// Lists inside records.
typedef struct tessera_schema_change_array {
    size_t count;
    const tessera_schema_change *const *items;
} tessera_schema_change_array;

// A schema to check.
struct tessera_schema_to_check {
    uint64_t present;
    const char *schema; // JSON Schema (JSON object, true or false); required
};
enum { TESSERA_FIELD_schema_to_check_schema, };

// Whether a schema is valid.
struct tessera_schema_validity {
    uint64_t present;
    bool valid; // Whether it is
    tessera_strings errors; // What is wrong, each with its place
};
enum { TESSERA_FIELD_schema_validity_valid, TESSERA_FIELD_schema_validity_errors, };
TESSERA_RECORD_FUNCTIONS(tessera_schema_validity)

// One change between two schemas, and which modes it breaks.
struct tessera_schema_change {
    uint64_t present;
    const char *type; // Kind of change
    const char *path; // Where
    const char *message; // What changed, for people
    const char *old_value; // Before (any JSON value)
    const char *new_value; // After (any JSON value)
    bool breaks_backward; // Whether it breaks the mode backward
    bool breaks_forward; // Whether it breaks the mode forward
    bool breaks_full; // Whether it breaks the mode full
};
enum { TESSERA_FIELD_schema_change_type, TESSERA_FIELD_schema_change_path, TESSERA_FIELD_schema_change_message,
    TESSERA_FIELD_schema_change_old_value, TESSERA_FIELD_schema_change_new_value,
    TESSERA_FIELD_schema_change_breaks_backward, TESSERA_FIELD_schema_change_breaks_forward,
    TESSERA_FIELD_schema_change_breaks_full, };

// What changed from one schema to another.
struct tessera_schema_comparison {
    uint64_t present;
    tessera_change_type change_type; // Size of the change, whatever the mode
    bool is_compatible; // Whether no change breaks the mode
    tessera_breaking_change_array breaking_changes; // Changes that break the mode
    tessera_schema_change_array all_changes; // Every change
    tessera_compatibility_mode compatibility_mode; // Mode judged by
};
enum { TESSERA_FIELD_schema_comparison_change_type, TESSERA_FIELD_schema_comparison_is_compatible,
    TESSERA_FIELD_schema_comparison_breaking_changes, TESSERA_FIELD_schema_comparison_all_changes,
    TESSERA_FIELD_schema_comparison_compatibility_mode, };
TESSERA_RECORD_FUNCTIONS(tessera_schema_comparison)

// Whether one schema may follow another.
struct tessera_schema_compatibility {
    uint64_t present;
    bool is_compatible; // Whether no change breaks the mode
    tessera_breaking_change_array breaking_changes; // Changes that break the mode
    tessera_compatibility_mode compatibility_mode; // Mode judged by
};
enum { TESSERA_FIELD_schema_compatibility_is_compatible, TESSERA_FIELD_schema_compatibility_breaking_changes,
    TESSERA_FIELD_schema_compatibility_compatibility_mode, };
TESSERA_RECORD_FUNCTIONS(tessera_schema_compatibility)

// Ways to make a breaking change compatible.
struct tessera_schema_migration {
    uint64_t present;
    tessera_migration_suggestion_array migration_suggestions; // The ways; none when nothing breaks the mode
};
enum { TESSERA_FIELD_schema_migration_migration_suggestions, };
TESSERA_RECORD_FUNCTIONS(tessera_schema_migration)

// A schema of another language as JSON Schema.
struct tessera_schema_conversion {
    uint64_t present;
    const char *schema; // The JSON Schema (JSON object)
};
enum { TESSERA_FIELD_schema_conversion_schema, };
TESSERA_RECORD_FUNCTIONS(tessera_schema_conversion)

#ifdef __cplusplus
}
#endif
