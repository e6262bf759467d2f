// What the structs of tessera/models/common.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/generated/enums.h"
#include "sdk/generated/models_common.h"
#include "tessera/models/common.h"

static const tessera_reflect_field fields_page_query[] = {
    {"limit", "limit", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_page_query, limit), 5, 5, 1, INT64_MIN, NULL, NULL, "100", "Most entries in the reply"},
    {"offset", "offset", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_page_query, offset), 6, 6, 0, INT64_MIN, NULL, NULL, NULL, "Entries to skip"},
    {"after", "after", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 2, offsetof(tessera_page_query, after), 5, 5, 1, 140000, NULL, NULL, NULL, "Place behind which the page begins: `next` of an earlier reply, asked for in the same order"},
};
const tessera_reflect_model table_model_page_query = {"page_query", "tessera_page_query", "PageQuery", sizeof(tessera_page_query), 3, fields_page_query, "Paging"};
static const tessera_reflect_field fields_guarantees[] = {
    {"freshness", "freshness", TESSERA_KIND_OBJECT, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 0, offsetof(tessera_guarantees, freshness), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "How old data may be"},
    {"volume", "volume", TESSERA_KIND_OBJECT, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_guarantees, volume), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "How many rows there are"},
    {"nullability", "nullability", TESSERA_KIND_TEXTMAP, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_guarantees, nullability), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Field to never or allowed"},
    {"accepted_values", "accepted_values", TESSERA_KIND_LISTMAP, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_guarantees, accepted_values), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Field to its accepted values"},
};
const tessera_reflect_model table_model_guarantees = {"guarantees", "tessera_guarantees", "Guarantees", sizeof(tessera_guarantees), 4, fields_guarantees, "What a producer promises beyond the schema"};
static const tessera_reflect_field fields_breaking_change[] = {
    {"type", "type", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_breaking_change, type), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Kind of change"},
    {"path", "path", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_breaking_change, path), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Where"},
    {"message", "message", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_breaking_change, message), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What changed, for people"},
    {"old_value", "old_value", TESSERA_KIND_ANY, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_breaking_change, old_value), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Before"},
    {"new_value", "new_value", TESSERA_KIND_ANY, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_breaking_change, new_value), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "After"},
};
const tessera_reflect_model table_model_breaking_change = {"breaking_change", "tessera_breaking_change", "BreakingChange", sizeof(tessera_breaking_change), 5, fields_breaking_change, "One change between two schemas"};
static const tessera_reflect_field fields_guarantee_change[] = {
    {"type", "type", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_guarantee_change, type), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Kind of change"},
    {"path", "path", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_guarantee_change, path), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Where"},
    {"message", "message", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_guarantee_change, message), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What changed, for people"},
    {"severity", "severity", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_guarantee_change, severity), 8, 8, INT64_MIN, INT64_MIN, &table_enum_guarantee_severity, NULL, NULL, "How much it matters"},
    {"old_value", "old_value", TESSERA_KIND_ANY, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_guarantee_change, old_value), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Before"},
    {"new_value", "new_value", TESSERA_KIND_ANY, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 5, offsetof(tessera_guarantee_change, new_value), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "After"},
};
const tessera_reflect_model table_model_guarantee_change = {"guarantee_change", "tessera_guarantee_change", "GuaranteeChange", sizeof(tessera_guarantee_change), 6, fields_guarantee_change, "One change between the guarantees of two contracts"};
static const tessera_reflect_field fields_migration_suggestion[] = {
    {"strategy", "strategy", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_migration_suggestion, strategy), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "deprecate, default, additive, keep_constraint or mixed"},
    {"description", "description", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_migration_suggestion, description), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What was done, for people"},
    {"confidence", "confidence", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_migration_suggestion, confidence), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "high or medium"},
    {"suggested_schema", "suggested_schema", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED | TESSERA_FLAG_SCHEMA, TESSERA_PLACE_BODY, 3, offsetof(tessera_migration_suggestion, suggested_schema), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The schema"},
    {"changes_made", "changes_made", TESSERA_KIND_STRINGS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_migration_suggestion, changes_made), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Each edit of the proposed schema"},
};
const tessera_reflect_model table_model_migration_suggestion = {"migration_suggestion", "tessera_migration_suggestion", "MigrationSuggestion", sizeof(tessera_migration_suggestion), 5, fields_migration_suggestion, "A schema that makes the change without breaking readers"};
