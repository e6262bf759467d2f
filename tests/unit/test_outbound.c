// Posts to a server that is told what to do, and names whose addresses change.
#include "unit.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "base/timestamp.h"
#include "net/fetch.h"
#include "net/outbound.h"
#include <arpa/inet.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LIMIT = 10000, SHORT = 200 }; // milliseconds: for what should work, and for what should not

typedef struct receiver {
    int listening;
    int port;
    pthread_t thread;
    // What it does with the next request, and perhaps still with the last one.
    _Atomic(const char *) reply; // what it writes; NULL: nothing, until the client goes
    atomic_size_t then;          // bytes of a body behind it
    atomic_bool reset;           // ends the connection in place of a reply
    atomic_int requests;
    char request[16384]; // the last one
} receiver;

static bool read_request(receiver *r, int connection) {
    size_t length = 0;
    ssize_t got;
    while (length < sizeof r->request - 1 &&
           (got = read(connection, r->request + length, sizeof r->request - 1 - length)) > 0) {
        length += (size_t)got;
        r->request[length] = '\0';
        const char *end = strstr(r->request, "\r\n\r\n"), *told = strstr(r->request, "Content-Length: ");
        if (end != NULL && told != NULL && strlen(end + 4) >= strtoul(told + 16, NULL, 10))
            return true;
    }
    return false;
}

static void answer(receiver *r, int connection) {
    static const char filling[4096];
    const char *reply = atomic_load(&r->reply);
    size_t then = atomic_load(&r->then);
    char last;
    if (atomic_load(&r->reset)) {
        struct linger now = {.l_onoff = 1};
        setsockopt(connection, SOL_SOCKET, SO_LINGER, &now, sizeof now);
        return;
    }
    if (reply != NULL && send(connection, reply, strlen(reply), MSG_NOSIGNAL) < 0)
        return;
    for (size_t sent = 0; sent < then; sent += sizeof filling)
        if (send(connection, filling, sizeof filling, MSG_NOSIGNAL) < 0)
            return;
    if (reply == NULL)
        while (read(connection, &last, 1) > 0)
            ;
}

static void *receiver_main(void *data) {
    receiver *r = data;
    int connection;
    while ((connection = accept(r->listening, NULL, NULL)) >= 0) {
        if (read_request(r, connection)) {
            atomic_fetch_add(&r->requests, 1);
            answer(r, connection);
        }
        close(connection);
    }
    return NULL;
}

static void receiver_start(receiver *r) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    r->listening = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(bind(r->listening, (struct sockaddr *)&address, length), 0);
    assert_int_equal(listen(r->listening, 8), 0);
    assert_int_equal(getsockname(r->listening, (struct sockaddr *)&address, &length), 0);
    r->port = ntohs(address.sin_port);
    assert_int_equal(pthread_create(&r->thread, NULL, receiver_main, r), 0);
}

static void receiver_stop(receiver *r) {
    shutdown(r->listening, SHUT_RDWR);
    pthread_join(r->thread, NULL);
    close(r->listening);
}

// --- names -----------------------------------------------------------------------------------------------------------

static atomic_int asked;

static void answer_with(lookup_answer *out, const char *address) {
    assert_true(http_address_parse(text_of(address), &out->addresses[out->count++]));
}

// fine.test is this machine; rebinds.test is so at first, then another address; mixed.test is a public one and another.
static bool ask_names(const char *host, lookup_answer *out) {
    int before = atomic_fetch_add(&asked, 1);
    if (strcmp(host, "fine.test") == 0 || (strcmp(host, "rebinds.test") == 0 && before == 0))
        answer_with(out, "127.0.0.1");
    else if (strcmp(host, "rebinds.test") == 0)
        answer_with(out, "127.0.0.2");
    else if (strcmp(host, "inward.test") == 0)
        answer_with(out, "10.0.0.1");
    else if (strcmp(host, "mixed.test") == 0)
        answer_with(out, "8.8.8.8"), answer_with(out, "fe80::1");
    else if (strcmp(host, "slow.test") == 0)
        usleep(SHORT * 3000);
    return out->count > 0;
}

// --- the tests -------------------------------------------------------------------------------------------------------

typedef struct fixture {
    http_network own;
    outbound *shared;
    outbound_sender *sender;
    receiver receiver;
    arena *arena;
} fixture;

static int set_up(void **state) {
    fixture *f = memory_zalloc(sizeof *f);
    assert_true(http_network_parse(TEXT("127.0.0.1"), &f->own));
    outbound_options options = {
        .rules = {.networks = &f->own, .network_count = 1}, .lookup_milliseconds = SHORT, .ask = ask_names};
    f->shared = outbound_new(&options);
    f->sender = outbound_sender_new(f->shared);
    f->arena = arena_new(0);
    f->receiver.reply = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";
    receiver_start(&f->receiver);
    atomic_store(&asked, 0);
    *state = f;
    return 0;
}

static int tear_down(void **state) {
    fixture *f = *state;
    receiver_stop(&f->receiver);
    outbound_sender_free(f->sender);
    outbound_free(f->shared);
    arena_free(f->arena);
    free(f);
    return 0;
}

static outbound_reply post(fixture *f, const char *host, unsigned milliseconds) {
    static const outbound_header headers[] = {{"X-Test", "yes"}, {"Content-Type", "application/json"}};
    outbound_reply reply;
    outbound_post asked_for = {.url = arena_printf(f->arena, "http://%s:%d/hook?x=1", host, f->receiver.port),
                               .headers = headers,
                               .header_count = 2,
                               .body = TEXT("{\"a\":1}"),
                               .milliseconds = milliseconds,
                               .keep = 16};
    outbound_send(f->sender, &asked_for, &reply, f->arena);
    return reply;
}

static void test_post(void **state) {
    fixture *f = *state;
    static const char *const hosts[] = {"127.0.0.1", "fine.test"};
    for (size_t i = 0; i < 2; i++) {
        outbound_reply reply = post(f, hosts[i], LIMIT);
        assert_string_equal(reply.reason, "");
        assert_int_equal(reply.end, OUTBOUND_ANSWERED);
        assert_int_equal(reply.status, 200);
        assert_true(text_is(reply.body, "ok"));
        const char *request = f->receiver.request;
        assert_true(strncmp(request, "POST /hook?x=1 HTTP/1.1\r\n", 25) == 0);
        assert_non_null(strstr(request, arena_printf(f->arena, "Host: %s:%d\r\n", hosts[i], f->receiver.port)));
        assert_non_null(strstr(request, "X-Test: yes\r\n"));
        assert_non_null(strstr(request, "Content-Type: application/json\r\n"));
        assert_non_null(strstr(request, "\r\n\r\n{\"a\":1}"));
    }
}

static void test_redirects_are_answers(void **state) {
    fixture *f = *state;
    f->receiver.reply = "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n";
    outbound_reply reply = post(f, "127.0.0.1", LIMIT);
    assert_int_equal(reply.end, OUTBOUND_ANSWERED);
    assert_int_equal(reply.status, 302);
    assert_int_equal(atomic_load(&f->receiver.requests), 1);
}

static void test_large_replies_are_cut(void **state) {
    fixture *f = *state;
    f->receiver.reply = "HTTP/1.1 503 No\r\nContent-Length: 10485771\r\n\r\nhello world";
    f->receiver.then = 10 << 20;
    outbound_reply reply = post(f, "127.0.0.1", LIMIT);
    assert_int_equal(reply.end, OUTBOUND_ANSWERED);
    assert_int_equal(reply.status, 503);
    assert_int_equal(reply.body.length, 16);
    assert_memory_equal(reply.body.data, "hello world", 11);
}

static void test_headers_are_bounded(void **state) {
    fixture *f = *state;
    buffer lines;
    buffer_init(&lines, 200000);
    buffer_append_string(&lines, "HTTP/1.1 200 OK\r\n");
    while (lines.length < 150000)
        buffer_printf(&lines, "X-%zu: %0900d\r\n", lines.length, 0);
    buffer_append_string(&lines, "\r\n");
    f->receiver.reply = arena_text(f->arena, buffer_text(&lines));
    buffer_done(&lines);
    assert_int_equal(post(f, "127.0.0.1", LIMIT).end, OUTBOUND_FAILED);
}

static void test_failures(void **state) {
    fixture *f = *state;
    f->receiver.reply = NULL;
    assert_int_equal(post(f, "127.0.0.1", SHORT).end, OUTBOUND_TIMED_OUT);
    f->receiver.reset = true;
    assert_int_equal(post(f, "127.0.0.1", LIMIT).end, OUTBOUND_FAILED);
    f->receiver.reset = false;
    f->receiver.reply = "nonsense\r\n\r\n";
    assert_int_equal(post(f, "127.0.0.1", LIMIT).end, OUTBOUND_FAILED);
    receiver_stop(&f->receiver);
    outbound_reply reply = post(f, "127.0.0.1", LIMIT);
    assert_int_equal(reply.end, OUTBOUND_FAILED);
    assert_true(reply.reason[0] != '\0');
    receiver_start(&f->receiver);
}

static void test_forbidden_names(void **state) {
    fixture *f = *state;
    static const struct {
        const char *host, *reason;
        outbound_end end;
    } cases[] = {
        {"inward.test", "Webhook URL resolves to blocked IP range", OUTBOUND_REFUSED},
        {"mixed.test", "Webhook URL resolves to blocked IP range", OUTBOUND_REFUSED},
        {"slow.test", "DNS resolution timed out", OUTBOUND_REFUSED},
        {"nowhere.test", "The host has no address", OUTBOUND_FAILED},
        {"127.0.0.2", "Webhook URL resolves to blocked IP range", OUTBOUND_REFUSED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        outbound_reply reply = post(f, cases[i].host, LIMIT);
        assert_string_equal(reply.reason, cases[i].reason);
        assert_int_equal(reply.end, cases[i].end);
    }
    assert_int_equal(atomic_load(&f->receiver.requests), 0);
}

// What was looked at is what is used; the next post looks again.
static void test_names_that_change(void **state) {
    fixture *f = *state;
    assert_int_equal(post(f, "rebinds.test", LIMIT).end, OUTBOUND_ANSWERED);
    assert_int_equal(atomic_load(&asked), 1);
    assert_int_equal(post(f, "rebinds.test", LIMIT).end, OUTBOUND_REFUSED);
    assert_int_equal(atomic_load(&f->receiver.requests), 1);
}

static void test_headers_are_plain(void **state) {
    fixture *f = *state;
    outbound_header header = {"Authorization", "Bearer a\r\nX-More: b"};
    outbound_reply reply;
    outbound_post asked_for = {.url = arena_printf(f->arena, "http://127.0.0.1:%d/", f->receiver.port),
                               .headers = &header,
                               .header_count = 1,
                               .milliseconds = LIMIT};
    outbound_send(f->sender, &asked_for, &reply, f->arena);
    assert_int_equal(reply.end, OUTBOUND_REFUSED);
    assert_int_equal(atomic_load(&f->receiver.requests), 0);
}

static void *stop_soon(void *data) {
    fixture *f = data;
    while (atomic_load(&f->receiver.requests) == 0)
        usleep(1000);
    outbound_stop(f->shared);
    return NULL;
}

static void test_stop(void **state) {
    fixture *f = *state;
    pthread_t thread;
    f->receiver.reply = NULL;
    assert_int_equal(pthread_create(&thread, NULL, stop_soon, f), 0);
    int64_t began = monotonic_now();
    assert_int_equal(post(f, "127.0.0.1", 60000).end, OUTBOUND_STOPPED);
    assert_true(monotonic_now() - began < INT64_C(30000000));
    pthread_join(thread, NULL);
    assert_int_equal(post(f, "127.0.0.1", LIMIT).end, OUTBOUND_STOPPED);
}

int main(void) {
    if (!fetch_set_up())
        return 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_post, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_redirects_are_answers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_large_replies_are_cut, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_headers_are_bounded, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_failures, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_forbidden_names, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_names_that_change, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_headers_are_plain, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_stop, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
