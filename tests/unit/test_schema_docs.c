// docs/schema-changes.md tells of every kind of change what the code does, and of no other kinds.
#include "schema_unit.h"

static const char *page(arena *a) {
    const char *checkout = getenv("TESSERA_CHECKOUT");
    FILE *file = fopen(arena_printf(a, "%s/docs/schema-changes.md", checkout == NULL ? "." : checkout), "rb");
    assert_non_null(file);
    char *bytes = arena_bytes(a, 1 << 20);
    size_t length = fread(bytes, 1, (1 << 20) - 1, file);
    fclose(file);
    bytes[length] = '\0';
    return bytes;
}

static const char *mark(schema_change_kind kind, schema_mode mode) {
    return schema_breaks(kind, mode) ? "✔" : "–";
}

static const char *bump(schema_change_kind kind) {
    schema_change change = {.kind = kind};
    return schema_change_type_name(schema_change_type_of((schema_changes){&change, 1}));
}

static void test_every_kind(void **state) {
    (void)state;
    static const char *const meanings[] = {
#define KIND(name, wire, backward, forward, bump, meaning) meaning,
#include "schema/change_kinds.def"
#undef KIND
    };
    arena *a = arena_new(0);
    const char *text = page(a);
    size_t rows = 0;
    const char *table = strstr(text, "\n## Kinds of change\n");
    assert_non_null(table);
    for (const char *at = table; (at = strstr(at, "\n| `")) != NULL; at++)
        rows++;
    assert_int_equal(rows, SCHEMA_CHANGE_KINDS);
    for (int i = 0; i < SCHEMA_CHANGE_KINDS; i++) {
        schema_change_kind kind = (schema_change_kind)i;
        const char *row = arena_printf(a, "\n| `%s` | %s | %s | %s | %s | %s |\n", schema_change_kind_name(kind),
                                       mark(kind, SCHEMA_BACKWARD), mark(kind, SCHEMA_FORWARD), mark(kind, SCHEMA_FULL),
                                       bump(kind), meanings[i]);
        if (strstr(text, row) == NULL)
            fail_msg("docs/schema-changes.md lacks this row:%s", row);
    }
    arena_free(a);
}

// A kind that breaks backward is a major change, and no other kind is.
static void test_bumps(void **state) {
    (void)state;
    for (int i = 0; i < SCHEMA_CHANGE_KINDS; i++) {
        schema_change_kind kind = (schema_change_kind)i;
        assert_int_equal(strcmp(bump(kind), "major") == 0, schema_breaks(kind, SCHEMA_BACKWARD));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_kind), cmocka_unit_test(test_bumps)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
