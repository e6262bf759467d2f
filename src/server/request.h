// A request on its way through the server, as handlers see it. Handlers are plain sequential code: they read `query`, `body` and
// the path's ids, call domain and store with `db`, fill the reply and return the HTTP status. A helper named ..._or_reply has
// already written the error reply when it fails.
#pragma once
#include "base/record.h"
#include "domain/tallies.h"
#include "model/model.h"
#include "net/http.h"
#include "net/worker.h"
#include "server/handlers.h"
#include "server/rate.h"
#include "server/route.h"
#include "server/trace.h"
#include "store/page.h"
#include "store/store.h"

typedef struct app app;

// By what a caller is known.
typedef enum caller_kind {
    CALLER_NOBODY,      // the route asks for no credential
    CALLER_OPEN,        // authentication is off: an admin of the first active team
    CALLER_BOOTSTRAP,   // the bootstrap key: likewise
    CALLER_KEY,         // an API key
    CALLER_SESSION,     // a person who logged in
    CALLER_TOKEN,       // a token of the identity provider
    CALLER_CERTIFICATE, // the certificate that the client has shown
} caller_kind;

// Who calls, whatever the credential was.
typedef struct caller {
    caller_kind kind;
    unsigned scopes; // a bit for each route_scope
    bool is_admin;
    bool is_agent;
    // That it acts for. Of those who act for the first team: none until request_caller was asked, and where there is none.
    uuid team_id;
    uuid user_id;        // none: no user is known
    uuid key_id;         // none: no key
    uuid session_id;     // none: no session
    const char *subject; // whom a token or a certificate names; NULL: it was neither
    int64_t expires_at;  // of a token or a certificate
} caller;

// The way of a request through the pipeline (pipeline.c). Handlers set the three flags and leave the rest alone.
typedef struct request_course {
    bool only_reads; // set by a prepare step: what is left writes nothing, so that it need not wait for the writer
    bool take_back;  // set by a write's handler: it is answered but not kept (dry run)
    bool keep;       // set by a write's handler: what it wrote is kept although the reply is a refusal
    // Set by a write's handler: what it was prepared on has changed, so it is prepared and run once more.
    bool overtaken;
    // Set by a write's handler: who may do what on this server is another now, as a key was revoked or a team deleted.
    bool changes_access;
    bool changes_webhooks;       // set by a write's handler: where events go is another now, or something is to be sent
    rate_left rate;              // what the caller has left; no limit: it is not counted
    bool asked_caller;           // the reply depends on who calls
    bool guessed;                // a credential was sent that counts for nothing
    bool decoded;                // the body is
    unsigned runs;               // of a write under an automatic key: after the first it may be a repetition
    bool again;                  // and is one
    buffer *shown;               // where a resource is to be written of which the tag is asked; NULL: nowhere
    unsigned tries_left;         // to prepare it once more
    struct large_request *large; // how its memory is counted, where its body is large (load.h)
    route_match match;
    struct auth *auth;                    // of admission: the loop's,
    struct auth_question *question;       // what the database is asked,
    struct session_turn *turn;            // the token of the session that takes the place of its cookie's,
    void (*go_on)(struct request *rq);    // and what comes behind it
    void (*admitted)(struct request *rq); // in its place, when it is looked again whether a stream of events may go on
    struct event_stream *stream;          // which
    bool streams;                         // set by the handler: the reply is sent by event_streams.h
    worker_task task;                     // while it is in the worker pool,
    store_write write;                    // with the writer,
    http_task finishing;                  // and on its way back to its loop
    uint64_t look;                        // of watch.c that it waits for
    uint32_t tallies[TALLY_COUNT];        // what a write does that is counted
    struct loop_counts *counts;           // the pages of its loop, NULL: it is not counted, and its row there
    unsigned row;
} request_course;

struct request {
    app *app;
    http_exchange *exchange;
    const http_request *http;
    arena *arena;
    const route *route;
    const char *request_id;                      // NUL-terminated
    int64_t began;                               // monotonic, when all of it had come
    uuid ids[ROUTE_PARAMETERS_MAXIMUM];          // the path's {..._id} parameters, in order
    const char *texts[ROUTE_PARAMETERS_MAXIMUM]; // the path's other parameters, at the same places
    void *query;                                 // struct of the route's query model
    void *body;                                  // struct of the route's body model
    const json_value *document;                  // the body as it came
    text idempotency_key;                        // TEXT_NONE: none
    text password_mark;                          // that of the body's password, where there is such a key
    uuid automatic_key;                          // the same where a client library made it; else none
    struct automatic_write *automatic;           // what the write under it leaves (creation.h); NULL: there is none
    db *db;                                      // the connection to use; inside a transaction for writes
    caller caller;
    void *prepared;     // what the prepare step leaves for the handler
    int status;         // of the reply
    text content_type;  // of the reply; TEXT_NONE: no body
    text entity_tag;    // quoted; TEXT_NONE: none
    text page_headers;  // what an HTML reply carries in place of what most do, in wire form; TEXT_NONE: nothing
    const trace *trace; // that it is a part of; NULL: none is known
    const struct watch_view *watched; // how the database does, where the route runs WATCHED
    record_problems problems;
    request_course course;
};

// --- replies; each returns the status, so that a handler can end with `return reply_...` -----------------------------

// The record as JSON under the route's status.
int reply_record(request *rq, const record_type *type, const void *record);
// {"results": [...], "total", "limit", "offset", "next"} under status 200.
int reply_page(request *rq, const record_type *type, record_list results, const list_page *page);
// The page that the query of a list asks for, in this order. False: the error reply is written, as its `after` is of another
// order.
bool page_or_reply(request *rq, list_order order, list_page *page);
// The X-Total-Count header, which some lists carry beside their `total`.
void reply_total(request *rq, int64_t total);
// No body, under the route's status.
int reply_empty(request *rq);
// The route's other status of success, for a reply that is already written; returns it.
int reply_also(request *rq);
// A body of another kind, under the route's status. `body` is copied.
int reply_text(request *rq, text content_type, text body);

typedef enum error_code {
#define ERROR(code, status, message, doc) ERROR_##code,
#include "api/errors.def"
#undef ERROR
    ERROR_CODE_COUNT
} error_code;

typedef struct error_row {
    const char *code;
    int status;
    const char *message;
    const char *doc;
} error_row;
const error_row *error_at(size_t index); // NULL past the end

// The error reply of a row of api/errors.def. Message NULL: the row's own. `details` NULL: none.
int reply_error(request *rq, error_code code, const char *message, const json_value *details);
// As reply_error, with a status other than the row's.
int reply_error_status(request *rq, error_code code, int status, const char *message, const json_value *details);
// 409 with details {"existing_id": ...}.
int reply_duplicate(request *rq, error_code code, const char *message, const uuid *existing);
// 404 that names what is missing: "<message>: <id>", with details {name: id}. Message NULL: the row's own. `name` is the
// field or parameter in which the id came.
int reply_not_found(request *rq, error_code code, const char *message, const char *name, const uuid *id);
// 404 for a path that no route has, with a hint where one is near.
int reply_no_route(request *rq);
// 503 with the seconds after which to ask again. Message NULL: that of the code.
int reply_unavailable(request *rq, int64_t seconds, const char *message);
// 422 with every problem found.
int reply_problems(request *rq);

// {name: value} in the request's arena, for details.
const json_value *detail(request *rq, const char *name, json_value value);
json_value detail_uuid(request *rq, const uuid *id);
