// One publish on its way through the decision. Private to publishing, whose files lean on one another in one direction:
// publish.c and publish_bulk.c decide, and publish_approved.c where that is agreed to; publish_contract.c and publish_proposal.c
// write what was decided; publish_notices.c tells of it; publishing.c is what all of them need.
#pragma once
#include "domain/publish.h"

typedef struct publishing {
    db *db;
    arena *arena;
    const publish_order *order;
    bool has_current;
    int mode;                 // of the new contract, and of the verdict
    struct contract current;  // the active contract, its schema left out
    contract_verdict verdict; // on the change from it
    const char *version;
    bool version_generated;
    int64_t now;   // later than the current contract's publication
    uuid proposal; // that is published; none: the order is a publisher's own
    publish_outcome outcome;
} publishing;

// --- publishing.c ----------------------------------------------------------------------------------------------------

// A publish of the order with the current state of its asset loaded.
publishing publishing_begin(db *d, const publish_order *order, arena *a);
// What became of it.
publish_outcome publishing_end(const publishing *p);
// The asset's last run of quality checks where it did not pass; else NULL.
const struct context_audit *publishing_unsound_audit(publishing *p);

// Each sets the outcome and returns false.
bool publishing_refuse(publishing *p, publish_fate refusal, const char *message);
bool publishing_refuse_version(publishing *p, const uuid *existing);

// --- publish_version.c -----------------------------------------------------------------------------------------------

// The version that the change calls for, judged under that mode.
version_suggestion publishing_suggest(publishing *p, int mode);
// Settles the version, by the order or by the asset's mode. False: the outcome is complete (refused, or a version is required).
bool publishing_settle_version(publishing *p);
// Settles a version that the change calls for, moved on past versions that older contracts of the asset used up. False: after
// many tries it is still one of those, and the outcome is a refusal.
bool publishing_generate_version(publishing *p);

// --- publish_notices.c -----------------------------------------------------------------------------------------------

// The teams that consume the current contract, whose chats are told of what replaces it: by the draft, or asked for before that
// is written. None where no chat listens.
record_uuids publishing_consumer_teams(publishing *p);
// What webhooks and the chats of those teams are told, written with the change itself.
void publishing_notify_contract(publishing *p, record_uuids teams);
void publishing_notify_proposal(publishing *p);

// --- publish_open.c --------------------------------------------------------------------------------------------------

// What the asset has that is pending or approved and proposes the same.
typedef struct publishing_same {
    uuid pending, approved; // none: there is none
} publishing_same;

publishing_same publishing_find_same(publishing *p);
// Hex digits of the SHA-256 of what is handed in, in canonical form and with its language; NULL: it cannot be had.
const char *publishing_fingerprint(publishing *p);
// Takes back the proposal that the order supersedes, where it names one; `by` takes its place (NULL: a contract does). False: the
// outcome is a refusal.
bool publishing_supersede(publishing *p, const uuid *by);

// --- publish_contract.c, publish_proposal.c --------------------------------------------------------------------------

// Rows A to E: the new contract takes the place of the current one. False: the outcome is a refusal.
bool publishing_write_contract(publishing *p, publish_manner manner);
// Rows F and G. False: the outcome is a refusal.
bool publishing_write_proposal(publishing *p);
