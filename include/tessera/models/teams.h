// The models of the API as structs: teams.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/enums.h"
#include "tessera/record.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tessera_team tessera_team;
typedef struct tessera_team_create tessera_team_create;
typedef struct tessera_team_update tessera_team_update;
typedef struct tessera_team_list_query tessera_team_list_query;
typedef struct tessera_team_delete_query tessera_team_delete_query;
typedef struct tessera_team_reference tessera_team_reference;
typedef struct tessera_reassign_assets tessera_reassign_assets;
typedef struct tessera_reassign_result tessera_reassign_result;

// A team: owns assets, publishes and consumes contracts.
struct tessera_team {
    uint64_t present;
    const char *id; // Id
    const char *name; // Name, unique among active teams
    const char *description; // What the team is about
    const char *metadata; // Free data of the team's own (JSON object)
    int64_t created_at; // When it was created (microseconds since 1970)
    int64_t updated_at; // When it last changed (microseconds since 1970)
    int64_t asset_count; // Active assets that it owns
};
enum { TESSERA_FIELD_team_id, TESSERA_FIELD_team_name, TESSERA_FIELD_team_description, TESSERA_FIELD_team_metadata,
    TESSERA_FIELD_team_created_at, TESSERA_FIELD_team_updated_at, TESSERA_FIELD_team_asset_count, };
TESSERA_RECORD_FUNCTIONS(tessera_team)
// A page of them, laid out as tessera_page.
typedef struct tessera_team_page {
    int64_t total;
    int64_t limit;
    int64_t offset;
    size_t count;
    const tessera_team *const *items;
    const char *next;
} tessera_team_page;
TESSERA_RECORD_FUNCTIONS(tessera_team_page)

// A new team.
struct tessera_team_create {
    uint64_t present;
    // Letters, digits, underscores, hyphens and spaces; starts and ends with a letter or digit; required
    const char *name;
    const char *metadata; // Free data (JSON object)
    const char *description; // What the team is about
};
enum { TESSERA_FIELD_team_create_name, TESSERA_FIELD_team_create_metadata, TESSERA_FIELD_team_create_description, };

// Changes of a team; what is absent or null stays.
struct tessera_team_update {
    uint64_t present;
    const char *name; // New name
    const char *metadata; // Replaces the whole map (JSON object)
    const char *description; // New description
};
enum { TESSERA_FIELD_team_update_name, TESSERA_FIELD_team_update_metadata, TESSERA_FIELD_team_update_description, };

// Filters of the list of teams.
struct tessera_team_list_query {
    uint64_t present;
    int64_t limit; // Most entries in the reply; default 100
    int64_t offset; // Entries to skip
    const char *name; // Name contains, any case; % and _ are wildcards, but not behind a backslash
    const char *after; // Place behind which the page begins: `next` of an earlier reply, asked for in the same order
};
enum { TESSERA_FIELD_team_list_query_limit, TESSERA_FIELD_team_list_query_offset, TESSERA_FIELD_team_list_query_name,
    TESSERA_FIELD_team_list_query_after, };

// How to delete a team.
struct tessera_team_delete_query {
    uint64_t present;
    bool force; // Delete it although it owns assets
};
enum { TESSERA_FIELD_team_delete_query_force, };

// A team in short.
struct tessera_team_reference {
    uint64_t present;
    const char *id; // Id
    const char *name; // Name
};
enum { TESSERA_FIELD_team_reference_id, TESSERA_FIELD_team_reference_name, };

// Which assets go to which team.
struct tessera_reassign_assets {
    uint64_t present;
    const char *target_team_id; // The new owner team; required
    tessera_strings asset_ids; // The assets; absent or empty: all of the team's
};
enum { TESSERA_FIELD_reassign_assets_target_team_id, TESSERA_FIELD_reassign_assets_asset_ids, };

// What was reassigned.
struct tessera_reassign_result {
    uint64_t present;
    int64_t reassigned; // How many assets moved
    const tessera_team_reference *source_team; // The former owner
    const tessera_team_reference *target_team; // The new owner
    tessera_strings asset_ids; // The assets that moved; absent when none did
};
enum { TESSERA_FIELD_reassign_result_reassigned, TESSERA_FIELD_reassign_result_source_team,
    TESSERA_FIELD_reassign_result_target_team, TESSERA_FIELD_reassign_result_asset_ids, };
TESSERA_RECORD_FUNCTIONS(tessera_reassign_result)

#ifdef __cplusplus
}
#endif
