#include "domain/slack_delivery.h"
#include "base/utf8.h"

enum { REPLY_SHOWN = 200 }; // characters

static secret_place place_of(const char *column, const uuid *config) {
    return (secret_place){column, config};
}

static bool seal(const secret_box *box, secret_place place, const char *secret, text *out, arena *a) {
    *out = TEXT_NONE;
    if (secret == NULL || *secret == '\0')
        return true;
    *out = secret_box_seal(box, place, text_of(secret), a);
    return out->data != NULL;
}

bool slack_secrets_seal(const secret_box *box, const uuid *config, const char *webhook_url, const char *bot_token,
                        slack_secrets *out, arena *a) {
    return seal(box, place_of("slack_configs.webhook_url", config), webhook_url, &out->webhook_url, a) &&
           seal(box, place_of("slack_configs.bot_token", config), bot_token, &out->bot_token, a);
}

static const char *opening_fault(secret_opening opening) {
    return opening == SECRET_UNKNOWN_KEY ? "The secret is encrypted under a key that the server does not have"
                                         : "The secret cannot be decrypted";
}

const char *slack_post_of(const secret_box *box, const slack_destination *to, const slack_message *message,
                          text api_url, slack_post *out, arena *a) {
    const uuid *id = &to->config.id;
    bool by_bot = to->secrets.webhook_url.data == NULL;
    *out = (slack_post){.url = NULL};
    text sealed = by_bot ? to->secrets.bot_token : to->secrets.webhook_url, secret;
    if (sealed.data == NULL)
        return "No webhook_url or bot_token configured";
    secret_place place = place_of(by_bot ? "slack_configs.bot_token" : "slack_configs.webhook_url", id);
    secret_opening opening = secret_box_open(box, place, sealed, &secret, a);
    *out = (slack_post){.lacks_key = opening == SECRET_UNKNOWN_KEY};
    if (opening != SECRET_OPENED)
        return opening_fault(opening);
    out->url = secret.data;
    if (by_bot) {
        out->url = arena_printf(a, "%.*s/chat.postMessage", (int)api_url.length, api_url.data);
        out->authorization = arena_printf(a, "Bearer %s", secret.data);
    }
    out->body.data = slack_message_body(message, by_bot ? to->config.channel_id : NULL, a, &out->body.length);
    return NULL;
}

// --- what came of it -------------------------------------------------------------------------------------------------

// The first characters of a reply as text.
static const char *shown(text reply, arena *a) {
    char *out = arena_bytes(a, REPLY_SHOWN * 4 + 1);
    size_t length = 0;
    for (size_t count = 0; count < REPLY_SHOWN && reply.length > 0; count++) {
        size_t taken = utf8_sequence(reply.data, reply.length);
        if (taken == 0 || *reply.data == '\0')
            out[length++] = '?';
        else
            for (size_t i = 0; i < taken; i++)
                out[length++] = reply.data[i];
        taken = taken == 0 ? 1 : taken;
        reply = (text){reply.data + taken, reply.length - taken};
    }
    out[length] = '\0';
    return out;
}

static const char *bot_fault(int status, text reply, arena *a) {
    if (status != 200)
        return arena_printf(a, "Slack API returned HTTP %d", status);
    json_error error;
    const json_value *answer = json_parse(a, reply, JSON_DEPTH_DEFAULT, &error);
    const json_value *ok = answer == NULL ? NULL : json_get(answer, "ok");
    if (ok != NULL && ok->type == JSON_BOOLEAN && ok->boolean)
        return NULL;
    const json_value *code = answer == NULL ? NULL : json_get(answer, "error");
    bool told = code != NULL && code->type == JSON_STRING && code->count > 0;
    return arena_printf(a, "Slack API error: %s", told ? shown(json_text_of(code), a) : "unknown");
}

const char *slack_fault(bool by_bot, slack_end end, int status, text reply, const char *reason, arena *a) {
    switch (end) {
    case SLACK_REFUSED:
        return arena_printf(a, "SSRF validation failed: %s", reason);
    case SLACK_TIMED_OUT:
        return by_bot ? "Slack API request timed out" : "Slack webhook request timed out";
    case SLACK_FAILED:
        return by_bot ? "Bot token delivery failed \u2014 check server logs"
                      : "Webhook delivery failed \u2014 check server logs";
    case SLACK_ANSWERED:
        break;
    }
    if (by_bot)
        return bot_fault(status, reply, a);
    if (status == 200 && text_is(reply, "ok"))
        return NULL;
    return arena_printf(a, "Slack webhook returned %d: %s", status, shown(reply, a));
}

static bool bot_fault_passes(text reply, arena *a) {
    static const char *const passing[] = {"ratelimited",         "rate_limited",    "internal_error",   "fatal_error",
                                          "service_unavailable", "request_timeout", "team_added_to_org"};
    json_error error;
    const json_value *answer = json_parse(a, reply, JSON_DEPTH_DEFAULT, &error);
    const json_value *code = answer == NULL ? NULL : json_get(answer, "error");
    for (size_t i = 0; code != NULL && code->type == JSON_STRING && i < sizeof passing / sizeof *passing; i++)
        if (strcmp(code->string, passing[i]) == 0)
            return true;
    return answer == NULL; // something stands between
}

bool slack_fault_passes(bool by_bot, slack_end end, int status, text reply, arena *a) {
    if (end != SLACK_ANSWERED)
        return end != SLACK_REFUSED;
    if (status == 429 || status == 408 || status >= 500)
        return true;
    return by_bot && status == 200 && bot_fault_passes(reply, a);
}
