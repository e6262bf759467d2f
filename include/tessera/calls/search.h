// The calls of the API: search. tessera/calls.h tells what all of them have in common.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/client.h"
#include "tessera/models/search.h"

#ifdef __cplusplus
extern "C" {
#endif

// Search teams, users, assets and contracts. GET /api/v1/search
TESSERA_API int tessera_search_everything(tessera_client *client, const tessera_search_query *in,
    tessera_search_reply **out, tessera_error *error);
TESSERA_API tessera_future *tessera_search_everything_async(tessera_client *client,
    const tessera_search_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_search_everything_result(tessera_future *future, tessera_search_reply **out,
    tessera_error *error);

#ifdef __cplusplus
}
#endif
