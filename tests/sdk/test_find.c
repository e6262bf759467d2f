// Finding by names, and replies that are not what the API promises.
#include "real_server.h"
#include "sdk_unit.h"

static void expect_failure(int status, tessera_status wanted, const tessera_error *error, const char *message) {
    assert_status(status, wanted, error);
    assert_int_equal(error->status, wanted);
    if (strstr(error->message, message) == NULL)
        fail_msg("'%s' does not tell '%s'", error->message, message);
}

static void test_teams(void **state) {
    tessera_error error;
    (void)state;
    TESSERA_AUTO(tessera_client) client = real_client((tessera_client_options){0});
    TESSERA_AUTO(tessera_team) first = NULL;
    TESSERA_AUTO(tessera_team) again = NULL;
    TESSERA_AUTO(tessera_team) found = NULL;
    TESSERA_AUTO(tessera_team) longer = real_team(client, "found team of many");
    tessera_team_create in = {.name = "found_team", .description = "first"};
    assert_status(tessera_teams_get_or_create(client, &in, &first, &error), TESSERA_OK, &error);
    in.description = "second";
    assert_status(tessera_teams_get_or_create(client, &in, &again, &error), TESSERA_OK, &error);
    assert_string_equal(first->id, again->id);
    assert_string_equal(again->description, "first");
    assert_status(tessera_teams_get_by_name(client, "found_team", &found, &error), TESSERA_OK, &error);
    assert_string_equal(found->id, first->id);
    assert_string_equal(found->name, "found_team");
    assert_string_not_equal(found->id, longer->id);
    assert_null(tessera_record_etag(found)); // which was the page's
    assert_true(tessera_record_request_id(found)[0] != '\0');
    // An underscore is one, and not any character; case counts.
    static const char *const others[] = {"found team", "FOUND_TEAM", "ound_tea", "found%", "found\\_team"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        expect_failure(tessera_teams_get_by_name(client, others[i], NULL, &error), TESSERA_E_NOT_FOUND, &error,
                       others[i]);
        assert_string_equal(error.code, "TEAM_NOT_FOUND");
        assert_int_equal(error.http_status, 404);
    }
    assert_status(tessera_teams_get_by_name(client, "found_team", NULL, NULL), TESSERA_OK, &error);
    assert_status(tessera_teams_get_or_create(client, &in, NULL, NULL), TESSERA_OK, &error);
    expect_failure(tessera_teams_get_by_name(client, NULL, NULL, &error), TESSERA_E_USAGE, &error, "no name");
    expect_failure(tessera_teams_get_by_name(NULL, "x", NULL, &error), TESSERA_E_USAGE, &error, "no client");
    expect_failure(tessera_teams_get_or_create(client, &(tessera_team_create){.name = "-"}, NULL, &error),
                   TESSERA_E_VALIDATION, &error, "name");
    expect_failure(tessera_teams_get_or_create(NULL, &in, NULL, &error), TESSERA_E_USAGE, &error, "no client");
}

// What is looked for may stand on any page.
static void test_pages(void **state) {
    tessera_error error;
    char name[32];
    (void)state;
    TESSERA_AUTO(tessera_client) client = real_client((tessera_client_options){0});
    for (int i = 0; i < 130; i++) {
        snprintf(name, sizeof name, "paged %03d PAGED", i);
        assert_status(tessera_teams_create(client, &(tessera_team_create){.name = name}, NULL, &error), TESSERA_OK,
                      &error);
    }
    assert_status(tessera_teams_create(client, &(tessera_team_create){.name = "the paged"}, NULL, &error), TESSERA_OK,
                  &error);
    TESSERA_AUTO(tessera_team) found = NULL;
    assert_status(tessera_teams_get_by_name(client, "the paged", &found, &error), TESSERA_OK, &error);
    TESSERA_AUTO(tessera_team) last = NULL;
    assert_status(tessera_teams_create(client, &(tessera_team_create){.name = "paged"}, NULL, &error), TESSERA_OK,
                  &error);
    assert_status(tessera_teams_delete(client, found->id, NULL, &error), TESSERA_OK, &error);
    expect_failure(tessera_teams_get_by_name(client, "the paged", NULL, &error), TESSERA_E_NOT_FOUND, &error, "paged");
    assert_status(tessera_teams_get_by_name(client, "paged", &last, &error), TESSERA_OK, &error);
}

static void test_assets(void **state) {
    tessera_error error;
    char name[48];
    (void)state;
    TESSERA_AUTO(tessera_client) client = real_client((tessera_client_options){0});
    TESSERA_AUTO(tessera_team) team = real_team(client, "finders");
    TESSERA_AUTO(tessera_asset) made = NULL;
    TESSERA_AUTO(tessera_asset) again = NULL;
    TESSERA_AUTO(tessera_asset) found = NULL;
    TESSERA_AUTO(tessera_asset) staged = NULL;
    for (int i = 0; i < 120; i++) {
        snprintf(name, sizeof name, "a%03d.lake.to_find", i);
        tessera_asset_create in = {.fqn = name, .owner_team_id = team->id};
        assert_status(tessera_assets_create(client, &in, NULL, &error), TESSERA_OK, &error);
    }
    tessera_asset_create in = {.fqn = "lake.to_find", .owner_team_id = team->id};
    expect_failure(tessera_assets_get_by_fqn(client, in.fqn, NULL, NULL, &error), TESSERA_E_NOT_FOUND, &error, in.fqn);
    assert_string_equal(error.code, "ASSET_NOT_FOUND");
    assert_status(tessera_assets_get_or_create(client, &in, &made, &error), TESSERA_OK, &error);
    assert_status(tessera_assets_get_or_create(client, &in, &again, &error), TESSERA_OK, &error);
    assert_string_equal(made->id, again->id);
    assert_status(tessera_assets_get_by_fqn(client, in.fqn, NULL, &found, &error), TESSERA_OK, &error);
    assert_string_equal(found->id, made->id);
    in.environment = "staging";
    assert_status(tessera_assets_get_or_create(client, &in, &staged, &error), TESSERA_OK, &error);
    assert_string_not_equal(staged->id, made->id);
    expect_failure(tessera_assets_get_by_fqn(client, in.fqn, NULL, NULL, &error), TESSERA_E_CONFLICT, &error,
                   "production, staging");
    found = tessera_asset_free(found);
    assert_status(tessera_assets_get_by_fqn(client, in.fqn, "staging", &found, &error), TESSERA_OK, &error);
    assert_string_equal(found->id, staged->id);
    expect_failure(tessera_assets_get_by_fqn(client, in.fqn, "elsewhere", NULL, &error), TESSERA_E_NOT_FOUND, &error,
                   in.fqn);
}

// The one in the way has gone when it is looked at: the next creation succeeds. Other conflicts are told.
static void test_races(void **state) {
    static const scripted_reply taken = {.status = 409,
                                         .body = "{\"error\":{\"code\":\"DUPLICATE_TEAM\",\"message\":\"taken\","
                                                 "\"details\":{\"other\":{\"existing_id\":\"x\"},"
                                                 "\"existing_id\":\"" TEAM_ID "\"}}}"};
    static const scripted_reply gone = {.status = 404, .body = "{\"error\":{\"code\":\"TEAM_NOT_FOUND\"}}"};
    tessera_error error;
    tessera_team_create in = {.name = "t"};
    (void)state;
    scripted_server *server = scripted_server_start(&TEAM_REPLY, 1);
    TESSERA_AUTO(tessera_client) client = client_of(server, (tessera_client_options){0});
    TESSERA_AUTO(tessera_team) team = NULL;
    scripted_server_script(server, (scripted_reply[]){taken, gone, TEAM_REPLY}, 3);
    assert_status(tessera_teams_get_or_create(client, &in, &team, &error), TESSERA_OK, &error);
    assert_int_equal(scripted_server_requests(server), 3);
    scripted_server_script(server, (scripted_reply[]){taken, gone, taken, gone, taken, gone, taken, gone, taken, gone},
                           10);
    assert_status(tessera_teams_get_or_create(client, &in, NULL, &error), TESSERA_E_NOT_FOUND, &error);
    assert_int_equal(scripted_server_requests(server), 10);
    static const char *const without[] = {"{\"error\":{\"code\":\"OTHER\"}}",
                                          "{\"error\":{\"code\":\"OTHER\",\"details\":{\"existing_id\":5}}}",
                                          "no JSON"};
    for (size_t i = 0; i < sizeof without / sizeof without[0]; i++) {
        scripted_server_script(server, &(scripted_reply){.status = 409, .body = without[i]}, 1);
        assert_status(tessera_teams_get_or_create(client, &in, NULL, &error), TESSERA_E_CONFLICT, &error);
        assert_int_equal(scripted_server_requests(server), 1);
    }
    tessera_client_free(TESSERA_STEAL(client));
    scripted_server_stop(server);
}

#define TIMES "\"created_at\":\"2026-01-02T03:04:05.000006Z\""

// A reply that lacks what the API promises is an error that names the field, alone and in a page.
static void test_strict_replies(void **state) {
    static const struct {
        const char *body, *told;
    } cases[] = {
        {"{}", "'id' of the team is missing"},
        {"{\"name\":\"t\",\"metadata\":{}," TIMES "}", "'id' of the team is missing"},
        {"{\"id\":null,\"name\":\"t\",\"metadata\":{}," TIMES "}", "'id' of the team is missing"},
        {"{\"id\":\"" TEAM_ID "\",\"metadata\":{}," TIMES "}", "'name' of the team is missing"},
        {"{\"id\":\"" TEAM_ID "\",\"name\":\"t\"," TIMES "}", "'metadata' of the team is missing"},
        {"{\"id\":\"" TEAM_ID "\",\"name\":\"t\",\"metadata\":{},\"created_at\":null}", "'created_at' of the team"},
        {"{\"id\":\"x\",\"name\":\"t\",\"metadata\":{}," TIMES "}", "'id' is not a UUID"},
        {"{\"id\":\"0192f3a1-7c1e-7b3a-9d55-1f0a2b3c4d5g\",\"name\":\"t\",\"metadata\":{}," TIMES "}", "is not a UUID"},
        {"{\"id\":\"0192f3a1-7c1e-7b3a-9d55 1f0a2b3c4d5f\",\"name\":\"t\",\"metadata\":{}," TIMES "}", "is not a UUID"},
        {"{\"id\":\"\",\"name\":\"t\",\"metadata\":{}," TIMES "}", "'id' is not a UUID"},
        {"{\"id\":5,\"name\":\"t\",\"metadata\":{}," TIMES "}", "'id' is not a string"},
    };
    tessera_error error;
    char page[1024];
    (void)state;
    scripted_server *server = scripted_server_start(&TEAM_REPLY, 1);
    TESSERA_AUTO(tessera_client) client = client_of(server, (tessera_client_options){.retries = 2});
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        snprintf(page, sizeof page, "{\"results\":[" TEAM_JSON ",%s],\"total\":2,\"limit\":100,\"offset\":0}",
                 cases[i].body);
        scripted_server_script(server, &(scripted_reply){.status = 200, .body = cases[i].body}, 1);
        expect_failure(tessera_teams_get(client, TEAM_ID, NULL, &error), TESSERA_E_PROTOCOL, &error, cases[i].told);
        assert_int_equal(error.http_status, 200);
        scripted_server_script(server, &(scripted_reply){.status = 200, .body = page}, 1);
        expect_failure(tessera_teams_list(client, NULL, NULL, &error), TESSERA_E_PROTOCOL, &error, cases[i].told);
        assert_int_equal(scripted_server_requests(server), 1); // such a reply is not asked for again
    }
    // Within another record, and in lists of ids.
    static const char reassigned[] = "{\"reassigned\":1,\"source_team\":{\"id\":\"" TEAM_ID "\",\"name\":\"a\"},"
                                     "\"target_team\":{\"id\":\"" TEAM_ID "\",\"name\":\"b\"},\"asset_ids\":[%s]}";
    static const char *const lists[] = {"\"x\"", "\"" ASSET_ID "\",\"x\"",
                                        "\"" ASSET_ID "\", \"" ASSET_ID "\" ,\"y\\u0020\""};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        snprintf(page, sizeof page, reassigned, lists[i]);
        scripted_server_script(server, &(scripted_reply){.status = 200, .body = page}, 1);
        expect_failure(tessera_teams_reassign_assets(
                           client, TEAM_ID, &(tessera_reassign_assets){.target_team_id = TEAM_ID}, NULL, &error),
                       TESSERA_E_PROTOCOL, &error, "'asset_ids' holds something that is no UUID");
    }
    // Ids in other forms, unknown members and absent optional ones are fine.
    static const char *const fine[] = {
        "{\"id\":\"0192F3A1-7C1E-7B3A-9D55-1F0A2B3C4D5F\",\"name\":\"t\",\"metadata\":{}," TIMES "}",
        "{ \"later\" : {\"x\": [1]}, \"metadata\":{}, \"name\":\"t\"," TIMES ",\"id\" : \"" TEAM_ID "\" }",
    };
    for (size_t i = 0; i < sizeof fine / sizeof fine[0]; i++) {
        TESSERA_AUTO(tessera_team) team = NULL;
        scripted_server_script(server, &(scripted_reply){.status = 200, .body = fine[i]}, 1);
        assert_status(tessera_teams_get(client, TEAM_ID, &team, &error), TESSERA_OK, &error);
        assert_int_equal(strlen(team->id), 36);
        assert_null(team->description);
    }
    tessera_client_free(TESSERA_STEAL(client));
    scripted_server_stop(server);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_teams), cmocka_unit_test(test_pages),          cmocka_unit_test(test_assets),
        cmocka_unit_test(test_races), cmocka_unit_test(test_strict_replies),
    };
    return cmocka_run_group_tests(tests, real_server_setup, real_server_teardown);
}
