// Contracts in the database. Their schemas never change; at most one contract of an asset is active.
#pragma once
#include "model/model.h"
#include "store/page.h"

// Inserts an active contract (schema_def holds its schema). `source` is the document that was handed in, JSON text, where the
// schema was made from one in a language that compares by itself; else TEXT_NONE. Whoever inserts has locked the asset, and asked
// for the version and the active contract since.
db_status store_contracts_insert(db *d, const struct contract *contract, text source, arena *a);
// Adds to how many contracts of the version are in which state, for whoever adds contracts by other ways than this file's.
db_status store_contracts_count(db *d, const char *version, const int added[contract_status_count]);
// Makes an active contract, of which the id and the version are read, a deprecated one.
db_status store_contracts_deprecate(db *d, const struct contract *active, int64_t now);

// The active contract of the asset, its schema left out. False when there is none.
bool store_contracts_active(db *d, const uuid *asset, struct contract *out, arena *a);
// The same, and how the asset has it judged: a compatibility_policy and a transitive_scope.
bool store_contracts_active_judged(db *d, const uuid *asset, struct contract *out, int *policy, int *scope, arena *a);
// The contract of that id with the names of its asset, publishing team and user. False when there is none.
bool store_contracts_get(db *d, const uuid *id, struct contract *out, arena *a);
bool store_contracts_exist(db *d, const uuid *id);
// As store_contracts_get, without names and schema.
bool store_contracts_get_short(db *d, const uuid *id, struct contract *out, arena *a);
// The asset's contract of exactly this version, in any state, its schema left out. False when there is none.
bool store_contracts_of_version(db *d, const uuid *asset, const char *version, struct contract *out, arena *a);
// Replaces the guarantees (NULL: none).
db_status store_contracts_set_guarantees(db *d, const uuid *id, struct guarantees *guarantees, int64_t now, arena *a);

// Contracts that pass the filters, newest first, each with the names of its asset, team and user.
record_list store_contracts_list(db *d, const struct contract_list_query *query, list_page *page, arena *a);
// The asset's contracts that pass the filters, newest first, each as above.
record_list store_contracts_of_asset(db *d, const uuid *asset, const struct asset_contracts_query *query,
                                     list_page *page, arena *a);
// The asset's contracts, newest first, one by one. The schema is borrowed until the next one, and costs only when looked at.
typedef struct store_history store_history;
store_history *store_contracts_history(db *d, const uuid *asset, int64_t limit, int64_t offset, arena *a);
bool store_history_next(store_history *h, struct contract_history_entry *out, arena *a);
text store_history_schema(store_history *h);
text store_history_source(store_history *h); // TEXT_NONE: none is kept
int store_history_format(store_history *h);  // a schema_format
void store_history_end(store_history *h);

// The contract's schema as compact JSON text; TEXT_NONE when there is no such contract.
text store_contracts_schema(db *d, const uuid *id, arena *a);
// The document that the schema was made from, as JSON text; TEXT_NONE when none is kept.
text store_contracts_source(db *d, const uuid *id, arena *a);
// The characters of both together; 0 when there is no such contract.
int64_t store_contracts_length(db *d, const uuid *id);
// The id of the asset's contract of this version, in any state; none when there is none.
uuid store_contracts_find_version(db *d, const uuid *asset, const char *version);
