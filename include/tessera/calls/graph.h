// The calls of the API: graph. tessera/calls.h tells what all of them have in common.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/client.h"
#include "tessera/models/graph.h"

#ifdef __cplusplus
extern "C" {
#endif

// Services, and which uses which. GET /api/v1/graph/services
TESSERA_API int tessera_graph_services(tessera_client *client, const tessera_graph_query *in,
    tessera_service_graph **out, tessera_error *error);
TESSERA_API tessera_future *tessera_graph_services_async(tessera_client *client,
    const tessera_graph_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_graph_services_result(tessera_future *future, tessera_service_graph **out,
    tessera_error *error);

// A service, and those that it uses or that use it. GET /api/v1/graph/services/{service_id}/neighborhood
TESSERA_API int tessera_graph_neighborhood(tessera_client *client, const char *service_id, tessera_service_graph **out,
    tessera_error *error);
TESSERA_API tessera_future *tessera_graph_neighborhood_async(tessera_client *client,
    const char *service_id) TESSERA_MUST_USE;
TESSERA_API int tessera_graph_neighborhood_result(tessera_future *future, tessera_service_graph **out,
    tessera_error *error);

// Which services a change of an asset would reach. GET /api/v1/graph/impact/{asset_id}
TESSERA_API int tessera_graph_impact(tessera_client *client, const char *asset_id, const tessera_graph_impact_query *in,
    tessera_impact_graph **out, tessera_error *error);
TESSERA_API tessera_future *tessera_graph_impact_async(tessera_client *client, const char *asset_id,
    const tessera_graph_impact_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_graph_impact_result(tessera_future *future, tessera_impact_graph **out, tessera_error *error);

#ifdef __cplusplus
}
#endif
