// The calls of the API: api_keys. tessera/calls.h tells what all of them have in common.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/client.h"
#include "tessera/models/api_keys.h"

#ifdef __cplusplus
extern "C" {
#endif

// Create a key; its secret is shown once. POST /api/v1/api-keys
TESSERA_API int tessera_api_keys_create(tessera_client *client, const tessera_api_key_create *in,
    tessera_api_key_created **out, tessera_error *error);
TESSERA_API tessera_future *tessera_api_keys_create_async(tessera_client *client,
    const tessera_api_key_create *in) TESSERA_MUST_USE;
TESSERA_API int tessera_api_keys_create_result(tessera_future *future, tessera_api_key_created **out,
    tessera_error *error);

// List keys, newest first. GET /api/v1/api-keys
TESSERA_API int tessera_api_keys_list(tessera_client *client, const tessera_api_key_list_query *in,
    tessera_api_key_list **out, tessera_error *error);
TESSERA_API tessera_future *tessera_api_keys_list_async(tessera_client *client,
    const tessera_api_key_list_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_api_keys_list_result(tessera_future *future, tessera_api_key_list **out, tessera_error *error);

// Get a key. GET /api/v1/api-keys/{key_id}
TESSERA_API int tessera_api_keys_get(tessera_client *client, const char *key_id, tessera_api_key **out,
    tessera_error *error);
TESSERA_API tessera_future *tessera_api_keys_get_async(tessera_client *client, const char *key_id) TESSERA_MUST_USE;
TESSERA_API int tessera_api_keys_get_result(tessera_future *future, tessera_api_key **out, tessera_error *error);

// Revoke a key for good. DELETE /api/v1/api-keys/{key_id}
TESSERA_API int tessera_api_keys_revoke(tessera_client *client, const char *key_id, tessera_api_key **out,
    tessera_error *error);
TESSERA_API tessera_future *tessera_api_keys_revoke_async(tessera_client *client, const char *key_id) TESSERA_MUST_USE;
TESSERA_API int tessera_api_keys_revoke_result(tessera_future *future, tessera_api_key **out, tessera_error *error);

#ifdef __cplusplus
}
#endif
