// Whether a version may go to an environment, given what consumers run there: whoever reads an earlier version of the asset must
// be able to read what comes, too, whatever was agreed to. Consent lets a change be published; it moves nobody's deployment.
#pragma once
#include "domain/comparand.h"
#include "store/db.h"

// Deployments of an asset in an environment that are looked at; were there more, the answer would be no.
#define DEPLOYMENTS_MAXIMUM 1000

// What consumers run in one environment, with what it takes to compare it.
typedef struct deployable deployable;

// Reads it. `policy` is a compatibility_policy; `until` (monotonic microseconds) ends the comparisons: what was not compared by
// then counts as breaking.
deployable *deployable_in(db *d, schema_cache *cache, const uuid *asset, const char *environment, int policy,
                          int64_t until, arena *a);
// Whom a candidate would break there that is judged by that compatibility mode: a reason (records `publish_reason`) for each
// team. `contract` is the candidate's own id, which breaks nobody who reads it; NULL: it is none yet.
record_list deployable_breaks(deployable *d, comparand *candidate, const uuid *contract, int compatibility_mode);
// The newest published versions that are not retired, each with whom it would break (records `deployable_version`).
record_list deployable_versions(deployable *d);
