// Many connections served in one turn of a loop, driven by hand: every reply leaves before the loop sleeps, to whom it is for
// and in order, whatever the others do.
#include "unit.h"

#include "net/http.h"
#include "net/http_drive.h"
#include <errno.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CLIENTS = 50, BODY_LARGE = 100 * 1024, BODY_MIDDLE = 3000, TURNS_MAXIMUM = 200 };

typedef struct stage {
    http_server *server;
    http_loop *loop;
    http_exchange *held;
    int clients[CLIENTS];
} stage;

static void fill(buffer *body, text name, size_t length) {
    while (body->length < length)
        buffer_append_text(body, name);
}

// Targets: /NAME answers with NAME, /large-... and /middle-... with it many times, /hold when /let-go comes, which is answered
// behind it.
static void on_request(http_exchange *exchange, void *data) {
    stage *s = data;
    text path = http_exchange_request(exchange)->path;
    text name = {path.data + 1, path.length - 1};
    if (text_is(path, "/hold")) {
        s->held = exchange;
        return;
    }
    if (text_is(path, "/let-go")) {
        buffer_append_string(http_reply_body(s->held), "held");
        http_exchange_finish(s->held);
        s->held = NULL;
    }
    size_t length = text_starts_with(name, TEXT("large"))    ? BODY_LARGE
                    : text_starts_with(name, TEXT("middle")) ? BODY_MIDDLE
                                                             : 1;
    fill(http_reply_body(exchange), name, length);
    http_exchange_finish(exchange);
}

static void stage_open(stage *s) {
    signal(SIGPIPE, SIG_IGN); // as on the threads of a running server
    *s = (stage){0};
    http_options options = {.threads = 1, .gzip_minimum = SIZE_MAX, .on_request = on_request, .data = s};
    s->server = http_server_new(&options);
    s->loop = http_drive_loop(s->server, 0);
    for (int i = 0; i < CLIENTS; i++) {
        int pair[2];
        assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, pair), 0);
        http_drive_adopt(s->loop, pair[0]);
        s->clients[i] = pair[1];
    }
    assert_int_equal(http_drive_turn(s->loop), CLIENTS);
}

static void client_leave(stage *s, int client) {
    close(s->clients[client]);
    s->clients[client] = -1;
}

static void stage_close(stage *s) {
    for (int i = 0; i < CLIENTS; i++)
        if (s->clients[i] >= 0)
            client_leave(s, i);
    for (int i = 0; i < TURNS_MAXIMUM && http_drive_turn(s->loop) > 0; i++)
        continue;
    assert_int_equal(http_drive_turn(s->loop), 0);
    http_server_free(s->server);
}

static void client_ask(stage *s, int client, const char *name) {
    char bytes[128];
    int length = snprintf(bytes, sizeof bytes, "GET /%s HTTP/1.1\r\nHost: here\r\n\r\n", name);
    assert_int_equal(send(s->clients[client], bytes, (size_t)length, MSG_NOSIGNAL), length);
}

// What has come for a client, without waiting.
static buffer client_take(stage *s, int client) {
    static char bytes[65536];
    buffer all;
    ssize_t count;
    buffer_init(&all, 8 << 20);
    while ((count = recv(s->clients[client], bytes, sizeof bytes, MSG_DONTWAIT)) > 0)
        buffer_append(&all, bytes, (size_t)count);
    assert_true(count < 0 && errno == EAGAIN);
    return all;
}

// Cuts a reply off and holds its body against the name of the target.
static void reply_expect(text *rest, const char *name, size_t length) {
    const char *end = memmem(rest->data, rest->length, "\r\n\r\n", 4);
    assert_non_null(end);
    assert_memory_equal(rest->data, "HTTP/1.1 200 ", 13);
    buffer expected;
    buffer_init(&expected, 1 << 20);
    fill(&expected, text_of(name), length);
    size_t head = (size_t)(end + 4 - rest->data);
    assert_true(rest->length - head >= expected.length);
    assert_memory_equal(rest->data + head, expected.data, expected.length);
    *rest = (text){rest->data + head + expected.length, rest->length - head - expected.length};
    buffer_done(&expected);
}

static void client_expect(stage *s, int client, const char *const *names, size_t count, size_t length) {
    buffer all = client_take(s, client);
    text rest = buffer_text(&all);
    for (size_t i = 0; i < count; i++)
        reply_expect(&rest, names[i], length);
    assert_int_equal(rest.length, 0);
    buffer_done(&all);
}

static void test_every_client_has_its_replies(void **state) {
    (void)state;
    stage s;
    stage_open(&s);
    char names[CLIENTS][3][16];
    for (int i = 0; i < CLIENTS; i++) {
        for (int n = 0; n < 3; n++) {
            snprintf(names[i][n], sizeof names[i][n], "n%d-%d", i, n);
            client_ask(&s, i, names[i][n]);
        }
    }
    http_drive_turn(s.loop);
    for (int i = 0; i < CLIENTS; i++)
        client_expect(&s, i, (const char *const[]){names[i][0], names[i][1], names[i][2]}, 3, 1);
    stage_close(&s);
}

// More than the loop keeps at a time, so that some of it leaves while others are still being answered.
static void test_output_beyond_its_bound(void **state) {
    (void)state;
    stage s;
    stage_open(&s);
    char names[CLIENTS][16];
    for (int i = 0; i < CLIENTS; i++) {
        snprintf(names[i], sizeof names[i], "middle%d-", i);
        for (int n = 0; n < 30; n++)
            client_ask(&s, i, names[i]);
    }
    http_drive_turn(s.loop);
    for (int i = 0; i < CLIENTS; i++) {
        const char *repeated[30];
        for (int n = 0; n < 30; n++)
            repeated[n] = names[i];
        client_expect(&s, i, repeated, 30, BODY_MIDDLE);
    }
    stage_close(&s);
}

// Large bodies go out by themselves, behind what their connection and others have in the output.
static void test_large_bodies_among_small_ones(void **state) {
    (void)state;
    stage s;
    stage_open(&s);
    for (int i = 0; i < CLIENTS; i++) {
        client_ask(&s, i, "before");
        client_ask(&s, i, i % 3 == 0 ? "large" : "small");
        client_ask(&s, i, "behind");
    }
    buffer all[CLIENTS];
    for (int i = 0; i < CLIENTS; i++)
        buffer_init(&all[i], 1 << 20);
    for (int turn = 0; turn < TURNS_MAXIMUM; turn++) { // a socket does not take it all at once
        http_drive_turn(s.loop);
        for (int i = 0; i < CLIENTS; i++) {
            buffer more = client_take(&s, i);
            buffer_append_text(&all[i], buffer_text(&more));
            buffer_done(&more);
        }
    }
    for (int i = 0; i < CLIENTS; i++) {
        text rest = buffer_text(&all[i]);
        reply_expect(&rest, "before", 1);
        reply_expect(&rest, i % 3 == 0 ? "large" : "small", i % 3 == 0 ? BODY_LARGE : 1);
        reply_expect(&rest, "behind", 1);
        assert_int_equal(rest.length, 0);
        buffer_done(&all[i]);
    }
    stage_close(&s);
}

// A request of one connection ends inside that of another, while both and others have replies that are not sent yet.
static void test_reply_behind_those_of_others(void **state) {
    (void)state;
    stage s;
    stage_open(&s);
    client_ask(&s, 0, "first");
    client_ask(&s, 0, "hold");
    client_ask(&s, 1, "other");
    client_ask(&s, 2, "early");
    client_ask(&s, 2, "let-go");
    client_ask(&s, 2, "late");
    client_ask(&s, 3, "last");
    http_drive_turn(s.loop);
    client_expect(&s, 0, (const char *const[]){"first", "held"}, 2, 1);
    client_expect(&s, 1, (const char *const[]){"other"}, 1, 1);
    client_expect(&s, 2, (const char *const[]){"early", "let-go", "late"}, 3, 1);
    client_expect(&s, 3, (const char *const[]){"last"}, 1, 1);
    stage_close(&s);
}

static void test_clients_that_leave_take_nothing_along(void **state) {
    (void)state;
    stage s;
    stage_open(&s);
    for (int i = 0; i < CLIENTS; i++) {
        client_ask(&s, i, "one");
        client_ask(&s, i, "two");
        if (i % 2 == 0)
            client_leave(&s, i);
    }
    http_drive_turn(s.loop);
    for (int i = 1; i < CLIENTS; i += 2)
        client_expect(&s, i, (const char *const[]){"one", "two"}, 2, 1);
    http_drive_turn(s.loop);
    for (int i = 1; i < CLIENTS; i += 2)
        client_ask(&s, i, "three");
    assert_int_equal(http_drive_turn(s.loop), CLIENTS / 2);
    for (int i = 1; i < CLIENTS; i += 2)
        client_expect(&s, i, (const char *const[]){"three"}, 1, 1);
    stage_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_client_has_its_replies),
        cmocka_unit_test(test_output_beyond_its_bound),
        cmocka_unit_test(test_large_bodies_among_small_ones),
        cmocka_unit_test(test_reply_behind_those_of_others),
        cmocka_unit_test(test_clients_that_leave_take_nothing_along),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
