// What a caller is told when the database fails: whether the write happened, which is not always known, and when to ask again.
#include "server/trouble.h"
#include "base/log.h"
#include "server/app.h"

#define LOGGER "tessera.server"
#define RETRY_AFTER_TROUBLE 5 // seconds
#define LOCKED "Another program holds the lock on the database"

// NULL: that it is busy says enough.
static const char *passing_trouble(const db *d) {
    if (db_is_locked(d))
        return LOCKED "; try again";
    return db_failure_recurs(d) ? NULL : "The database does not answer; try again";
}

int trouble_reply(request *rq) {
    http_reply_reset(rq->exchange);
    if (db_failure_passes(rq->db))
        return reply_unavailable(rq, 1, passing_trouble(rq->db));
    log_error(LOGGER, "%s %s failed in the database, request %s", rq->route->noun, rq->route->verb, rq->request_id);
    return reply_error(rq, ERROR_INTERNAL_ERROR, NULL, NULL);
}

void trouble_reply_write(request *rq, store_outcome outcome) {
    static const char lost[] = "The write could not be committed; nothing was changed";
    static const char unknown[] =
        "The disk failed while the write was committed, so that its outcome is unknown. Send it "
        "again with the same Idempotency-Key to find out, or look";
    static const char parted[] =
        "The connection to the database was lost during the commit: whether the write was kept is "
        "not known. With an Idempotency-Key it can be sent again safely";
    static const char locked[] = LOCKED ", so that nothing could be written; nothing was changed";
    store *s = rq->app->store;
    const char *reason = rq->course.write.reason;
    rq->entity_tag = TEXT_NONE;
    http_reply_reset(rq->exchange);
    if (outcome == STORE_UNKNOWN)
        reply_unavailable(rq, RETRY_AFTER_TROUBLE, store_blocks(s) ? parted : unknown);
    else if (outcome == STORE_LOCKED || reason == NULL)
        reply_unavailable(rq, 1, outcome == STORE_LOCKED ? locked : lost);
    else
        reply_unavailable(rq, RETRY_AFTER_TROUBLE,
                          arena_printf(rq->arena, "The write could not be committed: %s; nothing was changed", reason));
}
