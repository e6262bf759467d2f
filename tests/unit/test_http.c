// The HTTP/1.1 protocol against a real server on a loopback socket: framing, order, connection reuse, refusals.
#include "unit.h"

#include "http_fixture.h"
#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>

#define GET(path) "GET " path " HTTP/1.1\r\nHost: a\r\n\r\n"

static fixture server;
static client peer;
static reply answer;
static char value[256];

static int setup(void **state) {
    (void)state;
    fixture_start(&server, (http_options){.limits.header_bytes = 4096}, "127.0.0.1:0");
    client_open(&peer, &server);
    return 0;
}

static int teardown(void **state) {
    (void)state;
    reply_done(&answer);
    client_close(&peer);
    fixture_stop(&server);
    return 0;
}

// Reads the next reply and checks status and body.
static void expect(int status, const char *body) {
    reply_done(&answer);
    client_expect(&peer, &answer, status);
    assert_string_equal(answer.body, body);
}

static void exchange(const char *request, int status, const char *body) {
    client_send(&peer, request);
    expect(status, body);
}

static void test_request_is_seen_whole(void **state) {
    (void)state;
    exchange("GET /echo%20x?a=1&b=%2F?c HTTP/1.1\r\nHost: a\r\nX-ECHO: \t two words \t\r\nX-Other:\r\n\r\n", 200,
             "GET /echo%20x?a=1&b=%2F?c [two words] -");
    assert_true(reply_header(&answer, "X-Peer", value));
    assert_memory_equal(value, "127.0.0.1:", 10);
    assert_true(reply_header(&answer, "Date", value));
    assert_int_equal(strlen(value), strlen("Sun, 06 Nov 1994 08:49:37 GMT"));
    assert_false(reply_header(&answer, "Connection", value));
    exchange("GET /echo? HTTP/1.1\r\nHost: a\r\n\r\n", 200, "GET /echo? [] -");
    exchange("DELETE /echo HTTP/1.1\r\nhost: a:80\r\nX-Echo:\r\n\r\n", 200, "DELETE /echo [] -");
    exchange("PROPFIND /echo HTTP/1.1\r\nHost: \r\n\r\n", 200, "PROPFIND /echo [] -");
    exchange("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello", 200, "POST /echo [] +hello");
    exchange("PUT /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", 200, "PUT /echo [] -");
    assert_int_equal(atomic_load(&server.requests), 6);
}

static void test_any_token_is_a_method(void **state) {
    (void)state;
    exchange("FOO /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi", 200, "FOO /echo [] +hi");
    exchange("get /echo HTTP/1.1\r\nHost: a\r\n\r\n", 200, "get /echo [] -");
    exchange("!#$%&'*+-.^_`|~09azAZ /echo HTTP/1.1\r\nHost: a\r\n\r\n", 200, "!#$%&'*+-.^_`|~09azAZ /echo [] -");
    exchange("SOURCE /echo HTTP/1.1\r\nHost: a\r\n\r\n", 200, "SOURCE /echo [] -");
    exchange("PATCHY /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n", 200,
             "PATCHY /echo [] +x");
}

static void test_higher_minor_versions(void **state) {
    (void)state;
    exchange("GET /echo HTTP/1.2\r\nHost: a\r\n\r\n", 200, "GET /echo [] -");
    assert_false(reply_header(&answer, "Connection", value));
    exchange("POST /echo HTTP/1.9\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 200, "POST /echo [] +");
    exchange("GET /echo HTTP/1.2\r\nHost: a\r\nConnection: close\r\n\r\n", 200, "GET /echo [] -");
    assert_true(client_sees_end(&peer));
}

static void test_chunk_extensions_are_ignored(void **state) {
    static const char *const extensions[] = {
        ";a=b;c=d", ";a;b;c",    ";a=\"b c;\\\"d\\\\\";e", ";a=\"\";b=\"\"", ";a=\"\t\xc3\xa4\"", ";0=0;!=~",
        "; a",      ";\t a = b", ";a\t=\"b\"; c=  d",
    };
    (void)state;
    char request[256];
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++) {
        const char *e = extensions[i];
        snprintf(request, sizeof request,
                 "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3%s\r\nabc\r\n0%s\r\n\r\n", e, e);
        exchange(request, 200, "POST /echo [] +abc");
    }
}

static void test_target_forms(void **state) {
    (void)state;
    exchange("GET http://host:1/echo?x HTTP/1.1\r\nHost: a\r\n\r\n", 200, "GET /echo?x [] -");
    exchange("GET HTTP://host HTTP/1.1\r\nHost: a\r\n\r\n", 200, "GET / [] -");
    exchange("GET http://host?q HTTP/1.1\r\nHost: a\r\n\r\n", 200, "GET /?q [] -");
    exchange("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 200, "OPTIONS * [] -");
}

static void test_long_heads_grow(void **state) {
    (void)state;
    char request[8000] = "GET /echo HTTP/1.1\r\nHost: a\r\nX-Echo: first\r\n";
    for (int i = 0; i < 90; i++) {
        size_t length = strlen(request);
        snprintf(request + length, sizeof(request) - length, "X-Header-%d: value-%d\r\n", i, i);
    }
    size_t length = strlen(request);
    snprintf(request + length, sizeof(request) - length, "\r\n");
    exchange(request, 200, "GET /echo [first] -");
}

static void test_pipelining_keeps_the_order(void **state) {
    (void)state;
    char request[256];
    for (int i = 0; i < 40; i++) {
        const char *route = i % 3 == 1 ? "pool" : "echo";
        snprintf(request, sizeof(request), "GET /%s/%d HTTP/1.1\r\nHost: a\r\n\r\n", route, i);
        client_send(&peer, request);
    }
    for (int i = 0; i < 40; i++) {
        snprintf(request, sizeof(request), i % 3 == 1 ? "%d" : "GET /echo/%d [] -", i);
        expect(200, request);
    }
}

// A stream of requests of every framing must mean the same however it is cut.
static const char stream[] =
    "\r\n" GET("/echo/1") "POST /echo/2 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"
                          "POST /echo/3 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                          "3;ext=\"1\"\r\nabc\r\n0010;a=b;c;d=\"\\\";\"\r\n0123456789abcdef\r\n0\r\nX-Trailer: t\r\n"
                          "\r\n" GET("/pool/4") "QUERY /echo/5 HTTP/1.7\r\nHost: a\r\n\r\n" GET("/echo/6");

static void expect_stream(void) {
    expect(200, "GET /echo/1 [] -");
    expect(200, "POST /echo/2 [] +abc");
    expect(200, "POST /echo/3 [] +abc0123456789abcdef");
    expect(200, "4");
    expect(200, "QUERY /echo/5 [] -");
    expect(200, "GET /echo/6 [] -");
}

static void test_any_cut_of_a_stream(void **state) {
    (void)state;
    client_send(&peer, stream);
    expect_stream();
    for (size_t i = 0; i < sizeof(stream) - 1; i++)
        client_send_bytes(&peer, stream + i, 1);
    expect_stream();
    for (size_t cut = 1; cut < sizeof(stream) - 1; cut++) {
        client_send_bytes(&peer, stream, cut);
        client_send_bytes(&peer, stream + cut, sizeof(stream) - 1 - cut);
        expect_stream();
    }
}

static void test_continue(void **state) {
    (void)state;
    client_send(&peer, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-Continue\r\n\r\n");
    reply_done(&answer);
    assert_true(client_read(&peer, &answer, true));
    assert_int_equal(answer.status, 100);
    exchange("data", 200, "POST /echo [] +data");
    // Not after the body has come, not in HTTP/1.0, not without a body.
    exchange("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\ndata", 200,
             "POST /echo [] +data");
    exchange("GET /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n", 200, "GET /echo [] -");
    client_send(&peer, "POST /echo HTTP/1.0\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
    assert_false(client_readable(&peer, 50));
    exchange("data", 200, "POST /echo [] +data");
}

static void test_head_and_bodiless_replies(void **state) {
    (void)state;
    client_send(&peer, "HEAD /size/1000 HTTP/1.1\r\nHost: a\r\n\r\n");
    reply_done(&answer);
    assert_true(client_read(&peer, &answer, true));
    assert_true(reply_header(&answer, "Content-Length", value));
    assert_string_equal(value, "1000");
    client_send(&peer, "HEAD /size/100000 HTTP/1.1\r\nHost: a\r\n\r\n");
    reply_done(&answer);
    assert_true(client_read(&peer, &answer, true));
    assert_true(reply_header(&answer, "Content-Length", value));
    assert_string_equal(value, "100000");
    exchange(GET("/status/204"), 204, "");
    assert_false(reply_header(&answer, "Content-Length", value));
    exchange(GET("/status/304"), 304, "");
    assert_false(reply_header(&answer, "Content-Length", value));
    exchange(GET("/echo"), 200, "GET /echo [] -");
    client_send(&peer, GET("/status/418"));
    reply_done(&answer);
    client_expect(&peer, &answer, 418);
}

static void test_connection_header(void **state) {
    (void)state;
    exchange("GET /echo HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", 200, "GET /echo [] -");
    assert_true(reply_header(&answer, "Connection", value));
    assert_string_equal(value, "keep-alive");
    exchange("GET /echo HTTP/1.0\r\n\r\n", 200, "GET /echo [] -");
    assert_true(reply_header(&answer, "Connection", value));
    assert_string_equal(value, "close");
    assert_true(client_sees_end(&peer));
    client_close(&peer);
    client_open(&peer, &server);
    exchange("GET /echo HTTP/1.1\r\nHost: a\r\nConnection: foo, Close\r\n\r\n" GET("/echo"), 200, "GET /echo [] -");
    assert_true(client_sees_end(&peer));
}

static void test_upgrade_is_ignored(void **state) {
    (void)state;
    exchange("GET /echo HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
             "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n",
             200, "GET /echo [] -");
    exchange("POST /echo HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nContent-Length: 2\r\n\r\nab",
             200, "POST /echo [] +ab");
    exchange(GET("/echo"), 200, "GET /echo [] -");
}

static void test_headers_cannot_be_injected(void **state) {
    (void)state;
    exchange(GET("/inject"), 200, "");
    assert_null(strstr(answer.head, "X-Injected"));
    assert_null(strstr(answer.head, "X-Nul"));
    assert_non_null(strstr(answer.head, "X-Good: 1\r\nX-Good: 2\r\n"));
}

static void test_large_replies(void **state) {
    (void)state;
    // More than the socket takes at once, behind and before small ones.
    client_send(&peer, GET("/echo/1") GET("/size/9000000") GET("/echo/2"));
    expect(200, "GET /echo/1 [] -");
    reply_done(&answer);
    client_expect(&peer, &answer, 200);
    assert_int_equal(answer.length, 9000000);
    for (size_t i = 0; i < answer.length; i++)
        if (answer.body[i] != "[1234567890,22]\n"[i % 16])
            fail_msg("byte %zu is wrong", i);
    expect(200, "GET /echo/2 [] -");
}

// --- refusals --------------------------------------------------------------------------------------------------------

#define CHUNKED "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"

typedef struct refusal {
    int status;
    const char *request;
} refusal;

static const refusal refusals[] = {
    {400, "GET\r\n\r\n"},
    {400, "GET / HTTP/1.1\r\nHost a\r\n\r\n"},
    {400, "GET / HTTP/1.1\r\nHost : a\r\n\r\n"},
    {400, "GET / HTTP/1.1\r\n Host: a\r\n\r\n"},
    {400, "GET / HTTP/1.1\r\nHost: a\r\n\tfolded\r\n\r\n"},
    {400, "GET / HTTP/1.1\r\nHost: a\r\nX:\r\n folded\r\n\r\n"},
    {400, "GET / HTTP/1.1\r\nHost: a\r\nX: a\rTransfer-Encoding: chunked\r\n\r\n"},
    {400, "GET / HTTP/1.1\r\nHost: a\r\nX:\rTransfer-Encoding: chunked\r\n\r\n"},
    {400, "GET / HTTP/1.1\r\nHost: a\r\nX: \x01\r\n\r\n"},
    {400, "GET / HTTP/1.1\r\n\r\n"},
    {400, "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"},
    {400, "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n"},
    {400, "GET / HTTP/1.1\r\nHost: a b\r\n\r\n"},
    {400, "GET / HTTP/1.1\r\nHost: a,b\r\n\r\n"},
    {400, "GET * HTTP/1.1\r\nHost: a\r\n\r\n"},
    {400, "GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n"},
    {400, "GET ftp://a/b HTTP/1.1\r\nHost: a\r\n\r\n"},
    {400, "GET http:///b HTTP/1.1\r\nHost: a\r\n\r\n"},
    {400, "GET a HTTP/1.1\r\nHost: a\r\n\r\n"},
    {400, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
    {400, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n"},
    {400, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc"},
    {400, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3, 3\r\n\r\nabc"},
    {400, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n"},
    {400, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\na"},
    {400, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x1\r\n\r\na"},
    {400, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 18446744073709551616\r\n\r\n"},
    {400, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\n"},
    {413, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 18446744073709551615\r\n\r\n"},
    {400, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n"},
    {400, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n\r\n"},
    {400, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n"},
    {400, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n11111111111111111\r\n"},
    {400, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n"},
    {400, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"},
    {400, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
    {400, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:\r\n\r\n"},
    {400, "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
    {501, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"},
    {501, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n"},
    {501, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\n\r\n"},
    {501, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n"},
    {417, "POST / HTTP/1.1\r\nHost: a\r\nExpect: 200-maybe\r\nContent-Length: 1\r\n\r\n"},
    {505, "GET / HTTP/2.0\r\nHost: a\r\n\r\n"},
    {505, "GET / HTTP/3.0\r\nHost: a\r\n\r\n"},
    {505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"},
    {501, "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n"},
    {400, "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"},
    {400, " GET / HTTP/1.1\r\nHost: a\r\n\r\n"},
    {400, "G(ET / HTTP/1.1\r\nHost: a\r\n\r\n"},
    {400, "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n"},
    {400, "FOO\r\n\r\n"},
    {400, "FOO / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n"},
    {501, "FOOFOOFOOFOOFOOFOOFOOFOOFOOFOOFOOFOOFOOFOOFOOFOOFOOFOOFOOFOOFOOFOO / HTTP/1.1\r\n\r\n"},
    {505, "FOO / HTTP/2.0\r\nHost: a\r\n\r\n"},
    {505, "GET / HTTP/0.9\r\nHost: a\r\n\r\n"},
    {505, "GET / HTTP/2.1\r\nHost: a\r\n\r\n"},
    {400, CHUNKED "1 ;a\r\nx\r\n0\r\n\r\n"},
    {400, CHUNKED "1; \r\nx\r\n0\r\n\r\n"},
    {400, CHUNKED "1;a \r\nx\r\n0\r\n\r\n"},
    {400, CHUNKED "1;a ;b\r\nx\r\n0\r\n\r\n"},
    {400, CHUNKED "1;a= \r\nx\r\n0\r\n\r\n"},
    {400, CHUNKED "1;\r\nx\r\n0\r\n\r\n"},
    {400, CHUNKED "1;a=\r\nx\r\n0\r\n\r\n"},
    {400, CHUNKED "1;a=b c\r\nx\r\n0\r\n\r\n"},
    {400, CHUNKED "1;a;;b\r\nx\r\n0\r\n\r\n"},
    {400, CHUNKED "1;a=\"b\r\nx\r\n0\r\n\r\n"},
    {400, CHUNKED "1;a=\"b\"c\r\nx\r\n0\r\n\r\n"},
    {400, CHUNKED "1;a\nx\r\n0\r\n\r\n"},
    {400, CHUNKED "1;a\rx\r\n0\r\n\r\n"},
    {400, CHUNKED "1\nx\r\n0\r\n\r\n"},
    {400, CHUNKED "1\r\nx\n0\r\n\r\n"},
    {400, CHUNKED "0x1\r\nx\r\n0\r\n\r\n"},
    {400, CHUNKED "1\r\nx\r\n0\r\n folded\r\n\r\n"},
    {400, CHUNKED "1\r\nx\r\n0\r\nT : 1\r\n\r\n"},
    {400, CHUNKED "1\r\nx\r\n0\r\nT\r\n\r\n"},
    {400, CHUNKED "1\r\nx\r\n0\r\nT: \x01\r\n\r\n"},
    {400, CHUNKED "1\r\nx\r\n0\r\nT: 1\rX: 2\r\n\r\n"},
    {413, CHUNKED "ffffffffffffffff\r\n"},
    {400, "GET / HTTP/1.1\r\nHost: a\r\n: empty\r\n\r\n"},
    {400, "GET / HTTP/1.1\r\n: empty\r\nHost: a\r\n\r\n"},
    {0, NULL},
};

// Sends the refusal's request in pieces, behind a good one, to see that the refusal comes in its turn.
static void check_refusal(const refusal *r, size_t piece) {
    char status[32];
    client_close(&peer);
    client_open(&peer, &server);
    client_send(&peer, GET("/echo"));
    size_t length = strlen(r->request);
    for (size_t at = 0; at < length; at += piece) {
        size_t count = length - at < piece ? length - at : piece;
        if (client_send_some(&peer, r->request + at, count) != count)
            break; // refused before its end
    }
    expect(200, "GET /echo [] -");
    reply_done(&answer);
    if (!client_read(&peer, &answer, false) || answer.status != r->status)
        fail_msg("%s gives %d %s", r->request, answer.status, answer.body);
    snprintf(status, sizeof(status), "{\"status\":%d,", r->status);
    assert_memory_equal(answer.body, status, strlen(status));
    assert_true(reply_header(&answer, "Connection", value));
    assert_string_equal(value, "close");
    if (!client_sees_end(&peer))
        fail_msg("%s leaves the connection open", r->request);
}

static void test_refusals(void **state) {
    (void)state;
    int count = 0;
    for (size_t i = 0; refusals[i].request != NULL; i++) {
        check_refusal(&refusals[i], SIZE_MAX / 2);
        check_refusal(&refusals[i], 1);
        count += 2;
    }
    assert_int_equal(atomic_load(&server.requests), count); // the good ones alone
}

static void test_refusal_knows_the_path(void **state) {
    (void)state;
    client_send(&peer, "POST /some/path?x HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n");
    client_expect(&peer, &answer, 400);
    assert_true(reply_header(&answer, "X-Refused-Path", value));
    assert_string_equal(value, "/some/path");
}

static void test_refusal_of_head_has_no_body(void **state) {
    (void)state;
    client_send(&peer, "HEAD / HTTP/1.1\r\nHost: a b\r\n\r\n");
    assert_true(client_read(&peer, &answer, true));
    assert_int_equal(answer.status, 400);
    assert_true(client_sees_end(&peer));
}

// --- compression -----------------------------------------------------------------------------------------------------

static void ask(const char *path, const char *accept) {
    char request[512];
    snprintf(request, sizeof(request), "GET %s HTTP/1.1\r\nHost: a\r\n%s\r\n", path, accept);
    client_send(&peer, request);
    reply_done(&answer);
    client_expect(&peer, &answer, 200);
}

static bool is_packed(void) {
    return reply_header(&answer, "Content-Encoding", value) && strcmp(value, "gzip") == 0;
}

static void test_gzip(void **state) {
    (void)state;
    static const char *const yes[] = {"gzip",
                                      "GZIP",
                                      "br, gzip",
                                      "gzip;q=0.1",
                                      "*",
                                      "br;q=1, *;q=0.5",
                                      "x-gzip",
                                      "gzip , deflate",
                                      "identity;q=0, gzip;q=1.0"};
    static const char *const no[] = {"",      "br",          "gzip;q=0", "gzip; q=0.000",
                                     "*;q=0", "gzip;q=0, *", "identity", "notgzip"};
    char header[128];
    for (size_t i = 0; i < sizeof(yes) / sizeof(*yes); i++) {
        snprintf(header, sizeof(header), "Accept-Encoding: %s\r\n", yes[i]);
        ask("/text/5000", header);
        if (!is_packed())
            fail_msg("%s is not served with gzip", yes[i]);
    }
    assert_true(reply_header(&answer, "ETag", value));
    assert_string_equal(value, "\"abc-gzip\"");
    assert_true(reply_header(&answer, "Vary", value));
    assert_string_equal(value, "Accept-Encoding");
    char unpacked[6000];
    z_stream inflating = {.next_in = (Bytef *)answer.body,
                          .avail_in = (uInt)answer.length,
                          .next_out = (Bytef *)unpacked,
                          .avail_out = sizeof(unpacked)};
    assert_int_equal(inflateInit2(&inflating, 15 + 16), Z_OK);
    assert_int_equal(inflate(&inflating, Z_FINISH), Z_STREAM_END);
    assert_int_equal(inflating.total_out, 5000);
    inflateEnd(&inflating);
    for (size_t i = 0; i < sizeof(no) / sizeof(*no); i++) {
        snprintf(header, sizeof(header), "Accept-Encoding: %s\r\n", no[i]);
        ask("/text/5000", header);
        if (is_packed() || answer.length != 5000)
            fail_msg("%s is served with gzip", no[i]);
    }
    assert_true(reply_header(&answer, "Vary", value));
    assert_true(reply_header(&answer, "ETag", value));
    assert_string_equal(value, "\"abc\"");
}

static void test_gzip_only_where_it_pays(void **state) {
    (void)state;
    ask("/text/1023", "Accept-Encoding: gzip\r\n");
    assert_false(is_packed());
    assert_false(reply_header(&answer, "Vary", value));
    ask("/size/5000", "Accept-Encoding: gzip\r\n");
    assert_false(is_packed());
    ask("/text/1024", "Accept-Encoding: deflate\r\nAccept-Encoding: gzip\r\n");
    assert_true(is_packed());
    size_t packed = answer.length;
    client_send(&peer, "HEAD /text/1024 HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n");
    reply_done(&answer);
    assert_true(client_read(&peer, &answer, true));
    assert_true(is_packed());
    assert_true(reply_header(&answer, "Content-Length", value));
    assert_int_equal(strtoul(value, NULL, 10), packed);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_request_is_seen_whole, setup, teardown),
        cmocka_unit_test_setup_teardown(test_target_forms, setup, teardown),
        cmocka_unit_test_setup_teardown(test_any_token_is_a_method, setup, teardown),
        cmocka_unit_test_setup_teardown(test_higher_minor_versions, setup, teardown),
        cmocka_unit_test_setup_teardown(test_chunk_extensions_are_ignored, setup, teardown),
        cmocka_unit_test_setup_teardown(test_long_heads_grow, setup, teardown),
        cmocka_unit_test_setup_teardown(test_pipelining_keeps_the_order, setup, teardown),
        cmocka_unit_test_setup_teardown(test_any_cut_of_a_stream, setup, teardown),
        cmocka_unit_test_setup_teardown(test_continue, setup, teardown),
        cmocka_unit_test_setup_teardown(test_head_and_bodiless_replies, setup, teardown),
        cmocka_unit_test_setup_teardown(test_connection_header, setup, teardown),
        cmocka_unit_test_setup_teardown(test_upgrade_is_ignored, setup, teardown),
        cmocka_unit_test_setup_teardown(test_headers_cannot_be_injected, setup, teardown),
        cmocka_unit_test_setup_teardown(test_large_replies, setup, teardown),
        cmocka_unit_test_setup_teardown(test_refusals, setup, teardown),
        cmocka_unit_test_setup_teardown(test_refusal_knows_the_path, setup, teardown),
        cmocka_unit_test_setup_teardown(test_refusal_of_head_has_no_body, setup, teardown),
        cmocka_unit_test_setup_teardown(test_gzip, setup, teardown),
        cmocka_unit_test_setup_teardown(test_gzip_only_where_it_pays, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
