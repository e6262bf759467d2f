// Services. Each belongs to its repository, and so to the team that owns that.
#include "store/services.h"
#include "domain/audit.h"
#include "server/caller.h"
#include "server/conditions.h"
#include "server/request.h"
#include "store/assets.h"
#include "store/repos.h"

static bool service_or_reply(request *rq, struct service *service) {
    if (store_services_get(rq->db, &rq->ids[0], service, rq->arena))
        return true;
    reply_not_found(rq, ERROR_SERVICE_NOT_FOUND, NULL, "service_id", &rq->ids[0]);
    return false;
}

static void audit_place(request *rq, audit_action event, const struct service *service) {
    json_builder payload = json_builder_on(rq->arena);
    json_put_string(&payload, "name", service->name);
    json_put_uuid(&payload, "repo_id", &service->repo_id);
    audit_record(rq->db, event, &service->id, &request_caller(rq)->team_id, json_built(&payload), rq->arena);
}

int services_create(request *rq) {
    const struct service_create *in = rq->body;
    struct repo repo;
    if (!store_repos_get(rq->db, &in->repo_id, &repo, rq->arena))
        return reply_not_found(rq, ERROR_REPO_NOT_FOUND, "Repo not found", "repo_id", &in->repo_id);
    if (!may_or_reply(rq, "create", "service", NULL, &repo.owner_team_id))
        return rq->status;
    struct service service;
    record_defaults(&type_service, rq->arena, &service);
    record_update(&type_service, &service, &type_service_create, in, rq->arena);
    service.id = uuid_new();
    service.owner_team_id = repo.owner_team_id;
    service.created_at = timestamp_now();
    service.asset_count = 0;
    if (store_services_insert(rq->db, &service, rq->arena) == DB_UNIQUE) {
        uuid existing = store_services_find(rq->db, &in->repo_id, in->name);
        return reply_duplicate(rq, ERROR_DUPLICATE_SERVICE,
                               arena_printf(rq->arena, "Service with name '%s' already exists in this repo", in->name),
                               &existing);
    }
    audit_place(rq, AUDIT_service_created, &service);
    return reply_record(rq, &type_service, &service);
}

int services_list(request *rq) {
    list_page page;
    if (!page_or_reply(rq, order_services_by_name, &page))
        return rq->status;
    record_list services = store_services_list(rq->db, rq->query, &page, rq->arena);
    return reply_page(rq, &type_service, services, &page);
}

int services_get(request *rq) {
    struct service service;
    db_expect_one(rq->db);
    if (!service_or_reply(rq, &service))
        return rq->status;
    return reply_record(rq, &type_service, &service);
}

text services_tag(request *rq) {
    struct service service;
    bool found = store_services_get(rq->db, &rq->ids[0], &service, rq->arena);
    return found ? conditions_tag_of(rq, &type_service, &service) : TEXT_NONE;
}

int services_assets(request *rq) {
    list_page page;
    if (!page_or_reply(rq, order_assets_by_fqn, &page))
        return rq->status;
    if (!store_services_exist(rq->db, &rq->ids[0]))
        return reply_not_found(rq, ERROR_SERVICE_NOT_FOUND, NULL, "service_id", &rq->ids[0]);
    record_list assets = store_assets_of_service(rq->db, &rq->ids[0], &page, rq->arena);
    return reply_page(rq, &type_asset, assets, &page);
}

int services_update(request *rq) {
    const struct service_update *in = rq->body;
    struct service service;
    if (!service_or_reply(rq, &service) || !may_or_reply(rq, "update", "service", service.name, &service.owner_team_id))
        return rq->status;
    if (record_update(&type_service, &service, &type_service_update, in, rq->arena)) {
        service.updated_at = timestamp_now();
        store_services_update(rq->db, &service, rq->arena);
    }
    json_builder payload = json_builder_on(rq->arena);
    if (in->root_path != NULL)
        json_put_string(&payload, "root_path", in->root_path);
    if (in->otel_service_name != NULL)
        json_put_string(&payload, "otel_service_name", in->otel_service_name);
    audit_record(rq->db, AUDIT_service_updated, &service.id, &request_caller(rq)->team_id, json_built(&payload),
                 rq->arena);
    return reply_record(rq, &type_service, &service);
}

int services_delete(request *rq) {
    struct service service;
    if (!service_or_reply(rq, &service) || !may_or_reply(rq, "delete", "service", service.name, &service.owner_team_id))
        return rq->status;
    store_services_delete(rq->db, &service.id, timestamp_now());
    audit_place(rq, AUDIT_service_deleted, &service);
    return reply_empty(rq);
}
