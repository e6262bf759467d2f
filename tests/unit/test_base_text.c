#include "unit.h"

#include "base/text.h"

static void comparisons(void **state) {
    (void)state;
    assert_true(text_equal(TEXT(""), TEXT_NONE));
    assert_true(text_is(TEXT("abc"), "abc"));
    assert_false(text_is(TEXT("abc"), "abd"));
    assert_false(text_is(TEXT("abc"), "ab"));
    assert_true(text_equal_ascii_nocase(TEXT("Content-TYPE"), TEXT("content-type")));
    assert_false(text_equal_ascii_nocase(TEXT("a"), TEXT("b")));
    assert_false(text_equal_ascii_nocase(TEXT("a"), TEXT("aa")));
    assert_false(text_equal_ascii_nocase(TEXT("@["), TEXT("`{"))); // neighbours of the letters
    assert_false(text_equal_ascii_nocase(TEXT("\xC3\x84"), TEXT("\xC3\xA4")));
    assert_true(text_equal_ascii_nocase(TEXT_NONE, TEXT("")));
    assert_true(text_starts_with(TEXT("abc"), TEXT("ab")));
    assert_true(text_starts_with(TEXT("abc"), TEXT("")));
    assert_true(text_starts_with(TEXT_NONE, TEXT_NONE));
    assert_false(text_starts_with(TEXT("ab"), TEXT("abc")));
    assert_false(text_starts_with(TEXT("abc"), TEXT("b")));
    assert_true(text_ends_with(TEXT("abc"), TEXT("bc")));
    assert_true(text_ends_with(TEXT_NONE, TEXT("")));
    assert_false(text_ends_with(TEXT("bc"), TEXT("abc")));
    assert_false(text_ends_with(TEXT("abc"), TEXT("b")));
    assert_null(text_of(NULL).data);
    assert_int_equal(text_of(NULL).length, 0);
}

static void code_points(void **state) {
    (void)state;
    assert_int_equal(text_code_points(TEXT("")), 0);
    assert_int_equal(text_code_points(TEXT("abc")), 3);
    assert_int_equal(text_code_points(TEXT("\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80z")), 4);
}

static void utf8_validity(void **state) {
    (void)state;
    static const struct {
        const char *bytes;
        bool valid;
    } rows[] = {
        {"", true},
        {"plain text that is longer than eight bytes", true},
        {"\x7F", true},
        {"\xC2\x80", true},
        {"\xDF\xBF", true},
        {"\xE0\xA0\x80", true},
        {"\xED\x9F\xBF", true},
        {"\xEE\x80\x80", true},
        {"\xEF\xBF\xBF", true},
        {"\xF0\x90\x80\x80", true},
        {"\xF4\x8F\xBF\xBF", true},
        {"12345678\xC3\xA4", true},
        {"1234567\xC3\xA4", true},
        {"\x80", false},             // a continuation alone
        {"\xC0\x80", false},         // overlong NUL
        {"\xC1\xBF", false},         // overlong
        {"\xC3", false},             // cut
        {"\xC3(", false},            // no continuation
        {"\xE0\x9F\xBF", false},     // overlong
        {"\xE2\x82", false},         // cut
        {"\xE2\x82(", false},        //
        {"\xED\xA0\x80", false},     // surrogate
        {"\xED\xBF\xBF", false},     // surrogate
        {"\xF0\x8F\xBF\xBF", false}, // overlong
        {"\xF0\x9F\x98", false},     // cut
        {"\xF4\x90\x80\x80", false}, // beyond U+10FFFF
        {"\xF5\x80\x80\x80", false}, //
        {"\xFF", false},             //
        {"1234567\xC3", false},      //
        {"12345678\x80", false},     //
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        // A heap copy of exactly this size, for the sanitizer to watch its end.
        size_t length = strlen(rows[i].bytes);
        char *copy = malloc(length == 0 ? 1 : length);
        memcpy(copy, rows[i].bytes, length);
        if (text_is_utf8((text){copy, length}) != rows[i].valid)
            fail_msg("row %zu", i);
        free(copy);
    }
    assert_true(text_is_utf8(TEXT_NONE));
    assert_true(text_is_utf8(TEXT("a\0b")));
}

static void assert_trimmed(const char *input, const char *expected) {
    size_t length = strlen(input);
    char *copy = malloc(length == 0 ? 1 : length);
    // NOLINTNEXTLINE(bugprone-not-null-terminated-result): so that reading past the end is found out
    memcpy(copy, input, length);
    text trimmed = text_trim((text){copy, length});
    if (!text_is(trimmed, expected))
        fail_msg("'%s' gave '%.*s'", input, (int)trimmed.length, trimmed.data);
    free(copy);
}

static void trimming(void **state) {
    (void)state;
    assert_trimmed("", "");
    assert_trimmed("x", "x");
    assert_trimmed(" \t\r\n\v\f x y \t\r\n\v\f ", "x y");
    assert_trimmed("   ", "");
    assert_trimmed("\xC2\x85\xC2\xA0x\xC2\xA0\xC2\x85", "x");
    assert_trimmed("\xE1\x9A\x80\xE2\x80\x80\xE2\x80\x8Ax\xE2\x80\xA8\xE2\x80\xA9\xE2\x80\xAF\xE2\x81\x9F\xE3\x80\x80",
                   "x");
    assert_trimmed("\xE3\x80\x80", "");
    assert_trimmed("\xE2\x80\x8Bx\xEF\xBB\xBF", "\xE2\x80\x8Bx\xEF\xBB\xBF"); // zero width: not White_Space
    assert_trimmed(" \xC3\xA4 ", "\xC3\xA4");
    assert_trimmed(" \x80\x80\x80\x80\x80 ", "\x80\x80\x80\x80\x80"); // malformed text is left alone
    assert_int_equal(text_trim(TEXT_NONE).length, 0);
}

static void integers(void **state) {
    (void)state;
    static const struct {
        const char *digits;
        bool valid;
        long long value;
    } rows[] = {
        {"0", true, 0},
        {"-0", true, 0},
        {"+7", true, 7},
        {"007", true, 7},
        {"9223372036854775807", true, INT64_MAX},
        {"-9223372036854775808", true, INT64_MIN},
        {"9223372036854775808", false, 0},
        {"-9223372036854775809", false, 0},
        {"92233720368547758070", false, 0},
        {"", false, 0},
        {"-", false, 0},
        {"+", false, 0},
        {"--1", false, 0},
        {" 1", false, 0},
        {"1 ", false, 0},
        {"1.0", false, 0},
        {"0x10", false, 0},
        {"1_000", false, 0},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        long long value = 4711;
        bool valid = text_to_int64(text_of(rows[i].digits), &value);
        if (valid != rows[i].valid || value != (valid ? rows[i].value : 4711))
            fail_msg("'%s' gave %d, %lld", rows[i].digits, valid, value);
    }
    long long value;
    assert_false(text_to_int64(TEXT_NONE, &value));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comparisons), cmocka_unit_test(code_points), cmocka_unit_test(utf8_validity),
        cmocka_unit_test(trimming),    cmocka_unit_test(integers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
