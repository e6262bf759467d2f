// Runs of quality checks: recording them, how they go, and what they mean for who publishes.
#pragma once
#include "model/model.h"
#include "store/db.h"

// Records a run of the asset's checks as one of its active contract. `run` holds what was reported and gets the rest: id, asset,
// contract, where none was told the time, and counts that follow from its results. `details`: free data, an object; NULL: none.
db_status quality_record(db *d, const struct asset *asset, struct audit_run *run, const json_value *details, arena *a);
// How the asset's runs go, at that time.
struct audit_trends quality_trends(db *d, const struct asset *asset, int64_t now, arena *a);

typedef enum quality_verdict {
    QUALITY_FINE,   // nothing to say: the newest run passed, or there is none
    QUALITY_WARN,   // the newest run did not pass; the publisher is told
    QUALITY_REFUSE, // it did not pass, and the asset is strict about its guarantees
} quality_verdict;

// What the asset's newest run means for a publish, by the asset's guarantee mode: strict refuses, notify warns, ignore says
// nothing. `*latest` gets the run where the verdict is not fine.
quality_verdict quality_gate(db *d, const struct asset *asset, struct context_audit *latest, arena *a);
