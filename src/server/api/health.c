// Health: whether the process lives, which asks nobody; whether it may be sent requests, which asks whether the database answers
// and takes writes; and how all its parts do. What is asked of the database was looked at before, within a time (watch.h).
#include "server/app.h"
#include "server/event_hub.h"
#include "server/load.h"
#include "server/request.h"
#include "server/watch.h"
#include <math.h>

#define API_VERSION "0.1.0" // of the API that clients see; the program's own is in --version

// The sessions with the database; NULL where it is embedded.
static struct health_pool *pool_of(request *rq) {
    store_pool_statistics now = rq->watched->pool;
    if (now.size == 0)
        return NULL;
    struct health_pool *pool = arena_new_of(rq->arena, struct health_pool);
    *pool = (struct health_pool){
        .size = now.size,
        .maximum = now.maximum,
        .open = now.open,
        .checked_in = now.resting,
        .checked_out = (int64_t)now.open - now.resting,
        .overflow = (int64_t)now.open - now.size,
        .waiting = now.waiting,
    };
    return pool;
}

static record_list lanes_of(request *rq) {
    load_lane_state found[LANE_COUNT];
    struct health_lane *lanes = arena_array(rq->arena, LANE_COUNT, sizeof *lanes);
    load_look(rq->app, found);
    for (unsigned i = 0; i < LANE_COUNT; i++)
        lanes[i] = (struct health_lane){
            .name = load_lane_name(i),
            .threads = found[i].threads,
            .running = (int64_t)found[i].running,
            .waiting = (int64_t)found[i].waiting,
            .queue_maximum = (int64_t)found[i].queue_maximum,
            .refused = (int64_t)found[i].refused,
        };
    return (record_list){lanes, LANE_COUNT};
}

static struct health_events *events_of(request *rq) {
    event_hub_state now = event_hub_look(rq->app->events);
    struct health_events *events = arena_new_of(rq->arena, struct health_events);
    *events = (struct health_events){
        .open = now.open,
        .maximum = now.maximum,
        .refused = (int64_t)now.refused,
        .cut = (int64_t)now.cut,
        .events = (int64_t)now.events,
        .position = now.position,
    };
    return events;
}

// Why nothing can be written; NULL: it can.
static const char *trouble_of(const request *rq) {
    return rq->watched->answers ? store_get_statistics(rq->app->store).trouble : "the database does not answer";
}

// --- jobs ------------------------------------------------------------------------------------------------------------

static bool has_failed(const watch_job *job) {
    return strcmp(job->outcome, "failed") == 0;
}

// "proposal_expiry failed, audit_seal is late"; NULL: none is either.
static const char *jobs_fault(request *rq) {
    const watch_view *view = rq->watched;
    const char *fault = NULL;
    for (size_t i = 0; i < view->job_count; i++) {
        const watch_job *job = &view->jobs[i];
        if (has_failed(job) || job->late)
            fault = arena_printf(rq->arena, "%s%s%s %s", fault == NULL ? "" : fault, fault == NULL ? "" : ", ",
                                 job->name, job->late ? "is late" : "failed");
    }
    return fault;
}

static record_list jobs_of(request *rq) {
    const watch_view *view = rq->watched;
    struct health_job *jobs = arena_array(rq->arena, view->job_count + 1, sizeof *jobs);
    for (size_t i = 0; i < view->job_count; i++) {
        const watch_job *job = &view->jobs[i];
        record_defaults(&type_health_job, rq->arena, &jobs[i]);
        jobs[i].name = job->name;
        jobs[i].running = (int8_t)job->running;
        jobs[i].late = (int8_t)job->late;
        jobs[i].last_run_at = job->last_run_at;
        jobs[i].next_run_at = job->next_run_at;
        if (job->last_run_at == TIMESTAMP_NONE)
            continue;
        jobs[i].duration_ms = job->milliseconds;
        jobs[i].outcome = job->outcome;
        jobs[i].handled = job->handled;
    }
    return (record_list){jobs, view->job_count};
}

// --- routes ----------------------------------------------------------------------------------------------------------

static const char *word(bool is_healthy) {
    return is_healthy ? "healthy" : "unhealthy";
}

int health_check(request *rq) {
    const watch_view *view = rq->watched;
    const char *trouble = trouble_of(rq), *fault = view->has_jobs ? jobs_fault(rq) : NULL;
    struct health_check database = {
        .status = word(view->answers),
        .latency_ms = view->answers ? round((double)view->latency / 10.0) / 100.0 : NAN,
        .pool = pool_of(rq),
    };
    struct health_writes writes = {.status = word(trouble == NULL), .error = trouble};
    struct health_jobs_check jobs = {.status = word(fault == NULL), .error = fault};
    struct health_checks checks = {.database = &database, .writes = &writes, .jobs = view->has_jobs ? &jobs : NULL};
    struct health health = {
        .status = trouble == NULL && fault == NULL ? "healthy" : "degraded",
        .version = API_VERSION,
        .uptime_seconds = floor((double)(monotonic_now() - rq->app->started_at) / 100000.0) / 10.0,
        .checks = &checks,
        .jobs = view->has_jobs ? jobs_of(rq) : (record_list){NULL, 0},
        .events = events_of(rq),
        .lanes = lanes_of(rq),
    };
    return reply_record(rq, &type_health, &health);
}

// A job that fails takes no request from anybody, so that it says nothing of readiness.
int health_ready(request *rq) {
    const char *trouble = trouble_of(rq);
    bool is_ready = trouble == NULL;
    struct health_ready ready = {
        .status = is_ready ? "ready" : "not_ready",
        .database = (int8_t)rq->watched->answers,
        .error = is_ready ? NULL : arena_printf(rq->arena, "Nothing can be written: %s", trouble),
    };
    reply_record(rq, &type_health_ready, &ready);
    if (is_ready)
        return rq->status;
    http_reply_header(rq->exchange, TEXT("Retry-After"), TEXT("5"));
    return reply_also(rq);
}

int health_live(request *rq) {
    struct health_live live = {.status = "alive"};
    return reply_record(rq, &type_health_live, &live);
}
