// The calls of the API.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/models.h"

#ifdef __cplusplus
extern "C" {
#endif

// Each call exists three times: tessera_x waits and gives the result, tessera_x_async gives a future at once, and
// tessera_x_result takes the result of that future. Ids are UUIDs as text. Inputs are copied before the call returns; NULL
// stands for an empty input. Synchronous calls return a tessera_status: TESSERA_OK, or the failure that `*error` (may be
// NULL) describes; the result is then untouched. `out` may be NULL to drop the result. Futures are never NULL.

// State of the server and its parts. GET /health
TESSERA_API int tessera_health_check(tessera_client *client, tessera_health **out, tessera_error *error);
TESSERA_API tessera_future *tessera_health_check_async(tessera_client *client) TESSERA_MUST_USE;
TESSERA_API int tessera_health_check_result(tessera_future *future, tessera_health **out, tessera_error *error);

// Whether the server can answer requests. GET /health/ready
TESSERA_API int tessera_health_ready(tessera_client *client, tessera_readiness **out, tessera_error *error);
TESSERA_API tessera_future *tessera_health_ready_async(tessera_client *client) TESSERA_MUST_USE;
TESSERA_API int tessera_health_ready_result(tessera_future *future, tessera_readiness **out, tessera_error *error);

// Whether the server runs. GET /health/live
TESSERA_API int tessera_health_live(tessera_client *client, tessera_liveness **out, tessera_error *error);
TESSERA_API tessera_future *tessera_health_live_async(tessera_client *client) TESSERA_MUST_USE;
TESSERA_API int tessera_health_live_result(tessera_future *future, tessera_liveness **out, tessera_error *error);

// This API as an OpenAPI 3.1 document. GET /openapi.json
TESSERA_API int tessera_description_openapi(tessera_client *client, tessera_reply **out, tessera_error *error);
TESSERA_API tessera_future *tessera_description_openapi_async(tessera_client *client) TESSERA_MUST_USE;
TESSERA_API int tessera_description_openapi_result(tessera_future *future, tessera_reply **out, tessera_error *error);

// This API as a page for people. GET /docs
TESSERA_API int tessera_description_docs(tessera_client *client, tessera_reply **out, tessera_error *error);
TESSERA_API tessera_future *tessera_description_docs_async(tessera_client *client) TESSERA_MUST_USE;
TESSERA_API int tessera_description_docs_result(tessera_future *future, tessera_reply **out, tessera_error *error);

// Create a team. POST /api/v1/teams
TESSERA_API int tessera_teams_create(tessera_client *client, const tessera_team_create *in, tessera_team **out,
    tessera_error *error);
TESSERA_API tessera_future *tessera_teams_create_async(tessera_client *client,
    const tessera_team_create *in) TESSERA_MUST_USE;
TESSERA_API int tessera_teams_create_result(tessera_future *future, tessera_team **out, tessera_error *error);

// List active teams by name. GET /api/v1/teams
TESSERA_API int tessera_teams_list(tessera_client *client, const tessera_team_list_query *in, tessera_team_page **out,
    tessera_error *error);
TESSERA_API tessera_future *tessera_teams_list_async(tessera_client *client,
    const tessera_team_list_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_teams_list_result(tessera_future *future, tessera_team_page **out, tessera_error *error);

// Get a team. GET /api/v1/teams/{team_id}
TESSERA_API int tessera_teams_get(tessera_client *client, const char *team_id, tessera_team **out,
    tessera_error *error);
TESSERA_API tessera_future *tessera_teams_get_async(tessera_client *client, const char *team_id) TESSERA_MUST_USE;
TESSERA_API int tessera_teams_get_result(tessera_future *future, tessera_team **out, tessera_error *error);

// Change a team. PATCH /api/v1/teams/{team_id}
TESSERA_API int tessera_teams_update(tessera_client *client, const char *team_id, const tessera_team_update *in,
    tessera_team **out, tessera_error *error);
TESSERA_API tessera_future *tessera_teams_update_async(tessera_client *client, const char *team_id,
    const tessera_team_update *in) TESSERA_MUST_USE;
TESSERA_API int tessera_teams_update_result(tessera_future *future, tessera_team **out, tessera_error *error);

// Delete a team; it can be restored. DELETE /api/v1/teams/{team_id}
TESSERA_API int tessera_teams_delete(tessera_client *client, const char *team_id, const tessera_team_delete_query *in,
    tessera_error *error);
TESSERA_API tessera_future *tessera_teams_delete_async(tessera_client *client, const char *team_id,
    const tessera_team_delete_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_teams_delete_result(tessera_future *future, tessera_error *error);

// Restore a deleted team. POST /api/v1/teams/{team_id}/restore
TESSERA_API int tessera_teams_restore(tessera_client *client, const char *team_id, tessera_team **out,
    tessera_error *error);
TESSERA_API tessera_future *tessera_teams_restore_async(tessera_client *client, const char *team_id) TESSERA_MUST_USE;
TESSERA_API int tessera_teams_restore_result(tessera_future *future, tessera_team **out, tessera_error *error);

// List a team's active users by name. GET /api/v1/teams/{team_id}/members
TESSERA_API int tessera_teams_members(tessera_client *client, const char *team_id, const tessera_page_query *in,
    tessera_user_page **out, tessera_error *error);
TESSERA_API tessera_future *tessera_teams_members_async(tessera_client *client, const char *team_id,
    const tessera_page_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_teams_members_result(tessera_future *future, tessera_user_page **out, tessera_error *error);

// Move a team's assets to another team. POST /api/v1/teams/{team_id}/reassign-assets
TESSERA_API int tessera_teams_reassign_assets(tessera_client *client, const char *team_id,
    const tessera_reassign_assets *in, tessera_reassign_result **out, tessera_error *error);
TESSERA_API tessera_future *tessera_teams_reassign_assets_async(tessera_client *client, const char *team_id,
    const tessera_reassign_assets *in) TESSERA_MUST_USE;
TESSERA_API int tessera_teams_reassign_assets_result(tessera_future *future, tessera_reassign_result **out,
    tessera_error *error);

// Create a user. POST /api/v1/users
TESSERA_API int tessera_users_create(tessera_client *client, const tessera_user_create *in, tessera_user **out,
    tessera_error *error);
TESSERA_API tessera_future *tessera_users_create_async(tessera_client *client,
    const tessera_user_create *in) TESSERA_MUST_USE;
TESSERA_API int tessera_users_create_result(tessera_future *future, tessera_user **out, tessera_error *error);

// List users by name. GET /api/v1/users
TESSERA_API int tessera_users_list(tessera_client *client, const tessera_user_list_query *in, tessera_user_page **out,
    tessera_error *error);
TESSERA_API tessera_future *tessera_users_list_async(tessera_client *client,
    const tessera_user_list_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_users_list_result(tessera_future *future, tessera_user_page **out, tessera_error *error);

// Get an active user. GET /api/v1/users/{user_id}
TESSERA_API int tessera_users_get(tessera_client *client, const char *user_id, tessera_user **out,
    tessera_error *error);
TESSERA_API tessera_future *tessera_users_get_async(tessera_client *client, const char *user_id) TESSERA_MUST_USE;
TESSERA_API int tessera_users_get_result(tessera_future *future, tessera_user **out, tessera_error *error);

// Change a user. PATCH /api/v1/users/{user_id}
TESSERA_API int tessera_users_update(tessera_client *client, const char *user_id, const tessera_user_update *in,
    tessera_user **out, tessera_error *error);
TESSERA_API tessera_future *tessera_users_update_async(tessera_client *client, const char *user_id,
    const tessera_user_update *in) TESSERA_MUST_USE;
TESSERA_API int tessera_users_update_result(tessera_future *future, tessera_user **out, tessera_error *error);

// Deactivate a user. DELETE /api/v1/users/{user_id}
TESSERA_API int tessera_users_deactivate(tessera_client *client, const char *user_id, tessera_error *error);
TESSERA_API tessera_future *tessera_users_deactivate_async(tessera_client *client,
    const char *user_id) TESSERA_MUST_USE;
TESSERA_API int tessera_users_deactivate_result(tessera_future *future, tessera_error *error);

// Reactivate a user. POST /api/v1/users/{user_id}/reactivate
TESSERA_API int tessera_users_reactivate(tessera_client *client, const char *user_id, tessera_user **out,
    tessera_error *error);
TESSERA_API tessera_future *tessera_users_reactivate_async(tessera_client *client,
    const char *user_id) TESSERA_MUST_USE;
TESSERA_API int tessera_users_reactivate_result(tessera_future *future, tessera_user **out, tessera_error *error);

// Create an asset. POST /api/v1/assets
TESSERA_API int tessera_assets_create(tessera_client *client, const tessera_asset_create *in, tessera_asset **out,
    tessera_error *error);
TESSERA_API tessera_future *tessera_assets_create_async(tessera_client *client,
    const tessera_asset_create *in) TESSERA_MUST_USE;
TESSERA_API int tessera_assets_create_result(tessera_future *future, tessera_asset **out, tessera_error *error);

// List active assets. GET /api/v1/assets
TESSERA_API int tessera_assets_list(tessera_client *client, const tessera_assets_list_input *in,
    tessera_asset_page **out, tessera_error *error);
TESSERA_API tessera_future *tessera_assets_list_async(tessera_client *client,
    const tessera_assets_list_input *in) TESSERA_MUST_USE;
TESSERA_API int tessera_assets_list_result(tessera_future *future, tessera_asset_page **out, tessera_error *error);

// Search active assets by name. GET /api/v1/assets/search
TESSERA_API int tessera_assets_search(tessera_client *client, const tessera_assets_search_input *in,
    tessera_asset_match_page **out, tessera_error *error);
TESSERA_API tessera_future *tessera_assets_search_async(tessera_client *client,
    const tessera_assets_search_input *in) TESSERA_MUST_USE;
TESSERA_API int tessera_assets_search_result(tessera_future *future, tessera_asset_match_page **out,
    tessera_error *error);

// Give assets an owner user, or none. POST /api/v1/assets/bulk-assign
TESSERA_API int tessera_assets_bulk_assign(tessera_client *client, const tessera_bulk_assign *in,
    tessera_bulk_assign_result **out, tessera_error *error);
TESSERA_API tessera_future *tessera_assets_bulk_assign_async(tessera_client *client,
    const tessera_bulk_assign *in) TESSERA_MUST_USE;
TESSERA_API int tessera_assets_bulk_assign_result(tessera_future *future, tessera_bulk_assign_result **out,
    tessera_error *error);

// All that is known of the asset of this name. GET /api/v1/assets/context
TESSERA_API int tessera_assets_context_by_fqn(tessera_client *client, const tessera_asset_context_query *in,
    tessera_asset_context **out, tessera_error *error);
TESSERA_API tessera_future *tessera_assets_context_by_fqn_async(tessera_client *client,
    const tessera_asset_context_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_assets_context_by_fqn_result(tessera_future *future, tessera_asset_context **out,
    tessera_error *error);

// Get an active asset. GET /api/v1/assets/{asset_id}
TESSERA_API int tessera_assets_get(tessera_client *client, const char *asset_id, tessera_asset **out,
    tessera_error *error);
TESSERA_API tessera_future *tessera_assets_get_async(tessera_client *client, const char *asset_id) TESSERA_MUST_USE;
TESSERA_API int tessera_assets_get_result(tessera_future *future, tessera_asset **out, tessera_error *error);

// Change an asset. PATCH /api/v1/assets/{asset_id}
TESSERA_API int tessera_assets_update(tessera_client *client, const char *asset_id, const tessera_asset_update *in,
    tessera_asset **out, tessera_error *error);
TESSERA_API tessera_future *tessera_assets_update_async(tessera_client *client, const char *asset_id,
    const tessera_asset_update *in) TESSERA_MUST_USE;
TESSERA_API int tessera_assets_update_result(tessera_future *future, tessera_asset **out, tessera_error *error);

// Delete an asset; it can be restored. DELETE /api/v1/assets/{asset_id}
TESSERA_API int tessera_assets_delete(tessera_client *client, const char *asset_id, tessera_error *error);
TESSERA_API tessera_future *tessera_assets_delete_async(tessera_client *client, const char *asset_id) TESSERA_MUST_USE;
TESSERA_API int tessera_assets_delete_result(tessera_future *future, tessera_error *error);

// Restore a deleted asset. POST /api/v1/assets/{asset_id}/restore
TESSERA_API int tessera_assets_restore(tessera_client *client, const char *asset_id, tessera_asset **out,
    tessera_error *error);
TESSERA_API tessera_future *tessera_assets_restore_async(tessera_client *client, const char *asset_id) TESSERA_MUST_USE;
TESSERA_API int tessera_assets_restore_result(tessera_future *future, tessera_asset **out, tessera_error *error);

// All that is known of an asset. GET /api/v1/assets/{asset_id}/context
TESSERA_API int tessera_assets_context(tessera_client *client, const char *asset_id, tessera_asset_context **out,
    tessera_error *error);
TESSERA_API tessera_future *tessera_assets_context_async(tessera_client *client, const char *asset_id) TESSERA_MUST_USE;
TESSERA_API int tessera_assets_context_result(tessera_future *future, tessera_asset_context **out,
    tessera_error *error);

// Publish a contract, or propose it where the change is breaking. POST /api/v1/assets/{asset_id}/publish
TESSERA_API int tessera_assets_publish_contract(tessera_client *client, const char *asset_id,
    const tessera_assets_publish_contract_input *in, tessera_publish_result **out, tessera_error *error);
TESSERA_API tessera_future *tessera_assets_publish_contract_async(tessera_client *client, const char *asset_id,
    const tessera_assets_publish_contract_input *in) TESSERA_MUST_USE;
TESSERA_API int tessera_assets_publish_contract_result(tessera_future *future, tessera_publish_result **out,
    tessera_error *error);

// List an asset's contracts, newest first. GET /api/v1/assets/{asset_id}/contracts
TESSERA_API int tessera_assets_list_contracts(tessera_client *client, const char *asset_id,
    const tessera_asset_contracts_query *in, tessera_contract_page **out, tessera_error *error);
TESSERA_API tessera_future *tessera_assets_list_contracts_async(tessera_client *client, const char *asset_id,
    const tessera_asset_contracts_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_assets_list_contracts_result(tessera_future *future, tessera_contract_page **out,
    tessera_error *error);

// An asset's contracts, each compared with the one before. GET /api/v1/assets/{asset_id}/contracts/history
TESSERA_API int tessera_assets_get_contract_history(tessera_client *client, const char *asset_id,
    const tessera_contract_history_query *in, tessera_contract_history **out, tessera_error *error);
TESSERA_API tessera_future *tessera_assets_get_contract_history_async(tessera_client *client, const char *asset_id,
    const tessera_contract_history_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_assets_get_contract_history_result(tessera_future *future, tessera_contract_history **out,
    tessera_error *error);

// What changed between two versions of an asset's contract. GET /api/v1/assets/{asset_id}/contracts/diff
TESSERA_API int tessera_assets_diff_contracts(tessera_client *client, const char *asset_id,
    const tessera_contract_diff_query *in, tessera_contract_diff **out, tessera_error *error);
TESSERA_API tessera_future *tessera_assets_diff_contracts_async(tessera_client *client, const char *asset_id,
    const tessera_contract_diff_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_assets_diff_contracts_result(tessera_future *future, tessera_contract_diff **out,
    tessera_error *error);

// Which version a schema should get. POST /api/v1/assets/{asset_id}/version-suggestion
TESSERA_API int tessera_assets_version_suggestion(tessera_client *client, const char *asset_id,
    const tessera_version_request *in, tessera_version_suggestion **out, tessera_error *error);
TESSERA_API tessera_future *tessera_assets_version_suggestion_async(tessera_client *client, const char *asset_id,
    const tessera_version_request *in) TESSERA_MUST_USE;
TESSERA_API int tessera_assets_version_suggestion_result(tessera_future *future, tessera_version_suggestion **out,
    tessera_error *error);

// List contracts, newest first. GET /api/v1/contracts
TESSERA_API int tessera_contracts_list(tessera_client *client, const tessera_contract_list_query *in,
    tessera_contract_page **out, tessera_error *error);
TESSERA_API tessera_future *tessera_contracts_list_async(tessera_client *client,
    const tessera_contract_list_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_contracts_list_result(tessera_future *future, tessera_contract_page **out,
    tessera_error *error);

// What changed from one contract to another. POST /api/v1/contracts/compare
TESSERA_API int tessera_contracts_compare(tessera_client *client, const tessera_contracts_compare_input *in,
    tessera_compare_result **out, tessera_error *error);
TESSERA_API tessera_future *tessera_contracts_compare_async(tessera_client *client,
    const tessera_contracts_compare_input *in) TESSERA_MUST_USE;
TESSERA_API int tessera_contracts_compare_result(tessera_future *future, tessera_compare_result **out,
    tessera_error *error);

// Get a contract. GET /api/v1/contracts/{contract_id}
TESSERA_API int tessera_contracts_get(tessera_client *client, const char *contract_id, tessera_contract **out,
    tessera_error *error);
TESSERA_API tessera_future *tessera_contracts_get_async(tessera_client *client,
    const char *contract_id) TESSERA_MUST_USE;
TESSERA_API int tessera_contracts_get_result(tessera_future *future, tessera_contract **out, tessera_error *error);

// Replace the guarantees of an active contract. PATCH /api/v1/contracts/{contract_id}/guarantees
TESSERA_API int tessera_contracts_update_guarantees(tessera_client *client, const char *contract_id,
    const tessera_guarantees_update *in, tessera_contract **out, tessera_error *error);
TESSERA_API tessera_future *tessera_contracts_update_guarantees_async(tessera_client *client, const char *contract_id,
    const tessera_guarantees_update *in) TESSERA_MUST_USE;
TESSERA_API int tessera_contracts_update_guarantees_result(tessera_future *future, tessera_contract **out,
    tessera_error *error);

// List a contract's registrations, newest first. GET /api/v1/contracts/{contract_id}/registrations
TESSERA_API int tessera_contracts_get_registrations(tessera_client *client, const char *contract_id,
    const tessera_page_query *in, tessera_registration_page **out, tessera_error *error);
TESSERA_API tessera_future *tessera_contracts_get_registrations_async(tessera_client *client, const char *contract_id,
    const tessera_page_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_contracts_get_registrations_result(tessera_future *future, tessera_registration_page **out,
    tessera_error *error);

// Publish many schemas; a dry run unless told otherwise. POST /api/v1/contracts/bulk
TESSERA_API int tessera_contracts_bulk_publish(tessera_client *client, const tessera_contracts_bulk_publish_input *in,
    tessera_bulk_publish_result **out, tessera_error *error);
TESSERA_API tessera_future *tessera_contracts_bulk_publish_async(tessera_client *client,
    const tessera_contracts_bulk_publish_input *in) TESSERA_MUST_USE;
TESSERA_API int tessera_contracts_bulk_publish_result(tessera_future *future, tessera_bulk_publish_result **out,
    tessera_error *error);

// Register a team as a consumer of a contract. POST /api/v1/registrations
TESSERA_API int tessera_registrations_create(tessera_client *client, const tessera_registrations_create_input *in,
    tessera_registration **out, tessera_error *error);
TESSERA_API tessera_future *tessera_registrations_create_async(tessera_client *client,
    const tessera_registrations_create_input *in) TESSERA_MUST_USE;
TESSERA_API int tessera_registrations_create_result(tessera_future *future, tessera_registration **out,
    tessera_error *error);

// List registrations, newest first. GET /api/v1/registrations
TESSERA_API int tessera_registrations_list(tessera_client *client, const tessera_registrations_list_input *in,
    tessera_registration_page **out, tessera_error *error);
TESSERA_API tessera_future *tessera_registrations_list_async(tessera_client *client,
    const tessera_registrations_list_input *in) TESSERA_MUST_USE;
TESSERA_API int tessera_registrations_list_result(tessera_future *future, tessera_registration_page **out,
    tessera_error *error);

// Get a registration. GET /api/v1/registrations/{registration_id}
TESSERA_API int tessera_registrations_get(tessera_client *client, const char *registration_id,
    tessera_registration **out, tessera_error *error);
TESSERA_API tessera_future *tessera_registrations_get_async(tessera_client *client,
    const char *registration_id) TESSERA_MUST_USE;
TESSERA_API int tessera_registrations_get_result(tessera_future *future, tessera_registration **out,
    tessera_error *error);

// Change a registration. PATCH /api/v1/registrations/{registration_id}
TESSERA_API int tessera_registrations_update(tessera_client *client, const char *registration_id,
    const tessera_registration_update *in, tessera_registration **out, tessera_error *error);
TESSERA_API tessera_future *tessera_registrations_update_async(tessera_client *client, const char *registration_id,
    const tessera_registration_update *in) TESSERA_MUST_USE;
TESSERA_API int tessera_registrations_update_result(tessera_future *future, tessera_registration **out,
    tessera_error *error);

// Delete a registration. DELETE /api/v1/registrations/{registration_id}
TESSERA_API int tessera_registrations_delete(tessera_client *client, const char *registration_id, tessera_error *error);
TESSERA_API tessera_future *tessera_registrations_delete_async(tessera_client *client,
    const char *registration_id) TESSERA_MUST_USE;
TESSERA_API int tessera_registrations_delete_result(tessera_future *future, tessera_error *error);

// Whether a document is a valid JSON Schema. POST /api/v1/schemas/validate
TESSERA_API int tessera_schemas_validate(tessera_client *client, const tessera_schema_to_check *in,
    tessera_schema_validity **out, tessera_error *error);
TESSERA_API tessera_future *tessera_schemas_validate_async(tessera_client *client,
    const tessera_schema_to_check *in) TESSERA_MUST_USE;
TESSERA_API int tessera_schemas_validate_result(tessera_future *future, tessera_schema_validity **out,
    tessera_error *error);

// Register teams as consumers of many contracts. POST /api/v1/bulk/registrations
TESSERA_API int tessera_bulk_create_registrations(tessera_client *client, const tessera_bulk_registrations *in,
    tessera_bulk_result **out, tessera_error *error);
TESSERA_API tessera_future *tessera_bulk_create_registrations_async(tessera_client *client,
    const tessera_bulk_registrations *in) TESSERA_MUST_USE;
TESSERA_API int tessera_bulk_create_registrations_result(tessera_future *future, tessera_bulk_result **out,
    tessera_error *error);

// Create many assets. POST /api/v1/bulk/assets
TESSERA_API int tessera_bulk_create_assets(tessera_client *client, const tessera_bulk_assets *in,
    tessera_bulk_result **out, tessera_error *error);
TESSERA_API tessera_future *tessera_bulk_create_assets_async(tessera_client *client,
    const tessera_bulk_assets *in) TESSERA_MUST_USE;
TESSERA_API int tessera_bulk_create_assets_result(tessera_future *future, tessera_bulk_result **out,
    tessera_error *error);

// Search teams, users, assets and contracts. GET /api/v1/search
TESSERA_API int tessera_search_everything(tessera_client *client, const tessera_search_query *in,
    tessera_search_reply **out, tessera_error *error);
TESSERA_API tessera_future *tessera_search_everything_async(tessera_client *client,
    const tessera_search_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_search_everything_result(tessera_future *future, tessera_search_reply **out,
    tessera_error *error);

// The calls by number, for tessera_submit (tessera/reflect.h).
typedef enum tessera_call {
    TESSERA_CALL_HEALTH_CHECK,
    TESSERA_CALL_HEALTH_READY,
    TESSERA_CALL_HEALTH_LIVE,
    TESSERA_CALL_DESCRIPTION_OPENAPI,
    TESSERA_CALL_DESCRIPTION_DOCS,
    TESSERA_CALL_TEAMS_CREATE,
    TESSERA_CALL_TEAMS_LIST,
    TESSERA_CALL_TEAMS_GET,
    TESSERA_CALL_TEAMS_UPDATE,
    TESSERA_CALL_TEAMS_DELETE,
    TESSERA_CALL_TEAMS_RESTORE,
    TESSERA_CALL_TEAMS_MEMBERS,
    TESSERA_CALL_TEAMS_REASSIGN_ASSETS,
    TESSERA_CALL_USERS_CREATE,
    TESSERA_CALL_USERS_LIST,
    TESSERA_CALL_USERS_GET,
    TESSERA_CALL_USERS_UPDATE,
    TESSERA_CALL_USERS_DEACTIVATE,
    TESSERA_CALL_USERS_REACTIVATE,
    TESSERA_CALL_ASSETS_CREATE,
    TESSERA_CALL_ASSETS_LIST,
    TESSERA_CALL_ASSETS_SEARCH,
    TESSERA_CALL_ASSETS_BULK_ASSIGN,
    TESSERA_CALL_ASSETS_CONTEXT_BY_FQN,
    TESSERA_CALL_ASSETS_GET,
    TESSERA_CALL_ASSETS_UPDATE,
    TESSERA_CALL_ASSETS_DELETE,
    TESSERA_CALL_ASSETS_RESTORE,
    TESSERA_CALL_ASSETS_CONTEXT,
    TESSERA_CALL_ASSETS_PUBLISH_CONTRACT,
    TESSERA_CALL_ASSETS_LIST_CONTRACTS,
    TESSERA_CALL_ASSETS_GET_CONTRACT_HISTORY,
    TESSERA_CALL_ASSETS_DIFF_CONTRACTS,
    TESSERA_CALL_ASSETS_VERSION_SUGGESTION,
    TESSERA_CALL_CONTRACTS_LIST,
    TESSERA_CALL_CONTRACTS_COMPARE,
    TESSERA_CALL_CONTRACTS_GET,
    TESSERA_CALL_CONTRACTS_UPDATE_GUARANTEES,
    TESSERA_CALL_CONTRACTS_GET_REGISTRATIONS,
    TESSERA_CALL_CONTRACTS_BULK_PUBLISH,
    TESSERA_CALL_REGISTRATIONS_CREATE,
    TESSERA_CALL_REGISTRATIONS_LIST,
    TESSERA_CALL_REGISTRATIONS_GET,
    TESSERA_CALL_REGISTRATIONS_UPDATE,
    TESSERA_CALL_REGISTRATIONS_DELETE,
    TESSERA_CALL_SCHEMAS_VALIDATE,
    TESSERA_CALL_BULK_CREATE_REGISTRATIONS,
    TESSERA_CALL_BULK_CREATE_ASSETS,
    TESSERA_CALL_SEARCH_EVERYTHING,
    TESSERA_CALL_COUNT
} tessera_call;

#ifdef __cplusplus
}
#endif
