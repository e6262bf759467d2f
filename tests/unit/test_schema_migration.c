// Suggestions for breaking changes: each rule, their composition, and that the suggestion breaks nothing.
#include "schema_unit.h"

#include "schema/advise/remedy.h"

static remedies suggest(arena *a, const char *old, const char *new) {
    schema_changes breaking = schema_breaking(a, diff(a, old, new), SCHEMA_BACKWARD);
    return remedies_suggest(a, parse(a, old), parse(a, new), breaking, SCHEMA_BACKWARD);
}

static void test_rules(void **state) {
    (void)state;
    static const struct {
        const char *old, *new, *strategy, *confidence, *description, *schema;
    } cases[] = {
        {"{\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[\"a\"]}",
         "{\"properties\":{},\"required\":[\"b\"]}", "mixed", "medium",
         "Composed migration: Re-added 'a' with deprecated: true; Made 'b' optional with default",
         "{\"properties\":{\"a\":{\"type\":\"string\",\"deprecated\":true,\"description\":\"Deprecated: scheduled for "
         "removal in a future version\"}},\"required\":[\"a\"]}"},
        {"{\"properties\":{\"a\":{\"description\":\"An a\"}}}", "{\"properties\":{}}", "deprecate", "high",
         "Composed migration: Re-added 'a' with deprecated: true",
         "{\"properties\":{\"a\":{\"description\":\"Deprecated: An a\",\"deprecated\":true}}}"},
        {"{\"properties\":{\"a\":{\"type\":\"integer\"}}}",
         "{\"properties\":{\"a\":{\"type\":\"integer\"}},\"required\":[\"a\"]}", "default", "high",
         "Composed migration: Made 'a' optional with default",
         "{\"properties\":{\"a\":{\"type\":\"integer\",\"default\":0}}}"},
        {"{\"properties\":{\"a\":{\"type\":\"integer\"}}}", "{\"properties\":{\"a\":{\"type\":\"string\"}}}",
         "additive", "medium", "Composed migration: Kept 'a' with original type, added 'a_v2' with new type",
         "{\"properties\":{\"a\":{\"type\":\"integer\",\"deprecated\":true},\"a_v2\":{\"type\":\"string\"}}}"},
        {"{\"properties\":{\"s\":{\"enum\":[1,2,3],\"description\":\"State\"}}}",
         "{\"properties\":{\"s\":{\"enum\":[2,4],\"description\":\"State\"}}}", "deprecate", "high",
         "Composed migration: Re-added deprecated enum values [1, 3] to 's'",
         "{\"properties\":{\"s\":{\"enum\":[2,4,1,3],\"description\":\"State. Deprecated values: [1, 3]\"}}}"},
        {"{\"properties\":{\"s\":{\"maxLength\":100}}}", "{\"properties\":{\"s\":{\"maxLength\":50}}}",
         "keep_constraint", "high", "Composed migration: Kept original constraints on 's': restored maxLength=100",
         "{\"properties\":{\"s\":{\"maxLength\":100}}}"},
        {"{\"properties\":{\"s\":{}}}", "{\"properties\":{\"s\":{\"pattern\":\"^a\"}}}", "keep_constraint", "high",
         "Composed migration: Kept original constraints on 's': removed new pattern", "{\"properties\":{\"s\":{}}}"},
        {"{\"properties\":{\"a.b\":{\"properties\":{\"c\":{\"type\":\"null\"}}}}}",
         "{\"properties\":{\"a.b\":{\"properties\":{}}}}", "deprecate", "high",
         "Composed migration: Re-added 'c' with deprecated: true",
         "{\"properties\":{\"a.b\":{\"properties\":{\"c\":{\"type\":\"null\",\"deprecated\":true,\"description\":"
         "\"Deprecated: scheduled for removal in a future version\"}}}}}"},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        arena *a = arena_new(0);
        remedies s = suggest(a, cases[i].old, cases[i].new);
        assert_int_equal(s.count, 1);
        assert_string_equal(s.items[0].description, cases[i].description);
        assert_string_equal(s.items[0].strategy, cases[i].strategy);
        assert_string_equal(s.items[0].confidence, cases[i].confidence);
        assert_string_equal(json_print(a, s.items[0].suggested_schema, NULL), cases[i].schema);
        // What is suggested must not break what it was suggested for.
        const compiled_schema *old = compile(a, cases[i].old),
                              *suggested = schema_compile(a, s.items[0].suggested_schema);
        assert_int_equal(schema_breaking(a, schema_diff(a, old, suggested), SCHEMA_BACKWARD).count, 0);
        arena_free(a);
    }
}

static void test_no_suggestion(void **state) {
    (void)state;
    arena *a = arena_new(0);
    assert_int_equal(suggest(a, "{\"properties\":{\"a\":{}}}", "{}").count, 0); // no place to put it back
    assert_int_equal(suggest(a, "{}", "{\"additionalProperties\":false}").count, 0);
    assert_int_equal(suggest(a, "{\"items\":{\"type\":\"string\"}}", "{\"items\":{\"type\":\"null\"}}").count, 0);
    assert_int_equal(suggest(a, "{\"default\":1}", "{}").count, 0);
    schema_changes breaking = diff(a, "{\"properties\":{\"a\":{}}}", "{\"properties\":{}}");
    const json_value *old = parse(a, "{\"properties\":{\"a\":{}}}"), *new = parse(a, "{\"properties\":{}}");
    assert_int_equal(remedies_suggest(a, old, new, breaking, SCHEMA_NONE).count, 0);
    assert_int_equal(remedies_suggest(a, old, new, (schema_changes){0}, SCHEMA_BACKWARD).count, 0);
    assert_int_equal(remedies_suggest(a, old, new, breaking, SCHEMA_BACKWARD).count, 1);
    assert_string_equal(json_print(a, new, NULL), "{\"properties\":{}}");
    arena_free(a);
}

// Paths that name the property instead of the keyword.
static void test_property_paths(void **state) {
    (void)state;
    static const struct {
        schema_change_kind kind;
        const char *path, *old, *new, *text;
    } cases[] = {
        {SCHEMA_REQUIRED_ADDED, "required.email", "{}",
         "{\"properties\":{\"email\":{\"type\":\"string\"}},\"required\":[\"email\",\"id\"]}",
         "Made 'email' optional with default"},
        {SCHEMA_TYPE_CHANGED, "properties.score", "{\"properties\":{\"score\":{\"type\":\"integer\"}}}",
         "{\"properties\":{\"score\":{\"type\":\"string\"}}}",
         "Kept 'score' with original type, added 'score_v2' with new type"},
        {SCHEMA_ENUM_VALUES_REMOVED, "properties.status", "{\"properties\":{\"status\":{\"enum\":[\"a\",\"b\"]}}}",
         "{\"properties\":{\"status\":{\"enum\":[\"a\"]}}}", "Re-added deprecated enum values ['b'] to 'status'"},
        {SCHEMA_CONSTRAINT_TIGHTENED, "properties.name.maxLength", "{\"properties\":{\"name\":{}}}",
         "{\"properties\":{\"name\":{\"maxLength\":5}}}", "Kept original constraints on 'name': removed new maxLength"},
        {SCHEMA_PROPERTY_REMOVED, "properties.type", "{\"properties\":{\"type\":{}}}", "{\"properties\":{}}",
         "Re-added 'type' with deprecated: true"},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        arena *a = arena_new(0);
        const schema_change change = {.kind = cases[i].kind, .path = cases[i].path, .message = ""};
        remedies s = remedies_suggest(a, parse(a, cases[i].old), parse(a, cases[i].new), (schema_changes){&change, 1},
                                      SCHEMA_FULL);
        assert_int_equal(s.count, 1);
        assert_int_equal(s.items[0].changes_count, 1);
        assert_string_equal(s.items[0].changes_made[0], cases[i].text);
        arena_free(a);
    }
}

static void test_standalone(void **state) {
    (void)state;
    arena *a = arena_new(0);
    remedies s = suggest(a, "{\"properties\":{\"a\":{\"type\":\"string\",\"maxLength\":9}}}",
                         "{\"properties\":{\"a\":{\"type\":\"integer\",\"maxLength\":5}}}");
    assert_int_equal(s.count, 2);
    assert_string_equal(s.items[0].strategy, "additive");
    assert_string_equal(s.items[1].strategy, "keep_constraint");
    assert_string_equal(s.items[1].description, "Kept original constraints on 'a': restored maxLength=9");
    assert_string_equal(json_print(a, s.items[1].suggested_schema, NULL),
                        "{\"properties\":{\"a\":{\"type\":\"integer\",\"maxLength\":9}}}");
    assert_string_equal(s.items[1].confidence, "high");
    assert_int_equal(s.items[1].changes_count, 1);
    assert_string_equal(s.items[1].changes_made[0], "Kept original constraints on 'a': restored maxLength=9");
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rules), cmocka_unit_test(test_no_suggestion),
                                       cmocka_unit_test(test_property_paths), cmocka_unit_test(test_standalone)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
