// Teams in the database. "Active" means not deleted.
#pragma once
#include "base/map.h"
#include "model/model.h"
#include "store/page.h"

db_status store_teams_insert(db *d, const struct team *team, arena *a);
// Writes name, description, metadata and updated_at of the row with the team's id.
db_status store_teams_update(db *d, const struct team *team, arena *a);
// Sets or clears (TIMESTAMP_NONE) the time of deletion.
db_status store_teams_set_deleted(db *d, const uuid *id, int64_t deleted_at, int64_t updated_at);

// The active team of that id. False when there is none.
bool store_teams_get(db *d, const uuid *id, struct team *out, arena *a);
// As store_teams_get, deleted ones too; `*deleted` tells which.
bool store_teams_get_any(db *d, const uuid *id, struct team *out, bool *deleted, arena *a);
// The id of the active team of exactly this name; none when there is none.
uuid store_teams_find_by_name(db *d, const char *name);
// The active team that was created first. False, and *out none, when there is none.
bool store_teams_first(db *d, uuid *out);
// The team's name, deleted teams too; NULL when there is no such team.
const char *store_teams_name(db *d, const uuid *id, arena *a);
// The names of the teams, deleted ones too: the bytes of an id -> const char *.
map *store_teams_names(db *d, const uuid *ids, size_t count, arena *a);

// Active teams by name, then id, each with asset_count.
record_list store_teams_list(db *d, const struct team_list_query *query, list_page *page, arena *a);
int64_t store_teams_asset_count(db *d, const uuid *id);
// Moves the team's active assets, all or those listed, to another team; gives the ids of those moved, by id.
record_uuids store_teams_reassign_assets(db *d, const uuid *from, const uuid *to, const record_uuids *only, int64_t now,
                                         arena *a);
