// The calls of description: each names its row and its parameters.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/call.h"
#include "tessera/calls.h"

int tessera_description_index(tessera_client *client, tessera_reply **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_DESCRIPTION_INDEX, NULL, NULL, (void **)out, error);
}
tessera_future *tessera_description_index_async(tessera_client *client) {
    return tessera_submit(client, TESSERA_CALL_DESCRIPTION_INDEX, NULL, NULL, NULL);
}
int tessera_description_index_result(tessera_future *future, tessera_reply **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_DESCRIPTION_INDEX, (void **)out, error);
}

int tessera_description_openapi(tessera_client *client, tessera_reply **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_DESCRIPTION_OPENAPI, NULL, NULL, (void **)out, error);
}
tessera_future *tessera_description_openapi_async(tessera_client *client) {
    return tessera_submit(client, TESSERA_CALL_DESCRIPTION_OPENAPI, NULL, NULL, NULL);
}
int tessera_description_openapi_result(tessera_future *future, tessera_reply **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_DESCRIPTION_OPENAPI, (void **)out, error);
}

int tessera_description_docs(tessera_client *client, tessera_reply **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_DESCRIPTION_DOCS, NULL, NULL, (void **)out, error);
}
tessera_future *tessera_description_docs_async(tessera_client *client) {
    return tessera_submit(client, TESSERA_CALL_DESCRIPTION_DOCS, NULL, NULL, NULL);
}
int tessera_description_docs_result(tessera_future *future, tessera_reply **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_DESCRIPTION_DOCS, (void **)out, error);
}
