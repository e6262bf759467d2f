// The parameters of statements as PostgreSQL takes them.
#include "store/postgres/parameters.h"
#include "unit.h"

static void expect(const char *sql, const char *numbered, const char *const *names, int count) {
    char **found = NULL;
    int found_count = 0;
    char *text_form = parameters_number(sql, &found, &found_count);
    assert_string_equal(text_form, numbered);
    assert_int_equal(found_count, count);
    for (int i = 0; i < count; i++) {
        if (names[i] == NULL)
            assert_null(found[i]);
        else
            assert_string_equal(found[i], names[i]);
        free(found[i]);
    }
    free(found);
    free(text_form);
}

static void test_forms(void **state) {
    (void)state;
    expect("SELECT 1", "SELECT 1", NULL, 0);
    expect("", "", NULL, 0);
    expect("a = ?1 OR b = ?2 OR c = ?1", "a = $1 OR b = $2 OR c = $1", (const char *[]){NULL, NULL}, 2);
    expect("?3", "$3", (const char *[]){NULL, NULL, NULL}, 3);
    expect(":a,:b_2, :a", "$1,$2, $1", (const char *[]){"a", "b_2"}, 2);
    expect(":ab :a", "$1 $2", (const char *[]){"ab", "a"}, 2);
    expect("?2 = :x", "$2 = $3", (const char *[]){NULL, NULL, "x"}, 3);
}

static void test_what_is_none(void **state) {
    (void)state;
    expect("a::text = :a", "a::text = $1", (const char *[]){"a"}, 1);
    expect("':a' \":b\" '?1' :c", "':a' \":b\" '?1' $1", (const char *[]){"c"}, 1);
    expect("'it''s :a' :b", "'it''s :a' $1", (const char *[]){"b"}, 1);
    expect("a ? b : c", "a ? b : c", NULL, 0);
    expect("'open :a", "'open :a", NULL, 0);
    expect(":", ":", NULL, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forms),
        cmocka_unit_test(test_what_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
