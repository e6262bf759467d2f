// Exact arithmetic on JSON numbers of any size, by their text.
#pragma once
#include "base/json.h"
#include "schema/answer.h"

// Below, equal or above zero as `a` is less than, equal to or greater than `b`.
int number_compare(const json_value *a, const json_value *b);
// Whether the number has no fraction: 3, 3.0 and 1e2 do not.
bool number_is_integer(const json_value *number);
// Whether `a` is a whole multiple of `b`; ANSWER_UNKNOWN when that takes more than 18 digits to tell.
answer number_is_multiple(const json_value *a, const json_value *b);
