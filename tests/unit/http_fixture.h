// A server with a small set of routes in a thread of its own, and a plain socket client, for the tests of the HTTP
// layer.
//
// Routes: /echo             the request, as text: METHOD path?query peer-family [header X-Echo] body
//         /size/N           N bytes, application/octet-stream
//         /text/N           N bytes of JSON, with an ETag
//         /status/N         that status, with a body
//         /hold             kept until fixture_release
//         /let-go           ends the held ones itself, on the loop thread
//         /pool/TEXT        answered with TEXT by a worker thread
//         /inject           tries to set headers that break the reply's lines
//         /loop             the number of the loop thread
#pragma once
#include "net/http.h"
#include "net/worker.h"
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>

enum { FIXTURE_HELD = 16, FIXTURE_WAIT = 10000 }; // longest wait for anything, in milliseconds

typedef struct fixture {
    http_server *server;
    worker_pool *workers;
    pthread_t thread;
    sem_t ready;
    sem_t ended; // http_server_run has returned
    int port;    // 0 for a unix socket
    char path[108];
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    http_exchange *held[FIXTURE_HELD];
    size_t held_count;
    atomic_int requests, loops_started, loops_ended, idles;
    bool run_result;
} fixture;

// Starts a server with these options (its functions are filled in) at the address. Fails the test when it cannot.
void fixture_start(fixture *f, http_options options, const char *address);
// The same with TLS, unless `tls` is NULL; it must live as long as the server.
void fixture_start_tls(fixture *f, http_options options, const http_tls_options *tls, const char *address);
// Stops it, waits and frees everything.
void fixture_stop(fixture *f);
// Waits until the server's run has returned.
void fixture_wait_ended(fixture *f);
// Waits until `count` requests are held.
void fixture_wait_held(fixture *f, size_t count);
// Lets all held requests go, answered with `body`.
void fixture_release(fixture *f, const char *body);

typedef struct client {
    int socket;
    char *input;
    size_t length, capacity;
    size_t used; // bytes of earlier replies
} client;

typedef struct reply {
    int status;
    char head[8192];
    char *body; // NUL added
    size_t length;
} reply;

void client_open(client *c, const fixture *f);
void client_close(client *c);
void client_send(client *c, const char *bytes);
void client_send_bytes(client *c, const void *bytes, size_t length);
// Sends what the socket takes at once; returns the number of bytes, 0 when full or broken.
size_t client_send_some(client *c, const void *bytes, size_t length);
// Reads one reply. False at the end of input or when none comes in time. `head_only`: the reply has no body (HEAD).
bool client_read(client *c, reply *r, bool head_only);
// As client_read, failing the test when no reply comes or the status is another.
void client_expect(client *c, reply *r, int status);
// True when the server closes the connection in time without sending another byte.
bool client_sees_end(client *c);
// True when input is there within the time.
bool client_readable(const client *c, int milliseconds);
// The value of a reply's header, copied into `value`; false when absent.
bool reply_header(const reply *r, const char *name, char value[256]);
void reply_done(reply *r);
// Milliseconds of a clock that never goes back.
long long milliseconds_now(void);
