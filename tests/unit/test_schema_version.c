// Versions: reading, bumping, suggesting, enforcing.
#include "schema_cases.h"

#include "schema/advise/version.h"

static void check_text(arena *a, test_case *c) {
    const char *version = case_text(c, "version"), *problem = NULL;
    version_number number;
    bool read = version_parse(a, text_of(version), &number, &problem);
    case_expect_true(c, "read without a place for the problem",
                     version_parse(a, text_of(version), &number, NULL) == read);
    case_expect_true(c, "well formed",
                     version_is_well_formed(text_of(version)) == json_get(c->members, "well_formed")->boolean);
    case_expect_true(c, "pre-release",
                     version_is_prerelease(text_of(version)) == json_get(c->members, "prerelease")->boolean);
    case_expect_text(c, "number", case_text(c, "number"), read ? version_format(a, number) : NULL);
    case_expect_text(c, "problem", case_text(c, "problem"), read ? NULL : problem);
    bool understood = !read;
    number = version_parse_lenient(text_of(version), &understood);
    case_expect_true(c, "understood", understood == read);
    case_expect_text(c, "number at least", read ? case_text(c, "number") : "1.0.0", version_format(a, number));
}

static void test_texts(void **state) {
    (void)state;
    cases_run("version", check_text);
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

static void test_graduation(void **state) {
    (void)state;
    assert_true(version_graduates(TEXT("1.0.0-alpha"), TEXT("1.0.0")));
    assert_true(version_graduates(TEXT("1.0.0-alpha+1"), TEXT("1.0.0+2")));
    assert_false(version_graduates(TEXT("1.0.0-alpha"), TEXT("1.1.0")));
    assert_false(version_graduates(TEXT("1.0.0-alpha"), TEXT("1.0.0-beta")));
    assert_false(version_graduates(TEXT("1.0.0"), TEXT("1.0.0")));
}

static void check_suggestion(arena *a, test_case *c) {
    const json_value *old = json_get(c->members, "old"), *new = json_get(c->members, "new");
    const char *current = case_text(c, "current_version");
    schema_changes changes = {0};
    if (old != NULL)
        changes = schema_diff(a, schema_compile(a, old), schema_compile(a, new));
    version_suggestion s = version_suggest(a, current == NULL ? TEXT_NONE : text_of(current), changes, mode_of(c));
    case_expect_text(c, "suggested version", case_text(c, "suggested_version"), s.suggested);
    case_expect_text(c, "current version", current, s.current);
    case_expect_text(c, "change type", case_text(c, "change_type"), schema_change_type_name(s.change_type));
    case_expect_text(c, "reason", case_text(c, "reason"), s.reason);
    case_expect_true(c, "first", s.first == (current == NULL));
    case_expect_listed(c, "breaking changes", json_get(c->members, "breaking_changes"), listed_changes(a, s.breaking));
}

static void test_suggestions(void **state) {
    (void)state;
    cases_run("version_suggestion", check_suggestion);
}

static schema_change_type change_type_of(const test_case *c) {
    const char *name = case_text(c, "change_type");
    for (int i = SCHEMA_PATCH; i <= SCHEMA_MAJOR; i++)
        if (strcmp(schema_change_type_name((schema_change_type)i), name) == 0)
            return (schema_change_type)i;
    fail_msg("%s: '%s': there is no change type '%s'", c->file, c->name, name);
    return SCHEMA_PATCH;
}

static void check_enforcement(arena *a, test_case *c) {
    text current = text_of(case_text(c, "current_version")), version = text_of(case_text(c, "version"));
    case_expect_text(c, "refusal", case_text(c, "refusal"), version_enforce(a, current, version, change_type_of(c)));
}

static void test_enforcement(void **state) {
    (void)state;
    cases_run("version_enforcement", check_enforcement);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts),       cmocka_unit_test(test_bump),        cmocka_unit_test(test_graduation),
        cmocka_unit_test(test_suggestions), cmocka_unit_test(test_enforcement),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
