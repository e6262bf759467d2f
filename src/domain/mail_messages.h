// What a mail tells of an event: the same as a chat's message, in plain text.
#pragma once
#include "domain/bulletin.h"

typedef struct mail_message {
    const char *subject; // one line
    const char *body;    // lines that end with \n
} mail_message;

mail_message mail_message_of(const bulletin *news, arena *a);
