#include "loops.h"
#include <poll.h>
#include <tessera/adapters/uv.h>
#ifdef HAVE_LIBEVENT
#include <tessera/adapters/event.h>
#endif
#ifdef HAVE_GLIB
#include <tessera/adapters/glib.h>
#endif

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
static void uv_pass(void *uv) {
    uv_run(uv, UV_RUN_NOWAIT);
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
static void event_pass(void *base) {
    event_base_loop(base, EVLOOP_NONBLOCK);
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
static void glib_pass(void *context) {
    while (g_main_context_iteration(context, FALSE))
        ;
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

// The client's own poll is an event loop, too.
static void client_turn(void *none, tessera_client *client) {
    (void)none;
    tessera_client_poll(client, 20000);
}

const loop loops[] = {
    {"poll", poll_open, poll_attach, poll_turn, poll_detach, poll_detach, poll_detach},
    {"client", poll_open, poll_attach, client_turn, poll_detach, poll_detach, poll_detach},
    {"libuv", uv_open, uv_attach, uv_turn, uv_pass, uv_detach, uv_end},
#ifdef HAVE_LIBEVENT
    {"libevent", event_open, event_attach, event_turn, event_pass, event_detach, event_end},
#endif
#ifdef HAVE_GLIB
    {"GLib", glib_open, glib_attach, glib_turn, glib_pass, glib_detach, glib_end},
#endif
};
const size_t loop_count = sizeof loops / sizeof loops[0];
