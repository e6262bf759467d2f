// What a publish is decided on is read here, in the transaction that will write it: the active contract, and the changes from it.
// The draft was compared before, with the contract that was active then. Where another took its place meanwhile, it is compared
// again here if that turns out to take next to nothing, or if none but publishes of the same asset wait for it
// (db_writers_meet); otherwise whoever publishes has to come again.
#include "domain/publishing.h"
#include "domain/guarantees.h"
#include "domain/quality.h"
#include "store/contracts.h"

enum {
    AT_HAND_CHARACTERS = 16 << 10, // of the active contract, to compare with it here
    AT_HAND_VISITS = 1000,         // and what that may cost, some milliseconds
    AT_HAND_DECISIONS = 300,
};

// False: that would take too long here.
static bool changes_from_current(publishing *p, candidate_changes *found) {
    const publish_draft *draft = p->order->draft;
    const struct asset *asset = p->order->asset;
    int policy = p->order->compatibility_policy;
    const judging how = {.mode = p->mode,
                         .policy = policy == RECORD_ENUM_NONE ? asset->compatibility_policy : policy,
                         .scope = asset->transitive_scope};
    *found = draft->found;
    if (uuid_equal(&draft->against, &p->current.id) && judging_is_same(&draft->how, &how))
        return true;
    bool others_wait = !db_writers_meet(p->db);
    if (others_wait && schema_mode_is_transitive((schema_mode)how.mode))
        return false;
    if (others_wait && (!draft->cheap || store_contracts_length(p->db, &p->current.id) > AT_HAND_CHARACTERS))
        return false;
    comparand next = draft->side;
    schema_budget little = *schema_cache_budget(draft->cache); // how small the schemas are bounds nothing
    little.visits = AT_HAND_VISITS;
    little.decisions = AT_HAND_DECISIONS;
    *found = candidate_compare(p->db, draft->cache, &p->current, &next, &how, others_wait ? &little : NULL, p->arena);
    return !others_wait || !found->changes.is_partial;
}

static void load_current(publishing *p) {
    const publish_order *order = p->order;
    candidate_changes found;
    p->has_current = store_contracts_active(p->db, &order->asset->id, &p->current, p->arena);
    p->mode = order->compatibility_mode;
    if (p->mode == RECORD_ENUM_NONE)
        p->mode = p->has_current ? p->current.compatibility_mode : compatibility_mode_backward;
    if (!p->has_current)
        return;
    if (!changes_from_current(p, &found)) {
        publishing_refuse(p, PUBLISH_OVERTAKEN,
                          "Another contract of the asset was published meanwhile. Send it again.");
        return;
    }
    p->verdict = verdict_reach(p->arena, &found, p->mode, guarantees_tree(p->arena, p->current.guarantees),
                               guarantees_tree(p->arena, order->guarantees), order->asset->guarantee_mode);
    if (p->now <= p->current.published_at) // the order of publication is the history, whatever the clock does
        p->now = p->current.published_at + 1;
}

publishing publishing_begin(db *d, const publish_order *order, arena *a) {
    publishing p = {.db = d, .arena = a, .order = order, .now = timestamp_now()};
    load_current(&p);
    return p;
}

publish_outcome publishing_end(const publishing *p) {
    publish_outcome outcome = p->outcome;
    outcome.version = p->version;
    outcome.version_generated = p->version_generated;
    outcome.superseded = p->has_current ? p->current.id : UUID_NONE;
    outcome.current_version = p->has_current ? p->current.version : NULL;
    outcome.verdict = p->verdict;
    return outcome;
}

const struct context_audit *publishing_unsound_audit(publishing *p) {
    struct context_audit *latest = arena_new_of(p->arena, struct context_audit);
    return quality_gate(p->db, p->order->asset, latest, p->arena) == QUALITY_FINE ? NULL : latest;
}

// --- refusals --------------------------------------------------------------------------------------------------------

bool publishing_refuse(publishing *p, publish_fate refusal, const char *message) {
    p->outcome.fate = refusal;
    p->outcome.message = message;
    return false;
}

bool publishing_refuse_version(publishing *p, const uuid *existing) {
    p->outcome.existing = *existing;
    return publishing_refuse(p, PUBLISH_VERSION_EXISTS,
                             arena_printf(p->arena, "Contract version %s already exists for this asset", p->version));
}
