// A state that no column of an event names cannot be left by it: there is no other place that changes a proposal's state. Rights
// are told apart from states, since who may not act is told so whatever the state is.
#include "domain/proposal_states.h"
#include "model/model.h"
#include <assert.h>

enum {
    to_no = RECORD_ENUM_NONE,
    to_pending = proposal_status_pending,
    to_approved = proposal_status_approved,
    to_published = proposal_status_published,
    to_rejected = proposal_status_rejected,
    to_withdrawn = proposal_status_withdrawn,
    to_expired = proposal_status_expired,
};

// One column for each proposal_status, in its order.
static const int states[][proposal_status_expired + 1] = {
#define RIGHT(right, doc)
#define EVENT(event, right, pending, approved, published, rejected, withdrawn, expired, doc)                           \
    {to_##pending, to_##approved, to_##published, to_##rejected, to_##withdrawn, to_##expired},
#include "api/workflow.def"
#undef RIGHT
#undef EVENT
};
static_assert(proposal_status_pending == 0 && proposal_status_approved == 1 && proposal_status_published == 2 &&
                  proposal_status_rejected == 3 && proposal_status_withdrawn == 4 && proposal_status_expired == 5,
              "the columns are in the order of the enumeration");

int proposal_next(proposal_event event, int status) {
    return status == RECORD_ENUM_NONE ? RECORD_ENUM_NONE : states[event][status];
}

// --- rights ----------------------------------------------------------------------------------------------------------

typedef bool right(const proposal_actor *actor, const proposal_parties *parties);

static bool is_team(const proposal_actor *actor, const uuid *team) {
    return actor->is_admin || (actor->team_id.set && uuid_equal(&actor->team_id, team));
}

static bool consumer(const proposal_actor *actor, const proposal_parties *parties) {
    return is_team(actor, &parties->speaker);
}

static bool downstream(const proposal_actor *actor, const proposal_parties *parties) {
    return is_team(actor, &parties->speaker);
}

static bool proposer(const proposal_actor *actor, const proposal_parties *parties) {
    return is_team(actor, &parties->proposer);
}

static bool producer(const proposal_actor *actor, const proposal_parties *parties) {
    return is_team(actor, &parties->proposer) || is_team(actor, &parties->owner);
}

static bool admin(const proposal_actor *actor, const proposal_parties *parties) {
    (void)parties;
    return actor->is_admin;
}

static bool server(const proposal_actor *actor, const proposal_parties *parties) {
    (void)actor;
    (void)parties;
    return false;
}

bool proposal_may(proposal_event event, const proposal_actor *actor, const proposal_parties *parties) {
    static right *const rights[] = {
#define RIGHT(right, doc)
#define EVENT(event, right, pending, approved, published, rejected, withdrawn, expired, doc) right,
#include "api/workflow.def"
#undef RIGHT
#undef EVENT
    };
    return rights[event](actor, parties);
}
