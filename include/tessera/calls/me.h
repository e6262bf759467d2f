// The calls of the API: me. tessera/calls.h tells what all of them have in common.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/client.h"
#include "tessera/models/me.h"

#ifdef __cplusplus
extern "C" {
#endif

// Who calls, and what the caller may do. GET /api/v1/me
TESSERA_API int tessera_me_get(tessera_client *client, tessera_identity **out, tessera_error *error);
TESSERA_API tessera_future *tessera_me_get_async(tessera_client *client) TESSERA_MUST_USE;
TESSERA_API int tessera_me_get_result(tessera_future *future, tessera_identity **out, tessera_error *error);

#ifdef __cplusplus
}
#endif
