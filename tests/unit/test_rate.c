// Limits as they are written, and how they are held, by a clock that the test turns.
#include "server/rate.h"
#include "unit.h"

#define SECOND INT64_C(1000000)

static rate_rule rule_of(const char *written) {
    rate_rule rule;
    assert_true(rate_rule_parse(text_of(written), &rule));
    return rule;
}

static void test_written(void **state) {
    (void)state;
    rate_rule rule = rule_of("100/minute");
    assert_int_equal(rule.count, 1);
    assert_int_equal(rule.limits[0].count, 100);
    assert_int_equal(rule.limits[0].period, 60 * SECOND);
    rule = rule_of("5 per 2 hours; 7/days ,1 per 1 year");
    assert_int_equal(rule.count, 3);
    assert_int_equal(rule.limits[0].period, 7200 * SECOND);
    assert_int_equal(rule.limits[1].count, 7);
    assert_int_equal(rule.limits[1].period, 86400 * SECOND);
    assert_int_equal(rule.limits[2].period, INT64_C(365) * 86400 * SECOND);
    static const char *const wrong[] = {"",          " ",         "100",       "/minute",    "0/minute",
                                        "1/minute;", "1/century", "1//minute", "1 2/minute", "1/minute x"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(rate_rule_parse(text_of(wrong[i]), &rule));
}

// All at once to who was idle, then one for each part of the period.
static void test_held(void **state) {
    (void)state;
    rate_table *table = rate_table_new(1000);
    rate_rule rule = rule_of("4/minute");
    int64_t now = 5 * SECOND;
    for (int64_t left = 3; left >= 0; left--) {
        rate_left taken = rate_take(table, &rule, 42, now);
        assert_true(taken.allowed);
        assert_int_equal(taken.remaining, left);
        assert_int_equal(taken.reset, (4 - left) * 15 * SECOND);
    }
    rate_left refused = rate_take(table, &rule, 42, now + SECOND);
    assert_false(refused.allowed);
    assert_int_equal(refused.retry, 14 * SECOND);
    assert_int_equal(refused.reset, 59 * SECOND);
    assert_true(rate_take(table, &rule, 43, now).allowed);
    assert_false(rate_take(table, &rule, 42, now + 15 * SECOND - 1).allowed);
    assert_true(rate_take(table, &rule, 42, now + 15 * SECOND).allowed);
    assert_false(rate_take(table, &rule, 42, now + 15 * SECOND).allowed);
    for (int i = 0; i < 4; i++)
        assert_true(rate_take(table, &rule, 42, now + 1000 * SECOND).allowed);
    assert_false(rate_take(table, &rule, 42, now + 1000 * SECOND).allowed);
    rate_table_free(table);
}

static void test_several(void **state) {
    (void)state;
    rate_table *table = rate_table_new(1000);
    rate_rule rule = rule_of("2/second; 3/hour");
    assert_true(rate_take(table, &rule, 7, 0).allowed);
    assert_int_equal(rate_take(table, &rule, 7, 0).limit->period, SECOND);
    assert_false(rate_take(table, &rule, 7, 0).allowed);
    rate_left left = rate_take(table, &rule, 7, 10 * SECOND);
    assert_true(left.allowed);
    assert_int_equal(left.limit->period, 3600 * SECOND);
    assert_int_equal(left.remaining, 0);
    assert_false(rate_take(table, &rule, 7, 20 * SECOND).allowed);
    rate_table_free(table);
}

// Many more callers than there are places: who asks on and on is held to the limit although others come and go.
static void test_crowd(void **state) {
    (void)state;
    rate_table *table = rate_table_new(1);
    rate_rule rule = rule_of("100/hour"), one = rule_of("1/second");
    int64_t now = 0;
    unsigned allowed = 0;
    for (uint64_t i = 0; i < 200000; i++) {
        now += 100;
        assert_true(rate_take(table, &one, 0x9E3779B97F4A7C15u * (i + 1000), now).allowed);
        allowed += i % 100 == 0 && rate_take(table, &rule, 5, now).allowed;
    }
    assert_in_range(allowed, 100, 101);
    rate_table_free(table);
}

// What is given back may be taken again, of each limit, and what was forgotten is nobody else's.
static void test_giving_back(void **state) {
    (void)state;
    rate_table *table = rate_table_new(1000);
    rate_rule rule;
    assert_true(rate_rule_parse(TEXT("2/minute; 3/hour"), &rule));
    const int64_t now = 1000000000;
    for (int i = 0; i < 10; i++) {
        assert_true(rate_take(table, &rule, 7, now).allowed);
        rate_give_back(table, &rule, 7);
    }
    assert_int_equal(rate_take(table, &rule, 7, now).remaining, 1);
    assert_int_equal(rate_take(table, &rule, 7, now).remaining, 0);
    assert_false(rate_take(table, &rule, 7, now).allowed);
    rate_give_back(table, &rule, 8);
    assert_int_equal(rate_take(table, &rule, 8, now).remaining, 1);
    rate_table_free(table);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_giving_back), cmocka_unit_test(test_written),
                                       cmocka_unit_test(test_held), cmocka_unit_test(test_several),
                                       cmocka_unit_test(test_crowd)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
