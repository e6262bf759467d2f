// Long lists have counts that are kept (counts.h); the others are counted in an index.
#include "store/totals.h"
#include "store/counts.h"

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

bool store_outbox_look(db *d, store_outbox_state *out) {
    db_clear_failure(d);
    db_query *q =
        db_prepare(d, "SELECT count(*) FROM (SELECT 1 FROM outbox WHERE delivered_at IS NULL LIMIT ?1) waiting");
    db_bind_int(q, 1, STORE_OUTBOX_COUNTED);
    out->waiting = db_run_int(q);
    q = db_prepare(d, "SELECT tessera_now(0), next_attempt_at FROM outbox WHERE delivered_at IS NULL "
                      "ORDER BY next_attempt_at, id LIMIT 1");
    int64_t lag = db_step(q) ? db_column_time(q, 0) - db_column_time(q, 1) : 0;
    db_end(q);
    out->lag = lag > 0 ? lag : 0;
    return !db_has_failed(d);
}
