// What Slack is told of an event.
#pragma once
#include "domain/bulletin.h"

typedef struct slack_message {
    const char *text;         // what notifications and programs that show no blocks say
    const json_value *blocks; // an array
} slack_message;

slack_message slack_message_of(const bulletin *news, arena *a);
// By which people see that messages arrive.
slack_message slack_message_test(arena *a);
// The body of a request: {"channel", "text", "blocks"}, without the first where it is NULL. `*length` gets its bytes.
const char *slack_message_body(const slack_message *message, const char *channel, arena *a, size_t *length);
