// Exact arithmetic on JSON numbers of any size, by their text.
#pragma once
#include "base/json.h"
#include "schema/answer.h"

// Below, equal or above zero as `a` is less than, equal to or greater than `b`.
int number_compare(const json_value *a, const json_value *b);
// Whether the number has no fraction: 3, 3.0 and 1e2 do not.
bool number_is_integer(const json_value *number);
// The greatest whole number that is not greater, and whether it is the number itself. False: it has more than 18 digits.
bool number_floor(const json_value *number, int64_t *floor, bool *exact);
// Whether `a` is a whole multiple of `b`; ANSWER_UNKNOWN when that takes more than 18 digits to tell.
answer number_is_multiple(const json_value *a, const json_value *b);
// The number as `*whole` times 10 to the power of `*exponent`. False: it has more than 18 digits.
bool number_parts(const json_value *number, int64_t *whole, int64_t *exponent);
