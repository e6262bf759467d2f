// Policies and documents of a schema through libtessera's interface.
#include "offline_schemas.h"
#include "schema_unit.h"
#include "sdk_unit.h"

static void test_policies(void **state) {
    static const struct {
        tessera_compatibility_policy policy;
        const char *breaking; // kinds
    } cases[] = {
        {TESSERA_COMPATIBILITY_POLICY_UNSET, "property_removed "},
        {TESSERA_COMPATIBILITY_POLICY_YARDSTICK, "property_removed "},
        {TESSERA_COMPATIBILITY_POLICY_STRICT, "property_removed type_narrowed "},
        {TESSERA_COMPATIBILITY_POLICY_LENIENT, ""},
    };
    tessera_error error;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char kinds[256] = "";
        size_t used = 0;
        tessera_schema_options options = {.struct_size = sizeof options, .compatibility_policy = cases[i].policy};
        TESSERA_AUTO(tessera_schema_comparison) found = NULL;
        assert_status(tessera_schema_diff(old_schema, new_schema, &options, &found, &error), TESSERA_OK, &error);
        for (size_t j = 0; j < found->breaking_changes.count; j++)
            used += (size_t)snprintf(kinds + used, sizeof kinds - used, "%s ", found->breaking_changes.items[j]->type);
        assert_string_equal(kinds, cases[i].breaking);
        if (cases[i].policy != TESSERA_COMPATIBILITY_POLICY_UNSET)
            assert_int_equal(found->compatibility_policy, cases[i].policy);
    }
    const tessera_schema_options none_such = {.struct_size = sizeof none_such, .compatibility_policy = 99};
    assert_int_equal(tessera_schema_diff("{}", "{}", &none_such, NULL, &error), TESSERA_E_VALIDATION);
    assert_non_null(strstr(error.message, "compatibility_policy"));
}

static void test_examples(void **state) {
    static const tessera_example_kind kinds[] = {TESSERA_EXAMPLE_KIND_UNSET, TESSERA_EXAMPLE_KIND_BORDER,
                                                 TESSERA_EXAMPLE_KIND_BEYOND};
    const char *schema =
        quoted(kept, "{'type':'object','properties':{'n':{'type':'integer','minimum':3}},'required':['n']}");
    tessera_error error;
    (void)state;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        tessera_schema_example_options options = {
            .struct_size = sizeof options, .count = 3, .seed = 7, .kind = kinds[i]};
        TESSERA_AUTO(tessera_schema_example_list) found = NULL;
        TESSERA_AUTO(tessera_schema_example_list) again = NULL;
        assert_status(tessera_schema_examples(schema, &options, &found, &error), TESSERA_OK, &error);
        assert_status(tessera_schema_examples(schema, &options, &again, &error), TESSERA_OK, &error);
        assert_int_equal(found->examples.count > 0 && found->examples.count <= 3, 1);
        assert_int_equal(found->examples.count, again->examples.count);
        for (size_t j = 0; j < found->examples.count; j++) {
            const tessera_schema_example *one = found->examples.items[j];
            const char *same = again->examples.items[j]->document; // NULL: null
            assert_string_equal(one->document == NULL ? "null" : one->document, same == NULL ? "null" : same);
            assert_int_equal(one->valid, kinds[i] != TESSERA_EXAMPLE_KIND_BEYOND);
            assert_int_equal(one->part == NULL, kinds[i] == TESSERA_EXAMPLE_KIND_UNSET);
        }
    }
    const tessera_schema_example_options many = {.struct_size = sizeof many, .count = TESSERA_SCHEMA_EXAMPLES_MAX + 1};
    assert_int_equal(tessera_schema_examples(schema, &many, NULL, &error), TESSERA_E_VALIDATION);
    assert_int_equal(tessera_schema_examples(NULL, NULL, NULL, &error), TESSERA_E_USAGE);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_policies), cmocka_unit_test(test_examples)};
    return cmocka_run_group_tests(tests, offline_setup, offline_teardown);
}
