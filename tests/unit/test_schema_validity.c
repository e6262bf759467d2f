// Validity against the meta-schemas, limits of published documents, field paths.
#include "schema_unit.h"

#include <dirent.h>

static const char *errors_text(arena *a, const char *source) {
    schema_errors errors = schema_validate(a, parse(a, source));
    buffer out;
    buffer_init(&out, 1 << 20);
    for (size_t i = 0; i < errors.count; i++)
        buffer_printf(&out, "%s\n", errors.items[i]);
    const char *result = arena_text(a, buffer_text(&out));
    buffer_done(&out);
    return result;
}

static void test_messages(void **state) {
    (void)state;
    static const struct {
        const char *source, *errors;
    } cases[] = {
        {"{}", ""},
        {"{\"properties\":{\"a\":true},\"x\":5,\"nullable\":7,\"$defs\":{\"a\":5}}", ""},
        {"{\"properties\":{\"a\":{\"type\":\"zzz\"}}}",
         "properties.a.type: 'zzz' is not valid under any of the given schemas\n"},
        {"{\"required\":\"id\"}", "required: 'id' is not of type 'array'\n"},
        {"{\"required\":[\"a\",\"a\"]}", "required: ['a', 'a'] has non-unique elements\n"},
        {"{\"required\":[\"a\",1]}", "required.1: 1 is not of type 'string'\n"},
        {"{\"properties\":[]}", "properties: [] is not of type 'object'\n"},
        {"{\"properties\":{\"a\":5}}", "properties.a: 5 is not of type 'object', 'boolean'\n"},
        {"{\"items\":3}", "items: 3 is not valid under any of the given schemas\n"},
        {"{\"items\":[]}", "items: [] is not valid under any of the given schemas\n"},
        {"{\"minLength\":-1}", "minLength: -1 is less than the minimum of 0\n"},
        {"{\"minLength\":\"3\"}", "minLength: '3' is not of type 'integer'\n"},
        {"{\"minLength\":-1.5}",
         "minLength: -1.5 is not of type 'integer'\nminLength: -1.5 is less than the minimum of 0\n"},
        {"{\"minLength\":1.0}", ""},
        {"{\"exclusiveMinimum\":true}", "exclusiveMinimum: true is not of type 'number'\n"},
        {"{\"multipleOf\":0}", "multipleOf: 0 is less than or equal to the minimum of 0\n"},
        {"{\"uniqueItems\":\"x\"}", "uniqueItems: 'x' is not of type 'boolean'\n"},
        {"{\"enum\":\"x\"}", "enum: 'x' is not of type 'array'\n"},
        {"{\"enum\":[]}", ""},
        {"{\"allOf\":[]}", "allOf: [] should be non-empty\n"},
        {"{\"anyOf\":[{},5]}", "anyOf.1: 5 is not of type 'object', 'boolean'\n"},
        {"{\"not\":5}", "not: 5 is not of type 'object', 'boolean'\n"},
        {"{\"dependencies\":{\"a\":3}}", "dependencies.a: 3 is not valid under any of the given schemas\n"},
        {"{\"$ref\":5}", "$ref: 5 is not of type 'string'\n"},
        {"{\"examples\":5}", "examples: 5 is not of type 'array'\n"},
        {"{\"pattern\":\"(\"}", ""},
        {"{\"type\":[]}", "type: [] is not valid under any of the given schemas\n"},
        {"{\"type\":[\"string\",\"string\"]}",
         "type: ['string', 'string'] is not valid under any of the given schemas\n"},
        {"true", "root: true is not of type 'object'\n"},
        // Order by keyword, whatever the order of the members.
        {"{\"type\":1,\"title\":1,\"properties\":1,\"$id\":1}",
         "$id: 1 is not of type 'string'\ntitle: 1 is not of type 'string'\nproperties: 1 is not of type 'object'\n"
         "type: 1 is not valid under any of the given schemas\n"},
        // Other drafts by name.
        {"{\"$schema\":\"http://json-schema.org/draft-04/schema#\",\"maximum\":1,\"exclusiveMaximum\":true}", ""},
        {"{\"$schema\":\"http://json-schema.org/draft-04/schema#\",\"exclusiveMaximum\":true}",
         "root: 'maximum' is a dependency of 'exclusiveMaximum'\n"},
        {"{\"$schema\":\"http://json-schema.org/draft-04/schema#\",\"required\":[],\"items\":true}",
         "items: true is not valid under any of the given schemas\nrequired: [] should be non-empty\n"},
        {"{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"items\":[{}],\"prefixItems\":[]}",
         "prefixItems: [] should be non-empty\nitems: [{}] is not of type 'object', 'boolean'\n"},
        {"{\"$schema\":\"https://json-schema.org/draft/2019-09/schema\",\"$defs\":{\"a\":5},\"$anchor\":\"-\"}",
         "$anchor: '-' does not match '^[A-Za-z][-A-Za-z0-9.:_]*$'\n$defs.a: 5 is not of type 'object', 'boolean'\n"},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        arena *a = arena_new(0);
        const char *got = errors_text(a, cases[i].source);
        if (strcmp(got, cases[i].errors) != 0)
            fail_msg("%s\nexpected:\n%sgot:\n%s", cases[i].source, cases[i].errors, got);
        arena_free(a);
    }
}

static void test_error_limits(void **state) {
    (void)state;
    arena *a = arena_new(0);
    buffer out;
    buffer_init(&out, 1 << 20);
    buffer_append_string(&out, "{\"allOf\":[");
    for (int i = 0; i < 500; i++)
        buffer_append_string(&out, i == 0 ? "1" : ",1");
    buffer_append_string(&out, "]}");
    assert_int_equal(schema_validate(a, parse_text(a, buffer_text(&out))).count, SCHEMA_ERRORS_MAX);
    buffer_clear(&out, 0);
    buffer_append_string(&out, "{\"type\":\"");
    for (int i = 0; i < 20000; i++)
        buffer_append_string(&out, "é");
    buffer_append_string(&out, "\"}");
    schema_errors errors = schema_validate(a, parse_text(a, buffer_text(&out)));
    assert_int_equal(errors.count, 1);
    assert_true(strlen(errors.items[0]) < SCHEMA_RENDERED_MAX + 100);
    assert_true(text_is_utf8(text_of(errors.items[0])));
    buffer_done(&out);
    arena_free(a);
}

static const char *limits_message(arena *a, const json_value *document, schema_limits limits) {
    const char *message = "";
    return schema_check_limits(a, document, &limits, &message) ? "" : message;
}

static const char *object_levels(arena *a, int levels) {
    const char *source = "{\"type\":\"string\"}";
    for (int i = 0; i < levels; i++)
        source = arena_printf(a, "{\"type\":\"object\",\"properties\":{\"a\":%s}}", source);
    return source;
}

static void test_limits(void **state) {
    (void)state;
    arena *a = arena_new(0);
    schema_limits limits = SCHEMA_LIMITS_DEFAULT;
    assert_string_equal(limits_message(a, parse(a, object_levels(a, 10)), limits), "");
    assert_string_equal(limits_message(a, parse(a, object_levels(a, 11)), limits),
                        "Schema nesting too deep. Maximum depth: 10. Found: 11.");
    // Lists do not count as a level, a type list does not count at all.
    limits.depth = 1;
    assert_string_equal(
        limits_message(a, parse(a, "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"array\",\"items\":{}}}}"),
                       limits),
        "");
    limits.properties = 2;
    assert_string_equal(
        limits_message(a, parse(a, "{\"type\":[\"object\"],\"properties\":{\"a\":{},\"b\":{},\"c\":{}}}"), limits), "");
    assert_string_equal(
        limits_message(a, parse(a, "{\"type\":\"object\",\"properties\":{\"a\":{},\"b\":{},\"c\":{}}}"), limits),
        "Too many properties in schema (including nested). Maximum: 2. Found: 3.");
    assert_string_equal(limits_message(a, parse(a, "{\"type\":\"object\",\"properties\":[1]}"), limits), "");
    // {"a":"é\n"}: the é counts as \u00e9, the line break as \n.
    limits.size = 15;
    assert_string_equal(limits_message(a, parse(a, "{ \"a\" : \"\\u00e9\\u000a\" }"), limits),
                        "Schema too large. Maximum size: 15 bytes (0MB). Current size: 16 bytes.");
    limits.size = 16;
    assert_string_equal(limits_message(a, parse(a, "{ \"a\" : \"\\u00e9\\u000a\" }"), limits), "");
    limits.size = 1000;
    char *large = arena_bytes(a, 2003);
    memset(large, 'a', 2002);
    large[0] = large[2001] = '"';
    large[2002] = '\0';
    assert_string_equal(limits_message(a, parse(a, large), limits),
                        "Schema too large. Maximum size: 1,000 bytes (0MB). Current size: 2,002 bytes.");
    arena_free(a);
}

static void test_field_paths(void **state) {
    (void)state;
    arena *a = arena_new(0);
    schema_paths paths = schema_field_paths(
        a, parse(a, "{\"properties\":{\"a\":{\"type\":\"object\",\"properties\":{\"b\":{}}},"
                    "\"c\":{\"items\":{\"properties\":{\"d\":{}}}},\"e\":{\"properties\":{\"not\":{}}}},"
                    "\"allOf\":[{\"properties\":{\"f\":{},\"a\":{}}},5]}"));
    static const char *const expected[] = {"$.properties.a", "$.properties.a.properties.b",
                                           "$.properties.c", "$.properties.c.items.properties.d",
                                           "$.properties.e", "$.properties.f"};
    assert_int_equal(paths.count, 6);
    for (size_t i = 0; i < 6; i++) {
        assert_true(text_is(paths.items[i], expected[i]));
        assert_true(schema_paths_hold(paths, text_of(expected[i])));
    }
    assert_false(schema_paths_hold(paths, TEXT("$.properties.e.properties.not")));
    assert_false(schema_paths_hold(schema_field_paths(a, parse(a, "{}")), TEXT("$.properties.e")));
    arena_free(a);
}

// Every schema of the public test suite is valid in its draft.
static void check_suite_file(const char *folder, const char *draft_uri, const char *name, size_t *checked) {
    char path[1024];
    assert_true((size_t)snprintf(path, sizeof(path), "%s/%s", folder, name) < sizeof(path));
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    arena *a = arena_new(0);
    char *bytes = arena_bytes(a, 1 << 20);
    size_t length = fread(bytes, 1, 1 << 20, file);
    fclose(file);
    const json_value *groups = parse_text(a, (text){bytes, length});
    for (uint32_t i = 0; i < groups->count; i++) {
        const json_value *schema = json_get(&groups->elements[i], "schema");
        if (schema->type != JSON_OBJECT)
            continue;
        json_member *members = arena_array(a, schema->count + 1, sizeof(json_member));
        members[0] = json_make_member("$schema", json_make_string(text_of(draft_uri)));
        memcpy(&members[1], schema->members, schema->count * sizeof(json_member));
        bool named = json_get(schema, "$schema") != NULL;
        schema_errors errors = schema_validate(a, named ? schema : json_make_object(a, members, schema->count + 1));
        if (errors.count > 0)
            fail_msg("%s %s: %s", name, json_print(a, schema, NULL), errors.items[0]);
        ++*checked;
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
    size_t checked = 0;
    for (size_t i = 0; i < 5; i++) {
        char relative[64], folder[1024];
        snprintf(relative, sizeof(relative), "data/json-schema-test-suite/%s", drafts[i].folder);
        assert_true(unit_shared_path(relative, folder, sizeof(folder)));
        DIR *directory = opendir(folder);
        if (directory == NULL) {
            print_message("no test suite at %s: skipped\n", folder);
            skip();
        }
        for (struct dirent *entry = readdir(directory); entry != NULL; entry = readdir(directory))
            if (text_ends_with(text_of(entry->d_name), TEXT(".json")))
                check_suite_file(folder, drafts[i].uri, entry->d_name, &checked);
        closedir(directory);
    }
    assert_true(checked > 1000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_messages),    cmocka_unit_test(test_error_limits), cmocka_unit_test(test_limits),
        cmocka_unit_test(test_field_paths), cmocka_unit_test(test_suite),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
