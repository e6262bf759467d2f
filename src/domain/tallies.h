// What the use cases do that an operator wants counted. It is counted with the write that does it, and counts once that is kept.
#pragma once
#include "schema/schema.h"
#include "store/db.h"

// In the order of the labels' values in api/metrics.def.
typedef enum tally {
    TALLY_PUBLISHED_FIRST,                               // the asset had no active contract
    TALLY_PUBLISHED,                                     // and a schema_change_type
    TALLY_PROPOSED = TALLY_PUBLISHED + SCHEMA_MAJOR + 1, // a proposal was made
    TALLY_ACKNOWLEDGED,                                  // and an acknowledgment_response
    TALLY_COUNT = TALLY_ACKNOWLEDGED + 3,
} tally;

static inline void tally_add(const db *d, tally which) {
    uint32_t *tallies = db_acts_for(d)->tallies;
    if (tallies != NULL)
        tallies[which]++;
}
