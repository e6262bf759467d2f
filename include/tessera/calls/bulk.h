// The calls of the API: bulk. tessera/calls.h tells what all of them have in common.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/client.h"
#include "tessera/models/bulk.h"

#ifdef __cplusplus
extern "C" {
#endif

// Register teams as consumers of many contracts. POST /api/v1/bulk/registrations
TESSERA_API int tessera_bulk_create_registrations(tessera_client *client, const tessera_bulk_registrations *in,
    tessera_bulk_result **out, tessera_error *error);
TESSERA_API tessera_future *tessera_bulk_create_registrations_async(tessera_client *client,
    const tessera_bulk_registrations *in) TESSERA_MUST_USE;
TESSERA_API int tessera_bulk_create_registrations_result(tessera_future *future, tessera_bulk_result **out,
    tessera_error *error);

// Create many assets. POST /api/v1/bulk/assets
TESSERA_API int tessera_bulk_create_assets(tessera_client *client, const tessera_bulk_assets *in,
    tessera_bulk_result **out, tessera_error *error);
TESSERA_API tessera_future *tessera_bulk_create_assets_async(tessera_client *client,
    const tessera_bulk_assets *in) TESSERA_MUST_USE;
TESSERA_API int tessera_bulk_create_assets_result(tessera_future *future, tessera_bulk_result **out,
    tessera_error *error);

// Answer many proposals. POST /api/v1/bulk/acknowledgments
TESSERA_API int tessera_bulk_create_acknowledgments(tessera_client *client, const tessera_bulk_acknowledgments *in,
    tessera_bulk_result **out, tessera_error *error);
TESSERA_API tessera_future *tessera_bulk_create_acknowledgments_async(tessera_client *client,
    const tessera_bulk_acknowledgments *in) TESSERA_MUST_USE;
TESSERA_API int tessera_bulk_create_acknowledgments_result(tessera_future *future, tessera_bulk_result **out,
    tessera_error *error);

#ifdef __cplusplus
}
#endif
