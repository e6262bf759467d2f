// The jobs of api/jobs.def, with what the settings say of them.
#pragma once
#include "server/config.h"
#include "server/jobs.h"

// The piece of work of each job, as job_plan's `step`.
#define JOB(name, period, lease, doc) int64_t job_##name(db *d, int64_t most);
#include "api/jobs.def"
#undef JOB

enum {
#define JOB(name, period, lease, doc) JOB_##name,
#include "api/jobs.def"
#undef JOB
    JOB_COUNT
};

void job_plans_make(const config *c, job_plan out[JOB_COUNT]);
