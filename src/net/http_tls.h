// TLS on connections of the server. A session decrypts into http_connection_input and encrypts what http_write.c gives it;
// OpenSSL sees no socket. Handshakes, each of which costs as much as a hundred requests, run in threads of libuv's pool, few at a
// time, all else on the loop.
#pragma once
#include "net/http.h"

typedef struct http_connection http_connection;
typedef struct http_tls_session http_tls_session; // of one connection
typedef struct http_tls http_tls;                 // what all share: the certificates of today, the keys of tickets

// --- http_tls.c ------------------------------------------------------------------------------------------------------

// A new connection speaks TLS: it is in PHASE_HANDSHAKE.
void http_tls_begin(http_connection *connection);
// Input as it came.
void http_tls_input(http_connection *connection, const char *bytes, size_t length);
// The certificate of the client; NULL: it has shown none.
const http_certificate *http_tls_client(const http_connection *connection);
// Tells the client that nothing more follows (close_notify), as far as the socket takes it at once.
void http_tls_say_goodbye(http_connection *connection);
// Takes a connection that closes out of the loop's lists.
void http_tls_leave(http_connection *connection);
// Frees the session of a closed connection. False: a handshake's step is still running, whose end recycles the connection.
bool http_tls_end(http_connection *connection);

// --- http_tls_write.c ------------------------------------------------------------------------------------------------

// Encrypts and sends a part of the loop's output and, unless NULL, a body behind it, whose memory it takes over if the socket is
// full. May close the connection.
void http_tls_write(http_connection *connection, text part, buffer *body);
// Sends what stands in the loop's `cipher`. False: the connection was closed.
bool http_tls_flush(http_connection *connection);

// --- http_tls_reload.c -----------------------------------------------------------------------------------------------

// On the first loop: has the files read again, in a thread of the pool, if http_server_reload_tls was called.
void http_tls_reload_if_asked(http_loop *loop);
// When all loops have ended. Accepts NULL; returns NULL.
http_tls *http_tls_free(http_tls *tls);
