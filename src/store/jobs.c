// A lease is a time in the job's row, and what it protects is protected by the number of the run: each transaction of a run
// changes the row where that number still stands there, and with that holds it, so that nobody takes the job over in between.
#include "store/jobs.h"

enum { JOBS_MAXIMUM = 1000 };
// A server looks at the rows once a minute at least, so that nothing is due for longer while one does its work.
#define LATE_MICROSECONDS INT64_C(180000000)

bool store_jobs_find(db *d, const char *name, job_state *out) {
    db_query *q = db_prepare(d, "SELECT tessera_now(0), next_at, lease_until FROM jobs WHERE name = ?1");
    db_bind_text(q, 1, name);
    bool found = db_step(q);
    if (found)
        *out = (job_state){
            .now = db_column_time(q, 0),
            .next_at = db_column_time(q, 1),
            .lease_until = db_column_time(q, 2),
        };
    return db_end(q) == DB_OK && found;
}

void store_jobs_add(db *d, const char *name, int64_t period) {
    db_query *q = db_prepare(d, "INSERT INTO jobs (name, next_at) VALUES (?1, tessera_now(?2)) ON CONFLICT (name) DO "
                                "UPDATE SET next_at = excluded.next_at WHERE jobs.next_at > excluded.next_at");
    db_bind_text(q, 1, name);
    db_bind_int(q, 2, period);
    db_run(q, NULL);
}

void store_jobs_free(db *d, const char *name) {
    db_query *q = db_prepare(d, "UPDATE jobs SET lease_until = NULL, next_at = tessera_now(0) WHERE name = ?1");
    db_bind_text(q, 1, name);
    db_run(q, NULL);
}

int64_t store_jobs_take(db *d, const char *name, const uuid *holder, int64_t lease) {
    db_query *q = db_prepare(d, "UPDATE jobs SET run = run + 1, holder = ?2, began_at = tessera_now(0), "
                                "lease_until = tessera_now(?3) WHERE name = ?1 AND next_at <= tessera_now(0) "
                                "AND (lease_until IS NULL OR lease_until <= tessera_now(0)) RETURNING run");
    db_bind_text(q, 1, name);
    db_bind_uuid(q, 2, holder);
    db_bind_int(q, 3, lease);
    return db_run_int(q);
}

bool store_jobs_keep(db *d, const char *name, int64_t run, int64_t lease) {
    db_query *q = db_prepare(
        d,
        "UPDATE jobs SET lease_until = tessera_now(?3) WHERE name = ?1 AND run = ?2 AND lease_until > tessera_now(0)");
    int64_t changed = 0;
    db_bind_text(q, 1, name);
    db_bind_int(q, 2, run);
    db_bind_int(q, 3, lease);
    return db_run(q, &changed) == DB_OK && changed == 1;
}

bool store_jobs_end(db *d, const char *name, int64_t run, const job_end *end) {
    db_query *q =
        db_prepare(d, "UPDATE jobs SET lease_until = NULL, next_at = tessera_now(?3), last_run_at = began_at, "
                      "last_ms = ?4, last_outcome = ?5, last_handled = ?6 WHERE name = ?1 AND run = ?2");
    int64_t changed = 0;
    db_bind_text(q, 1, name);
    db_bind_int(q, 2, run);
    db_bind_int(q, 3, end->next_run);
    db_bind_number(q, 4, end->milliseconds);
    db_bind_text(q, 5, end->failed ? "failed" : "succeeded");
    db_bind_int(q, 6, end->handled);
    return db_run(q, &changed) == DB_OK && changed == 1;
}

record_list store_jobs_list(db *d, arena *a) {
    db_query *q =
        db_prepare(d, "SELECT name, lease_until IS NOT NULL AND lease_until > tessera_now(0) AS running, "
                      "last_run_at, last_ms AS duration_ms, last_outcome AS outcome, "
                      "last_handled AS handled, next_at AS next_run_at, next_at < tessera_now(?1) AND "
                      "(lease_until IS NULL OR lease_until <= tessera_now(0)) AS late FROM jobs ORDER BY name");
    db_bind_int(q, 1, -LATE_MICROSECONDS);
    return db_run_records(q, &type_health_job, JOBS_MAXIMUM, a);
}
