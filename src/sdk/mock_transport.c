// The clients of a mock: their transport asks it instead of a server. Requests are recorded when they are submitted; a
// timer answers them in the next turn of the client, or when the reply's delay is over. The reply's bytes are read as
// those of a connection are, so that everything above the transport is the real code.
#include "base/memory.h"
#include "sdk/core.h"
#include "sdk/mock.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// An exchange under way.
typedef struct errand {
    link_node link;     // in waiting or silent
    exchange *exchange; // NULL: cancelled by the function that computes its reply
    int64_t at;
    mock_request *request; // NULL: the record was full
    size_t number;         // of the request
    mock_reply *reply;     // NULL: no rule was asked yet
} errand;

typedef struct mock_transport {
    transport transport; // first
    tessera_mock *mock;
    tessera_client *client;
    link_node link;    // in the mock's transports
    link_node waiting; // errands, the soonest first
    link_node silent;  // errands that nothing answers
    errand *current;   // its reply is being found
    timer timer;       // of the first that waits
} mock_transport;

static void errand_free(errand *e) {
    list_remove(&e->link);
    if (e->exchange != NULL)
        e->exchange->carrier = NULL;
    mock_request_release(e->request);
    mock_reply_release(e->reply);
    free(e);
}

static void set_timer(mock_transport *t) {
    link_node *first = list_first(&t->waiting);
    if (first == NULL)
        mux_timer_clear(t->transport.mux, &t->timer);
    else
        mux_timer_set(t->transport.mux, &t->timer, LINK_OWNER(first, errand, link)->at);
}

// Behind those that are due no later.
static void enqueue(mock_transport *t, errand *e) {
    link_node *after = t->waiting.previous;
    while (after != &t->waiting && LINK_OWNER(after, errand, link)->at > e->at)
        after = after->previous;
    list_prepend(after, &e->link);
}

// --- replies ---------------------------------------------------------------------------------------------------------

static void fail(mock_transport *t, errand *e, tessera_status status, const char *message) {
    exchange *x = e->exchange;
    errand_free(e);
    t->transport.finished(x, status, message, NULL);
}

static reply_progress feed(http_reply *r, const mock_reply *from, size_t number) {
    char head[160];
    size_t used;
    int length = snprintf(head, sizeof head,
                          "HTTP/1.1 %d Mock\r\nX-Request-Id: mock-%zu\r\nContent-Type: application/json\r\n"
                          "Content-Length: %zu\r\n",
                          from->status, number, from->length);
    reply_progress progress = http_reply_feed(r, head, (size_t)length, &used);
    if (from->failure == TESSERA_MOCK_CUT)
        return http_reply_end(r);
    if (progress == REPLY_MORE)
        progress = http_reply_feed(r, from->headers, strlen(from->headers), &used);
    if (progress == REPLY_MORE)
        progress = http_reply_feed(r, "\r\n", 2, &used);
    if (progress == REPLY_MORE)
        progress = http_reply_feed(r, from->body, from->length, &used);
    return progress;
}

static void send_reply(mock_transport *t, errand *e) {
    http_reply r;
    const char *message;
    exchange *x = e->exchange;
    http_reply_begin(&r, x->head, t->transport.settings->max_reply, x->room);
    r.keeps_head = t->transport.settings->keep_heads;
    tessera_status failure = transport_failure(feed(&r, e->reply, e->number), &r, &message);
    errand_free(e);
    t->transport.finished(x, failure, message, failure == TESSERA_OK ? &r : NULL);
    http_reply_done(&r);
}

static void answer(mock_transport *t, errand *e) {
    char message[160];
    switch (e->reply->failure) {
    case TESSERA_MOCK_REFUSED:
        snprintf(message, sizeof message, "cannot connect to %.100s: refused by the mock",
                 t->transport.settings->base_url);
        fail(t, e, TESSERA_E_CONNECTION, message);
        return;
    case TESSERA_MOCK_SILENT:
        list_append(&t->silent, &e->link);
        return;
    default:
        send_reply(t, e);
    }
}

// Asks the rules. False when the errand has come to its end.
static bool find_reply(mock_transport *t, errand *e) {
    char message[1024];
    tessera_mock *mock = t->mock;
    tessera_mock_rule *rule = e->request == NULL ? NULL : mock_find(mock, &e->request->shown);
    if (mock->mistake[0] == '\0' && rule != NULL) {
        bool before = t->client->in_callback;
        t->client->in_callback = true; // what would drive the client from inside itself is refused
        t->current = e;
        e->reply = mock_take(rule, &e->request->shown);
        t->current = NULL;
        t->client->in_callback = before;
        if (e->exchange == NULL) {
            errand_free(e);
            return false;
        }
        if (e->reply != NULL)
            return true;
    }
    if (mock->mistake[0] != '\0') {
        snprintf(message, sizeof message, "the mock was set up wrongly: %s", mock->mistake);
        fail(t, e, TESSERA_E_USAGE, message);
    } else if (e->request == NULL) {
        fail(t, e, TESSERA_E_TOO_LARGE,
             "the mock has recorded its maximum of requests; tessera_mock_reset forgets them");
    } else {
        e->request->shown.unexpected = true;
        mock_describe_unexpected(mock, &e->request->shown, message, sizeof message);
        fail(t, e, TESSERA_E_USAGE, message);
    }
    return false;
}

static void handle(mock_transport *t, errand *e) {
    if (e->reply == NULL) {
        if (!find_reply(t, e))
            return;
        if (e->reply->delay > 0) {
            e->at = e->at + e->reply->delay;
            enqueue(t, e);
            return;
        }
    }
    answer(t, e);
}

static void timer_fired(timer *due) {
    mock_transport *t = LINK_OWNER(due, mock_transport, timer);
    int64_t now = t->transport.mux->now;
    for (link_node *node = list_take(&t->waiting); node != NULL; node = list_take(&t->waiting)) {
        errand *e = LINK_OWNER(node, errand, link);
        if (e->at > now) {
            list_prepend(&t->waiting, node);
            break;
        }
        handle(t, e);
    }
    set_timer(t);
}

// --- the seam --------------------------------------------------------------------------------------------------------

static void mock_submit(transport *base, exchange *x) {
    mock_transport *t = (mock_transport *)(void *)base;
    errand *e = memory_zalloc(sizeof *e);
    e->exchange = x;
    e->at = base->mux->now;
    e->request = mock_record(t->mock, x, base->settings->prefix);
    e->number = t->mock->count;
    x->carrier = e;
    enqueue(t, e);
    set_timer(t);
}

static void mock_cancel(transport *base, exchange *x) {
    mock_transport *t = (mock_transport *)(void *)base;
    errand *e = x->carrier;
    if (e == NULL)
        return;
    if (e == t->current)
        e->exchange = NULL;
    else
        errand_free(e);
}

static void mock_transport_free(transport *base) {
    mock_transport *t = (mock_transport *)(void *)base;
    for (link_node *node = list_take(&t->waiting); node != NULL; node = list_take(&t->waiting))
        errand_free(LINK_OWNER(node, errand, link));
    for (link_node *node = list_take(&t->silent); node != NULL; node = list_take(&t->silent))
        errand_free(LINK_OWNER(node, errand, link));
    mux_timer_clear(base->mux, &t->timer);
    list_remove(&t->link);
    mock_release(t->mock);
    free(t);
}

static transport *mock_transport_open(mux *m, const settings *s, transport_finished finished, void *origin) {
    static const transport_kind kind = {.submit = mock_submit, .cancel = mock_cancel, .free = mock_transport_free};
    mock_transport *t = memory_zalloc(sizeof *t);
    t->transport = (transport){.kind = &kind, .mux = m, .settings = s, .finished = finished};
    t->mock = origin;
    t->mock->references++;
    t->timer.fire = timer_fired;
    list_init(&t->waiting);
    list_init(&t->silent);
    list_append(&t->mock->transports, &t->link);
    mux_skip_waits(m, t->mock->skips_waits);
    return &t->transport;
}

// --- clients ---------------------------------------------------------------------------------------------------------

tessera_client *tessera_mock_client(tessera_mock *m, const tessera_client_options *options, tessera_error *error) {
    if (m == NULL) {
        error_fill(error, TESSERA_E_USAGE, "there is no mock");
        return NULL;
    }
    tessera_client *client = client_new(options, mock_transport_open, m, error);
    if (client == NULL)
        return NULL;
    client->settings.lenient = true;
    ((mock_transport *)(void *)client->transport)->client = client;
    return client;
}

void tessera_mock_skip_waits(tessera_mock *m, bool skip) {
    m->skips_waits = skip;
    for (link_node *node = m->transports.next; node != &m->transports; node = node->next)
        mux_skip_waits(LINK_OWNER(node, mock_transport, link)->transport.mux, skip);
}
