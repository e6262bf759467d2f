// Elements of arrays. Private to src/schema/decide.
#pragma once
#include "schema/decide/goal.h"

enum { ARRAY_VALUES_MAX = 64 };

// The goal of an element. `behind`: any of those from that index on. `more`: what must hold of it as well; NULL: nothing.
goal *element_goal(decider *d, goal *g, const state *s, size_t index, bool behind, const literal_list *more);
// Whether the array surely cannot be, by counting: elements that must differ and have too few values, more or fewer elements
// of a kind than its length allows. All elements from `count` on are alike. counted.c.
bool is_crowded(decider *d, goal *g, const state *s, size_t count);
