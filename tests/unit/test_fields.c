// Fields as people name them, and as changes of a schema touch them.
#include "domain/fields.h"
#include "unit.h"

static void assert_read(arena *a, const char *path, const char *dotted) {
    assert_string_equal(field_path_text(field_path_read(text_of(path), a), a), dotted);
}

static void test_reading(void **state) {
    (void)state;
    arena *a = arena_new(0);
    assert_read(a, "address.city", "address.city");
    assert_read(a, "$.address.city", "address.city");
    assert_read(a, "/address/city", "address.city");
    assert_read(a, "/a~1b/c~0d", "a/b.c~d");
    assert_read(a, "lines[].sku", "lines.sku");
    assert_read(a, "lines[*].sku[0]", "lines.sku");
    assert_read(a, "/lines/0/sku", "lines.sku");
    assert_read(a, "", "");
    assert_read(a, "a]", "a]");
    arena_free(a);
}

static void assert_touches(arena *a, const char *path, const char *subject, const char *dotted) {
    schema_change change = {.path = path, .subject = text_of(subject)};
    assert_string_equal(field_path_text(field_path_of_change(&change, true, a), a), dotted);
}

static void test_changes(void **state) {
    (void)state;
    arena *a = arena_new(0);
    assert_touches(a, "properties.price", NULL, "price");
    assert_touches(a, "properties.price.type", NULL, "price");
    assert_touches(a, "properties.address.properties.city.maxLength", NULL, "address.city");
    assert_touches(a, "properties.lines.items.properties.sku.enum", NULL, "lines.sku");
    assert_touches(a, "properties.lines.prefixItems.1.properties.sku", NULL, "lines.sku");
    assert_touches(a, "properties.n.anyOf.1.properties.b", NULL, "n.b");
    assert_touches(a, "required", "price", "price");
    assert_touches(a, "properties.address.required", "city", "address.city");
    assert_touches(a, "properties.address.required", NULL, "address");
    assert_touches(a, "additionalProperties", NULL, "*");
    assert_touches(a, "additionalProperties.properties.a", NULL, "*.a");
    assert_touches(a, "properties.a.patternProperties.^b.c$.type", NULL, "a");
    assert_touches(a, "root", NULL, "");
    assert_touches(a, "type", NULL, "");
    schema_change avro = {.path = "order.lines.items.sku"};
    assert_string_equal(field_path_text(field_path_of_change(&avro, false, a), a), "order.lines.sku");
    arena_free(a);
}

static bool meet(arena *a, const char *one, const char *other) {
    field_path first = field_path_read(text_of(one), a), second = field_path_read(text_of(other), a);
    assert_int_equal(field_paths_meet(first, second), field_paths_meet(second, first));
    return field_paths_meet(first, second);
}

static void test_meeting(void **state) {
    (void)state;
    arena *a = arena_new(0);
    assert_true(meet(a, "a", "a"));
    assert_true(meet(a, "a", "a.b"));
    assert_true(meet(a, "", "a.b"));
    assert_true(meet(a, "a.*.c", "a.b.c"));
    assert_true(meet(a, "*", "z"));
    assert_true(meet(a, "/a.b", "a"));
    assert_false(meet(a, "a", "b"));
    assert_false(meet(a, "a", "ab"));
    assert_false(meet(a, "a.b", "a.c"));
    assert_false(meet(a, "a.*.c", "a.b.d"));
    arena_free(a);
}

static void test_sets(void **state) {
    (void)state;
    arena *a = arena_new(0);
    field_paths set = {0};
    assert_true(field_paths_add(&set, field_path_read(TEXT("a.b"), a), a));
    assert_false(field_paths_add(&set, field_path_read(TEXT("a.b"), a), a));
    assert_false(field_paths_add(&set, field_path_read(TEXT("a.b.c"), a), a));
    assert_true(field_paths_add(&set, field_path_read(TEXT("a"), a), a));
    for (int i = 0; i < 20; i++)
        assert_true(field_paths_add(&set, field_path_read(text_of(arena_printf(a, "f%d", i)), a), a));
    assert_int_equal(set.count, 22);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reading),
        cmocka_unit_test(test_changes),
        cmocka_unit_test(test_meeting),
        cmocka_unit_test(test_sets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
