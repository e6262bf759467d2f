// Dates are counted in days by arithmetic on eras of 400 years, after which the calendar repeats: no time zone, no locale and
// no lock of the C library has a part in it.
#include "base/timestamp.h"
#include <time.h>

#define SECOND INT64_C(1000000)
#define YEAR_0000 (-719528 * TIMESTAMP_DAY)         // 0000-01-01T00:00:00Z
#define YEAR_9999_END (2932897 * TIMESTAMP_DAY - 1) // 9999-12-31T23:59:59.999999Z

static int64_t clock_micros(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * SECOND + now.tv_nsec / 1000;
}

int64_t timestamp_now(void) {
    return clock_micros(CLOCK_REALTIME);
}

int64_t monotonic_now(void) {
    return clock_micros(CLOCK_MONOTONIC);
}

// Days since 1970-01-01 of a date of the proleptic Gregorian calendar, year 0 or later. Years are counted from March,
// so that the leap day is the last of its year.
static int64_t days_of(int year, int month, int day) {
    int64_t y = month > 2 ? year : year - 1;
    int64_t shifted = month > 2 ? month - 3 : month + 9;
    int64_t era = (y + 400) / 400 - 1;
    int64_t year_of_era = y - era * 400;
    int64_t day_of_year = (153 * shifted + 2) / 5 + day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

static void date_of(int64_t days, int *year, int *month, int *day) {
    int64_t z = days + 719468 + 146097; // one era further, so that nothing is negative
    int64_t era = z / 146097;
    int64_t day_of_era = z % 146097;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t shifted = (5 * day_of_year + 2) / 153;
    *day = (int)(day_of_year - (153 * shifted + 2) / 5 + 1);
    *month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
    *year = (int)(year_of_era + (era - 1) * 400 + (*month <= 2));
}

static char *put_digits(char *out, int64_t value, int digits) {
    for (int i = digits - 1; i >= 0; i--) {
        out[i] = (char)('0' + value % 10);
        value /= 10;
    }
    return out + digits;
}

void timestamp_format(int64_t micros, char out[TIMESTAMP_LENGTH + 1]) {
    if (micros < YEAR_0000)
        micros = YEAR_0000;
    if (micros > YEAR_9999_END)
        micros = YEAR_9999_END;
    int64_t since = micros - YEAR_0000;
    int year, month, day;
    date_of(since / TIMESTAMP_DAY - 719528, &year, &month, &day);
    int64_t rest = since % TIMESTAMP_DAY;
    out = put_digits(out, year, 4);
    *out++ = '-';
    out = put_digits(out, month, 2);
    *out++ = '-';
    out = put_digits(out, day, 2);
    *out++ = 'T';
    out = put_digits(out, rest / (3600 * SECOND), 2);
    *out++ = ':';
    out = put_digits(out, rest / (60 * SECOND) % 60, 2);
    *out++ = ':';
    out = put_digits(out, rest / SECOND % 60, 2);
    *out++ = '.';
    out = put_digits(out, rest % SECOND, 6);
    *out++ = 'Z';
    *out = '\0';
}

typedef struct reader {
    const char *at;
    const char *end;
} reader;

static bool read_digits(reader *r, int digits, int *value) {
    if (r->end - r->at < digits)
        return false;
    int number = 0;
    for (int i = 0; i < digits; i++) {
        char c = *r->at++;
        if (c < '0' || c > '9')
            return false;
        number = number * 10 + (c - '0');
    }
    *value = number;
    return true;
}

static bool read_either(reader *r, char upper, char lower) {
    if (r->at == r->end || (*r->at != upper && *r->at != lower))
        return false;
    r->at++;
    return true;
}

static bool read_char(reader *r, char c) {
    return read_either(r, c, c);
}

static bool date_is_valid(int year, int month, int day) {
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12 || day < 1)
        return false;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= lengths[month - 1] + (month == 2 && leap);
}

// The fraction of a second, if any, in microseconds; digits beyond the sixth are dropped.
static bool read_fraction(reader *r, int *micros) {
    *micros = 0;
    if (!read_char(r, '.'))
        return true;
    int digits = 0;
    for (int unit = 100000; r->at < r->end && *r->at >= '0' && *r->at <= '9'; r->at++, digits++, unit /= 10)
        *micros += (*r->at - '0') * unit;
    return digits >= 1 && digits <= 9;
}

// The offset from UTC in minutes.
static bool read_offset(reader *r, int *minutes) {
    *minutes = 0;
    if (read_either(r, 'Z', 'z'))
        return true;
    bool behind = read_char(r, '-');
    int hour, minute;
    if (!behind && !read_char(r, '+'))
        return false;
    if (!read_digits(r, 2, &hour) || !read_char(r, ':') || !read_digits(r, 2, &minute) || hour > 23 || minute > 59)
        return false;
    *minutes = (behind ? -1 : 1) * (hour * 60 + minute);
    return true;
}

typedef struct moment {
    int year, month, day, hour, minute, second, fraction, offset;
} moment;

static bool read_date(reader *r, moment *m) {
    return read_digits(r, 4, &m->year) && read_char(r, '-') && read_digits(r, 2, &m->month) && read_char(r, '-') &&
           read_digits(r, 2, &m->day);
}

static bool read_minute(reader *r, moment *m) {
    return read_digits(r, 2, &m->hour) && read_char(r, ':') && read_digits(r, 2, &m->minute);
}

static bool read_second(reader *r, moment *m) {
    return read_digits(r, 2, &m->second) && read_fraction(r, &m->fraction);
}

static bool moment_micros(const moment *m, int64_t *micros) {
    if (!date_is_valid(m->year, m->month, m->day) || m->hour > 23 || m->minute > 59 || m->second > 60)
        return false;
    int64_t minutes = days_of(m->year, m->month, m->day) * 1440 + INT64_C(60) * m->hour + m->minute - m->offset;
    // A leap second is inserted only at the end of a UTC day; it is read as the second after it.
    if (m->second == 60 && (minutes % 1440 + 1440) % 1440 != 1439)
        return false;
    *micros = (minutes * 60 + m->second) * SECOND + m->fraction;
    return true;
}

bool timestamp_parse(text rfc3339, int64_t *micros) {
    if (rfc3339.length == 0)
        return false;
    moment m = {0};
    reader r = {rfc3339.data, rfc3339.data + rfc3339.length};
    return read_date(&r, &m) && read_either(&r, 'T', 't') && read_minute(&r, &m) && read_char(&r, ':') &&
           read_second(&r, &m) && read_offset(&r, &m.offset) && r.at == r.end && moment_micros(&m, micros);
}

bool timestamp_parse_iso(text iso8601, int64_t *micros) {
    if (iso8601.length == 0)
        return false;
    moment m = {0};
    reader r = {iso8601.data, iso8601.data + iso8601.length};
    if (!read_date(&r, &m))
        return false;
    if (r.at < r.end && ((!read_either(&r, 'T', 't') && !read_char(&r, ' ')) || !read_minute(&r, &m)))
        return false;
    if (read_char(&r, ':') && !read_second(&r, &m))
        return false;
    return (r.at == r.end || read_offset(&r, &m.offset)) && r.at == r.end && moment_micros(&m, micros);
}
