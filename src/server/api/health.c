// Health: whether the process lives, which asks nobody; whether it may be sent requests, which asks whether the database answers
// and takes writes; and how all its parts do, from counters at hand.
#include "server/app.h"
#include "server/load.h"
#include "server/request.h"
#include "store/jobs.h"
#include <math.h>

#define API_VERSION "0.1.0" // of the API that clients see; the program's own is in --version

// The sessions with the database; NULL where it is embedded.
static struct health_pool *pool_of(request *rq) {
    store_pool_statistics now = store_get_statistics(rq->app->store).pool;
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

// The lanes of the workers, with the writer as one more where it has a thread of its own.
static record_list lanes_of(request *rq) {
    app *app = rq->app;
    unsigned count = store_blocks(app->store) ? LANE_WRITES + 1 : LANE_WRITES;
    struct health_lane *lanes = arena_array(rq->arena, LANE_WRITES + 1, sizeof *lanes);
    for (unsigned i = 0; i < count; i++) {
        worker_lane_state state = worker_pool_look(app->workers, i);
        lanes[i] = (struct health_lane){
            .name = load_lane_name(i),
            .threads = state.threads,
            .running = state.running,
            .waiting = (int64_t)state.waiting,
            .queue_maximum = (int64_t)state.queue_maximum,
            .refused = (int64_t)state.refused,
        };
    }
    store_statistics writes = store_get_statistics(app->store);
    if (count == LANE_WRITES)
        lanes[LANE_WRITES] = (struct health_lane){
            .name = load_lane_name(LANE_WRITES),
            .threads = 1,
            .running = (int64_t)writes.busy,
            .waiting = (int64_t)writes.waiting,
            .queue_maximum = app->config->max_queued_writes,
            .refused = (int64_t)writes.refused,
        };
    return (record_list){lanes, LANE_WRITES + 1};
}

// Why nothing can be written; NULL: it can.
static const char *trouble_of(request *rq, bool answers) {
    return answers ? store_get_statistics(rq->app->store).trouble : "the database does not answer";
}

int health_check(request *rq) {
    int64_t micros = store_probe(rq->app->store, rq->db);
    bool fine = micros >= 0;
    const char *trouble = trouble_of(rq, fine);
    struct health_check database = {
        .status = fine ? "healthy" : "unhealthy",
        .latency_ms = fine ? round((double)micros / 10.0) / 100.0 : NAN,
        .pool = pool_of(rq),
    };
    struct health_writes writes = {.status = trouble == NULL ? "healthy" : "unhealthy", .error = trouble};
    struct health_checks checks = {.database = &database, .writes = &writes};
    struct health health = {
        .status = trouble == NULL ? "healthy" : "degraded",
        .version = API_VERSION,
        .uptime_seconds = floor((double)(monotonic_now() - rq->app->started_at) / 100000.0) / 10.0,
        .checks = &checks,
        .jobs = fine ? store_jobs_list(rq->db, rq->arena) : (record_list){NULL, 0},
        .lanes = lanes_of(rq),
    };
    db_clear_failure(rq->db);
    return reply_record(rq, &type_health, &health);
}

int health_ready(request *rq) {
    bool fine = store_probe(rq->app->store, rq->db) >= 0;
    const char *trouble = trouble_of(rq, fine);
    bool is_ready = trouble == NULL;
    struct health_ready ready = {
        .status = is_ready ? "ready" : "not_ready",
        .database = (int8_t)fine,
        .error = is_ready ? NULL : arena_printf(rq->arena, "Nothing can be written: %s", trouble),
    };
    db_clear_failure(rq->db);
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
