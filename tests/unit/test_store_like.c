// LIKE without regard to case: the forms one by one, then random ones against a matcher that is slow and plain.
#include "store/sqlite/like.h"
#include "unit.h"
#include <stdbool.h>

static int open_database(void **state) {
    sqlite3 *handle = NULL;
    if (sqlite3_open(":memory:", &handle) != SQLITE_OK || like_register(handle) != SQLITE_OK)
        return -1;
    *state = handle;
    return 0;
}

static int close_database(void **state) {
    return sqlite3_close(*state) == SQLITE_OK ? 0 : -1;
}

static bool like(sqlite3 *handle, const char *subject, const char *pattern, const char *escape) {
    sqlite3_stmt *statement = NULL;
    const char *sql = escape == NULL ? "SELECT ?1 LIKE ?2" : "SELECT ?1 LIKE ?2 ESCAPE ?3";
    assert_int_equal(sqlite3_prepare_v2(handle, sql, -1, &statement, NULL), SQLITE_OK);
    sqlite3_bind_text(statement, 1, subject, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 2, pattern, -1, SQLITE_STATIC);
    if (escape != NULL)
        sqlite3_bind_text(statement, 3, escape, -1, SQLITE_STATIC);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    bool matches = sqlite3_column_int(statement, 0) == 1;
    sqlite3_finalize(statement);
    return matches;
}

static void test_forms(void **state) {
    static const struct {
        const char *subject, *pattern, *escape;
        bool matches;
    } rows[] = {
        {"", "", NULL, true},
        {"", "%", NULL, true},
        {"a", "", NULL, false},
        {"Lake.Billing", "%BILL%", NULL, true},
        {"lake.billing", "%billing", NULL, true},
        {"lake.billing", "%billin", NULL, false},
        {"lake.billing", "lake%", NULL, true},
        {"lake.billing", "l%.%g", NULL, true},
        {"lake.billing", "%_ake%", NULL, true},
        {"ake", "%_ake%", NULL, false},
        {"aaab", "%aab", NULL, true},
        {"abab", "%ab", NULL, true},
        {"\xC3\x89t\xC3\xA9", "%\xC3\xA9T\xC3\x89%", NULL, true},
        {"x\xC3\x89", "x_", NULL, true},
        {"xx\xC3\x89", "%\xC3\xA9", NULL, true},
        {"12 \xE2\x84\xAAm", "%km", NULL, true}, // the sign of the kelvin folds to an ASCII letter
        {"12 km", "%\xE2\x84\xAAM", NULL, true},
        {"50%", "%0!%", "!", true},
        {"50x", "%0!%", "!", false},
        {"a_b", "%!_b", "!", true},
        {"axb", "%!_b", "!", false},
        {"a!", "%!!", "!", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (like(*state, rows[i].subject, rows[i].pattern, rows[i].escape) != rows[i].matches)
            fail_msg("'%s' LIKE '%s'", rows[i].subject, rows[i].pattern);
}

// The definition, over ASCII: a run takes nothing, or one character and goes on.
static bool plainly(const char *subject, const char *pattern) {
    if (*pattern == '\0')
        return *subject == '\0';
    if (*pattern == '%')
        return plainly(subject, pattern + 1) || (*subject != '\0' && plainly(subject + 1, pattern));
    if (*subject == '\0')
        return false;
    return (*pattern == '_' || (*pattern | 0x20) == (*subject | 0x20)) && plainly(subject + 1, pattern + 1);
}

static void random_text(char *out, unsigned maximum, const char *alphabet) {
    unsigned length = (unsigned)rand() % (maximum + 1);
    for (unsigned i = 0; i < length; i++)
        out[i] = alphabet[(unsigned)rand() % strlen(alphabet)];
    out[length] = '\0';
}

static void test_random_forms(void **state) {
    srand(20250304);
    unsigned matched = 0;
    for (unsigned i = 0; i < 20000; i++) {
        char subject[16], pattern[10];
        random_text(subject, 12, "abAB");
        random_text(pattern, 7, "abAB%%_");
        bool expected = plainly(subject, pattern);
        matched += expected;
        if (like(*state, subject, pattern, NULL) != expected)
            fail_msg("'%s' LIKE '%s' should be %d", subject, pattern, expected);
    }
    assert_in_range(matched, 1000, 19000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_forms, open_database, close_database),
        cmocka_unit_test_setup_teardown(test_random_forms, open_database, close_database),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
