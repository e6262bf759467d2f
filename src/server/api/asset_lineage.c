// Dependencies that teams declare, and the ways up and down along them.
#include "base/json_build.h"
#include "base/map.h"
#include "domain/assets.h"
#include "domain/audit.h"
#include "domain/traversal.h"
#include "server/app.h"
#include "server/assets.h"
#include "server/caller.h"
#include "server/request.h"
#include "store/assets.h"
#include "store/registrations.h"
#include "store/teams.h"

// --- dependencies ----------------------------------------------------------------------------------------------------

static void audit_dependency(request *rq, audit_action event, const struct dependency *dependency, bool with_type) {
    json_builder payload = json_builder_on(rq->arena);
    json_put_uuid(&payload, "source_asset_id", &dependency->dependent_asset_id);
    json_put_uuid(&payload, "target_asset_id", &dependency->dependency_asset_id);
    if (with_type)
        json_put_string(&payload, "dependency_type", enum_dependency_type.values[dependency->dependency_type]);
    audit_record(rq->db, event, &dependency->id, &request_caller(rq)->team_id, json_built(&payload), rq->arena);
}

static int reply_declared(request *rq, const uuid *dependent, const uuid *dependency) {
    uuid existing = store_dependencies_find(rq->db, dependent, dependency);
    return reply_duplicate(rq, ERROR_DUPLICATE_DEPENDENCY, NULL, &existing);
}

int assets_add_dependency(request *rq) {
    const struct dependency_create *in = rq->body;
    struct asset asset, upstream;
    if (!own_asset_or_reply(rq, &asset, "You can only add dependencies to assets belonging to your team"))
        return rq->status;
    if (!store_assets_get(rq->db, &in->depends_on_asset_id, &upstream, rq->arena))
        return reply_not_found(rq, ERROR_ASSET_NOT_FOUND, "Dependency asset not found", "depends_on_asset_id",
                               &in->depends_on_asset_id);
    if (uuid_equal(&asset.id, &upstream.id))
        return reply_error(rq, ERROR_SELF_DEPENDENCY, NULL, NULL);
    if (store_dependencies_find(rq->db, &asset.id, &upstream.id).set)
        return reply_declared(rq, &asset.id, &upstream.id);
    struct dependency dependency;
    record_blank(&type_dependency, &dependency);
    record_update(&type_dependency, &dependency, &type_dependency_create, in, rq->arena);
    dependency.id = uuid_new();
    dependency.dependent_asset_id = asset.id;
    dependency.dependency_asset_id = upstream.id;
    dependency.source = dependency_source_manual;
    dependency.created_at = timestamp_now();
    if (store_dependencies_insert(rq->db, &dependency, rq->arena) == DB_UNIQUE)
        return reply_declared(rq, &asset.id, &upstream.id);
    audit_dependency(rq, AUDIT_dependency_created, &dependency, true);
    return reply_record(rq, &type_dependency, &dependency);
}

int assets_dependencies(request *rq) {
    list_page page;
    struct asset asset;
    if (!page_or_reply(rq, order_dependencies_oldest, &page) || !asset_or_reply(rq, &asset))
        return rq->status;
    record_list dependencies = store_dependencies_list(rq->db, &asset.id, &page, rq->arena);
    reply_total(rq, page.total);
    return reply_page(rq, &type_dependency, dependencies, &page);
}

int assets_remove_dependency(request *rq) {
    struct asset asset;
    struct dependency dependency;
    if (!own_asset_or_reply(rq, &asset, "Cannot delete dependencies for assets owned by other teams"))
        return rq->status;
    if (!store_dependencies_get(rq->db, &asset.id, &rq->ids[1], &dependency, rq->arena))
        return reply_not_found(rq, ERROR_DEPENDENCY_NOT_FOUND, NULL, "dependency_id", &rq->ids[1]);
    store_dependencies_delete(rq->db, &dependency.id, timestamp_now());
    audit_dependency(rq, AUDIT_dependency_deleted, &dependency, false);
    return reply_empty(rq);
}

// --- lineage ---------------------------------------------------------------------------------------------------------

static traversal walk_from(request *rq, const struct asset *asset, dependency_way way, int64_t depth) {
    const traversal_order order = {
        .way = way,
        .depth = (int)depth,
        .maximum = (size_t)rq->app->config->lineage_assets_max,
        .deleted_too = true,
        .types_apart = true,
    };
    reached *start = arena_new_of(rq->arena, reached);
    *start = (reached){.id = asset->id, .fqn = asset->fqn, .owner_team_id = asset->owner_team_id};
    return traverse(rq->db, start, &order, rq->arena);
}

// Names of the teams that own what was reached: id -> name.
static map *owners_of(request *rq, const traversal *found) {
    map *seen = map_new(rq->arena, 16);
    uuid *teams = arena_array(rq->arena, found->count, sizeof *teams);
    size_t count = 0;
    for (size_t i = 0; i < found->count; i++) {
        const uuid *team = &found->items[i]->owner_team_id;
        if (map_put(seen, (text){(const char *)team->bytes, sizeof team->bytes}, found->items[i]) == NULL)
            teams[count++] = *team;
    }
    return store_teams_names(rq->db, teams, count, rq->arena);
}

static record_list assets_told(request *rq, const traversal *found) {
    struct lineage_asset *items = arena_array(rq->arena, found->count, sizeof *items);
    const map *owners = owners_of(rq, found);
    for (size_t i = 1; i < found->count; i++) {
        const reached *one = found->items[i];
        items[i - 1] = (struct lineage_asset){
            .asset_id = one->id,
            .asset_fqn = one->fqn,
            .dependency_type = one->dependency_type,
            .owner_team =
                map_get(owners, (text){(const char *)one->owner_team_id.bytes, sizeof one->owner_team_id.bytes}),
            .depth = one->depth,
            .via_asset_id = one->via->id,
        };
    }
    return (record_list){items, found->count - 1};
}

// Groups registrations, which are in order of teams.
static record_list consumers_told(request *rq, record_list registrations) {
    const struct registration *from = registrations.items;
    struct lineage_consumer *consumers = arena_array(rq->arena, registrations.count + 1, sizeof *consumers);
    struct lineage_registration *items = arena_array(rq->arena, registrations.count + 1, sizeof *items);
    size_t count = 0;
    for (size_t i = 0; i < registrations.count; i++) {
        items[i] = (struct lineage_registration){
            .contract_id = from[i].contract_id, .status = from[i].status, .pinned_version = from[i].pinned_version};
        if (count == 0 || !uuid_equal(&consumers[count - 1].team_id, &from[i].consumer_team_id))
            consumers[count++] = (struct lineage_consumer){.team_id = from[i].consumer_team_id,
                                                           .team_name = from[i].consumer_team_name,
                                                           .registrations.items = &items[i]};
        consumers[count - 1].registrations.count++;
    }
    return (record_list){consumers, count};
}

int assets_lineage(request *rq) {
    const struct lineage_query *query = rq->query;
    struct asset asset;
    if (!asset_or_reply(rq, &asset))
        return rq->status;
    traversal up = walk_from(rq, &asset, DEPENDENCY_UPSTREAM, query->depth);
    traversal down = walk_from(rq, &asset, DEPENDENCY_DOWNSTREAM, query->depth);
    size_t maximum = (size_t)rq->app->config->lineage_assets_max;
    record_list registrations = store_registrations_of_asset(rq->db, &asset.id, maximum + 1, rq->arena);
    bool truncated = up.truncated || down.truncated || registrations.count > maximum;
    if (registrations.count > maximum)
        registrations.count = maximum;
    struct lineage lineage = {
        .asset_id = asset.id,
        .asset_fqn = asset.fqn,
        .owner_team_id = asset.owner_team_id,
        .owner_team_name = asset.owner_team_name,
        .upstream = assets_told(rq, &up),
        .downstream = consumers_told(rq, registrations),
        .downstream_assets = assets_told(rq, &down),
        .depth = query->depth,
        .truncated = (int8_t)truncated,
    };
    return reply_record(rq, &type_lineage, &lineage);
}
