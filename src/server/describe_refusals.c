// A status is listed where something in the route's row, or in HTTP itself, can bring it about, so that a new route has its list
// by itself. Which errors a status stands for says api/errors.def. The tests hold every reply that they see against the list.
#include "server/describe_refusals.h"
#include "base/buffer.h"
#include "server/describe_field.h"
#include "server/request.h"
#include <stdio.h>
#include <string.h>

// --- what a route is like --------------------------------------------------------------------------------------------

static bool any(const route *row) {
    (void)row;
    return true;
}

static bool asks_who_calls(const route *row) {
    return row->scope != SCOPE_PUBLIC;
}

static bool writes(const route *row) {
    return row->method != HTTP_GET && row->run != RUN_LOCAL && row->run != RUN_READ && row->run != RUN_HEAVY &&
           row->run != RUN_COMPARED;
}

static bool takes_a_form(const route *row) {
    return row->shape == SHAPE_REDIRECT && row->body->field_count > 0;
}

static bool may_be_refused_or_counted(const route *row) {
    return asks_who_calls(row) || takes_a_form(row);
}

static bool writes_for_somebody(const route *row) {
    return writes(row) && asks_who_calls(row);
}

static bool shows_a_resource(const route *row) {
    return row->method == HTTP_GET && row->shape == SHAPE_ONE && asks_who_calls(row) && row->run != RUN_WRITE;
}

static bool is_held_against_a_tag(const route *row) {
    return row->resource != NULL;
}

static bool is_a_stream(const route *row) {
    return row->shape == SHAPE_STREAM;
}

static bool takes_a_body(const route *row) {
    return row->body->field_count > 0;
}

static bool takes_values(const route *row) {
    return takes_a_body(row) || row->query->field_count > 0 || strchr(row->path, '{') != NULL || writes(row);
}

// Whether a value of the type names something that may not be there: by its id, or an asset by its name.
static bool names_something(const record_type *type) {
    for (unsigned i = 0; i < type->field_count; i++) {
        const record_field *f = &type->fields[i];
        bool inside = f->kind == RECORD_RECORD || f->kind == RECORD_RECORDS;
        if (f->kind == RECORD_UUID || f->kind == RECORD_UUIDS || strcmp(f->name, "fqn") == 0 ||
            (inside && names_something(f->reference)))
            return true;
    }
    return false;
}

// A creation that is repeated under its key looks for what it made.
static bool looks_for_something(const route *row) {
    return strchr(row->path, '{') != NULL || names_something(row->query) || names_something(row->body) ||
           row->made != NULL;
}

// --- the statuses ----------------------------------------------------------------------------------------------------

typedef struct refusal {
    int status;
    bool (*may)(const route *row);
    const char *headers; // JSON; NULL: none that are worth a word
} refusal;

#define AFTER "{\"Retry-After\":{\"required\":true,\"schema\":{\"type\":\"integer\"}}}"

static const refusal refusals[] = {
    {304, shows_a_resource, NULL},
    {400, any, NULL},
    {401, asks_who_calls, "{\"WWW-Authenticate\":{\"required\":true,\"schema\":{\"const\":\"Bearer\"}}}"},
    {403, may_be_refused_or_counted, NULL},
    {404, looks_for_something, NULL},
    {408, any, NULL},
    {409, writes_for_somebody, NULL},
    {410, is_a_stream, NULL},
    {412, is_held_against_a_tag, NULL},
    {413, any, NULL},
    {414, any, NULL},
    {415, takes_a_body, NULL},
    {417, any, NULL},
    {422, takes_values, NULL},
    {429, may_be_refused_or_counted, AFTER},
    {431, any, NULL},
    {500, any, NULL},
    {501, any, NULL},
    {503, any, AFTER},
    {505, any, NULL},
};
enum { REFUSALS = sizeof refusals / sizeof *refusals };

void describe_refusals(json_writer *w, const route *row) {
    char name[8], reference[64];
    for (size_t i = 0; i < REFUSALS; i++) {
        int status = refusals[i].status;
        if (status == row->also || !refusals[i].may(row))
            continue;
        snprintf(name, sizeof name, "%d", status);
        snprintf(reference, sizeof reference, "#/components/responses/%d", status);
        json_name(w, name);
        json_begin_object(w);
        describe_pair(w, "$ref", reference);
        json_end_object(w);
    }
}

// The codes of the status, or for people what the only one means.
static void write_description(json_writer *w, int status) {
    char codes[1024] = "";
    size_t length = 0, count = 0;
    const error_row *row, *only = NULL;
    for (size_t i = 0; (row = error_at(i)) != NULL; i++) {
        if (row->status != status)
            continue;
        only = row;
        int more = snprintf(codes + length, sizeof codes - length, "%s%s", count++ == 0 ? "" : ", ", row->code);
        length += (size_t)more < sizeof codes - length ? (size_t)more : 0;
    }
    char whole[1280];
    if (count == 1)
        snprintf(whole, sizeof whole, "%s: %s", codes, only->doc[0] == '\0' ? only->message : only->doc);
    describe_pair(w, "description",
                  count == 0   ? "Not modified: it is as If-None-Match says"
                  : count == 1 ? whole
                               : codes);
}

void describe_refusal_replies(json_writer *w) {
    char name[8];
    json_name(w, "responses");
    json_begin_object(w);
    for (size_t i = 0; i < REFUSALS; i++) {
        snprintf(name, sizeof name, "%d", refusals[i].status);
        json_name(w, name);
        json_begin_object(w);
        write_description(w, refusals[i].status);
        if (refusals[i].headers != NULL) {
            json_name(w, "headers");
            json_raw(w, text_of(refusals[i].headers));
        }
        if (refusals[i].status >= 400) {
            json_name(w, "content");
            json_raw(w, TEXT("{\"application/json\":{\"schema\":{\"$ref\":\"#/components/schemas/Error\"}}}"));
        }
        json_end_object(w);
    }
    json_end_object(w);
}
