// Publishing: one use case for every route that publishes. A compatible change becomes the active contract at once, a breaking
// one a proposal. The decision is taken on current data inside the transaction that writes it.
#pragma once
#include "domain/comparison.h"
#include "domain/compiled_cache.h"
#include "domain/document.h"
#include "domain/notices.h"
#include "model/model.h"
#include "schema/schema.h"
#include "store/db.h"

// Work done before the transaction: the schema checked and compiled, and compared with the contract that was active then.
typedef struct publish_draft {
    bool given_up;              // one of many for which nothing was left to spend; then the rest is not there
    contract_document source;   // when it is refused the rest is not there
    const json_value *document; // the schema as JSON Schema
    schema_cache *cache;
    text printed;                    // the document as compact text
    const compiled_schema *compiled; // NULL when too large to compare
    uuid against;                    // the active contract that was compared with; none: there was none
    schema_changes changes;          // from it to the new schema
} publish_draft;

// Compiles and compares. `reader` may be NULL: then the comparison is left to the transaction.
publish_draft publish_prepare(db *reader, schema_cache *cache, const uuid *asset, contract_document source, arena *a);

typedef struct publish_order {
    const struct asset *asset;
    const struct publish *in;
    const struct publish_query *query;
    const publish_draft *draft;
    uuid publisher; // the publishing team, which exists
    const char *publisher_name;
    notice_targets notices;
} publish_order;

typedef enum publish_refusal {
    PUBLISH_ACCEPTED,
    PUBLISH_INVALID_VERSION,    // details: provided_version, version_suggestion
    PUBLISH_VERSION_EXISTS,     // details: existing_contract_id, existing_id
    PUBLISH_DUPLICATE_PROPOSAL, // details: existing_id
    PUBLISH_FAILED,             // the database failed; it was logged
} publish_refusal;

typedef struct publish_outcome {
    publish_refusal refusal;
    const char *message;       // of a refusal
    const json_value *details; // of a refusal
    struct publish_result result;
} publish_outcome;

// What the items of one request may spend together; those that come after fail.
typedef struct publish_budget {
    int64_t until; // monotonic microseconds
    size_t memory; // of the arena
    comparison_room room;
} publish_budget;

bool publish_budget_is_spent(const publish_budget *budget, const arena *a);

// Decides on one of many and writes it, in a step of its own: chapter 02 of the specification, section 14, from row 2 on. The
// order's version, its asset's semver mode and quality checks play no part; a mode that is not given is the current contract's.
// Fills the item; its asset's id and name are the caller's.
void publish_bulk_run(db *d, const publish_order *order, const struct bulk_publish_query *how, publish_budget *budget,
                      struct bulk_publish_item *item, arena *a);

// Decides and writes: chapter 02 of the specification, sections 11.2 (checks 8 to 10), 11.4 and 11.5. Everything is in `a`.
publish_outcome publish_run(db *d, const publish_order *order, arena *a);
