// The OpenAPI document is written once, at the start, from the tables that the server itself runs by: it cannot tell of
// another server.
#include "model/model.h"
#include "server/describe.h"
#include "server/describe_field.h"
#include "server/describe_refusals.h"
#include "server/request.h"
#include <stdio.h>

#define DOCUMENT_MAXIMUM (16u << 20)

// The document as it is written.
typedef struct description {
    json_writer writer;
    const router *router;
    const record_limits *limits;
    bool authenticates; // else a credential is welcome and not needed
    arena *arena;
} description;

// --- models ----------------------------------------------------------------------------------------------------------

static bool type_reaches(const record_type *from, const record_type *wanted) {
    if (from == wanted)
        return true;
    for (unsigned i = 0; i < from->field_count; i++) {
        uint8_t kind = from->fields[i].kind;
        if ((kind == RECORD_RECORD || kind == RECORD_RECORDS) && type_reaches(from->fields[i].reference, wanted))
            return true;
    }
    return false;
}

// A model that clients send: what they may leave out is not required of it.
static bool is_sent(const router *r, const record_type *type) {
    const route *row;
    for (size_t i = 0; (row = router_at(r, i)) != NULL; i++)
        if (type_reaches(row->body, type))
            return true;
    return false;
}

static bool is_query(const router *r, const record_type *type) {
    const route *row;
    for (size_t i = 0; (row = router_at(r, i)) != NULL; i++)
        if (row->query == type)
            return true;
    return false;
}

static void write_model(description *d, const record_type *type, bool sent) {
    json_writer *w = &d->writer;
    json_name(w, type->title);
    json_begin_object(w);
    describe_pair(w, "type", "object");
    describe_pair(w, "description", type->doc);
    json_name(w, "properties");
    json_begin_object(w);
    for (unsigned i = 0; i < type->field_count; i++) {
        const record_field *f = &type->fields[i];
        json_name(w, f->name);
        describe_field(&d->writer, f, d->limits, (f->flags & RECORD_NULLABLE) != 0, true);
    }
    json_end_object(w);
    json_name(w, "required");
    json_begin_array(w);
    for (unsigned i = 0; i < type->field_count; i++) {
        const record_field *f = &type->fields[i];
        if (sent ? (f->flags & RECORD_REQUIRED) != 0 : (f->flags & RECORD_OMIT) == 0)
            json_string(w, text_of(f->name));
    }
    json_end_array(w);
    json_end_object(w);
}

static void write_enum(json_writer *w, const model_enum_doc *doc) {
    json_name(w, doc->title);
    json_begin_object(w);
    describe_pair(w, "type", "string");
    describe_pair(w, "description", doc->doc);
    json_name(w, "enum");
    json_begin_array(w);
    for (unsigned i = 0; i < doc->enumeration->count; i++)
        json_string(w, text_of(doc->enumeration->values[i]));
    json_end_array(w);
    json_end_object(w);
}

static void write_components(description *d) {
    json_writer *w = &d->writer;
    static const char errors[] =
        "{\"type\":\"object\",\"required\":[\"error\"],\"properties\":{\"error\":{\"type\":\"object\",\"required\":["
        "\"code\","
        "\"message\",\"request_id\",\"timestamp\"],\"properties\":{\"code\":{\"type\":\"string\"},\"message\":{"
        "\"type\":"
        "\"string\"},\"request_id\":{\"type\":\"string\"},\"timestamp\":{\"type\":\"string\",\"format\":\"date-time\"},"
        "\"details\":{\"type\":\"object\"}}},\"detail\":{\"type\":\"array\",\"description\":\"With 422: every problem "
        "of the "
        "request\",\"items\":{\"type\":\"object\",\"required\":[\"type\",\"loc\",\"msg\",\"input\"],\"properties\":{"
        "\"type\":{"
        "\"type\":\"string\"},\"loc\":{\"type\":\"array\",\"items\":{\"type\":[\"string\",\"integer\"]}},\"msg\":{"
        "\"type\":"
        "\"string\"},\"input\":{},\"ctx\":{\"type\":\"object\"}}}}}}";
    json_name(w, "components");
    json_begin_object(w);
    json_name(w, "schemas");
    json_begin_object(w);
    json_name(w, "Error");
    json_raw(w, text_of(errors));
    const record_type *type;
    for (size_t i = 0; (type = model_at(i)) != NULL; i++)
        if (type->field_count > 0 && !is_query(d->router, type) && !record_is_whole(type))
            write_model(d, type, is_sent(d->router, type));
    const model_enum_doc *doc;
    for (size_t i = 0; (doc = model_enum_at(i)) != NULL; i++)
        write_enum(w, doc);
    json_end_object(w);
    describe_refusal_replies(w);
    json_name(w, "securitySchemes");
    json_raw(w, TEXT("{\"bearer\":{\"type\":\"http\",\"scheme\":\"bearer\",\"description\":\"An API key, or a token of "
                     "the identity provider that the server is set up for. Not needed where the client has shown a "
                     "certificate that stands for a team, nor where the server runs with authentication off.\"},"
                     "\"session\":{\"type\":\"apiKey\",\"in\":\"cookie\",\"name\":\"session\",\"description\":\"The "
                     "session of a person who logged in at /login. What changes something needs the header "
                     "X-Requested-With beside it.\"}}"));
    json_end_object(w);
}

// --- paths -----------------------------------------------------------------------------------------------------------

static void write_path_parameters(json_writer *w, const char *path) {
    for (const char *open = strchr(path, '{'); open != NULL; open = strchr(open + 1, '{')) {
        text name = {open + 1, strcspn(open + 1, "}")};
        json_begin_object(w);
        json_name(w, "name");
        json_string(w, name);
        describe_pair(w, "in", "path");
        json_name(w, "required");
        json_boolean(w, true);
        json_name(w, "schema");
        json_raw(w, text_ends_with(name, TEXT("_id")) ? TEXT("{\"type\":\"string\",\"format\":\"uuid\"}")
                                                      : TEXT("{\"type\":\"string\"}"));
        json_end_object(w);
    }
}

static void write_query_parameters(description *d, const record_type *query) {
    json_writer *w = &d->writer;
    for (unsigned i = 0; i < query->field_count; i++) {
        const record_field *f = &query->fields[i];
        json_begin_object(w);
        describe_pair(w, "name", f->name);
        describe_pair(w, "in", "query");
        describe_pair(w, "description", f->doc);
        json_name(w, "required");
        json_boolean(w, (f->flags & RECORD_REQUIRED) != 0);
        json_name(w, "schema");
        describe_field(&d->writer, f, d->limits, false, false);
        json_end_object(w);
    }
}

static void write_reply_schema(json_writer *w, const route *row) {
    json_begin_object(w);
    if (row->shape == SHAPE_ONE) {
        describe_reference(w, row->reply->title);
    } else {
        describe_pair(w, "type", "object");
        json_name(w, "required");
        json_raw(w, TEXT("[\"results\",\"total\",\"limit\",\"offset\",\"next\"]"));
        json_name(w, "properties");
        json_begin_object(w);
        json_name(w, "results");
        json_begin_object(w);
        describe_pair(w, "type", "array");
        json_name(w, "items");
        json_begin_object(w);
        describe_reference(w, row->reply->title);
        json_end_object(w);
        json_end_object(w);
        json_name(w, "total");
        json_raw(w, TEXT("{\"type\":\"integer\"},\"limit\":{\"type\":\"integer\"},\"offset\":{\"type\":\"integer\"}"));
        json_name(w, "next");
        json_begin_object(w);
        json_name(w, "type");
        json_raw(w, TEXT("[\"string\",\"null\"]"));
        describe_pair(w, "description", "The parameter after of the next page; null: this is the last");
        json_end_object(w);
        json_end_object(w);
    }
    json_end_object(w);
}

static void write_reply_content(json_writer *w, const route *row, bool or_error) {
    json_name(w, "content");
    json_begin_object(w);
    json_name(w, "application/json");
    json_begin_object(w);
    json_name(w, "schema");
    if (or_error) {
        json_begin_object(w);
        json_name(w, "anyOf");
        json_begin_array(w);
    }
    write_reply_schema(w, row);
    if (or_error) {
        json_raw(w, TEXT("{\"$ref\":\"#/components/schemas/Error\"}"));
        json_end_array(w);
        json_end_object(w);
    }
    json_end_object(w);
    json_end_object(w);
}

static void begin_status(json_writer *w, int status, const char *description) {
    char name[8];
    snprintf(name, sizeof name, "%d", status);
    json_name(w, name);
    json_begin_object(w);
    describe_pair(w, "description", description);
}

// The content of replies that no model describes; TEXT_NONE: it is of another shape.
static text reply_language(const route *row) {
    switch (row->shape) {
    case SHAPE_JSON:
        return TEXT("{\"application/json\":{\"schema\":{\"type\":\"object\"}}}");
    case SHAPE_HTML:
        return TEXT("{\"text/html\":{\"schema\":{\"type\":\"string\"}}}");
    case SHAPE_TEXT:
        return TEXT("{\"text/plain\":{\"schema\":{\"type\":\"string\"}}}");
    case SHAPE_LINES:
        return TEXT("{\"application/x-ndjson\":{\"schema\":{\"type\":\"string\"}}}");
    case SHAPE_STREAM:
        return TEXT("{\"text/event-stream\":{\"schema\":{\"type\":\"string\",\"description\":\"Server-sent events, "
                    "each with `id`, "
                    "its number, `event`, its type, and `data`, the event as JSON\"}}}");
    case SHAPE_ONE:
    case SHAPE_PAGE:
    case SHAPE_EMPTY:
    case SHAPE_REDIRECT:
        break;
    }
    return TEXT_NONE;
}

static void write_reply(json_writer *w, const route *row) {
    begin_status(w, row->status,
                 row->shape == SHAPE_EMPTY      ? "Done; no body"
                 : row->shape == SHAPE_REDIRECT ? "Go on to Location; no body"
                                                : "Success");
    if (row->shape == SHAPE_REDIRECT) {
        json_name(w, "headers");
        json_raw(w,
                 TEXT("{\"Location\":{\"required\":true,\"schema\":{\"type\":\"string\"}},\"Set-Cookie\":{\"schema\":{"
                      "\"type\":\"string\"}}}"));
    }
    if (row->shape == SHAPE_ONE || row->shape == SHAPE_PAGE)
        write_reply_content(w, row, false);
    if (reply_language(row).data != NULL) {
        json_name(w, "content");
        json_raw(w, reply_language(row));
    }
    json_end_object(w);
    if (row->also != 0) {
        begin_status(w, row->also,
                     row->also == 207   ? "Some items failed; the model says which"
                     : row->also == 503 ? "Not now; the model says what is wrong, or the error does"
                                        : "Nothing was written; the model says why");
        write_reply_content(w, row, row->also >= 400);
        json_end_object(w);
    }
    describe_refusals(w, row);
}

static void write_body_schema(description *d, const record_type *body) {
    json_writer *w = &d->writer;
    if (record_is_whole(body)) {
        describe_field(&d->writer, &body->fields[0], d->limits, false, true);
        return;
    }
    json_begin_object(w);
    describe_reference(w, body->title);
    json_end_object(w);
}

static void write_operation(description *d, const route *row) {
    json_writer *w = &d->writer;
    static const char *const methods[] = {"get", "head", "post", "put", "patch", "delete", "options"};
    json_name(w, methods[row->method]);
    json_begin_object(w);
    describe_pair(w, "operationId",
                  row->alias ? arena_printf(d->arena, "%s_%s_%s", row->noun, row->verb,
                                            strrchr(row->path, '/')[1] == '{' ? methods[row->method]
                                                                              : strrchr(row->path, '/') + 1)
                             : arena_printf(d->arena, "%s_%s", row->noun, row->verb));
    describe_pair(w, "summary", row->summary);
    json_name(w, "tags");
    json_begin_array(w);
    json_string(w, text_of(row->noun));
    json_end_array(w);
    json_name(w, "security");
    json_raw(w, row->scope == SCOPE_PUBLIC ? TEXT("[]")
                : d->authenticates         ? TEXT("[{\"bearer\":[]},{\"session\":[]}]")
                                           : TEXT("[{},{\"bearer\":[]},{\"session\":[]}]"));
    describe_pair(w, "x-scope", route_scope_name(row->scope));
    json_name(w, "parameters");
    json_begin_array(w);
    write_path_parameters(w, row->path);
    write_query_parameters(d, row->query);
    json_end_array(w);
    if (row->body->field_count > 0) {
        json_name(w, "requestBody");
        json_begin_object(w);
        json_name(w, "required");
        json_boolean(w, true);
        json_name(w, "content");
        json_begin_object(w);
        json_name(w, row->shape == SHAPE_REDIRECT ? "application/x-www-form-urlencoded" : "application/json");
        json_begin_object(w);
        json_name(w, "schema");
        write_body_schema(d, row->body);
        json_name(w, "example");
        json_value_out(w, describe_example(row->body, d->arena));
        json_end_object(w);
        json_end_object(w);
        json_end_object(w);
    }
    json_name(w, "responses");
    json_begin_object(w);
    write_reply(w, row);
    json_end_object(w);
    json_end_object(w);
}

static bool path_seen(const router *r, size_t index) {
    for (size_t i = 0; i < index; i++)
        if (strcmp(router_at(r, i)->path, router_at(r, index)->path) == 0)
            return true;
    return false;
}

static void write_paths(description *d) {
    json_writer *w = &d->writer;
    const router *r = d->router;
    const route *row, *other;
    json_name(w, "paths");
    json_begin_object(w);
    for (size_t i = 0; (row = router_at(r, i)) != NULL; i++) {
        if (path_seen(r, i))
            continue;
        json_name(w, row->path);
        json_begin_object(w);
        for (size_t j = i; (other = router_at(r, j)) != NULL; j++)
            if (strcmp(other->path, row->path) == 0)
                write_operation(d, other);
        json_end_object(w);
    }
    json_end_object(w);
}

text describe_openapi(const router *r, const record_limits *limits, bool authenticates, arena *a) {
    buffer out;
    buffer_init(&out, DOCUMENT_MAXIMUM);
    description d = {json_writer_on(&out), r, limits, authenticates, a};
    json_writer *w = &d.writer;
    json_begin_object(w);
    describe_pair(w, "openapi", "3.1.0");
    json_name(w, "info");
    json_begin_object(w);
    describe_pair(w, "title", "Tessera");
    describe_pair(w, "description", "Service contract coordination");
    describe_pair(w, "version", TESSERA_VERSION);
    json_name(w, "license");
    json_raw(w, TEXT("{\"name\":\"MIT\",\"identifier\":\"MIT\"}"));
    json_end_object(w);
    write_paths(&d);
    write_components(&d);
    json_end_object(w);
    text document = {arena_text(a, buffer_text(&out)), out.length};
    buffer_done(&out);
    return document;
}
