// Avro schemas: the cases of tests/cases/avro and avro_comparison, and limits.
#include "formats/avro/avro.h"
#include "formats/avro/remedy.h"
#include "schema_cases.h"

typedef struct conversion {
    const json_value *schema; // NULL: refused
    const char *message;
    const char *path;
} conversion;

static conversion convert(arena *a, const json_value *document) {
    avro_reading found = avro_read(a, document);
    return (conversion){.schema = found.schema == NULL ? NULL : avro_to_json_schema(a, found.schema),
                        .message = found.message,
                        .path = found.path};
}

static void check_conversion(arena *a, test_case *c, const json_value *document) {
    const json_value *schema = json_get(c->members, "schema"), *failure = json_get(c->members, "failure");
    if (schema == NULL && failure == NULL)
        return;
    conversion made = convert(a, document);
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

static const avro_schema *read_member(arena *a, test_case *c, const char *name) {
    avro_reading found = avro_read(a, json_get(c->members, name));
    case_expect_text(c, name, NULL, found.message);
    assert_non_null(found.schema);
    return found.schema;
}

static void check_avro_changes(arena *a, test_case *c) {
    const avro_schema *old = read_member(a, c, "old"), *new = read_member(a, c, "new");
    check_changes(a, c, avro_diff(a, old, new));
    // The way back breaks the other mode.
    schema_changes back = avro_diff(a, new, old);
    const json_value *verdict = json_get(c->members, "verdict");
    case_expect_text(c, "backward, the other way", json_get(verdict, "forward")->string,
                     verdict_name(is_compatible(a, back, SCHEMA_BACKWARD)));
    case_expect_text(c, "forward, the other way", json_get(verdict, "backward")->string,
                     verdict_name(is_compatible(a, back, SCHEMA_FORWARD)));
}

static void test_changes(void **state) {
    (void)state;
    cases_run("avro_comparison", check_avro_changes);
}

// Such a schema is refused today; of one that was kept the name counts before the alias.
static void test_kept_alias(void **state) {
    (void)state;
    arena *a = arena_new(0);
    const json_value *old = parse(a, quoted(a, "{'type':'record','name':'R','fields':[{'name':'a','type':'int'}]}"));
    const json_value *new = parse(a, quoted(a, "{'type':'record','name':'R','fields':[{'name':'a','type':'int'},"
                                               "{'name':'b','type':'int','default':0,'aliases':['a']}]}"));
    assert_null(convert(a, new).schema);
    schema_changes changes = avro_diff(a, avro_read_kept(a, old), avro_read_kept(a, new));
    assert_int_equal(changes.count, 1);
    assert_string_equal(changes.items[0].message, "Field 'b' was added");
    arena_free(a);
}

// --- remedies --------------------------------------------------------------------------------------------------------

static void check_remedies(arena *a, test_case *c) {
    const avro_schema *old = read_member(a, c, "old"), *new = read_member(a, c, "new");
    const char *new_text = json_print(a, json_get(c->members, "new"), NULL);
    schema_mode mode = mode_of(c);
    schema_changes breaking = schema_breaking(a, avro_diff(a, old, new), mode);
    remedies found = avro_suggest(a, old, new, breaking, mode);
    case_expect_listed(c, "remedies", json_get(c->members, "remedies"), listed_remedies(a, found));
    case_expect_text(c, "the new schema stays", new_text, json_print(a, json_get(c->members, "new"), NULL));
    case_expect_true(c, "none needs no remedy", avro_suggest(a, old, new, breaking, SCHEMA_NONE).count == 0);
    if (found.count == 0)
        return;
    avro_reading mended = avro_read(a, found.items[0].suggested_schema);
    case_expect_text(c, "the remedy is valid", NULL, mended.message);
    assert_non_null(mended.schema);
    case_expect_json(c, "what the remedy breaks", listed_changes(a, (schema_changes){0}),
                     listed_changes(a, schema_breaking(a, avro_diff(a, old, mended.schema), mode)));
}

static void test_remedies(void **state) {
    (void)state;
    cases_run("avro_remedy", check_remedies);
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
    assert_non_null(convert(a, fine).schema);
    const json_value *deep = repeated(a, "{'type':'array','items':", "'int'", "}", AVRO_DEPTH_MAX + 1);
    conversion made = convert(a, deep);
    assert_null(made.schema);
    assert_string_equal(made.message, "Types are nested too deep. Maximum depth: 64");
    const json_value *wrapped = repeated(a, "{'type':", "'int'", "}", 500);
    assert_null(convert(a, wrapped).schema);
    const json_value *unions = repeated(a, "[", "'int'", "]", 500);
    assert_null(convert(a, unions).schema);
    // The path of a failure far inside is cut, not lost.
    const char *far = "5";
    for (int i = 0; i < 20; i++)
        far = arena_printf(a, "{'type':'record','name':'R%d','fields':[{'name':'x%0299d','type':%s}]}", i, 1, far);
    made = convert(a, parse(a, quoted(a, far)));
    assert_string_equal(made.message, "Invalid Avro type: 5");
    assert_in_range(strlen(made.path), 300, 1000);
    arena_free(a);
}

// A record whose first field is of the type `first` and then `count` of the type `item`.
static const json_value *record_of(arena *a, const char *first, const char *item, size_t count) {
    buffer out;
    buffer_init(&out, 1 << 26);
    append_quoted(&out, "{'type':'record','name':'R','fields':[{'name':'f','type':%s}", first);
    for (size_t i = 0; i < count; i++)
        append_quoted(&out, ",{'name':'f%zu','type':%s}", i, item);
    append_quoted(&out, "]}");
    return written(a, &out);
}

static void test_many_types(void **state) {
    (void)state;
    arena *a = arena_new(0);
    conversion made = convert(a, record_of(a, "'int'", "'int'", AVRO_TYPES_MAX));
    assert_null(made.schema);
    assert_string_equal(made.message, "Too many types. Maximum: 100000");
    made = convert(a, record_of(a, "'int'", "'int'", AVRO_TYPES_MAX - 2));
    assert_non_null(made.schema);
    // References share one text: a long name that is used often takes no memory for each use.
    char definition[700], reference[600];
    snprintf(definition, sizeof definition, "{'type':'fixed','name':'x%0499d','size':1}", 7);
    snprintf(reference, sizeof reference, "'x%0499d'", 7);
    arena *small = arena_new(0);
    const json_value *document = record_of(a, definition, reference, 10000);
    made = convert(small, document);
    assert_non_null(made.schema);
    assert_in_range(arena_size(small), 1, 11 << 20);
    arena_free(small);
    snprintf(definition, sizeof definition, "{'type':'fixed','name':'x%0500d','size':1}", 7);
    assert_null(convert(a, parse(a, quoted(a, definition))).schema);
    arena_free(a);
}

// Every reference is looked for among many types of which none matches until the last: bounded, not quadratic.
static void test_work_is_bounded(void **state) {
    (void)state;
    arena *a = arena_new(0);
    buffer out;
    buffer_init(&out, 1 << 26);
    append_quoted(&out,
                  "{'type':'record','name':'R','fields':[{'name':'x','type':{'type':'fixed','name':'p.q.X','size':1}}");
    for (int i = 0; i < 10000; i++)
        append_quoted(&out, ",{'name':'d%d','type':{'type':'fixed','name':'a%d.X','size':1}}", i, i);
    for (int i = 0; i < 50000; i++)
        append_quoted(&out, ",{'name':'r%d','type':'q.X'}", i);
    append_quoted(&out, "]}");
    conversion made = convert(a, written(a, &out));
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
    const json_value *schema = convert(a, parse(a, quoted(a, document))).schema;
    assert_non_null(schema);
    json_print(a, schema, &length);
    assert_in_range(length, 1, 8000);
    assert_int_equal(json_get(schema, "$defs")->count, 20);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases_of_avro),   cmocka_unit_test(test_changes),
        cmocka_unit_test(test_kept_alias),      cmocka_unit_test(test_remedies),
        cmocka_unit_test(test_depth),           cmocka_unit_test(test_many_types),
        cmocka_unit_test(test_work_is_bounded), cmocka_unit_test(test_definitions_do_not_multiply),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
