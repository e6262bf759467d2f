// Futures complete once, and are told of once. Completion puts a future on one of its client's two lists, that of
// callbacks to run or that of futures to be pulled, and keeps the library's reference until it was told of; so a handle
// may be given up at any time. Only somebody who waits outside a turn needs the descriptor for it, which is then made
// readable.
#include "base/memory.h"
#include "sdk/pursuit.h"
#include <limits.h>
#include <stdlib.h>

tessera_future *future_new(tessera_client *client, int number) {
    tessera_future *f = client == NULL ? memory_alloc(sizeof *f) : stock_take(&client->spare_futures, sizeof *f);
    *f = (tessera_future){
        .deadline = INT64_MAX, .client = client, .references = 2, .held = true, .number = (int16_t)number};
    if (client != NULL) {
        list_append(&client->futures, &f->all);
        client->pending++;
    }
    return f;
}

static void future_destroy(tessera_future *f) {
    list_remove(&f->all);
    list_remove(&f->done);
    tessera_record_free(f->record);
    free(f->error);
    free(f->details);
    free(f->body);
    free((char *)f->response.head);
    group_free(f->group);
    if (f->client == NULL)
        free(f);
    else
        stock_give(&f->client->spare_futures, f);
}

static void future_drop(tessera_future *f, unsigned references) {
    f->references -= references;
    if (f->references == 0)
        future_destroy(f);
}

void future_release(tessera_future *f) {
    future_drop(f, 1);
}

// --- completion ------------------------------------------------------------------------------------------------------

// What completes outside a step must be seen on the descriptor; during one, its caller looks anyway.
static void announce(tessera_client *client) {
    bool first = list_is_empty(&client->completed) && list_is_empty(&client->callbacks);
    if (first && !client->mux.turning)
        mux_wake(&client->mux);
}

static void enqueue(tessera_future *f) {
    announce(f->client);
    list_append(f->on_done != NULL ? &f->client->callbacks : &f->client->completed, &f->done);
}

static void complete(tessera_future *f, tessera_status status) {
    tessera_client *client = f->client;
    pursuit_end(f);
    f->state = FUTURE_DONE;
    f->status = status;
    if (client != NULL) {
        client->pending--;
        client->finished++;
    }
    bool awaited = client != NULL && (f->on_done != NULL || f->held);
    if (awaited)
        enqueue(f);
    group_child_done(f);
    // The library's reference lasts until somebody has heard of it.
    if (!awaited)
        future_release(f);
}

void future_succeed(tessera_future *f, void *record) {
    f->record = record;
    complete(f, TESSERA_OK);
}

void future_fail_with(tessera_future *f, const tessera_error *error, char *details, char *body) {
    f->error = memory_alloc(sizeof *f->error);
    *f->error = *error;
    f->details = details;
    f->body = body;
    complete(f, error->status);
}

void future_fail(tessera_future *f, tessera_status status, const char *message) {
    tessera_error error;
    error_fill(&error, status, message);
    future_fail_with(f, &error, NULL, NULL);
}

void future_hush(tessera_future *f) {
    if (f->done.next == NULL)
        return;
    list_remove(&f->done);
    future_release(f);
}

void future_deliver(tessera_future *f) {
    tessera_client *client = f->client;
    void (*function)(tessera_future *, void *) = f->on_done;
    list_remove(&f->done);
    f->on_done = NULL;
    client->in_callback = true;
    function(f, f->on_done_user);
    client->in_callback = false;
    future_release(f);
}

// --- the caller's side -----------------------------------------------------------------------------------------------

void tessera_future_free(tessera_future *f) {
    if (f == NULL || !f->held)
        return;
    f->held = false;
    bool queued = f->state == FUTURE_DONE && f->on_done == NULL && f->done.next != NULL;
    if (queued)
        list_remove(&f->done);
    future_drop(f, queued ? 2 : 1);
}

void tessera_futures_free(tessera_future **futures, size_t count) {
    for (size_t i = 0; i < count; i++) {
        tessera_future_free(futures[i]);
        futures[i] = NULL;
    }
}

void tessera_future_on_done(tessera_future *f, void (*function)(tessera_future *future, void *user), void *user) {
    bool queued = f->done.next != NULL;
    f->on_done = function;
    f->on_done_user = user;
    if (f->state != FUTURE_DONE)
        return;
    if (f->client == NULL) {
        f->on_done = NULL;
        if (function != NULL)
            function(f, user);
        return;
    }
    if (!queued && function == NULL)
        return;
    if (queued)
        list_remove(&f->done);
    else
        f->references++;
    enqueue(f);
}

void tessera_future_set_user(tessera_future *f, void *user) {
    f->user = user;
}

void *tessera_future_user(const tessera_future *f) {
    return f->user;
}

bool tessera_future_is_done(const tessera_future *f) {
    return f->state == FUTURE_DONE;
}

tessera_status tessera_future_status(const tessera_future *f) {
    return f->state == FUTURE_DONE ? f->status : TESSERA_E_BUSY;
}

const tessera_error *tessera_future_error(const tessera_future *f) {
    return f->error;
}

const tessera_response *tessera_future_response(const tessera_future *f) {
    return f->state == FUTURE_DONE && f->response.tries > 0 ? &f->response : NULL;
}

int64_t tessera_future_deadline(const tessera_future *f) {
    return f->deadline;
}

int tessera_future_call(const tessera_future *f) {
    return f->number;
}

void tessera_future_cancel(tessera_future *f) {
    if (f->state == FUTURE_DONE)
        return;
    if (f->group != NULL) {
        group_cancel(f);
        return;
    }
    call_drop(f);
    // What a closing group drags along is closed, too.
    bool closing = f->client->closing;
    future_fail(f, closing ? TESSERA_E_CLOSED : TESSERA_E_CANCELLED,
                closing ? "the client was closed" : "the call was cancelled");
}

// --- waiting and results ---------------------------------------------------------------------------------------------

// Whether a completion other than this one is still to be told.
static bool others_are_untold(const tessera_client *client, const tessera_future *f) {
    const link_node *first = list_first(&client->completed);
    if (!list_is_empty(&client->callbacks))
        return true;
    return first != NULL && (first != &f->done || first->next != &client->completed);
}

int tessera_future_wait(tessera_future *f, int64_t timeout_ms) {
    if (f->state == FUTURE_DONE)
        return TESSERA_OK;
    tessera_client *client = f->client;
    if (client->in_callback)
        return TESSERA_E_WOULD_DEADLOCK;
    if (guard_enter(&client->guard) != NULL)
        return TESSERA_E_USAGE;
    int64_t limit = INT64_MAX;
    if (timeout_ms >= 0 && timeout_ms <= INT64_MAX / 2000) {
        mux_look(&client->mux);
        limit = client->mux.now + timeout_ms * 1000;
    }
    while (f->state != FUTURE_DONE) {
        int64_t left = limit == INT64_MAX ? -1 : limit - client->mux.now;
        if (limit != INT64_MAX && left <= 0)
            break;
        int64_t slice = left < 0 ? -1 : (left + 999) / 1000;
        mux_turn(&client->mux, slice > INT_MAX ? INT_MAX : (int)slice);
    }
    if (others_are_untold(client, f))
        mux_wake(&client->mux);
    guard_leave(&client->guard);
    return f->state == FUTURE_DONE ? TESSERA_OK : TESSERA_E_TIMEOUT;
}

int tessera_future_take(tessera_future *f, void **out, tessera_error *error) {
    if (f == NULL)
        return error_fill(error, TESSERA_E_USAGE, "there is no future");
    if (f->state != FUTURE_DONE)
        return error_fill(error, TESSERA_E_USAGE, "the call is under way");
    if (f->error != NULL) {
        if (error != NULL)
            *error = *f->error;
        return f->status;
    }
    if (f->taken)
        return error_fill(error, TESSERA_E_USAGE, "the result was taken before");
    f->taken = true;
    if (out != NULL)
        *out = f->record;
    else
        tessera_record_free(f->record);
    f->record = NULL;
    return TESSERA_OK;
}

const void *tessera_future_record(const tessera_future *f, tessera_shape *shape, const tessera_reflect_model **model) {
    const tessera_reflect_call *row = f->number < 0 ? NULL : &table_calls[f->number];
    if (shape != NULL)
        *shape = row != NULL ? (tessera_shape)row->shape : f->group != NULL ? TESSERA_SHAPE_EMPTY : TESSERA_SHAPE_REPLY;
    if (model != NULL)
        *model = row != NULL ? row->reply : NULL;
    return f->record;
}
