// Texts in places of a bounded size: what counts as a unit, what is escaped, where it is cut.
#include "domain/wording.h"
#include "unit.h"

static void assert_worded(const char *value, size_t most, unsigned how, const char *expected) {
    arena *a = arena_new(0);
    assert_string_equal(wording(a, value, most, how), expected);
    arena_free(a);
}

static void test_whole(void **state) {
    (void)state;
    assert_worded(NULL, 5, 0, "");
    assert_worded("", 0, 0, "");
    assert_worded("abc", 3, 0, "abc");
    assert_worded("a & <b>", 99, WORDING_ESCAPED, "a &amp; &lt;b&gt;");
    assert_worded("a\nb\tc\x7f", 99, 0, "a\nb c ");
    assert_worded("a\r\nb", 99, WORDING_ONE_LINE, "a  b");
    assert_worded("\xff", 9, 0, "?");
}

static void test_cut(void **state) {
    (void)state;
    assert_worded("abcd", 3, 0, "ab\u2026");
    assert_worded("abc", 1, 0, "\u2026");
    // A character beyond the basic plane is two units.
    assert_worded("\U0001F600\U0001F600", 4, 0, "\U0001F600\U0001F600");
    assert_worded("\U0001F600\U0001F600", 3, 0, "\U0001F600\u2026");
    assert_worded("\u00e9\u00e9\u00e9", 2, 0, "\u00e9\u2026");
    // An entity counts as its characters, and is kept whole.
    assert_worded("<<", 8, WORDING_ESCAPED, "&lt;&lt;");
    assert_worded("<<", 7, WORDING_ESCAPED, "&lt;\u2026");
    assert_worded("&lt;&amp;x", 8, WORDING_MARKUP, "&lt;\u2026");
    assert_worded("&lt;&amp;", 9, WORDING_MARKUP, "&lt;&amp;");
}

static void test_quote(void **state) {
    (void)state;
    arena *a = arena_new(0);
    assert_string_equal(wording_quote(a, "", "> "), "> ");
    assert_string_equal(wording_quote(a, "one", "> "), "> one");
    assert_string_equal(wording_quote(a, "one\ntwo\n", "> "), "> one\n> two\n> ");
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole),
        cmocka_unit_test(test_cut),
        cmocka_unit_test(test_quote),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
