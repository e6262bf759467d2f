// Which alternatives of a list may hold together. Private to src/schema/decide.
#pragma once
#include "schema/decide/goal.h"

typedef struct overlaps {
    struct overlaps *next;
    const node_list *list;
    bool object;          // of objects alone
    bool known;           // else there are too many alternatives to tell
    size_t count;         // of pairs that may hold together
    const bool *together; // by the places of both in the list
} overlaps;

// Worked out once in a decision. `object`: the value is one.
const overlaps *overlaps_of(decider *d, const node_list *list, bool object);
// Whether a member that both require has values in the one that it cannot have in the other; a quick look. `object`: the
// value is one.
bool is_told_apart(const node *a, const node *b, bool object);
