// The calls of webhooks: each names its row and its parameters.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/call.h"
#include "tessera/calls.h"

int tessera_webhooks_create_endpoint(tessera_client *client, const tessera_webhook_endpoint_create *in,
    tessera_webhook_endpoint_secret **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_WEBHOOKS_CREATE_ENDPOINT, NULL, in, (void **)out, error);
}
tessera_future *tessera_webhooks_create_endpoint_async(tessera_client *client,
    const tessera_webhook_endpoint_create *in) {
    return tessera_submit(client, TESSERA_CALL_WEBHOOKS_CREATE_ENDPOINT, NULL, in, NULL);
}
int tessera_webhooks_create_endpoint_result(tessera_future *future, tessera_webhook_endpoint_secret **out,
    tessera_error *error) {
    return call_take(future, TESSERA_CALL_WEBHOOKS_CREATE_ENDPOINT, (void **)out, error);
}

int tessera_webhooks_endpoints(tessera_client *client, const tessera_page_query *in,
    tessera_webhook_endpoint_page **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_WEBHOOKS_ENDPOINTS, NULL, in, (void **)out, error);
}
tessera_future *tessera_webhooks_endpoints_async(tessera_client *client, const tessera_page_query *in) {
    return tessera_submit(client, TESSERA_CALL_WEBHOOKS_ENDPOINTS, NULL, in, NULL);
}
int tessera_webhooks_endpoints_result(tessera_future *future, tessera_webhook_endpoint_page **out,
    tessera_error *error) {
    return call_take(future, TESSERA_CALL_WEBHOOKS_ENDPOINTS, (void **)out, error);
}

int tessera_webhooks_endpoint(tessera_client *client, const char *endpoint_id, tessera_webhook_endpoint **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_WEBHOOKS_ENDPOINT, (const char *const[]){endpoint_id}, NULL, (void **)out, error);
}
tessera_future *tessera_webhooks_endpoint_async(tessera_client *client, const char *endpoint_id) {
    return tessera_submit(client, TESSERA_CALL_WEBHOOKS_ENDPOINT, (const char *const[]){endpoint_id}, NULL, NULL);
}
int tessera_webhooks_endpoint_result(tessera_future *future, tessera_webhook_endpoint **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_WEBHOOKS_ENDPOINT, (void **)out, error);
}

int tessera_webhooks_update_endpoint(tessera_client *client, const char *endpoint_id,
    const tessera_webhook_endpoint_update *in, tessera_webhook_endpoint **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_WEBHOOKS_UPDATE_ENDPOINT, (const char *const[]){endpoint_id}, in, (void **)out, error);
}
tessera_future *tessera_webhooks_update_endpoint_async(tessera_client *client, const char *endpoint_id,
    const tessera_webhook_endpoint_update *in) {
    return tessera_submit(client, TESSERA_CALL_WEBHOOKS_UPDATE_ENDPOINT, (const char *const[]){endpoint_id}, in, NULL);
}
int tessera_webhooks_update_endpoint_result(tessera_future *future, tessera_webhook_endpoint **out,
    tessera_error *error) {
    return call_take(future, TESSERA_CALL_WEBHOOKS_UPDATE_ENDPOINT, (void **)out, error);
}

int tessera_webhooks_delete_endpoint(tessera_client *client, const char *endpoint_id, tessera_error *error) {
    return call_now(client, TESSERA_CALL_WEBHOOKS_DELETE_ENDPOINT, (const char *const[]){endpoint_id}, NULL, NULL, error);
}
tessera_future *tessera_webhooks_delete_endpoint_async(tessera_client *client, const char *endpoint_id) {
    return tessera_submit(client, TESSERA_CALL_WEBHOOKS_DELETE_ENDPOINT, (const char *const[]){endpoint_id}, NULL, NULL);
}
int tessera_webhooks_delete_endpoint_result(tessera_future *future, tessera_error *error) {
    return call_take(future, TESSERA_CALL_WEBHOOKS_DELETE_ENDPOINT, NULL, error);
}

int tessera_webhooks_rotate_secret(tessera_client *client, const char *endpoint_id, const tessera_webhook_rotation *in,
    tessera_webhook_endpoint_secret **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_WEBHOOKS_ROTATE_SECRET, (const char *const[]){endpoint_id}, in, (void **)out, error);
}
tessera_future *tessera_webhooks_rotate_secret_async(tessera_client *client, const char *endpoint_id,
    const tessera_webhook_rotation *in) {
    return tessera_submit(client, TESSERA_CALL_WEBHOOKS_ROTATE_SECRET, (const char *const[]){endpoint_id}, in, NULL);
}
int tessera_webhooks_rotate_secret_result(tessera_future *future, tessera_webhook_endpoint_secret **out,
    tessera_error *error) {
    return call_take(future, TESSERA_CALL_WEBHOOKS_ROTATE_SECRET, (void **)out, error);
}

int tessera_webhooks_send_test(tessera_client *client, const char *endpoint_id, tessera_webhook_delivery **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_WEBHOOKS_SEND_TEST, (const char *const[]){endpoint_id}, NULL, (void **)out, error);
}
tessera_future *tessera_webhooks_send_test_async(tessera_client *client, const char *endpoint_id) {
    return tessera_submit(client, TESSERA_CALL_WEBHOOKS_SEND_TEST, (const char *const[]){endpoint_id}, NULL, NULL);
}
int tessera_webhooks_send_test_result(tessera_future *future, tessera_webhook_delivery **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_WEBHOOKS_SEND_TEST, (void **)out, error);
}

int tessera_webhooks_deliveries(tessera_client *client, const tessera_webhook_delivery_query *in,
    tessera_webhook_delivery_page **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_WEBHOOKS_DELIVERIES, NULL, in, (void **)out, error);
}
tessera_future *tessera_webhooks_deliveries_async(tessera_client *client, const tessera_webhook_delivery_query *in) {
    return tessera_submit(client, TESSERA_CALL_WEBHOOKS_DELIVERIES, NULL, in, NULL);
}
int tessera_webhooks_deliveries_result(tessera_future *future, tessera_webhook_delivery_page **out,
    tessera_error *error) {
    return call_take(future, TESSERA_CALL_WEBHOOKS_DELIVERIES, (void **)out, error);
}

int tessera_webhooks_delivery(tessera_client *client, const char *delivery_id, tessera_webhook_delivery **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_WEBHOOKS_DELIVERY, (const char *const[]){delivery_id}, NULL, (void **)out, error);
}
tessera_future *tessera_webhooks_delivery_async(tessera_client *client, const char *delivery_id) {
    return tessera_submit(client, TESSERA_CALL_WEBHOOKS_DELIVERY, (const char *const[]){delivery_id}, NULL, NULL);
}
int tessera_webhooks_delivery_result(tessera_future *future, tessera_webhook_delivery **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_WEBHOOKS_DELIVERY, (void **)out, error);
}

int tessera_webhooks_redeliver(tessera_client *client, const char *delivery_id, tessera_webhook_delivery **out,
    tessera_error *error) {
    return call_now(client, TESSERA_CALL_WEBHOOKS_REDELIVER, (const char *const[]){delivery_id}, NULL, (void **)out, error);
}
tessera_future *tessera_webhooks_redeliver_async(tessera_client *client, const char *delivery_id) {
    return tessera_submit(client, TESSERA_CALL_WEBHOOKS_REDELIVER, (const char *const[]){delivery_id}, NULL, NULL);
}
int tessera_webhooks_redeliver_result(tessera_future *future, tessera_webhook_delivery **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_WEBHOOKS_REDELIVER, (void **)out, error);
}

int tessera_webhooks_confirm(tessera_client *client, const tessera_webhook_receipt_create *in,
    tessera_webhook_receipt **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_WEBHOOKS_CONFIRM, NULL, in, (void **)out, error);
}
tessera_future *tessera_webhooks_confirm_async(tessera_client *client, const tessera_webhook_receipt_create *in) {
    return tessera_submit(client, TESSERA_CALL_WEBHOOKS_CONFIRM, NULL, in, NULL);
}
int tessera_webhooks_confirm_result(tessera_future *future, tessera_webhook_receipt **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_WEBHOOKS_CONFIRM, (void **)out, error);
}
