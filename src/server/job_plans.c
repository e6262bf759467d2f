#include "server/job_plans.h"

#define MICROSECONDS INT64_C(1000000)

void job_plans_make(const job_context *context, job_plan out[JOB_COUNT]) {
#define PREPARE_PLAIN(name) NULL
#define PREPARE_PREPARED(name) job_##name##_prepare
#define JOB(job, seconds, lease_seconds, way, doc)                                                                     \
    out[JOB_##job] = (job_plan){                                                                                       \
        .name = #job,                                                                                                  \
        .period = context->config->seconds * MICROSECONDS,                                                             \
        .lease = lease_seconds * MICROSECONDS,                                                                         \
        .prepare = PREPARE_##way(job),                                                                                 \
        .step = job_##job,                                                                                             \
        .context = context,                                                                                            \
    };
#include "api/jobs.def"
#undef JOB
}
