// Everything that is wrong with a request is told at once: a problem is noted, decoding goes on, and only then comes
// the reply.
#include "server/input.h"
#include "server/app.h"
#include "server/form.h"
#include "server/parameters.h"

// --- body ------------------------------------------------------------------------------------------------------------

// application/json and application/<x>+json, with or without parameters, or nothing at all.
static bool is_json(text content_type) {
    if (content_type.data == NULL)
        return true;
    const char *semicolon = memchr(content_type.data, ';', content_type.length);
    text type = text_trim(
        (text){content_type.data, semicolon == NULL ? content_type.length : (size_t)(semicolon - content_type.data)});
    if (type.length == 0 || text_equal_ascii_nocase(type, TEXT("application/json")))
        return true;
    bool is_application = type.length > 17 && text_equal_ascii_nocase((text){type.data, 12}, TEXT("application/"));
    return is_application && text_equal_ascii_nocase((text){type.data + type.length - 5, 5}, TEXT("+json"));
}

// The first coding of a Content-Encoding that changes the bytes. TEXT_NONE: none.
static text other_coding(text list) {
    const char *end = list.data + list.length;
    for (const char *at = list.data; at != NULL && at < end;) {
        const char *comma = memchr(at, ',', (size_t)(end - at)), *stop = comma == NULL ? end : comma;
        text coding = text_trim((text){at, (size_t)(stop - at)});
        if (coding.length > 0 && !text_equal_ascii_nocase(coding, TEXT("identity")))
            return coding;
        at = comma == NULL ? NULL : comma + 1;
    }
    return TEXT_NONE;
}

// No coding of a body is taken back: RFC 9110, 15.5.16.
static bool is_plain_or_reply(request *rq) {
    for (size_t i = 0; i < rq->http->header_count; i++) {
        const http_header *header = &rq->http->headers[i];
        if (!text_equal_ascii_nocase(header->name, TEXT("Content-Encoding")))
            continue;
        text coding = other_coding(header->value);
        if (coding.data == NULL)
            continue;
        const char *named = text_is_utf8(coding) ? arena_text(rq->arena, coding) : "unreadable";
        http_reply_header(rq->exchange, TEXT("Accept-Encoding"), TEXT("identity"));
        reply_error(rq, ERROR_UNSUPPORTED_ENCODING,
                    arena_printf(rq->arena, "The body's Content-Encoding is '%s'; send it without one", named), NULL);
        return false;
    }
    return true;
}

static void syntax_problem(request *rq, const json_error *error) {
    json_value *location = arena_array(rq->arena, 2, sizeof *location);
    location[0] = json_make_string(TEXT("body"));
    text before = {rq->http->body.data, error->offset}; // the place is told in characters
    location[1] =
        json_make_integer(rq->arena, (int64_t)(text_is_utf8(before) ? text_code_points(before) : error->offset));
    record_problem_add(&rq->problems, "json_invalid", "JSON decode error", "body", NULL,
                       json_make_object(rq->arena, NULL, 0),
                       detail(rq, "error", json_make_string(text_of(error->message))));
    rq->problems.last->location = json_make_array(rq->arena, location, 2);
}

// Remembered, not answered yet: credentials are checked before the shape of the body.
static void other_type_problem(request *rq, text content_type) {
    json_value *input = arena_new_of(rq->arena, json_value);
    *input = json_make_string(text_is_utf8(rq->http->body) ? rq->http->body : TEXT(""));
    const char *named = text_is_utf8(content_type) ? arena_text(rq->arena, content_type) : "unreadable";
    record_problem_add(
        &rq->problems, "model_attributes_type",
        arena_printf(rq->arena,
                     "Input should be a valid dictionary or object to extract fields from: the Content-Type is "
                     "'%s', send 'application/json'",
                     named),
        "body", NULL, input, NULL);
}

bool input_parse_body_or_reply(request *rq, const json_value **body) {
    *body = NULL;
    if (rq->route->body->field_count == 0)
        return true;
    if (rq->route->shape == SHAPE_REDIRECT)
        return is_plain_or_reply(rq) && form_read_or_reply(rq, body);
    text raw = rq->http->body;
    if (raw.length == 0) {
        json_value *nothing = arena_new_of(rq->arena, json_value);
        *nothing = json_make_null();
        *body = nothing;
        return true;
    }
    if (!is_plain_or_reply(rq))
        return false;
    text content_type = http_request_header(rq->http, "Content-Type");
    if (!is_json(content_type)) {
        other_type_problem(rq, content_type);
        return true;
    }
    json_error error = {0};
    *body = json_parse(rq->arena, raw, JSON_DEPTH_BODY, &error);
    if (error.too_large || arena_is_spent(rq->arena)) {
        reply_error(rq, ERROR_BODY_TOO_LARGE,
                    arena_printf(rq->arena,
                                 "What the body says takes more than the %lld bytes that one request may take",
                                 (long long)rq->app->config->max_request_memory),
                    NULL);
        return false;
    }
    if (*body != NULL && error.longest > rq->app->config->max_number_digits)
        record_check_numbers(*body, rq->app->config->max_number_digits, rq->arena, &rq->problems);
    if (*body != NULL)
        return true;
    if (error.too_deep || error.not_utf8 || !text_is_utf8(raw)) {
        reply_error(rq, ERROR_BAD_REQUEST, "There was an error parsing the body", NULL);
        return false;
    }
    syntax_problem(rq, &error);
    reply_problems(rq);
    return false;
}

// --- path ------------------------------------------------------------------------------------------------------------

static void decode_path_id(request *rq, const route_parameter *parameter, uuid *out) {
    text value = parameters_percent_decode(rq->arena, parameter->value, false);
    const char *reason = NULL;
    if (uuid_parse(value, out, &reason))
        return;
    json_value *input = arena_new_of(rq->arena, json_value);
    *input = json_make_string(text_is_utf8(value) ? value : TEXT(""));
    record_problem_add(&rq->problems, "uuid_parsing",
                       arena_printf(rq->arena, "Input should be a valid UUID, %s", reason), "path", parameter->name,
                       input, detail(rq, "error", json_make_string(text_of(reason))));
}

static void decode_path_text(request *rq, const route_parameter *parameter, const char **out) {
    text value = parameters_percent_decode(rq->arena, parameter->value, false);
    *out = arena_text(rq->arena, value);
    if (text_is_utf8(value) && memchr(value.data, '\0', value.length) == NULL)
        return;
    record_problem_add(&rq->problems, "string_unicode", "Input should be valid text", "path", parameter->name, NULL,
                       NULL);
}

static void decode_path(request *rq) {
    for (size_t i = 0; i < rq->course.match.parameter_count; i++) {
        const route_parameter *parameter = &rq->course.match.parameters[i];
        if (text_ends_with(text_of(parameter->name), TEXT("_id")))
            decode_path_id(rq, parameter, &rq->ids[i]);
        else
            decode_path_text(rq, parameter, &rq->texts[i]);
    }
}

static void decode_body(request *rq, const json_value *body) {
    const record_type *type = rq->route->body;
    rq->body = arena_alloc(rq->arena, type->size);
    rq->document = body;
    if (body->type == JSON_NULL)
        record_problem_add(&rq->problems, "missing", "Field required", "body", NULL, body, NULL);
    else
        record_decode(type, &rq->app->limits, body, rq->arena, &rq->problems, rq->body);
    // What else was in a form is not repeated.
    for (record_problem *p = rq->problems.first; p != NULL && rq->route->shape == SHAPE_REDIRECT; p = p->next)
        p->input = strcmp(p->type, "missing") == 0 ? NULL : p->input;
}

bool input_decode_or_reply(request *rq, const json_value *body) {
    const record_type *query = rq->route->query;
    record_parameter *parameters = NULL;
    size_t count = 0;
    if (query->field_count > 0) {
        count = parameters_split(rq->arena, rq->http->query, &parameters);
        rq->query = arena_alloc(rq->arena, query->size);
        record_decode_query(query, &rq->app->limits, parameters, count, true, rq->arena, &rq->problems, rq->query);
    }
    decode_path(rq);
    if (query->field_count > 0)
        record_decode_query(query, &rq->app->limits, parameters, count, false, rq->arena, &rq->problems, rq->query);
    if (body != NULL)
        decode_body(rq, body);
    if (query->field_count > 0 && body != NULL && body->type == JSON_OBJECT)
        record_decode_beside(query, rq->route->body, &rq->app->limits, body, parameters, count, rq->arena,
                             &rq->problems, rq->query);
    if (rq->problems.count == 0)
        return true;
    reply_problems(rq);
    return false;
}
