// What runs where: one row for each team, asset and environment.
#pragma once
#include "model/model.h"
#include "store/page.h"

// Writes that the team reads that contract in that environment, in place of what is written of it. `id` is a new row's.
db_status store_deployments_put(db *d, const struct deployment *deployment, arena *a);
db_status store_deployments_delete(db *d, const uuid *id);

// What the team reads of the asset in the environment. False when nothing is known.
bool store_deployments_find(db *d, const uuid *asset, const uuid *team, const char *environment, struct deployment *out,
                            arena *a);
// The asset's deployment of that id. False when there is none.
bool store_deployments_get(db *d, const uuid *asset, const uuid *id, struct deployment *out, arena *a);
// Those of the asset that pass the filters, newest first (records `deployment`). Teams that were deleted read nothing.
record_list store_deployments_list(db *d, const uuid *asset, const struct deployment_list_query *query, list_page *page,
                                   arena *a);
// All of the asset in an environment, by contract, then team. At most `maximum`.
record_list store_deployments_in(db *d, const uuid *asset, const char *environment, size_t maximum, arena *a);
