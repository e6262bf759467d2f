// What changes between two documents of guarantees.
#include "schema_cases.h"

#include "schema/advise/guarantee.h"

static const json_value *listed(arena *a, guarantee_changes changes) {
    json_value *items = arena_array(a, changes.count + 1, sizeof *items);
    for (size_t i = 0; i < changes.count; i++) {
        const guarantee_change *change = &changes.items[i];
        json_builder b = json_builder_on(a);
        json_put_string(&b, "type", guarantee_change_kind_name(change->kind));
        json_put_string(&b, "path", change->path);
        json_put_string(&b, "message", change->message);
        json_put_string(&b, "severity", guarantee_severity_name(guarantee_change_severity(change->kind)));
        json_put_value(&b, "old_value", change->old_value);
        json_put_value(&b, "new_value", change->new_value);
        items[i] = *json_built(&b);
    }
    return json_make_array(a, items, changes.count);
}

static void check_case(arena *a, test_case *c) {
    guarantee_changes changes = guarantee_diff(a, json_get(c->members, "old"), json_get(c->members, "new"));
    case_expect_listed(c, "changes", json_get(c->members, "changes"), listed(a, changes));
    // A strict policy is broken by the warnings, and the others by nothing.
    guarantee_changes breaking = guarantee_breaking(a, changes, GUARANTEE_STRICT);
    size_t warnings = 0;
    for (size_t i = 0; i < changes.count; i++) {
        if (guarantee_change_severity(changes.items[i].kind) != GUARANTEE_WARNING)
            continue;
        case_expect_true(c, "a warning breaks a strict policy",
                         warnings < breaking.count && breaking.items[warnings].path == changes.items[i].path);
        warnings++;
    }
    case_expect_true(c, "only warnings break a strict policy", breaking.count == warnings);
    case_expect_true(c, "notify breaks nothing", guarantee_breaking(a, changes, GUARANTEE_NOTIFY).count == 0);
    case_expect_true(c, "ignore breaks nothing", guarantee_breaking(a, changes, GUARANTEE_IGNORE).count == 0);
}

static void test_changes(void **state) {
    (void)state;
    cases_run("guarantee", check_case);
}

static void test_policies(void **state) {
    (void)state;
    guarantee_policy policy;
    assert_true(guarantee_mode_parse(TEXT("strict"), &policy) && policy == GUARANTEE_STRICT);
    assert_false(guarantee_mode_parse(TEXT("STRICT"), &policy));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_changes), cmocka_unit_test(test_policies)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
