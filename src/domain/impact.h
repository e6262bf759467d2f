// What publishing a schema would do, and to whom, without publishing it.
#pragma once
#include "model/model.h"
#include "schema/cache.h"
#include "store/db.h"

// Chapter 03 of the specification, section 6: fills the preview from a valid schema. `current` is the asset's active contract.
void impact_preview(db *d, schema_cache *cache, const struct asset *asset, const struct contract *current,
                    const struct impact_preview_request *in, struct impact_preview *out, arena *a);
