// Repositories that services live in. Each belongs to a team; one that is deleted stays as a row.
#include "store/repos.h"
#include "domain/audit.h"
#include "server/caller.h"
#include "server/conditions.h"
#include "server/request.h"
#include "store/teams.h"

static bool repo_or_reply(request *rq, struct repo *repo) {
    if (store_repos_get(rq->db, &rq->ids[0], repo, rq->arena))
        return true;
    reply_not_found(rq, ERROR_REPO_NOT_FOUND, NULL, "repo_id", &rq->ids[0]);
    return false;
}

static int reply_taken(request *rq, const struct repo_create *in) {
    uuid existing = store_repos_find(rq->db, in->name, in->git_url);
    return reply_duplicate(
        rq, ERROR_DUPLICATE_REPO,
        arena_printf(rq->arena, "Repository with name '%s' or git URL '%s' already exists", in->name, in->git_url),
        &existing);
}

static void audit(request *rq, audit_action event, const uuid *repo, const json_builder *payload) {
    audit_record(rq->db, event, repo, &request_caller(rq)->team_id, json_built(payload), rq->arena);
}

static bool is_kept(const char *credential) {
    return credential != NULL && *credential != '\0';
}

int repos_create(request *rq) {
    const struct repo_create *in = rq->body;
    const repo_credentials credentials = {in->git_token, in->ssh_key};
    struct team team;
    if (!store_teams_get(rq->db, &in->owner_team_id, &team, rq->arena))
        return reply_not_found(rq, ERROR_TEAM_NOT_FOUND, "Owner team not found", "owner_team_id", &in->owner_team_id);
    if (!may_or_reply(rq, "create", "repository", NULL, &in->owner_team_id))
        return rq->status;
    struct repo repo;
    record_defaults(&type_repo, rq->arena, &repo);
    record_update(&type_repo, &repo, &type_repo_create, in, rq->arena);
    repo.id = uuid_new();
    repo.created_at = timestamp_now();
    repo.has_git_token = (int8_t)is_kept(in->git_token);
    repo.has_ssh_key = (int8_t)is_kept(in->ssh_key);
    repo.services_count = 0;
    if (store_repos_insert(rq->db, &repo, &credentials, rq->arena) == DB_UNIQUE)
        return reply_taken(rq, in);
    json_builder payload = json_builder_on(rq->arena);
    json_put_string(&payload, "name", repo.name);
    json_put_string(&payload, "git_url", repo.git_url);
    audit(rq, AUDIT_repo_created, &repo.id, &payload);
    return reply_record(rq, &type_repo, &repo);
}

int repos_list(request *rq) {
    list_page page;
    if (!page_or_reply(rq, order_repos_by_name, &page))
        return rq->status;
    record_list repos = store_repos_list(rq->db, rq->query, &page, rq->arena);
    return reply_page(rq, &type_repo, repos, &page);
}

int repos_get(request *rq) {
    struct repo repo;
    db_expect_one(rq->db);
    if (!repo_or_reply(rq, &repo))
        return rq->status;
    return reply_record(rq, &type_repo, &repo);
}

text repos_tag(request *rq) {
    struct repo repo;
    bool found = store_repos_get(rq->db, &rq->ids[0], &repo, rq->arena);
    return found ? conditions_tag_of(rq, &type_repo, &repo) : TEXT_NONE;
}

// What the request says, without what may not be told.
static const json_value *changes_told(request *rq, const struct repo_update *in) {
    json_builder told = json_builder_on(rq->arena);
    const json_value *given = record_tree(&type_repo_update, in, rq->arena);
    for (uint32_t i = 0; given != NULL && i < given->count; i++)
        if (given->members[i].value.type != JSON_NULL)
            json_put_member(&told, given->members[i]);
    if (in->git_token != NULL)
        json_put_string(&told, "git_token", "***");
    if (in->ssh_key != NULL)
        json_put_string(&told, "ssh_key", "***");
    return json_built(&told);
}

int repos_update(request *rq) {
    const struct repo_update *in = rq->body;
    const repo_credentials credentials = {in->git_token, in->ssh_key};
    struct repo repo;
    if (!repo_or_reply(rq, &repo) || !may_or_reply(rq, "update", "repository", repo.name, &repo.owner_team_id))
        return rq->status;
    bool changed = false;
    if (in->git_token != NULL || in->ssh_key != NULL)
        store_repos_set_credentials(rq->db, &repo.id, &credentials, &changed);
    if (in->git_token != NULL)
        repo.has_git_token = (int8_t)is_kept(in->git_token);
    if (in->ssh_key != NULL)
        repo.has_ssh_key = (int8_t)is_kept(in->ssh_key);
    if (record_update(&type_repo, &repo, &type_repo_update, in, rq->arena) || changed) {
        repo.updated_at = timestamp_now();
        store_repos_update(rq->db, &repo, rq->arena);
    }
    json_builder payload = json_builder_on(rq->arena);
    json_put_value(&payload, "changed_fields", changes_told(rq, in));
    audit(rq, AUDIT_repo_updated, &repo.id, &payload);
    return reply_record(rq, &type_repo, &repo);
}

int repos_delete(request *rq) {
    struct repo repo;
    if (!repo_or_reply(rq, &repo) || !may_or_reply(rq, "delete", "repository", repo.name, &repo.owner_team_id))
        return rq->status;
    store_repos_delete(rq->db, &repo.id, timestamp_now());
    json_builder payload = json_builder_on(rq->arena);
    json_put_string(&payload, "name", repo.name);
    audit(rq, AUDIT_repo_deleted, &repo.id, &payload);
    return reply_empty(rq);
}
