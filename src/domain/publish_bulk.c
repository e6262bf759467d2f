// One of many is decided as a publish without a version of its own, with two more answers: it says nothing new, or is breaking
// and left alone. Each is written in a step, so that one that fails takes nothing of the others with it.
#include "domain/audit.h"
#include "domain/publish_approved.h"
#include "domain/publishing.h"
#include "domain/quality.h"
#include "schema/render.h"
#include "store/assets.h"
#include "store/proposals.h"

bool publish_budget_is_spent(const publish_budget *budget, const arena *a) {
    return arena_size(a) > budget->memory || monotonic_now() > budget->until;
}

// What makes the schema unfit, whatever its asset has; NULL: nothing.
static const char *schema_fault(const contract_document *source, arena *a) {
    const json_value *errors = json_get(source->details, "errors"), *path = json_get(source->details, "path");
    if (source->schema == NULL && errors != NULL)
        return arena_printf(a, "Invalid schema: %s", value_render(a, errors));
    if (source->schema == NULL)
        return arena_printf(a, "Invalid schema: %s%s%s", source->message, path->count == 0 ? "" : ", at ",
                            path->string);
    if (source->excess == NULL)
        return NULL;
    json_value excess = json_make_string(text_of(source->excess));
    return arena_printf(a, "Invalid schema: %s", value_render(a, json_make_array(a, &excess, 1)));
}

static bool refuse(publish_outcome *outcome, publish_fate refusal, const char *message) {
    outcome->fate = refusal;
    outcome->message = message;
    return false;
}

// What stands against any decision. False: the outcome is a refusal.
static bool check(db *d, const publish_order *order, const publish_budget *budget, publish_outcome *outcome, arena *a) {
    if (order->draft->given_up || publish_budget_is_spent(budget, a))
        return refuse(
            outcome, PUBLISH_NOT_DECIDED,
            "Not decided: the schemas of this request take too long to compare. Send this one in a smaller request.");
    const char *fault = schema_fault(&order->draft->source, a);
    if (fault != NULL)
        return refuse(outcome, PUBLISH_UNFIT, fault);
    struct context_audit latest;
    if (quality_gate(d, order->asset, &latest, a) == QUALITY_REFUSE)
        return refuse(outcome, PUBLISH_UNFIT,
                      arena_printf(a, "Most recent audit %s. Cannot publish while the guarantee_mode is strict.",
                                   enum_audit_run_status.values[latest.status]));
    outcome->existing = store_proposals_pending_id(d, &order->asset->id);
    return !outcome->existing.set ||
           refuse(outcome, PUBLISH_DUPLICATE_PROPOSAL, "Asset has a pending proposal. Resolve it before publishing.");
}

static void skip(publishing *p) {
    p->outcome.fate = PUBLISH_UNCHANGED;
    p->outcome.message = "No schema changes detected";
    if (p->order->dry_run)
        return;
    json_builder payload = json_builder_on(p->arena);
    json_put_string(&payload, "asset_fqn", p->order->asset->fqn);
    json_put_string(&payload, "current_version", p->current.version);
    json_put_string(&payload, "reason", p->outcome.message);
    audit_record(p->db, AUDIT_contract_publish_skipped, &p->order->asset->id, &p->order->publisher,
                 json_built(&payload), p->arena);
}

static bool write_contract(publishing *p) {
    return publishing_write_contract(p, PUBLISH_PLAINLY);
}

// Writes in a step of its own, or in a dry run only says so.
static void write_in_step(publishing *p, publish_fate fate, bool (*write)(publishing *p)) {
    p->outcome.fate = fate;
    if (p->order->dry_run)
        return;
    bool begun = db_savepoint_begin(p->db) == DB_OK;
    if (begun && !write(p))
        db_savepoint_rollback(p->db);
    else if (!begun || db_savepoint_release(p->db) != DB_OK)
        publishing_refuse(p, PUBLISH_FAILED, NULL);
}

// What consumers agreed to is published, or asked for anew; anything else leaves nothing.
static publish_outcome publish_agreed(db *d, const publish_order *order, const uuid *proposal, arena *a) {
    if (order->dry_run)
        return publish_agreed_run(d, order, proposal, a);
    if (db_savepoint_begin(d) != DB_OK)
        return (publish_outcome){.fate = PUBLISH_FAILED};
    publish_outcome outcome = publish_agreed_run(d, order, proposal, a);
    if (outcome.fate != PUBLISH_CONTRACT && outcome.fate != PUBLISH_REOPENED)
        db_savepoint_rollback(d);
    else if (db_savepoint_release(d) != DB_OK)
        return (publish_outcome){.fate = PUBLISH_FAILED};
    return outcome;
}

publish_outcome publish_bulk_run(db *d, const publish_order *order, bool proposes, const publish_budget *budget,
                                 arena *a) {
    publish_outcome refused = {0};
    if (!order->dry_run)
        store_assets_lock(d, &order->asset->id);
    if (!check(d, order, budget, &refused, a))
        return refused;
    publishing p = publishing_begin(d, order, a);
    if (p.outcome.fate == PUBLISH_OVERTAKEN)
        return p.outcome;
    publishing_same same = p.has_current ? publishing_find_same(&p) : (publishing_same){UUID_NONE, UUID_NONE};
    if (same.approved.set)
        return publish_agreed(d, order, &same.approved, a);
    if (p.has_current && p.verdict.changes.count == 0) {
        skip(&p);
        return publishing_end(&p);
    }
    if (!publishing_generate_version(&p))
        return publishing_end(&p);
    if (verdict_breaking(&p.verdict) == 0)
        write_in_step(&p, PUBLISH_CONTRACT, write_contract);
    else if (proposes)
        write_in_step(&p, PUBLISH_PROPOSAL, publishing_write_proposal);
    else
        p.outcome.fate = PUBLISH_BREAKING;
    return publishing_end(&p);
}
