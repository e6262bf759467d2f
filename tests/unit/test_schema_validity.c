// Validity against the meta-schemas, limits of published documents, field paths.
#include "schema_cases.h"
#include "suite.h"

static void check_validity(arena *a, test_case *c) {
    schema_errors errors = schema_validate(a, json_get(c->members, "schema"));
    case_expect_json(c, "errors", json_get(c->members, "errors"), listed_texts(a, errors.items, errors.count));
}

static void test_messages(void **state) {
    (void)state;
    cases_run("validity", check_validity);
}

static void test_error_limits(void **state) {
    (void)state;
    arena *a = arena_new(0);
    buffer out;
    buffer_init(&out, 1 << 20);
    append_quoted(&out, "{'allOf':[");
    for (int i = 0; i < 500; i++)
        buffer_append_string(&out, i == 0 ? "1" : ",1");
    buffer_append_string(&out, "]}");
    assert_int_equal(schema_validate(a, parse_text(a, buffer_text(&out))).count, SCHEMA_ERRORS_MAX);
    buffer_clear(&out, 0);
    append_quoted(&out, "{'type':'");
    for (int i = 0; i < 20000; i++)
        buffer_append_string(&out, "é");
    append_quoted(&out, "'}");
    schema_errors errors = schema_validate(a, parse_text(a, buffer_text(&out)));
    assert_int_equal(errors.count, 1);
    assert_true(strlen(errors.items[0]) < SCHEMA_RENDERED_MAX + 100);
    assert_true(text_is_utf8(text_of(errors.items[0])));
    buffer_done(&out);
    arena_free(a);
}

static const char *limits_problem(arena *a, const json_value *document, schema_limits limits) {
    const char *message = "no message";
    return schema_check_limits(a, document, &limits, &message) ? NULL : message;
}

static size_t limit_of(const test_case *c, const char *name, size_t otherwise) {
    const json_value *limit = json_get(json_get(c->members, "limits"), name);
    int64_t number = 0;
    if (limit != NULL && !json_to_int64(limit, &number))
        fail_msg("%s: '%s': the limit '%s' is no number", c->file, c->name, name);
    return limit == NULL ? otherwise : (size_t)number;
}

static void check_limits(arena *a, test_case *c) {
    schema_limits limits = SCHEMA_LIMITS_DEFAULT;
    limits.size = limit_of(c, "size", limits.size);
    limits.properties = limit_of(c, "properties", limits.properties);
    limits.depth = (unsigned)limit_of(c, "depth", limits.depth);
    case_expect_text(c, "problem", case_text(c, "problem"), limits_problem(a, json_get(c->members, "schema"), limits));
}

static const json_value *object_levels(arena *a, int levels) {
    const char *source = "{'type':'string'}";
    for (int i = 0; i < levels; i++)
        source = arena_printf(a, "{'type':'object','properties':{'a':%s}}", source);
    return parse(a, quoted(a, source));
}

static void test_limits(void **state) {
    (void)state;
    cases_run("limits", check_limits);
    arena *a = arena_new(0);
    schema_limits limits = SCHEMA_LIMITS_DEFAULT;
    assert_null(limits_problem(a, object_levels(a, 10), limits));
    assert_string_equal(limits_problem(a, object_levels(a, 11), limits),
                        "Schema nesting too deep. Maximum depth: 10. Found: 11.");
    limits.size = 1000;
    char *large = arena_bytes(a, 2003);
    memset(large, 'a', 2002);
    large[0] = large[2001] = '"';
    large[2002] = '\0';
    assert_string_equal(limits_problem(a, parse(a, large), limits),
                        "Schema too large. Maximum size: 1,000 bytes (0MB). Current size: 2,002 bytes.");
    arena_free(a);
}

static void check_field_paths(arena *a, test_case *c) {
    schema_paths paths = schema_field_paths(a, json_get(c->members, "schema"));
    const char **texts = arena_array(a, paths.count + 1, sizeof *texts);
    for (size_t i = 0; i < paths.count; i++) {
        texts[i] = arena_text(a, paths.items[i]);
        case_expect_true(c, texts[i], schema_paths_hold(paths, paths.items[i]));
    }
    case_expect_json(c, "paths", json_get(c->members, "paths"), listed_texts(a, texts, paths.count));
    const json_value *absent = json_get(c->members, "absent");
    for (uint32_t i = 0; i < absent->count; i++)
        case_expect_true(c, arena_printf(a, "no %s", absent->elements[i].string),
                         !schema_paths_hold(paths, json_text_of(&absent->elements[i])));
}

static void test_field_paths(void **state) {
    (void)state;
    cases_run("field_paths", check_field_paths);
}

typedef struct suite_tally {
    const char *uri; // of the draft whose files are read
    size_t checked;
} suite_tally;

// Every schema of the public test suite is valid in its draft.
static void check_suite_file(const char *name, const char *bytes, size_t length, void *data) {
    suite_tally *t = data;
    arena *a = arena_new(0);
    const json_value *groups = parse_text(a, (text){bytes, length});
    for (uint32_t i = 0; i < groups->count; i++) {
        const json_value *schema = json_get(&groups->elements[i], "schema");
        if (schema->type != JSON_OBJECT)
            continue;
        json_member *members = arena_array(a, schema->count + 1, sizeof(json_member));
        members[0] = json_make_member("$schema", json_make_string(text_of(t->uri)));
        memcpy(&members[1], schema->members, schema->count * sizeof(json_member));
        bool named = json_get(schema, "$schema") != NULL;
        schema_errors errors = schema_validate(a, named ? schema : json_make_object(a, members, schema->count + 1));
        if (errors.count > 0)
            fail_msg("%s %s: %s", name, json_print(a, schema, NULL), errors.items[0]);
        t->checked++;
    }
    arena_free(a);
}

static void test_suite(void **state) {
    (void)state;
    static const struct {
        const char *folder, *uri;
    } drafts[] = {{"draft4", "http://json-schema.org/draft-04/schema#"},
                  {"draft6", "http://json-schema.org/draft-06/schema#"},
                  {"draft7", "http://json-schema.org/draft-07/schema#"},
                  {"draft2019-09", "https://json-schema.org/draft/2019-09/schema"},
                  {"draft2020-12", "https://json-schema.org/draft/2020-12/schema"}};
    suite_tally t = {0};
    for (size_t i = 0; i < 5; i++) {
        char relative[64];
        snprintf(relative, sizeof relative, "data/json-schema-test-suite/%s", drafts[i].folder);
        t.uri = drafts[i].uri;
        suite_run(relative, check_suite_file, &t);
    }
    assert_true(t.checked > 1000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_messages),    cmocka_unit_test(test_error_limits), cmocka_unit_test(test_limits),
        cmocka_unit_test(test_field_paths), cmocka_unit_test(test_suite),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
