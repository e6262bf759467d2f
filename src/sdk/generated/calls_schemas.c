// The calls of schemas: each names its row and its parameters.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/call.h"
#include "tessera/calls.h"

int tessera_schemas_validate(tessera_client *client, const tessera_schema_to_check *in, tessera_schema_validity **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_SCHEMAS_VALIDATE, NULL, in, (void **)out, error);
}
tessera_future *tessera_schemas_validate_async(tessera_client *client, const tessera_schema_to_check *in) {
    return tessera_submit(client, TESSERA_CALL_SCHEMAS_VALIDATE, NULL, in, NULL);
}
int tessera_schemas_validate_result(tessera_future *future, tessera_schema_validity **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_SCHEMAS_VALIDATE, (void **)out, error);
}
