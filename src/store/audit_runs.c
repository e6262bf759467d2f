#include "store/audit_runs.h"

bool store_audit_runs_latest(db *d, const uuid *asset, struct context_audit *out, arena *a) {
    db_query *q = db_prepare(
        d, "SELECT id, status, guarantees_checked, guarantees_passed, guarantees_failed, triggered_by, run_at "
           "FROM audit_runs WHERE asset_id = ?1 ORDER BY run_at DESC, id DESC LIMIT 1");
    db_bind_uuid(q, 1, asset);
    return db_run_record(q, &type_context_audit, out, a);
}
