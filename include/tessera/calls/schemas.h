// The calls of the API: schemas. tessera/calls.h tells what all of them have in common.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/client.h"
#include "tessera/models/schemas.h"

#ifdef __cplusplus
extern "C" {
#endif

// Whether a document is a valid JSON Schema. POST /api/v1/schemas/validate
TESSERA_API int tessera_schemas_validate(tessera_client *client, const tessera_schema_to_check *in,
    tessera_schema_validity **out, tessera_error *error);
TESSERA_API tessera_future *tessera_schemas_validate_async(tessera_client *client,
    const tessera_schema_to_check *in) TESSERA_MUST_USE;
TESSERA_API int tessera_schemas_validate_result(tessera_future *future, tessera_schema_validity **out,
    tessera_error *error);

#ifdef __cplusplus
}
#endif
