// The calls of notifications: each names its row and its parameters.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/call.h"
#include "tessera/calls.h"

int tessera_notifications_list(tessera_client *client, const tessera_notification_query *in,
    tessera_notification_page **out, tessera_error *error) {
    return call_now(client, TESSERA_CALL_NOTIFICATIONS_LIST, NULL, in, (void **)out, error);
}
tessera_future *tessera_notifications_list_async(tessera_client *client, const tessera_notification_query *in) {
    return tessera_submit(client, TESSERA_CALL_NOTIFICATIONS_LIST, NULL, in, NULL);
}
int tessera_notifications_list_result(tessera_future *future, tessera_notification_page **out, tessera_error *error) {
    return call_take(future, TESSERA_CALL_NOTIFICATIONS_LIST, (void **)out, error);
}
