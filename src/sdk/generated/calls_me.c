// The calls of me: each names its row and its parameters.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/call.h"
#include "tessera/calls.h"

int tessera_me_get(tessera_client *client, tessera_identity **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_ME_GET, NULL, NULL, (void **)out, error);
}
tessera_future *tessera_me_get_async(tessera_client *client) {
    return tessera_submit(client, TESSERA_CALL_ME_GET, NULL, NULL, NULL);
}
int tessera_me_get_result(tessera_future *future, tessera_identity **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_ME_GET, (void **)out, error);
}
