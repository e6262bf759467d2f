#include "domain/assets.h"
#include "domain/quality.h"
#include "server/assets.h"
#include "server/caller.h"
#include "server/request.h"
#include "store/assets.h"
#include "store/audit_runs.h"

int assets_report_audit(request *rq) {
    const struct audit_report *in = rq->body;
    struct asset asset;
    struct audit_run run;
    if (!own_asset_or_reply(rq, &asset, "Cannot report audit results for assets owned by other teams"))
        return rq->status;
    record_blank(&type_audit_run, &run);
    record_update(&type_audit_run, &run, &type_audit_report, in, rq->arena);
    quality_record(rq->db, &asset, &run, in->details.tree, rq->arena);
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
