#include "json_unit.h"

static void scalars(void **state) {
    (void)state;
    arena *a = arena_new(0);
    assert_int_equal(parse(a, "null")->type, JSON_NULL);
    assert_true(parse(a, " true ")->boolean);
    const json_value *no = parse(a, "\t\r\nfalse\n");
    assert_int_equal(no->type, JSON_BOOLEAN);
    assert_false(no->boolean);
    const json_value *number = parse(a, "-12.50e+3");
    assert_int_equal(number->type, JSON_NUMBER);
    assert_string_equal(number->number, "-12.50e+3");
    assert_int_equal(number->count, 9);
    assert_false(number->integer);
    assert_true(parse(a, "18446744073709551616")->integer);
    assert_string_equal(parse(a, "7 ")->number, "7");
    const json_value *string = parse(a, "\"text\"");
    assert_int_equal(string->type, JSON_STRING);
    assert_string_equal(string->string, "text");
    assert_int_equal(string->count, 4);
    assert_int_equal(parse(a, "\"\"")->count, 0);
    arena_free(a);
}

static void containers(void **state) {
    (void)state;
    arena *a = arena_new(0);
    assert_int_equal(parse(a, "[]")->count, 0);
    assert_int_equal(parse(a, "{ }")->count, 0);
    const json_value *v = parse(a, "[1,2 , {\"a\":[3,{}],\"b\":-0.5}, [ [ ] ],\"x\",null,true]");
    assert_int_equal(v->count, 7);
    assert_string_equal(v->elements[0].number, "1");
    assert_string_equal(v->elements[1].number, "2");
    const json_value *object = &v->elements[2];
    assert_int_equal(object->count, 2);
    assert_string_equal(object->members[0].name, "a");
    assert_string_equal(object->members[0].value.elements[0].number, "3");
    assert_int_equal(object->members[0].value.elements[1].type, JSON_OBJECT);
    assert_string_equal(json_get(object, "b")->number, "-0.5");
    assert_int_equal(v->elements[3].elements[0].type, JSON_ARRAY);
    assert_string_equal(v->elements[4].string, "x");
    assert_int_equal(v->elements[5].type, JSON_NULL);
    assert_true(v->elements[6].boolean);
    arena_free(a);
}

// Numbers lose the byte behind them to their NUL only after that byte has been read.
static void numbers_before_every_follower(void **state) {
    (void)state;
    static const char *const rows[] = {
        "[1]", "[1,2]", "[1 ,2 ]", "{\"a\":1}", "{\"a\":1,\"b\":2}", "{\"a\":1\n,\"b\":2\n}", "[[1],[2]]",
    };
    arena *a = arena_new(0);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char compact[64];
        size_t length = 0;
        for (const char *p = rows[i]; *p != '\0'; p++)
            if (*p != ' ' && *p != '\n')
                compact[length++] = *p;
        compact[length] = '\0';
        assert_string_equal(json_print(a, parse(a, rows[i]), NULL), compact);
    }
    arena_free(a);
}

static void escapes(void **state) {
    (void)state;
    static const struct {
        const char *source;
        const char *bytes;
    } rows[] = {
        {"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t"},
        {"\"\\u0041\\u00e4\\u20AC\\ud83d\\uDE00\"", "A\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80"},
        {"\"\\uFFFF\\uD7FF\\uE000\"", "\xEF\xBF\xBF\xED\x9F\xBF\xEE\x80\x80"},
        {"\"\\uD800\\uDC00\\uDBFF\\uDFFF\"", "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF"},
        {"\"raw \xC3\xA4 \xE2\x82\xAC \xF0\x9F\x98\x80 \x7F\"", "raw \xC3\xA4 \xE2\x82\xAC \xF0\x9F\x98\x80 \x7F"},
        {"\"\xE2\x82\xAC\xE2\x82\xAC\\n\xE2\x82\xAC\"", "\xE2\x82\xAC\xE2\x82\xAC\n\xE2\x82\xAC"},
    };
    arena *a = arena_new(0);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const json_value *value = parse(a, rows[i].source);
        assert_string_equal(value->string, rows[i].bytes);
        assert_int_equal(value->count, strlen(rows[i].bytes));
        assert_false(value->holds_nul);
    }
    const json_value *nul = parse(a, "\"a\\u0000b\"");
    assert_true(nul->holds_nul);
    assert_int_equal(nul->count, 3);
    assert_memory_equal(nul->string, "a\0b", 4);
    const json_value *named = parse(a, "{\"x\\u0000\":1,\"x\":2}");
    assert_int_equal(named->count, 2);
    assert_string_equal(json_get(named, "x")->number, "2");
    assert_string_equal(json_get_text(named, TEXT("x\0"))->number, "1");
    arena_free(a);
}

// An escape at every place of strings of every length up to some strides of the scanner.
static void escapes_at_every_place(void **state) {
    (void)state;
    arena *a = arena_new(0);
    for (size_t length = 0; length <= 70; length++) {
        for (size_t place = 0; place <= length; place++) {
            char source[256];
            char expected[128];
            size_t n = 0;
            size_t m = 0;
            source[n++] = '"';
            for (size_t i = 0; i <= length; i++) {
                bool second = i == (place + 20) % (length + 1);
                if (i == place || second) {
                    source[n++] = '\\';
                    source[n++] = second ? 't' : 'n';
                    expected[m++] = second ? '\t' : '\n';
                }
                if (i < length)
                    source[n++] = expected[m++] = (char)('a' + i % 26);
            }
            source[n++] = '"';
            const json_value *value = parse_text(a, (text){source, n});
            assert_int_equal(value->count, m);
            assert_memory_equal(value->string, expected, m);
            assert_int_equal(value->string[m], 0);
        }
        arena_reset(a, 1 << 16);
    }
    arena_free(a);
}

static void refused_texts(void **state) {
    (void)state;
    static const struct {
        const char *source;
        size_t offset;
        bool not_utf8;
    } rows[] = {
        {"", 0, false},
        {"  ", 2, false},
        {"[1", 2, false},
        {"[1,", 3, false},
        {"[1,]", 3, false},
        {"[,1]", 1, false},
        {"[1 2]", 3, false},
        {"[1}", 2, false},
        {"{\"a\"", 4, false},
        {"{\"a\":", 5, false},
        {"{\"a\":1", 6, false},
        {"{\"a\":1,}", 7, false},
        {"{\"a\" 1}", 5, false},
        {"{a:1}", 1, false},
        {"{\"a\":1]", 6, false},
        {"nul", 0, false},
        {"nulll", 4, false},
        {"True", 0, false},
        {"01", 1, false},
        {"-", 1, false},
        {"-a", 1, false},
        {"+1", 0, false},
        {".5", 0, false},
        {"1.", 2, false},
        {"1.e1", 2, false},
        {"1e", 2, false},
        {"1e+", 3, false},
        {"0x1", 1, false},
        {"NaN", 0, false},
        {"1 2", 2, false},
        {"\"abc", 4, false},
        {"\"a\nb\"", 2, false},
        {"\"a\x01\"", 2, false},
        {"\"\\x\"", 1, false},
        {"\"\\", 1, false},
        {"\"\\u12", 1, false},
        {"\"\\u12g4\"", 1, false},
        {"\"\\ud800\"", 1, false},
        {"\"\\ud800x\"", 1, false},
        {"\"\\ud800\\n\"", 1, false},
        {"\"\\ud800\\ud800\"", 1, false},
        {"\"\\udc00\"", 1, false},
        {"'a'", 0, false},
        {"/* */1", 0, false},
        {"[1]\xC2\xA0", 3, false},
        {"\xEF\xBB\xBF", 3, false},
        {"\xEF\xBB\xBF\xEF\xBB\xBF[]", 3, false},
        {" \xEF\xBB\xBF[]", 1, false},
        {"\"\x80\"", 1, true},
        {"\"ab\xC3\"", 3, true},
        {"\"ab\xC3", 3, true},
        {"\"ab\xE2\x82\"", 3, true},
        {"\"ab\xED\xA0\x80\"", 3, true},
        {"\"ab\xC0\xAF\"", 3, true},
        {"\"ab\xF5\x80\x80\x80\"", 3, true},
        {"{\"\xFF\":1}", 2, true},
        {"\"\\n\xFF\"", 3, true},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        arena *a = arena_new(0);
        json_error error = {0};
        const json_value *value = json_parse(a, text_of(rows[i].source), JSON_DEPTH_DEFAULT, &error);
        if (value != NULL || error.message == NULL || error.offset != rows[i].offset ||
            error.not_utf8 != rows[i].not_utf8 || error.too_deep)
            fail_msg("'%s': offset %zu, %s", rows[i].source, error.offset, error.message);
        arena_free(a);
    }
    arena *a = arena_new(0);
    json_error error;
    assert_null(json_parse(a, TEXT("1\0"), JSON_DEPTH_DEFAULT, &error));
    assert_null(json_parse(a, TEXT("[\0]"), JSON_DEPTH_DEFAULT, &error));
    assert_null(json_parse(a, TEXT("\"\0\""), JSON_DEPTH_DEFAULT, &error));
    assert_null(json_parse(a, TEXT_NONE, JSON_DEPTH_DEFAULT, &error));
    arena_free(a);
}

// Every proper prefix of a document that ends with a bracket is refused, and read no further than its end.
static void every_prefix_is_refused(void **state) {
    (void)state;
    static const char source[] =
        "{\"a\": [1, -2.5e10, \"x\\u20ac\\ud83d\\ude00\\n\xC3\xA4 and a longer text of some strides\"],\n    "
        "\"b\": {\"c\": null, \"d\": [true, false, {}, []]}}";
    for (size_t length = 0; length < sizeof(source) - 1; length++) {
        arena *a = arena_new(0);
        json_error error = {0};
        char *copy = malloc(length == 0 ? 1 : length);
        memcpy(copy, source, length);
        assert_null(json_parse(a, (text){copy, length}, JSON_DEPTH_DEFAULT, &error));
        assert_non_null(error.message);
        assert_true(error.offset <= length);
        free(copy);
        arena_free(a);
    }
    arena *a = arena_new(0);
    assert_non_null(parse(a, source));
    arena_free(a);
}

static char *nested(size_t depth, char open, char close) {
    char *source = malloc(depth * 6 + 2);
    size_t n = 0;
    for (size_t i = 0; i < depth; i++) {
        source[n++] = open;
        if (open == '{' && i + 1 < depth) {
            memcpy(source + n, "\"a\":", 4);
            n += 4;
        }
    }
    for (size_t i = 0; i < depth; i++)
        source[n++] = close;
    source[n] = '\0';
    return source;
}

static void depth_is_limited(void **state) {
    (void)state;
    static const struct {
        size_t depth;
        unsigned limit;
        bool accepted;
    } rows[] = {
        {1, 0, false},
        {1, 1, true},
        {2, 1, false},
        {512, 512, true},
        {513, 512, false},
        {8192, UINT32_MAX, true},
        {8193, UINT32_MAX, false},
        {100000, 512, false},
    };
    for (size_t i = 0; i < 2 * sizeof(rows) / sizeof(rows[0]); i++) {
        bool objects = i % 2 == 1;
        arena *a = arena_new(0);
        json_error error = {0};
        char *source = nested(rows[i / 2].depth, objects ? '{' : '[', objects ? '}' : ']');
        const json_value *value = json_parse(a, text_of(source), rows[i / 2].limit, &error);
        assert_int_equal(value != NULL, rows[i / 2].accepted);
        assert_int_equal(error.too_deep, !rows[i / 2].accepted);
        if (value != NULL) {
            assert_string_equal(json_print(a, value, NULL), source);
            assert_true(json_equal(value, parse_text(a, TEXT("[]"))) == (rows[i / 2].depth == 1 && !objects));
        }
        free(source);
        arena_free(a);
    }
    arena *a = arena_new(0);
    json_error error;
    assert_non_null(json_parse(a, TEXT("1"), 0, &error)); // a scalar nests nothing
    arena_free(a);
}

static void the_deepest_trees_are_safe(void **state) {
    (void)state;
    arena *a = arena_new(0);
    json_error error;
    char *source = nested(JSON_DEPTH_MAXIMUM, '{', '}');
    const json_value *one = json_parse(a, text_of(source), JSON_DEPTH_MAXIMUM, &error);
    const json_value *two = json_parse(a, text_of(source), JSON_DEPTH_MAXIMUM, &error);
    assert_true(json_equal(one, two));
    assert_true(json_hash(one) == json_hash(two));
    buffer out;
    buffer_init(&out, 1 << 20);
    json_write_canonical(&out, one);
    assert_true(text_is(buffer_text(&out), source));
    buffer_done(&out);
    free(source);
    arena_free(a);
}

// More items than the parser's first stack holds, in both kinds of container.
static void wide_documents(void **state) {
    (void)state;
    enum { WIDE = 5000 };
    arena *a = arena_new(0);
    buffer out;
    buffer_init(&out, 1 << 20);
    json_writer w = json_writer_on(&out);
    json_begin_array(&w);
    for (int i = 0; i < WIDE; i++) {
        json_begin_object(&w);
        json_name(&w, "n");
        json_integer(&w, i);
        json_end_object(&w);
    }
    json_end_array(&w);
    const json_value *value = parse_text(a, buffer_text(&out));
    assert_int_equal(value->count, WIDE);
    for (int i = 0; i < WIDE; i++) {
        int64_t number;
        assert_true(json_to_int64(json_get(&value->elements[i], "n"), &number));
        assert_int_equal(number, i);
    }
    buffer_done(&out);
    arena_free(a);
}

static void blanks_everywhere(void **state) {
    (void)state;
    arena *a = arena_new(0);
    char source[400];
    for (int width = 0; width < 60; width++) {
        snprintf(source, sizeof(source), "\n%*s[\r\n%*s1\t\t,\n%*s{\n\n%*s\"a\"\n :%*s2 }\n%*s]\n%*s", width, "", width,
                 "", width, "", width, "", width, "", width, "", width, "");
        assert_string_equal(json_print(a, parse(a, source), NULL), "[1,{\"a\":2}]");
    }
    arena_free(a);
}

static void a_byte_order_mark_is_ignored(void **state) {
    (void)state;
    arena *a = arena_new(0);
    const json_value *value = parse_text(a, TEXT("\xEF\xBB\xBF [1]"));
    assert_int_equal(value->type, JSON_ARRAY);
    assert_int_equal(value->count, 1);
    arena_free(a);
}

// What a text becomes keeps to the arena's limit, the parser's own memory included; the longest number is told.
static void memory(void **state) {
    (void)state;
    enum { ITEMS = 100000, LIMIT = 1 << 20 };
    static char source[ITEMS * 3 + 2];
    static const char *const items[] = {"1,", "[],", "{},", "\"\","};
    for (size_t kind = 0; kind < sizeof items / sizeof *items; kind++) {
        size_t length = 0, width = strlen(items[kind]);
        source[length++] = '[';
        for (int i = 0; i < ITEMS; i++, length += width)
            memcpy(source + length, items[kind], width);
        source[length - 1] = ']';
        json_error error = {0};
        arena *a = arena_new(0);
        assert_non_null(json_parse(a, (text){source, length}, 10, &error));
        assert_false(error.too_large);
        arena_reset(a, 0);
        arena_set_limit(a, LIMIT);
        assert_null(json_parse(a, (text){source, length}, 10, &error));
        assert_true(error.too_large);
        assert_true(arena_size(a) <= LIMIT);
        arena_reset(a, 0); // without a limit again
        assert_non_null(json_parse(a, (text){source, length}, 10, &error));
        assert_int_equal(error.longest, kind == 0 ? 1 : 0);
        arena_free(a);
    }
    json_error error = {0};
    arena *a = arena_new(0);
    assert_non_null(json_parse(a, TEXT("{\"a\":[1,-23.5e10,7],\"b\":\"12345678901234567890\"}"), 10, &error));
    assert_int_equal(error.longest, 8);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory),
        cmocka_unit_test(scalars),
        cmocka_unit_test(containers),
        cmocka_unit_test(numbers_before_every_follower),
        cmocka_unit_test(escapes),
        cmocka_unit_test(escapes_at_every_place),
        cmocka_unit_test(a_byte_order_mark_is_ignored),
        cmocka_unit_test(refused_texts),
        cmocka_unit_test(every_prefix_is_refused),
        cmocka_unit_test(depth_is_limited),
        cmocka_unit_test(the_deepest_trees_are_safe),
        cmocka_unit_test(wide_documents),
        cmocka_unit_test(blanks_everywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
