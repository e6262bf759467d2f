// Making assets, and rules about who owns them.
#pragma once
#include "model/model.h"
#include "store/db.h"

typedef enum asset_owner_fault {
    ASSET_OWNER_FINE,
    ASSET_OWNER_USER_MISSING,   // no active user has this id
    ASSET_OWNER_USER_ELSEWHERE, // the user is no member of the owner team
} asset_owner_fault;

// Whether the user may own an asset within the team. No user is fine.
asset_owner_fault asset_check_owner_user(db *d, const uuid *user, const uuid *team, arena *a);
// Whether a caller of that team (none: of no team) may change what the owner team owns.
bool asset_may_write(const uuid *caller_team, bool is_admin, const uuid *owner_team);

// Inserts a new asset as it is given, but for its id and time, which it gets here, and records it in the audit trail, where
// `bulk` is told. DB_UNIQUE: an active asset has this name in this environment. DB_FOREIGN_KEY: there is no such owner team or
// user.
db_status asset_add(db *d, struct asset *asset, bool bulk, arena *a);
