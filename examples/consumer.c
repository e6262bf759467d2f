// Register as a consumer: find an asset's active contract by its name, and see what waits for an acknowledgment.
// Usage: consumer FQN TEAM [FIELD...], the asset's name (publish_contract makes one), the name of a new team, and the fields that
// it reads; without any it reads everything
#include <stdio.h>
#include <tessera.h>

static int complain(const tessera_error *error) {
    char line[512];
    fprintf(stderr, "%s\n", tessera_error_format(error, line, sizeof line));
    return 1;
}

static int subscribe(tessera_client *client, const char *fqn, const char *name, tessera_strings fields,
                     tessera_error *error) {
    TESSERA_AUTO(tessera_asset_context) asset = NULL;
    TESSERA_AUTO(tessera_team) team = NULL;
    TESSERA_AUTO(tessera_registration) registration = NULL;
    TESSERA_AUTO(tessera_proposal_entry_page) proposals = NULL;
    int status = tessera_assets_context_by_fqn(client, &(tessera_asset_context_query){.fqn = fqn}, &asset, error);
    if (status == TESSERA_OK)
        status = tessera_teams_create(client, &(tessera_team_create){.name = name}, &team, error);
    if (status != TESSERA_OK)
        return status;
    if (asset->current_contract == NULL) {
        printf("%s has no contract yet\n", fqn);
        return TESSERA_OK;
    }

    // Without a pinned version the team goes along with each new contract of the asset. A change that touches none of its fields
    // does not wait for it.
    tessera_registrations_create_input wish = {
        .contract_id = asset->current_contract->id, .consumer_team_id = team->id, .fields = fields};
    status = tessera_registrations_create(client, &wish, &registration, error);
    if (status != TESSERA_OK)
        return status;
    printf("%s consumes %s %s\n", name, fqn, asset->current_contract->version);

    // Breaking changes wait for the team's acknowledgment.
    tessera_proposal_list_query waiting = {.pending_ack_for = team->id};
    status = tessera_proposals_list(client, &waiting, &proposals, error);
    for (size_t i = 0; status == TESSERA_OK && i < proposals->count; i++)
        printf("to acknowledge: %s of %s\n", proposals->items[i]->id, proposals->items[i]->asset_fqn);
    return status;
}

int main(int argc, char **argv) {
    tessera_error error;
    TESSERA_AUTO(tessera_client) client = tessera_client_new(NULL, &error);
    if (client == NULL)
        return complain(&error);
    const char *fqn = argc > 1 ? argv[1] : "warehouse.analytics.dim_customers";
    tessera_strings fields = {0};
    if (argc > 3)
        fields = (tessera_strings){(size_t)argc - 3, (const char *const *)argv + 3};
    int status = subscribe(client, fqn, argc > 2 ? argv[2] : "growth", fields, &error);
    return status == TESSERA_OK ? 0 : complain(&error);
}
