// The mock: what it answers, what it records, and that everything but the connection is the client's own.
#include "loops.h"
#include <tessera/mock.h>
#include <time.h>
#include <unistd.h>

typedef struct scene {
    tessera_mock *mock;
    tessera_client *client;
    tessera_error error;
    tally tally;
    const loop *loop; // that the client is attached to
    void *attached;
} scene;

static scene begin(tessera_client_options options) {
    scene s = {.mock = tessera_mock_new()};
    options.base_url = options.base_url == NULL ? "http://server.test/base" : options.base_url;
    s.client = tessera_mock_client(s.mock, &options, &s.error);
    if (s.client == NULL)
        fail_msg("%s", s.error.message);
    alarm(100);
    return s;
}

static void end(scene *s) {
    tessera_client_free(s->client);
    tessera_mock_free(s->mock);
    alarm(0);
}

static tessera_future *get(scene *s) {
    tessera_future *f = tessera_teams_get_async(s->client, TEAM_ID);
    tessera_future_on_done(f, tally_done, &s->tally);
    return f;
}

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

static int ask(scene *s, const char *path, const char *query) {
    TESSERA_AUTO(tessera_reply) reply = NULL;
    int status = tessera_request(s->client, "GET", path, query, NULL, &reply, &s->error);
    return status == TESSERA_OK ? reply->http_status : -status;
}

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

// --- time ------------------------------------------------------------------------------------------------------------

static int64_t milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void test_delay(void **state) {
    (void)state;
    scene s = begin((tessera_client_options){0});
    tessera_mock_reply_with(tessera_mock_on(s.mock, NULL, "/x"), &(tessera_mock_reply){.delay_ms = 30});
    int64_t start = milliseconds();
    assert_int_equal(ask(&s, "/x", NULL), 200);
    assert_true(milliseconds() - start >= 29);
    end(&s);
}

// An hour of pauses and time limits takes no time.
static void test_skipped_waits(void **state) {
    (void)state;
    scene s = begin((tessera_client_options){.retries = 3, .timeout_ms = 3600 * 1000});
    int64_t start = milliseconds();
    tessera_mock_skip_waits(s.mock, true);
    tessera_mock_rule *rule = tessera_mock_on_call(s.mock, TESSERA_CALL_TEAMS_GET);
    tessera_mock_reply_with(
        rule, &(tessera_mock_reply){.status = 429, .headers = (const char *const[]){"Retry-After: 600", NULL}});
    tessera_mock_reply_with(rule, &(tessera_mock_reply){.failure = TESSERA_MOCK_REFUSED});
    tessera_mock_reply_with(rule, &(tessera_mock_reply){.status = 200, .body = TEAM_JSON, .delay_ms = 600 * 1000});
    assert_status(tessera_teams_get(s.client, TEAM_ID, NULL, &s.error), TESSERA_OK, &s.error);
    assert_int_equal(tessera_mock_count(s.mock, "GET", "/api/v1/teams/*"), 3);
    // Retries that the limit has no room for are not made, and a silent server is left after it.
    tessera_mock_reset(s.mock);
    tessera_mock_reply_with(
        tessera_mock_on(s.mock, NULL, "**"),
        &(tessera_mock_reply){.status = 503, .headers = (const char *const[]){"Retry-After: 3700", NULL}});
    assert_status(tessera_teams_get(s.client, TEAM_ID, NULL, &s.error), TESSERA_E_SERVER, &s.error);
    assert_true(s.error.retry_after == 3700);
    assert_int_equal(tessera_mock_count(s.mock, NULL, NULL), 1);
    tessera_mock_reply_with(tessera_mock_on(s.mock, NULL, "**"), &(tessera_mock_reply){.failure = TESSERA_MOCK_SILENT});
    assert_status(tessera_teams_get(s.client, TEAM_ID, NULL, &s.error), TESSERA_E_TIMEOUT, &s.error);
    // A wait of one's own ends before a time limit that is later, and goes on from there.
    TESSERA_AUTO(tessera_future) f = get(&s);
    assert_int_equal(tessera_future_wait(f, 1800 * 1000), TESSERA_E_TIMEOUT);
    assert_int_equal(tessera_client_poll(s.client, 1700 * 1000), 0);
    assert_int_equal(tessera_client_poll(s.client, 200 * 1000), 1);
    assert_int_equal(s.tally.last, TESSERA_E_TIMEOUT);
    assert_true(milliseconds() - start < 10000);
    end(&s);
}

// The order of replies is that of their delays, and of the requests where these are equal.
static void note_order(tessera_future *f, void *user) {
    char *order = user;
    size_t length = strlen(order);
    order[length] = *(char *)tessera_future_user(f);
    order[length + 1] = '\0';
    tessera_future_free(f);
}

static void test_order(void **state) {
    static const struct {
        const char *path;
        int64_t delay;
    } calls[] = {{"/e", 300}, {"/a", 0}, {"/c", 200}, {"/b", 0}, {"/d", 200}, {"/f", 90000}};
    char names[] = "eacbdf", order[16] = "";
    (void)state;
    scene s = begin((tessera_client_options){.timeout_ms = TESSERA_NO_LIMIT});
    tessera_mock_skip_waits(s.mock, true);
    for (size_t i = 0; i < 6; i++) {
        tessera_mock_reply_with(tessera_mock_on(s.mock, NULL, calls[i].path),
                                &(tessera_mock_reply){.delay_ms = calls[i].delay});
        tessera_future *f = tessera_request_async(s.client, "GET", calls[i].path, NULL, NULL);
        tessera_future_set_user(f, &names[i]);
        tessera_future_on_done(f, note_order, order);
    }
    drive(s.client);
    assert_string_equal(order, "abcdef");
    end(&s);
}

// --- life ------------------------------------------------------------------------------------------------------------

static void test_cancel_and_close(void **state) {
    (void)state;
    scene s = begin((tessera_client_options){0});
    tessera_mock_rule *rule = tessera_mock_on_call(s.mock, TESSERA_CALL_TEAMS_GET);
    tessera_mock_reply_with(rule, &(tessera_mock_reply){.failure = TESSERA_MOCK_SILENT});
    tessera_mock_reply_with(rule, &(tessera_mock_reply){.delay_ms = 100000});
    // Cancelled before it is answered, while it is silent, while its reply is late.
    tessera_future *at_once = get(&s);
    tessera_future_cancel(at_once);
    tessera_future *silent = get(&s), *late = get(&s), *left = get(&s);
    tessera_client_step(s.client);
    tessera_mock_reset(s.mock); // the rule goes, its reply is on the way
    tessera_future_cancel(silent);
    tessera_future_cancel(late);
    tessera_client_dispatch(s.client);
    assert_int_equal(s.tally.done, 3);
    assert_int_equal(s.tally.last, TESSERA_E_CANCELLED);
    // A request that was sent before all was forgotten is answered nevertheless.
    tessera_future *forgotten = get(&s);
    tessera_mock_reset(s.mock);
    tessera_mock_reply_json(tessera_mock_on(s.mock, "GET", "/api/v1/teams/" TEAM_ID), 200, TEAM_JSON);
    assert_int_equal(tessera_future_wait(forgotten, -1), TESSERA_OK);
    assert_int_equal(tessera_future_status(forgotten), TESSERA_OK);
    assert_int_equal(tessera_mock_count(s.mock, NULL, NULL), 0);
    // The mock may go before its client.
    tessera_mock_free(s.mock);
    tessera_client_free(s.client);
    assert_int_equal(s.tally.last, TESSERA_E_CLOSED);
    tessera_futures_free((tessera_future *[]){at_once, silent, late, left, forgotten}, 5);
    alarm(0);
}

static void test_gather(void **state) {
    enum { CALLS = 1000 };
    static tessera_future *calls[CALLS];
    (void)state;
    scene s = begin((tessera_client_options){0});
    tessera_mock_skip_waits(s.mock, true);
    tessera_mock_rule *rule = tessera_mock_on_call(s.mock, TESSERA_CALL_TEAMS_GET);
    tessera_mock_reply_with(rule, &(tessera_mock_reply){.body = TEAM_JSON, .delay_ms = 50, .times = CALLS});
    tessera_mock_reply_with(rule, &(tessera_mock_reply){.body = TEAM_JSON, .delay_ms = 50, .times = CALLS / 2});
    tessera_mock_reply_error(rule, 404, "TEAM_NOT_FOUND", "gone");
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < CALLS; i++)
            calls[i] = tessera_teams_get_async(s.client, TEAM_ID);
        TESSERA_AUTO(tessera_future) all = tessera_future_all(calls, CALLS, TESSERA_GATHER_ALL);
        assert_int_equal(tessera_future_wait(all, TESSERA_NO_LIMIT), TESSERA_OK);
        assert_int_equal(tessera_future_status(all), round == 0 ? TESSERA_OK : TESSERA_E_NOT_FOUND);
        // The first failure is not late, so it cancels all the rest.
        assert_int_equal(tessera_future_status(calls[0]), round == 0 ? TESSERA_OK : TESSERA_E_CANCELLED);
        tessera_futures_free(calls, CALLS);
    }
    assert_int_equal(tessera_mock_count(s.mock, NULL, NULL), 2 * CALLS);
    end(&s);
}

static void test_two_clients(void **state) {
    (void)state;
    scene s = begin((tessera_client_options){0});
    tessera_error error;
    TESSERA_AUTO(tessera_client)
    other = tessera_mock_client(
        s.mock, &(tessera_client_options){.base_url = "https://other.test", .user_agent = "other"}, &error);
    tessera_mock_reply_json(tessera_mock_on_call(s.mock, TESSERA_CALL_TEAMS_GET), 200, TEAM_JSON);
    assert_status(tessera_teams_get(s.client, TEAM_ID, NULL, &error), TESSERA_OK, &error);
    assert_status(tessera_teams_get(other, TEAM_ID, NULL, &error), TESSERA_OK, &error);
    assert_string_equal(tessera_mock_request_header(tessera_mock_request_at(s.mock, NULL, NULL, 1), "User-Agent"),
                        "other");
    // Towards a proxy requests carry the whole URL; the mock still sees paths.
    TESSERA_AUTO(tessera_client)
    proxied = tessera_mock_client(
        s.mock, &(tessera_client_options){.base_url = "http://far.test/x", .proxy = "http://p.test:3128"}, &error);
    assert_status(tessera_teams_get(proxied, TEAM_ID, NULL, &error), TESSERA_OK, &error);
    end(&s);
}

static void test_full_record(void **state) {
    (void)state;
    scene s = begin((tessera_client_options){.undecoded = true});
    tessera_mock_reply_json(tessera_mock_on(s.mock, NULL, "**"), 200, "{}");
    for (int i = 0; i < TESSERA_MOCK_REQUESTS_MAXIMUM; i++) {
        tessera_future *f = get(&s);
        tessera_future_free(f);
        if (i % 1000 == 999)
            drive(s.client);
    }
    assert_int_equal(s.tally.succeeded, TESSERA_MOCK_REQUESTS_MAXIMUM);
    assert_int_equal(ask(&s, "/x", NULL), -TESSERA_E_TOO_LARGE);
    tessera_mock_reset(s.mock);
    tessera_mock_on(s.mock, NULL, "**");
    assert_int_equal(ask(&s, "/x", NULL), 200);
    end(&s);
}

// --- loops, without sockets ------------------------------------------------------------------------------------------

static size_t open_sockets(void) {
    size_t count = 0;
    char target[32], path[32];
    for (int fd = 0; fd < 256; fd++) {
        snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
        ssize_t length = readlink(path, target, sizeof target);
        count += length >= 7 && memcmp(target, "socket:", 7) == 0;
    }
    return count;
}

static void free_in_callback(tessera_future *f, void *user) {
    scene *s = user;
    tally_done(f, &s->tally);
    tessera_future_free(f);
    s->loop->detach(s->attached);
    tessera_client_free(s->client);
}

static void turn_until(scene *s, void *handle, size_t done) {
    while (s->tally.done < done)
        s->loop->turn(handle, s->client);
}

static void works_in(const loop *l) {
    scene s = begin((tessera_client_options){0});
    s.loop = l;
    void *handle = l->open();
    size_t sockets = open_sockets(); // the loop's own
    s.attached = l->attach(handle, s.client);
    tessera_mock_rule *rule = tessera_mock_on_call(s.mock, TESSERA_CALL_TEAMS_GET);
    tessera_mock_reply_with(rule, &(tessera_mock_reply){.body = TEAM_JSON, .delay_ms = 3, .times = 50});
    tessera_mock_reply_with(rule, &(tessera_mock_reply){.failure = TESSERA_MOCK_SILENT});
    for (int i = 0; i < 50; i++)
        tessera_future_free(get(&s));
    tessera_client_next_call(s.client, &(tessera_call_options){.timeout_ms = 20});
    tessera_future_free(get(&s));
    turn_until(&s, handle, 51);
    assert_int_equal(s.tally.succeeded, 50);
    assert_int_equal(s.tally.last, TESSERA_E_TIMEOUT);
    // Skipped waits pass in the loop, too.
    tessera_mock_skip_waits(s.mock, true);
    tessera_future_free(get(&s));
    turn_until(&s, handle, 52);
    assert_int_equal(open_sockets(), sockets);
    // The client goes inside a callback.
    tessera_mock_on(s.mock, NULL, "**");
    tessera_future_on_done(tessera_request_async(s.client, "GET", "/x", NULL, NULL), free_in_callback, &s);
    turn_until(&s, handle, 53);
    l->close(handle);
    tessera_mock_free(s.mock);
    alarm(0);
}

static void test_loops(void **state) {
    (void)state;
    for (size_t i = 0; i < loop_count; i++)
        works_in(&loops[i]);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_request),
        cmocka_unit_test(test_records),
        cmocka_unit_test(test_errors),
        cmocka_unit_test(test_reply_headers),
        cmocka_unit_test(test_patterns),
        cmocka_unit_test(test_sequence),
        cmocka_unit_test(test_unexpected),
        cmocka_unit_test(test_mistakes),
        cmocka_unit_test(test_computed),
        cmocka_unit_test(test_delay),
        cmocka_unit_test(test_skipped_waits),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_cancel_and_close),
        cmocka_unit_test(test_gather),
        cmocka_unit_test(test_two_clients),
        cmocka_unit_test(test_full_record),
        cmocka_unit_test(test_loops),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
