// Versions: reading, bumping, suggesting, enforcing.
#include "schema_unit.h"

#include "schema/advise/version.h"

static void test_well_formed(void **state) {
    (void)state;
    static const char *const good[] = {"1.0.0",         "01.2.003", "1.0.0-alpha", "1.0.0-rc.1+build.5",
                                       "1.0.0+build-7", "1.0.0--"};
    static const char *const bad[] = {"",          "1.0",    "1.0.0.0", "v1.0.0",  "1.0.0-",    "1.0.0+",
                                      "1.0.0+a+b", "1..0.0", "1.0.0 ",  "1.0.0-é", "1.0.0-a_b", "a.b.c"};
    for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
        assert_true(version_is_well_formed(text_of(good[i])));
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        assert_false(version_is_well_formed(text_of(bad[i])));
}

static void test_parse(void **state) {
    (void)state;
    arena *a = arena_new(0);
    version_number v;
    const char *message = NULL;
    assert_true(version_parse(a, TEXT("10.020.3-rc.1+x-y"), &v, NULL));
    assert_string_equal(version_format(a, v), "10.20.3");
    assert_false(version_parse(a, TEXT("1.2"), &v, &message));
    assert_string_equal(message, "Cannot parse version '1.2': Invalid semver format: expected 3 parts, got 2");
    assert_false(version_parse(a, TEXT("1.2.3.4"), &v, &message));
    assert_string_equal(message, "Cannot parse version '1.2.3.4': Invalid semver format: expected 3 parts, got 4");
    assert_false(version_parse(a, TEXT("1.-2.3"), &v, NULL));
    assert_false(version_parse(a, TEXT("1.2.99999999999999999999"), &v, NULL));
    bool understood = true;
    assert_string_equal(version_format(a, version_parse_lenient(TEXT("x"), &understood)), "1.0.0");
    assert_false(understood);
    arena_free(a);
}

static void test_bump(void **state) {
    (void)state;
    arena *a = arena_new(0);
    version_number v = version_parse_lenient(TEXT("1.2.3-beta+7"), NULL);
    assert_string_equal(version_format(a, version_bump(v, SCHEMA_MAJOR)), "2.0.0");
    assert_string_equal(version_format(a, version_bump(v, SCHEMA_MINOR)), "1.3.0");
    assert_string_equal(version_format(a, version_bump(v, SCHEMA_PATCH)), "1.2.4");
    version_number last = version_parse_lenient(TEXT("9223372036854775807.0.0"), NULL);
    assert_int_equal(version_compare(version_bump(last, SCHEMA_MAJOR), last), 0);
    arena_free(a);
}

static void test_prerelease(void **state) {
    (void)state;
    assert_true(version_is_prerelease(TEXT("1.0.0-alpha")));
    assert_true(version_is_prerelease(TEXT("1.0.0-alpha+build")));
    assert_false(version_is_prerelease(TEXT("1.0.0+build-7")));
    assert_false(version_is_prerelease(TEXT("1.0.0")));
    assert_true(version_graduates(TEXT("1.0.0-alpha"), TEXT("1.0.0")));
    assert_true(version_graduates(TEXT("1.0.0-alpha+1"), TEXT("1.0.0+2")));
    assert_false(version_graduates(TEXT("1.0.0-alpha"), TEXT("1.1.0")));
    assert_false(version_graduates(TEXT("1.0.0-alpha"), TEXT("1.0.0-beta")));
    assert_false(version_graduates(TEXT("1.0.0"), TEXT("1.0.0")));
}

static void test_suggest(void **state) {
    (void)state;
    arena *a = arena_new(0);
    version_suggestion s = version_suggest(a, TEXT_NONE, (schema_changes){0}, SCHEMA_BACKWARD);
    assert_true(s.first && s.current == NULL && s.change_type == SCHEMA_PATCH);
    assert_string_equal(s.suggested, "1.0.0");
    schema_changes removal = diff(a, "{\"properties\":{\"sku\":{\"type\":\"string\"}}}", "{}");
    s = version_suggest(a, TEXT("2.4.1"), removal, SCHEMA_BACKWARD);
    assert_string_equal(s.suggested, "3.0.0");
    assert_string_equal(s.current, "2.4.1");
    assert_string_equal(s.reason, "Breaking change detected - major version bump required");
    assert_true(!s.first && s.change_type == SCHEMA_MAJOR && s.breaking.count == 1);
    assert_string_equal(s.breaking.items[0].path, "properties.sku");
    // Under `none` nothing breaks, so even a removal is only minor.
    s = version_suggest(a, TEXT("2.4.1"), removal, SCHEMA_NONE);
    assert_string_equal(s.suggested, "2.5.0");
    assert_int_equal(s.change_type, SCHEMA_MINOR);
    s = version_suggest(a, TEXT("1.0.0-alpha"), (schema_changes){0}, SCHEMA_FULL);
    assert_string_equal(s.suggested, "1.0.1");
    assert_string_equal(s.reason, "No breaking schema changes - patch version bump");
    arena_free(a);
}

static void test_enforce(void **state) {
    (void)state;
    arena *a = arena_new(0);
    static const struct {
        const char *current, *given;
        schema_change_type type;
        const char *message;
    } cases[] = {
        {"1.2.3", "1.2.4", SCHEMA_PATCH, NULL},
        {"1.2.3", "3.0.0", SCHEMA_MINOR, NULL},
        {"1.2.3", "1.2.3", SCHEMA_PATCH, "Version 1.2.3 must be greater than current version 1.2.3"},
        {"1.2.3", "1.3.0", SCHEMA_MAJOR,
         "Breaking change requires major version bump. Expected 2.0.0 or higher, got 1.3.0"},
        {"1.2.3", "1.2.9", SCHEMA_MINOR,
         "Backward-compatible additions require at least a minor version bump. Expected 1.3.0 or higher, got 1.2.9"},
        {"1.0.0-alpha", "1.0.0", SCHEMA_MAJOR, NULL},
        {"1.0.0-alpha", "1.0.0-beta", SCHEMA_PATCH,
         "Version 1.0.0-beta must be greater than current version 1.0.0-alpha"},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const char *got = version_enforce(a, text_of(cases[i].current), text_of(cases[i].given), cases[i].type);
        if (cases[i].message == NULL)
            assert_null(got);
        else
            assert_string_equal(got, cases[i].message);
    }
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_well_formed), cmocka_unit_test(test_parse),   cmocka_unit_test(test_bump),
        cmocka_unit_test(test_prerelease),  cmocka_unit_test(test_suggest), cmocka_unit_test(test_enforce),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
