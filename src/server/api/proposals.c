#include "store/proposals.h"
#include "server/request.h"
#include "store/audit_runs.h"

int proposals_list(request *rq) {
    list_page page;
    if (!page_or_reply(rq, order_proposals_newest, &page))
        return rq->status;
    record_list proposals = store_proposals_list(rq->db, rq->query, &page, rq->arena);
    return reply_page(rq, &type_proposal_entry, proposals, &page);
}

// The last run of the asset's quality checks, and a warning where it did not pass.
static void add_audit(request *rq, struct proposal_status_response *proposal) {
    struct context_audit run;
    proposal->warnings = (record_strings){arena_array(rq->arena, 1, sizeof(const char *)), 0};
    if (!store_audit_runs_latest(rq->db, &proposal->asset_id, &run, rq->arena))
        return;
    proposal->audit_status = arena_new_of(rq->arena, struct proposal_audit);
    *proposal->audit_status = (struct proposal_audit){
        .status = run.status,
        .guarantees_failed = run.guarantees_failed,
        .run_at = run.run_at,
        .triggered_by = run.triggered_by,
        .is_passing = (int8_t)(run.status == audit_run_status_passed),
    };
    if (proposal->audit_status->is_passing)
        return;
    proposal->warnings.items[proposal->warnings.count++] = arena_printf(
        rq->arena, "Data quality audit %s with %lld failing guarantee(s). Consider fixing audits before publishing.",
        enum_audit_run_status.values[run.status], (long long)run.guarantees_failed);
}

int proposals_status(request *rq) {
    struct proposal_status_response proposal;
    if (!store_proposals_get_status(rq->db, &rq->ids[0], &proposal, rq->arena))
        return reply_not_found(rq, ERROR_PROPOSAL_NOT_FOUND, NULL, "proposal_id", &rq->ids[0]);
    add_audit(rq, &proposal);
    return reply_record(rq, &type_proposal_status_response, &proposal);
}

int proposals_get(request *rq) {
    const struct proposal_query *query = rq->query;
    if (query->include_status == 1)
        return proposals_status(rq);
    struct proposal proposal;
    if (!store_proposals_get(rq->db, &rq->ids[0], &proposal, rq->arena))
        return reply_not_found(rq, ERROR_PROPOSAL_NOT_FOUND, NULL, "proposal_id", &rq->ids[0]);
    return reply_record(rq, &type_proposal, &proposal);
}
