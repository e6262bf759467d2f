// One conformance test for every event loop that there is an adapter for.
#include "sdk_unit.h"
#include <poll.h>
#include <tessera/adapters/uv.h>
#include <unistd.h>
#ifdef HAVE_LIBEVENT
#include <tessera/adapters/event.h>
#endif
#ifdef HAVE_GLIB
#include <tessera/adapters/glib.h>
#endif

// A loop, and the client in it.
typedef struct loop {
    const char *name;
    void *(*open)(void);
    void *(*attach)(void *loop, tessera_client *client);
    void (*turn)(void *loop, tessera_client *client); // waits for something and handles it
    void (*detach)(void *attached);
    void (*close)(void *loop);
} loop;

static void *uv_open(void) {
    uv_loop_t *uv = malloc(sizeof *uv);
    uv_loop_init(uv);
    return uv;
}
static void *uv_attach(void *uv, tessera_client *client) {
    return tessera_uv_attach(uv, client);
}
static void uv_turn(void *uv, tessera_client *client) {
    (void)client;
    uv_run(uv, UV_RUN_ONCE);
}
static void uv_detach(void *attached) {
    tessera_uv_detach(attached);
}
static void uv_end(void *uv) {
    uv_run(uv, UV_RUN_DEFAULT);
    assert_int_equal(uv_loop_close(uv), 0);
    free(uv);
}

#ifdef HAVE_LIBEVENT
static void *event_open(void) {
    return event_base_new();
}
static void *event_attach(void *base, tessera_client *client) {
    return tessera_event_attach(base, client);
}
static void event_turn(void *base, tessera_client *client) {
    (void)client;
    event_base_loop(base, EVLOOP_ONCE);
}
static void event_detach(void *attached) {
    tessera_event_detach(attached);
}
static void event_end(void *base) {
    event_base_free(base);
}
#endif

#ifdef HAVE_GLIB
static void *glib_open(void) {
    return g_main_context_new();
}
static void *glib_attach(void *context, tessera_client *client) {
    return tessera_glib_attach(context, client);
}
static void glib_turn(void *context, tessera_client *client) {
    (void)client;
    g_main_context_iteration(context, TRUE);
}
static void glib_detach(void *attached) {
    tessera_glib_detach(attached);
}
static void glib_end(void *context) {
    g_main_context_unref(context);
}
#endif

static void *poll_open(void) {
    return NULL;
}
static void *poll_attach(void *none, tessera_client *client) {
    (void)none;
    return client;
}
static void poll_turn(void *none, tessera_client *client) {
    (void)none;
    struct pollfd watched = {.fd = tessera_client_fd(client), .events = POLLIN};
    assert_int_equal(poll(&watched, 1, -1), 1);
    tessera_client_dispatch(client);
}
static void poll_detach(void *attached) {
    (void)attached;
}

static const loop loops[] = {
    {"poll", poll_open, poll_attach, poll_turn, poll_detach, poll_detach},
    {"libuv", uv_open, uv_attach, uv_turn, uv_detach, uv_end},
#ifdef HAVE_LIBEVENT
    {"libevent", event_open, event_attach, event_turn, event_detach, event_end},
#endif
#ifdef HAVE_GLIB
    {"GLib", glib_open, glib_attach, glib_turn, glib_detach, glib_end},
#endif
};

typedef struct scene {
    scripted_server *server; // of its own: a request that was given up late would spoil another's script
    const loop *loop;
    void *handle, *attached;
    tessera_client *client;
    tessera_future *held;
    tally tally;
} scene;

static scene begin(size_t index, const scripted_reply *replies, size_t count) {
    // One connection, so that the calls get their replies in the script's order.
    scene s = {.server = scripted_server_start(replies, count), .loop = &loops[index]};
    s.client = client_of(s.server, (tessera_client_options){.max_connections = 1});
    s.handle = s.loop->open();
    s.attached = s.loop->attach(s.handle, s.client);
    alarm(20); // a loop that is never woken would wait for ever
    return s;
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

static void on_each(void (*check)(size_t index)) {
    for (size_t i = 0; i < sizeof loops / sizeof loops[0]; i++)
        check(i);
}

static void test_completes(void **state) {
    (void)state;
    on_each(completes);
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
static void test_frees_client(void **state) {
    (void)state;
    on_each(frees_client_in_callback);
}

int main(void) {
    static const struct CMUnitTest tests[] = {cmocka_unit_test(test_completes), cmocka_unit_test(test_times_out),
                                              cmocka_unit_test(test_cancels), cmocka_unit_test(test_frees_client)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
