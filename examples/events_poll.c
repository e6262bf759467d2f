// In an event loop: the client is one descriptor among those that the program watches. Here the loop is poll(2) and the
// other descriptor is standard input: each line is the name of a team to create, without waiting for the ones before.
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <tessera.h>
#include <unistd.h>

static void team_created(tessera_future *future, void *user) {
    size_t *created = user;
    tessera_error error;
    char line[512];
    TESSERA_AUTO(tessera_team) team = NULL;
    if (tessera_teams_create_result(future, &team, &error) != TESSERA_OK) {
        fprintf(stderr, "%s\n", tessera_error_format(&error, line, sizeof line));
        return;
    }
    printf("%s %s\n", team->id, team->name);
    ++*created;
}

static void create_team(tessera_client *client, const char *name, size_t *created) {
    tessera_future *future = tessera_teams_create_async(client, &(tessera_team_create){.name = name});
    tessera_future_on_done(future, team_created, created);
    tessera_future_free(future); // the callback comes all the same
}

int main(void) {
    tessera_error error;
    char line[1024];
    size_t created = 0;
    bool reading = true;
    setvbuf(stdin, NULL, _IONBF, 0); // what stdio had read ahead, poll would not know of
    TESSERA_AUTO(tessera_client) client = tessera_client_new(NULL, &error);
    if (client == NULL) {
        fprintf(stderr, "%s\n", tessera_error_format(&error, line, sizeof line));
        return 1;
    }
    while (reading || tessera_client_pending(client) > 0) {
        struct pollfd watched[] = {
            {.fd = tessera_client_fd(client), .events = POLLIN},
            {.fd = reading ? STDIN_FILENO : -1, .events = POLLIN},
        };
        if (poll(watched, 2, -1) < 0)
            return 1;
        if (watched[0].revents != 0)
            tessera_client_dispatch(client);
        if (watched[1].revents == 0)
            continue;
        reading = fgets(line, sizeof line, stdin) != NULL;
        if (reading) {
            line[strcspn(line, "\n")] = '\0';
            create_team(client, line, &created);
        }
    }
    printf("%zu teams created\n", created);
    return 0;
}
