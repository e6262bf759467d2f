// Ways to make a breaking change without breaking readers.
#include "schema_cases.h"

static schema_change_kind kind_named(const test_case *c, const char *name) {
    for (int i = 0; i < SCHEMA_CHANGE_KINDS; i++)
        if (strcmp(schema_change_kind_name((schema_change_kind)i), name) == 0)
            return (schema_change_kind)i;
    fail_msg("%s: '%s': there is no kind '%s'", c->file, c->name, name);
    return SCHEMA_CHANGE_KINDS;
}

// The changes that a case gives itself; NULL: those of its schemas count.
static schema_changes given(arena *a, const test_case *c, const json_value *list) {
    schema_change *changes = arena_array(a, list->count, sizeof *changes);
    for (uint32_t i = 0; i < list->count; i++)
        changes[i] = (schema_change){.kind = kind_named(c, json_get(&list->elements[i], "type")->string),
                                     .path = json_get(&list->elements[i], "path")->string,
                                     .message = ""};
    return (schema_changes){changes, list->count};
}

static void check_case(arena *a, test_case *c) {
    const json_value *old = json_get(c->members, "old"), *new = json_get(c->members, "new"),
                     *list = json_get(c->members, "changes");
    const char *new_text = json_print(a, new, NULL);
    const compiled_schema *before = schema_compile(a, old);
    schema_mode mode = mode_of(c);
    schema_changes changes =
        list != NULL ? given(a, c, list) : schema_breaking(a, schema_diff(a, before, schema_compile(a, new)), mode);
    remedies found = remedies_suggest(a, old, new, changes, mode);
    case_expect_listed(c, "remedies", json_get(c->members, "remedies"), listed_remedies(a, found));
    case_expect_text(c, "the new schema stays", new_text, json_print(a, new, NULL));
    schema_changes all = schema_diff(a, before, schema_compile(a, new));
    case_expect_true(c, "none needs no remedy", remedies_suggest(a, old, new, all, SCHEMA_NONE).count == 0);
    case_expect_true(c, "no change needs no remedy",
                     remedies_suggest(a, old, new, (schema_changes){0}, mode).count == 0);
    // What is suggested first must not break what it was suggested for.
    if (list != NULL || found.count == 0)
        return;
    schema_changes after = schema_diff(a, before, schema_compile(a, found.items[0].suggested_schema));
    case_expect_json(c, "what the first remedy breaks", listed_changes(a, (schema_changes){0}),
                     listed_changes(a, schema_breaking(a, after, mode)));
}

static void test_cases_of_remedies(void **state) {
    (void)state;
    cases_run("remedy", check_case);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cases_of_remedies)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
