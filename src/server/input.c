// Everything that is wrong with a request is told at once: a problem is noted, decoding goes on, and only then comes
// the reply.
#include "server/input.h"
#include "server/app.h"

#define BODY_DEPTH_MAXIMUM 1000
#define QUERY_PARAMETERS_MAXIMUM 200

static int hex_digit(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

text input_percent_decode(arena *a, text encoded, bool plus) {
    bool plain = memchr(encoded.data, '%', encoded.length) == NULL &&
                 (!plus || memchr(encoded.data, '+', encoded.length) == NULL);
    if (encoded.length == 0 || plain)
        return encoded;
    char *out = arena_bytes(a, encoded.length);
    size_t length = 0;
    for (size_t i = 0; i < encoded.length; i++) {
        char c = encoded.data[i];
        int high = -1, low = -1;
        if (c == '%' && i + 2 < encoded.length) {
            high = hex_digit(encoded.data[i + 1]);
            low = hex_digit(encoded.data[i + 2]);
        }
        if (high >= 0 && low >= 0) {
            c = (char)(high * 16 + low);
            i += 2;
        } else if (plus && c == '+') {
            c = ' ';
        }
        out[length++] = c;
    }
    return (text){out, length};
}

// Cuts "a=1&b=2" into parameters, as far as QUERY_PARAMETERS_MAXIMUM.
static size_t split_query(arena *a, text query, record_parameter **out) {
    size_t count = 0, start = 0, most = 1;
    if (query.data == NULL) // no offset may be added to a null pointer
        query = TEXT("");
    for (size_t i = 0; i < query.length && most < QUERY_PARAMETERS_MAXIMUM; i++)
        most += query.data[i] == '&';
    record_parameter *list = arena_array(a, most, sizeof *list);
    for (size_t i = 0; i <= query.length && count < most; i++) {
        if (i < query.length && query.data[i] != '&')
            continue;
        text pair = {query.data + start, i - start};
        start = i + 1;
        if (pair.length == 0)
            continue;
        const char *equals = memchr(pair.data, '=', pair.length);
        size_t name_length = equals == NULL ? pair.length : (size_t)(equals - pair.data);
        text value = equals == NULL ? TEXT("") : (text){equals + 1, pair.length - name_length - 1};
        list[count++] = (record_parameter){input_percent_decode(a, (text){pair.data, name_length}, true),
                                           input_percent_decode(a, value, true)};
    }
    *out = list;
    return count;
}

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
    text raw = rq->http->body;
    if (raw.length == 0) {
        json_value *nothing = arena_new_of(rq->arena, json_value);
        *nothing = json_make_null();
        *body = nothing;
        return true;
    }
    text content_type = http_request_header(rq->http, "Content-Type");
    if (!is_json(content_type)) {
        other_type_problem(rq, content_type);
        return true;
    }
    json_error error = {0};
    *body = json_parse(rq->arena, raw, BODY_DEPTH_MAXIMUM, &error);
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
    text value = input_percent_decode(rq->arena, parameter->value, false);
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
    text value = input_percent_decode(rq->arena, parameter->value, false);
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
}

bool input_decode_or_reply(request *rq, const json_value *body) {
    const record_type *query = rq->route->query;
    record_parameter *parameters = NULL;
    size_t count = 0;
    if (query->field_count > 0) {
        count = split_query(rq->arena, rq->http->query, &parameters);
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
