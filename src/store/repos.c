#include "store/repos.h"

#define REPO_COLUMNS                                                                                                   \
    "r.id, r.name, r.git_url, r.default_branch, r.spec_paths, r.owner_team_id, r.sync_enabled, r.codeowners_path, "    \
    "r.last_synced_at, r.last_synced_commit, r.poll_interval_seconds, r.last_sync_error, r.created_at, "               \
    "r.updated_at, coalesce(r.git_token, '') <> '' AS has_git_token, coalesce(r.ssh_key, '') <> '' AS has_ssh_key, "   \
    "(SELECT count(*) FROM services s WHERE s.repo_id = r.id AND s.deleted_at IS NULL) AS services_count"

db_status store_repos_insert(db *d, const struct repo *repo, const repo_credentials *credentials, arena *a) {
    db_query *q = db_prepare(
        d, "INSERT INTO repos (id, name, git_url, default_branch, spec_paths, owner_team_id, sync_enabled, "
           "codeowners_path, poll_interval_seconds, git_token, ssh_key, created_at) VALUES (:id, :name, :git_url, "
           ":default_branch, :spec_paths, :owner_team_id, :sync_enabled, :codeowners_path, :poll_interval_seconds, "
           ":git_token, :ssh_key, :created_at)");
    db_bind_record(q, &type_repo, repo, a);
    db_bind_text(q, db_parameter(q, "git_token"), credentials->git_token);
    db_bind_text(q, db_parameter(q, "ssh_key"), credentials->ssh_key);
    return db_attempt(q);
}

db_status store_repos_update(db *d, const struct repo *repo, arena *a) {
    db_query *q =
        db_prepare(d, "UPDATE repos SET default_branch = :default_branch, spec_paths = :spec_paths, codeowners_path = "
                      ":codeowners_path, sync_enabled = :sync_enabled, poll_interval_seconds = :poll_interval_seconds, "
                      "updated_at = :updated_at WHERE id = :id");
    db_bind_record(q, &type_repo, repo, a);
    return db_queue(q);
}

db_status store_repos_set_credentials(db *d, const uuid *id, const repo_credentials *credentials, bool *changed) {
    int64_t rows = 0;
    db_query *q = db_prepare(d, "UPDATE repos SET git_token = coalesce(?2, git_token), ssh_key = coalesce(?3, ssh_key) "
                                "WHERE id = ?1 AND (coalesce(?2, git_token) IS DISTINCT FROM git_token OR "
                                "coalesce(?3, ssh_key) IS DISTINCT FROM ssh_key)");
    db_bind_uuid(q, 1, id);
    db_bind_text(q, 2, credentials->git_token);
    db_bind_text(q, 3, credentials->ssh_key);
    db_status status = db_run(q, &rows);
    *changed = rows > 0;
    return status;
}

db_status store_repos_delete(db *d, const uuid *id, int64_t now) {
    db_query *q = db_prepare(d, "UPDATE repos SET deleted_at = ?2, updated_at = ?2 WHERE id = ?1");
    db_bind_uuid(q, 1, id);
    db_bind_time(q, 2, now);
    return db_queue(q);
}

bool store_repos_get(db *d, const uuid *id, struct repo *out, arena *a) {
    db_query *q = db_prepare(d, "SELECT " REPO_COLUMNS " FROM repos r WHERE r.id = ?1 AND r.deleted_at IS NULL");
    db_bind_uuid(q, 1, id);
    return db_run_record(q, &type_repo, out, a);
}

uuid store_repos_find(db *d, const char *name, const char *git_url) {
    db_query *q = db_prepare(d, "SELECT coalesce((SELECT id FROM repos WHERE name = ?1 AND deleted_at IS NULL), "
                                "(SELECT id FROM repos WHERE git_url = ?2 AND deleted_at IS NULL))");
    db_bind_text(q, 1, name);
    db_bind_text(q, 2, git_url);
    return db_run_uuid(q);
}

#define LIVE                                                                                                           \
    " FROM repos r WHERE r.deleted_at IS NULL AND (:team_id IS NULL OR r.owner_team_id = :team_id) "                   \
    "AND (:sync_enabled IS NULL OR r.sync_enabled = :sync_enabled)"

#define PAGE(place) "SELECT " REPO_COLUMNS LIVE place " ORDER BY r.name, r.id LIMIT :limit OFFSET :offset"

record_list store_repos_list(db *d, const struct repo_list_query *query, list_page *page, arena *a) {
    static const page_statements statements = {"SELECT count(*)" LIVE, PAGE(""),
                                               PAGE(PAGE_UPWARDS(text, "r.name", "r.id"))};
    return page_read(d, &statements, &type_repo_list_query, query, &type_repo, page, a);
}
