// Posting a message to Slack, and how that went. Waits for the reply: never in a transaction, on a loop or the writer.
#pragma once
#include "domain/slack_delivery.h"
#include "net/outbound.h"

// What a thread posts with.
typedef struct slack_line {
    outbound_sender *posts; // to incoming webhooks
    outbound_sender *api;   // to Slack's API
    const secret_box *secrets;
    text api_url;
} slack_line;

typedef struct slack_outcome {
    const char *error;   // NULL: Slack took it; in the arena
    bool may_pass;       // trying again later may help
    bool stopped;        // the post was given up by outbound_stop
    int64_t retry_after; // seconds for which Slack wants nothing more; 0: it does not say
} slack_outcome;

slack_outcome slack_send(const slack_line *line, const slack_destination *to, const slack_message *message, arena *a);
