// The mock in time: delays, waits that are skipped, calls and clients that end early, event loops.
#include "mock_scene.h"
#include <time.h>

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
    scene s = begin((tessera_client_options){.retries = 3, .timeout_ms = INT64_C(3600) * 1000});
    int64_t start = milliseconds();
    tessera_mock_skip_waits(s.mock, true);
    tessera_mock_rule *rule = tessera_mock_on_call(s.mock, TESSERA_CALL_TEAMS_GET);
    tessera_mock_reply_with(
        rule, &(tessera_mock_reply){.status = 429, .headers = (const char *const[]){"Retry-After: 600", NULL}});
    tessera_mock_reply_with(rule, &(tessera_mock_reply){.failure = TESSERA_MOCK_REFUSED});
    tessera_mock_reply_with(rule,
                            &(tessera_mock_reply){.status = 200, .body = TEAM_JSON, .delay_ms = INT64_C(600) * 1000});
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
    assert_int_equal(tessera_future_wait(f, INT64_C(1800) * 1000), TESSERA_E_TIMEOUT);
    assert_int_equal(tessera_client_poll(s.client, INT64_C(1700) * 1000), 0);
    assert_int_equal(tessera_client_poll(s.client, INT64_C(200) * 1000), 1);
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
    // Late by the clock of the mock, which skips it; far more than it takes to make all calls, however busy the machine is.
    enum { CALLS = 1000, LATE = 20000 };
    static tessera_future *calls[CALLS];
    (void)state;
    scene s = begin((tessera_client_options){0});
    tessera_mock_skip_waits(s.mock, true);
    tessera_mock_rule *rule = tessera_mock_on_call(s.mock, TESSERA_CALL_TEAMS_GET);
    tessera_mock_reply_with(rule, &(tessera_mock_reply){.body = TEAM_JSON, .delay_ms = LATE, .times = CALLS});
    tessera_mock_reply_with(rule, &(tessera_mock_reply){.body = TEAM_JSON, .delay_ms = LATE, .times = CALLS / 2});
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
        cmocka_unit_test(test_delay),       cmocka_unit_test(test_skipped_waits),
        cmocka_unit_test(test_order),       cmocka_unit_test(test_cancel_and_close),
        cmocka_unit_test(test_gather),      cmocka_unit_test(test_two_clients),
        cmocka_unit_test(test_full_record), cmocka_unit_test(test_loops),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
