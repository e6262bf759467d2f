// A call under way: one block with its exchange, its timer and the bytes of its request, from the moment it is sent
// until its future completes. The one timer stands for the call's time limit, or, while a try has failed and the next
// is to come, for the pause between them: a pause that would end after the limit is not begun.
#include "sdk/block.h"
#include "sdk/decode.h"
#include "sdk/pursuit.h"
#include "sdk/request.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FIRST_DELAY = 100 * 1000, // microseconds
    LONGEST_DELAY = 10 * 1000 * 1000,
    USUAL_CALL = 768, // bytes of most calls, with their requests
};

struct call {
    exchange exchange; // first
    tessera_future *future;
    timer timer;             // end of the pause before another try, or the deadline
    int64_t began, deadline; // monotonic; INT64_MAX: none
    unsigned tries_left, tries;
    bool pausing;
    bool spare; // it came from the client's stock
    char request[];
};

// --- starting --------------------------------------------------------------------------------------------------------

static void timer_fired(timer *t);

int64_t call_deadline(const tessera_client *client, const tessera_call_options *options) {
    int64_t limit = client->settings.timeout;
    if (options->timeout_ms < 0)
        limit = -1;
    else if (options->timeout_ms > 0)
        limit = options->timeout_ms > INT64_MAX / 2000 ? -1 : options->timeout_ms * 1000;
    return limit < 0 ? INT64_MAX : client->mux.now + limit;
}

unsigned call_retries(const tessera_client *client, const tessera_call_options *options) {
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

// The method and the URL without its query, which may hold what is nobody's business.
static void call_describe(const call *c, char *out, size_t size) {
    const settings *s = &c->future->client->settings;
    size_t method = strcspn(c->request, " ");
    const char *target = c->request + method + 1 + strlen(s->prefix);
    snprintf(out, size, "%.*s %s%.*s", (int)method, c->request, s->base_url, (int)strcspn(target, "? "), target);
}

// Tells the one who listens.
static void trace(const call *c, tessera_trace_kind kind, const http_reply *reply, const char *problem, int64_t pause) {
    const tessera_client *client = c->future->client;
    char what[512];
    call_describe(c, what, sizeof what);
    client->settings.trace(
        &(tessera_trace){
            .kind = kind,
            .call = c->future->number,
            .request = what,
            .tries = c->tries + (kind != TESSERA_TRACE_REQUEST),
            .http_status = reply == NULL ? 0 : reply->status,
            .request_id = reply == NULL ? "" : reply->request_id,
            .problem = problem,
            .elapsed_us = client->mux.now - c->began,
            .pause_us = pause,
        },
        client->settings.trace_user);
}

void call_send(tessera_future *f, const request_parts *parts, text extra) {
    tessera_client *client = f->client;
    size_t size = sizeof(call) + request_size(client, parts, extra.length);
    call *c = size <= USUAL_CALL ? stock_take(&client->spare_calls, USUAL_CALL) : memory_alloc(size);
    bool keyed = parts->options->idempotency_key != NULL;
    const pursuit *p = f->pursuit;
    *c = (call){
        .spare = size <= USUAL_CALL,
        .future = f,
        .timer.fire = timer_fired,
        .began = p == NULL ? client->mux.now : p->began,
        .deadline = p == NULL ? call_deadline(client, parts->options) : p->deadline,
        .tries_left = parts->safe || keyed ? call_retries(client, parts->options) : 0,
    };
    size_t length = request_write(client, parts, extra, c->request);
    c->exchange = (exchange){.request = c->request,
                             .length = length,
                             .room = room_for(f),
                             .head = strcmp(parts->method, "HEAD") == 0,
                             .repeatable = parts->idempotent || keyed};
    f->call = c;
    if (c->deadline != INT64_MAX)
        mux_timer_set(&client->mux, &c->timer, c->deadline);
    if (client->settings.trace != NULL)
        trace(c, TESSERA_TRACE_REQUEST, NULL, NULL, 0);
    transport_submit(client->transport, &c->exchange);
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

// What a try came to, for those who ask how it went. The head becomes the future's.
static void respond(call *c, http_reply *reply) {
    tessera_response *r = &c->future->response;
    size_t length = reply == NULL ? 0 : reply->head.length;
    unsigned before = c->future->pursuit == NULL ? 0 : c->future->pursuit->tries;
    free((char *)r->head); // of a request before this one
    *r = (tessera_response){
        .http_status = reply == NULL ? 0 : reply->status,
        .tries = before + c->tries + 1,
        .elapsed_us = c->future->client->mux.now - c->began,
        .head = length == 0 ? NULL : buffer_take(&reply->head, NULL),
        .head_length = length,
    };
}

static void tell_limit(const call *c, char *message, size_t size) {
    char what[512];
    call_describe(c, what, sizeof what);
    snprintf(message, size, "%s took longer than its time limit of %g s", what, (double)(c->deadline - c->began) / 1e6);
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
    char message[640];
    tell_limit(c, message, sizeof message);
    if (client->settings.trace != NULL)
        trace(c, TESSERA_TRACE_DONE, NULL, message, 0);
    respond(c, NULL);
    call_drop(f);
    future_fail(f, TESSERA_E_TIMEOUT, message);
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
static bool try_again(call *c, const http_reply *reply, tessera_status failure, const char *message) {
    tessera_client *client = c->future->client;
    int http_status = reply == NULL ? 0 : reply->status;
    double retry_after = reply == NULL ? -1 : reply->retry_after;
    bool worth = failure == TESSERA_E_CONNECTION || http_status == 429 || http_status == 502 || http_status == 503 ||
                 http_status == 504;
    if (!worth || c->tries_left == 0 || client->closing)
        return false;
    int64_t at = client->mux.now + pause_before_retry(client, c->tries, retry_after);
    if (at >= c->deadline)
        return false;
    if (client->settings.trace != NULL)
        trace(c, TESSERA_TRACE_RETRY, reply, message, at - client->mux.now);
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

// What is found among the results of a pursuit is its outcome, or that it is not there.
static void succeed_pursuing(tessera_future *f, void *record) {
    pursuit_news news = {.record = record};
    if (pursuit_goes_on(f, &news))
        return;
    if (news.record != NULL)
        future_succeed(f, news.record);
    else
        future_fail_with(f, &news.error, NULL, NULL);
}

// The result of a call, whose time goes on while it is decoded. NULL with a failure: there is none.
static void *decode(const call *c, http_reply *reply, tessera_error *failure) {
    const tessera_future *f = c->future;
    tessera_shape shape;
    const tessera_reflect_model *model;
    char problem[256] = "it is empty", message[640];
    tessera_future_record(f, &shape, &model);
    size_t capacity;
    char *body = http_reply_take(reply, &capacity);
    if (shape == TESSERA_SHAPE_REPLY || f->client->settings.undecoded)
        return reply_record(reply, body, capacity);
    decode_terms terms = {.strict = !f->client->settings.lenient, .deadline = f->deadline};
    void *record = body == NULL ? NULL
                                : decode_reply_behind(shape, model, body, reply->length, capacity, &terms, problem,
                                                      sizeof problem);
    if (record != NULL)
        return record;
    free(body);
    if (terms.late)
        tell_limit(c, message, sizeof message);
    else
        snprintf(message, sizeof message, "the reply could not be understood: %s", problem);
    error_fill(failure, terms.late ? TESSERA_E_TIMEOUT : TESSERA_E_PROTOCOL, message);
    failure->http_status = reply->status;
    return NULL;
}

static void succeed(call *c, http_reply *reply) {
    tessera_future *f = c->future;
    tessera_error failure;
    bool empty = f->number >= 0 && table_calls[f->number].shape == TESSERA_SHAPE_EMPTY;
    void *record = empty ? NULL : decode(c, reply, &failure);
    call_free(c);
    if (empty) {
        future_succeed(f, NULL);
    } else if (record == NULL) {
        future_fail_with(f, &failure, NULL, NULL);
    } else {
        label(record, reply);
        if (f->pursuit == NULL)
            future_succeed(f, record);
        else
            succeed_pursuing(f, record);
    }
}

static void fail_with_reply(tessera_future *f, http_reply *reply) {
    pursuit_news news = {0};
    char *details;
    error_of_reply(&news.error, reply, &details);
    if (pursuit_goes_on(f, &news))
        free(details);
    else
        future_fail_with(f, &news.error, details, http_reply_take(reply, NULL));
}

// A status outside 2xx is a success where the call's row says so (a server that is not ready answers with 503), and an error of
// that status is an error all the same.
static bool is_success(const tessera_future *f, const http_reply *reply) {
    if (reply == NULL || (reply->status >= 200 && reply->status < 300))
        return reply != NULL;
    return f->number >= 0 && table_calls[f->number].also == reply->status && !error_is_told(reply);
}

void call_finished(exchange *x, tessera_status failure, const char *message, http_reply *reply) {
    call *c = (call *)(void *)x;
    tessera_future *f = c->future;
    bool success = is_success(f, reply);
    if (!success && try_again(c, reply, failure, message))
        return;
    if (f->client->settings.trace != NULL)
        trace(c, TESSERA_TRACE_DONE, reply, message, 0);
    respond(c, reply);
    f->deadline = c->deadline == INT64_MAX ? INT64_MAX : c->deadline - f->client->mux.skipped;
    if (success) {
        succeed(c, reply);
        return;
    }
    call_free(c);
    if (reply == NULL)
        future_fail(f, failure, message);
    else
        fail_with_reply(f, reply);
}
