// The calls of the API: slack. tessera/calls.h tells what all of them have in common.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/client.h"
#include "tessera/models/slack.h"

#ifdef __cplusplus
extern "C" {
#endif

// Have a team told of events in a channel in Slack. POST /api/v1/slack/configs
TESSERA_API int tessera_slack_create_config(tessera_client *client, const tessera_slack_config_create *in,
    tessera_slack_config **out, tessera_error *error);
TESSERA_API tessera_future *tessera_slack_create_config_async(tessera_client *client,
    const tessera_slack_config_create *in) TESSERA_MUST_USE;
TESSERA_API int tessera_slack_create_config_result(tessera_future *future, tessera_slack_config **out,
    tessera_error *error);

// List channels in Slack, newest first. GET /api/v1/slack/configs
TESSERA_API int tessera_slack_list_configs(tessera_client *client, const tessera_slack_config_list_query *in,
    tessera_slack_config_page **out, tessera_error *error);
TESSERA_API tessera_future *tessera_slack_list_configs_async(tessera_client *client,
    const tessera_slack_config_list_query *in) TESSERA_MUST_USE;
TESSERA_API int tessera_slack_list_configs_result(tessera_future *future, tessera_slack_config_page **out,
    tessera_error *error);

// Get a channel in Slack. GET /api/v1/slack/configs/{slack_config_id}
TESSERA_API int tessera_slack_get_config(tessera_client *client, const char *slack_config_id, tessera_slack_config **out,
    tessera_error *error);
TESSERA_API tessera_future *tessera_slack_get_config_async(tessera_client *client,
    const char *slack_config_id) TESSERA_MUST_USE;
TESSERA_API int tessera_slack_get_config_result(tessera_future *future, tessera_slack_config **out,
    tessera_error *error);

// Change what a team is told in a channel in Slack, or how. PATCH /api/v1/slack/configs/{slack_config_id}
TESSERA_API int tessera_slack_update_config(tessera_client *client, const char *slack_config_id,
    const tessera_slack_config_update *in, tessera_slack_config **out, tessera_error *error);
TESSERA_API tessera_future *tessera_slack_update_config_async(tessera_client *client, const char *slack_config_id,
    const tessera_slack_config_update *in) TESSERA_MUST_USE;
TESSERA_API int tessera_slack_update_config_result(tessera_future *future, tessera_slack_config **out,
    tessera_error *error);

// Tell a team no longer in a channel in Slack. DELETE /api/v1/slack/configs/{slack_config_id}
TESSERA_API int tessera_slack_delete_config(tessera_client *client, const char *slack_config_id, tessera_error *error);
TESSERA_API tessera_future *tessera_slack_delete_config_async(tessera_client *client,
    const char *slack_config_id) TESSERA_MUST_USE;
TESSERA_API int tessera_slack_delete_config_result(tessera_future *future, tessera_error *error);

// Send a test message to a channel in Slack, and tell how that went. POST /api/v1/slack/configs/{slack_config_id}/test
TESSERA_API int tessera_slack_test_config(tessera_client *client, const char *slack_config_id,
    tessera_slack_test_result **out, tessera_error *error);
TESSERA_API tessera_future *tessera_slack_test_config_async(tessera_client *client,
    const char *slack_config_id) TESSERA_MUST_USE;
TESSERA_API int tessera_slack_test_config_result(tessera_future *future, tessera_slack_test_result **out,
    tessera_error *error);

#ifdef __cplusplus
}
#endif
