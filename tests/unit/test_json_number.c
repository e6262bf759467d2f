#include "json_unit.h"

#include <locale.h>
#include <math.h>

static void equality_is_mathematical(void **state) {
    (void)state;
    static const struct {
        const char *a;
        const char *b;
        bool equal;
    } rows[] = {
        {"1", "1.0", true},
        {"1", "1e0", true},
        {"1", "10e-1", true},
        {"1", "0.1e1", true},
        {"1", "0.01E+2", true},
        {"100", "1e2", true},
        {"100", "1.00e2", true},
        {"1", "-1", false},
        {"0", "-0", true},
        {"0", "-0.000e99", true},
        {"0", "0e-5", true},
        {"0", "1e-400", false},
        {"1e-400", "10e-401", true},
        {"1e400", "1e401", false},
        {"1e400", "10e399", true},
        {"18446744073709551615", "18446744073709551616", false},
        {"18446744073709551616", "18446744073709551616.0", true},
        {"18446744073709551616", "1.8446744073709551616e19", true},
        {"0.1", "0.10000000000000000000000000000000001", false},
        {"123.456", "123456e-3", true},
        {"123.456", "1234.56", false},
        {"102", "12", false},
        {"1.02", "1.2", false},
        {"0.001", "1e-3", true},
        {"0.001", "1e-4", false},
        {"10", "1", false},
        {"1e10000000000000000000000", "10e9999999999999999999999", true},
        {"1e10000000000000000000000", "1e9999999999999999999999", false},
        {"1e10000000000000000000000", "1e-10000000000000000000000", false},
        {"1e-10000000000000000000000", "0.1e-9999999999999999999999", true},
        {"1e-10000000000000000000000", "0.01e-9999999999999999999998", true},
        {"1e20000000000000000000000", "1e10000000000000000000000", false},
        {"1e0000000000000000000000000001", "10", true},
        {"100000000000000000000e-20", "1", true},
        {"1e100000000000000000", "1e100000000000000001", false},
        {"1e99999999999999999", "10e99999999999999998", true},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        arena *a = arena_new(0);
        const json_value *left = parse(a, rows[i].a);
        const json_value *right = parse(a, rows[i].b);
        if (json_equal(left, right) != rows[i].equal || json_equal(right, left) != rows[i].equal)
            fail_msg("%s and %s", rows[i].a, rows[i].b);
        if (rows[i].equal && json_hash(left) != json_hash(right))
            fail_msg("hashes of %s and %s", rows[i].a, rows[i].b);
        arena_free(a);
    }
}

static void hashes_of_different_numbers_differ(void **state) {
    (void)state;
    static const char *const rows[] = {"0",
                                       "1",
                                       "-1",
                                       "10",
                                       "0.1",
                                       "1.5",
                                       "15",
                                       "-1.5",
                                       "1e400",
                                       "18446744073709551615",
                                       "1e20",
                                       "-1e20",
                                       "18446744073709551616",
                                       "1e-400"};
    arena *a = arena_new(0);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        for (size_t k = 0; k < i; k++)
            assert_true(json_hash(parse(a, rows[i])) != json_hash(parse(a, rows[k])));
    arena_free(a);
}

static void integers(void **state) {
    (void)state;
    static const struct {
        const char *source;
        bool exact;
        int64_t value;
    } rows[] = {
        {"0", true, 0},
        {"-0", true, 0},
        {"-0.0e7", true, 0},
        {"7", true, 7},
        {"1.0", true, 1},
        {"1e2", true, 100},
        {"-1.5e1", true, -15},
        {"1500e-2", true, 15},
        {"0.000012e6", true, 12},
        {"9223372036854775807", true, INT64_MAX},
        {"9223372036854775807.000", true, INT64_MAX},
        {"922337203685477580.7e1", true, INT64_MAX},
        {"-9223372036854775808", true, INT64_MIN},
        {"-9223372036854775808.0", true, INT64_MIN},
        {"9223372036854775808", false, 0},
        {"9223372036854775808.0", false, 0},
        {"-9223372036854775809.0", false, 0},
        {"1e19", false, 0},
        {"1e18", true, INT64_C(1000000000000000000)},
        {"1e400", false, 0},
        {"1e99999999999999999999", false, 0},
        {"1e-99999999999999999999", false, 0},
        {"0e99999999999999999999", true, 0},
        {"1.5", false, 0},
        {"1e-1", false, 0},
        {"0.1", false, 0},
        {"\"1\"", false, 0},
        {"true", false, 0},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        arena *a = arena_new(0);
        int64_t value = 4711;
        bool exact = json_to_int64(parse(a, rows[i].source), &value);
        if (exact != rows[i].exact || value != (exact ? rows[i].value : 4711))
            fail_msg("%s gave %d, %lld", rows[i].source, exact, (long long)value);
        arena_free(a);
    }
    int64_t value;
    assert_false(json_to_int64(NULL, &value));
}

static void doubles(void **state) {
    (void)state;
    static const struct {
        const char *source;
        double value;
    } rows[] = {
        {"0", 0.0},
        {"-7", -7.0},
        {"0.1", 0.1},
        {"999999999999999", 999999999999999.0},
        {"9007199254740993", 9007199254740992.0}, // half way: to even
        {"9007199254740993.0000000000000000000001", 9007199254740994.0},
        {"1.7976931348623157e308", 1.7976931348623157e308},
        {"5e-324", 5e-324},
        {"1e400", HUGE_VAL},
        {"-1e400", -HUGE_VAL},
        {"1e-400", 0.0},
    };
    arena *a = arena_new(0);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        if (json_to_double(parse(a, rows[i].source)) != rows[i].value)
            fail_msg("%s gave %a", rows[i].source, json_to_double(parse(a, rows[i].source)));
    assert_true(signbit(json_to_double(parse(a, "-0"))));
    assert_true(json_to_double(parse(a, "null")) == 0);
    arena_free(a);
}

static const char *double_text(arena *a, double value) {
    buffer out;
    buffer_init(&out, 64);
    json_writer w = json_writer_on(&out);
    json_double(&w, value);
    assert_false(out.failed);
    const char *result = arena_text(a, buffer_text(&out));
    buffer_done(&out);
    return result;
}

static void shortest_texts(void **state) {
    (void)state;
    static const struct {
        double value;
        const char *text;
    } rows[] = {
        {0.0, "0"},
        {-0.0, "-0"},
        {1.0, "1"},
        {-2.5, "-2.5"},
        {0.1, "0.1"},
        {0.30000000000000004, "0.30000000000000004"},
        {100.0, "100"},
        {1e16, "10000000000000000"},
        {12345678901234568.0, "12345678901234568"},
        {123456789012345680.0, "1.2345678901234568e17"},
        {1e21, "1e21"},
        {1.5e300, "1.5e300"},
        {0.0001, "0.0001"},
        {0.00001, "1e-5"},
        {1.25e-7, "1.25e-7"},
        {5e-324, "5e-324"},
        {2.2250738585072014e-308, "2.2250738585072014e-308"},
        {1.7976931348623157e308, "1.7976931348623157e308"},
        {9007199254740993.0, "9007199254740992"},
        {9.5367431640625e-07, "9.5367431640625e-7"},
        {7.120236347223045e-307, "7.120236347223045e-307"}, // a power of two: read back only from above
        {NAN, "null"},
        {HUGE_VAL, "null"},
        {-HUGE_VAL, "null"},
    };
    arena *a = arena_new(0);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        assert_string_equal(double_text(a, rows[i].value), rows[i].text);
    arena_free(a);
}

static uint64_t next_random(uint64_t *state) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return *state ^ *state >> 29;
}

static void doubles_round_trip(void **state) {
    (void)state;
    uint64_t random = 42;
    for (int i = 0; i < 20000; i++) {
        arena *a = arena_new(0);
        uint64_t bits = next_random(&random);
        if (i < 2048) // every power of two and its neighbours
            bits = (uint64_t)i << 52;
        else if (i < 4096)
            bits = ((uint64_t)(i - 2048) << 52) - 1;
        double value;
        memcpy(&value, &bits, sizeof(value));
        const char *written = double_text(a, value);
        if (isfinite(value) && json_to_double(parse(a, written)) != value)
            fail_msg("%a gave %s", value, written);
        assert_true(strlen(written) <= 25);
        arena_free(a);
    }
}

// A process with another locale reads and writes the same JSON.
static void locales_do_not_matter(void **state) {
    (void)state;
    static const char *const names[] = {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "de_DE", "fr_FR"};
    bool found = false;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]) && !found; i++)
        found = setlocale(LC_ALL, names[i]) != NULL;
    if (!found) {
        print_message("skipped: no locale with a decimal comma is installed\n");
        skip();
    }
    arena *a = arena_new(0);
    assert_string_equal(double_text(a, 2.5), "2.5");
    assert_string_equal(double_text(a, 1.5e300), "1.5e300");
    assert_true(json_to_double(parse(a, "2.5")) == 2.5);
    arena_free(a);
    setlocale(LC_ALL, "C");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equality_is_mathematical),
        cmocka_unit_test(hashes_of_different_numbers_differ),
        cmocka_unit_test(integers),
        cmocka_unit_test(doubles),
        cmocka_unit_test(shortest_texts),
        cmocka_unit_test(doubles_round_trip),
        cmocka_unit_test(locales_do_not_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
