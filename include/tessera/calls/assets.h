// The calls of the API: assets. tessera/calls.h tells what all of them have in common.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/client.h"
#include "tessera/models/common.h"
#include "tessera/models/assets.h"
#include "tessera/models/bulk.h"
#include "tessera/models/contracts.h"

#ifdef __cplusplus
extern "C" {
#endif

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

// Publish a contract, or propose it where the change is breaking: the result has the contract, the proposal, or in a dry run what would be. POST /api/v1/assets/{asset_id}/publish
TESSERA_API int tessera_assets_publish_contract(tessera_client *client, const char *asset_id,
    const tessera_assets_publish_contract_input *in, tessera_publish_result **out, tessera_error *error);
TESSERA_API tessera_future *tessera_assets_publish_contract_async(tessera_client *client, const char *asset_id,
    const tessera_assets_publish_contract_input *in) TESSERA_MUST_USE;
TESSERA_API int tessera_assets_publish_contract_result(tessera_future *future, tessera_publish_result **out,
    tessera_error *error);

// Propose a breaking change without publishing it; 200: it was proposed before, or may be published at once. POST /api/v1/assets/{asset_id}/propose
TESSERA_API int tessera_assets_propose(tessera_client *client, const char *asset_id,
    const tessera_assets_propose_input *in, tessera_publish_result **out, tessera_error *error);
TESSERA_API tessera_future *tessera_assets_propose_async(tessera_client *client, const char *asset_id,
    const tessera_assets_propose_input *in) TESSERA_MUST_USE;
TESSERA_API int tessera_assets_propose_result(tessera_future *future, tessera_publish_result **out,
    tessera_error *error);

// Whether what is proposed may be published, and with an environment which version may go there. GET /api/v1/assets/{asset_id}/can-publish
TESSERA_API int tessera_assets_can_publish(tessera_client *client, const char *asset_id,
    const tessera_can_publish_query *in, tessera_can_publish **out, tessera_error *error);
TESSERA_API tessera_future *tessera_assets_can_publish_async(tessera_client *client, const char *asset_id,
    const tessera_can_publish_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_assets_can_publish_result(tessera_future *future, tessera_can_publish **out,
    tessera_error *error);

// Whether a schema may be published, and with an environment whether it may go there. POST /api/v1/assets/{asset_id}/can-publish
TESSERA_API int tessera_assets_can_publish_schema(tessera_client *client, const char *asset_id,
    const tessera_assets_can_publish_schema_input *in, tessera_can_publish **out, tessera_error *error);
TESSERA_API tessera_future *tessera_assets_can_publish_schema_async(tessera_client *client, const char *asset_id,
    const tessera_assets_can_publish_schema_input *in) TESSERA_MUST_USE;
TESSERA_API int tessera_assets_can_publish_schema_result(tessera_future *future, tessera_can_publish **out,
    tessera_error *error);

// Say which version of an asset a team reads in an environment; what it said before of that environment is replaced. PUT /api/v1/assets/{asset_id}/deployments
TESSERA_API int tessera_assets_record_deployment(tessera_client *client, const char *asset_id,
    const tessera_deployment_record *in, tessera_deployment **out, tessera_error *error);
TESSERA_API tessera_future *tessera_assets_record_deployment_async(tessera_client *client, const char *asset_id,
    const tessera_deployment_record *in) TESSERA_MUST_USE;
TESSERA_API int tessera_assets_record_deployment_result(tessera_future *future, tessera_deployment **out,
    tessera_error *error);

// List who reads which version of an asset where, the newest first. GET /api/v1/assets/{asset_id}/deployments
TESSERA_API int tessera_assets_list_deployments(tessera_client *client, const char *asset_id,
    const tessera_deployment_list_query *in, tessera_deployment_page **out, tessera_error *error);
TESSERA_API tessera_future *tessera_assets_list_deployments_async(tessera_client *client, const char *asset_id,
    const tessera_deployment_list_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_assets_list_deployments_result(tessera_future *future, tessera_deployment_page **out,
    tessera_error *error);

// Forget what a team reads in an environment. DELETE /api/v1/assets/{asset_id}/deployments/{deployment_id}
TESSERA_API int tessera_assets_remove_deployment(tessera_client *client, const char *asset_id, const char *deployment_id,
    tessera_error *error);
TESSERA_API tessera_future *tessera_assets_remove_deployment_async(tessera_client *client, const char *asset_id,
    const char *deployment_id) TESSERA_MUST_USE;
TESSERA_API int tessera_assets_remove_deployment_result(tessera_future *future, tessera_error *error);

// List an asset's contracts, newest first. GET /api/v1/assets/{asset_id}/contracts
TESSERA_API int tessera_assets_list_contracts(tessera_client *client, const char *asset_id,
    const tessera_assets_list_contracts_input *in, tessera_contract_page **out, tessera_error *error);
TESSERA_API tessera_future *tessera_assets_list_contracts_async(tessera_client *client, const char *asset_id,
    const tessera_assets_list_contracts_input *in) TESSERA_MUST_USE;
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

// What publishing a change would do, and to whom. POST /api/v1/assets/{asset_id}/impact-preview
TESSERA_API int tessera_assets_impact_preview(tessera_client *client, const char *asset_id,
    const tessera_impact_preview_request *in, tessera_impact_preview **out, tessera_error *error);
TESSERA_API tessera_future *tessera_assets_impact_preview_async(tessera_client *client, const char *asset_id,
    const tessera_impact_preview_request *in) TESSERA_MUST_USE;
TESSERA_API int tessera_assets_impact_preview_result(tessera_future *future, tessera_impact_preview **out,
    tessera_error *error);

// Declare that an asset uses another. POST /api/v1/assets/{asset_id}/dependencies
TESSERA_API int tessera_assets_add_dependency(tessera_client *client, const char *asset_id,
    const tessera_assets_add_dependency_input *in, tessera_dependency **out, tessera_error *error);
TESSERA_API tessera_future *tessera_assets_add_dependency_async(tessera_client *client, const char *asset_id,
    const tessera_assets_add_dependency_input *in) TESSERA_MUST_USE;
TESSERA_API int tessera_assets_add_dependency_result(tessera_future *future, tessera_dependency **out,
    tessera_error *error);

// List what an asset uses, oldest first. GET /api/v1/assets/{asset_id}/dependencies
TESSERA_API int tessera_assets_list_dependencies(tessera_client *client, const char *asset_id,
    const tessera_page_query *in, tessera_dependency_page **out, tessera_error *error);
TESSERA_API tessera_future *tessera_assets_list_dependencies_async(tessera_client *client, const char *asset_id,
    const tessera_page_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_assets_list_dependencies_result(tessera_future *future, tessera_dependency_page **out,
    tessera_error *error);

// Delete a dependency. DELETE /api/v1/assets/{asset_id}/dependencies/{dependency_id}
TESSERA_API int tessera_assets_remove_dependency(tessera_client *client, const char *asset_id, const char *dependency_id,
    tessera_error *error);
TESSERA_API tessera_future *tessera_assets_remove_dependency_async(tessera_client *client, const char *asset_id,
    const char *dependency_id) TESSERA_MUST_USE;
TESSERA_API int tessera_assets_remove_dependency_result(tessera_future *future, tessera_error *error);

// What an asset is made from, and what is made from it. GET /api/v1/assets/{asset_id}/lineage
TESSERA_API int tessera_assets_get_lineage(tessera_client *client, const char *asset_id, const tessera_lineage_query *in,
    tessera_lineage **out, tessera_error *error);
TESSERA_API tessera_future *tessera_assets_get_lineage_async(tessera_client *client, const char *asset_id,
    const tessera_lineage_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_assets_get_lineage_result(tessera_future *future, tessera_lineage **out, tessera_error *error);

// Whether the asset of this name may be used as it is; that it was asked is recorded. GET /api/v1/assets/{fqn}/preflight
TESSERA_API int tessera_assets_preflight(tessera_client *client, const char *fqn, const tessera_preflight_query *in,
    tessera_preflight **out, tessera_error *error);
TESSERA_API tessera_future *tessera_assets_preflight_async(tessera_client *client, const char *fqn,
    const tessera_preflight_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_assets_preflight_result(tessera_future *future, tessera_preflight **out, tessera_error *error);

// Record a run of an asset's quality checks. POST /api/v1/assets/{asset_id}/audit-results
TESSERA_API int tessera_assets_report_audit(tessera_client *client, const char *asset_id, const tessera_audit_report *in,
    tessera_audit_run **out, tessera_error *error);
TESSERA_API tessera_future *tessera_assets_report_audit_async(tessera_client *client, const char *asset_id,
    const tessera_audit_report *in) TESSERA_MUST_USE;
TESSERA_API int tessera_assets_report_audit_result(tessera_future *future, tessera_audit_run **out,
    tessera_error *error);

// The runs of an asset's quality checks, newest first. GET /api/v1/assets/{asset_id}/audit-history
TESSERA_API int tessera_assets_audit_history(tessera_client *client, const char *asset_id,
    const tessera_audit_history_query *in, tessera_audit_history **out, tessera_error *error);
TESSERA_API tessera_future *tessera_assets_audit_history_async(tessera_client *client, const char *asset_id,
    const tessera_audit_history_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_assets_audit_history_result(tessera_future *future, tessera_audit_history **out,
    tessera_error *error);

// How an asset's quality checks go. GET /api/v1/assets/{asset_id}/audit-trends
TESSERA_API int tessera_assets_audit_trends(tessera_client *client, const char *asset_id, tessera_audit_trends **out,
    tessera_error *error);
TESSERA_API tessera_future *tessera_assets_audit_trends_async(tessera_client *client,
    const char *asset_id) TESSERA_MUST_USE;
TESSERA_API int tessera_assets_audit_trends_result(tessera_future *future, tessera_audit_trends **out,
    tessera_error *error);

// How far publishing a schema would reach. POST /api/v1/assets/{asset_id}/impact
TESSERA_API int tessera_assets_check_impact(tessera_client *client, const char *asset_id,
    const tessera_assets_check_impact_input *in, tessera_impact_analysis **out, tessera_error *error);
TESSERA_API tessera_future *tessera_assets_check_impact_async(tessera_client *client, const char *asset_id,
    const tessera_assets_check_impact_input *in) TESSERA_MUST_USE;
TESSERA_API int tessera_assets_check_impact_result(tessera_future *future, tessera_impact_analysis **out,
    tessera_error *error);

#ifdef __cplusplus
}
#endif
