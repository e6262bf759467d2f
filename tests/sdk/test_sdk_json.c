// The reader of JSON text: the parsing suite, tokens, escapes.
#include "suite.h"
#include "tessera/json.h"

static bool accepts(const char *json, size_t length) {
    tessera_json_reader reader;
    tessera_json_start(&reader, json, length);
    for (;;) {
        tessera_json_kind kind = tessera_json_next(&reader).kind;
        if (kind == TESSERA_JSON_END || kind == TESSERA_JSON_ERROR) {
            assert_int_equal(tessera_json_next(&reader).kind, kind);
            return kind == TESSERA_JSON_END;
        }
    }
}

static void check_file(const char *name, const char *bytes, size_t length, void *data) {
    unsigned *counts = data;
    if (strchr("yni", name[0]) == NULL || name[1] != '_')
        return;
    // A copy of exactly that size, so that a sanitizer sees every read past the end.
    char *exact = malloc(length + 1);
    memcpy(exact, bytes, length);
    char *tight = realloc(exact, length == 0 ? 1 : length);
    bool fine = accepts(tight, length);
    if (name[0] == 'y' && !fine)
        fail_msg("%s refused", name);
    if (name[0] == 'n' && fine)
        fail_msg("%s accepted", name);
    counts[name[0] == 'y' ? 0 : name[0] == 'n' ? 1 : 2]++;
    free(tight);
}

static void test_suite(void **state) {
    unsigned counts[3] = {0};
    (void)state;
    suite_run("data/json-test-suite/test_parsing", check_file, counts);
    assert_true(counts[0] >= 90 && counts[1] >= 180 && counts[2] >= 30);
}

static void test_tokens(void **state) {
    static const char json[] = " {\"a\" : [1, -2.5e3, true,false , null, \"x\"], \"b\":{}} ";
    static const struct {
        tessera_json_kind kind;
        const char *text;
    } wanted[] = {
        {TESSERA_JSON_BEGIN_OBJECT, "{"}, {TESSERA_JSON_NAME, "a"},        {TESSERA_JSON_BEGIN_ARRAY, "["},
        {TESSERA_JSON_INTEGER, "1"},      {TESSERA_JSON_NUMBER, "-2.5e3"}, {TESSERA_JSON_TRUE, "true"},
        {TESSERA_JSON_FALSE, "false"},    {TESSERA_JSON_NULL, "null"},     {TESSERA_JSON_STRING, "x"},
        {TESSERA_JSON_END_ARRAY, "]"},    {TESSERA_JSON_NAME, "b"},        {TESSERA_JSON_BEGIN_OBJECT, "{"},
        {TESSERA_JSON_END_OBJECT, "}"},   {TESSERA_JSON_END_OBJECT, "}"},
    };
    tessera_json_reader reader;
    (void)state;
    tessera_json_start(&reader, json, strlen(json));
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        tessera_json_token token = tessera_json_next(&reader);
        assert_int_equal(token.kind, wanted[i].kind);
        assert_int_equal(token.length, strlen(wanted[i].text));
        assert_memory_equal(token.text, wanted[i].text, token.length);
    }
    assert_int_equal(tessera_json_next(&reader).kind, TESSERA_JSON_END);
}

static void expect_text(const char *json, const char *wanted) {
    char out[64];
    tessera_json_reader reader;
    tessera_json_start(&reader, json, strlen(json));
    tessera_json_token token = tessera_json_next(&reader);
    assert_int_equal(token.kind, TESSERA_JSON_STRING);
    size_t length = token.escaped ? tessera_json_unescape(&token, out) : token.length;
    if (!token.escaped)
        memcpy(out, token.text, length);
    assert_int_equal(length, strlen(wanted));
    assert_memory_equal(out, wanted, length);
    assert_true(length <= token.length);
}

static void test_escapes(void **state) {
    (void)state;
    expect_text("\"plain text of some length\"", "plain text of some length");
    expect_text("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t");
    expect_text("\"\\u0041\\u00e9\\u20AC\"", "Aé€");
    expect_text("\"\\ud83d\\ude00!\"", "😀!");
    expect_text("\"\\ud83d\"", "\xEF\xBF\xBD");
    expect_text("\"\\ud83dx\"", "\xEF\xBF\xBDx");
    expect_text("\"\\ude00\\u0041\"", "\xEF\xBF\xBD"
                                      "A");
    expect_text("\"\\ud83d\\u0041\"", "\xEF\xBF\xBD"
                                      "A");
    expect_text("\"längere Texte mit Umläuten\"", "längere Texte mit Umläuten");
}

#define KNOWN "\"a\":\"x\""

// The rows of a list, of which each repeats the one before or not.
static void test_repeated_members(void **state) {
    static const char json[] = "[{" KNOWN "," KNOWN ",\"b\":null},{" KNOWN "},{\"a\":\"xy\"},{ " KNOWN "},[" KNOWN "]]";
    tessera_json_reader reader;
    (void)state;
    tessera_json_start(&reader, json, sizeof json - 1);
    assert_false(tessera_json_repeat(&reader, KNOWN, sizeof KNOWN - 1)); // not in an object
    tessera_json_next(&reader);
    assert_int_equal(tessera_json_next(&reader).kind, TESSERA_JSON_BEGIN_OBJECT);
    assert_true(tessera_json_repeat(&reader, KNOWN, sizeof KNOWN - 1));
    assert_true(tessera_json_repeat(&reader, KNOWN, sizeof KNOWN - 1));
    assert_false(tessera_json_repeat(&reader, KNOWN, sizeof KNOWN - 1));
    assert_false(tessera_json_repeat(&reader, json, sizeof json - 1)); // longer than what is left
    assert_true(tessera_json_repeat(&reader, "\"b\":null", 8));
    assert_int_equal(tessera_json_next(&reader).kind, TESSERA_JSON_END_OBJECT);
    assert_int_equal(tessera_json_next(&reader).kind, TESSERA_JSON_BEGIN_OBJECT);
    assert_true(tessera_json_repeat(&reader, KNOWN, sizeof KNOWN - 1));
    assert_int_equal(tessera_json_next(&reader).kind, TESSERA_JSON_END_OBJECT);
    for (int i = 0; i < 2; i++) { // another value; blanks: read as ever
        assert_int_equal(tessera_json_next(&reader).kind, TESSERA_JSON_BEGIN_OBJECT);
        assert_false(tessera_json_repeat(&reader, KNOWN, sizeof KNOWN - 1));
        assert_int_equal(tessera_json_next(&reader).kind, TESSERA_JSON_NAME);
        assert_false(tessera_json_repeat(&reader, KNOWN, sizeof KNOWN - 1));
        assert_int_equal(tessera_json_next(&reader).length, 2 - i);
        assert_int_equal(tessera_json_next(&reader).kind, TESSERA_JSON_END_OBJECT);
    }
    assert_int_equal(tessera_json_next(&reader).kind, TESSERA_JSON_BEGIN_ARRAY);
    assert_false(tessera_json_repeat(&reader, KNOWN, sizeof KNOWN - 1));
    assert_int_equal(tessera_json_next(&reader).kind, TESSERA_JSON_STRING);
    assert_int_equal(tessera_json_next(&reader).kind, TESSERA_JSON_ERROR);
}

// Strings whose special byte stands at every place of a word.
static void test_every_offset(void **state) {
    static const char *const bad[] = {"\x01", "\xFF", "\xC3", "\n"};
    char json[64];
    (void)state;
    for (size_t offset = 0; offset < 24; offset++) {
        snprintf(json, sizeof json, "\"%.*s\"", (int)offset, "aaaaaaaaaaaaaaaaaaaaaaaaaaaa");
        assert_true(accepts(json, strlen(json)));
        assert_false(accepts(json, strlen(json) - 1));
        for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
            snprintf(json, sizeof json, "\"%.*s%sbbb\"", (int)offset, "aaaaaaaaaaaaaaaaaaaaaaaaaaaa", bad[i]);
            assert_false(accepts(json, strlen(json)));
        }
        snprintf(json, sizeof json, "\"%.*s\\n\xC3\xA4\"", (int)offset, "aaaaaaaaaaaaaaaaaaaaaaaaaaaa");
        assert_true(accepts(json, strlen(json)));
    }
}

static void test_depth(void **state) {
    char json[2 * TESSERA_JSON_DEPTH + 4];
    (void)state;
    memset(json, '[', TESSERA_JSON_DEPTH);
    memset(json + TESSERA_JSON_DEPTH, ']', TESSERA_JSON_DEPTH);
    assert_true(accepts(json, (size_t)2 * TESSERA_JSON_DEPTH));
    memset(json, '[', TESSERA_JSON_DEPTH + 1);
    memset(json + TESSERA_JSON_DEPTH + 1, ']', TESSERA_JSON_DEPTH + 1);
    assert_false(accepts(json, 2 * TESSERA_JSON_DEPTH + 2));
    assert_false(accepts("[}", 2));
    assert_false(accepts("{]", 2));
}

// Line, column and what is matched of the pointer, "3:5 /a".
static void assert_located(const char *json, const char *pointer, const char *wanted) {
    tessera_json_position found;
    char told[64];
    assert_true(tessera_json_locate(json, strlen(json), pointer, &found));
    snprintf(told, sizeof told, "%zu:%zu %.*s", found.line, found.column, (int)found.matched, pointer);
    assert_string_equal(told, wanted);
}

static void test_places(void **state) {
    (void)state;
    const char *json = "\n{\n  \"a\": {\"b\": [1, \"x\", {\"c\": null}]},\n  \"\xC3\xA4\": 1, \"~/\": 2, \"\": 3\n}\n";
    assert_located(json, "", "2:1 ");
    assert_located(json, "/a", "3:3 /a");
    assert_located(json, "/a/b", "3:9 /a/b");
    assert_located(json, "/a/b/0", "3:15 /a/b/0");
    assert_located(json, "/a/b/1", "3:18 /a/b/1");
    assert_located(json, "/a/b/2/c", "3:24 /a/b/2/c");
    assert_located(json, "/a/b/3", "3:9 /a/b");  // what is around it
    assert_located(json, "/a/b/01", "3:9 /a/b"); // no index
    assert_located(json, "/a/x/y", "3:3 /a");
    assert_located(json, "/a/b/0/z", "3:15 /a/b/0"); // nothing is inside of a number
    assert_located(json, "/~0~1", "4:11 /~0~1");     // columns are characters
    assert_located(json, "/", "4:20 /");
    assert_located("{\"a\": {\"b\": 1}, \"\\u0061\": {\"c\": 2}}", "/a/c", "1:28 /a/c"); // the last one counts
    assert_located("5", "/a", "1:1 ");
    tessera_json_position left = {.line = 77};
    assert_false(tessera_json_locate("{\"a\": 1", 8, "", &left));
    assert_false(tessera_json_locate("{\"a\": [1, }", 11, "/a/0", &left));
    assert_false(tessera_json_locate("1 2", 3, "", &left));
    assert_false(tessera_json_locate("1", 1, "a", &left));
    assert_false(tessera_json_locate("1", 1, "/~2", &left));
    assert_false(tessera_json_locate("1", 1, "/~", &left));
    assert_false(tessera_json_locate("1", 1, NULL, &left));
    assert_int_equal(left.line, 77);
}

static void test_digests(void **state) {
    char one[TESSERA_DIGEST_LENGTH + 1], other[TESSERA_DIGEST_LENGTH + 1];
    (void)state;
    const char *json = "{\"b\": [1, 2.0], \"a\": \"\xC3\xA4\"}", *same = " {\"a\":\"\\u00e4\",\"b\":[1,2.0]}",
               *not = "{\"a\":\"\\u00e4\",\"b\":[1,2]}";
    assert_true(tessera_json_digest(json, strlen(json), one));
    assert_string_equal(one, "a1953b86917890c72b2441734e2bd63a7574cf4725c24e1720cb0d91263387ce");
    assert_true(tessera_json_digest(same, strlen(same), other));
    assert_string_equal(one, other);
    assert_true(tessera_json_digest(not, strlen(not ), other));
    assert_string_not_equal(one, other);
    assert_false(tessera_json_digest("{", 1, other));
    assert_false(tessera_json_digest(NULL, 0, other));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_suite),        cmocka_unit_test(test_tokens),
                                       cmocka_unit_test(test_escapes),      cmocka_unit_test(test_repeated_members),
                                       cmocka_unit_test(test_every_offset), cmocka_unit_test(test_depth),
                                       cmocka_unit_test(test_places),       cmocka_unit_test(test_digests)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
