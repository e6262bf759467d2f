// Failures have rows of their own beside the run, so that what fails often is counted by an index instead of read out of reports.
#include "store/audit_runs.h"
#include "base/map.h"
#include "store/ids.h"

enum { MOST_FAILED = 10 };

static db_status insert_failure(db *d, const uuid *run, size_t place, const char *guarantee) {
    db_query *q = db_prepare(d, "INSERT INTO audit_run_failures (run_id, place, guarantee_id) VALUES (?1, ?2, ?3)");
    db_bind_uuid(q, 1, run);
    db_bind_int(q, 2, (int64_t)place);
    db_bind_text(q, 3, guarantee);
    return db_queue(q);
}

db_status store_audit_runs_insert(db *d, const struct audit_run *run, text details, record_strings failed, arena *a) {
    db_query *q = db_prepare(
        d, "INSERT INTO audit_runs (id, asset_id, contract_id, status, guarantees_checked, guarantees_passed, "
           "guarantees_failed, triggered_by, run_id, run_at, details) VALUES (:id, :asset_id, :contract_id, :status, "
           ":guarantees_checked, :guarantees_passed, :guarantees_failed, :triggered_by, :run_id, :run_at, :details)");
    db_bind_record(q, &type_audit_run, run, a);
    db_bind_json(q, db_parameter(q, "details"), details);
    db_status status = db_queue(q);
    for (size_t i = 0; i < failed.count && status == DB_OK; i++)
        status = insert_failure(d, &run->id, i, failed.items[i]);
    return status;
}

bool store_audit_runs_latest(db *d, const uuid *asset, struct context_audit *out, arena *a) {
    db_query *q = db_prepare(
        d, "SELECT id, status, guarantees_checked, guarantees_passed, guarantees_failed, triggered_by, run_at "
           "FROM audit_runs WHERE asset_id = ?1 ORDER BY run_at DESC, id DESC LIMIT 1");
    db_bind_uuid(q, 1, asset);
    return db_run_record(q, &type_context_audit, out, a);
}

// --- history ---------------------------------------------------------------------------------------------------------

#define OF_ASSET                                                                                                       \
    " FROM audit_runs n LEFT JOIN contracts c ON c.id = n.contract_id WHERE n.asset_id = :asset AND "                  \
    "(:triggered_by IS NULL OR n.triggered_by = :triggered_by) AND (:status IS NULL OR n.status = :status)"

// Names of the checks that failed, added to their runs.
static void name_failures(db *d, record_list runs, arena *a) {
    struct audit_history_run *items = runs.items;
    uuid *ids = arena_array(a, runs.count + 1, sizeof *ids);
    for (size_t i = 0; i < runs.count; i++) {
        ids[i] = items[i].id;
        items[i].failed_guarantees.items = arena_alloc(a, 1); // never null
    }
    db_query *q = db_prepare(d, "SELECT i.place, f.guarantee_id FROM tessera_ids(?1) i JOIN audit_run_failures f ON "
                                "f.run_id = i.id ORDER BY i.place, f.place");
    db_bind_blob(q, 1, store_ids(ids, runs.count, a));
    while (db_step(q)) {
        record_strings *names = &items[db_column_int(q, 0)].failed_guarantees;
        if ((names->count & (names->count + 1)) == 0) { // the room is a power of two, less one
            const char **more = arena_array(a, 2 * names->count + 1, sizeof *more);
            if (names->count > 0)
                memcpy(more, names->items, names->count * sizeof *more);
            names->items = more;
        }
        names->items[names->count++] = arena_text(a, db_column_text(q, 1));
    }
    db_end(q);
}

record_list store_audit_runs_history(db *d, const uuid *asset, const struct audit_history_query *query, int64_t *total,
                                     arena *a) {
    db_query *count = db_prepare(d, "SELECT count(*)" OF_ASSET);
    db_bind_record(count, &type_audit_history_query, query, a);
    db_bind_uuid(count, db_parameter(count, "asset"), asset);
    *total = db_run_int(count);
    db_query *q =
        db_prepare(d, "SELECT n.id, n.status, n.guarantees_checked, n.guarantees_passed, n.guarantees_failed, "
                      "n.triggered_by, n.run_id, n.run_at, c.version AS contract_version" OF_ASSET
                      " ORDER BY n.run_at DESC, n.id DESC LIMIT :limit");
    db_bind_record(q, &type_audit_history_query, query, a);
    db_bind_uuid(q, db_parameter(q, "asset"), asset);
    record_list runs = db_run_records(q, &type_audit_history_run, (size_t)query->limit, a);
    name_failures(d, runs, a);
    return runs;
}

// --- trends ----------------------------------------------------------------------------------------------------------

void store_audit_runs_window(db *d, const uuid *asset, int64_t since, struct audit_window *out, arena *a) {
    db_query *q =
        db_prepare(d, "SELECT status, count(*) FROM audit_runs WHERE asset_id = ?1 AND run_at >= ?2 GROUP BY status");
    db_bind_uuid(q, 1, asset);
    db_bind_time(q, 2, since);
    *out = (struct audit_window){0};
    while (db_step(q)) {
        int status = model_enum_parse(&enum_audit_run_status, db_column_text(q, 0));
        int64_t count = db_column_int(q, 1);
        out->total_runs += count;
        *(status == audit_run_status_passed   ? &out->passed
          : status == audit_run_status_failed ? &out->failed
                                              : &out->partial) = count;
    }
    db_end(q);
    if (out->total_runs > 0)
        out->failure_rate = (double)(out->failed + out->partial) / (double)out->total_runs;
    q = db_prepare(d, "SELECT f.guarantee_id, count(*) AS failure_count FROM audit_runs n JOIN audit_run_failures f ON "
                      "f.run_id = n.id WHERE n.asset_id = ?1 AND n.run_at >= ?2 GROUP BY f.guarantee_id "
                      "ORDER BY count(*) DESC, max(n.run_at) DESC, min(f.place), f.guarantee_id LIMIT ?3");
    db_bind_uuid(q, 1, asset);
    db_bind_time(q, 2, since);
    db_bind_int(q, 3, MOST_FAILED);
    out->most_failed_guarantees = db_run_records(q, &type_failed_guarantee, MOST_FAILED, a);
}

// --- what has been kept long enough ----------------------------------------------------------------------------------

int64_t store_audit_runs_sweep(db *d, int64_t before, int64_t most, arena *a) {
    db_query *q =
        db_prepare(d, "SELECT n.id FROM audit_runs n WHERE n.run_at < ?1 AND EXISTS (SELECT 1 FROM audit_runs m WHERE "
                      "m.asset_id = n.asset_id AND (m.run_at > n.run_at OR (m.run_at = n.run_at AND m.id > n.id))) "
                      "ORDER BY n.run_at, n.id LIMIT ?2");
    db_bind_time(q, 1, before);
    db_bind_int(q, 2, most);
    record_uuids old = db_run_uuids(q, (size_t)most, a);
    if (old.count == 0)
        return 0;
    text ids = store_ids(old.items, old.count, a);
    q = db_prepare(d, "DELETE FROM audit_run_failures WHERE run_id IN (SELECT i.id FROM tessera_ids(?1) i)");
    db_bind_blob(q, 1, ids);
    db_run(q, NULL);
    q = db_prepare(d, "DELETE FROM audit_runs WHERE id IN (SELECT i.id FROM tessera_ids(?1) i)");
    db_bind_blob(q, 1, ids);
    db_run(q, NULL);
    return (int64_t)old.count;
}
