// The calls of registrations: each names its row and its parameters.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/call.h"
#include "tessera/calls.h"

int tessera_registrations_create(tessera_client *client, const tessera_registrations_create_input *in,
    tessera_registration **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_REGISTRATIONS_CREATE, NULL, in, (void **)out, error);
}
tessera_future *tessera_registrations_create_async(tessera_client *client,
    const tessera_registrations_create_input *in) {
    return tessera_submit(client, TESSERA_CALL_REGISTRATIONS_CREATE, NULL, in, NULL);
}
int tessera_registrations_create_result(tessera_future *future, tessera_registration **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_REGISTRATIONS_CREATE, (void **)out, error);
}

int tessera_registrations_list(tessera_client *client, const tessera_registrations_list_input *in,
    tessera_registration_page **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_REGISTRATIONS_LIST, NULL, in, (void **)out, error);
}
tessera_future *tessera_registrations_list_async(tessera_client *client, const tessera_registrations_list_input *in) {
    return tessera_submit(client, TESSERA_CALL_REGISTRATIONS_LIST, NULL, in, NULL);
}
int tessera_registrations_list_result(tessera_future *future, tessera_registration_page **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_REGISTRATIONS_LIST, (void **)out, error);
}

int tessera_registrations_get(tessera_client *client, const char *registration_id, tessera_registration **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_REGISTRATIONS_GET, (const char *const[]){registration_id}, NULL, (void **)out, error);
}
tessera_future *tessera_registrations_get_async(tessera_client *client, const char *registration_id) {
    return tessera_submit(client, TESSERA_CALL_REGISTRATIONS_GET, (const char *const[]){registration_id}, NULL, NULL);
}
int tessera_registrations_get_result(tessera_future *future, tessera_registration **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_REGISTRATIONS_GET, (void **)out, error);
}

int tessera_registrations_update(tessera_client *client, const char *registration_id,
    const tessera_registration_update *in, tessera_registration **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_REGISTRATIONS_UPDATE, (const char *const[]){registration_id}, in, (void **)out, error);
}
tessera_future *tessera_registrations_update_async(tessera_client *client, const char *registration_id,
    const tessera_registration_update *in) {
    return tessera_submit(client, TESSERA_CALL_REGISTRATIONS_UPDATE, (const char *const[]){registration_id}, in, NULL);
}
int tessera_registrations_update_result(tessera_future *future, tessera_registration **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_REGISTRATIONS_UPDATE, (void **)out, error);
}

int tessera_registrations_delete(tessera_client *client, const char *registration_id, tessera_error *error) {
    return call_now(client, TESSERA_CALL_REGISTRATIONS_DELETE, (const char *const[]){registration_id}, NULL, NULL, error);
}
tessera_future *tessera_registrations_delete_async(tessera_client *client, const char *registration_id) {
    return tessera_submit(client, TESSERA_CALL_REGISTRATIONS_DELETE, (const char *const[]){registration_id}, NULL, NULL);
}
int tessera_registrations_delete_result(tessera_future *future, tessera_error *error) {
    return call_take(future, TESSERA_CALL_REGISTRATIONS_DELETE, NULL, error);
}
