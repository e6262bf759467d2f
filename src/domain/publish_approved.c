// Consent is consent to changes from one contract. It stands as long as that contract is the active one; behind another the
// schemas are compared anew, and each breaking change must be one that was agreed to, word for word. Otherwise the proposal goes
// back to its consumers with what is breaking now, and the answers that it had are void.
#include "domain/publish_approved.h"
#include "base/map.h"
#include "domain/audit.h"
#include "domain/proposal_waits.h"
#include "domain/publishing.h"
#include "store/acknowledgments.h"
#include "store/contracts.h"

// --- the order -------------------------------------------------------------------------------------------------------

static bool is_version_open(db *d, const struct asset *asset, const struct contract *active, const char *version) {
    return version != NULL && !store_contracts_find_version(d, &asset->id, version).set &&
           (active == NULL || version_is_later(text_of(active->version), text_of(version)));
}

void publish_approved_order(publish_order *order, db *d, const proposal_content *content, arena *a) {
    struct contract *active = arena_new_of(a, struct contract);
    if (!store_contracts_active(d, &order->asset->id, active, a))
        active = NULL;
    order->compatibility_mode = content->contract.compatibility_mode;
    order->field_descriptions = content->contract.field_descriptions;
    order->field_tags = content->contract.field_tags;
    order->guarantees = content->contract.guarantees;
    if (order->guarantees == NULL)
        order->guarantees = active != NULL ? active->guarantees : arena_new_of(a, struct guarantees);
    if (order->version == NULL && is_version_open(d, order->asset, active, content->proposal.proposed_version))
        order->version = content->proposal.proposed_version;
}

// --- what was agreed to ----------------------------------------------------------------------------------------------

// The change in words that are the same for the same change.
static text change_key(const struct breaking_change *change, bool touching, arena *a) {
    struct breaking_change words = {.type = change->type, .path = change->path, .message = change->message};
    words.old_value = change->old_value;
    words.new_value = change->new_value;
    words.accepted_by = RECORD_ENUM_NONE; // examples of one change may differ
    if (touching)
        words.touched_fields = change->touched_fields;
    const json_value *tree = record_tree(&type_breaking_change, &words, a);
    buffer canonical;
    buffer_init(&canonical, SIZE_MAX);
    if (tree != NULL)
        json_write_canonical(&canonical, tree);
    text key = {arena_text(a, buffer_text(&canonical)), canonical.length};
    buffer_done(&canonical);
    return key;
}

static bool are_agreed(record_list changes, record_list agreed, arena *a) {
    const struct breaking_change *now = changes.items, *then = agreed.items;
    map *known = map_new(a, agreed.count);
    for (size_t i = 0; i < agreed.count; i++)
        map_put(known, change_key(&then[i], true, a), known);
    for (size_t i = 0; i < changes.count; i++) // old proposals do not say what is touched
        if (map_get(known, change_key(&now[i], true, a)) == NULL &&
            map_get(known, change_key(&now[i], false, a)) == NULL)
            return false;
    return true;
}

static bool consent_stands(publishing *p, const proposal_content *content) {
    const uuid *base = &content->proposal.base_contract_id;
    if (!p->has_current || uuid_equal(base, &p->current.id))
        return true;
    return are_agreed(verdict_touching_records(p->arena, &p->verdict), content->proposal.breaking_changes, p->arena);
}

// --- reopening -------------------------------------------------------------------------------------------------------

static void record_reopened(proposal_step *s, const publishing *p, size_t changes) {
    json_builder payload = json_builder_on(s->arena);
    json_put_uuid(&payload, "asset_id", &s->proposal.asset_id);
    json_put_uuid(&payload, "base_contract_id", &p->current.id);
    json_put_string(&payload, "base_version", p->current.version);
    json_put_integer(&payload, "breaking_changes_count", (int64_t)changes);
    audit_record(s->db, AUDIT_proposal_reopened, &s->proposal.id, &p->order->publisher, json_built(&payload), s->arena);
    proposal_news news = proposal_step_news(s);
    proposal_tell_turn(&news, &(proposal_turn){.event = "proposal.reopened",
                                               .status = "reopened",
                                               .team_id = p->order->publisher,
                                               .team_name = p->order->publisher_name});
}

static bool refuse_for_another(publishing *p, const uuid *pending) {
    p->outcome.existing = *pending;
    return publishing_refuse(
        p, PUBLISH_DUPLICATE_PROPOSAL,
        arena_printf(p->arena,
                     "The contract that this proposal would change has changed, so that its consumers have to be asked "
                     "again. That cannot be while the asset has another pending proposal (ID: %s).",
                     json_make_uuid(p->arena, pending).string));
}

// Whom the proposal waits for now. Where it concerns none of the consumers it is approved anew.
static bool wait_anew(proposal_step *s, record_list waits, arena *a) {
    if (!proposal_waits_write(s->db, &s->proposal.id, waits, a))
        return false;
    if (!proposal_waits_for_none(waits))
        return true;
    if (!proposal_step_complete(s))
        return false;
    proposal_news news = proposal_step_news(s);
    proposal_tell_turn(&news, &(proposal_turn){.event = "proposal.approved", .status = "approved"});
    return true;
}

static const char *reopened_in_words(const publishing *p) {
    const char *now = p->order->dry_run ? "would be" : "is";
    const char *why = arena_printf(p->arena,
                                   "Version %s has been published since this proposal was made, and the change from "
                                   "it breaks what nobody agreed to.",
                                   p->current.version);
    if (proposal_waits_for_none(p->outcome.waits))
        return arena_printf(p->arena,
                            "%s That concerns none of the consumers, so that the proposal %s approved anew: publish it "
                            "again.",
                            why, now);
    return arena_printf(p->arena, "%s The proposal %s pending again, and its consumers are asked anew.", why, now);
}

// The proposal with what is breaking now, as pending as it ever was. Always false: nothing is published.
static bool reopen(proposal_step *s, publishing *p, const proposal_content *content) {
    uuid pending = store_proposals_pending_id(s->db, &s->proposal.asset_id);
    if (pending.set)
        return refuse_for_another(p, &pending);
    struct proposal changed = content->proposal;
    changed.breaking_changes = verdict_touching_records(p->arena, &p->verdict);
    p->outcome.waits = proposal_waits_explain(s->db, &s->proposal.asset_id, changed.breaking_changes, false, p->arena);
    const char *message = reopened_in_words(p);
    if (p->order->dry_run)
        return publishing_refuse(p, PUBLISH_REOPENED, message);
    if (changed.expires_at != TIMESTAMP_NONE && changed.resolved_at != TIMESTAMP_NONE)
        changed.expires_at += s->now - changed.resolved_at; // while it was approved its time stood still
    changed.base_contract_id = p->current.id;
    changed.change_type = (int)verdict_change_type(&p->verdict);
    changed.guarantee_changes = verdict_guarantee_records(p->arena, &p->verdict);
    struct proposal *shown = arena_new_of(p->arena, struct proposal);
    if (!proposal_step_move(s, PROPOSAL_reopen) || store_proposals_reopen(s->db, &changed, s->arena) != DB_OK ||
        store_acknowledgments_void(s->db, &s->proposal.id, s->now) != DB_OK)
        return publishing_refuse(p, PUBLISH_FAILED, NULL);
    record_reopened(s, p, changed.breaking_changes.count);
    if (!wait_anew(s, p->outcome.waits, p->arena))
        return publishing_refuse(p, PUBLISH_FAILED, NULL);
    if (!store_proposals_get(s->db, &s->proposal.id, shown, s->arena))
        return publishing_refuse(p, PUBLISH_FAILED, NULL);
    p->outcome.proposal = shown;
    return publishing_refuse(p, PUBLISH_REOPENED, message);
}

// --- publishing ------------------------------------------------------------------------------------------------------

static bool close_proposal(proposal_step *s, publishing *p) {
    if (p->order->dry_run)
        return true;
    if (!proposal_step_move(s, PROPOSAL_publish))
        return publishing_refuse(p, PUBLISH_FAILED, NULL);
    json_builder payload = json_builder_on(s->arena);
    json_put_uuid(&payload, "contract_id", &p->outcome.contract->id);
    json_put_string(&payload, "version", p->outcome.contract->version);
    audit_record(s->db, AUDIT_proposal_published, &s->proposal.id, &p->order->publisher, json_built(&payload),
                 s->arena);
    return true;
}

publish_outcome publish_approved_run(proposal_step *step, const publish_order *order, const proposal_content *content) {
    publishing p = publishing_begin(step->db, order, step->arena);
    p.proposal = p.outcome.published_proposal = step->proposal.id;
    if (p.outcome.fate == PUBLISH_OVERTAKEN)
        return p.outcome;
    if (!consent_stands(&p, content)) {
        reopen(step, &p, content);
        return publishing_end(&p);
    }
    bool settled = order->version == NULL ? publishing_generate_version(&p) : publishing_settle_version(&p);
    if (!settled)
        return publishing_end(&p);
    if (p.has_current) // judged as it was proposed, kept as the asset is
        p.mode = p.current.compatibility_mode;
    const struct context_audit *unsound = publishing_unsound_audit(&p);
    if (publishing_write_contract(&p, PUBLISH_AGREED) && close_proposal(step, &p))
        p.outcome.unsound = unsound;
    return publishing_end(&p);
}

publish_outcome publish_agreed_run(db *d, const publish_order *order, const uuid *proposal, arena *a) {
    proposal_step step;
    proposal_content content;
    publish_order agreed = *order;
    if (!proposal_step_resume(&step, d, proposal, order->notices, a) ||
        !store_proposals_content(d, proposal, &content, a))
        return (publish_outcome){.fate = PUBLISH_FAILED};
    publish_approved_order(&agreed, d, &content, a);
    return publish_approved_run(&step, &agreed, &content);
}
