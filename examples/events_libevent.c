// In a libevent base: the client is one event among those that the program watches.
// cc events_libevent.c $(pkg-config --cflags --libs libtessera libevent_core)
#include <stdio.h>
#include <tessera.h>
#include <tessera/adapters/event.h>

static void teams_listed(tessera_future *future, void *attached) {
    tessera_error error;
    char line[512];
    TESSERA_AUTO(tessera_team_page) teams = NULL;
    if (tessera_teams_list_result(future, &teams, &error) == TESSERA_OK)
        printf("%lld teams\n", (long long)teams->total);
    else
        fprintf(stderr, "%s\n", tessera_error_format(&error, line, sizeof line));
    tessera_event_detach(attached); // nothing else is watched here, so the loop ends
}

int main(void) {
    tessera_error error;
    struct event_base *base = event_base_new();
    TESSERA_AUTO(tessera_client) client = tessera_client_new(NULL, &error);
    if (client == NULL) {
        fprintf(stderr, "%s\n", error.message);
        return 1;
    }
    struct event *attached = tessera_event_attach(base, client);
    if (attached == NULL)
        return 1;
    TESSERA_AUTO(tessera_future) list = tessera_teams_list_async(client, NULL);
    tessera_future_on_done(list, teams_listed, attached);
    puts("the loop runs"); // nothing has waited so far
    event_base_dispatch(base);
    event_base_free(base);
    return tessera_future_status(list) == TESSERA_OK ? 0 : 1;
}
