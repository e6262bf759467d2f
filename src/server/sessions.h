// Sessions on the wire: the cookie, who its holder is, the token that takes the place of an old one, and the shield against
// requests that other sites make a browser send.
#pragma once
#include "domain/sessions.h"
#include "server/config.h"
#include "server/request.h"

// What the settings say of sessions.
session_terms sessions_terms(const config *c);

// The value of the session's cookie (RFC 6265, section 5.4). False: there is none, or there are several, of which another site of
// the same domain may have set one.
bool sessions_cookie(const http_request *http, text *token);
// The hash under which the database knows the cookie's token, in the request's arena. TEXT_NONE: there is no such cookie.
text sessions_cookie_hash(request *rq);
// Asks the database who holds the token of that hash, KEY_HASH_BYTES. `expires_at` gets when it stops to count, TIMESTAMP_NONE:
// not by itself. False: nobody, or the database failed. On any thread that may use the reader.
bool sessions_find(request *rq, db *reader, const unsigned char *hash, caller *out, int64_t *expires_at);

// Where sessions_find saw that the token is old, writes another, and runs `then` on the loop thread behind that, whatever came of
// it. False: there is nothing to do, or no room, and `then` is not run.
bool sessions_rotate(request *rq, void (*then)(http_task *task));
// Adds to the reply that it is of a session, and the cookie with the new token.
void sessions_tell(request *rq);

// The header Set-Cookie that gives the browser the token of a session which lasts for so many microseconds, or takes its cookie
// away.
void sessions_set_cookie(request *rq, const char *token, int64_t life);
void sessions_clear_cookie(request *rq);

// Whether an Origin that the request carries is the server's own, or named in CORS_ORIGINS. False: the reply is 403.
bool sessions_origin_or_reply(request *rq);
// Whether a caller with a session may be believed to be meant by its user: what changes something carries a header that no other
// site can make a browser send (Fetch standard, section 3.2.2). With a certificate the Origin, where there is one, must be the
// server's own. False: the reply is 403. Others pass.
bool sessions_meant_or_reply(request *rq);
