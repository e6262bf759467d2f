// Objects built member by member: every kind of value, more members than a first piece of memory holds, repeated names.
#include "base/json_build.h"
#include "base/timestamp.h"
#include "json_unit.h"

static void assert_built(const json_builder *b, const char *expected) {
    assert_string_equal(json_print(b->arena, json_built(b), NULL), expected);
}

static void test_empty(void **state) {
    (void)state;
    arena *a = arena_new(0);
    json_builder b = json_builder_on(a);
    assert_built(&b, "{}");
    arena_free(a);
}

static void test_kinds(void **state) {
    (void)state;
    arena *a = arena_new(0);
    uuid id;
    assert_true(uuid_parse(TEXT("0188f7a0-0000-7000-8000-00000000002a"), &id, NULL));
    json_builder b = json_builder_on(a);
    json_put_string(&b, "string", "quo\"te");
    json_put_boolean(&b, "boolean", true);
    json_put_integer(&b, "integer", INT64_MIN);
    json_put_uuid(&b, "id", &id);
    json_put_uuids(&b, "ids", (uuid[]){id, id}, 2);
    json_put_time(&b, "time", 1);
    json_put_value(&b, "value", parse(a, "[1.50,{\"x\":null}]"));
    json_put_present(&b, "present", parse(a, "false"));
    json_put_member(&b, json_make_member_text(TEXT("m\xc3\xa9"), json_make_integer(a, 7)));
    assert_built(&b, "{\"string\":\"quo\\\"te\",\"boolean\":true,\"integer\":-9223372036854775808,"
                     "\"id\":\"0188f7a0-0000-7000-8000-00000000002a\","
                     "\"ids\":[\"0188f7a0-0000-7000-8000-00000000002a\",\"0188f7a0-0000-7000-8000-00000000002a\"],"
                     "\"time\":\"1970-01-01T00:00:00.000001Z\",\"value\":[1.50,{\"x\":null}],\"present\":false,"
                     "\"m\xc3\xa9\":7}");
    arena_free(a);
}

static void test_nothing(void **state) {
    (void)state;
    arena *a = arena_new(0);
    json_builder b = json_builder_on(a);
    json_put_string(&b, "string", NULL);
    json_put_uuid(&b, "id", NULL);
    json_put_uuid(&b, "unset", &UUID_NONE);
    json_put_uuids(&b, "ids", NULL, 0);
    json_put_time(&b, "time", TIMESTAMP_NONE);
    json_put_value(&b, "value", NULL);
    json_put_present(&b, "absent", NULL);
    assert_built(&b, "{\"string\":null,\"id\":null,\"unset\":null,\"ids\":[],\"time\":null,\"value\":null}");
    arena_free(a);
}

static void test_repeated(void **state) {
    (void)state;
    arena *a = arena_new(0);
    json_builder b = json_builder_on(a);
    json_put_string(&b, "type", "string");
    json_put_integer(&b, "size", 1);
    json_put_string(&b, "type", "number");
    assert_built(&b, "{\"type\":\"number\",\"size\":1}");
    arena_free(a);
}

// Past every growth, and still found by name.
static void test_many(void **state) {
    (void)state;
    enum { MANY = 1000 };
    arena *a = arena_new(0);
    json_builder b = json_builder_on(a);
    for (int i = 0; i < MANY; i++) {
        json_put_integer(&b, arena_printf(a, "m%d", i), i);
        assert_int_equal(json_built(&b)->count, i + 1);
    }
    const json_value *object = json_built(&b);
    for (int i = 0; i < MANY; i++) {
        int64_t value = -1;
        assert_string_equal(object->members[i].name, arena_printf(a, "m%d", i));
        assert_true(json_to_int64(json_get(object, object->members[i].name), &value));
        assert_int_equal(value, i);
    }
    arena_free(a);
}

// What was built stays as it was while more is put.
static void test_goes_on(void **state) {
    (void)state;
    arena *a = arena_new(0);
    json_builder b = json_builder_on(a);
    json_put_integer(&b, "a", 1);
    const json_value *first = json_built(&b);
    json_put_integer(&b, "a", 2);
    json_put_integer(&b, "b", 3);
    assert_string_equal(json_print(a, first, NULL), "{\"a\":1}");
    assert_built(&b, "{\"a\":2,\"b\":3}");
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty),    cmocka_unit_test(test_kinds), cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_repeated), cmocka_unit_test(test_many),  cmocka_unit_test(test_goes_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
