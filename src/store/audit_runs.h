// Runs of quality checks.
#pragma once
#include "model/model.h"
#include "store/db.h"

// The asset's most recent run. False when there is none.
bool store_audit_runs_latest(db *d, const uuid *asset, struct context_audit *out, arena *a);
