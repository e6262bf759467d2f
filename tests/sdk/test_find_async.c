// Finding by names without waiting: one future for several requests, with one time limit and one set of options.
#include "real_server.h"
#include "sdk_unit.h"
#include <tessera/mock.h>

#define TAKEN                                                                                                          \
    "{\"error\":{\"code\":\"DUPLICATE_TEAM\",\"message\":\"taken\",\"details\":{\"existing_id\":\"" TEAM_ID "\"}}}"
#define GONE "{\"error\":{\"code\":\"TEAM_NOT_FOUND\",\"message\":\"gone\"}}"
#define PAGE(rows, next) "{\"results\":[" rows "],\"total\":2,\"limit\":1,\"offset\":0,\"next\":" next "}"
#define OTHER_TEAM                                                                                                     \
    "{\"id\":\"" ASSET_ID "\",\"name\":\"data-platform of others\",\"metadata\":{},"                                   \
    "\"created_at\":\"2026-01-02T03:04:05Z\"}"

// A client of a mock whose teams are always in the way and always gone when looked at, `rounds` times.
static tessera_client *client_of_races(tessera_mock *mock, unsigned rounds, const tessera_client_options *options) {
    tessera_error error;
    tessera_mock_rule *create = tessera_mock_on_call(mock, TESSERA_CALL_TEAMS_CREATE);
    tessera_mock_rule *get = tessera_mock_on_call(mock, TESSERA_CALL_TEAMS_GET);
    tessera_mock_reply_with(create,
                            &(tessera_mock_reply){.status = 409, .body = TAKEN, .times = rounds, .delay_ms = 1});
    tessera_mock_reply_json(create, 201, TEAM_JSON);
    tessera_mock_reply_with(get, &(tessera_mock_reply){.status = 404, .body = GONE, .delay_ms = 1});
    tessera_client *client = tessera_mock_client(mock, options, &error);
    assert_non_null(client);
    return client;
}

// What the caller gave may be gone as soon as the call is submitted, and each creation asks for the same.
static tessera_future *submit_team(tessera_client *client) {
    char name[] = "data-platform", metadata[] = "{\"a\": 1}";
    tessera_team_create in = {.name = name, .metadata = metadata};
    tessera_future *f = tessera_teams_get_or_create_async(client, &in);
    memset(name, 'x', sizeof name - 1);
    memset(metadata, 'x', sizeof metadata - 1);
    in = (tessera_team_create){0};
    return f;
}

static void test_rounds(void **state) {
    tessera_error error;
    (void)state;
    TESSERA_AUTO(tessera_mock) mock = tessera_mock_new();
    TESSERA_AUTO(tessera_client) client = client_of_races(mock, 3, &(tessera_client_options){.keep_heads = true});
    static const char *const headers[] = {"X-Of: call", NULL};
    tessera_client_next_call(client, &(tessera_call_options){.headers = headers, .idempotency_key = "mine"});
    tally t = {0};
    tessera_future *f = submit_team(client);
    tessera_future_on_done(f, tally_done, &t);
    assert_false(tessera_future_is_done(f));
    assert_int_equal(tessera_client_pending(client), 1);
    drive(client);
    assert_int_equal(t.done, 1);
    assert_int_equal(t.succeeded, 1);
    TESSERA_AUTO(tessera_team) team = NULL;
    assert_status(tessera_teams_get_or_create_result(f, &team, &error), TESSERA_OK, &error);
    assert_string_equal(team->name, "data-platform");
    assert_int_equal(tessera_future_response(f)->http_status, 201);
    assert_int_equal(tessera_future_response(f)->tries, 7);
    tessera_future_free(f);

    assert_int_equal(tessera_mock_count(mock, NULL, NULL), 7);
    const char *body = tessera_mock_request_at(mock, "POST", NULL, 0)->body;
    assert_non_null(strstr(body, "data-platform"));
    for (size_t i = 0; i < 4; i++) {
        const tessera_mock_request *made = tessera_mock_request_at(mock, "POST", NULL, i);
        const tessera_mock_request *looked = tessera_mock_request_at(mock, "GET", NULL, i);
        assert_string_equal(made->body, body);
        assert_string_equal(tessera_mock_request_header(made, "X-Of"), "call");
        assert_string_equal(tessera_mock_request_header(made, "Idempotency-Key"), "mine");
        if (i == 3)
            break;
        assert_string_equal(looked->path, "/api/v1/teams/" TEAM_ID);
        assert_string_equal(tessera_mock_request_header(looked, "X-Of"), "call");
        assert_null(tessera_mock_request_header(looked, "Idempotency-Key"));
    }
    // The options were those of this call.
    tessera_future_free(tessera_teams_get_async(client, TEAM_ID));
    assert_null(tessera_mock_request_header(tessera_mock_request_at(mock, "GET", NULL, 3), "X-Of"));
}

// Each creation has a key of its own, where the library makes them: what the server was asked under one is over.
static void test_keys_are_made(void **state) {
    (void)state;
    TESSERA_AUTO(tessera_mock) mock = tessera_mock_new();
    TESSERA_AUTO(tessera_client) client = client_of_races(mock, 1, NULL);
    TESSERA_AUTO(tessera_future) f = submit_team(client);
    assert_int_equal(tessera_future_wait(f, -1), TESSERA_OK);
    assert_int_equal(tessera_future_status(f), TESSERA_OK);
    const char *first = tessera_mock_request_header(tessera_mock_request_at(mock, "POST", NULL, 0), "Idempotency-Key");
    const char *second = tessera_mock_request_header(tessera_mock_request_at(mock, "POST", NULL, 1), "Idempotency-Key");
    assert_int_equal(strncmp(first, "auto-", 5), 0);
    assert_string_not_equal(first, second);
}

static void test_rounds_end(void **state) {
    tessera_error error;
    (void)state;
    TESSERA_AUTO(tessera_mock) mock = tessera_mock_new();
    TESSERA_AUTO(tessera_client) client = client_of_races(mock, 100, NULL);
    TESSERA_AUTO(tessera_future) f = submit_team(client);
    assert_int_equal(tessera_future_wait(f, -1), TESSERA_OK);
    assert_status(tessera_teams_get_or_create_result(f, NULL, &error), TESSERA_E_NOT_FOUND, &error);
    assert_string_equal(error.code, "TEAM_NOT_FOUND");
    assert_int_equal(tessera_mock_count(mock, NULL, NULL), 10);
}

// However many requests it takes, the call's time is one.
static void test_one_time_limit(void **state) {
    tessera_error error;
    (void)state;
    TESSERA_AUTO(tessera_mock) mock = tessera_mock_new();
    tessera_mock_skip_waits(mock, true);
    tessera_mock_reply slow = {.status = 409, .body = TAKEN, .delay_ms = 300};
    tessera_mock_reply_with(tessera_mock_on_call(mock, TESSERA_CALL_TEAMS_CREATE), &slow);
    slow = (tessera_mock_reply){.status = 404, .body = GONE, .delay_ms = 300};
    tessera_mock_reply_with(tessera_mock_on_call(mock, TESSERA_CALL_TEAMS_GET), &slow);
    TESSERA_AUTO(tessera_client)
    client = tessera_mock_client(mock, &(tessera_client_options){.timeout_ms = 1000}, &error);
    TESSERA_AUTO(tessera_future) f = submit_team(client);
    assert_int_equal(tessera_future_wait(f, -1), TESSERA_OK);
    assert_status(tessera_future_status(f), TESSERA_E_TIMEOUT, tessera_future_error(f));
    assert_non_null(strstr(tessera_future_error(f)->message, "time limit of 1 s"));
    assert_int_equal(tessera_mock_count(mock, NULL, NULL), 4);
    const tessera_response *response = tessera_future_response(f);
    assert_int_equal(response->tries, 4);
    assert_in_range(response->elapsed_us, 1000000, 1100000);
}

static void test_pages(void **state) {
    tessera_error error;
    (void)state;
    TESSERA_AUTO(tessera_mock) mock = tessera_mock_new();
    tessera_mock_rule *list = tessera_mock_on_call(mock, TESSERA_CALL_TEAMS_LIST);
    tessera_mock_reply_json(list, 200, PAGE(OTHER_TEAM, "\"place & more\""));
    tessera_mock_reply_json(list, 200, PAGE(TEAM_JSON, "null"));
    TESSERA_AUTO(tessera_client) client = tessera_mock_client(mock, NULL, &error);
    TESSERA_AUTO(tessera_future) f = tessera_teams_get_by_name_async(client, "data-platform");
    assert_int_equal(tessera_client_pending(client), 1);
    assert_int_equal(tessera_future_wait(f, -1), TESSERA_OK);
    TESSERA_AUTO(tessera_team) team = NULL;
    assert_status(tessera_teams_get_by_name_result(f, &team, &error), TESSERA_OK, &error);
    assert_string_equal(team->id, TEAM_ID);
    assert_int_equal(tessera_mock_count(mock, "GET", "/api/v1/teams?after=place%20%26%20more"), 1);
    assert_int_equal(tessera_mock_count(mock, "GET", "/api/v1/teams?name=data-platform"), 2);
    // What is found is of this call, and of no other.
    TESSERA_AUTO(tessera_asset) asset = NULL;
    assert_status(tessera_assets_get_by_fqn_result(f, &asset, &error), TESSERA_E_USAGE, &error);
    assert_status(tessera_teams_get_by_name_result(f, &team, &error), TESSERA_E_USAGE, &error);
}

// Whenever a call is given up, it completes once, and nothing of it is sent any more.
// A server that leads back to a page that came already.
static void test_circles(void **state) {
    tessera_error error;
    (void)state;
    static const char *const circles[][5] = {{"a"}, {"a", "a"}, {"a", "b", "c", "d", "b"}};
    for (size_t i = 0; i < sizeof circles / sizeof circles[0]; i++) {
        TESSERA_AUTO(tessera_mock) mock = tessera_mock_new();
        tessera_mock_rule *teams = tessera_mock_on_call(mock, TESSERA_CALL_TEAMS_LIST);
        tessera_mock_rule *assets = tessera_mock_on_call(mock, TESSERA_CALL_ASSETS_LIST);
        // The last reply stands for all that follow.
        for (size_t j = 0; j < 5 && circles[i][j] != NULL; j++) {
            char page[128];
            snprintf(page, sizeof page, PAGE("", "\"%s\""), circles[i][j]);
            tessera_mock_reply_json(teams, 200, page);
            tessera_mock_reply_json(assets, 200, page);
        }
        TESSERA_AUTO(tessera_client) client = tessera_mock_client(mock, NULL, &error);
        assert_int_equal(tessera_teams_get_by_name(client, "nobody", NULL, &error), TESSERA_E_PROTOCOL);
        assert_non_null(strstr(error.message, "the list has no end"));
        assert_int_equal(tessera_assets_get_by_fqn(client, "a.b", NULL, NULL, &error), TESSERA_E_PROTOCOL);
        assert_non_null(strstr(error.message, "(next: '"));
    }
}

static void test_cancelled(void **state) {
    tessera_error error;
    (void)state;
    for (size_t heard = 0; heard < 4; heard++) {
        TESSERA_AUTO(tessera_mock) mock = tessera_mock_new();
        TESSERA_AUTO(tessera_client) client = client_of_races(mock, 100, NULL);
        tessera_future *f = submit_team(client);
        tally t = {0};
        tessera_future_on_done(f, tally_done, &t);
        while (tessera_mock_count(mock, NULL, NULL) <= heard)
            tessera_client_wait(client, 100);
        if (heard % 2 == 0)
            tessera_future_cancel(f);
        else
            tessera_client_free(TESSERA_STEAL(client));
        if (client != NULL)
            drive(client);
        assert_int_equal(t.done, 1);
        assert_int_equal(t.last, heard % 2 == 0 ? TESSERA_E_CANCELLED : TESSERA_E_CLOSED);
        assert_int_equal(tessera_mock_count(mock, NULL, NULL), heard + 1);
        assert_status(tessera_teams_get_or_create_result(f, NULL, &error), t.last, &error);
        tessera_future_free(f);
    }
}

// A handle that is given up stops nothing: the call goes on and its callback runs.
static void test_given_up(void **state) {
    (void)state;
    TESSERA_AUTO(tessera_mock) mock = tessera_mock_new();
    TESSERA_AUTO(tessera_client) client = client_of_races(mock, 2, NULL);
    tally t = {0};
    tessera_future *f = submit_team(client);
    tessera_future_on_done(f, tally_done, &t);
    tessera_future_free(f);
    tessera_future_free(submit_team(client));
    drive(client);
    assert_int_equal(t.succeeded, 1);
}

static void test_refusals(void **state) {
    tessera_error error;
    (void)state;
    TESSERA_AUTO(tessera_mock) mock = tessera_mock_new();
    TESSERA_AUTO(tessera_client) client = tessera_mock_client(mock, NULL, &error);
    tessera_future *refused[] = {
        tessera_teams_get_by_name_async(client, ""),
        tessera_assets_get_by_fqn_async(client, NULL, NULL),
        tessera_teams_get_by_name_async(NULL, "x"),
        tessera_teams_get_or_create_async(NULL, &(tessera_team_create){.name = "x"}),
        tessera_teams_get_or_create_async(client, NULL),
        tessera_assets_get_or_create_async(client, &(tessera_asset_create){.fqn = "lake.x", .owner_team_id = "x"}),
    };
    static const tessera_status wanted[] = {TESSERA_E_USAGE, TESSERA_E_USAGE,      TESSERA_E_USAGE,
                                            TESSERA_E_USAGE, TESSERA_E_VALIDATION, TESSERA_E_VALIDATION};
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        assert_true(tessera_future_is_done(refused[i]));
        assert_status(tessera_future_status(refused[i]), wanted[i], tessera_future_error(refused[i]));
    }
    // They are told of as any other.
    tessera_client_step(client);
    assert_ptr_equal(tessera_client_next_done(client), refused[0]);
    tessera_futures_free(refused, sizeof refused / sizeof refused[0]);
    // A name that no server has is refused as it is, and not looked for without a filter.
    size_t length = (size_t)100 * 1024;
    char *long_name = memset(malloc(length + 1), 'n', length);
    long_name[length] = '\0';
    TESSERA_AUTO(tessera_future) f = tessera_teams_get_by_name_async(client, long_name);
    assert_int_equal(tessera_future_wait(f, -1), TESSERA_OK);
    assert_int_not_equal(tessera_future_status(f), TESSERA_OK);
    assert_int_equal(tessera_mock_count(mock, NULL, NULL), 0);
    free(long_name);
    // What is in the way must be told by an id.
    tessera_mock_reply_json(tessera_mock_on_call(mock, TESSERA_CALL_TEAMS_CREATE), 409,
                            "{\"error\":{\"code\":\"DUPLICATE_TEAM\",\"details\":{\"existing_id\":\"../x\"}}}");
    TESSERA_AUTO(tessera_future) strange = submit_team(client);
    assert_int_equal(tessera_future_wait(strange, -1), TESSERA_OK);
    assert_status(tessera_future_status(strange), TESSERA_E_VALIDATION, tessera_future_error(strange));
    assert_int_equal(tessera_mock_count(mock, NULL, NULL), 1);
}

// Connections that end are tried again within each request, and the call fails where they do.
static void test_faults(void **state) {
    tessera_error error;
    (void)state;
    TESSERA_AUTO(tessera_mock) mock = tessera_mock_new();
    tessera_mock_skip_waits(mock, true);
    tessera_mock_rule *create = tessera_mock_on_call(mock, TESSERA_CALL_TEAMS_CREATE);
    tessera_mock_rule *get = tessera_mock_on_call(mock, TESSERA_CALL_TEAMS_GET);
    tessera_mock_reply_with(create, &(tessera_mock_reply){.failure = TESSERA_MOCK_REFUSED, .times = 1});
    tessera_mock_reply_with(create, &(tessera_mock_reply){.status = 409, .body = TAKEN});
    tessera_mock_reply_with(get, &(tessera_mock_reply){.status = 503, .times = 2});
    tessera_mock_reply_json(get, 200, TEAM_JSON);
    TESSERA_AUTO(tessera_client) client = tessera_mock_client(mock, NULL, &error);
    TESSERA_AUTO(tessera_future) f = submit_team(client);
    assert_int_equal(tessera_future_wait(f, -1), TESSERA_OK);
    assert_status(tessera_future_status(f), TESSERA_OK, tessera_future_error(f));
    assert_int_equal(tessera_future_response(f)->tries, 5);
    tessera_mock_reset(mock);
    tessera_mock_reply_json(tessera_mock_on_call(mock, TESSERA_CALL_TEAMS_CREATE), 409, TAKEN);
    tessera_mock_reply_json(tessera_mock_on_call(mock, TESSERA_CALL_TEAMS_GET), 200, "{\"id\":5}");
    TESSERA_AUTO(tessera_future) odd = submit_team(client);
    assert_int_equal(tessera_future_wait(odd, -1), TESSERA_OK);
    assert_status(tessera_future_status(odd), TESSERA_E_PROTOCOL, tessera_future_error(odd));
}

// Many at once against a server: one creates, all get the same; and groups take them as any other call.
static void test_many(void **state) {
    enum { MANY = 24, BOTH = 2 * MANY };
    tessera_error error;
    tessera_future *calls[BOTH];
    (void)state;
    TESSERA_AUTO(tessera_client) client = real_client((tessera_client_options){0});
    TESSERA_AUTO(tessera_team) owner = real_team(client, "owner of many");
    for (size_t i = 0; i < MANY; i++) {
        tessera_asset_create asset = {.fqn = "lake.many.at_once", .owner_team_id = owner->id};
        calls[i] = tessera_teams_get_or_create_async(client, &(tessera_team_create){.name = "many at once"});
        calls[MANY + i] = tessera_assets_get_or_create_async(client, &asset);
    }
    TESSERA_AUTO(tessera_future) all = tessera_future_all(calls, BOTH, TESSERA_GATHER_ALL);
    assert_int_equal(tessera_future_wait(all, -1), TESSERA_OK);
    assert_status(tessera_future_status(all), TESSERA_OK, tessera_future_error(all));
    TESSERA_AUTO(tessera_team) team = NULL;
    TESSERA_AUTO(tessera_asset) asset = NULL;
    for (size_t i = 0; i < MANY; i++) {
        TESSERA_AUTO(tessera_team) one = NULL;
        TESSERA_AUTO(tessera_asset) two = NULL;
        assert_status(tessera_teams_get_or_create_result(calls[i], &one, &error), TESSERA_OK, &error);
        assert_status(tessera_assets_get_or_create_result(calls[MANY + i], &two, &error), TESSERA_OK, &error);
        team = team == NULL ? TESSERA_STEAL(one) : team;
        asset = asset == NULL ? TESSERA_STEAL(two) : asset;
        assert_string_equal(one == NULL ? team->id : one->id, team->id);
        assert_string_equal(two == NULL ? asset->id : two->id, asset->id);
    }
    tessera_futures_free(calls, BOTH);
    tessera_future *found[] = {tessera_teams_get_by_name_async(client, "many at once"),
                               tessera_teams_get_by_name_async(client, "many at onc_"),
                               tessera_assets_get_by_fqn_async(client, "lake.many.at_once", "production"),
                               tessera_assets_get_by_fqn_async(client, "lake.many.at_once", NULL)};
    static const tessera_status wanted[] = {TESSERA_OK, TESSERA_E_NOT_FOUND, TESSERA_OK, TESSERA_OK};
    drive(client);
    for (size_t i = 0; i < sizeof found / sizeof found[0]; i++)
        assert_status(tessera_future_status(found[i]), wanted[i], tessera_future_error(found[i]));
    TESSERA_AUTO(tessera_asset) again = NULL;
    assert_status(tessera_assets_get_by_fqn_result(found[2], &again, &error), TESSERA_OK, &error);
    assert_string_equal(again->id, asset->id);
    tessera_futures_free(found, sizeof found / sizeof found[0]);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rounds),         cmocka_unit_test(test_keys_are_made), cmocka_unit_test(test_rounds_end),
        cmocka_unit_test(test_one_time_limit), cmocka_unit_test(test_pages),         cmocka_unit_test(test_cancelled),
        cmocka_unit_test(test_given_up),       cmocka_unit_test(test_refusals),      cmocka_unit_test(test_faults),
        cmocka_unit_test(test_many),           cmocka_unit_test(test_circles),
    };
    return cmocka_run_group_tests(tests, real_server_setup, real_server_teardown);
}
