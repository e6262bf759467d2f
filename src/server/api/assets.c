// Assets themselves, and what routes of an asset share. A name is unique for an environment among the living: the database says
// so, and the reply to a second one is made from its word.
#include "store/assets.h"
#include "domain/assets.h"
#include "domain/audit.h"
#include "server/app.h"
#include "server/assets.h"
#include "server/caller.h"
#include "server/conditions.h"
#include "server/request.h"
#include "store/search.h"
#include "store/services.h"
#include "store/teams.h"
#include "store/users.h"

#define UNASSIGN_HINT                                                                                                  \
    "; assign a member of the new team in the same request, or unassign the owner user first with POST "               \
    "/api/v1/assets/bulk-assign and owner_user_id null"

// --- checks ----------------------------------------------------------------------------------------------------------

bool asset_or_reply(request *rq, struct asset *asset) {
    if (store_assets_get(rq->db, &rq->ids[0], asset, rq->arena))
        return true;
    reply_not_found(rq, ERROR_ASSET_NOT_FOUND, NULL, "asset_id", &rq->ids[0]);
    return false;
}

bool own_asset_or_reply(request *rq, struct asset *asset, const char *message) {
    return asset_or_reply(rq, asset) && acts_for_or_reply(rq, &asset->owner_team_id, message);
}

static bool owner_team_or_reply(request *rq, const uuid *id, struct team *team) {
    if (store_teams_get(rq->db, id, team, rq->arena))
        return true;
    reply_not_found(rq, ERROR_TEAM_NOT_FOUND, "Owner team not found", "owner_team_id", id);
    return false;
}

static int owner_user_missing(request *rq, const uuid *user, const char *hint) {
    json_value id = detail_uuid(rq, user);
    return reply_error(rq, ERROR_USER_NOT_FOUND, arena_printf(rq->arena, "Owner user not found: %s%s", id.string, hint),
                       detail(rq, "owner_user_id", id));
}

// `hint` is added to the message: how to get out of it.
static bool owner_user_or_reply(request *rq, const uuid *user, const uuid *team, const char *hint) {
    asset_owner_fault fault = asset_check_owner_user(rq->db, user, team, rq->arena);
    if (fault == ASSET_OWNER_FINE)
        return true;
    if (fault == ASSET_OWNER_USER_MISSING)
        owner_user_missing(rq, user, hint);
    else
        reply_error(rq, ERROR_USER_TEAM_MISMATCH,
                    arena_printf(rq->arena, "Owner user must belong to the owner team%s", hint), NULL);
    return false;
}

static bool service_or_reply(request *rq, const uuid *service) {
    struct service found;
    if (!service->set)
        return true;
    if (store_services_get(rq->db, service, &found, rq->arena))
        return acts_for_or_reply(rq, &found.owner_team_id, "Cannot put assets into services of other teams");
    reply_not_found(rq, ERROR_SERVICE_NOT_FOUND, NULL, "service_id", service);
    return false;
}

// --- replies ---------------------------------------------------------------------------------------------------------

// The asset as GET shows it, read back so that every route gives the same bytes for the same state.
static int reply_asset(request *rq, const uuid *id) {
    struct asset asset;
    if (!store_assets_get(rq->db, id, &asset, rq->arena))
        return reply_error(rq, ERROR_INTERNAL_ERROR, NULL, NULL);
    return reply_record(rq, &type_asset, &asset);
}

static int reply_taken(request *rq, const struct asset *asset) {
    uuid existing = store_assets_find(rq->db, asset->fqn, asset->environment);
    return reply_duplicate(rq, ERROR_DUPLICATE_ASSET,
                           arena_printf(rq->arena, "Asset with FQN '%s' already exists in environment '%s'", asset->fqn,
                                        asset->environment),
                           &existing);
}

// --- one asset -------------------------------------------------------------------------------------------------------

void asset_asked_for(request *rq, const struct asset_create *in, struct asset *asset) {
    record_defaults(&type_asset, rq->arena, asset);
    asset->environment = rq->app->config->default_environment;
    record_update(&type_asset, asset, &type_asset_create, in, rq->arena);
}

int assets_create(request *rq) {
    const struct asset_create *in = rq->body;
    struct asset asset;
    struct team team;
    if (!owner_team_or_reply(rq, &in->owner_team_id, &team) ||
        !may_or_reply(rq, "create", "asset", NULL, &in->owner_team_id) ||
        !owner_user_or_reply(rq, &in->owner_user_id, &in->owner_team_id, "") || !service_or_reply(rq, &in->service_id))
        return rq->status;
    asset_asked_for(rq, in, &asset);
    if (asset_add(rq->db, &asset, false, rq->arena) == DB_UNIQUE)
        return reply_taken(rq, &asset);
    // The same bytes as a GET, without reading the row back on the one thread that writes.
    asset.owner_team_name = team.name;
    store_assets_name_rest(rq->db, &asset, rq->arena);
    return reply_record(rq, &type_asset, &asset);
}

int assets_get(request *rq) {
    struct asset asset;
    db_expect_one(rq->db);
    if (!asset_or_reply(rq, &asset))
        return rq->status;
    return reply_record(rq, &type_asset, &asset);
}

text assets_tag(request *rq) {
    struct asset asset;
    bool found = store_assets_get(rq->db, &rq->ids[0], &asset, rq->arena);
    return found ? conditions_tag_of(rq, &type_asset, &asset) : TEXT_NONE;
}

// Owners are looked at only where the request names one: a deactivated owner user blocks no other change.
static bool new_owners_or_reply(request *rq, const struct asset *asset) {
    const struct asset_update *in = rq->body;
    struct team new_team;
    if (in->owner_team_id.set && !owner_team_or_reply(rq, &in->owner_team_id, &new_team))
        return false;
    if (!in->owner_team_id.set && !in->owner_user_id.set)
        return true;
    const uuid *team = in->owner_team_id.set ? &in->owner_team_id : &asset->owner_team_id;
    if (in->owner_user_id.set)
        return owner_user_or_reply(rq, &in->owner_user_id, team, "");
    return owner_user_or_reply(rq, &asset->owner_user_id, team, UNASSIGN_HINT);
}

int assets_update(request *rq) {
    const struct asset_update *in = rq->body;
    struct asset asset;
    if (!asset_or_reply(rq, &asset) || !may_or_reply(rq, "update", "asset", asset.fqn, &asset.owner_team_id) ||
        !new_owners_or_reply(rq, &asset) ||
        (!uuid_equal(&in->service_id, &asset.service_id) && !service_or_reply(rq, &in->service_id)))
        return rq->status;
    bool leaves = in->leave_service == 1 && asset.service_id.set;
    if (leaves)
        asset.service_id = UUID_NONE;
    if (record_update(&type_asset, &asset, &type_asset_update, in, rq->arena) || leaves) {
        asset.updated_at = timestamp_now();
        if (store_assets_update(rq->db, &asset, rq->arena) == DB_UNIQUE)
            return reply_taken(rq, &asset);
    }
    json_builder payload = json_builder_on(rq->arena);
    json_put_boolean(&payload, "fqn_changed", in->fqn != NULL);
    json_put_boolean(&payload, "owner_changed", in->owner_team_id.set);
    audit_record(rq->db, AUDIT_asset_updated, &asset.id, &request_caller(rq)->team_id, json_built(&payload), rq->arena);
    return reply_asset(rq, &asset.id);
}

static void audit_name(request *rq, audit_action event, const struct asset *asset) {
    json_builder payload = json_builder_on(rq->arena);
    json_put_string(&payload, "fqn", asset->fqn);
    audit_record(rq->db, event, &asset->id, &request_caller(rq)->team_id, json_built(&payload), rq->arena);
}

int assets_delete(request *rq) {
    struct asset asset;
    if (!asset_or_reply(rq, &asset) || !may_or_reply(rq, "delete", "asset", asset.fqn, &asset.owner_team_id))
        return rq->status;
    int64_t now = timestamp_now();
    store_assets_set_deleted(rq->db, &asset.id, now, now);
    audit_name(rq, AUDIT_asset_deleted, &asset);
    return reply_empty(rq);
}

int assets_restore(request *rq) {
    struct asset asset;
    bool deleted = false;
    if (!store_assets_get_any(rq->db, &rq->ids[0], &asset, &deleted, rq->arena))
        return reply_not_found(rq, ERROR_ASSET_NOT_FOUND, NULL, "asset_id", &rq->ids[0]);
    if (!deleted)
        return reply_record(rq, &type_asset, &asset);
    if (store_assets_set_deleted(rq->db, &asset.id, TIMESTAMP_NONE, timestamp_now()) == DB_UNIQUE)
        return reply_taken(rq, &asset);
    audit_name(rq, AUDIT_asset_restored, &asset);
    return reply_asset(rq, &asset.id);
}

// --- many assets -----------------------------------------------------------------------------------------------------

int assets_list(request *rq) {
    list_page page;
    if (!page_or_reply(rq, store_assets_order(rq->query), &page))
        return rq->status;
    record_list assets = store_assets_list(rq->db, rq->app->names, rq->query, &page, rq->arena);
    return reply_page(rq, &type_asset, assets, &page);
}

int assets_search(request *rq) {
    list_page page;
    if (!page_or_reply(rq, order_assets_by_fqn, &page))
        return rq->status;
    record_list assets = store_search_asset_names(rq->db, rq->app->names, rq->query, &page, rq->arena);
    return reply_page(rq, &type_asset_match, assets, &page);
}

int assets_bulk_assign(request *rq) {
    const struct bulk_assign *in = rq->body;
    struct user user;
    if (in->owner_user_id.set && !store_users_get(rq->db, &in->owner_user_id, &user, rq->arena))
        return owner_user_missing(rq, &in->owner_user_id, "");
    record_uuids found, not_found;
    store_assets_assign_owner(rq->db, &in->asset_ids, &in->owner_user_id, timestamp_now(), &found, &not_found,
                              rq->arena);
    struct bulk_assign_result result = {
        .updated = (int64_t)found.count, .not_found = not_found, .owner_user_id = in->owner_user_id};
    if (found.count > 0) {
        json_builder payload = json_builder_on(rq->arena);
        json_put_uuid(&payload, "new_owner_user_id", &in->owner_user_id);
        json_put_integer(&payload, "asset_count", (int64_t)found.count);
        json_put_uuids(&payload, "asset_ids", found.items, found.count);
        audit_record(rq->db, AUDIT_owner_assigned, &found.items[0], &request_caller(rq)->team_id, json_built(&payload),
                     rq->arena);
    }
    return reply_record(rq, &type_bulk_assign_result, &result);
}
