// What a change would do: a dry run of a breaking one, then a compatible one and the comparison of the two contracts.
// Usage: compare FQN, the name of an asset with a contract (publish_contract makes one)
#include <stdio.h>
#include <tessera.h>

static int complain(const tessera_error *error) {
    char line[512];
    fprintf(stderr, "%s\n", tessera_error_format(error, line, sizeof line));
    return 1;
}

static void show(const char *title, tessera_breaking_change_array changes) {
    for (size_t i = 0; i < changes.count; i++)
        printf("%s: %s %s\n", title, changes.items[i]->type, changes.items[i]->path);
}

static int compare(tessera_client *client, const tessera_asset_context *asset, tessera_error *error) {
    TESSERA_AUTO(tessera_publish_result) preview = NULL;
    TESSERA_AUTO(tessera_publish_result) published = NULL;
    TESSERA_AUTO(tessera_compare_result) compared = NULL;

    // The whole decision, and nothing is written.
    tessera_assets_publish_contract_input breaking = {.schema = "{\"type\": \"object\"}", .dry_run = true};
    int status = tessera_assets_publish_contract(client, asset->asset->id, &breaking, &preview, error);
    if (status != TESSERA_OK)
        return status;
    printf("would be: %s\n", tessera_publish_action_text(preview->action));
    show("breaking", preview->breaking_changes);

    tessera_assets_publish_contract_input compatible = {
        .schema = "{\"type\": \"object\", \"required\": [\"customer_id\"], \"properties\": {\"customer_id\":"
                  " {\"type\": \"integer\"}, \"email\": {\"type\": \"string\"}, \"name\": {\"type\": \"string\"}}}"};
    status = tessera_assets_publish_contract(client, asset->asset->id, &compatible, &published, error);
    if (status != TESSERA_OK)
        return status;
    printf("published: %s\n", published->contract->version);

    tessera_contracts_compare_input both = {.contract_id = asset->current_contract->id,
                                            .other_contract_id = published->contract->id};
    status = tessera_contracts_compare(client, &both, &compared, error);
    if (status == TESSERA_OK)
        show("change", compared->all_changes);
    return status;
}

int main(int argc, char **argv) {
    tessera_error error;
    TESSERA_AUTO(tessera_client) client = tessera_client_new(NULL, &error);
    TESSERA_AUTO(tessera_asset_context) asset = NULL;
    tessera_asset_context_query query = {.fqn = argc > 1 ? argv[1] : "warehouse.analytics.dim_customers"};
    if (client == NULL || tessera_assets_context_by_fqn(client, &query, &asset, &error) != TESSERA_OK)
        return complain(&error);
    return compare(client, asset, &error) == TESSERA_OK ? 0 : complain(&error);
}
