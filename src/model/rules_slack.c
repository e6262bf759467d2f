// Rules of channels in Slack.
#include "base/ascii.h"
#include "model/model.h"
#include "model/rules.h"

static bool is_upper_or_digit(char c) {
    return (c >= 'A' && c <= 'Z') || ascii_is_digit(c);
}

bool rule_slack_channel(const record_context *context, void *slot, record_failure *failure) {
    const char *id = *(const char **)slot;
    bool fine = id[0] == 'C' && id[1] != '\0';
    for (const char *c = id; fine && *c != '\0'; c++)
        fine = is_upper_or_digit(*c);
    if (!fine)
        failure->message =
            arena_printf(context->arena,
                         "Value error, channel_id must match Slack format (C followed by alphanumeric), got: %s", id);
    return fine;
}

bool rule_slack_token(const record_context *context, void *slot, record_failure *failure) {
    (void)context;
    for (const char *c = *(const char **)slot; *c != '\0'; c++)
        if (*c <= 0x20 || *c >= 0x7F) {
            failure->message = "Value error, bot_token must consist of visible ASCII characters";
            return false;
        }
    return true;
}

static bool is_given(const char *method) {
    return method != NULL && *method != '\0';
}

static const char *events_fault(record_ints notify_on) {
    bool empty = notify_on.items != NULL && notify_on.count == 0;
    return empty ? "notify_on must contain at least one event type" : NULL;
}

const char *slack_config_create_rule(const void *record) {
    const struct slack_config_create *in = record;
    if (!is_given(in->webhook_url) && !is_given(in->bot_token))
        return "Either webhook_url or bot_token must be provided";
    if (is_given(in->webhook_url) && is_given(in->bot_token))
        return "Provide either webhook_url or bot_token, not both";
    return events_fault(in->notify_on);
}

const char *slack_config_update_rule(const void *record) {
    const struct slack_config_update *in = record;
    if (is_given(in->webhook_url) && is_given(in->bot_token))
        return "Provide either webhook_url or bot_token, not both";
    return events_fault(in->notify_on);
}
