// Reading proposals and what happens to them but for their publication. Each route says who acts and in whose name; the domain
// decides by the table of states, and what it refused becomes the reply here.
#include "store/proposals.h"
#include "domain/acknowledgments.h"
#include "domain/concerns.h"
#include "domain/proposal_waits.h"
#include "domain/proposals.h"
#include "server/app.h"
#include "server/caller.h"
#include "server/conditions.h"
#include "server/config.h"
#include "server/proposals.h"
#include "server/request.h"
#include "store/audit_runs.h"
#include "store/inbox.h"
#include "store/teams.h"

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

static struct proposal_consumers *consumers_of(const proposal_progress *progress, arena *a) {
    const struct acknowledgment_summary *answers = progress->answers.items;
    struct proposal_consumers *consumers = arena_new_of(a, struct proposal_consumers);
    *consumers =
        (struct proposal_consumers){.total = progress->consumers, .acknowledged = (int64_t)progress->answers.count};
    for (size_t i = 0; i < progress->answers.count; i++)
        consumers->blocked += answers[i].response == acknowledgment_response_blocked;
    return consumers;
}

// The last answers, one of which may have decided, and the oldest consumers.
static void cut(struct proposal_status_response *proposal) {
    bool answers = consumers_told_last(&proposal->acknowledgments, sizeof(struct acknowledgment_summary));
    bool earlier = consumers_told_last(&proposal->earlier_acknowledgments, sizeof(struct earlier_acknowledgment));
    bool pending = consumers_told_first(&proposal->pending_consumers), waits = consumers_told_first(&proposal->waits);
    if (answers || earlier || pending || waits)
        proposal->truncated = true;
}

// False: there is no such proposal.
static bool read_status(request *rq, struct proposal_status_response *proposal) {
    proposal_progress *progress = arena_new_of(rq->arena, proposal_progress);
    if (!store_proposals_progress(rq->db, &rq->ids[0], progress, rq->arena))
        return false;
    record_blank(&type_proposal_status_response, proposal);
    record_update(&type_proposal_status_response, proposal, &type_proposal, &progress->proposal, rq->arena);
    proposal->proposal_id = progress->proposal.id;
    proposal->asset_fqn = progress->asset_fqn;
    proposal->proposed_by = &progress->author;
    proposal->superseded_by = progress->superseded_by;
    proposal->acknowledgments = progress->answers;
    proposal->earlier_acknowledgments = progress->earlier_answers;
    proposal->pending_consumers = progress->awaited;
    proposal->consumers = consumers_of(progress, rq->arena);
    add_audit(rq, proposal);
    proposal->waits = proposal_waits_explain(rq->db, &proposal->asset_id, proposal->breaking_changes, true, rq->arena);
    if (proposal->status != proposal_status_pending)
        proposal->pending_consumers =
            proposal_waits_pending(rq->db, &rq->ids[0], &proposal->asset_id, proposal->waits, rq->arena);
    proposal->consumers->pending = (int64_t)proposal->pending_consumers.count;
    cut(proposal);
    return true;
}

int proposals_status(request *rq) {
    struct proposal_status_response proposal;
    if (!read_status(rq, &proposal))
        return reply_not_found(rq, ERROR_PROPOSAL_NOT_FOUND, NULL, "proposal_id", &rq->ids[0]);
    return reply_record(rq, &type_proposal_status_response, &proposal);
}

// The tag of the status, which a proposal is shown with unless told otherwise.
text proposals_tag(request *rq) {
    struct proposal_status_response proposal;
    if (!read_status(rq, &proposal))
        return TEXT_NONE;
    return conditions_tag_of(rq, &type_proposal_status_response, &proposal);
}

int proposals_get(request *rq) {
    const struct proposal_query *query = rq->query;
    if (query->include_status == 1)
        return proposals_status(rq);
    struct proposal proposal;
    db_expect_one(rq->db);
    if (!store_proposals_get(rq->db, &rq->ids[0], &proposal, rq->arena))
        return reply_not_found(rq, ERROR_PROPOSAL_NOT_FOUND, NULL, "proposal_id", &rq->ids[0]);
    return reply_record(rq, &type_proposal, &proposal);
}

// --- what a team has yet to answer -----------------------------------------------------------------------------------

static const char *place_behind(const request *rq, record_list entries) {
    const struct pending_proposal *last = (const struct pending_proposal *)entries.items + (entries.count - 1);
    const cursor behind = {.order = order_inbox_newest, .id = last->proposal_id, .time = last->proposed_at};
    return cursor_print(rq->arena, &behind);
}

int proposals_pending(request *rq) {
    const struct pending_proposals_query *query = rq->query;
    const caller *who = request_caller(rq);
    struct team team;
    list_page page;
    if (!page_or_reply(rq, order_inbox_newest, &page))
        return rq->status;
    if (!who->is_admin && !uuid_equal(&who->team_id, &rq->ids[0]))
        return reply_error(rq, ERROR_FORBIDDEN, "API key team does not match the requested team_id", NULL);
    if (!store_teams_get(rq->db, &rq->ids[0], &team, rq->arena))
        return reply_not_found(rq, ERROR_TEAM_NOT_FOUND, NULL, "team_id", &rq->ids[0]);
    record_list *changes;
    record_list entries = store_inbox_read(rq->db, &rq->ids[0], query, timestamp_now(), &page, &changes, rq->arena);
    proposal_waits_explain_inbox(rq->db, &rq->ids[0], entries, changes, rq->arena);
    const struct pending_proposals pending = {
        .pending_proposals = entries,
        .total = page.total,
        .limit = page.limit,
        .offset = page.offset,
        .next = page.more ? place_behind(rq, entries) : NULL,
    };
    return reply_record(rq, &type_pending_proposals, &pending);
}

proposal_actor request_actor(request *rq) {
    const caller *who = request_caller(rq);
    return (proposal_actor){.team_id = who->team_id, .is_admin = who->is_admin};
}

// --- refusals --------------------------------------------------------------------------------------------------------

int reply_forbidden(request *rq, const char *message) {
    return reply_error(rq, ERROR_FORBIDDEN, message,
                       detail(rq, "code", json_make_string(TEXT("INSUFFICIENT_PERMISSIONS"))));
}

int reply_wrong_state(request *rq, const char *message, int status) {
    return reply_error(rq, ERROR_PROPOSAL_NOT_PENDING, message,
                       detail(rq, "status", json_make_string(text_of(enum_proposal_status.values[status]))));
}

static int reply_no_proposal(request *rq) {
    return reply_not_found(rq, ERROR_PROPOSAL_NOT_FOUND, NULL, "proposal_id", &rq->ids[0]);
}

// --- answers ---------------------------------------------------------------------------------------------------------

static int response_of(const struct acknowledgment_create *in) {
    if (in->response != RECORD_ENUM_NONE)
        return in->response;
    return in->accepted == 1 ? acknowledgment_response_approved : acknowledgment_response_blocked;
}

static int reply_answer(request *rq, const acknowledgment_order *order, const acknowledgment_outcome *outcome) {
    struct acknowledgment answer = {
        .id = outcome->id,
        .proposal_id = order->proposal_id,
        .consumer_team_id = order->team_id,
        .acknowledged_by_user_id = order->user_id,
        .response = order->response,
        .migration_deadline = order->migration_deadline,
        .notes = order->notes,
        .responded_at = outcome->responded_at,
        .proposal_status = outcome->proposal_status,
    };
    return reply_record(rq, &type_acknowledgment, &answer);
}

static int reply_answer_refused(request *rq, const acknowledgment_order *order, const acknowledgment_outcome *outcome) {
    switch (outcome->refusal) {
    case ACKNOWLEDGMENT_NO_PROPOSAL:
        return reply_no_proposal(rq);
    case ACKNOWLEDGMENT_NOT_PENDING:
        return reply_wrong_state(rq, NULL, outcome->proposal_status);
    case ACKNOWLEDGMENT_NO_TEAM:
        return reply_not_found(rq, ERROR_TEAM_NOT_FOUND, "Consumer team not found", "consumer_team_id",
                               &order->team_id);
    case ACKNOWLEDGMENT_DUPLICATE:
        return reply_duplicate(rq, ERROR_DUPLICATE_ACKNOWLEDGMENT, "Already acknowledged by this team", &outcome->id);
    case ACKNOWLEDGMENT_NO_USER:
        return reply_not_found(rq, ERROR_USER_NOT_FOUND, NULL, "acknowledged_by_user_id", &order->user_id);
    case ACKNOWLEDGMENT_NOT_CONSUMER:
        return reply_error(rq, ERROR_UNAUTHORIZED_TEAM, "Only registered consumers can acknowledge proposals", NULL);
    default:
        return reply_error(rq, ERROR_INTERNAL_ERROR, NULL, NULL);
    }
}

int proposals_acknowledge(request *rq) {
    const struct acknowledgment_create *in = rq->body;
    proposal_actor actor = request_actor(rq);
    if (!proposal_may(PROPOSAL_agree, &actor, &(proposal_parties){.speaker = in->consumer_team_id}))
        return reply_forbidden(rq, "You can only acknowledge proposals on behalf of your own team");
    if (!speaks_for_or_reply(rq, &in->acknowledged_by_user_id))
        return rq->status;
    acknowledgment_order order = {
        .proposal_id = rq->ids[0],
        .team_id = in->consumer_team_id,
        .user_id = in->acknowledged_by_user_id,
        .response = response_of(in),
        .migration_deadline = in->migration_deadline,
        .notes = in->notes,
        .notices = rq->app->notices,
    };
    acknowledgment_outcome outcome = acknowledgment_give(rq->db, &order, rq->arena);
    return outcome.refusal == ACKNOWLEDGMENT_ACCEPTED ? reply_answer(rq, &order, &outcome)
                                                      : reply_answer_refused(rq, &order, &outcome);
}

// --- other events ----------------------------------------------------------------------------------------------------

static proposal_order order_of(request *rq) {
    return (proposal_order){.proposal_id = rq->ids[0], .actor = request_actor(rq), .notices = rq->app->notices};
}

// The proposal as it is now, or why it is so still. `forbidden` and `state` (NULL: the usual) say that this event is not
// possible.
static int reply_outcome(request *rq, const proposal_outcome *outcome, const char *forbidden, const char *state) {
    struct proposal proposal;
    switch (outcome->refusal) {
    case PROPOSAL_ACCEPTED:
        if (!store_proposals_get(rq->db, &rq->ids[0], &proposal, rq->arena))
            return reply_no_proposal(rq);
        return reply_record(rq, &type_proposal, &proposal);
    case PROPOSAL_NOT_YOURS:
        return reply_forbidden(rq, forbidden);
    case PROPOSAL_NOT_THERE:
        return reply_no_proposal(rq);
    case PROPOSAL_WRONG_STATE:
        return reply_wrong_state(rq, state, outcome->status);
    default:
        return reply_error(rq, ERROR_INTERNAL_ERROR, NULL, NULL);
    }
}

int proposals_withdraw(request *rq) {
    proposal_order order = order_of(rq);
    proposal_outcome outcome = proposal_withdraw(rq->db, &order, rq->arena);
    return reply_outcome(rq, &outcome, "You can only withdraw your own proposals", NULL);
}

int proposals_force(request *rq) {
    const struct force_query *query = rq->query;
    proposal_order order = order_of(rq);
    proposal_outcome outcome = proposal_force(rq->db, &order, &query->actor_id, query->reason, rq->arena);
    return reply_outcome(rq, &outcome, "Only admin can force proposals", NULL);
}

int proposals_expire(request *rq) {
    proposal_order order = order_of(rq);
    proposal_outcome outcome = proposal_expire(rq->db, &order, rq->arena);
    const char *status = outcome.status == RECORD_ENUM_NONE ? "" : enum_proposal_status.values[outcome.status];
    return reply_outcome(rq, &outcome, "You can only expire proposals you created or for assets you own",
                         arena_printf(rq->arena,
                                      "Cannot expire proposal with status '%s'. Only pending proposals can be expired.",
                                      status));
}

int proposals_expire_pending(request *rq) {
    record_uuids expired = {arena_array(rq->arena, 1, sizeof *expired.items), 0};
    if (!request_caller(rq)->is_admin)
        return reply_forbidden(rq, "Only admin can run bulk proposal expiration");
    if (rq->app->config->proposal_auto_expire_enabled)
        expired = proposals_expire_due(rq->db, PROPOSALS_DUE_MAXIMUM, rq->app->notices, rq->arena);
    struct expired_proposals result = {.expired_count = (int64_t)expired.count, .expired_proposal_ids = expired};
    return reply_record(rq, &type_expired_proposals, &result);
}

// --- objections ------------------------------------------------------------------------------------------------------

static int reply_objection_refused(request *rq, const proposal_outcome *outcome, const struct objection *objection) {
    switch (outcome->refusal) {
    case PROPOSAL_NO_ASSET:
        return reply_error(rq, ERROR_ASSET_NOT_FOUND, NULL, NULL);
    case PROPOSAL_NO_TEAM:
        return reply_not_found(rq, ERROR_TEAM_NOT_FOUND, NULL, "objector_team_id", &objection->team_id);
    case PROPOSAL_NOT_AFFECTED:
        return reply_error(rq, ERROR_FORBIDDEN,
                           "Only affected teams can file objections. Your team is not downstream of this asset.",
                           detail(rq, "code", json_make_string(TEXT("NOT_AFFECTED_TEAM"))));
    case PROPOSAL_TWICE:
        return reply_error(rq, ERROR_DUPLICATE_ACKNOWLEDGMENT, "Already objected by this team", NULL);
    default:
        return reply_outcome(rq, outcome, "You can only file objections on behalf of your own team", NULL);
    }
}

int proposals_object(request *rq) {
    const struct objection_query *query = rq->query;
    const struct objection_create *in = rq->body;
    if (!speaks_for_or_reply(rq, &query->objector_user_id))
        return rq->status;
    struct objection objection = {
        .team_id = query->objector_team_id,
        .reason = in->reason,
        .objected_by_user_id = query->objector_user_id,
    };
    struct objection_result result = {
        .action = "objection_filed",
        .proposal_id = rq->ids[0],
        .objection = &objection,
        .note = "Objections are non-blocking: they inform everyone involved but do not stop approval.",
    };
    proposal_order order = order_of(rq);
    proposal_outcome outcome =
        proposal_object(rq->db, &order, &objection, &result.asset_fqn, &result.total_objections, rq->arena);
    return outcome.refusal == PROPOSAL_ACCEPTED ? reply_record(rq, &type_objection_result, &result)
                                                : reply_objection_refused(rq, &outcome, &objection);
}
