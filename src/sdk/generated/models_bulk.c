// What the structs of tessera/models/bulk.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/generated/enums.h"
#include "sdk/generated/models_bulk.h"
#include "tessera/models/bulk.h"

static const tessera_reflect_field fields_asset_create[] = {
    {"fqn", "fqn", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_asset_create, fqn), 3, 3, 3, INT64_MIN, NULL, NULL, NULL, "Two or more dot-separated segments of letters, digits and underscores, none starting with a digit"},
    {"owner_team_id", "owner_team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_asset_create, owner_team_id), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Owner team"},
    {"description", "description", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_asset_create, description), 11, 11, INT64_MIN, 2000, NULL, NULL, NULL, "What it holds"},
    {"metadata", "metadata", TESSERA_KIND_OBJECT, 0, TESSERA_PLACE_BODY, 3, offsetof(tessera_asset_create, metadata), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Free data"},
    {"owner_user_id", "owner_user_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_asset_create, owner_user_id), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Owner user, a member of the owner team"},
    {"service_id", "service_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 5, offsetof(tessera_asset_create, service_id), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Service that it belongs to"},
    {"environment", "environment", TESSERA_KIND_STRING, 0, TESSERA_PLACE_BODY, 6, offsetof(tessera_asset_create, environment), 11, 11, 1, 50, NULL, NULL, NULL, "Environment; the server's default is usually production"},
    {"resource_type", "resource_type", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_BODY, 7, offsetof(tessera_asset_create, resource_type), 13, 13, INT64_MIN, INT64_MIN, &table_enum_resource_type, NULL, NULL, "Kind"},
    {"guarantee_mode", "guarantee_mode", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_BODY, 8, offsetof(tessera_asset_create, guarantee_mode), 14, 14, INT64_MIN, INT64_MIN, &table_enum_guarantee_mode, NULL, NULL, "How changes of guarantees are treated"},
    {"semver_mode", "semver_mode", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_BODY, 9, offsetof(tessera_asset_create, semver_mode), 11, 11, INT64_MIN, INT64_MIN, &table_enum_semver_mode, NULL, NULL, "Who chooses versions"},
    {"tags", "tags", TESSERA_KIND_STRINGS, 0, TESSERA_PLACE_BODY, 10, offsetof(tessera_asset_create, tags), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Tags; order and duplicates are kept"},
    {"compatibility_policy", "compatibility_policy", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_BODY, 11, offsetof(tessera_asset_create, compatibility_policy), 20, 20, INT64_MIN, INT64_MIN, &table_enum_compatibility_policy, NULL, NULL, "What counts when its schemas are compared"},
    {"transitive_scope", "transitive_scope", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_BODY, 12, offsetof(tessera_asset_create, transitive_scope), 16, 16, INT64_MIN, INT64_MIN, &table_enum_transitive_scope, NULL, NULL, "Which earlier versions the transitive modes look at"},
};
const tessera_reflect_model table_model_asset_create = {"asset_create", "tessera_asset_create", "AssetCreate", sizeof(tessera_asset_create), 13, fields_asset_create, "A new asset", 0x3};
static const tessera_reflect_field fields_bulk_registration[] = {
    {"contract_id", "contract_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_bulk_registration, contract_id), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Active contract"},
    {"consumer_team_id", "consumer_team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_bulk_registration, consumer_team_id), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Consumer team"},
    {"pinned_version", "pinned_version", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_bulk_registration, pinned_version), 14, 14, INT64_MIN, 1000, NULL, NULL, NULL, "Version to stay on"},
    {"fields", "fields", TESSERA_KIND_STRINGS, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_bulk_registration, fields), 6, 6, INT64_MIN, 100, NULL, NULL, NULL, "Fields that it reads; absent or empty: all"},
    {"mode", "mode", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_bulk_registration, mode), 4, 4, INT64_MIN, INT64_MIN, &table_enum_compatibility_mode, NULL, NULL, "Compatibility that it needs; absent: all that the contract promises"},
};
const tessera_reflect_model table_model_bulk_registration = {"bulk_registration", "tessera_bulk_registration", "BulkRegistration", sizeof(tessera_bulk_registration), 5, fields_bulk_registration, "A new registration among others", 0x3};
static const tessera_reflect_field fields_bulk_registrations[] = {
    {"registrations", "registrations", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_bulk_registrations, registrations), 13, 13, 1, 100, NULL, &table_model_bulk_registration, NULL, "The registrations"},
    {"skip_duplicates", "skip_duplicates", TESSERA_KIND_BOOL, 0, TESSERA_PLACE_BODY, 1, offsetof(tessera_bulk_registrations, skip_duplicates), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What exists already is no failure"},
};
const tessera_reflect_model table_model_bulk_registrations = {"bulk_registrations", "tessera_bulk_registrations", "BulkRegistrations", sizeof(tessera_bulk_registrations), 2, fields_bulk_registrations, "Registrations to create", 0x1};
static const tessera_reflect_field fields_bulk_assets[] = {
    {"assets", "assets", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_bulk_assets, assets), 6, 6, 1, 100, NULL, &table_model_asset_create, NULL, "The assets"},
    {"skip_duplicates", "skip_duplicates", TESSERA_KIND_BOOL, 0, TESSERA_PLACE_BODY, 1, offsetof(tessera_bulk_assets, skip_duplicates), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What exists already is no failure"},
};
const tessera_reflect_model table_model_bulk_assets = {"bulk_assets", "tessera_bulk_assets", "BulkAssets", sizeof(tessera_bulk_assets), 2, fields_bulk_assets, "Assets to create", 0x1};
static const tessera_reflect_field fields_bulk_acknowledgment[] = {
    {"proposal_id", "proposal_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_bulk_acknowledgment, proposal_id), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Pending proposal"},
    {"consumer_team_id", "consumer_team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_bulk_acknowledgment, consumer_team_id), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Answering team: a consumer of the proposal's asset"},
    {"acknowledged_by_user_id", "acknowledged_by_user_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_bulk_acknowledgment, acknowledged_by_user_id), 23, 23, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Answering user"},
    {"response", "response", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_bulk_acknowledgment, response), 8, 8, INT64_MIN, INT64_MIN, &table_enum_acknowledgment_response, NULL, NULL, "The answer"},
    {"migration_deadline", "migration_deadline", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_bulk_acknowledgment, migration_deadline), 18, 18, INT64_MIN, 100, NULL, NULL, NULL, "Until when the team means to have migrated: an ISO 8601 time; without an offset in UTC"},
    {"notes", "notes", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 5, offsetof(tessera_bulk_acknowledgment, notes), 5, 5, INT64_MIN, 2000, NULL, NULL, NULL, "What the team has to say"},
};
const tessera_reflect_model table_model_bulk_acknowledgment = {"bulk_acknowledgment", "tessera_bulk_acknowledgment", "BulkAcknowledgment", sizeof(tessera_bulk_acknowledgment), 6, fields_bulk_acknowledgment, "A consumer's answer to a proposal among others", 0xb};
static const tessera_reflect_field fields_bulk_acknowledgments[] = {
    {"acknowledgments", "acknowledgments", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_bulk_acknowledgments, acknowledgments), 15, 15, 1, 50, NULL, &table_model_bulk_acknowledgment, NULL, "The answers"},
    {"continue_on_error", "continue_on_error", TESSERA_KIND_BOOL, 0, TESSERA_PLACE_BODY, 1, offsetof(tessera_bulk_acknowledgments, continue_on_error), 17, 17, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Go on after an answer that fails; otherwise those after it are left out"},
};
const tessera_reflect_model table_model_bulk_acknowledgments = {"bulk_acknowledgments", "tessera_bulk_acknowledgments", "BulkAcknowledgments", sizeof(tessera_bulk_acknowledgments), 2, fields_bulk_acknowledgments, "Answers to proposals", 0x1};
static const tessera_reflect_field fields_bulk_item[] = {
    {"success", "success", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_bulk_item, success), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether it was done, or skipped as wished"},
    {"index", "index", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_bulk_item, index), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its place in the request, from 0"},
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_bulk_item, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The new row, or the one that exists already"},
    {"error", "error", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_bulk_item, error), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Why it failed"},
    {"details", "details", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_bulk_item, details), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "More about it"},
};
const tessera_reflect_model table_model_bulk_item = {"bulk_item", "tessera_bulk_item", "BulkItem", sizeof(tessera_bulk_item), 5, fields_bulk_item, "What became of one item", 0x13};
static const tessera_reflect_field fields_bulk_result[] = {
    {"total", "total", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_bulk_result, total), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Items handed in"},
    {"succeeded", "succeeded", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_bulk_result, succeeded), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Done or skipped"},
    {"failed", "failed", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_bulk_result, failed), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Failed"},
    {"results", "results", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_bulk_result, results), 7, 7, INT64_MIN, INT64_MIN, NULL, &table_model_bulk_item, NULL, "Each that was looked at, in the order handed in"},
};
const tessera_reflect_model table_model_bulk_result = {"bulk_result", "tessera_bulk_result", "BulkResult", sizeof(tessera_bulk_result), 4, fields_bulk_result, "What became of many items; status 207 where one failed", 0xf};
