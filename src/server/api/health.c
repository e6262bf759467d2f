#include "server/app.h"
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

int health_check(request *rq) {
    int64_t micros = store_probe(rq->app->store, rq->db);
    bool fine = micros >= 0;
    struct health_check database = {
        .status = fine ? "healthy" : "unhealthy",
        .latency_ms = fine ? round((double)micros / 10.0) / 100.0 : NAN,
        .pool = pool_of(rq),
    };
    struct health_checks checks = {.database = &database};
    struct health health = {
        .status = fine ? "healthy" : "degraded",
        .version = API_VERSION,
        .uptime_seconds = floor((double)(monotonic_now() - rq->app->started_at) / 100000.0) / 10.0,
        .checks = &checks,
        .jobs = fine ? store_jobs_list(rq->db, rq->arena) : (record_list){NULL, 0},
    };
    db_clear_failure(rq->db);
    return reply_record(rq, &type_health, &health);
}

int health_ready(request *rq) {
    bool fine = store_probe(rq->app->store, rq->db) >= 0;
    struct health_ready ready = {.status = fine ? "ready" : "not_ready", .database = (int8_t)fine};
    db_clear_failure(rq->db);
    return reply_record(rq, &type_health_ready, &ready);
}

int health_live(request *rq) {
    struct health_live live = {.status = "alive"};
    return reply_record(rq, &type_health_live, &live);
}
