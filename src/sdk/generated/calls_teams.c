// The calls of teams: each names its row and its parameters.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/call.h"
#include "tessera/calls.h"

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
