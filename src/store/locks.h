// What a write locks before it reads what it decides on, where several transactions may write at once.
#pragma once
#include "store/db.h"

// Locks the resource that a parameter of a path names ("asset_id", "team_id", ...) until the transaction ends: writes of the same
// resource follow one another, so that none works from what another is replacing. Contracts, proposals and registrations are
// locked by their asset, whose decisions they are part of. Does nothing for other names.
void store_lock_named(db *d, text name, const uuid *id);
