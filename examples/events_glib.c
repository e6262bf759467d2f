// In a GLib main loop: the client is one source among those that the program watches.
// cc events_glib.c $(pkg-config --cflags --libs libtessera glib-2.0)
#include <stdio.h>
#include <tessera.h>
#include <tessera/adapters/glib.h>

static void teams_listed(tessera_future *future, void *loop) {
    tessera_error error;
    char line[512];
    TESSERA_AUTO(tessera_team_page) teams = NULL;
    if (tessera_teams_list_result(future, &teams, &error) == TESSERA_OK)
        printf("%lld teams\n", (long long)teams->total);
    else
        fprintf(stderr, "%s\n", tessera_error_format(&error, line, sizeof line));
    g_main_loop_quit(loop);
}

int main(void) {
    tessera_error error;
    TESSERA_AUTO(tessera_client) client = tessera_client_new(NULL, &error);
    if (client == NULL) {
        fprintf(stderr, "%s\n", error.message);
        return 1;
    }
    GMainLoop *loop = g_main_loop_new(NULL, FALSE);
    GSource *attached = tessera_glib_attach(NULL, client); // the default context, as in a GTK program
    TESSERA_AUTO(tessera_future) list = tessera_teams_list_async(client, NULL);
    tessera_future_on_done(list, teams_listed, loop);
    puts("the loop runs"); // nothing has waited so far
    g_main_loop_run(loop);
    tessera_glib_detach(attached);
    g_main_loop_unref(loop);
    return tessera_future_status(list) == TESSERA_OK ? 0 : 1;
}
