#include "domain/assets.h"
#include "domain/quality.h"
#include "server/caller.h"
#include "server/request.h"
#include "store/assets.h"
#include "store/audit_runs.h"

static bool own_asset_or_reply(request *rq, struct asset *asset, const char *message) {
    if (!store_assets_get(rq->db, &rq->ids[0], asset, rq->arena)) {
        reply_not_found(rq, ERROR_ASSET_NOT_FOUND, NULL, "asset_id", &rq->ids[0]);
        return false;
    }
    const caller *who = request_caller(rq);
    if (asset_may_write(&who->team_id, who->is_admin, &asset->owner_team_id))
        return true;
    reply_error(rq, ERROR_UNAUTHORIZED_TEAM, message, NULL);
    return false;
}

int assets_report_audit(request *rq) {
    struct asset asset;
    struct audit_run run;
    if (!own_asset_or_reply(rq, &asset, "Cannot report audit results for assets owned by other teams"))
        return rq->status;
    quality_record(rq->db, &asset, rq->body, &run, rq->arena);
    return reply_record(rq, &type_audit_run, &run);
}

int assets_audit_history(request *rq) {
    struct asset asset;
    if (!own_asset_or_reply(rq, &asset, "Cannot view audit history for assets owned by other teams"))
        return rq->status;
    struct audit_history history = {.asset_id = asset.id, .asset_fqn = asset.fqn};
    history.runs = store_audit_runs_history(rq->db, &asset.id, rq->query, &history.total_runs, rq->arena);
    return reply_record(rq, &type_audit_history, &history);
}

int assets_audit_trends(request *rq) {
    struct asset asset;
    if (!own_asset_or_reply(rq, &asset, "Cannot view audit trends for assets owned by other teams"))
        return rq->status;
    struct audit_trends trends = quality_trends(rq->db, &asset, timestamp_now(), rq->arena);
    return reply_record(rq, &type_audit_trends, &trends);
}
