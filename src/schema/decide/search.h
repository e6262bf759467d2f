// The search of one goal among values of certain types. Private to src/schema/decide.
#pragma once
#include "schema/decide/goal.h"

outcome search_type(decider *d, goal *g, unsigned types);
