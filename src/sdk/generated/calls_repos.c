// The calls of repos: each names its row and its parameters.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/call.h"
#include "tessera/calls.h"

int tessera_repos_create(tessera_client *client, const tessera_repo_create *in, tessera_repo **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_REPOS_CREATE, NULL, in, (void **)out, error);
}
tessera_future *tessera_repos_create_async(tessera_client *client, const tessera_repo_create *in) {
    return tessera_submit(client, TESSERA_CALL_REPOS_CREATE, NULL, in, NULL);
}
int tessera_repos_create_result(tessera_future *future, tessera_repo **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_REPOS_CREATE, (void **)out, error);
}

int tessera_repos_list(tessera_client *client, const tessera_repo_list_query *in, tessera_repo_page **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_REPOS_LIST, NULL, in, (void **)out, error);
}
tessera_future *tessera_repos_list_async(tessera_client *client, const tessera_repo_list_query *in) {
    return tessera_submit(client, TESSERA_CALL_REPOS_LIST, NULL, in, NULL);
}
int tessera_repos_list_result(tessera_future *future, tessera_repo_page **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_REPOS_LIST, (void **)out, error);
}

int tessera_repos_get(tessera_client *client, const char *repo_id, tessera_repo **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_REPOS_GET, (const char *const[]){repo_id}, NULL, (void **)out, error);
}
tessera_future *tessera_repos_get_async(tessera_client *client, const char *repo_id) {
    return tessera_submit(client, TESSERA_CALL_REPOS_GET, (const char *const[]){repo_id}, NULL, NULL);
}
int tessera_repos_get_result(tessera_future *future, tessera_repo **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_REPOS_GET, (void **)out, error);
}

int tessera_repos_update(tessera_client *client, const char *repo_id, const tessera_repo_update *in, tessera_repo **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_REPOS_UPDATE, (const char *const[]){repo_id}, in, (void **)out, error);
}
tessera_future *tessera_repos_update_async(tessera_client *client, const char *repo_id, const tessera_repo_update *in) {
    return tessera_submit(client, TESSERA_CALL_REPOS_UPDATE, (const char *const[]){repo_id}, in, NULL);
}
int tessera_repos_update_result(tessera_future *future, tessera_repo **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_REPOS_UPDATE, (void **)out, error);
}

int tessera_repos_delete(tessera_client *client, const char *repo_id, tessera_error *error) {
    return call_now(client, TESSERA_CALL_REPOS_DELETE, (const char *const[]){repo_id}, NULL, NULL, error);
}
tessera_future *tessera_repos_delete_async(tessera_client *client, const char *repo_id) {
    return tessera_submit(client, TESSERA_CALL_REPOS_DELETE, (const char *const[]){repo_id}, NULL, NULL);
}
int tessera_repos_delete_result(tessera_future *future, tessera_error *error) {
    return call_take(future, TESSERA_CALL_REPOS_DELETE, NULL, error);
}
