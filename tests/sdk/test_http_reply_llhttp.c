// The reader of replies beside llhttp, which reads requests for the server: whatever ours takes for a whole reply, llhttp
// takes for the same one. So what a proxy may smuggle past the one it smuggles past the other.
#include "sdk/http_reply.h"
#include "unit.h"
#include <llhttp.h>

enum { ROUNDS = 200000, LONGEST = 600 };

typedef struct reading {
    bool whole, keep_alive;
    int status;
    size_t used, length;
    char body[LONGEST];
} reading;

// --- llhttp ----------------------------------------------------------------------------------------------------------

static int headers_complete(llhttp_t *parser) {
    reading *r = parser->data;
    r->keep_alive = llhttp_should_keep_alive(parser) != 0; // trailers would change that
    return parser->status_code < 200 || parser->status_code == 204 || parser->status_code == 304 ? 1 : 0;
}

static int body(llhttp_t *parser, const char *at, size_t length) {
    reading *r = parser->data;
    memcpy(r->body + r->length, at, length);
    r->length += length;
    return 0;
}

static int message_complete(llhttp_t *parser) {
    reading *r = parser->data;
    if (parser->status_code < 200)
        return 0;
    r->whole = true;
    r->status = parser->status_code;
    return HPE_PAUSED;
}

static reading read_theirs(const char *bytes, size_t length) {
    static const llhttp_settings_t settings = {
        .on_headers_complete = headers_complete, .on_body = body, .on_message_complete = message_complete};
    reading r = {0};
    llhttp_t parser;
    llhttp_init(&parser, HTTP_RESPONSE, &settings);
    parser.data = &r;
    llhttp_errno_t error = llhttp_execute(&parser, bytes, length);
    r.used = error == HPE_OK ? length : (size_t)(llhttp_get_error_pos(&parser) - bytes);
    if (error == HPE_OK)
        llhttp_finish(&parser);
    return r;
}

// --- ours ------------------------------------------------------------------------------------------------------------

static reading read_ours(const char *bytes, size_t length, size_t piece) {
    reading r = {0};
    http_reply reply;
    reply_progress progress = REPLY_MORE;
    http_reply_begin(&reply, false, LONGEST, 0);
    while (r.used < length && progress == REPLY_MORE) {
        size_t used = 0, step = piece < length - r.used ? piece : length - r.used;
        progress = http_reply_feed(&reply, bytes + r.used, step, &used);
        r.used += used;
    }
    if (progress == REPLY_MORE)
        progress = http_reply_end(&reply);
    r.whole = progress == REPLY_COMPLETE;
    r.status = reply.status;
    r.keep_alive = reply.keep_alive;
    r.length = reply.length;
    if (r.length > 0)
        memcpy(r.body, reply.body, r.length);
    http_reply_done(&reply);
    return r;
}

// --- replies ---------------------------------------------------------------------------------------------------------

static const char *const seeds[] = {
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\nhello",
    "HTTP/1.1 201 Created\r\nETag: \"a\"\r\nConnection: keep-alive, close\r\nContent-Length: 2\r\n\r\n{}HTTP",
    "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 1\r\n\r\n1",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1\r\n!\r\n0\r\nX: y\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n",
    "HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n",
    "HTTP/1.1 304 Not Modified\r\nContent-Length: 3\r\n\r\n",
    "HTTP/1.1 200 OK\r\nX-Request-ID: a-b\r\n\r\nuntil the end",
};

// No tab: llhttp refuses one behind a length, where HTTP has it mean nothing.
static const char *const pieces[] = {
    "Content-Length: 1\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Transfer-Encoding: gzip, chunked\r\n",
    "Connection: close\r\n",
    "X: \r\n",
    " folded\r\n",
    "\r\n",
    "\n",
    "\r",
    ":",
    "0\r\n\r\n",
    "00",
    "-",
    "+",
    ";",
    ",",
    " ",
    "\v",
    "\x7f",
    "\xff",
    "HTTP/1.1 100 Continue\r\n\r\n",
};

static uint64_t next_random(uint64_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

// One change: a piece put in, a byte changed, or some taken out.
static size_t mutate(char *bytes, size_t length, uint64_t *state) {
    size_t at = next_random(state) % (length + 1), count = 1 + next_random(state) % 4;
    const char *piece = pieces[next_random(state) % (sizeof pieces / sizeof *pieces)];
    size_t size = strlen(piece);
    switch (next_random(state) % 3) {
    case 0:
        if (length + size >= LONGEST)
            return length;
        memmove(bytes + at + size, bytes + at, length - at);
        for (size_t i = 0; i < size; i++)
            bytes[at + i] = piece[i];
        return length + size;
    case 1:
        if (at < length)
            bytes[at] = piece[0];
        return length;
    default:
        if (at + count > length)
            return length;
        memmove(bytes + at, bytes + at + count, length - at - count);
        return length - count;
    }
}

static void compare(const char *bytes, size_t length, size_t piece) {
    reading ours = read_ours(bytes, length, piece), theirs = read_theirs(bytes, length);
    // llhttp knows one extension of a chunk alone.
    const char *extension = memchr(bytes, ';', length);
    bool several = extension != NULL && memchr(extension + 1, ';', length - (size_t)(extension + 1 - bytes)) != NULL;
    if (!ours.whole || several)
        return;
    if (!theirs.whole || theirs.used != ours.used || theirs.status != ours.status || theirs.length != ours.length ||
        (ours.keep_alive && !theirs.keep_alive) || memcmp(theirs.body, ours.body, ours.length) != 0)
        fail_msg("taken for status %d with %zu bytes, by llhttp for %d with %zu (used %zu and %zu):\n%.*s", ours.status,
                 ours.length, theirs.whole ? theirs.status : 0, theirs.length, ours.used, theirs.used, (int)length,
                 bytes);
}

static void test_seeds(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof seeds / sizeof *seeds; i++) {
        size_t length = strlen(seeds[i]);
        assert_true(read_theirs(seeds[i], length).whole);
        for (size_t piece = 1; piece <= length; piece++) {
            assert_true(read_ours(seeds[i], length, piece).whole);
            compare(seeds[i], length, piece);
        }
    }
}

static void test_mutated(void **state) {
    uint64_t random = 88172645463325252u;
    size_t taken = 0;
    (void)state;
    for (size_t round = 0; round < ROUNDS; round++) {
        char bytes[LONGEST + 1];
        const char *seed = seeds[round % (sizeof seeds / sizeof *seeds)];
        size_t length = (size_t)snprintf(bytes, sizeof bytes, "%s", seed);
        for (size_t changes = 1 + next_random(&random) % 3; changes > 0; changes--)
            length = mutate(bytes, length, &random);
        compare(bytes, length, 1 + next_random(&random) % LONGEST);
        taken += read_ours(bytes, length, length).whole;
    }
    assert_true(taken > ROUNDS / 10); // else it compared nothing
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_seeds), cmocka_unit_test(test_mutated)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
