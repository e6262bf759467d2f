// What the structs of the interface look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/tables.h"

static const char *const values_user_type[] = {"human", "bot"};
static const tessera_reflect_enum enum_user_type = {"user_type", "UserType", 2, values_user_type, "What a user is"};
static const char *const values_user_role[] = {"admin", "team_admin", "user"};
static const tessera_reflect_enum enum_user_role = {"user_role", "UserRole", 3, values_user_role, "What a person may do in a browser session"};
static const char *const values_resource_type[] = {"api_endpoint", "graphql_query", "grpc_service", "model", "source", "seed", "snapshot", "other"};
static const tessera_reflect_enum enum_resource_type = {"resource_type", "ResourceType", 8, values_resource_type, "Kind of thing that an asset is"};
static const char *const values_guarantee_mode[] = {"notify", "strict", "ignore"};
static const tessera_reflect_enum enum_guarantee_mode = {"guarantee_mode", "GuaranteeMode", 3, values_guarantee_mode, "How changes of guarantees are treated"};
static const char *const values_semver_mode[] = {"auto", "suggest", "enforce"};
static const tessera_reflect_enum enum_semver_mode = {"semver_mode", "SemverMode", 3, values_semver_mode, "Who chooses the version of a contract"};
static const char *const values_compatibility_mode[] = {"backward", "forward", "full", "none"};
static const tessera_reflect_enum enum_compatibility_mode = {"compatibility_mode", "CompatibilityMode", 4, values_compatibility_mode, "Which changes of a schema are compatible"};
static const char *const values_schema_format[] = {"json_schema", "avro"};
static const tessera_reflect_enum enum_schema_format = {"schema_format", "SchemaFormat", 2, values_schema_format, "Language in which a schema was submitted"};
static const char *const values_contract_status[] = {"active", "deprecated", "retired"};
static const tessera_reflect_enum enum_contract_status = {"contract_status", "ContractStatus", 3, values_contract_status, "State of a contract"};
static const char *const values_registration_status[] = {"active", "migrating", "inactive"};
static const tessera_reflect_enum enum_registration_status = {"registration_status", "RegistrationStatus", 3, values_registration_status, "State of a consumer's registration"};
static const char *const values_change_type[] = {"patch", "minor", "major"};
static const tessera_reflect_enum enum_change_type = {"change_type", "ChangeType", 3, values_change_type, "Size of a change between two schemas"};
static const char *const values_history_change_type[] = {"patch", "minor", "major", "initial"};
static const tessera_reflect_enum enum_history_change_type = {"history_change_type", "HistoryChangeType", 4, values_history_change_type, "Size of the change from the contract before"};
static const char *const values_proposal_status[] = {"pending", "approved", "published", "rejected", "withdrawn", "expired"};
static const tessera_reflect_enum enum_proposal_status = {"proposal_status", "ProposalStatus", 6, values_proposal_status, "State of a proposal"};
static const char *const values_dependency_type[] = {"consumes", "references", "transforms"};
static const tessera_reflect_enum enum_dependency_type = {"dependency_type", "DependencyType", 3, values_dependency_type, "How one asset uses another"};
static const char *const values_audit_run_status[] = {"passed", "failed", "partial"};
static const tessera_reflect_enum enum_audit_run_status = {"audit_run_status", "AuditRunStatus", 3, values_audit_run_status, "Outcome of a run of quality checks"};
static const char *const values_publish_action[] = {"published", "force.published", "proposal.created", "version.required"};
static const tessera_reflect_enum enum_publish_action = {"publish_action", "PublishAction", 4, values_publish_action, "What became of a publish request"};
static const char *const values_bulk_publish_status[] = {"will_publish", "will_skip", "breaking", "published", "skipped", "proposal.created", "failed"};
static const tessera_reflect_enum enum_bulk_publish_status = {"bulk_publish_status", "BulkPublishStatus", 7, values_bulk_publish_status, "What became of one schema of a bulk publish"};
static const char *const values_search_kind[] = {"teams", "users", "assets", "contracts"};
static const tessera_reflect_enum enum_search_kind = {"search_kind", "SearchKind", 4, values_search_kind, "Kind of thing that global search finds"};

const tessera_reflect_enum *const table_enums[] = {
    &enum_user_type,
    &enum_user_role,
    &enum_resource_type,
    &enum_guarantee_mode,
    &enum_semver_mode,
    &enum_compatibility_mode,
    &enum_schema_format,
    &enum_contract_status,
    &enum_registration_status,
    &enum_change_type,
    &enum_history_change_type,
    &enum_proposal_status,
    &enum_dependency_type,
    &enum_audit_run_status,
    &enum_publish_action,
    &enum_bulk_publish_status,
    &enum_search_kind,
    NULL};

const char *tessera_user_type_text(tessera_user_type value) {
    return tessera_reflect_enum_text(&enum_user_type, value);
}
tessera_user_type tessera_user_type_parse(const char *wire) {
    return (tessera_user_type)tessera_reflect_enum_parse(&enum_user_type, wire);
}
const char *tessera_user_role_text(tessera_user_role value) {
    return tessera_reflect_enum_text(&enum_user_role, value);
}
tessera_user_role tessera_user_role_parse(const char *wire) {
    return (tessera_user_role)tessera_reflect_enum_parse(&enum_user_role, wire);
}
const char *tessera_resource_type_text(tessera_resource_type value) {
    return tessera_reflect_enum_text(&enum_resource_type, value);
}
tessera_resource_type tessera_resource_type_parse(const char *wire) {
    return (tessera_resource_type)tessera_reflect_enum_parse(&enum_resource_type, wire);
}
const char *tessera_guarantee_mode_text(tessera_guarantee_mode value) {
    return tessera_reflect_enum_text(&enum_guarantee_mode, value);
}
tessera_guarantee_mode tessera_guarantee_mode_parse(const char *wire) {
    return (tessera_guarantee_mode)tessera_reflect_enum_parse(&enum_guarantee_mode, wire);
}
const char *tessera_semver_mode_text(tessera_semver_mode value) {
    return tessera_reflect_enum_text(&enum_semver_mode, value);
}
tessera_semver_mode tessera_semver_mode_parse(const char *wire) {
    return (tessera_semver_mode)tessera_reflect_enum_parse(&enum_semver_mode, wire);
}
const char *tessera_compatibility_mode_text(tessera_compatibility_mode value) {
    return tessera_reflect_enum_text(&enum_compatibility_mode, value);
}
tessera_compatibility_mode tessera_compatibility_mode_parse(const char *wire) {
    return (tessera_compatibility_mode)tessera_reflect_enum_parse(&enum_compatibility_mode, wire);
}
const char *tessera_schema_format_text(tessera_schema_format value) {
    return tessera_reflect_enum_text(&enum_schema_format, value);
}
tessera_schema_format tessera_schema_format_parse(const char *wire) {
    return (tessera_schema_format)tessera_reflect_enum_parse(&enum_schema_format, wire);
}
const char *tessera_contract_status_text(tessera_contract_status value) {
    return tessera_reflect_enum_text(&enum_contract_status, value);
}
tessera_contract_status tessera_contract_status_parse(const char *wire) {
    return (tessera_contract_status)tessera_reflect_enum_parse(&enum_contract_status, wire);
}
const char *tessera_registration_status_text(tessera_registration_status value) {
    return tessera_reflect_enum_text(&enum_registration_status, value);
}
tessera_registration_status tessera_registration_status_parse(const char *wire) {
    return (tessera_registration_status)tessera_reflect_enum_parse(&enum_registration_status, wire);
}
const char *tessera_change_type_text(tessera_change_type value) {
    return tessera_reflect_enum_text(&enum_change_type, value);
}
tessera_change_type tessera_change_type_parse(const char *wire) {
    return (tessera_change_type)tessera_reflect_enum_parse(&enum_change_type, wire);
}
const char *tessera_history_change_type_text(tessera_history_change_type value) {
    return tessera_reflect_enum_text(&enum_history_change_type, value);
}
tessera_history_change_type tessera_history_change_type_parse(const char *wire) {
    return (tessera_history_change_type)tessera_reflect_enum_parse(&enum_history_change_type, wire);
}
const char *tessera_proposal_status_text(tessera_proposal_status value) {
    return tessera_reflect_enum_text(&enum_proposal_status, value);
}
tessera_proposal_status tessera_proposal_status_parse(const char *wire) {
    return (tessera_proposal_status)tessera_reflect_enum_parse(&enum_proposal_status, wire);
}
const char *tessera_dependency_type_text(tessera_dependency_type value) {
    return tessera_reflect_enum_text(&enum_dependency_type, value);
}
tessera_dependency_type tessera_dependency_type_parse(const char *wire) {
    return (tessera_dependency_type)tessera_reflect_enum_parse(&enum_dependency_type, wire);
}
const char *tessera_audit_run_status_text(tessera_audit_run_status value) {
    return tessera_reflect_enum_text(&enum_audit_run_status, value);
}
tessera_audit_run_status tessera_audit_run_status_parse(const char *wire) {
    return (tessera_audit_run_status)tessera_reflect_enum_parse(&enum_audit_run_status, wire);
}
const char *tessera_publish_action_text(tessera_publish_action value) {
    return tessera_reflect_enum_text(&enum_publish_action, value);
}
tessera_publish_action tessera_publish_action_parse(const char *wire) {
    return (tessera_publish_action)tessera_reflect_enum_parse(&enum_publish_action, wire);
}
const char *tessera_bulk_publish_status_text(tessera_bulk_publish_status value) {
    return tessera_reflect_enum_text(&enum_bulk_publish_status, value);
}
tessera_bulk_publish_status tessera_bulk_publish_status_parse(const char *wire) {
    return (tessera_bulk_publish_status)tessera_reflect_enum_parse(&enum_bulk_publish_status, wire);
}
const char *tessera_search_kind_text(tessera_search_kind value) {
    return tessera_reflect_enum_text(&enum_search_kind, value);
}
tessera_search_kind tessera_search_kind_parse(const char *wire) {
    return (tessera_search_kind)tessera_reflect_enum_parse(&enum_search_kind, wire);
}

static const tessera_reflect_model model_page_query;
static const tessera_reflect_model model_health_part;
static const tessera_reflect_model model_health_checks;
static const tessera_reflect_model model_health;
static const tessera_reflect_model model_readiness;
static const tessera_reflect_model model_liveness;
static const tessera_reflect_model model_team;
static const tessera_reflect_model model_team_create;
static const tessera_reflect_model model_team_update;
static const tessera_reflect_model model_team_list_query;
static const tessera_reflect_model model_team_delete_query;
static const tessera_reflect_model model_team_reference;
static const tessera_reflect_model model_reassign_assets;
static const tessera_reflect_model model_reassign_result;
static const tessera_reflect_model model_user;
static const tessera_reflect_model model_user_create;
static const tessera_reflect_model model_user_update;
static const tessera_reflect_model model_user_list_query;
static const tessera_reflect_model model_asset;
static const tessera_reflect_model model_asset_create;
static const tessera_reflect_model model_asset_update;
static const tessera_reflect_model model_asset_match;
static const tessera_reflect_model model_bulk_assign;
static const tessera_reflect_model model_bulk_assign_result;
static const tessera_reflect_model model_asset_context_query;
static const tessera_reflect_model model_context_asset;
static const tessera_reflect_model model_context_contract;
static const tessera_reflect_model model_context_consumer;
static const tessera_reflect_model model_context_dependency;
static const tessera_reflect_model model_context_proposal;
static const tessera_reflect_model model_context_audit;
static const tessera_reflect_model model_asset_context;
static const tessera_reflect_model model_search_query;
static const tessera_reflect_model model_search_team;
static const tessera_reflect_model model_search_user;
static const tessera_reflect_model model_search_asset;
static const tessera_reflect_model model_search_contract;
static const tessera_reflect_model model_search_results;
static const tessera_reflect_model model_search_counts;
static const tessera_reflect_model model_search_reply;
static const tessera_reflect_model model_guarantees;
static const tessera_reflect_model model_contract;
static const tessera_reflect_model model_breaking_change;
static const tessera_reflect_model model_version_suggestion;
static const tessera_reflect_model model_affected_team;
static const tessera_reflect_model model_affected_asset;
static const tessera_reflect_model model_proposal;
static const tessera_reflect_model model_publish_result;
static const tessera_reflect_model model_asset_contracts_query;
static const tessera_reflect_model model_contract_list_query;
static const tessera_reflect_model model_contract_history_query;
static const tessera_reflect_model model_contract_history_entry;
static const tessera_reflect_model model_contract_history;
static const tessera_reflect_model model_contract_diff_query;
static const tessera_reflect_model model_contract_diff;
static const tessera_reflect_model model_version_request;
static const tessera_reflect_model model_contract_summary;
static const tessera_reflect_model model_compare_result;
static const tessera_reflect_model model_guarantees_update;
static const tessera_reflect_model model_registration;
static const tessera_reflect_model model_registration_update;
static const tessera_reflect_model model_schema_to_check;
static const tessera_reflect_model model_schema_validity;
static const tessera_reflect_model model_bulk_contract;
static const tessera_reflect_model model_bulk_publish_item;
static const tessera_reflect_model model_bulk_publish_result;
static const tessera_reflect_model model_bulk_registration;
static const tessera_reflect_model model_bulk_registrations;
static const tessera_reflect_model model_bulk_assets;
static const tessera_reflect_model model_bulk_item;
static const tessera_reflect_model model_bulk_result;

static const tessera_reflect_field fields_page_query[] = {
    {"limit", "limit", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_page_query, limit), 5, 5, 1, INT64_MIN, NULL, NULL, "100", "Most entries in the reply"},
    {"offset", "offset", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_page_query, offset), 6, 6, 0, INT64_MIN, NULL, NULL, NULL, "Entries to skip"},
};
static const tessera_reflect_model model_page_query = {"page_query", "tessera_page_query", "PageQuery", sizeof(tessera_page_query), 2, fields_page_query, "Paging"};
static const tessera_reflect_field fields_health_part[] = {
    {"status", "status", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_health_part, status), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "healthy or unhealthy"},
    {"latency_ms", "latency_ms", TESSERA_KIND_NUMBER, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_health_part, latency_ms), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Milliseconds that a trivial query took; null when it failed"},
};
static const tessera_reflect_model model_health_part = {"health_check", "tessera_health_part", "HealthCheck", sizeof(tessera_health_part), 2, fields_health_part, "State of one part of the server"};
static const tessera_reflect_field fields_health_checks[] = {
    {"database", "database", TESSERA_KIND_RECORD, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_health_checks, database), 8, 8, INT64_MIN, INT64_MIN, NULL, &model_health_part, NULL, "The database"},
};
static const tessera_reflect_model model_health_checks = {"health_checks", "tessera_health_checks", "HealthChecks", sizeof(tessera_health_checks), 1, fields_health_checks, "States of the parts of the server"};
static const tessera_reflect_field fields_health[] = {
    {"status", "status", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_health, status), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "healthy or degraded"},
    {"version", "version", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_health, version), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version of the API"},
    {"uptime_seconds", "uptime_seconds", TESSERA_KIND_NUMBER, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_health, uptime_seconds), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Seconds since the start, to a tenth"},
    {"checks", "checks", TESSERA_KIND_RECORD, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_health, checks), 6, 6, INT64_MIN, INT64_MIN, NULL, &model_health_checks, NULL, "State of each part"},
};
static const tessera_reflect_model model_health = {"health", "tessera_health", "Health", sizeof(tessera_health), 4, fields_health, "State of the server"};
static const tessera_reflect_field fields_readiness[] = {
    {"status", "status", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_readiness, status), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "ready or not_ready"},
    {"database", "database", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_readiness, database), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether the database answers"},
};
static const tessera_reflect_model model_readiness = {"health_ready", "tessera_readiness", "HealthReady", sizeof(tessera_readiness), 2, fields_readiness, "Whether the server can answer requests"};
static const tessera_reflect_field fields_liveness[] = {
    {"status", "status", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_liveness, status), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "alive"},
};
static const tessera_reflect_model model_liveness = {"health_live", "tessera_liveness", "HealthLive", sizeof(tessera_liveness), 1, fields_liveness, "Whether the server runs"};
static const tessera_reflect_field fields_team[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_team, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"name", "name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_team, name), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name, unique among active teams"},
    {"description", "description", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_team, description), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What the team is about"},
    {"metadata", "metadata", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_team, metadata), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Free data of the team's own"},
    {"created_at", "created_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_team, created_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was created"},
    {"updated_at", "updated_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 5, offsetof(tessera_team, updated_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it last changed"},
    {"asset_count", "asset_count", TESSERA_KIND_INT, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 6, offsetof(tessera_team, asset_count), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Active assets that it owns; in lists"},
};
static const tessera_reflect_model model_team = {"team", "tessera_team", "Team", sizeof(tessera_team), 7, fields_team, "A team: owns assets, publishes and consumes contracts"};
static const tessera_reflect_field fields_team_create[] = {
    {"name", "name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_team_create, name), 4, 4, 1, INT64_MIN, NULL, NULL, NULL, "Letters, digits, underscores, hyphens and spaces; starts and ends with a letter or digit"},
    {"metadata", "metadata", TESSERA_KIND_OBJECT, 0, TESSERA_PLACE_BODY, 1, offsetof(tessera_team_create, metadata), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Free data"},
    {"description", "description", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_team_create, description), 11, 11, INT64_MIN, 2000, NULL, NULL, NULL, "What the team is about"},
};
static const tessera_reflect_model model_team_create = {"team_create", "tessera_team_create", "TeamCreate", sizeof(tessera_team_create), 3, fields_team_create, "A new team"};
static const tessera_reflect_field fields_team_update[] = {
    {"name", "name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 0, offsetof(tessera_team_update, name), 4, 4, 1, INT64_MIN, NULL, NULL, NULL, "New name"},
    {"metadata", "metadata", TESSERA_KIND_OBJECT, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_team_update, metadata), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Replaces the whole map"},
    {"description", "description", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_team_update, description), 11, 11, INT64_MIN, 2000, NULL, NULL, NULL, "New description"},
};
static const tessera_reflect_model model_team_update = {"team_update", "tessera_team_update", "TeamUpdate", sizeof(tessera_team_update), 3, fields_team_update, "Changes of a team; what is absent or null stays"};
static const tessera_reflect_field fields_team_list_query[] = {
    {"limit", "limit", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_team_list_query, limit), 5, 5, 1, INT64_MIN, NULL, NULL, "100", "Most entries in the reply"},
    {"offset", "offset", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_team_list_query, offset), 6, 6, 0, INT64_MIN, NULL, NULL, NULL, "Entries to skip"},
    {"name", "name", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 2, offsetof(tessera_team_list_query, name), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name contains, any case; % and _ are wildcards"},
};
static const tessera_reflect_model model_team_list_query = {"team_list_query", "tessera_team_list_query", "TeamListQuery", sizeof(tessera_team_list_query), 3, fields_team_list_query, "Filters of the list of teams"};
static const tessera_reflect_field fields_team_delete_query[] = {
    {"force", "force", TESSERA_KIND_BOOL, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_team_delete_query, force), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Delete it although it owns assets"},
};
static const tessera_reflect_model model_team_delete_query = {"team_delete_query", "tessera_team_delete_query", "TeamDeleteQuery", sizeof(tessera_team_delete_query), 1, fields_team_delete_query, "How to delete a team"};
static const tessera_reflect_field fields_team_reference[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_team_reference, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"name", "name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_team_reference, name), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name"},
};
static const tessera_reflect_model model_team_reference = {"team_reference", "tessera_team_reference", "TeamReference", sizeof(tessera_team_reference), 2, fields_team_reference, "A team in short"};
static const tessera_reflect_field fields_reassign_assets[] = {
    {"target_team_id", "target_team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_reassign_assets, target_team_id), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The new owner team"},
    {"asset_ids", "asset_ids", TESSERA_KIND_IDS, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_reassign_assets, asset_ids), 9, 9, INT64_MIN, 10000, NULL, NULL, NULL, "The assets; absent or empty: all of the team's"},
};
static const tessera_reflect_model model_reassign_assets = {"reassign_assets", "tessera_reassign_assets", "ReassignAssets", sizeof(tessera_reassign_assets), 2, fields_reassign_assets, "Which assets go to which team"};
static const tessera_reflect_field fields_reassign_result[] = {
    {"reassigned", "reassigned", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_reassign_result, reassigned), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "How many assets moved"},
    {"source_team", "source_team", TESSERA_KIND_RECORD, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_reassign_result, source_team), 11, 11, INT64_MIN, INT64_MIN, NULL, &model_team_reference, NULL, "The former owner"},
    {"target_team", "target_team", TESSERA_KIND_RECORD, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_reassign_result, target_team), 11, 11, INT64_MIN, INT64_MIN, NULL, &model_team_reference, NULL, "The new owner"},
    {"asset_ids", "asset_ids", TESSERA_KIND_IDS, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 3, offsetof(tessera_reassign_result, asset_ids), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The assets that moved; absent when none did"},
};
static const tessera_reflect_model model_reassign_result = {"reassign_result", "tessera_reassign_result", "ReassignResult", sizeof(tessera_reassign_result), 4, fields_reassign_result, "What was reassigned"};
static const tessera_reflect_field fields_user[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_user, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"username", "username", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_user, username), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Login name, lower case"},
    {"email", "email", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_user, email), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "E-mail address, lower case"},
    {"name", "name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_user, name), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name for people"},
    {"user_type", "user_type", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_user, user_type), 9, 9, INT64_MIN, INT64_MIN, &enum_user_type, NULL, NULL, "Person or program"},
    {"role", "role", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_user, role), 4, 4, INT64_MIN, INT64_MIN, &enum_user_role, NULL, NULL, "Rights in browser sessions"},
    {"team_id", "team_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 6, offsetof(tessera_user, team_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Team"},
    {"metadata", "metadata", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 7, offsetof(tessera_user, metadata), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Free data"},
    {"notification_preferences", "notification_preferences", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 8, offsetof(tessera_user, notification_preferences), 24, 24, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Free data on notifications"},
    {"created_at", "created_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 9, offsetof(tessera_user, created_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was created"},
    {"updated_at", "updated_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 10, offsetof(tessera_user, updated_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it last changed"},
    {"deactivated_at", "deactivated_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 11, offsetof(tessera_user, deactivated_at), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was deactivated"},
    {"team_name", "team_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 12, offsetof(tessera_user, team_name), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the team"},
    {"asset_count", "asset_count", TESSERA_KIND_INT, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 13, offsetof(tessera_user, asset_count), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Active assets that it owns; in lists"},
};
static const tessera_reflect_model model_user = {"user", "tessera_user", "User", sizeof(tessera_user), 14, fields_user, "A person or a program"};
static const tessera_reflect_field fields_user_create[] = {
    {"username", "username", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_user_create, username), 8, 8, 1, 255, NULL, NULL, NULL, "Starts with a letter, ends with a letter or digit; dots, underscores and hyphens inside"},
    {"name", "name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_user_create, name), 4, 4, 1, 255, NULL, NULL, NULL, "ASCII letters, spaces, hyphens and apostrophes"},
    {"email", "email", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_user_create, email), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "E-mail address"},
    {"user_type", "user_type", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_BODY, 3, offsetof(tessera_user_create, user_type), 9, 9, INT64_MIN, INT64_MIN, &enum_user_type, NULL, NULL, "Person or program"},
    {"role", "role", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_BODY, 4, offsetof(tessera_user_create, role), 4, 4, INT64_MIN, INT64_MIN, &enum_user_role, NULL, NULL, "Rights in browser sessions"},
    {"team_id", "team_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 5, offsetof(tessera_user_create, team_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Team"},
    {"password", "password", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE | TESSERA_FLAG_SECRET, TESSERA_PLACE_BODY, 6, offsetof(tessera_user_create, password), 8, 8, 8, 128, NULL, NULL, NULL, "Password, for people only"},
    {"metadata", "metadata", TESSERA_KIND_OBJECT, 0, TESSERA_PLACE_BODY, 7, offsetof(tessera_user_create, metadata), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Free data"},
};
static const tessera_reflect_model model_user_create = {"user_create", "tessera_user_create", "UserCreate", sizeof(tessera_user_create), 8, fields_user_create, "A new user"};
static const tessera_reflect_field fields_user_update[] = {
    {"username", "username", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 0, offsetof(tessera_user_update, username), 8, 8, 1, 255, NULL, NULL, NULL, "New login name"},
    {"name", "name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_user_update, name), 4, 4, 1, 255, NULL, NULL, NULL, "New name"},
    {"email", "email", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_user_update, email), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "New e-mail address"},
    {"user_type", "user_type", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_user_update, user_type), 9, 9, INT64_MIN, INT64_MIN, &enum_user_type, NULL, NULL, "Person or program; a program loses its password"},
    {"role", "role", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_user_update, role), 4, 4, INT64_MIN, INT64_MIN, &enum_user_role, NULL, NULL, "Rights in browser sessions"},
    {"team_id", "team_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 5, offsetof(tessera_user_update, team_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "New team"},
    {"password", "password", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE | TESSERA_FLAG_SECRET, TESSERA_PLACE_BODY, 6, offsetof(tessera_user_update, password), 8, 8, 8, 128, NULL, NULL, NULL, "New password"},
    {"metadata", "metadata", TESSERA_KIND_OBJECT, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 7, offsetof(tessera_user_update, metadata), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Replaces the whole map"},
    {"notification_preferences", "notification_preferences", TESSERA_KIND_OBJECT, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 8, offsetof(tessera_user_update, notification_preferences), 24, 24, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Replaces the whole map"},
};
static const tessera_reflect_model model_user_update = {"user_update", "tessera_user_update", "UserUpdate", sizeof(tessera_user_update), 9, fields_user_update, "Changes of a user; what is absent or null stays"};
static const tessera_reflect_field fields_user_list_query[] = {
    {"limit", "limit", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_user_list_query, limit), 5, 5, 1, INT64_MIN, NULL, NULL, "100", "Most entries in the reply"},
    {"offset", "offset", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_user_list_query, offset), 6, 6, 0, INT64_MIN, NULL, NULL, NULL, "Entries to skip"},
    {"team_id", "team_id", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 2, offsetof(tessera_user_list_query, team_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Team"},
    {"username", "username", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 3, offsetof(tessera_user_list_query, username), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Username contains, any case"},
    {"email", "email", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 4, offsetof(tessera_user_list_query, email), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "E-mail address contains, any case"},
    {"name", "name", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 5, offsetof(tessera_user_list_query, name), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name contains, any case"},
    {"user_type", "user_type", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_QUERY, 6, offsetof(tessera_user_list_query, user_type), 9, 9, INT64_MIN, INT64_MIN, &enum_user_type, NULL, NULL, "Person or program"},
    {"include_deactivated", "include_deactivated", TESSERA_KIND_BOOL, 0, TESSERA_PLACE_QUERY, 7, offsetof(tessera_user_list_query, include_deactivated), 19, 19, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Deactivated users too"},
};
static const tessera_reflect_model model_user_list_query = {"user_list_query", "tessera_user_list_query", "UserListQuery", sizeof(tessera_user_list_query), 8, fields_user_list_query, "Filters of the list of users"};
static const tessera_reflect_field fields_asset[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_asset, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"fqn", "fqn", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_asset, fqn), 3, 3, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Fully qualified name, unique in its environment among active assets"},
    {"description", "description", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_asset, description), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What it holds"},
    {"owner_team_id", "owner_team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_asset, owner_team_id), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Owner team"},
    {"owner_user_id", "owner_user_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_asset, owner_user_id), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Owner within the team"},
    {"service_id", "service_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 5, offsetof(tessera_asset, service_id), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Service that it belongs to"},
    {"environment", "environment", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_asset, environment), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Environment"},
    {"resource_type", "resource_type", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 7, offsetof(tessera_asset, resource_type), 13, 13, INT64_MIN, INT64_MIN, &enum_resource_type, NULL, NULL, "Kind"},
    {"guarantee_mode", "guarantee_mode", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 8, offsetof(tessera_asset, guarantee_mode), 14, 14, INT64_MIN, INT64_MIN, &enum_guarantee_mode, NULL, NULL, "How changes of guarantees are treated"},
    {"semver_mode", "semver_mode", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 9, offsetof(tessera_asset, semver_mode), 11, 11, INT64_MIN, INT64_MIN, &enum_semver_mode, NULL, NULL, "Who chooses versions"},
    {"metadata", "metadata", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 10, offsetof(tessera_asset, metadata), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Free data"},
    {"tags", "tags", TESSERA_KIND_STRINGS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 11, offsetof(tessera_asset, tags), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Tags"},
    {"created_at", "created_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 12, offsetof(tessera_asset, created_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was created"},
    {"updated_at", "updated_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 13, offsetof(tessera_asset, updated_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it last changed"},
    {"owner_team_name", "owner_team_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 14, offsetof(tessera_asset, owner_team_name), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the owner team"},
    {"owner_user_name", "owner_user_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 15, offsetof(tessera_asset, owner_user_name), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the owner user"},
    {"owner_user_email", "owner_user_email", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 16, offsetof(tessera_asset, owner_user_email), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "E-mail address of the owner user"},
    {"service_name", "service_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 17, offsetof(tessera_asset, service_name), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the service"},
    {"repo_id", "repo_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 18, offsetof(tessera_asset, repo_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Repository of the service"},
    {"repo_name", "repo_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 19, offsetof(tessera_asset, repo_name), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the repository"},
    {"active_contract_version", "active_contract_version", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE | TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 20, offsetof(tessera_asset, active_contract_version), 23, 23, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version of the active contract; in lists"},
};
static const tessera_reflect_model model_asset = {"asset", "tessera_asset", "Asset", sizeof(tessera_asset), 21, fields_asset, "A thing that contracts describe: a table, an endpoint, a method"};
static const tessera_reflect_field fields_asset_create[] = {
    {"fqn", "fqn", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_asset_create, fqn), 3, 3, 3, INT64_MIN, NULL, NULL, NULL, "Two or more dot-separated segments of letters, digits and underscores, none starting with a digit"},
    {"owner_team_id", "owner_team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_asset_create, owner_team_id), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Owner team"},
    {"description", "description", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_asset_create, description), 11, 11, INT64_MIN, 2000, NULL, NULL, NULL, "What it holds"},
    {"metadata", "metadata", TESSERA_KIND_OBJECT, 0, TESSERA_PLACE_BODY, 3, offsetof(tessera_asset_create, metadata), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Free data"},
    {"owner_user_id", "owner_user_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_asset_create, owner_user_id), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Owner user, a member of the owner team"},
    {"environment", "environment", TESSERA_KIND_STRING, 0, TESSERA_PLACE_BODY, 5, offsetof(tessera_asset_create, environment), 11, 11, 1, 50, NULL, NULL, NULL, "Environment; the server's default is usually production"},
    {"resource_type", "resource_type", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_BODY, 6, offsetof(tessera_asset_create, resource_type), 13, 13, INT64_MIN, INT64_MIN, &enum_resource_type, NULL, NULL, "Kind"},
    {"guarantee_mode", "guarantee_mode", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_BODY, 7, offsetof(tessera_asset_create, guarantee_mode), 14, 14, INT64_MIN, INT64_MIN, &enum_guarantee_mode, NULL, NULL, "How changes of guarantees are treated"},
    {"semver_mode", "semver_mode", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_BODY, 8, offsetof(tessera_asset_create, semver_mode), 11, 11, INT64_MIN, INT64_MIN, &enum_semver_mode, NULL, NULL, "Who chooses versions"},
    {"tags", "tags", TESSERA_KIND_STRINGS, 0, TESSERA_PLACE_BODY, 9, offsetof(tessera_asset_create, tags), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Tags; order and duplicates are kept"},
};
static const tessera_reflect_model model_asset_create = {"asset_create", "tessera_asset_create", "AssetCreate", sizeof(tessera_asset_create), 10, fields_asset_create, "A new asset"};
static const tessera_reflect_field fields_asset_update[] = {
    {"fqn", "fqn", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 0, offsetof(tessera_asset_update, fqn), 3, 3, 1, INT64_MIN, NULL, NULL, NULL, "New name"},
    {"owner_team_id", "owner_team_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_asset_update, owner_team_id), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "New owner team"},
    {"description", "description", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_asset_update, description), 11, 11, INT64_MIN, 2000, NULL, NULL, NULL, "New description"},
    {"metadata", "metadata", TESSERA_KIND_OBJECT, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_asset_update, metadata), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Replaces the whole map"},
    {"owner_user_id", "owner_user_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_asset_update, owner_user_id), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "New owner user"},
    {"environment", "environment", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 5, offsetof(tessera_asset_update, environment), 11, 11, 1, 50, NULL, NULL, NULL, "New environment"},
    {"resource_type", "resource_type", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 6, offsetof(tessera_asset_update, resource_type), 13, 13, INT64_MIN, INT64_MIN, &enum_resource_type, NULL, NULL, "Kind"},
    {"guarantee_mode", "guarantee_mode", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 7, offsetof(tessera_asset_update, guarantee_mode), 14, 14, INT64_MIN, INT64_MIN, &enum_guarantee_mode, NULL, NULL, "How changes of guarantees are treated"},
    {"semver_mode", "semver_mode", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 8, offsetof(tessera_asset_update, semver_mode), 11, 11, INT64_MIN, INT64_MIN, &enum_semver_mode, NULL, NULL, "Who chooses versions"},
    {"tags", "tags", TESSERA_KIND_STRINGS, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 9, offsetof(tessera_asset_update, tags), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Replaces the whole list"},
};
static const tessera_reflect_model model_asset_update = {"asset_update", "tessera_asset_update", "AssetUpdate", sizeof(tessera_asset_update), 10, fields_asset_update, "Changes of an asset; what is absent or null stays"};
static const tessera_reflect_field fields_asset_match[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_asset_match, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"fqn", "fqn", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_asset_match, fqn), 3, 3, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Fully qualified name"},
    {"owner_team_id", "owner_team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_asset_match, owner_team_id), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Owner team"},
    {"owner_team_name", "owner_team_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_asset_match, owner_team_name), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the owner team"},
    {"environment", "environment", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_asset_match, environment), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Environment"},
};
static const tessera_reflect_model model_asset_match = {"asset_match", "tessera_asset_match", "AssetMatch", sizeof(tessera_asset_match), 5, fields_asset_match, "An asset that a search found"};
static const tessera_reflect_field fields_bulk_assign[] = {
    {"asset_ids", "asset_ids", TESSERA_KIND_IDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_bulk_assign, asset_ids), 9, 9, 1, 10000, NULL, NULL, NULL, "The assets"},
    {"owner_user_id", "owner_user_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_bulk_assign, owner_user_id), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The owner user; null or absent: none"},
};
static const tessera_reflect_model model_bulk_assign = {"bulk_assign", "tessera_bulk_assign", "BulkAssign", sizeof(tessera_bulk_assign), 2, fields_bulk_assign, "Which assets get which owner user"};
static const tessera_reflect_field fields_bulk_assign_result[] = {
    {"updated", "updated", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_bulk_assign_result, updated), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "How many distinct assets were updated"},
    {"not_found", "not_found", TESSERA_KIND_IDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_bulk_assign_result, not_found), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Ids of no active asset, as requested"},
    {"owner_user_id", "owner_user_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_bulk_assign_result, owner_user_id), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The owner user"},
};
static const tessera_reflect_model model_bulk_assign_result = {"bulk_assign_result", "tessera_bulk_assign_result", "BulkAssignResult", sizeof(tessera_bulk_assign_result), 3, fields_bulk_assign_result, "What was assigned"};
static const tessera_reflect_field fields_asset_context_query[] = {
    {"fqn", "fqn", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_QUERY, 0, offsetof(tessera_asset_context_query, fqn), 3, 3, 1, INT64_MIN, NULL, NULL, NULL, "Fully qualified name, exact"},
    {"environment", "environment", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_asset_context_query, environment), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Environment, where several have the name"},
};
static const tessera_reflect_model model_asset_context_query = {"asset_context_query", "tessera_asset_context_query", "AssetContextQuery", sizeof(tessera_asset_context_query), 2, fields_asset_context_query, "Which asset"};
static const tessera_reflect_field fields_context_asset[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_context_asset, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"fqn", "fqn", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_context_asset, fqn), 3, 3, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Fully qualified name"},
    {"description", "description", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_context_asset, description), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What it holds"},
    {"tags", "tags", TESSERA_KIND_STRINGS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_context_asset, tags), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Tags"},
    {"resource_type", "resource_type", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_context_asset, resource_type), 13, 13, INT64_MIN, INT64_MIN, &enum_resource_type, NULL, NULL, "Kind"},
    {"environment", "environment", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_context_asset, environment), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Environment"},
    {"owner_team_id", "owner_team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_context_asset, owner_team_id), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Owner team"},
    {"owner_team_name", "owner_team_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 7, offsetof(tessera_context_asset, owner_team_name), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the owner team"},
    {"owner_user_id", "owner_user_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 8, offsetof(tessera_context_asset, owner_user_id), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Owner user"},
    {"compatibility_mode", "compatibility_mode", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 9, offsetof(tessera_context_asset, compatibility_mode), 18, 18, INT64_MIN, INT64_MIN, &enum_compatibility_mode, NULL, NULL, "Mode of the current contract"},
    {"guarantee_mode", "guarantee_mode", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 10, offsetof(tessera_context_asset, guarantee_mode), 14, 14, INT64_MIN, INT64_MIN, &enum_guarantee_mode, NULL, NULL, "How changes of guarantees are treated"},
};
static const tessera_reflect_model model_context_asset = {"context_asset", "tessera_context_asset", "ContextAsset", sizeof(tessera_context_asset), 11, fields_context_asset, "The asset of a context"};
static const tessera_reflect_field fields_context_contract[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_context_contract, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"version", "version", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_context_contract, version), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version"},
    {"schema", "schema", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_context_contract, schema), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "JSON Schema"},
    {"schema_def", "schema_def", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_context_contract, schema_def), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The same JSON Schema"},
    {"field_descriptions", "field_descriptions", TESSERA_KIND_TEXTMAP, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_context_contract, field_descriptions), 18, 18, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Path to description"},
    {"field_tags", "field_tags", TESSERA_KIND_LISTMAP, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_context_contract, field_tags), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Path to tags"},
    {"guarantees", "guarantees", TESSERA_KIND_OBJECT, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 6, offsetof(tessera_context_contract, guarantees), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Guarantees"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 7, offsetof(tessera_context_contract, status), 6, 6, INT64_MIN, INT64_MIN, &enum_contract_status, NULL, NULL, "State"},
    {"published_at", "published_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 8, offsetof(tessera_context_contract, published_at), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was published"},
};
static const tessera_reflect_model model_context_contract = {"context_contract", "tessera_context_contract", "ContextContract", sizeof(tessera_context_contract), 9, fields_context_contract, "The current contract of a context"};
static const tessera_reflect_field fields_context_consumer[] = {
    {"registration_id", "registration_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_context_consumer, registration_id), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Registration"},
    {"consumer_team_id", "consumer_team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_context_consumer, consumer_team_id), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Consumer team"},
    {"consumer_team_name", "consumer_team_name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_context_consumer, consumer_team_name), 18, 18, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name"},
    {"pinned_version", "pinned_version", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_context_consumer, pinned_version), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version that it stays on"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_context_consumer, status), 6, 6, INT64_MIN, INT64_MIN, &enum_registration_status, NULL, NULL, "State"},
    {"registered_at", "registered_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_context_consumer, registered_at), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it registered"},
};
static const tessera_reflect_model model_context_consumer = {"context_consumer", "tessera_context_consumer", "ContextConsumer", sizeof(tessera_context_consumer), 6, fields_context_consumer, "A consumer of a context's asset"};
static const tessera_reflect_field fields_context_dependency[] = {
    {"asset_id", "asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_context_dependency, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The other asset"},
    {"fqn", "fqn", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_context_dependency, fqn), 3, 3, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name"},
    {"resource_type", "resource_type", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_context_dependency, resource_type), 13, 13, INT64_MIN, INT64_MIN, &enum_resource_type, NULL, NULL, "Its kind"},
    {"dependency_type", "dependency_type", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_context_dependency, dependency_type), 15, 15, INT64_MIN, INT64_MIN, &enum_dependency_type, NULL, NULL, "How the one uses the other"},
};
static const tessera_reflect_model model_context_dependency = {"context_dependency", "tessera_context_dependency", "ContextDependency", sizeof(tessera_context_dependency), 4, fields_context_dependency, "A neighbour of a context's asset"};
static const tessera_reflect_field fields_context_proposal[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_context_proposal, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"change_type", "change_type", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_context_proposal, change_type), 11, 11, INT64_MIN, INT64_MIN, &enum_change_type, NULL, NULL, "Size of the change"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_context_proposal, status), 6, 6, INT64_MIN, INT64_MIN, &enum_proposal_status, NULL, NULL, "State"},
    {"proposed_at", "proposed_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_context_proposal, proposed_at), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was proposed"},
    {"breaking_changes_count", "breaking_changes_count", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_context_proposal, breaking_changes_count), 22, 22, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "How many changes are breaking"},
};
static const tessera_reflect_model model_context_proposal = {"context_proposal", "tessera_context_proposal", "ContextProposal", sizeof(tessera_context_proposal), 5, fields_context_proposal, "A pending proposal of a context's asset"};
static const tessera_reflect_field fields_context_audit[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_context_audit, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_context_audit, status), 6, 6, INT64_MIN, INT64_MIN, &enum_audit_run_status, NULL, NULL, "Outcome"},
    {"guarantees_checked", "guarantees_checked", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_context_audit, guarantees_checked), 18, 18, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Guarantees checked"},
    {"guarantees_passed", "guarantees_passed", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_context_audit, guarantees_passed), 17, 17, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Guarantees that held"},
    {"guarantees_failed", "guarantees_failed", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_context_audit, guarantees_failed), 17, 17, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Guarantees that were violated"},
    {"triggered_by", "triggered_by", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_context_audit, triggered_by), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What ran the checks"},
    {"run_at", "run_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_context_audit, run_at), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When they ran"},
};
static const tessera_reflect_model model_context_audit = {"context_audit", "tessera_context_audit", "ContextAudit", sizeof(tessera_context_audit), 7, fields_context_audit, "A run of quality checks of a context's asset"};
static const tessera_reflect_field fields_asset_context[] = {
    {"asset", "asset", TESSERA_KIND_RECORD, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_asset_context, asset), 5, 5, INT64_MIN, INT64_MIN, NULL, &model_context_asset, NULL, "The asset"},
    {"current_contract", "current_contract", TESSERA_KIND_RECORD, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_asset_context, current_contract), 16, 16, INT64_MIN, INT64_MIN, NULL, &model_context_contract, NULL, "The active contract published last"},
    {"consumers", "consumers", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_asset_context, consumers), 9, 9, INT64_MIN, INT64_MIN, NULL, &model_context_consumer, NULL, "Active registrations on active contracts"},
    {"upstream_dependencies", "upstream_dependencies", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_asset_context, upstream_dependencies), 21, 21, INT64_MIN, INT64_MIN, NULL, &model_context_dependency, NULL, "Assets that it uses"},
    {"downstream_dependents", "downstream_dependents", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_asset_context, downstream_dependents), 21, 21, INT64_MIN, INT64_MIN, NULL, &model_context_dependency, NULL, "Assets that use it"},
    {"active_proposals", "active_proposals", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_asset_context, active_proposals), 16, 16, INT64_MIN, INT64_MIN, NULL, &model_context_proposal, NULL, "Pending proposals, newest first"},
    {"recent_audits", "recent_audits", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_asset_context, recent_audits), 13, 13, INT64_MIN, INT64_MIN, NULL, &model_context_audit, NULL, "Up to five runs of quality checks, newest first"},
    {"contract_history_count", "contract_history_count", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 7, offsetof(tessera_asset_context, contract_history_count), 22, 22, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Contracts in any state"},
};
static const tessera_reflect_model model_asset_context = {"asset_context", "tessera_asset_context", "AssetContext", sizeof(tessera_asset_context), 8, fields_asset_context, "All that is known of one asset"};
static const tessera_reflect_field fields_search_query[] = {
    {"q", "q", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_QUERY, 0, offsetof(tessera_search_query, q), 1, 1, 1, 100, NULL, NULL, NULL, "Text to find, any case"},
    {"limit", "limit", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_search_query, limit), 5, 5, 1, 50, NULL, NULL, NULL, "Most results of each kind"},
    {"types", "types", TESSERA_KIND_ENUMS, 0, TESSERA_PLACE_QUERY, 2, offsetof(tessera_search_query, types), 5, 5, INT64_MIN, INT64_MIN, &enum_search_kind, NULL, NULL, "Kinds to search; absent: all"},
    {"tags", "tags", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 3, offsetof(tessera_search_query, tags), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Comma-separated tags, all of which an asset must carry"},
    {"resource_type", "resource_type", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_QUERY, 4, offsetof(tessera_search_query, resource_type), 13, 13, INT64_MIN, INT64_MIN, &enum_resource_type, NULL, NULL, "Kind of asset"},
    {"team", "team", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 5, offsetof(tessera_search_query, team), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of an asset's owner team, any case"},
};
static const tessera_reflect_model model_search_query = {"search_query", "tessera_search_query", "SearchQuery", sizeof(tessera_search_query), 6, fields_search_query, "What to search for"};
static const tessera_reflect_field fields_search_team[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_search_team, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"name", "name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_search_team, name), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name"},
    {"type", "type", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_search_team, type), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "team"},
};
static const tessera_reflect_model model_search_team = {"search_team", "tessera_search_team", "SearchTeam", sizeof(tessera_search_team), 3, fields_search_team, "A team that was found"};
static const tessera_reflect_field fields_search_user[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_search_user, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"name", "name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_search_user, name), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name"},
    {"team_id", "team_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_search_user, team_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Team"},
    {"type", "type", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_search_user, type), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "user"},
};
static const tessera_reflect_model model_search_user = {"search_user", "tessera_search_user", "SearchUser", sizeof(tessera_search_user), 4, fields_search_user, "A user that was found"};
static const tessera_reflect_field fields_search_asset[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_search_asset, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"fqn", "fqn", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_search_asset, fqn), 3, 3, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Fully qualified name"},
    {"resource_type", "resource_type", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_search_asset, resource_type), 13, 13, INT64_MIN, INT64_MIN, &enum_resource_type, NULL, NULL, "Kind"},
    {"type", "type", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_search_asset, type), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "asset"},
};
static const tessera_reflect_model model_search_asset = {"search_asset", "tessera_search_asset", "SearchAsset", sizeof(tessera_search_asset), 4, fields_search_asset, "An asset that was found"};
static const tessera_reflect_field fields_search_contract[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_search_contract, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"version", "version", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_search_contract, version), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version"},
    {"asset_id", "asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_search_contract, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_search_contract, status), 6, 6, INT64_MIN, INT64_MIN, &enum_contract_status, NULL, NULL, "State"},
    {"type", "type", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_search_contract, type), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "contract"},
};
static const tessera_reflect_model model_search_contract = {"search_contract", "tessera_search_contract", "SearchContract", sizeof(tessera_search_contract), 5, fields_search_contract, "A contract that was found"};
static const tessera_reflect_field fields_search_results[] = {
    {"teams", "teams", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_search_results, teams), 5, 5, INT64_MIN, INT64_MIN, NULL, &model_search_team, NULL, "Teams"},
    {"users", "users", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_search_results, users), 5, 5, INT64_MIN, INT64_MIN, NULL, &model_search_user, NULL, "Users"},
    {"assets", "assets", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_search_results, assets), 6, 6, INT64_MIN, INT64_MIN, NULL, &model_search_asset, NULL, "Assets"},
    {"contracts", "contracts", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_search_results, contracts), 9, 9, INT64_MIN, INT64_MIN, NULL, &model_search_contract, NULL, "Contracts"},
};
static const tessera_reflect_model model_search_results = {"search_results", "tessera_search_results", "SearchResults", sizeof(tessera_search_results), 4, fields_search_results, "What was found, by kind"};
static const tessera_reflect_field fields_search_counts[] = {
    {"teams", "teams", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_search_counts, teams), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Teams"},
    {"users", "users", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_search_counts, users), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Users"},
    {"assets", "assets", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_search_counts, assets), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Assets"},
    {"contracts", "contracts", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_search_counts, contracts), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Contracts"},
    {"total", "total", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_search_counts, total), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "All"},
};
static const tessera_reflect_model model_search_counts = {"search_counts", "tessera_search_counts", "SearchCounts", sizeof(tessera_search_counts), 5, fields_search_counts, "How many results are returned, by kind"};
static const tessera_reflect_field fields_search_reply[] = {
    {"query", "query", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_search_reply, query), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What was searched for"},
    {"results", "results", TESSERA_KIND_RECORD, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_search_reply, results), 7, 7, INT64_MIN, INT64_MIN, NULL, &model_search_results, NULL, "Results by kind"},
    {"counts", "counts", TESSERA_KIND_RECORD, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_search_reply, counts), 6, 6, INT64_MIN, INT64_MIN, NULL, &model_search_counts, NULL, "Numbers of results by kind"},
};
static const tessera_reflect_model model_search_reply = {"search_reply", "tessera_search_reply", "SearchReply", sizeof(tessera_search_reply), 3, fields_search_reply, "Result of a global search"};
static const tessera_reflect_field fields_guarantees[] = {
    {"freshness", "freshness", TESSERA_KIND_OBJECT, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 0, offsetof(tessera_guarantees, freshness), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "How old data may be"},
    {"volume", "volume", TESSERA_KIND_OBJECT, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_guarantees, volume), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "How many rows there are"},
    {"nullability", "nullability", TESSERA_KIND_TEXTMAP, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_guarantees, nullability), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Field to never or allowed"},
    {"accepted_values", "accepted_values", TESSERA_KIND_LISTMAP, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_guarantees, accepted_values), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Field to its accepted values"},
};
static const tessera_reflect_model model_guarantees = {"guarantees", "tessera_guarantees", "Guarantees", sizeof(tessera_guarantees), 4, fields_guarantees, "What a producer promises beyond the schema"};
static const tessera_reflect_field fields_contract[] = {
    {"version", "version", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_contract, version), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version"},
    {"schema_def", "schema_def", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_contract, schema_def), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "JSON Schema"},
    {"schema", "schema", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_contract, schema), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The same JSON Schema"},
    {"schema_format", "schema_format", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_contract, schema_format), 13, 13, INT64_MIN, INT64_MIN, &enum_schema_format, NULL, NULL, "Language in which it was submitted"},
    {"compatibility_mode", "compatibility_mode", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_contract, compatibility_mode), 18, 18, INT64_MIN, INT64_MIN, &enum_compatibility_mode, NULL, NULL, "Which changes are compatible"},
    {"guarantees", "guarantees", TESSERA_KIND_RECORD, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 5, offsetof(tessera_contract, guarantees), 10, 10, INT64_MIN, INT64_MIN, NULL, &model_guarantees, NULL, "Guarantees"},
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_contract, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"asset_id", "asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 7, offsetof(tessera_contract, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset"},
    {"field_descriptions", "field_descriptions", TESSERA_KIND_TEXTMAP, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 8, offsetof(tessera_contract, field_descriptions), 18, 18, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Path to description"},
    {"field_tags", "field_tags", TESSERA_KIND_LISTMAP, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 9, offsetof(tessera_contract, field_tags), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Path to tags"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 10, offsetof(tessera_contract, status), 6, 6, INT64_MIN, INT64_MIN, &enum_contract_status, NULL, NULL, "State"},
    {"published_at", "published_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 11, offsetof(tessera_contract, published_at), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was published"},
    {"published_by", "published_by", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 12, offsetof(tessera_contract, published_by), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Publishing team"},
    {"published_by_user_id", "published_by_user_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 13, offsetof(tessera_contract, published_by_user_id), 20, 20, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Publishing user"},
    {"updated_at", "updated_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 14, offsetof(tessera_contract, updated_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it last changed"},
    {"asset_fqn", "asset_fqn", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE | TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 15, offsetof(tessera_contract, asset_fqn), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the asset"},
    {"publisher_name", "publisher_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE | TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 16, offsetof(tessera_contract, publisher_name), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the publishing team"},
    {"published_by_team_name", "published_by_team_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE | TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 17, offsetof(tessera_contract, published_by_team_name), 22, 22, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the publishing team"},
    {"published_by_user_name", "published_by_user_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE | TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 18, offsetof(tessera_contract, published_by_user_name), 22, 22, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the publishing user"},
};
static const tessera_reflect_model model_contract = {"contract", "tessera_contract", "Contract", sizeof(tessera_contract), 19, fields_contract, "A published version of an asset's schema"};
static const tessera_reflect_field fields_breaking_change[] = {
    {"type", "type", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_breaking_change, type), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Kind of change"},
    {"path", "path", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_breaking_change, path), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Where"},
    {"message", "message", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_breaking_change, message), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What changed, for people"},
    {"old_value", "old_value", TESSERA_KIND_ANY, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_breaking_change, old_value), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Before"},
    {"new_value", "new_value", TESSERA_KIND_ANY, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_breaking_change, new_value), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "After"},
};
static const tessera_reflect_model model_breaking_change = {"breaking_change", "tessera_breaking_change", "BreakingChange", sizeof(tessera_breaking_change), 5, fields_breaking_change, "One change between two schemas"};
static const tessera_reflect_field fields_version_suggestion[] = {
    {"suggested_version", "suggested_version", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_version_suggestion, suggested_version), 17, 17, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The version"},
    {"current_version", "current_version", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_version_suggestion, current_version), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version of the active contract"},
    {"change_type", "change_type", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_version_suggestion, change_type), 11, 11, INT64_MIN, INT64_MIN, &enum_change_type, NULL, NULL, "Size of the change"},
    {"reason", "reason", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_version_suggestion, reason), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Why, for people"},
    {"is_first_contract", "is_first_contract", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_version_suggestion, is_first_contract), 17, 17, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether the asset has no contract yet"},
    {"breaking_changes", "breaking_changes", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_version_suggestion, breaking_changes), 16, 16, INT64_MIN, INT64_MIN, NULL, &model_breaking_change, NULL, "Incompatible changes"},
};
static const tessera_reflect_model model_version_suggestion = {"version_suggestion", "tessera_version_suggestion", "VersionSuggestion", sizeof(tessera_version_suggestion), 6, fields_version_suggestion, "Which version a schema should get"};
static const tessera_reflect_field fields_affected_team[] = {
    {"team_id", "team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_affected_team, team_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Team"},
    {"team_name", "team_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_affected_team, team_name), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name"},
    {"assets", "assets", TESSERA_KIND_IDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_affected_team, assets), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its assets"},
};
static const tessera_reflect_model model_affected_team = {"affected_team", "tessera_affected_team", "AffectedTeam", sizeof(tessera_affected_team), 3, fields_affected_team, "A team whose assets a proposal touches"};
static const tessera_reflect_field fields_affected_asset[] = {
    {"asset_id", "asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_affected_asset, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset"},
    {"asset_fqn", "asset_fqn", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_affected_asset, asset_fqn), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name"},
    {"owner_team_id", "owner_team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_affected_asset, owner_team_id), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its owner team"},
    {"owner_team_name", "owner_team_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_affected_asset, owner_team_name), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the owner team"},
    {"owner_user_id", "owner_user_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_affected_asset, owner_user_id), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its owner user"},
    {"owner_user_name", "owner_user_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 5, offsetof(tessera_affected_asset, owner_user_name), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the owner user"},
};
static const tessera_reflect_model model_affected_asset = {"affected_asset", "tessera_affected_asset", "AffectedAsset", sizeof(tessera_affected_asset), 6, fields_affected_asset, "An asset that a proposal touches"};
static const tessera_reflect_field fields_proposal[] = {
    {"proposed_schema", "proposed_schema", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_proposal, proposed_schema), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "JSON Schema"},
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_proposal, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"asset_id", "asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_proposal, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset"},
    {"change_type", "change_type", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_proposal, change_type), 11, 11, INT64_MIN, INT64_MIN, &enum_change_type, NULL, NULL, "Size of the change"},
    {"breaking_changes", "breaking_changes", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_proposal, breaking_changes), 16, 16, INT64_MIN, INT64_MIN, NULL, &model_breaking_change, NULL, "Incompatible changes"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_proposal, status), 6, 6, INT64_MIN, INT64_MIN, &enum_proposal_status, NULL, NULL, "State"},
    {"proposed_by", "proposed_by", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_proposal, proposed_by), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Proposing team"},
    {"proposed_by_user_id", "proposed_by_user_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 7, offsetof(tessera_proposal, proposed_by_user_id), 19, 19, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Proposing user"},
    {"proposed_at", "proposed_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 8, offsetof(tessera_proposal, proposed_at), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was proposed"},
    {"resolved_at", "resolved_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 9, offsetof(tessera_proposal, resolved_at), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was resolved"},
    {"expires_at", "expires_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 10, offsetof(tessera_proposal, expires_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it expires"},
    {"auto_expire", "auto_expire", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 11, offsetof(tessera_proposal, auto_expire), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether it expires by itself"},
    {"updated_at", "updated_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 12, offsetof(tessera_proposal, updated_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it last changed"},
    {"affected_teams", "affected_teams", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 13, offsetof(tessera_proposal, affected_teams), 14, 14, INT64_MIN, INT64_MIN, NULL, &model_affected_team, NULL, "Teams that it touches"},
    {"affected_assets", "affected_assets", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 14, offsetof(tessera_proposal, affected_assets), 15, 15, INT64_MIN, INT64_MIN, NULL, &model_affected_asset, NULL, "Assets that it touches"},
    {"objections", "objections", TESSERA_KIND_ARRAY, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 15, offsetof(tessera_proposal, objections), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Objections filed"},
    {"has_objections", "has_objections", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 16, offsetof(tessera_proposal, has_objections), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether there are objections"},
};
static const tessera_reflect_model model_proposal = {"proposal", "tessera_proposal", "Proposal", sizeof(tessera_proposal), 17, fields_proposal, "A breaking change that waits for its consumers"};
static const tessera_reflect_field fields_publish_result[] = {
    {"action", "action", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_publish_result, action), 6, 6, INT64_MIN, INT64_MIN, &enum_publish_action, NULL, NULL, "What was done"},
    {"published", "published", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_publish_result, published), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether a contract was published"},
    {"contract", "contract", TESSERA_KIND_RECORD, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 2, offsetof(tessera_publish_result, contract), 8, 8, INT64_MIN, INT64_MIN, NULL, &model_contract, NULL, "The new contract"},
    {"proposal", "proposal", TESSERA_KIND_RECORD, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 3, offsetof(tessera_publish_result, proposal), 8, 8, INT64_MIN, INT64_MIN, NULL, &model_proposal, NULL, "The new proposal"},
    {"change_type", "change_type", TESSERA_KIND_ENUM, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 4, offsetof(tessera_publish_result, change_type), 11, 11, INT64_MIN, INT64_MIN, &enum_change_type, NULL, NULL, "Size of the change"},
    {"breaking_changes", "breaking_changes", TESSERA_KIND_RECORDS, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 5, offsetof(tessera_publish_result, breaking_changes), 16, 16, INT64_MIN, INT64_MIN, NULL, &model_breaking_change, NULL, "Incompatible changes"},
    {"message", "message", TESSERA_KIND_STRING, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 6, offsetof(tessera_publish_result, message), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What happened, for people"},
    {"warning", "warning", TESSERA_KIND_STRING, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 7, offsetof(tessera_publish_result, warning), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What to look out for"},
    {"version_auto_generated", "version_auto_generated", TESSERA_KIND_BOOL, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 8, offsetof(tessera_publish_result, version_auto_generated), 22, 22, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether the server chose the version"},
    {"schema_converted_from", "schema_converted_from", TESSERA_KIND_STRING, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 9, offsetof(tessera_publish_result, schema_converted_from), 21, 21, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Language that the schema was converted from"},
    {"audit_warning", "audit_warning", TESSERA_KIND_STRING, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 10, offsetof(tessera_publish_result, audit_warning), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Trouble in the last run of quality checks"},
    {"version_suggestion", "version_suggestion", TESSERA_KIND_RECORD, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 11, offsetof(tessera_publish_result, version_suggestion), 18, 18, INT64_MIN, INT64_MIN, NULL, &model_version_suggestion, NULL, "Suggested version"},
    {"dry_run", "dry_run", TESSERA_KIND_BOOL, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 12, offsetof(tessera_publish_result, dry_run), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether nothing was written"},
};
static const tessera_reflect_model model_publish_result = {"publish_result", "tessera_publish_result", "PublishResult", sizeof(tessera_publish_result), 13, fields_publish_result, "What became of a publish request"};
static const tessera_reflect_field fields_asset_contracts_query[] = {
    {"limit", "limit", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_asset_contracts_query, limit), 5, 5, 1, INT64_MIN, NULL, NULL, "100", "Most entries in the reply"},
    {"offset", "offset", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_asset_contracts_query, offset), 6, 6, 0, INT64_MIN, NULL, NULL, NULL, "Entries to skip"},
    {"status", "status", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_QUERY, 2, offsetof(tessera_asset_contracts_query, status), 6, 6, INT64_MIN, INT64_MIN, &enum_contract_status, NULL, NULL, "State"},
};
static const tessera_reflect_model model_asset_contracts_query = {"asset_contracts_query", "tessera_asset_contracts_query", "AssetContractsQuery", sizeof(tessera_asset_contracts_query), 3, fields_asset_contracts_query, "Filters of the list of an asset's contracts"};
static const tessera_reflect_field fields_contract_list_query[] = {
    {"limit", "limit", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_contract_list_query, limit), 5, 5, 1, INT64_MIN, NULL, NULL, "100", "Most entries in the reply"},
    {"offset", "offset", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_contract_list_query, offset), 6, 6, 0, INT64_MIN, NULL, NULL, NULL, "Entries to skip"},
    {"asset_id", "asset_id", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 2, offsetof(tessera_contract_list_query, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset"},
    {"status", "status", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_QUERY, 3, offsetof(tessera_contract_list_query, status), 6, 6, INT64_MIN, INT64_MIN, &enum_contract_status, NULL, NULL, "State"},
    {"version", "version", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 4, offsetof(tessera_contract_list_query, version), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version contains, any case; % and _ are wildcards"},
};
static const tessera_reflect_model model_contract_list_query = {"contract_list_query", "tessera_contract_list_query", "ContractListQuery", sizeof(tessera_contract_list_query), 5, fields_contract_list_query, "Filters of the list of contracts"};
static const tessera_reflect_field fields_contract_history_query[] = {
    {"limit", "limit", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_contract_history_query, limit), 5, 5, 1, 10000, NULL, NULL, "10", "Most contracts in the reply"},
    {"offset", "offset", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_contract_history_query, offset), 6, 6, 0, INT64_MIN, NULL, NULL, NULL, "Contracts to skip, from the newest"},
};
static const tessera_reflect_model model_contract_history_query = {"contract_history_query", "tessera_contract_history_query", "ContractHistoryQuery", sizeof(tessera_contract_history_query), 2, fields_contract_history_query, "Which part of a history"};
static const tessera_reflect_field fields_contract_history_entry[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_contract_history_entry, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"version", "version", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_contract_history_entry, version), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_contract_history_entry, status), 6, 6, INT64_MIN, INT64_MIN, &enum_contract_status, NULL, NULL, "State"},
    {"published_at", "published_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_contract_history_entry, published_at), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was published"},
    {"published_by", "published_by", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_contract_history_entry, published_by), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Publishing team"},
    {"compatibility_mode", "compatibility_mode", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_contract_history_entry, compatibility_mode), 18, 18, INT64_MIN, INT64_MIN, &enum_compatibility_mode, NULL, NULL, "Which changes are compatible"},
    {"change_type", "change_type", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 6, offsetof(tessera_contract_history_entry, change_type), 11, 11, INT64_MIN, INT64_MIN, &enum_history_change_type, NULL, NULL, "Size of the change from the contract before; null: the history is too large to compare this far back"},
    {"breaking_changes_count", "breaking_changes_count", TESSERA_KIND_INT, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 7, offsetof(tessera_contract_history_entry, breaking_changes_count), 22, 22, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Changes that break the mode of the contract before; null: not compared"},
};
static const tessera_reflect_model model_contract_history_entry = {"contract_history_entry", "tessera_contract_history_entry", "ContractHistoryEntry", sizeof(tessera_contract_history_entry), 8, fields_contract_history_entry, "A contract in the history of its asset"};
static const tessera_reflect_field fields_contract_history[] = {
    {"asset_id", "asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_contract_history, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset"},
    {"asset_fqn", "asset_fqn", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_contract_history, asset_fqn), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the asset"},
    {"contracts", "contracts", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_contract_history, contracts), 9, 9, INT64_MIN, INT64_MIN, NULL, &model_contract_history_entry, NULL, "The contracts"},
};
static const tessera_reflect_model model_contract_history = {"contract_history", "tessera_contract_history", "ContractHistory", sizeof(tessera_contract_history), 3, fields_contract_history, "The contracts of an asset, newest first, each compared with the one before"};
static const tessera_reflect_field fields_contract_diff_query[] = {
    {"from_version", "from_version", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_QUERY, 0, offsetof(tessera_contract_diff_query, from_version), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The older version, exactly"},
    {"to_version", "to_version", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_QUERY, 1, offsetof(tessera_contract_diff_query, to_version), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The newer version, exactly"},
};
static const tessera_reflect_model model_contract_diff_query = {"contract_diff_query", "tessera_contract_diff_query", "ContractDiffQuery", sizeof(tessera_contract_diff_query), 2, fields_contract_diff_query, "Which versions to compare"};
static const tessera_reflect_field fields_contract_diff[] = {
    {"asset_id", "asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_contract_diff, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset"},
    {"asset_fqn", "asset_fqn", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_contract_diff, asset_fqn), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the asset"},
    {"from_version", "from_version", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_contract_diff, from_version), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The older version"},
    {"to_version", "to_version", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_contract_diff, to_version), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The newer version"},
    {"change_type", "change_type", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_contract_diff, change_type), 11, 11, INT64_MIN, INT64_MIN, &enum_change_type, NULL, NULL, "Size of the change"},
    {"is_compatible", "is_compatible", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_contract_diff, is_compatible), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether no change breaks the mode"},
    {"breaking_changes", "breaking_changes", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_contract_diff, breaking_changes), 16, 16, INT64_MIN, INT64_MIN, NULL, &model_breaking_change, NULL, "Changes that break the mode"},
    {"all_changes", "all_changes", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 7, offsetof(tessera_contract_diff, all_changes), 11, 11, INT64_MIN, INT64_MIN, NULL, &model_breaking_change, NULL, "Every change"},
    {"compatibility_mode", "compatibility_mode", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 8, offsetof(tessera_contract_diff, compatibility_mode), 18, 18, INT64_MIN, INT64_MIN, &enum_compatibility_mode, NULL, NULL, "Mode of the older contract"},
};
static const tessera_reflect_model model_contract_diff = {"contract_diff", "tessera_contract_diff", "ContractDiff", sizeof(tessera_contract_diff), 9, fields_contract_diff, "What changed between two versions of an asset's contract"};
static const tessera_reflect_field fields_version_request[] = {
    {"schema", "schema", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_version_request, schema), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "JSON Schema, or an Avro schema"},
    {"schema_format", "schema_format", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_BODY, 1, offsetof(tessera_version_request, schema_format), 13, 13, INT64_MIN, INT64_MIN, &enum_schema_format, NULL, NULL, "Language of the schema"},
};
static const tessera_reflect_model model_version_request = {"version_request", "tessera_version_request", "VersionRequest", sizeof(tessera_version_request), 2, fields_version_request, "A schema that seeks a version"};
static const tessera_reflect_field fields_contract_summary[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_contract_summary, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"version", "version", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_contract_summary, version), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version"},
    {"published_at", "published_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_contract_summary, published_at), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was published"},
    {"asset_id", "asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_contract_summary, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset"},
};
static const tessera_reflect_model model_contract_summary = {"contract_summary", "tessera_contract_summary", "ContractSummary", sizeof(tessera_contract_summary), 4, fields_contract_summary, "A contract in short"};
static const tessera_reflect_field fields_compare_result[] = {
    {"contract_1", "contract_1", TESSERA_KIND_RECORD, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_compare_result, contract_1), 10, 10, INT64_MIN, INT64_MIN, NULL, &model_contract_summary, NULL, "The older contract"},
    {"contract_2", "contract_2", TESSERA_KIND_RECORD, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_compare_result, contract_2), 10, 10, INT64_MIN, INT64_MIN, NULL, &model_contract_summary, NULL, "The newer contract"},
    {"change_type", "change_type", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_compare_result, change_type), 11, 11, INT64_MIN, INT64_MIN, &enum_change_type, NULL, NULL, "Size of the change"},
    {"is_compatible", "is_compatible", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_compare_result, is_compatible), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether no change breaks the mode"},
    {"breaking_changes", "breaking_changes", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_compare_result, breaking_changes), 16, 16, INT64_MIN, INT64_MIN, NULL, &model_breaking_change, NULL, "Changes that break the mode"},
    {"all_changes", "all_changes", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_compare_result, all_changes), 11, 11, INT64_MIN, INT64_MIN, NULL, &model_breaking_change, NULL, "Every change"},
    {"compatibility_mode", "compatibility_mode", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_compare_result, compatibility_mode), 18, 18, INT64_MIN, INT64_MIN, &enum_compatibility_mode, NULL, NULL, "Mode judged by"},
};
static const tessera_reflect_model model_compare_result = {"compare_result", "tessera_compare_result", "CompareResult", sizeof(tessera_compare_result), 7, fields_compare_result, "What changed from one contract to another"};
static const tessera_reflect_field fields_guarantees_update[] = {
    {"guarantees", "guarantees", TESSERA_KIND_RECORD, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_guarantees_update, guarantees), 10, 10, INT64_MIN, INT64_MIN, NULL, &model_guarantees, NULL, "Replaces all guarantees"},
};
static const tessera_reflect_model model_guarantees_update = {"guarantees_update", "tessera_guarantees_update", "GuaranteesUpdate", sizeof(tessera_guarantees_update), 1, fields_guarantees_update, "New guarantees of a contract"};
static const tessera_reflect_field fields_registration[] = {
    {"pinned_version", "pinned_version", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 0, offsetof(tessera_registration, pinned_version), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version that it stays on; null: it goes with the active contract"},
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_registration, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"contract_id", "contract_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_registration, contract_id), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The contract that was registered for"},
    {"consumer_team_id", "consumer_team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_registration, consumer_team_id), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Consumer team"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_registration, status), 6, 6, INT64_MIN, INT64_MIN, &enum_registration_status, NULL, NULL, "State"},
    {"registered_at", "registered_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_registration, registered_at), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it registered"},
    {"acknowledged_at", "acknowledged_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 6, offsetof(tessera_registration, acknowledged_at), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it last acknowledged a change"},
    {"updated_at", "updated_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 7, offsetof(tessera_registration, updated_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it last changed"},
    {"consumer_team_name", "consumer_team_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE | TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 8, offsetof(tessera_registration, consumer_team_name), 18, 18, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the consumer team; in the list of a contract's registrations"},
};
static const tessera_reflect_model model_registration = {"registration", "tessera_registration", "Registration", sizeof(tessera_registration), 9, fields_registration, "A team that consumes a contract"};
static const tessera_reflect_field fields_registration_update[] = {
    {"pinned_version", "pinned_version", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 0, offsetof(tessera_registration_update, pinned_version), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "New version to stay on"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_registration_update, status), 6, 6, INT64_MIN, INT64_MIN, &enum_registration_status, NULL, NULL, "New state"},
    {"unpin", "unpin", TESSERA_KIND_BOOL, 0, TESSERA_PLACE_BODY, 2, offsetof(tessera_registration_update, unpin), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Take the pin away"},
};
static const tessera_reflect_model model_registration_update = {"registration_update", "tessera_registration_update", "RegistrationUpdate", sizeof(tessera_registration_update), 3, fields_registration_update, "Changes of a registration; what is absent or null stays"};
static const tessera_reflect_field fields_schema_to_check[] = {
    {"schema", "schema", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_WHOLE, 0, offsetof(tessera_schema_to_check, schema), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "JSON Schema"},
};
static const tessera_reflect_model model_schema_to_check = {"schema_to_check", "tessera_schema_to_check", "SchemaToCheck", sizeof(tessera_schema_to_check), 1, fields_schema_to_check, "A schema to check"};
static const tessera_reflect_field fields_schema_validity[] = {
    {"valid", "valid", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_schema_validity, valid), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether it is"},
    {"errors", "errors", TESSERA_KIND_STRINGS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_schema_validity, errors), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What is wrong, each with its place"},
};
static const tessera_reflect_model model_schema_validity = {"schema_validity", "tessera_schema_validity", "SchemaValidity", sizeof(tessera_schema_validity), 2, fields_schema_validity, "Whether a schema is valid"};
static const tessera_reflect_field fields_bulk_contract[] = {
    {"asset_id", "asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_bulk_contract, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset; once in a request"},
    {"schema", "schema", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_bulk_contract, schema), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "JSON Schema"},
    {"compatibility_mode", "compatibility_mode", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_bulk_contract, compatibility_mode), 18, 18, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "backward, forward, full or none; anything else, and none given: that of the active contract, or backward"},
    {"guarantees", "guarantees", TESSERA_KIND_RECORD, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_bulk_contract, guarantees), 10, 10, INT64_MIN, INT64_MIN, NULL, &model_guarantees, NULL, "Guarantees"},
    {"field_descriptions", "field_descriptions", TESSERA_KIND_TEXTMAP, 0, TESSERA_PLACE_BODY, 4, offsetof(tessera_bulk_contract, field_descriptions), 18, 18, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Path to description"},
    {"field_tags", "field_tags", TESSERA_KIND_LISTMAP, 0, TESSERA_PLACE_BODY, 5, offsetof(tessera_bulk_contract, field_tags), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Path to tags"},
};
static const tessera_reflect_model model_bulk_contract = {"bulk_contract", "tessera_bulk_contract", "BulkContract", sizeof(tessera_bulk_contract), 6, fields_bulk_contract, "A schema to publish among others"};
static const tessera_reflect_field fields_bulk_publish_item[] = {
    {"asset_id", "asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_bulk_publish_item, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset"},
    {"asset_fqn", "asset_fqn", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_bulk_publish_item, asset_fqn), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the asset; null: there is no such asset"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_bulk_publish_item, status), 6, 6, INT64_MIN, INT64_MIN, &enum_bulk_publish_status, NULL, NULL, "What became of it"},
    {"contract_id", "contract_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_bulk_publish_item, contract_id), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The new contract"},
    {"proposal_id", "proposal_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_bulk_publish_item, proposal_id), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The new proposal"},
    {"suggested_version", "suggested_version", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 5, offsetof(tessera_bulk_publish_item, suggested_version), 17, 17, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version that the schema gets"},
    {"current_version", "current_version", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 6, offsetof(tessera_bulk_publish_item, current_version), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version of the contract that was active before"},
    {"reason", "reason", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 7, offsetof(tessera_bulk_publish_item, reason), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Why, for people"},
    {"breaking_changes", "breaking_changes", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 8, offsetof(tessera_bulk_publish_item, breaking_changes), 16, 16, INT64_MIN, INT64_MIN, NULL, &model_breaking_change, NULL, "Incompatible changes"},
    {"error", "error", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 9, offsetof(tessera_bulk_publish_item, error), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Why it failed"},
};
static const tessera_reflect_model model_bulk_publish_item = {"bulk_publish_item", "tessera_bulk_publish_item", "BulkPublishItem", sizeof(tessera_bulk_publish_item), 10, fields_bulk_publish_item, "What became of one schema"};
static const tessera_reflect_field fields_bulk_publish_result[] = {
    {"preview", "preview", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_bulk_publish_result, preview), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether it was a dry run"},
    {"total", "total", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_bulk_publish_result, total), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Schemas handed in"},
    {"published", "published", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_bulk_publish_result, published), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Published, or in a dry run to be published"},
    {"skipped", "skipped", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_bulk_publish_result, skipped), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Said nothing new"},
    {"proposals_created", "proposals_created", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_bulk_publish_result, proposals_created), 17, 17, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Became proposals, or in a dry run would"},
    {"failed", "failed", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_bulk_publish_result, failed), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Failed, or in a dry run would"},
    {"results", "results", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_bulk_publish_result, results), 7, 7, INT64_MIN, INT64_MIN, NULL, &model_bulk_publish_item, NULL, "Each, in the order handed in"},
};
static const tessera_reflect_model model_bulk_publish_result = {"bulk_publish_result", "tessera_bulk_publish_result", "BulkPublishResult", sizeof(tessera_bulk_publish_result), 7, fields_bulk_publish_result, "What became of a bulk publish"};
static const tessera_reflect_field fields_bulk_registration[] = {
    {"contract_id", "contract_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_bulk_registration, contract_id), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Active contract"},
    {"consumer_team_id", "consumer_team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_bulk_registration, consumer_team_id), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Consumer team"},
    {"pinned_version", "pinned_version", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_bulk_registration, pinned_version), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version to stay on"},
};
static const tessera_reflect_model model_bulk_registration = {"bulk_registration", "tessera_bulk_registration", "BulkRegistration", sizeof(tessera_bulk_registration), 3, fields_bulk_registration, "A new registration among others"};
static const tessera_reflect_field fields_bulk_registrations[] = {
    {"registrations", "registrations", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_bulk_registrations, registrations), 13, 13, 1, 100, NULL, &model_bulk_registration, NULL, "The registrations"},
    {"skip_duplicates", "skip_duplicates", TESSERA_KIND_BOOL, 0, TESSERA_PLACE_BODY, 1, offsetof(tessera_bulk_registrations, skip_duplicates), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What exists already is no failure"},
};
static const tessera_reflect_model model_bulk_registrations = {"bulk_registrations", "tessera_bulk_registrations", "BulkRegistrations", sizeof(tessera_bulk_registrations), 2, fields_bulk_registrations, "Registrations to create"};
static const tessera_reflect_field fields_bulk_assets[] = {
    {"assets", "assets", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_bulk_assets, assets), 6, 6, 1, 100, NULL, &model_asset_create, NULL, "The assets"},
    {"skip_duplicates", "skip_duplicates", TESSERA_KIND_BOOL, 0, TESSERA_PLACE_BODY, 1, offsetof(tessera_bulk_assets, skip_duplicates), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What exists already is no failure"},
};
static const tessera_reflect_model model_bulk_assets = {"bulk_assets", "tessera_bulk_assets", "BulkAssets", sizeof(tessera_bulk_assets), 2, fields_bulk_assets, "Assets to create"};
static const tessera_reflect_field fields_bulk_item[] = {
    {"success", "success", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_bulk_item, success), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether it was done, or skipped as wished"},
    {"index", "index", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_bulk_item, index), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its place in the request, from 0"},
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_bulk_item, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The new row, or the one that exists already"},
    {"error", "error", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_bulk_item, error), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Why it failed"},
    {"details", "details", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_bulk_item, details), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "More about it"},
};
static const tessera_reflect_model model_bulk_item = {"bulk_item", "tessera_bulk_item", "BulkItem", sizeof(tessera_bulk_item), 5, fields_bulk_item, "What became of one item"};
static const tessera_reflect_field fields_bulk_result[] = {
    {"total", "total", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_bulk_result, total), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Items handed in"},
    {"succeeded", "succeeded", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_bulk_result, succeeded), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Done or skipped"},
    {"failed", "failed", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_bulk_result, failed), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Failed"},
    {"results", "results", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_bulk_result, results), 7, 7, INT64_MIN, INT64_MIN, NULL, &model_bulk_item, NULL, "Each, in the order handed in"},
};
static const tessera_reflect_model model_bulk_result = {"bulk_result", "tessera_bulk_result", "BulkResult", sizeof(tessera_bulk_result), 4, fields_bulk_result, "What became of many items; status 207 where one failed"};
static const tessera_reflect_field fields_assets_list_input[] = {
    {"limit", "limit", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_assets_list_input, limit), 5, 5, 1, INT64_MIN, NULL, NULL, "100", "Most entries in the reply"},
    {"offset", "offset", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_assets_list_input, offset), 6, 6, 0, INT64_MIN, NULL, NULL, NULL, "Entries to skip"},
    {"owner_team_id", "owner", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 2, offsetof(tessera_assets_list_input, owner_team_id), 13, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Owner team"},
    {"team_id", "owner", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 3, offsetof(tessera_assets_list_input, team_id), 7, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Owner team"},
    {"owner_user", "owner_user", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 4, offsetof(tessera_assets_list_input, owner_user), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Owner user"},
    {"unowned", "unowned", TESSERA_KIND_BOOL, 0, TESSERA_PLACE_QUERY, 5, offsetof(tessera_assets_list_input, unowned), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Only assets without an owner user"},
    {"fqn", "fqn", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 6, offsetof(tessera_assets_list_input, fqn), 3, 3, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name contains, any case; % and _ are wildcards"},
    {"environment", "environment", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 7, offsetof(tessera_assets_list_input, environment), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Environment equals"},
    {"resource_type", "resource_type", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_QUERY, 8, offsetof(tessera_assets_list_input, resource_type), 13, 13, INT64_MIN, INT64_MIN, &enum_resource_type, NULL, NULL, "Kind"},
    {"sort_by", "sort_by", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 9, offsetof(tessera_assets_list_input, sort_by), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "fqn, owner, owner_user or created_at; anything else is fqn"},
    {"sort_order", "sort_order", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 10, offsetof(tessera_assets_list_input, sort_order), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "desc for descending"},
};
static const tessera_reflect_model model_assets_list_input = {"assets_list_input", "tessera_assets_list_input", "assets_list_input", sizeof(tessera_assets_list_input), 11, fields_assets_list_input, "List active assets"};
static const tessera_reflect_field fields_assets_search_input[] = {
    {"q", "q", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_QUERY, 0, offsetof(tessera_assets_search_input, q), 1, 1, 1, 100, NULL, NULL, NULL, "Name contains, any case"},
    {"limit", "limit", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_assets_search_input, limit), 5, 5, 1, INT64_MIN, NULL, NULL, "100", "Most entries in the reply"},
    {"offset", "offset", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 2, offsetof(tessera_assets_search_input, offset), 6, 6, 0, INT64_MIN, NULL, NULL, NULL, "Entries to skip"},
    {"owner_team_id", "owner", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 3, offsetof(tessera_assets_search_input, owner_team_id), 13, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Owner team"},
    {"team_id", "owner", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 4, offsetof(tessera_assets_search_input, team_id), 7, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Owner team"},
    {"environment", "environment", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 5, offsetof(tessera_assets_search_input, environment), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Environment equals"},
};
static const tessera_reflect_model model_assets_search_input = {"assets_search_input", "tessera_assets_search_input", "assets_search_input", sizeof(tessera_assets_search_input), 6, fields_assets_search_input, "Search active assets by name"};
static const tessera_reflect_field fields_assets_publish_contract_input[] = {
    {"schema", "schema", TESSERA_KIND_OBJECT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_assets_publish_contract_input, schema), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "JSON Schema, or an Avro schema"},
    {"version", "version", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_assets_publish_contract_input, version), 7, 7, 5, 50, NULL, NULL, NULL, "Version; absent: assigned by the server"},
    {"compatibility_mode", "compatibility_mode", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_BODY, 2, offsetof(tessera_assets_publish_contract_input, compatibility_mode), 18, 18, INT64_MIN, INT64_MIN, &enum_compatibility_mode, NULL, NULL, "Which changes are compatible"},
    {"guarantees", "guarantees", TESSERA_KIND_RECORD, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_assets_publish_contract_input, guarantees), 10, 10, INT64_MIN, INT64_MIN, NULL, &model_guarantees, NULL, "Guarantees"},
    {"force", "force", TESSERA_KIND_BOOL, 0, TESSERA_PLACE_QUERY, 4, offsetof(tessera_assets_publish_contract_input, force), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Publish although the change is breaking; needs force_reason"},
    {"force_reason", "force_reason", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 5, offsetof(tessera_assets_publish_contract_input, force_reason), 12, 12, 10, 500, NULL, NULL, NULL, "Why force is needed"},
    {"dry_run", "dry_run", TESSERA_KIND_BOOL, 0, TESSERA_PLACE_QUERY, 6, offsetof(tessera_assets_publish_contract_input, dry_run), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Decide and report, write nothing"},
    {"published_by", "published_by", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 7, offsetof(tessera_assets_publish_contract_input, published_by), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Publishing team; absent: the caller's, or with authentication off the asset's owner team"},
    {"schema_format", "schema_format", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_BODY, 8, offsetof(tessera_assets_publish_contract_input, schema_format), 13, 13, INT64_MIN, INT64_MIN, &enum_schema_format, NULL, NULL, "Language of the schema"},
    {"published_by_user_id", "published_by_user_id", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 9, offsetof(tessera_assets_publish_contract_input, published_by_user_id), 20, 20, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Publishing user"},
    {"require_audit_pass", "require_audit_pass", TESSERA_KIND_BOOL, 0, TESSERA_PLACE_QUERY, 10, offsetof(tessera_assets_publish_contract_input, require_audit_pass), 18, 18, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Refuse unless the last run of quality checks passed"},
    {"field_descriptions", "field_descriptions", TESSERA_KIND_TEXTMAP, 0, TESSERA_PLACE_BODY, 11, offsetof(tessera_assets_publish_contract_input, field_descriptions), 18, 18, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Path to description"},
    {"field_tags", "field_tags", TESSERA_KIND_LISTMAP, 0, TESSERA_PLACE_BODY, 12, offsetof(tessera_assets_publish_contract_input, field_tags), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Path to tags"},
};
static const tessera_reflect_model model_assets_publish_contract_input = {"assets_publish_contract_input", "tessera_assets_publish_contract_input", "assets_publish_contract_input", sizeof(tessera_assets_publish_contract_input), 13, fields_assets_publish_contract_input, "Publish a contract, or propose it where the change is breaking"};
static const tessera_reflect_field fields_contracts_compare_input[] = {
    {"contract_id", "contract_id_1", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_contracts_compare_input, contract_id), 11, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The older contract"},
    {"other_contract_id", "contract_id_2", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_contracts_compare_input, other_contract_id), 17, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The newer contract, of any asset"},
    {"compatibility_mode", "compatibility_mode", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_contracts_compare_input, compatibility_mode), 18, 18, INT64_MIN, INT64_MIN, &enum_compatibility_mode, NULL, NULL, "Mode to judge by; absent: the older contract's"},
};
static const tessera_reflect_model model_contracts_compare_input = {"contracts_compare_input", "tessera_contracts_compare_input", "contracts_compare_input", sizeof(tessera_contracts_compare_input), 3, fields_contracts_compare_input, "What changed from one contract to another"};
static const tessera_reflect_field fields_contracts_bulk_publish_input[] = {
    {"dry_run", "dry_run", TESSERA_KIND_BOOL, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_contracts_bulk_publish_input, dry_run), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Decide and report, write nothing"},
    {"create_proposals_for_breaking", "create_proposals_for_breaking", TESSERA_KIND_BOOL, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_contracts_bulk_publish_input, create_proposals_for_breaking), 29, 29, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "A breaking change becomes a proposal; otherwise it fails"},
    {"contracts", "contracts", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_contracts_bulk_publish_input, contracts), 9, 9, 1, 100, NULL, &model_bulk_contract, NULL, "The schemas"},
    {"published_by", "published_by", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_contracts_bulk_publish_input, published_by), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Publishing team"},
    {"published_by_user_id", "published_by_user_id", TESSERA_KIND_ID, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_contracts_bulk_publish_input, published_by_user_id), 20, 20, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Publishing user"},
};
static const tessera_reflect_model model_contracts_bulk_publish_input = {"contracts_bulk_publish_input", "tessera_contracts_bulk_publish_input", "contracts_bulk_publish_input", sizeof(tessera_contracts_bulk_publish_input), 5, fields_contracts_bulk_publish_input, "Publish many schemas; a dry run unless told otherwise"};
static const tessera_reflect_field fields_registrations_create_input[] = {
    {"contract_id", "contract_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED | TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 0, offsetof(tessera_registrations_create_input, contract_id), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Contract; may be given in the query instead"},
    {"consumer_team_id", "consumer_team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_registrations_create_input, consumer_team_id), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Consumer team"},
    {"pinned_version", "pinned_version", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_registrations_create_input, pinned_version), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version to stay on"},
};
static const tessera_reflect_model model_registrations_create_input = {"registrations_create_input", "tessera_registrations_create_input", "registrations_create_input", sizeof(tessera_registrations_create_input), 3, fields_registrations_create_input, "Register a team as a consumer of a contract"};
static const tessera_reflect_field fields_registrations_list_input[] = {
    {"limit", "limit", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_registrations_list_input, limit), 5, 5, 1, INT64_MIN, NULL, NULL, "100", "Most entries in the reply"},
    {"offset", "offset", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_registrations_list_input, offset), 6, 6, 0, INT64_MIN, NULL, NULL, NULL, "Entries to skip"},
    {"contract_id", "contract_id", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 2, offsetof(tessera_registrations_list_input, contract_id), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Contract"},
    {"consumer_team_id", "consumer_team_id", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 3, offsetof(tessera_registrations_list_input, consumer_team_id), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Consumer team"},
    {"team_id", "consumer_team_id", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 4, offsetof(tessera_registrations_list_input, team_id), 7, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Consumer team"},
    {"status", "status", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_QUERY, 5, offsetof(tessera_registrations_list_input, status), 6, 6, INT64_MIN, INT64_MIN, &enum_registration_status, NULL, NULL, "State"},
};
static const tessera_reflect_model model_registrations_list_input = {"registrations_list_input", "tessera_registrations_list_input", "registrations_list_input", sizeof(tessera_registrations_list_input), 6, fields_registrations_list_input, "List registrations, newest first"};

const tessera_reflect_model *const table_models[] = {
    &model_page_query,
    &model_health_part,
    &model_health_checks,
    &model_health,
    &model_readiness,
    &model_liveness,
    &model_team,
    &model_team_create,
    &model_team_update,
    &model_team_list_query,
    &model_team_delete_query,
    &model_team_reference,
    &model_reassign_assets,
    &model_reassign_result,
    &model_user,
    &model_user_create,
    &model_user_update,
    &model_user_list_query,
    &model_asset,
    &model_asset_create,
    &model_asset_update,
    &model_asset_match,
    &model_bulk_assign,
    &model_bulk_assign_result,
    &model_asset_context_query,
    &model_context_asset,
    &model_context_contract,
    &model_context_consumer,
    &model_context_dependency,
    &model_context_proposal,
    &model_context_audit,
    &model_asset_context,
    &model_search_query,
    &model_search_team,
    &model_search_user,
    &model_search_asset,
    &model_search_contract,
    &model_search_results,
    &model_search_counts,
    &model_search_reply,
    &model_guarantees,
    &model_contract,
    &model_breaking_change,
    &model_version_suggestion,
    &model_affected_team,
    &model_affected_asset,
    &model_proposal,
    &model_publish_result,
    &model_asset_contracts_query,
    &model_contract_list_query,
    &model_contract_history_query,
    &model_contract_history_entry,
    &model_contract_history,
    &model_contract_diff_query,
    &model_contract_diff,
    &model_version_request,
    &model_contract_summary,
    &model_compare_result,
    &model_guarantees_update,
    &model_registration,
    &model_registration_update,
    &model_schema_to_check,
    &model_schema_validity,
    &model_bulk_contract,
    &model_bulk_publish_item,
    &model_bulk_publish_result,
    &model_bulk_registration,
    &model_bulk_registrations,
    &model_bulk_assets,
    &model_bulk_item,
    &model_bulk_result,
    &model_assets_list_input,
    &model_assets_search_input,
    &model_assets_publish_contract_input,
    &model_contracts_compare_input,
    &model_contracts_bulk_publish_input,
    &model_registrations_create_input,
    &model_registrations_list_input,
    NULL};

const tessera_reflect_call table_calls[] = {
    {"health", "check", "GET", "/health", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, true, 200, NULL, &model_health, "State of the server and its parts", false},
    {"health", "ready", "GET", "/health/ready", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, true, 200, NULL, &model_readiness, "Whether the server can answer requests", false},
    {"health", "live", "GET", "/health/live", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, true, 200, NULL, &model_liveness, "Whether the server runs", false},
    {"description", "openapi", "GET", "/openapi.json", {NULL}, 0, {false}, TESSERA_SHAPE_REPLY, true, 200, NULL, NULL, "This API as an OpenAPI 3.1 document", false},
    {"description", "docs", "GET", "/docs", {NULL}, 0, {false}, TESSERA_SHAPE_REPLY, true, 200, NULL, NULL, "This API as a page for people", false},
    {"teams", "create", "POST", "/api/v1/teams", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, false, 201, &model_team_create, &model_team, "Create a team", true},
    {"teams", "list", "GET", "/api/v1/teams", {NULL}, 0, {false}, TESSERA_SHAPE_PAGE, true, 200, &model_team_list_query, &model_team, "List active teams by name", false},
    {"teams", "get", "GET", "/api/v1/teams/{team_id}", {"team_id"}, 1, {true}, TESSERA_SHAPE_ONE, true, 200, NULL, &model_team, "Get a team", false},
    {"teams", "update", "PATCH", "/api/v1/teams/{team_id}", {"team_id"}, 1, {true}, TESSERA_SHAPE_ONE, false, 200, &model_team_update, &model_team, "Change a team", true},
    {"teams", "delete", "DELETE", "/api/v1/teams/{team_id}", {"team_id"}, 1, {true}, TESSERA_SHAPE_EMPTY, true, 204, &model_team_delete_query, NULL, "Delete a team; it can be restored", false},
    {"teams", "restore", "POST", "/api/v1/teams/{team_id}/restore", {"team_id"}, 1, {true}, TESSERA_SHAPE_ONE, false, 200, NULL, &model_team, "Restore a deleted team", false},
    {"teams", "members", "GET", "/api/v1/teams/{team_id}/members", {"team_id"}, 1, {true}, TESSERA_SHAPE_PAGE, true, 200, &model_page_query, &model_user, "List a team's active users by name", false},
    {"teams", "reassign_assets", "POST", "/api/v1/teams/{team_id}/reassign-assets", {"team_id"}, 1, {true}, TESSERA_SHAPE_ONE, false, 200, &model_reassign_assets, &model_reassign_result, "Move a team's assets to another team", true},
    {"users", "create", "POST", "/api/v1/users", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, false, 201, &model_user_create, &model_user, "Create a user", true},
    {"users", "list", "GET", "/api/v1/users", {NULL}, 0, {false}, TESSERA_SHAPE_PAGE, true, 200, &model_user_list_query, &model_user, "List users by name", false},
    {"users", "get", "GET", "/api/v1/users/{user_id}", {"user_id"}, 1, {true}, TESSERA_SHAPE_ONE, true, 200, NULL, &model_user, "Get an active user", false},
    {"users", "update", "PATCH", "/api/v1/users/{user_id}", {"user_id"}, 1, {true}, TESSERA_SHAPE_ONE, false, 200, &model_user_update, &model_user, "Change a user", true},
    {"users", "deactivate", "DELETE", "/api/v1/users/{user_id}", {"user_id"}, 1, {true}, TESSERA_SHAPE_EMPTY, true, 204, NULL, NULL, "Deactivate a user", false},
    {"users", "reactivate", "POST", "/api/v1/users/{user_id}/reactivate", {"user_id"}, 1, {true}, TESSERA_SHAPE_ONE, false, 200, NULL, &model_user, "Reactivate a user", false},
    {"assets", "create", "POST", "/api/v1/assets", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, false, 201, &model_asset_create, &model_asset, "Create an asset", true},
    {"assets", "list", "GET", "/api/v1/assets", {NULL}, 0, {false}, TESSERA_SHAPE_PAGE, true, 200, &model_assets_list_input, &model_asset, "List active assets", false},
    {"assets", "search", "GET", "/api/v1/assets/search", {NULL}, 0, {false}, TESSERA_SHAPE_PAGE, true, 200, &model_assets_search_input, &model_asset_match, "Search active assets by name", false},
    {"assets", "bulk_assign", "POST", "/api/v1/assets/bulk-assign", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, false, 200, &model_bulk_assign, &model_bulk_assign_result, "Give assets an owner user, or none", true},
    {"assets", "context_by_fqn", "GET", "/api/v1/assets/context", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, true, 200, &model_asset_context_query, &model_asset_context, "All that is known of the asset of this name", false},
    {"assets", "get", "GET", "/api/v1/assets/{asset_id}", {"asset_id"}, 1, {true}, TESSERA_SHAPE_ONE, true, 200, NULL, &model_asset, "Get an active asset", false},
    {"assets", "update", "PATCH", "/api/v1/assets/{asset_id}", {"asset_id"}, 1, {true}, TESSERA_SHAPE_ONE, false, 200, &model_asset_update, &model_asset, "Change an asset", true},
    {"assets", "delete", "DELETE", "/api/v1/assets/{asset_id}", {"asset_id"}, 1, {true}, TESSERA_SHAPE_EMPTY, true, 204, NULL, NULL, "Delete an asset; it can be restored", false},
    {"assets", "restore", "POST", "/api/v1/assets/{asset_id}/restore", {"asset_id"}, 1, {true}, TESSERA_SHAPE_ONE, false, 200, NULL, &model_asset, "Restore a deleted asset", false},
    {"assets", "context", "GET", "/api/v1/assets/{asset_id}/context", {"asset_id"}, 1, {true}, TESSERA_SHAPE_ONE, true, 200, NULL, &model_asset_context, "All that is known of an asset", false},
    {"assets", "publish_contract", "POST", "/api/v1/assets/{asset_id}/publish", {"asset_id"}, 1, {true}, TESSERA_SHAPE_ONE, false, 201, &model_assets_publish_contract_input, &model_publish_result, "Publish a contract, or propose it where the change is breaking", true},
    {"assets", "list_contracts", "GET", "/api/v1/assets/{asset_id}/contracts", {"asset_id"}, 1, {true}, TESSERA_SHAPE_PAGE, true, 200, &model_asset_contracts_query, &model_contract, "List an asset's contracts, newest first", false},
    {"assets", "get_contract_history", "GET", "/api/v1/assets/{asset_id}/contracts/history", {"asset_id"}, 1, {true}, TESSERA_SHAPE_ONE, true, 200, &model_contract_history_query, &model_contract_history, "An asset's contracts, each compared with the one before", false},
    {"assets", "diff_contracts", "GET", "/api/v1/assets/{asset_id}/contracts/diff", {"asset_id"}, 1, {true}, TESSERA_SHAPE_ONE, true, 200, &model_contract_diff_query, &model_contract_diff, "What changed between two versions of an asset's contract", false},
    {"assets", "version_suggestion", "POST", "/api/v1/assets/{asset_id}/version-suggestion", {"asset_id"}, 1, {true}, TESSERA_SHAPE_ONE, false, 200, &model_version_request, &model_version_suggestion, "Which version a schema should get", true},
    {"contracts", "list", "GET", "/api/v1/contracts", {NULL}, 0, {false}, TESSERA_SHAPE_PAGE, true, 200, &model_contract_list_query, &model_contract, "List contracts, newest first", false},
    {"contracts", "compare", "POST", "/api/v1/contracts/compare", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, false, 200, &model_contracts_compare_input, &model_compare_result, "What changed from one contract to another", true},
    {"contracts", "get", "GET", "/api/v1/contracts/{contract_id}", {"contract_id"}, 1, {true}, TESSERA_SHAPE_ONE, true, 200, NULL, &model_contract, "Get a contract", false},
    {"contracts", "update_guarantees", "PATCH", "/api/v1/contracts/{contract_id}/guarantees", {"contract_id"}, 1, {true}, TESSERA_SHAPE_ONE, false, 200, &model_guarantees_update, &model_contract, "Replace the guarantees of an active contract", true},
    {"contracts", "get_registrations", "GET", "/api/v1/contracts/{contract_id}/registrations", {"contract_id"}, 1, {true}, TESSERA_SHAPE_PAGE, true, 200, &model_page_query, &model_registration, "List a contract's registrations, newest first", false},
    {"contracts", "bulk_publish", "POST", "/api/v1/contracts/bulk", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, false, 200, &model_contracts_bulk_publish_input, &model_bulk_publish_result, "Publish many schemas; a dry run unless told otherwise", true},
    {"registrations", "create", "POST", "/api/v1/registrations", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, false, 201, &model_registrations_create_input, &model_registration, "Register a team as a consumer of a contract", true},
    {"registrations", "list", "GET", "/api/v1/registrations", {NULL}, 0, {false}, TESSERA_SHAPE_PAGE, true, 200, &model_registrations_list_input, &model_registration, "List registrations, newest first", false},
    {"registrations", "get", "GET", "/api/v1/registrations/{registration_id}", {"registration_id"}, 1, {true}, TESSERA_SHAPE_ONE, true, 200, NULL, &model_registration, "Get a registration", false},
    {"registrations", "update", "PATCH", "/api/v1/registrations/{registration_id}", {"registration_id"}, 1, {true}, TESSERA_SHAPE_ONE, false, 200, &model_registration_update, &model_registration, "Change a registration", true},
    {"registrations", "delete", "DELETE", "/api/v1/registrations/{registration_id}", {"registration_id"}, 1, {true}, TESSERA_SHAPE_EMPTY, true, 204, NULL, NULL, "Delete a registration", false},
    {"schemas", "validate", "POST", "/api/v1/schemas/validate", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, false, 200, &model_schema_to_check, &model_schema_validity, "Whether a document is a valid JSON Schema", true},
    {"bulk", "create_registrations", "POST", "/api/v1/bulk/registrations", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, false, 200, &model_bulk_registrations, &model_bulk_result, "Register teams as consumers of many contracts", true},
    {"bulk", "create_assets", "POST", "/api/v1/bulk/assets", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, false, 200, &model_bulk_assets, &model_bulk_result, "Create many assets", true},
    {"search", "everything", "GET", "/api/v1/search", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, true, 200, &model_search_query, &model_search_reply, "Search teams, users, assets and contracts", false},
};
