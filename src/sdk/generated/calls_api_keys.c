// The calls of api_keys: each names its row and its parameters.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/call.h"
#include "tessera/calls.h"

int tessera_api_keys_create(tessera_client *client, const tessera_api_key_create *in, tessera_api_key_created **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_API_KEYS_CREATE, NULL, in, (void **)out, error);
}
tessera_future *tessera_api_keys_create_async(tessera_client *client, const tessera_api_key_create *in) {
    return tessera_submit(client, TESSERA_CALL_API_KEYS_CREATE, NULL, in, NULL);
}
int tessera_api_keys_create_result(tessera_future *future, tessera_api_key_created **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_API_KEYS_CREATE, (void **)out, error);
}

int tessera_api_keys_list(tessera_client *client, const tessera_api_key_list_query *in, tessera_api_key_list **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_API_KEYS_LIST, NULL, in, (void **)out, error);
}
tessera_future *tessera_api_keys_list_async(tessera_client *client, const tessera_api_key_list_query *in) {
    return tessera_submit(client, TESSERA_CALL_API_KEYS_LIST, NULL, in, NULL);
}
int tessera_api_keys_list_result(tessera_future *future, tessera_api_key_list **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_API_KEYS_LIST, (void **)out, error);
}

int tessera_api_keys_get(tessera_client *client, const char *key_id, tessera_api_key **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_API_KEYS_GET, (const char *const[]){key_id}, NULL, (void **)out, error);
}
tessera_future *tessera_api_keys_get_async(tessera_client *client, const char *key_id) {
    return tessera_submit(client, TESSERA_CALL_API_KEYS_GET, (const char *const[]){key_id}, NULL, NULL);
}
int tessera_api_keys_get_result(tessera_future *future, tessera_api_key **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_API_KEYS_GET, (void **)out, error);
}

int tessera_api_keys_revoke(tessera_client *client, const char *key_id, tessera_api_key **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_API_KEYS_REVOKE, (const char *const[]){key_id}, NULL, (void **)out, error);
}
tessera_future *tessera_api_keys_revoke_async(tessera_client *client, const char *key_id) {
    return tessera_submit(client, TESSERA_CALL_API_KEYS_REVOKE, (const char *const[]){key_id}, NULL, NULL);
}
int tessera_api_keys_revoke_result(tessera_future *future, tessera_api_key **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_API_KEYS_REVOKE, (void **)out, error);
}
