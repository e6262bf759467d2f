// A proposal is settled in the moment in which its last consumer is gone, whether by an answer or by leaving: otherwise nobody
// could answer it any more, and it would wait for ever. One that never had consumers waits for a decision all the same.
#include "domain/proposal_waits.h"
#include "domain/audit.h"
#include "domain/concerns.h"
#include "store/acknowledgments.h"
#include "store/registrations.h"

proposal_wait proposal_waits_for(db *d, const uuid *asset) {
    proposal_wait wait = {.proposal_id = store_proposals_pending_id(d, asset)};
    wait.awaits = wait.proposal_id.set && store_waits_any(d, &wait.proposal_id);
    return wait;
}

bool proposal_step_complete(proposal_step *s) {
    if (!proposal_step_move(s, PROPOSAL_complete))
        return false;
    json_builder payload = json_builder_on(s->arena);
    json_put_integer(&payload, "acknowledged_count", store_acknowledgments_count(s->db, &s->proposal.id));
    json_put_boolean(&payload, "auto_approved", true);
    audit_record(s->db, AUDIT_proposal_approved, &s->proposal.id, NULL, json_built(&payload), s->arena);
    return true;
}

// --- a team comes, changes or goes -----------------------------------------------------------------------------------

static record_list consumers_of(db *d, const uuid *asset, const uuid *team, arena *a) {
    size_t *places;
    return store_registrations_counted(d, asset, 1, team, PROPOSAL_WAITS_MAXIMUM, &places, a);
}

// Whether the proposal waits for the team, as things are now.
static void wait_of_team(db *d, const uuid *id, const uuid *team, arena *a) {
    struct proposal proposal;
    if (!store_proposals_get(d, id, &proposal, a))
        return;
    concern_changes *changes = concern_changes_new(proposal.breaking_changes, a);
    record_list waits = concerns_of(changes, consumers_of(d, &proposal.asset_id, team, a), false, a);
    const struct consumer_wait *wait = waits.items;
    store_waits_set(d, id, team, waits.count > 0 && wait->waited_for);
}

void proposal_wait_begin(db *d, const uuid *asset, const uuid *team, arena *a) {
    uuid pending = store_proposals_pending_id(d, asset);
    if (pending.set)
        wait_of_team(d, &pending, team, a);
}

static void settle(db *d, const uuid *proposal, notice_targets notices, arena *a) {
    proposal_step s;
    if (!proposal_step_begin(&s, d, proposal, notices, a) || !proposal_step_complete(&s))
        return;
    proposal_news news = proposal_step_news(&s);
    proposal_tell_turn(&news, &(proposal_turn){.event = "proposal.approved", .status = "approved"});
}

void proposal_wait_settle(db *d, const proposal_wait *before, const uuid *team, notice_targets notices, arena *a) {
    if (!before->proposal_id.set)
        return;
    wait_of_team(d, &before->proposal_id, team, a);
    if (before->awaits && !store_waits_any(d, &before->proposal_id))
        settle(d, &before->proposal_id, notices, a);
}

// --- who is concerned ------------------------------------------------------------------------------------------------

record_list proposal_waits_explain(db *d, const uuid *asset, record_list changes, bool tells_changes, arena *a) {
    return concerns_of(concern_changes_new(changes, a), consumers_of(d, asset, NULL, a), tells_changes, a);
}

bool proposal_waits_write(db *d, const uuid *proposal, record_list waits, arena *a) {
    const struct consumer_wait *list = waits.items;
    uuid *spared = arena_array(a, waits.count + 1, sizeof *spared);
    size_t count = 0;
    for (size_t i = 0; i < waits.count; i++)
        if (!list[i].waited_for)
            spared[count++] = list[i].team_id;
    return store_waits_begin(d, proposal, spared, count, a) == DB_OK;
}

record_list proposal_waits_pending(db *d, const uuid *proposal, const uuid *asset, record_list waits, arena *a) {
    const struct consumer_wait *list = waits.items;
    uuid *teams = arena_array(a, waits.count + 1, sizeof *teams);
    size_t count = 0;
    for (size_t i = 0; i < waits.count; i++)
        if (list[i].waited_for)
            teams[count++] = list[i].team_id;
    return store_waits_among(d, proposal, asset, teams, count, a);
}

bool proposal_waits_for_none(record_list waits) {
    const struct consumer_wait *list = waits.items;
    for (size_t i = 0; i < waits.count; i++)
        if (list[i].waited_for)
            return false;
    return waits.count > 0;
}

void proposal_waits_explain_inbox(db *d, const uuid *team, record_list entries, record_list *changes, arena *a) {
    struct pending_proposal *list = entries.items;
    uuid *assets = arena_array(a, entries.count + 1, sizeof *assets);
    for (size_t i = 0; i < entries.count; i++)
        assets[i] = list[i].asset_id;
    size_t *places, next = 0;
    record_list all = store_registrations_counted(d, assets, entries.count, team, PROPOSAL_WAITS_MAXIMUM, &places, a);
    for (size_t i = 0; i < entries.count; i++) {
        record_list own = {(struct registration *)all.items + next, 0};
        while (next + own.count < all.count && places[next + own.count] == i)
            own.count++;
        next += own.count;
        record_list waits = concerns_of(concern_changes_new(changes[i], a), own, false, a);
        list[i].wait = waits.count > 0 ? waits.items : NULL;
    }
}

// --- a whole team ----------------------------------------------------------------------------------------------------

void proposal_waits_leave(db *d, const uuid *team, notice_targets notices, arena *a) {
    record_uuids settled = store_waits_leave(d, team, PROPOSAL_WAITS_MAXIMUM, a);
    for (size_t i = 0; i < settled.count; i++)
        settle(d, &settled.items[i], notices, a);
}

void proposal_waits_return(db *d, const uuid *team, arena *a) {
    struct proposal *proposals;
    size_t count = store_proposals_to_answer(d, team, PROPOSAL_WAITS_MAXIMUM, &proposals, a), awaited = 0;
    struct pending_proposal *entries = arena_array(a, count + 1, sizeof *entries);
    record_list *changes = arena_array(a, count + 1, sizeof *changes);
    uuid *ids = arena_array(a, count + 1, sizeof *ids);
    for (size_t i = 0; i < count; i++) {
        entries[i] = (struct pending_proposal){.proposal_id = proposals[i].id, .asset_id = proposals[i].asset_id};
        changes[i] = proposals[i].breaking_changes;
    }
    proposal_waits_explain_inbox(d, team, (record_list){entries, count}, changes, a);
    for (size_t i = 0; i < count; i++)
        if (entries[i].wait == NULL || entries[i].wait->waited_for)
            ids[awaited++] = entries[i].proposal_id;
    if (awaited > 0)
        store_waits_add(d, team, ids, awaited, a);
}
