// Values of a goal that differ from those that are there already. Private to src/schema/decide.
#pragma once
#include "schema/decide/goal.h"

enum { NUMBERED_FORMS = 9 };

// The text with a number in it: behind, before, or in the place of its last bytes, in digits, small letters or capitals, which is
// the form, below NUMBERED_FORMS. No text: it is too short for that form. In the memory of the work.
text text_numbered(decider *d, text t, size_t number, size_t form);
// Whether one of them is equal to the value.
bool value_is_among(const json_value *elements, size_t count, const json_value *value);
// A value that suits the goal and is none of these, made from one that suits. NULL: none was found. In the memory of the work.
const json_value *value_other_than(decider *d, goal *g, const json_value *model, const json_value *elements,
                                   size_t count);
