// The calls of users: each names its row and its parameters.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/call.h"
#include "tessera/calls.h"

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
