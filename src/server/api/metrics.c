// The metrics of api/metrics.def, in its order. What the process counts is added up here; what is in the database comes from the
// look that the request has waited for (watch.h), and where that has failed, series are missing and tessera_database_up tells.
#include "server/metrics.h"
#include "server/app.h"
#include "server/exposition.h"
#include "server/load.h"
#include "server/process_usage.h"
#include "server/watch.h"
#include <stdio.h>

#define API_VERSION "0.1.0" // of the API that clients see; the program's own is in tessera_build_info
#define MICROSECONDS 1e6

enum { STATUS_LENGTH = 12 };

// --- requests --------------------------------------------------------------------------------------------------------

static void show_statuses(exposition *e, const request_counts *counts) {
    for (unsigned place = 0; place < METRIC_STATUSES_MAXIMUM; place++) {
        char status[STATUS_LENGTH] = "other";
        if (counts->statuses[place] == 0)
            continue;
        if (place > 0)
            snprintf(status, sizeof status, "%d", metrics_status_at(place));
        exposition_value(e, (const char *[]){counts->method, counts->endpoint, status},
                         (double)counts->statuses[place]);
    }
}

// Only what was ever asked for has series.
static void show_requests(exposition *e, const metrics *m) {
    request_counts counts;
    exposition_begin(e, METRIC_http_requests);
    for (unsigned row = 0; metrics_requests_at(m, row, &counts); row++)
        show_statuses(e, &counts);
    exposition_begin(e, METRIC_http_duration);
    for (unsigned row = 0; metrics_requests_at(m, row, &counts); row++)
        if (counts.duration.count > 0)
            exposition_histogram(e, (const char *[]){counts.method, counts.endpoint}, &counts.duration,
                                 &metrics_duration_scale, MICROSECONDS);
    exposition_begin(e, METRIC_http_running);
    for (unsigned row = 0; metrics_requests_at(m, row, &counts); row++)
        if (counts.duration.count > 0 || counts.running > 0)
            exposition_value(e, (const char *[]){counts.method, counts.endpoint}, (double)counts.running);
}

static void show_connections(exposition *e, const app *app) {
    http_server_state state = http_server_look(app->server);
    exposition_one(e, METRIC_http_connections, (double)state.connections);
    exposition_one(e, METRIC_http_connections_accepted, (double)state.accepted);
    exposition_one(e, METRIC_http_reply_bytes, (double)metrics_reply_bytes(app->metrics));
}

// --- contracts -------------------------------------------------------------------------------------------------------

// Counters that share a family: the names of the tallies from `first` on, in their order.
static void show_tallies(exposition *e, const metrics *m, metric family, unsigned first, const char *const *names,
                         size_t count) {
    exposition_begin(e, family);
    for (size_t i = 0; i < count; i++)
        exposition_value(e, &names[i], (double)metrics_tallied(m, first + (unsigned)i));
}

// A number that is known only where the database was asked.
static void show_known(exposition *e, metric family, bool known, double value) {
    exposition_begin(e, family);
    if (known)
        exposition_value(e, NULL, value);
}

static void show_contracts(exposition *e, const metrics *m, const watch_view *view) {
    static const char *const published[] = {"initial", "patch", "minor", "major"};
    const store_totals *totals = &view->totals;
    bool known = view->has_totals;
    show_tallies(e, m, METRIC_contracts_published, TALLY_PUBLISHED_FIRST, published,
                 sizeof published / sizeof *published);
    show_known(e, METRIC_contracts_active, known, (double)totals->contracts);
    show_tallies(e, m, METRIC_proposals_created, TALLY_PROPOSED, NULL, 0);
    exposition_value(e, NULL, (double)metrics_tallied(m, TALLY_PROPOSED));
    show_tallies(e, m, METRIC_proposals_acknowledged, TALLY_ACKNOWLEDGED, enum_acknowledgment_response.values,
                 acknowledgment_response_count);
    show_known(e, METRIC_proposals_pending, known, (double)totals->proposals);
    show_known(e, METRIC_assets, known, (double)totals->assets);
    show_known(e, METRIC_registrations, known, (double)totals->registrations);
    show_known(e, METRIC_teams, known, (double)totals->teams);
    show_known(e, METRIC_users, known, (double)totals->users);
}

static void show_program(exposition *e, const app *app, const watch_view *view) {
    int64_t now = monotonic_now();
    exposition_begin(e, METRIC_app_info);
    exposition_value(e, (const char *[]){API_VERSION}, 1);
    exposition_one(e, METRIC_app_uptime, (double)(now - app->started_at) / MICROSECONDS);
    exposition_begin(e, METRIC_build_info);
    exposition_value(e, (const char *[]){TESSERA_VERSION, store_blocks(app->store) ? "server" : "embedded"}, 1);
    show_known(e, METRIC_counts_age, view->has_totals, (double)(now - view->totals_at) / MICROSECONDS);
}

// --- what is worked on -----------------------------------------------------------------------------------------------

static void show_lanes(exposition *e, app *app) {
    load_lane_state lanes[LANE_COUNT];
    load_look(app, lanes);
#define SHOW(family, member)                                                                                           \
    exposition_begin(e, family);                                                                                       \
    for (unsigned i = 0; i < LANE_COUNT; i++)                                                                          \
        exposition_value(e, (const char *[]){load_lane_name(i)}, (double)lanes[i].member);
    SHOW(METRIC_lane_threads, threads)
    SHOW(METRIC_lane_running, running)
    SHOW(METRIC_lane_waiting, waiting)
    SHOW(METRIC_lane_queue_maximum, queue_maximum)
    SHOW(METRIC_lane_done, done)
    SHOW(METRIC_lane_refused, refused)
#undef SHOW
}

static void show_looks(exposition *e, const char *cache, uint64_t hits, uint64_t misses) {
    exposition_value(e, (const char *[]){cache, "hit"}, (double)hits);
    exposition_value(e, (const char *[]){cache, "miss"}, (double)misses);
}

static void show_caches(exposition *e, const app *app) {
    static const char *const names[] = {"credentials", "replies"};
    const metrics *m = app->metrics;
    exposition_begin(e, METRIC_cache_lookups);
    for (metric_cache cache = 0; cache < METRIC_CACHE_COUNT; cache++)
        show_looks(e, names[cache], metrics_cache_looks(m, cache, true), metrics_cache_looks(m, cache, false));
    schema_cache_looks looks = schema_cache_get_looks(app->schemas);
    show_looks(e, "schemas", looks.hits, looks.misses);
    exposition_one(e, METRIC_schema_cache_bytes, (double)schema_cache_size(app->schemas));
}

// --- the database ----------------------------------------------------------------------------------------------------

static void show_measure(exposition *e, metric family, const histogram *h, const histogram_scale *scale, double unit) {
    histogram_total total = {0};
    histogram_read(h, &total);
    exposition_begin(e, family);
    exposition_histogram(e, NULL, &total, scale, unit);
}

static void show_pool(exposition *e, const store_pool_statistics *pool) {
    bool has_pool = pool->size > 0;
    show_known(e, METRIC_pool_size, has_pool, pool->maximum);
    show_known(e, METRIC_pool_open, has_pool, pool->open);
    show_known(e, METRIC_pool_resting, has_pool, pool->resting);
    show_known(e, METRIC_pool_waiting, has_pool, pool->waiting);
}

static void show_database(exposition *e, const app *app, const watch_view *view) {
    store_statistics now = store_get_statistics(app->store);
    const store_measures *measures = store_get_measures(app->store);
    histogram_total reads = {0};
    metrics_reads(app->metrics, &reads);
    exposition_one(e, METRIC_database_up, view->answers);
    exposition_one(e, METRIC_database_writable, view->answers && now.trouble == NULL);
    show_known(e, METRIC_database_probe, view->answers, (double)view->latency / MICROSECONDS);
    exposition_one(e, METRIC_database_writes, (double)now.writes);
    show_measure(e, METRIC_database_commit_writes, &measures->group_writes, &store_group_scale, 1);
    show_measure(e, METRIC_database_commit, &measures->commit_time, &store_time_scale, MICROSECONDS);
    show_measure(e, METRIC_database_transaction, &measures->transaction_time, &store_time_scale, MICROSECONDS);
    exposition_one(e, METRIC_database_failed, (double)counter_read(&measures->failed));
    exposition_begin(e, METRIC_database_read);
    exposition_histogram(e, NULL, &reads, &store_time_scale, MICROSECONDS);
    show_pool(e, &now.pool);
    show_known(e, METRIC_outbox_waiting, view->has_outbox, (double)view->outbox.waiting);
    show_known(e, METRIC_outbox_lag, view->has_outbox, (double)view->outbox.lag / MICROSECONDS);
}

static void show_secrets(exposition *e, const watch_view *view) {
    exposition_begin(e, METRIC_secrets);
    if (!view->has_secrets)
        return;
    exposition_value(e, (const char *[]){"first"}, (double)view->secrets.first);
    exposition_value(e, (const char *[]){"other"}, (double)view->secrets.other);
    exposition_value(e, (const char *[]){"missing"}, (double)view->secrets.missing);
}

// --- jobs ------------------------------------------------------------------------------------------------------------

static void show_jobs(exposition *e, const watch_view *view) {
    size_t count = view->has_jobs ? view->job_count : 0;
#define SHOW(family, condition, value)                                                                                 \
    exposition_begin(e, family);                                                                                       \
    for (size_t i = 0; i < count; i++) {                                                                               \
        const watch_job *job = &view->jobs[i];                                                                         \
        if (condition)                                                                                                 \
            exposition_value(e, (const char *[]){job->name}, (double)(value));                                         \
    }
    SHOW(METRIC_job_last_run, job->last_run_at != TIMESTAMP_NONE, (double)job->last_run_at / MICROSECONDS)
    SHOW(METRIC_job_duration, job->last_run_at != TIMESTAMP_NONE, job->milliseconds / 1000)
    SHOW(METRIC_job_succeeded, job->last_run_at != TIMESTAMP_NONE, strcmp(job->outcome, "succeeded") == 0)
    SHOW(METRIC_job_handled, job->last_run_at != TIMESTAMP_NONE, job->handled)
    SHOW(METRIC_job_next_run, true, (double)job->next_run_at / MICROSECONDS)
    SHOW(METRIC_job_running, true, job->running)
    SHOW(METRIC_job_late, true, job->late)
#undef SHOW
}

// --- the process -----------------------------------------------------------------------------------------------------

static void show_process(exposition *e) {
    process_usage usage = process_usage_read();
    show_known(e, METRIC_process_cpu, usage.cpu_seconds >= 0, usage.cpu_seconds);
    show_known(e, METRIC_process_resident, usage.resident >= 0, (double)usage.resident);
    show_known(e, METRIC_process_virtual, usage.virtual >= 0, (double)usage.virtual);
    show_known(e, METRIC_process_start, usage.start_seconds >= 0, usage.start_seconds);
    show_known(e, METRIC_process_open_fds, usage.open_fds >= 0, (double)usage.open_fds);
    show_known(e, METRIC_process_max_fds, usage.max_fds >= 0, (double)usage.max_fds);
    show_known(e, METRIC_process_threads, usage.threads >= 0, (double)usage.threads);
}

// --- the route -------------------------------------------------------------------------------------------------------

// The setting's token, compared by hashes under a secret of the process, so that the time tells nothing of it.
static bool may_see_or_reply(request *rq) {
    const app *app = rq->app;
    const char *token = app->config->metrics_token;
    text given = http_request_header(rq->http, "Authorization"), scheme = TEXT("Bearer ");
    if (token == NULL)
        return true;
    if (given.data != NULL && text_starts_with(given, scheme)) {
        siphash_tag wanted = siphash(&app->credential_key, text_of(token));
        siphash_tag sent =
            siphash(&app->credential_key, (text){given.data + scheme.length, given.length - scheme.length});
        if (siphash_equal(&wanted, &sent))
            return true;
    }
    http_reply_header(rq->exchange, TEXT("WWW-Authenticate"), TEXT("Bearer"));
    reply_error(rq, given.data == NULL ? ERROR_MISSING_API_KEY : ERROR_INVALID_API_KEY,
                "The metrics ask for the token of the setting TESSERA_METRICS_TOKEN", NULL);
    return false;
}

int metrics_show(request *rq) {
    app *app = rq->app;
    if (!may_see_or_reply(rq))
        return rq->status;
    buffer *body = http_reply_body(rq->exchange);
    buffer_clear(body, SIZE_MAX);
    exposition e = exposition_on(body, timestamp_now() - (monotonic_now() - app->started_at));
    show_requests(&e, app->metrics);
    show_contracts(&e, app->metrics, rq->watched);
    show_program(&e, app, rq->watched);
    show_connections(&e, app);
    show_lanes(&e, app);
    show_caches(&e, app);
    show_database(&e, app, rq->watched);
    show_secrets(&e, rq->watched);
    show_jobs(&e, rq->watched);
    show_process(&e);
    exposition_end(&e);
    rq->content_type = TEXT("text/plain; charset=utf-8");
    return rq->status;
}
