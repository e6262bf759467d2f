// Holds documents against compiled schemas. Private to src/schema; the public face is schema_accepts.
#pragma once
#include "schema/node.h"
#include "schema/regex_shelf.h"

// The verdict on one value, within `*steps` evaluations of subschemas, which it counts down. Patterns are made ready on the
// shelf; NULL: for this verdict alone.
schema_verdict instance_verdict(const node *n, const json_value *value, regex_shelf *shelf, size_t *steps);

// As instance_verdict, but UNKNOWN where it hangs on what readers may take in different ways: `format` and the content keywords,
// and `nullable`.
schema_verdict instance_certain(const node *n, const json_value *value, regex_shelf *shelf, size_t *steps);

// The TYPE_ bit of a value: TYPE_INTEGER for numbers without a fraction, TYPE_NUMBER for the others.
unsigned instance_type(const json_value *value);
