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
const tessera_reflect_model table_model_page_query = {"page_query", "tessera_page_query", "PageQuery", sizeof(tessera_page_query), 3, fields_page_query, "Paging", 0x0};
static const tessera_reflect_field fields_guarantees[] = {
    {"freshness", "freshness", TESSERA_KIND_OBJECT, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 0, offsetof(tessera_guarantees, freshness), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "How old data may be"},
    {"volume", "volume", TESSERA_KIND_OBJECT, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_guarantees, volume), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "How many rows there are"},
    {"nullability", "nullability", TESSERA_KIND_TEXTMAP, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_guarantees, nullability), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Field to never or allowed"},
    {"accepted_values", "accepted_values", TESSERA_KIND_LISTMAP, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_guarantees, accepted_values), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Field to its accepted values"},
};
const tessera_reflect_model table_model_guarantees = {"guarantees", "tessera_guarantees", "Guarantees", sizeof(tessera_guarantees), 4, fields_guarantees, "What a producer promises beyond the schema", 0x0};
static const tessera_reflect_field fields_breaking_change[] = {
    {"type", "type", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_breaking_change, type), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Kind of change"},
    {"path", "path", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_breaking_change, path), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Where"},
    {"message", "message", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_breaking_change, message), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What changed, for people"},
    {"old_value", "old_value", TESSERA_KIND_ANY, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_breaking_change, old_value), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Before"},
    {"new_value", "new_value", TESSERA_KIND_ANY, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_breaking_change, new_value), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "After"},
    {"example", "example", TESSERA_KIND_ANY, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 5, offsetof(tessera_breaking_change, example), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Of a change that breaks the mode: a document that one schema accepts and the other rejects; null: reason tells why there is none, and accepted_by is null as well"},
    {"accepted_by", "accepted_by", TESSERA_KIND_ENUM, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 6, offsetof(tessera_breaking_change, accepted_by), 11, 11, INT64_MIN, INT64_MIN, &table_enum_schema_side, NULL, NULL, "The schema that accepts the example; the other one rejects it"},
    {"rejected_part", "rejected_part", TESSERA_KIND_STRING, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 7, offsetof(tessera_breaking_change, rejected_part), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "JSON pointer to the part of the example that is rejected; empty: the whole"},
    {"reason", "reason", TESSERA_KIND_STRING, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 8, offsetof(tessera_breaking_change, reason), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Of a change that breaks the mode without an example: which promise it breaks, or why no example is told"},
    {"against_version", "against_version", TESSERA_KIND_STRING, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 9, offsetof(tessera_breaking_change, against_version), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Under a transitive mode: the newest version that the change breaks"},
    {"touched_fields", "touched_fields", TESSERA_KIND_STRINGS, TESSERA_FLAG_NULLABLE | TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 10, offsetof(tessera_breaking_change, touched_fields), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Of a proposal: fields that it touches, as dotted paths, * for any name; an empty path: all"},
    {"concerned_teams", "concerned_teams", TESSERA_KIND_IDS, TESSERA_FLAG_NULLABLE | TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 11, offsetof(tessera_breaking_change, concerned_teams), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "In the status of a proposal: the consumers that it concerns, the first hundred of them"},
    {"pointer", "pointer", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE | TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 12, offsetof(tessera_breaking_change, pointer), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Where, as a JSON pointer (RFC 6901), references followed: \"/properties/id/type\"; empty: the whole. Told by comparisons without a server, of JSON Schemas"},
};
const tessera_reflect_model table_model_breaking_change = {"breaking_change", "tessera_breaking_change", "BreakingChange", sizeof(tessera_breaking_change), 13, fields_breaking_change, "One change between two schemas", 0x7};
static const tessera_reflect_field fields_consumer_wait[] = {
    {"team_id", "team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_consumer_wait, team_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Team"},
    {"team_name", "team_name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_consumer_wait, team_name), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name"},
    {"waited_for", "waited_for", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_consumer_wait, waited_for), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether the proposal needs its answer; else it is told, and may answer"},
    {"reason", "reason", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_consumer_wait, reason), 6, 6, INT64_MIN, INT64_MIN, &table_enum_wait_reason, NULL, NULL, "Why"},
    {"message", "message", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_consumer_wait, message), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The same for people"},
    {"touched_fields", "touched_fields", TESSERA_KIND_STRINGS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_consumer_wait, touched_fields), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Those of its fields that are touched"},
};
const tessera_reflect_model table_model_consumer_wait = {"consumer_wait", "tessera_consumer_wait", "ConsumerWait", sizeof(tessera_consumer_wait), 6, fields_consumer_wait, "A consumer of a proposal's asset, and why its answer is or is not waited for", 0x3f};
static const tessera_reflect_field fields_guarantee_change[] = {
    {"type", "type", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_guarantee_change, type), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Kind of change"},
    {"path", "path", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_guarantee_change, path), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Where"},
    {"message", "message", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_guarantee_change, message), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What changed, for people"},
    {"severity", "severity", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_guarantee_change, severity), 8, 8, INT64_MIN, INT64_MIN, &table_enum_guarantee_severity, NULL, NULL, "How much it matters"},
    {"old_value", "old_value", TESSERA_KIND_ANY, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_guarantee_change, old_value), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Before"},
    {"new_value", "new_value", TESSERA_KIND_ANY, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 5, offsetof(tessera_guarantee_change, new_value), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "After"},
};
const tessera_reflect_model table_model_guarantee_change = {"guarantee_change", "tessera_guarantee_change", "GuaranteeChange", sizeof(tessera_guarantee_change), 6, fields_guarantee_change, "One change between the guarantees of two contracts", 0xf};
static const tessera_reflect_field fields_pending_consumer[] = {
    {"team_id", "team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_pending_consumer, team_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Team"},
    {"team_name", "team_name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_pending_consumer, team_name), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name"},
    {"registered_at", "registered_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_pending_consumer, registered_at), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it first registered"},
};
const tessera_reflect_model table_model_pending_consumer = {"pending_consumer", "tessera_pending_consumer", "PendingConsumer", sizeof(tessera_pending_consumer), 3, fields_pending_consumer, "A consumer that has yet to answer", 0x7};
static const tessera_reflect_field fields_migration_suggestion[] = {
    {"strategy", "strategy", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_migration_suggestion, strategy), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "deprecate, default, additive, keep_constraint or mixed"},
    {"description", "description", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_migration_suggestion, description), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What was done, for people"},
    {"confidence", "confidence", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_migration_suggestion, confidence), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "high or medium"},
    {"suggested_schema", "suggested_schema", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED | TESSERA_FLAG_SCHEMA, TESSERA_PLACE_BODY, 3, offsetof(tessera_migration_suggestion, suggested_schema), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The schema"},
    {"changes_made", "changes_made", TESSERA_KIND_STRINGS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_migration_suggestion, changes_made), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Each edit of the proposed schema"},
};
const tessera_reflect_model table_model_migration_suggestion = {"migration_suggestion", "tessera_migration_suggestion", "MigrationSuggestion", sizeof(tessera_migration_suggestion), 5, fields_migration_suggestion, "A schema that makes the change without breaking readers", 0x1f};
