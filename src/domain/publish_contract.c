#include "domain/audit.h"
#include "domain/field_metadata.h"
#include "domain/guarantees.h"
#include "domain/publishing.h"
#include "store/contracts.h"

static void audit_superseded(publishing *p, const struct contract *new) {
    json_builder payload = json_builder_on(p->arena);
    json_put_string(&payload, "version", p->current.version);
    json_put_uuid(&payload, "superseded_by", &new->id);
    json_put_string(&payload, "superseded_by_version", new->version);
    audit_record(p->db, AUDIT_contract_deprecated, &p->current.id, &p->order->publisher, json_built(&payload),
                 p->arena);
    const struct guarantees *before = p->current.guarantees, *after = new->guarantees;
    if (!guarantees_hold_something(before) && !guarantees_hold_something(after))
        return;
    const json_value *old_tree = guarantees_tree(p->arena, before), *new_tree = guarantees_tree(p->arena, after);
    if (json_equal(old_tree, new_tree))
        return;
    payload = json_builder_on(p->arena);
    json_put_value(&payload, "old_guarantees", old_tree);
    json_put_value(&payload, "new_guarantees", new_tree);
    audit_record(p->db, AUDIT_guarantees_updated, &new->id, &p->order->publisher, json_built(&payload), p->arena);
}

static void audit_published(publishing *p, const struct contract *new, publishing_manner manner) {
    bool forced = manner == PUBLISHING_BY_FORCE;
    json_builder payload = json_builder_on(p->arena);
    json_put_string(&payload, "version", new->version);
    json_put_string(&payload, "change_type",
                    p->has_current ? schema_change_type_name(verdict_change_type(&p->verdict)) : NULL);
    json_put_boolean(&payload, "force", forced);
    json_put_boolean(&payload, "prerelease", manner == PUBLISHING_PRERELEASE);
    if (p->has_current)
        json_put_string(&payload, "previous_version", p->current.version);
    if (forced)
        json_put_string(&payload, "force_reason", p->order->query->force_reason);
    audit_record(p->db, forced ? AUDIT_contract_force_published : AUDIT_contract_published, &new->id,
                 &p->order->publisher, json_built(&payload), p->arena);
}

static bool is_empty(const record_json *map) {
    return text_is(map->raw, "{}");
}

// Descriptions and tags of fields that are still there go over to the new contract.
static void carry_metadata(publishing *p, struct contract *new) {
    const struct contract *old = &p->current;
    if (is_empty(&old->field_descriptions) && is_empty(&old->field_tags))
        return;
    schema_paths fields = schema_field_paths(p->arena, p->order->draft->document);
    new->field_descriptions = (record_json){
        .tree = field_metadata_merge(p->arena, fields, &old->field_descriptions, &new->field_descriptions)};
    new->field_tags = (record_json){.tree = field_metadata_merge(p->arena, fields, &old->field_tags, &new->field_tags)};
}

static struct contract *new_contract(publishing *p) {
    const struct publish *in = p->order->in;
    struct contract *c = arena_new_of(p->arena, struct contract);
    record_defaults(&type_contract, p->arena, c);
    c->id = uuid_new();
    c->asset_id = p->order->asset->id;
    c->version = p->version;
    c->schema_def.raw = c->schema.raw = p->order->draft->printed;
    c->schema_format = in->schema_format;
    c->compatibility_mode = p->mode;
    c->guarantees = in->guarantees;
    c->field_descriptions = in->field_descriptions;
    c->field_tags = in->field_tags;
    c->status = contract_status_active;
    c->published_at = p->now;
    c->published_by = p->order->publisher;
    c->published_by_user_id = p->order->query->published_by_user_id;
    if (p->has_current)
        carry_metadata(p, c);
    return c;
}

static bool insert_contract(publishing *p, const struct contract *contract) {
    if (p->has_current)
        store_contracts_deprecate(p->db, &p->current, p->now);
    db_status status = store_contracts_insert(p->db, contract, p->arena);
    if (status == DB_UNIQUE) {
        uuid existing = store_contracts_find_version(p->db, &p->order->asset->id, p->version);
        return publishing_refuse_version(p, &existing, ". A concurrent publish may have created it.");
    }
    return status == DB_OK || publishing_refuse(p, PUBLISH_FAILED, NULL, NULL);
}

bool publishing_write_contract(publishing *p, publishing_manner manner) {
    struct publish_result *result = &p->outcome.result;
    struct contract *contract = new_contract(p);
    result->action = manner == PUBLISHING_BY_FORCE ? publish_action_force_published : publish_action_published;
    result->published = true;
    result->contract = contract;
    if (p->has_current)
        result->change_type = (int)verdict_change_type(&p->verdict);
    if (p->order->query->dry_run == 1)
        return true;
    record_list consumers = publishing_consumers(p);
    if (!insert_contract(p, contract))
        return false;
    if (p->has_current)
        audit_superseded(p, contract);
    audit_published(p, contract, manner);
    publishing_notify_contract(p, contract, manner, consumers);
    return true;
}
