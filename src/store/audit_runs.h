// Runs of quality checks. Which checks failed stands beside them, so that nobody has to look for it in what was reported.
#pragma once
#include "model/model.h"
#include "store/db.h"

// Records a run. `details` is JSON text; `failed` names the checks that failed, in the order reported.
db_status store_audit_runs_insert(db *d, const struct audit_run *run, text details, record_strings failed, arena *a);

// The asset's most recent run. False when there is none.
bool store_audit_runs_latest(db *d, const uuid *asset, struct context_audit *out, arena *a);
// The asset's runs that pass the filters, newest first, each with the names of the checks that failed. `*total` counts all of
// them.
record_list store_audit_runs_history(db *d, const uuid *asset, const struct audit_history_query *query, int64_t *total,
                                     arena *a);

// Deletes at most so many runs of before that time, but for the last one of each asset, and gives how many there were.
int64_t store_audit_runs_sweep(db *d, int64_t before, int64_t most, arena *a);

// Counts the asset's runs since that time, by outcome, and the checks that failed most often among them.
void store_audit_runs_window(db *d, const uuid *asset, int64_t since, struct audit_window *out, arena *a);
