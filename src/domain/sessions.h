// Sessions of people: from a password that fits to a token in a cookie. The token is 64 hexadecimal digits of random and is kept
// nowhere but there; the database has its SHA-256. A log-in always makes a fresh one, whatever the browser had before.
#pragma once
#include "domain/keys.h"
#include "store/sessions.h"

#define SESSION_TOKEN_LENGTH KEY_DIGITS

typedef struct session_token {
    char secret[SESSION_TOKEN_LENGTH + 1];
    unsigned char hash[KEY_HASH_BYTES];
} session_token;

// How long sessions last, in microseconds, and how many a user has.
typedef struct session_terms {
    int64_t idle;     // without use
    int64_t life;     // in all
    int64_t rotation; // age of a token at which it is replaced
    int64_t most;
} session_terms;

// A fresh token. False: there is no random (logged).
bool session_token_make(session_token *out);
// Whether the text may be a token.
bool session_token_has_form(text given);

// When a session ends that is used now and lasts until `expires_at` at the latest.
int64_t session_end_at(const session_terms *terms, int64_t now, int64_t expires_at);
// Whether its token is to be replaced now: it is old, or another was made long ago that its holder has not got.
bool session_is_due(const session_terms *terms, const session_grant *session, int64_t now);
// When the token of the session stops to count; TIMESTAMP_NONE: not by itself.
int64_t session_token_end(const session_grant *session);

// A log-in whose password was found to fit the hash.
typedef struct session_order {
    uuid user_id;
    const char *verified; // the hash
    const char *renewed;  // takes its place; NULL: it stays
    text former;          // the hash of the token that the browser had, whose session ends; TEXT_NONE: none
    bool *ended;          // set where it did
} session_order;

// Begins a session inside a transaction, with an event in the audit trail. False: the user may not log in any more, or another
// password is set since.
bool session_begin(db *d, const session_terms *terms, const session_order *order, session_token *out, arena *a);
// Ends the session with that token, with an event in the audit trail. False: there is none.
bool session_end(db *d, text hash, arena *a);
// Ends all of a user for that acting team, with an event where there were any. Gives how many there were.
int64_t session_end_all(db *d, const uuid *user, const uuid *actor, arena *a);
