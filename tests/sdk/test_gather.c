// Groups of futures under each policy.
#include "sdk_unit.h"

static int start(void **state) {
    *state = scripted_server_start(&TEAM_REPLY, 1);
    return 0;
}

static int stop(void **state) {
    scripted_server_stop(*state);
    return 0;
}

enum { CHILDREN = 3 };

typedef struct setup {
    tessera_client *client;
    tessera_future *children[CHILDREN];
    tessera_future *group;
    tally children_tally, group_tally;
    size_t children_done_before; // when the group's callback ran
} setup;

static void group_done(tessera_future *f, void *user) {
    setup *s = user;
    tally_done(f, &s->group_tally);
    s->children_done_before = s->children_tally.done;
}

// Three calls, one after the other over one connection, so that their order is the script's.
static setup begin(void **state, const scripted_reply *replies, size_t count, int policy) {
    setup s = {.client = client_of(*state, (tessera_client_options){.max_connections = 1})};
    scripted_server_script(*state, replies, count);
    for (size_t i = 0; i < CHILDREN; i++)
        s.children[i] = tessera_teams_get_async(s.client, TEAM_ID);
    s.group = tessera_future_all(s.children, CHILDREN, policy);
    return s;
}

static void run(setup *s) {
    for (size_t i = 0; i < CHILDREN; i++)
        tessera_future_on_done(s->children[i], tally_done, &s->children_tally);
    tessera_future_on_done(s->group, group_done, s);
    assert_int_equal(s->group_tally.done, 0);
    drive(s->client);
    assert_int_equal(s->group_tally.done, 1);
    assert_int_equal(s->children_tally.done, CHILDREN);
}

static void end(setup *s) {
    tessera_futures_free(s->children, CHILDREN);
    tessera_future_free(s->group);
    tessera_client_free(s->client);
}

static const scripted_reply failure = {.status = 404};

static void test_all(void **state) {
    setup s = begin(state, &TEAM_REPLY, 1, TESSERA_GATHER_ALL);
    run(&s);
    assert_int_equal(s.group_tally.last, TESSERA_OK);
    assert_int_equal(s.children_done_before, CHILDREN);
    assert_int_equal(tessera_future_count(s.group), CHILDREN);
    assert_null(tessera_future_decisive(s.group));
    for (size_t i = 0; i < CHILDREN; i++) {
        TESSERA_AUTO(tessera_team) team = NULL;
        assert_ptr_equal(tessera_future_child(s.group, i), s.children[i]);
        assert_int_equal(tessera_teams_get_result(s.children[i], &team, NULL), TESSERA_OK);
        assert_string_equal(team->name, "data-platform");
    }
    assert_null(tessera_future_child(s.group, CHILDREN));
    assert_int_equal(tessera_future_take(s.group, NULL, NULL), TESSERA_OK);
    end(&s);
}

static void test_all_failing(void **state) {
    scripted_reply replies[] = {TEAM_REPLY, failure, TEAM_REPLY};
    setup s = begin(state, replies, 3, TESSERA_GATHER_ALL);
    run(&s);
    assert_int_equal(s.group_tally.last, TESSERA_E_NOT_FOUND);
    assert_ptr_equal(tessera_future_decisive(s.group), s.children[1]);
    assert_int_equal(tessera_future_error(s.group)->http_status, 404);
    assert_int_equal(tessera_future_status(s.children[0]), TESSERA_OK);
    assert_int_equal(tessera_future_status(s.children[2]), TESSERA_E_CANCELLED);
    end(&s);
}

static void test_all_keep_going(void **state) {
    scripted_reply replies[] = {failure, TEAM_REPLY, failure};
    setup s = begin(state, replies, 3, TESSERA_GATHER_ALL | TESSERA_GATHER_KEEP_GOING);
    run(&s);
    assert_int_equal(s.group_tally.last, TESSERA_OK);
    assert_int_equal(s.children_done_before, CHILDREN);
    assert_int_equal(tessera_future_status(s.children[0]), TESSERA_E_NOT_FOUND);
    assert_int_equal(tessera_future_status(s.children[1]), TESSERA_OK);
    end(&s);
}

static void test_any(void **state) {
    scripted_reply replies[] = {failure, TEAM_REPLY, {.status = 0}};
    setup s = begin(state, replies, 3, TESSERA_GATHER_ANY);
    run(&s);
    assert_int_equal(s.group_tally.last, TESSERA_OK);
    assert_ptr_equal(tessera_future_decisive(s.group), s.children[1]);
    assert_int_equal(tessera_future_status(s.children[2]), TESSERA_E_CANCELLED);
    end(&s);
}

static void test_any_keep_going(void **state) {
    setup s = begin(state, &TEAM_REPLY, 1, TESSERA_GATHER_ANY | TESSERA_GATHER_KEEP_GOING);
    run(&s);
    assert_int_equal(s.group_tally.last, TESSERA_OK);
    assert_int_equal(s.children_tally.succeeded, CHILDREN);
    end(&s);
}

static void test_any_failing(void **state) {
    scripted_reply replies[] = {failure, failure, {.status = 409}};
    setup s = begin(state, replies, 3, TESSERA_GATHER_ANY);
    run(&s);
    assert_int_equal(s.group_tally.last, TESSERA_E_CONFLICT);
    assert_ptr_equal(tessera_future_decisive(s.group), s.children[2]);
    end(&s);
}

static void test_cancel(void **state) {
    scripted_reply silence = {.status = 0};
    setup s = begin(state, &silence, 1, TESSERA_GATHER_ALL);
    tessera_future_cancel(s.group);
    run(&s);
    assert_int_equal(s.group_tally.last, TESSERA_E_CANCELLED);
    assert_int_equal(s.children_tally.last, TESSERA_E_CANCELLED);
    end(&s);
}

static void test_wait_and_early_free(void **state) {
    setup s = begin(state, &TEAM_REPLY, 1, TESSERA_GATHER_ALL);
    // The group keeps its children.
    tessera_futures_free(s.children, CHILDREN);
    assert_int_equal(tessera_future_wait(s.group, 5000), TESSERA_OK);
    assert_int_equal(tessera_future_status(s.group), TESSERA_OK);
    TESSERA_AUTO(tessera_team) team = NULL;
    assert_int_equal(tessera_teams_get_result(tessera_future_child(s.group, 2), &team, NULL), TESSERA_OK);
    tessera_future_free(s.group);
    tessera_client_free(s.client);
}

static void test_group_given_up(void **state) {
    setup s = begin(state, &TEAM_REPLY, 1, TESSERA_GATHER_ALL);
    tessera_future_free(s.group);
    s.group = NULL;
    for (size_t i = 0; i < CHILDREN; i++)
        tessera_future_on_done(s.children[i], tally_done, &s.children_tally);
    drive(s.client);
    assert_int_equal(s.children_tally.succeeded, CHILDREN);
    end(&s);
}

static void test_of_done(void **state) {
    setup s = begin(state, &TEAM_REPLY, 1, TESSERA_GATHER_ALL);
    run(&s);
    tally t = {0};
    TESSERA_AUTO(tessera_future) again = tessera_future_all(s.children, CHILDREN, TESSERA_GATHER_ALL);
    tessera_future_on_done(again, tally_done, &t);
    assert_int_equal(t.done, 0);
    drive(s.client);
    assert_int_equal(t.succeeded, 1);
    TESSERA_AUTO(tessera_future) any = tessera_future_all(s.children, CHILDREN, TESSERA_GATHER_ANY);
    assert_int_equal(tessera_future_status(any), TESSERA_OK);
    end(&s);
}

static void test_nested_and_twice(void **state) {
    setup s = begin(state, &TEAM_REPLY, 1, TESSERA_GATHER_ALL);
    tally t = {0};
    TESSERA_AUTO(tessera_future)
    outer = tessera_future_all((tessera_future *const[]){s.group, s.children[0], s.children[0]}, 3, TESSERA_GATHER_ALL);
    tessera_future_on_done(outer, tally_done, &t);
    run(&s);
    assert_int_equal(t.succeeded, 1);
    end(&s);
}

static void test_empty_and_misuse(void **state) {
    tally t = {0};
    (void)state;
    TESSERA_AUTO(tessera_future) empty = tessera_future_all(NULL, 0, TESSERA_GATHER_ALL);
    assert_int_equal(tessera_future_status(empty), TESSERA_OK);
    tessera_future_on_done(empty, tally_done, &t);
    assert_int_equal(t.succeeded, 1);
    TESSERA_AUTO(tessera_client) one = client_of(*state, (tessera_client_options){0});
    TESSERA_AUTO(tessera_client) two = client_of(*state, (tessera_client_options){0});
    TESSERA_AUTO(tessera_future) a = tessera_teams_get_async(one, TEAM_ID);
    TESSERA_AUTO(tessera_future) b = tessera_teams_get_async(two, TEAM_ID);
    TESSERA_AUTO(tessera_future) mixed = tessera_future_all((tessera_future *const[]){a, b}, 2, TESSERA_GATHER_ALL);
    assert_int_equal(tessera_future_status(mixed), TESSERA_E_USAGE);
    TESSERA_AUTO(tessera_future) policy = tessera_future_all((tessera_future *const[]){a}, 1, 77);
    assert_int_equal(tessera_future_status(policy), TESSERA_E_USAGE);
    TESSERA_AUTO(tessera_future)
    missing = tessera_future_all((tessera_future *const[]){a, NULL}, 2, TESSERA_GATHER_ALL);
    assert_int_equal(tessera_future_status(missing), TESSERA_E_USAGE);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_all, start, stop),
        cmocka_unit_test_setup_teardown(test_all_failing, start, stop),
        cmocka_unit_test_setup_teardown(test_all_keep_going, start, stop),
        cmocka_unit_test_setup_teardown(test_any, start, stop),
        cmocka_unit_test_setup_teardown(test_any_keep_going, start, stop),
        cmocka_unit_test_setup_teardown(test_any_failing, start, stop),
        cmocka_unit_test_setup_teardown(test_cancel, start, stop),
        cmocka_unit_test_setup_teardown(test_wait_and_early_free, start, stop),
        cmocka_unit_test_setup_teardown(test_group_given_up, start, stop),
        cmocka_unit_test_setup_teardown(test_of_done, start, stop),
        cmocka_unit_test_setup_teardown(test_nested_and_twice, start, stop),
        cmocka_unit_test_setup_teardown(test_empty_and_misuse, start, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
