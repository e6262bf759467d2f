// The watchdog: the service manager hears of the server as long as every loop of it turns, and no longer.
#include "unit.h"

#include "server/service_manager.h"
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { LOOPS = 3, WAIT = 30000, SILENCE = 300, MESSAGE = 256 }; // milliseconds; SILENCE is many periods
#define PERIOD "20000"                                          // microseconds

typedef struct scene {
    http_server *server;
    service_manager *manager;
    int notices; // the manager's end
    pthread_t thread;
    sem_t held, released;
} scene;

// A loop that does something for too long.
typedef struct hanging {
    http_task task;
    scene *scene;
} hanging;

static void hang(http_task *task) {
    scene *s = ((hanging *)task)->scene;
    sem_post(&s->held);
    while (sem_wait(&s->released) != 0)
        ;
}

static void answer_nothing(http_exchange *exchange, void *data) {
    (void)data;
    http_exchange_finish(exchange);
}

static void on_ready(void *data) {
    scene *s = data;
    service_manager_tell_ready(s->manager, s->server);
}

static void on_drain(void *data) {
    scene *s = data;
    service_manager_tell_stopping(s->manager);
}

static void *serve(void *data) {
    scene *s = data;
    assert_true(http_server_run(s->server, on_ready));
    return NULL;
}

static int notices_open(void) {
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    socklen_t length = sizeof name;
    int notices = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    // Without a name Linux finds one that is free.
    assert_int_equal(bind(notices, (struct sockaddr *)&name, sizeof(sa_family_t)), 0);
    assert_int_equal(getsockname(notices, (struct sockaddr *)&name, &length), 0);
    name.sun_path[0] = '@';
    name.sun_path[length - offsetof(struct sockaddr_un, sun_path)] = '\0';
    setenv("NOTIFY_SOCKET", name.sun_path, 1);
    return notices;
}

// The next message; false when none comes within the time.
static bool hears(const scene *s, int milliseconds, char message[MESSAGE]) {
    struct pollfd wanted = {.fd = s->notices, .events = POLLIN};
    if (poll(&wanted, 1, milliseconds) != 1)
        return false;
    ssize_t length = recv(s->notices, message, MESSAGE - 1, 0);
    assert_true(length > 0);
    message[length] = '\0';
    return true;
}

static void expect(const scene *s, const char *wanted) {
    char message[MESSAGE];
    assert_true(hears(s, WAIT, message));
    assert_string_equal(message, wanted);
}

static void begin(scene *s) {
    char message[256];
    s->notices = notices_open();
    setenv("WATCHDOG_USEC", PERIOD, 1);
    sem_init(&s->held, 0, 0);
    sem_init(&s->released, 0, 0);
    s->manager = service_manager_new();
    s->server = http_server_new(
        &(http_options){.threads = LOOPS, .on_request = answer_nothing, .drain_begins = on_drain, .data = s});
    assert_true(http_server_listen(s->server, "127.0.0.1:0", message, sizeof message));
    assert_int_equal(pthread_create(&s->thread, NULL, serve, s), 0);
    assert_true(hears(s, WAIT, message));
    assert_memory_equal(message, "READY=1\nSTATUS=listening on http://127.0.0.1:", 44);
}

static void served_to_end(const scene *s) {
    assert_int_equal(pthread_join(s->thread, NULL), 0);
}

static void end(scene *s) {
    service_manager_end(s->manager);
    http_server_free(s->server);
    service_manager_free(s->manager);
    sem_destroy(&s->held);
    sem_destroy(&s->released);
    close(s->notices);
}

static void test_a_loop_that_hangs(void **state) {
    (void)state;
    scene s;
    char message[MESSAGE];
    begin(&s);
    expect(&s, "WATCHDOG=1");
    for (unsigned i = 0; i < LOOPS; i++) {
        hanging task = {.task = {.run = hang}, .scene = &s};
        http_loop_post(http_server_loop(s.server, i), &task.task);
        while (sem_wait(&s.held) != 0)
            ;
        // What was said before may still come, and what was answered before it may be told once more.
        while (hears(&s, SILENCE, message))
            assert_string_equal(message, "WATCHDOG=1");
        sem_post(&s.released);
        expect(&s, "WATCHDOG=1");
        expect(&s, "WATCHDOG=1");
    }
    http_server_stop(s.server);
    served_to_end(&s);
    end(&s);
}

static void test_an_end_that_takes_its_time(void **state) {
    (void)state;
    scene s;
    char message[MESSAGE] = "";
    begin(&s);
    http_server_stop(s.server);
    while (strcmp(message, "STOPPING=1") != 0)
        assert_true(hears(&s, WAIT, message));
    served_to_end(&s);
    // No loop turns any more, and the manager knows why.
    expect(&s, "WATCHDOG=1");
    expect(&s, "WATCHDOG=1");
    end(&s);
}

static void test_the_loops_by_number(void **state) {
    (void)state;
    http_server *server = http_server_new(&(http_options){.threads = 2, .on_request = answer_nothing});
    assert_ptr_not_equal(http_server_loop(server, 0), http_server_loop(server, 1));
    assert_null(http_server_loop(server, 2));
    http_server_free(server);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_loop_that_hangs),
        cmocka_unit_test(test_an_end_that_takes_its_time),
        cmocka_unit_test(test_the_loops_by_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
