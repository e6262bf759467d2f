// Looking for a part of a text in any case: the forms one by one, then random ones against a matcher that is slow and plain.
#include "store/like.h"
#include "unit.h"

static void test_forms(void **state) {
    (void)state;
    static const struct {
        const char *subject, *part;
        bool found;
    } rows[] = {
        {"", "", true},
        {"", "%", true},
        {"", "_", false},
        {"a", "", true},
        {"abc", "abc", true},
        {"abc", "ABC", true},
        {"abc", "b", true},
        {"abc", "ac", false},
        {"abc", "a_c", true},
        {"ac", "a_c", false},
        {"aaa", "a_", true},
        {"a", "a_", false},
        {"Lake.Billing", "BILL", true},
        {"lake.billing", "l%.%g", true},
        {"lake.billing", "g%l", false},
        {"lake.billing", "_ake", true},
        {"ake", "_ake", false},
        {"aaab", "aab", true},
        {"mississippi", "iss%ip%i", true},
        {"mississippi", "iss%ip%s", false},
        {"École", "é", true},
        {"ÅNGSTRÖM", "ångström", true},
        {"ΣΊΣΥΦΟΣ", "σίσυφο_", true},
        {"ДАННЫЕ", "данн", true},
        {"日本語", "__語", true},
        {"日本語", "___語", false},
        {"straße", "STRASSE", false}, // simple folding: one letter for one letter
        {"\xC3\x89t\xC3\xA9", "\xC3\xA9T\xC3\x89", true},
        {"x\xC3\x89", "x_", true},
        {"12 \xE2\x84\xAAm", "km", true}, // the sign of the kelvin folds to an ASCII letter
        {"12 km", "\xE2\x84\xAAM", true},
        {"100%", "0\\%", true},
        {"1000", "0\\%", false},
        {"a_b", "A\\_B", true},
        {"a-b", "a\\_b", false},
        {"a\\b", "a\\\\b", true},
        {"ab", "\\a\\b", true}, // what needs no escape may have one
        {"a\\", "a\\", true},   // nothing follows
        {"é", "\\É", true},
        {"a%c", "\\%%c", true},
        {"%", "%\\%%", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (like_contains(text_of(rows[i].subject), text_of(rows[i].part)) != rows[i].found)
            fail_msg("'%s' in '%s'", rows[i].part, rows[i].subject);
}

static void test_literal_text(void **state) {
    static const struct {
        const char *subject, *part;
        bool found;
    } rows[] = {
        {"zz_eu", "ZZ_EU", true}, {"zz-eu", "zz_eu", false}, {"abc", "%%", false},   {"100%", "0%", true},
        {"a\\_b", "\\_", true},   {"a_b", "\\_", false},     {"École", "ÉC", true},  {"", "", true},
        {"", "_", false},         {"aaab", "aab", true},     {"a%b%c", "%B%", true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (like_has(text_of(rows[i].subject), text_of(rows[i].part)) != rows[i].found)
            fail_msg("'%s' in '%s'", rows[i].part, rows[i].subject);
}

// Bytes that are no UTF-8 count as themselves; nothing is read past the end.
static void test_stray_bytes(void **state) {
    (void)state;
    assert_true(like_contains(text_of("a\xFF"), text_of("\xFF")));
    assert_false(like_contains(text_of("a\xE2\x84"), text_of("k")));
    assert_true(like_contains(text_of("a\xE2"), text_of("a_")));
    assert_true(like_contains((text){"a\0b", 3}, (text){"\0B", 2}));
}

// No part makes it slow: these would take a matcher that goes back hundreds of millions of steps each, and the test's time limit
// would notice.
static void test_bound(void **state) {
    (void)state;
    static char part[40002], subject[40001];
    memset(subject, 'a', sizeof subject - 1);
    for (size_t i = 0; i + 1 < sizeof part; i += 2)
        part[i] = '%', part[i + 1] = 'a';
    memcpy(part + 40000, "b", 2);
    assert_false(like_contains(text_of(subject), text_of(part)));
    memset(part, 'a', 20000);
    memcpy(part + 20000, "b", 2);
    assert_false(like_contains(text_of(subject), text_of(part)));
    memset(part, '_', 10000);
    assert_false(like_contains(text_of(subject), text_of(part)));
    memcpy(part + 20000, "A", 2);
    assert_true(like_contains(text_of(subject), text_of(part)));
}

// Parts of one word of bits, of several, and of just as many as there is room for.
static void test_long_parts(void **state) {
    (void)state;
    for (size_t length = 60; length <= 200; length++) {
        char part[256], subject[700];
        memset(subject, 'b', sizeof subject);
        part[length] = '\0';
        for (size_t i = 0; i < length; i++) {
            part[i] = "abc_def"[i % 7];
            subject[300 + i] = "ABCzDEF"[i % 7];
        }
        assert_true(like_contains((text){subject, sizeof subject}, (text){part, length}));
        assert_true(like_contains((text){subject, 300 + length}, (text){part, length}));
        assert_false(like_contains((text){subject, 299 + length}, (text){part, length}));
        assert_false(like_contains((text){subject + 301, 300}, (text){part, length}));
        subject[300 + (length - 1) / 7 * 7] ^= 1;
        assert_false(like_contains((text){subject, sizeof subject}, (text){part, length}));
        assert_false(like_has((text){subject, sizeof subject}, (text){part, length}));
    }
}

// The definition, over ASCII: a run takes nothing, or one character and goes on; after the part anything may follow.
static bool plainly(const char *subject, const char *part) {
    if (*part == '\0')
        return true;
    if (*part == '%')
        return plainly(subject, part + 1) || (*subject != '\0' && plainly(subject + 1, part));
    if (*subject == '\0')
        return false;
    if (*part == '\\' && part[1] != '\0')
        return (part[1] | 0x20) == (*subject | 0x20) && plainly(subject + 1, part + 2);
    return (*part == '_' || (*part | 0x20) == (*subject | 0x20)) && plainly(subject + 1, part + 1);
}

static bool plainly_anywhere(const char *subject, const char *part) {
    return plainly(subject, part) || (*subject != '\0' && plainly_anywhere(subject + 1, part));
}

// The same numbers in every run (Knuth's MMIX generator; its upper bits are the better ones).
static unsigned draw(uint64_t *seed, unsigned below) {
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(*seed >> 33) % below;
}

static void random_text(uint64_t *seed, char *out, unsigned maximum, const char *alphabet) {
    unsigned length = draw(seed, maximum + 1);
    for (unsigned i = 0; i < length; i++)
        out[i] = alphabet[draw(seed, (unsigned)strlen(alphabet))];
    out[length] = '\0';
}

static void test_random_forms(void **state) {
    (void)state;
    uint64_t seed = 20250304;
    unsigned found = 0;
    for (unsigned i = 0; i < 20000; i++) {
        char subject[16], part[10];
        random_text(&seed, subject, 12, "abABabAB%_");
        random_text(&seed, part, 7, "abAB%%_\\");
        bool expected = plainly_anywhere(subject, part);
        found += expected;
        if (like_contains(text_of(subject), text_of(part)) != expected)
            fail_msg("'%s' in '%s' should be %d", part, subject, expected);
    }
    assert_in_range(found, 1000, 19000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forms), cmocka_unit_test(test_literal_text), cmocka_unit_test(test_stray_bytes),
        cmocka_unit_test(test_bound), cmocka_unit_test(test_long_parts),   cmocka_unit_test(test_random_forms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
