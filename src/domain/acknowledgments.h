// Answering proposals: one use case for every route that does. A blocking answer rejects the proposal at once; otherwise it is
// approved as soon as every consumer of its asset has answered. The decision is taken on current data inside the transaction
// that writes it.
#pragma once
#include "domain/notices.h"
#include "store/db.h"

typedef struct acknowledgment_order {
    uuid proposal_id;
    uuid team_id;               // that answers
    uuid user_id;               // that answers for it; none: nobody is named
    int response;               // an acknowledgment_response
    int64_t migration_deadline; // microseconds; TIMESTAMP_NONE: none
    bool deadline_is_unreadable;
    const char *notes; // NULL: none
    notice_targets notices;
} acknowledgment_order;

// Why an answer was refused; of several reasons the first.
typedef enum acknowledgment_refusal {
    ACKNOWLEDGMENT_ACCEPTED,
    ACKNOWLEDGMENT_NO_PROPOSAL,
    ACKNOWLEDGMENT_NOT_PENDING, // the outcome's status tells
    ACKNOWLEDGMENT_NO_TEAM,     // no live team has the id
    ACKNOWLEDGMENT_DUPLICATE,   // the outcome's id is the earlier answer's
    ACKNOWLEDGMENT_BAD_DEADLINE,
    ACKNOWLEDGMENT_NO_USER,      // no active user has the id
    ACKNOWLEDGMENT_NOT_CONSUMER, // the asset has an active contract, and the team is no consumer
    ACKNOWLEDGMENT_FAILED,       // the database failed; it was logged
} acknowledgment_refusal;

typedef struct acknowledgment_outcome {
    acknowledgment_refusal refusal;
    uuid id;              // of the answer
    int64_t responded_at; // of an accepted one
    int proposal_status;  // a proposal_status: after the answer
} acknowledgment_outcome;

// Writes the answer, what becomes of the proposal by it, the audit events and the notices. Whoever calls has made sure that the
// caller may answer for the team. After a refusal the transaction may hold parts of it and is to be taken back.
acknowledgment_outcome acknowledgment_give(db *d, const acknowledgment_order *order, arena *a);
