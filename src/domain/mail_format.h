// Mails as they are sent (RFC 5322, MIME).
#pragma once
#include "base/uuid.h"
#include "domain/mail_messages.h"

// Whether it is an address that may stand in a header and in SMTP: visible ASCII without what either gives a meaning to, and
// an @.
bool mail_address_is_plain(const char *address);

typedef struct mail_envelope {
    const char *from, *to; // plain addresses
    const uuid *id;        // of the message, the same each time that it is tried
    int64_t at;            // microseconds since 1970
} mail_envelope;

// The message with its headers, in lines that end with CR LF. `*length` gets its bytes.
const char *mail_format(const mail_envelope *envelope, const mail_message *message, arena *a, size_t *length);
