// What happens to proposals by itself: those whose time ran out are closed, and before that those who have yet to answer are
// reminded. Of several servers one does it at a time, and each proposal is looked at again under its asset's lock.
#include "domain/proposals.h"
#include "server/job_plans.h"

#define HOUR_MICROSECONDS (INT64_C(3600) * 1000000)

int64_t job_proposal_expiry(const job_context *context, db *d, const void *prepared, int64_t most) {
    (void)prepared;
    if (context->config->proposal_auto_expire_enabled != CONFIG_ON)
        return 0;
    arena *a = arena_new(0);
    record_uuids closed = proposals_expire_due(d, (size_t)most, *context->notices, a);
    arena_free(a);
    return (int64_t)closed.count;
}

int64_t job_proposal_reminders(const job_context *context, db *d, const void *prepared, int64_t most) {
    (void)prepared;
    int64_t ahead = context->config->proposal_reminder_hours * HOUR_MICROSECONDS;
    if (ahead == 0)
        return 0;
    arena *a = arena_new(0);
    size_t reminded = proposals_remind(d, ahead, (size_t)most, *context->notices, a);
    arena_free(a);
    return (int64_t)reminded;
}
