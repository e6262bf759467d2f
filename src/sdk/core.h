// Clients, futures and calls from the inside.
#pragma once
#include "sdk/guard.h"
#include "sdk/stock.h"
#include "sdk/tables.h"
#include "sdk/transport.h"

typedef struct call call;
typedef struct group group;
typedef struct membership membership;
typedef struct pursuit pursuit;

struct tessera_client {
    guard guard;
    settings settings;
    mux mux;
    transport *transport;
    link_node futures;   // all that name this client
    link_node completed; // to be pulled
    link_node callbacks; // to have their callbacks run
    size_t pending;      // futures of calls and groups that have not completed
    size_t finished;     // calls completed in this step
    bool in_callback;
    bool closing;
    struct {
        tessera_call_options options;
        char *storage; // what the options point into
        bool set;
    } next;
    tessera_future *failed;   // keeps what the error of the last failed synchronous call points at
    uint64_t random;          // for jitter; not for secrets
    buffer path, query, body; // scratch of submissions
    stock spare_futures, spare_calls;
};

enum future_state { FUTURE_PENDING, FUTURE_DONE };

// Counted references: the caller's handle, the library's until the completion is delivered, and one per group.
struct tessera_future {
    tessera_client *client; // NULL when the client is gone
    link_node all;          // in the client's futures
    link_node done;         // in the client's completed or callbacks
    unsigned references;
    uint8_t state;
    bool held;      // the caller has the handle
    bool delivered; // its callback has run, or it was pulled
    bool taken;
    int16_t number; // of the call; -1: any request, or a group
    tessera_status status;
    tessera_error *error;      // NULL unless failed
    char *details, *body;      // heap memory that the error points at
    void *record;              // the result until it is taken
    int64_t deadline;          // monotonic_now() time until which its reply may be decoded; INT64_MAX: no limit
    tessera_response response; // no tries: nothing was sent
    void (*on_done)(tessera_future *future, void *user);
    void *on_done_user;
    void *user;
    call *call;              // while under way
    pursuit *pursuit;        // of a call of several requests, while it is under way
    group *group;            // of a group: its children
    membership *memberships; // groups that this is a child of
};

// A child's place in a group; lives in the group.
struct membership {
    membership *next; // of the same child
    tessera_future *group;
};

// --- client.c --------------------------------------------------------------------------------------------------------

// As tessera_client_new, with a transport of that kind.
tessera_client *client_new(const tessera_client_options *options, transport_open open, void *origin,
                           tessera_error *error);

// --- future.c --------------------------------------------------------------------------------------------------------

// A pending future with two references, the caller's and the library's. `client` may be NULL.
tessera_future *future_new(tessera_client *client, int number);
void future_release(tessera_future *f);
// Completes it with a result (may be NULL), which it takes over. Queues it for delivery; runs no code of the user's.
void future_succeed(tessera_future *f, void *record);
// The same with a failure. The error is copied; `details` and `body` are heap memory that it points at, or NULL, and
// taken over.
void future_fail_with(tessera_future *f, const tessera_error *error, char *details, char *body);
// The same with an error of the library's own.
void future_fail(tessera_future *f, tessera_status status, const char *message);
// Takes a completed future out of those to be told of.
void future_hush(tessera_future *f);
// Runs the callback of a completed future that has one.
void future_deliver(tessera_future *f);

// --- gather.c --------------------------------------------------------------------------------------------------------

// A child has completed: the groups that it belongs to may do so.
void group_child_done(tessera_future *child);
void group_cancel(tessera_future *group);
void group_free(group *g);

// --- call.c ----------------------------------------------------------------------------------------------------------

// Sends the request of a pending future; `extra` are complete header lines.
struct request_parts;
void call_send(tessera_future *f, const struct request_parts *parts, text extra);
// When the time of a call with these options is over, if it begins now; INT64_MAX: never.
int64_t call_deadline(const tessera_client *client, const tessera_call_options *options);
// Extra tries that a call with these options has, if it may be repeated.
unsigned call_retries(const tessera_client *client, const tessera_call_options *options);
// Stops the call's request and frees it. The future stays pending.
void call_drop(tessera_future *f);
void call_finished(exchange *x, tessera_status failure, const char *message, http_reply *reply);

// --- error.c ---------------------------------------------------------------------------------------------------------

// An error of the library's own; `error` may be NULL. Returns the status.
int error_fill(tessera_error *error, tessera_status status, const char *message);
// Whether the reply's body is an error, or is not JSON at all.
bool error_is_told(const http_reply *reply);
// The error that a reply of status 300 or more stands for; `*details` is the heap memory of its details, or NULL.
void error_of_reply(tessera_error *error, const http_reply *reply, char **details);
// Refusals found before sending; `*details` as above.
struct encode_problems;
void error_of_problems(tessera_error *error, const struct encode_problems *problems, char **details);
