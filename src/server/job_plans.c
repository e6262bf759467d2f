#include "server/job_plans.h"

#define MICROSECONDS INT64_C(1000000)

void job_plans_make(const config *c, job_plan out[JOB_COUNT]) {
#define JOB(name, period, lease, doc)                                                                                  \
    out[JOB_##name] = (job_plan){#name, c->period * MICROSECONDS, lease * MICROSECONDS, job_##name};
#include "api/jobs.def"
#undef JOB
}
