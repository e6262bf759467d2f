// The calls of the API: notifications. tessera/calls.h tells what all of them have in common.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/client.h"
#include "tessera/models/notifications.h"

#ifdef __cplusplus
extern "C" {
#endif

// List messages to people in Slack and by mail, newest first. GET /api/v1/notifications
TESSERA_API int tessera_notifications_list(tessera_client *client, const tessera_notification_query *in,
    tessera_notification_page **out, tessera_error *error);
TESSERA_API tessera_future *tessera_notifications_list_async(tessera_client *client,
    const tessera_notification_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_notifications_list_result(tessera_future *future, tessera_notification_page **out,
    tessera_error *error);

#ifdef __cplusplus
}
#endif
