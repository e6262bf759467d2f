// Several threads, each with a client of its own, against one server; and one more that wakes them all. Meant for
// ThreadSanitizer, on both sides.
#include "real_server.h"
#include <pthread.h>
#include <tessera/mock.h>
#include <unistd.h>

enum { THREADS = 4, ROUNDS = 10, CALLS = 40 };

// What the threads share.
typedef struct stage {
    pthread_barrier_t ready; // all clients are there
    pthread_barrier_t over;  // nobody wakes them any more
    tessera_client *clients[THREADS];
    _Atomic unsigned finished;
    _Atomic unsigned woken;
} stage;

typedef struct worker {
    stage *stage;
    unsigned index;
    pthread_t thread;
    size_t succeeded, wrong;
    tessera_client *(*open)(struct worker *w);
    tessera_mock *mock;
} worker;

static void get_done(tessera_future *f, void *user) {
    worker *w = user;
    void *team = NULL;
    if (tessera_future_take(f, &team, NULL) == TESSERA_OK)
        w->succeeded++;
    else
        w->wrong++;
    tessera_record_free(team);
    tessera_future_free(f);
}

// Synchronous calls, callbacks, groups and cancelled calls.
static void work(worker *w, tessera_client *client, unsigned round) {
    char name[64];
    tessera_future *group[CALLS];
    TESSERA_AUTO(tessera_team) team = NULL;
    snprintf(name, sizeof name, "thread %u round %u", w->index, round);
    if (tessera_teams_create(client, &(tessera_team_create){.name = name}, &team, NULL) != TESSERA_OK) {
        w->wrong++;
        return;
    }
    for (int i = 0; i < CALLS; i++)
        tessera_future_on_done(tessera_teams_get_async(client, team->id), get_done, w);
    while (tessera_client_pending(client) > 0)
        tessera_client_poll(client, -1);
    for (int i = 0; i < CALLS; i++)
        group[i] = tessera_teams_get_async(client, team->id);
    tessera_future_cancel(group[CALLS / 2]);
    TESSERA_AUTO(tessera_future) all = tessera_future_all(group, CALLS, TESSERA_GATHER_KEEP_GOING);
    if (tessera_future_wait(all, 60000) != TESSERA_OK)
        w->wrong++;
    for (int i = 0; i < CALLS; i++)
        w->succeeded += tessera_future_status(group[i]) == TESSERA_OK;
    tessera_futures_free(group, CALLS);
}

static void *run(void *user) {
    worker *w = user;
    tessera_client *client = w->open(w);
    w->stage->clients[w->index] = client;
    pthread_barrier_wait(&w->stage->ready);
    for (unsigned round = 0; round < ROUNDS; round++)
        work(w, client, round);
    w->stage->finished++;
    pthread_barrier_wait(&w->stage->over);
    tessera_client_free(client);
    return NULL;
}

// Wakes the clients without pause until their threads are through.
static void *wake(void *user) {
    stage *s = user;
    pthread_barrier_wait(&s->ready);
    do {
        for (unsigned i = 0; i < THREADS; i++)
            tessera_client_wakeup(s->clients[i]);
        s->woken++;
        usleep(100); // to leave the others a processor
    } while (s->finished < THREADS);
    pthread_barrier_wait(&s->over);
    return NULL;
}

static void run_all(tessera_client *(*open)(worker *w)) {
    stage s = {.finished = 0};
    worker workers[THREADS];
    pthread_t waker;
    pthread_barrier_init(&s.ready, NULL, THREADS + 1);
    pthread_barrier_init(&s.over, NULL, THREADS + 1);
    for (unsigned i = 0; i < THREADS; i++) {
        workers[i] = (worker){.stage = &s, .index = i, .open = open};
        assert_int_equal(pthread_create(&workers[i].thread, NULL, run, &workers[i]), 0);
    }
    assert_int_equal(pthread_create(&waker, NULL, wake, &s), 0);
    for (unsigned i = 0; i < THREADS; i++)
        pthread_join(workers[i].thread, NULL);
    pthread_join(waker, NULL);
    pthread_barrier_destroy(&s.ready);
    pthread_barrier_destroy(&s.over);
    assert_true(s.woken > 0);
    for (unsigned i = 0; i < THREADS; i++) {
        assert_int_equal(workers[i].wrong, 0);
        assert_int_equal(workers[i].succeeded, ROUNDS * (2 * CALLS - 1));
    }
}

static tessera_client *open_real(worker *w) {
    (void)w;
    return real_client((tessera_client_options){.max_connections = 8});
}

static tessera_client *open_mock(worker *w) {
    w->mock = tessera_mock_new();
    tessera_mock_reply_json(tessera_mock_on_call(w->mock, TESSERA_CALL_TEAMS_CREATE), 201, TEAM_JSON);
    tessera_mock_reply_json(tessera_mock_on_call(w->mock, TESSERA_CALL_TEAMS_GET), 200, TEAM_JSON);
    tessera_client *client = tessera_mock_client(w->mock, NULL, NULL);
    tessera_mock_free(w->mock); // the client keeps it
    return client;
}

static void test_clients(void **state) {
    (void)state;
    run_all(open_real);
}

static void test_mocks(void **state) {
    (void)state;
    run_all(open_mock);
}

int main(void) {
    static const struct CMUnitTest tests[] = {cmocka_unit_test(test_clients), cmocka_unit_test(test_mocks)};
    alarm(110); // what hangs is ended
    return cmocka_run_group_tests(tests, real_server_setup, real_server_teardown);
}
