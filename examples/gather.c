// Parallel operations: many calls in flight, one wait. Usage: gather ASSET_ID...
#include <stdio.h>
#include <stdlib.h>
#include <tessera.h>

static int complain(const tessera_error *error) {
    char line[512];
    fprintf(stderr, "%s\n", tessera_error_format(error, line, sizeof line));
    return 1;
}

// Every asset is asked for at once; the first failure cancels the rest.
static int check_multiple_assets(tessera_client *client, char *const *ids, size_t count) {
    tessera_future **gets = calloc(count, sizeof *gets);
    if (gets == NULL)
        return 1;
    for (size_t i = 0; i < count; i++)
        gets[i] = tessera_assets_get_async(client, ids[i]);

    TESSERA_AUTO(tessera_future) all = tessera_future_all(gets, count, TESSERA_GATHER_ALL);
    tessera_future_wait(all, TESSERA_NO_LIMIT);
    int status = tessera_future_status(all) == TESSERA_OK ? 0 : complain(tessera_future_error(all));

    for (size_t i = 0; status == 0 && i < count; i++) {
        TESSERA_AUTO(tessera_asset) asset = NULL;
        tessera_assets_get_result(gets[i], &asset, NULL);
        printf("%s %s\n", asset->id, asset->fqn);
    }
    tessera_futures_free(gets, count);
    free(gets);
    return status;
}

int main(int argc, char **argv) {
    tessera_error error;
    TESSERA_AUTO(tessera_client) client = tessera_client_new(NULL, &error);
    if (client == NULL)
        return complain(&error);
    return check_multiple_assets(client, argv + 1, (size_t)argc - 1);
}
