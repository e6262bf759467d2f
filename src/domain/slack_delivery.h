// How a message gets to Slack: what is posted where, and what the reply says. Nothing here waits for anybody.
#pragma once
#include "domain/secret_box.h"
#include "domain/slack_messages.h"
#include "store/slack_configs.h"

// What is to be posted, as application/json.
typedef struct slack_post {
    const char *url;
    const char *authorization; // of a bot; NULL: the URL is that of an incoming webhook
    text body;
    bool lacks_key; // there is none for now: its secret is under a key that the settings do not have
} slack_post;

// Seals what the way of a configuration needs; each blank: it is the other. False: it cannot be kept.
bool slack_secrets_seal(const secret_box *box, const uuid *config, const char *webhook_url, const char *bot_token,
                        slack_secrets *out, arena *a);
// `api_url`: the base of Slack's API. NULL: there is a post; else why there is none, for people.
const char *slack_post_of(const secret_box *box, const slack_destination *to, const slack_message *message,
                          text api_url, slack_post *out, arena *a);

// How the post ended.
typedef enum slack_end { SLACK_ANSWERED, SLACK_REFUSED, SLACK_TIMED_OUT, SLACK_FAILED } slack_end;

// NULL: Slack took it; else why not, for people. `reason` is that of a post which the rules for URLs refused; `reply` the first
// bytes of the answer.
const char *slack_fault(bool by_bot, slack_end end, int status, text reply, const char *reason, arena *a);

// Of a fault: whether trying again later may help.
bool slack_fault_passes(bool by_bot, slack_end end, int status, text reply, arena *a);

enum { SLACK_REPLY_MOST = 65536, SLACK_MILLISECONDS = 10000 };
