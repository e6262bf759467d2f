// Guarantees of contracts.
#pragma once
#include "model/model.h"

// The document as JSON; {} when there is none.
const json_value *guarantees_tree(arena *a, const struct guarantees *guarantees);
// Whether the document says anything.
bool guarantees_hold_something(const struct guarantees *guarantees);
