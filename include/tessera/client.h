// The client: one server, a pool of kept-alive connections, one pollable descriptor.
//
// A client is used by one thread at a time; many threads use many clients. Only tessera_client_wakeup may be called
// from any thread. A client does not survive fork: the child may only leave it alone. Both are noticed, as far as that is
// cheap: calls of a second thread or of a child fail with TESSERA_E_USAGE, and what drives the client gives -1.
#pragma once
#include "tessera/common.h"
#include "tessera/future.h"

#ifdef __cplusplus
extern "C" {
#endif

// As a timeout: no limit.
#define TESSERA_NO_LIMIT (-1)
// As the number of retries: none.
#define TESSERA_NO_RETRIES (-1)

// What a client does, for those who want to see it.
typedef enum tessera_trace_kind {
    TESSERA_TRACE_REQUEST, // a call's request goes out, for the first time
    TESSERA_TRACE_RETRY,   // a try has failed; another one follows after a pause
    TESSERA_TRACE_DONE,    // the call is over
} tessera_trace_kind;

typedef struct tessera_trace {
    tessera_trace_kind kind;
    int call;               // index of the call; -1: any request
    const char *request;    // method and URL without its query: "GET http://localhost:8000/api/v1/teams"
    unsigned tries;         // so far
    int http_status;        // of the last try's reply; 0: none came
    const char *request_id; // of that reply, in the server's log; "": none
    const char *problem;    // RETRY, DONE: why no reply came; NULL: one did
    int64_t elapsed_us;     // since the submission
    int64_t pause_us;       // RETRY: before the next try
} tessera_trace;
// The event is gone when it returns. Runs while the client submits or is driven: it must not use the client. It never sees
// bodies or headers.
typedef void (*tessera_trace_function)(const tessera_trace *event, void *user);

// Gives the API key of a request that is about to be written, so that a key can be replaced while the client lives: "" for
// a request without one, NULL to fail the call with TESSERA_E_AUTHENTICATION. Asked once for each request; the further tries
// of it carry the same key, and what a server refuses with 401 is not asked again. The text is copied at once. Runs while
// the client submits or is driven: it must not use the client, and what it waits for is waited for by all calls.
typedef const char *(*tessera_key_function)(void *user);

// Settings of a client. Zero and NULL stand for the default, so that a designated initialiser names only what differs.
// Strings are copied.
typedef struct tessera_client_options {
    size_t struct_size;         // sizeof(tessera_client_options), or 0: the fields of the first release
    const char *base_url;       // else TESSERA_URL, else http://localhost:8000; or unix:PATH; a path prefix is kept
    const char *api_key;        // else TESSERA_API_KEY, else none; "" for none at all
    int64_t timeout_ms;         // for one call, retries and decoding included; 0: 30 s; TESSERA_NO_LIMIT
    const char *const *headers; // "Name: value" for every request; a NULL ends the list
    unsigned max_connections;   // 0: 100; further calls wait
    unsigned max_pending;       // calls under way and waiting; 0: 100000; further calls fail with TESSERA_E_BUSY
    int retries;                // extra tries of a call, see below; 0: 2; TESSERA_NO_RETRIES
    bool skip_verify;           // do not check the server's certificate
    const char *ca_file;        // PEM file or rehashed folder of authorities; NULL: SSL_CERT_FILE's, else the system's
    const char *proxy;          // URL; NULL: as http_proxy, https_proxy, no_proxy say; "": none
    size_t max_reply_bytes;     // 0: 64 MiB; larger replies fail with TESSERA_E_TOO_LARGE
    const char *user_agent;     // NULL: "libtessera/<version>"
    bool undecoded;             // needs struct_size; every result is the reply as it came (tessera_reply); for bindings
    const char *ca_text;        // the authorities themselves, in PEM, instead of a file
    const char *cert_file;      // PEM file of the client's certificate, for servers that ask for one; NULL: none
    const char *key_file;       // PEM file of its key; NULL: it is in cert_file
    const char *key_password;   // of an encrypted key; NULL: none, and an encrypted one is refused
    bool keep_heads;            // needs struct_size; the heads of replies are kept, for tessera_future_response
    tessera_trace_function trace;          // told of requests, retries and ends of calls; NULL: nobody is
    void *trace_user;                      // what it is given
    const char *user_agent_suffix;         // behind the user agent: the program's own name and version; NULL: nothing
    tessera_key_function api_key_function; // asked for the key of each request, in place of api_key; NULL: nothing is
    void *api_key_user;                    // what it is given
} tessera_client_options;

// Calls that may be repeated are tried again after a connection error and after the statuses 429, 502, 503 and 504, with
// pauses that grow, half of each at random, and never shorter than the server's Retry-After; a pause that would outlast
// the call's time is not begun. What may be repeated are GET and HEAD, and writes that carry an idempotency key. The
// library makes such a key itself for each call named `create` and for `publish_contract`, unless there are to be no
// retries: the server does what carries a key once.

// Settings of one call; zero and NULL stand for the client's.
typedef struct tessera_call_options {
    size_t struct_size;          // sizeof(tessera_call_options), or 0: the fields of the first release
    int64_t timeout_ms;          // TESSERA_NO_LIMIT: none
    const char *const *headers;  // "Name: value", in place of the client's of that name; a NULL ends the list
    const char *idempotency_key; // makes a write safe to repeat: it is sent and the call counts as idempotent
    const char *if_match;        // entity tag (RFC 9110 section 13.1.1); a stale one fails with TESSERA_E_PRECONDITION
    const char *if_none_match;   // entity tag; an unchanged resource fails with TESSERA_E_NOT_MODIFIED
    int retries;                 // TESSERA_NO_RETRIES: none
} tessera_call_options;

// A client with these options (may be NULL). NULL on failure (malformed URL or header, no descriptor left), `*error`
// (may be NULL) then filled.
TESSERA_API tessera_client *tessera_client_new(const tessera_client_options *options, tessera_error *error);
// Completes every call with TESSERA_E_CLOSED (their callbacks run in here), closes connections and the descriptor.
// Inside a callback it takes effect when dispatch or poll is done with its callbacks. What is submitted meanwhile
// completes with TESSERA_E_CLOSED. Futures that the caller holds stay valid. Accepts NULL.
TESSERA_API void tessera_client_free(tessera_client *client);
TESSERA_DEFINE_AUTO(tessera_client, tessera_client_free)

// The URL in use, without slashes at its end. Borrowed.
TESSERA_API const char *tessera_client_base_url(const tessera_client *client);
// Calls that have not completed.
TESSERA_API size_t tessera_client_pending(const tessera_client *client);

// Settings for the next call that is submitted on this client, and for that one only. Copied.
TESSERA_API void tessera_client_next_call(tessera_client *client, const tessera_call_options *options);

// --- driving it ------------------------------------------------------------------------------------------------------
//
// Watch the descriptor for reading, for the client's whole life, timers included; when it is readable, call dispatch.
// Or call poll in a loop. Or, to take completions without callbacks: step, then next_done until it gives NULL.

TESSERA_API int tessera_client_fd(const tessera_client *client);
// Sends, receives and decodes what can be without waiting, and runs no code of the user's. Returns the number of calls
// that completed.
TESSERA_API int tessera_client_step(tessera_client *client);
// A completed future that has no callback and was not handed out before; NULL: none. Its handle was the caller's before.
TESSERA_API tessera_future *tessera_client_next_done(tessera_client *client);
// Step, then the callbacks of what has completed. Returns the number of callbacks run. Inside a callback it does
// nothing and returns 0.
TESSERA_API int tessera_client_dispatch(tessera_client *client);
// Waits up to `timeout_ms` (negative: no limit) for something to do, then dispatches. Without a limit it returns at
// once when nothing is under way. The number of callbacks run, or -1 inside a callback.
TESSERA_API int tessera_client_poll(tessera_client *client, int64_t timeout_ms);
// As poll without callbacks, for those who pull: waits, unless completed futures are still to be pulled, then steps.
// The number of calls that completed, or -1 inside a callback.
TESSERA_API int tessera_client_wait(tessera_client *client, int64_t timeout_ms);
// Makes the descriptor readable, and so ends a wait. From any thread and from signal handlers.
TESSERA_API void tessera_client_wakeup(tessera_client *client);

// --- results ---------------------------------------------------------------------------------------------------------

// Frees a result of any type, with all that hangs on it. Accepts NULL.
TESSERA_API void tessera_record_free(const void *record);
// The reply's entity tag, for if_match; NULL: none. Only for results as they were taken, not for records inside them. What was
// found in a list by its name (find.h) has none: its _get gives it.
TESSERA_API const char *tessera_record_etag(const void *record);
// The reply's request id; "" when it had none.
TESSERA_API const char *tessera_record_request_id(const void *record);

// What came back for a call, whatever became of it.
typedef struct tessera_response {
    int http_status;    // of the last try's reply; 0: none came
    unsigned tries;     // requests that were sent, one behind the other
    int64_t elapsed_us; // microseconds from the submission to the completion, pauses included
    const char *head;   // status line and header lines as they came, each with its CR LF; NULL unless keep_heads
    size_t head_length;
} tessera_response;
// Borrowed from the future. NULL: it is under way, nothing was sent, or it is a group.
TESSERA_API const tessera_response *tessera_future_response(const tessera_future *future);
// The value of the first header of that name, whatever its case, without blanks around it: `*length` bytes, not
// NUL-terminated. NULL: there is none, or the head was not kept.
TESSERA_API const char *tessera_response_header(const tessera_response *response, const char *name, size_t *length);

// A page of a list, whatever its type: every tessera_<model>_page has this layout.
typedef struct tessera_page {
    int64_t total;  // entries in the whole list
    int64_t limit;  // most entries in a page
    int64_t offset; // entries before this page
    size_t count;   // entries in this page
    const void *const *items;
    const char *next; // the parameter `after` of the next page; NULL: this is the last
} tessera_page;

// A reply as it came.
typedef struct tessera_reply {
    int http_status;
    const char *content_type; // "" when the reply had none
    const char *body;         // NUL-terminated
    size_t length;
} tessera_reply;
static inline void tessera_reply_free(tessera_reply *reply) {
    tessera_record_free(reply);
}
TESSERA_DEFINE_AUTO(tessera_reply, tessera_reply_free)

// --- any request -----------------------------------------------------------------------------------------------------

// Any request of the API. `path` starts with a slash and is taken below the base URL; `query` is percent-encoded,
// without a question mark, or NULL; `json` is a JSON text, or NULL for no body. An error status fails the call.
TESSERA_API int tessera_request(tessera_client *client, const char *method, const char *path, const char *query,
                                const char *json, tessera_reply **out, tessera_error *error);
TESSERA_API tessera_future *tessera_request_async(tessera_client *client, const char *method, const char *path,
                                                  const char *query, const char *json) TESSERA_MUST_USE;
TESSERA_API int tessera_request_result(tessera_future *future, tessera_reply **out, tessera_error *error);

#ifdef __cplusplus
}
#endif
