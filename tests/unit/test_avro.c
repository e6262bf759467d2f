// Avro schemas: the cases of tests/cases/avro and avro_comparison, and limits.
#include "formats/avro/avro.h"
#include "schema_cases.h"

static void check_conversion(arena *a, test_case *c, const json_value *document) {
    const json_value *schema = json_get(c->members, "schema"), *failure = json_get(c->members, "failure");
    if (schema == NULL && failure == NULL)
        return;
    avro_conversion made = avro_convert(a, document);
    case_expect_json(c, "schema", schema, made.schema);
    case_expect_text(c, "message", failure == NULL ? NULL : json_get(failure, "message")->string, made.message);
    if (failure != NULL)
        case_expect_text(c, "path", json_get(failure, "path")->string, made.path);
    if (made.schema != NULL)
        case_expect_true(c, "the result is valid", schema_validate(a, made.schema).count == 0);
}

static void check_case(arena *a, test_case *c) {
    const json_value *document = json_get(c->members, "avro"), *expected = json_get(c->members, "errors"),
                     *likely = json_get(c->members, "likely");
    schema_errors errors = avro_validate(a, document);
    case_expect_json(c, "errors", expected == NULL ? listed_texts(a, NULL, 0) : expected,
                     listed_texts(a, errors.items, errors.count));
    case_expect_true(c, "something is told beyond being fine", c->members->count > 3);
    if (likely != NULL)
        case_expect_true(c, "likely", avro_is_likely(document) == likely->boolean);
    check_conversion(a, c, document);
}

static void test_cases_of_avro(void **state) {
    (void)state;
    cases_run("avro", check_case);
}

static void check_changes(arena *a, test_case *c) {
    const json_value *old = avro_convert(a, json_get(c->members, "old")).schema,
                     *new = avro_convert(a, json_get(c->members, "new")).schema;
    assert_true(old != NULL && new != NULL);
    check_comparison(a, c, old, new);
}

static void test_changes(void **state) {
    (void)state;
    cases_run("avro_comparison", check_changes);
}

// --- limits ----------------------------------------------------------------------------------------------------------

// What a buffer holds, which then is done.
static const json_value *written(arena *a, buffer *out) {
    assert_false(out->failed);
    const json_value *value = parse_text(a, buffer_text(out));
    buffer_done(out);
    return value;
}

// `count` times `before`, then `middle`, then `count` times `after`.
static const json_value *repeated(arena *a, const char *before, const char *middle, const char *after, size_t count) {
    buffer out;
    buffer_init(&out, 1 << 26);
    for (size_t i = 0; i < count; i++)
        append_quoted(&out, "%s", before);
    append_quoted(&out, "%s", middle);
    for (size_t i = 0; i < count; i++)
        append_quoted(&out, "%s", after);
    return written(a, &out);
}

static void test_depth(void **state) {
    (void)state;
    arena *a = arena_new(0);
    const json_value *fine = repeated(a, "{'type':'array','items':", "'int'", "}", AVRO_DEPTH_MAX);
    assert_non_null(avro_convert(a, fine).schema);
    const json_value *deep = repeated(a, "{'type':'array','items':", "'int'", "}", AVRO_DEPTH_MAX + 1);
    avro_conversion made = avro_convert(a, deep);
    assert_null(made.schema);
    assert_string_equal(made.message, "Types are nested too deep. Maximum depth: 64");
    const json_value *wrapped = repeated(a, "{'type':", "'int'", "}", 500);
    assert_null(avro_convert(a, wrapped).schema);
    const json_value *unions = repeated(a, "[", "'int'", "]", 500);
    assert_null(avro_convert(a, unions).schema);
    // The path of a failure far inside is cut, not lost.
    char field[400];
    snprintf(field, sizeof field, "{'type':'record','fields':[{'name':'%0300d','type':", 1);
    made = avro_convert(a, repeated(a, field, "5", "}]}", 20));
    assert_string_equal(made.message, "Invalid Avro type: 5");
    assert_in_range(strlen(made.path), 300, 1000);
    arena_free(a);
}

// A union of `count` copies of one text.
static const json_value *union_of(arena *a, const char *first, const char *item, size_t count) {
    buffer out;
    buffer_init(&out, 1 << 26);
    append_quoted(&out, "[%s", first);
    for (size_t i = 0; i < count; i++)
        append_quoted(&out, ",%s", item);
    append_quoted(&out, "]");
    return written(a, &out);
}

static void test_many_types(void **state) {
    (void)state;
    arena *a = arena_new(0);
    avro_conversion made = avro_convert(a, union_of(a, "'int'", "'int'", AVRO_TYPES_MAX));
    assert_null(made.schema);
    assert_string_equal(made.message, "Too many types. Maximum: 100000");
    made = avro_convert(a, union_of(a, "'int'", "'int'", AVRO_TYPES_MAX - 2));
    assert_non_null(made.schema);
    // References share one text: a long name that is used often takes no memory for each use.
    char definition[700], reference[600];
    snprintf(definition, sizeof definition, "{'type':'fixed','name':'%0500d','size':1}", 7);
    snprintf(reference, sizeof reference, "'%0500d'", 7);
    arena *small = arena_new(0);
    const json_value *document = union_of(a, definition, reference, 10000);
    made = avro_convert(small, document);
    assert_non_null(made.schema);
    assert_in_range(arena_size(small), 1, 6 << 20);
    arena_free(small);
    snprintf(definition, sizeof definition, "{'type':'fixed','name':'%0501d','size':1}", 7);
    assert_null(avro_convert(a, parse(a, quoted(a, definition))).schema);
    arena_free(a);
}

// Every reference is looked for among many types of which none matches until the last: bounded, not quadratic.
static void test_work_is_bounded(void **state) {
    (void)state;
    arena *a = arena_new(0);
    buffer out;
    buffer_init(&out, 1 << 26);
    append_quoted(&out, "[{'type':'fixed','name':'p.q.X','size':1}");
    for (int i = 0; i < 10000; i++)
        append_quoted(&out, ",{'type':'fixed','name':'a%d.X','size':1}", i);
    for (int i = 0; i < 50000; i++)
        append_quoted(&out, ",'q.X'");
    append_quoted(&out, "]");
    avro_conversion made = avro_convert(a, written(a, &out));
    assert_null(made.schema);
    assert_string_equal(made.message, "Unknown Avro type: q.X");
    arena_free(a);
}

// The result grows by what is referred to, and only once: each record here is inside the one before, and all are meant
// again.
static void test_definitions_do_not_multiply(void **state) {
    (void)state;
    arena *a = arena_new(0);
    const char *document = "'int'";
    for (int i = 0; i < 20; i++)
        document = arena_printf(a,
                                "{'type':'record','name':'R%d','fields':[{'name':'a','type':%s},"
                                "{'name':'b','type':['null','R%d']}]}",
                                i, document, i);
    size_t length = 0;
    const json_value *schema = avro_convert(a, parse(a, quoted(a, document))).schema;
    assert_non_null(schema);
    json_print(a, schema, &length);
    assert_in_range(length, 1, 8000);
    assert_int_equal(json_get(schema, "$defs")->count, 20);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases_of_avro),   cmocka_unit_test(test_changes),
        cmocka_unit_test(test_depth),           cmocka_unit_test(test_many_types),
        cmocka_unit_test(test_work_is_bounded), cmocka_unit_test(test_definitions_do_not_multiply),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
