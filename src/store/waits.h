// Whom pending proposals wait for, in the database: a row for each consumer whose answer a pending proposal has yet to get. Who
// answered, left or is not concerned has none, and no other proposal has any. Written with the proposal's asset locked.
#pragma once
#include "model/model.h"
#include "store/db.h"

#define WAITS_MAXIMUM 100000

// The pending proposal waits for all consumers of its asset but these, and for nobody else.
db_status store_waits_begin(db *d, const uuid *proposal, const uuid *spared, size_t count, arena *a);
// Says of one team whether the proposal waits for it; one that has answered stays as it is.
db_status store_waits_set(db *d, const uuid *proposal, const uuid *team, bool awaited);
// The proposals, which are pending, wait for the team too.
db_status store_waits_add(db *d, const uuid *team, const uuid *proposals, size_t count, arena *a);
// The proposal waits for nobody any more.
db_status store_waits_end(db *d, const uuid *proposal);
// No proposal waits for the team any more. Returns those that wait for nobody now, in the order of their assets; at most
// `maximum`.
record_uuids store_waits_leave(db *d, const uuid *team, size_t maximum, arena *a);

bool store_waits_any(db *d, const uuid *proposal);
int64_t store_waits_count(db *d, const uuid *proposal);
// Those whom the proposal of that asset waits for, oldest registration first (records `pending_consumer`). At most `maximum`.
record_list store_waits_awaited(db *d, const uuid *proposal, const uuid *asset, size_t maximum, arena *a);
// The same of the asset's consumers among these teams, but for those that answered the proposal (none: one that would be made).
record_list store_waits_among(db *d, const uuid *proposal, const uuid *asset, const uuid *teams, size_t count,
                              arena *a);
