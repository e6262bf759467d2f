// The cases of tests/cases through libtessera's interface.
#include "cases.h"
#include "schema_unit.h"
#include "sdk_unit.h"

// A member of the case as JSON text.
static const char *member_text(arena *a, const test_case *c, const char *name) {
    return json_print(a, json_get(c->members, name), NULL);
}

static const json_value *record(arena *a, const char *model, const void *made) {
    char *body = tessera_record_to_json(tessera_reflect_model_find(model), made, NULL);
    assert_non_null(body);
    const json_value *value = parse(a, body);
    tessera_text_free(body);
    return value;
}

static void check_modes(test_case *c, const char *old, const char *new, tessera_schema_format language, bool backward,
                        bool forward) {
    const bool compatible[] = {[TESSERA_COMPATIBILITY_MODE_UNSET] = backward,
                               [TESSERA_COMPATIBILITY_MODE_BACKWARD] = backward,
                               [TESSERA_COMPATIBILITY_MODE_FORWARD] = forward,
                               [TESSERA_COMPATIBILITY_MODE_FULL] = backward && forward,
                               [TESSERA_COMPATIBILITY_MODE_NONE] = true};
    for (size_t i = 0; i < sizeof compatible / sizeof *compatible; i++) {
        tessera_error error;
        tessera_schema_options options = {sizeof options, (tessera_compatibility_mode)i, 0, language};
        TESSERA_AUTO(tessera_schema_compatibility) found = NULL;
        assert_status(tessera_schema_check_compatibility(old, new, &options, &found, &error), TESSERA_OK, &error);
        case_expect_true(c, "compatible", found->is_compatible == compatible[i]);
        case_expect_true(c, "breaking changes", (found->breaking_changes.count == 0) == compatible[i]);
    }
}

static void check_comparison(arena *a, test_case *c, tessera_schema_format language) {
    const char *old = member_text(a, c, "old"), *new = member_text(a, c, "new"), *refused = case_text(c, "refused");
    const json_value *verdict = json_get(c->members, "verdict");
    tessera_error error;
    TESSERA_AUTO(tessera_schema_comparison) found = NULL;
    const tessera_schema_options options = {.struct_size = sizeof options, .schema_format = language};
    int status = tessera_schema_diff(old, new, &options, &found, &error);
    case_expect_text(c, "refused", refused, status == TESSERA_OK ? NULL : error.message);
    if (found == NULL)
        return;
    const json_value *told = record(a, "schema_comparison", found);
    case_expect_listed(c, "changes", json_get(c->members, "changes"), json_get(told, "all_changes"));
    case_expect_json(c, "change type", json_get(c->members, "change_type"), json_get(told, "change_type"));
    check_modes(c, old, new, language, strcmp(json_get(verdict, "backward")->string, "compatible") == 0,
                strcmp(json_get(verdict, "forward")->string, "compatible") == 0);
}

static void check_json_schema(arena *a, test_case *c) {
    check_comparison(a, c, TESSERA_SCHEMA_FORMAT_UNSET);
}

static void check_avro_schema(arena *a, test_case *c) {
    check_comparison(a, c, TESSERA_SCHEMA_FORMAT_AVRO);
}

static void test_comparisons(void **state) {
    (void)state;
    cases_run("schema", check_json_schema);
    cases_run("avro_comparison", check_avro_schema);
}

static void check_validity(arena *a, test_case *c) {
    tessera_error error;
    TESSERA_AUTO(tessera_schema_validity) found = NULL;
    int status = tessera_schema_validate(member_text(a, c, "schema"), &found, &error);
    assert_status(status, TESSERA_OK, &error);
    const json_value *expected = json_get(c->members, "errors");
    case_expect_json(c, "errors", expected, json_get(record(a, "schema_validity", found), "errors"));
    case_expect_true(c, "valid", found->valid == (expected->count == 0));
}

static void test_validity(void **state) {
    (void)state;
    cases_run("validity", check_validity);
}

// How a refusal of an Avro schema is put; NULL: it is converted.
static const char *avro_refusal(arena *a, const test_case *c) {
    const json_value *errors = json_get(c->members, "errors"), *failure = json_get(c->members, "failure");
    if (errors != NULL)
        return arena_printf(a, "schema: Invalid Avro schema: %s%s", errors->elements[0].string,
                            errors->count == 1 ? "" : arena_printf(a, " (and %u more)", errors->count - 1));
    if (failure == NULL)
        return NULL;
    const char *path = json_get(failure, "path")->string;
    return arena_printf(a, "schema: Failed to convert Avro schema: %s%s%s", json_get(failure, "message")->string,
                        path[0] == '\0' ? "" : ", at ", path);
}

static void check_avro(arena *a, test_case *c) {
    tessera_error error;
    TESSERA_AUTO(tessera_schema_conversion) made = NULL;
    int status = tessera_schema_from_avro(member_text(a, c, "avro"), &made, &error);
    case_expect_text(c, "refusal", avro_refusal(a, c), status == TESSERA_OK ? NULL : error.message);
    if (made != NULL && json_get(c->members, "schema") != NULL)
        case_expect_text(c, "schema", member_text(a, c, "schema"), made->schema);
}

static void test_avro(void **state) {
    (void)state;
    cases_run("avro", check_avro);
}

int main(void) {
    static const struct CMUnitTest tests[] = {cmocka_unit_test(test_comparisons), cmocka_unit_test(test_validity),
                                              cmocka_unit_test(test_avro)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
