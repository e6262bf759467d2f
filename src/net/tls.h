// TLS of the server (RFC 8446, RFC 5246) by OpenSSL: certificates, who is asked for one, and what they say of a client. It knows
// no connections; http_tls.c does.
#pragma once
#include "base/arena.h"
#include "net/http.h"
#include <openssl/ssl.h>
#include <stdatomic.h>

typedef struct tls_tickets tls_tickets;

// Certificates with their keys as they were read at one time. What is loaded later is another set, so that connections keep
// theirs.
typedef struct tls_set tls_set;

// --- tls_set.c -------------------------------------------------------------------------------------------------------

// Reads the files. NULL on failure, `message` then says which file and why. The tickets must outlive the set.
tls_set *tls_set_new(const http_tls_options *options, tls_tickets *tickets, char *message, size_t message_size);
tls_set *tls_set_share(tls_set *set); // one more owner; from any thread
void tls_set_release(tls_set *set);   // one less; NULL is nobody's
// A connection of the server's side, not begun. Never NULL. Free with SSL_free, before the set is released.
SSL *tls_set_begin(const tls_set *set);
// For the log: names and end of each certificate, and what is wrong with it now. In `a`.
const char *tls_set_describe(const tls_set *set, size_t index, bool *expired, arena *a);

// --- tls_tickets.c ---------------------------------------------------------------------------------------------------

// Keys of session tickets (RFC 5077, RFC 8446 section 4.6.1), changed from time to time. They outlive sets of certificates, so
// that sessions do as well. Used by any thread.
tls_tickets *tls_tickets_new(void);
tls_tickets *tls_tickets_free(tls_tickets *tickets);
// Has the context use them.
void tls_tickets_apply(tls_tickets *tickets, SSL_CTX *context);

// --- tls_client.c ----------------------------------------------------------------------------------------------------

// What the certificate says that the client of an established connection has shown; NULL: it has shown none. In `a`.
const http_certificate *tls_client_certificate(SSL *ssl, arena *a);
// True when that certificate's time is over. A resumed session does not verify it again.
bool tls_client_expired(SSL *ssl);
