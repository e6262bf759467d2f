// Contracts in the database. Their schemas never change; at most one contract of an asset is active.
#pragma once
#include "model/model.h"
#include "store/db.h"

// Inserts a contract (schema_def holds its schema). DB_UNIQUE: the version, or a second active contract.
db_status store_contracts_insert(db *d, const struct contract *contract, arena *a);
db_status store_contracts_deprecate(db *d, const uuid *id, int64_t now);

// The active contract of the asset, its schema left out. False when there is none.
bool store_contracts_active(db *d, const uuid *asset, struct contract *out, arena *a);
// The contract's schema as compact JSON text; TEXT_NONE when there is no such contract.
text store_contracts_schema(db *d, const uuid *id, arena *a);
// The id of the asset's contract of this version, in any state; none when there is none.
uuid store_contracts_find_version(db *d, const uuid *asset, const char *version);

// Live registrations on `from` that are not pinned go over to `to`.
db_status store_contracts_move_registrations(db *d, const uuid *from, const uuid *to, int64_t now);
