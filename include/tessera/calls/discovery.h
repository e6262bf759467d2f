// The calls of the API: discovery. tessera/calls.h tells what all of them have in common.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/client.h"
#include "tessera/models/discovery.h"

#ifdef __cplusplus
extern "C" {
#endif

// Conclude from preflights who consumes what. POST /api/v1/discovery/scan
TESSERA_API int tessera_discovery_scan(tessera_client *client, const tessera_discovery_scope *in,
    tessera_discovery_result **out, tessera_error *error);
TESSERA_API tessera_future *tessera_discovery_scan_async(tessera_client *client,
    const tessera_discovery_scope *in) TESSERA_MUST_USE;
TESSERA_API int tessera_discovery_scan_result(tessera_future *future, tessera_discovery_result **out,
    tessera_error *error);

// Consumers that were concluded, the surest first. GET /api/v1/discovery/inferred
TESSERA_API int tessera_discovery_inferred(tessera_client *client, const tessera_inferred_query *in,
    tessera_inferred_list **out, tessera_error *error);
TESSERA_API tessera_future *tessera_discovery_inferred_async(tessera_client *client,
    const tessera_inferred_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_discovery_inferred_result(tessera_future *future, tessera_inferred_list **out,
    tessera_error *error);

// Confirm a concluded consumer, which registers it. POST /api/v1/discovery/inferred/{inference_id}/confirm
TESSERA_API int tessera_discovery_confirm(tessera_client *client, const char *inference_id,
    const tessera_inference_confirm *in, tessera_inference_confirmed **out, tessera_error *error);
TESSERA_API tessera_future *tessera_discovery_confirm_async(tessera_client *client, const char *inference_id,
    const tessera_inference_confirm *in) TESSERA_MUST_USE;
TESSERA_API int tessera_discovery_confirm_result(tessera_future *future, tessera_inference_confirmed **out,
    tessera_error *error);

// Reject a concluded consumer for good. POST /api/v1/discovery/inferred/{inference_id}/reject
TESSERA_API int tessera_discovery_reject(tessera_client *client, const char *inference_id,
    const tessera_inference_reject *in, tessera_inference_rejected **out, tessera_error *error);
TESSERA_API tessera_future *tessera_discovery_reject_async(tessera_client *client, const char *inference_id,
    const tessera_inference_reject *in) TESSERA_MUST_USE;
TESSERA_API int tessera_discovery_reject_result(tessera_future *future, tessera_inference_rejected **out,
    tessera_error *error);

// Of how many assets the consumers are known. GET /api/v1/discovery/coverage
TESSERA_API int tessera_discovery_coverage(tessera_client *client, tessera_discovery_figures **out,
    tessera_error *error);
TESSERA_API tessera_future *tessera_discovery_coverage_async(tessera_client *client) TESSERA_MUST_USE;
TESSERA_API int tessera_discovery_coverage_result(tessera_future *future, tessera_discovery_figures **out,
    tessera_error *error);

#ifdef __cplusplus
}
#endif
