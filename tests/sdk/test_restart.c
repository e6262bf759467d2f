// The server goes away and comes back at the same address while it is used: calls fail or are retried, as the client is
// told to, and nothing hangs.
#include "real_server.h"
#include <pthread.h>
#include <semaphore.h>
#include <unistd.h>

enum { IN_FLIGHT = 32, RESTARTS = 4, CALLS_BETWEEN = 150 };

// A thread that ends the server and starts it again, each time it is told to.
typedef struct restarter {
    real_server *server;
    tessera_client *client;
    sem_t wanted;
    _Atomic unsigned made;
    pthread_t thread;
} restarter;

static void *restart(void *user) {
    restarter *r = user;
    char address[64];
    snprintf(address, sizeof address, "%s", real_server_address(r->server));
    for (unsigned i = 0; i < RESTARTS; i++) {
        while (sem_wait(&r->wanted) != 0)
            ;
        // Once in two it has no time to say goodbye.
        real_server_stop(r->server, i % 2 == 0 ? SIGKILL : SIGTERM);
        real_server_start(r->server, address);
        r->made = i + 1;
        tessera_client_wakeup(r->client);
    }
    return NULL;
}

typedef struct load {
    tessera_client *client;
    restarter restarter;
    tally tally;
    const char *team_id;
    unsigned wanted, seen; // restarts that were asked for, that are known to be over
    size_t submitted, parked, failed, since, creates;
    bool creating, finished;
    tessera_status unexpected;
    char problem[256];
} load;

static void submit(load *l);

// The server may be down, or about to be.
static bool is_expected(tessera_status status) {
    return status == TESSERA_OK || status == TESSERA_E_CONNECTION || status == TESSERA_E_SERVER;
}

static void go_on(load *l) {
    bool idle = l->restarter.made == l->wanted; // no restart is under way
    if (idle && l->since >= CALLS_BETWEEN && l->wanted == RESTARTS) {
        l->finished = true;
    } else if (idle && l->since >= CALLS_BETWEEN) {
        l->wanted++;
        l->since = 0;
        sem_post(&l->restarter.wanted);
    }
    if (!l->finished)
        submit(l);
}

static void done(tessera_future *f, void *user) {
    load *l = user;
    tally_done(f, &l->tally);
    const tessera_error *error = tessera_future_error(f);
    if (!is_expected(l->tally.last) && l->unexpected == TESSERA_OK) {
        l->unexpected = l->tally.last;
        snprintf(l->problem, sizeof l->problem, "%.250s", error->message);
    }
    l->failed += error != NULL;
    l->since += error == NULL;
    tessera_future_free(f);
    // What fails while the server is away is asked again when it is back.
    if (error != NULL && l->restarter.made < l->wanted)
        l->parked++;
    else
        go_on(l);
}

static void submit(load *l) {
    tessera_future *f;
    char name[64];
    if (l->creating && l->submitted++ % 4 == 0) {
        snprintf(name, sizeof name, "restart-%zu", l->creates++);
        tessera_client_next_call(l->client, &(tessera_call_options){.idempotency_key = name});
        f = tessera_teams_create_async(l->client, &(tessera_team_create){.name = name});
    } else {
        f = tessera_teams_get_async(l->client, l->team_id);
    }
    tessera_future_on_done(f, done, l);
}

// Keeps calls in flight while the server is restarted again and again.
static void run(load *l, real_server *server) {
    l->restarter.server = server;
    l->restarter.client = l->client;
    assert_int_equal(sem_init(&l->restarter.wanted, 0, 0), 0);
    assert_int_equal(pthread_create(&l->restarter.thread, NULL, restart, &l->restarter), 0);
    for (int i = 0; i < IN_FLIGHT; i++)
        submit(l);
    while (!l->finished || tessera_client_pending(l->client) > 0) {
        tessera_client_poll(l->client, 60000);
        if (l->seen == l->restarter.made)
            continue;
        l->seen = l->restarter.made;
        for (; l->parked > 0; l->parked--)
            submit(l);
    }
    pthread_join(l->restarter.thread, NULL);
    sem_destroy(&l->restarter.wanted);
    if (l->unexpected != TESSERA_OK)
        fail_msg("%s: %s", tessera_status_name(l->unexpected), l->problem);
}

static void test_without_retries(void **state) {
    tessera_error error;
    load l = {.client = real_client((tessera_client_options){.max_connections = 16})};
    TESSERA_AUTO(tessera_team) team = real_team(l.client, "restarted failing");
    l.team_id = team->id;
    run(&l, *state);
    assert_true(l.failed > 0);
    assert_true(l.tally.succeeded > 0);
    // And the client works again by itself.
    assert_status(tessera_teams_get(l.client, team->id, NULL, &error), TESSERA_OK, &error);
    tessera_client_free(l.client);
}

// Reads, and writes with a key, come through as if nothing had happened; each write is done once.
static void test_with_retries(void **state) {
    tessera_error error;
    load l = {.client =
                  real_client((tessera_client_options){.max_connections = 16, .retries = 30, .timeout_ms = 90000}),
              .creating = true};
    TESSERA_AUTO(tessera_team) team = real_team(l.client, "restarted retrying");
    l.team_id = team->id;
    run(&l, *state);
    assert_int_equal(l.failed, 0);
    TESSERA_AUTO(tessera_team_page) page = NULL;
    assert_status(
        tessera_teams_list(l.client, &(tessera_team_list_query){.name = "restart-", .limit = 1}, &page, &error),
        TESSERA_OK, &error);
    assert_int_equal(page->total, l.creates);
    assert_true(l.creates > 50);
    tessera_client_free(l.client);
}

// One call after the other.
static void test_in_between(void **state) {
    real_server *s = *state;
    tessera_error error;
    char address[64];
    TESSERA_AUTO(tessera_client) client = real_client((tessera_client_options){.timeout_ms = 30000});
    TESSERA_AUTO(tessera_team) team = real_team(client, "restarted idle");
    snprintf(address, sizeof address, "%s", real_server_address(s));
    real_server_stop(s, SIGTERM);
    assert_status(tessera_teams_get(client, team->id, NULL, &error), TESSERA_E_CONNECTION, &error);
    real_server_start(s, address);
    assert_status(tessera_teams_get(client, team->id, NULL, &error), TESSERA_OK, &error);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_in_between),
        cmocka_unit_test(test_without_retries),
        cmocka_unit_test(test_with_retries),
    };
    alarm(110); // what hangs is ended
    return cmocka_run_group_tests(tests, real_server_setup, real_server_teardown);
}
