// Teams. A team that owns assets goes only with `force`, and whoever waits for it waits no longer.
#include "store/teams.h"
#include "domain/audit.h"
#include "domain/proposal_waits.h"
#include "server/app.h"
#include "server/caller.h"
#include "server/conditions.h"
#include "server/request.h"
#include "store/registrations.h"
#include "store/users.h"

static bool team_or_reply(request *rq, struct team *team) {
    if (store_teams_get(rq->db, &rq->ids[0], team, rq->arena))
        return true;
    reply_not_found(rq, ERROR_TEAM_NOT_FOUND, NULL, "team_id", &rq->ids[0]);
    return false;
}

static int reply_name_taken(request *rq, const char *name) {
    uuid existing = store_teams_find_by_name(rq->db, name);
    return reply_duplicate(rq, ERROR_DUPLICATE_TEAM,
                           arena_printf(rq->arena, "Team with name '%s' already exists", name), &existing);
}

// The team as GET shows it.
static int reply_team(request *rq, struct team *team) {
    team->asset_count = store_teams_asset_count(rq->db, &team->id);
    return reply_record(rq, &type_team, team);
}

int teams_create(request *rq) {
    const struct team_create *in = rq->body;
    struct team team;
    record_defaults(&type_team, rq->arena, &team);
    team.id = uuid_new();
    team.name = in->name;
    team.description = in->description;
    team.metadata = in->metadata;
    team.created_at = timestamp_now();
    const uuid actor = request_caller(rq)->team_id; // as it was before: this may be the first team
    if (store_teams_insert(rq->db, &team, rq->arena) == DB_UNIQUE)
        return reply_name_taken(rq, in->name);
    json_builder payload = json_builder_on(rq->arena);
    json_put_string(&payload, "name", team.name);
    audit_record(rq->db, AUDIT_team_created, &team.id, &actor, json_built(&payload), rq->arena);
    return reply_team(rq, &team);
}

int teams_list(request *rq) {
    list_page page;
    if (!page_or_reply(rq, order_teams_by_name, &page))
        return rq->status;
    record_list teams = store_teams_list(rq->db, rq->query, &page, rq->arena);
    return reply_page(rq, &type_team, teams, &page);
}

int teams_get(request *rq) {
    struct team team;
    if (!team_or_reply(rq, &team))
        return rq->status;
    return reply_team(rq, &team);
}

text teams_tag(request *rq) {
    struct team team;
    bool found = store_teams_get(rq->db, &rq->ids[0], &team, rq->arena);
    team.asset_count = store_teams_asset_count(rq->db, &rq->ids[0]);
    return found ? conditions_tag_of(rq, &type_team, &team) : TEXT_NONE;
}

int teams_update(request *rq) {
    const struct team_update *in = rq->body;
    struct team team;
    if (!team_or_reply(rq, &team))
        return rq->status;
    if (record_update(&type_team, &team, &type_team_update, in, rq->arena)) {
        team.updated_at = timestamp_now();
        if (store_teams_update(rq->db, &team, rq->arena) == DB_UNIQUE)
            return reply_name_taken(rq, in->name);
    }
    json_builder payload = json_builder_on(rq->arena);
    json_put_string(&payload, "name", in->name);
    json_put_boolean(&payload, "metadata_changed", in->metadata.tree != NULL);
    audit_record(rq->db, AUDIT_team_updated, &team.id, &request_caller(rq)->team_id, json_built(&payload), rq->arena);
    return reply_team(rq, &team);
}

int teams_delete(request *rq) {
    const struct team_delete_query *query = rq->query;
    struct team team;
    if (!team_or_reply(rq, &team))
        return rq->status;
    int64_t assets = store_teams_asset_count(rq->db, &team.id), now = timestamp_now();
    if (assets > 0 && !query->force)
        return reply_error(
            rq, ERROR_TEAM_HAS_ASSETS,
            arena_printf(rq->arena, "Team owns %lld asset(s). Reassign or use force=true.", (long long)assets),
            detail(rq, "asset_count", json_make_integer(rq->arena, assets)));
    store_registrations_lock_assets(rq->db, &team.id);
    store_teams_set_deleted(rq->db, &team.id, now, now);
    rq->course.changes_access = true;
    proposal_waits_leave(rq->db, &team.id, rq->app->notices, rq->arena);
    json_builder payload = json_builder_on(rq->arena);
    json_put_string(&payload, "name", team.name);
    json_put_boolean(&payload, "force", query->force);
    json_put_integer(&payload, "asset_count", assets);
    audit_record(rq->db, AUDIT_team_deleted, &team.id, &request_caller(rq)->team_id, json_built(&payload), rq->arena);
    return reply_empty(rq);
}

int teams_restore(request *rq) {
    struct team team;
    bool deleted = false;
    if (!store_teams_get_any(rq->db, &rq->ids[0], &team, &deleted, rq->arena))
        return reply_not_found(rq, ERROR_TEAM_NOT_FOUND, NULL, "team_id", &rq->ids[0]);
    if (!deleted)
        return reply_team(rq, &team);
    store_registrations_lock_assets(rq->db, &team.id);
    team.updated_at = timestamp_now();
    if (store_teams_set_deleted(rq->db, &team.id, TIMESTAMP_NONE, team.updated_at) == DB_UNIQUE)
        return reply_name_taken(rq, team.name);
    proposal_waits_return(rq->db, &team.id, rq->arena);
    json_builder payload = json_builder_on(rq->arena);
    json_put_string(&payload, "name", team.name);
    audit_record(rq->db, AUDIT_team_restored, &team.id, &request_caller(rq)->team_id, json_built(&payload), rq->arena);
    return reply_team(rq, &team);
}

int teams_members(request *rq) {
    list_page page;
    struct team team;
    if (!page_or_reply(rq, order_users_by_name, &page) || !team_or_reply(rq, &team))
        return rq->status;
    record_list members = store_users_of_team(rq->db, &team.id, &page, rq->arena);
    return reply_page(rq, &type_user, members, &page);
}

static bool named_team_or_reply(request *rq, const char *name, const uuid *id, const char *missing,
                                struct team_reference *out) {
    struct team team;
    if (!store_teams_get(rq->db, id, &team, rq->arena)) {
        reply_not_found(rq, ERROR_TEAM_NOT_FOUND, missing, name, id);
        return false;
    }
    *out = (struct team_reference){.id = team.id, .name = team.name};
    return true;
}

int teams_reassign_assets(request *rq) {
    const struct reassign_assets *in = rq->body;
    struct team_reference source, target;
    if (!named_team_or_reply(rq, "team_id", &rq->ids[0], "Source team not found", &source) ||
        !named_team_or_reply(rq, "target_team_id", &in->target_team_id, "Target team not found", &target))
        return rq->status;
    if (uuid_equal(&source.id, &target.id))
        return reply_error(rq, ERROR_SAME_TEAM, NULL, NULL);
    record_uuids moved =
        store_teams_reassign_assets(rq->db, &source.id, &target.id, &in->asset_ids, timestamp_now(), rq->arena);
    struct reassign_result result = {
        .reassigned = (int64_t)moved.count, .source_team = &source, .target_team = &target, .asset_ids = moved};
    if (moved.count > 0) {
        json_builder payload = json_builder_on(rq->arena);
        json_put_uuid(&payload, "source_team_id", &source.id);
        json_put_uuid(&payload, "target_team_id", &target.id);
        json_put_integer(&payload, "asset_count", (int64_t)moved.count);
        json_put_uuids(&payload, "asset_ids", moved.items, moved.count);
        audit_record(rq->db, AUDIT_assets_reassigned, &source.id, &request_caller(rq)->team_id, json_built(&payload),
                     rq->arena);
    }
    return reply_record(rq, &type_reassign_result, &result);
}
