// The calls of the API: contracts. tessera/calls.h tells what all of them have in common.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/client.h"
#include "tessera/models/common.h"
#include "tessera/models/contracts.h"
#include "tessera/models/registrations.h"

#ifdef __cplusplus
extern "C" {
#endif

// List contracts, newest first. GET /api/v1/contracts
TESSERA_API int tessera_contracts_list(tessera_client *client, const tessera_contract_list_query *in,
    tessera_contract_page **out, tessera_error *error);
TESSERA_API tessera_future *tessera_contracts_list_async(tessera_client *client,
    const tessera_contract_list_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_contracts_list_result(tessera_future *future, tessera_contract_page **out,
    tessera_error *error);

// What changed from one contract to another, or from one schema to another. POST /api/v1/contracts/compare
TESSERA_API int tessera_contracts_compare(tessera_client *client, const tessera_contracts_compare_input *in,
    tessera_compare_result **out, tessera_error *error);
TESSERA_API tessera_future *tessera_contracts_compare_async(tessera_client *client,
    const tessera_contracts_compare_input *in) TESSERA_MUST_USE;
TESSERA_API int tessera_contracts_compare_result(tessera_future *future, tessera_compare_result **out,
    tessera_error *error);

// Get a contract. GET /api/v1/contracts/{contract_id}
TESSERA_API int tessera_contracts_get(tessera_client *client, const char *contract_id, tessera_contract **out,
    tessera_error *error);
TESSERA_API tessera_future *tessera_contracts_get_async(tessera_client *client,
    const char *contract_id) TESSERA_MUST_USE;
TESSERA_API int tessera_contracts_get_result(tessera_future *future, tessera_contract **out, tessera_error *error);

// Replace the guarantees of an active contract. PATCH /api/v1/contracts/{contract_id}/guarantees
TESSERA_API int tessera_contracts_update_guarantees(tessera_client *client, const char *contract_id,
    const tessera_guarantees_update *in, tessera_contract **out, tessera_error *error);
TESSERA_API tessera_future *tessera_contracts_update_guarantees_async(tessera_client *client, const char *contract_id,
    const tessera_guarantees_update *in) TESSERA_MUST_USE;
TESSERA_API int tessera_contracts_update_guarantees_result(tessera_future *future, tessera_contract **out,
    tessera_error *error);

// List a contract's registrations, newest first. GET /api/v1/contracts/{contract_id}/registrations
TESSERA_API int tessera_contracts_get_registrations(tessera_client *client, const char *contract_id,
    const tessera_page_query *in, tessera_registration_page **out, tessera_error *error);
TESSERA_API tessera_future *tessera_contracts_get_registrations_async(tessera_client *client, const char *contract_id,
    const tessera_page_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_contracts_get_registrations_result(tessera_future *future, tessera_registration_page **out,
    tessera_error *error);

// Publish many schemas; a dry run unless told otherwise. POST /api/v1/contracts/bulk
TESSERA_API int tessera_contracts_bulk_publish(tessera_client *client, const tessera_contracts_bulk_publish_input *in,
    tessera_bulk_publish_result **out, tessera_error *error);
TESSERA_API tessera_future *tessera_contracts_bulk_publish_async(tessera_client *client,
    const tessera_contracts_bulk_publish_input *in) TESSERA_MUST_USE;
TESSERA_API int tessera_contracts_bulk_publish_result(tessera_future *future, tessera_bulk_publish_result **out,
    tessera_error *error);

#ifdef __cplusplus
}
#endif
