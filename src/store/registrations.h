// Registrations of consumers in the database. A registration names the contract that was registered for and stays with that
// row; its team is a consumer of the asset, whichever contract is active, until that contract is retired.
#pragma once
#include "model/model.h"
#include "store/page.h"

// SQL, after FROM: registration r of live team t, made for contract c, that makes the team a consumer of the asset; the
// statement goes on with the asset, as in "AND c.asset_id = ?1".
#define STORE_CONSUMERS                                                                                                \
    "contracts c JOIN registrations r ON r.contract_id = c.id JOIN teams t ON t.id = r.consumer_team_id "              \
    "WHERE " STORE_IS_CONSUMER
#define STORE_IS_CONSUMER                                                                                              \
    "c.status <> 'retired' AND r.status = 'active' AND r.deleted_at IS NULL AND t.deleted_at IS NULL "
// The same where team and asset are both known: each contract of the asset is asked for the team, since a team may consume very
// much.
#define STORE_CONSUMERS_OF_TEAM(team)                                                                                  \
    "contracts c CROSS JOIN registrations r CROSS JOIN teams t WHERE r.contract_id = c.id AND r.consumer_team_id "     \
    "= " team " AND t.id = r.consumer_team_id AND " STORE_IS_CONSUMER
// SQL, after JOIN: how many consumers each of the assets has that has some, as asset_id and consumers; `assets` is a query of
// their ids.
#define STORE_CONSUMERS_COUNTED(assets)                                                                                \
    "(SELECT c.asset_id, count(DISTINCT r.consumer_team_id) AS consumers FROM " STORE_CONSUMERS                        \
    "AND c.asset_id IN (" assets ") GROUP BY c.asset_id)"

// DB_UNIQUE: the team has a live registration for the contract.
db_status store_registrations_insert(db *d, const struct registration *registration, arena *a);
// Writes pinned_version, status, fields, mode and updated_at of the row with the registration's id.
db_status store_registrations_update(db *d, const struct registration *registration, arena *a);
db_status store_registrations_delete(db *d, const uuid *id, int64_t now);

// The asset that the contract is for, locked as by store_assets_lock: who consumes it is part of what is decided about it. None
// when there is no such contract.
uuid store_registrations_lock_asset(db *d, const uuid *contract);
// Locks all assets of whose contracts the team has a live registration, as above, one after the other by id.
void store_registrations_lock_assets(db *d, const uuid *team);

// The live registration of that id. False when there is none.
bool store_registrations_get(db *d, const uuid *id, struct registration *out, arena *a);
// The id of the team's live registration for the contract; none when there is none.
uuid store_registrations_find(db *d, const uuid *contract, const uuid *team);

// Live registrations that pass the filters, newest first, each with the name of its team.
record_list store_registrations_list(db *d, const struct registration_list_query *query, list_page *page, arena *a);
// The contract's live registrations in any state, as above.
record_list store_registrations_of_contract(db *d, const uuid *contract, list_page *page, arena *a);

// The live registrations in any state for any contract of the asset, each with the name of its team, teams by name. At most
// `maximum`.
record_list store_registrations_of_asset(db *d, const uuid *asset, size_t maximum, arena *a);

// Whether the team is one of those of store_registrations_consumers.
bool store_registrations_is_consumer(db *d, const uuid *asset, const uuid *team);
// The teams that a change of the asset's contract concerns, each once, oldest registration first: live teams with a live, active
// registration on a contract of the asset that is not retired. At most `maximum`.
record_list store_registrations_consumers(db *d, const uuid *asset, size_t maximum, arena *a);
// The same teams alone, in no order that means anything. At most `maximum`.
record_uuids store_registrations_consumer_teams(db *d, const uuid *asset, size_t maximum, arena *a);
// Reads the rows of a query that begin with the place of an asset in a list, and ends it. `*places` tells that of each row.
record_list store_registrations_placed(db_query *q, size_t **places, arena *a);
// All registrations that make a team a consumer of one of the assets, by place of the asset, oldest first, each with the name of
// its team; `team` NULL: of all teams. `*places` tells the place of each one's asset. At most `maximum`.
record_list store_registrations_counted(db *d, const uuid *assets, size_t count, const uuid *team, size_t maximum,
                                        size_t **places, arena *a);
