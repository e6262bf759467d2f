// The calls of graph: each names its row and its parameters.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/call.h"
#include "tessera/calls.h"

int tessera_graph_services(tessera_client *client, const tessera_graph_query *in, tessera_service_graph **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_GRAPH_SERVICES, NULL, in, (void **)out, error);
}
tessera_future *tessera_graph_services_async(tessera_client *client, const tessera_graph_query *in) {
    return tessera_submit(client, TESSERA_CALL_GRAPH_SERVICES, NULL, in, NULL);
}
int tessera_graph_services_result(tessera_future *future, tessera_service_graph **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_GRAPH_SERVICES, (void **)out, error);
}

int tessera_graph_neighborhood(tessera_client *client, const char *service_id, tessera_service_graph **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_GRAPH_NEIGHBORHOOD, (const char *const[]){service_id}, NULL, (void **)out, error);
}
tessera_future *tessera_graph_neighborhood_async(tessera_client *client, const char *service_id) {
    return tessera_submit(client, TESSERA_CALL_GRAPH_NEIGHBORHOOD, (const char *const[]){service_id}, NULL, NULL);
}
int tessera_graph_neighborhood_result(tessera_future *future, tessera_service_graph **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_GRAPH_NEIGHBORHOOD, (void **)out, error);
}

int tessera_graph_impact(tessera_client *client, const char *asset_id, const tessera_graph_impact_query *in,
    tessera_impact_graph **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_GRAPH_IMPACT, (const char *const[]){asset_id}, in, (void **)out, error);
}
tessera_future *tessera_graph_impact_async(tessera_client *client, const char *asset_id,
    const tessera_graph_impact_query *in) {
    return tessera_submit(client, TESSERA_CALL_GRAPH_IMPACT, (const char *const[]){asset_id}, in, NULL);
}
int tessera_graph_impact_result(tessera_future *future, tessera_impact_graph **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_GRAPH_IMPACT, (void **)out, error);
}
