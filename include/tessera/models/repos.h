// The models of the API as structs: repos.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/enums.h"
#include "tessera/record.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tessera_repo tessera_repo;
typedef struct tessera_repo_create tessera_repo_create;
typedef struct tessera_repo_update tessera_repo_update;
typedef struct tessera_repo_list_query tessera_repo_list_query;

// A git repository that a team owns; its services hold assets.
struct tessera_repo {
    uint64_t present;
    const char *id; // Id
    const char *name; // Name, unique among repositories that are not deleted
    const char *git_url; // Where it is cloned from, as unique as the name
    const char *default_branch; // Branch that counts
    tessera_strings spec_paths; // Files and folders in which schemas are
    const char *owner_team_id; // Owner team, also of its services
    bool sync_enabled; // Whether it is to be synchronised by itself
    const char *codeowners_path; // Path of its CODEOWNERS file
    int64_t last_synced_at; // When it was last synchronised (microseconds since 1970)
    const char *last_synced_commit; // Commit that was synchronised then
    int64_t poll_interval_seconds; // Seconds between synchronisations
    const char *last_sync_error; // Why the last synchronisation failed
    int64_t created_at; // When it was created (microseconds since 1970)
    int64_t updated_at; // When it last changed (microseconds since 1970)
    bool has_git_token; // Whether a token for git is kept; it is never shown
    bool has_ssh_key; // Whether an SSH key is kept; it is never shown
    int64_t services_count; // Services that are not deleted
};
enum { TESSERA_FIELD_repo_id, TESSERA_FIELD_repo_name, TESSERA_FIELD_repo_git_url, TESSERA_FIELD_repo_default_branch,
    TESSERA_FIELD_repo_spec_paths, TESSERA_FIELD_repo_owner_team_id, TESSERA_FIELD_repo_sync_enabled,
    TESSERA_FIELD_repo_codeowners_path, TESSERA_FIELD_repo_last_synced_at, TESSERA_FIELD_repo_last_synced_commit,
    TESSERA_FIELD_repo_poll_interval_seconds, TESSERA_FIELD_repo_last_sync_error, TESSERA_FIELD_repo_created_at,
    TESSERA_FIELD_repo_updated_at, TESSERA_FIELD_repo_has_git_token, TESSERA_FIELD_repo_has_ssh_key,
    TESSERA_FIELD_repo_services_count, };
TESSERA_RECORD_FUNCTIONS(tessera_repo)
// A page of them, laid out as tessera_page.
typedef struct tessera_repo_page {
    int64_t total;
    int64_t limit;
    int64_t offset;
    size_t count;
    const tessera_repo *const *items;
    const char *next;
} tessera_repo_page;
TESSERA_RECORD_FUNCTIONS(tessera_repo_page)

// A new repository.
struct tessera_repo_create {
    uint64_t present;
    const char *name; // Name; required
    const char *git_url; // Where it is cloned from: https://... or git@...; required
    const char *owner_team_id; // Owner team; required
    const char *default_branch; // Branch that counts
    // Files and folders in which schemas are, of at most 500 characters, none with a .. component; order and duplicates are kept
    tessera_strings spec_paths;
    const char *codeowners_path; // Path of its CODEOWNERS file
    bool sync_enabled; // Whether it is to be synchronised by itself
    int64_t poll_interval_seconds; // Seconds between synchronisations
    const char *git_token; // Token for git over HTTPS; kept, never shown
    const char *ssh_key; // Key for git over SSH; kept, never shown
};
enum { TESSERA_FIELD_repo_create_name, TESSERA_FIELD_repo_create_git_url, TESSERA_FIELD_repo_create_owner_team_id,
    TESSERA_FIELD_repo_create_default_branch, TESSERA_FIELD_repo_create_spec_paths,
    TESSERA_FIELD_repo_create_codeowners_path, TESSERA_FIELD_repo_create_sync_enabled,
    TESSERA_FIELD_repo_create_poll_interval_seconds, TESSERA_FIELD_repo_create_git_token,
    TESSERA_FIELD_repo_create_ssh_key, };

// Changes of a repository; what is absent or null stays.
struct tessera_repo_update {
    uint64_t present;
    const char *default_branch; // Branch that counts
    // Files and folders in which schemas are, none with a .. component; order and duplicates are kept
    tessera_strings spec_paths;
    const char *codeowners_path; // Path of its CODEOWNERS file
    bool sync_enabled; // Whether it is to be synchronised by itself
    int64_t poll_interval_seconds; // Seconds between synchronisations
    const char *git_token; // Token for git over HTTPS; kept, never shown
    const char *ssh_key; // Key for git over SSH; kept, never shown
};
enum { TESSERA_FIELD_repo_update_default_branch, TESSERA_FIELD_repo_update_spec_paths,
    TESSERA_FIELD_repo_update_codeowners_path, TESSERA_FIELD_repo_update_sync_enabled,
    TESSERA_FIELD_repo_update_poll_interval_seconds, TESSERA_FIELD_repo_update_git_token,
    TESSERA_FIELD_repo_update_ssh_key, };

// Filters of the list of repositories.
struct tessera_repo_list_query {
    uint64_t present;
    int64_t limit; // Most entries in the reply; default 100
    int64_t offset; // Entries to skip
    const char *team_id; // Owner team
    bool sync_enabled; // Whether it is to be synchronised by itself
    const char *after; // Place behind which the page begins: `next` of an earlier reply, asked for in the same order
};
enum { TESSERA_FIELD_repo_list_query_limit, TESSERA_FIELD_repo_list_query_offset,
    TESSERA_FIELD_repo_list_query_team_id, TESSERA_FIELD_repo_list_query_sync_enabled,
    TESSERA_FIELD_repo_list_query_after, };

#ifdef __cplusplus
}
#endif
