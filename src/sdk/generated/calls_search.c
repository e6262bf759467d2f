// The calls of search: each names its row and its parameters.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/call.h"
#include "tessera/calls.h"

int tessera_search_everything(tessera_client *client, const tessera_search_query *in, tessera_search_reply **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_SEARCH_EVERYTHING, NULL, in, (void **)out, error);
}
tessera_future *tessera_search_everything_async(tessera_client *client, const tessera_search_query *in) {
    return tessera_submit(client, TESSERA_CALL_SEARCH_EVERYTHING, NULL, in, NULL);
}
int tessera_search_everything_result(tessera_future *future, tessera_search_reply **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_SEARCH_EVERYTHING, (void **)out, error);
}
