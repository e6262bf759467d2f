// What subschemas of the same value look at, and so what `unevaluatedProperties` and `unevaluatedItems` speak of. Private to
// src/schema/decide.
#pragma once
#include "schema/decide/goal.h"

// One way in which subschemas may hold and fail: then the keyword says the same as a schema of members or elements.
typedef struct evaluated_way {
    const atom *when; // what holds and fails; NULL: nothing needs to
    const node *rest; // what the keyword says then; NULL: nothing
} evaluated_way;

// All ways of a schema that holds, apart from what the keyword itself says.
typedef struct evaluated {
    struct evaluated *next;
    const node *node;
    schema_keyword k;
    bool known; // else there are too many, or something is not understood
    size_t count;
    const evaluated_way *ways;
} evaluated;

// Of the schema's own keyword `k`, which is one of the two; the same for the same schema.
const evaluated *evaluated_by(decider *d, const node *n, schema_keyword k);
