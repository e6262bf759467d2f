// The calls of the API: webhooks. tessera/calls.h tells what all of them have in common.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/client.h"
#include "tessera/models/common.h"
#include "tessera/models/webhooks.h"

#ifdef __cplusplus
extern "C" {
#endif

// Create a destination of events; its secret is shown once. POST /api/v1/webhooks/endpoints
TESSERA_API int tessera_webhooks_create_endpoint(tessera_client *client, const tessera_webhook_endpoint_create *in,
    tessera_webhook_endpoint_secret **out, tessera_error *error);
TESSERA_API tessera_future *tessera_webhooks_create_endpoint_async(tessera_client *client,
    const tessera_webhook_endpoint_create *in) TESSERA_MUST_USE;
TESSERA_API int tessera_webhooks_create_endpoint_result(tessera_future *future, tessera_webhook_endpoint_secret **out,
    tessera_error *error);

// List the destinations of events, newest first. GET /api/v1/webhooks/endpoints
TESSERA_API int tessera_webhooks_endpoints(tessera_client *client, const tessera_page_query *in,
    tessera_webhook_endpoint_page **out, tessera_error *error);
TESSERA_API tessera_future *tessera_webhooks_endpoints_async(tessera_client *client,
    const tessera_page_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_webhooks_endpoints_result(tessera_future *future, tessera_webhook_endpoint_page **out,
    tessera_error *error);

// Get a destination of events. GET /api/v1/webhooks/endpoints/{endpoint_id}
TESSERA_API int tessera_webhooks_endpoint(tessera_client *client, const char *endpoint_id,
    tessera_webhook_endpoint **out, tessera_error *error);
TESSERA_API tessera_future *tessera_webhooks_endpoint_async(tessera_client *client,
    const char *endpoint_id) TESSERA_MUST_USE;
TESSERA_API int tessera_webhooks_endpoint_result(tessera_future *future, tessera_webhook_endpoint **out,
    tessera_error *error);

// Change a destination of events. PATCH /api/v1/webhooks/endpoints/{endpoint_id}
TESSERA_API int tessera_webhooks_update_endpoint(tessera_client *client, const char *endpoint_id,
    const tessera_webhook_endpoint_update *in, tessera_webhook_endpoint **out, tessera_error *error);
TESSERA_API tessera_future *tessera_webhooks_update_endpoint_async(tessera_client *client, const char *endpoint_id,
    const tessera_webhook_endpoint_update *in) TESSERA_MUST_USE;
TESSERA_API int tessera_webhooks_update_endpoint_result(tessera_future *future, tessera_webhook_endpoint **out,
    tessera_error *error);

// Delete a destination of events; what was to go there becomes a dead letter. DELETE /api/v1/webhooks/endpoints/{endpoint_id}
TESSERA_API int tessera_webhooks_delete_endpoint(tessera_client *client, const char *endpoint_id, tessera_error *error);
TESSERA_API tessera_future *tessera_webhooks_delete_endpoint_async(tessera_client *client,
    const char *endpoint_id) TESSERA_MUST_USE;
TESSERA_API int tessera_webhooks_delete_endpoint_result(tessera_future *future, tessera_error *error);

// Replace the secret of a destination; both sign for a while. POST /api/v1/webhooks/endpoints/{endpoint_id}/rotate-secret
TESSERA_API int tessera_webhooks_rotate_secret(tessera_client *client, const char *endpoint_id,
    const tessera_webhook_rotation *in, tessera_webhook_endpoint_secret **out, tessera_error *error);
TESSERA_API tessera_future *tessera_webhooks_rotate_secret_async(tessera_client *client, const char *endpoint_id,
    const tessera_webhook_rotation *in) TESSERA_MUST_USE;
TESSERA_API int tessera_webhooks_rotate_secret_result(tessera_future *future, tessera_webhook_endpoint_secret **out,
    tessera_error *error);

// Send an event webhook.test to a destination. POST /api/v1/webhooks/endpoints/{endpoint_id}/test
TESSERA_API int tessera_webhooks_send_test(tessera_client *client, const char *endpoint_id,
    tessera_webhook_delivery **out, tessera_error *error);
TESSERA_API tessera_future *tessera_webhooks_send_test_async(tessera_client *client,
    const char *endpoint_id) TESSERA_MUST_USE;
TESSERA_API int tessera_webhooks_send_test_result(tessera_future *future, tessera_webhook_delivery **out,
    tessera_error *error);

// List deliveries, newest first. GET /api/v1/webhooks/deliveries
TESSERA_API int tessera_webhooks_deliveries(tessera_client *client, const tessera_webhook_delivery_query *in,
    tessera_webhook_delivery_page **out, tessera_error *error);
TESSERA_API tessera_future *tessera_webhooks_deliveries_async(tessera_client *client,
    const tessera_webhook_delivery_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_webhooks_deliveries_result(tessera_future *future, tessera_webhook_delivery_page **out,
    tessera_error *error);

// Get a delivery. GET /api/v1/webhooks/deliveries/{delivery_id}
TESSERA_API int tessera_webhooks_delivery(tessera_client *client, const char *delivery_id,
    tessera_webhook_delivery **out, tessera_error *error);
TESSERA_API tessera_future *tessera_webhooks_delivery_async(tessera_client *client,
    const char *delivery_id) TESSERA_MUST_USE;
TESSERA_API int tessera_webhooks_delivery_result(tessera_future *future, tessera_webhook_delivery **out,
    tessera_error *error);

// Send an event to its destination once more, as a delivery of its own. POST /api/v1/webhooks/deliveries/{delivery_id}/redeliver
TESSERA_API int tessera_webhooks_redeliver(tessera_client *client, const char *delivery_id,
    tessera_webhook_delivery **out, tessera_error *error);
TESSERA_API tessera_future *tessera_webhooks_redeliver_async(tessera_client *client,
    const char *delivery_id) TESSERA_MUST_USE;
TESSERA_API int tessera_webhooks_redeliver_result(tessera_future *future, tessera_webhook_delivery **out,
    tessera_error *error);

// Confirm that an event was dealt with; 200: it was confirmed before. POST /api/v1/webhooks/receipts
TESSERA_API int tessera_webhooks_confirm(tessera_client *client, const tessera_webhook_receipt_create *in,
    tessera_webhook_receipt **out, tessera_error *error);
TESSERA_API tessera_future *tessera_webhooks_confirm_async(tessera_client *client,
    const tessera_webhook_receipt_create *in) TESSERA_MUST_USE;
TESSERA_API int tessera_webhooks_confirm_result(tessera_future *future, tessera_webhook_receipt **out,
    tessera_error *error);

#ifdef __cplusplus
}
#endif
