// Patterns that look ahead at their beginning. Private to src/schema/decide.
#pragma once
#include "schema/decide/goal.h"

enum { AHEAD_PARTS_MAX = 8 };

// The pattern occurs where all of these do, or do not.
typedef struct ahead {
    struct ahead *next;
    text source;
    size_t count; // 0: it cannot be told in parts
    struct {
        const json_value *pattern;
        bool negative; // it does not occur
    } parts[AHEAD_PARTS_MAX];
} ahead;

// Worked out once in a decision.
const ahead *ahead_of(decider *d, text source);
