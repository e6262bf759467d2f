// Whom a pending proposal waits for. That changes without an answer when consumers leave: whoever writes such a change counts
// before it and settles after it.
#pragma once
#include "domain/proposals.h"
#include "store/waits.h"

// What was waited for before a change.
typedef struct proposal_wait {
    uuid proposal_id; // the asset's pending proposal; none: it has none
    bool awaits;      // somebody had yet to answer
} proposal_wait;

// Of the asset, which is locked.
proposal_wait proposal_waits_for(db *d, const uuid *asset);
// After a change of what the team said of itself: whether its answer is needed, and approves the proposal when somebody was
// waited for and nobody is any more.
void proposal_wait_settle(db *d, const proposal_wait *before, const uuid *team, notice_targets notices, arena *a);
// Of a team that became a consumer of the asset, which is locked: whether the asset's pending proposal needs its answer.
void proposal_wait_begin(db *d, const uuid *asset, const uuid *team, arena *a);

// The consumers of the asset, and why a proposal of these changes (records `breaking_change`) waits for each or does not (records
// `consumer_wait`), oldest registration first. The changes learn whom they concern where `tells_changes`.
record_list proposal_waits_explain(db *d, const uuid *asset, record_list changes, bool tells_changes, arena *a);
// Writes that the pending proposal waits for all consumers but those of `waits` that are not waited for.
bool proposal_waits_write(db *d, const uuid *proposal, record_list waits, arena *a);
// Those of `waits` that are waited for, oldest registration first (records `pending_consumer`), but for those that answered the
// proposal (none: one that would be made).
record_list proposal_waits_pending(db *d, const uuid *proposal, const uuid *asset, record_list waits, arena *a);
// Whether there are consumers, none of which is concerned.
bool proposal_waits_for_none(record_list waits);
// Gives each entry of a team's inbox the reason why the team is waited for. `changes`: those of each entry's proposal.
void proposal_waits_explain_inbox(db *d, const uuid *team, record_list entries, record_list *changes, arena *a);

#define PROPOSAL_WAITS_MAXIMUM WAITS_MAXIMUM
// After a team was deleted, with the assets that it consumes locked: no proposal waits for it any more, and those that wait for
// nobody are approved.
void proposal_waits_leave(db *d, const uuid *team, notice_targets notices, arena *a);
// After it was restored, with the assets locked: what it has yet to answer and is concerned by waits for it again.
void proposal_waits_return(db *d, const uuid *team, arena *a);

// Approves the pending proposal of the step, since nobody is waited for. False: it is not pending, or the database failed.
bool proposal_step_complete(proposal_step *s);
