// Who calls: from the credential that a request carries to the caller that everything behind it asks for. What a loop thread has
// learnt of keys it keeps for a few seconds, so that a call with a key costs hardly more than one without; what changes who may
// do what on this server (request_course.changes_access) is seen by the next request, what another server changed within that
// time.
#pragma once
#include "server/request.h"

// What a loop thread knows of credentials.
typedef struct auth auth;

typedef enum auth_step {
    AUTH_KNOWN,   // rq->caller is filled
    AUTH_REFUSED, // the reply is written
    AUTH_ASKS,    // the database has to be asked: auth_ask where that may be waited for, then auth_settle
} auth_step;

// Never NULL. `counts`: where hits and misses are counted.
auth *auth_new(struct loop_counts *counts);
// Accepts NULL; returns NULL.
auth *auth_free(auth *own);

// Reads the settings into the app: whether callers are known by credentials at all, and the bootstrap key. False: `message` says
// why not.
bool auth_set_up(app *app, const char **message);

// Looks at the credential. On the loop thread.
auth_step auth_begin(auth *own, request *rq);
// Whether what has to be asked takes longer than a loop thread has.
bool auth_is_slow(const request *rq);
// Asks the database what the credential stands for. On any thread that may use the reader, of what is slow on a worker. False:
// what verifies it is being fetched, and it has to be asked once more after auth_wait.
bool auth_ask(request *rq, db *reader);
// Runs the task on the request's loop when that has been fetched. Nothing may touch the request afterwards on this thread. False:
// too many wait already.
bool auth_wait(request *rq, http_task *task);
// In its place, where no connection to the database could be opened.
void auth_no_database(request *rq);
// Takes the answer. On the loop thread again. AUTH_ASKS: there is another credential to ask about, as before.
auth_step auth_settle(auth *own, request *rq);

// Whether the caller has the scope that the route asks for. False: the reply is 403 and names it.
bool auth_scope_or_reply(request *rq);
