// The calls of bulk: each names its row and its parameters.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/call.h"
#include "tessera/calls.h"

int tessera_bulk_create_registrations(tessera_client *client, const tessera_bulk_registrations *in,
    tessera_bulk_result **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_BULK_CREATE_REGISTRATIONS, NULL, in, (void **)out, error);
}
tessera_future *tessera_bulk_create_registrations_async(tessera_client *client, const tessera_bulk_registrations *in) {
    return tessera_submit(client, TESSERA_CALL_BULK_CREATE_REGISTRATIONS, NULL, in, NULL);
}
int tessera_bulk_create_registrations_result(tessera_future *future, tessera_bulk_result **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_BULK_CREATE_REGISTRATIONS, (void **)out, error);
}

int tessera_bulk_create_assets(tessera_client *client, const tessera_bulk_assets *in, tessera_bulk_result **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_BULK_CREATE_ASSETS, NULL, in, (void **)out, error);
}
tessera_future *tessera_bulk_create_assets_async(tessera_client *client, const tessera_bulk_assets *in) {
    return tessera_submit(client, TESSERA_CALL_BULK_CREATE_ASSETS, NULL, in, NULL);
}
int tessera_bulk_create_assets_result(tessera_future *future, tessera_bulk_result **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_BULK_CREATE_ASSETS, (void **)out, error);
}

int tessera_bulk_create_acknowledgments(tessera_client *client, const tessera_bulk_acknowledgments *in,
    tessera_bulk_result **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_BULK_CREATE_ACKNOWLEDGMENTS, NULL, in, (void **)out, error);
}
tessera_future *tessera_bulk_create_acknowledgments_async(tessera_client *client,
    const tessera_bulk_acknowledgments *in) {
    return tessera_submit(client, TESSERA_CALL_BULK_CREATE_ACKNOWLEDGMENTS, NULL, in, NULL);
}
int tessera_bulk_create_acknowledgments_result(tessera_future *future, tessera_bulk_result **out,
    tessera_error *error) {
    return call_take(future, TESSERA_CALL_BULK_CREATE_ACKNOWLEDGMENTS, (void **)out, error);
}
