// A client: its life, the settings of its next call, and the turns that drive it. A turn sends, receives and completes
// futures, which only queues them; callbacks run when the turn is over, so that they find the client at rest and may do
// anything, even free it, which then waits until the last of them has returned.
#include "base/memory.h"
#include "base/timestamp.h"
#include "sdk/core.h"
#include "sdk/pool.h"
#include "sdk/request.h"
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_BYTES = 64 * 1024 };
#define BODY_BYTES ((size_t)256 * 1024 * 1024)

const char *tessera_version(void) {
    return TESSERA_VERSION;
}

const char *tessera_time_format(int64_t micros, char out[TESSERA_TIME_LENGTH + 1]) {
    timestamp_format(micros, out);
    return out;
}

bool tessera_time_parse(const char *string, int64_t *micros) {
    return string != NULL && timestamp_parse(text_of(string), micros);
}

// libcurl is set up once in a process and never taken down, because others may use it.
static pthread_once_t curl_once = PTHREAD_ONCE_INIT;
static void curl_setup(void) {
    curl_global_init(CURL_GLOBAL_DEFAULT);
}

// --- life ------------------------------------------------------------------------------------------------------------

static void client_release(tessera_client *c) {
    guard_done(&c->guard);
    transport_free(c->transport);
    mux_done(&c->mux);
    settings_done(&c->settings);
    buffer_done(&c->path);
    buffer_done(&c->query);
    buffer_done(&c->body);
    stock_done(&c->spare_futures);
    stock_done(&c->spare_calls);
    free(c->next.storage);
    free(c);
}

tessera_client *client_new(const tessera_client_options *options, transport_open open, void *origin,
                           tessera_error *error) {
    char problem[512];
    pthread_once(&curl_once, curl_setup);
    tessera_client *c = memory_zalloc(sizeof *c);
    guard_init(&c->guard);
    list_init(&c->futures);
    list_init(&c->completed);
    list_init(&c->callbacks);
    buffer_init(&c->path, PATH_BYTES);
    buffer_init(&c->query, PATH_BYTES);
    buffer_init(&c->body, BODY_BYTES);
    c->random = (uint64_t)monotonic_now() ^ (uint64_t)(uintptr_t)c;
    if (!settings_read(&c->settings, options, problem, sizeof problem)) {
        error_fill(error, TESSERA_E_USAGE, problem);
        guard_done(&c->guard);
        free(c);
        return NULL;
    }
    if (!mux_init(&c->mux)) {
        snprintf(problem, sizeof problem, "no descriptor for the client: %s", strerror(errno));
        error_fill(error, TESSERA_E_CONNECTION, problem);
        settings_done(&c->settings);
        guard_done(&c->guard);
        free(c);
        return NULL;
    }
    c->transport = open(&c->mux, &c->settings, call_finished, origin);
    if (c->transport == NULL) {
        error_fill(error, TESSERA_E_CONNECTION, "libcurl could not be set up");
        client_release(c);
        return NULL;
    }
    return c;
}

tessera_client *tessera_client_new(const tessera_client_options *options, tessera_error *error) {
    return client_new(options, pool_open, NULL, error);
}

// Every future that is under way completes; the order is that of submission.
static void close_futures(tessera_client *c) {
    link_node all;
    list_init(&all);
    list_move(&all, &c->futures);
    for (link_node *node = list_first(&all); node != NULL; node = list_first(&all)) {
        tessera_future *f = LINK_OWNER(node, tessera_future, all);
        list_remove(node);
        list_append(&c->futures, node);
        if (f->state == FUTURE_DONE || f->group != NULL)
            continue;
        call_drop(f);
        future_fail(f, TESSERA_E_CLOSED, "the client was closed");
    }
}

static int run_callbacks(tessera_client *c) {
    link_node running;
    int count = 0;
    list_init(&running);
    // What completes in these callbacks waits for the next round.
    list_move(&running, &c->callbacks);
    for (link_node *node = list_first(&running); node != NULL; node = list_first(&running)) {
        future_deliver(LINK_OWNER(node, tessera_future, done));
        count++;
    }
    return count;
}

// The futures that the caller holds live on without their client.
static void orphan_futures(tessera_client *c) {
    for (link_node *node = list_first(&c->futures); node != NULL; node = list_first(&c->futures)) {
        tessera_future *f = LINK_OWNER(node, tessera_future, all);
        bool untold = f->done.next != NULL;
        list_remove(node);
        list_remove(&f->done);
        f->client = NULL;
        if (untold)
            future_release(f);
    }
}

static void client_close(tessera_client *c) {
    c->closing = true;
    c->transport->closed = true;
    close_futures(c);
    while (!list_is_empty(&c->callbacks))
        run_callbacks(c);
    tessera_future_free(c->failed);
    orphan_futures(c);
    client_release(c);
}

void tessera_client_free(tessera_client *c) {
    if (c == NULL)
        return;
    if (c->in_callback) {
        c->closing = true;
        return;
    }
    client_close(c);
}

const char *tessera_client_base_url(const tessera_client *c) {
    return c->settings.base_url;
}

size_t tessera_client_pending(const tessera_client *c) {
    return c->pending;
}

// --- settings of one call --------------------------------------------------------------------------------------------

static const char *store(char **at, const char *string) {
    if (string == NULL)
        return NULL;
    size_t size = strlen(string) + 1;
    char *copy = memcpy(*at, string, size);
    *at += size;
    return copy;
}

static size_t stored(const char *string) {
    return string == NULL ? 0 : strlen(string) + 1;
}

void tessera_client_next_call(tessera_client *c, const tessera_call_options *options) {
    tessera_call_options o;
    free(c->next.storage);
    c->next.storage = NULL;
    c->next.set = options != NULL;
    if (options == NULL)
        return;
    request_read_options(&o, options);
    size_t count = 0, bytes = stored(o.idempotency_key) + stored(o.if_match) + stored(o.if_none_match);
    for (; o.headers != NULL && o.headers[count] != NULL; count++)
        bytes += stored(o.headers[count]);
    const char **headers = memory_alloc((count + 1) * sizeof *headers + bytes);
    char *at = (char *)(headers + count + 1);
    for (size_t i = 0; i < count; i++)
        headers[i] = store(&at, o.headers[i]);
    headers[count] = NULL;
    c->next.storage = (char *)headers;
    o.headers = headers;
    o.idempotency_key = store(&at, o.idempotency_key);
    o.if_match = store(&at, o.if_match);
    o.if_none_match = store(&at, o.if_none_match);
    c->next.options = o;
}

// --- driving it ------------------------------------------------------------------------------------------------------

int tessera_client_fd(const tessera_client *c) {
    return c->mux.epoll;
}

static int turn_inside(tessera_client *c, int64_t timeout_ms, const link_node *to_tell) {
    bool untold = to_tell != NULL && !list_is_empty(to_tell);
    // Without a limit and with nothing that could end the wait, only a wake-up from another thread would.
    bool wait = !untold && timeout_ms != 0 && (timeout_ms > 0 || c->pending > 0);
    c->finished = 0;
    // One call at a time is the common case, and then it is its reply that has come.
    watch *only = wait ? NULL : transport_likely(c->transport);
    if (only != NULL)
        mux_turn_one(&c->mux, only);
    if (c->finished > 0)
        return (int)c->finished;
    mux_turn(&c->mux, !wait ? 0 : timeout_ms < 0 ? -1 : timeout_ms > INT_MAX ? INT_MAX : (int)timeout_ms);
    return (int)c->finished;
}

// Waits only while nothing is to be told. Another thread's or another process's client is left alone.
static int turn(tessera_client *c, int64_t timeout_ms, const link_node *to_tell) {
    if (guard_enter(&c->guard) != NULL)
        return -1;
    int count = turn_inside(c, timeout_ms, to_tell);
    guard_leave(&c->guard);
    return count;
}

int tessera_client_step(tessera_client *c) {
    return turn(c, 0, NULL);
}

int tessera_client_wait(tessera_client *c, int64_t timeout_ms) {
    return c->in_callback ? -1 : turn(c, timeout_ms, &c->completed);
}

tessera_future *tessera_client_next_done(tessera_client *c) {
    link_node *node = list_first(&c->completed);
    if (node == NULL)
        return NULL;
    tessera_future *f = LINK_OWNER(node, tessera_future, done);
    list_remove(node);
    // The caller's own reference keeps it.
    future_release(f);
    return f;
}

int tessera_client_poll(tessera_client *c, int64_t timeout_ms) {
    if (c->in_callback)
        return -1;
    if (turn(c, timeout_ms, &c->callbacks) < 0)
        return -1;
    int count = run_callbacks(c);
    if (c->closing)
        client_close(c);
    return count;
}

int tessera_client_dispatch(tessera_client *c) {
    return c->in_callback ? 0 : tessera_client_poll(c, 0);
}

void tessera_client_wakeup(tessera_client *c) {
    mux_wake(&c->mux);
}
