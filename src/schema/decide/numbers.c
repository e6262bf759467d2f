// Numbers exactly, as whole multiples of one power of ten. Where the value must be a multiple of something, a range holds a
// number of candidates that can be counted, and a few are tried one by one; otherwise every range but a point holds infinitely
// many decimals.
#include "schema/decide/goal.h"
#include "schema/number.h"
#include <assert.h>

enum { CANDIDATES_MAX = 64, DIGITS_MAX = 18 };

typedef __int128 wide;

// All numbers of a state at one scale.
typedef struct scaled {
    int64_t exponent; // of ten, for one
    bool has_low, has_high, low_strict, high_strict;
    wide low, high;
    wide step; // the value is a multiple of it; 0: of nothing
} scaled;

static bool exponent_lower(const json_value *number, int64_t *least, int64_t *most) {
    int64_t whole, exponent;
    if (!number_parts(number, &whole, &exponent))
        return false;
    int64_t digits = 1;
    for (int64_t rest = whole < 0 ? -whole : whole; rest >= 10; rest /= 10)
        digits++;
    *least = exponent < *least ? exponent : *least;
    *most = exponent + digits > *most ? exponent + digits : *most;
    return true;
}

static wide at_scale(const json_value *number, int64_t scale) {
    int64_t whole, exponent;
    bool known = number_parts(number, &whole, &exponent);
    assert(known); // it was looked at before
    (void)known;
    wide value = whole;
    for (; exponent > scale && value != 0; exponent--)
        value *= 10;
    return value;
}

static wide common_divisor(wide a, wide b) {
    while (b != 0) {
        wide rest = a % b;
        a = b;
        b = rest;
    }
    return a < 0 ? -a : a;
}

// False: the numbers are too long, or too far apart in size.
static bool scale_all(const state *s, scaled *out) {
    int64_t least = 0, most = 1;
    bool integer = s->types == TYPE_INTEGER;
    if ((s->low != NULL && !exponent_lower(s->low, &least, &most)) ||
        (s->high != NULL && !exponent_lower(s->high, &least, &most)))
        return false;
    for (const atom_cell *c = s->words; c != NULL; c = c->next)
        if (c->atom->kind == ATOM_MULTIPLE && !exponent_lower(c->atom->value, &least, &most))
            return false;
    if (most - least > DIGITS_MAX)
        return false;
    *out = (scaled){.exponent = least, .low_strict = s->low_strict, .high_strict = s->high_strict};
    out->has_low = s->low != NULL;
    out->has_high = s->high != NULL;
    out->low = out->has_low ? at_scale(s->low, least) : 0;
    out->high = out->has_high ? at_scale(s->high, least) : 0;
    if (integer)
        out->step = at_scale(&value_one, least);
    for (const atom_cell *c = s->words; c != NULL; c = c->next) {
        if (c->atom->kind != ATOM_MULTIPLE || c->atom->negative)
            continue;
        wide step = at_scale(c->atom->value, least);
        if (step <= 0)
            return false;
        out->step = out->step == 0 ? step : out->step / common_divisor(out->step, step) * step;
        if (out->step > (wide)INT64_MAX)
            return false;
    }
    return true;
}

// --- values ----------------------------------------------------------------------------------------------------------

static const json_value *number_of(decider *d, wide value, int64_t exponent) {
    char text[80];
    size_t at = sizeof text;
    bool negative = value < 0;
    text[--at] = '\0';
    while (exponent < 0 && value % 10 == 0 && value != 0) {
        value /= 10;
        exponent++;
    }
    if (value == 0)
        exponent = 0;
    int64_t written = 0;
    do {
        if (exponent < 0 && written == -exponent)
            text[--at] = '.';
        int digit = (int)(value % 10);
        text[--at] = (char)('0' + (digit < 0 ? -digit : digit));
        value /= 10;
        written++;
    } while (value != 0 || (exponent < 0 && written <= -exponent));
    if (negative)
        text[--at] = '-';
    json_value *made = arena_new_of(d->a, json_value);
    *made = (json_value){.type = JSON_NUMBER, .integer = exponent >= 0, .number = arena_printf(d->a, "%s", text + at)};
    for (; exponent > 0; exponent--)
        made->number = arena_printf(d->a, "%s0", made->number);
    made->count = (uint32_t)strlen(made->number);
    return made;
}

static wide floor_div(wide a, wide b) {
    wide q = a / b;
    return q * b > a ? q - 1 : q;
}

// --- multiples -------------------------------------------------------------------------------------------------------

// Every multiple of what the value is a multiple of is one that it must not be.
static bool all_are_denied(const state *s, const scaled *n) {
    for (const atom_cell *c = s->words; c != NULL; c = c->next)
        if (c->atom->kind == ATOM_MULTIPLE && c->atom->negative) {
            wide step = at_scale(c->atom->value, n->exponent);
            if (step > 0 && n->step % step == 0)
                return true;
        }
    return s->types == TYPE_NUMBER && n->step % at_scale(&value_one, n->exponent) == 0;
}

static outcome try_range(decider *d, goal *g, const scaled *n, wide from, wide to, wide direction) {
    outcome all = OUTCOME_EMPTY;
    size_t count = 0;
    for (wide k = from; direction > 0 ? k <= to : k >= to; k += direction) {
        if (++count > CANDIDATES_MAX)
            return OUTCOME_UNSURE;
        outcome o = goal_try(d, g, number_of(d, k * n->step, n->exponent));
        if (o == OUTCOME_INHABITED)
            return o;
        all = o == OUTCOME_UNSURE ? o : all;
    }
    return all;
}

static outcome solve_multiples(decider *d, goal *g, const state *s, const scaled *n, bool last) {
    if (all_are_denied(s, n))
        return OUTCOME_EMPTY;
    const wide far = (wide)INT64_MAX;
    wide from = -far, to = far;
    if (n->has_low) {
        from = floor_div(n->low, n->step);
        from += from * n->step < n->low || n->low_strict ? 1 : 0;
    }
    if (n->has_high) {
        to = floor_div(n->high, n->step);
        to -= to * n->step == n->high && n->high_strict ? 1 : 0;
    }
    if (from > to)
        return OUTCOME_EMPTY;
    if (to - from < CANDIDATES_MAX)
        return try_range(d, g, n, from, to, 1);
    if (!last)
        return OUTCOME_UNSURE;
    if (from > 0 || to < 0)
        return either_outcome(try_range(d, g, n, from > 0 ? from : to, from > 0 ? to : from, from > 0 ? 1 : -1),
                              OUTCOME_UNSURE);
    outcome up = try_range(d, g, n, 0, to, 1);
    return up == OUTCOME_INHABITED ? up : either_outcome(try_range(d, g, n, 0, from, -1), OUTCOME_UNSURE);
}

// --- all numbers -----------------------------------------------------------------------------------------------------

// Some values of a range that is no point: near its ends, in between, whole ones first.
static outcome try_dense(decider *d, goal *g, const scaled *n) {
    enum { FINER = 1000 };
    int64_t exponent = n->exponent - 3;
    wide one = 1;
    for (int64_t e = exponent; e < 0; e++)
        one *= 10;
    wide low = n->has_low ? n->low * FINER : n->has_high ? n->high * FINER - 10 * one : -10 * one;
    wide high = n->has_high ? n->high * FINER : low + 20 * one;
    wide whole = floor_div(low, one) * one;
    const wide tried[] = {0,
                          low,
                          high,
                          whole + one,
                          whole + 2 * one,
                          one / 2,
                          -(one / 2),
                          (low + high) / 2,
                          low + (high - low) / 3,
                          low + 1,
                          high - 1,
                          whole + one / 2,
                          whole + one / 4,
                          whole + 3 * one,
                          one / 4};
    for (size_t i = 0; i < sizeof tried / sizeof tried[0]; i++) {
        if (tried[i] < low || tried[i] > high)
            continue;
        if (goal_try(d, g, number_of(d, tried[i], exponent)) == OUTCOME_INHABITED)
            return OUTCOME_INHABITED;
    }
    return OUTCOME_UNSURE;
}

// Numbers that are too long to be laid side by side are tried as they are written.
static outcome try_written(decider *d, goal *g, const state *s) {
    const json_value *ends[] = {s->low, s->high, &value_zero};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if (ends[i] != NULL && goal_try(d, g, ends[i]) == OUTCOME_INHABITED)
            return OUTCOME_INHABITED;
    for (const atom_cell *c = s->words; c != NULL; c = c->next)
        if (c->atom->kind == ATOM_MULTIPLE && goal_try(d, g, c->atom->value) == OUTCOME_INHABITED)
            return OUTCOME_INHABITED;
    return OUTCOME_UNSURE;
}

outcome solve_numbers(decider *d, goal *g, const state *s, bool last) {
    scaled n;
    if (!scale_all(s, &n))
        return try_written(d, g, s);
    if (n.step != 0)
        return solve_multiples(d, g, s, &n, last);
    if (n.has_low && n.has_high && n.low == n.high) // the search has seen to it that both ends count
        return goal_try(d, g, number_of(d, n.low, n.exponent));
    return last ? try_dense(d, g, &n) : OUTCOME_UNSURE;
}
