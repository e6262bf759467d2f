// What a consumer looks at before it uses an asset.
#pragma once
#include "model/model.h"
#include "store/db.h"

// Fills in what the asset's active contract says, else the newest deprecated one: version, mode, format, guarantees.
// `*deprecated` tells which. False when there is neither.
bool store_preflight_contract(db *d, const uuid *asset, struct preflight *out, bool *deprecated, arena *a);
