// Which asset an event of the audit trail is about, and whose it is.
#pragma once
#include "store/db.h"

typedef struct asset_concern {
    uuid asset_id, owner_team_id;
} asset_concern;

// The asset itself, or that of a contract, of a proposal, of a registration, as it is now; deleted ones count. False: there is no
// such thing.
bool store_concern_of_asset(db *d, const uuid *id, asset_concern *out);
bool store_concern_of_contract(db *d, const uuid *id, asset_concern *out);
bool store_concern_of_proposal(db *d, const uuid *id, asset_concern *out);
bool store_concern_of_registration(db *d, const uuid *id, asset_concern *out);
