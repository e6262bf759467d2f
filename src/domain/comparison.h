// Schemas held against one another and told as the records of the wire.
#pragma once
#include "domain/comparand.h"
#include "model/model.h"
#include "schema/advise/version.h"

// What changed between two stored contracts, of which the ids and the formats are read.
schema_changes comparison_of_contracts(db *d, schema_cache *cache, const struct contract *old,
                                       const struct contract *new, arena *a);
// The changes as records `breaking_change`. Long lists of values are told only so often, then null.
record_list comparison_records(arena *a, schema_changes changes);

// What several lists of changes may take together.
typedef struct comparison_room {
    size_t changes, values;
} comparison_room;
#define COMPARISON_ROOM ((comparison_room){.changes = SCHEMA_CHANGES_MAX, .values = SCHEMA_VALUES_MAX})
// As comparison_records, as far as there is room; takes from it.
record_list comparison_records_within(arena *a, schema_changes changes, comparison_room *room);
// Which version the document, which was not refused, should get as the next contract of the asset, by the mode of the active one.
version_suggestion comparison_suggest(db *d, schema_cache *cache, const uuid *asset, const contract_document *document,
                                      arena *a);
// A page of the asset's contracts, newest first, each compared with the one before (records `contract_history_entry`). Once the
// schemas looked at pass `bytes_maximum`, those further back are listed without a comparison.
record_list comparison_history(db *d, schema_cache *cache, const uuid *asset, int64_t limit, int64_t offset,
                               size_t bytes_maximum, arena *a);
