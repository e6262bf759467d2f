// Decisions about the values that two subschemas accept. True is certain; false means that it was not shown, not that it is
// not so. Whoever compares asks here; nothing here knows of comparisons. Private to src/schema.
#pragma once
#include "schema/node.h"
#include "schema/work.h"

// The two say the same, keyword by keyword.
bool decide_equal(work *w, const node *a, const node *b);
// Every value that `a` accepts, `b` accepts.
bool decide_within(work *w, const node *a, const node *b);
// Every value that `a` accepts satisfies what `b` says under that one keyword.
bool decide_keyword(work *w, const node *a, const node *b, schema_keyword k);
// Every member of that name, in an object that `a` accepts, is accepted by `wanted`.
bool decide_member(work *w, const node *a, text name, const node *wanted);
// No value is accepted by both.
bool decide_apart(work *w, const node *a, const node *b);

typedef struct decision {
    answer answer;             // UNKNOWN: not decided, or not at the price that is set
    bool spent;                // UNKNOWN: the steps were spent
    const json_value *witness; // NO: a value that `a` accepts and `b` does not; in the memory of the work
} decision;

// Whether every value that `a` accepts, `b` accepts; both answers are certain. `closed`: only values count whose members `a`
// declares, at every level, unless it accepts none of these. `steps` bounds what that may take.
decision decide_inclusion(work *w, size_t steps, const node *a, const node *b, bool closed);
// As decide_inclusion, of the values alone that `wanted` accepts as well. `b` NULL: a schema that accepts nothing.
decision decide_inclusion_of(work *w, size_t steps, const node *a, const node *b, const node *wanted, bool closed);
