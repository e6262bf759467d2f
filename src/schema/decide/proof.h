// One proof, and what its files share. A proof looks for a reason and gives up after a number of steps and levels, so every
// function here that returns false has only not found one. Private to src/schema/decide.
#pragma once
#include "schema/decide/decide.h"

enum { PROOF_DEPTH = 12 }; // levels

typedef struct proof {
    work *work;
    size_t steps; // left of this proof
} proof;

// Counts one step; false when the proof has become too long or too deep.
static inline bool proof_step(proof *p, unsigned depth) {
    if (depth > PROOF_DEPTH || p->steps == 0 || !work_visit(p->work))
        return false;
    p->steps--;
    return true;
}

// As the decisions of those names, some levels down in the proof; within.c, apart.c.
bool proof_within(proof *p, const node *a, const node *b, unsigned depth);
bool proof_keyword(proof *p, const node *a, const node *b, schema_keyword k);
bool proof_apart(proof *p, const node *a, const node *b, unsigned depth);
// Whether every value of a node that accepts only a few has the verdict under `other`. False when it accepts many.
bool proof_values(proof *p, const node *n, const node *other, schema_verdict wanted);
// Whether what `b` says under a keyword without subschemas follows from what `a` itself says; values.c.
bool proof_value_follows(const node *a, const node *b, schema_keyword k);
// What the node itself says of a member: its property, else a matching pattern, else the additional ones. NULL when it
// says nothing or that cannot be told.
const node *proof_member(proof *p, const node *n, text name);

// Whether `wanted` accepts the member of that name in every object that `a` accepts.
bool proof_member_follows(proof *p, const node *a, text name, const node *wanted);

// Whether what `b` says of the parts of values follows from what `a` itself says of them; parts.c.
bool proof_properties_follow(proof *p, const node *a, const node_table *wanted, unsigned depth);
bool proof_patterns_follow(proof *p, const node *a, const node_table *wanted, unsigned depth);
bool proof_additional_follows(proof *p, const node *a, const node *b, unsigned depth);
bool proof_names_follow(proof *p, const node *a, const name_set *wanted);
bool proof_dependents_follow(proof *p, const node *a, const node *b, schema_keyword k, unsigned depth);
bool proof_items_follow(proof *p, const node *a, const node *b, unsigned depth);
bool proof_contains_follows(proof *p, const node *a, const node *b, unsigned depth);
