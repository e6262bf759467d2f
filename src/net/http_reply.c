// Rendering of reply heads (RFC 9112 section 4).
#include "net/http_internal.h"
#include <stdio.h>
#include <time.h>

typedef struct status_line {
    int status;
    text line;
} status_line;

#define LINE(status, reason)                                                                                           \
    { status, TEXT("HTTP/1.1 " #status " " reason "\r\n") }

// The most frequent ones first.
static const status_line status_lines[] = {
    LINE(200, "OK"),
    LINE(201, "Created"),
    LINE(204, "No Content"),
    LINE(304, "Not Modified"),
    LINE(400, "Bad Request"),
    LINE(401, "Unauthorized"),
    LINE(403, "Forbidden"),
    LINE(404, "Not Found"),
    LINE(405, "Method Not Allowed"),
    LINE(408, "Request Timeout"),
    LINE(409, "Conflict"),
    LINE(410, "Gone"),
    LINE(412, "Precondition Failed"),
    LINE(413, "Content Too Large"),
    LINE(414, "URI Too Long"),
    LINE(415, "Unsupported Media Type"),
    LINE(417, "Expectation Failed"),
    LINE(422, "Unprocessable Content"),
    LINE(428, "Precondition Required"),
    LINE(429, "Too Many Requests"),
    LINE(431, "Request Header Fields Too Large"),
    LINE(500, "Internal Server Error"),
    LINE(501, "Not Implemented"),
    LINE(502, "Bad Gateway"),
    LINE(503, "Service Unavailable"),
    LINE(504, "Gateway Timeout"),
    LINE(505, "HTTP Version Not Supported"),
    LINE(202, "Accepted"),
    LINE(206, "Partial Content"),
    LINE(207, "Multi-Status"),
    LINE(301, "Moved Permanently"),
    LINE(302, "Found"),
    LINE(303, "See Other"),
    LINE(307, "Temporary Redirect"),
    LINE(308, "Permanent Redirect"),
    LINE(402, "Payment Required"),
    LINE(406, "Not Acceptable"),
    LINE(411, "Length Required"),
    LINE(416, "Range Not Satisfiable"),
    LINE(423, "Locked"),
    LINE(507, "Insufficient Storage"),
};

enum { HEAD_FIXED = 256 }; // more than all that a head holds beside the caller's headers

// Writes into a reserved piece of the output.
typedef struct writer {
    char *at;
} writer;

static void put(writer *w, text t) {
    if (t.length == 0) // an empty text need not have an address
        return;
    memcpy(w->at, t.data, t.length);
    w->at += t.length;
}

static void put_number(writer *w, size_t number) {
    char digits[20];
    size_t count = 0;
    do {
        digits[count++] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    while (count > 0)
        *w->at++ = digits[--count];
}

static void put_status(writer *w, int status) {
    for (size_t i = 0; i < sizeof(status_lines) / sizeof(*status_lines); i++) {
        if (status_lines[i].status == status) {
            put(w, status_lines[i].line);
            return;
        }
    }
    put(w, TEXT("HTTP/1.1 "));
    put_number(w, (size_t)(status < 100 || status > 999 ? 500 : status));
    put(w, TEXT(" \r\n"));
}

// The Date header's value (RFC 9110 section 5.6.7), formatted once a second.
static text loop_date(http_loop *loop) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME_COARSE, &now);
    if (now.tv_sec != loop->date_second) {
        static const char *const days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
        static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
        struct tm t;
        gmtime_r(&now.tv_sec, &t);
        // Not strftime: its names of days and months follow the locale.
        snprintf(loop->date, sizeof(loop->date), "%s, %02u %s %04u %02u:%02u:%02u GMT", days[t.tm_wday % 7],
                 (unsigned)t.tm_mday % 100, months[t.tm_mon % 12], (unsigned)(t.tm_year + 1900) % 10000,
                 (unsigned)t.tm_hour % 100, (unsigned)t.tm_min % 100, (unsigned)t.tm_sec % 100);
        loop->date_second = now.tv_sec;
    }
    return text_of(loop->date);
}

static size_t headers_size(const http_exchange *x) {
    size_t size = x->reply_header_lines.length;
    for (size_t i = 0; i < x->reply_header_count; i++)
        size += x->reply_headers[i].name.length + x->reply_headers[i].value.length + strlen(": \r\n");
    return size;
}

static void put_headers(writer *w, const http_exchange *x) {
    for (size_t i = 0; i < x->reply_header_count; i++) {
        put(w, x->reply_headers[i].name);
        put(w, TEXT(": "));
        put(w, x->reply_headers[i].value);
        put(w, TEXT("\r\n"));
    }
    put(w, x->reply_header_lines);
}

text http_reply_render(http_exchange *x, bool close, buffer *out) {
    bool bodiless = http_reply_is_bodiless(x);
    text body = bodiless ? TEXT("") : buffer_text(&x->reply_body);
    bool endless = x->stream != NULL || x->reply_endless;
    bool sent = x->request.method != HTTP_HEAD;
    bool copied = sent && body.length <= BODY_COPIED;
    size_t most = HEAD_FIXED + headers_size(x) + (copied ? body.length : 0);
    char *space = buffer_reserve(out, most);
    if (space == NULL)
        return TEXT_NONE;
    writer w = {space};
    put_status(&w, x->status);
    put(&w, TEXT("Date: "));
    put(&w, loop_date(x->loop));
    put(&w, TEXT("\r\n"));
    put_headers(&w, x);
    if (endless && !x->version_1_0) {
        put(&w, TEXT("Transfer-Encoding: chunked\r\n"));
    } else if (!bodiless && !endless) {
        put(&w, TEXT("Content-Length: "));
        put_number(&w, body.length);
        put(&w, TEXT("\r\n"));
    }
    if (x->gzip_varies)
        put(&w, TEXT("Vary: Accept-Encoding\r\n"));
    if (x->gzip_applied)
        put(&w, TEXT("Content-Encoding: gzip\r\n"));
    if (close)
        put(&w, TEXT("Connection: close\r\n"));
    else if (x->version_1_0)
        put(&w, TEXT("Connection: keep-alive\r\n"));
    put(&w, TEXT("\r\n"));
    if (copied)
        put(&w, body);
    buffer_commit(out, (size_t)(w.at - space));
    return copied || !sent ? TEXT_NONE : body;
}
