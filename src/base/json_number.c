// Numbers are kept as their text, so that none loses digits. Two are equal when their decimals are, however they are spelt:
// both texts are read as digits and a power of ten without ever making a number of them, and the hash follows that. Doubles
// are written with the fewest digits that read back as the same double.
#include "base/ascii.h"
#include "base/json_internal.h"
#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

// A number's text taken apart: 0.DIGITS times ten to the power (point + exponent), the first and last digit not zero.
typedef struct decimal {
    const char *digits; // a decimal point may lie among them
    const char *digits_end;
    size_t count;         // digits, without the point
    int64_t point;        // at most 2^32 either way
    const char *exponent; // without sign and leading zeros; empty for 0
    const char *exponent_end;
    bool negative;
    bool exponent_negative;
} decimal;

static void read_exponent(decimal *d, const char *p, const char *end) {
    d->exponent_negative = *p == '-';
    p += *p == '-' || *p == '+';
    while (p < end && *p == '0')
        p++;
    d->exponent = p;
    d->exponent_end = end;
}

// `count` is 0 when the number is zero.
static decimal decimal_of(const json_value *number) {
    const char *p = number->number;
    const char *end = p + number->count;
    decimal d = {.exponent = end, .exponent_end = end, .negative = *p == '-'};
    p += d.negative;
    const char *mantissa = p;
    const char *dot = NULL;
    for (; p < end && (ascii_is_digit(*p) || *p == '.'); p++)
        if (*p == '.')
            dot = p;
    const char *mantissa_end = p;
    if (p < end)
        read_exponent(&d, p + 1, end);
    const char *first = mantissa;
    while (first < mantissa_end && !(*first >= '1' && *first <= '9'))
        first++;
    const char *last = mantissa_end;
    while (last > first && !(last[-1] >= '1' && last[-1] <= '9'))
        last--;
    d.digits = first;
    d.digits_end = last;
    if (first == last)
        return d;
    const char *whole_end = dot == NULL ? mantissa_end : dot;
    // Behind the point the first digit's place is counted from one past it.
    d.point = first < whole_end ? whole_end - first : -(first - whole_end - 1);
    d.count = (size_t)(last - first) - (dot != NULL && first < dot && dot < last);
    return d;
}

enum { EXPONENT_DIGITS = 17 };
#define SCALE_LIMIT INT64_C(100000000000000000) // 10^17: no text of 4 GiB moves the point this far

// point + exponent; beyond SCALE_LIMIT either way only the limit.
static int64_t decimal_scale(const decimal *d) {
    int64_t exponent = SCALE_LIMIT * 4;
    if (d->exponent_end - d->exponent <= EXPONENT_DIGITS) {
        exponent = 0;
        for (const char *p = d->exponent; p < d->exponent_end; p++)
            exponent = exponent * 10 + (*p - '0');
    }
    int64_t scale = d->point + (d->exponent_negative ? -exponent : exponent);
    if (scale > SCALE_LIMIT)
        return SCALE_LIMIT;
    return scale < -SCALE_LIMIT ? -SCALE_LIMIT : scale;
}

// The digit of the exponent that is `place` from its end (0: the last), with the exponent's sign.
static int exponent_digit(const decimal *d, ptrdiff_t place) {
    if (place >= d->exponent_end - d->exponent)
        return 0;
    int digit = d->exponent_end[-1 - place] - '0';
    return d->exponent_negative ? -digit : digit;
}

// Whether point + exponent is the same in both, however long the exponents are.
static bool scales_equal(const decimal *a, const decimal *b) {
    ptrdiff_t a_length = a->exponent_end - a->exponent;
    ptrdiff_t b_length = b->exponent_end - b->exponent;
    int64_t difference = 0; // of the exponents, from their first digits on
    for (ptrdiff_t place = (a_length > b_length ? a_length : b_length) - 1; place >= 0; place--) {
        difference = difference * 10 + exponent_digit(a, place) - exponent_digit(b, place);
        // The points differ by less than 2^34, and a difference of this size only grows.
        if (difference > INT64_C(1) << 40 || difference < -(INT64_C(1) << 40))
            return false;
    }
    return difference == b->point - a->point;
}

static const char *next_digit(const char *p, char *digit) {
    p += *p == '.';
    *digit = *p;
    return p + 1;
}

bool json_number_equal(const json_value *a, const json_value *b) {
    if (text_equal(json_text_of(a), json_text_of(b)))
        return true;
    decimal x = decimal_of(a);
    decimal y = decimal_of(b);
    if (x.count != y.count)
        return false;
    if (x.count == 0)
        return true; // zero, whatever its sign and exponent
    if (x.negative != y.negative || !scales_equal(&x, &y))
        return false;
    const char *p = x.digits;
    const char *q = y.digits;
    for (size_t i = 0; i < x.count; i++) {
        char left, right;
        p = next_digit(p, &left);
        q = next_digit(q, &right);
        if (left != right)
            return false;
    }
    return true;
}

static uint64_t mix(uint64_t hash, uint64_t word, uint64_t seed) {
    uint64_t pair[2] = {hash, word};
    return hash_bytes(pair, sizeof(pair), seed);
}

uint64_t json_number_hash(const json_value *number, uint64_t seed) {
    int64_t integer;
    if (json_to_int64(number, &integer))
        return mix(1, (uint64_t)integer, seed);
    decimal d = decimal_of(number);
    uint64_t hash = mix(d.negative ? 2 : 3, (uint64_t)decimal_scale(&d), seed);
    uint64_t word = 0;
    const char *p = d.digits;
    for (size_t i = 0; i < d.count; i++) {
        char digit;
        p = next_digit(p, &digit);
        word = word * 10 + (uint64_t)(digit - '0');
        if (i % 19 == 18) { // as many digits as a word holds
            hash = mix(hash, word, seed);
            word = 0;
        }
    }
    return mix(mix(hash, word, seed), d.count, seed);
}

bool json_to_int64(const json_value *number, int64_t *out) {
    long long value = 0;
    if (number == NULL || number->type != JSON_NUMBER)
        return false;
    if (number->integer) {
        if (!text_to_int64(json_text_of(number), &value))
            return false;
        *out = value;
        return true;
    }
    decimal d = decimal_of(number);
    int64_t scale = decimal_scale(&d);
    if (d.count > 0 && (scale < (int64_t)d.count || scale > 19))
        return false;
    const char *p = d.digits;
    for (int64_t i = 0; d.count > 0 && i < scale; i++) {
        char digit = '0';
        if (i < (int64_t)d.count)
            p = next_digit(p, &digit);
        // Gathered below zero, where one more value fits.
        if (__builtin_mul_overflow(value, 10, &value) || __builtin_sub_overflow(value, digit - '0', &value))
            return false;
    }
    if (!d.negative && __builtin_sub_overflow(0, value, &value))
        return false;
    *out = value;
    return true;
}

// strtod as of the C locale, whatever locale the process has set.
static double read_double(const char *number) {
    // glibc answers this from a constant: nothing is allocated.
    locale_t c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (c_locale == (locale_t)0)
        return strtod(number, NULL);
    double value = strtod_l(number, NULL, c_locale);
    freelocale(c_locale);
    return value;
}

double json_to_double(const json_value *number) {
    if (number == NULL || number->type != JSON_NUMBER)
        return 0;
    // Up to fifteen digits are exact as they stand.
    if (number->integer && number->count <= 15 && number->number[0] != '-') {
        int64_t value = 0;
        for (uint32_t i = 0; i < number->count; i++)
            value = value * 10 + (number->number[i] - '0');
        return (double)value;
    }
    return read_double(number->number);
}

typedef struct shortest {
    char digits[18]; // NUL-terminated
    int count;
    int exponent; // of the first digit
} shortest;

// The `precision` leading digits of `value` (positive), correctly rounded.
static void digits_of(double value, int precision, shortest *out) {
    char printed[64];
    snprintf(printed, sizeof(printed), "%.*e", precision - 1, value);
    const char *p = printed;
    out->count = 0;
    for (; *p != 'e'; p++)
        if (ascii_is_digit(*p)) // what lies between is the locale's decimal point
            out->digits[out->count++] = *p;
    out->digits[out->count] = '\0';
    out->exponent = (int)strtol(p + 1, NULL, 10);
}

// The next decimal of as many digits.
static void digits_increment(shortest *s) {
    int i = s->count - 1;
    while (i >= 0 && s->digits[i] == '9')
        s->digits[i--] = '0';
    if (i >= 0) {
        s->digits[i]++;
        return;
    }
    s->digits[0] = '1';
    s->exponent++;
}

static bool reads_back(const shortest *s, double value) {
    char printed[40];
    snprintf(printed, sizeof(printed), "%se%d", s->digits, s->exponent - (s->count - 1));
    return read_double(printed) == value;
}

static void digits_search(double value, shortest *out) {
    // Every double of normal size has 15 digits that are its own; the tiniest have fewer.
    for (int precision = value < DBL_MIN ? 1 : 15; precision < 17; precision++) {
        digits_of(value, precision, out);
        if (reads_back(out, value))
            return;
    }
    // At a power of two more decimals read back from above than from below: the nearest may be too low, the next right.
    digits_increment(out);
    if (!reads_back(out, value))
        digits_of(value, 17, out);
}

static shortest shortest_of(double value) {
    shortest s;
    digits_search(value, &s);
    while (s.count > 1 && s.digits[s.count - 1] == '0')
        s.count--;
    s.digits[s.count] = '\0';
    return s;
}

size_t json_double_format(double value, char out[JSON_DOUBLE_SIZE]) {
    if (value == 0)
        return (size_t)snprintf(out, JSON_DOUBLE_SIZE, "%s", signbit(value) ? "-0" : "0");
    const char *sign = value < 0 ? "-" : "";
    shortest s = shortest_of(fabs(value));
    int whole = s.exponent + 1;                       // digits before the point
    if (whole > 0 && whole <= 17 && s.count <= whole) // 1500
        return (size_t)snprintf(out, JSON_DOUBLE_SIZE, "%s%s%.*s", sign, s.digits, whole - s.count,
                                "00000000000000000");
    if (whole > 0 && whole <= 17) // 15.25
        return (size_t)snprintf(out, JSON_DOUBLE_SIZE, "%s%.*s.%s", sign, whole, s.digits, s.digits + whole);
    if (whole > -4 && whole <= 0) // 0.0025
        return (size_t)snprintf(out, JSON_DOUBLE_SIZE, "%s0.%.*s%s", sign, -whole, "000", s.digits);
    return (size_t)snprintf(out, JSON_DOUBLE_SIZE, "%s%c%s%se%d", sign, s.digits[0], s.count > 1 ? "." : "",
                            s.digits + 1, s.exponent);
}
