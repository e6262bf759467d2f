// Events of the audit trail are sealed by a job, so that those who write them need not wait for one another.
#include "domain/audit_seal.h"
#include "server/job_plans.h"

const void *job_audit_seal_prepare(const job_context *context, db *reader, int64_t most, arena *a) {
    (void)context;
    return audit_seal_prepare(reader, (size_t)most, a);
}

int64_t job_audit_seal(const job_context *context, db *d, const void *prepared, int64_t most) {
    (void)context, (void)most;
    return (int64_t)audit_seal_keep(d, prepared);
}
