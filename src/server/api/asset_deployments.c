// What a team reads of an asset in an environment is what it says itself. It is asked for where something is to go to that
// environment.
#include "base/json_build.h"
#include "domain/audit.h"
#include "domain/notices.h"
#include "server/app.h"
#include "server/assets.h"
#include "server/caller.h"
#include "server/proposals.h"
#include "server/request.h"
#include "store/assets.h"
#include "store/contracts.h"
#include "store/deployments.h"
#include "store/teams.h"

static bool own_or_reply(request *rq, const uuid *team) {
    const caller *who = request_caller(rq);
    if (who->is_admin || uuid_equal(&who->team_id, team))
        return true;
    reply_forbidden(rq, "You can only record deployments on behalf of your own team");
    return false;
}

// `before` is NULL where nothing was known.
static void tell(request *rq, audit_action event, const struct asset *asset, const struct deployment *deployment,
                 const char *before) {
    json_builder payload = json_builder_on(rq->arena);
    json_put_uuid(&payload, "asset_id", &asset->id);
    json_put_string(&payload, "asset_fqn", asset->fqn);
    json_put_uuid(&payload, "team_id", &deployment->team_id);
    json_put_string(&payload, "environment", deployment->environment);
    json_put_string(&payload, "version", deployment->version);
    if (before != NULL)
        json_put_string(&payload, "previous_version", before);
    audit_record(rq->db, event, &deployment->id, &request_caller(rq)->team_id, json_built(&payload), rq->arena);
    notice_targets targets = rq->app->notices;
    if (targets.webhook)
        notice_webhook(rq->db, event == AUDIT_deployment_recorded ? "deployment.recorded" : "deployment.deleted",
                       json_built(&payload), timestamp_now(), rq->arena);
}

static int reply_no_version(request *rq, const char *version) {
    return reply_error(rq, ERROR_CONTRACT_NOT_FOUND,
                       arena_printf(rq->arena, "The asset has no contract of version %s", version),
                       detail(rq, "version", json_make_string(text_of(version))));
}

int assets_record_deployment(request *rq) {
    const struct deployment_record *in = rq->body;
    struct asset asset;
    struct team team;
    struct deployment known = {.version = NULL};
    if (!own_or_reply(rq, &in->team_id) || !asset_or_reply(rq, &asset))
        return rq->status;
    if (!store_teams_get(rq->db, &in->team_id, &team, rq->arena))
        return reply_not_found(rq, ERROR_TEAM_NOT_FOUND, NULL, "team_id", &in->team_id);
    uuid contract = store_contracts_find_version(rq->db, &asset.id, in->version);
    if (!contract.set)
        return reply_no_version(rq, in->version);
    bool found = store_deployments_find(rq->db, &asset.id, &team.id, in->environment, &known, rq->arena);
    struct deployment deployment = {
        .id = found ? known.id : uuid_new(),
        .asset_id = asset.id,
        .team_id = team.id,
        .team_name = team.name,
        .environment = in->environment,
        .version = in->version,
        .contract_id = contract,
        .deployed_at = timestamp_now(),
    };
    store_deployments_put(rq->db, &deployment, rq->arena);
    tell(rq, AUDIT_deployment_recorded, &asset, &deployment, found ? known.version : NULL);
    return reply_record(rq, &type_deployment, &deployment);
}

int assets_deployments(request *rq) {
    list_page page;
    struct asset asset;
    if (!page_or_reply(rq, order_deployments_newest, &page) || !asset_or_reply(rq, &asset))
        return rq->status;
    record_list deployments = store_deployments_list(rq->db, &asset.id, rq->query, &page, rq->arena);
    return reply_page(rq, &type_deployment, deployments, &page);
}

int assets_remove_deployment(request *rq) {
    struct asset asset;
    struct deployment deployment;
    if (!asset_or_reply(rq, &asset))
        return rq->status;
    if (!store_deployments_get(rq->db, &asset.id, &rq->ids[1], &deployment, rq->arena))
        return reply_not_found(rq, ERROR_DEPLOYMENT_NOT_FOUND, NULL, "deployment_id", &rq->ids[1]);
    if (!own_or_reply(rq, &deployment.team_id))
        return rq->status;
    store_deployments_delete(rq->db, &deployment.id);
    tell(rq, AUDIT_deployment_deleted, &asset, &deployment, NULL);
    return reply_empty(rq);
}
