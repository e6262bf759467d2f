// The decision, row by row of the specification's table: what is compatible, or the first, is published; what is breaking is
// published too where it is forced, a pre-release, or the release of one; all else becomes a proposal. A version is settled first,
// because it is part of that decision.
#include "domain/publish.h"
#include "domain/publishing.h"
#include "store/assets.h"
#include "store/contracts.h"

enum {
    CHEAP_BYTES = 16 << 10,
    CHEAP_MICROSECONDS = 1000,
};

static void compare(publish_draft *draft, db *reader, const struct contract *contract, arena *a) {
    int64_t began = monotonic_now();
    comparand before = comparand_of_contract(reader, draft->cache, contract, a);
    draft->against = contract->id;
    draft->changes = comparand_diff(&before, &draft->side, a);
    draft->cheap = draft->cheap && monotonic_now() - began <= CHEAP_MICROSECONDS;
}

void publish_prepare_again(publish_draft *draft, db *reader, const uuid *asset, arena *a) {
    struct contract current;
    bool comparable = !draft->given_up && draft->printed.data != NULL;
    if (comparable && reader != NULL && store_contracts_active(reader, asset, &current, a) &&
        !uuid_equal(&draft->against, &current.id))
        compare(draft, reader, &current, a);
}

publish_draft publish_prepare(db *reader, schema_cache *cache, const uuid *asset, contract_document source, arena *a) {
    publish_draft draft = {.source = source, .document = source.schema, .cache = cache};
    if (source.schema == NULL || source.excess != NULL)
        return draft;
    draft.printed.data = json_print(a, source.schema, &draft.printed.length);
    if (source.source != NULL)
        draft.printed_source.data = json_print(a, source.source, &draft.printed_source.length);
    draft.side = comparand_of_document(&source, a);
    draft.cheap = draft.printed.length + draft.printed_source.length <= CHEAP_BYTES;
    publish_prepare_again(&draft, reader, asset, a);
    return draft;
}

// --- the decision ----------------------------------------------------------------------------------------------------

static bool decide(publishing *p) {
    if (!p->has_current || verdict_breaking(&p->verdict) == 0) // A, B
        return publishing_write_contract(p, PUBLISH_PLAINLY);
    if (p->order->force_reason != NULL) // C
        return publishing_write_contract(p, PUBLISH_BY_FORCE);
    text version = text_of(p->version);
    if (!p->version_generated && version_is_prerelease(version)) // D
        return publishing_write_contract(p, PUBLISH_PRERELEASE);
    if (!p->version_generated && version_graduates(text_of(p->current.version), version)) // E
        return publishing_write_contract(p, PUBLISH_GRADUATION);
    return publishing_write_proposal(p); // F, G
}

publish_outcome publish_run(db *d, const publish_order *order, arena *a) {
    if (!order->dry_run)
        store_assets_lock(d, &order->asset->id);
    publishing p = publishing_begin(d, order, a);
    if (p.outcome.fate == PUBLISH_OVERTAKEN)
        return p.outcome;
    if (publishing_settle_version(&p) && decide(&p))
        p.outcome.unsound = publishing_unsound_audit(&p);
    return publishing_end(&p);
}
