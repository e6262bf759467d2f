// Whom a change of an asset's schema would reach: assets downstream and teams registered for any of them.
#pragma once
#include "domain/impact.h"
#include "domain/traversal.h"

#define IMPACT_ASSETS_MAXIMUM 500 // reached assets that one analysis tells

typedef struct impact_reach {
    contract_verdict verdict;
    field_paths touched;   // fields that breaking changes touch; one without names: all
    traversal assets;      // items[0] is the asset itself. Where nothing breaks, all assets downstream
    record_list consumers; // records `registration`, each team once, nearest first
    bool consumers_cut;    // there are more than IMPACT_LIST_MAXIMUM, which are told
    const size_t *places;  // of each consumer, among `assets`: the asset that it consumes
} impact_reach;

// The question's guarantees are left alone, and its mode. Looks `depth` dependencies far.
impact_reach impact_follow(db *d, schema_cache *cache, const impact_question *question, int depth, arena *a);
