// Long lists have counts that are kept (counts.h); the others are counted in an index.
#include "store/totals.h"
#include "base/timestamp.h"
#include "store/counts.h"
#include "store/outbox.h"

bool store_totals_read(db *d, store_totals *out) {
    db_clear_failure(d);
    *out = (store_totals){
        .contracts = db_run_int(db_prepare(d, "SELECT count(*) FROM contracts WHERE status = 'active'")),
        .proposals = db_run_int(db_prepare(d, STORE_KEPT_COUNT("proposals", "'pending'", "NULL"))),
        .assets = db_run_int(db_prepare(d, STORE_KEPT_COUNT("assets", "NULL", "NULL"))),
        .registrations = db_run_int(db_prepare(d, STORE_KEPT_COUNT("registrations", "NULL", "NULL"))),
        .teams = db_run_int(db_prepare(d, "SELECT count(*) FROM teams WHERE deleted_at IS NULL")),
        .users = db_run_int(db_prepare(d, "SELECT count(*) FROM users WHERE deactivated_at IS NULL")),
    };
    return !db_has_failed(d);
}

static const char count_what_waits[] =
    "SELECT (SELECT count(*) FROM (SELECT 1 FROM outbox WHERE delivered_at IS NULL LIMIT ?1) o) + "
    "(SELECT count(*) FROM (SELECT 1 FROM webhook_deliveries WHERE alive LIMIT ?1) v) + "
    "(SELECT count(*) FROM (SELECT 1 FROM notifications WHERE alive LIMIT ?1) n)";

#define FIRST_OF_KIND(name, text)                                                                                      \
    "SELECT (SELECT next_attempt_at FROM outbox WHERE kind = '" text "' AND delivered_at IS NULL ORDER BY "            \
    "next_attempt_at, id LIMIT 1) AS at UNION ALL "

// The first entry each of the indexes that hold what is due.
static const char find_what_is_due[] =
    "SELECT tessera_now(0), min(due.at) FROM (" OUTBOX_KINDS(FIRST_OF_KIND) FIRST_OF_KIND(
        BOTH,
        OUTBOX_BOTH) "SELECT (SELECT due_at FROM notifications WHERE due_at IS NOT NULL ORDER BY due_at, id LIMIT 1) "
                     "UNION ALL "
                     "SELECT (SELECT v.due_at FROM webhook_deliveries v WHERE v.endpoint_id = e.id AND v.due_at IS NOT "
                     "NULL ORDER BY "
                     "v.due_at, v.id LIMIT 1) FROM webhook_endpoints e WHERE e.deleted_at IS NULL AND e.enabled) due";

bool store_outbox_look(db *d, store_outbox_state *out) {
    int64_t now = 0, first = TIMESTAMP_NONE;
    db_clear_failure(d);
    db_query *q = db_prepare(d, count_what_waits);
    db_bind_int(q, 1, STORE_OUTBOX_COUNTED);
    out->waiting = db_run_int(q);
    q = db_prepare(d, find_what_is_due);
    if (db_step(q)) {
        now = db_column_time(q, 0);
        first = db_column_time(q, 1);
    }
    db_end(q);
    out->lag = first != TIMESTAMP_NONE && first < now ? now - first : 0;
    return !db_has_failed(d);
}
