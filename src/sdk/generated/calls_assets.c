// The calls of assets: each names its row and its parameters.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/call.h"
#include "tessera/calls.h"

int tessera_assets_create(tessera_client *client, const tessera_asset_create *in, tessera_asset **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_ASSETS_CREATE, NULL, in, (void **)out, error);
}
tessera_future *tessera_assets_create_async(tessera_client *client, const tessera_asset_create *in) {
    return tessera_submit(client, TESSERA_CALL_ASSETS_CREATE, NULL, in, NULL);
}
int tessera_assets_create_result(tessera_future *future, tessera_asset **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_ASSETS_CREATE, (void **)out, error);
}

int tessera_assets_list(tessera_client *client, const tessera_assets_list_input *in, tessera_asset_page **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_ASSETS_LIST, NULL, in, (void **)out, error);
}
tessera_future *tessera_assets_list_async(tessera_client *client, const tessera_assets_list_input *in) {
    return tessera_submit(client, TESSERA_CALL_ASSETS_LIST, NULL, in, NULL);
}
int tessera_assets_list_result(tessera_future *future, tessera_asset_page **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_ASSETS_LIST, (void **)out, error);
}

int tessera_assets_search(tessera_client *client, const tessera_assets_search_input *in, tessera_asset_match_page **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_ASSETS_SEARCH, NULL, in, (void **)out, error);
}
tessera_future *tessera_assets_search_async(tessera_client *client, const tessera_assets_search_input *in) {
    return tessera_submit(client, TESSERA_CALL_ASSETS_SEARCH, NULL, in, NULL);
}
int tessera_assets_search_result(tessera_future *future, tessera_asset_match_page **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_ASSETS_SEARCH, (void **)out, error);
}

int tessera_assets_bulk_assign(tessera_client *client, const tessera_bulk_assign *in, tessera_bulk_assign_result **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_ASSETS_BULK_ASSIGN, NULL, in, (void **)out, error);
}
tessera_future *tessera_assets_bulk_assign_async(tessera_client *client, const tessera_bulk_assign *in) {
    return tessera_submit(client, TESSERA_CALL_ASSETS_BULK_ASSIGN, NULL, in, NULL);
}
int tessera_assets_bulk_assign_result(tessera_future *future, tessera_bulk_assign_result **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_ASSETS_BULK_ASSIGN, (void **)out, error);
}

int tessera_assets_context_by_fqn(tessera_client *client, const tessera_asset_context_query *in,
    tessera_asset_context **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_ASSETS_CONTEXT_BY_FQN, NULL, in, (void **)out, error);
}
tessera_future *tessera_assets_context_by_fqn_async(tessera_client *client, const tessera_asset_context_query *in) {
    return tessera_submit(client, TESSERA_CALL_ASSETS_CONTEXT_BY_FQN, NULL, in, NULL);
}
int tessera_assets_context_by_fqn_result(tessera_future *future, tessera_asset_context **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_ASSETS_CONTEXT_BY_FQN, (void **)out, error);
}

int tessera_assets_get(tessera_client *client, const char *asset_id, tessera_asset **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_ASSETS_GET, (const char *const[]){asset_id}, NULL, (void **)out, error);
}
tessera_future *tessera_assets_get_async(tessera_client *client, const char *asset_id) {
    return tessera_submit(client, TESSERA_CALL_ASSETS_GET, (const char *const[]){asset_id}, NULL, NULL);
}
int tessera_assets_get_result(tessera_future *future, tessera_asset **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_ASSETS_GET, (void **)out, error);
}

int tessera_assets_update(tessera_client *client, const char *asset_id, const tessera_asset_update *in,
    tessera_asset **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_ASSETS_UPDATE, (const char *const[]){asset_id}, in, (void **)out, error);
}
tessera_future *tessera_assets_update_async(tessera_client *client, const char *asset_id,
    const tessera_asset_update *in) {
    return tessera_submit(client, TESSERA_CALL_ASSETS_UPDATE, (const char *const[]){asset_id}, in, NULL);
}
int tessera_assets_update_result(tessera_future *future, tessera_asset **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_ASSETS_UPDATE, (void **)out, error);
}

int tessera_assets_delete(tessera_client *client, const char *asset_id, tessera_error *error) {
    return call_now(client, TESSERA_CALL_ASSETS_DELETE, (const char *const[]){asset_id}, NULL, NULL, error);
}
tessera_future *tessera_assets_delete_async(tessera_client *client, const char *asset_id) {
    return tessera_submit(client, TESSERA_CALL_ASSETS_DELETE, (const char *const[]){asset_id}, NULL, NULL);
}
int tessera_assets_delete_result(tessera_future *future, tessera_error *error) {
    return call_take(future, TESSERA_CALL_ASSETS_DELETE, NULL, error);
}

int tessera_assets_restore(tessera_client *client, const char *asset_id, tessera_asset **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_ASSETS_RESTORE, (const char *const[]){asset_id}, NULL, (void **)out, error);
}
tessera_future *tessera_assets_restore_async(tessera_client *client, const char *asset_id) {
    return tessera_submit(client, TESSERA_CALL_ASSETS_RESTORE, (const char *const[]){asset_id}, NULL, NULL);
}
int tessera_assets_restore_result(tessera_future *future, tessera_asset **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_ASSETS_RESTORE, (void **)out, error);
}

int tessera_assets_context(tessera_client *client, const char *asset_id, tessera_asset_context **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_ASSETS_CONTEXT, (const char *const[]){asset_id}, NULL, (void **)out, error);
}
tessera_future *tessera_assets_context_async(tessera_client *client, const char *asset_id) {
    return tessera_submit(client, TESSERA_CALL_ASSETS_CONTEXT, (const char *const[]){asset_id}, NULL, NULL);
}
int tessera_assets_context_result(tessera_future *future, tessera_asset_context **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_ASSETS_CONTEXT, (void **)out, error);
}

int tessera_assets_publish_contract(tessera_client *client, const char *asset_id,
    const tessera_assets_publish_contract_input *in, tessera_publish_result **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_ASSETS_PUBLISH_CONTRACT, (const char *const[]){asset_id}, in, (void **)out, error);
}
tessera_future *tessera_assets_publish_contract_async(tessera_client *client, const char *asset_id,
    const tessera_assets_publish_contract_input *in) {
    return tessera_submit(client, TESSERA_CALL_ASSETS_PUBLISH_CONTRACT, (const char *const[]){asset_id}, in, NULL);
}
int tessera_assets_publish_contract_result(tessera_future *future, tessera_publish_result **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_ASSETS_PUBLISH_CONTRACT, (void **)out, error);
}

int tessera_assets_propose(tessera_client *client, const char *asset_id, const tessera_assets_propose_input *in,
    tessera_publish_result **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_ASSETS_PROPOSE, (const char *const[]){asset_id}, in, (void **)out, error);
}
tessera_future *tessera_assets_propose_async(tessera_client *client, const char *asset_id,
    const tessera_assets_propose_input *in) {
    return tessera_submit(client, TESSERA_CALL_ASSETS_PROPOSE, (const char *const[]){asset_id}, in, NULL);
}
int tessera_assets_propose_result(tessera_future *future, tessera_publish_result **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_ASSETS_PROPOSE, (void **)out, error);
}

int tessera_assets_can_publish(tessera_client *client, const char *asset_id, const tessera_can_publish_query *in,
    tessera_can_publish **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_ASSETS_CAN_PUBLISH, (const char *const[]){asset_id}, in, (void **)out, error);
}
tessera_future *tessera_assets_can_publish_async(tessera_client *client, const char *asset_id,
    const tessera_can_publish_query *in) {
    return tessera_submit(client, TESSERA_CALL_ASSETS_CAN_PUBLISH, (const char *const[]){asset_id}, in, NULL);
}
int tessera_assets_can_publish_result(tessera_future *future, tessera_can_publish **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_ASSETS_CAN_PUBLISH, (void **)out, error);
}

int tessera_assets_can_publish_schema(tessera_client *client, const char *asset_id,
    const tessera_assets_can_publish_schema_input *in, tessera_can_publish **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_ASSETS_CAN_PUBLISH_SCHEMA, (const char *const[]){asset_id}, in, (void **)out, error);
}
tessera_future *tessera_assets_can_publish_schema_async(tessera_client *client, const char *asset_id,
    const tessera_assets_can_publish_schema_input *in) {
    return tessera_submit(client, TESSERA_CALL_ASSETS_CAN_PUBLISH_SCHEMA, (const char *const[]){asset_id}, in, NULL);
}
int tessera_assets_can_publish_schema_result(tessera_future *future, tessera_can_publish **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_ASSETS_CAN_PUBLISH_SCHEMA, (void **)out, error);
}

int tessera_assets_record_deployment(tessera_client *client, const char *asset_id, const tessera_deployment_record *in,
    tessera_deployment **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_ASSETS_RECORD_DEPLOYMENT, (const char *const[]){asset_id}, in, (void **)out, error);
}
tessera_future *tessera_assets_record_deployment_async(tessera_client *client, const char *asset_id,
    const tessera_deployment_record *in) {
    return tessera_submit(client, TESSERA_CALL_ASSETS_RECORD_DEPLOYMENT, (const char *const[]){asset_id}, in, NULL);
}
int tessera_assets_record_deployment_result(tessera_future *future, tessera_deployment **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_ASSETS_RECORD_DEPLOYMENT, (void **)out, error);
}

int tessera_assets_list_deployments(tessera_client *client, const char *asset_id,
    const tessera_deployment_list_query *in, tessera_deployment_page **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_ASSETS_LIST_DEPLOYMENTS, (const char *const[]){asset_id}, in, (void **)out, error);
}
tessera_future *tessera_assets_list_deployments_async(tessera_client *client, const char *asset_id,
    const tessera_deployment_list_query *in) {
    return tessera_submit(client, TESSERA_CALL_ASSETS_LIST_DEPLOYMENTS, (const char *const[]){asset_id}, in, NULL);
}
int tessera_assets_list_deployments_result(tessera_future *future, tessera_deployment_page **out,
    tessera_error *error) {
    return call_take(future, TESSERA_CALL_ASSETS_LIST_DEPLOYMENTS, (void **)out, error);
}

int tessera_assets_remove_deployment(tessera_client *client, const char *asset_id, const char *deployment_id,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_ASSETS_REMOVE_DEPLOYMENT, (const char *const[]){asset_id, deployment_id}, NULL, NULL, error);
}
tessera_future *tessera_assets_remove_deployment_async(tessera_client *client, const char *asset_id,
    const char *deployment_id) {
    return tessera_submit(client, TESSERA_CALL_ASSETS_REMOVE_DEPLOYMENT, (const char *const[]){asset_id, deployment_id}, NULL, NULL);
}
int tessera_assets_remove_deployment_result(tessera_future *future, tessera_error *error) {
    return call_take(future, TESSERA_CALL_ASSETS_REMOVE_DEPLOYMENT, NULL, error);
}

int tessera_assets_list_contracts(tessera_client *client, const char *asset_id,
    const tessera_assets_list_contracts_input *in, tessera_contract_page **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_ASSETS_LIST_CONTRACTS, (const char *const[]){asset_id}, in, (void **)out, error);
}
tessera_future *tessera_assets_list_contracts_async(tessera_client *client, const char *asset_id,
    const tessera_assets_list_contracts_input *in) {
    return tessera_submit(client, TESSERA_CALL_ASSETS_LIST_CONTRACTS, (const char *const[]){asset_id}, in, NULL);
}
int tessera_assets_list_contracts_result(tessera_future *future, tessera_contract_page **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_ASSETS_LIST_CONTRACTS, (void **)out, error);
}

int tessera_assets_get_contract_history(tessera_client *client, const char *asset_id,
    const tessera_contract_history_query *in, tessera_contract_history **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_ASSETS_GET_CONTRACT_HISTORY, (const char *const[]){asset_id}, in, (void **)out, error);
}
tessera_future *tessera_assets_get_contract_history_async(tessera_client *client, const char *asset_id,
    const tessera_contract_history_query *in) {
    return tessera_submit(client, TESSERA_CALL_ASSETS_GET_CONTRACT_HISTORY, (const char *const[]){asset_id}, in, NULL);
}
int tessera_assets_get_contract_history_result(tessera_future *future, tessera_contract_history **out,
    tessera_error *error) {
    return call_take(future, TESSERA_CALL_ASSETS_GET_CONTRACT_HISTORY, (void **)out, error);
}

int tessera_assets_diff_contracts(tessera_client *client, const char *asset_id, const tessera_contract_diff_query *in,
    tessera_contract_diff **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_ASSETS_DIFF_CONTRACTS, (const char *const[]){asset_id}, in, (void **)out, error);
}
tessera_future *tessera_assets_diff_contracts_async(tessera_client *client, const char *asset_id,
    const tessera_contract_diff_query *in) {
    return tessera_submit(client, TESSERA_CALL_ASSETS_DIFF_CONTRACTS, (const char *const[]){asset_id}, in, NULL);
}
int tessera_assets_diff_contracts_result(tessera_future *future, tessera_contract_diff **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_ASSETS_DIFF_CONTRACTS, (void **)out, error);
}

int tessera_assets_version_suggestion(tessera_client *client, const char *asset_id, const tessera_version_request *in,
    tessera_version_suggestion **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_ASSETS_VERSION_SUGGESTION, (const char *const[]){asset_id}, in, (void **)out, error);
}
tessera_future *tessera_assets_version_suggestion_async(tessera_client *client, const char *asset_id,
    const tessera_version_request *in) {
    return tessera_submit(client, TESSERA_CALL_ASSETS_VERSION_SUGGESTION, (const char *const[]){asset_id}, in, NULL);
}
int tessera_assets_version_suggestion_result(tessera_future *future, tessera_version_suggestion **out,
    tessera_error *error) {
    return call_take(future, TESSERA_CALL_ASSETS_VERSION_SUGGESTION, (void **)out, error);
}

int tessera_assets_impact_preview(tessera_client *client, const char *asset_id,
    const tessera_impact_preview_request *in, tessera_impact_preview **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_ASSETS_IMPACT_PREVIEW, (const char *const[]){asset_id}, in, (void **)out, error);
}
tessera_future *tessera_assets_impact_preview_async(tessera_client *client, const char *asset_id,
    const tessera_impact_preview_request *in) {
    return tessera_submit(client, TESSERA_CALL_ASSETS_IMPACT_PREVIEW, (const char *const[]){asset_id}, in, NULL);
}
int tessera_assets_impact_preview_result(tessera_future *future, tessera_impact_preview **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_ASSETS_IMPACT_PREVIEW, (void **)out, error);
}

int tessera_assets_add_dependency(tessera_client *client, const char *asset_id,
    const tessera_assets_add_dependency_input *in, tessera_dependency **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_ASSETS_ADD_DEPENDENCY, (const char *const[]){asset_id}, in, (void **)out, error);
}
tessera_future *tessera_assets_add_dependency_async(tessera_client *client, const char *asset_id,
    const tessera_assets_add_dependency_input *in) {
    return tessera_submit(client, TESSERA_CALL_ASSETS_ADD_DEPENDENCY, (const char *const[]){asset_id}, in, NULL);
}
int tessera_assets_add_dependency_result(tessera_future *future, tessera_dependency **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_ASSETS_ADD_DEPENDENCY, (void **)out, error);
}

int tessera_assets_list_dependencies(tessera_client *client, const char *asset_id, const tessera_page_query *in,
    tessera_dependency_page **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_ASSETS_LIST_DEPENDENCIES, (const char *const[]){asset_id}, in, (void **)out, error);
}
tessera_future *tessera_assets_list_dependencies_async(tessera_client *client, const char *asset_id,
    const tessera_page_query *in) {
    return tessera_submit(client, TESSERA_CALL_ASSETS_LIST_DEPENDENCIES, (const char *const[]){asset_id}, in, NULL);
}
int tessera_assets_list_dependencies_result(tessera_future *future, tessera_dependency_page **out,
    tessera_error *error) {
    return call_take(future, TESSERA_CALL_ASSETS_LIST_DEPENDENCIES, (void **)out, error);
}

int tessera_assets_remove_dependency(tessera_client *client, const char *asset_id, const char *dependency_id,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_ASSETS_REMOVE_DEPENDENCY, (const char *const[]){asset_id, dependency_id}, NULL, NULL, error);
}
tessera_future *tessera_assets_remove_dependency_async(tessera_client *client, const char *asset_id,
    const char *dependency_id) {
    return tessera_submit(client, TESSERA_CALL_ASSETS_REMOVE_DEPENDENCY, (const char *const[]){asset_id, dependency_id}, NULL, NULL);
}
int tessera_assets_remove_dependency_result(tessera_future *future, tessera_error *error) {
    return call_take(future, TESSERA_CALL_ASSETS_REMOVE_DEPENDENCY, NULL, error);
}

int tessera_assets_get_lineage(tessera_client *client, const char *asset_id, const tessera_lineage_query *in,
    tessera_lineage **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_ASSETS_GET_LINEAGE, (const char *const[]){asset_id}, in, (void **)out, error);
}
tessera_future *tessera_assets_get_lineage_async(tessera_client *client, const char *asset_id,
    const tessera_lineage_query *in) {
    return tessera_submit(client, TESSERA_CALL_ASSETS_GET_LINEAGE, (const char *const[]){asset_id}, in, NULL);
}
int tessera_assets_get_lineage_result(tessera_future *future, tessera_lineage **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_ASSETS_GET_LINEAGE, (void **)out, error);
}

int tessera_assets_preflight(tessera_client *client, const char *fqn, const tessera_preflight_query *in,
    tessera_preflight **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_ASSETS_PREFLIGHT, (const char *const[]){fqn}, in, (void **)out, error);
}
tessera_future *tessera_assets_preflight_async(tessera_client *client, const char *fqn,
    const tessera_preflight_query *in) {
    return tessera_submit(client, TESSERA_CALL_ASSETS_PREFLIGHT, (const char *const[]){fqn}, in, NULL);
}
int tessera_assets_preflight_result(tessera_future *future, tessera_preflight **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_ASSETS_PREFLIGHT, (void **)out, error);
}

int tessera_assets_report_audit(tessera_client *client, const char *asset_id, const tessera_audit_report *in,
    tessera_audit_run **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_ASSETS_REPORT_AUDIT, (const char *const[]){asset_id}, in, (void **)out, error);
}
tessera_future *tessera_assets_report_audit_async(tessera_client *client, const char *asset_id,
    const tessera_audit_report *in) {
    return tessera_submit(client, TESSERA_CALL_ASSETS_REPORT_AUDIT, (const char *const[]){asset_id}, in, NULL);
}
int tessera_assets_report_audit_result(tessera_future *future, tessera_audit_run **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_ASSETS_REPORT_AUDIT, (void **)out, error);
}

int tessera_assets_audit_history(tessera_client *client, const char *asset_id, const tessera_audit_history_query *in,
    tessera_audit_history **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_ASSETS_AUDIT_HISTORY, (const char *const[]){asset_id}, in, (void **)out, error);
}
tessera_future *tessera_assets_audit_history_async(tessera_client *client, const char *asset_id,
    const tessera_audit_history_query *in) {
    return tessera_submit(client, TESSERA_CALL_ASSETS_AUDIT_HISTORY, (const char *const[]){asset_id}, in, NULL);
}
int tessera_assets_audit_history_result(tessera_future *future, tessera_audit_history **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_ASSETS_AUDIT_HISTORY, (void **)out, error);
}

int tessera_assets_audit_trends(tessera_client *client, const char *asset_id, tessera_audit_trends **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_ASSETS_AUDIT_TRENDS, (const char *const[]){asset_id}, NULL, (void **)out, error);
}
tessera_future *tessera_assets_audit_trends_async(tessera_client *client, const char *asset_id) {
    return tessera_submit(client, TESSERA_CALL_ASSETS_AUDIT_TRENDS, (const char *const[]){asset_id}, NULL, NULL);
}
int tessera_assets_audit_trends_result(tessera_future *future, tessera_audit_trends **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_ASSETS_AUDIT_TRENDS, (void **)out, error);
}

int tessera_assets_check_impact(tessera_client *client, const char *asset_id,
    const tessera_assets_check_impact_input *in, tessera_impact_analysis **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_ASSETS_CHECK_IMPACT, (const char *const[]){asset_id}, in, (void **)out, error);
}
tessera_future *tessera_assets_check_impact_async(tessera_client *client, const char *asset_id,
    const tessera_assets_check_impact_input *in) {
    return tessera_submit(client, TESSERA_CALL_ASSETS_CHECK_IMPACT, (const char *const[]){asset_id}, in, NULL);
}
int tessera_assets_check_impact_result(tessera_future *future, tessera_impact_analysis **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_ASSETS_CHECK_IMPACT, (void **)out, error);
}
