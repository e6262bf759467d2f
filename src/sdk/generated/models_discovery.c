// What the structs of tessera/models/discovery.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/generated/enums.h"
#include "sdk/generated/models_discovery.h"
#include "tessera/models/discovery.h"

static const tessera_reflect_field fields_discovery_scope[] = {
    {"source", "source", TESSERA_KIND_STRING, 0, TESSERA_PLACE_BODY, 0, offsetof(tessera_discovery_scope, source), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "preflight_audit: the preflights in the audit log"},
    {"lookback_days", "lookback_days", TESSERA_KIND_INT, 0, TESSERA_PLACE_BODY, 1, offsetof(tessera_discovery_scope, lookback_days), 13, 13, 1, 365, NULL, NULL, NULL, "Days to look back"},
    {"min_calls", "min_calls", TESSERA_KIND_INT, 0, TESSERA_PLACE_BODY, 2, offsetof(tessera_discovery_scope, min_calls), 9, 9, 1, INT64_MIN, NULL, NULL, NULL, "Calls that a team must have made"},
    {"min_confidence", "min_confidence", TESSERA_KIND_NUMBER, 0, TESSERA_PLACE_BODY, 3, offsetof(tessera_discovery_scope, min_confidence), 14, 14, 0, 1, NULL, NULL, NULL, "Least confidence"},
};
const tessera_reflect_model table_model_discovery_scope = {"discovery_scan", "tessera_discovery_scope", "DiscoveryScan", sizeof(tessera_discovery_scope), 4, fields_discovery_scope, "What to look through", 0x0};
static const tessera_reflect_field fields_discovery_result[] = {
    {"source", "source", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_discovery_result, source), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What was looked through"},
    {"scan_duration_ms", "scan_duration_ms", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_discovery_result, scan_duration_ms), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Milliseconds that it took"},
    {"events_scanned", "events_scanned", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_discovery_result, events_scanned), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Preflights in that time"},
    {"pairs_evaluated", "pairs_evaluated", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_discovery_result, pairs_evaluated), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Pairs of an asset and a team among them"},
    {"inferred_new", "inferred_new", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_discovery_result, inferred_new), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Pairs that are new"},
    {"inferred_updated", "inferred_updated", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_discovery_result, inferred_updated), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Pairs that were known and are pending"},
    {"inferred_expired", "inferred_expired", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_discovery_result, inferred_expired), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Pending pairs that were not seen for twice that time"},
    {"skipped_already_registered", "skipped_already_registered", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 7, offsetof(tessera_discovery_result, skipped_already_registered), 26, 26, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Pairs whose team is registered"},
    {"skipped_previously_rejected", "skipped_previously_rejected", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 8, offsetof(tessera_discovery_result, skipped_previously_rejected), 27, 27, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Pairs that somebody rejected"},
};
const tessera_reflect_model table_model_discovery_result = {"discovery_result", "tessera_discovery_result", "DiscoveryResult", sizeof(tessera_discovery_result), 9, fields_discovery_result, "What a scan found", 0x1ff};
static const tessera_reflect_field fields_inferred_query[] = {
    {"asset_id", "asset_id", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_inferred_query, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset"},
    {"team_id", "team_id", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_inferred_query, team_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Consumer team"},
    {"status", "status", TESSERA_KIND_ENUM, 0, TESSERA_PLACE_QUERY, 2, offsetof(tessera_inferred_query, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_inference_status, NULL, NULL, "State"},
    {"min_confidence", "min_confidence", TESSERA_KIND_NUMBER, 0, TESSERA_PLACE_QUERY, 3, offsetof(tessera_inferred_query, min_confidence), 14, 14, 0, 1, NULL, NULL, NULL, "Least confidence"},
    {"source", "source", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 4, offsetof(tessera_inferred_query, source), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What it was concluded from"},
    {"limit", "limit", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 5, offsetof(tessera_inferred_query, limit), 5, 5, 1, 200, NULL, NULL, NULL, "Most entries in the reply"},
    {"offset", "offset", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 6, offsetof(tessera_inferred_query, offset), 6, 6, 0, INT64_MIN, NULL, NULL, NULL, "Entries to skip"},
};
const tessera_reflect_model table_model_inferred_query = {"inferred_query", "tessera_inferred_query", "InferredQuery", sizeof(tessera_inferred_query), 7, fields_inferred_query, "Which of them", 0x0};
static const tessera_reflect_field fields_inference_evidence[] = {
    {"preflight_calls_30d", "preflight_calls_30d", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_inference_evidence, preflight_calls_30d), 19, 19, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Preflights in the time that was looked through"},
    {"distinct_days", "distinct_days", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_inference_evidence, distinct_days), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Days (UTC) with at least one"},
    {"days_since_last_call", "days_since_last_call", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_inference_evidence, days_since_last_call), 20, 20, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whole days since the last one"},
    {"actor_type", "actor_type", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_inference_evidence, actor_type), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "agent where more than half were an agent's, else human"},
};
const tessera_reflect_model table_model_inference_evidence = {"inference_evidence", "tessera_inference_evidence", "InferenceEvidence", sizeof(tessera_inference_evidence), 4, fields_inference_evidence, "What speaks for it", 0xf};
static const tessera_reflect_field fields_inferred_dependency[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_inferred_dependency, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"asset_id", "asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_inferred_dependency, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset"},
    {"asset_fqn", "asset_fqn", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_inferred_dependency, asset_fqn), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name"},
    {"consumer_team_id", "consumer_team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_inferred_dependency, consumer_team_id), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Team"},
    {"consumer_team_name", "consumer_team_name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_inferred_dependency, consumer_team_name), 18, 18, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name"},
    {"dependency_type", "dependency_type", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_inferred_dependency, dependency_type), 15, 15, INT64_MIN, INT64_MIN, &table_enum_dependency_type, NULL, NULL, "How it seems to use it"},
    {"confidence", "confidence", TESSERA_KIND_NUMBER, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_inferred_dependency, confidence), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "From 0 to 1"},
    {"source", "source", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 7, offsetof(tessera_inferred_dependency, source), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What it was concluded from"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 8, offsetof(tessera_inferred_dependency, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_inference_status, NULL, NULL, "State"},
    {"evidence", "evidence", TESSERA_KIND_RECORD, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 9, offsetof(tessera_inferred_dependency, evidence), 8, 8, INT64_MIN, INT64_MIN, NULL, &table_model_inference_evidence, NULL, "What speaks for it"},
    {"first_observed_at", "first_observed_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 10, offsetof(tessera_inferred_dependency, first_observed_at), 17, 17, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was first concluded"},
    {"last_observed_at", "last_observed_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 11, offsetof(tessera_inferred_dependency, last_observed_at), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was last concluded"},
};
const tessera_reflect_model table_model_inferred_dependency = {"inferred_dependency", "tessera_inferred_dependency", "InferredDependency", sizeof(tessera_inferred_dependency), 12, fields_inferred_dependency, "A team that seems to consume an asset, but is not registered", 0xfff};
static const tessera_reflect_field fields_inferred_list[] = {
    {"inferred_dependencies", "inferred_dependencies", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_inferred_list, inferred_dependencies), 21, 21, INT64_MIN, INT64_MIN, NULL, &table_model_inferred_dependency, NULL, "Of them, the surest first"},
    {"total", "total", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_inferred_list, total), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "How many there are"},
};
const tessera_reflect_model table_model_inferred_list = {"inferred_list", "tessera_inferred_list", "InferredList", sizeof(tessera_inferred_list), 2, fields_inferred_list, "Consumers that were concluded", 0x3};
static const tessera_reflect_field fields_inference_confirm[] = {
    {"dependency_type", "dependency_type", TESSERA_KIND_ENUM, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 0, offsetof(tessera_inference_confirm, dependency_type), 15, 15, INT64_MIN, INT64_MIN, &table_enum_dependency_type, NULL, NULL, "How it uses it"},
    {"pinned_version", "pinned_version", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_inference_confirm, pinned_version), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version that it stays on"},
};
const tessera_reflect_model table_model_inference_confirm = {"inference_confirm", "tessera_inference_confirm", "InferenceConfirm", sizeof(tessera_inference_confirm), 2, fields_inference_confirm, "How the team consumes it", 0x0};
static const tessera_reflect_field fields_promoted_registration[] = {
    {"registration_id", "registration_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_promoted_registration, registration_id), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Registration"},
    {"contract_id", "contract_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_promoted_registration, contract_id), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The active contract"},
    {"consumer_team_id", "consumer_team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_promoted_registration, consumer_team_id), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Team"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_promoted_registration, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_registration_status, NULL, NULL, "State of the registration"},
};
const tessera_reflect_model table_model_promoted_registration = {"promoted_registration", "tessera_promoted_registration", "PromotedRegistration", sizeof(tessera_promoted_registration), 4, fields_promoted_registration, "The registration that came of it", 0xf};
static const tessera_reflect_field fields_inference_confirmed[] = {
    {"inferred_dependency_id", "inferred_dependency_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_inference_confirmed, inferred_dependency_id), 22, 22, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What was confirmed"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_inference_confirmed, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_inference_status, NULL, NULL, "Its state"},
    {"promoted_registration", "promoted_registration", TESSERA_KIND_RECORD, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_inference_confirmed, promoted_registration), 21, 21, INT64_MIN, INT64_MIN, NULL, &table_model_promoted_registration, NULL, "The team's registration; null: the asset has no active contract"},
};
const tessera_reflect_model table_model_inference_confirmed = {"inference_confirmed", "tessera_inference_confirmed", "InferenceConfirmed", sizeof(tessera_inference_confirmed), 3, fields_inference_confirmed, "What became of it", 0x3};
static const tessera_reflect_field fields_inference_reject[] = {
    {"reason", "reason", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_inference_reject, reason), 6, 6, 1, 2000, NULL, NULL, NULL, "Why; it stands in the audit log"},
};
const tessera_reflect_model table_model_inference_reject = {"inference_reject", "tessera_inference_reject", "InferenceReject", sizeof(tessera_inference_reject), 1, fields_inference_reject, "Why it is none", 0x1};
static const tessera_reflect_field fields_inference_rejected[] = {
    {"inferred_dependency_id", "inferred_dependency_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_inference_rejected, inferred_dependency_id), 22, 22, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What was rejected"},
    {"status", "status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_inference_rejected, status), 6, 6, INT64_MIN, INT64_MIN, &table_enum_inference_status, NULL, NULL, "Its state"},
};
const tessera_reflect_model table_model_inference_rejected = {"inference_rejected", "tessera_inference_rejected", "InferenceRejected", sizeof(tessera_inference_rejected), 2, fields_inference_rejected, "What became of it", 0x3};
static const tessera_reflect_field fields_coverage_gap[] = {
    {"asset_id", "asset_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_coverage_gap, asset_id), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset"},
    {"asset_fqn", "asset_fqn", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_coverage_gap, asset_fqn), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name, or unknown"},
    {"preflight_calls_30d", "preflight_calls_30d", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_coverage_gap, preflight_calls_30d), 19, 19, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Preflights of the last 30 days"},
    {"distinct_consumer_teams", "distinct_consumer_teams", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_coverage_gap, distinct_consumer_teams), 23, 23, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Teams among those who made them"},
    {"registrations", "registrations", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_coverage_gap, registrations), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Active registrations for any of its contracts"},
    {"inferred_pending", "inferred_pending", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_coverage_gap, inferred_pending), 16, 16, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Consumers that were concluded and await an answer"},
};
const tessera_reflect_model table_model_coverage_gap = {"coverage_gap", "tessera_coverage_gap", "CoverageGap", sizeof(tessera_coverage_gap), 6, fields_coverage_gap, "An asset that is looked at often", 0x3f};
static const tessera_reflect_field fields_discovery_figures[] = {
    {"total_assets", "total_assets", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_discovery_figures, total_assets), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Assets"},
    {"assets_with_registrations", "assets_with_registrations", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_discovery_figures, assets_with_registrations), 25, 25, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Assets with an active registration"},
    {"assets_with_inferred_only", "assets_with_inferred_only", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_discovery_figures, assets_with_inferred_only), 25, 25, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Others with a concluded consumer that awaits an answer"},
    {"assets_with_no_known_consumers", "assets_with_no_known_consumers", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_discovery_figures, assets_with_no_known_consumers), 30, 30, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The rest"},
    {"coverage_registered", "coverage_registered", TESSERA_KIND_NUMBER, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_discovery_figures, coverage_registered), 19, 19, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Part of the assets with a registration, four digits"},
    {"coverage_with_inferred", "coverage_with_inferred", TESSERA_KIND_NUMBER, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_discovery_figures, coverage_with_inferred), 22, 22, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Part of the assets with either"},
    {"highest_risk_gaps", "highest_risk_gaps", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_discovery_figures, highest_risk_gaps), 17, 17, INT64_MIN, INT64_MIN, NULL, &table_model_coverage_gap, NULL, "The 20 assets that are looked at most"},
};
const tessera_reflect_model table_model_discovery_figures = {"discovery_coverage", "tessera_discovery_figures", "DiscoveryCoverage", sizeof(tessera_discovery_figures), 7, fields_discovery_figures, "Of how many assets the consumers are known", 0x7f};
