// The calls of slack: each names its row and its parameters.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/call.h"
#include "tessera/calls.h"

int tessera_slack_create_config(tessera_client *client, const tessera_slack_config_create *in,
    tessera_slack_config **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_SLACK_CREATE_CONFIG, NULL, in, (void **)out, error);
}
tessera_future *tessera_slack_create_config_async(tessera_client *client, const tessera_slack_config_create *in) {
    return tessera_submit(client, TESSERA_CALL_SLACK_CREATE_CONFIG, NULL, in, NULL);
}
int tessera_slack_create_config_result(tessera_future *future, tessera_slack_config **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_SLACK_CREATE_CONFIG, (void **)out, error);
}

int tessera_slack_list_configs(tessera_client *client, const tessera_slack_config_list_query *in,
    tessera_slack_config_page **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_SLACK_LIST_CONFIGS, NULL, in, (void **)out, error);
}
tessera_future *tessera_slack_list_configs_async(tessera_client *client, const tessera_slack_config_list_query *in) {
    return tessera_submit(client, TESSERA_CALL_SLACK_LIST_CONFIGS, NULL, in, NULL);
}
int tessera_slack_list_configs_result(tessera_future *future, tessera_slack_config_page **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_SLACK_LIST_CONFIGS, (void **)out, error);
}

int tessera_slack_get_config(tessera_client *client, const char *slack_config_id, tessera_slack_config **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_SLACK_GET_CONFIG, (const char *const[]){slack_config_id}, NULL, (void **)out, error);
}
tessera_future *tessera_slack_get_config_async(tessera_client *client, const char *slack_config_id) {
    return tessera_submit(client, TESSERA_CALL_SLACK_GET_CONFIG, (const char *const[]){slack_config_id}, NULL, NULL);
}
int tessera_slack_get_config_result(tessera_future *future, tessera_slack_config **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_SLACK_GET_CONFIG, (void **)out, error);
}

int tessera_slack_update_config(tessera_client *client, const char *slack_config_id,
    const tessera_slack_config_update *in, tessera_slack_config **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_SLACK_UPDATE_CONFIG, (const char *const[]){slack_config_id}, in, (void **)out, error);
}
tessera_future *tessera_slack_update_config_async(tessera_client *client, const char *slack_config_id,
    const tessera_slack_config_update *in) {
    return tessera_submit(client, TESSERA_CALL_SLACK_UPDATE_CONFIG, (const char *const[]){slack_config_id}, in, NULL);
}
int tessera_slack_update_config_result(tessera_future *future, tessera_slack_config **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_SLACK_UPDATE_CONFIG, (void **)out, error);
}

int tessera_slack_delete_config(tessera_client *client, const char *slack_config_id, tessera_error *error) {
    return call_now(client, TESSERA_CALL_SLACK_DELETE_CONFIG, (const char *const[]){slack_config_id}, NULL, NULL, error);
}
tessera_future *tessera_slack_delete_config_async(tessera_client *client, const char *slack_config_id) {
    return tessera_submit(client, TESSERA_CALL_SLACK_DELETE_CONFIG, (const char *const[]){slack_config_id}, NULL, NULL);
}
int tessera_slack_delete_config_result(tessera_future *future, tessera_error *error) {
    return call_take(future, TESSERA_CALL_SLACK_DELETE_CONFIG, NULL, error);
}

int tessera_slack_test_config(tessera_client *client, const char *slack_config_id, tessera_slack_test_result **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_SLACK_TEST_CONFIG, (const char *const[]){slack_config_id}, NULL, (void **)out, error);
}
tessera_future *tessera_slack_test_config_async(tessera_client *client, const char *slack_config_id) {
    return tessera_submit(client, TESSERA_CALL_SLACK_TEST_CONFIG, (const char *const[]){slack_config_id}, NULL, NULL);
}
int tessera_slack_test_config_result(tessera_future *future, tessera_slack_test_result **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_SLACK_TEST_CONFIG, (void **)out, error);
}
