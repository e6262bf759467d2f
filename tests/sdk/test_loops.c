// One conformance test for every event loop that there is an adapter for, and for the poll(2) and the client's own poll
// of those who have none.
#include "loops.h"
#include <pthread.h>
#include <unistd.h>

typedef struct scene {
    scripted_server *server; // of its own: a request that was given up late would spoil another's script
    const loop *loop;
    void *handle, *attached;
    tessera_client *client;
    tessera_future *held;
    tally tally;
} scene;

static scene begin_with(size_t index, const scripted_reply *replies, size_t count, unsigned connections) {
    scene s = {.server = scripted_server_start(replies, count), .loop = &loops[index]};
    s.client = client_of(s.server, (tessera_client_options){.max_connections = connections});
    s.handle = s.loop->open();
    s.attached = s.loop->attach(s.handle, s.client);
    alarm(100); // a loop that is never woken would wait for ever
    return s;
}

// One connection, so that the calls get their replies in the script's order.
static scene begin(size_t index, const scripted_reply *replies, size_t count) {
    return begin_with(index, replies, count, 1);
}

static tessera_future *submit(scene *s, void (*function)(tessera_future *, void *)) {
    tessera_future *f = tessera_teams_get_async(s->client, TEAM_ID);
    tessera_future_on_done(f, function, s);
    return f;
}

static void told(tessera_future *f, void *user) {
    tally_done(f, &((scene *)user)->tally);
    tessera_future_free(f);
}

static void turn_until(scene *s, size_t done) {
    while (s->tally.done < done)
        s->loop->turn(s->handle, s->client);
}

static void end(scene *s) {
    if (s->client != NULL) {
        s->loop->detach(s->attached);
        tessera_client_free(s->client);
    }
    s->loop->close(s->handle);
    scripted_server_stop(s->server);
    alarm(0);
}

static void completes(size_t index) {
    scene s = begin(index, &TEAM_REPLY, 1);
    for (int i = 0; i < 30; i++)
        submit(&s, told);
    turn_until(&s, 30);
    assert_int_equal(s.tally.succeeded, 30);
    // And once more, after the loop was idle.
    submit(&s, told);
    turn_until(&s, 31);
    end(&s);
}

static void times_out(size_t index) {
    scripted_reply silence = {.status = 0};
    scene s = begin(index, &silence, 1);
    tessera_client_next_call(s.client, &(tessera_call_options){.timeout_ms = 40});
    submit(&s, told);
    turn_until(&s, 1);
    assert_int_equal(s.tally.last, TESSERA_E_TIMEOUT);
    end(&s);
}

static void cancels(size_t index) {
    scripted_reply silence = {.status = 0};
    scene s = begin(index, &silence, 1);
    tessera_future_cancel(submit(&s, told));
    turn_until(&s, 1);
    assert_int_equal(s.tally.last, TESSERA_E_CANCELLED);
    end(&s);
}

static void cancel_held(tessera_future *f, void *user) {
    scene *s = user;
    tessera_future *held = s->held;
    s->held = NULL;
    told(f, user);
    tessera_future_cancel(held);
}

static void cancels_in_callback(size_t index) {
    scripted_reply replies[] = {TEAM_REPLY, {.status = 0}};
    scene s = begin(index, replies, 2);
    submit(&s, cancel_held);
    s.held = submit(&s, told);
    turn_until(&s, 2);
    end(&s);
}

static void free_client(tessera_future *f, void *user) {
    scene *s = user;
    told(f, user);
    s->loop->detach(s->attached);
    tessera_client_free(s->client);
    s->client = NULL;
}

static void frees_client_in_callback(size_t index) {
    scripted_reply replies[] = {TEAM_REPLY, {.status = 0}};
    scene s = begin(index, replies, 2);
    submit(&s, free_client);
    submit(&s, told);
    turn_until(&s, 1);
    assert_int_equal(s.tally.done, 2);
    assert_null(s.client);
    end(&s);
}

static void free_held(tessera_future *f, void *user) {
    scene *s = user;
    told(f, user);
    tessera_future_free(s->held);
    s->held = NULL;
}

// A handle that is given up inside another's callback; its call goes on and is told of.
static void frees_future_in_callback(size_t index) {
    scene s = begin(index, &TEAM_REPLY, 1);
    submit(&s, free_held);
    s.held = tessera_teams_get_async(s.client, TEAM_ID);
    tessera_future_on_done(s.held, tally_done, &s.tally);
    turn_until(&s, 2);
    assert_int_equal(s.tally.succeeded, 2);
    end(&s);
}

static void reconnects(size_t index) {
    scene s = begin(index, &TEAM_REPLY, 1);
    for (size_t round = 1; round <= 3; round++) {
        submit(&s, told);
        turn_until(&s, round);
        scripted_server_drop(s.server);
    }
    assert_int_equal(s.tally.succeeded, 3);
    assert_true(scripted_server_connections(s.server) > 1);
    end(&s);
}

static void many_in_flight(size_t index) {
    enum { CALLS = 1000 };
    scene s = begin_with(index, &TEAM_REPLY, 1, 100);
    for (int i = 0; i < CALLS; i++)
        submit(&s, told);
    turn_until(&s, CALLS);
    assert_int_equal(s.tally.succeeded, CALLS);
    assert_int_equal(tessera_client_pending(s.client), 0);
    end(&s);
}

typedef struct waker {
    tessera_client *client;
    _Atomic bool woken;
} waker;

static void *wake(void *user) {
    waker *w = user;
    w->woken = true;
    tessera_client_wakeup(w->client);
    return NULL;
}

// Nothing is under way, so that only the other thread can end the loop's wait.
static void is_woken(size_t index) {
    pthread_t thread;
    scene s = begin(index, &TEAM_REPLY, 1);
    waker w = {.client = s.client};
    assert_int_equal(pthread_create(&thread, NULL, wake, &w), 0);
    do
        s.loop->turn(s.handle, s.client);
    while (!w.woken);
    pthread_join(thread, NULL);
    submit(&s, told);
    turn_until(&s, 1);
    end(&s);
}

// A detached client is left alone by the loop, and may be attached again.
static void detaches(size_t index) {
    scene s = begin(index, &TEAM_REPLY, 1);
    submit(&s, told);
    turn_until(&s, 1);
    s.loop->detach(s.attached);
    submit(&s, told);
    await_requests(s.client, s.server, 2);
    s.loop->pass(s.handle);
    assert_int_equal(s.tally.done, 1);
    drive(s.client);
    assert_int_equal(s.tally.succeeded, 2);
    s.attached = s.loop->attach(s.handle, s.client);
    submit(&s, told);
    turn_until(&s, 3);
    end(&s);
}

static void on_each(void (*check)(size_t index)) {
    for (size_t i = 0; i < loop_count; i++)
        check(i);
}

static void test_completes(void **state) {
    (void)state;
    on_each(completes);
    on_each(many_in_flight);
}
static void test_times_out(void **state) {
    (void)state;
    on_each(times_out);
}
static void test_cancels(void **state) {
    (void)state;
    on_each(cancels);
    on_each(cancels_in_callback);
}
static void test_frees_in_callback(void **state) {
    (void)state;
    on_each(frees_future_in_callback);
    on_each(frees_client_in_callback);
}
static void test_reconnects(void **state) {
    (void)state;
    on_each(reconnects);
}
static void test_is_woken(void **state) {
    (void)state;
    on_each(is_woken);
}
static void test_detaches(void **state) {
    (void)state;
    on_each(detaches);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_completes),         cmocka_unit_test(test_times_out),  cmocka_unit_test(test_cancels),
        cmocka_unit_test(test_frees_in_callback), cmocka_unit_test(test_reconnects), cmocka_unit_test(test_is_woken),
        cmocka_unit_test(test_detaches),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
