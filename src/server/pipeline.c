// A request runs where it costs least. Cheap reads run on the loop thread itself, on a connection of its own; slow
// ones, and what prepares a write, in the worker pool; writes on the store's writer, where they share a commit, to come
// back to their loop with the reply written. Where the database is another process (store_blocks), all that asks it runs
// in the worker pool. A request is in one of these places at a time, so that nothing of it is locked.
#include "server/pipeline.h"
#include "base/container.h"
#include "base/log.h"
#include "base/memory.h"
#include "server/access_log.h"
#include "server/app.h"
#include "server/conditions.h"
#include "server/cors.h"
#include "server/dress.h"
#include "server/idempotency.h"
#include "server/input.h"
#include "server/load.h"
#include "server/reply_cache.h"
#include "store/locks.h"
#include <stdlib.h>

#define LOGGER "tessera.server"

#define LARGE_BODY 65536  // bytes from which parsing leaves the loop thread
#define LARGE_ROWS 262144 // bytes of text in rows from which reading leaves the loop thread
#define REQUEST_ID_MAXIMUM 128
#define RETRY_AFTER_TROUBLE 5 // seconds

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

#define LOCKED "Another program holds the lock on the database"

// The reply to a request under which the database failed.
static int reply_failed(request *rq) {
    http_reply_reset(rq->exchange);
    if (db_failure_passes(rq->db))
        return reply_unavailable(rq, 1, db_is_locked(rq->db) ? LOCKED "; try again" : NULL);
    log_error(LOGGER, "%s %s failed in the database, request %s", rq->route->noun, rq->route->verb, rq->request_id);
    return reply_error(rq, ERROR_INTERNAL_ERROR, NULL, NULL);
}

// The handler, and an error in place of its reply when the database failed under it, or what was asked for is too large.
static void run_handler(request *rq) {
    if (rq->db != NULL)
        db_clear_failure(rq->db);
    int status = rq->route->handler(rq);
    if (rq->db != NULL && db_has_failed(rq->db))
        status = reply_failed(rq);
    else if (status < 400 && (http_reply_body(rq->exchange)->failed || (rq->db != NULL && db_was_cut(rq->db))))
        status = reply_error(rq, ERROR_REPLY_TOO_LARGE, NULL, NULL);
    rq->status = status;
}

// Forgets a reply that was void and runs again.
static void reply_forget(request *rq) {
    http_reply_reset(rq->exchange);
    http_reply_status(rq->exchange, 200);
    rq->status = 200;
    rq->content_type = rq->entity_tag = TEXT_NONE;
    rq->course.take_back = rq->course.keep = rq->course.overtaken = false;
    rq->caller = rq->course.submitted_caller;
}

// What a loop thread has.
typedef struct loop_data {
    db *reader; // NULL when it could not be opened, and where no loop may ask the database
    reply_cache *replies;
} loop_data;

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
    if (slot->kept) {
        give_kept(rq, &slot->reply);
        return;
    }
    run_handler(rq);
    if (db_is_heavy(rq->db))
        return;
    conditions_tag(rq);
    if (rq->status != 200 || rq->entity_tag.data == NULL || rq->caller.team_id.set)
        return;
    cached_reply reply = {rq->content_type, rq->entity_tag, buffer_text(http_reply_body(rq->exchange))};
    reply_cache_keep(replies, slot, path, query, &reply);
}

static void run_tagged(request *rq) {
    run_handler(rq);
    conditions_tag(rq);
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
    rq->course.submitted_caller = rq->caller;
    if (replies != NULL && rq->route->method == HTTP_GET)
        run_or_give_kept(rq, replies, view);
    else
        run_tagged(rq);
    // A connection that was kept may have been closed by the other side: once more, on another.
    if (db_failure_passes(reader) && !db_is_locked(reader)) {
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

// Whether what the handler wrote stays.
static bool is_kept(const request *rq) {
    return rq->status < 400 ? !rq->course.take_back : rq->course.keep && rq->status < 500;
}

// The handler of a keyed write runs in a step of its own, so that the reply of a dry run is kept while its writes are not.
// Other refusals are not kept: they changed nothing, so asking again is safe.
static bool run_keyed(request *rq) {
    db_savepoint_begin(rq->db);
    run_tagged(rq);
    bool keep = is_kept(rq);
    db_status ended = keep ? db_savepoint_release(rq->db) : db_savepoint_rollback(rq->db);
    if (ended != DB_OK || (rq->status >= 400 && !keep))
        return false;
    idempotency_keep(rq);
    return true;
}

// What the path names is locked before anything is read of it.
static void lock_named(request *rq) {
    const route_match *match = &rq->course.match;
    if (match->parameter_count > 0)
        store_lock_named(rq->db, text_of(match->parameters[0].name), &rq->ids[0]);
}

// On the writer thread, inside its transaction; perhaps twice (see store_write).
static bool write_run(store_write *write, db *connection) {
    request *rq = container_of(write, request, course.write);
    reply_forget(rq);
    rq->db = connection;
    db_clear_failure(connection);
    if (idempotency_replay(rq))
        return false;
    lock_named(rq);
    if (!conditions_match_or_reply(rq))
        return false;
    if (rq->idempotency_key.data != NULL)
        return run_keyed(rq);
    run_tagged(rq);
    return is_kept(rq);
}

static void finish_posted(http_task *task) {
    finish(container_of(task, request, course.finishing));
}

// The reply to a write whose transaction did not end well.
static void reply_not_kept(request *rq, store_outcome outcome) {
    static const char lost[] = "The write could not be committed; nothing was changed";
    static const char unknown[] =
        "The disk failed while the write was committed, so that its outcome is unknown. Send it "
        "again with the same Idempotency-Key to find out, or look";
    static const char parted[] =
        "The connection to the database was lost during the commit: whether the write was kept is "
        "not known. With an Idempotency-Key it can be sent again safely";
    static const char locked[] = LOCKED ", so that nothing could be written; nothing was changed";
    store *s = rq->app->store;
    const char *trouble = store_get_statistics(s).trouble;
    rq->entity_tag = TEXT_NONE;
    http_reply_reset(rq->exchange);
    if (outcome == STORE_UNKNOWN)
        reply_unavailable(rq, RETRY_AFTER_TROUBLE, store_blocks(s) ? parted : unknown);
    else if (outcome == STORE_LOCKED || trouble == NULL)
        reply_unavailable(rq, 1, outcome == STORE_LOCKED ? locked : lost);
    else
        reply_unavailable(
            rq, RETRY_AFTER_TROUBLE,
            arena_printf(rq->arena, "The write could not be committed: %s; nothing was changed", trouble));
}

static void worker_run(worker_task *task, void *thread_data);

// Sends a write that was overtaken back to be prepared once more. False: it has been often enough, or there is no room.
static bool prepare_again(request *rq) {
    if (!rq->course.overtaken || rq->course.tries_left == 0)
        return false;
    rq->course.tries_left--;
    rq->course.task = (worker_task){.run = worker_run};
    return worker_pool_submit(rq->app->workers, load_lane_of(rq), &rq->course.task);
}

static void write_done(store_write *write, store_outcome outcome) {
    request *rq = container_of(write, request, course.write);
    if (outcome == STORE_KEPT && prepare_again(rq))
        return;
    if (outcome != STORE_KEPT)
        reply_not_kept(rq, outcome);
    // The rest is the loop's: every write waits for this thread.
    rq->course.finishing = (http_task){.run = finish_posted};
    http_loop_post(http_exchange_loop(rq->exchange), &rq->course.finishing);
}

// Hands the request to the writer; false when its queue is full.
static bool submit_write(request *rq) {
    rq->course.write =
        (store_write){.run = write_run, .done = write_done, .finds_out = rq->idempotency_key.data != NULL};
    rq->course.submitted_caller = rq->caller;
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

// The route's prepare step, on a reader. False: the error reply is written.
static bool prepare(request *rq, db *reader) {
    if (rq->route->prepare == NULL)
        return true;
    rq->db = reader;
    if (reader != NULL) {
        store_reader_refresh(rq->app->store, reader);
        db_clear_failure(reader);
    }
    bool ready = rq->route->prepare(rq) == 0;
    // What it read was not the database's answer, so nor is what it concluded.
    if (reader != NULL && db_has_failed(reader)) {
        rq->status = reply_failed(rq);
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
    if (!rq->course.decoded && !decode_large(rq)) {
        finish_from_anywhere(rq);
        return;
    }
    if (rq->route->run == RUN_READ || rq->route->run == RUN_HEAVY || rq->route->run == RUN_COMPARED) {
        run_read(rq, reader, NULL);
        rest(rq, reader);
    } else if (run_prepared(rq, reader)) {
        return;
    }
    finish_from_anywhere(rq);
}

static void submit_worker(request *rq) {
    load_lane lane = load_lane_of(rq);
    rq->course.task = (worker_task){.run = worker_run};
    if (worker_pool_submit(rq->app->workers, lane, &rq->course.task))
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

void pipeline_on_request(http_exchange *exchange, void *data) {
    app *app = data;
    request *rq = request_begin(exchange, app);
    if (cors_preflight(exchange, app)) { // answered by no route: it names itself and is written down, as all are
        http_reply_header(exchange, TEXT("X-Request-ID"), text_of(rq->request_id));
        access_log_reply(rq);
        http_exchange_finish(exchange);
        return;
    }
    rq->course.match = router_find(app->router, rq->http->method, rq->http->path);
    rq->route = rq->course.match.route;
    if (rq->route != NULL) {
        dispatch(rq);
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
    (void)loop;
    loop_data *own = memory_zalloc(sizeof *own);
    store *s = ((app *)data)->store;
    own->reader = store_blocks(s) ? NULL : store_reader_open(s);
    if (own->reader != NULL)
        db_limit_text(own->reader, LARGE_ROWS);
    own->replies = reply_cache_new();
    return own;
}

void pipeline_loop_end(http_loop *loop, void *data_of_loop, void *data) {
    (void)loop;
    (void)data;
    loop_data *own = data_of_loop;
    if (own->reader != NULL)
        store_reader_close(own->reader);
    reply_cache_free(own->replies);
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
