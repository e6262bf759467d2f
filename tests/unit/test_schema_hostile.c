// Hostile documents: every one gets an answer, and soon.
#include "schema_unit.h"

#include "base/timestamp.h"

// Far above what any of these takes, far below a hang; the sanitizers make everything slower.
enum { SECOND = 1000000, PATIENCE = 20 * SECOND };

static void append_definitions(buffer *out, unsigned count, const char *leaf, bool every_other) {
    append_quoted(out, "{'$ref':'#/$defs/d0','$defs':{");
    for (unsigned i = 0; i < count; i++) {
        append_quoted(out, "%s'd%u':{'type':'object','properties':{", i == 0 ? "" : ",", i);
        for (unsigned j = 0; j < count; j++)
            if (every_other || j == i + 1)
                append_quoted(out, "'p%u':{'$ref':'#/$defs/d%u'},", j, j);
        append_quoted(out, "'leaf':%s}}", i + 1 == count ? leaf : "{'type':'string'}");
    }
    buffer_append_string(out, "}}");
}

static const compiled_schema *compile_buffer(arena *a, buffer *out) {
    assert_false(out->failed);
    const compiled_schema *s = schema_compile(a, parse_text(a, buffer_text(out)));
    assert_non_null(s);
    buffer_clear(out, 0);
    return s;
}

static schema_changes timed_diff(arena *a, const compiled_schema *old, const compiled_schema *new) {
    int64_t start = monotonic_now();
    schema_changes changes = schema_diff(a, old, new);
    assert_true(monotonic_now() - start < PATIENCE);
    return changes;
}

// Every definition refers to every other one: the paths are as many as the orders of the definitions.
static void test_mutual_recursion(void **state) {
    (void)state;
    arena *a = arena_new(0);
    buffer out;
    buffer_init(&out, 64 << 20);
    append_definitions(&out, 40, "{'type':'integer'}", true);
    const compiled_schema *old = compile_buffer(a, &out);
    append_definitions(&out, 40, "{'type':'number'}", true);
    const compiled_schema *new = compile_buffer(a, &out);
    append_definitions(&out, 40, "{'type':'integer','title':'x'}", true);
    assert_int_equal(timed_diff(a, old, compile_buffer(a, &out)).count, 0);
    schema_changes changes = timed_diff(a, old, new);
    assert_true(changes.count >= 1);
    // The one change is found, and nothing but it: a wider type breaks no reader.
    for (size_t i = 0; i < changes.count; i++)
        assert_int_equal(changes.items[i].kind, SCHEMA_TYPE_WIDENED);
    buffer_done(&out);
    arena_free(a);
}

// A chain deeper than any stack: no recursion follows it.
static void test_chain(void **state) {
    (void)state;
    arena *a = arena_new(0);
    buffer out;
    buffer_init(&out, 64 << 20);
    append_definitions(&out, 3000, "{'type':'integer'}", false);
    const compiled_schema *old = compile_buffer(a, &out);
    append_definitions(&out, 3000, "{'type':'integer','title':'x'}", false);
    assert_int_equal(timed_diff(a, old, compile_buffer(a, &out)).count, 0);
    append_definitions(&out, 3000, "{'type':'number'}", false);
    schema_changes changes = timed_diff(a, old, compile_buffer(a, &out));
    assert_int_equal(changes.count, 1);
    assert_int_equal(changes.items[0].kind, SCHEMA_UNDECIDED); // too deep to be told apart, not taken for compatible
    buffer_done(&out);
    arena_free(a);
}

static void append_references(buffer *out, unsigned count, const char *end) {
    append_quoted(out, "{'$ref':'#/$defs/d0','$defs':{");
    for (unsigned i = 0; i + 1 < count; i++)
        append_quoted(out, "'d%u':{'$ref':'#/$defs/d%u'%s},", i, i + 1, i % 2 == 0 ? "" : ",'minLength':1");
    append_quoted(out, "'d%u':%s}}", count - 1, end);
}

static void test_reference_chain(void **state) {
    (void)state;
    arena *a = arena_new(0);
    buffer out;
    buffer_init(&out, 64 << 20);
    append_references(&out, 20000, "{'type':'string'}");
    const compiled_schema *old = compile_buffer(a, &out);
    append_references(&out, 20000, "{'type':'integer'}");
    schema_changes changes = timed_diff(a, old, compile_buffer(a, &out));
    assert_int_equal(changes.count, 1);
    assert_int_equal(changes.items[0].kind, SCHEMA_TYPE_CHANGED);
    append_references(&out, 1000, "{'$ref':'#/$defs/d0'}"); // and round
    compile_buffer(a, &out);
    buffer_done(&out);
    arena_free(a);
}

static void append_properties(buffer *out, unsigned count, const char *prefix) {
    append_quoted(out, "{'type':'object','properties':{");
    for (unsigned i = 0; i < count; i++)
        append_quoted(out, "%s'%s%u':{'type':'string'}", i == 0 ? "" : ",", prefix, i);
    buffer_append_string(out, "}}");
}

static void test_many_properties(void **state) {
    (void)state;
    arena *a = arena_new(0);
    buffer out;
    buffer_init(&out, 64 << 20);
    append_properties(&out, 100000, "p");
    const compiled_schema *old = compile_buffer(a, &out);
    append_properties(&out, 100001, "p");
    assert_int_equal(timed_diff(a, old, compile_buffer(a, &out)).count, 1);
    append_properties(&out, 100000, "q");
    schema_changes changes = timed_diff(a, old, compile_buffer(a, &out));
    assert_int_equal(changes.count, SCHEMA_CHANGES_MAX + 1);
    assert_int_equal(changes.items[SCHEMA_CHANGES_MAX].kind, SCHEMA_UNDECIDED);
    buffer_done(&out);
    arena_free(a);
}

// Each level holds the next one twice, in place: 2^60 ways to the leaf.
static void append_doubling(buffer *out, const char *keyword, const char *leaf) {
    append_quoted(out, "{'$ref':'#/$defs/d0','$defs':{");
    for (unsigned i = 0; i < 60; i++) {
        append_quoted(out, "'d%u':{'%s':[{'$ref':'#/$defs/d%u'},{'$ref':'#/$defs/d%u','minLength':%u}],", i, keyword,
                      i + 1, i + 1, i);
        append_quoted(out, "'pattern':'%u'},", i);
    }
    append_quoted(out, "'d60':%s}}", leaf);
}

static void test_doubling(void **state) {
    (void)state;
    static const char *const keywords[] = {"allOf", "anyOf", "oneOf"};
    for (size_t i = 0; i < 3; i++) {
        arena *a = arena_new(0);
        buffer out;
        buffer_init(&out, 64 << 20);
        append_doubling(&out, keywords[i], "{'type':'string'}");
        const compiled_schema *old = compile_buffer(a, &out);
        append_doubling(&out, keywords[i], "{'type':'integer'}");
        schema_changes changes = timed_diff(a, old, compile_buffer(a, &out));
        assert_true(schema_breaking(a, changes, SCHEMA_BACKWARD).count > 0);
        int64_t start = monotonic_now();
        schema_accepts(old, parse(a, quoted(a, "'x'")));
        assert_true(monotonic_now() - start < PATIENCE);
        buffer_done(&out);
        arena_free(a);
    }
}

static void test_patterns(void **state) {
    (void)state;
    arena *a = arena_new(0);
    buffer out;
    buffer_init(&out, 64 << 20);
    // Backtracks for ever on names that nearly match.
    static const char *const hostile[] = {"^(a+)+$", "^(a|aa)+$", "((a{1,50}){1,50}){1,50}b", "(?=(a+))*b\\\\1"};
    for (size_t i = 0; i < 4; i++) {
        append_quoted(&out, "{'patternProperties':{'%s':{'type':'string'}}}", hostile[i]);
        const compiled_schema *old = compile_buffer(a, &out);
        append_quoted(&out, "{'patternProperties':{'%s':{'type':'string'}},'properties':{'", hostile[i]);
        for (int j = 0; j < 5000; j++)
            buffer_append_byte(&out, 'a');
        append_quoted(&out, "!':{'type':'integer'}}}");
        schema_changes changes = timed_diff(a, old, compile_buffer(a, &out));
        assert_true(changes.count > 0);
    }
    // Longer than any pattern that is run.
    append_quoted(&out, "{'patternProperties':{'");
    for (int j = 0; j < 1000000; j++)
        buffer_append_byte(&out, '(');
    append_quoted(&out, "':{}},'properties':{'a':{'pattern':'x'}}}");
    const compiled_schema *new = compile_buffer(a, &out);
    assert_true(timed_diff(a, compile(a, "{'properties':{'a':{}}}"), new).count > 0);
    assert_int_equal(schema_accepts(new, parse(a, quoted(a, "{'b':1}"))), SCHEMA_UNKNOWN);
    buffer_done(&out);
    arena_free(a);
}

// A hundred patterns that each take a while, and a thousand names to try them on.
static void test_many_patterns(void **state) {
    (void)state;
    arena *a = arena_new(0);
    buffer out;
    buffer_init(&out, 64 << 20);
    for (int side = 0; side < 2; side++) {
        append_quoted(&out, "{'patternProperties':{");
        for (int i = 0; i < 100; i++)
            append_quoted(&out, "%s'^(a+)+%d$':{'type':'string'}", i == 0 ? "" : ",", i);
        append_quoted(&out, "},'properties':{'x':{}");
        for (int i = 0; side == 1 && i < 1000; i++)
            append_quoted(&out, ",'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!%d':{'type':'integer'}", i);
        buffer_append_string(&out, "}}");
        if (side == 0)
            buffer_append_byte(&out, '\n');
    }
    text both = buffer_text(&out);
    const char *line = memchr(both.data, '\n', both.length);
    size_t first = (size_t)(line - both.data);
    const compiled_schema *old = schema_compile(a, parse_text(a, (text){both.data, first}));
    const json_value *document = parse_text(a, (text){line + 1, both.length - first - 1});
    schema_changes changes = timed_diff(a, old, schema_compile(a, document));
    assert_true(schema_breaking(a, changes, SCHEMA_BACKWARD).count > 0);
    int64_t start = monotonic_now();
    assert_int_equal(schema_accepts(old, json_get(document, "properties")), SCHEMA_UNKNOWN);
    assert_true(monotonic_now() - start < PATIENCE);
    buffer_done(&out);
    arena_free(a);
}

// One long name above thousands of changes: paths and messages stay bounded.
static void test_long_names(void **state) {
    (void)state;
    arena *a = arena_new(0);
    buffer out;
    buffer_init(&out, 64 << 20);
    for (int side = 0; side < 2; side++) {
        append_quoted(&out, "{'properties':{'");
        for (int i = 0; i < 300000; i++)
            buffer_append_byte(&out, 'n');
        append_quoted(&out, "':{'properties':{");
        for (int i = 0; i < 5000; i++)
            append_quoted(&out, "%s'p%d':{'type':'%s'}", i == 0 ? "" : ",", i, side == 0 ? "string" : "null");
        buffer_append_string(&out, side == 0 ? "}}}}\n" : "}}}}");
    }
    text both = buffer_text(&out);
    const char *line = memchr(both.data, '\n', both.length);
    size_t first = (size_t)(line - both.data);
    const compiled_schema *old = schema_compile(a, parse_text(a, (text){both.data, first}));
    const compiled_schema *new = schema_compile(a, parse_text(a, (text){line + 1, both.length - first - 1}));
    arena *results = arena_new(0);
    schema_changes changes = timed_diff(results, old, new);
    assert_int_equal(changes.count, 5000);
    assert_true(strlen(changes.items[0].path) < SCHEMA_PATH_MAX + 4);
    assert_true(arena_size(results) < 64 << 20);
    arena_free(results);
    buffer_done(&out);
    arena_free(a);
}

static void append_alternatives(buffer *out, unsigned count, unsigned from) {
    append_quoted(out, "{'oneOf':[");
    for (unsigned i = 0; i < count; i++)
        append_quoted(out, "%s{'type':'object','properties':{'a':{'minimum':%u}}}", i == 0 ? "" : ",", from + i);
    buffer_append_string(out, "]}");
}

static void test_many_alternatives(void **state) {
    (void)state;
    arena *a = arena_new(0);
    buffer out;
    buffer_init(&out, 64 << 20);
    append_alternatives(&out, 3000, 0);
    const compiled_schema *old = compile_buffer(a, &out);
    append_alternatives(&out, 3000, 2000);
    schema_changes changes = timed_diff(a, old, compile_buffer(a, &out));
    assert_true(schema_breaking(a, changes, SCHEMA_BACKWARD).count > 0);
    buffer_done(&out);
    arena_free(a);
}

// Resources that refer to one another in all ways, each with dynamic anchors of its own: the ways to one of them tell apart what
// its references mean.
static void append_resources(buffer *out, unsigned count, unsigned names, const char *leaf) {
    append_quoted(out, "{'$schema':'https://json-schema.org/draft/2020-12/schema','$ref':'r0','$defs':{");
    for (unsigned i = 0; i < count; i++) {
        append_quoted(out, "%s'r%u':{'$id':'r%u','properties':{", i == 0 ? "" : ",", i, i);
        for (unsigned j = 0; j < count; j++)
            append_quoted(out, "'p%u':{'$ref':'r%u'},", j, j);
        for (unsigned k = 0; k < names; k++)
            append_quoted(out, "'q%u':{'$dynamicRef':'#n%u'},", k, k);
        append_quoted(out, "'leaf':%s},'$defs':{", i + 1 == count ? leaf : "{'type':'string'}");
        for (unsigned k = 0, n = 0; k < names; k++)
            if ((i * 7 + k * 5) % 3 != 0)
                append_quoted(out, "%s'x%u':{'$dynamicAnchor':'n%u','$ref':'r%u'}", n++ == 0 ? "" : ",", k, k,
                              (i + k) % count);
        buffer_append_string(out, "}}");
    }
    buffer_append_string(out, "}}");
}

static void test_dynamic_scopes(void **state) {
    (void)state;
    static const unsigned names[] = {1, 4, 12, 30};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        arena *a = arena_new(0);
        buffer out;
        buffer_init(&out, 64 << 20);
        append_resources(&out, 20, names[i], "{'type':'integer'}");
        const compiled_schema *old = compile_buffer(a, &out);
        append_resources(&out, 20, names[i], "{'type':'boolean'}");
        schema_changes changes = timed_diff(a, old, compile_buffer(a, &out));
        assert_true(schema_breaking(a, changes, SCHEMA_BACKWARD).count > 0);
        buffer_done(&out);
        arena_free(a);
    }
}

// Each alternative looks at a member of its own, and any of them may hold.
static void append_ways(buffer *out, unsigned count, const char *type) {
    append_quoted(out, "{'type':'object','unevaluatedProperties':false,'allOf':[");
    for (unsigned i = 0; i < count; i++)
        append_quoted(out, "%s{'anyOf':[{'properties':{'a%u':{'type':%s}}},{'properties':{'b%u':{'type':%s}}}]}",
                      i == 0 ? "" : ",", i, type, i, type);
    buffer_append_string(out, "]}");
}

static void test_ways_to_evaluate(void **state) {
    (void)state;
    static const unsigned counts[] = {2, 3, 30, 1000};
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        arena *a = arena_new(0);
        buffer out;
        buffer_init(&out, 64 << 20);
        append_ways(&out, counts[i], "'integer'");
        const compiled_schema *old = compile_buffer(a, &out);
        append_ways(&out, counts[i], "'number'");
        const compiled_schema *new = compile_buffer(a, &out);
        assert_true(schema_breaking(a, timed_diff(a, new, old), SCHEMA_BACKWARD).count > 0);
        size_t broken = schema_breaking(a, timed_diff(a, old, new), SCHEMA_BACKWARD).count;
        assert_true(counts[i] > 2 || broken == 0);
        buffer_done(&out);
        arena_free(a);
    }
}

// As deep as the parser lets anything be.
static void test_depth(void **state) {
    (void)state;
    static const char *const opens[] = {"{'items':", "{'not':", "{'allOf':[", "{'properties':{'a':", "{'items':["};
    static const char *const closes[] = {"}", "}", "]}", "}}", "]}"};
    for (size_t i = 0; i < 5; i++) {
        arena *a = arena_new(0);
        buffer out;
        buffer_init(&out, 64 << 20);
        unsigned levels = closes[i][1] == '\0' ? JSON_DEPTH_MAXIMUM - 1 : JSON_DEPTH_MAXIMUM / 2 - 1;
        for (unsigned j = 0; j < levels; j++)
            append_quoted(&out, "%s", opens[i]);
        buffer_append_string(&out, "{}");
        for (unsigned j = 0; j < levels; j++)
            buffer_append_string(&out, closes[i]);
        json_error error;
        const json_value *document = json_parse(a, buffer_text(&out), JSON_DEPTH_MAXIMUM, &error);
        assert_non_null(document);
        assert_true(schema_validate(a, document).count > 0);
        const compiled_schema *deep = schema_compile(a, document);
        timed_diff(a, deep, compile(a, "{}"));
        schema_accepts(deep, document);
        const char *message;
        schema_check_limits(a, document, &SCHEMA_LIMITS_DEFAULT, &message);
        schema_field_paths(a, document);
        buffer_done(&out);
        arena_free(a);
    }
}

static void test_too_many_nodes(void **state) {
    (void)state;
    arena *a = arena_new(0);
    buffer out;
    buffer_init(&out, 64 << 20);
    append_quoted(&out, "{'allOf':[");
    for (unsigned i = 0; i <= SCHEMA_NODES_MAX; i++)
        buffer_append_string(&out, i == 0 ? "true" : ",true");
    buffer_append_string(&out, "]}");
    assert_null(schema_compile(a, parse_text(a, buffer_text(&out))));
    buffer_done(&out);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mutual_recursion),  cmocka_unit_test(test_chain),
        cmocka_unit_test(test_reference_chain),   cmocka_unit_test(test_many_properties),
        cmocka_unit_test(test_doubling),          cmocka_unit_test(test_patterns),
        cmocka_unit_test(test_many_patterns),     cmocka_unit_test(test_long_names),
        cmocka_unit_test(test_many_alternatives), cmocka_unit_test(test_depth),
        cmocka_unit_test(test_dynamic_scopes),    cmocka_unit_test(test_ways_to_evaluate),
        cmocka_unit_test(test_too_many_nodes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
