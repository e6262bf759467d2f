// Life and death: late replies, clients that leave, draining, work from other threads, listeners.
#include "unit.h"

#include "http_fixture.h"
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#define GET(path) "GET " path " HTTP/1.1\r\nHost: a\r\n\r\n"

static fixture server;
static client peer;
static reply answer;
static char value[256];

static void start(http_options options) {
    fixture_start(&server, options, "127.0.0.1:0");
    client_open(&peer, &server);
}

static void stop(void) {
    reply_done(&answer);
    client_close(&peer);
    fixture_stop(&server);
}

static void expect(int status, const char *body) {
    reply_done(&answer);
    client_expect(&peer, &answer, status);
    assert_string_equal(answer.body, body);
}

static void send_reset(client *c) {
    struct linger at_once = {.l_onoff = 1};
    setsockopt(c->socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
    client_close(c);
}

// A request that outlives its client keeps its memory and ends quietly.
static void test_client_leaves_while_a_request_runs(void **state) {
    (void)state;
    start((http_options){0});
    for (int i = 0; i < 6; i++) {
        client leaver;
        client_open(&leaver, &server);
        client_send(&leaver, GET("/hold"));
        fixture_wait_held(&server, (size_t)i + 1);
        if (i % 2 == 0)
            send_reset(&leaver);
        else
            client_close(&leaver);
    }
    // The server has seen the ends once it answers another client in a later turn.
    client_send(&peer, GET("/pool/1"));
    expect(200, "1");
    fixture_release(&server, "nobody reads this");
    client_send(&peer, GET("/pool/2"));
    expect(200, "2");
    stop();
}

static void test_half_closed_client_gets_its_replies(void **state) {
    (void)state;
    start((http_options){0});
    client_send(&peer, GET("/pool/1") GET("/hold") GET("/pool/3") "GET /cut");
    shutdown(peer.socket, SHUT_WR);
    fixture_wait_held(&server, 1);
    fixture_release(&server, "2");
    expect(200, "1");
    expect(200, "2");
    expect(200, "3");
    assert_true(client_sees_end(&peer));
    stop();
}

// While a request runs the server takes a bounded number of further bytes, and later answers all of them in order.
static void test_pipeline_is_bounded(void **state) {
    (void)state;
    start((http_options){0});
    client_send(&peer, GET("/hold"));
    fixture_wait_held(&server, 1);
    static const char request[] = GET("/echo");
    size_t sent = 0;
    bool full = false;
    while (!full && sent < (size_t)256 << 20) {
        size_t offset = sent % (sizeof(request) - 1);
        size_t count = client_send_some(&peer, request + offset, sizeof(request) - 1 - offset);
        struct timespec pause = {.tv_nsec = 20000000};
        if (count == 0) {
            // Full twice, with time for the server to read in between.
            nanosleep(&pause, NULL);
            count = client_send_some(&peer, request + offset, sizeof(request) - 1 - offset);
            full = count == 0;
        }
        sent += count;
    }
    assert_true(full);
    fixture_release(&server, "first");
    expect(200, "first");
    for (size_t i = 0; i < sent / (sizeof(request) - 1); i++)
        expect(200, "GET /echo [] -");
    stop();
}

// The replies of two connections that are made in one turn do not mix.
static void test_one_request_ends_another(void **state) {
    (void)state;
    start((http_options){0});
    client other;
    client_open(&other, &server);
    client_send(&other, GET("/hold") GET("/echo/behind"));
    fixture_wait_held(&server, 1);
    client_send(&peer, GET("/echo/1") GET("/let-go") GET("/echo/2"));
    expect(200, "GET /echo/1 [] -");
    expect(200, "GET /let-go [] -");
    expect(200, "GET /echo/2 [] -");
    reply_done(&answer);
    client_expect(&other, &answer, 200);
    assert_string_equal(answer.body, "let go");
    reply_done(&answer);
    client_expect(&other, &answer, 200);
    assert_string_equal(answer.body, "GET /echo/behind [] -");
    // The same with a client that has gone.
    client_send(&other, GET("/hold"));
    fixture_wait_held(&server, 1);
    send_reset(&other);
    client_send(&peer, GET("/echo/3") GET("/let-go"));
    expect(200, "GET /echo/3 [] -");
    expect(200, "GET /let-go [] -");
    stop();
}

static void test_large_compression_in_its_turn(void **state) {
    (void)state;
    start((http_options){0});
    static const char request[] =
        GET("/echo/1") "GET /text/3000000 HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n" GET("/echo/2");
    client_send(&peer, request);
    expect(200, "GET /echo/1 [] -");
    reply_done(&answer);
    client_expect(&peer, &answer, 200);
    assert_true(reply_header(&answer, "Content-Encoding", value));
    assert_in_range(answer.length, 100, 100000);
    expect(200, "GET /echo/2 [] -");
    // Nobody waits for this one, and the drain does.
    client_send(&peer, request);
    stop();
}

// What had reached the machine before the stop is answered.
static void test_drain_loses_no_request(void **state) {
    (void)state;
    for (int i = 0; i < 20; i++) {
        client late;
        start((http_options){.threads = 2});
        client_send(&peer, GET("/echo"));
        expect(200, "GET /echo [] -");
        client_open(&late, &server);
        client_send(&late, GET("/echo"));
        client_send(&peer, GET("/echo/2"));
        http_server_stop(server.server);
        expect(200, "GET /echo/2 [] -");
        reply_done(&answer);
        client_expect(&late, &answer, 200);
        client_close(&late);
        stop();
    }
}

static void test_drain_waits_for_running_requests(void **state) {
    (void)state;
    start((http_options){0});
    client idle;
    client_open(&idle, &server);
    client_send(&idle, GET("/echo"));
    client_expect(&idle, &answer, 200);
    client_send(&peer, GET("/hold") GET("/echo"));
    fixture_wait_held(&server, 1);
    http_server_stop(server.server);
    assert_true(client_sees_end(&idle));
    client_close(&idle);
    assert_false(client_readable(&peer, 100));
    fixture_release(&server, "done");
    expect(200, "done");
    assert_true(reply_header(&answer, "Connection", value));
    assert_string_equal(value, "close");
    assert_true(client_sees_end(&peer));
    client_close(&peer);
    fixture_wait_ended(&server);
    assert_true(server.run_result);
    assert_int_equal(atomic_load(&server.loops_started), 1);
    assert_int_equal(atomic_load(&server.loops_ended), 1);
    assert_true(atomic_load(&server.idles) > 0);
    stop();
}

static void test_drain_lets_a_begun_request_in(void **state) {
    (void)state;
    start((http_options){0});
    client_send(&peer, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
    assert_true(client_read(&peer, &answer, true));
    http_server_stop(server.server);
    assert_false(client_readable(&peer, 100));
    client_send(&peer, "data");
    expect(200, "POST /echo [] +data");
    assert_true(client_sees_end(&peer));
    stop();
}

static void test_drain_ends_in_time(void **state) {
    (void)state;
    start((http_options){.limits.drain_seconds = 1});
    client_send(&peer, GET("/hold"));
    fixture_wait_held(&server, 1);
    long long since = milliseconds_now();
    http_server_stop(server.server);
    fixture_wait_ended(&server);
    assert_in_range(milliseconds_now() - since, 950, 5000);
    assert_true(client_sees_end(&peer));
    // A request may end when its loop is no more.
    fixture_release(&server, "too late");
    stop();
}

static void test_second_stop_ends_at_once(void **state) {
    (void)state;
    start((http_options){.threads = 2});
    client_send(&peer, GET("/hold"));
    fixture_wait_held(&server, 1);
    http_server_stop(server.server);
    http_server_stop(server.server);
    fixture_wait_ended(&server);
    assert_true(client_sees_end(&peer));
    stop(); // with a request that never ends
}

static void answer_nothing(http_exchange *exchange, void *data) {
    (void)data;
    http_exchange_finish(exchange);
}

static void test_stop_before_run(void **state) {
    (void)state;
    char message[256];
    http_server *quick = http_server_new(&(http_options){.threads = 2, .on_request = answer_nothing});
    assert_true(http_server_listen(quick, "127.0.0.1:0", message, sizeof(message)));
    http_server_stop(quick);
    assert_true(http_server_run(quick, NULL));
    http_server_free(quick);
    // One that never runs.
    quick = http_server_new(&(http_options){.threads = 2, .on_request = answer_nothing});
    assert_true(http_server_listen(quick, "127.0.0.1:0", message, sizeof(message)));
    http_server_free(quick);
}

// --- tasks -----------------------------------------------------------------------------------------------------------

enum { POSTERS = 4, POSTS = 5000 };

typedef struct counted_task {
    http_task task;
    atomic_int *count;
} counted_task;

static atomic_int posted_count;

static void count_task(http_task *task) {
    counted_task *counted = (counted_task *)task;
    atomic_fetch_add(counted->count, 1);
}

static void *post_many(void *argument) {
    counted_task *tasks = argument;
    http_loop *loop = http_exchange_loop(server.held[0]);
    for (int i = 0; i < POSTS; i++)
        http_loop_post(loop, &tasks[i].task);
    return NULL;
}

static void test_tasks_from_many_threads(void **state) {
    (void)state;
    start((http_options){0});
    client_send(&peer, GET("/hold"));
    fixture_wait_held(&server, 1);
    counted_task *tasks = calloc((size_t)POSTERS * POSTS, sizeof(*tasks));
    pthread_t threads[POSTERS];
    atomic_store(&posted_count, 0);
    for (int i = 0; i < POSTERS * POSTS; i++)
        tasks[i] = (counted_task){.task.run = count_task, .count = &posted_count};
    for (int i = 0; i < POSTERS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, post_many, tasks + (size_t)i * POSTS), 0);
    for (int i = 0; i < POSTERS; i++)
        pthread_join(threads[i], NULL);
    // Tasks run in the order of posting, so the reply comes behind all of them.
    fixture_release(&server, "last");
    expect(200, "last");
    assert_int_equal(atomic_load(&posted_count), POSTERS * POSTS);
    stop();
    free(tasks);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_client_leaves_while_a_request_runs),
        cmocka_unit_test(test_half_closed_client_gets_its_replies),
        cmocka_unit_test(test_pipeline_is_bounded),
        cmocka_unit_test(test_one_request_ends_another),
        cmocka_unit_test(test_large_compression_in_its_turn),
        cmocka_unit_test(test_drain_loses_no_request),
        cmocka_unit_test(test_drain_waits_for_running_requests),
        cmocka_unit_test(test_drain_lets_a_begun_request_in),
        cmocka_unit_test(test_drain_ends_in_time),
        cmocka_unit_test(test_second_stop_ends_at_once),
        cmocka_unit_test(test_stop_before_run),
        cmocka_unit_test(test_tasks_from_many_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
