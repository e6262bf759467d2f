// The stream of events: what is asked for is looked at here, the rest is event_streams.h's.
#include "net/http_stream.h"
#include "server/app.h"
#include "server/event_streams.h"
#include <stdio.h>
#include <string.h>

enum { SECONDS_UNTIL_ROOM = 5 };

static bool problem(request *rq, const char *message, const char *place, const char *name, text given) {
    json_value *input = arena_new_of(rq->arena, json_value);
    *input = json_make_string(given);
    record_problem_add(&rq->problems, "value_error", arena_printf(rq->arena, "Value error, %s", message), place, name,
                       input, detail(rq, "error", *json_make_object(rq->arena, NULL, 0)));
    reply_problems(rq);
    return false;
}

static bool actions_or_reply(request *rq, const char *given, event_view *view) {
    text rest = given == NULL ? TEXT("") : text_of(given);
    while (rest.length > 0) {
        const char *comma = memchr(rest.data, ',', rest.length);
        text name = {rest.data, comma == NULL ? rest.length : (size_t)(comma - rest.data)};
        size_t used = name.length + (comma != NULL);
        rest = (text){rest.data + used, rest.length - used};
        if (!event_view_add_action(view, name))
            return problem(rq, "there are no events of this type", "query", "event", name);
    }
    return true;
}

// Where it begins: behind the event that the client had last.
static bool position_or_reply(request *rq, const struct event_stream_query *query, int64_t *position) {
    text header = http_request_header(rq->http, "Last-Event-ID");
    long long number;
    *position = query->after == RECORD_INT_NONE ? EVENTS_FROM_NOW
                : query->after == 0             ? EVENTS_FROM_FIRST
                                                : query->after;
    if (header.length == 0)
        return true;
    if (!text_to_int64(header, &number) || number < 0)
        return problem(rq, "this is no number of an event", "header", "Last-Event-ID", header);
    *position = number;
    return true;
}

static bool view_or_reply(request *rq, const struct event_stream_query *query, event_view *view) {
    *view = (event_view){
        .is_admin = rq->caller.is_admin,
        .team_id = rq->caller.team_id,
        .entity_id = query->entity_id,
        .asset_id = query->asset_id,
        .about_team = query->team_id,
    };
    if (query->entity_type != NULL)
        snprintf(view->entity_type, sizeof view->entity_type, "%s", query->entity_type);
    return actions_or_reply(rq, query->event, view);
}

// By what the streams of a caller are counted.
static siphash_tag caller_tag(request *rq) {
    const caller *who = &rq->caller;
    buffer parts;
    buffer_init(&parts, SIZE_MAX);
    buffer_append_byte(&parts, (char)('0' + who->kind));
    buffer_append(&parts, who->key_id.bytes, sizeof who->key_id.bytes);
    buffer_append(&parts, who->user_id.bytes, sizeof who->user_id.bytes);
    buffer_append_string(&parts, who->subject == NULL ? "" : who->subject);
    if (who->kind == CALLER_OPEN)
        buffer_append_text(&parts, rq->http->client);
    siphash_tag tag = siphash(&rq->app->session_key, buffer_text(&parts));
    buffer_done(&parts);
    return tag;
}

static bool enter_or_reply(request *rq, const siphash_tag *caller) {
    switch (event_hub_enter(rq->app->events, caller)) {
    case EVENTS_ADMITTED:
        return true;
    case EVENTS_TOO_MANY_OF_CALLER:
        http_reply_header(rq->exchange, TEXT("Retry-After"),
                          text_of(arena_printf(rq->arena, "%d", SECONDS_UNTIL_ROOM)));
        reply_error(rq, ERROR_RATE_LIMIT_EXCEEDED,
                    arena_printf(rq->arena,
                                 "You have %lld streams of events open, which is the most that a caller may have",
                                 (long long)rq->app->config->event_streams_per_caller),
                    NULL);
        return false;
    case EVENTS_TOO_MANY:
        break;
    }
    reply_unavailable(rq, SECONDS_UNTIL_ROOM, "There are as many streams of events open as this server serves");
    return false;
}

int events_stream(request *rq) {
    const struct event_stream_query *query = rq->query;
    event_view view;
    int64_t position;
    if (!view_or_reply(rq, query, &view) || !position_or_reply(rq, query, &position))
        return rq->status;
    if (rq->http->method == HTTP_HEAD) {
        event_stream_head(rq);
        http_stream_only_head(rq->exchange);
        return rq->status;
    }
    siphash_tag caller = caller_tag(rq);
    if (!enter_or_reply(rq, &caller))
        return rq->status;
    rq->course.streams = true;
    event_stream_start(rq, &caller, &view, position, query->wait == RECORD_INT_NONE ? -1 : query->wait);
    return rq->status;
}
