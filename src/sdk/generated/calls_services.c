// The calls of services: each names its row and its parameters.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/call.h"
#include "tessera/calls.h"

int tessera_services_create(tessera_client *client, const tessera_service_create *in, tessera_service **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_SERVICES_CREATE, NULL, in, (void **)out, error);
}
tessera_future *tessera_services_create_async(tessera_client *client, const tessera_service_create *in) {
    return tessera_submit(client, TESSERA_CALL_SERVICES_CREATE, NULL, in, NULL);
}
int tessera_services_create_result(tessera_future *future, tessera_service **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_SERVICES_CREATE, (void **)out, error);
}

int tessera_services_list(tessera_client *client, const tessera_service_list_query *in, tessera_service_page **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_SERVICES_LIST, NULL, in, (void **)out, error);
}
tessera_future *tessera_services_list_async(tessera_client *client, const tessera_service_list_query *in) {
    return tessera_submit(client, TESSERA_CALL_SERVICES_LIST, NULL, in, NULL);
}
int tessera_services_list_result(tessera_future *future, tessera_service_page **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_SERVICES_LIST, (void **)out, error);
}

int tessera_services_get(tessera_client *client, const char *service_id, tessera_service **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_SERVICES_GET, (const char *const[]){service_id}, NULL, (void **)out, error);
}
tessera_future *tessera_services_get_async(tessera_client *client, const char *service_id) {
    return tessera_submit(client, TESSERA_CALL_SERVICES_GET, (const char *const[]){service_id}, NULL, NULL);
}
int tessera_services_get_result(tessera_future *future, tessera_service **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_SERVICES_GET, (void **)out, error);
}

int tessera_services_update(tessera_client *client, const char *service_id, const tessera_service_update *in,
    tessera_service **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_SERVICES_UPDATE, (const char *const[]){service_id}, in, (void **)out, error);
}
tessera_future *tessera_services_update_async(tessera_client *client, const char *service_id,
    const tessera_service_update *in) {
    return tessera_submit(client, TESSERA_CALL_SERVICES_UPDATE, (const char *const[]){service_id}, in, NULL);
}
int tessera_services_update_result(tessera_future *future, tessera_service **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_SERVICES_UPDATE, (void **)out, error);
}

int tessera_services_delete(tessera_client *client, const char *service_id, tessera_error *error) {
    return call_now(client, TESSERA_CALL_SERVICES_DELETE, (const char *const[]){service_id}, NULL, NULL, error);
}
tessera_future *tessera_services_delete_async(tessera_client *client, const char *service_id) {
    return tessera_submit(client, TESSERA_CALL_SERVICES_DELETE, (const char *const[]){service_id}, NULL, NULL);
}
int tessera_services_delete_result(tessera_future *future, tessera_error *error) {
    return call_take(future, TESSERA_CALL_SERVICES_DELETE, NULL, error);
}

int tessera_services_assets(tessera_client *client, const char *service_id, const tessera_page_query *in,
    tessera_asset_page **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_SERVICES_ASSETS, (const char *const[]){service_id}, in, (void **)out, error);
}
tessera_future *tessera_services_assets_async(tessera_client *client, const char *service_id,
    const tessera_page_query *in) {
    return tessera_submit(client, TESSERA_CALL_SERVICES_ASSETS, (const char *const[]){service_id}, in, NULL);
}
int tessera_services_assets_result(tessera_future *future, tessera_asset_page **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_SERVICES_ASSETS, (void **)out, error);
}
