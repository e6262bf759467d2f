// The calls of the API: registrations. tessera/calls.h tells what all of them have in common.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/client.h"
#include "tessera/models/registrations.h"

#ifdef __cplusplus
extern "C" {
#endif

// Register a team as a consumer of a contract. POST /api/v1/registrations
TESSERA_API int tessera_registrations_create(tessera_client *client, const tessera_registrations_create_input *in,
    tessera_registration **out, tessera_error *error);
TESSERA_API tessera_future *tessera_registrations_create_async(tessera_client *client,
    const tessera_registrations_create_input *in) TESSERA_MUST_USE;
TESSERA_API int tessera_registrations_create_result(tessera_future *future, tessera_registration **out,
    tessera_error *error);

// List registrations, newest first. GET /api/v1/registrations
TESSERA_API int tessera_registrations_list(tessera_client *client, const tessera_registrations_list_input *in,
    tessera_registration_page **out, tessera_error *error);
TESSERA_API tessera_future *tessera_registrations_list_async(tessera_client *client,
    const tessera_registrations_list_input *in) TESSERA_MUST_USE;
TESSERA_API int tessera_registrations_list_result(tessera_future *future, tessera_registration_page **out,
    tessera_error *error);

// Get a registration. GET /api/v1/registrations/{registration_id}
TESSERA_API int tessera_registrations_get(tessera_client *client, const char *registration_id,
    tessera_registration **out, tessera_error *error);
TESSERA_API tessera_future *tessera_registrations_get_async(tessera_client *client,
    const char *registration_id) TESSERA_MUST_USE;
TESSERA_API int tessera_registrations_get_result(tessera_future *future, tessera_registration **out,
    tessera_error *error);

// Change a registration. PATCH /api/v1/registrations/{registration_id}
TESSERA_API int tessera_registrations_update(tessera_client *client, const char *registration_id,
    const tessera_registration_update *in, tessera_registration **out, tessera_error *error);
TESSERA_API tessera_future *tessera_registrations_update_async(tessera_client *client, const char *registration_id,
    const tessera_registration_update *in) TESSERA_MUST_USE;
TESSERA_API int tessera_registrations_update_result(tessera_future *future, tessera_registration **out,
    tessera_error *error);

// Delete a registration. DELETE /api/v1/registrations/{registration_id}
TESSERA_API int tessera_registrations_delete(tessera_client *client, const char *registration_id, tessera_error *error);
TESSERA_API tessera_future *tessera_registrations_delete_async(tessera_client *client,
    const char *registration_id) TESSERA_MUST_USE;
TESSERA_API int tessera_registrations_delete_result(tessera_future *future, tessera_error *error);

#ifdef __cplusplus
}
#endif
