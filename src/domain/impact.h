// What publishing a schema would do, and to whom, without publishing it.
#pragma once
#include "domain/document.h"
#include "domain/verdict.h"
#include "model/model.h"
#include "schema/advise/remedy.h"
#include "schema/cache.h"
#include "schema/field_path.h"
#include "store/db.h"

#define IMPACT_LIST_MAXIMUM 10000

typedef struct impact_question {
    const struct asset *asset;
    const struct contract *current;    // its active contract
    const contract_document *document; // that is proposed; not refused
    const json_value *guarantees;      // that are proposed; NULL: those of now stay
    int compatibility_mode;            // to judge by; RECORD_ENUM_NONE: the current contract's
    int compatibility_policy;          // what counts; RECORD_ENUM_NONE: as the asset says
} impact_question;

typedef struct impact {
    int compatibility_mode;     // judged by
    int compatibility_policy;   // judged by
    contract_verdict verdict;   // on the change from the current contract
    schema_changes compatible;  // changes of the schema that do not break
    version_suggestion version; // that the change calls for
    // Lists of at most IMPACT_LIST_MAXIMUM; of longer ones the beginning.
    record_list consumers;   // of the asset (records `registration`)
    record_list downstream;  // assets of other teams (records `impact_downstream`)
    record_list unconfirmed; // consumers that were concluded (records `impact_unconfirmed`)
    bool truncated;          // one of the three is longer
    bool proposes;           // it would become a proposal
    record_strings teams;    // names of those concerned, sorted, each once
    record_strings touched;  // fields that breaking changes touch, as dotted paths
    remedies remedies;
} impact;

// The fields that breaking changes of the schema touch.
field_paths impact_touched(schema_changes breaking, arena *a);
record_strings impact_paths_told(const field_paths *paths, arena *a);

impact impact_preview(db *d, schema_cache *cache, const impact_question *question, arena *a);
