// Proofs about the values that two subschemas accept. An answer of true is certain; false means "not shown", not "no".
// A decision procedure that also finds counter-examples can take this place: the comparison asks nothing else.
// Private to src/schema; not for quiet mode.
#pragma once
#include "schema/compare/compare.h"

// Every value that `a` accepts, `b` accepts.
bool prove_within(comparison *c, const node *a, const node *b);
// Every value that `a` accepts satisfies what `b` says under that one keyword.
bool prove_keyword(comparison *c, const node *a, const node *b, schema_keyword k);
// No value is accepted by both.
bool prove_apart(comparison *c, const node *a, const node *b);

// For the files of the prover: the same within a deeper step of one proof.
bool prove_within_at(comparison *c, const node *a, const node *b, unsigned depth);
bool prove_apart_at(comparison *c, const node *a, const node *b, unsigned depth);
// Counts one step; false when the proof has become too long.
bool prove_step(comparison *c, unsigned depth);
// The types that the node and all its conjuncts let pass.
unsigned prove_types(const node *n);
// Whether every value of a node that accepts only a few has the verdict under `other`. False when it accepts many.
bool prove_values(comparison *c, const node *n, const node *other, schema_verdict wanted);
// What the node itself says of a member: its property, else a matching pattern, else the additional ones. NULL when it
// says nothing or that cannot be told.
const node *prove_member(comparison *c, const node *n, text name);

// Whether what `b` says of the parts of values follows from what `a` itself says of them; parts.c.
bool prove_properties_follow(comparison *c, const node *a, const node_table *wanted, unsigned depth);
bool prove_patterns_follow(comparison *c, const node *a, const node_table *wanted, unsigned depth);
bool prove_additional_follows(comparison *c, const node *a, const node *b, unsigned depth);
bool prove_names_follow(comparison *c, const node *a, const name_set *wanted);
bool prove_dependents_follow(comparison *c, const node *a, const node *b, schema_keyword k, unsigned depth);
bool prove_items_follow(comparison *c, const node *a, const node *b, unsigned depth);
bool prove_contains_follows(comparison *c, const node *a, const node *b, unsigned depth);
