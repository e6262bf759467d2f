// What is deleted because it has been kept long enough. The audit trail never is: --archive-audit takes it out as a whole.
#include "base/timestamp.h"
#include "server/job_plans.h"
#include "store/audit_runs.h"

int64_t job_quality_runs(const job_context *context, db *d, const void *prepared, int64_t most) {
    (void)prepared;
    int64_t days = context->config->quality_run_days;
    if (days == 0)
        return 0;
    arena *a = arena_new(0);
    int64_t swept = store_audit_runs_sweep(d, timestamp_now() - days * TIMESTAMP_DAY, most, a);
    arena_free(a);
    return swept;
}
