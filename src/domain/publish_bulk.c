#include "domain/audit.h"
#include "domain/comparison.h"
#include "domain/publishing.h"
#include "schema/render.h"
#include "store/proposals.h"

static void fail(struct bulk_publish_item *item, const char *error) {
    item->status = bulk_publish_status_failed;
    item->error = error;
}

bool publish_budget_is_spent(const publish_budget *budget, const arena *a) {
    return arena_size(a) > budget->memory || monotonic_now() > budget->until;
}

// What makes the schema unfit, whatever its asset has; NULL: nothing.
static const char *schema_fault(const contract_document *source, arena *a) {
    if (source->schema == NULL)
        return arena_printf(a, "Invalid schema: %s", value_render(a, json_get(source->details, "errors")));
    if (source->excess == NULL)
        return NULL;
    json_value excess = json_make_string(text_of(source->excess));
    return arena_printf(a, "Invalid schema: %s", value_render(a, json_make_array(a, &excess, 1)));
}

static void audit_skipped(publishing *p, const char *reason) {
    json_builder payload = json_builder_on(p->arena);
    json_put_string(&payload, "asset_fqn", p->order->asset->fqn);
    json_put_string(&payload, "current_version", p->current.version);
    json_put_string(&payload, "reason", reason);
    audit_record(p->db, AUDIT_contract_publish_skipped, &p->order->asset->id, &p->order->publisher,
                 json_built(&payload), p->arena);
}

static void skip(publishing *p, bool dry_run, struct bulk_publish_item *item) {
    item->reason = "No schema changes detected";
    item->status = dry_run ? bulk_publish_status_will_skip : bulk_publish_status_skipped;
    if (!dry_run)
        audit_skipped(p, item->reason);
}

static bool write_in_step(publishing *p, bool (*write)(publishing *p)) {
    if (db_savepoint_begin(p->db) != DB_OK)
        return publishing_refuse(p, PUBLISH_FAILED, NULL, NULL);
    if (!write(p)) {
        db_savepoint_rollback(p->db);
        return false;
    }
    return db_savepoint_release(p->db) == DB_OK || publishing_refuse(p, PUBLISH_FAILED, NULL, NULL);
}

static bool write_contract(publishing *p) {
    return publishing_write_contract(p, PUBLISHING_PLAINLY);
}

static void fail_to_write(publishing *p, struct bulk_publish_item *item) {
    const char *message = p->outcome.message;
    if (message == NULL)
        message = arena_printf(p->arena, "Internal error publishing contract for asset %s",
                               json_make_uuid(p->arena, &p->order->asset->id).string);
    item->reason = NULL;
    fail(item, message);
}

static void publish(publishing *p, bool dry_run, struct bulk_publish_item *item) {
    item->suggested_version = p->version;
    item->reason = !p->has_current ? "First contract for this asset"
                                   : arena_printf(p->arena, "Compatible %s change",
                                                  schema_change_type_name(verdict_change_type(&p->verdict)));
    item->status = dry_run ? bulk_publish_status_will_publish : bulk_publish_status_published;
    if (dry_run)
        return;
    if (write_in_step(p, write_contract))
        item->contract_id = p->outcome.result.contract->id;
    else
        fail_to_write(p, item);
}

static void propose(publishing *p, const struct bulk_publish_query *how, comparison_room *room,
                    struct bulk_publish_item *item) {
    item->suggested_version = p->version;
    item->breaking_changes = verdict_breaking_records_within(p->arena, &p->verdict, room);
    if (how->dry_run == 1) {
        item->status = bulk_publish_status_breaking;
        item->reason =
            arena_printf(p->arena, "Breaking change: %zu incompatible modification(s)", verdict_breaking(&p->verdict));
    } else if (how->create_proposals_for_breaking != 1) {
        fail(item, "Breaking change requires proposal. Use create_proposals_for_breaking=true or resolve manually.");
    } else if (write_in_step(p, publishing_write_proposal)) {
        item->status = bulk_publish_status_proposal_created;
        item->proposal_id = p->outcome.result.proposal->id;
        item->reason = arena_printf(p->arena, "Breaking change: proposal created for %zu incompatible modification(s)",
                                    verdict_breaking(&p->verdict));
    } else {
        fail_to_write(p, item);
    }
}

void publish_bulk_run(db *d, const publish_order *order, const struct bulk_publish_query *how, publish_budget *budget,
                      struct bulk_publish_item *item, arena *a) {
    if (order->draft->given_up || publish_budget_is_spent(budget, a)) {
        fail(item,
             "Not decided: the schemas of this request take too long to compare. Send this one in a smaller request.");
        return;
    }
    const char *fault = schema_fault(&order->draft->source, a);
    if (fault != NULL) {
        fail(item, fault);
        return;
    }
    if (store_proposals_pending_id(d, &order->asset->id).set) {
        fail(item, "Asset has a pending proposal. Resolve it before publishing.");
        return;
    }
    publishing p = publishing_begin(d, order, a);
    bool dry_run = how->dry_run == 1;
    if (p.has_current)
        item->current_version = p.current.version;
    if (p.has_current && p.verdict.changes.count == 0) {
        skip(&p, dry_run, item);
        return;
    }
    p.version = publishing_generate_version(&p);
    p.version_generated = true;
    if (verdict_breaking(&p.verdict) == 0)
        publish(&p, dry_run, item);
    else
        propose(&p, how, &budget->room, item);
}
