// The JSON parsing test suite: y_ files must be accepted, n_ files refused, i_ files only handled.
#include "suite.h"

#include "base/json.h"

// What was accepted must print, read back equal, and hash alike.
static void check_round_trip(arena *a, const json_value *value) {
    size_t length;
    const char *printed = json_print(a, value, &length);
    json_error error;
    const json_value *again = json_parse(a, (text){printed, length}, JSON_DEPTH_DEFAULT, &error);
    assert_non_null(again);
    assert_true(json_equal(value, again));
    assert_true(json_hash(value) == json_hash(again));
}

static void check_file(const char *name, const char *bytes, size_t length, void *data) {
    unsigned *counts = data;
    if (strchr("yni", name[0]) == NULL || name[1] != '_')
        return;
    arena *a = arena_new(0);
    text source = {bytes, length};
    json_error error = {0};
    const json_value *value = json_parse(a, source, JSON_DEPTH_DEFAULT, &error);
    if (name[0] == 'y' && value == NULL)
        fail_msg("%s refused at byte %zu: %s", name, error.offset, error.message);
    if (name[0] == 'n' && value != NULL)
        fail_msg("%s accepted", name);
    if (value != NULL)
        check_round_trip(a, value);
    else
        assert_true(error.message != NULL && error.offset <= source.length);
    counts[name[0] == 'y' ? 0 : name[0] == 'n' ? 1 : 2]++;
    arena_free(a);
}

static void parsing_suite(void **state) {
    (void)state;
    unsigned counts[3] = {0};
    suite_run("data/json-test-suite/test_parsing", check_file, counts);
    print_message("accepted %u of y_, refused %u of n_, handled %u of i_\n", counts[0], counts[1], counts[2]);
    assert_true(counts[0] >= 90 && counts[1] >= 180 && counts[2] >= 30);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(parsing_suite)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
