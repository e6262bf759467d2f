// The decision: what is compatible, or the first, is published; what is breaking is published too where it is forced, a
// pre-release, or the release of one; all else becomes a proposal. A version is settled first, because it is part of that
// decision. Before all that comes what was proposed already: the same change, approved, is published as it was agreed to, and
// pending, it is told and nothing is written.
#include "domain/publish_approved.h"
#include "domain/publishing.h"
#include "store/assets.h"
#include "store/contracts.h"
#include "store/proposals.h"

enum {
    CHEAP_BYTES = 16 << 10,
    CHEAP_MICROSECONDS = 1000,
};

static void compare(publish_draft *draft, db *reader, const struct contract *contract, const judging *how, arena *a) {
    int64_t began = monotonic_now();
    draft->how = *how;
    draft->found = candidate_compare(reader, draft->cache, contract, &draft->side, how, NULL, a);
    // What the database did not answer is no finding: it is compared anew.
    draft->against = db_has_failed(reader) ? UUID_NONE : contract->id;
    draft->cheap = draft->cheap && monotonic_now() - began <= CHEAP_MICROSECONDS;
}

void publish_prepare_again(publish_draft *draft, db *reader, const uuid *asset, arena *a) {
    struct contract current;
    judging how = {.mode = draft->mode};
    bool comparable = !draft->given_up && draft->printed.data != NULL;
    if (!comparable || reader == NULL ||
        !store_contracts_active_judged(reader, asset, &current, &how.policy, &how.scope, a))
        return;
    if (draft->mode == RECORD_ENUM_NONE)
        how.mode = current.compatibility_mode;
    if (draft->policy != RECORD_ENUM_NONE)
        how.policy = draft->policy;
    if (!uuid_equal(&draft->against, &current.id) || !judging_is_same(&draft->how, &how))
        compare(draft, reader, &current, &how, a);
}

publish_draft publish_prepare(db *reader, schema_cache *cache, const uuid *asset, contract_document source, int mode,
                              int policy, arena *a) {
    publish_draft draft = {.source = source, .document = source.schema, .cache = cache, .mode = mode, .policy = policy};
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

// Whether a breaking change is published all the same.
static bool may_break(const publishing *p, publish_manner *manner) {
    const publish_order *order = p->order;
    text version = order->version == NULL ? TEXT_NONE : text_of(order->version);
    if (order->proposes)
        return false;
    *manner = order->force_reason != NULL                               ? PUBLISH_BY_FORCE
              : order->version == NULL                                  ? PUBLISH_PLAINLY
              : version_is_prerelease(version)                          ? PUBLISH_PRERELEASE
              : version_graduates(text_of(p->current.version), version) ? PUBLISH_GRADUATION
                                                                        : PUBLISH_PLAINLY;
    return *manner != PUBLISH_PLAINLY;
}

static bool is_breaking(const publishing *p) {
    return p->has_current && verdict_breaking(&p->verdict) > 0;
}

static bool decide(publishing *p) {
    publish_manner manner = PUBLISH_PLAINLY;
    if (is_breaking(p) && !may_break(p, &manner))
        return publishing_write_proposal(p);
    return publishing_supersede(p, NULL) && publishing_write_contract(p, manner);
}

// --- what is proposed already ----------------------------------------------------------------------------------------

static bool stop_at(publishing *p, publish_fate fate, const uuid *proposal) {
    p->outcome.fate = fate;
    p->outcome.proposal = arena_new_of(p->arena, struct proposal);
    return proposal->set && store_proposals_get(p->db, proposal, p->outcome.proposal, p->arena);
}

// Whether the order is answered by a proposal that there is, or because there is nothing to propose.
static bool is_answered(publishing *p, const publishing_same *same) {
    publish_manner manner;
    if (p->order->proposes && same->approved.set)
        return stop_at(p, PUBLISH_PUBLISHABLE, &same->approved);
    if (p->order->proposes && !is_breaking(p)) {
        p->outcome.fate = PUBLISH_PUBLISHABLE;
        return true;
    }
    bool asks_again = same->pending.set && !uuid_equal(&same->pending, &p->order->supersedes);
    return asks_again && is_breaking(p) && !may_break(p, &manner) && stop_at(p, PUBLISH_PENDING, &same->pending);
}

static bool settle_version(publishing *p) {
    bool chooses = p->order->chooses_version || p->order->proposes; // a proposal needs none from whoever makes it
    if (!chooses || p->order->version != NULL)
        return publishing_settle_version(p);
    publishing_generate_version(p);
    return true;
}

publish_outcome publish_run(db *d, const publish_order *order, arena *a) {
    if (!order->dry_run)
        store_assets_lock(d, &order->asset->id);
    publishing p = publishing_begin(d, order, a);
    if (p.outcome.fate == PUBLISH_OVERTAKEN)
        return p.outcome;
    publishing_same same = {UUID_NONE, UUID_NONE};
    if (p.has_current && order->force_reason == NULL)
        same = publishing_find_same(&p);
    if (same.approved.set && !order->proposes)
        return publish_agreed_run(d, order, &same.approved, a);
    if (is_answered(&p, &same) || !settle_version(&p))
        return publishing_end(&p);
    // Before what is written, which then goes out in one.
    const struct context_audit *unsound = publishing_unsound_audit(&p);
    if (decide(&p))
        p.outcome.unsound = unsound;
    return publishing_end(&p);
}
