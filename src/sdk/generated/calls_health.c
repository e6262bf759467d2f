// The calls of health: each names its row and its parameters.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/call.h"
#include "tessera/calls.h"

int tessera_health_check(tessera_client *client, tessera_health **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_HEALTH_CHECK, NULL, NULL, (void **)out, error);
}
tessera_future *tessera_health_check_async(tessera_client *client) {
    return tessera_submit(client, TESSERA_CALL_HEALTH_CHECK, NULL, NULL, NULL);
}
int tessera_health_check_result(tessera_future *future, tessera_health **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_HEALTH_CHECK, (void **)out, error);
}

int tessera_health_ready(tessera_client *client, tessera_readiness **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_HEALTH_READY, NULL, NULL, (void **)out, error);
}
tessera_future *tessera_health_ready_async(tessera_client *client) {
    return tessera_submit(client, TESSERA_CALL_HEALTH_READY, NULL, NULL, NULL);
}
int tessera_health_ready_result(tessera_future *future, tessera_readiness **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_HEALTH_READY, (void **)out, error);
}

int tessera_health_live(tessera_client *client, tessera_liveness **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_HEALTH_LIVE, NULL, NULL, (void **)out, error);
}
tessera_future *tessera_health_live_async(tessera_client *client) {
    return tessera_submit(client, TESSERA_CALL_HEALTH_LIVE, NULL, NULL, NULL);
}
int tessera_health_live_result(tessera_future *future, tessera_liveness **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_HEALTH_LIVE, (void **)out, error);
}
