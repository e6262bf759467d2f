// A proposal is settled in the moment in which its last consumer is gone, whether by an answer or by leaving: otherwise nobody could
// answer it any more, and it would wait for ever. One that never had consumers waits for a decision all the same.
#include "domain/proposal_waits.h"
#include "domain/audit.h"
#include "store/acknowledgments.h"

proposal_wait proposal_waits_for(db *d, const uuid *asset) {
    proposal_wait wait = {.proposal_id = store_proposals_pending_id(d, asset)};
    if (wait.proposal_id.set)
        wait.awaited = store_acknowledgments_count_awaited(d, &wait.proposal_id, asset);
    return wait;
}

bool proposal_step_complete(proposal_step *s) {
    if (!proposal_step_move(s, PROPOSAL_complete))
        return false;
    json_builder payload = json_builder_on(s->arena);
    json_put_integer(&payload, "acknowledged_count", store_acknowledgments_count(s->db, &s->proposal.id));
    json_put_boolean(&payload, "auto_approved", true);
    audit_record(s->db, AUDIT_proposal_approved, &s->proposal.id, NULL, json_built(&payload), s->arena);
    return true;
}

void proposal_wait_settle(db *d, const proposal_wait *before, notice_targets notices, arena *a) {
    proposal_step s;
    if (before->awaited == 0 || !proposal_step_begin(&s, d, &before->proposal_id, notices, a) ||
        store_acknowledgments_count_awaited(d, &s.proposal.id, &s.proposal.asset_id) > 0 || !proposal_step_complete(&s))
        return;
    proposal_news news = proposal_step_news(&s);
    proposal_tell_turn(&news, &(proposal_turn){.event = "proposal.approved", .status = "approved"});
}

record_uuids proposal_waits_of_team(db *d, const uuid *team, arena *a) {
    return store_proposals_awaiting(d, team, PROPOSAL_WAITS_MAXIMUM, a);
}

void proposal_waits_settle(db *d, record_uuids proposals, notice_targets notices, arena *a) {
    for (size_t i = 0; i < proposals.count; i++)
        proposal_wait_settle(d, &(proposal_wait){.proposal_id = proposals.items[i], .awaited = 1}, notices, a);
}
