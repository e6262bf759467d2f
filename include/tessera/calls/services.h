// The calls of the API: services. tessera/calls.h tells what all of them have in common.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/client.h"
#include "tessera/models/common.h"
#include "tessera/models/services.h"
#include "tessera/models/assets.h"

#ifdef __cplusplus
extern "C" {
#endif

// Create a service of a repository. POST /api/v1/services
TESSERA_API int tessera_services_create(tessera_client *client, const tessera_service_create *in, tessera_service **out,
    tessera_error *error);
TESSERA_API tessera_future *tessera_services_create_async(tessera_client *client,
    const tessera_service_create *in) TESSERA_MUST_USE;
TESSERA_API int tessera_services_create_result(tessera_future *future, tessera_service **out, tessera_error *error);

// List services by name. GET /api/v1/services
TESSERA_API int tessera_services_list(tessera_client *client, const tessera_service_list_query *in,
    tessera_service_page **out, tessera_error *error);
TESSERA_API tessera_future *tessera_services_list_async(tessera_client *client,
    const tessera_service_list_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_services_list_result(tessera_future *future, tessera_service_page **out, tessera_error *error);

// Get a service. GET /api/v1/services/{service_id}
TESSERA_API int tessera_services_get(tessera_client *client, const char *service_id, tessera_service **out,
    tessera_error *error);
TESSERA_API tessera_future *tessera_services_get_async(tessera_client *client, const char *service_id) TESSERA_MUST_USE;
TESSERA_API int tessera_services_get_result(tessera_future *future, tessera_service **out, tessera_error *error);

// Change a service. PATCH /api/v1/services/{service_id}
TESSERA_API int tessera_services_update(tessera_client *client, const char *service_id, const tessera_service_update *in,
    tessera_service **out, tessera_error *error);
TESSERA_API tessera_future *tessera_services_update_async(tessera_client *client, const char *service_id,
    const tessera_service_update *in) TESSERA_MUST_USE;
TESSERA_API int tessera_services_update_result(tessera_future *future, tessera_service **out, tessera_error *error);

// Delete a service; its assets stay. DELETE /api/v1/services/{service_id}
TESSERA_API int tessera_services_delete(tessera_client *client, const char *service_id, tessera_error *error);
TESSERA_API tessera_future *tessera_services_delete_async(tessera_client *client,
    const char *service_id) TESSERA_MUST_USE;
TESSERA_API int tessera_services_delete_result(tessera_future *future, tessera_error *error);

// List a service's active assets by name. GET /api/v1/services/{service_id}/assets
TESSERA_API int tessera_services_assets(tessera_client *client, const char *service_id, const tessera_page_query *in,
    tessera_asset_page **out, tessera_error *error);
TESSERA_API tessera_future *tessera_services_assets_async(tessera_client *client, const char *service_id,
    const tessera_page_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_services_assets_result(tessera_future *future, tessera_asset_page **out, tessera_error *error);

#ifdef __cplusplus
}
#endif
