// A publish that ends in a contract: the active one is deprecated and the new one inserted, both told in the audit trail. What
// earlier publishers said of fields that are still there goes over to the new contract.
#include "domain/audit.h"
#include "domain/field_metadata.h"
#include "domain/guarantees.h"
#include "domain/publishing.h"
#include "domain/tallies.h"
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

static void audit_published(publishing *p, const struct contract *new) {
    bool forced = p->outcome.manner == PUBLISH_BY_FORCE;
    json_builder payload = json_builder_on(p->arena);
    json_put_string(&payload, "version", new->version);
    json_put_string(&payload, "change_type",
                    p->has_current ? schema_change_type_name(verdict_change_type(&p->verdict)) : NULL);
    json_put_boolean(&payload, "force", forced);
    json_put_boolean(&payload, "prerelease", p->outcome.manner == PUBLISH_PRERELEASE);
    if (p->has_current)
        json_put_string(&payload, "previous_version", p->current.version);
    if (forced)
        json_put_string(&payload, "force_reason", p->order->force_reason);
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

static record_json map_or_empty(record_json map) {
    return map.tree == NULL && map.raw.data == NULL ? (record_json){.raw = TEXT("{}")} : map;
}

static struct contract *new_contract(publishing *p) {
    const publish_order *order = p->order;
    struct contract *c = arena_new_of(p->arena, struct contract);
    record_defaults(&type_contract, p->arena, c);
    c->id = uuid_new();
    c->asset_id = order->asset->id;
    c->version = p->version;
    c->schema_def.raw = c->schema.raw = order->draft->printed;
    c->schema_format = order->draft->source.format;
    c->compatibility_mode = p->mode;
    c->guarantees = order->guarantees;
    c->field_descriptions = map_or_empty(order->field_descriptions);
    c->field_tags = map_or_empty(order->field_tags);
    c->status = contract_status_active;
    c->published_at = p->now;
    c->published_by = order->publisher;
    c->published_by_user_id = order->publisher_user;
    c->asset_fqn = order->asset->fqn;
    c->publisher_name = c->published_by_team_name = order->publisher_name;
    c->published_by_user_name = order->publisher_user_name;
    if (p->has_current)
        carry_metadata(p, c);
    return c;
}

static bool insert_contract(publishing *p, const struct contract *contract) {
    if (p->has_current)
        store_contracts_deprecate(p->db, &p->current, p->now);
    return store_contracts_insert(p->db, contract, p->order->draft->printed_source, p->arena) == DB_OK ||
           publishing_refuse(p, PUBLISH_FAILED, NULL);
}

bool publishing_write_contract(publishing *p, publish_manner manner) {
    struct contract *contract = new_contract(p);
    p->outcome.fate = PUBLISH_CONTRACT;
    p->outcome.manner = manner;
    p->outcome.contract = contract;
    if (p->order->dry_run)
        return true;
    record_uuids consumers = publishing_consumer_teams(p);
    if (!insert_contract(p, contract))
        return false;
    if (p->has_current)
        audit_superseded(p, contract);
    audit_published(p, contract);
    tally_add(p->db,
              p->has_current ? TALLY_PUBLISHED + (tally)verdict_change_type(&p->verdict) : TALLY_PUBLISHED_FIRST);
    publishing_notify_contract(p, consumers);
    return true;
}
