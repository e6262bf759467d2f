// The jobs of api/jobs.def, with what the settings say of them.
#pragma once
#include "domain/notices.h"
#include "domain/secret_box.h"
#include "server/config.h"
#include "server/jobs.h"

// What jobs know of the server.
typedef struct job_context {
    const config *config;
    const _Atomic notice_targets *notices;
    const secret_box *secrets;
} job_context;

// The piece of work of each job, as job_plan's `step`, and where it is PREPARED as its `prepare`.
#define JOB_PLAIN(name)
#define JOB_PREPARED(name)                                                                                             \
    const void *job_##name##_prepare(const job_context *context, db *reader, int64_t most, arena *a);
#define JOB(name, period, lease, way, doc)                                                                             \
    int64_t job_##name(const job_context *context, db *d, const void *prepared, int64_t most);                         \
    JOB_##way(name)
#include "api/jobs.def"
#undef JOB
#undef JOB_PLAIN
#undef JOB_PREPARED

enum {
#define JOB(name, period, lease, way, doc) JOB_##name,
#include "api/jobs.def"
#undef JOB
    JOB_COUNT
};

// `context` must outlive them.
void job_plans_make(const job_context *context, job_plan out[JOB_COUNT]);
