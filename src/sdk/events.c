// A request of the stream is a call as any other (`wait`), so that its tries, its time limit and its cancellation are those of
// calls.
#include "tessera/events.h"
#include "base/memory.h"
#include "sdk/call.h"
#include "sdk/core.h"
#include "sdk/decode.h"
#include "sdk/event_parser.h"
#include "sdk/generated/models_audit.h"
#include <stdio.h>
#include <stdlib.h>

enum { WAIT_SECONDS = 20, MOST_SECONDS = 60, GRACE_SECONDS = 15, TRIES = 1000 };
#define QUERY_BYTES ((size_t)64 * 1024)

struct tessera_events {
    tessera_client *client;
    buffer filters;      // of the query, each with an ampersand behind it
    unsigned wait;       // seconds
    char *place;         // number of the last event that was pulled
    char *asked;         // behind which the next request asks
    tessera_reply *came; // what is being pulled
    text rest;           // of it
    event_parser parser;
    tessera_audit_event *event; // the last one that was pulled
};

// --- terms -----------------------------------------------------------------------------------------------------------

static void append_encoded(buffer *out, const char *value) {
    static const char digits[] = "0123456789ABCDEF";
    for (; *value != '\0'; value++) {
        unsigned char c = (unsigned char)*value;
        bool plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("-._~", c) != NULL;
        if (plain)
            buffer_append_byte(out, (char)c);
        else
            buffer_append(out, (char[]){'%', digits[c >> 4], digits[c & 15]}, 3);
    }
}

static void append_filter(buffer *out, const char *name, const char *value) {
    if (value == NULL)
        return;
    buffer_append_string(out, name);
    buffer_append_byte(out, '=');
    append_encoded(out, value);
    buffer_append_byte(out, '&');
}

static char *copy_of(const char *value) {
    return value == NULL ? NULL : memory_strdup(value);
}

tessera_events *tessera_events_new(tessera_client *client, const tessera_events_options *options) {
    if (client == NULL)
        return NULL;
    const tessera_events_options given = options == NULL ? (tessera_events_options){0} : *options;
    tessera_events *e = memory_zalloc(sizeof *e);
    e->client = client;
    e->wait = given.wait_s == 0 ? WAIT_SECONDS : given.wait_s > MOST_SECONDS ? MOST_SECONDS : given.wait_s;
    e->asked = copy_of(given.after);
    e->place = copy_of(given.after);
    buffer_init(&e->filters, QUERY_BYTES);
    append_filter(&e->filters, "event", given.event);
    append_filter(&e->filters, "entity_type", given.entity_type);
    append_filter(&e->filters, "entity_id", given.entity_id);
    append_filter(&e->filters, "asset_id", given.asset_id);
    append_filter(&e->filters, "team_id", given.team_id);
    event_parser_init(&e->parser, SIZE_MAX / 2);
    return e;
}

void tessera_events_free(tessera_events *e) {
    if (e == NULL)
        return;
    buffer_done(&e->filters);
    event_parser_done(&e->parser);
    tessera_record_free(e->event);
    tessera_reply_free(e->came);
    free(e->place);
    free(e->asked);
    free(e);
}

const char *tessera_events_place(const tessera_events *e) {
    return e->place;
}

// --- asking ----------------------------------------------------------------------------------------------------------

tessera_future *tessera_events_more_async(tessera_events *e) {
    buffer query;
    buffer_init(&query, QUERY_BYTES * 2);
    buffer_append_text(&query, buffer_text(&e->filters));
    append_filter(&query, "after", e->asked);
    // The first request only finds out where the stream stands.
    buffer_printf(&query, "wait=%u", e->asked == NULL ? 0 : e->wait);
    buffer_append_byte(&query, '\0');
    const tessera_call_options options = {
        .struct_size = sizeof options, .timeout_ms = (int64_t)(e->wait + GRACE_SECONDS) * 1000, .retries = TRIES};
    tessera_client_next_call(e->client, &options);
    tessera_future *future = tessera_request_async(e->client, "GET", "/api/v1/events", query.data, NULL);
    buffer_done(&query);
    return future;
}

// Whether a line begins with "id:", as one does in whatever the server says. A page of another one has none, and would be asked
// for without a pause.
static bool has_place(text body) {
    bool begins = true;
    for (size_t i = 0; i < body.length; i++) {
        if (begins && text_starts_with((text){body.data + i, body.length - i}, TEXT("id:")))
            return true;
        begins = body.data[i] == '\n' || body.data[i] == '\r';
    }
    return false;
}

static int keep_reply(tessera_events *e, int status, tessera_reply *reply, tessera_error *error) {
    if (status != TESSERA_OK)
        return status;
    if (!has_place((text){reply->body, reply->length})) {
        tessera_reply_free(reply);
        return error_fill(error, TESSERA_E_PROTOCOL, "the reply is no stream of events");
    }
    tessera_reply_free(e->came);
    e->came = reply;
    e->rest = (text){reply->body, reply->length};
    event_parser_done(&e->parser);
    event_parser_init(&e->parser, reply->length + 1);
    return TESSERA_OK;
}

int tessera_events_more_result(tessera_events *e, tessera_future *future, tessera_error *error) {
    tessera_reply *reply = NULL;
    int status = tessera_request_result(future, &reply, error);
    return keep_reply(e, status, reply, error);
}

// --- giving ----------------------------------------------------------------------------------------------------------

static void remember(char **slot, text value) {
    if (value.length == 0)
        return;
    free(*slot);
    *slot = memory_zalloc(value.length + 1);
    memcpy(*slot, value.data, value.length);
}

// The event in the parser. NULL: it is none of the audit trail's.
static tessera_audit_event *read_event(const event_parser *p) {
    char problem[256];
    char *body = memory_alloc(p->data.length + 1);
    memcpy(body, p->data.data, p->data.length);
    body[p->data.length] = '\0';
    void *record =
        decode_reply(TESSERA_SHAPE_ONE, &table_model_audit_event, body, p->data.length, problem, sizeof problem);
    if (record == NULL)
        free(body);
    return record;
}

bool tessera_events_pull(tessera_events *e, tessera_event *out) {
    while (event_parser_feed(&e->parser, &e->rest)) {
        remember(&e->asked, buffer_text(&e->parser.id));
        if (text_is(buffer_text(&e->parser.type), "stream.ended"))
            continue;
        tessera_audit_event *event = read_event(&e->parser);
        if (event == NULL)
            continue;
        tessera_record_free(e->event);
        e->event = event;
        remember(&e->place, buffer_text(&e->parser.id));
        *out = (tessera_event){.number = e->place, .type = event->action, .event = event};
        return true;
    }
    remember(&e->asked, buffer_text(&e->parser.id));
    remember(&e->place, buffer_text(&e->parser.id));
    return false;
}

int tessera_events_next(tessera_events *e, tessera_event *out, tessera_error *error) {
    tessera_error own;
    tessera_error *told = error == NULL ? &own : error;
    while (!tessera_events_pull(e, out)) {
        tessera_reply *reply = NULL;
        int status = call_may_wait(e->client, told);
        if (status != TESSERA_OK)
            return status;
        status = call_await(e->client, tessera_events_more_async(e), (void **)&reply, told);
        status = keep_reply(e, status, reply, told);
        if (status != TESSERA_OK && !told->retriable)
            return status;
    }
    return TESSERA_OK;
}
