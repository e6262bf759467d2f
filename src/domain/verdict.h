// What becomes of a contract's consumers when another takes its place: changes of schema and guarantees judged together.
#pragma once
#include "domain/candidate.h"
#include "domain/comparison.h"
#include "model/model.h"
#include "schema/advise/guarantee.h"
#include "schema/advise/version.h"

typedef struct contract_verdict {
    schema_changes changes;                // of the schema, from the active contract
    schema_changes earlier;                // that break earlier contracts alone
    schema_changes breaking;               // of both, under the compatibility mode
    guarantee_changes guarantees;          // changes of the guarantees; none where the asset ignores them
    guarantee_changes guarantees_breaking; // of those, under the asset's guarantee mode
} contract_verdict;

// Judges what was found of the schema under the compatibility mode, and those from the old to the new guarantees (JSON; NULL:
// none) under the asset's guarantee mode. Both modes are values of the enumerations of the wire.
contract_verdict verdict_reach(arena *a, const candidate_changes *found, int compatibility_mode,
                               const json_value *old_guarantees, const json_value *new_guarantees, int guarantee_mode);
// How many changes are breaking; 0: compatible.
size_t verdict_breaking(const contract_verdict *verdict);
// Major where guarantees break, else the schema's.
schema_change_type verdict_change_type(const contract_verdict *verdict);
// The version that the change calls for after `current` (TEXT_NONE: there is none), the schema judged under that mode.
version_suggestion verdict_suggest(arena *a, text current, const contract_verdict *verdict, int compatibility_mode);
// Which version the document, which was not refused, should get as the next contract of the asset, by the mode of the active one
// and as the asset has it judged; guarantees are left alone.
version_suggestion verdict_suggest_next(db *d, schema_cache *cache, const uuid *asset,
                                        const contract_document *document, arena *a);

// The breaking changes, the schema's first (records `breaking_change`).
record_list verdict_breaking_records(arena *a, const contract_verdict *verdict);
// The same, each with the fields that it touches; guarantees are about all of them.
record_list verdict_touching_records(arena *a, const contract_verdict *verdict);
// verdict_breaking_records as far as there is room; takes from it.
record_list verdict_breaking_records_within(arena *a, const contract_verdict *verdict, comparison_room *room);
// The changes of the guarantees (records `guarantee_change`).
record_list verdict_guarantee_records(arena *a, const contract_verdict *verdict);
