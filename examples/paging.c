// Paging: a list is read page by page until the last one.
#include <stdio.h>
#include <tessera.h>

static int complain(const tessera_error *error) {
    char line[512];
    fprintf(stderr, "%s\n", tessera_error_format(error, line, sizeof line));
    return 1;
}

static int create_teams(tessera_client *client, int count, tessera_error *error) {
    char name[32];
    for (int i = 0; i < count; i++) {
        snprintf(name, sizeof name, "paging team %02d", i);
        int status = tessera_teams_create(client, &(tessera_team_create){.name = name}, NULL, error);
        if (status != TESSERA_OK)
            return status;
    }
    return TESSERA_OK;
}

int main(void) {
    tessera_error error;
    TESSERA_AUTO(tessera_client) client = tessera_client_new(NULL, &error);
    if (client == NULL || create_teams(client, 12, &error) != TESSERA_OK)
        return complain(&error);

    int64_t offset = 0, total = 1;
    while (offset < total) {
        TESSERA_AUTO(tessera_team_page) page = NULL;
        tessera_team_list_query query = {.name = "paging team", .limit = 5, .offset = offset};
        if (tessera_teams_list(client, &query, &page, &error) != TESSERA_OK)
            return complain(&error);
        for (size_t i = 0; i < page->count; i++)
            printf("%s\n", page->items[i]->name);
        total = page->count == 0 ? 0 : page->total;
        offset += (int64_t)page->count;
    }
    printf("%lld of %lld\n", (long long)offset, (long long)total);
    return 0;
}
