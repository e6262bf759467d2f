// A client in a libevent base.
//
//     struct event *attached = tessera_event_attach(base, client);
//     ...
//     tessera_event_detach(attached); // before tessera_client_free; in callbacks, too
#pragma once
#include <event2/event.h>
#include <tessera/client.h>

static inline void tessera_event_ready(evutil_socket_t fd, short events, void *client) {
    (void)fd;
    (void)events;
    tessera_client_dispatch((tessera_client *)client);
}

// Watches the client from the base's thread until it is detached. NULL when libevent refuses.
static inline struct event *tessera_event_attach(struct event_base *base, tessera_client *client) {
    struct event *attached =
        event_new(base, tessera_client_fd(client), EV_READ | EV_PERSIST, tessera_event_ready, client);
    if (attached != NULL)
        event_add(attached, NULL);
    return attached;
}

static inline void tessera_event_detach(struct event *attached) {
    event_free(attached);
}
