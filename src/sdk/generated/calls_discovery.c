// The calls of discovery: each names its row and its parameters.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/call.h"
#include "tessera/calls.h"

int tessera_discovery_scan(tessera_client *client, const tessera_discovery_scope *in, tessera_discovery_result **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_DISCOVERY_SCAN, NULL, in, (void **)out, error);
}
tessera_future *tessera_discovery_scan_async(tessera_client *client, const tessera_discovery_scope *in) {
    return tessera_submit(client, TESSERA_CALL_DISCOVERY_SCAN, NULL, in, NULL);
}
int tessera_discovery_scan_result(tessera_future *future, tessera_discovery_result **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_DISCOVERY_SCAN, (void **)out, error);
}

int tessera_discovery_inferred(tessera_client *client, const tessera_inferred_query *in, tessera_inferred_list **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_DISCOVERY_INFERRED, NULL, in, (void **)out, error);
}
tessera_future *tessera_discovery_inferred_async(tessera_client *client, const tessera_inferred_query *in) {
    return tessera_submit(client, TESSERA_CALL_DISCOVERY_INFERRED, NULL, in, NULL);
}
int tessera_discovery_inferred_result(tessera_future *future, tessera_inferred_list **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_DISCOVERY_INFERRED, (void **)out, error);
}

int tessera_discovery_confirm(tessera_client *client, const char *inference_id, const tessera_inference_confirm *in,
    tessera_inference_confirmed **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_DISCOVERY_CONFIRM, (const char *const[]){inference_id}, in, (void **)out, error);
}
tessera_future *tessera_discovery_confirm_async(tessera_client *client, const char *inference_id,
    const tessera_inference_confirm *in) {
    return tessera_submit(client, TESSERA_CALL_DISCOVERY_CONFIRM, (const char *const[]){inference_id}, in, NULL);
}
int tessera_discovery_confirm_result(tessera_future *future, tessera_inference_confirmed **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_DISCOVERY_CONFIRM, (void **)out, error);
}

int tessera_discovery_reject(tessera_client *client, const char *inference_id, const tessera_inference_reject *in,
    tessera_inference_rejected **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_DISCOVERY_REJECT, (const char *const[]){inference_id}, in, (void **)out, error);
}
tessera_future *tessera_discovery_reject_async(tessera_client *client, const char *inference_id,
    const tessera_inference_reject *in) {
    return tessera_submit(client, TESSERA_CALL_DISCOVERY_REJECT, (const char *const[]){inference_id}, in, NULL);
}
int tessera_discovery_reject_result(tessera_future *future, tessera_inference_rejected **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_DISCOVERY_REJECT, (void **)out, error);
}

int tessera_discovery_coverage(tessera_client *client, tessera_discovery_figures **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_DISCOVERY_COVERAGE, NULL, NULL, (void **)out, error);
}
tessera_future *tessera_discovery_coverage_async(tessera_client *client) {
    return tessera_submit(client, TESSERA_CALL_DISCOVERY_COVERAGE, NULL, NULL, NULL);
}
int tessera_discovery_coverage_result(tessera_future *future, tessera_discovery_figures **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_DISCOVERY_COVERAGE, (void **)out, error);
}
