// A request runs where it costs least. Cheap reads run on the loop thread itself, on a connection of its own; slow
// ones, and what prepares a write, in the worker pool; writes on the store's writer, where they share a commit, to come
// back to their loop with the reply written. Where the database is another process (store_blocks), all that asks it runs
// in the worker pool. A request is in one of these places at a time, so that nothing of it is locked.
#include "server/pipeline.h"
#include "base/container.h"
#include "base/memory.h"
#include "base/schedule_point.h"
#include "server/admit.h"
#include "server/app.h"
#include "server/automatic.h"
#include "server/caller.h"
#include "server/conditions.h"
#include "server/cors.h"
#include "server/counting.h"
#include "server/deliveries.h"
#include "server/dress.h"
#include "server/idempotency.h"
#include "server/input.h"
#include "server/load.h"
#include "server/loop_data.h"
#include "server/metrics.h"
#include "server/reply_cache.h"
#include "server/run.h"
#include "server/trouble.h"
#include "server/watch.h"
#include <stdlib.h>

#define LARGE_BODY 65536  // bytes from which parsing leaves the loop thread
#define LARGE_ROWS 262144 // bytes of text in rows from which reading leaves the loop thread
#define REQUEST_ID_MAXIMUM 128

// --- the reply's way out ---------------------------------------------------------------------------------------------

static void finish(request *rq) {
    dress_reply(rq);
    http_exchange_finish(rq->exchange);
}

static void finish_from_anywhere(request *rq) {
    dress_reply(rq);
    http_exchange_finish_from_anywhere(rq->exchange);
}

// --- running the handler ---------------------------------------------------------------------------------------------

// Forgets a reply that was void and runs again.
static void reply_forget(request *rq) {
    http_reply_reset(rq->exchange);
    http_reply_status(rq->exchange, 200);
    rq->status = 200;
    rq->content_type = rq->entity_tag = TEXT_NONE;
    rq->course.take_back = rq->course.keep = rq->course.overtaken = false;
    rq->course.changes_access = rq->course.changes_webhooks = false;
    request_forget_caller(rq);
}

// Gives the reply that was kept for the request.
static void give_kept(request *rq, const cached_reply *reply) {
    buffer_append_text(http_reply_body(rq->exchange), reply->body);
    rq->content_type = reply->content_type;
    rq->entity_tag = (text){arena_text(rq->arena, reply->entity_tag), reply->entity_tag.length};
}

// Runs the handler, unless the view has answered the same request already. Only replies with an entity tag are kept, for these
// are the state of a resource and nothing else.
static void run_or_give_kept(request *rq, reply_cache *replies, uint64_t view) {
    text path = rq->http->path, query = rq->http->query;
    reply_slot *slot = reply_cache_look(replies, view, path, query);
    metrics_cache_look(rq->course.counts, METRIC_CACHE_REPLIES, slot->kept);
    if (slot->kept) {
        give_kept(rq, &slot->reply);
        return;
    }
    run_handler(rq);
    if (db_is_heavy(rq->db))
        return;
    conditions_tag(rq);
    if (rq->status != 200 || rq->entity_tag.data == NULL || rq->course.asked_caller)
        return;
    cached_reply reply = {rq->content_type, rq->entity_tag, buffer_text(http_reply_body(rq->exchange))};
    reply_cache_keep(replies, slot, path, query, &reply);
}

// Whether what a reader failed at may do on another connection: one that was kept may have been closed by the other side.
static bool may_ask_again(const db *reader) {
    return db_failure_passes(reader) && !db_is_locked(reader) && !db_failure_recurs(reader);
}

// `replies`: what the thread keeps of them, NULL for nothing. False: the rows are too large for this thread, and what was replied
// is worthless.
static bool run_read(request *rq, db *reader, reply_cache *replies) {
    if (reader == NULL) {
        reply_unavailable(rq, 1, "The database cannot be opened");
        return true;
    }
    uint64_t view = store_reader_refresh(rq->app->store, reader);
    rq->db = reader;
    db_clear_failure(reader);
    if (replies != NULL && rq->route->method == HTTP_GET)
        run_or_give_kept(rq, replies, view);
    else
        run_tagged(rq);
    if (may_ask_again(reader)) {
        reply_forget(rq);
        store_reader_refresh(rq->app->store, reader);
        run_tagged(rq);
    }
    if (db_is_heavy(reader))
        return false;
    if (!conditions_not_modified(rq))
        return true;
    buffer_clear(http_reply_body(rq->exchange), SIZE_MAX);
    rq->content_type = TEXT_NONE;
    rq->status = 304;
    http_reply_status(rq->exchange, 304);
    return true;
}

// On the writer thread, inside its transaction; perhaps twice (see store_write).
static bool write_run(store_write *write, db *connection) {
    request *rq = container_of(write, request, course.write);
    const caller *who = &rq->caller;
    reply_forget(rq);
    rq->db = connection;
    db_clear_failure(connection);
    memset(rq->course.tallies, 0, sizeof rq->course.tallies);
    db_act_for(connection, &(db_actor){.is_agent = who->is_agent,
                                       .key_id = who->key_id,
                                       .user_id = who->user_id,
                                       .subject = who->subject,
                                       .first = automatic_begin(rq),
                                       .traceparent = rq->trace == NULL ? NULL : rq->trace->parent,
                                       .tallies = rq->course.tallies});
    bool kept = run_write(rq);
    if (!kept)
        memset(rq->course.tallies, 0, sizeof rq->course.tallies);
    db_act_for(connection, NULL);
    return kept;
}

static void finish_posted(http_task *task) {
    finish(container_of(task, request, course.finishing));
}

static void worker_run(worker_task *task, void *thread_data);

// Sends a write that was overtaken back to be prepared once more. False: it has been often enough, or there is no room.
static bool prepare_again(request *rq) {
    if (!rq->course.overtaken || rq->course.tries_left == 0)
        return false;
    rq->course.tries_left--;
    rq->course.task = (worker_task){.run = worker_run};
    return load_submit(rq->app, load_lane_of(rq), &rq->course.task);
}

enum { MOST_RUNS = 10 }; // of one write under an automatic key

// Sends a write that turned out to be a repetition to the writer once more, which then looks first. False: it is none, or
// there is no room.
static bool run_again(request *rq) {
    if (!rq->course.again)
        return false;
    if (rq->course.runs < MOST_RUNS && store_submit(rq->app->store, &rq->course.write))
        return true;
    reply_forget(rq);
    reply_unavailable(rq, 1, NULL);
    return false;
}

static void write_done(store_write *write, store_outcome outcome) {
    request *rq = container_of(write, request, course.write);
    if (rq->course.changes_access) // before the reply leaves, whatever the outcome
        atomic_fetch_add(&rq->app->access_changes, 1);
    // Before the reply leaves, so that what its client does next is told to the destination that it has made.
    if (outcome == STORE_KEPT && rq->status < 400 && rq->course.changes_webhooks)
        deliveries_change(rq->app->deliveries);
    if (outcome == STORE_KEPT)
        event_hub_note(rq->app->events);
    if (outcome == STORE_KEPT && (prepare_again(rq) || run_again(rq)))
        return;
    if (outcome == STORE_KEPT)
        metrics_tell(rq->app->metrics, rq->course.tallies);
    else
        trouble_reply_write(rq, outcome);
    // The rest is the loop's: every write waits for this thread.
    rq->course.finishing = (http_task){.run = finish_posted};
    http_loop_post(http_exchange_loop(rq->exchange), &rq->course.finishing);
}

// Hands the request to the writer; false when its queue is full.
static bool submit_write(request *rq) {
    rq->course.write = (store_write){
        .run = write_run, .done = write_done, .finds_out = rq->idempotency_key.data != NULL, .returns = true};
    return store_submit(rq->app->store, &rq->course.write);
}

// --- stages ----------------------------------------------------------------------------------------------------------

// Parses and checks; afterwards the request is ready to run. False: the error reply is written.
static bool decode(request *rq) {
    const json_value *body = NULL;
    size_t most = (size_t)rq->app->config->max_request_memory;
    arena_set_limit(rq->arena, most / 2);
    rq->course.decoded =
        input_parse_body_or_reply(rq, &body) && input_decode_or_reply(rq, body) && idempotency_read_or_reply(rq);
    arena_set_limit(rq->arena, most);
    return rq->course.decoded;
}

static bool is_large(const request *rq) {
    return rq->http->body.length >= LARGE_BODY && rq->route->body->field_count > 0;
}

static bool prepare_once(request *rq, db *reader) {
    if (reader != NULL) {
        store_reader_refresh(rq->app->store, reader);
        db_clear_failure(reader);
    }
    return rq->route->prepare(rq) == 0;
}

// The route's prepare step, on a reader. False: the error reply is written.
static bool prepare(request *rq, db *reader) {
    if (rq->route->prepare == NULL)
        return true;
    rq->db = reader;
    bool ready = prepare_once(rq, reader);
    if (reader != NULL && may_ask_again(reader)) {
        reply_forget(rq);
        ready = prepare_once(rq, reader);
    }
    // What it read was not the database's answer, so nor is what it concluded.
    if (reader != NULL && db_has_failed(reader)) {
        rq->status = trouble_reply(rq);
        return false;
    }
    return ready;
}

// A write that turned out to write nothing. One with a key goes to the writer all the same, which keeps its reply.
static bool may_run_on_reader(const request *rq) {
    return rq->course.only_reads && rq->db != NULL && rq->idempotency_key.data == NULL;
}

static void rest(request *rq, db *reader) {
    if (reader != NULL)
        store_reader_rest(rq->app->store, reader);
}

// Prepares a write and hands it on. True: the writer has it; false: the reply is written.
static bool run_prepared(request *rq, db *reader) {
    bool ready = prepare(rq, reader), here = ready && may_run_on_reader(rq);
    if (here)
        run_handler(rq);
    rest(rq, reader);
    if (!ready || here)
        return false;
    load_settle_memory(rq);
    schedule_point("prepared", 0, "");
    if (submit_write(rq))
        return true;
    reply_unavailable(rq, 1, NULL);
    return false;
}

// Decodes a large body. False: the error reply is written.
static bool decode_large(request *rq) {
    if (!load_take_memory(rq)) {
        reply_unavailable(rq, 1, "The server is busy with large requests; try again");
        return false;
    }
    bool fine = decode(rq);
    load_settle_memory(rq);
    return fine;
}

// In the worker pool: what is too slow for a loop thread.
static void worker_run(worker_task *task, void *thread_data) {
    request *rq = container_of(task, request, course.task);
    db *reader = thread_data;
    schedule_follow(rq->request_id);
    if (!rq->course.decoded && !decode_large(rq)) {
        finish_from_anywhere(rq);
        return;
    }
    if (rq->route->run == RUN_READ || rq->route->run == RUN_HEAVY || rq->route->run == RUN_COMPARED) {
        int64_t began = monotonic_now();
        run_read(rq, reader, NULL);
        rest(rq, reader);
        metrics_read_took(rq->app->metrics, monotonic_now() - began);
    } else if (run_prepared(rq, reader)) {
        return;
    }
    finish_from_anywhere(rq);
}

static void submit_worker(request *rq) {
    load_lane lane = load_lane_of(rq);
    rq->course.task = (worker_task){.run = worker_run};
    if (load_submit(rq->app, lane, &rq->course.task))
        return;
    reply_unavailable(rq, load_retry_after(rq->app, lane), NULL);
    finish(rq);
}

// A read on the loop. False: it goes on in a worker.
static bool run_here(request *rq) {
    loop_data *loop = http_loop_data(http_exchange_loop(rq->exchange));
    if (run_read(rq, loop->reader, loop->replies))
        return true;
    reply_forget(rq);
    submit_worker(rq);
    return false;
}

static void dispatch(request *rq) {
    if (is_large(rq)) {
        submit_worker(rq);
        return;
    }
    if (!decode(rq)) {
        finish(rq);
        return;
    }
    if (load_needs_worker(rq)) {
        submit_worker(rq);
        return;
    }
    switch (rq->route->run) {
    case RUN_LOCAL:
        run_handler(rq);
        if (rq->course.streams)
            return;
        break;
    case RUN_WATCHED:
        if (watch_submit(rq->app->watch, rq))
            return;
        reply_unavailable(rq, 1, NULL);
        break;
    case RUN_READ:
        if (!run_here(rq))
            return;
        break;
    default: // the others that need no worker are writes
        if (submit_write(rq))
            return;
        reply_unavailable(rq, 1, NULL);
    }
    finish(rq);
}

// What the client may call a request: printable ASCII of a bounded length, since it is repeated in replies and in the log.
static bool is_request_id(text given) {
    if (given.data == NULL || given.length > REQUEST_ID_MAXIMUM)
        return false;
    for (size_t i = 0; i < given.length; i++)
        if (given.data[i] < 0x20 || given.data[i] > 0x7e)
            return false;
    return true;
}

static request *request_begin(http_exchange *exchange, app *app) {
    arena *a = http_exchange_arena(exchange);
    request *rq = arena_new_of(a, request);
    rq->app = app;
    rq->exchange = exchange;
    rq->http = http_exchange_request(exchange);
    rq->arena = a;
    rq->problems.arena = a;
    rq->status = 200;
    rq->began = monotonic_now();
    rq->course.tries_left = (unsigned)app->config->publish_tries;
    rq->trace = trace_of(rq->http, a);
    text given = http_request_header(rq->http, "X-Request-ID");
    if (is_request_id(given)) {
        rq->request_id = arena_text(a, given);
        return rq;
    }
    char *fresh = arena_bytes(a, UUID_LENGTH + 1);
    uuid id = uuid_new();
    uuid_format(&id, fresh);
    rq->request_id = fresh;
    return rq;
}

static loop_counts *counts_of(http_exchange *exchange) {
    const loop_data *loop = http_loop_data(http_exchange_loop(exchange));
    return loop == NULL ? NULL : loop->counts;
}

void pipeline_on_request(http_exchange *exchange, void *data) {
    app *app = data;
    request *rq = request_begin(exchange, app);
    if (cors_preflight(exchange, app)) { // answered by no route: it names itself and is written down, as all are
        http_reply_header(exchange, TEXT("X-Request-ID"), text_of(rq->request_id));
        counting_begin(rq, NULL);
        http_exchange_finish(exchange);
        return;
    }
    rq->course.match = router_find(app->router, rq->http->method, rq->http->path);
    rq->route = rq->course.match.route;
    counting_begin(rq, counts_of(exchange));
    if (rq->route != NULL) {
        loop_data *loop = http_loop_data(http_exchange_loop(exchange));
        admit(rq, loop->auth, loop->reader, dispatch);
        return;
    }
    if (rq->course.match.methods != 0 && rq->http->method == HTTP_UNKNOWN) {
        reply_error(rq, ERROR_NOT_IMPLEMENTED, "The method is not known", NULL);
    } else if (rq->course.match.methods != 0) {
        http_reply_header(exchange, TEXT("Allow"), text_of(router_allow(rq->course.match.methods, rq->arena)));
        reply_error(rq, ERROR_METHOD_NOT_ALLOWED, NULL, NULL);
    } else {
        reply_no_route(rq);
    }
    finish(rq);
}

void pipeline_on_refusal(http_exchange *exchange, int status, const char *reason, void *data) {
    request *rq = request_begin(exchange, data);
    counting_begin(rq, counts_of(exchange));
    error_code code = ERROR_BAD_REQUEST;
    for (size_t i = 0; i < ERROR_CODE_COUNT; i++)
        if (error_at(i)->status == status && status != 400 && status != 404)
            code = (error_code)i;
    if (status == 503)
        http_reply_header(exchange, TEXT("Retry-After"), TEXT("1"));
    reply_error_status(rq, code, status, reason, NULL);
    dress_reply(rq);
}

void *pipeline_loop_start(http_loop *loop, void *data) {
    loop_data *own = memory_zalloc(sizeof *own);
    store *s = ((app *)data)->store;
    own->counts = metrics_of_loop(((app *)data)->metrics, http_loop_index(loop));
    own->reader = store_blocks(s) ? NULL : store_reader_open(s);
    if (own->reader != NULL)
        db_limit_text(own->reader, LARGE_ROWS);
    own->replies = reply_cache_new();
    own->auth = auth_new(own->counts);
    return own;
}

void pipeline_loop_end(http_loop *loop, void *data_of_loop, void *data) {
    (void)loop;
    (void)data;
    loop_data *own = data_of_loop;
    if (own->reader != NULL)
        store_reader_close(own->reader);
    reply_cache_free(own->replies);
    auth_free(own->auth);
    free(own);
}

void pipeline_loop_idle(http_loop *loop, void *data_of_loop, void *data) {
    (void)loop;
    loop_data *own = data_of_loop;
    if (own->reader != NULL)
        store_reader_rest(((app *)data)->store, own->reader);
}

void *pipeline_worker_start(unsigned index, void *data) {
    (void)index;
    return store_reader_open(((app *)data)->store);
}

void pipeline_worker_end(void *thread_data, void *data) {
    (void)data;
    if (thread_data != NULL)
        store_reader_close(thread_data);
}
