// Numbers are compared digit by digit in their text, with the place of the first digit as their magnitude: nothing is
// rounded, and numbers that a long integer holds take a short cut.
#include "schema/number.h"
#include <assert.h>
#include <stdint.h>
#include <string.h>

// A number as 0.d1d2d3… * 10^magnitude, its digits still in the text.
typedef struct decimal {
    int sign;          // -1, 0, 1
    int64_t magnitude; // saturated far beyond any digit count
    const char *digit; // first digit that is not 0
    const char *end;   // after the last digit
} decimal;

enum { MAGNITUDE_LIMIT = 1000000000 };

static bool digit_is(char c) {
    return c >= '0' && c <= '9';
}

static int64_t exponent_read(const char *at) {
    bool negative = *at == '-';
    if (*at == '-' || *at == '+')
        at++;
    int64_t exponent = 0;
    for (; digit_is(*at); at++)
        exponent = exponent < MAGNITUDE_LIMIT ? exponent * 10 + (*at - '0') : exponent;
    return negative ? -exponent : exponent;
}

static decimal decimal_of(const json_value *number) {
    const char *at = number->number;
    decimal d = {.sign = 1};
    if (*at == '-') {
        d.sign = -1;
        at++;
    }
    bool fraction = false;
    for (; digit_is(*at) || *at == '.'; at++) {
        if (*at == '.') {
            fraction = true;
            continue;
        }
        if (d.digit == NULL && *at == '0') {
            d.magnitude -= fraction ? 1 : 0;
            continue;
        }
        d.digit = d.digit == NULL ? at : d.digit;
        d.magnitude += fraction ? 0 : 1;
    }
    d.end = at;
    if (d.digit == NULL)
        return (decimal){.sign = 0};
    if (*at == 'e' || *at == 'E')
        d.magnitude += exponent_read(at + 1);
    return d;
}

// The next digit, 0 for ever once they are spent.
static int digit_next(decimal *d) {
    if (d->digit < d->end && *d->digit == '.')
        d->digit++;
    return d->digit < d->end ? *d->digit++ - '0' : 0;
}

static int magnitude_compare(decimal a, decimal b) {
    if (a.magnitude != b.magnitude)
        return a.magnitude < b.magnitude ? -1 : 1;
    while (a.digit < a.end || b.digit < b.end) {
        int difference = digit_next(&a) - digit_next(&b);
        if (difference != 0)
            return difference;
    }
    return 0;
}

int number_compare(const json_value *a, const json_value *b) {
    int64_t left, right;
    if (a->count == b->count && memcmp(a->number, b->number, a->count) == 0)
        return 0;
    if (a->integer && b->integer && json_to_int64(a, &left) && json_to_int64(b, &right))
        return left < right ? -1 : left > right;
    decimal x = decimal_of(a), y = decimal_of(b);
    if (x.sign != y.sign)
        return x.sign < y.sign ? -1 : 1;
    return x.sign == 0 ? 0 : x.sign * magnitude_compare(x, y);
}

// Digits up to the last one that is not 0, as a whole number times 10^exponent. False when they are more than 18.
static bool decimal_whole(decimal d, int64_t *whole, int64_t *exponent) {
    int64_t value = 0, zeros = 0, digits = 0, kept = 0;
    while (d.digit < d.end) {
        int digit = digit_next(&d);
        digits++;
        if (digit == 0) {
            zeros++;
            continue;
        }
        if (digits > 18)
            return false;
        for (; zeros > 0; zeros--)
            value *= 10;
        value = value * 10 + digit;
        kept = digits;
    }
    *whole = value;
    *exponent = d.magnitude - kept;
    return true;
}

bool number_is_integer(const json_value *number) {
    if (number->integer)
        return true;
    decimal d = decimal_of(number);
    int64_t digits = 0, kept = 0;
    while (d.sign != 0 && d.digit < d.end) {
        digits++;
        kept = digit_next(&d) != 0 ? digits : kept;
    }
    return d.sign == 0 || d.magnitude >= kept;
}

bool number_floor(const json_value *number, int64_t *floor, bool *exact) {
    decimal d = decimal_of(number);
    *floor = 0;
    *exact = d.sign == 0;
    if (d.sign == 0)
        return true;
    if (d.magnitude > 18)
        return false;
    for (int64_t i = 0; i < d.magnitude; i++)
        *floor = *floor * 10 + digit_next(&d);
    *exact = number_is_integer(number);
    *floor = d.sign < 0 ? -*floor - (*exact ? 0 : 1) : *floor;
    return true;
}

static answer answer_of(bool yes) {
    return yes ? ANSWER_YES : ANSWER_NO;
}

answer number_is_multiple(const json_value *a, const json_value *b) {
    decimal x = decimal_of(a), y = decimal_of(b);
    if (x.sign == 0 || y.sign == 0)
        return answer_of(x.sign == 0 && y.sign != 0);
    int64_t left, right, left_exponent, right_exponent;
    if (!decimal_whole(x, &left, &left_exponent) || !decimal_whole(y, &right, &right_exponent))
        return ANSWER_UNKNOWN;
    assert(right != 0); // its sign tells
    int64_t shift = left_exponent - right_exponent;
    if (shift < 0) { // a whole quotient needs `right` times the missing powers of ten to divide `left`
        for (; shift < 0 && right <= left / 10; shift++)
            right *= 10;
        return answer_of(shift == 0 && left % right == 0);
    }
    if (shift > 4096)
        return ANSWER_UNKNOWN;
    unsigned __int128 rest = (uint64_t)left % (uint64_t)right;
    for (; shift > 0 && rest != 0; shift--)
        rest = rest * 10 % (uint64_t)right;
    return answer_of(rest == 0);
}

bool number_parts(const json_value *number, int64_t *whole, int64_t *exponent) {
    decimal d = decimal_of(number);
    *whole = *exponent = 0;
    if (d.sign == 0)
        return true;
    if (!decimal_whole(d, whole, exponent))
        return false;
    *whole *= d.sign;
    return true;
}
