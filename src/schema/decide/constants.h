// Values that a schema names, as schemas of their parts. Private to src/schema/decide.
#pragma once
#include "schema/decide/goal.h"

// A schema that accepts an array or object equal to the value, told by its length or names and its parts, each of which has
// to be equal. NULL: it is neither, or longer than 64. The same for the same value.
const node *constant_parts(decider *d, const json_value *value);
