// Which members count: a place is the subschemas that speak of the same values, and an object there counts only when they declare
// its members. Private to src/schema/decide.
#pragma once
#include "schema/decide/goal.h"

// The place of whole values that a schema accepts.
const closure *closure_of(decider *d, const node *n);
// The place of a member; NULL: all members count there. False: the name is not declared, so that no object with it counts.
// `c` NULL: all members count. Without `deep` the member has no parts, so that its place does not matter: NULL.
bool closure_member(decider *d, const closure *c, text name, bool deep, const closure **member);
// The place of members whose names are not known. False: only known names count.
bool closure_unknown_member(decider *d, const closure *c, const closure **member);
// The place of the element of that index; `rest`: of those from there on.
const closure *closure_element(decider *d, const closure *c, size_t index, bool rest);
// Calls `add` for every name that something there declares, with `to`. There may be repetitions.
void closure_names(const closure *c, void (*add)(void *to, text name), void *to);
// Whether the value counts: INHABITED or EMPTY, or UNSURE.
outcome closure_counts(decider *d, const closure *c, const json_value *value);
