// Assets in the database. "Active" means not deleted.
#pragma once
#include "model/model.h"
#include "store/names.h"

// DB_UNIQUE: an active asset has this name in this environment.
db_status store_assets_insert(db *d, const struct asset *asset, arena *a);
// Writes every field but created_at of the row with the asset's id.
db_status store_assets_update(db *d, const struct asset *asset, arena *a);
// Sets or clears (TIMESTAMP_NONE) the time of deletion.
db_status store_assets_set_deleted(db *d, const uuid *id, int64_t deleted_at, int64_t updated_at);

// What counts when schemas of the asset are compared, a compatibility_policy; the yardstick where there is no such asset.
int store_assets_policy(db *d, const uuid *id);

#define STORE_ASSET_LOCK "SELECT id FROM assets WHERE id = ?1 FOR UPDATE"
// Before a decision about the asset reads what it decides on, in the transaction that will write it: others that decide on the
// same asset wait until it ends. Nothing where the database has one writer.
void store_assets_lock(db *d, const uuid *id);

// The active asset of that id with the names of its owners, service and repository. False when there is none.
bool store_assets_get(db *d, const uuid *id, struct asset *out, arena *a);
// Fills in the names that store_assets_get shows, but for the owner team's.
void store_assets_name_rest(db *d, struct asset *asset, arena *a);
// As store_assets_get, deleted ones too; `*deleted` tells which.
bool store_assets_get_any(db *d, const uuid *id, struct asset *out, bool *deleted, arena *a);
// The id of the active asset of exactly this name in this environment; none when there is none.
uuid store_assets_find(db *d, const char *fqn, const char *environment);

// Active assets, filtered and sorted as the query says, then by id, each with its active contract's version.
record_list store_assets_list(db *d, asset_names *names, const struct asset_list_query *query, list_page *page,
                              arena *a);
// The order in which the query wants them.
list_order store_assets_order(const struct asset_list_query *query);

// The service's active assets by name.
record_list store_assets_of_service(db *d, const uuid *service, list_page *page, arena *a);

// Gives the active assets among `ids` the owner user (none: takes it away). `*found` gets the distinct ones in the
// order asked for, `*not_found` the others as asked for, repeats included; both live in `a`. Rows that say so already
// keep their updated_at.
db_status store_assets_assign_owner(db *d, const record_uuids *ids, const uuid *user, int64_t now, record_uuids *found,
                                    record_uuids *not_found, arena *a);
