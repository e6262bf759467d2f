// Parsing of requests (RFC 9112): llhttp finds the pieces, this file gathers them into the exchange, keeps the limits
// and checks what llhttp leaves to its user. A method that llhttp does not know is shown to it as GET, which frames a
// request alike; a body in chunks is http_chunked.c's.
#include "net/http_internal.h"

enum {
    REQUEST_LINE_SLACK = 1024, // method, version, blanks and line ends of a head, which no other limit counts
    CHUNK_OVERHEAD = 5,        // framing bytes that each body byte may cost: one-byte chunks are the worst honest case
    HEAD_ONLY = 1,             // what on_headers_complete tells llhttp, which then takes the message for complete
};

void http_parse_refuse(http_exchange *x, int status, const char *reason) {
    if (x->refusal != 0)
        return;
    x->refusal = status;
    x->refusal_reason = reason;
}

static int refuse(http_exchange *x, int status, const char *reason) {
    http_parse_refuse(x, status, reason);
    return HPE_USER;
}

static const char *moved(const char *slice, const char *from, const char *to) {
    return to + (slice - from);
}

// Makes room for more head bytes. The head's size is bounded by the limits of URI and headers.
static void head_grow(http_exchange *x, size_t length) {
    size_t capacity = x->head_capacity * 2;
    while (capacity < x->head_length + length)
        capacity *= 2;
    char *bigger = arena_bytes(x->arena, capacity);
    memcpy(bigger, x->head, x->head_length);
    x->target.data = moved(x->target.data, x->head, bigger);
    for (size_t i = 0; i < x->header_count; i++) {
        x->headers[i].name.data = moved(x->headers[i].name.data, x->head, bigger);
        x->headers[i].value.data = moved(x->headers[i].value.data, x->head, bigger);
    }
    x->head = bigger;
    x->head_capacity = capacity;
}

// Appends a piece of a slice that ends where the head ends.
static void head_append(http_exchange *x, text *slice, const char *bytes, size_t length) {
    if (length > x->head_capacity - x->head_length)
        head_grow(x, length);
    memcpy(x->head + x->head_length, bytes, length);
    x->head_length += length;
    slice->length += length;
}

static int on_url(llhttp_t *parser, const char *at, size_t length) {
    http_exchange *x = parser->data;
    if (x->target.length + length > x->loop->server->options.limits.uri_length)
        return refuse(x, 414, "the request target is too long");
    head_append(x, &x->target, at, length);
    return 0;
}

static int header_begin(http_exchange *x) {
    if (x->header_count == x->loop->server->options.limits.header_count)
        return refuse(x, 431, "too many headers");
    if (x->header_count == x->header_capacity) {
        http_header *bigger = arena_array(x->arena, x->header_capacity * 2, sizeof(*bigger));
        memcpy(bigger, x->headers, x->header_count * sizeof(*bigger));
        x->headers = bigger;
        x->header_capacity *= 2;
    }
    const char *end = x->head + x->head_length;
    x->headers[x->header_count++] = (http_header){.name = {end, 0}, .value = {end, 0}};
    x->header_bytes += strlen(": \r\n");
    x->in_value = false;
    return 0;
}

bool http_parse_count_header(http_exchange *x, size_t length) {
    x->header_bytes += length;
    if (x->header_bytes > x->loop->server->options.limits.header_bytes)
        http_parse_refuse(x, 431, "the headers are too large");
    return x->refusal == 0;
}

static int on_header_field(llhttp_t *parser, const char *at, size_t length) {
    http_exchange *x = parser->data;
    if (!http_parse_count_header(x, length))
        return HPE_USER;
    if ((x->header_count == 0 || x->in_value) && header_begin(x) != 0)
        return HPE_USER;
    head_append(x, &x->headers[x->header_count - 1].name, at, length);
    return 0;
}

static int on_header_field_complete(llhttp_t *parser) {
    http_exchange *x = parser->data;
    // llhttp lets an empty name pass.
    if (x->header_count == 0 || x->in_value || x->headers[x->header_count - 1].name.length == 0)
        return refuse(x, 400, "a header has no name");
    x->headers[x->header_count - 1].value.data = x->head + x->head_length;
    x->in_value = true;
    return 0;
}

static int on_header_value(llhttp_t *parser, const char *at, size_t length) {
    http_exchange *x = parser->data;
    if (!http_parse_count_header(x, length))
        return HPE_USER;
    head_append(x, &x->headers[x->header_count - 1].value, at, length);
    return 0;
}

// The part of an absolute-form target behind its authority: "http://host/a?b" gives "/a?b" (RFC 9112 section 3.2.2).
static bool absolute_form_strip(text *target) {
    const char *mark = memmem(target->data, target->length, "://", 3);
    if (mark == NULL)
        return false;
    text scheme = {target->data, (size_t)(mark - target->data)};
    if (!text_equal_ascii_nocase(scheme, TEXT("http")) && !text_equal_ascii_nocase(scheme, TEXT("https")))
        return false;
    const char *end = target->data + target->length;
    const char *authority = mark + 3;
    const char *rest = authority;
    while (rest < end && *rest != '/' && *rest != '?')
        rest++;
    if (rest == authority)
        return false;
    *target = (text){rest, (size_t)(end - rest)};
    return true;
}

// Splits the target into path and query. False when it is in none of the forms that the method may have.
static bool target_split(http_exchange *x) {
    text target = x->target;
    http_request *request = &x->request;
    bool asterisk = text_is(target, "*");
    if (asterisk && request->method != HTTP_OPTIONS)
        return false;
    if (memchr(target.data, '#', target.length) != NULL)
        return false;
    if (!asterisk && (target.length == 0 || target.data[0] != '/') && !absolute_form_strip(&target))
        return false;
    const char *mark = target.length == 0 ? NULL : memchr(target.data, '?', target.length);
    request->path = mark == NULL ? target : (text){target.data, (size_t)(mark - target.data)};
    if (mark != NULL)
        request->query = (text){mark + 1, (size_t)(target.data + target.length - mark - 1)};
    if (request->path.length == 0)
        request->path = TEXT("/");
    return true;
}

// What the checks of a complete head need to know of its headers.
typedef struct head_facts {
    unsigned hosts;
    bool host_bad;
    bool has_codings; // a Transfer-Encoding header is there
    unsigned codings; // its members
    bool coding_unknown;
    bool expects_other;
} head_facts;

static void codings_collect(text list, head_facts *facts) {
    const char *at = list.data;
    const char *end = list.data + list.length;
    while (at <= end) {
        const char *comma = at == end ? NULL : memchr(at, ',', (size_t)(end - at));
        const char *stop = comma == NULL ? end : comma;
        text member = http_blanks_trimmed((text){at, (size_t)(stop - at)});
        if (member.length > 0) {
            facts->codings++;
            facts->coding_unknown |= !text_equal_ascii_nocase(member, TEXT("chunked"));
        }
        at = stop + 1;
    }
}

// Headers that mean something to this layer are told apart by length before they are compared.
static void head_collect(http_exchange *x, head_facts *facts) {
    for (size_t i = 0; i < x->header_count; i++) {
        http_header *header = &x->headers[i];
        header->value = http_blanks_trimmed(header->value);
        if (header->name.length == 4 && text_equal_ascii_nocase(header->name, TEXT("host"))) {
            facts->hosts++;
            facts->host_bad |= !http_host_valid(header->value);
        } else if (header->name.length == 6 && text_equal_ascii_nocase(header->name, TEXT("expect"))) {
            bool known = text_equal_ascii_nocase(header->value, TEXT("100-continue"));
            x->expects_continue |= known;
            facts->expects_other |= !known;
        } else if (header->name.length == 17 && text_equal_ascii_nocase(header->name, TEXT("transfer-encoding"))) {
            facts->has_codings = true;
            codings_collect(header->value, facts);
        }
    }
}

static int head_check(http_exchange *x, const llhttp_t *parser, const head_facts *facts) {
    if (parser->http_major != 1)
        return refuse(x, 505, "only HTTP/1.1 and HTTP/1.0 are spoken here");
    if (parser->method == LLHTTP_CONNECT)
        return refuse(x, 501, "CONNECT is not supported");
    if (!target_split(x))
        return refuse(x, 400, "the request target is malformed");
    if (facts->hosts > 1 || facts->host_bad || (facts->hosts == 0 && !x->version_1_0))
        return refuse(x, 400, "exactly one valid Host header is needed");
    if (facts->coding_unknown)
        return refuse(x, 501, "the transfer coding is not supported");
    if (facts->has_codings && (facts->codings != 1 || x->version_1_0))
        return refuse(x, 400, "the Transfer-Encoding header is malformed");
    if (facts->expects_other && !x->version_1_0)
        return refuse(x, 417, "the expectation is not supported");
    if (parser->content_length > x->loop->server->options.limits.body_bytes)
        return refuse(x, 413, "the request body is too large");
    return 0;
}

void http_parse_salvage(http_exchange *x) {
    if (x->target.length == 0 || x->head_complete)
        return;
    if (!target_split(x))
        x->request.path = x->target;
}

static int on_headers_complete(llhttp_t *parser) {
    http_exchange *x = parser->data;
    head_facts facts = {0};
    x->version_1_0 = parser->http_major == 1 && parser->http_minor == 0;
    head_collect(x, &facts);
    x->request.headers = x->headers;
    x->request.header_count = x->header_count;
    if (head_check(x, parser, &facts) != 0)
        return HPE_USER;
    // An offer to upgrade may be ignored (RFC 9110 section 7.8): the request is answered as what it is.
    parser->upgrade = 0;
    x->head_complete = true;
    x->keep_alive = llhttp_should_keep_alive(parser);
    x->chunked = (parser->flags & F_CHUNKED) != 0;
    x->request.has_body = x->chunked || parser->content_length > 0;
    x->expects_continue &= !x->version_1_0 && x->request.has_body;
    return x->chunked ? HEAD_ONLY : 0;
}

bool http_parse_body(http_exchange *x, const char *at, size_t length) {
    http_loop *loop = x->loop;
    buffer_append(&x->body, at, length);
    if (x->body.failed) {
        http_parse_refuse(x, 413, "the request body is too large");
        return false;
    }
    loop->held_bytes += length;
    if (loop->held_bytes > loop->server->options.limits.held_bytes) {
        http_parse_refuse(x, 503, "too many request bodies are on their way");
        return false;
    }
    return true;
}

static int on_body(llhttp_t *parser, const char *at, size_t length) {
    return http_parse_body(parser->data, at, length) ? 0 : HPE_USER;
}

static int on_message_complete(llhttp_t *parser) {
    (void)parser;
    return HPE_PAUSED;
}

static const llhttp_settings_t settings = {
    .on_url = on_url,
    .on_header_field = on_header_field,
    .on_header_field_complete = on_header_field_complete,
    .on_header_value = on_header_value,
    .on_headers_complete = on_headers_complete,
    .on_body = on_body,
    .on_message_complete = on_message_complete,
};

static void request_begin(http_connection *connection) {
    http_exchange *x = http_exchange_take(connection->loop, connection);
    connection->exchange = x;
    connection->phase = PHASE_HEAD;
    llhttp_init(&x->parser, HTTP_REQUEST, &settings);
    x->parser.data = x;
    x->parser.lenient_flags |= LENIENT_VERSION; // head_check looks at it (RFC 9110 section 2.5)
}

// Looks for a continued header line, which llhttp would join silently (RFC 9112 section 5.2 wants it refused), up to
// the empty line that ends the head. State between reads: whether the last byte was a line feed.
static bool head_has_folding(http_exchange *x, const char *bytes, size_t length) {
    size_t at = 0;
    bool folding = false;
    while (at < length && !x->head_scanned && !folding) {
        if (x->after_newline) {
            x->after_newline = false;
            folding = bytes[at] == ' ' || bytes[at] == '\t';
            x->head_scanned = bytes[at] == '\r' || bytes[at] == '\n';
            continue;
        }
        const char *newline = memchr(bytes + at, '\n', length - at);
        x->after_newline = newline != NULL;
        at = newline == NULL ? length : (size_t)(newline - bytes) + 1;
    }
    x->head_wire += at;
    return folding;
}

static void refuse_for_error(http_exchange *x, llhttp_errno_t error) {
    if (error == HPE_INVALID_VERSION || error == HPE_PAUSED_H2_UPGRADE)
        http_parse_refuse(x, 505, "only HTTP/1.1 and HTTP/1.0 are spoken here");
    else if (error == HPE_INVALID_TRANSFER_ENCODING)
        http_parse_refuse(x, 400, "the Transfer-Encoding header is malformed");
    else if (error == HPE_UNEXPECTED_CONTENT_LENGTH || error == HPE_INVALID_CONTENT_LENGTH)
        http_parse_refuse(x, 400, "the Content-Length header is malformed");
    else
        http_parse_refuse(x, 400, "the request is malformed");
}

// Bounds what the other limits do not see: blanks, chunk extensions, zeros before a chunk size.
static bool wire_within_limits(http_exchange *x) {
    const http_limits *limits = &x->loop->server->options.limits;
    if (x->head_wire > limits->uri_length + limits->header_bytes + REQUEST_LINE_SLACK) {
        http_parse_refuse(x, 431, "the headers are too large");
        return false;
    }
    if (x->wire_bytes > x->head_wire + limits->header_bytes + (CHUNK_OVERHEAD + 1) * x->body.length) {
        http_parse_refuse(x, 400, "the body has too much framing");
        return false;
    }
    return true;
}

// Empty lines before a request line are ignored (RFC 9112 section 2.2).
static size_t empty_lines(const char *bytes, size_t length) {
    size_t count = 0;
    while (count < length && (bytes[count] == '\r' || bytes[count] == '\n'))
        count++;
    return count;
}

// Has llhttp parse from *parsed on, and moves that.
static http_parse_result message_parse(http_exchange *x, const char *bytes, size_t length, size_t *parsed) {
    llhttp_errno_t error = llhttp_execute(&x->parser, bytes + *parsed, length - *parsed);
    *parsed = error == HPE_OK ? length : (size_t)(llhttp_get_error_pos(&x->parser) - bytes);
    if (error == HPE_OK)
        return PARSE_MORE;
    if (error == HPE_PAUSED)
        return PARSE_COMPLETE;
    refuse_for_error(x, error);
    return PARSE_REFUSED;
}

// --- the method ------------------------------------------------------------------------------------------------------
// Any token is one (RFC 9110 section 9.1), but llhttp refuses those that it does not know.

#define METHOD(name, method)                                                                                           \
    { {name, sizeof(name) - 1}, method }
static const struct method_row {
    text name;
    http_method method;
} methods[] = {
    METHOD("GET", HTTP_GET),         METHOD("POST", HTTP_POST),    METHOD("PATCH", HTTP_PATCH),
    METHOD("DELETE", HTTP_DELETE),   METHOD("PUT", HTTP_PUT),      METHOD("HEAD", HTTP_HEAD),
    METHOD("OPTIONS", HTTP_OPTIONS), METHOD("TRACE", HTTP_OTHER),  METHOD("CONNECT", HTTP_OTHER),
    METHOD("PRI", HTTP_OTHER),       METHOD("COPY", HTTP_OTHER),   METHOD("LOCK", HTTP_OTHER),
    METHOD("MKCOL", HTTP_OTHER),     METHOD("MOVE", HTTP_OTHER),   METHOD("PROPFIND", HTTP_OTHER),
    METHOD("PROPPATCH", HTTP_OTHER), METHOD("SEARCH", HTTP_OTHER), METHOD("UNLOCK", HTTP_OTHER),
    METHOD("BIND", HTTP_OTHER),      METHOD("REBIND", HTTP_OTHER), METHOD("UNBIND", HTTP_OTHER),
    METHOD("ACL", HTTP_OTHER),       METHOD("REPORT", HTTP_OTHER), METHOD("MKACTIVITY", HTTP_OTHER),
    METHOD("CHECKOUT", HTTP_OTHER),  METHOD("MERGE", HTTP_OTHER),  METHOD("MKCALENDAR", HTTP_OTHER),
    METHOD("LINK", HTTP_OTHER),      METHOD("UNLINK", HTTP_OTHER),
};
#undef METHOD

static const struct method_row *method_find(text name) {
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
        if (text_equal(methods[i].name, name))
            return &methods[i];
    return NULL;
}

// Shows llhttp what was kept of a method that came in pieces, or its substitute.
static http_parse_result method_show(http_exchange *x, text shown) {
    size_t parsed = 0;
    return shown.length == 0 ? PARSE_MORE : message_parse(x, shown.data, shown.length, &parsed);
}

// Reads the method up to the blank behind it; *parsed: where llhttp goes on.
static http_parse_result method_parse(http_exchange *x, const char *bytes, size_t length, size_t *parsed) {
    size_t count = 0;
    while (count < length && http_token_has(bytes[count]))
        count++;
    text kept = {x->method, x->method_length}, name = {bytes, count};
    bool ends = count < length;
    if (ends && bytes[count] != ' ') { // no method: llhttp says so
        x->method_complete = true;
        return method_show(x, kept);
    }
    if (count > sizeof x->method - kept.length) {
        http_parse_refuse(x, 501, "the method is not known");
        return PARSE_REFUSED;
    }
    if (!ends || kept.length > 0) {
        memcpy(x->method + kept.length, bytes, count);
        x->method_length += count;
        name = kept = (text){x->method, x->method_length};
        *parsed = count;
    }
    if (!ends)
        return PARSE_MORE;
    x->method_complete = true;
    const struct method_row *row = method_find(name);
    if (row != NULL) {
        x->request.method = row->method;
        x->request.method_name = row->name;
        return method_show(x, kept);
    }
    x->request.method = HTTP_UNKNOWN;
    x->request.method_name = (text){arena_text(x->arena, name), name.length};
    *parsed = count;
    return method_show(x, name.length == 0 ? TEXT_NONE : TEXT("GET"));
}

// --- all of it -------------------------------------------------------------------------------------------------------

http_parse_result http_parse(http_connection *connection, const char *bytes, size_t length, size_t *taken) {
    size_t skipped = 0;
    if (connection->exchange == NULL) {
        skipped = empty_lines(bytes, length);
        *taken = skipped;
        if (skipped == length)
            return PARSE_MORE;
        request_begin(connection);
        bytes += skipped;
        length -= skipped;
    }
    http_exchange *x = connection->exchange;
    *taken = skipped + length;
    if (!x->head_scanned && head_has_folding(x, bytes, length)) {
        http_parse_refuse(x, 400, "a header line is continued on the next line");
        return PARSE_REFUSED;
    }
    http_parse_result result = PARSE_MORE;
    size_t parsed = 0;
    if (!x->method_complete)
        result = method_parse(x, bytes, length, &parsed);
    if (x->method_complete && result == PARSE_MORE && !(x->chunked && x->head_complete))
        result = message_parse(x, bytes, length, &parsed);
    if (x->chunked && x->head_complete && result != PARSE_REFUSED) {
        size_t more = 0;
        result = http_chunked_parse(x, bytes + parsed, length - parsed, &more);
        parsed += more;
    }
    x->wire_bytes += parsed;
    *taken = skipped + parsed;
    if (x->head_complete && connection->phase == PHASE_HEAD)
        connection->phase = PHASE_BODY;
    if (result == PARSE_REFUSED || !wire_within_limits(x))
        return PARSE_REFUSED;
    if (result == PARSE_COMPLETE)
        x->request.body = buffer_text(&x->body);
    return result;
}
