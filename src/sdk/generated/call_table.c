// A row for each call of the API, in the order of enum tessera_call.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/generated/models_common.h"
#include "sdk/generated/models_health.h"
#include "sdk/generated/models_teams.h"
#include "sdk/generated/models_users.h"
#include "sdk/generated/models_repos.h"
#include "sdk/generated/models_services.h"
#include "sdk/generated/models_assets.h"
#include "sdk/generated/models_bulk.h"
#include "sdk/generated/models_search.h"
#include "sdk/generated/models_contracts.h"
#include "sdk/generated/models_proposals.h"
#include "sdk/generated/models_registrations.h"
#include "sdk/generated/models_schemas.h"
#include "sdk/generated/models_discovery.h"
#include "sdk/generated/models_graph.h"
#include "sdk/tables.h"

const tessera_reflect_call table_calls[] = {
    {"health", "check", "GET", "/health", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, true, 200, 0, NULL, &table_model_health, "State of the server and its parts", false, false},
    {"health", "ready", "GET", "/health/ready", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, true, 200, 503, NULL, &table_model_readiness, "Whether the server can answer requests; 503: it cannot, or not all", false, false},
    {"health", "live", "GET", "/health/live", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, true, 200, 0, NULL, &table_model_liveness, "Whether the server runs", false, false},
    {"description", "index", "GET", "/", {NULL}, 0, {false}, TESSERA_SHAPE_REPLY, true, 200, 0, NULL, NULL, "Where the rest is; browsers get the page for people", false, false},
    {"description", "openapi", "GET", "/openapi.json", {NULL}, 0, {false}, TESSERA_SHAPE_REPLY, true, 200, 0, NULL, NULL, "This API as an OpenAPI 3.1 document", false, false},
    {"description", "docs", "GET", "/docs", {NULL}, 0, {false}, TESSERA_SHAPE_REPLY, true, 200, 0, NULL, NULL, "This API as a page for people", false, false},
    {"teams", "create", "POST", "/api/v1/teams", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, false, 201, 0, &table_model_team_create, &table_model_team, "Create a team", true, true},
    {"teams", "list", "GET", "/api/v1/teams", {NULL}, 0, {false}, TESSERA_SHAPE_PAGE, true, 200, 0, &table_model_team_list_query, &table_model_team, "List active teams by name", false, false},
    {"teams", "get", "GET", "/api/v1/teams/{team_id}", {"team_id"}, 1, {true}, TESSERA_SHAPE_ONE, true, 200, 0, NULL, &table_model_team, "Get a team", false, false},
    {"teams", "update", "PATCH", "/api/v1/teams/{team_id}", {"team_id"}, 1, {true}, TESSERA_SHAPE_ONE, false, 200, 0, &table_model_team_update, &table_model_team, "Change a team", true, false},
    {"teams", "delete", "DELETE", "/api/v1/teams/{team_id}", {"team_id"}, 1, {true}, TESSERA_SHAPE_EMPTY, true, 204, 0, &table_model_team_delete_query, NULL, "Delete a team; it can be restored", false, false},
    {"teams", "restore", "POST", "/api/v1/teams/{team_id}/restore", {"team_id"}, 1, {true}, TESSERA_SHAPE_ONE, false, 200, 0, NULL, &table_model_team, "Restore a deleted team", false, false},
    {"teams", "members", "GET", "/api/v1/teams/{team_id}/members", {"team_id"}, 1, {true}, TESSERA_SHAPE_PAGE, true, 200, 0, &table_model_page_query, &table_model_user, "List a team's active users by name", false, false},
    {"teams", "reassign_assets", "POST", "/api/v1/teams/{team_id}/reassign-assets", {"team_id"}, 1, {true}, TESSERA_SHAPE_ONE, false, 200, 0, &table_model_reassign_assets, &table_model_reassign_result, "Move a team's assets to another team", true, false},
    {"users", "create", "POST", "/api/v1/users", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, false, 201, 0, &table_model_user_create, &table_model_user, "Create a user", true, true},
    {"users", "list", "GET", "/api/v1/users", {NULL}, 0, {false}, TESSERA_SHAPE_PAGE, true, 200, 0, &table_model_user_list_query, &table_model_user, "List users by name", false, false},
    {"users", "get", "GET", "/api/v1/users/{user_id}", {"user_id"}, 1, {true}, TESSERA_SHAPE_ONE, true, 200, 0, NULL, &table_model_user, "Get an active user", false, false},
    {"users", "update", "PATCH", "/api/v1/users/{user_id}", {"user_id"}, 1, {true}, TESSERA_SHAPE_ONE, false, 200, 0, &table_model_user_update, &table_model_user, "Change a user", true, false},
    {"users", "deactivate", "DELETE", "/api/v1/users/{user_id}", {"user_id"}, 1, {true}, TESSERA_SHAPE_EMPTY, true, 204, 0, NULL, NULL, "Deactivate a user", false, false},
    {"users", "reactivate", "POST", "/api/v1/users/{user_id}/reactivate", {"user_id"}, 1, {true}, TESSERA_SHAPE_ONE, false, 200, 0, NULL, &table_model_user, "Reactivate a user", false, false},
    {"assets", "create", "POST", "/api/v1/assets", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, false, 201, 0, &table_model_asset_create, &table_model_asset, "Create an asset", true, true},
    {"assets", "list", "GET", "/api/v1/assets", {NULL}, 0, {false}, TESSERA_SHAPE_PAGE, true, 200, 0, &table_model_assets_list_input, &table_model_asset, "List active assets", false, false},
    {"assets", "search", "GET", "/api/v1/assets/search", {NULL}, 0, {false}, TESSERA_SHAPE_PAGE, true, 200, 0, &table_model_assets_search_input, &table_model_asset_match, "Search active assets by name", false, false},
    {"assets", "bulk_assign", "POST", "/api/v1/assets/bulk-assign", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, false, 200, 0, &table_model_bulk_assign, &table_model_bulk_assign_result, "Give assets an owner user, or none", true, false},
    {"assets", "context_by_fqn", "GET", "/api/v1/assets/context", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, true, 200, 0, &table_model_asset_context_query, &table_model_asset_context, "All that is known of the asset of this name", false, false},
    {"assets", "get", "GET", "/api/v1/assets/{asset_id}", {"asset_id"}, 1, {true}, TESSERA_SHAPE_ONE, true, 200, 0, NULL, &table_model_asset, "Get an active asset", false, false},
    {"assets", "update", "PATCH", "/api/v1/assets/{asset_id}", {"asset_id"}, 1, {true}, TESSERA_SHAPE_ONE, false, 200, 0, &table_model_asset_update, &table_model_asset, "Change an asset", true, false},
    {"assets", "delete", "DELETE", "/api/v1/assets/{asset_id}", {"asset_id"}, 1, {true}, TESSERA_SHAPE_EMPTY, true, 204, 0, NULL, NULL, "Delete an asset; it can be restored", false, false},
    {"assets", "restore", "POST", "/api/v1/assets/{asset_id}/restore", {"asset_id"}, 1, {true}, TESSERA_SHAPE_ONE, false, 200, 0, NULL, &table_model_asset, "Restore a deleted asset", false, false},
    {"assets", "context", "GET", "/api/v1/assets/{asset_id}/context", {"asset_id"}, 1, {true}, TESSERA_SHAPE_ONE, true, 200, 0, NULL, &table_model_asset_context, "All that is known of an asset", false, false},
    {"assets", "publish_contract", "POST", "/api/v1/assets/{asset_id}/publish", {"asset_id"}, 1, {true}, TESSERA_SHAPE_ONE, false, 201, 200, &table_model_assets_publish_contract_input, &table_model_publish_result, "Publish a contract, or propose it where the change is breaking: the result has the contract, the proposal, or in a dry run what would be", true, true},
    {"assets", "list_contracts", "GET", "/api/v1/assets/{asset_id}/contracts", {"asset_id"}, 1, {true}, TESSERA_SHAPE_PAGE, true, 200, 0, &table_model_assets_list_contracts_input, &table_model_contract, "List an asset's contracts, newest first", false, false},
    {"assets", "get_contract_history", "GET", "/api/v1/assets/{asset_id}/contracts/history", {"asset_id"}, 1, {true}, TESSERA_SHAPE_ONE, true, 200, 0, &table_model_contract_history_query, &table_model_contract_history, "An asset's contracts, each compared with the one before", false, false},
    {"assets", "diff_contracts", "GET", "/api/v1/assets/{asset_id}/contracts/diff", {"asset_id"}, 1, {true}, TESSERA_SHAPE_ONE, true, 200, 0, &table_model_contract_diff_query, &table_model_contract_diff, "What changed between two versions of an asset's contract", false, false},
    {"assets", "version_suggestion", "POST", "/api/v1/assets/{asset_id}/version-suggestion", {"asset_id"}, 1, {true}, TESSERA_SHAPE_ONE, false, 200, 0, &table_model_version_request, &table_model_version_suggestion, "Which version a schema should get", true, false},
    {"assets", "impact_preview", "POST", "/api/v1/assets/{asset_id}/impact-preview", {"asset_id"}, 1, {true}, TESSERA_SHAPE_ONE, false, 200, 0, &table_model_impact_preview_request, &table_model_impact_preview, "What publishing a change would do, and to whom", true, false},
    {"assets", "add_dependency", "POST", "/api/v1/assets/{asset_id}/dependencies", {"asset_id"}, 1, {true}, TESSERA_SHAPE_ONE, false, 201, 0, &table_model_assets_add_dependency_input, &table_model_dependency, "Declare that an asset uses another", true, false},
    {"assets", "list_dependencies", "GET", "/api/v1/assets/{asset_id}/dependencies", {"asset_id"}, 1, {true}, TESSERA_SHAPE_PAGE, true, 200, 0, &table_model_page_query, &table_model_dependency, "List what an asset uses, oldest first", false, false},
    {"assets", "remove_dependency", "DELETE", "/api/v1/assets/{asset_id}/dependencies/{dependency_id}", {"asset_id", "dependency_id"}, 2, {true, true}, TESSERA_SHAPE_EMPTY, true, 204, 0, NULL, NULL, "Delete a dependency", false, false},
    {"assets", "get_lineage", "GET", "/api/v1/assets/{asset_id}/lineage", {"asset_id"}, 1, {true}, TESSERA_SHAPE_ONE, true, 200, 0, &table_model_lineage_query, &table_model_lineage, "What an asset is made from, and what is made from it", false, false},
    {"assets", "preflight", "GET", "/api/v1/assets/{fqn}/preflight", {"fqn"}, 1, {false}, TESSERA_SHAPE_ONE, true, 200, 0, &table_model_preflight_query, &table_model_preflight, "Whether the asset of this name may be used as it is; that it was asked is recorded", false, false},
    {"assets", "report_audit", "POST", "/api/v1/assets/{asset_id}/audit-results", {"asset_id"}, 1, {true}, TESSERA_SHAPE_ONE, false, 200, 0, &table_model_audit_report, &table_model_audit_run, "Record a run of an asset's quality checks", true, false},
    {"assets", "audit_history", "GET", "/api/v1/assets/{asset_id}/audit-history", {"asset_id"}, 1, {true}, TESSERA_SHAPE_ONE, true, 200, 0, &table_model_audit_history_query, &table_model_audit_history, "The runs of an asset's quality checks, newest first", false, false},
    {"assets", "audit_trends", "GET", "/api/v1/assets/{asset_id}/audit-trends", {"asset_id"}, 1, {true}, TESSERA_SHAPE_ONE, true, 200, 0, NULL, &table_model_audit_trends, "How an asset's quality checks go", false, false},
    {"assets", "check_impact", "POST", "/api/v1/assets/{asset_id}/impact", {"asset_id"}, 1, {true}, TESSERA_SHAPE_ONE, false, 200, 0, &table_model_assets_check_impact_input, &table_model_impact_analysis, "How far publishing a schema would reach", true, false},
    {"repos", "create", "POST", "/api/v1/repos", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, false, 201, 0, &table_model_repo_create, &table_model_repo, "Create a repository", true, true},
    {"repos", "list", "GET", "/api/v1/repos", {NULL}, 0, {false}, TESSERA_SHAPE_PAGE, true, 200, 0, &table_model_repo_list_query, &table_model_repo, "List repositories by name", false, false},
    {"repos", "get", "GET", "/api/v1/repos/{repo_id}", {"repo_id"}, 1, {true}, TESSERA_SHAPE_ONE, true, 200, 0, NULL, &table_model_repo, "Get a repository", false, false},
    {"repos", "update", "PATCH", "/api/v1/repos/{repo_id}", {"repo_id"}, 1, {true}, TESSERA_SHAPE_ONE, false, 200, 0, &table_model_repo_update, &table_model_repo, "Change a repository", true, false},
    {"repos", "delete", "DELETE", "/api/v1/repos/{repo_id}", {"repo_id"}, 1, {true}, TESSERA_SHAPE_EMPTY, true, 204, 0, NULL, NULL, "Delete a repository; its services stay", false, false},
    {"services", "create", "POST", "/api/v1/services", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, false, 201, 0, &table_model_service_create, &table_model_service, "Create a service of a repository", true, true},
    {"services", "list", "GET", "/api/v1/services", {NULL}, 0, {false}, TESSERA_SHAPE_PAGE, true, 200, 0, &table_model_service_list_query, &table_model_service, "List services by name", false, false},
    {"services", "get", "GET", "/api/v1/services/{service_id}", {"service_id"}, 1, {true}, TESSERA_SHAPE_ONE, true, 200, 0, NULL, &table_model_service, "Get a service", false, false},
    {"services", "update", "PATCH", "/api/v1/services/{service_id}", {"service_id"}, 1, {true}, TESSERA_SHAPE_ONE, false, 200, 0, &table_model_service_update, &table_model_service, "Change a service", true, false},
    {"services", "delete", "DELETE", "/api/v1/services/{service_id}", {"service_id"}, 1, {true}, TESSERA_SHAPE_EMPTY, true, 204, 0, NULL, NULL, "Delete a service; its assets stay", false, false},
    {"services", "assets", "GET", "/api/v1/services/{service_id}/assets", {"service_id"}, 1, {true}, TESSERA_SHAPE_PAGE, true, 200, 0, &table_model_page_query, &table_model_asset, "List a service's active assets by name", false, false},
    {"discovery", "scan", "POST", "/api/v1/discovery/scan", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, false, 200, 0, &table_model_discovery_scope, &table_model_discovery_result, "Conclude from preflights who consumes what", true, false},
    {"discovery", "inferred", "GET", "/api/v1/discovery/inferred", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, true, 200, 0, &table_model_inferred_query, &table_model_inferred_list, "Consumers that were concluded, the surest first", false, false},
    {"discovery", "confirm", "POST", "/api/v1/discovery/inferred/{inference_id}/confirm", {"inference_id"}, 1, {true}, TESSERA_SHAPE_ONE, false, 200, 0, &table_model_inference_confirm, &table_model_inference_confirmed, "Confirm a concluded consumer, which registers it", true, false},
    {"discovery", "reject", "POST", "/api/v1/discovery/inferred/{inference_id}/reject", {"inference_id"}, 1, {true}, TESSERA_SHAPE_ONE, false, 200, 0, &table_model_inference_reject, &table_model_inference_rejected, "Reject a concluded consumer for good", true, false},
    {"discovery", "coverage", "GET", "/api/v1/discovery/coverage", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, true, 200, 0, NULL, &table_model_discovery_figures, "Of how many assets the consumers are known", false, false},
    {"graph", "services", "GET", "/api/v1/graph/services", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, true, 200, 0, &table_model_graph_query, &table_model_service_graph, "Services, and which uses which", false, false},
    {"graph", "neighborhood", "GET", "/api/v1/graph/services/{service_id}/neighborhood", {"service_id"}, 1, {true}, TESSERA_SHAPE_ONE, true, 200, 0, NULL, &table_model_service_graph, "A service, and those that it uses or that use it", false, false},
    {"graph", "impact", "GET", "/api/v1/graph/impact/{asset_id}", {"asset_id"}, 1, {true}, TESSERA_SHAPE_ONE, true, 200, 0, &table_model_graph_impact_query, &table_model_impact_graph, "Which services a change of an asset would reach", false, false},
    {"contracts", "list", "GET", "/api/v1/contracts", {NULL}, 0, {false}, TESSERA_SHAPE_PAGE, true, 200, 0, &table_model_contract_list_query, &table_model_contract, "List contracts, newest first", false, false},
    {"contracts", "compare", "POST", "/api/v1/contracts/compare", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, false, 200, 0, &table_model_contracts_compare_input, &table_model_compare_result, "What changed from one contract to another, or from one schema to another", true, false},
    {"contracts", "get", "GET", "/api/v1/contracts/{contract_id}", {"contract_id"}, 1, {true}, TESSERA_SHAPE_ONE, true, 200, 0, NULL, &table_model_contract, "Get a contract", false, false},
    {"contracts", "update_guarantees", "PATCH", "/api/v1/contracts/{contract_id}/guarantees", {"contract_id"}, 1, {true}, TESSERA_SHAPE_ONE, false, 200, 0, &table_model_guarantees_update, &table_model_contract, "Replace the guarantees of an active contract", true, false},
    {"contracts", "get_registrations", "GET", "/api/v1/contracts/{contract_id}/registrations", {"contract_id"}, 1, {true}, TESSERA_SHAPE_PAGE, true, 200, 0, &table_model_page_query, &table_model_registration, "List a contract's registrations, newest first", false, false},
    {"contracts", "bulk_publish", "POST", "/api/v1/contracts/bulk", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, false, 200, 0, &table_model_contracts_bulk_publish_input, &table_model_bulk_publish_result, "Publish many schemas; a dry run unless told otherwise", true, false},
    {"registrations", "create", "POST", "/api/v1/registrations", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, false, 201, 0, &table_model_registrations_create_input, &table_model_registration, "Register a team as a consumer of a contract", true, true},
    {"registrations", "list", "GET", "/api/v1/registrations", {NULL}, 0, {false}, TESSERA_SHAPE_PAGE, true, 200, 0, &table_model_registrations_list_input, &table_model_registration, "List registrations, newest first", false, false},
    {"registrations", "get", "GET", "/api/v1/registrations/{registration_id}", {"registration_id"}, 1, {true}, TESSERA_SHAPE_ONE, true, 200, 0, NULL, &table_model_registration, "Get a registration", false, false},
    {"registrations", "update", "PATCH", "/api/v1/registrations/{registration_id}", {"registration_id"}, 1, {true}, TESSERA_SHAPE_ONE, false, 200, 0, &table_model_registration_update, &table_model_registration, "Change a registration", true, false},
    {"registrations", "delete", "DELETE", "/api/v1/registrations/{registration_id}", {"registration_id"}, 1, {true}, TESSERA_SHAPE_EMPTY, true, 204, 0, NULL, NULL, "Delete a registration", false, false},
    {"proposals", "list", "GET", "/api/v1/proposals", {NULL}, 0, {false}, TESSERA_SHAPE_PAGE, true, 200, 0, &table_model_proposal_list_query, &table_model_proposal_entry, "List proposals, newest first", false, false},
    {"proposals", "get", "GET", "/api/v1/proposals/{proposal_id}", {"proposal_id"}, 1, {true}, TESSERA_SHAPE_ONE, true, 200, 0, &table_model_proposal_query, &table_model_proposal_detail, "Get a proposal, with how far it has come unless told otherwise", false, false},
    {"proposals", "get_status", "GET", "/api/v1/proposals/{proposal_id}/status", {"proposal_id"}, 1, {true}, TESSERA_SHAPE_ONE, true, 200, 0, NULL, &table_model_proposal_status_response, "How far a proposal has come", false, false},
    {"proposals", "pending", "GET", "/api/v1/proposals/pending/{team_id}", {"team_id"}, 1, {true}, TESSERA_SHAPE_ONE, true, 200, 0, &table_model_pending_proposals_query, &table_model_pending_proposals, "The proposals that wait for a team's answer, newest first", false, false},
    {"proposals", "acknowledge", "POST", "/api/v1/proposals/{proposal_id}/acknowledge", {"proposal_id"}, 1, {true}, TESSERA_SHAPE_ONE, false, 201, 0, &table_model_proposals_acknowledge_input, &table_model_acknowledgment, "Answer a proposal as a consumer", true, false},
    {"proposals", "file_objection", "POST", "/api/v1/proposals/{proposal_id}/object", {"proposal_id"}, 1, {true}, TESSERA_SHAPE_ONE, false, 201, 0, &table_model_proposals_file_objection_input, &table_model_objection_result, "Object to a proposal as a team downstream, which blocks nothing", true, false},
    {"proposals", "withdraw", "POST", "/api/v1/proposals/{proposal_id}/withdraw", {"proposal_id"}, 1, {true}, TESSERA_SHAPE_ONE, false, 200, 0, NULL, &table_model_proposal, "Take a proposal back", false, false},
    {"proposals", "force", "POST", "/api/v1/proposals/{proposal_id}/force", {"proposal_id"}, 1, {true}, TESSERA_SHAPE_ONE, false, 200, 0, &table_model_force_query, &table_model_proposal, "Approve a proposal without the rest of its consumers", false, false},
    {"proposals", "expire", "POST", "/api/v1/proposals/{proposal_id}/expire", {"proposal_id"}, 1, {true}, TESSERA_SHAPE_ONE, false, 200, 0, NULL, &table_model_proposal, "Give a proposal up", false, false},
    {"proposals", "publish", "POST", "/api/v1/proposals/{proposal_id}/publish", {"proposal_id"}, 1, {true}, TESSERA_SHAPE_ONE, false, 200, 0, &table_model_proposals_publish_input, &table_model_proposal_published, "Publish an approved proposal as a contract", true, false},
    {"proposals", "expire_pending", "POST", "/api/v1/proposals/expire-pending", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, false, 200, 0, NULL, &table_model_expired_proposals, "Expire the proposals whose time ran out", false, false},
    {"schemas", "validate", "POST", "/api/v1/schemas/validate", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, false, 200, 0, &table_model_schema_to_check, &table_model_schema_validity, "Whether a document is a valid JSON Schema", true, false},
    {"bulk", "create_registrations", "POST", "/api/v1/bulk/registrations", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, false, 200, 207, &table_model_bulk_registrations, &table_model_bulk_result, "Register teams as consumers of many contracts", true, false},
    {"bulk", "create_assets", "POST", "/api/v1/bulk/assets", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, false, 200, 207, &table_model_bulk_assets, &table_model_bulk_result, "Create many assets", true, false},
    {"bulk", "create_acknowledgments", "POST", "/api/v1/bulk/acknowledgments", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, false, 200, 207, &table_model_bulk_acknowledgments, &table_model_bulk_result, "Answer many proposals", true, false},
    {"search", "everything", "GET", "/api/v1/search", {NULL}, 0, {false}, TESSERA_SHAPE_ONE, true, 200, 0, &table_model_search_query, &table_model_search_reply, "Search teams, users, assets and contracts", false, false},
};
