#include "server/slack_send.h"
#include "base/log.h"

#define LOGGER "tessera.server"

static slack_end end_of(outbound_end end) {
    switch (end) {
    case OUTBOUND_ANSWERED:
        return SLACK_ANSWERED;
    case OUTBOUND_REFUSED:
        return SLACK_REFUSED;
    case OUTBOUND_TIMED_OUT:
        return SLACK_TIMED_OUT;
    case OUTBOUND_FAILED:
    case OUTBOUND_STOPPED:
        break;
    }
    return SLACK_FAILED;
}

slack_outcome slack_send(const slack_line *line, const slack_destination *to, const slack_message *message, arena *a) {
    slack_post post;
    const char *fault = slack_post_of(line->secrets, to, message, line->api_url, &post, a);
    if (fault != NULL)
        return (slack_outcome){.error = fault, .may_pass = post.lacks_key};
    bool by_bot = post.authorization != NULL;
    const outbound_header headers[] = {
        {"Content-Type", by_bot ? "application/json; charset=utf-8" : "application/json"},
        {"Authorization", post.authorization},
    };
    outbound_post out = {.url = post.url,
                         .headers = headers,
                         .header_count = by_bot ? 2 : 1,
                         .body = post.body,
                         .milliseconds = SLACK_MILLISECONDS,
                         .keep = SLACK_REPLY_MOST};
    outbound_reply reply;
    outbound_send(by_bot ? line->api : line->posts, &out, &reply, a);
    if (reply.end == OUTBOUND_FAILED)
        log_warning(LOGGER, "a message to Slack did not arrive: %s", reply.reason);
    slack_end end = end_of(reply.end);
    const char *error = slack_fault(by_bot, end, reply.status, reply.body, reply.reason, a);
    return (slack_outcome){.error = error,
                           .may_pass = error != NULL && slack_fault_passes(by_bot, end, reply.status, reply.body, a),
                           .stopped = reply.end == OUTBOUND_STOPPED,
                           .retry_after = reply.retry_after};
}
