// What the structs of tessera/models/schemas.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/generated/enums.h"
#include "sdk/generated/models_common.h"
#include "sdk/generated/models_schemas.h"
#include "tessera/models/schemas.h"

static const tessera_reflect_field fields_schema_to_check[] = {
    {"schema", "schema", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED | TESSERA_FLAG_SCHEMA, TESSERA_PLACE_WHOLE, 0, offsetof(tessera_schema_to_check, schema), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "JSON Schema"},
};
const tessera_reflect_model table_model_schema_to_check = {"schema_to_check", "tessera_schema_to_check", "SchemaToCheck", sizeof(tessera_schema_to_check), 1, fields_schema_to_check, "A schema to check", 0x1};
static const tessera_reflect_field fields_schema_validity[] = {
    {"valid", "valid", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_schema_validity, valid), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether it is"},
    {"errors", "errors", TESSERA_KIND_STRINGS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_schema_validity, errors), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What is wrong, each with its place"},
};
const tessera_reflect_model table_model_schema_validity = {"schema_validity", "tessera_schema_validity", "SchemaValidity", sizeof(tessera_schema_validity), 2, fields_schema_validity, "Whether a schema is valid", 0x3};
static const tessera_reflect_field fields_schema_change[] = {
    {"type", "type", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_schema_change, type), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Kind of change"},
    {"path", "path", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_schema_change, path), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Where"},
    {"message", "message", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_schema_change, message), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What changed, for people"},
    {"old_value", "old_value", TESSERA_KIND_ANY, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_schema_change, old_value), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Before"},
    {"new_value", "new_value", TESSERA_KIND_ANY, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_schema_change, new_value), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "After"},
    {"breaks_backward", "breaks_backward", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_schema_change, breaks_backward), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether it breaks the mode backward"},
    {"breaks_forward", "breaks_forward", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_schema_change, breaks_forward), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether it breaks the mode forward"},
    {"breaks_full", "breaks_full", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 7, offsetof(tessera_schema_change, breaks_full), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether it breaks the mode full"},
    {"pointer", "pointer", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE | TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 8, offsetof(tessera_schema_change, pointer), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Where, as a JSON pointer (RFC 6901), references followed: \"/properties/id/type\"; empty: the whole. Told by comparisons without a server, of JSON Schemas"},
};
const tessera_reflect_model table_model_schema_change = {"schema_change", "tessera_schema_change", "SchemaChange", sizeof(tessera_schema_change), 9, fields_schema_change, "One change between two schemas, and which modes it breaks", 0xe7};
static const tessera_reflect_field fields_schema_comparison[] = {
    {"change_type", "change_type", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_schema_comparison, change_type), 11, 11, INT64_MIN, INT64_MIN, &table_enum_change_type, NULL, NULL, "Size of the change, whatever the mode"},
    {"is_compatible", "is_compatible", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_schema_comparison, is_compatible), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether no change breaks the mode"},
    {"breaking_changes", "breaking_changes", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_schema_comparison, breaking_changes), 16, 16, INT64_MIN, INT64_MIN, NULL, &table_model_breaking_change, NULL, "Changes that break the mode"},
    {"all_changes", "all_changes", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_schema_comparison, all_changes), 11, 11, INT64_MIN, INT64_MIN, NULL, &table_model_schema_change, NULL, "Every change"},
    {"compatibility_mode", "compatibility_mode", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_schema_comparison, compatibility_mode), 18, 18, INT64_MIN, INT64_MIN, &table_enum_compatibility_mode, NULL, NULL, "Mode judged by"},
    {"certainty", "certainty", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_schema_comparison, certainty), 9, 9, INT64_MIN, INT64_MIN, &table_enum_certainty, NULL, NULL, "What the verdict rests on"},
    {"compatibility_policy", "compatibility_policy", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 6, offsetof(tessera_schema_comparison, compatibility_policy), 20, 20, INT64_MIN, INT64_MIN, &table_enum_compatibility_policy, NULL, NULL, "Policy judged by"},
};
const tessera_reflect_model table_model_schema_comparison = {"schema_comparison", "tessera_schema_comparison", "SchemaComparison", sizeof(tessera_schema_comparison), 7, fields_schema_comparison, "What changed from one schema to another", 0x3f};
static const tessera_reflect_field fields_schema_compatibility[] = {
    {"is_compatible", "is_compatible", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_schema_compatibility, is_compatible), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether no change breaks the mode"},
    {"breaking_changes", "breaking_changes", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_schema_compatibility, breaking_changes), 16, 16, INT64_MIN, INT64_MIN, NULL, &table_model_breaking_change, NULL, "Changes that break the mode"},
    {"compatibility_mode", "compatibility_mode", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_schema_compatibility, compatibility_mode), 18, 18, INT64_MIN, INT64_MIN, &table_enum_compatibility_mode, NULL, NULL, "Mode judged by"},
    {"certainty", "certainty", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_schema_compatibility, certainty), 9, 9, INT64_MIN, INT64_MIN, &table_enum_certainty, NULL, NULL, "What the verdict rests on"},
    {"compatibility_policy", "compatibility_policy", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_schema_compatibility, compatibility_policy), 20, 20, INT64_MIN, INT64_MIN, &table_enum_compatibility_policy, NULL, NULL, "Policy judged by"},
};
const tessera_reflect_model table_model_schema_compatibility = {"schema_compatibility", "tessera_schema_compatibility", "SchemaCompatibility", sizeof(tessera_schema_compatibility), 5, fields_schema_compatibility, "Whether one schema may follow another", 0xf};
static const tessera_reflect_field fields_schema_migration[] = {
    {"migration_suggestions", "migration_suggestions", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_schema_migration, migration_suggestions), 21, 21, INT64_MIN, INT64_MIN, NULL, &table_model_migration_suggestion, NULL, "The ways; none when nothing breaks the mode"},
};
const tessera_reflect_model table_model_schema_migration = {"schema_migration", "tessera_schema_migration", "SchemaMigration", sizeof(tessera_schema_migration), 1, fields_schema_migration, "Ways to make a breaking change compatible", 0x1};
static const tessera_reflect_field fields_schema_conversion[] = {
    {"schema", "schema", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_schema_conversion, schema), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The JSON Schema"},
};
const tessera_reflect_model table_model_schema_conversion = {"schema_conversion", "tessera_schema_conversion", "SchemaConversion", sizeof(tessera_schema_conversion), 1, fields_schema_conversion, "A schema of another language as JSON Schema", 0x1};
static const tessera_reflect_field fields_schema_example[] = {
    {"document", "document", TESSERA_KIND_ANY, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 0, offsetof(tessera_schema_example, document), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The document"},
    {"kind", "kind", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_schema_example, kind), 4, 4, INT64_MIN, INT64_MIN, &table_enum_example_kind, NULL, NULL, "What it is an example of"},
    {"valid", "valid", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_schema_example, valid), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether the schema accepts it"},
    {"part", "part", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_schema_example, part), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "JSON pointer to the part at or beyond a border; empty: the whole; null: inside"},
    {"keyword", "keyword", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_schema_example, keyword), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Keyword that draws the border; null: inside"},
};
const tessera_reflect_model table_model_schema_example = {"schema_example", "tessera_schema_example", "SchemaExample", sizeof(tessera_schema_example), 5, fields_schema_example, "A document of a schema", 0x6};
static const tessera_reflect_field fields_schema_example_list[] = {
    {"examples", "examples", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_schema_example_list, examples), 8, 8, INT64_MIN, INT64_MIN, NULL, &table_model_schema_example, NULL, "Each once; fewer than were wanted where there are no more, or no more were found"},
};
const tessera_reflect_model table_model_schema_example_list = {"schema_example_list", "tessera_schema_example_list", "SchemaExampleList", sizeof(tessera_schema_example_list), 1, fields_schema_example_list, "Documents of a schema", 0x1};
static const tessera_reflect_field fields_document_digest[] = {
    {"sha256", "sha256", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_document_digest, sha256), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "SHA-256 of the schema in canonical form with its language, in hexadecimal digits"},
    {"schema_format", "schema_format", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_document_digest, schema_format), 13, 13, INT64_MIN, INT64_MIN, &table_enum_schema_format, NULL, NULL, "Its language"},
};
const tessera_reflect_model table_model_document_digest = {"document_digest", "tessera_document_digest", "DocumentDigest", sizeof(tessera_document_digest), 2, fields_document_digest, "What names a schema, however it is written", 0x3};
static const tessera_reflect_field fields_document_place[] = {
    {"line", "line", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_document_place, line), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Line, from 1"},
    {"column", "column", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_document_place, column), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Character in it, from 1"},
    {"offset", "offset", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_document_place, offset), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Bytes before it"},
    {"pointer", "pointer", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_document_place, pointer), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "JSON pointer to what is there: the one asked for, or its longest part that leads somewhere"},
    {"exact", "exact", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_document_place, exact), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether that is what was asked for"},
};
const tessera_reflect_model table_model_document_place = {"document_place", "tessera_document_place", "DocumentPlace", sizeof(tessera_document_place), 5, fields_document_place, "Where in the text of a document a JSON pointer leads", 0x1f};
