// Calls against a scripted server: what is sent, what comes back, what fails how.
#include "sdk_unit.h"
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

static int start(void **state) {
    *state = scripted_server_start(&TEAM_REPLY, 1);
    return 0;
}

static int stop(void **state) {
    scripted_server_stop(*state);
    return 0;
}

static void test_get(void **state) {
    char request[SCRIPTED_REQUEST_BYTES];
    tessera_error error;
    TESSERA_AUTO(tessera_client)
    client = client_of(*state, (tessera_client_options){.api_key = "key", .user_agent = "test"});
    scripted_reply reply = TEAM_REPLY;
    reply.headers = "ETag: \"v1\"\r\nX-Request-ID: r-1\r\n";
    scripted_server_script(*state, &reply, 1);
    for (int i = 0; i < 3; i++) {
        TESSERA_AUTO(tessera_team) team = NULL;
        assert_status(tessera_teams_get(client, TEAM_ID, &team, &error), TESSERA_OK, &error);
        assert_string_equal(team->name, "data-platform");
        assert_string_equal(tessera_record_etag(team), "\"v1\"");
        assert_string_equal(tessera_record_request_id(team), "r-1");
    }
    assert_int_equal(scripted_server_connections(*state), 1);
    assert_int_equal(scripted_server_requests(*state), 3);
    scripted_server_last(*state, request);
    char wanted[512];
    snprintf(wanted, sizeof wanted,
             "GET /api/v1/teams/" TEAM_ID
             " HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUser-Agent: test\r\nAccept: application/json\r\n"
             "Authorization: Bearer key\r\n\r\n",
             scripted_server_port(*state));
    assert_string_equal(request, wanted);
}

static void test_post(void **state) {
    char request[SCRIPTED_REQUEST_BYTES];
    tessera_error error;
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){0});
    TESSERA_AUTO(tessera_team) team = NULL;
    scripted_server_script(*state, &TEAM_REPLY, 1);
    tessera_client_next_call(client, &(tessera_call_options){.idempotency_key = "k1",
                                                             .if_match = "\"v1\"",
                                                             .headers = (const char *const[]){"X-Two: 2", NULL}});
    assert_status(tessera_teams_create(client, &(tessera_team_create){.name = "x"}, &team, &error), TESSERA_OK, &error);
    scripted_server_last(*state, request);
    assert_non_null(strstr(request, "POST /api/v1/teams HTTP/1.1\r\n"));
    assert_non_null(strstr(request, "\r\nIdempotency-Key: k1\r\nIf-Match: \"v1\"\r\nX-Two: 2\r\n"));
    assert_non_null(
        strstr(request, "\r\nContent-Type: application/json\r\nContent-Length: 12\r\n\r\n{\"name\":\"x\"}"));
    // What the client has of a name gives way to what the call has.
    TESSERA_AUTO(tessera_client)
    settled =
        client_of(*state, (tessera_client_options){.api_key = "all",
                                                   .user_agent = "agent",
                                                   .headers = (const char *const[]){"X-Two: 1", "X-Three: 3", NULL}});
    tessera_client_next_call(settled, &(tessera_call_options){.headers = (const char *const[]){
                                                                  "x-two: 2", "Authorization: Bearer one", NULL}});
    assert_status(tessera_teams_get(settled, TEAM_ID, NULL, &error), TESSERA_OK, &error);
    scripted_server_last(*state, request);
    assert_null(strstr(request, "X-Two: 1"));
    assert_null(strstr(request, "Bearer all"));
    assert_non_null(strstr(request, "User-Agent: agent\r\nAccept: application/json\r\nX-Three: 3\r\nx-two: 2\r\n"
                                    "Authorization: Bearer one\r\n"));
    // An option is sent once, whatever header of the client's or the call's has its name.
    TESSERA_AUTO(tessera_client)
    conditional =
        client_of(*state, (tessera_client_options){.headers = (const char *const[]){"If-Match: \"old\"", NULL}});
    tessera_client_next_call(
        conditional, &(tessera_call_options){.if_match = "\"v2\"",
                                             .headers = (const char *const[]){"if-match: \"v1\"", "X-Two: 2", NULL}});
    assert_status(tessera_teams_get(conditional, TEAM_ID, NULL, &error), TESSERA_OK, &error);
    scripted_server_last(*state, request);
    assert_non_null(strstr(request, "Accept: application/json\r\nIf-Match: \"v2\"\r\nX-Two: 2\r\n"));
    assert_null(strstr(request, "\"v1\""));
    assert_null(strstr(request, "old"));
    // The options were for that call alone.
    assert_status(tessera_teams_create(client, &(tessera_team_create){.name = "x"}, NULL, &error), TESSERA_OK, &error);
    scripted_server_last(*state, request);
    assert_null(strstr(request, "Idempotency-Key"));
}

static void expect_header(const tessera_future *f, const char *name, const char *wanted) {
    size_t length;
    const char *value = tessera_response_header(tessera_future_response(f), name, &length);
    assert_int_equal(length, wanted == NULL ? 0 : strlen(wanted));
    if (wanted == NULL)
        assert_null(value);
    else
        assert_memory_equal(value, wanted, length);
}

// What came back, of a success, of an error that took two tries, and of nothing.
static void test_response(void **state) {
    scripted_reply replies[] = {
        {.status = 200, .body = TEAM_JSON, .headers = "X-One:  1 \r\nX-Empty:\r\nETag: \"a\"\r\n"},
        {.status = 503},
        {.status = 404, .headers = "X-One: 2\r\n"},
        {.reset = true},
    };
    TESSERA_AUTO(tessera_client)
    client = client_of(*state, (tessera_client_options){
                                   .struct_size = sizeof(tessera_client_options), .keep_heads = true, .retries = 1});
    scripted_server_script(*state, replies, 3);
    TESSERA_AUTO(tessera_future) first = tessera_teams_get_async(client, TEAM_ID);
    assert_null(tessera_future_response(first));
    assert_int_equal(tessera_future_wait(first, -1), TESSERA_OK);
    assert_int_equal(tessera_future_response(first)->http_status, 200);
    assert_int_equal(tessera_future_response(first)->tries, 1);
    expect_header(first, "x-one", "1");
    expect_header(first, "X-Empty", "");
    expect_header(first, "ETAG", "\"a\"");
    expect_header(first, "X-On", NULL);
    expect_header(first, "HTTP/1.1 200 OK", NULL);
    TESSERA_AUTO(tessera_future) second = tessera_teams_get_async(client, TEAM_ID);
    assert_int_equal(tessera_future_wait(second, -1), TESSERA_OK);
    assert_int_equal(tessera_future_response(second)->http_status, 404);
    assert_int_equal(tessera_future_response(second)->tries, 2);
    assert_true(tessera_future_response(second)->elapsed_us >= 50000);
    expect_header(second, "X-One", "2");
    scripted_server_script(*state, &replies[3], 1);
    tessera_client_next_call(client, &(tessera_call_options){.retries = TESSERA_NO_RETRIES});
    TESSERA_AUTO(tessera_future) third = tessera_teams_get_async(client, TEAM_ID);
    assert_int_equal(tessera_future_wait(third, -1), TESSERA_OK);
    assert_int_equal(tessera_future_response(third)->http_status, 0);
    expect_header(third, "X-One", NULL);
    TESSERA_AUTO(tessera_future) refused = tessera_teams_get_async(client, "no id");
    assert_null(tessera_future_response(refused));
}

typedef struct traced {
    tessera_trace events[8];
    char request[128], request_id[64];
    size_t count;
} traced;

static void keep_trace(const tessera_trace *event, void *user) {
    traced *t = user;
    assert_true(t->count < 8);
    t->events[t->count++] = *event;
    snprintf(t->request, sizeof t->request, "%s", event->request);
    snprintf(t->request_id, sizeof t->request_id, "%s", event->request_id);
}

static void expect_trace(const traced *t, size_t index, tessera_trace_kind kind, unsigned tries, int http_status) {
    const tessera_trace *e = &t->events[index];
    assert_int_equal(e->kind, kind);
    assert_int_equal(e->call, TESSERA_CALL_TEAMS_LIST);
    assert_int_equal(e->tries, tries);
    assert_int_equal(e->http_status, http_status);
    assert_int_equal(e->problem == NULL, http_status != 0 || kind == TESSERA_TRACE_REQUEST);
}

// The request, each retry and the end are told; what is refused before it is sent is not.
static void test_trace(void **state) {
    char wanted[128], request[SCRIPTED_REQUEST_BYTES];
    traced t = {.count = 0};
    scripted_reply replies[] = {{.status = 503}, {.reset = true}, {.status = 404, .headers = "X-Request-Id: r7\r\n"}};
    TESSERA_AUTO(tessera_client)
    client = client_of(*state, (tessera_client_options){.struct_size = sizeof(tessera_client_options),
                                                        .retries = 2,
                                                        .trace = keep_trace,
                                                        .trace_user = &t,
                                                        .user_agent_suffix = "etl/7"});
    scripted_server_script(*state, replies, 3);
    assert_int_equal(tessera_teams_list(client, &(tessera_team_list_query){.name = "secret"}, NULL, NULL),
                     TESSERA_E_NOT_FOUND);
    assert_true(t.count >= 3);
    expect_trace(&t, 0, TESSERA_TRACE_REQUEST, 0, 0);
    expect_trace(&t, 1, TESSERA_TRACE_RETRY, 1, 503);
    assert_true(t.events[1].pause_us >= 50000);
    expect_trace(&t, t.count - 1, TESSERA_TRACE_DONE, (unsigned)t.count - 1, 404);
    assert_true(t.events[t.count - 1].elapsed_us >= t.events[1].pause_us);
    snprintf(wanted, sizeof wanted, "GET %s/api/v1/teams", tessera_client_base_url(client));
    assert_string_equal(t.request, wanted);
    assert_string_equal(t.request_id, "r7");
    scripted_server_last(*state, request);
    assert_non_null(strstr(request, "\r\nUser-Agent: libtessera/" TESSERA_VERSION " etl/7\r\n"));
    size_t before = t.count;
    assert_int_equal(tessera_teams_create(client, &(tessera_team_create){.name = ""}, NULL, NULL),
                     TESSERA_E_VALIDATION);
    assert_int_equal(t.count, before);
    // A call that runs out of time ends, too.
    scripted_reply silent = {.status = 0};
    scripted_server_script(*state, &silent, 1);
    tessera_client_next_call(client, &(tessera_call_options){.timeout_ms = 50});
    assert_int_equal(tessera_teams_list(client, NULL, NULL, NULL), TESSERA_E_TIMEOUT);
    expect_trace(&t, t.count - 1, TESSERA_TRACE_DONE, 1, 0);
}

static void *drive_long(void *client) {
    while (tessera_client_pending(client) > 0)
        tessera_client_poll(client, -1);
    return NULL;
}

// A second thread, and a child, are told so instead of doing harm.
static void test_misuse(void **state) {
    pthread_t thread;
    char wanted[] = "the client is in use in another thread";
    scripted_reply silent = {.status = 0};
    scripted_server_script(*state, &silent, 1);
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){.timeout_ms = 1000});
    tessera_future *call = tessera_teams_get_async(client, TEAM_ID);
    assert_int_equal(pthread_create(&thread, NULL, drive_long, client), 0);
    const char *told = NULL;
    for (int tries = 0; told == NULL && tries < 1000; tries++) {
        // Until the other one is inside, this one may be.
        TESSERA_AUTO(tessera_future) refused = tessera_request_async(client, "GET", "x", NULL, NULL);
        const tessera_error *error = tessera_future_error(refused);
        assert_int_equal(error->status, TESSERA_E_USAGE);
        if (strcmp(error->message, wanted) == 0)
            told = wanted;
        usleep(1000);
    }
    assert_non_null(told);
    assert_int_equal(tessera_client_step(client), -1);
    assert_int_equal(tessera_future_wait(call, 0), TESSERA_E_USAGE);
    pthread_join(thread, NULL);
    assert_int_equal(tessera_future_status(call), TESSERA_E_TIMEOUT);
    tessera_future_free(call);
    pid_t child = fork();
    if (child == 0) {
        tessera_future *f = tessera_teams_get_async(client, TEAM_ID);
        bool fine = tessera_future_status(f) == TESSERA_E_USAGE && strstr(tessera_future_error(f)->message, "fork") &&
                    tessera_client_poll(client, 0) == -1;
        _exit(fine ? 0 : 1);
    }
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static void test_prefix(void **state) {
    char request[SCRIPTED_REQUEST_BYTES], url[128];
    tessera_error error;
    snprintf(url, sizeof url, "%s/behind/this//", scripted_server_url(*state));
    TESSERA_AUTO(tessera_client) client = tessera_client_new(&(tessera_client_options){.base_url = url}, &error);
    scripted_server_script(*state, &TEAM_REPLY, 1);
    assert_status(tessera_teams_get(client, TEAM_ID, NULL, &error), TESSERA_OK, &error);
    scripted_server_last(*state, request);
    assert_memory_equal(request, "GET /behind/this/api/v1/teams/", 30);
}

static void test_empty_and_page(void **state) {
    tessera_error error;
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){0});
    TESSERA_AUTO(tessera_team_page) page = NULL;
    scripted_reply replies[] = {
        {.raw = "HTTP/1.1 204 No Content\r\n\r\n"},
        {.status = 200, .body = "{\"results\":[" TEAM_JSON "],\"total\":5,\"limit\":100,\"offset\":0}"},
    };
    scripted_server_script(*state, replies, 2);
    assert_status(tessera_teams_delete(client, TEAM_ID, NULL, &error), TESSERA_OK, &error);
    assert_status(tessera_teams_list(client, NULL, &page, &error), TESSERA_OK, &error);
    assert_int_equal(page->count, 1);
    assert_int_equal(page->total, 5);
    assert_int_equal(scripted_server_connections(*state), 1);
}

static void test_request(void **state) {
    char request[SCRIPTED_REQUEST_BYTES];
    tessera_error error;
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){0});
    TESSERA_AUTO(tessera_reply) reply = NULL;
    scripted_reply replies[] = {{.status = 201, .body = "[1, 2]"},
                                {.raw = "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n"}};
    scripted_server_script(*state, replies, 2);
    assert_status(tessera_request(client, "PUT", "/x/y", "a=b", "{\"c\":1}", &reply, &error), TESSERA_OK, &error);
    assert_int_equal(reply->http_status, 201);
    assert_string_equal(reply->body, "[1, 2]");
    assert_int_equal(reply->length, 6);
    assert_string_equal(reply->content_type, "application/json");
    scripted_server_last(*state, request);
    assert_memory_equal(request, "PUT /x/y?a=b HTTP/1.1\r\n", 23);
    TESSERA_AUTO(tessera_reply) head = NULL;
    assert_status(tessera_request(client, "HEAD", "/", NULL, NULL, &head, &error), TESSERA_OK, &error);
    assert_string_equal(head->body, "");
    static const char *const bad[][3] = {{"get", "/", NULL},  {"GET", "x", NULL},         {"GET", "/a b", NULL},
                                         {"GET", "/", "a b"}, {"GET", "/\r\nX: y", NULL}, {"", "/", NULL},
                                         {NULL, "/", NULL},   {"GET", NULL, NULL},        {"GET", "/", "a#b"}};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_status(tessera_request(client, bad[i][0], bad[i][1], bad[i][2], NULL, NULL, &error), TESSERA_E_USAGE,
                      &error);
}

static void test_error_reply(void **state) {
    char line[512];
    tessera_error error;
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){0});
    tessera_team *team = NULL;
    scripted_reply reply = {.status = 409,
                            .headers = "X-Request-ID: r-2\r\n",
                            .body = "{\"error\":{\"code\":\"DUPLICATE_TEAM\",\"message\":\"Team exists\","
                                    "\"details\":{\"id\": \"x\"},\"request_id\":\"r-2\"}}"};
    scripted_server_script(*state, &reply, 1);
    assert_status(tessera_teams_create(client, &(tessera_team_create){.name = "x"}, &team, &error), TESSERA_E_CONFLICT,
                  &error);
    assert_null(team);
    assert_int_equal(error.http_status, 409);
    assert_string_equal(error.code, "DUPLICATE_TEAM");
    assert_string_equal(error.message, "Team exists");
    assert_string_equal(error.request_id, "r-2");
    assert_string_equal(error.details, "{\"id\":\"x\"}");
    assert_string_equal(error.body, reply.body);
    assert_int_equal(error.body_length, strlen(reply.body));
    assert_false(error.retriable);
    assert_string_equal(tessera_error_format(&error, line, sizeof line),
                        "409 DUPLICATE_TEAM: Team exists (request r-2)");
    assert_string_equal(tessera_error_format(&error, line, 8), "409 DUP");
}

static void test_validation_reply(void **state) {
    tessera_error error;
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){0});
    scripted_reply reply = {
        .status = 422,
        .body = "{\"detail\":[{\"type\":\"too_long\",\"loc\":[\"body\",\"tags\",0],\"msg\":\"Too long\"}],"
                "\"error\":{\"code\":\"VALIDATION_ERROR\",\"message\":\"Request validation failed\"}}"};
    scripted_server_script(*state, &reply, 1);
    assert_status(tessera_teams_create(client, &(tessera_team_create){.name = "x"}, NULL, &error), TESSERA_E_VALIDATION,
                  &error);
    assert_int_equal(error.http_status, 422);
    assert_string_equal(error.message, "Request validation failed: body.tags.0: Too long");
    assert_string_equal(error.details, "[{\"type\":\"too_long\",\"loc\":[\"body\",\"tags\",0],\"msg\":\"Too long\"}]");
}

static void test_statuses(void **state) {
    static const struct {
        int http;
        tessera_status status;
        bool retriable;
    } rows[] = {
        {301, TESSERA_E_HTTP, false},        {304, TESSERA_E_NOT_MODIFIED, false},
        {400, TESSERA_E_BAD_REQUEST, false}, {401, TESSERA_E_AUTHENTICATION, false},
        {403, TESSERA_E_PERMISSION, false},  {404, TESSERA_E_NOT_FOUND, false},
        {405, TESSERA_E_HTTP, false},        {412, TESSERA_E_PRECONDITION, false},
        {429, TESSERA_E_RATE_LIMITED, true}, {500, TESSERA_E_SERVER, false},
        {503, TESSERA_E_SERVER, true},
    };
    static const char *const bodies[] = {
        NULL, "", "not json", "[]", "{\"error\":5}", "{\"detail\":\"x\"}", "{\"detail\":[5]}"};
    tessera_error error;
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){0});
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        scripted_reply reply = {.status = rows[i].http,
                                .headers = "Retry-After: 3\r\n",
                                .body = rows[i].http == 304 ? NULL : bodies[i % 7]};
        scripted_server_script(*state, &reply, 1);
        assert_status(tessera_teams_get(client, TEAM_ID, NULL, &error), rows[i].status, &error);
        assert_int_equal(error.http_status, rows[i].http);
        assert_int_equal(error.retriable, rows[i].retriable);
        assert_true(error.retry_after == 3);
        assert_true(error.message[0] != '\0');
    }
}

static void test_refused_before_sending(void **state) {
    tessera_error error;
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){0});
    scripted_server_script(*state, &TEAM_REPLY, 1);
    assert_status(tessera_teams_get(client, "not-an-id", NULL, &error), TESSERA_E_VALIDATION, &error);
    assert_int_equal(error.http_status, 0);
    assert_non_null(strstr(error.message, "path.team_id: Input should be a valid UUID"));
    assert_non_null(strstr(error.details, "\"loc\":[\"path\",\"team_id\"]"));
    assert_status(tessera_teams_get(client, NULL, NULL, &error), TESSERA_E_VALIDATION, &error);
    assert_status(tessera_teams_get(client, "", NULL, &error), TESSERA_E_VALIDATION, &error);
    assert_status(tessera_teams_create(client, &(tessera_team_create){.name = ""}, NULL, &error), TESSERA_E_VALIDATION,
                  &error);
    assert_status(tessera_teams_create(NULL, &(tessera_team_create){.name = ""}, NULL, &error), TESSERA_E_USAGE,
                  &error);
    tessera_client_next_call(client, &(tessera_call_options){.if_match = "a\r\nb"});
    assert_status(tessera_teams_get(client, TEAM_ID, NULL, &error), TESSERA_E_USAGE, &error);
    assert_int_equal(scripted_server_requests(*state), 0);
}

static void test_prepared(void **state) {
    char request[SCRIPTED_REQUEST_BYTES];
    tessera_shape shape;
    const tessera_reflect_model *model;
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){0});
    scripted_server_script(*state, &TEAM_REPLY, 1);
    TESSERA_AUTO(tessera_future)
    f = tessera_submit_prepared(client, TESSERA_CALL_TEAMS_UPDATE, (const char *const[]){TEAM_ID}, "a=b", "{\"x\":1} ",
                                7, NULL);
    assert_null(tessera_future_record(f, &shape, &model));
    assert_int_equal(tessera_future_wait(f, 5000), TESSERA_OK);
    scripted_server_last(*state, request);
    assert_memory_equal(request, "PATCH /api/v1/teams/" TEAM_ID "?a=b HTTP/1.1\r\n", 70);
    assert_non_null(strstr(request, "\r\n\r\n{\"x\":1}"));
    const tessera_team *team = tessera_future_record(f, &shape, &model);
    assert_int_equal(shape, TESSERA_SHAPE_ONE);
    assert_string_equal(model->name, "team");
    assert_string_equal(team->name, "data-platform");
    assert_int_equal(tessera_future_call(f), TESSERA_CALL_TEAMS_UPDATE);
    TESSERA_AUTO(tessera_future) bad = tessera_submit_prepared(client, TESSERA_CALL_COUNT, NULL, NULL, NULL, 0, NULL);
    assert_int_equal(tessera_future_status(bad), TESSERA_E_USAGE);
    TESSERA_AUTO(tessera_future) negative = tessera_submit(client, -5, NULL, NULL, NULL);
    assert_int_equal(tessera_future_status(negative), TESSERA_E_USAGE);
}

static void test_take(void **state) {
    tessera_error error;
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){0});
    TESSERA_AUTO(tessera_team) team = NULL;
    tessera_asset *asset = NULL;
    scripted_server_script(*state, &TEAM_REPLY, 1);
    TESSERA_AUTO(tessera_future) f = tessera_teams_get_async(client, TEAM_ID);
    assert_status(tessera_teams_get_result(f, &team, &error), TESSERA_E_USAGE, &error);
    assert_int_equal(tessera_future_wait(f, 5000), TESSERA_OK);
    assert_status(tessera_assets_get_result(f, &asset, &error), TESSERA_E_USAGE, &error);
    assert_null(asset);
    assert_status(tessera_teams_get_result(f, &team, &error), TESSERA_OK, &error);
    assert_status(tessera_teams_get_result(f, &team, &error), TESSERA_E_USAGE, &error);
    assert_status(tessera_teams_get_result(NULL, &team, &error), TESSERA_E_USAGE, &error);
    tessera_team *stolen = TESSERA_STEAL(team);
    assert_null(team);
    assert_null(tessera_team_free(stolen));
    assert_null(tessera_team_free(NULL));
}

static void test_client_options(void **state) {
    tessera_error error;
    (void)state;
    assert_null(tessera_client_new(&(tessera_client_options){.base_url = "nonsense"}, &error));
    assert_int_equal(error.status, TESSERA_E_USAGE);
    assert_null(tessera_client_new(&(tessera_client_options){.base_url = "nonsense"}, NULL));
    tessera_client_free(NULL);
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){0});
    assert_string_equal(tessera_client_base_url(client), scripted_server_url(*state));
    assert_true(tessera_client_fd(client) >= 0);
}

// The proxy gets the whole URL, and the server's host.
static void test_proxy(void **state) {
    char request[SCRIPTED_REQUEST_BYTES];
    tessera_error error;
    tessera_client_options options = {.base_url = "http://server.example:81/p", .proxy = scripted_server_url(*state)};
    TESSERA_AUTO(tessera_client) client = tessera_client_new(&options, &error);
    scripted_server_script(*state, &TEAM_REPLY, 1);
    assert_status(tessera_teams_get(client, TEAM_ID, NULL, &error), TESSERA_OK, &error);
    scripted_server_last(*state, request);
    assert_memory_equal(request, "GET http://server.example:81/p/api/v1/teams/", 44);
    assert_non_null(strstr(request, "\r\nHost: server.example:81\r\n"));
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_get, start, stop),
        cmocka_unit_test_setup_teardown(test_post, start, stop),
        cmocka_unit_test_setup_teardown(test_prefix, start, stop),
        cmocka_unit_test_setup_teardown(test_response, start, stop),
        cmocka_unit_test_setup_teardown(test_trace, start, stop),
        cmocka_unit_test_setup_teardown(test_misuse, start, stop),
        cmocka_unit_test_setup_teardown(test_empty_and_page, start, stop),
        cmocka_unit_test_setup_teardown(test_request, start, stop),
        cmocka_unit_test_setup_teardown(test_error_reply, start, stop),
        cmocka_unit_test_setup_teardown(test_validation_reply, start, stop),
        cmocka_unit_test_setup_teardown(test_statuses, start, stop),
        cmocka_unit_test_setup_teardown(test_refused_before_sending, start, stop),
        cmocka_unit_test_setup_teardown(test_prepared, start, stop),
        cmocka_unit_test_setup_teardown(test_take, start, stop),
        cmocka_unit_test_setup_teardown(test_client_options, start, stop),
        cmocka_unit_test_setup_teardown(test_proxy, start, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
