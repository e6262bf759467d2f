// HTTP/1.1 server (RFC 9110, RFC 9112): loop threads that read, parse and write, each with listeners of its own
// (SO_REUSEPORT). It knows nothing of routes: every complete request goes to one function, which answers at once or
// later.
#pragma once
#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"
#include "net/http_address.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct http_server http_server;
typedef struct http_loop http_loop;         // one loop thread
typedef struct http_exchange http_exchange; // one request and its reply

typedef enum http_method {
    HTTP_GET,
    HTTP_HEAD,
    HTTP_POST,
    HTTP_PUT,
    HTTP_PATCH,
    HTTP_DELETE,
    HTTP_OPTIONS,
    HTTP_OTHER,  // one of the registered methods that nothing here has a use for
    HTTP_UNKNOWN // any other token
} http_method;

typedef struct http_header {
    text name; // as sent
    text value;
} http_header;

typedef enum http_name_kind { HTTP_NAME_DNS, HTTP_NAME_URI, HTTP_NAME_EMAIL } http_name_kind;

typedef struct http_certificate_name {
    http_name_kind kind;
    text value; // UTF-8 without control characters
} http_certificate_name;

// What a client's certificate says, which one of the authorities of http_tls_options vouches for.
typedef struct http_certificate {
    text subject;                       // RFC 2253: "CN=loader,OU=Data,O=Example"
    text common_name;                   // of the subject; TEXT_NONE: it has none
    const http_certificate_name *names; // its subject's alternative names, of the kinds above
    size_t name_count;
    uint8_t fingerprint[32]; // SHA-256 of the whole certificate (DER)
    int64_t expires_at;      // as timestamp_now: a connection may outlast it
} http_certificate;

// A complete request. All slices live in the exchange's arena, as long as the exchange.
typedef struct http_request {
    http_method method;
    text method_name;
    text path;  // raw, before the first '?', still percent-encoded
    text query; // raw, without '?'; TEXT_NONE when there is no '?'
    const http_header *headers;
    size_t header_count;
    text body; // de-chunked; empty when none
    bool has_body;
    text peer; // the other end of the connection: "127.0.0.1:4711", "[::1]:4711" or "unix"
    // Who asks: the peer, or whom a named proxy says that it asks for (http_proxies).
    text client;                         // "127.0.0.1", "2001:db8::7", or "unix"
    http_address client_address;         // the same in bytes; its `known` is false for "unix"
    bool secure;                         // the client's connection is encrypted
    bool forwarded;                      // a named proxy has said so, and not the connection
    text host;                           // what a named proxy says that the client named as host; TEXT_NONE: none does
    const http_certificate *certificate; // of the peer, verified; NULL: it has shown none
} http_request;

// The files of a certificate, in PEM: the chain, beginning with the server's own, and the key, which may stand in the same file.
typedef struct http_tls_certificate {
    const char *certificate_file;
    const char *key_file;
} http_tls_certificate;

typedef struct http_tls_options {
    const http_tls_certificate
        *certificates; // at least one; the first serves clients that name no host, or one of no certificate
    size_t count;
    const char *client_ca_file; // authorities in PEM whose certificates clients may show; NULL: clients are not asked
    bool client_required;       // a client without a certificate is refused
    bool only_1_3;              // TLS 1.2 is not spoken
} http_tls_options;

// Whose word about the client is taken, and in which header: a proxy passes on what it does not know of, so that only the one
// that it writes itself can be believed.
typedef struct http_proxies {
    const http_network *networks;
    size_t count;
    bool unix_sockets; // whoever comes by a unix socket is one
    bool forwarded;    // Forwarded (RFC 7239) counts; otherwise X-Forwarded-For, -Proto and -Host
} http_proxies;

// Every size, count and time has a limit. Zero means: the default in brackets.
typedef struct http_limits {
    size_t uri_length;                // bytes of the request target; longer: 414 [8192]
    size_t header_bytes;              // all header lines together; more: 431 [32768]
    size_t header_count;              // more: 431 [100]
    size_t body_bytes;                // more: 413 [16 MiB]
    size_t reply_bytes;               // largest reply body, at most 1 GiB; larger: 500 [256 MiB]
    size_t held_bytes;                // request bodies in one loop together, at least body_bytes; more: 503 [256 MiB]
    size_t unsent_bytes;              // replies in one loop that slow clients have not taken, at least reply_bytes; the
                                      // connection that brings more is reset [512 MiB]
    size_t connections;               // per loop; more: accepted and closed with 503 [10000]
    unsigned header_seconds;          // from the first byte of a request to the end of its headers; longer: 408 [10]
    unsigned body_seconds;            // longest wait between two pieces of a body; longer: 408 [20]
    unsigned body_total_seconds;      // whole body; longer: 408 [300]
    unsigned idle_seconds;            // keep-alive without a request [75]
    unsigned write_seconds;           // longest wait for the client to take any byte of a reply [30]
    unsigned handshake_seconds;       // of TLS, from the beginning of the connection; longer: closed [10]
    unsigned drain_seconds;           // at shutdown: time for running exchanges to end [30]
    unsigned requests_per_connection; // then the connection is closed after the reply [unlimited]
} http_limits;

typedef struct http_options {
    unsigned threads; // loop threads; 0: one for each core
    http_limits limits;
    http_proxies proxies; // none named: nobody is believed
    size_t gzip_minimum;  // smallest body that is compressed where the client accepts it [1024]; SIZE_MAX: never
    // Runs on the loop thread for every complete request. Must end in exactly one http_exchange_finish, now or later.
    void (*on_request)(http_exchange *exchange, void *data);
    // The headers and body of a reply to a request that failed in this layer (malformed, too large, too slow): `status`
    // is one of 400 408 413 414 417 431 500 (the reply is too large) 501 503 505, `reason` is static text for people.
    // Called on the loop thread; fills the reply, does not finish it. The exchange then has method and path only as far
    // as they were read. NULL: the reason as plain text.
    void (*on_refusal)(http_exchange *exchange, int status, const char *reason, void *data);
    // Runs on the loop thread when an exchange that was given to one of the two above has ended, before its reply leaves: so many
    // bytes of body are sent, none where the client has gone. May be NULL.
    void (*on_finished)(http_exchange *exchange, size_t bytes, void *data);
    // Called on each loop thread as it starts and ends: what it returns is http_loop_data(). NULL from loop_start is
    // allowed.
    void *(*loop_start)(http_loop *loop, void *data);
    void (*loop_end)(http_loop *loop, void *loop_data, void *data);
    // Called on the loop thread some milliseconds after it ran a request, once for all that it ran meanwhile: the time to let
    // go of what was kept for the next one. May be NULL.
    void (*loop_idle)(http_loop *loop, void *loop_data, void *data);
    // Called once, on a loop thread, as the graceful end begins. May be NULL.
    void (*drain_begins)(void *data);
    void *data;
} http_options;

// A server that is not listening yet. Never NULL. Free with http_server_free after http_server_run has returned and every
// other thread that may still end an exchange or post to a loop has ended (worker_pool_free waits for its threads).
// Exchanges that ended after the drain are let go then; tasks that were posted after it run then, with http_loop_data NULL.
http_server *http_server_new(const http_options *options);
http_server *http_server_free(http_server *server);
// Its loop threads.
unsigned http_server_threads(const http_server *server);

// Reads certificates and keys: the listeners that are added from now on speak TLS (1.2 and 1.3, HTTP/1.1 by ALPN), but for unix
// sockets and where the address begins with "http://". `options` must live as long as the server. False on failure, `message`
// then says which file and why. At most once.
bool http_server_use_tls(http_server *server, const http_tls_options *options, char *message, size_t message_size);
// Has the files read again, for connections that begin then; where that fails the former ones stay. Both is logged. Safe from any
// thread and from a signal handler, while http_server_run runs. Without TLS nothing happens.
void http_server_reload_tls(http_server *server);

// Adds a listener: "HOST:PORT", "[V6]:PORT" or "unix:PATH", the first two also behind "http://" or "https://". Port 0 takes a
// free one. Binds and listens at once (so that errors show before anything starts) but accepts nothing before http_server_run.
// False on failure, `message` then says why (naming the address). A stale unix socket file (nobody listening) is replaced; the
// file is removed at shutdown.
bool http_server_listen(http_server *server, const char *address, char *message, size_t message_size);
// How a listener that came from outside speaks.
typedef enum http_cover {
    HTTP_COVER_DEFAULT, // TLS where there are certificates, but for unix sockets
    HTTP_COVER_NONE,    // in clear
    HTTP_COVER_TLS,
} http_cover;

// Adds a listener that somebody else has made: a stream socket, of the internet or unix, that listens already. All loops share
// its queue. The server closes it in any case; the file of a unix socket stays, and so do connections that nobody has accepted,
// where another process has the socket, too. False on failure, `message` then says why.
bool http_server_adopt(http_server *server, int descriptor, http_cover cover, char *message, size_t message_size);
// The listeners' addresses as URLs ("http://127.0.0.1:8000", "https://[::1]:8000", "unix:PATH"), ports resolved; NULL
// past the end. A unix socket of a name that is no path is "unix:@NAME".
const char *http_server_address(const http_server *server, size_t index);

// The connections of all loops at a moment.
typedef struct http_server_state {
    size_t connections; // open
    uint64_t accepted;  // since the start
} http_server_state;
// From any thread.
http_server_state http_server_look(const http_server *server);

// Starts the loop threads, calls `on_ready(data)` once all accept, and returns when http_server_stop was called and
// every exchange has ended or the drain time is over. False when a thread could not start.
bool http_server_run(http_server *server, void (*on_ready)(void *data));
// Begins a graceful end: listeners close, idle connections close, running exchanges get their reply with `Connection:
// close`. Safe from any thread and from a signal handler. A second call ends at once.
void http_server_stop(http_server *server);

// --- one exchange; on its loop thread unless stated ------------------------------------------------------------------

const http_request *http_exchange_request(const http_exchange *exchange);
// The value of the first header of that name (any case), or TEXT_NONE.
text http_request_header(const http_request *request, const char *name);
// Memory that lives until the exchange has ended. Whoever runs the exchange at the moment may use it (one thread at a
// time).
arena *http_exchange_arena(http_exchange *exchange);
http_loop *http_exchange_loop(http_exchange *exchange);
// A place for the caller's own per-exchange state.
void http_exchange_set_context(http_exchange *exchange, void *context);
void *http_exchange_context(const http_exchange *exchange);

// The reply. May be filled from whichever thread runs the exchange. Status 200 unless set. Content-Length, Date,
// Connection and Content-Encoding are written by the server; a header set twice is sent twice. Name and value are
// borrowed until the exchange has ended; values holding CR, LF or NUL are refused (the header is left out).
void http_reply_status(http_exchange *exchange, int status);
int http_reply_get_status(const http_exchange *exchange);
void http_reply_header(http_exchange *exchange, text name, text value);
// Headers in their wire form, "Name: value\r\n" each, sent beside the others: for static text that needs no check. The
// last call counts.
void http_reply_header_lines(http_exchange *exchange, text lines);
// Forgets headers and body that were set so far.
void http_reply_reset(http_exchange *exchange);
// The body; append to it. For HEAD it is measured and not sent; for 204 and 304 it is not sent.
buffer *http_reply_body(http_exchange *exchange);
// Closes the connection after this reply.
void http_reply_close(http_exchange *exchange);

// Sends the reply. The exchange must not be touched afterwards. On the exchange's loop thread only.
void http_exchange_finish(http_exchange *exchange);
// As http_exchange_finish, from any thread.
void http_exchange_finish_from_anywhere(http_exchange *exchange);

// --- loops -----------------------------------------------------------------------------------------------------------

void *http_loop_data(const http_loop *loop);
// Number of the loop thread, from 0.
unsigned http_loop_index(const http_loop *loop);

// Work handed to a loop thread from any thread; embed it in a larger struct. Wake-ups are coalesced.
typedef struct http_task {
    struct http_task *next;
    void (*run)(struct http_task *task);
} http_task;
void http_loop_post(http_loop *loop, http_task *task);
// The loops, by number; NULL past the end.
http_loop *http_server_loop(http_server *server, unsigned index);
