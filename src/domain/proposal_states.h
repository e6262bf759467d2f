// The life of a proposal as the table of api/workflow.def, and who may cause what happens in it.
#pragma once
#include "base/uuid.h"
#include <stdbool.h>

typedef enum proposal_event {
#define RIGHT(right, doc)
#define EVENT(event, right, pending, approved, published, rejected, withdrawn, expired, doc) PROPOSAL_##event,
#include "api/workflow.def"
#undef RIGHT
#undef EVENT
    PROPOSAL_EVENT_COUNT
} proposal_event;

// What the event makes of a proposal in that state, both a proposal_status; RECORD_ENUM_NONE: it is refused.
int proposal_next(proposal_event event, int status);

// Who acts.
typedef struct proposal_actor {
    uuid team_id; // none: no team
    bool is_admin;
} proposal_actor;

// What an event concerns.
typedef struct proposal_parties {
    uuid speaker; // the team that the event names as the one that acts
    uuid proposer;
    uuid owner; // team, of the asset
} proposal_parties;

// Whether the actor has the right that the event asks for. Whether a speaker consumes the asset, or is downstream of it, is no
// question of rights.
bool proposal_may(proposal_event event, const proposal_actor *actor, const proposal_parties *parties);
