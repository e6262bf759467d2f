// The calls of the API: users. tessera/calls.h tells what all of them have in common.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/client.h"
#include "tessera/models/users.h"

#ifdef __cplusplus
extern "C" {
#endif

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

#ifdef __cplusplus
}
#endif
