// In a libuv loop: the client is one handle among those that the program watches.
// cc events_uv.c $(pkg-config --cflags --libs libtessera libuv)
#include <stdio.h>
#include <tessera.h>
#include <tessera/adapters/uv.h>

static void teams_listed(tessera_future *future, void *attached) {
    tessera_error error;
    char line[512];
    TESSERA_AUTO(tessera_team_page) teams = NULL;
    if (tessera_teams_list_result(future, &teams, &error) == TESSERA_OK)
        printf("%lld teams\n", (long long)teams->total);
    else
        fprintf(stderr, "%s\n", tessera_error_format(&error, line, sizeof line));
    tessera_uv_detach(attached); // nothing else is watched here, so the loop ends
}

int main(void) {
    tessera_error error;
    uv_loop_t loop;
    uv_loop_init(&loop);
    TESSERA_AUTO(tessera_client) client = tessera_client_new(NULL, &error);
    if (client == NULL) {
        fprintf(stderr, "%s\n", error.message);
        return 1;
    }
    tessera_uv *attached = tessera_uv_attach(&loop, client);
    if (attached == NULL)
        return 1;
    TESSERA_AUTO(tessera_future) list = tessera_teams_list_async(client, NULL);
    tessera_future_on_done(list, teams_listed, attached);
    puts("the loop runs"); // nothing has waited so far
    uv_run(&loop, UV_RUN_DEFAULT);
    bool fine = tessera_future_status(list) == TESSERA_OK;
    return uv_loop_close(&loop) == 0 && fine ? 0 : 1;
}
