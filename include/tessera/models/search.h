// The models of the API as structs: search.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/enums.h"
#include "tessera/record.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tessera_search_query tessera_search_query;
typedef struct tessera_search_team tessera_search_team;
typedef struct tessera_search_user tessera_search_user;
typedef struct tessera_search_asset tessera_search_asset;
typedef struct tessera_search_contract tessera_search_contract;
typedef struct tessera_search_results tessera_search_results;
typedef struct tessera_search_counts tessera_search_counts;
typedef struct tessera_search_reply tessera_search_reply;

// Lists inside records.
typedef struct tessera_search_team_array {
    size_t count;
    const tessera_search_team *const *items;
} tessera_search_team_array;
typedef struct tessera_search_user_array {
    size_t count;
    const tessera_search_user *const *items;
} tessera_search_user_array;
typedef struct tessera_search_asset_array {
    size_t count;
    const tessera_search_asset *const *items;
} tessera_search_asset_array;
typedef struct tessera_search_contract_array {
    size_t count;
    const tessera_search_contract *const *items;
} tessera_search_contract_array;

// What to search for.
struct tessera_search_query {
    uint64_t present;
    const char *q; // Text to find, any case; every character means itself; required
    int64_t limit; // Most results of each kind
    tessera_enums types; // Kinds to search; absent: all (of tessera_search_kind)
    const char *tags; // Comma-separated tags, all of which an asset must carry
    tessera_resource_type resource_type; // Kind of asset
    const char *team; // Name of an asset's owner team, any case
};
enum { TESSERA_FIELD_search_query_q, TESSERA_FIELD_search_query_limit, TESSERA_FIELD_search_query_types,
    TESSERA_FIELD_search_query_tags, TESSERA_FIELD_search_query_resource_type, TESSERA_FIELD_search_query_team, };

// A team that was found.
struct tessera_search_team {
    uint64_t present;
    const char *id; // Id
    const char *name; // Name
    const char *type; // team
};
enum { TESSERA_FIELD_search_team_id, TESSERA_FIELD_search_team_name, TESSERA_FIELD_search_team_type, };

// A user that was found.
struct tessera_search_user {
    uint64_t present;
    const char *id; // Id
    const char *name; // Name
    const char *team_id; // Team
    const char *type; // user
};
enum { TESSERA_FIELD_search_user_id, TESSERA_FIELD_search_user_name, TESSERA_FIELD_search_user_team_id,
    TESSERA_FIELD_search_user_type, };

// An asset that was found.
struct tessera_search_asset {
    uint64_t present;
    const char *id; // Id
    const char *fqn; // Fully qualified name
    tessera_resource_type resource_type; // Kind
    const char *type; // asset
};
enum { TESSERA_FIELD_search_asset_id, TESSERA_FIELD_search_asset_fqn, TESSERA_FIELD_search_asset_resource_type,
    TESSERA_FIELD_search_asset_type, };

// A contract that was found.
struct tessera_search_contract {
    uint64_t present;
    const char *id; // Id
    const char *version; // Version
    const char *asset_id; // Asset
    tessera_contract_status status; // State
    const char *type; // contract
};
enum { TESSERA_FIELD_search_contract_id, TESSERA_FIELD_search_contract_version,
    TESSERA_FIELD_search_contract_asset_id, TESSERA_FIELD_search_contract_status, TESSERA_FIELD_search_contract_type, };

// What was found, by kind.
struct tessera_search_results {
    uint64_t present;
    tessera_search_team_array teams; // Teams
    tessera_search_user_array users; // Users
    tessera_search_asset_array assets; // Assets
    tessera_search_contract_array contracts; // Contracts
};
enum { TESSERA_FIELD_search_results_teams, TESSERA_FIELD_search_results_users, TESSERA_FIELD_search_results_assets,
    TESSERA_FIELD_search_results_contracts, };

// How many results are returned, by kind.
struct tessera_search_counts {
    uint64_t present;
    int64_t teams; // Teams
    int64_t users; // Users
    int64_t assets; // Assets
    int64_t contracts; // Contracts
    int64_t total; // All
};
enum { TESSERA_FIELD_search_counts_teams, TESSERA_FIELD_search_counts_users, TESSERA_FIELD_search_counts_assets,
    TESSERA_FIELD_search_counts_contracts, TESSERA_FIELD_search_counts_total, };

// Result of a global search.
struct tessera_search_reply {
    uint64_t present;
    const char *query; // What was searched for
    const tessera_search_results *results; // Results by kind
    const tessera_search_counts *counts; // Numbers of results by kind
};
enum { TESSERA_FIELD_search_reply_query, TESSERA_FIELD_search_reply_results, TESSERA_FIELD_search_reply_counts, };
TESSERA_RECORD_FUNCTIONS(tessera_search_reply)

#ifdef __cplusplus
}
#endif
