// Futures: completion told exactly once, in every way there is to be told; cancelling, freeing, closing; groups.
#include "sdk_unit.h"
#include <poll.h>
#include <pthread.h>

static int start(void **state) {
    *state = scripted_server_start(&TEAM_REPLY, 1);
    return 0;
}

static int stop(void **state) {
    scripted_server_stop(*state);
    return 0;
}

static tessera_future *get_team(tessera_client *client, tally *t) {
    tessera_future *f = tessera_teams_get_async(client, TEAM_ID);
    if (t != NULL)
        tessera_future_on_done(f, tally_done, t);
    return f;
}

static void test_callbacks(void **state) {
    tally t = {0};
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){.max_connections = 4});
    scripted_server_script(*state, &TEAM_REPLY, 1);
    for (int i = 0; i < 50; i++)
        tessera_future_free(get_team(client, &t));
    assert_int_equal(t.done, 0);
    assert_int_equal(tessera_client_pending(client), 50);
    drive(client);
    assert_int_equal(t.done, 50);
    assert_int_equal(t.succeeded, 50);
    assert_true(scripted_server_connections(*state) <= 4);
    assert_null(tessera_client_next_done(client));
}

// The one descriptor is enough: it is readable whenever there is something to do, timers included.
static void test_descriptor(void **state) {
    tally t = {0};
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){0});
    scripted_reply replies[] = {{.status = 200, .body = TEAM_JSON, .delay_ms = 30}, {.status = 0}};
    scripted_server_script(*state, replies, 2);
    tessera_future_free(get_team(client, &t));
    await_requests(client, *state, 1);
    tessera_client_next_call(client, &(tessera_call_options){.timeout_ms = 60});
    tessera_future_free(get_team(client, &t));
    tessera_future *refused = tessera_teams_get_async(client, "bad");
    tessera_future_on_done(refused, tally_done, &t);
    tessera_future_free(refused);
    while (t.done < 3) {
        struct pollfd watched = {.fd = tessera_client_fd(client), .events = POLLIN};
        assert_int_equal(poll(&watched, 1, 5000), 1);
        tessera_client_dispatch(client);
    }
    assert_int_equal(t.succeeded, 1);
    assert_int_equal(t.last, TESSERA_E_TIMEOUT);
}

static void test_pull(void **state) {
    size_t pulled = 0;
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){0});
    scripted_server_script(*state, &TEAM_REPLY, 1);
    tessera_future *futures[10];
    for (size_t i = 0; i < 10; i++) {
        futures[i] = get_team(client, NULL);
        tessera_future_set_user(futures[i], &futures[i]);
    }
    while (pulled < 10) {
        tessera_client_wait(client, 5000);
        for (tessera_future *f = tessera_client_next_done(client); f != NULL; f = tessera_client_next_done(client)) {
            tessera_future **place = tessera_future_user(f);
            assert_ptr_equal(*place, f);
            assert_int_equal(tessera_future_status(f), TESSERA_OK);
            tessera_future_free(f);
            *place = NULL;
            pulled++;
        }
    }
    assert_int_equal(tessera_client_pending(client), 0);
}

// Those that are freed before they are pulled are not handed out.
static void test_free_unpulled(void **state) {
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){0});
    scripted_server_script(*state, &TEAM_REPLY, 1);
    tessera_future *early = get_team(client, NULL), *late = get_team(client, NULL), *kept = get_team(client, NULL);
    tessera_future_free(early);
    while (tessera_client_pending(client) > 0)
        tessera_client_wait(client, 5000);
    tessera_future_free(late);
    assert_ptr_equal(tessera_client_next_done(client), kept);
    assert_null(tessera_client_next_done(client));
    // A pulled one may still be given a callback.
    tally t = {0};
    tessera_future_on_done(kept, tally_done, &t);
    assert_int_equal(t.done, 0);
    assert_int_equal(tessera_client_dispatch(client), 1);
    assert_int_equal(t.done, 1);
    tessera_future_free(kept);
}

static void test_replaced_callback(void **state) {
    tally first = {0}, second = {0};
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){0});
    scripted_server_script(*state, &TEAM_REPLY, 1);
    tessera_future *f = get_team(client, &first), *g = get_team(client, &first);
    tessera_future_on_done(f, tally_done, &second);
    while (!tessera_future_is_done(f) || !tessera_future_is_done(g))
        tessera_client_wait(client, 1000);
    tessera_future_on_done(g, NULL, NULL);
    drive(client);
    assert_int_equal(first.done, 0);
    assert_int_equal(second.done, 1);
    assert_ptr_equal(tessera_client_next_done(client), g);
    tessera_future_free(f);
    tessera_future_free(g);
}

typedef struct chain {
    tessera_client *client;
    tessera_future *other;
    size_t left;
    tally tally;
    int status;
} chain;

static void submit_next(tessera_future *f, void *user) {
    chain *c = user;
    tally_done(f, &c->tally);
    tessera_future_free(f);
    if (c->left-- > 0)
        tessera_future_on_done(get_team(c->client, NULL), submit_next, c);
}

static void test_submit_and_free_in_callback(void **state) {
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){0});
    chain c = {.client = client, .left = 20};
    scripted_server_script(*state, &TEAM_REPLY, 1);
    tessera_future_on_done(get_team(client, NULL), submit_next, &c);
    drive(client);
    assert_int_equal(c.tally.succeeded, 21);
}

static void free_other(tessera_future *f, void *user) {
    chain *c = user;
    tally_done(f, &c->tally);
    tessera_future_cancel(c->other);
    tessera_future_free(c->other);
    tessera_future_free(f);
}

static void test_free_other_in_callback(void **state) {
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){0});
    chain c = {.client = client};
    tally other = {0};
    scripted_reply replies[] = {TEAM_REPLY, {.status = 0}};
    scripted_server_script(*state, replies, 2);
    tessera_future *f = get_team(client, NULL);
    await_requests(client, *state, 1);
    c.other = get_team(client, &other);
    tessera_future_on_done(f, free_other, &c);
    drive(client);
    assert_int_equal(c.tally.succeeded, 1);
    assert_int_equal(other.done, 1);
    assert_int_equal(other.last, TESSERA_E_CANCELLED);
}

static void call_synchronously(tessera_future *f, void *user) {
    chain *c = user;
    tessera_error error;
    tally_done(f, &c->tally);
    c->status = tessera_teams_get(c->client, TEAM_ID, NULL, &error);
    assert_int_equal(tessera_future_wait(c->other, 1000), TESSERA_E_WOULD_DEADLOCK);
    assert_int_equal(tessera_client_poll(c->client, 10), -1);
    assert_int_equal(tessera_client_wait(c->client, 10), -1);
    assert_int_equal(tessera_client_dispatch(c->client), 0);
}

static void test_deadlock(void **state) {
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){0});
    scripted_reply replies[] = {TEAM_REPLY, {.status = 0}};
    chain c = {.client = client};
    scripted_server_script(*state, replies, 2);
    TESSERA_AUTO(tessera_future) f = get_team(client, NULL);
    await_requests(client, *state, 1);
    TESSERA_AUTO(tessera_future) other = get_team(client, NULL);
    c.other = other;
    tessera_future_on_done(f, call_synchronously, &c);
    while (c.tally.done == 0)
        tessera_client_poll(client, 1000);
    assert_int_equal(c.status, TESSERA_E_WOULD_DEADLOCK);
}

// A synchronous call runs no callbacks, and the descriptor tells that there are some to run.
static void test_sync_beside_async(void **state) {
    tally t = {0};
    tessera_error error;
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){.max_connections = 1});
    scripted_server_script(*state, &TEAM_REPLY, 1);
    tessera_future_free(get_team(client, &t));
    assert_status(tessera_teams_get(client, TEAM_ID, NULL, &error), TESSERA_OK, &error);
    assert_int_equal(t.done, 0);
    struct pollfd watched = {.fd = tessera_client_fd(client), .events = POLLIN};
    assert_int_equal(poll(&watched, 1, 1000), 1);
    tessera_client_dispatch(client);
    assert_int_equal(t.done, 1);
}

// --- cancelling ------------------------------------------------------------------------------------------------------

static void test_cancel_everywhere(void **state) {
    tally t = {0};
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){.max_connections = 1});
    scripted_reply silence = {.status = 0};
    scripted_server_script(*state, &silence, 1);
    TESSERA_AUTO(tessera_future) opening = get_team(client, &t);
    TESSERA_AUTO(tessera_future) queued = get_team(client, &t);
    tessera_future_cancel(opening);
    tessera_future_cancel(queued);
    TESSERA_AUTO(tessera_future) sent = get_team(client, &t);
    await_requests(client, *state, 1);
    tessera_future_cancel(sent);
    tessera_future_cancel(sent);
    assert_int_equal(t.done, 0);
    drive(client);
    assert_int_equal(t.done, 3);
    assert_int_equal(t.last, TESSERA_E_CANCELLED);
    scripted_server_script(*state, &TEAM_REPLY, 1);
    TESSERA_AUTO(tessera_future) after = get_team(client, &t);
    drive(client);
    assert_int_equal(t.succeeded, 1);
    tessera_future_cancel(after);
    assert_int_equal(tessera_future_status(after), TESSERA_OK);
}

static void test_cancel_while_pausing(void **state) {
    tally t = {0};
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){.retries = 3});
    scripted_reply busy = {.status = 503, .headers = "Retry-After: 20\r\n"};
    scripted_server_script(*state, &busy, 1);
    TESSERA_AUTO(tessera_future) f = get_team(client, &t);
    await_requests(client, *state, 1);
    tessera_client_wait(client, 50);
    tessera_future_cancel(f);
    drive(client);
    assert_int_equal(t.done, 1);
    assert_int_equal(t.last, TESSERA_E_CANCELLED);
}

// --- closing ---------------------------------------------------------------------------------------------------------

static void test_close_completes(void **state) {
    tally t = {0};
    tessera_client *client = client_of(*state, (tessera_client_options){.max_connections = 2});
    scripted_reply silence = {.status = 0};
    scripted_server_script(*state, &silence, 1);
    TESSERA_AUTO(tessera_future) held = get_team(client, &t);
    TESSERA_AUTO(tessera_future) unheard = get_team(client, NULL);
    TESSERA_AUTO(tessera_future)
    group = tessera_future_all((tessera_future *const[]){held, unheard}, 2, TESSERA_GATHER_ALL);
    tessera_future_on_done(group, tally_done, &t);
    for (int i = 0; i < 6; i++)
        tessera_future_free(get_team(client, &t));
    await_requests(client, *state, 2);
    tessera_client_free(client);
    assert_int_equal(t.done, 8);
    assert_int_equal(t.last, TESSERA_E_CLOSED);
    assert_int_equal(tessera_future_status(held), TESSERA_E_CLOSED);
    assert_int_equal(tessera_future_status(unheard), TESSERA_E_CLOSED);
    assert_int_equal(tessera_future_status(group), TESSERA_E_CLOSED);
    assert_int_equal(tessera_future_wait(unheard, 10), TESSERA_OK);
    // Without a client there is nobody to tell it later.
    tally late = {0};
    tessera_future_on_done(unheard, tally_done, &late);
    assert_int_equal(late.done, 1);
}

static void close_client(tessera_future *f, void *user) {
    chain *c = user;
    tally_done(f, &c->tally);
    tessera_client_free(c->client);
    tessera_client_free(c->client);
    tessera_future *refused = get_team(c->client, &c->tally);
    assert_int_equal(tessera_future_status(refused), TESSERA_E_CLOSED);
    tessera_future_free(refused);
}

static void test_close_in_callback(void **state) {
    tessera_client *client = client_of(*state, (tessera_client_options){0});
    chain c = {.client = client};
    scripted_reply replies[] = {TEAM_REPLY, {.status = 0}};
    scripted_server_script(*state, replies, 2);
    tessera_future *f = get_team(client, NULL);
    tessera_future_on_done(f, close_client, &c);
    await_requests(client, *state, 1);
    TESSERA_AUTO(tessera_future) held = get_team(client, &c.tally);
    while (c.tally.done == 0)
        tessera_client_poll(client, 1000);
    assert_int_equal(c.tally.done, 3);
    assert_int_equal(tessera_future_status(held), TESSERA_E_CLOSED);
    assert_int_equal(tessera_future_status(f), TESSERA_OK);
    tessera_future_free(f);
}

static void test_results_outlive_client(void **state) {
    tessera_error error;
    tessera_client *client = client_of(*state, (tessera_client_options){0});
    scripted_server_script(*state, &TEAM_REPLY, 1);
    TESSERA_AUTO(tessera_future) f = get_team(client, NULL);
    assert_int_equal(tessera_future_wait(f, 5000), TESSERA_OK);
    tessera_client_free(client);
    TESSERA_AUTO(tessera_team) team = NULL;
    assert_status(tessera_teams_get_result(f, &team, &error), TESSERA_OK, &error);
    assert_string_equal(team->name, "data-platform");
}

// --- waiting ---------------------------------------------------------------------------------------------------------

static void test_wait_limit(void **state) {
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){0});
    scripted_reply silence = {.status = 0};
    scripted_server_script(*state, &silence, 1);
    TESSERA_AUTO(tessera_future) f = get_team(client, NULL);
    assert_int_equal(tessera_future_wait(f, 30), TESSERA_E_TIMEOUT);
    assert_int_equal(tessera_future_wait(f, 0), TESSERA_E_TIMEOUT);
    assert_false(tessera_future_is_done(f));
    assert_int_equal(tessera_future_status(f), TESSERA_E_BUSY);
    assert_null(tessera_future_error(f));
}

static void *wake_up(void *client) {
    tessera_client_wakeup(client);
    return NULL;
}

static void test_wakeup(void **state) {
    pthread_t thread;
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){0});
    assert_int_equal(pthread_create(&thread, NULL, wake_up, client), 0);
    assert_int_equal(tessera_client_poll(client, 20000), 0);
    pthread_join(thread, NULL);
    struct pollfd watched = {.fd = tessera_client_fd(client), .events = POLLIN};
    tessera_client_poll(client, 0);
    assert_int_equal(poll(&watched, 1, 0), 0);
    assert_int_equal(tessera_client_poll(client, -1), 0); // nothing is under way
}

static void test_busy(void **state) {
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){.max_pending = 3});
    tally t = {0};
    scripted_server_script(*state, &TEAM_REPLY, 1);
    for (int i = 0; i < 3; i++)
        tessera_future_free(get_team(client, &t));
    TESSERA_AUTO(tessera_future) f = get_team(client, NULL);
    assert_int_equal(tessera_future_status(f), TESSERA_E_BUSY);
    assert_true(tessera_future_error(f)->retriable);
    drive(client);
    assert_int_equal(t.succeeded, 3);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_callbacks, start, stop),
        cmocka_unit_test_setup_teardown(test_descriptor, start, stop),
        cmocka_unit_test_setup_teardown(test_pull, start, stop),
        cmocka_unit_test_setup_teardown(test_free_unpulled, start, stop),
        cmocka_unit_test_setup_teardown(test_replaced_callback, start, stop),
        cmocka_unit_test_setup_teardown(test_submit_and_free_in_callback, start, stop),
        cmocka_unit_test_setup_teardown(test_free_other_in_callback, start, stop),
        cmocka_unit_test_setup_teardown(test_deadlock, start, stop),
        cmocka_unit_test_setup_teardown(test_sync_beside_async, start, stop),
        cmocka_unit_test_setup_teardown(test_cancel_everywhere, start, stop),
        cmocka_unit_test_setup_teardown(test_cancel_while_pausing, start, stop),
        cmocka_unit_test_setup_teardown(test_close_completes, start, stop),
        cmocka_unit_test_setup_teardown(test_close_in_callback, start, stop),
        cmocka_unit_test_setup_teardown(test_results_outlive_client, start, stop),
        cmocka_unit_test_setup_teardown(test_wait_limit, start, stop),
        cmocka_unit_test_setup_teardown(test_wakeup, start, stop),
        cmocka_unit_test_setup_teardown(test_busy, start, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
