// JSON values as schemas see them: those that are meant where none is written, and what a value counts for.
#pragma once
#include "base/arena.h"
#include "base/json.h"

extern const json_value value_null, value_false, value_true, value_zero, value_one, value_two, value_empty_list;

// What most languages take for true: everything but null, false, 0 and what is empty.
bool value_is_truthy(const json_value *value);
// The value, or a copy in the arena when it is a short scalar: a walk then finds it near its node.
const json_value *value_near(arena *a, const json_value *value);
