// What the structs of tessera/models/contracts.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/generated/enums.h"
#include "sdk/generated/models_common.h"
#include "sdk/generated/models_contracts.h"
#include "tessera/models/contracts.h"

static const tessera_reflect_field fields_contract[] = {
    {"version", "version", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_contract, version), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version"},
    {"schema_def", "schema_def", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED | TESSERA_FLAG_SCHEMA, TESSERA_PLACE_BODY, 1, offsetof(tessera_contract, schema_def), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "JSON Schema"},
    {"schema", "schema", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED | TESSERA_FLAG_SCHEMA, TESSERA_PLACE_BODY, 2, offsetof(tessera_contract, schema), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The same JSON Schema"},
    {"schema_format", "schema_format", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_contract, schema_format), 13, 13, INT64_MIN, INT64_MIN, &table_enum_schema_format, NULL, NULL, "Language in which it was submitted"},
    {"compatibility_mode", "compatibility_mode", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_contract, compatibility_mode), 18, 18, INT64_MIN, INT64_MIN, &table_enum_compatibility_mode, NULL, NULL, "Which changes are compatible"},
    {"guarantees", "guarantees", TESSERA_KIND_RECORD, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 5, offsetof(tessera_contract, guarantees), 10, 10, INT64_MIN, INT64_MIN, NULL, &table_model_guarantees, NULL, "Guarantees"},
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_contract, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"asset_id", "asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 7, offsetof(tessera_contract, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset"},
    {"field_descriptions", "field_descriptions", TESSERA_KIND_TEXTMAP, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 8, offsetof(tessera_contract, field_descriptions), 18, 18, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Path to description"},
    {"field_tags", "field_tags", TESSERA_KIND_LISTMAP, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 9, offsetof(tessera_contract, field_tags), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Path to tags"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 10, offsetof(tessera_contract, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_contract_status, NULL, NULL, "State"},
    {"published_at", "published_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 11, offsetof(tessera_contract, published_at), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was published"},
    {"published_by", "published_by", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 12, offsetof(tessera_contract, published_by), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Publishing team"},
    {"published_by_user_id", "published_by_user_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 13, offsetof(tessera_contract, published_by_user_id), 20, 20, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Publishing user"},
    {"updated_at", "updated_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 14, offsetof(tessera_contract, updated_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it last changed"},
    {"asset_fqn", "asset_fqn", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 15, offsetof(tessera_contract, asset_fqn), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the asset"},
    {"publisher_name", "publisher_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 16, offsetof(tessera_contract, publisher_name), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the publishing team"},
    {"published_by_team_name", "published_by_team_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 17, offsetof(tessera_contract, published_by_team_name), 22, 22, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The same name"},
    {"published_by_user_name", "published_by_user_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 18, offsetof(tessera_contract, published_by_user_name), 22, 22, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the publishing user"},
};
const tessera_reflect_model table_model_contract = {"contract", "tessera_contract", "Contract", sizeof(tessera_contract), 19, fields_contract, "A published version of an asset's schema", 0x1fdf};
static const tessera_reflect_field fields_contract_list_query[] = {
    {"limit", "limit", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_contract_list_query, limit), 5, 5, 1, INT64_MIN, NULL, NULL, "100", "Most entries in the reply"},
    {"offset", "offset", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_contract_list_query, offset), 6, 6, 0, INT64_MIN, NULL, NULL, NULL, "Entries to skip"},
    {"asset_id", "asset_id", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 2, offsetof(tessera_contract_list_query, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset"},
    {"status", "status", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_QUERY, 3, offsetof(tessera_contract_list_query, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_contract_status, NULL, NULL, "State"},
    {"version", "version", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 4, offsetof(tessera_contract_list_query, version), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version contains, any case; % and _ are wildcards, but not behind a backslash"},
    {"after", "after", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 5, offsetof(tessera_contract_list_query, after), 5, 5, 1, 140000, NULL, NULL, NULL, "Place behind which the page begins: `next` of an earlier reply, asked for in the same order"},
};
const tessera_reflect_model table_model_contract_list_query = {"contract_list_query", "tessera_contract_list_query", "ContractListQuery", sizeof(tessera_contract_list_query), 6, fields_contract_list_query, "Filters of the list of contracts", 0x0};
static const tessera_reflect_field fields_contract_summary[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_contract_summary, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"version", "version", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_contract_summary, version), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version"},
    {"published_at", "published_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_contract_summary, published_at), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was published"},
    {"asset_id", "asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_contract_summary, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset"},
};
const tessera_reflect_model table_model_contract_summary = {"contract_summary", "tessera_contract_summary", "ContractSummary", sizeof(tessera_contract_summary), 4, fields_contract_summary, "A contract in short", 0xf};
static const tessera_reflect_field fields_compare_result[] = {
    {"contract_1", "contract_1", TESSERA_KIND_RECORD, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 0, offsetof(tessera_compare_result, contract_1), 10, 10, INT64_MIN, INT64_MIN, NULL, &table_model_contract_summary, NULL, "The older contract; null: schemas were compared"},
    {"contract_2", "contract_2", TESSERA_KIND_RECORD, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_compare_result, contract_2), 10, 10, INT64_MIN, INT64_MIN, NULL, &table_model_contract_summary, NULL, "The newer contract; null: schemas were compared"},
    {"change_type", "change_type", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_compare_result, change_type), 11, 11, INT64_MIN, INT64_MIN, &table_enum_change_type, NULL, NULL, "Size of the change"},
    {"is_compatible", "is_compatible", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_compare_result, is_compatible), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether no change breaks the mode"},
    {"breaking_changes", "breaking_changes", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_compare_result, breaking_changes), 16, 16, INT64_MIN, INT64_MIN, NULL, &table_model_breaking_change, NULL, "Changes that break the mode"},
    {"all_changes", "all_changes", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_compare_result, all_changes), 11, 11, INT64_MIN, INT64_MIN, NULL, &table_model_breaking_change, NULL, "Every change"},
    {"compatibility_mode", "compatibility_mode", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_compare_result, compatibility_mode), 18, 18, INT64_MIN, INT64_MIN, &table_enum_compatibility_mode, NULL, NULL, "Mode judged by"},
    {"certainty", "certainty", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 7, offsetof(tessera_compare_result, certainty), 9, 9, INT64_MIN, INT64_MIN, &table_enum_certainty, NULL, NULL, "What the verdict rests on"},
    {"compatibility_policy", "compatibility_policy", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 8, offsetof(tessera_compare_result, compatibility_policy), 20, 20, INT64_MIN, INT64_MIN, &table_enum_compatibility_policy, NULL, NULL, "Policy judged by"},
};
const tessera_reflect_model table_model_compare_result = {"compare_result", "tessera_compare_result", "CompareResult", sizeof(tessera_compare_result), 9, fields_compare_result, "What changed from one contract or schema to another", 0xfc};
static const tessera_reflect_field fields_guarantees_update[] = {
    {"guarantees", "guarantees", TESSERA_KIND_RECORD, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_guarantees_update, guarantees), 10, 10, INT64_MIN, INT64_MIN, NULL, &table_model_guarantees, NULL, "Replaces all guarantees"},
};
const tessera_reflect_model table_model_guarantees_update = {"guarantees_update", "tessera_guarantees_update", "GuaranteesUpdate", sizeof(tessera_guarantees_update), 1, fields_guarantees_update, "New guarantees of a contract", 0x1};
static const tessera_reflect_field fields_bulk_contract[] = {
    {"asset_id", "asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_bulk_contract, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset; once in a request"},
    {"schema", "schema", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED | TESSERA_FLAG_FORMATTED | TESSERA_FLAG_SCHEMA, TESSERA_PLACE_BODY, 1, offsetof(tessera_bulk_contract, schema), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "JSON Schema, or an Avro schema of any type"},
    {"compatibility_mode", "compatibility_mode", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_bulk_contract, compatibility_mode), 18, 18, INT64_MIN, 50, NULL, NULL, NULL, "A CompatibilityMode; anything else, and none given: that of the active contract, or backward"},
    {"guarantees", "guarantees", TESSERA_KIND_RECORD, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_bulk_contract, guarantees), 10, 10, INT64_MIN, INT64_MIN, NULL, &table_model_guarantees, NULL, "Guarantees"},
    {"field_descriptions", "field_descriptions", TESSERA_KIND_TEXTMAP, 0, TESSERA_PLACE_BODY, 4, offsetof(tessera_bulk_contract, field_descriptions), 18, 18, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Path to description"},
    {"field_tags", "field_tags", TESSERA_KIND_LISTMAP, 0, TESSERA_PLACE_BODY, 5, offsetof(tessera_bulk_contract, field_tags), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Path to tags"},
    {"schema_format", "schema_format", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_BODY, 6, offsetof(tessera_bulk_contract, schema_format), 13, 13, INT64_MIN, INT64_MIN, &table_enum_schema_format, NULL, NULL, "Language of the schema"},
    {"reason", "reason", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 7, offsetof(tessera_bulk_contract, reason), 6, 6, 1, 1000, NULL, NULL, NULL, "Why a breaking change is made, for its consumers"},
    {"deadline", "deadline", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 8, offsetof(tessera_bulk_contract, deadline), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When the proposal of a breaking change expires; absent: as PROPOSAL_DEFAULT_EXPIRATION_DAYS says"},
};
const tessera_reflect_model table_model_bulk_contract = {"bulk_contract", "tessera_bulk_contract", "BulkContract", sizeof(tessera_bulk_contract), 9, fields_bulk_contract, "A schema to publish among others", 0x3};
static const tessera_reflect_field fields_bulk_publish_item[] = {
    {"asset_id", "asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_bulk_publish_item, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset"},
    {"asset_fqn", "asset_fqn", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_bulk_publish_item, asset_fqn), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the asset; null: there is no such asset"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_bulk_publish_item, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_bulk_publish_status, NULL, NULL, "What became of it"},
    {"contract_id", "contract_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_bulk_publish_item, contract_id), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The new contract"},
    {"proposal_id", "proposal_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_bulk_publish_item, proposal_id), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The new proposal"},
    {"suggested_version", "suggested_version", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 5, offsetof(tessera_bulk_publish_item, suggested_version), 17, 17, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version that the schema gets"},
    {"current_version", "current_version", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 6, offsetof(tessera_bulk_publish_item, current_version), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version of the contract that was active before"},
    {"reason", "reason", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 7, offsetof(tessera_bulk_publish_item, reason), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Why, for people"},
    {"breaking_changes", "breaking_changes", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 8, offsetof(tessera_bulk_publish_item, breaking_changes), 16, 16, INT64_MIN, INT64_MIN, NULL, &table_model_breaking_change, NULL, "Incompatible changes; a reply lists 10000 of them at most"},
    {"error", "error", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 9, offsetof(tessera_bulk_publish_item, error), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Why it failed"},
};
const tessera_reflect_model table_model_bulk_publish_item = {"bulk_publish_item", "tessera_bulk_publish_item", "BulkPublishItem", sizeof(tessera_bulk_publish_item), 10, fields_bulk_publish_item, "What became of one schema", 0x105};
static const tessera_reflect_field fields_bulk_publish_result[] = {
    {"preview", "preview", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_bulk_publish_result, preview), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether it was a dry run"},
    {"total", "total", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_bulk_publish_result, total), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Schemas handed in"},
    {"published", "published", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_bulk_publish_result, published), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Published, or in a dry run to be published"},
    {"skipped", "skipped", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_bulk_publish_result, skipped), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Said nothing new"},
    {"proposals_created", "proposals_created", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_bulk_publish_result, proposals_created), 17, 17, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Became proposals, or in a dry run would"},
    {"failed", "failed", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_bulk_publish_result, failed), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Failed, or in a dry run would"},
    {"results", "results", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_bulk_publish_result, results), 7, 7, INT64_MIN, INT64_MIN, NULL, &table_model_bulk_publish_item, NULL, "Each, in the order handed in"},
};
const tessera_reflect_model table_model_bulk_publish_result = {"bulk_publish_result", "tessera_bulk_publish_result", "BulkPublishResult", sizeof(tessera_bulk_publish_result), 7, fields_bulk_publish_result, "What became of a bulk publish", 0x7f};
static const tessera_reflect_field fields_contracts_compare_input[] = {
    {"old_schema", "old_schema", TESSERA_KIND_OBJECT, TESSERA_FLAG_NULLABLE | TESSERA_FLAG_FORMATTED | TESSERA_FLAG_SCHEMA, TESSERA_PLACE_BODY, 0, offsetof(tessera_contracts_compare_input, old_schema), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The older schema, in place of contracts"},
    {"new_schema", "new_schema", TESSERA_KIND_OBJECT, TESSERA_FLAG_NULLABLE | TESSERA_FLAG_FORMATTED | TESSERA_FLAG_SCHEMA, TESSERA_PLACE_BODY, 1, offsetof(tessera_contracts_compare_input, new_schema), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The newer schema, in place of contracts"},
    {"compatibility_mode", "compatibility_mode", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_contracts_compare_input, compatibility_mode), 18, 18, INT64_MIN, INT64_MIN, &table_enum_compatibility_mode, NULL, NULL, "Mode to judge by; absent: the older contract's, of schemas backward"},
    {"contract_id", "contract_id_1", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_contracts_compare_input, contract_id), 11, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The older contract; required unless schemas are given"},
    {"other_contract_id", "contract_id_2", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_contracts_compare_input, other_contract_id), 17, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The newer contract, of any asset; required unless schemas are given"},
    {"schema_format", "schema_format", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_BODY, 5, offsetof(tessera_contracts_compare_input, schema_format), 13, 13, INT64_MIN, INT64_MIN, &table_enum_schema_format, NULL, NULL, "Language of the schemas, by whose rules they are compared"},
    {"compatibility_policy", "compatibility_policy", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 6, offsetof(tessera_contracts_compare_input, compatibility_policy), 20, 20, INT64_MIN, INT64_MIN, &table_enum_compatibility_policy, NULL, NULL, "What counts; absent: as the older contract's asset says, of schemas yardstick"},
};
const tessera_reflect_model table_model_contracts_compare_input = {"contracts_compare_input", "tessera_contracts_compare_input", "contracts_compare_input", sizeof(tessera_contracts_compare_input), 7, fields_contracts_compare_input, "What changed from one contract to another, or from one schema to another", 0x0};
static const tessera_reflect_field fields_contracts_bulk_publish_input[] = {
    {"dry_run", "dry_run", TESSERA_KIND_BOOL, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_contracts_bulk_publish_input, dry_run), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Decide and report, write nothing"},
    {"create_proposals_for_breaking", "create_proposals_for_breaking", TESSERA_KIND_BOOL, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_contracts_bulk_publish_input, create_proposals_for_breaking), 29, 29, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "A breaking change becomes a proposal; otherwise it fails"},
    {"contracts", "contracts", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_contracts_bulk_publish_input, contracts), 9, 9, 1, 100, NULL, &table_model_bulk_contract, NULL, "The schemas"},
    {"published_by", "published_by", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_contracts_bulk_publish_input, published_by), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Publishing team"},
    {"published_by_user_id", "published_by_user_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_contracts_bulk_publish_input, published_by_user_id), 20, 20, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Publishing user"},
};
const tessera_reflect_model table_model_contracts_bulk_publish_input = {"contracts_bulk_publish_input", "tessera_contracts_bulk_publish_input", "contracts_bulk_publish_input", sizeof(tessera_contracts_bulk_publish_input), 5, fields_contracts_bulk_publish_input, "Publish many schemas; a dry run unless told otherwise", 0x0};
