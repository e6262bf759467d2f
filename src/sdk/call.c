// Calls: from an input to a request, from a reply to a result, tries included.
#include "sdk/call.h"
#include "base/memory.h"
#include "base/timestamp.h"
#include "sdk/block.h"
#include "sdk/decode.h"
#include "sdk/encode.h"
#include "sdk/request.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FIRST_DELAY = 100 * 1000, // microseconds
    LONGEST_DELAY = 10 * 1000 * 1000,
    HEADER_BYTES = 64 * 1024,
    SCRATCH_KEPT = 16 * 1024,
    USUAL_CALL = 768, // bytes of most calls, with their requests
};

struct call {
    exchange exchange; // first
    tessera_future *future;
    timer timer;      // end of the pause before another try, or the deadline
    int64_t deadline; // monotonic; INT64_MAX: none
    unsigned tries_left, tries;
    bool pausing;
    bool spare; // it came from the client's stock
    char request[];
};

// --- submitting ------------------------------------------------------------------------------------------------------

static void timer_fired(timer *t);

static int64_t deadline_of(const tessera_client *client, const tessera_call_options *options) {
    int64_t limit = client->settings.timeout;
    if (options->timeout_ms < 0)
        limit = -1;
    else if (options->timeout_ms > 0)
        limit = options->timeout_ms > INT64_MAX / 2000 ? -1 : options->timeout_ms * 1000;
    return limit < 0 ? INT64_MAX : client->mux.now + limit;
}

static unsigned tries_of(const tessera_client *client, const tessera_call_options *options) {
    if (options->retries < 0)
        return 0;
    return options->retries > 0 ? (unsigned)options->retries : client->settings.retries;
}

// What the result is to have behind the reply's body.
static size_t room_for(const tessera_future *f) {
    tessera_shape shape;
    const tessera_reflect_model *model;
    tessera_future_record(f, &shape, &model);
    if (shape == TESSERA_SHAPE_EMPTY)
        return 0;
    if (shape == TESSERA_SHAPE_REPLY || f->client->settings.undecoded)
        return block_room(sizeof(tessera_reply));
    return block_room(shape == TESSERA_SHAPE_PAGE ? sizeof(tessera_page) : model->size);
}

static void start(tessera_client *client, tessera_future *f, const request_parts *parts, text extra, bool idempotent) {
    size_t size = sizeof(call) + request_size(client, parts, extra.length);
    call *c = size <= USUAL_CALL ? stock_take(&client->spare_calls, USUAL_CALL) : memory_alloc(size);
    idempotent |= parts->options->idempotency_key != NULL;
    *c = (call){
        .spare = size <= USUAL_CALL,
        .future = f,
        .timer.fire = timer_fired,
        .deadline = deadline_of(client, parts->options),
        .tries_left = idempotent ? tries_of(client, parts->options) : 0,
    };
    size_t length = request_write(client, parts, extra, c->request);
    c->exchange = (exchange){.request = c->request,
                             .length = length,
                             .room = room_for(f),
                             .head = strcmp(parts->method, "HEAD") == 0,
                             .repeatable = idempotent};
    f->call = c;
    if (c->deadline != INT64_MAX)
        mux_timer_set(&client->mux, &c->timer, c->deadline);
    transport_submit(client->transport, &c->exchange);
}

// The options given, or else those set for the next call, which this uses up.
static void merge_options(tessera_client *client, const tessera_call_options *given, tessera_call_options *merged) {
    if (given == NULL && client->next.set)
        *merged = client->next.options;
    else
        request_read_options(merged, given);
    client->next.set = false;
}

// A future for a new call. When it is complete already, nothing more is to be done.
static tessera_future *admit(tessera_client *client, int number) {
    tessera_future *f = future_new(client, number);
    if (client == NULL)
        future_fail(f, TESSERA_E_USAGE, "there is no client");
    else if (client->closing)
        future_fail(f, TESSERA_E_CLOSED, "the client was closed");
    else if (client->pending > client->settings.max_pending)
        future_fail(f, TESSERA_E_BUSY, "too many calls are waiting");
    if (f->state == FUTURE_DONE)
        return f;
    mux_look(&client->mux);
    buffer_clear(&client->path, SCRATCH_KEPT);
    buffer_clear(&client->query, SCRATCH_KEPT);
    buffer_clear(&client->body, SCRATCH_KEPT);
    return f;
}

// Sends what stands in the client's scratch buffers, with the body given.
static void send_scratch(tessera_client *client, tessera_future *f, request_parts *parts, bool idempotent) {
    buffer extra;
    const char *problem = NULL;
    char message[160];
    parts->path = buffer_text(&client->path);
    parts->query = buffer_text(&client->query);
    buffer_init(&extra, HEADER_BYTES);
    if (!request_append_options(&extra, parts->options, &problem)) {
        snprintf(message, sizeof message, "the header '%.100s' cannot be sent", problem == NULL ? "" : problem);
        future_fail(f, TESSERA_E_USAGE, message);
    } else if (client->path.failed || client->query.failed || client->body.failed) {
        future_fail(f, TESSERA_E_TOO_LARGE, "the request is too large");
    } else {
        start(client, f, parts, buffer_text(&extra), idempotent);
    }
    buffer_done(&extra);
}

static bool refuse_problems(tessera_future *f, encode_problems *problems) {
    tessera_error error;
    char *details;
    bool any = problems->count > 0;
    if (any) {
        error_of_problems(&error, problems, &details);
        future_fail_with(f, &error, details, NULL);
    }
    encode_problems_done(problems);
    return any;
}

tessera_future *tessera_submit(tessera_client *client, int number, const char *const *path_values, const void *input,
                               const tessera_call_options *options) {
    const tessera_reflect_call *row = number < 0 ? NULL : tessera_reflect_call_at((size_t)number);
    tessera_future *f = admit(client, row == NULL ? -1 : number);
    tessera_call_options merged;
    encode_problems problems;
    if (f->state == FUTURE_DONE)
        return f;
    merge_options(client, options, &merged);
    if (row == NULL) {
        future_fail(f, TESSERA_E_USAGE, "there is no call of that number");
        return f;
    }
    encode_problems_init(&problems);
    encode_path(row, path_values, &client->path, &problems);
    encode_input(row, input, &client->query, &client->body, &problems);
    if (refuse_problems(f, &problems))
        return f;
    request_parts parts = {
        .method = row->method, .body = buffer_text(&client->body), .has_body = row->takes_body, .options = &merged};
    send_scratch(client, f, &parts, row->idempotent);
    return f;
}

// Text that may stand in a request line: visible ASCII.
static bool is_visible(const char *string) {
    for (const unsigned char *at = (const unsigned char *)string; *at != '\0'; at++)
        if (*at <= 0x20 || *at >= 0x7F || *at == '#')
            return false;
    return true;
}

tessera_future *tessera_submit_prepared(tessera_client *client, int number, const char *const *path_values,
                                        const char *query, const char *body, size_t body_length,
                                        const tessera_call_options *options) {
    const tessera_reflect_call *row = number < 0 ? NULL : tessera_reflect_call_at((size_t)number);
    tessera_future *f = admit(client, row == NULL ? -1 : number);
    tessera_call_options merged;
    encode_problems problems;
    if (f->state == FUTURE_DONE)
        return f;
    merge_options(client, options, &merged);
    if (row == NULL || (query != NULL && !is_visible(query))) {
        future_fail(f, TESSERA_E_USAGE,
                    row == NULL ? "there is no call of that number" : "the query is not percent-encoded");
        return f;
    }
    encode_problems_init(&problems);
    encode_path(row, path_values, &client->path, &problems);
    if (refuse_problems(f, &problems))
        return f;
    if (query != NULL)
        buffer_append_string(&client->query, query);
    request_parts parts = {.method = row->method,
                           .body = {body == NULL ? "" : body, body == NULL ? 0 : body_length},
                           .has_body = body != NULL,
                           .options = &merged};
    send_scratch(client, f, &parts, row->idempotent);
    return f;
}

static bool is_method(const char *method) {
    size_t length = 0;
    while (method != NULL && method[length] >= 'A' && method[length] <= 'Z')
        length++;
    return length > 0 && length <= 16 && method[length] == '\0';
}

tessera_future *tessera_request_async(tessera_client *client, const char *method, const char *path, const char *query,
                                      const char *json) {
    tessera_future *f = admit(client, -1);
    tessera_call_options merged;
    if (f->state == FUTURE_DONE)
        return f;
    merge_options(client, NULL, &merged);
    if (!is_method(method) || path == NULL || path[0] != '/' || !is_visible(path) ||
        (query != NULL && !is_visible(query))) {
        future_fail(f, TESSERA_E_USAGE,
                    "a request has an upper-case method, a path from a slash on, and a query, both encoded");
        return f;
    }
    buffer_append_string(&client->path, path);
    if (query != NULL)
        buffer_append_string(&client->query, query);
    request_parts parts = {
        .method = method, .body = {json == NULL ? "" : json, 0}, .has_body = json != NULL, .options = &merged};
    parts.body.length = strlen(parts.body.data);
    // RFC 9110 section 9.2.2
    send_scratch(client, f, &parts, strcmp(method, "POST") != 0 && strcmp(method, "PATCH") != 0);
    return f;
}

// --- finishing -------------------------------------------------------------------------------------------------------

static void call_free(call *c) {
    tessera_client *client = c->future->client;
    mux_timer_clear(&client->mux, &c->timer);
    c->future->call = NULL;
    if (c->spare)
        stock_give(&client->spare_calls, c);
    else
        free(c);
}

void call_drop(tessera_future *f) {
    if (f->call == NULL)
        return;
    transport_cancel(f->client->transport, &f->call->exchange);
    call_free(f->call);
}

static void timer_fired(timer *t) {
    call *c = LINK_OWNER(t, call, timer);
    tessera_future *f = c->future;
    tessera_client *client = f->client;
    if (c->pausing) {
        c->pausing = false;
        if (c->deadline != INT64_MAX)
            mux_timer_set(&client->mux, &c->timer, c->deadline);
        transport_submit(client->transport, &c->exchange);
        return;
    }
    call_drop(f);
    future_fail(f, TESSERA_E_TIMEOUT, "the call took longer than its time limit");
}

// splitmix64: spreads retries, nothing more.
static uint64_t next_random(uint64_t *state) {
    uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

// Twice as long each time, half of it at random, and never less than the server asks for.
static int64_t pause_before_retry(tessera_client *client, unsigned tries, double retry_after) {
    int64_t delay = tries > 10 ? LONGEST_DELAY : (int64_t)FIRST_DELAY << tries;
    if (delay > LONGEST_DELAY)
        delay = LONGEST_DELAY;
    delay = delay / 2 + (int64_t)(next_random(&client->random) % (uint64_t)(delay / 2));
    if (retry_after > 1e9)
        return INT64_MAX / 4;
    return retry_after > 0 && (int64_t)(retry_after * 1e6) > delay ? (int64_t)(retry_after * 1e6) : delay;
}

// True when the call goes on with another try.
static bool try_again(call *c, int http_status, tessera_status failure, double retry_after) {
    tessera_client *client = c->future->client;
    bool worth = failure == TESSERA_E_CONNECTION || http_status == 429 || http_status == 502 || http_status == 503 ||
                 http_status == 504;
    if (!worth || c->tries_left == 0 || client->closing)
        return false;
    int64_t at = client->mux.now + pause_before_retry(client, c->tries, retry_after);
    if (at >= c->deadline)
        return false;
    c->tries_left--;
    c->tries++;
    c->pausing = true;
    mux_timer_set(&client->mux, &c->timer, at);
    return true;
}

static void *reply_record(const http_reply *reply, char *body, size_t capacity) {
    tessera_reply *r = block_new_behind(sizeof *r, body, reply->length, capacity);
    *r = (tessera_reply){.http_status = reply->status,
                         .content_type = block_strdup(block_of(r), reply->content_type),
                         .body = body == NULL ? "" : body,
                         .length = reply->length};
    return r;
}

static void label(void *record, const http_reply *reply) {
    block *b = block_of(record);
    if (reply->etag[0] != '\0')
        b->etag = block_strdup(b, reply->etag);
    if (reply->request_id[0] != '\0')
        b->request_id = block_strdup(b, reply->request_id);
}

static void succeed(tessera_future *f, http_reply *reply) {
    tessera_shape shape;
    const tessera_reflect_model *model;
    void *record = NULL;
    char problem[256] = "it is empty", message[320];
    tessera_future_record(f, &shape, &model);
    if (shape == TESSERA_SHAPE_EMPTY) {
        future_succeed(f, NULL);
        return;
    }
    size_t capacity;
    char *body = http_reply_take(reply, &capacity);
    if (shape == TESSERA_SHAPE_REPLY || f->client->settings.undecoded)
        record = reply_record(reply, body, capacity);
    else if (body != NULL)
        record = decode_reply_behind(shape, model, body, reply->length, capacity, problem, sizeof problem);
    if (record != NULL) {
        label(record, reply);
        future_succeed(f, record);
        return;
    }
    free(body);
    tessera_error error;
    snprintf(message, sizeof message, "the reply could not be understood: %s", problem);
    error_fill(&error, TESSERA_E_PROTOCOL, message);
    error.http_status = reply->status;
    future_fail_with(f, &error, NULL, NULL);
}

static void fail_with_reply(tessera_future *f, http_reply *reply) {
    tessera_error error;
    char *details;
    error_of_reply(&error, reply, &details);
    future_fail_with(f, &error, details, http_reply_take(reply, NULL));
}

void call_finished(exchange *x, tessera_status failure, const char *message, http_reply *reply) {
    call *c = (call *)(void *)x;
    tessera_future *f = c->future;
    int status = reply == NULL ? 0 : reply->status;
    if (try_again(c, status, failure, reply == NULL ? -1 : reply->retry_after))
        return;
    call_free(c);
    if (reply == NULL)
        future_fail(f, failure, message);
    else if (status >= 200 && status < 300)
        succeed(f, reply);
    else
        fail_with_reply(f, reply);
}

// --- synchronous calls -----------------------------------------------------------------------------------------------

// Waits for the future, takes its result and gives it up.
static int await(tessera_client *client, tessera_future *f, void **out, tessera_error *error) {
    tessera_future_wait(f, -1);
    int status = tessera_future_take(f, out, error);
    if (status == TESSERA_OK || client == NULL) {
        tessera_future_free(f);
        return status;
    }
    // The error points into the future.
    tessera_future_free(client->failed);
    client->failed = f;
    future_hush(f);
    return status;
}

int call_now(tessera_client *client, int number, const char *const *path_values, const void *input, void **out,
             tessera_error *error) {
    if (client == NULL)
        return error_fill(error, TESSERA_E_USAGE, "there is no client");
    if (client->in_callback)
        return error_fill(error, TESSERA_E_WOULD_DEADLOCK, "a synchronous call cannot be made from a callback");
    return await(client, tessera_submit(client, number, path_values, input, NULL), out, error);
}

int call_take(tessera_future *f, int number, void **out, tessera_error *error) {
    if (f != NULL && f->number != number)
        return error_fill(error, TESSERA_E_USAGE, "the future is of another call");
    return tessera_future_take(f, out, error);
}

int tessera_request(tessera_client *client, const char *method, const char *path, const char *query, const char *json,
                    tessera_reply **out, tessera_error *error) {
    if (client == NULL)
        return error_fill(error, TESSERA_E_USAGE, "there is no client");
    if (client->in_callback)
        return error_fill(error, TESSERA_E_WOULD_DEADLOCK, "a synchronous call cannot be made from a callback");
    return await(client, tessera_request_async(client, method, path, query, json), (void **)out, error);
}

int tessera_request_result(tessera_future *f, tessera_reply **out, tessera_error *error) {
    if (f != NULL && (f->number >= 0 || f->group != NULL))
        return error_fill(error, TESSERA_E_USAGE, "the future is of another call");
    return tessera_future_take(f, (void **)out, error);
}
