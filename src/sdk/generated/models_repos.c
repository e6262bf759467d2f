// What the structs of tessera/models/repos.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/generated/enums.h"
#include "sdk/generated/models_repos.h"
#include "tessera/models/repos.h"

static const tessera_reflect_field fields_repo[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_repo, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Id"},
    {"name", "name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_repo, name), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name, unique among repositories that are not deleted"},
    {"git_url", "git_url", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_repo, git_url), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Where it is cloned from, as unique as the name"},
    {"default_branch", "default_branch", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_repo, default_branch), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Branch that counts"},
    {"spec_paths", "spec_paths", TESSERA_KIND_STRINGS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_repo, spec_paths), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Files and folders in which schemas are"},
    {"owner_team_id", "owner_team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_repo, owner_team_id), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Owner team, also of its services"},
    {"sync_enabled", "sync_enabled", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_repo, sync_enabled), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether it is to be synchronised by itself"},
    {"codeowners_path", "codeowners_path", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 7, offsetof(tessera_repo, codeowners_path), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Path of its CODEOWNERS file"},
    {"last_synced_at", "last_synced_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 8, offsetof(tessera_repo, last_synced_at), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was last synchronised"},
    {"last_synced_commit", "last_synced_commit", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 9, offsetof(tessera_repo, last_synced_commit), 18, 18, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Commit that was synchronised then"},
    {"poll_interval_seconds", "poll_interval_seconds", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 10, offsetof(tessera_repo, poll_interval_seconds), 21, 21, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Seconds between synchronisations"},
    {"last_sync_error", "last_sync_error", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 11, offsetof(tessera_repo, last_sync_error), 15, 15, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Why the last synchronisation failed"},
    {"created_at", "created_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 12, offsetof(tessera_repo, created_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it was created"},
    {"updated_at", "updated_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 13, offsetof(tessera_repo, updated_at), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it last changed"},
    {"has_git_token", "has_git_token", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 14, offsetof(tessera_repo, has_git_token), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether a token for git is kept; it is never shown"},
    {"has_ssh_key", "has_ssh_key", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 15, offsetof(tessera_repo, has_ssh_key), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether an SSH key is kept; it is never shown"},
    {"services_count", "services_count", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 16, offsetof(tessera_repo, services_count), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Services that are not deleted"},
};
const tessera_reflect_model table_model_repo = {"repo", "tessera_repo", "Repo", sizeof(tessera_repo), 17, fields_repo, "A git repository that a team owns; its services hold assets", 0x1d47f};
static const tessera_reflect_field fields_repo_create[] = {
    {"name", "name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_repo_create, name), 4, 4, 1, 200, NULL, NULL, NULL, "Name"},
    {"git_url", "git_url", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_repo_create, git_url), 7, 7, 1, 500, NULL, NULL, NULL, "Where it is cloned from: https://... or git@..."},
    {"owner_team_id", "owner_team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_repo_create, owner_team_id), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Owner team"},
    {"default_branch", "default_branch", TESSERA_KIND_STRING, 0, TESSERA_PLACE_BODY, 3, offsetof(tessera_repo_create, default_branch), 14, 14, 1, 100, NULL, NULL, NULL, "Branch that counts"},
    {"spec_paths", "spec_paths", TESSERA_KIND_STRINGS, 0, TESSERA_PLACE_BODY, 4, offsetof(tessera_repo_create, spec_paths), 10, 10, INT64_MIN, 1000, NULL, NULL, NULL, "Files and folders in which schemas are, of at most 500 characters, none with a .. component; order and duplicates are kept"},
    {"codeowners_path", "codeowners_path", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 5, offsetof(tessera_repo_create, codeowners_path), 15, 15, INT64_MIN, 200, NULL, NULL, NULL, "Path of its CODEOWNERS file"},
    {"sync_enabled", "sync_enabled", TESSERA_KIND_BOOL, 0, TESSERA_PLACE_BODY, 6, offsetof(tessera_repo_create, sync_enabled), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether it is to be synchronised by itself"},
    {"poll_interval_seconds", "poll_interval_seconds", TESSERA_KIND_INT, 0, TESSERA_PLACE_BODY, 7, offsetof(tessera_repo_create, poll_interval_seconds), 21, 21, 60, 86400, NULL, NULL, NULL, "Seconds between synchronisations"},
    {"git_token", "git_token", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE | TESSERA_FLAG_SECRET, TESSERA_PLACE_BODY, 8, offsetof(tessera_repo_create, git_token), 9, 9, INT64_MIN, 500, NULL, NULL, NULL, "Token for git over HTTPS; kept, never shown"},
    {"ssh_key", "ssh_key", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE | TESSERA_FLAG_SECRET, TESSERA_PLACE_BODY, 9, offsetof(tessera_repo_create, ssh_key), 7, 7, INT64_MIN, 20000, NULL, NULL, NULL, "Key for git over SSH; kept, never shown"},
};
const tessera_reflect_model table_model_repo_create = {"repo_create", "tessera_repo_create", "RepoCreate", sizeof(tessera_repo_create), 10, fields_repo_create, "A new repository", 0x7};
static const tessera_reflect_field fields_repo_update[] = {
    {"default_branch", "default_branch", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 0, offsetof(tessera_repo_update, default_branch), 14, 14, 1, 100, NULL, NULL, NULL, "Branch that counts"},
    {"spec_paths", "spec_paths", TESSERA_KIND_STRINGS, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_repo_update, spec_paths), 10, 10, INT64_MIN, 1000, NULL, NULL, NULL, "Files and folders in which schemas are, none with a .. component; order and duplicates are kept"},
    {"codeowners_path", "codeowners_path", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_repo_update, codeowners_path), 15, 15, INT64_MIN, 200, NULL, NULL, NULL, "Path of its CODEOWNERS file"},
    {"sync_enabled", "sync_enabled", TESSERA_KIND_BOOL, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_repo_update, sync_enabled), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether it is to be synchronised by itself"},
    {"poll_interval_seconds", "poll_interval_seconds", TESSERA_KIND_INT, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_repo_update, poll_interval_seconds), 21, 21, 60, 86400, NULL, NULL, NULL, "Seconds between synchronisations"},
    {"git_token", "git_token", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE | TESSERA_FLAG_SECRET, TESSERA_PLACE_BODY, 5, offsetof(tessera_repo_update, git_token), 9, 9, INT64_MIN, 500, NULL, NULL, NULL, "Token for git over HTTPS; kept, never shown"},
    {"ssh_key", "ssh_key", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE | TESSERA_FLAG_SECRET, TESSERA_PLACE_BODY, 6, offsetof(tessera_repo_update, ssh_key), 7, 7, INT64_MIN, 20000, NULL, NULL, NULL, "Key for git over SSH; kept, never shown"},
};
const tessera_reflect_model table_model_repo_update = {"repo_update", "tessera_repo_update", "RepoUpdate", sizeof(tessera_repo_update), 7, fields_repo_update, "Changes of a repository; what is absent or null stays", 0x0};
static const tessera_reflect_field fields_repo_list_query[] = {
    {"limit", "limit", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_repo_list_query, limit), 5, 5, 1, INT64_MIN, NULL, NULL, "100", "Most entries in the reply"},
    {"offset", "offset", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_repo_list_query, offset), 6, 6, 0, INT64_MIN, NULL, NULL, NULL, "Entries to skip"},
    {"team_id", "team_id", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 2, offsetof(tessera_repo_list_query, team_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Owner team"},
    {"sync_enabled", "sync_enabled", TESSERA_KIND_BOOL, 0, TESSERA_PLACE_QUERY, 3, offsetof(tessera_repo_list_query, sync_enabled), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether it is to be synchronised by itself"},
    {"after", "after", TESSERA_KIND_STRING, 0, TESSERA_PLACE_QUERY, 4, offsetof(tessera_repo_list_query, after), 5, 5, 1, 140000, NULL, NULL, NULL, "Place behind which the page begins: `next` of an earlier reply, asked for in the same order"},
};
const tessera_reflect_model table_model_repo_list_query = {"repo_list_query", "tessera_repo_list_query", "RepoListQuery", sizeof(tessera_repo_list_query), 5, fields_repo_list_query, "Filters of the list of repositories", 0x0};
