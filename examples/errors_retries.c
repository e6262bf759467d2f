// Errors: what a failed call tells, which calls are tried again, and how a write becomes safe to repeat.
#include <stdio.h>
#include <string.h>
#include <tessera.h>

static int complain(const tessera_error *error) {
    char line[512];
    fprintf(stderr, "%s\n", tessera_error_format(error, line, sizeof line));
    return 1;
}

// What goes wrong is told in the caller's own tessera_error.
static void ask_for_nothing(tessera_client *client) {
    tessera_error error;
    if (tessera_assets_get(client, "0190f3a2-7c1e-7b3a-9c55-0242ac120002", NULL, &error) == TESSERA_OK)
        return;
    printf("%s: %s\n", tessera_status_name(error.status), error.message);
    if (error.status == TESSERA_E_NOT_FOUND && strcmp(error.code, "ASSET_NOT_FOUND") == 0)
        printf("%d, %s\n", error.http_status, error.retriable ? "worth another try" : "final");
}

// With a key the server does the write once, however often it is sent: it counts as idempotent and is tried again.
static int create_once(tessera_client *client, const char *key, tessera_team **team, tessera_error *error) {
    tessera_client_next_call(client, &(tessera_call_options){.idempotency_key = key});
    return tessera_teams_create(client, &(tessera_team_create){.name = "retry-squad"}, team, error);
}

int main(void) {
    tessera_error error;
    tessera_client_options options = {.timeout_ms = 10000, .retries = 3}; // ten seconds, all tries included
    TESSERA_AUTO(tessera_client) client = tessera_client_new(&options, &error);
    if (client == NULL)
        return complain(&error);
    ask_for_nothing(client);

    TESSERA_AUTO(tessera_team) first = NULL;
    TESSERA_AUTO(tessera_team) again = NULL;
    if (create_once(client, "onboarding-42", &first, &error) != TESSERA_OK ||
        create_once(client, "onboarding-42", &again, &error) != TESSERA_OK)
        return complain(&error);
    printf("%s\n", strcmp(first->id, again->id) == 0 ? "one team" : "two teams");
    return 0;
}
