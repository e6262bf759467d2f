// Every size, count and time limit of the HTTP layer, with the status it gives.
#include "unit.h"

#include "http_fixture.h"
#include <poll.h>
#include <sys/socket.h>

static fixture server;
static client peer;
static reply answer;

static void start(http_limits limits) {
    fixture_start(&server, (http_options){.limits = limits}, "127.0.0.1:0");
    client_open(&peer, &server);
}

static int teardown(void **state) {
    (void)state;
    reply_done(&answer);
    client_close(&peer);
    fixture_stop(&server);
    return 0;
}

static void expect(int status) {
    reply_done(&answer);
    client_expect(&peer, &answer, status);
}

static void reopen(void) {
    client_close(&peer);
    client_open(&peer, &server);
}

// Sends `start`, `filling` repeated `count` times, `end`; goes on to the end even when the server does not read.
static void send_filled(const char *start_text, char filling, size_t count, const char *end) {
    char *request = malloc(count + 1);
    memset(request, filling, count);
    client_send(&peer, start_text);
    client_send_bytes(&peer, request, count);
    client_send(&peer, end);
    free(request);
}

static void test_uri_length(void **state) {
    (void)state;
    start((http_limits){.uri_length = 100});
    send_filled("GET /echo", 'a', 95, " HTTP/1.1\r\nHost: a\r\n\r\n");
    expect(200);
    send_filled("GET /echo", 'a', 96, " HTTP/1.1\r\nHost: a\r\n\r\n");
    expect(414);
    assert_true(client_sees_end(&peer));
    reopen();
    send_filled("GET /echo", 'a', 100000, " HTTP/1.1\r\nHost: a\r\n\r\n");
    expect(414);
}

static void test_header_bytes(void **state) {
    (void)state;
    start((http_limits){.header_bytes = 100});
    // Host: a = 5 + 4; X: = 1 + 4; so 86 are left.
    send_filled("GET /echo HTTP/1.1\r\nHost: a\r\nX:", 'a', 86, "\r\n\r\n");
    expect(200);
    send_filled("GET /echo HTTP/1.1\r\nHost: a\r\nX:", 'a', 87, "\r\n\r\n");
    expect(431);
    assert_true(client_sees_end(&peer));
    reopen();
    send_filled("GET /echo HTTP/1.1\r\nHost: a\r\n", 'a', 200, ": x\r\n\r\n");
    expect(431);
    reopen();
    // Blanks before a value are in no header, but they are bytes all the same.
    send_filled("GET /echo HTTP/1.1\r\nHost: a\r\nX:", ' ', 100000, "\r\n\r\n");
    expect(431);
    reopen();
    send_filled("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nT: ", 'a', 100, "\r\n\r\n");
    expect(431);
}

static void test_header_count(void **state) {
    (void)state;
    start((http_limits){.header_count = 3});
    client_send(&peer, "GET /echo HTTP/1.1\r\nHost: a\r\nA: b\r\nC: d\r\n\r\n");
    expect(200);
    client_send(&peer, "GET /echo HTTP/1.1\r\nHost: a\r\nA: b\r\nC: d\r\nE: f\r\n\r\n");
    expect(431);
    assert_true(client_sees_end(&peer));
}

static void test_body_bytes(void **state) {
    (void)state;
    start((http_limits){.body_bytes = 1000});
    send_filled("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n", 'a', 1000, "");
    expect(200);
    client_send(&peer, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\nExpect: 100-continue\r\n\r\n");
    expect(413);
    reopen();
    // The refusal can be read even by a client that goes on sending.
    send_filled("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n", 'a', 3000000, "");
    expect(413);
    reopen();
    client_send(&peer, "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    send_filled("3e8\r\n", 'a', 1000, "\r\n");
    client_send(&peer, "1\r\na\r\n0\r\n\r\n");
    expect(413);
    assert_true(client_sees_end(&peer));
}

// Bodies of several connections count together.
static void test_held_bytes(void **state) {
    (void)state;
    start((http_limits){.body_bytes = 100000, .held_bytes = 150000});
    client second;
    client_open(&second, &server);
    send_filled("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 90000\r\n\r\n", 'a', 89999, "");
    char *body = malloc(90000);
    memset(body, 'b', 90000);
    client_send(&second, "GET /echo HTTP/1.1\r\nHost: a\r\n\r\n");
    client_expect(&second, &answer, 200);
    // The first body has come as a whole only when its connection has been read, which this reply does not prove; but a
    // second body is refused at the latest when both are there.
    client_send(&second, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 90000\r\n\r\n");
    client_send_bytes(&second, body, 89999);
    free(body);
    struct pollfd both[2] = {{.fd = peer.socket, .events = POLLIN}, {.fd = second.socket, .events = POLLIN}};
    assert_int_equal(poll(both, 2, FIXTURE_WAIT), 1);
    client *refused = both[0].revents != 0 ? &peer : &second;
    client *served = refused == &peer ? &second : &peer;
    reply_done(&answer);
    client_expect(refused, &answer, 503);
    // Its bytes are free again: the other one can end.
    client_send(served, "c");
    reply_done(&answer);
    client_expect(served, &answer, 200);
    client_close(&second);
}

// Replies that slow clients do not take count together: the one too many is dropped.
static void test_unsent_bytes(void **state) {
    (void)state;
    start((http_limits){.reply_bytes = 20000000, .unsent_bytes = 30000000});
    client clients[4];
    for (int i = 0; i < 4; i++) {
        client_open(&clients[i], &server);
        client_send(&clients[i], "GET /size/20000000 HTTP/1.1\r\nHost: a\r\n\r\n");
        assert_true(client_readable(&clients[i], FIXTURE_WAIT));
    }
    int served = 0;
    for (int i = 0; i < 4; i++) {
        reply_done(&answer);
        served += client_read(&clients[i], &answer, false);
        client_close(&clients[i]);
    }
    assert_in_range(served, 1, 3); // by how much the kernel takes
}

static void test_chunk_framing(void **state) {
    (void)state;
    start((http_limits){.header_bytes = 1000, .uri_length = 1000});
    client_send(&peer, "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 5000; i++)
        client_send(&peer, "1\r\na\r\n");
    client_send(&peer, "0\r\n\r\n");
    expect(200);
    assert_int_equal(answer.length, strlen("POST /echo [] +") + 5000);
    send_filled("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", '0', 6000,
                "1\r\na\r\n0\r\n\r\n");
    expect(400);
    reopen();
    send_filled("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;", 'x', 6000,
                "\r\na\r\n0\r\n\r\n");
    expect(400);
}

static void test_reply_bytes(void **state) {
    (void)state;
    start((http_limits){.reply_bytes = 1000});
    client_send(&peer, "GET /size/1000 HTTP/1.1\r\nHost: a\r\n\r\nGET /size/1001 HTTP/1.1\r\nHost: a\r\n\r\n");
    expect(200);
    expect(500);
    assert_string_equal(answer.body, "{\"status\":500,\"reason\":\"the reply is too large\"}");
    client_send(&peer, "GET /echo HTTP/1.1\r\nHost: a\r\n\r\n");
    expect(200);
}

static void test_connections(void **state) {
    (void)state;
    start((http_limits){.connections = 2});
    client second, third;
    client_open(&second, &server);
    client_send(&second, "GET /echo HTTP/1.1\r\nHost: a\r\n\r\n");
    client_expect(&second, &answer, 200);
    client_send(&peer, "GET /echo HTTP/1.1\r\nHost: a\r\n\r\n");
    expect(200);
    client_open(&third, &server);
    reply_done(&answer);
    client_expect(&third, &answer, 503);
    assert_true(client_sees_end(&third));
    client_close(&third);
    client_close(&second);
    // The place of the second is free as soon as the server has seen its end.
    int status = 503;
    for (long long until = milliseconds_now() + FIXTURE_WAIT; status == 503 && milliseconds_now() < until;) {
        client_open(&third, &server);
        static const char request[] = "GET /echo HTTP/1.1\r\nHost: a\r\n\r\n";
        (void)client_send_some(&third, request, sizeof(request) - 1);
        reply_done(&answer);
        if (client_read(&third, &answer, false))
            status = answer.status;
        client_close(&third);
    }
    assert_int_equal(status, 200);
}

static void test_requests_per_connection(void **state) {
    (void)state;
    start((http_limits){.requests_per_connection = 2});
    client_send(&peer, "GET /echo HTTP/1.1\r\nHost: a\r\n\r\nGET /echo HTTP/1.1\r\nHost: a\r\n\r\n"
                       "GET /echo HTTP/1.1\r\nHost: a\r\n\r\n");
    char value[256];
    expect(200);
    assert_false(reply_header(&answer, "Connection", value));
    expect(200);
    assert_true(reply_header(&answer, "Connection", value));
    assert_true(client_sees_end(&peer));
}

// Checks that something took at least one second, the limit in force, and not much more.
static void assert_about_a_second(long long since) {
    long long took = milliseconds_now() - since;
    assert_in_range(took, 950, 5000);
}

static void test_slow_headers(void **state) {
    (void)state;
    start((http_limits){.header_seconds = 1});
    long long since = milliseconds_now();
    client_send(&peer, "GET /echo HTTP/1.1\r\nHost: a\r\n");
    // New bytes do not extend the time.
    while (!client_readable(&peer, 100) && milliseconds_now() < since + FIXTURE_WAIT)
        (void)client_send_some(&peer, "X: y\r\n", 6);
    expect(408);
    assert_about_a_second(since);
    assert_true(client_sees_end(&peer));
}

static void test_slow_body(void **state) {
    (void)state;
    start((http_limits){.body_seconds = 1, .header_seconds = 1});
    client_send(&peer, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n");
    // Pieces in time extend the time.
    for (int i = 0; i < 4; i++) {
        assert_false(client_readable(&peer, 400));
        client_send(&peer, "a");
    }
    long long since = milliseconds_now();
    expect(408);
    assert_about_a_second(since);
    assert_true(client_sees_end(&peer));
}

static void test_slow_whole_body(void **state) {
    (void)state;
    start((http_limits){.body_seconds = 1, .body_total_seconds = 2});
    long long since = milliseconds_now();
    client_send(&peer, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n");
    while (!client_readable(&peer, 200) && milliseconds_now() < since + FIXTURE_WAIT)
        (void)client_send_some(&peer, "a", 1);
    expect(408);
    assert_in_range(milliseconds_now() - since, 1950, 6000);
}

static void test_idle(void **state) {
    (void)state;
    start((http_limits){.idle_seconds = 1});
    client_send(&peer, "GET /echo HTTP/1.1\r\nHost: a\r\n\r\n");
    expect(200);
    // Empty lines are no request and do not extend the time.
    long long since = milliseconds_now();
    while (!client_readable(&peer, 100) && milliseconds_now() < since + FIXTURE_WAIT)
        (void)client_send_some(&peer, "\r\n", 2);
    assert_true(client_sees_end(&peer));
    assert_about_a_second(since);
    reopen();
    since = milliseconds_now();
    assert_true(client_sees_end(&peer));
    assert_about_a_second(since);
}

static void test_running_request_has_no_idle_limit(void **state) {
    (void)state;
    start((http_limits){.idle_seconds = 1, .header_seconds = 1, .body_seconds = 1});
    client_send(&peer, "GET /hold HTTP/1.1\r\nHost: a\r\n\r\n");
    fixture_wait_held(&server, 1);
    assert_false(client_readable(&peer, 1500));
    fixture_release(&server, "late");
    expect(200);
    assert_string_equal(answer.body, "late");
}

// Waits for the reset of the connection, which comes whether or not input is unread.
static bool is_reset(int milliseconds) {
    struct pollfd wanted = {.fd = peer.socket};
    return poll(&wanted, 1, milliseconds) == 1;
}

static void test_slow_reader(void **state) {
    (void)state;
    start((http_limits){.write_seconds = 1, .idle_seconds = 60});
    client_send(&peer, "GET /size/50000000 HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_true(client_readable(&peer, FIXTURE_WAIT));
    // A client that takes a little now and then is served on.
    static char bytes[2000000]; // enough for the kernel to open the window again
    long long since = milliseconds_now();
    for (int i = 0; i < 5; i++) {
        assert_false(is_reset(500));
        since = milliseconds_now();
        assert_true(recv(peer.socket, bytes, sizeof(bytes), MSG_WAITALL) == sizeof(bytes));
    }
    // One that takes nothing is dropped.
    assert_true(is_reset(FIXTURE_WAIT));
    assert_about_a_second(since);
    ssize_t got;
    size_t rest = 0;
    while ((got = recv(peer.socket, bytes, sizeof(bytes), 0)) > 0)
        rest += (size_t)got;
    assert_in_range(rest, 0, 50000000 - 6 * sizeof(bytes));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_uri_length, teardown),
        cmocka_unit_test_teardown(test_header_bytes, teardown),
        cmocka_unit_test_teardown(test_header_count, teardown),
        cmocka_unit_test_teardown(test_body_bytes, teardown),
        cmocka_unit_test_teardown(test_held_bytes, teardown),
        cmocka_unit_test_teardown(test_unsent_bytes, teardown),
        cmocka_unit_test_teardown(test_chunk_framing, teardown),
        cmocka_unit_test_teardown(test_reply_bytes, teardown),
        cmocka_unit_test_teardown(test_connections, teardown),
        cmocka_unit_test_teardown(test_requests_per_connection, teardown),
        cmocka_unit_test_teardown(test_slow_headers, teardown),
        cmocka_unit_test_teardown(test_slow_body, teardown),
        cmocka_unit_test_teardown(test_slow_whole_body, teardown),
        cmocka_unit_test_teardown(test_idle, teardown),
        cmocka_unit_test_teardown(test_running_request_has_no_idle_limit, teardown),
        cmocka_unit_test_teardown(test_slow_reader, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
