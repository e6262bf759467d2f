// A client in a GLib main context.
//
//     GSource *attached = tessera_glib_attach(context, client); // NULL: the default context
//     ...
//     tessera_glib_detach(attached); // before tessera_client_free; in callbacks, too
#pragma once
#include <glib-unix.h>
#include <tessera/client.h>

static inline gboolean tessera_glib_ready(gint fd, GIOCondition condition, gpointer client) {
    (void)fd;
    (void)condition;
    tessera_client_dispatch((tessera_client *)client);
    return G_SOURCE_CONTINUE;
}

// Watches the client from the context's thread until it is detached.
static inline GSource *tessera_glib_attach(GMainContext *context, tessera_client *client) {
    GSource *attached = g_unix_fd_source_new(tessera_client_fd(client), G_IO_IN);
    g_source_set_callback(attached, G_SOURCE_FUNC(tessera_glib_ready), client, NULL);
    g_source_attach(attached, context);
    return attached;
}

static inline void tessera_glib_detach(GSource *attached) {
    g_source_destroy(attached);
    g_source_unref(attached);
}
