// The reader of cases: what is wrong with a file is found, and said.
#include "cases.h"

#include "schema_unit.h"
#include <sys/stat.h>
#include <unistd.h>

static const char shapes[] = "{'k': ['name', 'why', 'a', 'b?', 'list?'], 'k.list': ['x'], 'k.b': ['y']}";

static void write_file(arena *a, const char *root, const char *file, const char *content) {
    FILE *out = fopen(arena_printf(a, "%s/%s", root, file), "w");
    assert_non_null(out);
    fputs(quoted(a, content), out);
    assert_int_equal(fclose(out), 0);
}

// What the reader says of a folder `k` that holds one file of that name and content; NULL: no file.
static const char *problem_of(arena *a, const char *name, const char *content, test_cases *out) {
    char root[] = "/tmp/test_cases_XXXXXX";
    assert_non_null(mkdtemp(root));
    write_file(a, root, "shapes.json", shapes);
    const char *folder = arena_printf(a, "%s/k", root), *file = arena_printf(a, "k/%s", name);
    assert_int_equal(mkdir(folder, 0700), 0);
    if (content != NULL)
        write_file(a, root, file, content);
    const char *problem = cases_read(a, root, "k", out);
    if (content != NULL)
        unlink(arena_printf(a, "%s/%s", root, file));
    unlink(arena_printf(a, "%s/shapes.json", root));
    assert_int_equal(rmdir(folder), 0);
    assert_int_equal(rmdir(root), 0);
    size_t length = strlen(root);
    return problem != NULL && strncmp(problem, root, length) == 0 ? problem + length + 1 : problem;
}

static void test_good_file(void **state) {
    (void)state;
    arena *a = arena_new(0);
    test_cases cases;
    assert_null(problem_of(a, "f.json",
                           "{'about': 'x', 'cases': [{'name': 'one', 'why': 'so', 'a': null, 'list': [{'x': 1}], "
                           "'b': {'y': 1}}, {'name': 'two', 'why': 'no', 'a': 'text', 'list': []}]}",
                           &cases));
    assert_int_equal(cases.count, 2);
    assert_string_equal(cases.items[0].file, "k/f.json");
    assert_string_equal(cases.items[1].name, "two");
    assert_string_equal(cases.items[1].why, "no");
    assert_null(case_text(&cases.items[0], "a"));
    assert_string_equal(case_text(&cases.items[1], "a"), "text");
    arena_free(a);
}

static void test_bad_files(void **state) {
    (void)state;
    static const struct {
        const char *content, *problem;
    } cases[] = {
        {"{'about': 'x',\n'cases': [\n}", "k/f.json: line 3: expected a value"},
        {"[]", "k/f.json: a file has the members 'about', a sentence, and 'cases'"},
        {"{'about': '', 'cases': [{}]}", "k/f.json: a file has the members 'about', a sentence, and 'cases'"},
        {"{'about': 'x', 'case': []}", "k/f.json: a file has the members 'about', a sentence, and 'cases'"},
        {"{'about': 'x', 'cases': [], 'more': 1}", "k/f.json: a file has the members 'about', a sentence, and 'cases'"},
        {"{'about': 'x', 'cases': []}", "k/f.json: it holds no cases"},
        {"{'about': 'x', 'cases': [5]}", "k/f.json: case 1 has no name"},
        {"{'about': 'x', 'cases': [{'name': '', 'why': 'so', 'a': 1}]}", "k/f.json: case 1 has no name"},
        {"{'about': 'x', 'cases': [{'name': 'one', 'a': 1}]}", "k/f.json: 'one': it does not say why"},
        {"{'about': 'x', 'cases': [{'name': 'one', 'why': 'so'}]}", "k/f.json: 'one': 'a' is missing in 'k'"},
        {"{'about': 'x', 'cases': [{'name': 'one', 'why': 'so', 'a': 1, 'aa': 1}]}",
         "k/f.json: 'one': 'aa' is unknown in 'k'"},
        {"{'about': 'x', 'cases': [{'name': 'one', 'why': 'so', 'a': 1, 'b?': {}}]}",
         "k/f.json: 'one': 'b?' is unknown in 'k'"},
        {"{'about': 'x', 'cases': [{'name': 'one', 'why': 'so', 'a': 1, 'list': [{'x': 1}, {}]}]}",
         "k/f.json: 'one': 'x' is missing in 'k.list'"},
        {"{'about': 'x', 'cases': [{'name': 'one', 'why': 'so', 'a': 1, 'list': [1]}]}",
         "k/f.json: 'one': what should be a 'k.list' is no object"},
        {"{'about': 'x', 'cases': [{'name': 'one', 'why': 'so', 'a': 1, 'b': {'y': 1, 'z': 1}}]}",
         "k/f.json: 'one': 'z' is unknown in 'k.b'"},
        {"{'about': 'x', 'cases': [{'name': 'one', 'why': 'so', 'a': 1}, {'name': 'one', 'why': 'no', 'a': 1}]}",
         "k/f.json: 'one': another case of the file has the name"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        arena *a = arena_new(0);
        test_cases read;
        assert_string_equal(problem_of(a, "f.json", cases[i].content, &read), cases[i].problem);
        arena_free(a);
    }
}

static void test_bad_folders(void **state) {
    (void)state;
    arena *a = arena_new(0);
    test_cases cases;
    assert_string_equal(problem_of(a, "f.json", NULL, &cases), "k: the folder is empty");
    assert_string_equal(problem_of(a, "f.jsn", "{}", &cases), "k/f.jsn: its name does not end with .json");
    assert_string_equal(cases_read(a, "/nowhere", "k", &cases), "shapes.json: it cannot be read");
    assert_string_equal(cases_read(a, cases_root(a), "none such", &cases),
                        arena_printf(a, "%s/none such: there is no such folder", cases_root(a)));
    arena_free(a);
}

// What a check sees of a case, and what makes it fail.
static void test_expectations(void **state) {
    (void)state;
    arena *a = arena_new(0);
    test_case c = {.file = "test", .name = "told by the test of expectations", .why = "Each line below is meant."};
    const json_value *list = parse(a, quoted(a, "[{'x': 1, 'y': 2}, {'x': 2}]"));
    case_expect_text(&c, "equal", "a", "a");
    case_expect_text(&c, "none", NULL, NULL);
    case_expect_true(&c, "true", true);
    case_expect_json(&c, "equal", list, parse(a, quoted(a, "[{'x':1,'y':2},{'x':2}]")));
    case_expect_listed(&c, "fewer members, another order", parse(a, quoted(a, "[{'y': 2, 'x': 1}, {}]")), list);
    assert_int_equal(c.failures, 0);
    case_expect_text(&c, "other text", "a", "b");
    case_expect_text(&c, "no text", "a", NULL);
    case_expect_true(&c, "false", false);
    case_expect_json(&c, "another order", parse(a, quoted(a, "{'x': 1, 'y': 2}")),
                     parse(a, quoted(a, "{'y': 2, 'x': 1}")));
    case_expect_json(&c, "another spelling", parse(a, "1"), parse(a, "1.0"));
    case_expect_listed(&c, "another value", parse(a, quoted(a, "[{'x': 1}, {'x': 3}]")), list);
    case_expect_listed(&c, "a member that is not told", parse(a, quoted(a, "[{'z': 1}, {}]")), list);
    case_expect_listed(&c, "fewer", parse(a, "[{}]"), list);
    case_expect_listed(&c, "no list", parse(a, "{}"), list);
    assert_int_equal(c.failures, 9);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_good_file), cmocka_unit_test(test_bad_files),
                                       cmocka_unit_test(test_bad_folders), cmocka_unit_test(test_expectations)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
