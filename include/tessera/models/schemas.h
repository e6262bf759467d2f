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
typedef struct tessera_schema_example tessera_schema_example;
typedef struct tessera_schema_example_list tessera_schema_example_list;
typedef struct tessera_document_digest tessera_document_digest;
typedef struct tessera_document_place tessera_document_place;

// Lists inside records.
typedef struct tessera_schema_change_array {
    size_t count;
    const tessera_schema_change *const *items;
} tessera_schema_change_array;
typedef struct tessera_schema_example_array {
    size_t count;
    const tessera_schema_example *const *items;
} tessera_schema_example_array;

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
    // Where, as a JSON pointer (RFC 6901), references followed: "/properties/id/type"; empty: the whole. Told by comparisons without a server, of JSON Schemas
    const char *pointer;
};
enum { TESSERA_FIELD_schema_change_type, TESSERA_FIELD_schema_change_path, TESSERA_FIELD_schema_change_message,
    TESSERA_FIELD_schema_change_old_value, TESSERA_FIELD_schema_change_new_value,
    TESSERA_FIELD_schema_change_breaks_backward, TESSERA_FIELD_schema_change_breaks_forward,
    TESSERA_FIELD_schema_change_breaks_full, TESSERA_FIELD_schema_change_pointer, };

// What changed from one schema to another.
struct tessera_schema_comparison {
    uint64_t present;
    tessera_change_type change_type; // Size of the change, whatever the mode
    bool is_compatible; // Whether no change breaks the mode
    tessera_breaking_change_array breaking_changes; // Changes that break the mode
    tessera_schema_change_array all_changes; // Every change
    tessera_compatibility_mode compatibility_mode; // Mode judged by
    tessera_certainty certainty; // What the verdict rests on
    tessera_compatibility_policy compatibility_policy; // Policy judged by
};
enum { TESSERA_FIELD_schema_comparison_change_type, TESSERA_FIELD_schema_comparison_is_compatible,
    TESSERA_FIELD_schema_comparison_breaking_changes, TESSERA_FIELD_schema_comparison_all_changes,
    TESSERA_FIELD_schema_comparison_compatibility_mode, TESSERA_FIELD_schema_comparison_certainty,
    TESSERA_FIELD_schema_comparison_compatibility_policy, };
TESSERA_RECORD_FUNCTIONS(tessera_schema_comparison)

// Whether one schema may follow another.
struct tessera_schema_compatibility {
    uint64_t present;
    bool is_compatible; // Whether no change breaks the mode
    tessera_breaking_change_array breaking_changes; // Changes that break the mode
    tessera_compatibility_mode compatibility_mode; // Mode judged by
    tessera_certainty certainty; // What the verdict rests on
    tessera_compatibility_policy compatibility_policy; // Policy judged by
};
enum { TESSERA_FIELD_schema_compatibility_is_compatible, TESSERA_FIELD_schema_compatibility_breaking_changes,
    TESSERA_FIELD_schema_compatibility_compatibility_mode, TESSERA_FIELD_schema_compatibility_certainty,
    TESSERA_FIELD_schema_compatibility_compatibility_policy, };
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

// A document of a schema.
struct tessera_schema_example {
    uint64_t present;
    const char *document; // The document (any JSON value)
    tessera_example_kind kind; // What it is an example of
    bool valid; // Whether the schema accepts it
    const char *part; // JSON pointer to the part at or beyond a border; empty: the whole; null: inside
    const char *keyword; // Keyword that draws the border; null: inside
};
enum { TESSERA_FIELD_schema_example_document, TESSERA_FIELD_schema_example_kind, TESSERA_FIELD_schema_example_valid,
    TESSERA_FIELD_schema_example_part, TESSERA_FIELD_schema_example_keyword, };
TESSERA_RECORD_FUNCTIONS(tessera_schema_example)

// Documents of a schema.
struct tessera_schema_example_list {
    uint64_t present;
    // Each once; fewer than were wanted where there are no more, or no more were found
    tessera_schema_example_array examples;
};
enum { TESSERA_FIELD_schema_example_list_examples, };
TESSERA_RECORD_FUNCTIONS(tessera_schema_example_list)

// What names a schema, however it is written.
struct tessera_document_digest {
    uint64_t present;
    const char *sha256; // SHA-256 of the schema in canonical form with its language, in hexadecimal digits
    tessera_schema_format schema_format; // Its language
};
enum { TESSERA_FIELD_document_digest_sha256, TESSERA_FIELD_document_digest_schema_format, };
TESSERA_RECORD_FUNCTIONS(tessera_document_digest)

// Where in the text of a document a JSON pointer leads.
struct tessera_document_place {
    uint64_t present;
    int64_t line; // Line, from 1
    int64_t column; // Character in it, from 1
    int64_t offset; // Bytes before it
    const char *pointer; // JSON pointer to what is there: the one asked for, or its longest part that leads somewhere
    bool exact; // Whether that is what was asked for
};
enum { TESSERA_FIELD_document_place_line, TESSERA_FIELD_document_place_column, TESSERA_FIELD_document_place_offset,
    TESSERA_FIELD_document_place_pointer, TESSERA_FIELD_document_place_exact, };
TESSERA_RECORD_FUNCTIONS(tessera_document_place)

#ifdef __cplusplus
}
#endif
