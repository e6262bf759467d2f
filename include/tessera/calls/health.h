// The calls of the API: health. tessera/calls.h tells what all of them have in common.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/client.h"
#include "tessera/models/health.h"

#ifdef __cplusplus
extern "C" {
#endif

// State of the server and its parts. GET /health
TESSERA_API int tessera_health_check(tessera_client *client, tessera_health **out, tessera_error *error);
TESSERA_API tessera_future *tessera_health_check_async(tessera_client *client) TESSERA_MUST_USE;
TESSERA_API int tessera_health_check_result(tessera_future *future, tessera_health **out, tessera_error *error);

// Whether the server can answer requests; 503: it cannot, or not all. GET /health/ready
TESSERA_API int tessera_health_ready(tessera_client *client, tessera_readiness **out, tessera_error *error);
TESSERA_API tessera_future *tessera_health_ready_async(tessera_client *client) TESSERA_MUST_USE;
TESSERA_API int tessera_health_ready_result(tessera_future *future, tessera_readiness **out, tessera_error *error);

// Whether the server runs. GET /health/live
TESSERA_API int tessera_health_live(tessera_client *client, tessera_liveness **out, tessera_error *error);
TESSERA_API tessera_future *tessera_health_live_async(tessera_client *client) TESSERA_MUST_USE;
TESSERA_API int tessera_health_live_result(tessera_future *future, tessera_liveness **out, tessera_error *error);

#ifdef __cplusplus
}
#endif
