// Conditional requests: change a resource only while it is in the state that was read, and read again when it is not.
#include <stdio.h>
#include <tessera.h>

static int complain(const tessera_error *error) {
    char line[512];
    fprintf(stderr, "%s\n", tessera_error_format(error, line, sizeof line));
    return 1;
}

// A result carries the entity tag of the state that it shows.
static int update_if_unchanged(tessera_client *client, const tessera_team *seen, const char *text,
                               tessera_error *error) {
    tessera_client_next_call(client, &(tessera_call_options){.if_match = tessera_record_etag(seen)});
    return tessera_teams_update(client, seen->id, &(tessera_team_update){.description = text}, NULL, error);
}

static int update_safely(tessera_client *client, const char *id, const char *text, tessera_error *error) {
    int status = TESSERA_E_PRECONDITION;
    for (int tries = 0; tries < 5 && status == TESSERA_E_PRECONDITION; tries++) {
        TESSERA_AUTO(tessera_team) current = NULL;
        status = tessera_teams_get(client, id, &current, error);
        if (status == TESSERA_OK)
            status = update_if_unchanged(client, current, text, error);
    }
    return status;
}

int main(void) {
    tessera_error error;
    TESSERA_AUTO(tessera_client) client = tessera_client_new(NULL, &error);
    TESSERA_AUTO(tessera_team) team = NULL;
    if (client == NULL ||
        tessera_teams_create(client, &(tessera_team_create){.name = "careful"}, &team, &error) != TESSERA_OK)
        return complain(&error);

    if (update_if_unchanged(client, team, "first", &error) != TESSERA_OK)
        return complain(&error);
    if (update_if_unchanged(client, team, "too late", &error) ==
        TESSERA_E_PRECONDITION) // the team is not as it was read
        printf("refused: %s\n", error.code);
    if (update_safely(client, team->id, "second", &error) != TESSERA_OK)
        return complain(&error);
    puts("updated");
    return 0;
}
