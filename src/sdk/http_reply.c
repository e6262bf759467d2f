// The reader of replies. Lines are read where they lie, once; one that is cut is collected first. A body of known length
// gets its memory at once, and what follows the head in the same bytes is copied there. It reads what llhttp reads and is
// as strict as the server is with requests, which the tests hold against llhttp; it is ours because llhttp takes half as
// many instructions again as a whole call takes here. What two readers could take in two ways is malformed: lines that
// end otherwise than with CR LF, continued ones, two lengths or one said twice, codings other than chunked.
#include "sdk/http_reply.h"
#include "base/timestamp.h"
#include "sdk/http_text.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

enum state { IN_STATUS, IN_HEAD, IN_BODY, IN_CHUNK_SIZE, IN_CHUNK, AFTER_CHUNK, IN_TRAILER, COMPLETE };

enum { FIRST_BODY = 4096, KEPT_LINE = 256 };

// As before the first head: what one has told is not to be taken for what the next one tells.
static void forget_head(http_reply *r) {
    r->status = 0;
    r->content_type[0] = r->request_id[0] = r->etag[0] = r->location[0] = '\0';
    r->retry_after = -1;
    r->chunked = r->sized = r->closes = false;
    r->left = 0;
}

void http_reply_begin(http_reply *r, bool head_only, size_t maximum, size_t room) {
    forget_head(r); // not all of the struct is cleared: most of it is room for texts
    r->body = NULL;
    r->length = r->capacity = 0;
    r->keep_alive = r->started = false;
    r->problem = NULL;
    r->state = IN_STATUS;
    r->head_only = head_only;
    r->interim = 0;
    r->framing = 0;
    r->maximum = maximum;
    r->room = room;
    buffer_init(&r->line, REPLY_HEAD_BYTES);
    r->keeps_head = false;
    buffer_init(&r->head, REPLY_HEAD_BYTES);
}

void http_reply_done(http_reply *r) {
    buffer_done(&r->line);
    buffer_done(&r->head);
    free(r->body);
    r->body = NULL;
}

char *http_reply_take(http_reply *r, size_t *capacity) {
    char *body = r->body;
    if (capacity != NULL)
        *capacity = r->capacity;
    r->body = NULL;
    return body;
}

static reply_progress malformed(http_reply *r, const char *problem) {
    r->problem = problem;
    return REPLY_MALFORMED;
}

// --- body ------------------------------------------------------------------------------------------------------------

// Room for `more` bytes and a NUL. False when the reply becomes too large.
static bool reserve(http_reply *r, uint64_t more) {
    if (more > r->maximum - r->length)
        return false;
    size_t needed = r->length + (size_t)more + 1;
    if (needed <= r->capacity)
        return true;
    size_t capacity = r->sized ? needed + r->room : r->capacity * 2;
    if (capacity < FIRST_BODY && !r->sized)
        capacity = FIRST_BODY;
    if (capacity < needed)
        capacity = needed;
    char *body = realloc(r->body, capacity);
    if (body == NULL)
        return false;
    r->body = body;
    r->capacity = capacity;
    return true;
}

static bool append(http_reply *r, const char *bytes, size_t length) {
    if (!reserve(r, length))
        return false;
    memcpy(r->body + r->length, bytes, length);
    r->length += length;
    r->body[r->length] = '\0';
    return true;
}

// --- head ------------------------------------------------------------------------------------------------------------

// `wanted` is in lower case and begins with a letter.
static bool name_is(text name, text wanted) {
    return name.length == wanted.length && (name.data[0] | 0x20) == wanted.data[0] &&
           strncasecmp(name.data, wanted.data, name.length) == 0;
}

// True when the comma-separated list holds the token (RFC 9110 section 5.6.1).
static bool list_has(text list, text token) {
    while (list.length > 0) {
        const char *comma = memchr(list.data, ',', list.length);
        size_t length = comma == NULL ? list.length : (size_t)(comma - list.data);
        if (name_is(text_trim((text){list.data, length}), token))
            return true;
        size_t step = comma == NULL ? length : length + 1;
        list = (text){list.data + step, list.length - step};
    }
    return false;
}

static void keep(char *out, size_t size, text value) {
    size_t length = value.length < size ? value.length : size - 1;
    memcpy(out, value.data, length);
    out[length] = '\0';
}

// More digits than a number of 64 bits has.
static bool is_beyond(text value) {
    for (size_t i = 0; i < value.length; i++)
        if (value.data[i] < '0' || value.data[i] > '9')
            return false;
    return value.length > 0;
}

// Seconds, or an HTTP date (RFC 9110 section 10.2.3).
static double read_retry_after(text value) {
    char form[64];
    long long seconds;
    struct tm date = {0};
    if (text_to_int64(value, &seconds))
        return seconds < 0 ? 0 : (double)seconds;
    if (is_beyond(value))
        return (double)INT64_MAX;
    keep(form, sizeof form, value);
    const char *end = strptime(form, "%a, %d %b %Y %H:%M:%S GMT", &date);
    if (end == NULL || *end != '\0')
        return -1;
    double wait = (double)timegm(&date) - (double)timestamp_now() / 1e6;
    return wait < 0 ? 0 : wait;
}

static bool read_length(http_reply *r, text value) {
    long long length;
    if (r->sized || !text_to_int64(value, &length) || value.data[0] < '0' || value.data[0] > '9')
        return false;
    r->sized = true;
    r->left = (uint64_t)length;
    return true;
}

// Lengths of the names of headers that are read, as bits: most headers are told from these without a look at them.
#define NAME_LENGTHS (1u << 4 | 1u << 8 | 1u << 10 | 1u << 11 | 1u << 12 | 1u << 14 | 1u << 17)

// False when the header makes the reply unreadable, or readable in two ways.
static bool read_header(http_reply *r, text name, text value) {
    switch (name.length) {
    case 4:
        if (name_is(name, TEXT("etag")) && value.length < sizeof r->etag)
            keep(r->etag, sizeof r->etag, value);
        return true;
    case 8:
        if (r->status >= 300 && r->status < 400 && name_is(name, TEXT("location")))
            keep(r->location, sizeof r->location, value);
        return true;
    case 10:
        if (name_is(name, TEXT("connection"))) {
            r->closes |= list_has(value, TEXT("close"));
            r->keep_alive |= list_has(value, TEXT("keep-alive"));
        }
        return true;
    case 11:
        if (name_is(name, TEXT("retry-after")))
            r->retry_after = read_retry_after(value);
        return true;
    case 12:
        if (name_is(name, TEXT("content-type")))
            keep(r->content_type, sizeof r->content_type, value);
        else if (name_is(name, TEXT("x-request-id")))
            keep(r->request_id, sizeof r->request_id, value);
        return true;
    case 14:
        return !name_is(name, TEXT("content-length")) || read_length(r, value);
    case 17:
        if (!name_is(name, TEXT("transfer-encoding")))
            return true;
        // One coding that can be undone, said once, where HTTP has codings (RFC 9112 section 6.1), and without blanks
        // behind it, which others take for part of the name.
        if (r->chunked || !r->version_1_1 || !name_is(value, TEXT("chunked")) ||
            http_is_blank(value.data[value.length]))
            return false;
        r->chunked = true;
        return true;
    default:
        return true;
    }
}

// "HTTP/1.1 200 OK"
static bool read_status(http_reply *r, text line) {
    const char *at = line.data;
    if (line.length < 12 || memcmp(at, "HTTP/1.", 7) != 0 || (at[7] != '0' && at[7] != '1') || at[8] != ' ')
        return false;
    for (int i = 9; i < 12; i++)
        if (at[i] < '0' || at[i] > '9')
            return false;
    if (line.length > 12 && at[12] != ' ')
        return false;
    r->keep_alive = r->version_1_1 = at[7] == '1';
    r->status = (at[9] - '0') * 100 + (at[10] - '0') * 10 + (at[11] - '0');
    return r->status >= 100;
}

static bool read_header_line(http_reply *r, text line) {
    size_t name = http_name_length(line);
    if (name == 0)
        return false;
    if (name > 31 || (NAME_LENGTHS >> name & 1) == 0)
        return true;
    return read_header(r, (text){line.data, name}, http_strip((text){line.data + name + 1, line.length - name - 1}));
}

// --- lines -----------------------------------------------------------------------------------------------------------

typedef enum line_progress { LINE_MORE, LINE_READ, LINE_BAD } line_progress;

// What came of a line whose end is not there yet.
static line_progress keep_piece(http_reply *r, const char *bytes, size_t length, size_t *used) {
    *used = length;
    buffer_append(&r->line, bytes, length);
    return r->line.failed ? LINE_BAD : LINE_MORE;
}

// Reads a line, which CR LF ends and nothing else. It lies where it came, or in r->line until that is cleared, with the CR
// behind it.
static line_progress take_line(http_reply *r, const char *bytes, size_t length, size_t *used, text *line) {
    const char *end = bytes + length;
    bool returned = r->line.length > 0 && r->line.data[r->line.length - 1] == '\r';
    const char *at = returned ? bytes : http_skip_text(bytes, end);
    if (!returned && (at == end || (*at == '\r' && at + 1 == end)))
        return keep_piece(r, bytes, length, used);
    const char *feed = returned ? at : at + 1;
    if ((!returned && *at != '\r') || *feed != '\n')
        return LINE_BAD;
    *used = (size_t)(feed + 1 - bytes);
    *line = (text){bytes, (size_t)(at - bytes)};
    if (r->line.length == 0)
        return LINE_READ;
    r->line.length -= returned;
    buffer_append_text(&r->line, *line);
    buffer_append_byte(&r->line, '\r');
    *line = (text){r->line.data, r->line.length - 1};
    return r->line.failed ? LINE_BAD : LINE_READ;
}

// Whether what is no body keeps within its limit: a chunk of one byte costs five, and more than that is nonsense.
static bool count_framing(http_reply *r, size_t length) {
    r->framing += length;
    return r->framing <= REPLY_HEAD_BYTES + 5 * r->length;
}

// --- head ------------------------------------------------------------------------------------------------------------

// What follows the head, by RFC 9112 section 6.3.
static reply_progress begin_body(http_reply *r) {
    r->keep_alive &= !r->closes;
    if (r->status < 200) {
        if (!r->keep_alive)
            return malformed(r, "an interim reply ends the connection");
        if (r->status == 101)
            return malformed(r, "the server switches to another protocol, which it was not asked for");
        if (++r->interim > REPLY_INTERIM)
            return malformed(r, "too many interim replies");
        forget_head(r);
        buffer_clear(&r->head, SIZE_MAX);
        r->state = IN_STATUS;
        return REPLY_MORE;
    }
    if (r->chunked && r->sized)
        return malformed(r, "the reply has two lengths");
    if (r->head_only || r->status == 204 || r->status == 304 || (r->sized && r->left == 0)) {
        r->state = COMPLETE;
        return REPLY_COMPLETE;
    }
    if (r->chunked) {
        r->state = IN_CHUNK_SIZE;
        return REPLY_MORE;
    }
    r->state = IN_BODY;
    if (!r->sized)
        r->keep_alive = false;
    else if (!reserve(r, r->left))
        return REPLY_TOO_LARGE;
    return REPLY_MORE;
}

// True at the empty line that ends the head. `*fine` becomes false when the line is none that may stand there.
static bool head_line(http_reply *r, text line, bool *fine) {
    if (r->state == IN_STATUS) {
        *fine = read_status(r, line);
        r->state = IN_HEAD;
        return false;
    }
    if (line.length == 0)
        return true;
    *fine = read_header_line(r, line);
    return false;
}

// Reads the lines that are whole where they lie, from `at` on. Gives the place behind the last of them.
static const char *read_whole_lines(http_reply *r, const char *at, const char *end, bool *fine, bool *ended) {
    for (;;) {
        const char *stop = http_skip_text(at, end);
        if (end - stop < 2 || stop[0] != '\r' || stop[1] != '\n')
            return at;
        *ended = head_line(r, (text){at, (size_t)(stop - at)}, fine);
        at = stop + 2;
        if (*ended || !*fine)
            return at;
    }
}

static reply_progress feed_head(http_reply *r, const char *bytes, size_t length, size_t *used) {
    bool fine = true, ended = false;
    *used = 0;
    while (fine && !ended && *used < length) {
        size_t part = 0;
        text line = TEXT_NONE;
        if (r->line.length == 0)
            *used = (size_t)(read_whole_lines(r, bytes + *used, bytes + length, &fine, &ended) - bytes);
        if (!fine || ended || *used == length)
            break;
        line_progress progress = take_line(r, bytes + *used, length - *used, &part, &line);
        *used += part;
        if (progress == LINE_MORE)
            break;
        fine = progress == LINE_READ;
        ended = fine && head_line(r, line, &fine);
        buffer_clear(&r->line, KEPT_LINE);
    }
    if (!count_framing(r, *used) || r->line.failed)
        return malformed(r, "the head of the reply is too long");
    if (!fine)
        return malformed(r, "the head of the reply is malformed");
    if (r->keeps_head)
        buffer_append(&r->head, bytes, *used);
    return ended ? begin_body(r) : REPLY_MORE;
}

// --- body ------------------------------------------------------------------------------------------------------------

static reply_progress feed_body(http_reply *r, const char *bytes, size_t length, size_t *used) {
    *used = r->sized && length > r->left ? (size_t)r->left : length;
    if (!append(r, bytes, *used))
        return REPLY_TOO_LARGE;
    if (!r->sized)
        return REPLY_MORE;
    r->left -= *used;
    if (r->left > 0)
        return REPLY_MORE;
    r->state = COMPLETE;
    return REPLY_COMPLETE;
}

// The length of a text in quotes at the beginning; 0: none is there, or it does not end.
static size_t quoted_length(text line) {
    for (size_t i = 1; line.length > 0 && line.data[0] == '"' && i < line.length; i++) {
        if (line.data[i] == '"')
            return i + 1;
        i += line.data[i] == '\\';
    }
    return 0;
}

// Extensions of a chunk, which mean nothing here: *( ";" name [ "=" value ] ), RFC 9112 section 7.1.1.
static bool are_extensions(text line) {
    while (line.length > 0) {
        text name = {line.data + 1, line.length - 1};
        size_t length = http_token_length(name);
        if (line.data[0] != ';' || length == 0)
            return false;
        line = (text){name.data + length, name.length - length};
        if (line.length == 0 || line.data[0] != '=')
            continue;
        text value = {line.data + 1, line.length - 1};
        length = http_token_length(value) + quoted_length(value);
        if (length == 0)
            return false;
        line = (text){value.data + length, value.length - length};
    }
    return true;
}

// Hexadecimal digits, then perhaps extensions.
static bool read_chunk_size(text line, uint64_t *size) {
    size_t i = 0;
    *size = 0;
    for (; i < line.length; i++) {
        char c = line.data[i];
        int digit = c >= '0' && c <= '9'                     ? c - '0'
                    : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10
                                                             : -1;
        if (digit < 0)
            break;
        if (i == 15)
            return false;
        *size = *size << 4 | (uint64_t)digit;
    }
    return i > 0 && are_extensions((text){line.data + i, line.length - i});
}

static reply_progress read_chunk_line(http_reply *r, text line) {
    if (r->state == AFTER_CHUNK) {
        r->state = IN_CHUNK_SIZE;
        return line.length == 0 ? REPLY_MORE : malformed(r, "a chunk of the body is longer than it says");
    }
    if (r->state == IN_TRAILER) {
        if (line.length > 0)
            return http_name_length(line) > 0 ? REPLY_MORE : malformed(r, "a trailer of the reply is malformed");
        r->state = COMPLETE;
        return REPLY_COMPLETE;
    }
    if (!read_chunk_size(line, &r->left))
        return malformed(r, "the size of a chunk is malformed");
    r->state = r->left == 0 ? IN_TRAILER : IN_CHUNK;
    return reserve(r, r->left) ? REPLY_MORE : REPLY_TOO_LARGE;
}

static reply_progress feed_chunk_line(http_reply *r, const char *bytes, size_t length, size_t *used) {
    text line = TEXT_NONE;
    line_progress progress = take_line(r, bytes, length, used, &line);
    if (!count_framing(r, *used) || r->line.failed)
        return malformed(r, "the body of the reply has too much framing");
    if (progress == LINE_BAD)
        return malformed(r, "a line of the body does not end with CR LF");
    if (progress == LINE_MORE)
        return REPLY_MORE;
    reply_progress read = read_chunk_line(r, line);
    if (r->line.length > 0)
        buffer_clear(&r->line, KEPT_LINE);
    return read;
}

static reply_progress feed_chunk(http_reply *r, const char *bytes, size_t length, size_t *used) {
    *used = length > r->left ? (size_t)r->left : length;
    if (!append(r, bytes, *used))
        return REPLY_TOO_LARGE;
    r->left -= *used;
    if (r->left == 0)
        r->state = AFTER_CHUNK;
    return REPLY_MORE;
}

reply_progress http_reply_feed(http_reply *r, const char *bytes, size_t length, size_t *used) {
    reply_progress progress = r->state == COMPLETE ? REPLY_COMPLETE : REPLY_MORE;
    *used = 0;
    r->started |= length > 0;
    while (progress == REPLY_MORE && *used < length) {
        size_t part = 0;
        const char *at = bytes + *used;
        size_t rest = length - *used;
        if (r->state <= IN_HEAD)
            progress = feed_head(r, at, rest, &part);
        else if (r->state == IN_BODY)
            progress = feed_body(r, at, rest, &part);
        else if (r->state == IN_CHUNK)
            progress = feed_chunk(r, at, rest, &part);
        else
            progress = feed_chunk_line(r, at, rest, &part);
        *used += part;
    }
    return progress;
}

reply_progress http_reply_end(http_reply *r) {
    if (r->state == IN_BODY && !r->sized) {
        r->state = COMPLETE;
        return REPLY_COMPLETE;
    }
    r->problem = r->started ? "the connection was closed inside a reply" : "the connection was closed without a reply";
    return REPLY_CUT;
}
