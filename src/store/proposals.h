// Proposals in the database; at most one of an asset is pending.
#pragma once
#include "model/model.h"
#include "store/page.h"

// Inserts a pending proposal. DB_UNIQUE: the asset has one already.
db_status store_proposals_insert(db *d, const struct proposal *proposal, const struct guarantees *guarantees, arena *a);
// Settles a proposal: its status becomes `status` (a proposal_status), its resolution time `now`. `*resolved` is false, and nothing
// changed, when it is not pending.
db_status store_proposals_resolve(db *d, const uuid *id, int status, int64_t now, bool *resolved);

// As store_assets_lock, of the asset that the proposal is for.
void store_proposals_lock_asset(db *d, const uuid *id);

// The proposal of that id, of deleted assets too. False when there is none.
bool store_proposals_get(db *d, const uuid *id, struct proposal *out, arena *a);
// The same with names, answers and the consumers that have yet to answer; `audit_status` and `warnings` stay empty.
bool store_proposals_get_status(db *d, const uuid *id, struct proposal_status_response *out, arena *a);
// The same as the list shows it, its counts left out.
bool store_proposals_get_entry(db *d, const uuid *id, struct proposal_entry *out, arena *a);
// The teams whose assets it touched when it was made (records `affected_team`).
record_list store_proposals_affected_teams(db *d, const uuid *id, arena *a);
// Proposals that pass the filters, newest first (records `proposal_entry`).
record_list store_proposals_list(db *d, const struct proposal_list_query *query, list_page *page, arena *a);
// The id of the asset's pending proposal; none when there is none.
uuid store_proposals_pending_id(db *d, const uuid *asset);
// Live assets one live dependency downstream of the asset, those of its own owner team left out; by name, then id.
record_list store_proposals_affected_assets(db *d, const uuid *asset, const uuid *owner_team, arena *a);
// The same assets with the kind of their dependency (records `impact_downstream`); by name, id, then kind.
record_list store_proposals_affected_downstream(db *d, const uuid *asset, const uuid *owner_team, arena *a);
