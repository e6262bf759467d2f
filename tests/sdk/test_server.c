// The SDK and its examples against tesserad itself. TESSERA_EXAMPLES names the folder of the built examples.
#include "real_server.h"

static tessera_asset *new_asset(tessera_client *client, const tessera_team *team, const char *fqn) {
    tessera_error error;
    tessera_asset *asset = NULL;
    tessera_asset_create in = {
        .fqn = fqn, .owner_team_id = team->id, .tags = {2, (const char *const[]){"a", "b \"c\""}}};
    assert_status(tessera_assets_create(client, &in, &asset, &error), TESSERA_OK, &error);
    return asset;
}

static void test_health(void **state) {
    tessera_error error;
    (void)state;
    TESSERA_AUTO(tessera_client) client = real_client((tessera_client_options){0});
    TESSERA_AUTO(tessera_health) health = NULL;
    TESSERA_AUTO(tessera_readiness) ready = NULL;
    TESSERA_AUTO(tessera_reply) description = NULL;
    assert_status(tessera_health_check(client, &health, &error), TESSERA_OK, &error);
    assert_string_equal(health->status, "healthy");
    assert_string_equal(health->checks->database->status, "healthy");
    assert_status(tessera_health_ready(client, &ready, &error), TESSERA_OK, &error);
    assert_true(ready->database);
    assert_status(tessera_description_openapi(client, &description, &error), TESSERA_OK, &error);
    assert_non_null(strstr(description->body, "\"openapi\":\"3.1"));
}

static void test_teams(void **state) {
    tessera_error error;
    (void)state;
    TESSERA_AUTO(tessera_client) client = real_client((tessera_client_options){0});
    TESSERA_AUTO(tessera_team) team = real_team(client, "teams one");
    assert_true(TESSERA_HAS(team, team, created_at) && !TESSERA_HAS(team, team, description));
    assert_status(tessera_teams_create(client, &(tessera_team_create){.name = "teams one"}, NULL, &error),
                  TESSERA_E_CONFLICT, &error);
    assert_string_equal(error.code, "DUPLICATE_TEAM");
    assert_non_null(strstr(error.details, team->id));
    assert_status(tessera_teams_create(client, &(tessera_team_create){.name = "-"}, NULL, &error), TESSERA_E_VALIDATION,
                  &error);
    assert_int_equal(error.http_status, 422);
    TESSERA_AUTO(tessera_team) changed = NULL;
    tessera_team_update update = {.description = "for \"tests\"", .metadata = "{\"n\": 18446744073709551615}"};
    assert_status(tessera_teams_update(client, team->id, &update, &changed, &error), TESSERA_OK, &error);
    assert_string_equal(changed->description, "for \"tests\"");
    assert_string_equal(changed->metadata, "{\"n\":18446744073709551615}");
    TESSERA_AUTO(tessera_team_page) page = NULL;
    assert_status(tessera_teams_list(client, &(tessera_team_list_query){.name = "teams o"}, &page, &error), TESSERA_OK,
                  &error);
    assert_int_equal(page->limit, 100);
    assert_int_equal(page->total, 1);
    assert_string_equal(page->items[0]->id, team->id);
    assert_status(tessera_teams_delete(client, team->id, NULL, &error), TESSERA_OK, &error);
    assert_status(tessera_teams_get(client, team->id, NULL, &error), TESSERA_E_NOT_FOUND, &error);
    assert_string_equal(error.code, "TEAM_NOT_FOUND");
    assert_true(error.request_id[0] != '\0');
    assert_status(tessera_teams_restore(client, team->id, NULL, &error), TESSERA_OK, &error);
}

static void test_publish(void **state) {
    tessera_error error;
    (void)state;
    TESSERA_AUTO(tessera_client) client = real_client((tessera_client_options){0});
    TESSERA_AUTO(tessera_team) team = real_team(client, "publishers");
    TESSERA_AUTO(tessera_asset) asset = new_asset(client, team, "publish.one");
    assert_string_equal(asset->tags.items[1], "b \"c\"");
    tessera_assets_publish_contract_input in = {
        .schema = "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}},\"required\":[\"a\"]}",
        .version = "1.0.0",
        .guarantees = &(tessera_guarantees){.nullability = "{\"a\":\"never\"}"},
        .dry_run = true,
    };
    for (int round = 0; round < 2; round++) {
        TESSERA_AUTO(tessera_publish_result) result = NULL;
        assert_status(tessera_assets_publish_contract(client, asset->id, &in, &result, &error), TESSERA_OK, &error);
        in.dry_run = false;
        if (round == 0)
            continue;
        assert_true(result->published);
        assert_int_equal(result->action, TESSERA_PUBLISH_ACTION_PUBLISHED);
        assert_string_equal(result->contract->version, "1.0.0");
        assert_string_equal(result->contract->published_by, team->id);
        assert_string_equal(result->contract->guarantees->nullability, "{\"a\":\"never\"}");
    }
    tessera_assets_publish_contract_input breaking = {.schema = "{\"type\":\"object\",\"properties\":{}}"};
    TESSERA_AUTO(tessera_publish_result) proposed = NULL;
    assert_status(tessera_assets_publish_contract(client, asset->id, &breaking, &proposed, &error), TESSERA_OK, &error);
    assert_true(proposed->breaking_changes.count > 0 || proposed->published);
}

static void test_publish_booleans(void **state) {
    tessera_error error;
    (void)state;
    TESSERA_AUTO(tessera_client) client = real_client((tessera_client_options){0});
    TESSERA_AUTO(tessera_team) team = real_team(client, "booleans");
    TESSERA_AUTO(tessera_asset) asset = new_asset(client, team, "publish.boolean");
    tessera_assets_publish_contract_input any = {.schema = "true"}, nothing = {.schema = " false "};
    TESSERA_AUTO(tessera_publish_result) published = NULL;
    TESSERA_AUTO(tessera_publish_result) proposed = NULL;
    assert_status(tessera_assets_publish_contract(client, asset->id, &any, &published, &error), TESSERA_OK, &error);
    assert_string_equal(published->contract->schema_def, "true");
    assert_status(tessera_assets_publish_contract(client, asset->id, &nothing, &proposed, &error), TESSERA_OK, &error);
    assert_string_equal(proposed->proposal->proposed_schema, "false");
    TESSERA_AUTO(tessera_contract) again = NULL;
    assert_status(tessera_contracts_get(client, published->contract->id, &again, &error), TESSERA_OK, &error);
    assert_string_equal(again->schema, "true");
}

// What the walk deletes moves none of the others.
static void test_a_walk(void **state) {
    tessera_error error;
    (void)state;
    TESSERA_AUTO(tessera_client) client = real_client((tessera_client_options){0});
    for (int i = 0; i < 7; i++) {
        char name[32];
        snprintf(name, sizeof name, "walked %d", i);
        TESSERA_AUTO(tessera_team) team = real_team(client, name);
        assert_non_null(team);
    }
    tessera_team_list_query query = {.name = "walked", .limit = 3};
    TESSERA_AUTO(tessera_team_page) page = NULL;
    int seen = 0;
    do {
        tessera_team_page *following = NULL;
        assert_status(tessera_teams_list(client, &query, &following, &error), TESSERA_OK, &error);
        tessera_team_page_free(page);
        page = following;
        for (size_t i = 0; i < page->count; i++) {
            assert_int_equal(page->items[i]->name[strlen("walked ")] - '0', seen++);
            assert_status(tessera_teams_delete(client, page->items[i]->id, NULL, &error), TESSERA_OK, &error);
        }
        query.after = page->next;
    } while (page->next != NULL);
    assert_int_equal(seen, 7);
    query.after = "no place";
    assert_status(tessera_teams_list(client, &query, NULL, &error), TESSERA_E_VALIDATION, &error);
}

static void test_conditions(void **state) {
    tessera_error error;
    (void)state;
    TESSERA_AUTO(tessera_client) client = real_client((tessera_client_options){0});
    TESSERA_AUTO(tessera_team) team = real_team(client, "conditions");
    TESSERA_AUTO(tessera_team) current = NULL;
    assert_status(tessera_teams_get(client, team->id, &current, &error), TESSERA_OK, &error);
    const char *etag = tessera_record_etag(current);
    assert_non_null(etag);
    tessera_client_next_call(client, &(tessera_call_options){.if_none_match = etag});
    assert_status(tessera_teams_get(client, team->id, NULL, &error), TESSERA_E_NOT_MODIFIED, &error);
    tessera_client_next_call(client, &(tessera_call_options){.if_match = "\"stale\""});
    assert_status(tessera_teams_update(client, team->id, &(tessera_team_update){.description = "x"}, NULL, &error),
                  TESSERA_E_PRECONDITION, &error);
    tessera_client_next_call(client, &(tessera_call_options){.if_match = etag});
    assert_status(tessera_teams_update(client, team->id, &(tessera_team_update){.description = "x"}, NULL, &error),
                  TESSERA_OK, &error);
    TESSERA_AUTO(tessera_team) first = NULL;
    TESSERA_AUTO(tessera_team) again = NULL;
    tessera_call_options key = {.idempotency_key = "conditions-1"};
    tessera_client_next_call(client, &key);
    assert_status(tessera_teams_create(client, &(tessera_team_create){.name = "once"}, &first, &error), TESSERA_OK,
                  &error);
    tessera_client_next_call(client, &key);
    assert_status(tessera_teams_create(client, &(tessera_team_create){.name = "once"}, &again, &error), TESSERA_OK,
                  &error);
    assert_string_equal(first->id, again->id);
}

// Every call of the API is understood by both sides: with nothing given, the answer is a result or an ordinary refusal.
static void test_every_call(void **state) {
    (void)state;
    TESSERA_AUTO(tessera_client) client = real_client((tessera_client_options){0});
    for (int number = 0; number < TESSERA_CALL_COUNT; number++) {
        const tessera_reflect_call *row = tessera_reflect_call_at((size_t)number);
        const char *const paths[TESSERA_PATH_PARAMETERS_MAXIMUM] = {ASSET_ID, ASSET_ID, ASSET_ID, ASSET_ID};
        TESSERA_AUTO(tessera_future) f = tessera_submit(client, number, paths, NULL, NULL);
        assert_int_equal(tessera_future_wait(f, 20000), TESSERA_OK);
        tessera_status status = tessera_future_status(f);
        if (status != TESSERA_OK && status != TESSERA_E_VALIDATION && status != TESSERA_E_NOT_FOUND &&
            status != TESSERA_E_BAD_REQUEST)
            fail_msg("%s.%s: %s: %s", row->noun, row->name, tessera_status_name(status),
                     tessera_future_error(f)->message);
        if (status == TESSERA_E_NOT_FOUND) // of something, not of the route
            assert_null(strstr(tessera_future_error(f)->message, "no route has the path"));
    }
}

static void test_many(void **state) {
    enum { CALLS = 2000 };
    tally t = {0};
    (void)state;
    TESSERA_AUTO(tessera_client) client = real_client((tessera_client_options){.max_connections = 32});
    TESSERA_AUTO(tessera_team) team = real_team(client, "many");
    for (int i = 0; i < CALLS; i++) {
        tessera_future *f = tessera_teams_get_async(client, team->id);
        tessera_future_on_done(f, tally_done, &t);
        tessera_future_free(f);
    }
    drive(client);
    assert_int_equal(t.succeeded, CALLS);
}

// --- examples --------------------------------------------------------------------------------------------------------

// Runs an example and compares what it prints.
static void expect_output(const char *command, const char *wanted) {
    char output[1024];
    assert_int_equal(run_example(command, output, sizeof output), 0);
    if (strstr(output, wanted) == NULL)
        fail_msg("%s printed: %s", command, output);
}

static void test_examples(void **state) {
    char command[256];
    tessera_error error;
    (void)state;
    TESSERA_AUTO(tessera_client) client = real_client((tessera_client_options){0});
    expect_output("example_publish_contract", "Published contract: 1.0.0\n");
    expect_output("example_events_poll < /dev/null", "0 teams created\n");
    TESSERA_AUTO(tessera_asset_page) page = NULL;
    assert_status(tessera_assets_list(client, &(tessera_assets_list_input){.fqn = "dim_customers"}, &page, &error),
                  TESSERA_OK, &error);
    assert_int_equal(page->count, 1);
    snprintf(command, sizeof command, "example_gather %s %s", page->items[0]->id, page->items[0]->id);
    expect_output(command, "warehouse.analytics.dim_customers\n");
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_health),           cmocka_unit_test(test_teams),  cmocka_unit_test(test_publish),
        cmocka_unit_test(test_publish_booleans), cmocka_unit_test(test_a_walk), cmocka_unit_test(test_conditions),
        cmocka_unit_test(test_every_call),       cmocka_unit_test(test_many),   cmocka_unit_test(test_examples),
    };
    return cmocka_run_group_tests(tests, real_server_setup, real_server_teardown);
}
