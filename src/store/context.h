// All that is known of one asset, gathered for its context.
#pragma once
#include "model/model.h"
#include "store/db.h"

// Entries of one list of a context; what goes beyond is left out, and `truncated` says so.
#define CONTEXT_LIST_MAXIMUM 10000
// Environments that may be told where a name is found in several.
#define CONTEXT_ENVIRONMENTS_MAXIMUM 100

// Fills in the context of the active asset. False when there is none.
bool store_context_get(db *d, const uuid *asset, struct asset_context *out, arena *a);
// The active assets (struct asset_match, id and environment alone filled in) of exactly this name, by environment: in
// the one environment, or in all where that is NULL.
record_list store_context_find(db *d, const char *fqn, const char *environment, arena *a);
