// All that decides is read in the transaction that writes: the proposal, whether it still waits, who consumes its asset now, who
// has answered. So the last of several consumers who answer at once sees the others and settles the proposal, and no two settle
// it. Consumers count as they are at the answer, not as they were when the change was proposed.
#include "domain/acknowledgments.h"
#include "domain/audit.h"
#include "domain/proposal_waits.h"
#include "domain/tallies.h"
#include "store/acknowledgments.h"
#include "store/contracts.h"
#include "store/registrations.h"
#include "store/teams.h"
#include "store/users.h"
#include "store/waits.h"

// One answer on its way through the decision.
typedef struct answering {
    proposal_step step;
    const acknowledgment_order *order;
    struct team team; // that answers
    bool in_force;    // the asset has an active contract
} answering;

// --- the decision ----------------------------------------------------------------------------------------------------

static proposal_event event_of(const acknowledgment_order *order) {
    return order->response == acknowledgment_response_blocked ? PROPOSAL_block : PROPOSAL_agree;
}

static acknowledgment_refusal check(answering *s, acknowledgment_outcome *outcome) {
    const acknowledgment_order *order = s->order;
    struct user user;
    struct contract active;
    db *d = s->step.db;
    arena *a = s->step.arena;
    const proposal_head *proposal = &s->step.proposal;
    outcome->proposal_status = proposal->status;
    if (proposal_next(event_of(order), proposal->status) == RECORD_ENUM_NONE)
        return ACKNOWLEDGMENT_NOT_PENDING;
    if (!store_teams_get(d, &order->team_id, &s->team, a))
        return ACKNOWLEDGMENT_NO_TEAM;
    outcome->id = store_acknowledgments_find(d, &order->proposal_id, &order->team_id);
    if (outcome->id.set)
        return ACKNOWLEDGMENT_DUPLICATE;
    if (order->deadline_is_unreadable)
        return ACKNOWLEDGMENT_BAD_DEADLINE;
    if (order->user_id.set && !store_users_get(d, &order->user_id, &user, a))
        return ACKNOWLEDGMENT_NO_USER;
    s->in_force = store_contracts_active(d, &proposal->asset_id, &active, a);
    if (s->in_force && !store_registrations_is_consumer(d, &proposal->asset_id, &order->team_id))
        return ACKNOWLEDGMENT_NOT_CONSUMER;
    return ACKNOWLEDGMENT_ACCEPTED;
}

static bool write_answer(answering *s, acknowledgment_outcome *outcome) {
    const acknowledgment_order *order = s->order;
    acknowledgment_row row = {
        .id = uuid_new(),
        .proposal_id = order->proposal_id,
        .consumer_team_id = order->team_id,
        .user_id = order->user_id,
        .response = order->response,
        .migration_deadline = order->migration_deadline,
        .responded_at = s->step.now,
        .notes = order->notes,
    };
    outcome->id = row.id;
    outcome->responded_at = row.responded_at;
    if (store_acknowledgments_insert(s->step.db, &row) != DB_OK ||
        store_waits_set(s->step.db, &order->proposal_id, &order->team_id, false) != DB_OK)
        return false;
    tally_add(s->step.db, TALLY_ACKNOWLEDGED + (tally)order->response);
    json_builder payload = json_builder_on(s->step.arena);
    json_put_string(&payload, "response", enum_acknowledgment_response.values[order->response]);
    json_put_string(&payload, "notes", order->notes);
    return audit_record(s->step.db, AUDIT_proposal_acknowledged, &order->proposal_id, &order->team_id,
                        json_built(&payload), s->step.arena) == DB_OK;
}

static bool reject(answering *s) {
    if (!proposal_step_move(&s->step, PROPOSAL_block))
        return false;
    json_builder payload = json_builder_on(s->step.arena);
    json_put_string(&payload, "reason", "Consumer blocked the proposal");
    audit_record(s->step.db, AUDIT_proposal_rejected, &s->step.proposal.id, &s->order->team_id, json_built(&payload),
                 s->step.arena);
    return true;
}

// What becomes of the proposal by the answer. False: the database failed.
static bool resolve(answering *s) {
    if (event_of(s->order) == PROPOSAL_block)
        return reject(s);
    if (!proposal_step_move(&s->step, PROPOSAL_agree))
        return false;
    // Without a contract in force nobody is waited for.
    return (s->in_force && store_waits_any(s->step.db, &s->step.proposal.id)) || proposal_step_complete(&s->step);
}

static void tell(const answering *s) {
    const acknowledgment_order *order = s->order;
    if (!order->notices.webhook && !order->notices.chat)
        return;
    proposal_news news = proposal_step_news(&s->step);
    proposal_tell_answer(&news, &(proposal_answer){
                                    .team_id = order->team_id,
                                    .team_name = s->team.name,
                                    .response = order->response,
                                    .migration_deadline = order->migration_deadline,
                                    .notes = order->notes,
                                    .answered = store_acknowledgments_count(s->step.db, &s->step.proposal.id),
                                    .awaited = store_waits_count(s->step.db, &s->step.proposal.id),
                                });
    if (s->step.proposal.status == proposal_status_rejected)
        proposal_tell_turn(&news, &(proposal_turn){.event = "proposal.rejected",
                                                   .status = "rejected",
                                                   .team_id = order->team_id,
                                                   .team_name = s->team.name,
                                                   .reason = order->notes});
    else if (s->step.proposal.status == proposal_status_approved)
        proposal_tell_turn(&news, &(proposal_turn){.event = "proposal.approved", .status = "approved"});
}

acknowledgment_outcome acknowledgment_give(db *d, const acknowledgment_order *order, arena *a) {
    answering s = {.order = order};
    acknowledgment_outcome outcome = {.id = UUID_NONE, .proposal_status = RECORD_ENUM_NONE};
    outcome.refusal = proposal_step_begin(&s.step, d, &order->proposal_id, order->notices, a)
                          ? check(&s, &outcome)
                          : ACKNOWLEDGMENT_NO_PROPOSAL;
    if (outcome.refusal != ACKNOWLEDGMENT_ACCEPTED)
        return outcome;
    if (!write_answer(&s, &outcome) || !resolve(&s)) {
        outcome.refusal = ACKNOWLEDGMENT_FAILED;
        return outcome;
    }
    outcome.proposal_status = s.step.proposal.status;
    tell(&s);
    return outcome;
}
