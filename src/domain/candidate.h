// A schema that is to follow an asset's contracts, held against them: against the active one, and under a transitive mode against
// those before it.
#pragma once
#include "domain/comparand.h"

// How a candidate is judged, in values of the enumerations of the wire.
typedef struct judging {
    int mode;   // a compatibility_mode
    int policy; // a compatibility_policy
    int scope;  // a transitive_scope
} judging;

typedef struct candidate_changes {
    schema_changes changes; // from the active contract
    schema_changes earlier; // what breaks from contracts before it and is not told among those
} candidate_changes;

// Whether whatever is found under the one is found under the other as well.
bool judging_is_same(const judging *one, const judging *other);

// Compares the candidate with the active contract and, under a transitive mode, with each earlier one in scope that is neither
// retired nor a pre-release, equal ones once: at most as many as the cache's budget says, newest first; where that is not all of
// them, or they take too long, the last change says so and is undecided. Each breaking change names the newest version that it
// breaks. `budget` bounds the comparison with the active contract (NULL: as the cache says).
candidate_changes candidate_compare(db *d, schema_cache *cache, const struct contract *active, comparand *candidate,
                                    const judging *how, const schema_budget *budget, arena *a);
