// The reader of HTTP replies: every cut of the bytes gives the same outcome.
#include "sdk/http_reply.h"
#include "unit.h"

typedef struct outcome {
    reply_progress progress;
    int status;
    char body[256];
    bool keep_alive;
    size_t used;
} outcome;

// Feeds the bytes in two pieces, the second in pieces of `piece`.
static outcome read_cut(const char *bytes, size_t length, size_t cut, size_t piece, bool head, size_t maximum) {
    http_reply r;
    outcome o = {.progress = REPLY_MORE};
    http_reply_begin(&r, head, maximum, 0);
    size_t at = 0;
    while (at < length && o.progress == REPLY_MORE) {
        size_t step = at < cut ? cut - at : piece, used = 0;
        if (step > length - at)
            step = length - at;
        o.progress = http_reply_feed(&r, bytes + at, step, &used);
        o.used += used;
        at += step;
    }
    if (o.progress == REPLY_MORE)
        o.progress = http_reply_end(&r);
    o.status = r.status;
    o.keep_alive = r.keep_alive;
    if (o.progress == REPLY_COMPLETE)
        snprintf(o.body, sizeof o.body, "%.*s", (int)r.length, r.body == NULL ? "" : r.body);
    http_reply_done(&r);
    return o;
}

static void expect(const char *bytes, reply_progress progress, int status, const char *body, bool keep_alive) {
    size_t length = strlen(bytes);
    for (size_t cut = 1; cut <= length; cut++)
        for (size_t piece = 1; piece <= 3; piece++) {
            outcome o = read_cut(bytes, length, cut, piece, false, 1 << 20);
            assert_int_equal(o.progress, progress);
            if (progress != REPLY_COMPLETE)
                continue;
            assert_int_equal(o.status, status);
            assert_string_equal(o.body, body);
            assert_int_equal(o.keep_alive, keep_alive);
            assert_int_equal(o.used, length);
        }
}

static void test_sized(void **state) {
    (void)state;
    expect("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", REPLY_COMPLETE, 200, "hello", true);
    expect("HTTP/1.1 200\r\ncontent-length:5\r\n\r\nhello", REPLY_COMPLETE, 200, "hello", true);
    expect("HTTP/1.1 404 \r\nContent-Length: 0\r\n\r\n", REPLY_COMPLETE, 404, "", true);
    expect("HTTP/1.1 204 No Content\r\n\r\n", REPLY_COMPLETE, 204, "", true);
    expect("HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", REPLY_COMPLETE, 304, "", true);
}

static void test_connection(void **state) {
    (void)state;
    expect("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\na", REPLY_COMPLETE, 200, "a", false);
    expect("HTTP/1.1 200 OK\r\nConnection: x, Close\r\nContent-Length: 1\r\n\r\na", REPLY_COMPLETE, 200, "a", false);
    expect("HTTP/1.1 200 OK\r\nConnection: keep-alive, close\r\nContent-Length: 1\r\n\r\na", REPLY_COMPLETE, 200, "a",
           false);
    expect("HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\na", REPLY_COMPLETE, 200, "a", false);
    expect("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 1\r\n\r\na", REPLY_COMPLETE, 200, "a", true);
    expect("HTTP/1.1 200 OK\r\n\r\nuntil the end", REPLY_COMPLETE, 200, "until the end", false);
}

static void test_chunked(void **state) {
    (void)state;
    expect("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", REPLY_COMPLETE, 200, "hello",
           true);
    expect("HTTP/1.1 200 OK\r\ntransfer-encoding: \tChunked\r\n\r\n5;x=y\r\nhello\r\nA\r\n, wörld!!\r\n0\r\nTrailer: "
           "x\r\n\r\n",
           REPLY_COMPLETE, 200, "hello, wörld!!", true);
    // A trailer is no header of the reply.
    expect("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nETag: \"x\"\r\n\r\n", REPLY_COMPLETE,
           200, "a", true);
}

static void test_interim(void **state) {
    (void)state;
    expect("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
           "HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nok",
           REPLY_COMPLETE, 201, "ok", true);
    // What an interim reply says of itself is not said of the final one, in one piece and in two.
    static const char hints[] =
        "HTTP/1.1 103 Early Hints\r\nETag: \"early\"\r\nX-Request-ID: early\r\nRetry-After: 9\r\n\r\n"
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    for (size_t cut = 0; cut < sizeof hints - 1; cut++) {
        http_reply r;
        size_t used, rest;
        http_reply_begin(&r, false, 10, 0);
        assert_int_equal(http_reply_feed(&r, hints, cut, &used), REPLY_MORE);
        assert_int_equal(http_reply_feed(&r, hints + cut, sizeof hints - 1 - cut, &rest), REPLY_COMPLETE);
        assert_int_equal(used + rest, sizeof hints - 1);
        assert_string_equal(r.etag, "");
        assert_string_equal(r.request_id, "");
        assert_true(r.retry_after < 0);
        http_reply_done(&r);
    }
    char many[512] = "";
    for (int i = 0; i < REPLY_INTERIM + 1; i++)
        memcpy(many + strlen(many), "HTTP/1.1 100 C\r\n\r\n", 19);
    expect(many, REPLY_MALFORMED, 0, NULL, false);
}

static void test_malformed(void **state) {
    (void)state;
    expect("garbage\r\n\r\n", REPLY_MALFORMED, 0, NULL, false);
    expect("HTTP/2 200 OK\r\n\r\n", REPLY_MALFORMED, 0, NULL, false);
    expect("HTTP/1.1 20 OK\r\n\r\n", REPLY_MALFORMED, 0, NULL, false);
    expect("HTTP/1.1 200 OK\r\nNo colon\r\n\r\n", REPLY_MALFORMED, 0, NULL, false);
    expect("HTTP/1.1 200 OK\r\n: no name\r\n\r\n", REPLY_MALFORMED, 0, NULL, false);
    expect("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", REPLY_MALFORMED, 0, NULL, false);
    expect("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n", REPLY_MALFORMED, 0, NULL, false);
    expect("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", REPLY_MALFORMED, 0, NULL, false);
    expect("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n", REPLY_MALFORMED, 0, NULL, false);
    expect("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", REPLY_MALFORMED, 0, NULL, false);
    expect("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n", REPLY_MALFORMED, 0, NULL, false);
    expect("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n", REPLY_MALFORMED, 0, NULL,
           false);
    expect("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n", REPLY_MALFORMED, 0, NULL,
           false);
}

// What may be read in two ways, by us and by a proxy in between, is refused.
static void test_ambiguous(void **state) {
    static const char *const heads[] = {
        "Content-Length: 2\r\nContent-Length: 2\r\n",
        "Content-Length: 1, 1\r\n",
        "Content-Length: +1\r\n",
        "Content-Length: 0x1\r\n",
        "Content-Length:\r\n",
        "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: gzip, chunked\r\n",
        "Transfer-Encoding: chunked, gzip\r\n",
        "Transfer-Encoding: identity\r\n",
        "Transfer-Encoding: chunked \r\n",
        "Transfer-Encoding:\r\n",
        "Content-Length: 1\r\nX: a\r\n b\r\n",
        "Content-Length: 1\r\nX: \r\n\tb\r\n",
        "X: a\r\n Content-Length: 1\r\n",
        "Content-Length : 1\r\n",
        " Content-Length: 1\r\n",
        "Content\tLength: 1\r\n",
        "Content-Length: 1\r\nX: a\rb\r\n",
        "Content-Length: 1\r\n:\r\n",
    };
    (void)state;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        char bytes[256];
        snprintf(bytes, sizeof bytes, "HTTP/1.1 200 OK\r\n%s\r\n1\r\na\r\n0\r\n\r\n", heads[i]);
        size_t length = strlen(bytes);
        for (size_t cut = 1; cut <= length; cut++)
            for (size_t piece = 1; piece <= 3; piece++)
                if (read_cut(bytes, length, cut, piece, false, 1 << 20).progress != REPLY_MALFORMED)
                    fail_msg("'%s', cut at %zu, is taken for a reply", heads[i], cut);
    }
    // HTTP/1.0 knows no transfer codings.
    expect("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n", REPLY_MALFORMED, 0, NULL, false);
}

// Blanks and extensions cost no more than so much.
static void test_framing(void **state) {
    static const char head[] = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;";
    size_t length = REPLY_HEAD_BYTES + 1000;
    char *bytes = malloc(length);
    (void)state;
    memset(bytes, 'a', length);
    memcpy(bytes, head, sizeof head - 1);
    assert_int_equal(read_cut(bytes, length, 1, 4096, false, 5).progress, REPLY_MALFORMED);
    free(bytes);
}

static void test_cut(void **state) {
    static const char whole[] = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n";
    static const char sized[] = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    (void)state;
    for (size_t length = 0; length < sizeof whole - 1; length++)
        assert_int_equal(read_cut(whole, length, length, 1, false, 100).progress, REPLY_CUT);
    for (size_t length = 0; length < sizeof sized - 1; length++)
        assert_int_equal(read_cut(sized, length, length, 1, false, 100).progress, REPLY_CUT);
}

static void test_limits(void **state) {
    static const char sized[] = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    static const char open[] = "HTTP/1.1 200 OK\r\n\r\nhello";
    static const char chunked[] =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n";
    (void)state;
    assert_int_equal(read_cut(sized, sizeof sized - 1, 1, 1, false, 5).progress, REPLY_COMPLETE);
    assert_int_equal(read_cut(sized, sizeof sized - 1, 1, 1, false, 4).progress, REPLY_TOO_LARGE);
    assert_int_equal(read_cut(open, sizeof open - 1, 1, 1, false, 5).progress, REPLY_COMPLETE);
    assert_int_equal(read_cut(open, sizeof open - 1, 1, 1, false, 4).progress, REPLY_TOO_LARGE);
    assert_int_equal(read_cut(chunked, sizeof chunked - 1, 1, 1, false, 5).progress, REPLY_COMPLETE);
    assert_int_equal(read_cut(chunked, sizeof chunked - 1, 1, 1, false, 4).progress, REPLY_TOO_LARGE);

    size_t length = REPLY_HEAD_BYTES + 100;
    char *endless = malloc(length);
    int started = snprintf(endless, length, "HTTP/1.1 200 OK\r\nX: ");
    memset(endless + started, 'a', length - (size_t)started);
    assert_int_equal(read_cut(endless, length, 1, 4096, false, 5).progress, REPLY_MALFORMED);
    free(endless);
}

static void test_head(void **state) {
    static const char bytes[] = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n";
    (void)state;
    outcome o = read_cut(bytes, sizeof bytes - 1, 1, 1, true, 5);
    assert_int_equal(o.progress, REPLY_COMPLETE);
    assert_string_equal(o.body, "");
}

static void test_surplus(void **state) {
    static const char bytes[] = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\n";
    (void)state;
    outcome o = read_cut(bytes, sizeof bytes - 1, sizeof bytes - 1, 1, false, 5);
    assert_int_equal(o.progress, REPLY_COMPLETE);
    assert_int_equal(o.used, sizeof bytes - 1 - 17);
}

static void test_headers(void **state) {
    static const char bytes[] = "HTTP/1.1 429 Slow\r\nETag: \"x\"\r\nX-Request-ID:  abc \r\nRetry-After: 7\r\n"
                                "Content-Type: application/json\r\nContent-Length: 0\r\n\r\n";
    static const char date[] =
        "HTTP/1.1 503 Slow\r\nRetry-After: Fri, 31 Dec 1999 23:59:59 GMT\r\nContent-Length: 0\r\n\r\n";
    http_reply r;
    size_t used;
    (void)state;
    http_reply_begin(&r, false, 10, 0);
    assert_int_equal(http_reply_feed(&r, bytes, sizeof bytes - 1, &used), REPLY_COMPLETE);
    assert_string_equal(r.etag, "\"x\"");
    assert_string_equal(r.request_id, "abc");
    assert_string_equal(r.content_type, "application/json");
    assert_true(r.retry_after == 7);
    http_reply_done(&r);
    http_reply_begin(&r, false, 10, 0);
    assert_int_equal(http_reply_feed(&r, date, sizeof date - 1, &used), REPLY_COMPLETE);
    assert_true(r.retry_after == 0);
    http_reply_done(&r);
    static const char *const statuses[] = {"308 Moved", "201 Made"};
    for (size_t i = 0; i < 2; i++) {
        char moved[256];
        int length = snprintf(moved, sizeof moved,
                              "HTTP/1.1 %s\r\nLocation: /there\r\nRetry-After: 9223372036854775808\r\n"
                              "Content-Length: 0\r\n\r\n",
                              statuses[i]);
        http_reply_begin(&r, false, 10, 0);
        assert_int_equal(http_reply_feed(&r, moved, (size_t)length, &used), REPLY_COMPLETE);
        assert_string_equal(r.location, i == 0 ? "/there" : "");
        assert_true(r.retry_after == 9223372036854775808.0);
        if (i == 0)
            http_reply_done(&r);
    }
    http_reply_done(&r);
}

// Kept values, cut anywhere: the tag that does not fit is none, of other texts the beginning stays.
static void test_kept(void **state) {
    char bytes[600];
    (void)state;
    int length = snprintf(bytes, sizeof bytes,
                          "HTTP/1.1 200 OK\r\nETag: \"%0200d\"\r\nContent-Type:  %0100d\r\nX-Request-Id:\tr 1 \t\r\n"
                          "Retry-After: 3\r\nContent-Length: 0\r\n\r\n",
                          1, 2);
    for (int cut = 0; cut < length; cut++) {
        http_reply r;
        size_t used;
        http_reply_begin(&r, false, 10, 0);
        assert_int_equal(http_reply_feed(&r, bytes, (size_t)cut, &used), REPLY_MORE);
        assert_int_equal(http_reply_feed(&r, bytes + cut, (size_t)(length - cut), &used), REPLY_COMPLETE);
        assert_string_equal(r.etag, "");
        assert_int_equal(strlen(r.content_type), sizeof r.content_type - 1);
        assert_string_equal(r.request_id, "r 1");
        assert_true(r.retry_after == 3);
        http_reply_done(&r);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sized),   cmocka_unit_test(test_connection), cmocka_unit_test(test_chunked),
        cmocka_unit_test(test_interim), cmocka_unit_test(test_malformed),  cmocka_unit_test(test_cut),
        cmocka_unit_test(test_limits),  cmocka_unit_test(test_head),       cmocka_unit_test(test_surplus),
        cmocka_unit_test(test_headers), cmocka_unit_test(test_ambiguous),  cmocka_unit_test(test_framing),
        cmocka_unit_test(test_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
