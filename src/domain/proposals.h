// What may happen to a proposal but for answers (acknowledgments.h) and its publication (publish_approved.h). Each is decided on
// current data under the asset's lock, inside the transaction that writes it, by the table of proposal_states.h: of several that
// meet one wins, and the others find the state that it left.
#pragma once
#include "domain/proposal_notices.h"
#include "domain/proposal_states.h"

// One event on its way. proposal_step_begin locks the proposal and reads it.
typedef struct proposal_step {
    db *db;
    arena *arena;
    notice_targets notices;
    int64_t now;
    proposal_head proposal; // its status as it becomes
} proposal_step;

// False: there is no such proposal.
bool proposal_step_begin(proposal_step *s, db *d, const uuid *id, notice_targets notices, arena *a);
// The same where its asset is locked already, or nothing will be written.
bool proposal_step_resume(proposal_step *s, db *d, const uuid *id, notice_targets notices, arena *a);
// Brings the proposal to where the event leads. False: the table refuses it, or the database failed.
bool proposal_step_move(proposal_step *s, proposal_event event);
// For what is told of it.
proposal_news proposal_step_news(const proposal_step *s);

typedef struct proposal_order {
    uuid proposal_id;
    proposal_actor actor;
    notice_targets notices;
} proposal_order;

// Why an event was refused; of several reasons the first.
typedef enum proposal_refusal {
    PROPOSAL_ACCEPTED,
    PROPOSAL_NOT_YOURS, // the actor has not the right
    PROPOSAL_NOT_THERE,
    PROPOSAL_NO_ASSET, // the asset was deleted
    PROPOSAL_WRONG_STATE,
    PROPOSAL_NO_TEAM,      // no live team has the id
    PROPOSAL_NOT_AFFECTED, // the team owns nothing downstream
    PROPOSAL_TWICE,        // the team has objected
    PROPOSAL_FAILED,       // the database failed; it was logged
} proposal_refusal;

typedef struct proposal_outcome {
    proposal_refusal refusal;
    int status; // a proposal_status: after the event; RECORD_ENUM_NONE: there is no such proposal
} proposal_outcome;

// After a refusal the transaction may hold parts of it and is to be taken back.

proposal_outcome proposal_withdraw(db *d, const proposal_order *order, arena *a);
proposal_outcome proposal_expire(db *d, const proposal_order *order, arena *a);
// `team` takes the responsibility, and need not exist; `reason` may be NULL.
proposal_outcome proposal_force(db *d, const proposal_order *order, const uuid *team, const char *reason, arena *a);

// Of the objection the team, the user and the reason are given; the rest is filled in. `*asset_fqn` and `*count`, of all
// objections, are told.
proposal_outcome proposal_object(db *d, const proposal_order *order, struct objection *objection,
                                 const char **asset_fqn, int64_t *count, arena *a);

#define PROPOSALS_DUE_MAXIMUM 1000 // that a route closes in one transaction
// Closes the pending proposals whose time ran out, the next `most` of them, and gives their ids. For whoever asks, and for a job.
record_uuids proposals_expire_due(db *d, size_t most, notice_targets notices, arena *a);
// Reminds those who have yet to answer the pending proposals that expire within `ahead` microseconds, each proposal once; the
// next `most` of them. Gives how many. Where nobody listens none is: they are reminded when somebody does.
size_t proposals_remind(db *d, int64_t ahead, size_t most, notice_targets notices, arena *a);
