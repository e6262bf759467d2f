// What the files of publishing share. Private to them.
#pragma once
#include "domain/publish.h"
#include "domain/verdict.h"
#include "schema/advise/version.h"
#include "store/db.h"

// One publish on its way through the decision.
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
    int64_t now; // later than the current contract's publication
    publish_outcome outcome;
} publishing;

// A publish of the order with the current state of its asset loaded.
publishing publishing_begin(db *d, const publish_order *order, arena *a);
// The version that the change calls for, moved on past versions that older contracts of the asset used up.
const char *publishing_generate_version(publishing *p);

// Each sets the outcome and returns false.
bool publishing_refuse(publishing *p, publish_refusal refusal, const char *message, const json_value *details);
bool publishing_refuse_version(publishing *p, const uuid *existing, const char *more);

// How a contract comes to be published, as its audit event tells.
typedef enum publishing_manner { PUBLISHING_PLAINLY, PUBLISHING_BY_FORCE, PUBLISHING_PRERELEASE } publishing_manner;

// Rows A to E: the new contract takes the place of the current one. False: the outcome is a refusal.
bool publishing_write_contract(publishing *p, publishing_manner manner);
// Rows F and G. False: the outcome is a refusal.
bool publishing_write_proposal(publishing *p);

// The teams that consume the current contract, to be told of what replaces it: asked for before that is written. None where
// nobody listens.
record_list publishing_consumers(publishing *p);
// What webhooks and chats are told, written with the change itself.
void publishing_notify_contract(publishing *p, const struct contract *new, publishing_manner manner,
                                record_list consumers);
void publishing_notify_proposal(publishing *p, const struct proposal *proposal);
