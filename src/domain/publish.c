#include "domain/publish.h"
#include "domain/audit.h"
#include "domain/field_metadata.h"
#include "schema/version.h"
#include "store/audit_runs.h"
#include "store/contracts.h"
#include "store/proposals.h"
#include "store/teams.h"
#include <assert.h>
#include <openssl/evp.h>
#include <stdio.h>

static_assert((int)compatibility_mode_none == (int)SCHEMA_NONE, "modes are in one order");
static_assert((int)change_type_major == (int)SCHEMA_MAJOR, "change types are in one order");

#define HASH_LENGTH 16 // hex digits of a schema's fingerprint in the audit trail

// One publish on its way through the decision.
typedef struct publishing {
    db *db;
    arena *arena;
    const publish_order *order;
    bool has_current;
    struct contract current; // the active contract, its schema left out
    schema_changes changes;  // from it to the new schema
    schema_changes breaking; // under the mode of the request
    const char *version;
    bool version_generated;
    int64_t now;
    publish_outcome outcome;
} publishing;

// --- comparison ------------------------------------------------------------------------------------------------------

static schema_changes compare(db *d, const uuid *contract, const compiled_schema *new, arena *a) {
    json_error error;
    const json_value *document = json_parse(a, store_contracts_schema(d, contract, a), JSON_DEPTH_DEFAULT * 2, &error);
    const compiled_schema *old = document == NULL ? NULL : schema_compile(a, document);
    if (old != NULL && new != NULL)
        return schema_diff(a, old, new);
    schema_change *undecided = arena_new_of(a, schema_change);
    *undecided = (schema_change){SCHEMA_UNDECIDED, "", "The schema is too large to be compared", NULL, NULL};
    return (schema_changes){undecided, 1};
}

publish_draft publish_prepare(db *reader, const uuid *asset, const json_value *document, arena *a) {
    publish_draft draft = {.document = document, .errors = schema_validate(a, document)};
    if (draft.errors.count > 0)
        return draft;
    draft.compiled = schema_compile(a, document);
    struct contract current;
    if (reader != NULL && store_contracts_active(reader, asset, &current, a)) {
        draft.against = current.id;
        draft.changes = compare(reader, &current.id, draft.compiled, a);
    }
    return draft;
}

static void load_current(publishing *p) {
    const publish_draft *draft = p->order->draft;
    p->has_current = store_contracts_active(p->db, &p->order->asset->id, &p->current, p->arena);
    if (!p->has_current)
        return;
    bool prepared = uuid_equal(&draft->against, &p->current.id);
    p->changes = prepared ? draft->changes : compare(p->db, &p->current.id, draft->compiled, p->arena);
    p->breaking = schema_breaking(p->arena, p->changes, (schema_mode)p->order->in->compatibility_mode);
}

// --- records ---------------------------------------------------------------------------------------------------------

static record_list change_records(arena *a, schema_changes changes) {
    struct breaking_change *items = arena_array(a, changes.count + 1, sizeof *items);
    for (size_t i = 0; i < changes.count; i++)
        items[i] = (struct breaking_change){
            .type = schema_change_kind_name(changes.items[i].kind),
            .path = changes.items[i].path,
            .message = changes.items[i].message,
            .old_value.tree = changes.items[i].old_value,
            .new_value.tree = changes.items[i].new_value,
        };
    return (record_list){items, changes.count};
}

static struct version_suggestion *suggestion_record(arena *a, const version_suggestion *s) {
    struct version_suggestion *record = arena_new_of(a, struct version_suggestion);
    *record = (struct version_suggestion){
        .suggested_version = s->suggested,
        .current_version = s->current,
        .change_type = (int)s->change_type,
        .reason = s->reason,
        .is_first_contract = s->first,
        .breaking_changes = change_records(a, s->breaking),
    };
    return record;
}

static version_suggestion suggest(publishing *p, int mode) {
    text current = p->has_current ? text_of(p->current.version) : TEXT_NONE;
    return version_suggest(p->arena, current, p->changes, (schema_mode)mode);
}

static json_value uuid_value(arena *a, const uuid *id) {
    char *text_form = arena_bytes(a, UUID_LENGTH + 1);
    uuid_format(id, text_form);
    return json_make_string((text){text_form, UUID_LENGTH});
}

static const json_value *as_tree(arena *a, const record_type *type, const void *record) {
    buffer out;
    json_error error;
    buffer_init(&out, SIZE_MAX);
    json_writer w = json_writer_on(&out);
    record_encode(type, record, &w);
    const json_value *tree = json_parse(a, buffer_text(&out), JSON_DEPTH_DEFAULT * 4, &error);
    buffer_done(&out);
    return tree;
}

// --- refusals --------------------------------------------------------------------------------------------------------

static bool refuse(publishing *p, publish_refusal refusal, const char *message, const json_value *details) {
    p->outcome.refusal = refusal;
    p->outcome.message = message;
    p->outcome.details = details;
    return false;
}

static bool refuse_version_exists(publishing *p, const uuid *existing, const char *more) {
    json_member members[] = {json_make_member("existing_contract_id", uuid_value(p->arena, existing)),
                             json_make_member("existing_id", uuid_value(p->arena, existing))};
    return refuse(p, PUBLISH_VERSION_EXISTS,
                  arena_printf(p->arena, "Contract version %s already exists for this asset%s", p->version, more),
                  json_make_object(p->arena, members, 2));
}

static bool refuse_pending(publishing *p, const uuid *pending) {
    json_value id = uuid_value(p->arena, pending);
    json_member member = json_make_member("existing_id", id);
    return refuse(p, PUBLISH_DUPLICATE_PROPOSAL,
                  arena_printf(p->arena, "Asset already has a pending proposal (ID: %s). Resolve the existing proposal before "
                                         "creating a new one.", id.string),
                  json_make_object(p->arena, &member, 1));
}

// --- versions (checks 8 to 10) ---------------------------------------------------------------------------------------

static bool check_enforced(publishing *p) {
    version_suggestion suggestion = suggest(p, p->current.compatibility_mode);
    const char *fault = version_enforce(p->arena, text_of(p->current.version), text_of(p->version), suggestion.change_type);
    if (fault == NULL)
        return true;
    json_member members[] = {
        json_make_member("provided_version", json_make_string(text_of(p->version))),
        json_make_member("version_suggestion",
                         *as_tree(p->arena, &type_version_suggestion, suggestion_record(p->arena, &suggestion))),
    };
    return refuse(p, PUBLISH_INVALID_VERSION, fault, json_make_object(p->arena, members, 2));
}

// The suggestion, moved on past versions that older contracts of the asset used up.
static const char *generate_version(publishing *p) {
    const char *candidate = suggest(p, p->order->in->compatibility_mode).suggested;
    while (store_contracts_find_version(p->db, &p->order->asset->id, candidate).set)
        candidate = version_format(p->arena, version_bump(version_parse_lenient(text_of(candidate), NULL), SCHEMA_PATCH));
    return candidate;
}

// Settles p->version. False: the outcome is complete (refused, or a version is required).
static bool settle_version(publishing *p) {
    const struct asset *asset = p->order->asset;
    p->version = p->order->in->version;
    if (p->version == NULL && asset->semver_mode == semver_mode_suggest) {
        version_suggestion suggestion =
            suggest(p, p->has_current ? p->current.compatibility_mode : p->order->in->compatibility_mode);
        p->outcome.result.action = publish_action_version_required;
        p->outcome.result.published = false;
        p->outcome.result.message =
            "Version not provided. Please review the suggested version and re-submit with an explicit version.";
        p->outcome.result.version_suggestion = suggestion_record(p->arena, &suggestion);
        return false;
    }
    if (p->version == NULL) {
        p->version = generate_version(p);
        p->version_generated = true;
        return true;
    }
    if (asset->semver_mode == semver_mode_enforce && p->has_current && !check_enforced(p))
        return false;
    uuid existing = store_contracts_find_version(p->db, &asset->id, p->version);
    return !existing.set || refuse_version_exists(p, &existing, "");
}

// --- a new contract (rows A to E) ------------------------------------------------------------------------------------

static bool guarantees_hold_something(const struct guarantees *g) {
    return g != NULL && !(record_is_null(&type_guarantees.fields[0], g) && record_is_null(&type_guarantees.fields[1], g) &&
                          record_is_null(&type_guarantees.fields[2], g) && record_is_null(&type_guarantees.fields[3], g));
}

static const json_value *guarantees_tree(arena *a, const struct guarantees *g) {
    return g == NULL ? json_make_object(a, NULL, 0) : as_tree(a, &type_guarantees, g);
}

static void audit_superseded(publishing *p, const struct contract *new) {
    audit_payload payload = audit_payload_on(p->arena);
    audit_put_string(&payload, "version", p->current.version);
    audit_put_uuid(&payload, "superseded_by", &new->id);
    audit_put_string(&payload, "superseded_by_version", new->version);
    audit_record(p->db, AUDIT_contract_deprecated, &p->current.id, &p->order->publisher, audit_object(&payload), p->arena);
    const struct guarantees *before = p->current.guarantees, *after = new->guarantees;
    if (!guarantees_hold_something(before) && !guarantees_hold_something(after))
        return;
    const json_value *old_tree = guarantees_tree(p->arena, before), *new_tree = guarantees_tree(p->arena, after);
    if (json_equal(old_tree, new_tree))
        return;
    payload = audit_payload_on(p->arena);
    audit_put_value(&payload, "old_guarantees", old_tree);
    audit_put_value(&payload, "new_guarantees", new_tree);
    audit_record(p->db, AUDIT_guarantees_updated, &new->id, &p->order->publisher, audit_object(&payload), p->arena);
}

static void audit_published(publishing *p, const struct contract *new, bool forced, bool prerelease) {
    audit_payload payload = audit_payload_on(p->arena);
    audit_put_string(&payload, "version", new->version);
    audit_put_string(&payload, "change_type",
                     p->has_current ? schema_change_type_name(schema_change_type_of(p->changes)) : NULL);
    audit_put_boolean(&payload, "force", forced);
    audit_put_boolean(&payload, "prerelease", prerelease);
    if (p->has_current)
        audit_put_string(&payload, "previous_version", p->current.version);
    if (forced)
        audit_put_string(&payload, "force_reason", p->order->query->force_reason);
    audit_record(p->db, forced ? AUDIT_contract_force_published : AUDIT_contract_published, &new->id, &p->order->publisher,
                 audit_object(&payload), p->arena);
}

static record_json printed(arena *a, const json_value *tree) {
    size_t length = 0;
    const char *raw = json_print(a, tree, &length);
    return (record_json){.raw = {raw, length}};
}

static struct contract *new_contract(publishing *p) {
    const struct publish *in = p->order->in;
    struct contract *c = arena_new_of(p->arena, struct contract);
    record_defaults(&type_contract, p->arena, c);
    c->id = uuid_new();
    c->asset_id = p->order->asset->id;
    c->version = p->version;
    c->schema_def = c->schema = printed(p->arena, p->order->draft->document);
    c->schema_format = in->schema_format;
    c->compatibility_mode = in->compatibility_mode;
    c->guarantees = in->guarantees;
    c->field_descriptions = in->field_descriptions;
    c->field_tags = in->field_tags;
    c->status = contract_status_active;
    c->published_at = p->now;
    c->published_by = p->order->publisher;
    c->published_by_user_id = p->order->query->published_by_user_id;
    if (!p->has_current)
        return c;
    schema_paths fields = schema_field_paths(p->arena, p->order->draft->document);
    c->field_descriptions.tree =
        field_metadata_merge(p->arena, fields, &p->current.field_descriptions, &in->field_descriptions);
    c->field_tags.tree = field_metadata_merge(p->arena, fields, &p->current.field_tags, &in->field_tags);
    c->field_descriptions.raw = c->field_tags.raw = TEXT_NONE;
    return c;
}

static bool write_contract(publishing *p, bool forced, bool prerelease) {
    struct contract *contract = new_contract(p);
    if (p->has_current)
        store_contracts_deprecate(p->db, &p->current.id, p->now);
    db_status status = store_contracts_insert(p->db, contract, p->arena);
    if (status == DB_UNIQUE) {
        uuid existing = store_contracts_find_version(p->db, &p->order->asset->id, p->version);
        return refuse_version_exists(p, &existing, ". A concurrent publish may have created it.");
    }
    if (status != DB_OK)
        return refuse(p, PUBLISH_FAILED, NULL, NULL);
    if (p->has_current) {
        store_contracts_move_registrations(p->db, &p->current.id, &contract->id, p->now);
        audit_superseded(p, contract);
        p->outcome.result.change_type = (int)schema_change_type_of(p->changes);
    }
    audit_published(p, contract, forced, prerelease);
    p->outcome.result.action = forced ? publish_action_force_published : publish_action_published;
    p->outcome.result.published = true;
    p->outcome.result.contract = contract;
    return true;
}

// --- a proposal (rows F and G) ---------------------------------------------------------------------------------------

// Groups the affected assets, which are in order of name, by owner team, in order of first appearance.
static record_list group_by_team(arena *a, record_list assets) {
    const struct affected_asset *list = assets.items;
    struct affected_team *teams = arena_array(a, assets.count + 1, sizeof *teams);
    size_t count = 0;
    for (size_t i = 0; i < assets.count; i++) {
        size_t t = 0;
        while (t < count && !uuid_equal(&teams[t].team_id, &list[i].owner_team_id))
            t++;
        if (t == count)
            teams[count++] = (struct affected_team){.team_id = list[i].owner_team_id,
                                                    .team_name = list[i].owner_team_name,
                                                    .assets.items = arena_array(a, assets.count, sizeof(uuid))};
        teams[t].assets.items[teams[t].assets.count++] = list[i].asset_id;
    }
    return (record_list){teams, count};
}

// First digits of the SHA-256 of the canonical text.
static const char *schema_fingerprint(arena *a, const json_value *document) {
    buffer canonical;
    unsigned char digest[EVP_MAX_MD_SIZE];
    buffer_init(&canonical, SIZE_MAX);
    json_write_canonical(&canonical, document);
    bool fine = EVP_Digest(canonical.data, canonical.length, digest, NULL, EVP_sha256(), NULL) == 1;
    buffer_done(&canonical);
    if (!fine)
        return NULL;
    char *hex = arena_bytes(a, HASH_LENGTH + 1);
    for (size_t i = 0; i < HASH_LENGTH / 2; i++)
        snprintf(hex + 2 * i, 3, "%02x", digest[i]);
    return hex;
}

static struct proposal *new_proposal(publishing *p) {
    struct proposal *proposal = arena_new_of(p->arena, struct proposal);
    record_defaults(&type_proposal, p->arena, proposal);
    proposal->id = uuid_new();
    proposal->asset_id = p->order->asset->id;
    proposal->proposed_schema = printed(p->arena, p->order->draft->document);
    proposal->change_type = (int)schema_change_type_of(p->changes);
    proposal->breaking_changes = change_records(p->arena, p->breaking);
    proposal->status = proposal_status_pending;
    proposal->proposed_by = p->order->publisher;
    proposal->proposed_by_user_id = p->order->query->published_by_user_id;
    proposal->proposed_at = p->now;
    proposal->auto_expire = false;
    proposal->has_objections = false;
    proposal->objections.raw = TEXT("[]");
    proposal->affected_assets = store_proposals_affected_assets(p->db, &p->order->asset->id,
                                                                &p->order->asset->owner_team_id, p->arena);
    proposal->affected_teams = group_by_team(p->arena, proposal->affected_assets);
    return proposal;
}

static bool write_proposal(publishing *p) {
    uuid pending = store_proposals_pending_id(p->db, &p->order->asset->id);
    if (pending.set)
        return refuse_pending(p, &pending);
    struct proposal *proposal = new_proposal(p);
    if (store_proposals_insert(p->db, proposal, p->order->in->guarantees, p->arena) != DB_OK)
        return refuse(p, PUBLISH_FAILED, NULL, NULL);
    audit_payload payload = audit_payload_on(p->arena);
    audit_put_uuid(&payload, "asset_id", &proposal->asset_id);
    audit_put_string(&payload, "change_type", schema_change_type_name(schema_change_type_of(p->changes)));
    audit_put_integer(&payload, "breaking_changes_count", (int64_t)p->breaking.count);
    audit_put_string(&payload, "proposed_version", p->version);
    audit_put_string(&payload, "proposed_schema_hash", schema_fingerprint(p->arena, p->order->draft->document));
    audit_record(p->db, AUDIT_proposal_created, &proposal->id, &p->order->publisher, audit_object(&payload), p->arena);
    p->outcome.result.action = publish_action_proposal_created;
    p->outcome.result.published = false;
    p->outcome.result.proposal = proposal;
    p->outcome.result.change_type = proposal->change_type;
    p->outcome.result.breaking_changes = proposal->breaking_changes;
    p->outcome.result.message = "Breaking change detected. Proposal created for consumer acknowledgment.";
    return true;
}

// --- the decision ----------------------------------------------------------------------------------------------------

static bool decide(publishing *p) {
    if (!p->has_current || p->breaking.count == 0) // A, B
        return write_contract(p, false, false);
    text version = text_of(p->version);
    bool forced = p->order->query->force == 1, prerelease = version_is_prerelease(version);
    bool graduates = version_graduates(text_of(p->current.version), version);
    if (!forced && (p->version_generated || (!prerelease && !graduates)))
        return write_proposal(p); // F, G
    p->outcome.result.breaking_changes = change_records(p->arena, p->breaking);
    if (forced) { // C
        p->outcome.result.warning = "Breaking change was force-published. Consumers may be affected.";
        return write_contract(p, true, false);
    }
    p->outcome.result.message = // D, E
        prerelease ? "Pre-release version published. Breaking changes allowed without ack."
                   : arena_printf(p->arena, "Graduated from %s to stable release.", p->current.version);
    return write_contract(p, false, prerelease);
}

static void warn_of_audit(publishing *p) {
    struct context_audit latest;
    if (!store_audit_runs_latest(p->db, &p->order->asset->id, &latest, p->arena) || latest.status == audit_run_status_passed)
        return;
    p->outcome.result.audit_warning =
        arena_printf(p->arena, "Warning: Most recent audit %s with %lld guarantee(s) failing",
                     enum_audit_run_status.values[latest.status], (long long)latest.guarantees_failed);
}

publish_outcome publish_run(db *d, const publish_order *order, arena *a) {
    publishing p = {.db = d, .arena = a, .order = order, .now = timestamp_now()};
    record_defaults(&type_publish_result, a, &p.outcome.result);
    load_current(&p);
    if (settle_version(&p) && decide(&p)) {
        warn_of_audit(&p);
        if (p.version_generated)
            p.outcome.result.version_auto_generated = true;
    }
    if (order->query->dry_run == 1) {
        p.outcome.result.dry_run = true;
        p.outcome.result.published = false;
    }
    return p.outcome;
}
