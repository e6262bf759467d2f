// The complete example: a team, an asset, a contract.
#include <stdio.h>
#include <tessera.h>

static int complain(const tessera_error *error) {
    char line[512];
    fprintf(stderr, "%s\n", tessera_error_format(error, line, sizeof line));
    return 1;
}

static int setup_data_contracts(tessera_client *client) {
    tessera_error error;

    // Create team
    TESSERA_AUTO(tessera_team) team = NULL;
    if (tessera_teams_create(client, &(tessera_team_create){.name = "data-platform"}, &team, &error) != TESSERA_OK)
        return complain(&error);

    // Create asset
    TESSERA_AUTO(tessera_asset) asset = NULL;
    tessera_asset_create new_asset = {
        .fqn = "warehouse.analytics.dim_customers",
        .owner_team_id = team->id,
        .description = "Customer dimension table",
    };
    if (tessera_assets_create(client, &new_asset, &asset, &error) != TESSERA_OK)
        return complain(&error);

    // Publish contract
    TESSERA_AUTO(tessera_publish_result) result = NULL;
    tessera_assets_publish_contract_input contract = {
        .schema = "{\"type\": \"object\","
                  " \"properties\": {\"customer_id\": {\"type\": \"integer\"}, \"email\": {\"type\": \"string\"}},"
                  " \"required\": [\"customer_id\"]}",
        .version = "1.0.0",
    };
    if (tessera_assets_publish_contract(client, asset->id, &contract, &result, &error) != TESSERA_OK)
        return complain(&error);

    if (result->contract != NULL)
        printf("Published contract: %s\n", result->contract->version);
    return 0;
}

int main(void) {
    tessera_error error;
    TESSERA_AUTO(tessera_client) client = tessera_client_new(NULL, &error); // TESSERA_URL, else http://localhost:8000
    if (client == NULL)
        return complain(&error);
    return setup_data_contracts(client);
}
