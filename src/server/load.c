// A large body is counted with what it may become at worst until it is decoded, and then with what it did become: so many may
// wait for their turn, and few are taken apart at once. Memory that a burst of them took is given back when the last one has
// ended, or when a good deal has been let go of: the C library keeps it otherwise, in pieces that lie between others in use.
#include "server/load.h"
#include "base/container.h"
#include "model/rules.h"
#include "server/app.h"
#include <malloc.h>

enum {
    TREE_PER_BODY = 24, // bytes that a byte of JSON may become: "1," is two slots of the parser while its list is open
    SECONDS_MAXIMUM = 60,
    TRIM_BYTES = 64 << 20, // of ended requests
    OUTWARD_THREADS = 2,
    OUTWARD_QUEUED = 16,
};

// --- lanes -----------------------------------------------------------------------------------------------------------

const char *load_lane_name(load_lane lane) {
    static const char *const names[] = {"reads", "comparisons", "hashes", "writes", "outward"};
    return names[lane];
}

static worker_lane_state look(app *app, load_lane lane) {
    return lane == LANE_OUTWARD ? worker_pool_look(app->outward, 0) : worker_pool_look(app->workers, lane);
}

void load_look(app *app, load_lane_state out[LANE_COUNT]) {
    store_statistics writes = store_get_statistics(app->store);
    for (unsigned i = 0; i < LANE_COUNT; i++) {
        if (i == LANE_WRITES && !store_blocks(app->store)) {
            out[i] = (load_lane_state){
                1, writes.busy, writes.waiting, (size_t)app->config->max_queued_writes, writes.writes, writes.refused};
            continue;
        }
        worker_lane_state lane = look(app, i);
        out[i] =
            (load_lane_state){lane.threads, lane.running, lane.waiting, lane.queue_maximum, lane.done, lane.refused};
    }
}

static unsigned quarter(unsigned threads) {
    return threads < 8 ? 1 : threads / 4;
}

void load_set_lanes(const app *app, worker_options *options) {
    const config *c = app->config;
    unsigned threads = (unsigned)c->workers, slow = 0;
    // Where a database is waited for, each of its connections has a thread that waits. Many of them only wait, so that what needs
    // the processor has a part of them.
    bool blocks = store_blocks(app->store);
    if (blocks && c->db_pool_size + c->db_max_overflow > c->workers)
        threads = (unsigned)(c->db_pool_size + c->db_max_overflow);
    if (blocks)
        slow = (threads + 1) / 2;
    options->threads = threads;
    options->reserved = quarter(threads);
    options->lanes[LANE_READS] = (worker_lane){.queue_maximum = (size_t)c->max_queued_reads};
    options->lanes[LANE_COMPARISONS] =
        (worker_lane){.threads = slow, .queue_maximum = (size_t)c->max_queued_comparisons};
    options->lanes[LANE_HASHES] =
        (worker_lane){.threads = quarter((unsigned)c->workers), .queue_maximum = (size_t)c->max_queued_hashes};
    if (blocks)
        options->lanes[LANE_WRITES] = (worker_lane){.queue_maximum = (size_t)c->max_queued_writes};
}

static bool has_pattern(const record_type *type, const void *query) {
    for (unsigned i = 0; query != NULL && i < type->field_count; i++)
        if (type->fields[i].rule == rule_pattern && !record_is_null(&type->fields[i], query))
            return true;
    return false;
}

static bool has_secret(const record_type *type, const void *body) {
    for (unsigned i = 0; body != NULL && i < type->field_count; i++)
        if ((type->fields[i].flags & RECORD_SECRET) && !record_is_null(&type->fields[i], body))
            return true;
    return false;
}

// Whether the request hashes a password, or might.
static bool hashes(const request *rq) {
    return !rq->course.decoded || has_secret(rq->route->body, rq->body);
}

load_lane load_lane_of(const request *rq) {
    load_lane plain = store_blocks(rq->app->store) ? LANE_WRITES : LANE_COMPARISONS;
    switch (rq->route->run) {
    case RUN_LOCAL:
    case RUN_WATCHED:
    case RUN_READ:
    case RUN_HEAVY:
        return LANE_READS;
    case RUN_HASHED:
        return hashes(rq) ? LANE_HASHES : plain;
    case RUN_WRITE:
        return plain;
    case RUN_OUTWARD:
        return LANE_OUTWARD;
    case RUN_COMPARED:
    case RUN_PREPARED:
        break;
    }
    return LANE_COMPARISONS;
}

void load_set_outward(worker_options *options) {
    options->threads = OUTWARD_THREADS;
    options->lanes[0] = (worker_lane){.queue_maximum = OUTWARD_QUEUED};
}

bool load_submit(app *app, load_lane lane, worker_task *task) {
    return lane == LANE_OUTWARD ? worker_pool_submit(app->outward, 0, task)
                                : worker_pool_submit(app->workers, lane, task);
}

bool load_needs_worker(const request *rq) {
    if (rq->route->run == RUN_LOCAL || rq->route->run == RUN_WATCHED)
        return false;
    if (store_blocks(rq->app->store))
        return true;
    if (rq->route->run == RUN_READ)
        return has_pattern(rq->route->query, rq->query);
    if (rq->route->run == RUN_HASHED)
        return hashes(rq);
    return rq->route->run != RUN_WRITE;
}

int64_t load_retry_after(app *app, load_lane lane) {
    worker_lane_state state = look(app, lane);
    int64_t seconds = state.wait / 1000000 + 1;
    return seconds < SECONDS_MAXIMUM ? seconds : SECONDS_MAXIMUM;
}

// --- memory ----------------------------------------------------------------------------------------------------------

// What a large request holds; in its arena.
typedef struct large_request {
    request *rq;
    size_t counted;
} large_request;

static void trim_run(worker_task *task, void *thread_data) {
    (void)thread_data;
    app *app = container_of(task, struct app, trim);
    atomic_store(&app->trimming, false);
    malloc_trim(0);
}

// On the loop thread, when the request's memory has been let go of.
static void trim_submit(http_task *task) {
    app *app = container_of(task, struct app, before_trim);
    app->trim = (worker_task){.run = trim_run};
    if (app->workers == NULL || !worker_pool_submit(app->workers, LANE_READS, &app->trim))
        atomic_store(&app->trimming, false);
}

static void memory_end(void *data) {
    const large_request *large = data;
    app *app = large->rq->app;
    size_t ended = atomic_fetch_add(&app->memory_ended, large->counted) + large->counted;
    bool last = atomic_fetch_sub(&app->memory_counted, large->counted) == large->counted;
    if ((!last && ended < TRIM_BYTES) || atomic_exchange(&app->trimming, true))
        return;
    atomic_store(&app->memory_ended, 0);
    app->before_trim = (http_task){.run = trim_submit};
    http_loop_post(http_exchange_loop(large->rq->exchange), &app->before_trim);
}

static bool count(app *app, size_t bytes) {
    size_t limit = (size_t)app->config->max_body_memory, counted = atomic_load(&app->memory_counted);
    do
        // One at a time goes whatever it needs: its own limit bounds it.
        if (counted > 0 && (bytes > limit || counted > limit - bytes))
            return false;
    while (!atomic_compare_exchange_weak(&app->memory_counted, &counted, counted + bytes));
    return true;
}

bool load_take_memory(request *rq) {
    size_t most = (size_t)rq->app->config->max_request_memory / 2, length = rq->http->body.length;
    size_t bytes = length > most / TREE_PER_BODY ? most : length * TREE_PER_BODY;
    if (!count(rq->app, bytes))
        return false;
    large_request *large = arena_new_of(rq->arena, large_request);
    *large = (large_request){.rq = rq, .counted = bytes};
    arena_defer(rq->arena, memory_end, large);
    rq->course.large = large;
    return true;
}

void load_settle_memory(request *rq) {
    large_request *large = rq->course.large;
    if (large == NULL)
        return;
    size_t held = arena_size(rq->arena);
    if (held > large->counted)
        atomic_fetch_add(&rq->app->memory_counted, held - large->counted);
    else
        atomic_fetch_sub(&rq->app->memory_counted, large->counted - held);
    large->counted = held;
}
