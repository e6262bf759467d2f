// The decision, row by row of the specification's table: what is compatible, or the first, is published; what is breaking is
// published too where it is forced, a pre-release, or the release of one; all else becomes a proposal. A version is settled first,
// because it is part of that decision.
#include "domain/publish.h"
#include "domain/publishing.h"
#include "domain/quality.h"
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

// --- versions (checks 8 to 10) ---------------------------------------------------------------------------------------

static bool check_enforced(publishing *p) {
    version_suggestion suggestion = publishing_suggest(p, p->current.compatibility_mode);
    const char *fault =
        version_enforce(p->arena, text_of(p->current.version), text_of(p->version), suggestion.change_type);
    if (fault == NULL)
        return true;
    p->outcome.suggestion = suggestion;
    return publishing_refuse(p, PUBLISH_INVALID_VERSION, fault);
}

// The active contract is the newest one, so its versions go up. One of an earlier line takes its place only where that is asked
// for by force, which says why.
static bool check_later(publishing *p) {
    if (p->order->force_reason != NULL || version_is_later(text_of(p->current.version), text_of(p->version)))
        return true;
    p->outcome.suggestion = publishing_suggest(p, p->current.compatibility_mode);
    return publishing_refuse(p, PUBLISH_INVALID_VERSION,
                             arena_printf(p->arena,
                                          "Version %s must be greater than current version %s. To make a version of an "
                                          "earlier line the active one all the same, publish it with force=true and a "
                                          "force_reason",
                                          p->version, p->current.version));
}

// Settles the version. False: the outcome is complete (refused, or a version is required).
static bool settle_version(publishing *p) {
    const struct asset *asset = p->order->asset;
    p->version = p->order->version;
    if (p->version == NULL && asset->semver_mode == semver_mode_suggest) {
        p->outcome.fate = PUBLISH_VERSION_REQUIRED;
        p->outcome.suggestion = publishing_suggest(p, p->has_current ? p->current.compatibility_mode : p->mode);
        return false;
    }
    if (p->version == NULL) {
        publishing_generate_version(p);
        return true;
    }
    if (asset->semver_mode == semver_mode_enforce && p->has_current && !check_enforced(p))
        return false;
    uuid existing = store_contracts_find_version(p->db, &asset->id, p->version);
    if (existing.set)
        return publishing_refuse_version(p, &existing, "");
    return !p->has_current || check_later(p);
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

static const struct context_audit *unsound_audit(publishing *p) {
    struct context_audit *latest = arena_new_of(p->arena, struct context_audit);
    return quality_gate(p->db, p->order->asset, latest, p->arena) == QUALITY_FINE ? NULL : latest;
}

publish_outcome publish_run(db *d, const publish_order *order, arena *a) {
    if (!order->dry_run)
        store_assets_lock(d, &order->asset->id);
    publishing p = publishing_begin(d, order, a);
    if (p.outcome.fate == PUBLISH_OVERTAKEN)
        return p.outcome;
    if (settle_version(&p) && decide(&p))
        p.outcome.unsound = unsound_audit(&p);
    return publishing_end(&p);
}
