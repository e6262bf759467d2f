// What names a schema, and where in its text a change is.
#include "offline_schemas.h"
#include "schema_unit.h"
#include "sdk_unit.h"

static void test_digest(void **state) {
    tessera_error error;
    const tessera_schema_options avro = {.struct_size = sizeof avro, .schema_format = TESSERA_SCHEMA_FORMAT_AVRO};
    (void)state;
    TESSERA_AUTO(tessera_document_digest) found = NULL;
    TESSERA_AUTO(tessera_document_digest) same = NULL;
    TESSERA_AUTO(tessera_document_digest) other = NULL;
    assert_status(tessera_schema_digest("{\"type\": \"string\", \"title\": \"a\"}", NULL, &found, &error), TESSERA_OK,
                  &error);
    assert_status(tessera_schema_digest("{\"title\":\"a\",\"type\":\"\\u0073tring\"}", NULL, &same, &error), TESSERA_OK,
                  &error);
    assert_string_equal(found->sha256, same->sha256);
    assert_int_equal(found->schema_format, TESSERA_SCHEMA_FORMAT_JSON_SCHEMA);
    assert_status(tessera_schema_digest("{\"type\": \"string\"}", &avro, &other, &error), TESSERA_OK, &error);
    assert_string_not_equal(found->sha256, other->sha256);
    assert_int_equal(tessera_schema_digest("{\"type\": 1}", NULL, NULL, &error), TESSERA_E_VALIDATION);
    assert_true(strncmp(error.message, "schema: ", 8) == 0);
}

static void test_place(void **state) {
    tessera_error error;
    (void)state;
    TESSERA_AUTO(tessera_schema_comparison) changes = NULL;
    assert_status(tessera_schema_diff(old_schema, new_schema, NULL, &changes, &error), TESSERA_OK, &error);
    const tessera_schema_change *removed = changes->all_changes.items[0];
    assert_string_equal(removed->pointer, "/properties/name");
    assert_string_equal(changes->breaking_changes.items[0]->pointer, "/properties/name");
    TESSERA_AUTO(tessera_document_place) before = NULL;
    TESSERA_AUTO(tessera_document_place) after = NULL;
    assert_status(tessera_schema_locate(old_schema, removed->pointer, &before, &error), TESSERA_OK, &error);
    assert_true(before->exact && strncmp(old_schema + before->offset, "\"name\"", 6) == 0);
    assert_status(tessera_schema_locate(new_schema, removed->pointer, &after, &error), TESSERA_OK, &error);
    assert_false(after->exact);
    assert_string_equal(after->pointer, "/properties");
    assert_int_equal(tessera_schema_locate(new_schema, "name", NULL, &error), TESSERA_E_VALIDATION);
    assert_string_equal(error.message, "pointer: it is no JSON pointer");
    assert_int_equal(tessera_schema_locate("{", "", NULL, &error), TESSERA_E_VALIDATION);
}

static void test_pointers_escape(void **state) {
    tessera_error error;
    (void)state;
    TESSERA_AUTO(tessera_schema_comparison) changes = NULL;
    assert_status(tessera_schema_diff("{\"properties\": {\"a/b~c.d\": {\"items\": [{\"type\": \"string\"}]}}}",
                                      "{\"properties\": {\"a/b~c.d\": {\"items\": [{\"type\": \"integer\"}]}}}", NULL,
                                      &changes, &error),
                  TESSERA_OK, &error);
    assert_int_equal(changes->all_changes.count, 1);
    assert_string_equal(changes->all_changes.items[0]->path, "properties.a/b~c.d.items.0.type");
    assert_string_equal(changes->all_changes.items[0]->pointer, "/properties/a~1b~0c.d/items/0/type");
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_digest),
        cmocka_unit_test(test_place),
        cmocka_unit_test(test_pointers_escape),
    };
    return cmocka_run_group_tests(tests, offline_setup, offline_teardown);
}
