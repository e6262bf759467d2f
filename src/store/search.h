// Search by part of a name, in any case; % and _ are wildcards.
#pragma once
#include "model/model.h"
#include "store/names.h"

// Active assets whose name contains the text, by name, then id.
record_list store_search_asset_names(db *d, asset_names *names, const struct asset_search_query *query, list_page *page,
                                     arena *a);

// Global search: at most query->limit of a kind, by name or version, then id. Deleted teams and assets and deactivated
// users are left out; contracts are found in any state, those of deleted assets too.
record_list store_search_teams(db *d, const struct search_query *query, arena *a);
record_list store_search_users(db *d, const struct search_query *query, arena *a);
record_list store_search_contracts(db *d, const struct search_query *query, arena *a);
// The assets must carry all of `tags`, which replace query->tags.
record_list store_search_assets(db *d, asset_names *names, const struct search_query *query, const record_strings *tags,
                                arena *a);
