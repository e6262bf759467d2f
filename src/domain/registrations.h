// Registering consumers.
#pragma once
#include "model/model.h"
#include "store/db.h"

// Registers the team for the contract and records it in the audit trail; `registration` gets what was written.
// `bulk` is told there. `pinned_version` may be NULL. DB_UNIQUE: the team has a live registration for the contract.
db_status registration_add(db *d, const uuid *contract, const uuid *team, const char *pinned_version, bool bulk,
                           struct registration *registration, arena *a);
