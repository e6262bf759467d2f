// What wakes a stream is always a task of its loop: that the hub has events or a second has passed (event_watch), that the hub
// has answered, that the socket has room, or that the client has gone. While something that was asked for is on its way, to the
// hub or about the credential, the stream stays, and ends when that has come.
#include "server/event_streams.h"
#include "base/container.h"
#include "base/json_build.h"
#include "base/memory.h"
#include "base/timestamp.h"
#include "net/http_stream.h"
#include "server/admit.h"
#include "server/app.h"
#include "server/caller.h"
#include "server/dress.h"
#include "server/loop_data.h"
#include <stdlib.h>

#define SECOND INT64_C(1000000)

enum {
    PIECE = 32768,       // bytes that are sent at once, one event more or less
    CHECK_SECONDS = 5,   // between two looks whether the credential still counts
    UNSURE_SECONDS = 60, // for which a stream goes on when that cannot be found out
};

typedef struct event_stream {
    struct event_stream *previous, *next; // of the loop
    event_loop *home;
    request *rq;
    siphash_tag caller; // as it was counted
    event_view view;
    int64_t position;            // number of the last event that it has, or need not be told of
    int64_t told;                // the last that its client knows
    int64_t sent_at, blocked_at; // when something was sent; since when the socket is full, 0: it is not
    int64_t check_at, sure_at;   // when the credential is looked at next; when it was known to count
    uint64_t access_changes;     // as they were then
    event_ask ask;
    int64_t wait, until; // seconds to wait, and when they are over; negative: it goes on behind the first events
    bool served;         // it has told of some
    bool asked, begun, probing;
    bool closing;                 // ends as soon as nothing is on its way any more
    bool gone;                    // its client has
    const char *reason, *message; // what it is told about the end; NULL: nothing
} event_stream;

struct event_loop {
    event_watch watch; // first, since the hub frees it
    app *app;
    event_stream *first;
};

// --- ending ----------------------------------------------------------------------------------------------------------

static void stream_unlist(event_stream *s) {
    if (s->previous != NULL)
        s->previous->next = s->next;
    else
        s->home->first = s->next;
    if (s->next != NULL)
        s->next->previous = s->previous;
}

// The last words, which have no id, so that a client that resumes misses nothing.
static void say_goodbye(event_stream *s) {
    buffer piece;
    if (s->reason == NULL || s->gone)
        return;
    buffer_init(&piece, SIZE_MAX);
    buffer_printf(&piece, "event: stream.ended\ndata: {\"reason\":\"%s\",\"message\":\"%s\"}\n\n", s->reason,
                  s->message);
    http_stream_send(s->rq->exchange, &piece);
}

// Ends it, unless something is still on its way. Whoever calls looks at the stream no more.
static void stream_end_if_free(event_stream *s) {
    if (!s->closing || s->asked || s->probing)
        return;
    http_exchange *x = s->rq->exchange;
    stream_unlist(s);
    event_hub_leave(s->rq->app->events, &s->caller);
    http_reply_reset(x); // of what was found out about the credential
    say_goodbye(s);
    buffer_done(&s->ask.piece);
    http_exchange_finish(x);
}

static void stream_close(event_stream *s, const char *reason, const char *message) {
    if (!s->closing) {
        s->closing = true;
        s->reason = reason;
        s->message = message;
    }
    stream_end_if_free(s);
}

// --- sending ---------------------------------------------------------------------------------------------------------

static void stream_send(event_stream *s, buffer *piece) {
    http_stream_send(s->rq->exchange, piece);
    s->sent_at = monotonic_now();
    s->blocked_at = http_stream_has_room(s->rq->exchange) ? 0 : s->sent_at;
}

static void append_place(event_stream *s, buffer *piece) {
    if (s->told != s->position)
        buffer_printf(piece, "id: %lld\n\n", (long long)s->position);
    s->told = s->position;
}

// A comment, and with it the place from which a client with few events of its own would otherwise have to be looked for again.
static void send_heartbeat(event_stream *s) {
    buffer piece;
    buffer_init(&piece, SIZE_MAX);
    buffer_append_string(&piece, ": heartbeat\n\n");
    append_place(s, &piece);
    stream_send(s, &piece);
}

static void send_place(event_stream *s) {
    buffer piece;
    buffer_init(&piece, SIZE_MAX);
    append_place(s, &piece);
    if (piece.length > 0)
        stream_send(s, &piece);
}

static void ask_hub(event_stream *s, bool joins) {
    s->ask.view = s->view;
    s->ask.position = s->position;
    s->ask.joins = joins;
    s->asked = true;
    event_hub_ask(s->rq->app->events, &s->ask);
}

static void send_events(event_stream *s, buffer *piece) {
    s->told = s->position;
    s->served = true;
    stream_send(s, piece);
}

// Sends what there is, until the socket is full. False: that was all that the stream was to tell, and it is no more.
static bool stream_pump(event_stream *s) {
    while (s->begun && !s->asked && !s->closing && http_stream_has_room(s->rq->exchange)) {
        buffer piece;
        buffer_init(&piece, SIZE_MAX);
        bool known = event_hub_gather(s->rq->app->events, &s->view, &s->position, &piece, PIECE);
        if (piece.length == 0 && !known) {
            ask_hub(s, false);
            return true;
        }
        if (piece.length == 0)
            break;
        send_events(s, &piece);
        if (s->wait >= 0)
            break;
    }
    if (s->wait < 0 || s->closing || s->asked || !(s->served || s->wait == 0))
        return true;
    send_place(s);
    stream_close(s, NULL, NULL);
    return false;
}

// --- whether the credential still counts -----------------------------------------------------------------------------

static void stream_probed(request *probe) {
    event_stream *s = probe->course.stream;
    int status = probe->status;
    const caller who = probe->caller;
    s->probing = false;
    if (status < 400) {
        s->sure_at = monotonic_now();
        s->view.is_admin = who.is_admin;
        s->view.team_id = who.team_id;
    }
    arena_free(probe->arena);
    if (status == 401 || status == 403)
        stream_close(s, "unauthorized", "The credential counts no more");
    else if (monotonic_now() - s->sure_at > UNSURE_SECONDS * SECOND)
        stream_close(s, "unavailable", "It cannot be found out whether the credential still counts");
    else
        stream_end_if_free(s);
}

// By a request of its own, with memory of its own, which asks as the first one did.
static void stream_probe(event_stream *s) {
    const loop_data *loop = http_loop_data(http_exchange_loop(s->rq->exchange));
    arena *a = arena_new(0);
    request *probe = arena_new_of(a, request);
    probe->app = s->rq->app;
    probe->exchange = s->rq->exchange;
    probe->http = s->rq->http;
    probe->arena = a;
    probe->route = s->rq->route;
    probe->request_id = s->rq->request_id;
    probe->problems.arena = a;
    probe->status = 200;
    probe->began = monotonic_now();
    probe->course.stream = s;
    probe->course.admitted = stream_probed;
    s->access_changes = atomic_load(&s->rq->app->access_changes);
    s->check_at = probe->began + CHECK_SECONDS * SECOND;
    s->probing = true;
    admit(probe, loop->auth, loop->reader, NULL);
}

// --- the hub ---------------------------------------------------------------------------------------------------------

static void stream_tick(event_stream *s, int64_t now) {
    const config *c = s->rq->app->config;
    if (!s->begun || s->closing)
        return;
    if (s->blocked_at != 0 && now - s->blocked_at > c->write_timeout * SECOND) {
        http_stream_cut(s->rq->exchange); // and stream_closed comes
        return;
    }
    if (s->wait >= 0 && now >= s->until && !s->asked) {
        send_place(s);
        stream_close(s, NULL, NULL);
        return;
    }
    if (now - s->sent_at >= c->event_heartbeat * SECOND && http_stream_has_room(s->rq->exchange))
        send_heartbeat(s);
    if (!s->probing && (now >= s->check_at || s->access_changes != atomic_load(&s->rq->app->access_changes)))
        stream_probe(s); // may end it
}

static void loop_told(http_task *task) {
    event_loop *home = container_of(task, event_loop, watch.task);
    const loop_data *loop = http_loop_data(home->watch.loop);
    if (loop == NULL) // the server has ended
        return;
    int64_t now = monotonic_now();
    event_hub_heard(home->app->events, &home->watch);
    for (event_stream *s = home->first, *next; s != NULL; s = next) {
        next = s->next;
        if (stream_pump(s))
            stream_tick(s, now); // which may end it
    }
    if (loop->reader != NULL)
        store_reader_rest(home->app->store, loop->reader);
}

static event_loop *home_of(app *app, http_loop *loop) {
    loop_data *own = http_loop_data(loop);
    if (own->events == NULL) {
        own->events = memory_zalloc(sizeof *own->events);
        own->events->app = app;
        own->events->watch.loop = loop;
        own->events->watch.task.run = loop_told;
        event_hub_watch(app->events, &own->events->watch);
    }
    return own->events;
}

// --- beginning -------------------------------------------------------------------------------------------------------

static void stream_has_room(http_exchange *x, void *data) {
    event_stream *s = data;
    (void)x;
    s->blocked_at = 0;
    stream_pump(s);
}

static void stream_closes(http_exchange *x, bool gone, void *data) {
    event_stream *s = data;
    (void)x;
    // Either this file or the limit on writes has cut it off, which is a little shorter by the clock of the loop.
    if (gone && s->blocked_at != 0 && monotonic_now() - s->blocked_at >= s->rq->app->config->write_timeout * SECOND / 2)
        event_hub_count_cut(s->rq->app->events);
    s->gone |= gone;
    stream_close(s, gone ? NULL : "shutdown", "The server is about to stop; reconnect");
}

void event_stream_head(request *rq) {
    rq->content_type = TEXT("text/event-stream; charset=utf-8");
    http_reply_header(rq->exchange, TEXT("Cache-Control"), TEXT("no-store"));
    http_reply_header(rq->exchange, TEXT("X-Accel-Buffering"), TEXT("no")); // nginx passes it on as it comes
}

// What it begins with tells how long to wait before another try, and from where, so that a client that is cut off before its
// first event misses none.
static void stream_begin(event_stream *s) {
    request *rq = s->rq;
    event_stream_head(rq);
    dress_reply(rq);
    s->begun = true;
    s->position = s->told = s->ask.position;
    s->sure_at = s->sent_at = monotonic_now();
    s->check_at = s->sure_at + CHECK_SECONDS * SECOND;
    s->until = s->sent_at + s->wait * SECOND;
    http_stream_begin(rq->exchange, &(http_stream){stream_has_room, stream_closes, s, s->wait >= 0});
    buffer piece;
    buffer_init(&piece, SIZE_MAX);
    buffer_printf(&piece, "retry: %lld\nid: %lld\n\n", (long long)rq->app->config->event_retry_milliseconds,
                  (long long)s->position);
    stream_send(s, &piece);
    stream_pump(s);
}

// The reply is an error, and ends as any other.
static void stream_refused(event_stream *s) {
    request *rq = s->rq;
    stream_unlist(s);
    event_hub_leave(rq->app->events, &s->caller);
    dress_reply(rq);
    http_exchange_finish(rq->exchange);
}

static void refuse_position(request *rq) {
    bool header = http_request_header(rq->http, "Last-Event-ID").data != NULL;
    record_problem_add(&rq->problems, "value_error", "Value error, there is no event of that number yet",
                       header ? "header" : "query", header ? "Last-Event-ID" : "after", NULL, NULL);
    reply_problems(rq);
}

static void refuse_gone(request *rq, int64_t archived) {
    json_builder details = json_builder_on(rq->arena);
    json_put_integer(&details, "archived", archived);
    const char *message = arena_printf(rq->arena,
                                       "The events up to number %lld were archived: some of those that follow yours "
                                       "are not here any more; after=%lld begins with what is",
                                       (long long)archived, (long long)archived);
    reply_error(rq, ERROR_EVENTS_ARCHIVED, message, json_built(&details));
}

static void stream_answered_first(event_stream *s) {
    if (http_loop_data(http_exchange_loop(s->rq->exchange)) == NULL || s->ask.answer == EVENTS_NO_DATABASE)
        reply_unavailable(s->rq, 1, "The database does not answer");
    else if (s->ask.answer == EVENTS_UNKNOWN_POSITION)
        refuse_position(s->rq);
    else if (s->ask.answer == EVENTS_GONE)
        refuse_gone(s->rq, s->ask.position);
    else {
        stream_begin(s);
        return;
    }
    stream_refused(s);
}

static void stream_answered(http_task *task) {
    event_stream *s = container_of(task, event_stream, ask.task);
    s->asked = false;
    if (!s->begun) {
        stream_answered_first(s);
        return;
    }
    if (s->closing) {
        stream_end_if_free(s);
        return;
    }
    if (s->ask.answer != EVENTS_GONE)
        s->position = s->ask.position;
    if (s->ask.piece.length > 0)
        send_events(s, &s->ask.piece);
    if (s->ask.answer == EVENTS_UNKNOWN_POSITION)
        stream_close(s, "unknown_position", "The events that follow are not known here any more");
    else if (s->ask.answer == EVENTS_GONE)
        stream_close(s, "archived", "The events that follow were archived");
    else if (s->ask.answer == EVENTS_GIVEN) // else once more with the next second
        stream_pump(s);
}

void event_stream_start(request *rq, const siphash_tag *caller, const event_view *view, int64_t position,
                        int64_t wait) {
    event_stream *s = arena_new_of(rq->arena, event_stream);
    s->rq = rq;
    s->caller = *caller;
    s->view = *view;
    s->position = position;
    s->wait = wait;
    s->access_changes = atomic_load(&rq->app->access_changes);
    s->home = home_of(rq->app, http_exchange_loop(rq->exchange));
    s->next = s->home->first;
    if (s->next != NULL)
        s->next->previous = s;
    s->home->first = s;
    s->ask.loop = http_exchange_loop(rq->exchange);
    s->ask.task.run = stream_answered;
    buffer_init(&s->ask.piece, SIZE_MAX);
    ask_hub(s, true);
}
