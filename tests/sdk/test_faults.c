// A server that misbehaves: every call completes exactly once, with an error that says what happened, and the next one
// works.
#include "sdk/core.h"
#include "sdk/pool.h"
#include "sdk_unit.h"
#include <arpa/inet.h>
#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

static int start(void **state) {
    *state = scripted_server_start(&TEAM_REPLY, 1);
    return 0;
}

static int stop(void **state) {
    scripted_server_stop(*state);
    return 0;
}

typedef struct fault {
    const char *name;
    scripted_reply reply;
    tessera_status status;
} fault;

#define WHOLE "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"

static const fault faults[] = {
    {"closed at once", {.raw = WHOLE, .cut_after = 1, .piece = 1}, TESSERA_E_CONNECTION},
    {"cut in the head", {.raw = WHOLE, .cut_after = 20}, TESSERA_E_CONNECTION},
    {"cut in the body", {.raw = WHOLE, .cut_after = sizeof WHOLE - 2}, TESSERA_E_CONNECTION},
    {"cut in a chunk",
     {.raw = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\"", .close = true},
     TESSERA_E_CONNECTION},
    {"reset", {.reset = true}, TESSERA_E_CONNECTION},
    {"garbage", {.raw = "\x16\x03\x01 what is this\r\n\r\n"}, TESSERA_E_PROTOCOL},
    {"garbage without end", {.raw = "never a line", .close = true}, TESSERA_E_CONNECTION},
    {"bad length", {.raw = "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n"}, TESSERA_E_PROTOCOL},
    {"bad chunk", {.raw = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"}, TESSERA_E_PROTOCOL},
    {"not JSON", {.status = 200, .body = "<html>"}, TESSERA_E_PROTOCOL},
    {"other JSON", {.status = 200, .body = "[1]"}, TESSERA_E_PROTOCOL},
    {"cut JSON", {.status = 200, .body = "{\"id\":"}, TESSERA_E_PROTOCOL},
    {"no body", {.status = 200}, TESSERA_E_PROTOCOL},
    {"too large", {.raw = "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"}, TESSERA_E_TOO_LARGE},
    {"silence", {.status = 0}, TESSERA_E_TIMEOUT},
    {"silence in the head", {.raw = "HTTP/1.1 200 OK\r\n"}, TESSERA_E_TIMEOUT},
    {"silence in the body", {.raw = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{"}, TESSERA_E_TIMEOUT},
    {"late", {.status = 200, .body = TEAM_JSON, .delay_ms = 5000}, TESSERA_E_TIMEOUT},
};

static tessera_future *get_team(tessera_client *client, tally *t) {
    tessera_future *f = tessera_teams_get_async(client, TEAM_ID);
    tessera_future_on_done(f, tally_done, t);
    return f;
}

// The fault meets the first call of a client, and then one on a connection that is already in use.
static void test_each_fault(void **state) {
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){.max_connections = 1});
        for (int round = 0; round < 2; round++) {
            tally t = {0};
            // A dead kept-alive connection is tried again once, so the fault is scripted twice.
            scripted_reply replies[] = {faults[i].reply, faults[i].reply, TEAM_REPLY};
            scripted_server_script(*state, replies, 3);
            if (faults[i].status == TESSERA_E_TIMEOUT)
                tessera_client_next_call(client, &(tessera_call_options){.timeout_ms = 60});
            tessera_future *f = get_team(client, &t);
            drive(client);
            if (t.done != 1 || t.last != faults[i].status)
                fail_msg("%s: completed %zu times, %s: %s", faults[i].name, t.done, tessera_status_name(t.last),
                         tessera_future_error(f) == NULL ? "" : tessera_future_error(f)->message);
            tessera_future_free(f);
            scripted_server_script(*state, &TEAM_REPLY, 1);
            tessera_future_free(get_team(client, &t));
            drive(client);
            assert_int_equal(t.succeeded, 1);
        }
    }
}

// Many calls over few connections while the server does everything in turn: each completes once.
static void test_mixed_faults(void **state) {
    enum { CALLS = 300 };
    tally t = {0};
    scripted_reply replies[20];
    size_t count = 0;
    for (size_t i = 0; i < sizeof faults / sizeof faults[0] && count < 19; i++)
        if (faults[i].status != TESSERA_E_TIMEOUT)
            replies[count++] = faults[i].reply;
    replies[count++] = TEAM_REPLY;
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){.max_connections = 5});
    for (int round = 0; round < 5; round++) {
        scripted_server_script(*state, replies, count);
        for (size_t i = 0; i < CALLS / 5; i++) {
            tessera_future *f = get_team(client, &t);
            if (i % 7 == 0)
                tessera_future_cancel(f);
            tessera_future_free(f);
        }
        if (round == 2)
            scripted_server_drop(*state);
        drive(client);
    }
    assert_int_equal(t.done, CALLS);
    assert_true(t.succeeded > 0);
}

// Every piece in which a reply can come gives the same result.
static void test_dribble(void **state) {
    tessera_error error;
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){0});
    for (size_t piece = 1; piece < 40; piece += 6) {
        scripted_reply reply = {.status = 200, .body = TEAM_JSON, .piece = piece};
        scripted_server_script(*state, &reply, 1);
        TESSERA_AUTO(tessera_team) team = NULL;
        assert_status(tessera_teams_get(client, TEAM_ID, &team, &error), TESSERA_OK, &error);
        assert_string_equal(team->metadata, "{\"a\":1}");
    }
}

static void test_large(void **state) {
    enum { SIZE = 900000 };
    tessera_error error;
    char *body = malloc(SIZE + 256);
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){.max_reply_bytes = SIZE + 256});
    TESSERA_AUTO(tessera_client) small = client_of(*state, (tessera_client_options){.max_reply_bytes = SIZE});
    int start = snprintf(body, 256,
                         "{\"id\":\"" TEAM_ID "\",\"metadata\":{},\"created_at\":\"2026-01-02T03:04:05Z\",\"name\":\"");
    memset(body + start, 'n', SIZE);
    snprintf(body + start + SIZE, 8, "\"}");
    scripted_reply reply = {.status = 200, .body = body};
    scripted_server_script(*state, &reply, 1);
    TESSERA_AUTO(tessera_team) team = NULL;
    assert_status(tessera_teams_get(client, TEAM_ID, &team, &error), TESSERA_OK, &error);
    assert_int_equal(strlen(team->name), SIZE);
    assert_status(tessera_teams_get(small, TEAM_ID, NULL, &error), TESSERA_E_TOO_LARGE, &error);
    free(body);
}

// A request larger than the socket takes at once.
static void test_large_request(void **state) {
    enum { SIZE = 60000 };
    tessera_error error;
    char *name = malloc(SIZE + 1);
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){0});
    memset(name, 'n', SIZE);
    name[SIZE] = '\0';
    scripted_server_script(*state, &TEAM_REPLY, 1);
    for (int i = 0; i < 5; i++)
        assert_status(tessera_teams_create(client, &(tessera_team_create){.name = name}, NULL, &error), TESSERA_OK,
                      &error);
    free(name);
}

// A server that refuses an upload before it has read all of it.
static void test_refused_upload(void **state) {
    enum { SIZE = 30 * 1000 * 1000 };
    tessera_error error;
    char *name = malloc(SIZE + 1);
    memset(name, 'n', SIZE);
    name[SIZE] = '\0';
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){0});
    scripted_server_script(*state, &TEAM_REPLY, 1);
    // The scripted server takes 64 KiB and then hangs up.
    int status = tessera_teams_create(client, &(tessera_team_create){.name = name}, NULL, &error);
    assert_int_equal(status, TESSERA_E_CONNECTION);
    assert_status(tessera_teams_get(client, TEAM_ID, NULL, &error), TESSERA_OK, &error);
    free(name);
}

static void test_refused_connection(void **state) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    char url[64];
    tally t = {0};
    tessera_error error;
    (void)state;
    // A port that is taken but does not listen.
    int held = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(bind(held, (struct sockaddr *)&address, size), 0);
    assert_int_equal(getsockname(held, (struct sockaddr *)&address, &size), 0);
    snprintf(url, sizeof url, "http://127.0.0.1:%d", ntohs(address.sin_port));
    TESSERA_AUTO(tessera_client) client = tessera_client_new(&(tessera_client_options){.base_url = url}, &error);
    for (int i = 0; i < 250; i++)
        tessera_future_free(get_team(client, &t));
    drive(client);
    assert_int_equal(t.done, 250);
    assert_int_equal(t.last, TESSERA_E_CONNECTION);
    assert_status(tessera_teams_get(client, TEAM_ID, NULL, &error), TESSERA_E_CONNECTION, &error);
    assert_non_null(strstr(error.message, url));
    assert_true(error.retriable);
    close(held);
}

// A server that takes no more connections: calls run into their time limit, and leave no attempts behind.
static void test_hanging_connection(void **state) {
    enum { FILLERS = 4 };
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    char url[64];
    int fillers[FILLERS];
    tally t = {0};
    tessera_error error;
    (void)state;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(bind(listener, (struct sockaddr *)&address, size), 0);
    assert_int_equal(listen(listener, 0), 0);
    assert_int_equal(getsockname(listener, (struct sockaddr *)&address, &size), 0);
    for (int i = 0; i < FILLERS; i++) {
        fillers[i] = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
        int connected = connect(fillers[i], (struct sockaddr *)&address, size);
        assert_true(connected == 0 || errno == EINPROGRESS);
    }
    snprintf(url, sizeof url, "http://127.0.0.1:%d", ntohs(address.sin_port));
    tessera_client_options options = {.base_url = url, .timeout_ms = 100};
    TESSERA_AUTO(tessera_client) client = tessera_client_new(&options, &error);
    for (int i = 0; i < 10; i++)
        tessera_future_free(get_team(client, &t));
    assert_int_equal(((const pool *)(const void *)client->transport)->opening_count, 10);
    drive(client);
    assert_int_equal(t.done, 10);
    assert_int_equal(t.last, TESSERA_E_TIMEOUT);
    assert_int_equal(((const pool *)(const void *)client->transport)->count, 0);
    for (int i = 0; i < FILLERS; i++)
        close(fillers[i]);
    close(listener);
}

// A name with several addresses, of which not all answer.
static void test_localhost(void **state) {
    char url[64];
    tessera_error error;
    snprintf(url, sizeof url, "http://localhost:%d", scripted_server_port(*state));
    for (int i = 0; i < 10; i++) {
        TESSERA_AUTO(tessera_client) client = tessera_client_new(&(tessera_client_options){.base_url = url}, &error);
        assert_status(tessera_teams_get(client, TEAM_ID, NULL, &error), TESSERA_OK, &error);
    }
}

static void test_unknown_host(void **state) {
    tessera_error error;
    (void)state;
    TESSERA_AUTO(tessera_client)
    client =
        tessera_client_new(&(tessera_client_options){.base_url = "http://no-such-host.invalid", .proxy = ""}, &error);
    assert_status(tessera_teams_get(client, TEAM_ID, NULL, &error), TESSERA_E_CONNECTION, &error);
}

// --- kept-alive connections ------------------------------------------------------------------------------------------

// One that died while it rested costs nobody a failure.
static void test_dead_connection(void **state) {
    tessera_error error;
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){0});
    scripted_server_script(*state, &TEAM_REPLY, 1);
    assert_status(tessera_teams_get(client, TEAM_ID, NULL, &error), TESSERA_OK, &error);
    scripted_server_drop(*state);
    assert_status(tessera_teams_get(client, TEAM_ID, NULL, &error), TESSERA_OK, &error);
    scripted_server_drop(*state);
    tessera_client_wait(client, 1000);
    assert_status(tessera_teams_create(client, &(tessera_team_create){.name = "x"}, NULL, &error), TESSERA_OK, &error);
}

// What must not happen twice is not sent twice: a write that was cut off is reported.
static void test_no_replay_of_writes(void **state) {
    tessera_error error;
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){.retries = 5});
    scripted_reply replies[] = {TEAM_REPLY, {.reset = true}, TEAM_REPLY};
    scripted_server_script(*state, replies, 3);
    assert_status(tessera_teams_get(client, TEAM_ID, NULL, &error), TESSERA_OK, &error);
    assert_status(tessera_teams_update(client, TEAM_ID, &(tessera_team_update){.name = "x"}, NULL, &error),
                  TESSERA_E_CONNECTION, &error);
    assert_int_equal(scripted_server_requests(*state), 2);
    // With a key it may be repeated.
    scripted_server_script(*state, replies + 1, 2);
    tessera_client_next_call(client, &(tessera_call_options){.idempotency_key = "k"});
    assert_status(tessera_teams_update(client, TEAM_ID, &(tessera_team_update){.name = "x"}, NULL, &error), TESSERA_OK,
                  &error);
    assert_int_equal(scripted_server_requests(*state), 2);
}

static void test_connection_close(void **state) {
    tessera_error error;
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){0});
    scripted_reply reply = {.status = 200, .body = TEAM_JSON, .close = true};
    scripted_server_script(*state, &reply, 1);
    for (int i = 0; i < 3; i++)
        assert_status(tessera_teams_get(client, TEAM_ID, NULL, &error), TESSERA_OK, &error);
    assert_int_equal(scripted_server_connections(*state), 3);
}

static void test_surplus_bytes(void **state) {
    tessera_error error;
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){0});
    scripted_reply reply = {
        .raw = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"};
    scripted_server_script(*state, &reply, 1);
    assert_status(tessera_request(client, "GET", "/x", NULL, NULL, NULL, &error), TESSERA_OK, &error);
    scripted_server_script(*state, &TEAM_REPLY, 1);
    TESSERA_AUTO(tessera_team) team = NULL;
    assert_status(tessera_teams_get(client, TEAM_ID, &team, &error), TESSERA_OK, &error);
    assert_string_equal(team->name, "data-platform");
}

// --- retries ---------------------------------------------------------------------------------------------------------

static void test_retries(void **state) {
    tessera_error error;
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){.retries = 3});
    scripted_reply replies[] = {
        {.status = 503}, {.status = 502}, {.status = 429, .headers = "Retry-After: 0\r\n"}, TEAM_REPLY};
    scripted_server_script(*state, replies, 4);
    assert_status(tessera_teams_get(client, TEAM_ID, NULL, &error), TESSERA_OK, &error);
    assert_int_equal(scripted_server_requests(*state), 4);
    // A connection that breaks counts as a try, too.
    TESSERA_AUTO(tessera_client) fresh = client_of(*state, (tessera_client_options){.retries = 1});
    scripted_reply broken[] = {{.reset = true}, TEAM_REPLY};
    scripted_server_script(*state, broken, 2);
    assert_status(tessera_teams_get(fresh, TEAM_ID, NULL, &error), TESSERA_OK, &error);
    // One fewer than needed.
    scripted_server_script(*state, replies, 4);
    tessera_client_next_call(client, &(tessera_call_options){.retries = 1});
    assert_status(tessera_teams_get(client, TEAM_ID, NULL, &error), TESSERA_E_SERVER, &error);
    assert_int_equal(error.http_status, 502);
    assert_int_equal(scripted_server_requests(*state), 2);
    scripted_server_script(*state, replies, 4);
    tessera_client_next_call(client, &(tessera_call_options){.retries = -1});
    assert_status(tessera_teams_get(client, TEAM_ID, NULL, &error), TESSERA_E_SERVER, &error);
    assert_int_equal(scripted_server_requests(*state), 1);
    // Writes without a key are not repeated, other errors neither.
    scripted_server_script(*state, replies, 4);
    assert_status(tessera_teams_update(client, TEAM_ID, &(tessera_team_update){.name = "x"}, NULL, &error),
                  TESSERA_E_SERVER, &error);
    assert_status(tessera_teams_delete(client, TEAM_ID, NULL, &error), TESSERA_E_SERVER, &error);
    assert_int_equal(scripted_server_requests(*state), 2);
    scripted_reply wrong = {.status = 500};
    scripted_server_script(*state, &wrong, 1);
    assert_status(tessera_teams_get(client, TEAM_ID, NULL, &error), TESSERA_E_SERVER, &error);
    assert_int_equal(scripted_server_requests(*state), 1);
}

static void copy_key(scripted_server *server, char key[64]) {
    char request[SCRIPTED_REQUEST_BYTES];
    scripted_server_last(server, request);
    const char *at = strstr(request, "Idempotency-Key: ");
    snprintf(key, 64, "%.*s", at == NULL ? 0 : (int)strcspn(at, "\r"), at == NULL ? "" : at);
}

// A call that creates something gets a key of its own, the same for all its tries.
static void test_keys(void **state) {
    char keys[4][64];
    tessera_error error;
    scripted_reply replies[] = {{.status = 503}, TEAM_REPLY};
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){.retries = 1});
    TESSERA_AUTO(tessera_client) other = client_of(*state, (tessera_client_options){.retries = 1});
    TESSERA_AUTO(tessera_client) without = client_of(*state, (tessera_client_options){0});
    tessera_client *clients[] = {client, client, other, without};
    for (size_t i = 0; i < 4; i++) {
        scripted_server_script(*state, &replies[i == 0 ? 0 : 1], i == 0 ? 2 : 1);
        assert_status(tessera_teams_create(clients[i], &(tessera_team_create){.name = "x"}, NULL, &error), TESSERA_OK,
                      &error);
        assert_int_equal(scripted_server_requests(*state), i == 0 ? 2 : 1);
        copy_key(*state, keys[i]);
        assert_int_equal(strlen(keys[i]), i == 3 ? 0 : strlen("Idempotency-Key: auto-") + 36);
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(keys[i], keys[j]);
    }
    // One that is given is sent instead, and none where the call is to have no retries.
    tessera_client_next_call(client, &(tessera_call_options){.idempotency_key = "mine"});
    assert_status(tessera_teams_create(client, &(tessera_team_create){.name = "x"}, NULL, &error), TESSERA_OK, &error);
    copy_key(*state, keys[0]);
    assert_string_equal(keys[0], "Idempotency-Key: mine");
    tessera_client_next_call(client, &(tessera_call_options){.retries = TESSERA_NO_RETRIES});
    assert_status(tessera_teams_create(client, &(tessera_team_create){.name = "x"}, NULL, &error), TESSERA_OK, &error);
    copy_key(*state, keys[0]);
    assert_string_equal(keys[0], "");
    assert_status(tessera_teams_update(client, TEAM_ID, &(tessera_team_update){.name = "x"}, NULL, &error), TESSERA_OK,
                  &error);
    copy_key(*state, keys[0]);
    assert_string_equal(keys[0], "");
}

// A pause that would outlast the time limit is not begun.
static void test_retry_after_beyond_limit(void **state) {
    tessera_error error;
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){.retries = 3, .timeout_ms = 3000});
    scripted_reply busy = {.status = 429, .headers = "Retry-After: 3600\r\n"};
    scripted_server_script(*state, &busy, 1);
    assert_status(tessera_teams_get(client, TEAM_ID, NULL, &error), TESSERA_E_RATE_LIMITED, &error);
    assert_true(error.retry_after == 3600);
    assert_int_equal(scripted_server_requests(*state), 1);
}

// --- many ------------------------------------------------------------------------------------------------------------

static void test_many(void **state) {
    enum { CALLS = 3000 };
    tally t = {0};
    TESSERA_AUTO(tessera_client) client = client_of(*state, (tessera_client_options){.max_connections = 64});
    scripted_server_script(*state, &TEAM_REPLY, 1);
    for (size_t i = 0; i < CALLS; i++)
        tessera_future_free(get_team(client, &t));
    drive(client);
    assert_int_equal(t.succeeded, CALLS);
    assert_int_equal(scripted_server_requests(*state), CALLS);
    assert_true(scripted_server_connections(*state) <= 64);
}

// Calls that wait for a connection have their time limit, too.
static void test_timeout_in_queue(void **state) {
    tally t = {0};
    TESSERA_AUTO(tessera_client)
    client = client_of(*state, (tessera_client_options){.max_connections = 1, .timeout_ms = 80});
    scripted_reply silence = {.status = 0};
    scripted_server_script(*state, &silence, 1);
    for (int i = 0; i < 10; i++)
        tessera_future_free(get_team(client, &t));
    drive(client);
    assert_int_equal(t.done, 10);
    assert_int_equal(t.last, TESSERA_E_TIMEOUT);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_each_fault, start, stop),
        cmocka_unit_test_setup_teardown(test_mixed_faults, start, stop),
        cmocka_unit_test_setup_teardown(test_dribble, start, stop),
        cmocka_unit_test_setup_teardown(test_large, start, stop),
        cmocka_unit_test_setup_teardown(test_large_request, start, stop),
        cmocka_unit_test_setup_teardown(test_refused_upload, start, stop),
        cmocka_unit_test_setup_teardown(test_refused_connection, start, stop),
        cmocka_unit_test_setup_teardown(test_hanging_connection, start, stop),
        cmocka_unit_test_setup_teardown(test_localhost, start, stop),
        cmocka_unit_test_setup_teardown(test_unknown_host, start, stop),
        cmocka_unit_test_setup_teardown(test_dead_connection, start, stop),
        cmocka_unit_test_setup_teardown(test_no_replay_of_writes, start, stop),
        cmocka_unit_test_setup_teardown(test_connection_close, start, stop),
        cmocka_unit_test_setup_teardown(test_surplus_bytes, start, stop),
        cmocka_unit_test_setup_teardown(test_retries, start, stop),
        cmocka_unit_test_setup_teardown(test_keys, start, stop),
        cmocka_unit_test_setup_teardown(test_retry_after_beyond_limit, start, stop),
        cmocka_unit_test_setup_teardown(test_many, start, stop),
        cmocka_unit_test_setup_teardown(test_timeout_in_queue, start, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
