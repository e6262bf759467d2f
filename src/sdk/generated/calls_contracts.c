// The calls of contracts: each names its row and its parameters.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/call.h"
#include "tessera/calls.h"

int tessera_contracts_list(tessera_client *client, const tessera_contract_list_query *in, tessera_contract_page **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_CONTRACTS_LIST, NULL, in, (void **)out, error);
}
tessera_future *tessera_contracts_list_async(tessera_client *client, const tessera_contract_list_query *in) {
    return tessera_submit(client, TESSERA_CALL_CONTRACTS_LIST, NULL, in, NULL);
}
int tessera_contracts_list_result(tessera_future *future, tessera_contract_page **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_CONTRACTS_LIST, (void **)out, error);
}

int tessera_contracts_compare(tessera_client *client, const tessera_contracts_compare_input *in,
    tessera_compare_result **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_CONTRACTS_COMPARE, NULL, in, (void **)out, error);
}
tessera_future *tessera_contracts_compare_async(tessera_client *client, const tessera_contracts_compare_input *in) {
    return tessera_submit(client, TESSERA_CALL_CONTRACTS_COMPARE, NULL, in, NULL);
}
int tessera_contracts_compare_result(tessera_future *future, tessera_compare_result **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_CONTRACTS_COMPARE, (void **)out, error);
}

int tessera_contracts_get(tessera_client *client, const char *contract_id, tessera_contract **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_CONTRACTS_GET, (const char *const[]){contract_id}, NULL, (void **)out, error);
}
tessera_future *tessera_contracts_get_async(tessera_client *client, const char *contract_id) {
    return tessera_submit(client, TESSERA_CALL_CONTRACTS_GET, (const char *const[]){contract_id}, NULL, NULL);
}
int tessera_contracts_get_result(tessera_future *future, tessera_contract **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_CONTRACTS_GET, (void **)out, error);
}

int tessera_contracts_update_guarantees(tessera_client *client, const char *contract_id,
    const tessera_guarantees_update *in, tessera_contract **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_CONTRACTS_UPDATE_GUARANTEES, (const char *const[]){contract_id}, in, (void **)out, error);
}
tessera_future *tessera_contracts_update_guarantees_async(tessera_client *client, const char *contract_id,
    const tessera_guarantees_update *in) {
    return tessera_submit(client, TESSERA_CALL_CONTRACTS_UPDATE_GUARANTEES, (const char *const[]){contract_id}, in, NULL);
}
int tessera_contracts_update_guarantees_result(tessera_future *future, tessera_contract **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_CONTRACTS_UPDATE_GUARANTEES, (void **)out, error);
}

int tessera_contracts_get_registrations(tessera_client *client, const char *contract_id, const tessera_page_query *in,
    tessera_registration_page **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_CONTRACTS_GET_REGISTRATIONS, (const char *const[]){contract_id}, in, (void **)out, error);
}
tessera_future *tessera_contracts_get_registrations_async(tessera_client *client, const char *contract_id,
    const tessera_page_query *in) {
    return tessera_submit(client, TESSERA_CALL_CONTRACTS_GET_REGISTRATIONS, (const char *const[]){contract_id}, in, NULL);
}
int tessera_contracts_get_registrations_result(tessera_future *future, tessera_registration_page **out,
    tessera_error *error) {
    return call_take(future, TESSERA_CALL_CONTRACTS_GET_REGISTRATIONS, (void **)out, error);
}

int tessera_contracts_bulk_publish(tessera_client *client, const tessera_contracts_bulk_publish_input *in,
    tessera_bulk_publish_result **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_CONTRACTS_BULK_PUBLISH, NULL, in, (void **)out, error);
}
tessera_future *tessera_contracts_bulk_publish_async(tessera_client *client,
    const tessera_contracts_bulk_publish_input *in) {
    return tessera_submit(client, TESSERA_CALL_CONTRACTS_BULK_PUBLISH, NULL, in, NULL);
}
int tessera_contracts_bulk_publish_result(tessera_future *future, tessera_bulk_publish_result **out,
    tessera_error *error) {
    return call_take(future, TESSERA_CALL_CONTRACTS_BULK_PUBLISH, (void **)out, error);
}
