#include "unit.h"

#include "base/timestamp.h"
#include <time.h>

static const struct {
    const char *wire;
    int64_t micros;
} moments[] = {
    {"1970-01-01T00:00:00.000000Z", 0},
    {"1969-12-31T23:59:59.999999Z", -1},
    {"2000-02-29T12:34:56.000007Z", INT64_C(951827696000007)},
    {"2025-03-04T09:15:02.004512Z", INT64_C(1741079702004512)},
    {"0000-01-01T00:00:00.000000Z", INT64_C(-62167219200000000)},
    {"0000-02-29T00:00:00.000000Z", INT64_C(-62162121600000000)},
    {"9999-12-31T23:59:59.999999Z", INT64_C(253402300799999999)},
};

static void format_and_parse_agree(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof(moments) / sizeof(moments[0]); i++) {
        char out[TIMESTAMP_LENGTH + 1];
        int64_t micros = 1;
        timestamp_format(moments[i].micros, out);
        assert_string_equal(out, moments[i].wire);
        assert_true(timestamp_parse(text_of(moments[i].wire), &micros));
        assert_true(micros == moments[i].micros);
    }
}

// Every day of the calendar, checked against the C library's.
static void every_day(void **state) {
    (void)state;
    for (int64_t day = -719528; day <= 2932896; day++) {
        int64_t micros = (day * 86400 + 86399) * 1000000;
        char out[TIMESTAMP_LENGTH + 1];
        timestamp_format(micros, out);
        time_t seconds = (time_t)(day * 86400 + 86399);
        struct tm fields;
        gmtime_r(&seconds, &fields);
        char expected[64];
        snprintf(expected, sizeof(expected), "%04d-%02d-%02dT23:59:59.000000Z", fields.tm_year + 1900,
                 fields.tm_mon + 1, fields.tm_mday);
        int64_t back = 0;
        if (strcmp(out, expected) != 0 || !timestamp_parse(text_of(out), &back) || back != micros)
            fail_msg("%s for %s", out, expected);
    }
}

static void values_outside_are_clamped(void **state) {
    (void)state;
    char out[TIMESTAMP_LENGTH + 1];
    timestamp_format(INT64_MAX, out);
    assert_string_equal(out, "9999-12-31T23:59:59.999999Z");
    timestamp_format(TIMESTAMP_NONE, out);
    assert_string_equal(out, "0000-01-01T00:00:00.000000Z");
}

static void accepted_forms(void **state) {
    (void)state;
    static const struct {
        const char *input;
        const char *wire;
    } rows[] = {
        {"2025-03-04T09:15:02Z", "2025-03-04T09:15:02.000000Z"},
        {"2025-03-04t09:15:02z", "2025-03-04T09:15:02.000000Z"},
        {"2025-03-04T09:15:02.5Z", "2025-03-04T09:15:02.500000Z"},
        {"2025-03-04T09:15:02.123456789Z", "2025-03-04T09:15:02.123456Z"},
        {"2025-03-04T09:15:02+00:00", "2025-03-04T09:15:02.000000Z"},
        {"2025-03-04T09:15:02-00:00", "2025-03-04T09:15:02.000000Z"},
        {"2025-03-04T09:15:02+05:30", "2025-03-04T03:45:02.000000Z"},
        {"2025-03-04T09:15:02-23:59", "2025-03-05T09:14:02.000000Z"},
        {"2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000000Z"},
        {"1998-12-31T23:59:60Z", "1999-01-01T00:00:00.000000Z"},
        {"1998-12-31T15:59:60.25-08:00", "1999-01-01T00:00:00.250000Z"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        int64_t micros;
        char out[TIMESTAMP_LENGTH + 1];
        if (!timestamp_parse(text_of(rows[i].input), &micros))
            fail_msg("refused %s", rows[i].input);
        timestamp_format(micros, out);
        assert_string_equal(out, rows[i].wire);
    }
}

static void refused_forms(void **state) {
    (void)state;
    static const char *const rows[] = {
        "",
        "2025",
        "2025-03-04",
        "2025-03-04T09:15:02",
        "2025-03-04 09:15:02Z",
        "2025-03-04T09:15Z",
        "2025-3-04T09:15:02Z",
        "2025-03-04T09:15:02.Z",
        "2025-03-04T09:15:02.1234567890Z",
        "2025-03-04T09:15:02,5Z",
        "2025-03-04T09:15:02Z ",
        " 2025-03-04T09:15:02Z",
        "2025-03-04T09:15:02+0530",
        "2025-03-04T09:15:02+05",
        "2025-03-04T09:15:02+24:00",
        "2025-03-04T09:15:02+05:60",
        "2025-03-04T09:15:02ZZ",
        "2025-00-04T09:15:02Z",
        "2025-13-04T09:15:02Z",
        "2025-04-00T09:15:02Z",
        "2025-04-31T09:15:02Z",
        "2025-02-29T09:15:02Z",
        "1900-02-29T09:15:02Z",
        "2025-03-04T24:00:00Z",
        "2025-03-04T09:60:00Z",
        "2025-03-04T09:15:61Z",
        "2025-03-04T09:15:60Z", // a leap second at no end of a day
        "1998-12-31T23:59:60+01:00",
        "+2025-03-04T09:15:02Z",
        "-025-03-04T09:15:02Z",
        "2025-03-04T09:15:0\xD9\xA2Z",
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        int64_t micros = 4711;
        size_t length = strlen(rows[i]);
        char *copy = malloc(length == 0 ? 1 : length); // no NUL behind: the sanitizer watches the end
        memcpy(copy, rows[i], length);
        if (timestamp_parse((text){copy, length}, &micros) || micros != 4711)
            fail_msg("accepted '%s'", rows[i]);
        free(copy);
    }
    int64_t micros;
    assert_false(timestamp_parse(TEXT_NONE, &micros));
    assert_false(timestamp_parse(TEXT("2025-03-04T09:15:02Z\0"), &micros));
}

// Each row in both forms of the reader: what only people write is refused by the strict one.
static void forms_of_people(void **state) {
    (void)state;
    static const struct {
        const char *input;
        const char *wire; // NULL: refused
        bool strict;
    } rows[] = {
        {"2025-03-04T09:15:02.5+05:30", "2025-03-04T03:45:02.500000Z", true},
        {"1998-12-31T23:59:60Z", "1999-01-01T00:00:00.000000Z", true},
        {"2025-03-04T09:15:02", "2025-03-04T09:15:02.000000Z", false},
        {"2025-03-04T09:15:02.25", "2025-03-04T09:15:02.250000Z", false},
        {"2025-03-04 09:15:02Z", "2025-03-04T09:15:02.000000Z", false},
        {"2025-03-04T09:15Z", "2025-03-04T09:15:00.000000Z", false},
        {"2025-03-04t09:15-01:00", "2025-03-04T10:15:00.000000Z", false},
        {"2025-03-04 09:15", "2025-03-04T09:15:00.000000Z", false},
        {"2025-03-04", "2025-03-04T00:00:00.000000Z", false},
        {"", NULL, false},
        {"2025-03", NULL, false},
        {"2025-03-04T", NULL, false},
        {"2025-03-04Z", NULL, false},
        {"2025-03-04T09", NULL, false},
        {"2025-03-04T09:15:", NULL, false},
        {"2025-03-04T09:15:02.", NULL, false},
        {"2025-03-04T09:15:02ZZ", NULL, false},
        {"2025-03-04T09:15:60", NULL, false},
        {"2025-02-29", NULL, false},
        {"2025-03-04T24:00", NULL, false},
        {"tomorrow", NULL, false},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        int64_t micros = 4711, strict;
        char out[TIMESTAMP_LENGTH + 1];
        assert_int_equal(timestamp_parse(text_of(rows[i].input), &strict), rows[i].strict);
        assert_int_equal(timestamp_parse_iso(text_of(rows[i].input), &micros), rows[i].wire != NULL);
        if (rows[i].wire == NULL) {
            assert_int_equal(micros, 4711);
            continue;
        }
        timestamp_format(micros, out);
        assert_string_equal(out, rows[i].wire);
    }
    int64_t micros;
    assert_false(timestamp_parse_iso(TEXT_NONE, &micros));
}

static void clocks(void **state) {
    (void)state;
    int64_t now = timestamp_now();
    assert_true(now / 1000000 - time(NULL) <= 1 && time(NULL) - now / 1000000 <= 1);
    int64_t last = monotonic_now();
    for (int i = 0; i < 1000; i++) {
        int64_t next = monotonic_now();
        assert_true(next >= last);
        last = next;
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(format_and_parse_agree),
        cmocka_unit_test(every_day),
        cmocka_unit_test(values_outside_are_clamped),
        cmocka_unit_test(accepted_forms),
        cmocka_unit_test(refused_forms),
        cmocka_unit_test(forms_of_people),
        cmocka_unit_test(clocks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
