// The calls of the API: description. tessera/calls.h tells what all of them have in common.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/client.h"

#ifdef __cplusplus
extern "C" {
#endif

// Where the rest is; browsers get the page for people. GET /
TESSERA_API int tessera_description_index(tessera_client *client, tessera_reply **out, tessera_error *error);
TESSERA_API tessera_future *tessera_description_index_async(tessera_client *client) TESSERA_MUST_USE;
TESSERA_API int tessera_description_index_result(tessera_future *future, tessera_reply **out, tessera_error *error);

// This API as an OpenAPI 3.1 document. GET /openapi.json
TESSERA_API int tessera_description_openapi(tessera_client *client, tessera_reply **out, tessera_error *error);
TESSERA_API tessera_future *tessera_description_openapi_async(tessera_client *client) TESSERA_MUST_USE;
TESSERA_API int tessera_description_openapi_result(tessera_future *future, tessera_reply **out, tessera_error *error);

// This API as a page for people. GET /docs
TESSERA_API int tessera_description_docs(tessera_client *client, tessera_reply **out, tessera_error *error);
TESSERA_API tessera_future *tessera_description_docs_async(tessera_client *client) TESSERA_MUST_USE;
TESSERA_API int tessera_description_docs_result(tessera_future *future, tessera_reply **out, tessera_error *error);

#ifdef __cplusplus
}
#endif
