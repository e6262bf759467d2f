// Proposals in the database; at most one of an asset is pending.
#pragma once
#include "model/model.h"
#include "store/db.h"

// Inserts a pending proposal. DB_UNIQUE: the asset has one already.
db_status store_proposals_insert(db *d, const struct proposal *proposal, const struct guarantees *guarantees, arena *a);
// The id of the asset's pending proposal; none when there is none.
uuid store_proposals_pending_id(db *d, const uuid *asset);
// Live assets one live dependency downstream of the asset, those of its own owner team left out; by name, then id.
record_list store_proposals_affected_assets(db *d, const uuid *asset, const uuid *owner_team, arena *a);
// The same assets with the kind of their dependency (records `impact_downstream`); by name, id, then kind.
record_list store_proposals_affected_downstream(db *d, const uuid *asset, const uuid *owner_team, arena *a);
