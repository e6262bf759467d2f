// tesserad behind a proxy that cuts, dribbles, garbles and falls silent: every call completes exactly once, with the
// right result or the right error, and what was written is written once. What happens to a connection follows from its
// number and the seed; PROXY_SEED sets another.
#include "faulty_proxy.h"
#include "real_server.h"
#include <unistd.h>

enum { TEAMS = 60 };

// What the proxy does, connection by connection.
typedef struct plans {
    uint64_t seed;
    proxy_plan fixed;  // of every connection, unless mixed
    bool mixed;        // by seed and number
    bool only_cutting; // no fault that a retry cannot mend
    size_t faulty;     // connections from this number on are passed on
} plans;

// splitmix64
static uint64_t mix(uint64_t z) {
    z += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

static proxy_plan plan(size_t number, void *user) {
    static const proxy_fault faults[] = {PROXY_REFUSE, PROXY_CUT,    PROXY_RESET,  PROXY_SWALLOW,
                                         PROXY_SLOW,   PROXY_GARBLE, PROXY_SILENT, PROXY_NONE};
    const plans *p = user;
    if (!p->mixed)
        return p->fixed;
    uint64_t random = mix(p->seed + number);
    if (number >= p->faulty)
        return (proxy_plan){PROXY_NONE, 0};
    return (proxy_plan){faults[random % (p->only_cutting ? 5 : 8)], 1 + (random >> 8) % 6000};
}

static uint64_t seed_of_run(void) {
    const char *given = getenv("PROXY_SEED");
    return given == NULL ? 20261122 : strtoull(given, NULL, 10);
}

// --- one fault at a time ---------------------------------------------------------------------------------------------

// A page of teams is well over 8000 bytes, its head well below 1000.
static const struct {
    const char *name;
    proxy_plan plan;
    tessera_status status;
} cases[] = {
    {"none", {PROXY_NONE, 0}, TESSERA_OK},
    {"refused", {PROXY_REFUSE, 0}, TESSERA_E_CONNECTION},
    {"slow", {PROXY_SLOW, 100}, TESSERA_OK},
    {"very slow", {PROXY_SLOW, 7}, TESSERA_OK},
    {"cut before the reply", {PROXY_CUT, 0}, TESSERA_E_CONNECTION},
    {"cut in the head", {PROXY_CUT, 20}, TESSERA_E_CONNECTION},
    {"cut in the body", {PROXY_CUT, 5000}, TESSERA_E_CONNECTION},
    {"reset in the head", {PROXY_RESET, 20}, TESSERA_E_CONNECTION},
    {"reset in the body", {PROXY_RESET, 5000}, TESSERA_E_CONNECTION},
    {"request swallowed", {PROXY_SWALLOW, 0}, TESSERA_E_CONNECTION},
    {"request cut", {PROXY_SWALLOW, 30}, TESSERA_E_CONNECTION},
    {"garbled status line", {PROXY_GARBLE, 6}, TESSERA_E_PROTOCOL},
    {"garbled body", {PROXY_GARBLE, 2000}, TESSERA_E_PROTOCOL},
    {"garbled later", {PROXY_GARBLE, 7500}, TESSERA_E_PROTOCOL},
    {"silent", {PROXY_SILENT, 0}, TESSERA_E_TIMEOUT},
    {"silent in the head", {PROXY_SILENT, 20}, TESSERA_E_TIMEOUT},
    {"silent in the body", {PROXY_SILENT, 5000}, TESSERA_E_TIMEOUT},
};

static void test_each_fault(void **state) {
    tessera_error error;
    char name[64];
    TESSERA_AUTO(tessera_client) direct = real_client((tessera_client_options){0});
    for (int i = 0; i < TEAMS; i++) {
        snprintf(name, sizeof name, "proxied %02d", i);
        tessera_team_free(real_team(direct, name));
    }
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        plans p = {.fixed = cases[i].plan};
        faulty_proxy *proxy = faulty_proxy_start(real_server_port(*state), plan, &p);
        int64_t limit = cases[i].status == TESSERA_E_TIMEOUT ? 150 : 30000;
        tessera_client *client =
            real_client((tessera_client_options){.base_url = faulty_proxy_url(proxy), .timeout_ms = limit});
        TESSERA_AUTO(tessera_team_page) page = NULL;
        int status = tessera_teams_list(client, &(tessera_team_list_query){.name = "proxied"}, &page, &error);
        if (status != (int)cases[i].status)
            fail_msg("%s: %s: %s", cases[i].name, tessera_status_name(status), status == 0 ? "" : error.message);
        if (status == TESSERA_OK) {
            assert_int_equal(page->count, TEAMS);
            assert_string_equal(page->items[TEAMS - 1]->name, "proxied 59");
        }
        tessera_client_free(client);
        faulty_proxy_stop(proxy);
    }
}

// --- all at once -----------------------------------------------------------------------------------------------------

typedef struct storm {
    tally tally;
    size_t counts[TESSERA_E_HTTP + 1]; // by status
    size_t wrong;                      // results that are not what was asked for
    const char *team_id;
    char problem[256]; // the last error
} storm;

static void count(storm *s, tessera_future *f) {
    tally_done(f, &s->tally);
    s->counts[s->tally.last]++;
    if (s->tally.last != TESSERA_OK)
        snprintf(s->problem, sizeof s->problem, "%.250s", tessera_future_error(f)->message);
}

static void list_done(tessera_future *f, void *user) {
    storm *s = user;
    TESSERA_AUTO(tessera_team_page) page = NULL;
    count(s, f);
    if (tessera_teams_list_result(f, &page, NULL) == TESSERA_OK)
        s->wrong += page->count != TEAMS || strcmp(page->items[TEAMS - 1]->name, "proxied 59") != 0;
    tessera_future_free(f);
}

static void get_done(tessera_future *f, void *user) {
    storm *s = user;
    TESSERA_AUTO(tessera_team) team = NULL;
    count(s, f);
    if (tessera_teams_get_result(f, &team, NULL) == TESSERA_OK)
        s->wrong += strcmp(team->id, s->team_id) != 0;
    tessera_future_free(f);
}

static void create_done(tessera_future *f, void *user) {
    count(user, f);
}

static void drive_to_end(tessera_client *client) {
    while (tessera_client_pending(client) > 0)
        tessera_client_poll(client, -1);
    while (tessera_client_dispatch(client) > 0)
        ;
}

// How many teams of that name there are.
static int64_t teams_named(tessera_client *direct, const char *name) {
    tessera_error error;
    TESSERA_AUTO(tessera_team_page) page = NULL;
    assert_status(tessera_teams_list(direct, &(tessera_team_list_query){.name = name}, &page, &error), TESSERA_OK,
                  &error);
    return page->total;
}

// Sends `calls` reads and, as every fifth call, a write under a name of its own, whose future is kept.
static void send_all(tessera_client *client, storm *s, const char *prefix, tessera_future **creates, size_t calls,
                     bool with_keys) {
    char name[64];
    for (size_t i = 0; i < calls; i++) {
        snprintf(name, sizeof name, "%s-%03zu", prefix, i);
        if (with_keys)
            tessera_client_next_call(client, &(tessera_call_options){.idempotency_key = name});
        creates[i] = tessera_teams_create_async(client, &(tessera_team_create){.name = name});
        tessera_future_on_done(creates[i], create_done, s);
        for (int j = 0; j < 3; j++)
            tessera_future_on_done(tessera_teams_get_async(client, s->team_id), get_done, s);
        tessera_future_on_done(tessera_teams_list_async(client, &(tessera_team_list_query){.name = "proxied"}),
                               list_done, s);
    }
}

static void test_storm(void **state) {
    enum { WRITES = 100 };
    static tessera_future *creates[WRITES];
    char name[64];
    plans p = {.seed = seed_of_run(), .mixed = true, .faulty = SIZE_MAX};
    storm s = {.wrong = 0};
    TESSERA_AUTO(tessera_client) direct = real_client((tessera_client_options){0});
    TESSERA_AUTO(tessera_team) team = real_team(direct, "storm of all");
    faulty_proxy *proxy = faulty_proxy_start(real_server_port(*state), plan, &p);
    s.team_id = team->id;
    // What falls silent is in the way of others until its time is over.
    tessera_client *client = real_client(
        (tessera_client_options){.base_url = faulty_proxy_url(proxy), .max_connections = 24, .timeout_ms = 3000});
    send_all(client, &s, "stormy", creates, WRITES, false);
    drive_to_end(client);
    tessera_client_free(client);
    faulty_proxy_stop(proxy);
    assert_int_equal(s.tally.done, WRITES * 5);
    assert_int_equal(s.wrong, 0);
    size_t known = s.counts[TESSERA_OK] + s.counts[TESSERA_E_CONNECTION] + s.counts[TESSERA_E_PROTOCOL] +
                   s.counts[TESSERA_E_TIMEOUT];
    assert_int_equal(known, WRITES * 5);
    assert_true(s.counts[TESSERA_OK] > 0 && s.counts[TESSERA_E_CONNECTION] > 0 && s.counts[TESSERA_E_PROTOCOL] > 0);
    // A write that succeeded is there, one that failed may be; none was sent twice, which would be a conflict.
    for (size_t i = 0; i < WRITES; i++) {
        snprintf(name, sizeof name, "stormy-%03zu", i);
        int64_t there = teams_named(direct, name);
        if (there > 1 || (there == 0 && tessera_future_status(creates[i]) == TESSERA_OK))
            fail_msg("%s: %s, but there are %d", name, tessera_status_name((int)tessera_future_status(creates[i])),
                     (int)there);
    }
    tessera_futures_free(creates, WRITES);
}

// With retries, and keys for the writes, everything comes through.
static void test_storm_with_retries(void **state) {
    enum { WRITES = 60 };
    static tessera_future *creates[WRITES];
    char name[64];
    plans p = {.seed = seed_of_run() + 1, .mixed = true, .only_cutting = true, .faulty = 150};
    storm s = {.wrong = 0};
    TESSERA_AUTO(tessera_client) direct = real_client((tessera_client_options){0});
    TESSERA_AUTO(tessera_team) team = real_team(direct, "storm with retries");
    faulty_proxy *proxy = faulty_proxy_start(real_server_port(*state), plan, &p);
    s.team_id = team->id;
    tessera_client *client = real_client((tessera_client_options){
        .base_url = faulty_proxy_url(proxy), .max_connections = 24, .timeout_ms = 60000, .retries = 40});
    send_all(client, &s, "mended", creates, WRITES, true);
    drive_to_end(client);
    if (s.counts[TESSERA_OK] != (size_t)WRITES * 5)
        fail_msg("%zu calls failed, the last one: %s", (size_t)WRITES * 5 - s.counts[TESSERA_OK], s.problem);
    assert_int_equal(s.wrong, 0);
    for (size_t i = 0; i < WRITES; i++) {
        snprintf(name, sizeof name, "mended-%03zu", i);
        assert_int_equal(teams_named(direct, name), 1);
    }
    tessera_futures_free(creates, WRITES);
    tessera_client_free(client);
    faulty_proxy_stop(proxy);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_fault),
        cmocka_unit_test(test_storm),
        cmocka_unit_test(test_storm_with_retries),
    };
    alarm(110); // what hangs is ended
    return cmocka_run_group_tests(tests, real_server_setup, real_server_teardown);
}
