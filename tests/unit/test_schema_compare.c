// The comparison: the cases of tests/cases/schema, and what no file can hold.
#include "schema_cases.h"

static void check_case(arena *a, test_case *c) {
    const json_value *old = json_get(c->members, "old"), *new = json_get(c->members, "new");
    check_comparison(a, c, old, new);
    // What is no valid schema is compared all the same, but refused by those who ask for a valid one.
    bool valid = schema_validate(a, old).count + schema_validate(a, new).count == 0;
    case_expect_true(c, "refused where it is not valid", valid == (case_text(c, "refused") == NULL));
}

static void test_cases_of_schemas(void **state) {
    (void)state;
    cases_run("schema", check_case);
}

static const char *nested(arena *a, const char *open, const char *leaf, const char *close, int levels) {
    buffer out;
    buffer_init(&out, 1 << 20);
    for (int i = 0; i < levels; i++)
        buffer_append_string(&out, open);
    buffer_append_string(&out, leaf);
    for (int i = 0; i < levels; i++)
        buffer_append_string(&out, close);
    const char *result = arena_text(a, buffer_text(&out));
    buffer_done(&out);
    return result;
}

static void test_nesting(void **state) {
    (void)state;
    arena *a = arena_new(0);
    const char *array = "{'type':'array','items':", *object = "{'type':'object','properties':{'a':";
    assert_string_equal(diff_text(a, nested(a, array, "{}", "}", 60), nested(a, array, "{'title':''}", "}", 60)), "");
    assert_string_equal(diff_text(a, nested(a, object, "{}", "}}", 60), nested(a, object, "{'title':''}", "}}", 60)),
                        "");
    schema_changes at_limit =
        diff(a, nested(a, array, "{'type':'string'}", "}", 50), nested(a, array, "{'type':'integer'}", "}", 50));
    assert_int_equal(at_limit.count, 1);
    assert_int_equal(at_limit.items[0].kind, SCHEMA_TYPE_CHANGED);
    // Deeper, the leaf is not looked at; that it differs is still not taken for compatible.
    schema_changes beyond =
        diff(a, nested(a, array, "{'type':'string'}", "}", 51), nested(a, array, "{'type':'integer'}", "}", 51));
    assert_int_equal(beyond.count, 1);
    assert_int_equal(beyond.items[0].kind, SCHEMA_UNDECIDED);
    arena_free(a);
}

static void test_room_for_values(void **state) {
    (void)state;
    arena *a = arena_new(0);
    schema_changes changes = diff(a,
                                  "{'required':['a','b','c'],'items':{'required':['a','b']},"
                                  "'not':{'maxLength':1}}",
                                  "{'required':['d'],'items':{'required':['d']},'not':{'maxLength':2}}");
    assert_true(changes.count > 2);
    size_t room = 1000, needed;
    schema_changes all = schema_changes_within(a, changes, &room);
    assert_int_equal(all.count, changes.count);
    assert_memory_equal(all.items, changes.items, changes.count * sizeof(schema_change));
    needed = 1000 - room;
    room = needed;
    assert_non_null(schema_changes_within(a, changes, &room).items[changes.count - 1].new_value);
    assert_int_equal(room, 0);
    room = needed - 1;
    schema_changes most = schema_changes_within(a, changes, &room);
    assert_int_equal(most.count, changes.count);
    assert_non_null(most.items[0].old_value);
    assert_true(most.items[changes.count - 1].old_value == NULL && most.items[changes.count - 1].new_value == NULL);
    assert_non_null(changes.items[changes.count - 1].new_value); // the list itself stays
    room = 0;
    assert_null(schema_changes_within(a, changes, &room).items[0].old_value);
    arena_free(a);
}

static void test_modes(void **state) {
    (void)state;
    schema_mode mode;
    assert_true(schema_mode_parse(TEXT("forward"), &mode) && mode == SCHEMA_FORWARD);
    assert_false(schema_mode_parse(TEXT("Forward"), &mode));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases_of_schemas),
        cmocka_unit_test(test_nesting),
        cmocka_unit_test(test_room_for_values),
        cmocka_unit_test(test_modes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
