// A publish that ends in a proposal: what is breaking waits as a proposal, which names the assets downstream and their owners as
// they are now. An asset has at most one that is pending.
#include "base/map.h"
#include "domain/audit.h"
#include "domain/proposal_waits.h"
#include "domain/publishing.h"
#include "domain/tallies.h"
#include "store/proposals.h"
#include <openssl/evp.h>
#include <stdio.h>

#define HASH_LENGTH 16 // hex digits of a schema's fingerprint in the audit trail

static bool refuse_pending(publishing *p, const uuid *pending) {
    p->outcome.existing = *pending;
    return publishing_refuse(
        p, PUBLISH_DUPLICATE_PROPOSAL,
        arena_printf(p->arena,
                     "Asset already has a pending proposal (ID: %s). Resolve the existing proposal before "
                     "creating a new one.",
                     json_make_uuid(p->arena, pending).string));
}

// Groups the affected assets, which are in order of name, by owner team, in order of first appearance.
static record_list group_by_team(arena *a, record_list assets) {
    const struct affected_asset *list = assets.items;
    struct affected_team *teams = arena_array(a, assets.count + 1, sizeof *teams);
    struct affected_team **owners = arena_array(a, assets.count + 1, sizeof *owners); // of each asset
    map *known = map_new(a, assets.count);
    size_t count = 0;
    for (size_t i = 0; i < assets.count; i++) {
        text key = {(const char *)list[i].owner_team_id.bytes, sizeof list[i].owner_team_id.bytes};
        owners[i] = map_get(known, key);
        if (owners[i] == NULL) {
            owners[i] = &teams[count++];
            *owners[i] = (struct affected_team){.team_id = list[i].owner_team_id, .team_name = list[i].owner_team_name};
            map_put(known, key, owners[i]);
        }
        owners[i]->assets.count++;
    }
    for (size_t t = 0; t < count; t++) {
        teams[t].assets.items = arena_array(a, teams[t].assets.count, sizeof(uuid));
        teams[t].assets.count = 0;
    }
    for (size_t i = 0; i < assets.count; i++)
        owners[i]->assets.items[owners[i]->assets.count++] = list[i].asset_id;
    return (record_list){teams, count};
}

// First digits of the SHA-256 of the schema's canonical text, as the audit trail has them.
static const char *schema_hash(arena *a, const json_value *document) {
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
    proposal->base_contract_id = p->current.id;
    proposal->proposed_version = p->version;
    proposal->proposed_schema.raw = p->order->draft->printed;
    proposal->schema_format = p->order->draft->source.format;
    proposal->proposed_source.raw = p->order->draft->printed_source;
    proposal->change_type = (int)verdict_change_type(&p->verdict);
    proposal->breaking_changes = verdict_touching_records(p->arena, &p->verdict);
    proposal->guarantee_changes = verdict_guarantee_records(p->arena, &p->verdict);
    proposal->status = proposal_status_pending;
    proposal->proposed_by = p->order->publisher;
    proposal->proposed_by_user_id = p->order->publisher_user;
    proposal->proposed_at = p->now;
    proposal->expires_at = p->order->expires_at;
    proposal->auto_expire = false;
    proposal->reason = p->order->proposal_reason;
    proposal->supersedes = p->order->supersedes;
    proposal->has_objections = false;
    proposal->objections = (record_list){arena_array(p->arena, 1, 1), 0};
    proposal->affected_assets =
        store_proposals_affected_assets(p->db, &p->order->asset->id, &p->order->asset->owner_team_id, p->arena);
    proposal->affected_teams = group_by_team(p->arena, proposal->affected_assets);
    return proposal;
}

static bool insert_proposal(publishing *p, const struct proposal *proposal) {
    const publish_order *order = p->order;
    proposal_content content = {0};
    content.contract.guarantees = order->guarantees;
    content.contract.compatibility_mode = p->mode;
    content.contract.field_descriptions = order->field_descriptions;
    content.contract.field_tags = order->field_tags;
    content.fingerprint = p->outcome.fingerprint;
    db_status status = store_proposals_insert(p->db, proposal, &content, p->arena);
    if (status == DB_UNIQUE) {
        uuid pending = store_proposals_pending_id(p->db, &p->order->asset->id);
        return refuse_pending(p, &pending);
    }
    return status == DB_OK || publishing_refuse(p, PUBLISH_FAILED, NULL);
}

static void audit_proposed(publishing *p, const struct proposal *proposal) {
    json_builder payload = json_builder_on(p->arena);
    json_put_uuid(&payload, "asset_id", &proposal->asset_id);
    json_put_string(&payload, "change_type", schema_change_type_name(verdict_change_type(&p->verdict)));
    json_put_integer(&payload, "breaking_changes_count", (int64_t)verdict_breaking(&p->verdict));
    json_put_string(&payload, "proposed_version", p->version);
    json_put_string(&payload, "proposed_schema_hash", schema_hash(p->arena, p->order->draft->document));
    if (proposal->reason != NULL)
        json_put_string(&payload, "reason", proposal->reason);
    if (proposal->expires_at != TIMESTAMP_NONE)
        json_put_time(&payload, "expires_at", proposal->expires_at);
    if (proposal->supersedes.set)
        json_put_uuid(&payload, "supersedes", &proposal->supersedes);
    audit_record(p->db, AUDIT_proposal_created, &proposal->id, &p->order->publisher, json_built(&payload), p->arena);
}

// A change that concerns none of the asset's consumers waits for nobody.
static bool approve(publishing *p, struct proposal *proposal) {
    proposal_step s;
    proposal->status = proposal_status_approved;
    proposal->resolved_at = proposal->updated_at = p->now;
    if (p->order->dry_run)
        return true;
    if (!proposal_step_begin(&s, p->db, &proposal->id, p->order->notices, p->arena) || !proposal_step_complete(&s))
        return publishing_refuse(p, PUBLISH_FAILED, NULL);
    proposal->resolved_at = proposal->updated_at = s.now;
    proposal_news news = proposal_step_news(&s);
    proposal_tell_turn(&news, &(proposal_turn){.event = "proposal.approved", .status = "approved"});
    return true;
}

bool publishing_write_proposal(publishing *p) {
    uuid pending = store_proposals_pending_id(p->db, &p->order->asset->id);
    if (pending.set && !uuid_equal(&pending, &p->order->supersedes))
        return refuse_pending(p, &pending);
    struct proposal *proposal = new_proposal(p);
    if (!publishing_supersede(p, &proposal->id))
        return false;
    p->outcome.fate = PUBLISH_PROPOSAL;
    p->outcome.proposal = proposal;
    p->outcome.fingerprint = publishing_fingerprint(p);
    if (!p->order->dry_run && !insert_proposal(p, proposal))
        return false;
    p->outcome.waits = proposal_waits_explain(p->db, &proposal->asset_id, proposal->breaking_changes, false, p->arena);
    bool approved = proposal_waits_for_none(p->outcome.waits);
    if (p->order->dry_run)
        return !approved || approve(p, proposal);
    if (!proposal_waits_write(p->db, &proposal->id, p->outcome.waits, p->arena))
        return publishing_refuse(p, PUBLISH_FAILED, NULL);
    audit_proposed(p, proposal);
    tally_add(p->db, TALLY_PROPOSED);
    publishing_notify_proposal(p);
    return !approved || approve(p, proposal);
}
