#include "server/form.h"
#include "base/json_build.h"
#include "base/memory.h"
#include "server/parameters.h"

#define FORM_MAXIMUM 65536

enum { FIELDS_MAXIMUM = 50 };

typedef struct form {
    request *rq;
    json_builder fields;
    size_t count;
} form;

static void add_field(form *f, text name, text value) {
    if (value.length == 0 || f->count == FIELDS_MAXIMUM)
        return;
    f->count++;
    if (text_is_utf8(name) && text_is_utf8(value)) {
        arena *a = f->rq->arena;
        json_put(&f->fields, arena_text(a, name), json_make_string((text){arena_text(a, value), value.length}));
        return;
    }
    record_problem_add(&f->rq->problems, "string_unicode", "Input should be valid text", "body", NULL, NULL, NULL);
}

// The type of the content, without its parameters.
static text type_of(text content_type) {
    const char *end = content_type.data == NULL ? NULL : memchr(content_type.data, ';', content_type.length);
    return text_trim((text){content_type.data, end == NULL ? content_type.length : (size_t)(end - content_type.data)});
}

static void read_encoded(form *f) {
    record_parameter *pairs;
    size_t count = parameters_split(f->rq->arena, f->rq->http->body, &pairs);
    for (size_t i = 0; i < count; i++) {
        add_field(f, pairs[i].name, pairs[i].value);
        memory_wipe(pairs[i].value.data, pairs[i].value.length);
    }
}

// --- several parts ---------------------------------------------------------------------------------------------------

// The value of a parameter `name="value"` or `name=value` behind a semicolon; TEXT_NONE: there is none.
static text parameter_of(text header, const char *name) {
    size_t length = strlen(name);
    for (size_t i = 0; i + length + 1 < header.length; i++) {
        bool begins = header.data[i] == ';' || header.data[i] == ' ';
        const char *at = header.data + i + 1, *end = header.data + header.length;
        if (!begins || (size_t)(end - at) <= length || memcmp(at, name, length) != 0 || at[length] != '=')
            continue;
        at += length + 1;
        bool quoted = at < end && *at == '"';
        at += quoted;
        const char *stop = memchr(at, quoted ? '"' : ';', (size_t)(end - at));
        return (text){at, (size_t)((stop == NULL ? end : stop) - at)};
    }
    return TEXT_NONE;
}

// The Content-Disposition among the header lines of a part.
static text disposition_of(text headers) {
    text name = TEXT("Content-Disposition:");
    for (size_t start = 0; start < headers.length;) {
        const char *line = headers.data + start, *end = memchr(line, '\n', headers.length - start);
        size_t length = end == NULL ? headers.length - start : (size_t)(end - line);
        if (length > name.length && text_equal_ascii_nocase((text){line, name.length}, name))
            return text_trim((text){line + name.length, length - name.length});
        start += length + 1;
    }
    return TEXT_NONE;
}

static void read_part(form *f, text part) {
    const char *blank = memmem(part.data, part.length, "\r\n\r\n", 4);
    if (blank == NULL)
        return;
    text disposition = disposition_of((text){part.data, (size_t)(blank - part.data)});
    text name = parameter_of(disposition, "name");
    if (name.data != NULL && parameter_of(disposition, "filename").data == NULL)
        add_field(f, name, (text){blank + 4, part.length - (size_t)(blank + 4 - part.data)});
}

static void read_parts(form *f, text boundary) {
    text body = f->rq->http->body,
         mark = text_of(arena_printf(f->rq->arena, "\r\n--%.*s", (int)boundary.length, boundary.data));
    const char *end = body.data + body.length;
    // The first one begins the body, without a line before it.
    const char *at =
        text_starts_with(body, (text){mark.data + 2, mark.length - 2}) ? body.data + mark.length - 2 : NULL;
    for (const char *next; at != NULL; at = next == NULL ? NULL : next + mark.length) {
        next = memmem(at, (size_t)(end - at), mark.data, mark.length);
        if (next != NULL)
            read_part(f, (text){at, (size_t)(next - at)});
    }
}

// --- the whole -------------------------------------------------------------------------------------------------------

bool form_read_or_reply(request *rq, const json_value **out) {
    form f = {.rq = rq, .fields = json_builder_on(rq->arena)};
    text content_type = http_request_header(rq->http, "Content-Type"), type = type_of(content_type), boundary;
    if (rq->http->body.length > FORM_MAXIMUM) {
        reply_error(rq, ERROR_BODY_TOO_LARGE, arena_printf(rq->arena, "A form has at most %d bytes", FORM_MAXIMUM),
                    NULL);
        return false;
    }
    if (text_equal_ascii_nocase(type, TEXT("application/x-www-form-urlencoded"))) {
        read_encoded(&f);
    } else if (text_equal_ascii_nocase(type, TEXT("multipart/form-data"))) {
        boundary = parameter_of(content_type, "boundary");
        if (boundary.length > 0 && boundary.length <= 70) // RFC 2046, section 5.1.1
            read_parts(&f, boundary);
    }
    if (rq->http->body.length > 0)
        memory_wipe(rq->http->body.data, rq->http->body.length);
    *out = json_built(&f.fields);
    return true;
}
