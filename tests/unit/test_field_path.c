// Fields as people name them, and as changes of a schema touch them.
#include "base/buffer.h"
#include "schema/field_path.h"
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
    assert_read(a, "$", "");
    assert_read(a, "[].a", "a");
    assert_read(a, "/a.b/c", "a.b.c");
    buffer long_path;
    buffer_init(&long_path, 10000);
    for (int i = 0; i < 300; i++)
        buffer_append_string(&long_path, "/x");
    assert_int_equal(field_path_read(buffer_text(&long_path), a).count, FIELD_PATH_NAMES);
    buffer_done(&long_path);
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
    // "*" also stands for elements, which add no name, and a name with dots for several.
    assert_true(meet(a, "lines.*.sku.x", "lines.sku.x"));
    assert_false(meet(a, "lines.*.sku.x", "lines.sku.y"));
    assert_true(meet(a, "*.b.c", "b.c"));
    assert_true(meet(a, "/a.b/c", "a.b.c.d"));
    assert_false(meet(a, "/a.b/c", "a.b.d"));
    assert_true(meet(a, "m.items.b.d", "m.*.b"));
    assert_true(meet(a, "*.*.*", "a"));
    assert_false(meet(a, "*.*.z", "a.b.c.d"));
    arena_free(a);
}

static const char *echoed(arena *a, const char *path, const field_echoes *echoes) {
    field_paths paths = field_paths_of(field_path_read(text_of(path), a), echoes, a);
    const char *told = "";
    for (size_t i = 0; i < paths.count; i++)
        told = arena_printf(a, "%s[%s]", told, field_path_text(paths.items[i], a));
    return told;
}

static void test_echoes(void **state) {
    (void)state;
    arena *a = arena_new(0);
    field_echoes echoes = {0};
    assert_string_equal(echoed(a, "a.b", NULL), "[a.b]");
    field_echoes_add(&echoes, field_path_read(TEXT("a"), a), field_path_read(TEXT("c.d"), a));
    field_echoes_add(&echoes, field_path_read(TEXT("c"), a), field_path_read(TEXT("e"), a));
    assert_string_equal(echoed(a, "a.b", &echoes), "[a.b][c.d][e]");
    assert_string_equal(echoed(a, "c.x", &echoes), "[c.x][e]");
    assert_string_equal(echoed(a, "z", &echoes), "[z]");
    field_echoes_add(&echoes, field_path_read(TEXT("a"), a), field_path_read(TEXT("c.d.more"), a));
    assert_int_equal(echoes.count, 2);
    for (int i = 0; i < 2 * FIELD_ECHOES; i++)
        field_echoes_add(&echoes, field_path_read(text_of(arena_printf(a, "p%d", i)), a),
                         field_path_read(TEXT("q"), a));
    assert_string_equal(echoed(a, "z", &echoes), "[z][]");
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
        cmocka_unit_test(test_echoes),
        cmocka_unit_test(test_meeting),
        cmocka_unit_test(test_sets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
