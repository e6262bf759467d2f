// The calls of audit: each names its row and its parameters.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/call.h"
#include "tessera/calls.h"

int tessera_audit_list(tessera_client *client, const tessera_audit_list_input *in, tessera_audit_event_page **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_AUDIT_LIST, NULL, in, (void **)out, error);
}
tessera_future *tessera_audit_list_async(tessera_client *client, const tessera_audit_list_input *in) {
    return tessera_submit(client, TESSERA_CALL_AUDIT_LIST, NULL, in, NULL);
}
int tessera_audit_list_result(tessera_future *future, tessera_audit_event_page **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_AUDIT_LIST, (void **)out, error);
}

int tessera_audit_get(tessera_client *client, const char *event_id, tessera_audit_event **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_AUDIT_GET, (const char *const[]){event_id}, NULL, (void **)out, error);
}
tessera_future *tessera_audit_get_async(tessera_client *client, const char *event_id) {
    return tessera_submit(client, TESSERA_CALL_AUDIT_GET, (const char *const[]){event_id}, NULL, NULL);
}
int tessera_audit_get_result(tessera_future *future, tessera_audit_event **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_AUDIT_GET, (void **)out, error);
}

int tessera_audit_entity_history(tessera_client *client, const char *entity_type, const char *entity_id,
    const tessera_page_query *in, tessera_audit_event_page **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_AUDIT_ENTITY_HISTORY, (const char *const[]){entity_type, entity_id}, in, (void **)out, error);
}
tessera_future *tessera_audit_entity_history_async(tessera_client *client, const char *entity_type,
    const char *entity_id, const tessera_page_query *in) {
    return tessera_submit(client, TESSERA_CALL_AUDIT_ENTITY_HISTORY, (const char *const[]){entity_type, entity_id}, in, NULL);
}
int tessera_audit_entity_history_result(tessera_future *future, tessera_audit_event_page **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_AUDIT_ENTITY_HISTORY, (void **)out, error);
}

int tessera_audit_chain_head(tessera_client *client, tessera_audit_head **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_AUDIT_CHAIN_HEAD, NULL, NULL, (void **)out, error);
}
tessera_future *tessera_audit_chain_head_async(tessera_client *client) {
    return tessera_submit(client, TESSERA_CALL_AUDIT_CHAIN_HEAD, NULL, NULL, NULL);
}
int tessera_audit_chain_head_result(tessera_future *future, tessera_audit_head **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_AUDIT_CHAIN_HEAD, (void **)out, error);
}

int tessera_audit_chain(tessera_client *client, const tessera_audit_range_query *in, tessera_audit_range **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_AUDIT_CHAIN, NULL, in, (void **)out, error);
}
tessera_future *tessera_audit_chain_async(tessera_client *client, const tessera_audit_range_query *in) {
    return tessera_submit(client, TESSERA_CALL_AUDIT_CHAIN, NULL, in, NULL);
}
int tessera_audit_chain_result(tessera_future *future, tessera_audit_range **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_AUDIT_CHAIN, (void **)out, error);
}
