// The reader of replies. A head that came whole is read where it lies, line by line, once; one that did not is
// collected first. A body of known length gets its memory at once, and what follows the head in the same bytes is
// copied there.
#include "sdk/http_reply.h"
#include "base/timestamp.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

enum state { IN_HEAD, IN_BODY, IN_CHUNK_SIZE, IN_CHUNK, AFTER_CHUNK, IN_TRAILER, COMPLETE };

enum { FIRST_BODY = 4096 };

// As before the first head: what one has told is not to be taken for what the next one tells.
static void forget_head(http_reply *r) {
    r->status = 0;
    r->content_type[0] = r->request_id[0] = r->etag[0] = '\0';
    r->retry_after = -1;
    r->chunked = r->sized = false;
    r->left = 0;
}

void http_reply_begin(http_reply *r, bool head_only, size_t maximum, size_t room) {
    forget_head(r); // not all of the struct is cleared: most of it is room for texts
    r->body = NULL;
    r->length = r->capacity = 0;
    r->keep_alive = r->started = false;
    r->problem = NULL;
    r->state = IN_HEAD;
    r->head_only = head_only;
    r->interim = 0;
    r->maximum = maximum;
    r->room = room;
    buffer_init(&r->head, REPLY_HEAD_BYTES);
}

void http_reply_done(http_reply *r) {
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

// Seconds, or an HTTP date (RFC 9110 section 10.2.3).
static double read_retry_after(text value) {
    char form[64];
    long long seconds;
    struct tm date = {0};
    if (text_to_int64(value, &seconds))
        return seconds < 0 ? 0 : (double)seconds;
    keep(form, sizeof form, value);
    const char *end = strptime(form, "%a, %d %b %Y %H:%M:%S GMT", &date);
    if (end == NULL || *end != '\0')
        return -1;
    double wait = (double)timegm(&date) - (double)timestamp_now() / 1e6;
    return wait < 0 ? 0 : wait;
}

static bool read_length(http_reply *r, text value) {
    long long length;
    if (!text_to_int64(value, &length) || length < 0 || value.data[0] == '+' ||
        (r->sized && r->left != (uint64_t)length))
        return false;
    r->sized = true;
    r->left = (uint64_t)length;
    return true;
}

// Lengths of the names of headers that are read, as bits: most headers are told from these without a look at them.
#define NAME_LENGTHS (1u << 4 | 1u << 10 | 1u << 11 | 1u << 12 | 1u << 14 | 1u << 17)

// False when the header makes the reply unreadable.
static bool read_header(http_reply *r, text name, text value) {
    switch (name.length) {
    case 4:
        if (name_is(name, TEXT("etag")) && value.length < sizeof r->etag)
            keep(r->etag, sizeof r->etag, value);
        return true;
    case 10:
        if (name_is(name, TEXT("connection"))) {
            r->keep_alive &= !list_has(value, TEXT("close"));
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
        r->chunked = name_is(value, TEXT("chunked"));
        return r->chunked;
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
    r->keep_alive = at[7] == '1';
    r->status = (at[9] - '0') * 100 + (at[10] - '0') * 10 + (at[11] - '0');
    return r->status >= 100;
}

static text strip(text value) {
    while (value.length > 0 && (value.data[0] == ' ' || value.data[0] == '\t'))
        value = (text){value.data + 1, value.length - 1};
    while (value.length > 0 && (value.data[value.length - 1] == ' ' || value.data[value.length - 1] == '\t'))
        value.length--;
    return value;
}

static bool read_line(http_reply *r, text line, bool first) {
    if (first)
        return read_status(r, line);
    const char *colon = memchr(line.data, ':', line.length);
    if (colon == NULL || colon == line.data)
        return false;
    size_t name = (size_t)(colon - line.data);
    if (name > 31 || (NAME_LENGTHS >> name & 1) == 0)
        return true;
    return read_header(r, (text){line.data, name}, strip((text){colon + 1, line.length - name - 1}));
}

// Reads the lines of the head, each ended by a line feed, up to the empty one. Returns the bytes up to and with that
// one; 0: it is not there yet, and nothing has been read. `*fine`: every line was.
static size_t read_head(http_reply *r, const char *bytes, size_t length, bool *fine) {
    const char *at = bytes, *end = bytes + length;
    *fine = true;
    for (bool first = true;; first = false) {
        const char *feed = memchr(at, '\n', (size_t)(end - at));
        if (feed == NULL)
            break;
        text line = {at, (size_t)(feed - at)};
        if (line.length > 0 && feed[-1] == '\r')
            line.length--;
        if (line.length == 0 && !first)
            return (size_t)(feed + 1 - bytes);
        if (*fine && line.length > 0)
            *fine = read_line(r, line, first);
        at = feed + 1;
    }
    forget_head(r);
    return 0;
}

// What follows the head, by RFC 9112 section 6.3.
static reply_progress begin_body(http_reply *r) {
    if (r->status < 200) {
        if (r->status == 101 || ++r->interim > REPLY_INTERIM)
            return malformed(r, "too many interim replies");
        forget_head(r);
        r->state = IN_HEAD;
        return REPLY_MORE;
    }
    if (r->head_only || r->status == 204 || r->status == 304 || (r->sized && !r->chunked && r->left == 0)) {
        r->state = COMPLETE;
        return REPLY_COMPLETE;
    }
    if (r->chunked) {
        r->keep_alive &= !r->sized;
        r->sized = false;
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

// Whether the head ends in the bytes from `from` on, which have come now. So a head that comes in
// many pieces is not read from its start with each of them.
static bool head_ends(const buffer *head, size_t from) {
    const char *at = head->data + (from < 2 ? 0 : from - 2), *end = head->data + head->length;
    for (;;) {
        const char *feed = memchr(at, '\n', (size_t)(end - at));
        if (feed == NULL)
            return false;
        at = feed + 1;
        if ((at < end && at[0] == '\n') || (end - at >= 2 && at[0] == '\r' && at[1] == '\n'))
            return true;
    }
}

static reply_progress head_read(http_reply *r, bool fine) {
    return fine ? begin_body(r) : malformed(r, "the head of the reply is malformed");
}

static reply_progress feed_head(http_reply *r, const char *bytes, size_t length, size_t *used) {
    bool fine;
    if (r->head.length == 0) {
        *used = read_head(r, bytes, length, &fine);
        if (*used > 0)
            return head_read(r, fine);
    }
    size_t before = r->head.length;
    buffer_append(&r->head, bytes, length);
    if (r->head.failed)
        return malformed(r, "the head of the reply is too long");
    *used = length;
    if (!head_ends(&r->head, before))
        return REPLY_MORE;
    *used = read_head(r, r->head.data, r->head.length, &fine) - before;
    buffer_clear(&r->head, 0);
    return head_read(r, fine);
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

// Collects a line; true when it is whole, without its line break, in r->head.
static bool take_line(http_reply *r, const char *bytes, size_t length, size_t *used) {
    const char *feed = memchr(bytes, '\n', length);
    *used = feed == NULL ? length : (size_t)(feed - bytes) + 1;
    buffer_append(&r->head, bytes, *used);
    if (feed == NULL || r->head.failed)
        return false;
    r->head.length--;
    if (r->head.length > 0 && r->head.data[r->head.length - 1] == '\r')
        r->head.length--;
    return true;
}

// Hexadecimal digits, then perhaps extensions, which are ignored (RFC 9112 section 7.1.1).
static bool read_chunk_size(const buffer *line, uint64_t *size) {
    size_t i = 0;
    *size = 0;
    for (; i < line->length; i++) {
        char c = line->data[i];
        int digit = c >= '0' && c <= '9'                     ? c - '0'
                    : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10
                                                             : -1;
        if (digit < 0)
            break;
        if (i == 15)
            return false;
        *size = *size << 4 | (uint64_t)digit;
    }
    return i > 0 && (i == line->length || line->data[i] == ';' || line->data[i] == ' ' || line->data[i] == '\t');
}

static reply_progress feed_chunk_line(http_reply *r, const char *bytes, size_t length, size_t *used) {
    if (!take_line(r, bytes, length, used))
        return r->head.failed ? malformed(r, "a line of the body is too long") : REPLY_MORE;
    bool empty = r->head.length == 0;
    bool sized = r->state == IN_CHUNK_SIZE && read_chunk_size(&r->head, &r->left);
    buffer_clear(&r->head, 256);
    if (r->state == AFTER_CHUNK) {
        r->state = IN_CHUNK_SIZE;
        return empty ? REPLY_MORE : malformed(r, "a chunk of the body is longer than it says");
    }
    if (r->state == IN_TRAILER) {
        if (empty)
            r->state = COMPLETE;
        return empty ? REPLY_COMPLETE : REPLY_MORE;
    }
    if (!sized)
        return malformed(r, "the size of a chunk is malformed");
    r->state = r->left == 0 ? IN_TRAILER : IN_CHUNK;
    return reserve(r, r->left) ? REPLY_MORE : REPLY_TOO_LARGE;
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
        if (r->state == IN_HEAD)
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
