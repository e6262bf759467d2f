// What changes between two documents of guarantees.
#include "schema_unit.h"

#include "schema/advise/guarantee.h"

static const char *diff_lines(arena *a, const char *old, const char *new) {
    guarantee_changes changes =
        guarantee_diff(a, old == NULL ? NULL : parse(a, old), new == NULL ? NULL : parse(a, new));
    buffer out;
    buffer_init(&out, 1 << 20);
    for (size_t i = 0; i < changes.count; i++) {
        const guarantee_change *change = &changes.items[i];
        buffer_printf(&out, "%s %s %s | %s | %s -> %s\n", guarantee_change_kind_name(change->kind),
                      guarantee_severity_name(guarantee_change_severity(change->kind)), change->path, change->message,
                      change->old_value == NULL ? "-" : json_print(a, change->old_value, NULL),
                      change->new_value == NULL ? "-" : json_print(a, change->new_value, NULL));
    }
    const char *result = arena_text(a, buffer_text(&out));
    buffer_done(&out);
    return result;
}

static void test_changes(void **state) {
    (void)state;
    static const struct {
        const char *old, *new, *lines;
    } cases[] = {
        {NULL, NULL, ""},
        {"null", "{}", ""},
        {"{\"nullability\":{\"id\":\"never\"}}", "{\"nullability\":{\"id\":\"always\"}}", ""},
        {"{\"nullability\":{\"id\":\"never\"}}", "{\"nullability\":{\"b\":\"never\",\"a\":\"never\"}}",
         "not_null_added info nullability.a | not_null guarantee added for column 'a' | - -> \"a\"\n"
         "not_null_added info nullability.b | not_null guarantee added for column 'b' | - -> \"b\"\n"
         "not_null_removed warning nullability.id | not_null guarantee removed for column 'id' | \"id\" -> -\n"},
        {"{\"uniqueness\":{\"id\":true}}", "{}",
         "unique_removed warning uniqueness.id | unique guarantee removed for column 'id' | \"id\" -> -\n"},
        {"{\"accepted_values\":{\"s\":[\"a\",\"b\"]}}", "{\"accepted_values\":{\"s\":[\"b\",\"c\"]}}",
         "accepted_values_contracted info accepted_values.s | accepted_values for 's' contracted: removed ['a'] | "
         "[\"a\",\"b\"] -> [\"b\",\"c\"]\n"
         "accepted_values_expanded warning accepted_values.s | accepted_values for 's' expanded: added ['c'] | "
         "[\"a\",\"b\"] -> [\"b\",\"c\"]\n"},
        {"{\"accepted_values\":{\"s\":[1,2]}}", "{\"accepted_values\":{\"s\":[2.0,1]}}", ""},
        {"{\"accepted_values\":{\"s\":[1]}}", "{\"accepted_values\":{\"t\":[2]}}",
         "accepted_values_added info accepted_values.t | accepted_values guarantee added for column 't' | - -> [2]\n"
         "accepted_values_removed warning accepted_values.s | accepted_values guarantee removed for column 's' | [1] "
         "-> "
         "-\n"},
        {"{\"relationships\":{\"r\":{\"to\":\"x\"}}}", "{\"relationships\":{\"r\":{\"to\":\"y\"},\"q\":{}}}",
         "relationship_added info relationships.q | relationship guarantee added: q | - -> {}\n"},
        {"{\"expressions\":{\"e\":\"a>0\"}}", "{\"expressions\":{\"e\":\"a>1\"}}",
         "expression_changed warning expressions.e | expression guarantee changed: e | \"a>0\" -> \"a>1\"\n"},
        {"{\"custom\":{\"c\":1}}", "{\"custom\":{\"c\":2,\"d\":1}}",
         "custom_guarantee_added info custom.d | custom guarantee added: d | - -> 1\n"
         "custom_guarantee_changed warning custom.c | custom guarantee changed: c | 1 -> 2\n"},
        // A group of the wrong kind is empty.
        {"{\"nullability\":[\"id\"]}", "{\"nullability\":5}", ""},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        arena *a = arena_new(0);
        assert_string_equal(diff_lines(a, cases[i].old, cases[i].new), cases[i].lines);
        arena_free(a);
    }
}

static void test_freshness_and_volume(void **state) {
    (void)state;
    static const struct {
        const char *old, *new, *lines;
    } cases[] = {
        // What a contract stores as null is absent.
        {"{\"freshness\":null,\"volume\":null}", "{\"freshness\":{\"max_staleness_minutes\":5}}",
         "freshness_added info freshness | freshness guarantee added: {'max_staleness_minutes': 5} | - -> "
         "{\"max_staleness_minutes\":5}\n"},
        {"{\"freshness\":{\"max_staleness_minutes\":5}}", "{\"freshness\":null}",
         "freshness_removed warning freshness | freshness guarantee removed (was {'max_staleness_minutes': 5}) | "
         "{\"max_staleness_minutes\":5} -> -\n"},
        {"{\"freshness\":{\"max_staleness_minutes\":60}}",
         "{\"freshness\":{\"warn_after\":{\"count\":1,\"period\":\"Hours\"}}}", ""},
        {"{\"freshness\":{\"warn_after\":{\"hours\":\"1\",\"minutes\":30}}}",
         "{\"freshness\":{\"warn_after\":{\"hours\":1}}}",
         "freshness_tightened info freshness | freshness guarantee changed from {'warn_after': {'hours': '1', "
         "'minutes': 30}} to {'warn_after': {'hours': 1}} | {\"warn_after\":{\"hours\":\"1\",\"minutes\":30}} -> "
         "{\"warn_after\":{\"hours\":1}}\n"},
        {"{\"freshness\":{\"max_staleness_minutes\":60}}", "{\"freshness\":{\"max_staleness_minutes\":61}}",
         "freshness_relaxed warning freshness | freshness guarantee changed from {'max_staleness_minutes': 60} to "
         "{'max_staleness_minutes': 61} | {\"max_staleness_minutes\":60} -> {\"max_staleness_minutes\":61}\n"},
        {"{\"freshness\":{\"max_staleness_minutes\":60}}", "{\"freshness\":{\"warn_after\":{\"days\":\"soon\"}}}",
         "freshness_relaxed warning freshness | freshness guarantee changed from {'max_staleness_minutes': 60} to "
         "{'warn_after': {'days': 'soon'}} | {\"max_staleness_minutes\":60} -> {\"warn_after\":{\"days\":\"soon\"}}\n"},
        {"{\"volume\":{\"min_rows\":1,\"max_rows\":9,\"x\":1,\"y\":\"a\"}}",
         "{\"volume\":{\"min_rows\":2,\"max_rows\":8,\"x\":2}}",
         "volume_tightened info volume.max_rows | volume.max_rows changed from 9 to 8 | 9 -> 8\n"
         "volume_tightened info volume.min_rows | volume.min_rows changed from 1 to 2 | 1 -> 2\n"
         "volume_relaxed warning volume.x | volume.x changed from 1 to 2 | 1 -> 2\n"
         "volume_relaxed warning volume.y | volume.y changed from a to null | \"a\" -> -\n"},
        {"{\"volume\":{\"min_rows\":1}}", "{}",
         "volume_removed warning volume | volume guarantee removed (was {'min_rows': 1}) | {\"min_rows\":1} -> -\n"},
        {"{\"volume\":5}", "{\"volume\":6}", ""},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        arena *a = arena_new(0);
        assert_string_equal(diff_lines(a, cases[i].old, cases[i].new), cases[i].lines);
        arena_free(a);
    }
}

static void test_modes(void **state) {
    (void)state;
    arena *a = arena_new(0);
    guarantee_changes changes =
        guarantee_diff(a, parse(a, "{\"uniqueness\":{\"a\":1}}"), parse(a, "{\"nullability\":{\"a\":\"never\"}}"));
    assert_int_equal(changes.count, 2);
    assert_int_equal(guarantee_breaking(a, changes, GUARANTEE_NOTIFY).count, 0);
    assert_int_equal(guarantee_breaking(a, changes, GUARANTEE_IGNORE).count, 0);
    guarantee_changes breaking = guarantee_breaking(a, changes, GUARANTEE_STRICT);
    assert_int_equal(breaking.count, 1);
    assert_int_equal(breaking.items[0].kind, GUARANTEE_UNIQUE_REMOVED);
    guarantee_policy mode;
    assert_true(guarantee_mode_parse(TEXT("strict"), &mode) && mode == GUARANTEE_STRICT);
    assert_false(guarantee_mode_parse(TEXT("STRICT"), &mode));
    assert_string_equal(guarantee_change_kind_name(breaking.items[0].kind), "unique_removed");
    assert_string_equal(breaking.items[0].path, "uniqueness.a");
    assert_string_equal(breaking.items[0].message, "unique guarantee removed for column 'a'");
    assert_string_equal(guarantee_severity_name(guarantee_change_severity(breaking.items[0].kind)), "warning");
    assert_string_equal(json_print(a, breaking.items[0].old_value, NULL), "\"a\"");
    assert_null(breaking.items[0].new_value);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_changes), cmocka_unit_test(test_freshness_and_volume),
                                       cmocka_unit_test(test_modes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
