#include "server/run.h"
#include "server/conditions.h"
#include "server/idempotency.h"
#include "server/trouble.h"
#include "store/locks.h"

// The handler, and an error in place of its reply when the database failed under it, or what was asked for is too large.
void run_handler(request *rq) {
    if (rq->db != NULL)
        db_clear_failure(rq->db);
    int status = rq->route->handler(rq);
    if (rq->db != NULL && db_has_failed(rq->db))
        status = trouble_reply(rq);
    else if (status < 400 && (http_reply_body(rq->exchange)->failed || (rq->db != NULL && db_was_cut(rq->db))))
        status = reply_error(rq, ERROR_REPLY_TOO_LARGE, NULL, NULL);
    rq->status = status;
}

void run_tagged(request *rq) {
    run_handler(rq);
    conditions_tag(rq);
}

// Whether what the handler wrote stays.
static bool is_kept(const request *rq) {
    return rq->status < 400 ? !rq->course.take_back : rq->course.keep && rq->status < 500;
}

// The handler of a keyed write runs in a step of its own, so that the reply of a dry run is kept while its writes are not.
// Other refusals are not kept: they changed nothing, so asking again is safe.
static bool run_keyed(request *rq) {
    // Where no dry run is possible no step is needed, in which SQLite would copy each page that changes.
    if (rq->route->run != RUN_PREPARED) {
        run_tagged(rq);
        return is_kept(rq) && idempotency_keep(rq);
    }
    db_savepoint_begin(rq->db);
    run_tagged(rq);
    bool keep = is_kept(rq);
    db_status ended = keep ? db_savepoint_release(rq->db) : db_savepoint_rollback(rq->db);
    if (ended != DB_OK || (rq->status >= 400 && !keep))
        return false;
    return idempotency_keep(rq);
}

// What the path names is locked before anything is read of it.
static void lock_named(request *rq) {
    const route_match *match = &rq->course.match;
    if (match->parameter_count > 0)
        store_lock_named(rq->db, text_of(match->parameters[0].name), &rq->ids[0]);
}

// The same under a key that a client library made (automatic.h).
static bool run_automatic(request *rq) {
    rq->course.again = false;
    if (rq->course.runs > 0 && idempotency_replay(rq))
        return false;
    rq->course.runs++;
    lock_named(rq);
    if (conditions_match_or_reply(rq))
        run_tagged(rq);
    bool refused = rq->status >= 400;
    if (refused && idempotency_replay(rq))
        return false;
    if (!is_kept(rq) || idempotency_keep(rq))
        return is_kept(rq);
    // A repetition: what it wrote is taken back before it is answered, lest the answer show that.
    rq->course.again = rq->status < 400;
    return false;
}

bool run_write(request *rq) {
    if (rq->automatic_key.set)
        return run_automatic(rq);
    if (idempotency_replay(rq))
        return false;
    lock_named(rq);
    if (!conditions_match_or_reply(rq))
        return false;
    if (rq->idempotency_key.data != NULL)
        return run_keyed(rq);
    run_tagged(rq);
    return is_kept(rq);
}
