// Proposals of the asset that are open while it is published. Who runs a publish again means the same change: it is found by its
// fingerprint, and neither proposed twice nor refused. Who means to replace a proposal says so by its id.
#include "domain/audit.h"
#include "domain/proposals.h"
#include "domain/publishing.h"
#include "store/proposals.h"
#include <openssl/evp.h>
#include <stdio.h>

// --- the same again --------------------------------------------------------------------------------------------------

const char *publishing_fingerprint(publishing *p) {
    const contract_document *source = &p->order->draft->source;
    buffer canonical;
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    buffer_init(&canonical, SIZE_MAX);
    buffer_append_text(&canonical, text_of(enum_schema_format.values[source->format]));
    buffer_append_byte(&canonical, ' ');
    json_write_canonical(&canonical, source->source != NULL ? source->source : p->order->draft->document);
    bool fine = EVP_Digest(canonical.data, canonical.length, digest, &length, EVP_sha256(), NULL) == 1;
    buffer_done(&canonical);
    if (!fine)
        return NULL;
    char *hex = arena_bytes(p->arena, 2 * length + 1);
    for (size_t i = 0; i < length; i++)
        snprintf(hex + 2 * i, 3, "%02x", digest[i]);
    return hex;
}

// A pending one is meant by its own version or by none; an approved one is published under any that a release may have.
static bool is_meant(const publishing *p, const open_proposal *open) {
    const char *version = p->order->version;
    if (version == NULL)
        return true;
    if (open->status == proposal_status_pending)
        return open->version != NULL && strcmp(version, open->version) == 0;
    return !version_is_prerelease(text_of(version));
}

// The newest of that state (a proposal_status) that has the fingerprint.
static uuid newest_same(const publishing *p, const open_proposal *open, size_t count, int status,
                        const char *fingerprint) {
    const open_proposal *newest = NULL;
    for (size_t i = 0; i < count; i++)
        if (open[i].status == status && open[i].fingerprint != NULL && strcmp(open[i].fingerprint, fingerprint) == 0 &&
            is_meant(p, &open[i]) && (newest == NULL || open[i].proposed_at > newest->proposed_at))
            newest = &open[i];
    return newest == NULL ? UUID_NONE : newest->id;
}

publishing_same publishing_find_same(publishing *p) {
    publishing_same same = {UUID_NONE, UUID_NONE};
    open_proposal *open = arena_array(p->arena, OPEN_PROPOSALS_MAXIMUM, sizeof *open);
    size_t count = store_proposals_open(p->db, &p->order->asset->id, open, p->arena);
    const char *fingerprint = count == 0 ? NULL : publishing_fingerprint(p);
    if (fingerprint == NULL)
        return same;
    same.pending = newest_same(p, open, count, proposal_status_pending, fingerprint);
    same.approved = newest_same(p, open, count, proposal_status_approved, fingerprint);
    return same;
}

// --- another in its place --------------------------------------------------------------------------------------------

static bool check_superseded(publishing *p, proposal_step *s) {
    const publish_order *order = p->order;
    bool found = proposal_step_resume(s, p->db, &order->supersedes, order->notices, p->arena);
    if (!found || !uuid_equal(&s->proposal.asset_id, &order->asset->id))
        return publishing_refuse(p, PUBLISH_NOTHING_TO_SUPERSEDE, "The asset has no proposal of this id to supersede");
    proposal_parties parties = {.proposer = s->proposal.proposed_by, .owner = s->proposal.owner_team_id};
    if (!proposal_may(PROPOSAL_supersede, &order->actor, &parties))
        return publishing_refuse(p, PUBLISH_MAY_NOT_SUPERSEDE, "You can only supersede your own proposals");
    p->outcome.superseded_status = s->proposal.status;
    if (proposal_next(PROPOSAL_supersede, s->proposal.status) != RECORD_ENUM_NONE)
        return true;
    return publishing_refuse(p, PUBLISH_CANNOT_SUPERSEDE,
                             arena_printf(p->arena,
                                          "Cannot supersede a proposal with status '%s'. Only pending and rejected "
                                          "proposals can be superseded.",
                                          enum_proposal_status.values[s->proposal.status]));
}

bool publishing_supersede(publishing *p, const uuid *by) {
    proposal_step s;
    if (!p->order->supersedes.set)
        return true;
    if (!check_superseded(p, &s))
        return false;
    if (p->order->dry_run)
        return true;
    bool was_pending = s.proposal.status == proposal_status_pending;
    if (!proposal_step_move(&s, PROPOSAL_supersede))
        return publishing_refuse(p, PUBLISH_FAILED, NULL);
    if (!was_pending)
        return true; // it stays rejected, and its answers are told with the one that takes its place
    json_builder payload = json_builder_on(p->arena);
    json_put_uuid(&payload, "asset_id", &s.proposal.asset_id);
    json_put_string(&payload, "asset_fqn", s.proposal.asset_fqn);
    if (by != NULL)
        json_put_uuid(&payload, "superseded_by", by);
    audit_record(p->db, AUDIT_proposal_withdrawn, &s.proposal.id, &p->order->publisher, json_built(&payload), p->arena);
    proposal_news news = proposal_step_news(&s);
    proposal_tell_turn(&news, &(proposal_turn){.event = "proposal.withdrawn", .status = "withdrawn"});
    return true;
}
