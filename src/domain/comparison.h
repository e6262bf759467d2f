// Schemas held against one another and told as the records of the wire.
#pragma once
#include "domain/comparand.h"
#include "model/model.h"

// What changed between two stored contracts, of which the ids and the formats are read, under a mode and a policy of the wire.
// What breaks has an example.
schema_changes comparison_of_contracts(db *d, schema_cache *cache, const struct contract *old,
                                       const struct contract *new, int mode, int policy, arena *a);
// The changes as records `breaking_change`. Long lists of values are told only so often, then null.
record_list comparison_records(arena *a, schema_changes changes);

// What several lists of changes may take together.
typedef struct comparison_room {
    size_t changes, values;
} comparison_room;
#define COMPARISON_ROOM ((comparison_room){.changes = SCHEMA_CHANGES_MAX, .values = SCHEMA_VALUES_MAX})
// As comparison_records, as far as there is room; takes from it.
record_list comparison_records_within(arena *a, schema_changes changes, comparison_room *room);
// A page of the asset's contracts, newest first, each compared with the one before under the policy (records
// `contract_history_entry`). Once the schemas looked at pass `bytes_maximum`, those further back are listed without a comparison.
record_list comparison_history(db *d, schema_cache *cache, const uuid *asset, int policy, int64_t limit, int64_t offset,
                               size_t bytes_maximum, arena *a);
