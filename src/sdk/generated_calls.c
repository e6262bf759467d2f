// The calls: each names its row and its parameters.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/call.h"
#include "tessera/calls.h"

int tessera_health_check(tessera_client *client, tessera_health **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_HEALTH_CHECK, NULL, NULL, (void **)out, error);
}
tessera_future *tessera_health_check_async(tessera_client *client) {
    return tessera_submit(client, TESSERA_CALL_HEALTH_CHECK, NULL, NULL, NULL);
}
int tessera_health_check_result(tessera_future *future, tessera_health **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_HEALTH_CHECK, (void **)out, error);
}

int tessera_health_ready(tessera_client *client, tessera_readiness **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_HEALTH_READY, NULL, NULL, (void **)out, error);
}
tessera_future *tessera_health_ready_async(tessera_client *client) {
    return tessera_submit(client, TESSERA_CALL_HEALTH_READY, NULL, NULL, NULL);
}
int tessera_health_ready_result(tessera_future *future, tessera_readiness **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_HEALTH_READY, (void **)out, error);
}

int tessera_health_live(tessera_client *client, tessera_liveness **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_HEALTH_LIVE, NULL, NULL, (void **)out, error);
}
tessera_future *tessera_health_live_async(tessera_client *client) {
    return tessera_submit(client, TESSERA_CALL_HEALTH_LIVE, NULL, NULL, NULL);
}
int tessera_health_live_result(tessera_future *future, tessera_liveness **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_HEALTH_LIVE, (void **)out, error);
}

int tessera_description_openapi(tessera_client *client, tessera_reply **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_DESCRIPTION_OPENAPI, NULL, NULL, (void **)out, error);
}
tessera_future *tessera_description_openapi_async(tessera_client *client) {
    return tessera_submit(client, TESSERA_CALL_DESCRIPTION_OPENAPI, NULL, NULL, NULL);
}
int tessera_description_openapi_result(tessera_future *future, tessera_reply **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_DESCRIPTION_OPENAPI, (void **)out, error);
}

int tessera_description_docs(tessera_client *client, tessera_reply **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_DESCRIPTION_DOCS, NULL, NULL, (void **)out, error);
}
tessera_future *tessera_description_docs_async(tessera_client *client) {
    return tessera_submit(client, TESSERA_CALL_DESCRIPTION_DOCS, NULL, NULL, NULL);
}
int tessera_description_docs_result(tessera_future *future, tessera_reply **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_DESCRIPTION_DOCS, (void **)out, error);
}

int tessera_teams_create(tessera_client *client, const tessera_team_create *in, tessera_team **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_TEAMS_CREATE, NULL, in, (void **)out, error);
}
tessera_future *tessera_teams_create_async(tessera_client *client, const tessera_team_create *in) {
    return tessera_submit(client, TESSERA_CALL_TEAMS_CREATE, NULL, in, NULL);
}
int tessera_teams_create_result(tessera_future *future, tessera_team **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_TEAMS_CREATE, (void **)out, error);
}

int tessera_teams_list(tessera_client *client, const tessera_team_list_query *in, tessera_team_page **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_TEAMS_LIST, NULL, in, (void **)out, error);
}
tessera_future *tessera_teams_list_async(tessera_client *client, const tessera_team_list_query *in) {
    return tessera_submit(client, TESSERA_CALL_TEAMS_LIST, NULL, in, NULL);
}
int tessera_teams_list_result(tessera_future *future, tessera_team_page **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_TEAMS_LIST, (void **)out, error);
}

int tessera_teams_get(tessera_client *client, const char *team_id, tessera_team **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_TEAMS_GET, (const char *const[]){team_id}, NULL, (void **)out, error);
}
tessera_future *tessera_teams_get_async(tessera_client *client, const char *team_id) {
    return tessera_submit(client, TESSERA_CALL_TEAMS_GET, (const char *const[]){team_id}, NULL, NULL);
}
int tessera_teams_get_result(tessera_future *future, tessera_team **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_TEAMS_GET, (void **)out, error);
}

int tessera_teams_update(tessera_client *client, const char *team_id, const tessera_team_update *in, tessera_team **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_TEAMS_UPDATE, (const char *const[]){team_id}, in, (void **)out, error);
}
tessera_future *tessera_teams_update_async(tessera_client *client, const char *team_id, const tessera_team_update *in) {
    return tessera_submit(client, TESSERA_CALL_TEAMS_UPDATE, (const char *const[]){team_id}, in, NULL);
}
int tessera_teams_update_result(tessera_future *future, tessera_team **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_TEAMS_UPDATE, (void **)out, error);
}

int tessera_teams_delete(tessera_client *client, const char *team_id, const tessera_team_delete_query *in,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_TEAMS_DELETE, (const char *const[]){team_id}, in, NULL, error);
}
tessera_future *tessera_teams_delete_async(tessera_client *client, const char *team_id,
    const tessera_team_delete_query *in) {
    return tessera_submit(client, TESSERA_CALL_TEAMS_DELETE, (const char *const[]){team_id}, in, NULL);
}
int tessera_teams_delete_result(tessera_future *future, tessera_error *error) {
    return call_take(future, TESSERA_CALL_TEAMS_DELETE, NULL, error);
}

int tessera_teams_restore(tessera_client *client, const char *team_id, tessera_team **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_TEAMS_RESTORE, (const char *const[]){team_id}, NULL, (void **)out, error);
}
tessera_future *tessera_teams_restore_async(tessera_client *client, const char *team_id) {
    return tessera_submit(client, TESSERA_CALL_TEAMS_RESTORE, (const char *const[]){team_id}, NULL, NULL);
}
int tessera_teams_restore_result(tessera_future *future, tessera_team **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_TEAMS_RESTORE, (void **)out, error);
}

int tessera_teams_members(tessera_client *client, const char *team_id, const tessera_page_query *in,
    tessera_user_page **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_TEAMS_MEMBERS, (const char *const[]){team_id}, in, (void **)out, error);
}
tessera_future *tessera_teams_members_async(tessera_client *client, const char *team_id, const tessera_page_query *in) {
    return tessera_submit(client, TESSERA_CALL_TEAMS_MEMBERS, (const char *const[]){team_id}, in, NULL);
}
int tessera_teams_members_result(tessera_future *future, tessera_user_page **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_TEAMS_MEMBERS, (void **)out, error);
}

int tessera_teams_reassign_assets(tessera_client *client, const char *team_id, const tessera_reassign_assets *in,
    tessera_reassign_result **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_TEAMS_REASSIGN_ASSETS, (const char *const[]){team_id}, in, (void **)out, error);
}
tessera_future *tessera_teams_reassign_assets_async(tessera_client *client, const char *team_id,
    const tessera_reassign_assets *in) {
    return tessera_submit(client, TESSERA_CALL_TEAMS_REASSIGN_ASSETS, (const char *const[]){team_id}, in, NULL);
}
int tessera_teams_reassign_assets_result(tessera_future *future, tessera_reassign_result **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_TEAMS_REASSIGN_ASSETS, (void **)out, error);
}

int tessera_users_create(tessera_client *client, const tessera_user_create *in, tessera_user **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_USERS_CREATE, NULL, in, (void **)out, error);
}
tessera_future *tessera_users_create_async(tessera_client *client, const tessera_user_create *in) {
    return tessera_submit(client, TESSERA_CALL_USERS_CREATE, NULL, in, NULL);
}
int tessera_users_create_result(tessera_future *future, tessera_user **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_USERS_CREATE, (void **)out, error);
}

int tessera_users_list(tessera_client *client, const tessera_user_list_query *in, tessera_user_page **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_USERS_LIST, NULL, in, (void **)out, error);
}
tessera_future *tessera_users_list_async(tessera_client *client, const tessera_user_list_query *in) {
    return tessera_submit(client, TESSERA_CALL_USERS_LIST, NULL, in, NULL);
}
int tessera_users_list_result(tessera_future *future, tessera_user_page **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_USERS_LIST, (void **)out, error);
}

int tessera_users_get(tessera_client *client, const char *user_id, tessera_user **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_USERS_GET, (const char *const[]){user_id}, NULL, (void **)out, error);
}
tessera_future *tessera_users_get_async(tessera_client *client, const char *user_id) {
    return tessera_submit(client, TESSERA_CALL_USERS_GET, (const char *const[]){user_id}, NULL, NULL);
}
int tessera_users_get_result(tessera_future *future, tessera_user **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_USERS_GET, (void **)out, error);
}

int tessera_users_update(tessera_client *client, const char *user_id, const tessera_user_update *in, tessera_user **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_USERS_UPDATE, (const char *const[]){user_id}, in, (void **)out, error);
}
tessera_future *tessera_users_update_async(tessera_client *client, const char *user_id, const tessera_user_update *in) {
    return tessera_submit(client, TESSERA_CALL_USERS_UPDATE, (const char *const[]){user_id}, in, NULL);
}
int tessera_users_update_result(tessera_future *future, tessera_user **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_USERS_UPDATE, (void **)out, error);
}

int tessera_users_deactivate(tessera_client *client, const char *user_id, tessera_error *error) {
    return call_now(client, TESSERA_CALL_USERS_DEACTIVATE, (const char *const[]){user_id}, NULL, NULL, error);
}
tessera_future *tessera_users_deactivate_async(tessera_client *client, const char *user_id) {
    return tessera_submit(client, TESSERA_CALL_USERS_DEACTIVATE, (const char *const[]){user_id}, NULL, NULL);
}
int tessera_users_deactivate_result(tessera_future *future, tessera_error *error) {
    return call_take(future, TESSERA_CALL_USERS_DEACTIVATE, NULL, error);
}

int tessera_users_reactivate(tessera_client *client, const char *user_id, tessera_user **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_USERS_REACTIVATE, (const char *const[]){user_id}, NULL, (void **)out, error);
}
tessera_future *tessera_users_reactivate_async(tessera_client *client, const char *user_id) {
    return tessera_submit(client, TESSERA_CALL_USERS_REACTIVATE, (const char *const[]){user_id}, NULL, NULL);
}
int tessera_users_reactivate_result(tessera_future *future, tessera_user **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_USERS_REACTIVATE, (void **)out, error);
}

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

int tessera_assets_list_contracts(tessera_client *client, const char *asset_id, const tessera_asset_contracts_query *in,
    tessera_contract_page **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_ASSETS_LIST_CONTRACTS, (const char *const[]){asset_id}, in, (void **)out, error);
}
tessera_future *tessera_assets_list_contracts_async(tessera_client *client, const char *asset_id,
    const tessera_asset_contracts_query *in) {
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

int tessera_contracts_list(tessera_client *client, const tessera_contract_list_query *in, tessera_contract_page **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_CONTRACTS_LIST, NULL, in, (void **)out, error);
}
tessera_future *tessera_contracts_list_async(tessera_client *client, const tessera_contract_list_query *in) {
    return tessera_submit(client, TESSERA_CALL_CONTRACTS_LIST, NULL, in, NULL);
}
int tessera_contracts_list_result(tessera_future *future, tessera_contract_page **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_CONTRACTS_LIST, (void **)out, error);
}

int tessera_contracts_compare(tessera_client *client, const tessera_contracts_compare_input *in,
    tessera_compare_result **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_CONTRACTS_COMPARE, NULL, in, (void **)out, error);
}
tessera_future *tessera_contracts_compare_async(tessera_client *client, const tessera_contracts_compare_input *in) {
    return tessera_submit(client, TESSERA_CALL_CONTRACTS_COMPARE, NULL, in, NULL);
}
int tessera_contracts_compare_result(tessera_future *future, tessera_compare_result **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_CONTRACTS_COMPARE, (void **)out, error);
}

int tessera_contracts_get(tessera_client *client, const char *contract_id, tessera_contract **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_CONTRACTS_GET, (const char *const[]){contract_id}, NULL, (void **)out, error);
}
tessera_future *tessera_contracts_get_async(tessera_client *client, const char *contract_id) {
    return tessera_submit(client, TESSERA_CALL_CONTRACTS_GET, (const char *const[]){contract_id}, NULL, NULL);
}
int tessera_contracts_get_result(tessera_future *future, tessera_contract **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_CONTRACTS_GET, (void **)out, error);
}

int tessera_contracts_update_guarantees(tessera_client *client, const char *contract_id,
    const tessera_guarantees_update *in, tessera_contract **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_CONTRACTS_UPDATE_GUARANTEES, (const char *const[]){contract_id}, in, (void **)out, error);
}
tessera_future *tessera_contracts_update_guarantees_async(tessera_client *client, const char *contract_id,
    const tessera_guarantees_update *in) {
    return tessera_submit(client, TESSERA_CALL_CONTRACTS_UPDATE_GUARANTEES, (const char *const[]){contract_id}, in, NULL);
}
int tessera_contracts_update_guarantees_result(tessera_future *future, tessera_contract **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_CONTRACTS_UPDATE_GUARANTEES, (void **)out, error);
}

int tessera_contracts_get_registrations(tessera_client *client, const char *contract_id, const tessera_page_query *in,
    tessera_registration_page **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_CONTRACTS_GET_REGISTRATIONS, (const char *const[]){contract_id}, in, (void **)out, error);
}
tessera_future *tessera_contracts_get_registrations_async(tessera_client *client, const char *contract_id,
    const tessera_page_query *in) {
    return tessera_submit(client, TESSERA_CALL_CONTRACTS_GET_REGISTRATIONS, (const char *const[]){contract_id}, in, NULL);
}
int tessera_contracts_get_registrations_result(tessera_future *future, tessera_registration_page **out,
    tessera_error *error) {
    return call_take(future, TESSERA_CALL_CONTRACTS_GET_REGISTRATIONS, (void **)out, error);
}

int tessera_contracts_bulk_publish(tessera_client *client, const tessera_contracts_bulk_publish_input *in,
    tessera_bulk_publish_result **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_CONTRACTS_BULK_PUBLISH, NULL, in, (void **)out, error);
}
tessera_future *tessera_contracts_bulk_publish_async(tessera_client *client,
    const tessera_contracts_bulk_publish_input *in) {
    return tessera_submit(client, TESSERA_CALL_CONTRACTS_BULK_PUBLISH, NULL, in, NULL);
}
int tessera_contracts_bulk_publish_result(tessera_future *future, tessera_bulk_publish_result **out,
    tessera_error *error) {
    return call_take(future, TESSERA_CALL_CONTRACTS_BULK_PUBLISH, (void **)out, error);
}

int tessera_registrations_create(tessera_client *client, const tessera_registrations_create_input *in,
    tessera_registration **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_REGISTRATIONS_CREATE, NULL, in, (void **)out, error);
}
tessera_future *tessera_registrations_create_async(tessera_client *client,
    const tessera_registrations_create_input *in) {
    return tessera_submit(client, TESSERA_CALL_REGISTRATIONS_CREATE, NULL, in, NULL);
}
int tessera_registrations_create_result(tessera_future *future, tessera_registration **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_REGISTRATIONS_CREATE, (void **)out, error);
}

int tessera_registrations_list(tessera_client *client, const tessera_registrations_list_input *in,
    tessera_registration_page **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_REGISTRATIONS_LIST, NULL, in, (void **)out, error);
}
tessera_future *tessera_registrations_list_async(tessera_client *client, const tessera_registrations_list_input *in) {
    return tessera_submit(client, TESSERA_CALL_REGISTRATIONS_LIST, NULL, in, NULL);
}
int tessera_registrations_list_result(tessera_future *future, tessera_registration_page **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_REGISTRATIONS_LIST, (void **)out, error);
}

int tessera_registrations_get(tessera_client *client, const char *registration_id, tessera_registration **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_REGISTRATIONS_GET, (const char *const[]){registration_id}, NULL, (void **)out, error);
}
tessera_future *tessera_registrations_get_async(tessera_client *client, const char *registration_id) {
    return tessera_submit(client, TESSERA_CALL_REGISTRATIONS_GET, (const char *const[]){registration_id}, NULL, NULL);
}
int tessera_registrations_get_result(tessera_future *future, tessera_registration **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_REGISTRATIONS_GET, (void **)out, error);
}

int tessera_registrations_update(tessera_client *client, const char *registration_id,
    const tessera_registration_update *in, tessera_registration **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_REGISTRATIONS_UPDATE, (const char *const[]){registration_id}, in, (void **)out, error);
}
tessera_future *tessera_registrations_update_async(tessera_client *client, const char *registration_id,
    const tessera_registration_update *in) {
    return tessera_submit(client, TESSERA_CALL_REGISTRATIONS_UPDATE, (const char *const[]){registration_id}, in, NULL);
}
int tessera_registrations_update_result(tessera_future *future, tessera_registration **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_REGISTRATIONS_UPDATE, (void **)out, error);
}

int tessera_registrations_delete(tessera_client *client, const char *registration_id, tessera_error *error) {
    return call_now(client, TESSERA_CALL_REGISTRATIONS_DELETE, (const char *const[]){registration_id}, NULL, NULL, error);
}
tessera_future *tessera_registrations_delete_async(tessera_client *client, const char *registration_id) {
    return tessera_submit(client, TESSERA_CALL_REGISTRATIONS_DELETE, (const char *const[]){registration_id}, NULL, NULL);
}
int tessera_registrations_delete_result(tessera_future *future, tessera_error *error) {
    return call_take(future, TESSERA_CALL_REGISTRATIONS_DELETE, NULL, error);
}

int tessera_schemas_validate(tessera_client *client, const tessera_schema_to_check *in, tessera_schema_validity **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_SCHEMAS_VALIDATE, NULL, in, (void **)out, error);
}
tessera_future *tessera_schemas_validate_async(tessera_client *client, const tessera_schema_to_check *in) {
    return tessera_submit(client, TESSERA_CALL_SCHEMAS_VALIDATE, NULL, in, NULL);
}
int tessera_schemas_validate_result(tessera_future *future, tessera_schema_validity **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_SCHEMAS_VALIDATE, (void **)out, error);
}

int tessera_bulk_create_registrations(tessera_client *client, const tessera_bulk_registrations *in,
    tessera_bulk_result **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_BULK_CREATE_REGISTRATIONS, NULL, in, (void **)out, error);
}
tessera_future *tessera_bulk_create_registrations_async(tessera_client *client, const tessera_bulk_registrations *in) {
    return tessera_submit(client, TESSERA_CALL_BULK_CREATE_REGISTRATIONS, NULL, in, NULL);
}
int tessera_bulk_create_registrations_result(tessera_future *future, tessera_bulk_result **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_BULK_CREATE_REGISTRATIONS, (void **)out, error);
}

int tessera_bulk_create_assets(tessera_client *client, const tessera_bulk_assets *in, tessera_bulk_result **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_BULK_CREATE_ASSETS, NULL, in, (void **)out, error);
}
tessera_future *tessera_bulk_create_assets_async(tessera_client *client, const tessera_bulk_assets *in) {
    return tessera_submit(client, TESSERA_CALL_BULK_CREATE_ASSETS, NULL, in, NULL);
}
int tessera_bulk_create_assets_result(tessera_future *future, tessera_bulk_result **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_BULK_CREATE_ASSETS, (void **)out, error);
}

int tessera_search_everything(tessera_client *client, const tessera_search_query *in, tessera_search_reply **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_SEARCH_EVERYTHING, NULL, in, (void **)out, error);
}
tessera_future *tessera_search_everything_async(tessera_client *client, const tessera_search_query *in) {
    return tessera_submit(client, TESSERA_CALL_SEARCH_EVERYTHING, NULL, in, NULL);
}
int tessera_search_everything_result(tessera_future *future, tessera_search_reply **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_SEARCH_EVERYTHING, (void **)out, error);
}
