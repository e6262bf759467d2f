// Publishing: one use case for all that publish, routes and others. A compatible change becomes the active contract at once, a
// breaking one a proposal. The decision is taken on current data inside the transaction that writes it.
#pragma once
#include "domain/candidate.h"
#include "domain/document.h"
#include "domain/notices.h"
#include "domain/proposal_states.h"
#include "domain/verdict.h"
#include "model/model.h"
#include "schema/schema.h"
#include "store/db.h"

// Work done before the transaction: the schema checked and compiled, and compared with the contract that was active then.
typedef struct publish_draft {
    bool given_up;              // one of many for which nothing was left to spend; then the rest is not there
    contract_document source;   // when it is refused the rest is not there
    const json_value *document; // the schema as JSON Schema
    schema_cache *cache;
    text printed;            // the document as compact text
    text printed_source;     // what was handed in; TEXT_NONE: nothing else than the document
    comparand side;          // of comparisons
    uuid against;            // the active contract that was compared with; none: there was none
    candidate_changes found; // from it and earlier ones to the new schema
    int mode;                // to judge by; RECORD_ENUM_NONE: the contract's
    int policy;              // what counts; RECORD_ENUM_NONE: as the asset says
    judging how;             // it was judged
    bool cheap;              // comparing took next to nothing: it may be done again while other writes wait
    bool knows_consumers;    // publish_prepare_consumers was called
    record_uuids consumers;  // teams that consume the asset's contract, as they were then
} publish_draft;

// Compiles and compares; what breaks under the mode (RECORD_ENUM_NONE: the active contract's) and the policy (RECORD_ENUM_NONE:
// the asset's) gets an example. `reader` may be NULL: then the comparison is left to the transaction.
publish_draft publish_prepare(db *reader, schema_cache *cache, const uuid *asset, contract_document source, int mode,
                              int policy, arena *a);
// After PUBLISH_OVERTAKEN: compares the draft with the contract that is active now, unless that was done.
void publish_prepare_again(publish_draft *draft, db *reader, const uuid *asset, arena *a);
// Asks, while no write waits, for the teams whose chats will be told. Whoever becomes a consumer meanwhile does so at the same
// time as the publish, and need not be told. Without a reader, or where no chat listens, nothing is asked.
void publish_prepare_consumers(publish_draft *draft, db *reader, const uuid *asset, notice_targets notices, arena *a);

// What is to be published, by whom and how. Whoever calls has made sure that they may, and that all who are named exist.
typedef struct publish_order {
    const struct asset *asset;
    const publish_draft *draft;     // of a source that was not refused; publish_bulk_run takes any
    const char *version;            // NULL: the server chooses
    int compatibility_mode;         // RECORD_ENUM_NONE: the current contract's, or backward where there is none
    int compatibility_policy;       // RECORD_ENUM_NONE: the asset's
    struct guarantees *guarantees;  // NULL: none
    record_json field_descriptions; // an object, path to text; null: none
    record_json field_tags;         // an object, path to texts; null: none
    uuid publisher;                 // the publishing team
    const char *publisher_name;
    uuid publisher_user;             // who publishes for it; none: nobody is named
    const char *publisher_user_name; // NULL: not known
    const char *force_reason;        // a breaking change is published all the same, and why; NULL: it is not
    bool chooses_version;            // the server does, where none is named, whatever the asset's semver mode
    bool proposes;                   // a breaking change is only proposed, and nothing is published
    // Of the proposal that a breaking change becomes.
    const char *proposal_reason; // why it is made; NULL: that is not said
    int64_t expires_at;          // TIMESTAMP_NONE: never
    uuid supersedes;      // the asset's pending or rejected proposal that the order takes the place of; none: none
    proposal_actor actor; // who takes that one back
    bool dry_run;         // decide and tell, write nothing
    notice_targets notices;
} publish_order;

// What became of an order, or in a dry run would become of it.
typedef enum publish_fate {
    PUBLISH_CONTRACT,         // it is the active contract
    PUBLISH_PROPOSAL,         // it is breaking, and a proposal awaits the consumers
    PUBLISH_VERSION_REQUIRED, // the asset's semver mode leaves the version to the publisher, who names none
    PUBLISH_PENDING,          // the same is proposed already, and still pending
    PUBLISH_PUBLISHABLE,      // of an order that proposes: it may be published at once
    PUBLISH_UNCHANGED,        // one of many: it says nothing new
    PUBLISH_BREAKING,         // one of many: it is breaking, and no proposal is wished
    // Refusals.
    PUBLISH_OVERTAKEN,   // another contract is active than the one that the draft was compared with
    PUBLISH_NOT_DECIDED, // one of many: nothing was left to spend
    PUBLISH_UNFIT, // one of many: its schema is invalid or passes a limit, or its asset is strict and its checks did not pass
    PUBLISH_INVALID_VERSION,
    PUBLISH_VERSION_EXISTS,
    PUBLISH_DUPLICATE_PROPOSAL,
    PUBLISH_NOTHING_TO_SUPERSEDE, // the asset has no such proposal
    PUBLISH_CANNOT_SUPERSEDE,     // it is neither pending nor rejected
    PUBLISH_MAY_NOT_SUPERSEDE,    // the actor may not take it back
    PUBLISH_REOPENED, // of an approved proposal: there are changes that nobody agreed to, for which it is pending again
    PUBLISH_FAILED,   // the database failed; it was logged
} publish_fate;

// How a contract comes to be published.
typedef enum publish_manner {
    PUBLISH_PLAINLY,    // nothing is breaking
    PUBLISH_BY_FORCE,   // for the order's reason
    PUBLISH_PRERELEASE, // which may break
    PUBLISH_GRADUATION, // the release of a pre-release, which may break
    PUBLISH_AGREED,     // as an approved proposal
} publish_manner;

typedef struct publish_outcome {
    publish_fate fate;
    const char *message;       // why, for people: of refusals (NULL: nothing more is known) and of PUBLISH_UNCHANGED
    uuid existing;             // the contract of PUBLISH_VERSION_EXISTS, the proposal of PUBLISH_DUPLICATE_PROPOSAL
    publish_manner manner;     // of PUBLISH_CONTRACT
    struct contract *contract; // of PUBLISH_CONTRACT; NULL in a dry run of one of many
    uuid superseded;           // of PUBLISH_CONTRACT: the contract that it took the place of; none: there was none
    // Of PUBLISH_PROPOSAL, PUBLISH_PENDING and PUBLISH_REOPENED, and of PUBLISH_PUBLISHABLE where it is approved; may be NULL in
    // a dry run.
    struct proposal *proposal;
    record_list waits;             // whom that proposal waits for or does not, and why (records `consumer_wait`)
    const char *fingerprint;       // of PUBLISH_PROPOSAL: what tells whether the same is proposed again
    uuid published_proposal;       // the approved proposal that was published, or was to be; none: there was none
    int superseded_status;         // of PUBLISH_CANNOT_SUPERSEDE: a proposal_status
    const char *version;           // that the schema gets; NULL: that was not settled
    bool version_generated;        // by the server
    const char *current_version;   // of the contract that was active before; NULL: none was, or that was not looked at
    contract_verdict verdict;      // on the change from it
    version_suggestion suggestion; // of PUBLISH_VERSION_REQUIRED and PUBLISH_INVALID_VERSION
    // Of PUBLISH_CONTRACT and PUBLISH_PROPOSAL, but not of many: the asset's last run of quality checks, where it did not pass.
    const struct context_audit *unsound;
} publish_outcome;

// Decides on current data and writes; the asset is locked meanwhile. Everything is in `a`.
publish_outcome publish_run(db *d, const publish_order *order, arena *a);

// What the items of one request may spend together; those that come after are not decided.
typedef struct publish_budget {
    int64_t until; // monotonic microseconds
    size_t memory; // of the arena
} publish_budget;

bool publish_budget_is_spent(const publish_budget *budget, const arena *a);

// Decides on one of many and writes it, in a step of its own. A
// breaking change becomes a proposal only if that `proposes`. The order's version and reason for force, and its asset's semver
// mode, play no part.
publish_outcome publish_bulk_run(db *d, const publish_order *order, bool proposes, const publish_budget *budget,
                                 arena *a);
