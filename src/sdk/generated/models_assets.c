// What the structs of tessera/models/assets.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/generated/enums.h"
#include "sdk/generated/models_common.h"
#include "sdk/generated/models_assets.h"
#include "sdk/generated/models_contracts.h"
#include "sdk/generated/models_proposals.h"
#include "tessera/models/assets.h"

static const tessera_reflect_field fields_asset[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_asset, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"fqn", "fqn", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_asset, fqn), 3, 3, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Fully qualified name, unique in its environment among active assets"},
    {"description", "description", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_asset, description), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What it holds"},
    {"owner_team_id", "owner_team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_asset, owner_team_id), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Owner team"},
    {"owner_user_id", "owner_user_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_asset, owner_user_id), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Owner within the team"},
    {"service_id", "service_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 5, offsetof(tessera_asset, service_id), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Service that it belongs to"},
    {"environment", "environment", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_asset, environment), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Environment"},
    {"resource_type", "resource_type", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 7, offsetof(tessera_asset, resource_type), 13, 13, INT64_MIN, INT64_MIN, &table_enum_resource_type, NULL, NULL, "Kind"},
    {"guarantee_mode", "guarantee_mode", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 8, offsetof(tessera_asset, guarantee_mode), 14, 14, INT64_MIN, INT64_MIN, &table_enum_guarantee_mode, NULL, NULL, "How changes of guarantees are treated"},
    {"semver_mode", "semver_mode", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 9, offsetof(tessera_asset, semver_mode), 11, 11, INT64_MIN, INT64_MIN, &table_enum_semver_mode, NULL, NULL, "Who chooses versions"},
    {"compatibility_policy", "compatibility_policy", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_BODY, 10, offsetof(tessera_asset, compatibility_policy), 20, 20, INT64_MIN, INT64_MIN, &table_enum_compatibility_policy, NULL, NULL, "What counts when its schemas are compared"},
    {"transitive_scope", "transitive_scope", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_BODY, 11, offsetof(tessera_asset, transitive_scope), 16, 16, INT64_MIN, INT64_MIN, &table_enum_transitive_scope, NULL, NULL, "Which earlier versions the transitive modes look at"},
    {"metadata", "metadata", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 12, offsetof(tessera_asset, metadata), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Free data"},
    {"tags", "tags", TESSERA_KIND_STRINGS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 13, offsetof(tessera_asset, tags), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Tags"},
    {"created_at", "created_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 14, offsetof(tessera_asset, created_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was created"},
    {"updated_at", "updated_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 15, offsetof(tessera_asset, updated_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it last changed"},
    {"owner_team_name", "owner_team_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 16, offsetof(tessera_asset, owner_team_name), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the owner team"},
    {"owner_user_name", "owner_user_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 17, offsetof(tessera_asset, owner_user_name), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the owner user"},
    {"owner_user_email", "owner_user_email", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 18, offsetof(tessera_asset, owner_user_email), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "E-mail address of the owner user"},
    {"service_name", "service_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 19, offsetof(tessera_asset, service_name), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the service"},
    {"repo_id", "repo_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 20, offsetof(tessera_asset, repo_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Repository of the service"},
    {"repo_name", "repo_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 21, offsetof(tessera_asset, repo_name), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the repository"},
    {"active_contract_version", "active_contract_version", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 22, offsetof(tessera_asset, active_contract_version), 23, 23, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version of the active contract"},
};
const tessera_reflect_model table_model_asset = {"asset", "tessera_asset", "Asset", sizeof(tessera_asset), 23, fields_asset, "A thing that contracts describe: a table, an endpoint, a method", 0x73cb};
static const tessera_reflect_field fields_asset_update[] = {
    {"fqn", "fqn", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 0, offsetof(tessera_asset_update, fqn), 3, 3, 1, INT64_MIN, NULL, NULL, NULL, "New name"},
    {"owner_team_id", "owner_team_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_asset_update, owner_team_id), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "New owner team"},
    {"description", "description", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_asset_update, description), 11, 11, INT64_MIN, 2000, NULL, NULL, NULL, "New description"},
    {"metadata", "metadata", TESSERA_KIND_OBJECT, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_asset_update, metadata), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Replaces the whole map"},
    {"owner_user_id", "owner_user_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_asset_update, owner_user_id), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "New owner user"},
    {"service_id", "service_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 5, offsetof(tessera_asset_update, service_id), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "New service"},
    {"leave_service", "leave_service", TESSERA_KIND_BOOL, 0, TESSERA_PLACE_BODY, 6, offsetof(tessera_asset_update, leave_service), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Belong to no service any more"},
    {"environment", "environment", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 7, offsetof(tessera_asset_update, environment), 11, 11, 1, 50, NULL, NULL, NULL, "New environment"},
    {"resource_type", "resource_type", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 8, offsetof(tessera_asset_update, resource_type), 13, 13, INT64_MIN, INT64_MIN, &table_enum_resource_type, NULL, NULL, "Kind"},
    {"guarantee_mode", "guarantee_mode", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 9, offsetof(tessera_asset_update, guarantee_mode), 14, 14, INT64_MIN, INT64_MIN, &table_enum_guarantee_mode, NULL, NULL, "How changes of guarantees are treated"},
    {"semver_mode", "semver_mode", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 10, offsetof(tessera_asset_update, semver_mode), 11, 11, INT64_MIN, INT64_MIN, &table_enum_semver_mode, NULL, NULL, "Who chooses versions"},
    {"tags", "tags", TESSERA_KIND_STRINGS, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 11, offsetof(tessera_asset_update, tags), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Replaces the whole list"},
    {"compatibility_policy", "compatibility_policy", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 12, offsetof(tessera_asset_update, compatibility_policy), 20, 20, INT64_MIN, INT64_MIN, &table_enum_compatibility_policy, NULL, NULL, "What counts when its schemas are compared"},
    {"transitive_scope", "transitive_scope", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 13, offsetof(tessera_asset_update, transitive_scope), 16, 16, INT64_MIN, INT64_MIN, &table_enum_transitive_scope, NULL, NULL, "Which earlier versions the transitive modes look at"},
};
const tessera_reflect_model table_model_asset_update = {"asset_update", "tessera_asset_update", "AssetUpdate", sizeof(tessera_asset_update), 14, fields_asset_update, "Changes of an asset; what is absent or null stays", 0x0};
static const tessera_reflect_field fields_asset_match[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_asset_match, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"fqn", "fqn", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_asset_match, fqn), 3, 3, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Fully qualified name"},
    {"owner_team_id", "owner_team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_asset_match, owner_team_id), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Owner team"},
    {"owner_team_name", "owner_team_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_asset_match, owner_team_name), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the owner team"},
    {"environment", "environment", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_asset_match, environment), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Environment"},
};
const tessera_reflect_model table_model_asset_match = {"asset_match", "tessera_asset_match", "AssetMatch", sizeof(tessera_asset_match), 5, fields_asset_match, "An asset that a search found", 0x17};
static const tessera_reflect_field fields_bulk_assign[] = {
    {"asset_ids", "asset_ids", TESSERA_KIND_IDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_bulk_assign, asset_ids), 9, 9, 1, 10000, NULL, NULL, NULL, "The assets"},
    {"owner_user_id", "owner_user_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_bulk_assign, owner_user_id), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The owner user; null or absent: none"},
};
const tessera_reflect_model table_model_bulk_assign = {"bulk_assign", "tessera_bulk_assign", "BulkAssign", sizeof(tessera_bulk_assign), 2, fields_bulk_assign, "Which assets get which owner user", 0x1};
static const tessera_reflect_field fields_bulk_assign_result[] = {
    {"updated", "updated", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_bulk_assign_result, updated), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "How many distinct assets were updated"},
    {"not_found", "not_found", TESSERA_KIND_IDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_bulk_assign_result, not_found), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Ids of no active asset, as requested"},
    {"owner_user_id", "owner_user_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_bulk_assign_result, owner_user_id), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The owner user"},
};
const tessera_reflect_model table_model_bulk_assign_result = {"bulk_assign_result", "tessera_bulk_assign_result", "BulkAssignResult", sizeof(tessera_bulk_assign_result), 3, fields_bulk_assign_result, "What was assigned", 0x3};
static const tessera_reflect_field fields_asset_context_query[] = {
    {"fqn", "fqn", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_QUERY, 0, offsetof(tessera_asset_context_query, fqn), 3, 3, 1, INT64_MIN, NULL, NULL, NULL, "Fully qualified name, exact"},
    {"environment", "environment", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_asset_context_query, environment), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Environment, where several have the name"},
};
const tessera_reflect_model table_model_asset_context_query = {"asset_context_query", "tessera_asset_context_query", "AssetContextQuery", sizeof(tessera_asset_context_query), 2, fields_asset_context_query, "Which asset", 0x1};
static const tessera_reflect_field fields_context_asset[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_context_asset, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"fqn", "fqn", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_context_asset, fqn), 3, 3, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Fully qualified name"},
    {"description", "description", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_context_asset, description), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What it holds"},
    {"tags", "tags", TESSERA_KIND_STRINGS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_context_asset, tags), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Tags"},
    {"resource_type", "resource_type", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_context_asset, resource_type), 13, 13, INT64_MIN, INT64_MIN, &table_enum_resource_type, NULL, NULL, "Kind"},
    {"environment", "environment", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_context_asset, environment), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Environment"},
    {"owner_team_id", "owner_team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_context_asset, owner_team_id), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Owner team"},
    {"owner_team_name", "owner_team_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 7, offsetof(tessera_context_asset, owner_team_name), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the owner team"},
    {"owner_user_id", "owner_user_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 8, offsetof(tessera_context_asset, owner_user_id), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Owner user"},
    {"compatibility_mode", "compatibility_mode", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 9, offsetof(tessera_context_asset, compatibility_mode), 18, 18, INT64_MIN, INT64_MIN, &table_enum_compatibility_mode, NULL, NULL, "Mode of the current contract"},
    {"guarantee_mode", "guarantee_mode", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 10, offsetof(tessera_context_asset, guarantee_mode), 14, 14, INT64_MIN, INT64_MIN, &table_enum_guarantee_mode, NULL, NULL, "How changes of guarantees are treated"},
};
const tessera_reflect_model table_model_context_asset = {"context_asset", "tessera_context_asset", "ContextAsset", sizeof(tessera_context_asset), 11, fields_context_asset, "The asset of a context", 0x47b};
static const tessera_reflect_field fields_context_contract[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_context_contract, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"version", "version", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_context_contract, version), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version"},
    {"schema", "schema", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED | TESSERA_FLAG_SCHEMA, TESSERA_PLACE_BODY, 2, offsetof(tessera_context_contract, schema), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "JSON Schema"},
    {"schema_def", "schema_def", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED | TESSERA_FLAG_SCHEMA, TESSERA_PLACE_BODY, 3, offsetof(tessera_context_contract, schema_def), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The same JSON Schema"},
    {"field_descriptions", "field_descriptions", TESSERA_KIND_TEXTMAP, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_context_contract, field_descriptions), 18, 18, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Path to description"},
    {"field_tags", "field_tags", TESSERA_KIND_LISTMAP, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_context_contract, field_tags), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Path to tags"},
    {"guarantees", "guarantees", TESSERA_KIND_OBJECT, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 6, offsetof(tessera_context_contract, guarantees), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Guarantees"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 7, offsetof(tessera_context_contract, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_contract_status, NULL, NULL, "State"},
    {"published_at", "published_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 8, offsetof(tessera_context_contract, published_at), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was published"},
};
const tessera_reflect_model table_model_context_contract = {"context_contract", "tessera_context_contract", "ContextContract", sizeof(tessera_context_contract), 9, fields_context_contract, "The current contract of a context", 0x1bf};
static const tessera_reflect_field fields_context_consumer[] = {
    {"registration_id", "registration_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_context_consumer, registration_id), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Registration"},
    {"consumer_team_id", "consumer_team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_context_consumer, consumer_team_id), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Consumer team"},
    {"consumer_team_name", "consumer_team_name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_context_consumer, consumer_team_name), 18, 18, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name"},
    {"pinned_version", "pinned_version", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_context_consumer, pinned_version), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version that it stays on"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_context_consumer, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_registration_status, NULL, NULL, "State"},
    {"registered_at", "registered_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_context_consumer, registered_at), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it registered"},
};
const tessera_reflect_model table_model_context_consumer = {"context_consumer", "tessera_context_consumer", "ContextConsumer", sizeof(tessera_context_consumer), 6, fields_context_consumer, "A consumer of a context's asset", 0x37};
static const tessera_reflect_field fields_context_dependency[] = {
    {"asset_id", "asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_context_dependency, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The other asset"},
    {"fqn", "fqn", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_context_dependency, fqn), 3, 3, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name"},
    {"resource_type", "resource_type", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_context_dependency, resource_type), 13, 13, INT64_MIN, INT64_MIN, &table_enum_resource_type, NULL, NULL, "Its kind"},
    {"dependency_type", "dependency_type", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_context_dependency, dependency_type), 15, 15, INT64_MIN, INT64_MIN, &table_enum_dependency_type, NULL, NULL, "How the one uses the other"},
};
const tessera_reflect_model table_model_context_dependency = {"context_dependency", "tessera_context_dependency", "ContextDependency", sizeof(tessera_context_dependency), 4, fields_context_dependency, "A neighbour of a context's asset", 0xf};
static const tessera_reflect_field fields_context_proposal[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_context_proposal, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"change_type", "change_type", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_context_proposal, change_type), 11, 11, INT64_MIN, INT64_MIN, &table_enum_change_type, NULL, NULL, "Size of the change"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_context_proposal, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_proposal_status, NULL, NULL, "State"},
    {"proposed_at", "proposed_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_context_proposal, proposed_at), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was proposed"},
    {"breaking_changes_count", "breaking_changes_count", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_context_proposal, breaking_changes_count), 22, 22, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "How many changes are breaking"},
};
const tessera_reflect_model table_model_context_proposal = {"context_proposal", "tessera_context_proposal", "ContextProposal", sizeof(tessera_context_proposal), 5, fields_context_proposal, "A pending proposal of a context's asset", 0x1f};
static const tessera_reflect_field fields_context_audit[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_context_audit, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_context_audit, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_audit_run_status, NULL, NULL, "Outcome"},
    {"guarantees_checked", "guarantees_checked", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_context_audit, guarantees_checked), 18, 18, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Guarantees checked"},
    {"guarantees_passed", "guarantees_passed", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_context_audit, guarantees_passed), 17, 17, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Guarantees that held"},
    {"guarantees_failed", "guarantees_failed", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_context_audit, guarantees_failed), 17, 17, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Guarantees that were violated"},
    {"triggered_by", "triggered_by", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_context_audit, triggered_by), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What ran the checks"},
    {"run_at", "run_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_context_audit, run_at), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When they ran"},
};
const tessera_reflect_model table_model_context_audit = {"context_audit", "tessera_context_audit", "ContextAudit", sizeof(tessera_context_audit), 7, fields_context_audit, "A run of quality checks of a context's asset", 0x7f};
static const tessera_reflect_field fields_asset_context[] = {
    {"asset", "asset", TESSERA_KIND_RECORD, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_asset_context, asset), 5, 5, INT64_MIN, INT64_MIN, NULL, &table_model_context_asset, NULL, "The asset"},
    {"current_contract", "current_contract", TESSERA_KIND_RECORD, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_asset_context, current_contract), 16, 16, INT64_MIN, INT64_MIN, NULL, &table_model_context_contract, NULL, "The active contract published last"},
    {"consumers", "consumers", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_asset_context, consumers), 9, 9, INT64_MIN, INT64_MIN, NULL, &table_model_context_consumer, NULL, "Teams registered for a contract that is not retired"},
    {"upstream_dependencies", "upstream_dependencies", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_asset_context, upstream_dependencies), 21, 21, INT64_MIN, INT64_MIN, NULL, &table_model_context_dependency, NULL, "Assets that it uses, once for each type of dependency"},
    {"downstream_dependents", "downstream_dependents", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_asset_context, downstream_dependents), 21, 21, INT64_MIN, INT64_MIN, NULL, &table_model_context_dependency, NULL, "Assets that use it, once for each type of dependency"},
    {"active_proposals", "active_proposals", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_asset_context, active_proposals), 16, 16, INT64_MIN, INT64_MIN, NULL, &table_model_context_proposal, NULL, "Pending proposals, newest first"},
    {"recent_audits", "recent_audits", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_asset_context, recent_audits), 13, 13, INT64_MIN, INT64_MIN, NULL, &table_model_context_audit, NULL, "Up to five runs of quality checks, newest first"},
    {"contract_history_count", "contract_history_count", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 7, offsetof(tessera_asset_context, contract_history_count), 22, 22, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Contracts in any state"},
    {"truncated", "truncated", TESSERA_KIND_BOOL, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 8, offsetof(tessera_asset_context, truncated), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Present where a list would have more than 10,000 entries: the oldest are told"},
};
const tessera_reflect_model table_model_asset_context = {"asset_context", "tessera_asset_context", "AssetContext", sizeof(tessera_asset_context), 9, fields_asset_context, "All that is known of one asset", 0xfd};
static const tessera_reflect_field fields_field_mapping[] = {
    {"upstream_fields", "upstream_fields", TESSERA_KIND_STRINGS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_field_mapping, upstream_fields), 15, 15, 1, 1000, NULL, NULL, NULL, "Fields of the asset that is used: dotted paths or JSON pointers, * for any name"},
    {"fields", "fields", TESSERA_KIND_STRINGS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_field_mapping, fields), 6, 6, 1, 1000, NULL, NULL, NULL, "Fields that come from them"},
};
const tessera_reflect_model table_model_field_mapping = {"field_mapping", "tessera_field_mapping", "FieldMapping", sizeof(tessera_field_mapping), 2, fields_field_mapping, "Which fields of an asset come from which fields of the one that it uses", 0x3};
static const tessera_reflect_field fields_dependency[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_dependency, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"dependent_asset_id", "dependent_asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_dependency, dependent_asset_id), 18, 18, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The asset that uses the other"},
    {"dependency_asset_id", "dependency_asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_dependency, dependency_asset_id), 19, 19, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The asset that is used"},
    {"dependency_type", "dependency_type", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_dependency, dependency_type), 15, 15, INT64_MIN, INT64_MIN, &table_enum_dependency_type, NULL, NULL, "How it is used"},
    {"source", "source", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_dependency, source), 6, 6, INT64_MIN, INT64_MIN, &table_enum_dependency_source, NULL, NULL, "How it became known"},
    {"confidence", "confidence", TESSERA_KIND_NUMBER, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 5, offsetof(tessera_dependency, confidence), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "From 0 to 1, where it was observed"},
    {"last_observed_at", "last_observed_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 6, offsetof(tessera_dependency, last_observed_at), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was last observed"},
    {"call_count", "call_count", TESSERA_KIND_INT, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 7, offsetof(tessera_dependency, call_count), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Calls that were observed"},
    {"created_at", "created_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 8, offsetof(tessera_dependency, created_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it became known"},
    {"field_mappings", "field_mappings", TESSERA_KIND_RECORDS, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 9, offsetof(tessera_dependency, field_mappings), 14, 14, INT64_MIN, INT64_MIN, NULL, &table_model_field_mapping, NULL, "Which fields come from which; null: not known, so each may come from any"},
    {"metadata", "metadata", TESSERA_KIND_OBJECT, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 10, offsetof(tessera_dependency, metadata), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Free data"},
};
const tessera_reflect_model table_model_dependency = {"dependency", "tessera_dependency", "Dependency", sizeof(tessera_dependency), 11, fields_dependency, "That an asset, the dependent, uses another, the dependency", 0x11f};
static const tessera_reflect_field fields_lineage_query[] = {
    {"depth", "depth", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_lineage_query, depth), 5, 5, 1, INT64_MIN, NULL, NULL, "3", "Dependencies to walk along, each way"},
};
const tessera_reflect_model table_model_lineage_query = {"lineage_query", "tessera_lineage_query", "LineageQuery", sizeof(tessera_lineage_query), 1, fields_lineage_query, "How far to look", 0x0};
static const tessera_reflect_field fields_lineage_asset[] = {
    {"asset_id", "asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_lineage_asset, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset"},
    {"asset_fqn", "asset_fqn", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_lineage_asset, asset_fqn), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name"},
    {"dependency_type", "dependency_type", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_lineage_asset, dependency_type), 15, 15, INT64_MIN, INT64_MIN, &table_enum_dependency_type, NULL, NULL, "Type of the dependency that leads to it"},
    {"owner_team", "owner_team", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_lineage_asset, owner_team), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of its owner team"},
    {"depth", "depth", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_lineage_asset, depth), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Dependencies between the two, on a shortest way"},
    {"via_asset_id", "via_asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_lineage_asset, via_asset_id), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The asset before it on that way"},
};
const tessera_reflect_model table_model_lineage_asset = {"lineage_asset", "tessera_lineage_asset", "LineageAsset", sizeof(tessera_lineage_asset), 6, fields_lineage_asset, "An asset before or behind another", 0x37};
static const tessera_reflect_field fields_lineage_registration[] = {
    {"contract_id", "contract_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_lineage_registration, contract_id), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The contract that was registered for"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_lineage_registration, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_registration_status, NULL, NULL, "State"},
    {"pinned_version", "pinned_version", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_lineage_registration, pinned_version), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version that it stays on"},
};
const tessera_reflect_model table_model_lineage_registration = {"lineage_registration", "tessera_lineage_registration", "LineageRegistration", sizeof(tessera_lineage_registration), 3, fields_lineage_registration, "A registration of a consumer", 0x3};
static const tessera_reflect_field fields_lineage_consumer[] = {
    {"team_id", "team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_lineage_consumer, team_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Team"},
    {"team_name", "team_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_lineage_consumer, team_name), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name"},
    {"registrations", "registrations", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_lineage_consumer, registrations), 13, 13, INT64_MIN, INT64_MIN, NULL, &table_model_lineage_registration, NULL, "Its registrations, in any state, for any contract of the asset"},
};
const tessera_reflect_model table_model_lineage_consumer = {"lineage_consumer", "tessera_lineage_consumer", "LineageConsumer", sizeof(tessera_lineage_consumer), 3, fields_lineage_consumer, "A team with registrations for contracts of an asset", 0x5};
static const tessera_reflect_field fields_lineage[] = {
    {"asset_id", "asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_lineage, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset"},
    {"asset_fqn", "asset_fqn", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_lineage, asset_fqn), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name"},
    {"owner_team_id", "owner_team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_lineage, owner_team_id), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its owner team"},
    {"owner_team_name", "owner_team_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_lineage, owner_team_name), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the owner team"},
    {"upstream", "upstream", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_lineage, upstream), 8, 8, INT64_MIN, INT64_MIN, NULL, &table_model_lineage_asset, NULL, "Assets that it uses, directly or not, nearest first; deleted ones too, but not what is behind them"},
    {"downstream", "downstream", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_lineage, downstream), 10, 10, INT64_MIN, INT64_MIN, NULL, &table_model_lineage_consumer, NULL, "Teams that are registered for its contracts"},
    {"downstream_assets", "downstream_assets", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_lineage, downstream_assets), 17, 17, INT64_MIN, INT64_MIN, NULL, &table_model_lineage_asset, NULL, "Assets that use it, directly or not, nearest first"},
    {"depth", "depth", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 7, offsetof(tessera_lineage, depth), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "How far was looked"},
    {"truncated", "truncated", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 8, offsetof(tessera_lineage, truncated), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether there is more within that depth than a reply holds"},
};
const tessera_reflect_model table_model_lineage = {"lineage", "tessera_lineage", "LineageResponse", sizeof(tessera_lineage), 9, fields_lineage, "What an asset is made from, and what is made from it", 0x1f7};
static const tessera_reflect_field fields_guarantee_result[] = {
    {"guarantee_id", "guarantee_id", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_guarantee_result, guarantee_id), 12, 12, INT64_MIN, 255, NULL, NULL, NULL, "Name of what was checked"},
    {"passed", "passed", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_guarantee_result, passed), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether it holds"},
    {"error_message", "error_message", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_guarantee_result, error_message), 13, 13, INT64_MIN, 2000, NULL, NULL, NULL, "What is wrong, for people"},
    {"rows_checked", "rows_checked", TESSERA_KIND_INT, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_guarantee_result, rows_checked), 12, 12, 0, INT64_MIN, NULL, NULL, NULL, "Rows that were looked at"},
    {"rows_failed", "rows_failed", TESSERA_KIND_INT, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_guarantee_result, rows_failed), 11, 11, 0, INT64_MIN, NULL, NULL, NULL, "Rows that do not keep it"},
    {"metadata", "metadata", TESSERA_KIND_OBJECT, 0, TESSERA_PLACE_BODY, 5, offsetof(tessera_guarantee_result, metadata), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Free data: texts, numbers, true, false and null; at most 10240 characters of JSON"},
};
const tessera_reflect_model table_model_guarantee_result = {"guarantee_result", "tessera_guarantee_result", "GuaranteeResult", sizeof(tessera_guarantee_result), 6, fields_guarantee_result, "What one check found", 0x3};
static const tessera_reflect_field fields_audit_report[] = {
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_audit_report, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_audit_run_status, NULL, NULL, "Outcome"},
    {"triggered_by", "triggered_by", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_audit_report, triggered_by), 12, 12, INT64_MIN, 50, NULL, NULL, NULL, "What ran the checks"},
    {"guarantees_checked", "guarantees_checked", TESSERA_KIND_INT, 0, TESSERA_PLACE_BODY, 2, offsetof(tessera_audit_report, guarantees_checked), 18, 18, 0, INT64_MIN, NULL, NULL, NULL, "Guarantees that were checked; 0: counted from guarantee_results, as are the next two"},
    {"guarantees_passed", "guarantees_passed", TESSERA_KIND_INT, 0, TESSERA_PLACE_BODY, 3, offsetof(tessera_audit_report, guarantees_passed), 17, 17, 0, INT64_MIN, NULL, NULL, NULL, "Guarantees that held"},
    {"guarantees_failed", "guarantees_failed", TESSERA_KIND_INT, 0, TESSERA_PLACE_BODY, 4, offsetof(tessera_audit_report, guarantees_failed), 17, 17, 0, INT64_MIN, NULL, NULL, NULL, "Guarantees that were violated"},
    {"run_id", "run_id", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 5, offsetof(tessera_audit_report, run_id), 6, 6, INT64_MIN, 255, NULL, NULL, NULL, "Name of the run where it was made; the same may be reported again"},
    {"guarantee_results", "guarantee_results", TESSERA_KIND_RECORDS, 0, TESSERA_PLACE_BODY, 6, offsetof(tessera_audit_report, guarantee_results), 17, 17, INT64_MIN, INT64_MIN, NULL, &table_model_guarantee_result, NULL, "What each check found; at most 1000"},
    {"details", "details", TESSERA_KIND_OBJECT, 0, TESSERA_PLACE_BODY, 7, offsetof(tessera_audit_report, details), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Free data; at most 102400 characters of JSON"},
    {"run_at", "run_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 8, offsetof(tessera_audit_report, run_at), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it ran; absent: now"},
};
const tessera_reflect_model table_model_audit_report = {"audit_report", "tessera_audit_report", "AuditReport", sizeof(tessera_audit_report), 9, fields_audit_report, "A run of quality checks", 0x3};
static const tessera_reflect_field fields_audit_run[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_audit_run, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"asset_id", "asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_audit_run, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset that was checked"},
    {"asset_fqn", "asset_fqn", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_audit_run, asset_fqn), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name"},
    {"contract_id", "contract_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_audit_run, contract_id), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Contract that was active"},
    {"contract_version", "contract_version", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_audit_run, contract_version), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its version"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_audit_run, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_audit_run_status, NULL, NULL, "Outcome"},
    {"guarantees_checked", "guarantees_checked", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_audit_run, guarantees_checked), 18, 18, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Guarantees that were checked"},
    {"guarantees_passed", "guarantees_passed", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 7, offsetof(tessera_audit_run, guarantees_passed), 17, 17, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Guarantees that held"},
    {"guarantees_failed", "guarantees_failed", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 8, offsetof(tessera_audit_run, guarantees_failed), 17, 17, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Guarantees that were violated"},
    {"triggered_by", "triggered_by", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 9, offsetof(tessera_audit_run, triggered_by), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What ran the checks"},
    {"run_id", "run_id", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 10, offsetof(tessera_audit_run, run_id), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the run where it was made"},
    {"run_at", "run_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 11, offsetof(tessera_audit_run, run_at), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it ran"},
    {"guarantee_results", "guarantee_results", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 12, offsetof(tessera_audit_run, guarantee_results), 17, 17, INT64_MIN, INT64_MIN, NULL, &table_model_guarantee_result, NULL, "What each check found"},
};
const tessera_reflect_model table_model_audit_run = {"audit_run", "tessera_audit_run", "AuditRun", sizeof(tessera_audit_run), 13, fields_audit_run, "A run of quality checks as it was recorded", 0x1be7};
static const tessera_reflect_field fields_audit_history_query[] = {
    {"limit", "limit", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_audit_history_query, limit), 5, 5, 1, 500, NULL, NULL, NULL, "Most entries in the reply"},
    {"triggered_by", "triggered_by", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_audit_history_query, triggered_by), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What ran the checks, exact"},
    {"status", "status", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_QUERY, 2, offsetof(tessera_audit_history_query, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_audit_run_status, NULL, NULL, "Outcome"},
};
const tessera_reflect_model table_model_audit_history_query = {"audit_history_query", "tessera_audit_history_query", "AuditHistoryQuery", sizeof(tessera_audit_history_query), 3, fields_audit_history_query, "Which runs", 0x0};
static const tessera_reflect_field fields_audit_history_run[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_audit_history_run, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_audit_history_run, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_audit_run_status, NULL, NULL, "Outcome"},
    {"guarantees_checked", "guarantees_checked", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_audit_history_run, guarantees_checked), 18, 18, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Guarantees that were checked"},
    {"guarantees_passed", "guarantees_passed", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_audit_history_run, guarantees_passed), 17, 17, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Guarantees that held"},
    {"guarantees_failed", "guarantees_failed", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_audit_history_run, guarantees_failed), 17, 17, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Guarantees that were violated"},
    {"triggered_by", "triggered_by", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_audit_history_run, triggered_by), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What ran the checks"},
    {"run_id", "run_id", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 6, offsetof(tessera_audit_history_run, run_id), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the run where it was made"},
    {"run_at", "run_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 7, offsetof(tessera_audit_history_run, run_at), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it ran"},
    {"contract_version", "contract_version", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 8, offsetof(tessera_audit_history_run, contract_version), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version of the contract that was active"},
    {"failed_guarantees", "failed_guarantees", TESSERA_KIND_STRINGS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 9, offsetof(tessera_audit_history_run, failed_guarantees), 17, 17, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Names of the checks that failed, in the order reported"},
};
const tessera_reflect_model table_model_audit_history_run = {"audit_history_run", "tessera_audit_history_run", "AuditHistoryRun", sizeof(tessera_audit_history_run), 10, fields_audit_history_run, "A run of quality checks in a history", 0x2bf};
static const tessera_reflect_field fields_audit_history[] = {
    {"asset_id", "asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_audit_history, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset"},
    {"asset_fqn", "asset_fqn", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_audit_history, asset_fqn), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name"},
    {"total_runs", "total_runs", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_audit_history, total_runs), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Runs that pass the filters"},
    {"runs", "runs", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_audit_history, runs), 4, 4, INT64_MIN, INT64_MIN, NULL, &table_model_audit_history_run, NULL, "The newest of them, newest first"},
};
const tessera_reflect_model table_model_audit_history = {"audit_history", "tessera_audit_history", "AuditHistory", sizeof(tessera_audit_history), 4, fields_audit_history, "The runs of an asset's quality checks", 0xf};
static const tessera_reflect_field fields_trend_run[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_trend_run, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_trend_run, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_audit_run_status, NULL, NULL, "Outcome"},
    {"run_at", "run_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_trend_run, run_at), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it ran"},
    {"triggered_by", "triggered_by", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_trend_run, triggered_by), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What ran the checks"},
    {"guarantees_failed", "guarantees_failed", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_trend_run, guarantees_failed), 17, 17, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Guarantees that were violated"},
};
const tessera_reflect_model table_model_trend_run = {"trend_run", "tessera_trend_run", "TrendRun", sizeof(tessera_trend_run), 5, fields_trend_run, "The newest run of the last 30 days", 0x1f};
static const tessera_reflect_field fields_failed_guarantee[] = {
    {"guarantee_id", "guarantee_id", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_failed_guarantee, guarantee_id), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name"},
    {"failure_count", "failure_count", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_failed_guarantee, failure_count), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "How often"},
};
const tessera_reflect_model table_model_failed_guarantee = {"failed_guarantee", "tessera_failed_guarantee", "FailedGuarantee", sizeof(tessera_failed_guarantee), 2, fields_failed_guarantee, "A check that failed", 0x3};
static const tessera_reflect_field fields_audit_window[] = {
    {"total_runs", "total_runs", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_audit_window, total_runs), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Runs"},
    {"passed", "passed", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_audit_window, passed), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Runs that passed"},
    {"failed", "failed", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_audit_window, failed), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Runs that failed"},
    {"partial", "partial", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_audit_window, partial), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Runs that were not complete"},
    {"failure_rate", "failure_rate", TESSERA_KIND_NUMBER, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_audit_window, failure_rate), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Which part of the runs failed or was not complete; 0 without runs"},
    {"most_failed_guarantees", "most_failed_guarantees", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_audit_window, most_failed_guarantees), 22, 22, INT64_MIN, INT64_MIN, NULL, &table_model_failed_guarantee, NULL, "Up to ten checks that failed most often"},
};
const tessera_reflect_model table_model_audit_window = {"audit_window", "tessera_audit_window", "AuditWindow", sizeof(tessera_audit_window), 6, fields_audit_window, "The runs of a time up to now", 0x3f};
static const tessera_reflect_field fields_audit_trends[] = {
    {"asset_id", "asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_audit_trends, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset"},
    {"asset_fqn", "asset_fqn", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_audit_trends, asset_fqn), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name"},
    {"last_run", "last_run", TESSERA_KIND_RECORD, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_audit_trends, last_run), 8, 8, INT64_MIN, INT64_MIN, NULL, &table_model_trend_run, NULL, "The newest run of the last 30 days"},
    {"last_24h", "last_24h", TESSERA_KIND_RECORD, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_audit_trends, last_24h), 8, 8, INT64_MIN, INT64_MIN, NULL, &table_model_audit_window, NULL, "The last 24 hours"},
    {"last_7d", "last_7d", TESSERA_KIND_RECORD, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_audit_trends, last_7d), 7, 7, INT64_MIN, INT64_MIN, NULL, &table_model_audit_window, NULL, "The last 7 days"},
    {"last_30d", "last_30d", TESSERA_KIND_RECORD, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_audit_trends, last_30d), 8, 8, INT64_MIN, INT64_MIN, NULL, &table_model_audit_window, NULL, "The last 30 days"},
    {"alerts", "alerts", TESSERA_KIND_STRINGS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_audit_trends, alerts), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What gives cause for concern, for people"},
};
const tessera_reflect_model table_model_audit_trends = {"audit_trends", "tessera_audit_trends", "AuditTrends", sizeof(tessera_audit_trends), 7, fields_audit_trends, "How an asset's quality checks go", 0x7b};
static const tessera_reflect_field fields_version_suggestion[] = {
    {"suggested_version", "suggested_version", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_version_suggestion, suggested_version), 17, 17, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The version"},
    {"current_version", "current_version", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_version_suggestion, current_version), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version of the active contract"},
    {"change_type", "change_type", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_version_suggestion, change_type), 11, 11, INT64_MIN, INT64_MIN, &table_enum_change_type, NULL, NULL, "Size of the change"},
    {"reason", "reason", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_version_suggestion, reason), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Why, for people"},
    {"is_first_contract", "is_first_contract", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_version_suggestion, is_first_contract), 17, 17, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether the asset has no contract yet"},
    {"breaking_changes", "breaking_changes", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_version_suggestion, breaking_changes), 16, 16, INT64_MIN, INT64_MIN, NULL, &table_model_breaking_change, NULL, "Incompatible changes"},
};
const tessera_reflect_model table_model_version_suggestion = {"version_suggestion", "tessera_version_suggestion", "VersionSuggestion", sizeof(tessera_version_suggestion), 6, fields_version_suggestion, "Which version a schema should get", 0x3d};
static const tessera_reflect_field fields_publish_result[] = {
    {"action", "action", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_publish_result, action), 6, 6, INT64_MIN, INT64_MIN, &table_enum_publish_action, NULL, NULL, "What was done"},
    {"published", "published", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_publish_result, published), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether a contract was published"},
    {"contract", "contract", TESSERA_KIND_RECORD, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 2, offsetof(tessera_publish_result, contract), 8, 8, INT64_MIN, INT64_MIN, NULL, &table_model_contract, NULL, "The new contract"},
    {"proposal", "proposal", TESSERA_KIND_RECORD, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 3, offsetof(tessera_publish_result, proposal), 8, 8, INT64_MIN, INT64_MIN, NULL, &table_model_proposal, NULL, "The new proposal, or the one that proposes the same already"},
    {"change_type", "change_type", TESSERA_KIND_ENUM, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 4, offsetof(tessera_publish_result, change_type), 11, 11, INT64_MIN, INT64_MIN, &table_enum_change_type, NULL, NULL, "Size of the change"},
    {"breaking_changes", "breaking_changes", TESSERA_KIND_RECORDS, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 5, offsetof(tessera_publish_result, breaking_changes), 16, 16, INT64_MIN, INT64_MIN, NULL, &table_model_breaking_change, NULL, "Incompatible changes"},
    {"guarantee_changes", "guarantee_changes", TESSERA_KIND_RECORDS, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 6, offsetof(tessera_publish_result, guarantee_changes), 17, 17, INT64_MIN, INT64_MIN, NULL, &table_model_guarantee_change, NULL, "Changes of the guarantees, unless the asset ignores them"},
    {"message", "message", TESSERA_KIND_STRING, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 7, offsetof(tessera_publish_result, message), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What happened, for people"},
    {"warning", "warning", TESSERA_KIND_STRING, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 8, offsetof(tessera_publish_result, warning), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What to look out for"},
    {"version_auto_generated", "version_auto_generated", TESSERA_KIND_BOOL, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 9, offsetof(tessera_publish_result, version_auto_generated), 22, 22, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether the server chose the version"},
    {"schema_converted_from", "schema_converted_from", TESSERA_KIND_STRING, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 10, offsetof(tessera_publish_result, schema_converted_from), 21, 21, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Language that the schema was converted from"},
    {"audit_warning", "audit_warning", TESSERA_KIND_STRING, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 11, offsetof(tessera_publish_result, audit_warning), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Trouble in the last run of quality checks"},
    {"version_suggestion", "version_suggestion", TESSERA_KIND_RECORD, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 12, offsetof(tessera_publish_result, version_suggestion), 18, 18, INT64_MIN, INT64_MIN, NULL, &table_model_version_suggestion, NULL, "Suggested version"},
    {"dry_run", "dry_run", TESSERA_KIND_BOOL, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 13, offsetof(tessera_publish_result, dry_run), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether nothing was written"},
    {"from_proposal_id", "from_proposal_id", TESSERA_KIND_ID, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 14, offsetof(tessera_publish_result, from_proposal_id), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Approved proposal that the contract was published from"},
    {"consumers", "consumers", TESSERA_KIND_RECORDS, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 15, offsetof(tessera_publish_result, consumers), 9, 9, INT64_MIN, INT64_MIN, NULL, &table_model_consumer_wait, NULL, "Of a proposal: the consumers, and why each is or is not waited for"},
    {"truncated", "truncated", TESSERA_KIND_BOOL, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 16, offsetof(tessera_publish_result, truncated), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Present where there are more than the 1,000 consumers that are told"},
};
const tessera_reflect_model table_model_publish_result = {"publish_result", "tessera_publish_result", "PublishResult", sizeof(tessera_publish_result), 17, fields_publish_result, "What became of a publish request", 0x3};
static const tessera_reflect_field fields_contract_history_query[] = {
    {"limit", "limit", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_contract_history_query, limit), 5, 5, 1, 10000, NULL, NULL, "10", "Most contracts in the reply"},
    {"offset", "offset", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_contract_history_query, offset), 6, 6, 0, INT64_MIN, NULL, NULL, NULL, "Contracts to skip, from the newest"},
};
const tessera_reflect_model table_model_contract_history_query = {"contract_history_query", "tessera_contract_history_query", "ContractHistoryQuery", sizeof(tessera_contract_history_query), 2, fields_contract_history_query, "Which part of a history", 0x0};
static const tessera_reflect_field fields_contract_history_entry[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_contract_history_entry, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"version", "version", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_contract_history_entry, version), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_contract_history_entry, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_contract_status, NULL, NULL, "State"},
    {"published_at", "published_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_contract_history_entry, published_at), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was published"},
    {"published_by", "published_by", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_contract_history_entry, published_by), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Publishing team"},
    {"compatibility_mode", "compatibility_mode", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_contract_history_entry, compatibility_mode), 18, 18, INT64_MIN, INT64_MIN, &table_enum_compatibility_mode, NULL, NULL, "Which changes are compatible"},
    {"change_type", "change_type", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 6, offsetof(tessera_contract_history_entry, change_type), 11, 11, INT64_MIN, INT64_MIN, &table_enum_history_change_type, NULL, NULL, "Size of the change from the contract before; null: the history is too large to compare this far back"},
    {"breaking_changes_count", "breaking_changes_count", TESSERA_KIND_INT, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 7, offsetof(tessera_contract_history_entry, breaking_changes_count), 22, 22, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Changes that break the mode of the contract before; null: not compared"},
};
const tessera_reflect_model table_model_contract_history_entry = {"contract_history_entry", "tessera_contract_history_entry", "ContractHistoryEntry", sizeof(tessera_contract_history_entry), 8, fields_contract_history_entry, "A contract in the history of its asset", 0x3f};
static const tessera_reflect_field fields_contract_history[] = {
    {"asset_id", "asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_contract_history, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset"},
    {"asset_fqn", "asset_fqn", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_contract_history, asset_fqn), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the asset"},
    {"contracts", "contracts", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_contract_history, contracts), 9, 9, INT64_MIN, INT64_MIN, NULL, &table_model_contract_history_entry, NULL, "The contracts"},
};
const tessera_reflect_model table_model_contract_history = {"contract_history", "tessera_contract_history", "ContractHistory", sizeof(tessera_contract_history), 3, fields_contract_history, "The contracts of an asset, newest first, each compared with the one before", 0x7};
static const tessera_reflect_field fields_contract_diff_query[] = {
    {"from_version", "from_version", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_QUERY, 0, offsetof(tessera_contract_diff_query, from_version), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The older version, exactly"},
    {"to_version", "to_version", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_QUERY, 1, offsetof(tessera_contract_diff_query, to_version), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The newer version, exactly"},
};
const tessera_reflect_model table_model_contract_diff_query = {"contract_diff_query", "tessera_contract_diff_query", "ContractDiffQuery", sizeof(tessera_contract_diff_query), 2, fields_contract_diff_query, "Which versions to compare", 0x3};
static const tessera_reflect_field fields_contract_diff[] = {
    {"asset_id", "asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_contract_diff, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset"},
    {"asset_fqn", "asset_fqn", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_contract_diff, asset_fqn), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the asset"},
    {"from_version", "from_version", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_contract_diff, from_version), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The older version"},
    {"to_version", "to_version", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_contract_diff, to_version), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The newer version"},
    {"change_type", "change_type", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_contract_diff, change_type), 11, 11, INT64_MIN, INT64_MIN, &table_enum_change_type, NULL, NULL, "Size of the change"},
    {"is_compatible", "is_compatible", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_contract_diff, is_compatible), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether no change breaks the mode"},
    {"breaking_changes", "breaking_changes", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_contract_diff, breaking_changes), 16, 16, INT64_MIN, INT64_MIN, NULL, &table_model_breaking_change, NULL, "Changes that break the mode"},
    {"all_changes", "all_changes", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 7, offsetof(tessera_contract_diff, all_changes), 11, 11, INT64_MIN, INT64_MIN, NULL, &table_model_breaking_change, NULL, "Every change"},
    {"compatibility_mode", "compatibility_mode", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 8, offsetof(tessera_contract_diff, compatibility_mode), 18, 18, INT64_MIN, INT64_MIN, &table_enum_compatibility_mode, NULL, NULL, "Mode of the older contract"},
};
const tessera_reflect_model table_model_contract_diff = {"contract_diff", "tessera_contract_diff", "ContractDiff", sizeof(tessera_contract_diff), 9, fields_contract_diff, "What changed between two versions of an asset's contract", 0x1ff};
static const tessera_reflect_field fields_version_request[] = {
    {"schema", "schema", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED | TESSERA_FLAG_FORMATTED | TESSERA_FLAG_SCHEMA, TESSERA_PLACE_BODY, 0, offsetof(tessera_version_request, schema), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "JSON Schema, or an Avro schema of any type"},
    {"schema_format", "schema_format", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_BODY, 1, offsetof(tessera_version_request, schema_format), 13, 13, INT64_MIN, INT64_MIN, &table_enum_schema_format, NULL, NULL, "Language of the schema"},
};
const tessera_reflect_model table_model_version_request = {"version_request", "tessera_version_request", "VersionRequest", sizeof(tessera_version_request), 2, fields_version_request, "A schema that seeks a version", 0x1};
static const tessera_reflect_field fields_deployment_record[] = {
    {"team_id", "team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_deployment_record, team_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Team that reads the asset there"},
    {"environment", "environment", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_deployment_record, environment), 11, 11, 1, 50, NULL, NULL, NULL, "Environment, such as production"},
    {"version", "version", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_deployment_record, version), 7, 7, INT64_MIN, 50, NULL, NULL, NULL, "Version of a contract of the asset"},
};
const tessera_reflect_model table_model_deployment_record = {"deployment_record", "tessera_deployment_record", "DeploymentRecord", sizeof(tessera_deployment_record), 3, fields_deployment_record, "The version of an asset that a team reads in an environment", 0x7};
static const tessera_reflect_field fields_deployment[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_deployment, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"asset_id", "asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_deployment, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset"},
    {"team_id", "team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_deployment, team_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Team"},
    {"team_name", "team_name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_deployment, team_name), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name"},
    {"environment", "environment", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_deployment, environment), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Environment"},
    {"version", "version", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_deployment, version), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version that it reads"},
    {"contract_id", "contract_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_deployment, contract_id), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Contract of that version"},
    {"deployed_at", "deployed_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 7, offsetof(tessera_deployment, deployed_at), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When that version was recorded"},
};
const tessera_reflect_model table_model_deployment = {"deployment", "tessera_deployment", "Deployment", sizeof(tessera_deployment), 8, fields_deployment, "What a team reads in an environment", 0xff};
static const tessera_reflect_field fields_deployment_list_query[] = {
    {"limit", "limit", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_deployment_list_query, limit), 5, 5, 1, INT64_MIN, NULL, NULL, "100", "Most entries in the reply"},
    {"offset", "offset", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_deployment_list_query, offset), 6, 6, 0, INT64_MIN, NULL, NULL, NULL, "Entries to skip"},
    {"environment", "environment", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 2, offsetof(tessera_deployment_list_query, environment), 11, 11, INT64_MIN, 50, NULL, NULL, NULL, "Environment equals"},
    {"team_id", "team_id", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 3, offsetof(tessera_deployment_list_query, team_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Team"},
    {"after", "after", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 4, offsetof(tessera_deployment_list_query, after), 5, 5, 1, 140000, NULL, NULL, NULL, "Place behind which the page begins: `next` of an earlier reply, asked for in the same order"},
};
const tessera_reflect_model table_model_deployment_list_query = {"deployment_list_query", "tessera_deployment_list_query", "DeploymentListQuery", sizeof(tessera_deployment_list_query), 5, fields_deployment_list_query, "Filters of the list of an asset's deployments", 0x0};
static const tessera_reflect_field fields_can_publish_query[] = {
    {"environment", "environment", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_can_publish_query, environment), 11, 11, 1, 50, NULL, NULL, NULL, "Environment whose deployments are looked at as well"},
};
const tessera_reflect_model table_model_can_publish_query = {"can_publish_query", "tessera_can_publish_query", "CanPublishQuery", sizeof(tessera_can_publish_query), 1, fields_can_publish_query, "Where what is published is to run", 0x0};
static const tessera_reflect_field fields_publish_reason[] = {
    {"code", "code", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_publish_reason, code), 4, 4, INT64_MIN, INT64_MIN, &table_enum_publish_ground, NULL, NULL, "Which"},
    {"message", "message", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_publish_reason, message), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The same, for people"},
    {"blocking", "blocking", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_publish_reason, blocking), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether it stands in the way"},
    {"team_id", "team_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_publish_reason, team_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Team that it is about"},
    {"team_name", "team_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_publish_reason, team_name), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name"},
    {"proposal_id", "proposal_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 5, offsetof(tessera_publish_reason, proposal_id), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Proposal that it is about"},
    {"version", "version", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 6, offsetof(tessera_publish_reason, version), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version that it is about"},
};
const tessera_reflect_model table_model_publish_reason = {"publish_reason", "tessera_publish_reason", "PublishReason", sizeof(tessera_publish_reason), 7, fields_publish_reason, "One reason of an answer", 0x7};
static const tessera_reflect_field fields_deployable_version[] = {
    {"contract_id", "contract_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_deployable_version, contract_id), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Contract"},
    {"version", "version", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_deployable_version, version), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its version"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_deployable_version, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_contract_status, NULL, NULL, "State of the contract"},
    {"can_deploy", "can_deploy", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_deployable_version, can_deploy), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether it breaks nobody who reads the asset there"},
    {"reasons", "reasons", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_deployable_version, reasons), 7, 7, INT64_MIN, INT64_MIN, NULL, &table_model_publish_reason, NULL, "Whom it breaks"},
};
const tessera_reflect_model table_model_deployable_version = {"deployable_version", "tessera_deployable_version", "DeployableVersion", sizeof(tessera_deployable_version), 5, fields_deployable_version, "Whether a version may go to an environment", 0x1f};
static const tessera_reflect_field fields_can_publish[] = {
    {"can_publish", "can_publish", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_can_publish, can_publish), 11, 11, INT64_MIN, INT64_MIN, &table_enum_publish_answer, NULL, NULL, "The answer"},
    {"asset_id", "asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_can_publish, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset"},
    {"asset_fqn", "asset_fqn", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_can_publish, asset_fqn), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name"},
    {"current_version", "current_version", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_can_publish, current_version), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version of the active contract"},
    {"version", "version", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_can_publish, version), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version that it would get, or is proposed to get"},
    {"change_type", "change_type", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 5, offsetof(tessera_can_publish, change_type), 11, 11, INT64_MIN, INT64_MIN, &table_enum_change_type, NULL, NULL, "Size of the change"},
    {"breaking_changes", "breaking_changes", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_can_publish, breaking_changes), 16, 16, INT64_MIN, INT64_MIN, NULL, &table_model_breaking_change, NULL, "Incompatible changes"},
    {"proposal_id", "proposal_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 7, offsetof(tessera_can_publish, proposal_id), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Proposal that decides it"},
    {"proposal_status", "proposal_status", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 8, offsetof(tessera_can_publish, proposal_status), 15, 15, INT64_MIN, INT64_MIN, &table_enum_proposal_status, NULL, NULL, "Its state"},
    {"until", "until", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 9, offsetof(tessera_can_publish, until), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When that proposal expires"},
    {"waiting_for", "waiting_for", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 10, offsetof(tessera_can_publish, waiting_for), 11, 11, INT64_MIN, INT64_MIN, NULL, &table_model_pending_consumer, NULL, "Consumers that have yet to answer, or would have to"},
    {"reasons", "reasons", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 11, offsetof(tessera_can_publish, reasons), 7, 7, INT64_MIN, INT64_MIN, NULL, &table_model_publish_reason, NULL, "Why; those that stand in the way first"},
    {"environment", "environment", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 12, offsetof(tessera_can_publish, environment), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Environment that was looked at"},
    {"deployable_version", "deployable_version", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 13, offsetof(tessera_can_publish, deployable_version), 18, 18, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Newest published version that may go there"},
    {"versions", "versions", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 14, offsetof(tessera_can_publish, versions), 8, 8, INT64_MIN, INT64_MIN, NULL, &table_model_deployable_version, NULL, "Published versions, newest first, and which may go there"},
    {"truncated", "truncated", TESSERA_KIND_BOOL, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 15, offsetof(tessera_can_publish, truncated), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Present where there are more than the 1,000 consumers that are told"},
};
const tessera_reflect_model table_model_can_publish = {"can_publish", "tessera_can_publish", "CanPublish", sizeof(tessera_can_publish), 16, fields_can_publish, "Whether a change of an asset may be published, and why", 0x4c47};
static const tessera_reflect_field fields_impact_preview_request[] = {
    {"proposed_schema", "proposed_schema", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED | TESSERA_FLAG_FORMATTED | TESSERA_FLAG_SCHEMA, TESSERA_PLACE_BODY, 0, offsetof(tessera_impact_preview_request, proposed_schema), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "JSON Schema, or an Avro schema of any type"},
    {"proposed_guarantees", "proposed_guarantees", TESSERA_KIND_OBJECT, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_impact_preview_request, proposed_guarantees), 19, 19, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Guarantees; absent: they are left out of the preview"},
    {"compatibility_mode_override", "compatibility_mode_override", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_impact_preview_request, compatibility_mode_override), 27, 27, INT64_MIN, INT64_MIN, &table_enum_compatibility_mode, NULL, NULL, "Mode to judge by; absent: the active contract's"},
    {"compatibility_policy", "compatibility_policy", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_impact_preview_request, compatibility_policy), 20, 20, INT64_MIN, INT64_MIN, &table_enum_compatibility_policy, NULL, NULL, "What counts in this comparison; absent: as the asset says"},
    {"schema_format", "schema_format", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_BODY, 4, offsetof(tessera_impact_preview_request, schema_format), 13, 13, INT64_MIN, INT64_MIN, &table_enum_schema_format, NULL, NULL, "Language of the schema"},
};
const tessera_reflect_model table_model_impact_preview_request = {"impact_preview_request", "tessera_impact_preview_request", "ImpactPreviewRequest", sizeof(tessera_impact_preview_request), 5, fields_impact_preview_request, "A change to look at before it is made", 0x1};
static const tessera_reflect_field fields_impact_consumer[] = {
    {"registration_id", "registration_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_impact_consumer, registration_id), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Registration"},
    {"consumer_team_id", "consumer_team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_impact_consumer, consumer_team_id), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Consumer team"},
    {"consumer_team_name", "consumer_team_name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_impact_consumer, consumer_team_name), 18, 18, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name"},
    {"contract_id", "contract_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_impact_consumer, contract_id), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The contract that was registered for"},
    {"pinned_version", "pinned_version", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_impact_consumer, pinned_version), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version that it stays on"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_impact_consumer, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_registration_status, NULL, NULL, "State of the registration"},
};
const tessera_reflect_model table_model_impact_consumer = {"impact_consumer", "tessera_impact_consumer", "ImpactConsumer", sizeof(tessera_impact_consumer), 6, fields_impact_consumer, "A registered consumer of what would change", 0x2f};
static const tessera_reflect_field fields_impact_downstream[] = {
    {"asset_id", "asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_impact_downstream, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset"},
    {"asset_fqn", "asset_fqn", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_impact_downstream, asset_fqn), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name"},
    {"owner_team_name", "owner_team_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_impact_downstream, owner_team_name), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of its owner team"},
    {"dependency_type", "dependency_type", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_impact_downstream, dependency_type), 15, 15, INT64_MIN, INT64_MIN, &table_enum_dependency_type, NULL, NULL, "How it depends"},
    {"depth", "depth", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_impact_downstream, depth), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Dependencies between the two; 1"},
};
const tessera_reflect_model table_model_impact_downstream = {"impact_downstream", "tessera_impact_downstream", "ImpactDownstream", sizeof(tessera_impact_downstream), 5, fields_impact_downstream, "An asset of another team that depends on what would change", 0x1b};
static const tessera_reflect_field fields_impact_unconfirmed[] = {
    {"consumer_team_id", "consumer_team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_impact_unconfirmed, consumer_team_id), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Team"},
    {"consumer_team_name", "consumer_team_name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_impact_unconfirmed, consumer_team_name), 18, 18, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name"},
    {"confidence", "confidence", TESSERA_KIND_NUMBER, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_impact_unconfirmed, confidence), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "From 0 to 1"},
    {"source", "source", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_impact_unconfirmed, source), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What it was inferred from"},
    {"status", "status", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_impact_unconfirmed, status), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "pending"},
};
const tessera_reflect_model table_model_impact_unconfirmed = {"impact_unconfirmed", "tessera_impact_unconfirmed", "ImpactUnconfirmed", sizeof(tessera_impact_unconfirmed), 5, fields_impact_unconfirmed, "A team that seems to consume what would change, but is not registered", 0x1f};
static const tessera_reflect_field fields_impact_preview[] = {
    {"is_breaking", "is_breaking", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_impact_preview, is_breaking), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether some change is breaking"},
    {"change_type", "change_type", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_impact_preview, change_type), 11, 11, INT64_MIN, INT64_MIN, &table_enum_impact_change_type, NULL, NULL, "Size of the change, whatever the mode"},
    {"breaking_changes", "breaking_changes", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_impact_preview, breaking_changes), 16, 16, INT64_MIN, INT64_MIN, NULL, &table_model_breaking_change, NULL, "Breaking changes"},
    {"non_breaking_changes", "non_breaking_changes", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_impact_preview, non_breaking_changes), 20, 20, INT64_MIN, INT64_MIN, NULL, &table_model_breaking_change, NULL, "The other changes of the schema"},
    {"guarantee_changes", "guarantee_changes", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_impact_preview, guarantee_changes), 17, 17, INT64_MIN, INT64_MIN, NULL, &table_model_guarantee_change, NULL, "Changes of the guarantees, where some are proposed"},
    {"affected_consumers", "affected_consumers", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_impact_preview, affected_consumers), 18, 18, INT64_MIN, INT64_MIN, NULL, &table_model_impact_consumer, NULL, "Registered consumers"},
    {"affected_downstream", "affected_downstream", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_impact_preview, affected_downstream), 19, 19, INT64_MIN, INT64_MIN, NULL, &table_model_impact_downstream, NULL, "Other teams' assets one dependency downstream"},
    {"unconfirmed_consumers", "unconfirmed_consumers", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 7, offsetof(tessera_impact_preview, unconfirmed_consumers), 21, 21, INT64_MIN, INT64_MIN, NULL, &table_model_impact_unconfirmed, NULL, "Inferred consumers that nobody confirmed yet"},
    {"suggested_version", "suggested_version", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 8, offsetof(tessera_impact_preview, suggested_version), 17, 17, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version that the change calls for"},
    {"version_reason", "version_reason", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 9, offsetof(tessera_impact_preview, version_reason), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Why, for people"},
    {"would_create_proposal", "would_create_proposal", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 10, offsetof(tessera_impact_preview, would_create_proposal), 21, 21, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether it is breaking and has consumers"},
    {"proposal_would_notify", "proposal_would_notify", TESSERA_KIND_STRINGS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 11, offsetof(tessera_impact_preview, proposal_would_notify), 21, 21, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Names of the teams concerned, sorted"},
    {"migration_suggestions", "migration_suggestions", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 12, offsetof(tessera_impact_preview, migration_suggestions), 21, 21, INT64_MIN, INT64_MIN, NULL, &table_model_migration_suggestion, NULL, "Ways to make a breaking change compatible"},
    {"touched_fields", "touched_fields", TESSERA_KIND_STRINGS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 13, offsetof(tessera_impact_preview, touched_fields), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Fields that breaking changes touch, as dotted paths, * for any name; an empty path: all"},
    {"current_version", "current_version", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 14, offsetof(tessera_impact_preview, current_version), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version of the active contract"},
    {"compatibility_mode", "compatibility_mode", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 15, offsetof(tessera_impact_preview, compatibility_mode), 18, 18, INT64_MIN, INT64_MIN, &table_enum_compatibility_mode, NULL, NULL, "Mode judged by"},
    {"compatibility_policy", "compatibility_policy", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 16, offsetof(tessera_impact_preview, compatibility_policy), 20, 20, INT64_MIN, INT64_MIN, &table_enum_compatibility_policy, NULL, NULL, "Policy judged by"},
    {"truncated", "truncated", TESSERA_KIND_BOOL, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 17, offsetof(tessera_impact_preview, truncated), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Present where a list would have more than 10,000 entries: those first in its order are told"},
};
const tessera_reflect_model table_model_impact_preview = {"impact_preview", "tessera_impact_preview", "ImpactPreview", sizeof(tessera_impact_preview), 18, fields_impact_preview, "What publishing a change would do, and to whom", 0xffff};
static const tessera_reflect_field fields_impacted_consumer[] = {
    {"team_id", "team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_impacted_consumer, team_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Team"},
    {"team_name", "team_name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_impacted_consumer, team_name), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_impacted_consumer, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_registration_status, NULL, NULL, "State of the registration"},
    {"pinned_version", "pinned_version", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_impacted_consumer, pinned_version), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version that it stays on"},
    {"depth", "depth", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_impacted_consumer, depth), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Dependencies between the asset that changes and the one that it consumes"},
};
const tessera_reflect_model table_model_impacted_consumer = {"impacted_consumer", "tessera_impacted_consumer", "ImpactedConsumer", sizeof(tessera_impacted_consumer), 5, fields_impacted_consumer, "A team that is registered for an asset that a change reaches", 0x17};
static const tessera_reflect_field fields_impacted_asset[] = {
    {"asset_id", "asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_impacted_asset, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset"},
    {"fqn", "fqn", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_impacted_asset, fqn), 3, 3, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name"},
    {"dependency_type", "dependency_type", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_impacted_asset, dependency_type), 15, 15, INT64_MIN, INT64_MIN, &table_enum_dependency_type, NULL, NULL, "How it depends on the one before it"},
    {"depth", "depth", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_impacted_asset, depth), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Dependencies between the two"},
    {"touched_fields", "touched_fields", TESSERA_KIND_STRINGS, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 4, offsetof(tessera_impacted_asset, touched_fields), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its fields that come from touched ones; absent: that is not known, so any may be"},
};
const tessera_reflect_model table_model_impacted_asset = {"impacted_asset", "tessera_impacted_asset", "ImpactedAsset", sizeof(tessera_impacted_asset), 5, fields_impacted_asset, "An asset that a change reaches", 0xf};
static const tessera_reflect_field fields_impact_analysis[] = {
    {"change_type", "change_type", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_impact_analysis, change_type), 11, 11, INT64_MIN, INT64_MIN, &table_enum_change_type, NULL, NULL, "Size of the change, whatever the mode"},
    {"breaking_changes", "breaking_changes", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_impact_analysis, breaking_changes), 16, 16, INT64_MIN, INT64_MIN, NULL, &table_model_breaking_change, NULL, "Breaking changes"},
    {"impacted_consumers", "impacted_consumers", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_impact_analysis, impacted_consumers), 18, 18, INT64_MIN, INT64_MIN, NULL, &table_model_impacted_consumer, NULL, "Teams that are registered for the asset or one that the change reaches, nearest first, each once"},
    {"impacted_assets", "impacted_assets", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_impact_analysis, impacted_assets), 15, 15, INT64_MIN, INT64_MIN, NULL, &table_model_impacted_asset, NULL, "Assets that the change reaches, nearest first; all downstream where nothing breaks"},
    {"safe_to_publish", "safe_to_publish", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_impact_analysis, safe_to_publish), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether nothing breaks"},
    {"traversal_depth", "traversal_depth", TESSERA_KIND_INT, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 5, offsetof(tessera_impact_analysis, traversal_depth), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "How far was looked; absent: there is no active contract, so nothing changes"},
    {"touched_fields", "touched_fields", TESSERA_KIND_STRINGS, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 6, offsetof(tessera_impact_analysis, touched_fields), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Fields that breaking changes touch, as dotted paths, * for any name; an empty path: all"},
    {"affected_registrations", "affected_registrations", TESSERA_KIND_RECORDS, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 7, offsetof(tessera_impact_analysis, affected_registrations), 22, 22, INT64_MIN, INT64_MIN, NULL, &table_model_impact_consumer, NULL, "The registrations behind impacted_consumers, in the same order"},
    {"truncated", "truncated", TESSERA_KIND_BOOL, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 8, offsetof(tessera_impact_analysis, truncated), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Present where there may be more assets or consumers than are told"},
    {"truncated_message", "truncated_message", TESSERA_KIND_STRING, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 9, offsetof(tessera_impact_analysis, truncated_message), 17, 17, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The same for people"},
};
const tessera_reflect_model table_model_impact_analysis = {"impact_analysis", "tessera_impact_analysis", "ImpactAnalysis", sizeof(tessera_impact_analysis), 10, fields_impact_analysis, "How far a change would reach", 0x1f};
static const tessera_reflect_field fields_preflight_query[] = {
    {"consumer_type", "consumer_type", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_preflight_query, consumer_type), 13, 13, INT64_MIN, 200, NULL, NULL, NULL, "What the consumer is, for the audit log"},
    {"environment", "environment", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_preflight_query, environment), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Environment; absent: the only one that has the asset, else the server's default"},
};
const tessera_reflect_model table_model_preflight_query = {"preflight_query", "tessera_preflight_query", "PreflightQuery", sizeof(tessera_preflight_query), 2, fields_preflight_query, "Who looks", 0x0};
static const tessera_reflect_field fields_freshness_sla[] = {
    {"max_staleness_minutes", "max_staleness_minutes", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_freshness_sla, max_staleness_minutes), 21, 21, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Minutes"},
    {"last_measured_at", "last_measured_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_freshness_sla, last_measured_at), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When the newest run of quality checks was"},
};
const tessera_reflect_model table_model_freshness_sla = {"freshness_sla", "tessera_freshness_sla", "FreshnessSla", sizeof(tessera_freshness_sla), 2, fields_freshness_sla, "How old data may be", 0x1};
static const tessera_reflect_field fields_preflight[] = {
    {"asset_fqn", "asset_fqn", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_preflight, asset_fqn), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the asset"},
    {"asset_id", "asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_preflight, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset"},
    {"contract_version", "contract_version", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_preflight, contract_version), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version of the active contract, else of the newest deprecated one"},
    {"compatibility_mode", "compatibility_mode", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_preflight, compatibility_mode), 18, 18, INT64_MIN, INT64_MIN, &table_enum_compatibility_mode, NULL, NULL, "Its mode"},
    {"schema_format", "schema_format", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_preflight, schema_format), 13, 13, INT64_MIN, INT64_MIN, &table_enum_schema_format, NULL, NULL, "Language in which its schema was submitted"},
    {"fresh", "fresh", TESSERA_KIND_BOOL, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 5, offsetof(tessera_preflight, fresh), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether the data is fresh enough; null: nothing says how fresh it must be, or nothing was measured"},
    {"freshness_sla", "freshness_sla", TESSERA_KIND_RECORD, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 6, offsetof(tessera_preflight, freshness_sla), 13, 13, INT64_MIN, INT64_MIN, NULL, &table_model_freshness_sla, NULL, "How fresh it must be"},
    {"guarantees", "guarantees", TESSERA_KIND_OBJECT, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 7, offsetof(tessera_preflight, guarantees), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Guarantees of the contract"},
    {"last_audit_status", "last_audit_status", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 8, offsetof(tessera_preflight, last_audit_status), 17, 17, INT64_MIN, INT64_MIN, &table_enum_audit_run_status, NULL, NULL, "Outcome of the newest run of quality checks"},
    {"last_audit_at", "last_audit_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 9, offsetof(tessera_preflight, last_audit_at), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When that was"},
    {"caveats", "caveats", TESSERA_KIND_STRINGS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 10, offsetof(tessera_preflight, caveats), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What speaks against it, for people"},
};
const tessera_reflect_model table_model_preflight = {"preflight", "tessera_preflight", "Preflight", sizeof(tessera_preflight), 11, fields_preflight, "Whether an asset may be used as it is", 0x41f};
static const tessera_reflect_field fields_assets_list_input[] = {
    {"limit", "limit", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_assets_list_input, limit), 5, 5, 1, INT64_MIN, NULL, NULL, "100", "Most entries in the reply"},
    {"offset", "offset", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_assets_list_input, offset), 6, 6, 0, INT64_MIN, NULL, NULL, NULL, "Entries to skip"},
    {"owner_team_id", "owner", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 2, offsetof(tessera_assets_list_input, owner_team_id), 13, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Owner team"},
    {"team_id", "owner", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 3, offsetof(tessera_assets_list_input, team_id), 7, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Owner team"},
    {"owner_user", "owner_user", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 4, offsetof(tessera_assets_list_input, owner_user), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Owner user"},
    {"unowned", "unowned", TESSERA_KIND_BOOL, 0, TESSERA_PLACE_QUERY, 5, offsetof(tessera_assets_list_input, unowned), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Only assets without an owner user"},
    {"fqn", "fqn", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 6, offsetof(tessera_assets_list_input, fqn), 3, 3, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name contains, any case; % and _ are wildcards, but not behind a backslash"},
    {"environment", "environment", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 7, offsetof(tessera_assets_list_input, environment), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Environment equals"},
    {"resource_type", "resource_type", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_QUERY, 8, offsetof(tessera_assets_list_input, resource_type), 13, 13, INT64_MIN, INT64_MIN, &table_enum_resource_type, NULL, NULL, "Kind"},
    {"sort_by", "sort_by", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 9, offsetof(tessera_assets_list_input, sort_by), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "fqn, owner, owner_user or created_at; anything else is fqn"},
    {"sort_order", "sort_order", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 10, offsetof(tessera_assets_list_input, sort_order), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "desc for descending"},
    {"after", "after", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 11, offsetof(tessera_assets_list_input, after), 5, 5, 1, 140000, NULL, NULL, NULL, "Place behind which the page begins: `next` of an earlier reply, asked for in the same order"},
};
const tessera_reflect_model table_model_assets_list_input = {"assets_list_input", "tessera_assets_list_input", "assets_list_input", sizeof(tessera_assets_list_input), 12, fields_assets_list_input, "List active assets", 0x0};
static const tessera_reflect_field fields_assets_search_input[] = {
    {"q", "q", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_QUERY, 0, offsetof(tessera_assets_search_input, q), 1, 1, 1, 100, NULL, NULL, NULL, "Name contains, any case; every character means itself"},
    {"limit", "limit", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_assets_search_input, limit), 5, 5, 1, INT64_MIN, NULL, NULL, "100", "Most entries in the reply"},
    {"offset", "offset", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 2, offsetof(tessera_assets_search_input, offset), 6, 6, 0, INT64_MIN, NULL, NULL, NULL, "Entries to skip"},
    {"owner_team_id", "owner", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 3, offsetof(tessera_assets_search_input, owner_team_id), 13, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Owner team"},
    {"team_id", "owner", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 4, offsetof(tessera_assets_search_input, team_id), 7, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Owner team"},
    {"environment", "environment", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 5, offsetof(tessera_assets_search_input, environment), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Environment equals"},
    {"after", "after", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 6, offsetof(tessera_assets_search_input, after), 5, 5, 1, 140000, NULL, NULL, NULL, "Place behind which the page begins: `next` of an earlier reply, asked for in the same order"},
};
const tessera_reflect_model table_model_assets_search_input = {"assets_search_input", "tessera_assets_search_input", "assets_search_input", sizeof(tessera_assets_search_input), 7, fields_assets_search_input, "Search active assets by name", 0x0};
static const tessera_reflect_field fields_assets_publish_contract_input[] = {
    {"schema", "schema", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED | TESSERA_FLAG_FORMATTED | TESSERA_FLAG_SCHEMA, TESSERA_PLACE_BODY, 0, offsetof(tessera_assets_publish_contract_input, schema), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "JSON Schema, or an Avro schema of any type"},
    {"version", "version", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_assets_publish_contract_input, version), 7, 7, INT64_MIN, 50, NULL, NULL, NULL, "Version, MAJOR.MINOR.PATCH; absent: assigned by the server"},
    {"compatibility_mode", "compatibility_mode", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_BODY, 2, offsetof(tessera_assets_publish_contract_input, compatibility_mode), 18, 18, INT64_MIN, INT64_MIN, &table_enum_compatibility_mode, NULL, NULL, "Which changes are compatible"},
    {"guarantees", "guarantees", TESSERA_KIND_RECORD, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_assets_publish_contract_input, guarantees), 10, 10, INT64_MIN, INT64_MIN, NULL, &table_model_guarantees, NULL, "Guarantees"},
    {"force", "force", TESSERA_KIND_BOOL, 0, TESSERA_PLACE_QUERY, 4, offsetof(tessera_assets_publish_contract_input, force), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Publish although the change is breaking; needs force_reason"},
    {"force_reason", "force_reason", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 5, offsetof(tessera_assets_publish_contract_input, force_reason), 12, 12, 10, 500, NULL, NULL, NULL, "Why force is needed"},
    {"dry_run", "dry_run", TESSERA_KIND_BOOL, 0, TESSERA_PLACE_QUERY, 6, offsetof(tessera_assets_publish_contract_input, dry_run), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Decide and report, write nothing"},
    {"published_by", "published_by", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 7, offsetof(tessera_assets_publish_contract_input, published_by), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Publishing team; absent: the caller's, or with authentication off the asset's owner team"},
    {"schema_format", "schema_format", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_BODY, 8, offsetof(tessera_assets_publish_contract_input, schema_format), 13, 13, INT64_MIN, INT64_MIN, &table_enum_schema_format, NULL, NULL, "Language of the schema"},
    {"published_by_user_id", "published_by_user_id", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 9, offsetof(tessera_assets_publish_contract_input, published_by_user_id), 20, 20, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Publishing user"},
    {"require_audit_pass", "require_audit_pass", TESSERA_KIND_BOOL, 0, TESSERA_PLACE_QUERY, 10, offsetof(tessera_assets_publish_contract_input, require_audit_pass), 18, 18, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Refuse unless the last run of quality checks passed"},
    {"field_descriptions", "field_descriptions", TESSERA_KIND_TEXTMAP, 0, TESSERA_PLACE_BODY, 11, offsetof(tessera_assets_publish_contract_input, field_descriptions), 18, 18, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Path to description"},
    {"field_tags", "field_tags", TESSERA_KIND_LISTMAP, 0, TESSERA_PLACE_BODY, 12, offsetof(tessera_assets_publish_contract_input, field_tags), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Path to tags"},
    {"reason", "reason", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 13, offsetof(tessera_assets_publish_contract_input, reason), 6, 6, 1, 1000, NULL, NULL, NULL, "Why a breaking change is made, for its consumers"},
    {"deadline", "deadline", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 14, offsetof(tessera_assets_publish_contract_input, deadline), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When the proposal of a breaking change expires; absent: as PROPOSAL_DEFAULT_EXPIRATION_DAYS says"},
    {"supersedes", "supersedes", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 15, offsetof(tessera_assets_publish_contract_input, supersedes), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Pending or rejected proposal of the asset that this takes the place of: a pending one is withdrawn"},
    {"compatibility_policy", "compatibility_policy", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 16, offsetof(tessera_assets_publish_contract_input, compatibility_policy), 20, 20, INT64_MIN, INT64_MIN, &table_enum_compatibility_policy, NULL, NULL, "What counts in this comparison; absent: as the asset says"},
};
const tessera_reflect_model table_model_assets_publish_contract_input = {"assets_publish_contract_input", "tessera_assets_publish_contract_input", "assets_publish_contract_input", sizeof(tessera_assets_publish_contract_input), 17, fields_assets_publish_contract_input, "Publish a contract, or propose it where the change is breaking: the result has the contract, the proposal, or in a dry run what would be", 0x0};
static const tessera_reflect_field fields_assets_propose_input[] = {
    {"schema", "schema", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED | TESSERA_FLAG_FORMATTED | TESSERA_FLAG_SCHEMA, TESSERA_PLACE_BODY, 0, offsetof(tessera_assets_propose_input, schema), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "JSON Schema, or an Avro schema of any type"},
    {"version", "version", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_assets_propose_input, version), 7, 7, INT64_MIN, 50, NULL, NULL, NULL, "Version, MAJOR.MINOR.PATCH; absent: assigned by the server"},
    {"reason", "reason", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_assets_propose_input, reason), 6, 6, 1, 1000, NULL, NULL, NULL, "Why a breaking change is made, for its consumers"},
    {"deadline", "deadline", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_assets_propose_input, deadline), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When the proposal of a breaking change expires; absent: as PROPOSAL_DEFAULT_EXPIRATION_DAYS says"},
    {"supersedes", "supersedes", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_assets_propose_input, supersedes), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Pending or rejected proposal of the asset that this takes the place of: a pending one is withdrawn"},
    {"compatibility_mode", "compatibility_mode", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_BODY, 5, offsetof(tessera_assets_propose_input, compatibility_mode), 18, 18, INT64_MIN, INT64_MIN, &table_enum_compatibility_mode, NULL, NULL, "Which changes are compatible"},
    {"guarantees", "guarantees", TESSERA_KIND_RECORD, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 6, offsetof(tessera_assets_propose_input, guarantees), 10, 10, INT64_MIN, INT64_MIN, NULL, &table_model_guarantees, NULL, "Guarantees"},
    {"dry_run", "dry_run", TESSERA_KIND_BOOL, 0, TESSERA_PLACE_QUERY, 7, offsetof(tessera_assets_propose_input, dry_run), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Decide and report, write nothing"},
    {"published_by", "published_by", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 8, offsetof(tessera_assets_propose_input, published_by), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Proposing team; absent: the caller's, or with authentication off the asset's owner team"},
    {"published_by_user_id", "published_by_user_id", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 9, offsetof(tessera_assets_propose_input, published_by_user_id), 20, 20, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Proposing user"},
    {"schema_format", "schema_format", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_BODY, 10, offsetof(tessera_assets_propose_input, schema_format), 13, 13, INT64_MIN, INT64_MIN, &table_enum_schema_format, NULL, NULL, "Language of the schema"},
    {"field_descriptions", "field_descriptions", TESSERA_KIND_TEXTMAP, 0, TESSERA_PLACE_BODY, 11, offsetof(tessera_assets_propose_input, field_descriptions), 18, 18, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Path to description"},
    {"field_tags", "field_tags", TESSERA_KIND_LISTMAP, 0, TESSERA_PLACE_BODY, 12, offsetof(tessera_assets_propose_input, field_tags), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Path to tags"},
    {"compatibility_policy", "compatibility_policy", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 13, offsetof(tessera_assets_propose_input, compatibility_policy), 20, 20, INT64_MIN, INT64_MIN, &table_enum_compatibility_policy, NULL, NULL, "What counts in this comparison; absent: as the asset says"},
};
const tessera_reflect_model table_model_assets_propose_input = {"assets_propose_input", "tessera_assets_propose_input", "assets_propose_input", sizeof(tessera_assets_propose_input), 14, fields_assets_propose_input, "Propose a breaking change without publishing it; 200: it was proposed before, or may be published at once", 0x0};
static const tessera_reflect_field fields_assets_can_publish_schema_input[] = {
    {"schema", "schema", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED | TESSERA_FLAG_FORMATTED | TESSERA_FLAG_SCHEMA, TESSERA_PLACE_BODY, 0, offsetof(tessera_assets_can_publish_schema_input, schema), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "JSON Schema, or an Avro schema of any type"},
    {"version", "version", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_assets_can_publish_schema_input, version), 7, 7, INT64_MIN, 50, NULL, NULL, NULL, "Version, MAJOR.MINOR.PATCH; absent: assigned by the server"},
    {"environment", "environment", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 2, offsetof(tessera_assets_can_publish_schema_input, environment), 11, 11, 1, 50, NULL, NULL, NULL, "Environment whose deployments are looked at as well"},
    {"compatibility_mode", "compatibility_mode", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_BODY, 3, offsetof(tessera_assets_can_publish_schema_input, compatibility_mode), 18, 18, INT64_MIN, INT64_MIN, &table_enum_compatibility_mode, NULL, NULL, "Which changes are compatible"},
    {"guarantees", "guarantees", TESSERA_KIND_RECORD, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_assets_can_publish_schema_input, guarantees), 10, 10, INT64_MIN, INT64_MIN, NULL, &table_model_guarantees, NULL, "Guarantees"},
    {"schema_format", "schema_format", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_BODY, 5, offsetof(tessera_assets_can_publish_schema_input, schema_format), 13, 13, INT64_MIN, INT64_MIN, &table_enum_schema_format, NULL, NULL, "Language of the schema"},
    {"field_descriptions", "field_descriptions", TESSERA_KIND_TEXTMAP, 0, TESSERA_PLACE_BODY, 6, offsetof(tessera_assets_can_publish_schema_input, field_descriptions), 18, 18, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Path to description"},
    {"field_tags", "field_tags", TESSERA_KIND_LISTMAP, 0, TESSERA_PLACE_BODY, 7, offsetof(tessera_assets_can_publish_schema_input, field_tags), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Path to tags"},
    {"reason", "reason", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 8, offsetof(tessera_assets_can_publish_schema_input, reason), 6, 6, 1, 1000, NULL, NULL, NULL, "Why a breaking change is made, for its consumers"},
    {"deadline", "deadline", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 9, offsetof(tessera_assets_can_publish_schema_input, deadline), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When the proposal of a breaking change expires; absent: as PROPOSAL_DEFAULT_EXPIRATION_DAYS says"},
    {"supersedes", "supersedes", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 10, offsetof(tessera_assets_can_publish_schema_input, supersedes), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Pending or rejected proposal of the asset that this takes the place of: a pending one is withdrawn"},
    {"compatibility_policy", "compatibility_policy", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 11, offsetof(tessera_assets_can_publish_schema_input, compatibility_policy), 20, 20, INT64_MIN, INT64_MIN, &table_enum_compatibility_policy, NULL, NULL, "What counts in this comparison; absent: as the asset says"},
};
const tessera_reflect_model table_model_assets_can_publish_schema_input = {"assets_can_publish_schema_input", "tessera_assets_can_publish_schema_input", "assets_can_publish_schema_input", sizeof(tessera_assets_can_publish_schema_input), 12, fields_assets_can_publish_schema_input, "Whether a schema may be published, and with an environment whether it may go there", 0x0};
static const tessera_reflect_field fields_assets_list_contracts_input[] = {
    {"status", "status", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_assets_list_contracts_input, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_contract_status, NULL, NULL, "State"},
    {"limit", "limit", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_assets_list_contracts_input, limit), 5, 5, 1, INT64_MIN, NULL, NULL, "100", "Most entries in the reply"},
    {"offset", "offset", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 2, offsetof(tessera_assets_list_contracts_input, offset), 6, 6, 0, INT64_MIN, NULL, NULL, NULL, "Entries to skip"},
    {"after", "after", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 3, offsetof(tessera_assets_list_contracts_input, after), 5, 5, 1, 140000, NULL, NULL, NULL, "Place behind which the page begins: `next` of an earlier reply, asked for in the same order"},
};
const tessera_reflect_model table_model_assets_list_contracts_input = {"assets_list_contracts_input", "tessera_assets_list_contracts_input", "assets_list_contracts_input", sizeof(tessera_assets_list_contracts_input), 4, fields_assets_list_contracts_input, "List an asset's contracts, newest first", 0x0};
static const tessera_reflect_field fields_assets_add_dependency_input[] = {
    {"target_asset_id", "depends_on_asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_assets_add_dependency_input, target_asset_id), 15, 19, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The asset that is used"},
    {"dependency_type", "dependency_type", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_BODY, 1, offsetof(tessera_assets_add_dependency_input, dependency_type), 15, 15, INT64_MIN, INT64_MIN, &table_enum_dependency_type, NULL, NULL, "How it is used"},
    {"metadata", "metadata", TESSERA_KIND_OBJECT, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_assets_add_dependency_input, metadata), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Free data"},
    {"field_mappings", "field_mappings", TESSERA_KIND_RECORDS, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_assets_add_dependency_input, field_mappings), 14, 14, 1, 1000, NULL, &table_model_field_mapping, NULL, "Which fields come from which, all of them: a change of other fields is not passed on"},
};
const tessera_reflect_model table_model_assets_add_dependency_input = {"assets_add_dependency_input", "tessera_assets_add_dependency_input", "assets_add_dependency_input", sizeof(tessera_assets_add_dependency_input), 4, fields_assets_add_dependency_input, "Declare that an asset uses another", 0x0};
static const tessera_reflect_field fields_assets_check_impact_input[] = {
    {"depth", "depth", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_assets_check_impact_input, depth), 5, 5, 1, INT64_MIN, NULL, NULL, NULL, "Dependencies to walk along"},
    {"proposed_schema", "proposed_schema", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED | TESSERA_FLAG_SCHEMA, TESSERA_PLACE_WHOLE, 1, offsetof(tessera_assets_check_impact_input, proposed_schema), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "JSON Schema"},
};
const tessera_reflect_model table_model_assets_check_impact_input = {"assets_check_impact_input", "tessera_assets_check_impact_input", "assets_check_impact_input", sizeof(tessera_assets_check_impact_input), 2, fields_assets_check_impact_input, "How far publishing a schema would reach", 0x0};
