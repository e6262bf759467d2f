// Long lists have counts that are kept (counts.h); the others are counted in an index.
#include "store/totals.h"
#include "base/timestamp.h"
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

#define COUNTED(table, condition) "(SELECT count(*) FROM (SELECT 1 FROM " table " WHERE " condition " LIMIT ?1) some)"
#define FIRST(time, rest) "(SELECT " time " FROM " rest " ORDER BY " time ", id LIMIT 1)"
#define FIRST_OF_KIND(kind) FIRST("next_attempt_at", "outbox WHERE kind = '" kind "' AND delivered_at IS NULL")

bool store_outbox_look(db *d, store_outbox_state *out) {
    db_clear_failure(d);
    db_query *q = db_prepare(d, "SELECT " COUNTED("outbox", "delivered_at IS NULL") " + " COUNTED(
                                    "webhook_deliveries", "alive") " + " COUNTED("notifications", "alive"));
    db_bind_int(q, 1, STORE_OUTBOX_COUNTED);
    out->waiting = db_run_int(q);
    q = db_prepare(
        d, "SELECT tessera_now(0), min(due.at) FROM (SELECT " FIRST_OF_KIND("webhook") " AS at UNION ALL "
                                                                                       "SELECT " FIRST_OF_KIND("chat") " UNION ALL SELECT " FIRST(
                                                                                           "due_at",
                                                                                           "notifications "
                                                                                           "WHERE due_at IS "
                                                                                           "NOT NULL") " "
                                                                                                       "UNION ALL "
                                                                                                       "SELECT " FIRST(
                                                                                                           "due_at",
                                                                                                           "webhook_"
                                                                                                           "deliveries "
                                                                                                           "WHERE "
                                                                                                           "endpoint_"
                                                                                                           "id = e.id "
                                                                                                           "AND due_at "
                                                                                                           "IS NOT "
                                                                                                           "NULL") " "
                                                                                                                   "FRO"
                                                                                                                   "M "
                                                                                                                   "web"
                                                                                                                   "hoo"
                                                                                                                   "k_"
                                                                                                                   "end"
                                                                                                                   "poi"
                                                                                                                   "nts"
                                                                                                                   " e "
                                                                                                                   "WHE"
                                                                                                                   "RE "
                                                                                                                   "e."
                                                                                                                   "del"
                                                                                                                   "ete"
                                                                                                                   "d_"
                                                                                                                   "at "
                                                                                                                   "IS "
                                                                                                                   "NUL"
                                                                                                                   "L "
                                                                                                                   "AND"
                                                                                                                   " e."
                                                                                                                   "ena"
                                                                                                                   "ble"
                                                                                                                   "d) "
                                                                                                                   "du"
                                                                                                                   "e");
    int64_t now = 0, first = TIMESTAMP_NONE;
    if (db_step(q)) {
        now = db_column_time(q, 0);
        first = db_column_time(q, 1);
    }
    db_end(q);
    out->lag = first != TIMESTAMP_NONE && first < now ? now - first : 0;
    return !db_has_failed(d);
}
