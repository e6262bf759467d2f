// The mock: what it answers, what it records, and that everything but the connection is the client's own.
#include "mock_scene.h"

// --- requests and replies --------------------------------------------------------------------------------------------

static void test_request(void **state) {
    (void)state;
    scene s =
        begin((tessera_client_options){.api_key = "secret", .headers = (const char *const[]){"X-Of: client", NULL}});
    tessera_mock_reply_json(tessera_mock_on(s.mock, "POST", "/api/v1/teams"), 201, TEAM_JSON);
    tessera_client_next_call(s.client, &(tessera_call_options){.idempotency_key = "once"});
    TESSERA_AUTO(tessera_team) team = NULL;
    assert_status(tessera_teams_create(s.client, &(tessera_team_create){.name = "data \"p\""}, &team, &s.error),
                  TESSERA_OK, &s.error);
    assert_string_equal(team->name, "data-platform");
    assert_string_equal(tessera_record_request_id(team), "mock-1");
    assert_int_equal(tessera_mock_count(s.mock, NULL, NULL), 1);
    const tessera_mock_request *r = tessera_mock_request_at(s.mock, "POST", "/api/v1/teams", 0);
    assert_non_null(r);
    assert_string_equal(r->method, "POST");
    assert_string_equal(r->path, "/api/v1/teams");
    assert_string_equal(r->query, "");
    assert_string_equal(r->body, "{\"name\":\"data \\\"p\\\"\"}");
    assert_int_equal(r->body_length, strlen(r->body));
    assert_false(r->unexpected);
    assert_string_equal(tessera_mock_request_header(r, "authorization"), "Bearer secret");
    assert_string_equal(tessera_mock_request_header(r, "Idempotency-Key"), "once");
    assert_string_equal(tessera_mock_request_header(r, "X-Of"), "client");
    assert_string_equal(tessera_mock_request_header(r, "Host"), "server.test");
    assert_string_equal(tessera_mock_request_header(r, "Content-Type"), "application/json");
    assert_null(tessera_mock_request_header(r, "X-O"));
    assert_null(tessera_mock_request_at(s.mock, NULL, NULL, 1));
    assert_status(tessera_mock_verify(s.mock, &s.error), TESSERA_OK, &s.error);
    end(&s);
}

// What a typed call would send, it sends; what the mock gives as a struct arrives as that struct.
static void test_records(void **state) {
    (void)state;
    scene s = begin((tessera_client_options){0});
    tessera_team one = {.id = TEAM_ID, .name = "one", .metadata = "{\"a\":1}", .created_at = 1767323045000006};
    tessera_team two = {.id = ASSET_ID, .name = "two \xC3\xA9"};
    tessera_team_page page = {
        .total = 7, .limit = 2, .offset = 4, .count = 2, .items = (const tessera_team *const[]){&one, &two}};
    tessera_mock_reply_record(tessera_mock_on_call(s.mock, TESSERA_CALL_TEAMS_GET), &one);
    tessera_mock_reply_record(tessera_mock_on_call(s.mock, TESSERA_CALL_TEAMS_LIST), &page);
    TESSERA_AUTO(tessera_team) team = NULL;
    TESSERA_AUTO(tessera_team_page) teams = NULL;
    assert_status(tessera_teams_get(s.client, TEAM_ID, &team, &s.error), TESSERA_OK, &s.error);
    assert_string_equal(team->name, "one");
    assert_string_equal(team->metadata, "{\"a\":1}");
    assert_int_equal(team->created_at, 1767323045000006);
    assert_false(TESSERA_HAS(team, team, description));
    tessera_team_list_query query = {.name = "t & co", .limit = 2, .offset = 4};
    assert_status(tessera_teams_list(s.client, &query, &teams, &s.error), TESSERA_OK, &s.error);
    assert_int_equal(teams->total, 7);
    assert_int_equal(teams->offset, 4);
    assert_int_equal(teams->count, 2);
    assert_string_equal(teams->items[1]->name, "two \xC3\xA9");
    assert_string_equal(tessera_mock_request_at(s.mock, "GET", "/api/v1/teams", 0)->query,
                        "limit=2&offset=4&name=t%20%26%20co");
    assert_int_equal(tessera_mock_count(s.mock, "GET", "/api/v1/teams?limit=2&name=t%20%26%20co"), 1);
    assert_int_equal(tessera_mock_count(s.mock, "GET", "/api/v1/teams?limit=20"), 0);
    end(&s);
}

// A server that is not ready says so with 503, which is an answer and not tried again; an error of that status is.
static void test_another_status_of_success(void **state) {
    (void)state;
    scene s = begin((tessera_client_options){.retries = 1});
    tessera_mock_rule *rule = tessera_mock_on_call(s.mock, TESSERA_CALL_HEALTH_READY);
    tessera_mock_reply_json(rule, 503, "{\"status\":\"not_ready\",\"database\":true,\"error\":\"the disk failed\"}");
    tessera_mock_reply_error(rule, 503, "UNAVAILABLE", "busy");
    tessera_mock_reply_json(rule, 503, "<html>");
    tessera_mock_reply_json(rule, 200, "{\"status\":\"ready\",\"database\":true}");
    TESSERA_AUTO(tessera_readiness) away = NULL;
    assert_status(tessera_health_ready(s.client, &away, &s.error), TESSERA_OK, &s.error);
    assert_string_equal(away->status, "not_ready");
    assert_string_equal(away->error, "the disk failed");
    assert_int_equal(tessera_mock_count(s.mock, NULL, NULL), 1);
    assert_status(tessera_health_ready(s.client, NULL, &s.error), TESSERA_E_SERVER, &s.error);
    assert_int_equal(s.error.http_status, 503);
    assert_int_equal(tessera_mock_count(s.mock, NULL, NULL), 3);
    TESSERA_AUTO(tessera_readiness) ready = NULL;
    assert_status(tessera_health_ready(s.client, &ready, &s.error), TESSERA_OK, &s.error);
    assert_string_equal(ready->status, "ready");
    end(&s);
}

static void test_errors(void **state) {
    (void)state;
    scene s = begin((tessera_client_options){0});
    tessera_mock_rule *rule = tessera_mock_on_call(s.mock, TESSERA_CALL_TEAMS_GET);
    tessera_mock_reply_error(rule, 404, "TEAM_NOT_FOUND", "Team \"x\" not found");
    tessera_mock_reply_with(rule, &(tessera_mock_reply){.failure = TESSERA_MOCK_REFUSED});
    tessera_mock_reply_with(rule, &(tessera_mock_reply){.failure = TESSERA_MOCK_CUT, .body = TEAM_JSON});
    tessera_mock_reply_json(rule, 200, "<html>");
    tessera_mock_reply_json(rule, 200, NULL);
    tessera_mock_reply_with(
        rule, &(tessera_mock_reply){.status = 304, .headers = (const char *const[]){"ETag: \"7\"", NULL}});
    assert_status(tessera_teams_get(s.client, TEAM_ID, NULL, &s.error), TESSERA_E_NOT_FOUND, &s.error);
    assert_int_equal(s.error.http_status, 404);
    assert_string_equal(s.error.code, "TEAM_NOT_FOUND");
    assert_string_equal(s.error.message, "Team \"x\" not found");
    assert_string_equal(s.error.request_id, "mock-1");
    assert_status(tessera_teams_get(s.client, TEAM_ID, NULL, &s.error), TESSERA_E_CONNECTION, &s.error);
    assert_true(s.error.retriable);
    assert_status(tessera_teams_get(s.client, TEAM_ID, NULL, &s.error), TESSERA_E_CONNECTION, &s.error);
    assert_non_null(strstr(s.error.message, "inside a reply"));
    assert_status(tessera_teams_get(s.client, TEAM_ID, NULL, &s.error), TESSERA_E_PROTOCOL, &s.error);
    assert_status(tessera_teams_get(s.client, TEAM_ID, NULL, &s.error), TESSERA_E_PROTOCOL, &s.error);
    assert_status(tessera_teams_get(s.client, TEAM_ID, NULL, &s.error), TESSERA_E_NOT_MODIFIED, &s.error);
    end(&s);
    scene small = begin((tessera_client_options){.max_reply_bytes = 20});
    tessera_mock_reply_json(tessera_mock_on(small.mock, NULL, "**"), 200, TEAM_JSON);
    assert_status(tessera_teams_get(small.client, TEAM_ID, NULL, &small.error), TESSERA_E_TOO_LARGE, &small.error);
    end(&small);
}

static void test_reply_headers(void **state) {
    (void)state;
    scene s = begin((tessera_client_options){0});
    const char *const headers[] = {"ETag: \"v1\"", "X-Request-Id: mine", "content-type: text/plain", NULL};
    tessera_mock_reply_with(tessera_mock_on(s.mock, "GET", "/metrics"),
                            &(tessera_mock_reply){.headers = headers, .body = "a\0b", .body_length = 3});
    TESSERA_AUTO(tessera_reply) reply = NULL;
    assert_status(tessera_request(s.client, "GET", "/metrics", NULL, NULL, &reply, &s.error), TESSERA_OK, &s.error);
    assert_string_equal(reply->content_type, "text/plain");
    assert_int_equal(reply->length, 3);
    assert_memory_equal(reply->body, "a\0b", 4);
    assert_string_equal(tessera_record_etag(reply), "\"v1\"");
    assert_string_equal(tessera_record_request_id(reply), "mine");
    // A reply to HEAD has no body.
    tessera_mock_reply_json(tessera_mock_on(s.mock, "HEAD", "/metrics"), 200, "not sent");
    TESSERA_AUTO(tessera_reply) head = NULL;
    assert_status(tessera_request(s.client, "HEAD", "/metrics", NULL, NULL, &head, &s.error), TESSERA_OK, &s.error);
    assert_int_equal(head->length, 0);
    end(&s);
}

// --- rules -----------------------------------------------------------------------------------------------------------

static void test_patterns(void **state) {
    static const struct {
        const char *pattern, *path, *query;
        bool matches;
    } cases[] = {
        {"/a/b", "/a/b", NULL, true},        {"/a/b", "/a/b/", NULL, false},    {"/a/b", "/a/bc", NULL, false},
        {"/a/*", "/a/b", NULL, true},        {"/a/*", "/a/", NULL, false},      {"/a/*", "/a", NULL, false},
        {"/a/*", "/a/b/c", NULL, false},     {"/a/*/c", "/a/b/c", NULL, true},  {"/a/*/c", "/a/b/d", NULL, false},
        {"/a/{id}/c", "/a/b/c", NULL, true}, {"/a/**", "/a/b/c/d", NULL, true}, {"/a/**", "/b/a", NULL, false},
        {"/a/**", "/a/", NULL, true},        {"/**", "/", NULL, true},          {"**", "/x", NULL, true},
        {"/a", "/a", "x=1", true},           {"/a?x=1", "/a", "y=2&x=1", true}, {"/a?x=1&y=2", "/a", "y=2&x=1", true},
        {"/a?x=1", "/a", "x=10", false},     {"/a?x=1", "/a", NULL, false},     {"/a?x", "/a", "x=1", false},
        {"/**?x=1", "/a/b", "x=1", true},    {"/a*", "/ab", NULL, false},       {"/A", "/a", NULL, false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        scene s = begin((tessera_client_options){0});
        tessera_mock_reply_json(tessera_mock_on(s.mock, NULL, cases[i].pattern), 200, "{}");
        int status = ask(&s, cases[i].path, cases[i].query);
        if ((status == 200) != cases[i].matches || (status != 200 && status != -TESSERA_E_USAGE))
            fail_msg("%s and %s: %d %s", cases[i].pattern, cases[i].path, status, s.error.message);
        end(&s);
    }
}

static void test_sequence(void **state) {
    static const int wanted[] = {201, 202, 202, 203, 203, 203};
    (void)state;
    scene s = begin((tessera_client_options){0});
    tessera_mock_rule *rule = tessera_mock_on(s.mock, "GET", "/x");
    tessera_mock_reply_json(rule, 201, NULL);
    tessera_mock_reply_with(rule, &(tessera_mock_reply){.status = 202, .times = 2});
    tessera_mock_reply_json(rule, 203, NULL);
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
        assert_int_equal(ask(&s, "/x", NULL), wanted[i]);
    // What comes in front answers until it is used up.
    tessera_mock_reply_with(tessera_mock_on(s.mock, "GET", "/*"), &(tessera_mock_reply){.status = 404, .times = 1});
    assert_int_equal(ask(&s, "/x", NULL), -TESSERA_E_NOT_FOUND);
    assert_int_equal(ask(&s, "/x", NULL), 203);
    end(&s);
}

static void test_unexpected(void **state) {
    (void)state;
    scene s = begin((tessera_client_options){.retries = 5});
    tessera_mock_reply_json(tessera_mock_on_call(s.mock, TESSERA_CALL_TEAMS_GET), 200, TEAM_JSON);
    tessera_mock_reply_with(tessera_mock_on(s.mock, NULL, "/x"), &(tessera_mock_reply){.times = 1});
    assert_int_equal(ask(&s, "/x", NULL), 200);
    assert_int_equal(ask(&s, "/x", "y=1"), -TESSERA_E_USAGE);
    assert_string_equal(s.error.message, "the mock has no rule for GET /x?y=1; its rules: GET /api/v1/teams/{team_id}, "
                                         "* /x (used up)");
    assert_false(s.error.retriable);
    assert_int_equal(ask(&s, "/z", NULL), -TESSERA_E_USAGE);
    assert_int_equal(tessera_mock_count(s.mock, NULL, NULL), 3); // not retried
    assert_true(tessera_mock_request_at(s.mock, NULL, "/z", 0)->unexpected);
    assert_status(tessera_mock_verify(s.mock, &s.error), TESSERA_E_USAGE, &s.error);
    assert_string_equal(s.error.message,
                        "no rule for GET /x (and 1 more requests without one); no request for the rule GET "
                        "/api/v1/teams/{team_id}");
    assert_int_equal(tessera_mock_verify(s.mock, NULL), TESSERA_E_USAGE);
    tessera_mock_reset(s.mock);
    assert_int_equal(tessera_mock_count(s.mock, NULL, NULL), 0);
    assert_int_equal(tessera_mock_verify(s.mock, NULL), TESSERA_OK);
    // Very many rules make a long message, which is cut.
    for (int i = 0; i < 200; i++)
        tessera_mock_on(s.mock, "GET", "/a/long/path/that/nobody/asks/for");
    assert_int_equal(ask(&s, "/x", NULL), -TESSERA_E_USAGE);
    assert_string_equal(s.error.message + strlen(s.error.message) - 3, "...");
    end(&s);
}

static void expect_mistake(scene *s, const char *text) {
    assert_int_equal(ask(s, "/x", NULL), -TESSERA_E_USAGE);
    if (strstr(s->error.message, text) == NULL)
        fail_msg("%s", s->error.message);
    assert_int_equal(tessera_mock_verify(s->mock, &s->error), TESSERA_E_USAGE);
    assert_non_null(strstr(s->error.message, text));
    tessera_mock_reset(s->mock);
}

static void compute_wrongly(const tessera_mock_request *request, tessera_mock_reply *reply, void *user) {
    (void)request;
    (void)user;
    reply->status = 99;
}

static void reset_inside(const tessera_mock_request *request, tessera_mock_reply *reply, void *user) {
    (void)request;
    (void)reply;
    tessera_mock_reset(user);
}

static void test_mistakes(void **state) {
    (void)state;
    scene s = begin((tessera_client_options){0});
    tessera_mock_on(s.mock, "get", "/x");
    expect_mistake(&s, "upper-case");
    tessera_mock_on(s.mock, "", "/x");
    expect_mistake(&s, "not empty");
    tessera_mock_on(s.mock, "GET", "x");
    expect_mistake(&s, "slash");
    tessera_mock_on(s.mock, "GET", NULL);
    expect_mistake(&s, "slash");
    tessera_mock_on(s.mock, "GET", "/**/x");
    expect_mistake(&s, "end of a path");
    tessera_mock_on_call(s.mock, TESSERA_CALL_COUNT);
    expect_mistake(&s, "no call");
    tessera_mock_reply_with(tessera_mock_on(s.mock, NULL, "/x"),
                            &(tessera_mock_reply){.headers = (const char *const[]){"Content-Length: 9", NULL}});
    expect_mistake(&s, "header of a reply cannot be sent: Content-Length: 9");
    tessera_mock_reply_json(tessera_mock_on(s.mock, NULL, "/x"), 100, NULL);
    expect_mistake(&s, "200 to 599");
    tessera_mock_reply_with(tessera_mock_on(s.mock, NULL, "/x"), &(tessera_mock_reply){.delay_ms = -1});
    expect_mistake(&s, "delay");
    tessera_mock_reply_with(tessera_mock_on(s.mock, NULL, "/x"), &(tessera_mock_reply){.failure = 77});
    expect_mistake(&s, "unknown way");
    tessera_mock_reply_record(tessera_mock_on(s.mock, NULL, "/x"), &(tessera_team){0});
    expect_mistake(&s, "a record answers");
    tessera_mock_reply_record(tessera_mock_on_call(s.mock, TESSERA_CALL_TEAMS_DELETE), &(tessera_team){0});
    expect_mistake(&s, "a record answers");
    tessera_mock_reply_computed(tessera_mock_on(s.mock, NULL, "/x"), compute_wrongly, NULL);
    expect_mistake(&s, "200 to 599");
    tessera_mock_reply_json(tessera_mock_reply_computed(tessera_mock_on(s.mock, NULL, "/x"), compute_wrongly, NULL),
                            200, NULL);
    expect_mistake(&s, "nothing comes after");
    tessera_mock_reply_computed(tessera_mock_on(s.mock, NULL, "/x"), reset_inside, s.mock);
    expect_mistake(&s, "tessera_mock_reset");
    assert_null(tessera_mock_client(NULL, NULL, &s.error));
    assert_null(tessera_mock_client(s.mock, &(tessera_client_options){.base_url = "nonsense://"}, &s.error));
    assert_int_equal(s.error.status, TESSERA_E_USAGE);
    tessera_mock_free(NULL);
    end(&s);
}

typedef struct counter {
    scene *scene;
    unsigned calls;
    int inner;
    tessera_future *victim;
    char text[64];
} counter;

static void count_up(const tessera_mock_request *request, tessera_mock_reply *reply, void *user) {
    counter *c = user;
    assert_string_equal(request->method, "GET");
    snprintf(c->text, sizeof c->text, "{\"n\": %u}", ++c->calls);
    reply->body = c->text;
    reply->delay_ms = 5;
}

// What is wrong inside a rule's function is refused, what is right is done.
static void be_busy(const tessera_mock_request *request, tessera_mock_reply *reply, void *user) {
    counter *c = user;
    (void)request;
    reply->body = "{}";
    c->inner = tessera_teams_get(c->scene->client, TEAM_ID, NULL, NULL);
    assert_int_equal(tessera_client_poll(c->scene->client, 10), -1);
    tessera_mock_reply_json(tessera_mock_on_call(c->scene->mock, TESSERA_CALL_TEAMS_GET), 200, TEAM_JSON);
    tessera_future_free(get(c->scene));
    if (c->victim != NULL)
        tessera_future_cancel(c->victim);
}

static void test_computed(void **state) {
    (void)state;
    scene s = begin((tessera_client_options){0});
    counter c = {.scene = &s};
    tessera_mock_reply_computed(tessera_mock_reply_json(tessera_mock_on(s.mock, NULL, "/n"), 200, "{}"), count_up, &c);
    assert_int_equal(ask(&s, "/n", NULL), 200);
    for (unsigned i = 1; i <= 3; i++) {
        TESSERA_AUTO(tessera_reply) reply = NULL;
        assert_status(tessera_request(s.client, "GET", "/n", NULL, NULL, &reply, &s.error), TESSERA_OK, &s.error);
        assert_string_equal(reply->body, c.text);
        assert_int_equal(c.calls, i);
    }
    tessera_mock_reply_computed(tessera_mock_on(s.mock, NULL, "/busy"), be_busy, &c);
    assert_int_equal(ask(&s, "/busy", NULL), 200);
    assert_int_equal(c.inner, TESSERA_E_WOULD_DEADLOCK);
    drive(s.client);
    assert_int_equal(s.tally.succeeded, 1);
    // The function cancels the call that it answers.
    c.victim = tessera_request_async(s.client, "GET", "/busy", NULL, NULL);
    drive(s.client);
    assert_int_equal(tessera_future_status(c.victim), TESSERA_E_CANCELLED);
    tessera_future_free(c.victim);
    assert_int_equal(s.tally.succeeded, 2);
    end(&s);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_request),    cmocka_unit_test(test_records),
        cmocka_unit_test(test_errors),     cmocka_unit_test(test_reply_headers),
        cmocka_unit_test(test_patterns),   cmocka_unit_test(test_sequence),
        cmocka_unit_test(test_unexpected), cmocka_unit_test(test_mistakes),
        cmocka_unit_test(test_computed),   cmocka_unit_test(test_another_status_of_success),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
