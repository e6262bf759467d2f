// Repositories in the database.
#pragma once
#include "model/model.h"
#include "store/page.h"

// What git is given to prove who asks; NULL: none, or in a change: as it was.
typedef struct repo_credentials {
    const char *git_token, *ssh_key;
} repo_credentials;

// DB_UNIQUE: a live repository has this name or git URL.
db_status store_repos_insert(db *d, const struct repo *repo, const repo_credentials *credentials, arena *a);
// Writes what a change may say, and updated_at, of the row with the repository's id.
db_status store_repos_update(db *d, const struct repo *repo, arena *a);
// Replaces the credentials that are given; `*changed` tells whether one was another before.
db_status store_repos_set_credentials(db *d, const uuid *id, const repo_credentials *credentials, bool *changed);
db_status store_repos_delete(db *d, const uuid *id, int64_t now);

// The live repository of that id. False when there is none.
bool store_repos_get(db *d, const uuid *id, struct repo *out, arena *a);
// The id of a live repository of this name, else of one with this URL; none when there is none.
uuid store_repos_find(db *d, const char *name, const char *git_url);
// Live repositories that pass the filters, by name.
record_list store_repos_list(db *d, const struct repo_list_query *query, list_page *page, arena *a);
