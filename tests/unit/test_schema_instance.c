// Documents against compiled schemas: the cases of tests/cases/instance, and the public JSON Schema test suite, which
// also proves that resolving references and merging conjunctions keep the meaning of a schema.
#include "schema_cases.h"
#include "suite.h"

static size_t check_documents(arena *a, test_case *c, const char *member, schema_verdict wanted) {
    static const char *const names[] = {
        [SCHEMA_REJECTS] = "rejects", [SCHEMA_ACCEPTS] = "accepts", [SCHEMA_UNKNOWN] = "unknown"};
    const json_value *documents = json_get(c->members, member);
    const compiled_schema *s = schema_compile(a, json_get(c->members, "schema"));
    for (uint32_t i = 0; documents != NULL && i < documents->count; i++)
        case_expect_text(c, json_print(a, &documents->elements[i], NULL), names[wanted],
                         names[schema_accepts(s, &documents->elements[i])]);
    return documents == NULL ? 0 : documents->count;
}

static void check_case(arena *a, test_case *c) {
    size_t count = check_documents(a, c, "accepts", SCHEMA_ACCEPTS) + check_documents(a, c, "rejects", SCHEMA_REJECTS) +
                   check_documents(a, c, "unknown", SCHEMA_UNKNOWN);
    case_expect_true(c, "there are documents", count > 0);
}

static void test_cases_of_instances(void **state) {
    (void)state;
    cases_run("instance", check_case);
}

typedef struct tally {
    const char *draft; // whose files are read
    size_t right, unknown, wrong, exempt;
} tally;

// Groups of the suite where this engine means to differ, or to have no opinion that the suite could agree with.
static bool exempt(const char *group) {
    static const char *const list[] = {
        // Siblings of $ref count in every draft: that is what most writers mean.
        "ref overrides any sibling keywords",
        "$ref prevents a sibling $id from changing the base uri",
        "$ref prevents a sibling id from changing the base uri",
        // Custom meta-schemas are not read: every keyword counts.
        "schema that uses custom metaschema with with no validation vocabulary",
    };
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++)
        if (strcmp(list[i], group) == 0)
            return true;
    return false;
}

// The suite leaves `$schema` out of its older drafts.
static const json_value *with_draft_4(arena *a, const json_value *schema) {
    if (schema->type != JSON_OBJECT)
        return schema;
    json_member *members = arena_array(a, schema->count + 1, sizeof(json_member));
    members[0] = json_make_member("$schema", json_make_string(TEXT("http://json-schema.org/draft-04/schema#")));
    memcpy(&members[1], schema->members, schema->count * sizeof(json_member));
    return json_make_object(a, members, schema->count + 1);
}

static void check_group(arena *a, const char *file, const json_value *group, tally *t) {
    const char *name = json_get(group, "description")->string;
    const json_value *schema = json_get(group, "schema");
    const compiled_schema *s = schema_compile(a, strcmp(t->draft, "draft4") == 0 ? with_draft_4(a, schema) : schema);
    assert_non_null(s);
    const json_value *tests = json_get(group, "tests");
    for (uint32_t i = 0; i < tests->count; i++) {
        bool valid = json_get(&tests->elements[i], "valid")->boolean;
        schema_verdict v = schema_accepts(s, json_get(&tests->elements[i], "data"));
        if (exempt(name)) {
            t->exempt++;
        } else if (v == SCHEMA_UNKNOWN) {
            t->unknown++;
        } else if ((v == SCHEMA_ACCEPTS) == valid) {
            t->right++;
        } else {
            t->wrong++;
            print_message("%s %s | %s | %s: should be %s\n", t->draft, file, name,
                          json_get(&tests->elements[i], "description")->string, valid ? "valid" : "invalid");
        }
    }
}

static void check_file(const char *name, const char *bytes, size_t length, void *data) {
    tally *t = data;
    arena *a = arena_new(0);
    const json_value *groups = parse_text(a, (text){bytes, length});
    for (uint32_t i = 0; i < groups->count; i++)
        check_group(a, name, &groups->elements[i], t);
    arena_free(a);
}

static void test_suite(void **state) {
    (void)state;
    static const char *const drafts[] = {"draft4", "draft6", "draft7", "draft2019-09", "draft2020-12"};
    tally t = {0};
    for (size_t i = 0; i < 5; i++) {
        char relative[64];
        snprintf(relative, sizeof relative, "data/json-schema-test-suite/%s", drafts[i]);
        t.draft = drafts[i];
        suite_run(relative, check_file, &t);
    }
    print_message("%zu right, %zu unknown, %zu exempt\n", t.right, t.unknown, t.exempt);
    assert_int_equal(t.wrong, 0);
    assert_true(t.right > 4500);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cases_of_instances), cmocka_unit_test(test_suite)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
