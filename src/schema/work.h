// What one answer about schemas may cost, and the memory that it works in: shared by a comparison and all that it asks.
// Private to src/schema.
#pragma once
#include "base/arena.h"
#include "schema/answer.h"
#include "schema/regex_shelf.h"
#include "schema/schema.h"

// Begins as zeros but for the most that may be spent; ends with work_done.
typedef struct work {
    size_t most;               // steps that may be spent
    size_t visits;             // steps spent
    bool exhausted;            // they ran out: nothing is certain any more
    arena *scratch;            // NULL until the first is needed
    arena *kept;               // for schemas made on the way that what is told may refer to; NULL: nothing is told
    regex_shelf *shelf;        // NULL until the first is needed
    struct equality *equality; // what is known of pairs; decide/equal.c
} work;

// Counts one step; false when all are spent.
static inline bool work_visit(work *w) {
    w->exhausted = w->exhausted || ++w->visits > w->most;
    return !w->exhausted;
}

// Counts many steps.
void work_charge(work *w, size_t steps);
// Whether the pattern occurs in the name; ANSWER_UNKNOWN also when the work is spent.
answer work_occurs(work *w, text pattern, text name);
// The patterns that are made ready as long as the work goes on.
regex_shelf *work_shelf(work *w);
// Memory that lives as long as the work.
arena *work_memory(work *w);
// Frees that memory.
void work_done(work *w);
