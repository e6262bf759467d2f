// Publishing an approved proposal: what its consumers agreed to becomes the active contract.
#pragma once
#include "domain/proposals.h"
#include "domain/publish.h"

// What the order of a publish takes from an approved proposal, of which the step is begun: the rest of it is the publisher's. A
// version that the publisher does not name is the one that was proposed, where that is free still, else the server's. Guarantees
// that were not proposed are those of the active contract.
void publish_approved_order(publish_order *order, db *d, const proposal_content *content, arena *a);

// Decides and writes, or in a dry run writes nothing. Where another contract is active than the one that the proposal was
// compared with, and the change from it breaks more than was agreed to, the proposal is reopened instead (PUBLISH_REOPENED): that
// is to be kept, although nothing is published.
publish_outcome publish_approved_run(proposal_step *step, const publish_order *order, const proposal_content *content);
// The same for a publisher's own order, which says what the approved proposal of its asset says; the asset is locked, unless it
// is a dry run.
publish_outcome publish_agreed_run(db *d, const publish_order *order, const uuid *proposal, arena *a);
