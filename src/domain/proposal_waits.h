// Whom a pending proposal waits for. That changes without an answer when consumers leave: whoever writes such a change counts before it
// and settles after it.
#pragma once
#include "domain/proposals.h"

// What was waited for before a change.
typedef struct proposal_wait {
    uuid proposal_id; // the asset's pending proposal; none: it has none
    int64_t awaited;  // consumers that had yet to answer
} proposal_wait;

// Of the asset, which is locked.
proposal_wait proposal_waits_for(db *d, const uuid *asset);
// Approves the proposal when somebody was waited for and nobody is any more.
void proposal_wait_settle(db *d, const proposal_wait *before, notice_targets notices, arena *a);

#define PROPOSAL_WAITS_MAXIMUM 100000
// The pending proposals that wait for the team, before it is deleted.
record_uuids proposal_waits_of_team(db *d, const uuid *team, arena *a);
// The same once it is deleted: approves those that wait for nobody any more.
void proposal_waits_settle(db *d, record_uuids proposals, notice_targets notices, arena *a);

// Approves the pending proposal of the step, since nobody is waited for. False: it is not pending, or the database failed.
bool proposal_step_complete(proposal_step *s);
