// Replies are written straight into the buffer that is sent, never as a tree first. A reply begins by emptying the buffer, so
// that an error may take the place of whatever was written before it.
#include "base/json_build.h"
#include "server/creation.h"
#include <assert.h>

#define INPUT_BYTES_MAXIMUM 16384

static const error_row errors[] = {
#define ERROR(code, status, message, doc) {#code, status, message, doc},
#include "api/errors.def"
#undef ERROR
};

const error_row *error_at(size_t index) {
    return index < ERROR_CODE_COUNT ? &errors[index] : NULL;
}

static json_writer begin_json(request *rq, int status) {
    buffer *body = http_reply_body(rq->exchange);
    buffer_clear(body, SIZE_MAX);
    http_reply_status(rq->exchange, status);
    rq->content_type = TEXT("application/json");
    rq->status = status;
    return json_writer_on(body);
}

int reply_record(request *rq, const record_type *type, const void *record) {
    json_writer w = begin_json(rq, rq->route->status);
    record_encode(type, record, &w);
    if (rq->automatic != NULL && type == rq->route->reply)
        creation_note(rq, record);
    return rq->status;
}

// Names the row with which the page passed what a reply or a request may take, and how many rows before it would not have.
static int reply_page_too_large(request *rq, const record_type *type, const void *row, size_t before) {
    const record_field *id = record_field_find(type, TEXT("id"));
    json_builder details = json_builder_on(rq->arena);
    const char *named = "one of its rows";
    if (id != NULL && id->kind == RECORD_UUID) {
        const uuid *value = (const uuid *)(const void *)((const char *)row + id->offset);
        named = detail_uuid(rq, value).string;
        json_put_uuid(&details, "id", value);
    }
    json_put_integer(&details, "index", (int64_t)before);
    return reply_error(rq, ERROR_REPLY_TOO_LARGE,
                       before == 0 ? arena_printf(rq->arena, "The reply would be too large: %s alone is", named)
                                   : arena_printf(rq->arena,
                                                  "The reply would be too large, as of %s. Ask for fewer rows: "
                                                  "limit=%zu fits",
                                                  named, before),
                       json_built(&details));
}

static const void *query_field(const request *rq, const char *name) {
    return (const char *)rq->query + record_field_find(rq->route->query, text_of(name))->offset;
}

bool page_or_reply(request *rq, list_order order, list_page *page) {
    *page = (list_page){.order = order,
                        .limit = *(const int64_t *)query_field(rq, "limit"),
                        .offset = *(const int64_t *)query_field(rq, "offset")};
    const char *given = *(const char *const *)query_field(rq, "after");
    if (given == NULL)
        return true;
    cursor *after = arena_new_of(rq->arena, cursor);
    page->after = after;
    if (cursor_parse(rq->arena, given, after) && after->order == order)
        return true;
    json_value *input = arena_new_of(rq->arena, json_value);
    *input = json_make_string(text_of(given));
    record_problem_add(&rq->problems, "value_error",
                       "Value error, this is a place in another list, or in another order of this one", "query",
                       "after", input, detail(rq, "error", *json_make_object(rq->arena, NULL, 0)));
    reply_problems(rq);
    return false;
}

int reply_page(request *rq, const record_type *type, record_list results, const list_page *page) {
    json_writer w = begin_json(rq, 200);
    json_begin_object(&w);
    json_name(&w, "results");
    json_begin_array(&w);
    for (size_t i = 0; i < results.count; i++) {
        const void *row = (const char *)results.items + i * type->size;
        record_encode(type, row, &w);
        if (w.out->failed || (i + 1 == results.count && rq->db != NULL && db_was_cut(rq->db)))
            return reply_page_too_large(rq, type, row, i);
    }
    json_end_array(&w);
    json_name(&w, "total");
    json_integer(&w, page->total);
    json_name(&w, "limit");
    json_integer(&w, page->limit);
    json_name(&w, "offset");
    json_integer(&w, page->offset);
    json_name(&w, "next");
    if (page->more && results.count > 0) {
        const char *last = (const char *)results.items + (results.count - 1) * type->size;
        cursor behind = cursor_behind(page->order, type, last);
        json_string_plain(&w, text_of(cursor_print(rq->arena, &behind)));
    } else {
        json_null(&w);
    }
    json_end_object(&w);
    return rq->status;
}

void reply_total(request *rq, int64_t total) {
    http_reply_header(rq->exchange, TEXT("X-Total-Count"), text_of(arena_printf(rq->arena, "%lld", (long long)total)));
}

int reply_also(request *rq) {
    assert(rq->route->also != 0);
    http_reply_status(rq->exchange, rq->route->also);
    return rq->status = rq->route->also;
}

int reply_empty(request *rq) {
    buffer_clear(http_reply_body(rq->exchange), SIZE_MAX);
    http_reply_status(rq->exchange, rq->route->status);
    rq->content_type = TEXT_NONE;
    return rq->status = rq->route->status;
}

int reply_text(request *rq, text content_type, text body) {
    buffer *out = http_reply_body(rq->exchange);
    buffer_clear(out, SIZE_MAX);
    buffer_append_text(out, body);
    http_reply_status(rq->exchange, rq->route->status);
    rq->content_type = content_type;
    return rq->status = rq->route->status;
}

static void write_error(json_writer *w, request *rq, error_code code, const char *message, const json_value *details) {
    char now[TIMESTAMP_LENGTH + 1];
    timestamp_format(timestamp_now(), now);
    json_name(w, "error");
    json_begin_object(w);
    json_name(w, "code");
    json_string(w, text_of(errors[code].code));
    json_name(w, "message");
    json_string(w, text_of(message != NULL ? message : errors[code].message));
    json_name(w, "request_id");
    json_string(w, text_of(rq->request_id));
    json_name(w, "timestamp");
    json_string(w, (text){now, TIMESTAMP_LENGTH});
    if (details != NULL && details->count > 0) {
        json_name(w, "details");
        json_value_out(w, details);
    }
    json_end_object(w);
}

int reply_error_status(request *rq, error_code code, int status, const char *message, const json_value *details) {
    json_writer w = begin_json(rq, status);
    json_begin_object(&w);
    write_error(&w, rq, code, message, details);
    json_end_object(&w);
    return status;
}

int reply_error(request *rq, error_code code, const char *message, const json_value *details) {
    return reply_error_status(rq, code, errors[code].status, message, details);
}

int reply_not_found(request *rq, error_code code, const char *message, const char *name, const uuid *id) {
    json_value shown = detail_uuid(rq, id);
    if (message == NULL)
        message = errors[code].message;
    if (shown.type != JSON_STRING)
        return reply_error(rq, code, message, NULL);
    return reply_error(rq, code, arena_printf(rq->arena, "%s: %s", message, shown.string), detail(rq, name, shown));
}

int reply_unavailable(request *rq, int64_t seconds, const char *message) {
    http_reply_header(rq->exchange, TEXT("Retry-After"), text_of(arena_printf(rq->arena, "%lld", (long long)seconds)));
    return reply_error(rq, ERROR_UNAVAILABLE, message, NULL);
}

int reply_duplicate(request *rq, error_code code, const char *message, const uuid *existing) {
    return reply_error(rq, code, message, existing->set ? detail(rq, "existing_id", detail_uuid(rq, existing)) : NULL);
}

// Repeats the offending value, unless it is so large that the reply would swell.
static void write_input(json_writer *w, const json_value *input) {
    if (input == NULL) {
        json_null(w);
        return;
    }
    buffer shown;
    buffer_init(&shown, INPUT_BYTES_MAXIMUM);
    json_write(&shown, input);
    if (shown.failed)
        json_string(w, TEXT("(too large to repeat)"));
    else
        json_raw(w, buffer_text(&shown));
    buffer_done(&shown);
}

int reply_problems(request *rq) {
    json_writer w = begin_json(rq, 422);
    json_begin_object(&w);
    json_name(&w, "detail");
    json_begin_array(&w);
    for (const record_problem *p = rq->problems.first; p != NULL; p = p->next) {
        json_begin_object(&w);
        json_name(&w, "type");
        json_string(&w, text_of(p->type));
        json_name(&w, "loc");
        json_value_out(&w, p->location);
        json_name(&w, "msg");
        json_string(&w, text_of(p->message));
        json_name(&w, "input");
        write_input(&w, p->input);
        if (p->context != NULL) {
            json_name(&w, "ctx");
            json_value_out(&w, p->context);
        }
        json_end_object(&w);
    }
    json_end_array(&w);
    write_error(&w, rq, ERROR_VALIDATION_ERROR, NULL, NULL);
    json_end_object(&w);
    return 422;
}

const json_value *detail(request *rq, const char *name, json_value value) {
    json_member member = json_make_member(name, value);
    return json_make_object(rq->arena, &member, 1);
}

json_value detail_uuid(request *rq, const uuid *id) {
    return json_make_uuid(rq->arena, id);
}
