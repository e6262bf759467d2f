// Sending mails through an SMTP server that the operator named (libcurl): bounded in time, from threads that may wait, never from
// a loop, a worker or the writer, and never inside a transaction.
#pragma once
#include "base/text.h"

#define MAIL_REASON 256 // bytes of a reason, NUL included

// Texts must outlive the mailer.
typedef struct mail_options {
    const char *url;             // smtp://HOST:PORT or smtps://HOST:PORT
    const char *user, *password; // NULL: nobody logs in
    const char *ca_file;         // NULL: the system's authorities
    bool tls;                    // what begins without TLS has to go on with it
    unsigned milliseconds;       // for one mail
} mail_options;

// Whether it is such a URL, without a user, a path or a query.
bool mail_url_is_fine(const char *url);

// What all senders share. Never NULL.
typedef struct mailer mailer;
mailer *mailer_new(const mail_options *options);
// Accepts NULL; returns NULL.
mailer *mailer_free(mailer *m);
// From any thread: ends what is being sent, and all that would be afterwards. Accepts NULL.
void mailer_stop(mailer *m);

typedef enum mail_end {
    MAIL_SENT,    // the server took it
    MAIL_REFUSED, // the server refuses it for good
    MAIL_FAILED,  // not now: the server was not reached, or said so; perhaps it took it
    MAIL_STOPPED, // by mailer_stop; perhaps it took it
} mail_end;

// Sends one message (RFC 5322) and waits. The addresses are plain. `reason` says for people why it was not taken; it holds no
// password.
mail_end mail_send(mailer *m, const char *from, const char *to, text message, char reason[MAIL_REASON]);
