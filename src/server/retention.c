// What is deleted because it has been kept long enough. The audit trail never is: --archive-audit takes it out as a whole.
#include "base/timestamp.h"
#include "server/job_plans.h"
#include "store/audit_runs.h"
#include "store/deliveries.h"
#include "store/notifications.h"
#include "store/outbox.h"

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

// Dead letters and what waits stay, and with them their messages.
static int64_t deliveries_sweep(db *d, int64_t before, int64_t most, arena *a) {
    int64_t swept = store_deliveries_sweep(d, before, most, a);
    if (swept < most)
        swept += store_notifications_sweep(d, before, most - swept, a);
    if (swept < most)
        swept += store_outbox_sweep(d, before, most - swept);
    return swept;
}

int64_t job_deliveries(const job_context *context, db *d, const void *prepared, int64_t most) {
    (void)prepared;
    int64_t days = context->config->delivery_days;
    if (days == 0)
        return 0;
    arena *a = arena_new(0);
    int64_t swept = deliveries_sweep(d, timestamp_now() - days * TIMESTAMP_DAY, most, a);
    arena_free(a);
    return swept;
}
