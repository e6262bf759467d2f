// An event in four parts: the proposal under its asset's lock, who may, what the table makes of it, and what is written and told.
// Only proposal_step_move writes a state, and only from the one that was read, so that no two events can both have their way.
#include "domain/proposals.h"
#include "domain/audit.h"
#include "store/acknowledgments.h"
#include "store/teams.h"
#include "store/users.h"
#include "store/waits.h"

bool proposal_step_begin(proposal_step *s, db *d, const uuid *id, notice_targets notices, arena *a) {
    *s = (proposal_step){.db = d, .arena = a, .notices = notices, .now = timestamp_now()};
    return store_proposals_lock(d, id, &s->proposal, a);
}

bool proposal_step_resume(proposal_step *s, db *d, const uuid *id, notice_targets notices, arena *a) {
    *s = (proposal_step){.db = d, .arena = a, .notices = notices, .now = timestamp_now()};
    return store_proposals_head(d, id, &s->proposal, a);
}

bool proposal_step_move(proposal_step *s, proposal_event event) {
    int from = s->proposal.status, to = proposal_next(event, from);
    bool moved = true;
    if (to == RECORD_ENUM_NONE)
        return false;
    if (to != from && (store_proposals_move(s->db, &s->proposal.id, from, to, s->now, &moved) != DB_OK || !moved))
        return false;
    s->proposal.status = to;
    return true;
}

proposal_news proposal_step_news(const proposal_step *s) {
    return (proposal_news){s->db, s->arena, &s->proposal, s->notices, s->now};
}

static proposal_outcome refuse(const proposal_step *s, proposal_refusal refusal) {
    return (proposal_outcome){refusal, refusal == PROPOSAL_NOT_THERE ? RECORD_ENUM_NONE : s->proposal.status};
}

static proposal_outcome accept(const proposal_step *s) {
    return refuse(s, PROPOSAL_ACCEPTED);
}

// Begins the step of an event that the actor causes in the name of `speaker` (NULL: nobody's), and sees whether it may.
static proposal_refusal begin(proposal_step *s, db *d, const proposal_order *order, proposal_event event,
                              const uuid *speaker, arena *a) {
    bool found = proposal_step_begin(s, d, &order->proposal_id, order->notices, a);
    proposal_parties parties = {speaker != NULL ? *speaker : UUID_NONE, s->proposal.proposed_by,
                                s->proposal.owner_team_id};
    // Who may not speak for the team that is named learns nothing of the proposal.
    if (speaker != NULL && !proposal_may(event, &order->actor, &parties))
        return PROPOSAL_NOT_YOURS;
    if (!found)
        return PROPOSAL_NOT_THERE;
    if (!proposal_may(event, &order->actor, &parties))
        return PROPOSAL_NOT_YOURS;
    return PROPOSAL_ACCEPTED;
}

// Begins and moves.
static proposal_refusal run(proposal_step *s, db *d, const proposal_order *order, proposal_event event, arena *a) {
    proposal_refusal refusal = begin(s, d, order, event, NULL, a);
    if (refusal != PROPOSAL_ACCEPTED)
        return refusal;
    if (proposal_next(event, s->proposal.status) == RECORD_ENUM_NONE)
        return PROPOSAL_WRONG_STATE;
    return proposal_step_move(s, event) ? PROPOSAL_ACCEPTED : PROPOSAL_FAILED;
}

static void tell(const proposal_step *s, const proposal_turn *turn) {
    proposal_news news = proposal_step_news(s);
    proposal_tell_turn(&news, turn);
}

// --- withdraw, expire ------------------------------------------------------------------------------------------------

proposal_outcome proposal_withdraw(db *d, const proposal_order *order, arena *a) {
    proposal_step s;
    proposal_refusal refusal = run(&s, d, order, PROPOSAL_withdraw, a);
    if (refusal != PROPOSAL_ACCEPTED)
        return refuse(&s, refusal);
    json_builder payload = json_builder_on(a);
    json_put_uuid(&payload, "asset_id", &s.proposal.asset_id);
    json_put_string(&payload, "asset_fqn", s.proposal.asset_fqn);
    audit_record(d, AUDIT_proposal_withdrawn, &s.proposal.id, &order->actor.team_id, json_built(&payload), a);
    tell(&s, &(proposal_turn){.event = "proposal.withdrawn", .status = "withdrawn"});
    return accept(&s);
}

static void record_expired(const proposal_step *s) {
    json_builder payload = json_builder_on(s->arena);
    json_put_time(&payload, "expires_at", s->proposal.expires_at);
    json_put_boolean(&payload, "auto_expire", s->proposal.auto_expire);
    audit_record(s->db, AUDIT_proposal_expired, &s->proposal.id, NULL, json_built(&payload), s->arena);
    tell(s, &(proposal_turn){.event = "proposal.expired", .status = "expired"});
}

proposal_outcome proposal_expire(db *d, const proposal_order *order, arena *a) {
    proposal_step s;
    proposal_refusal refusal = run(&s, d, order, PROPOSAL_expire, a);
    if (refusal != PROPOSAL_ACCEPTED)
        return refuse(&s, refusal);
    record_expired(&s);
    return accept(&s);
}

record_uuids proposals_expire_due(db *d, size_t most, notice_targets notices, arena *a) {
    record_uuids due = store_proposals_due(d, timestamp_now(), most, a), closed = {due.items, 0};
    for (size_t i = 0; i < due.count; i++) {
        proposal_step s;
        // Between the search and its lock a proposal may have got more time.
        if (!proposal_step_begin(&s, d, &due.items[i], notices, a) ||
            !store_proposals_is_due(d, &s.proposal.id, s.now) || !proposal_step_move(&s, PROPOSAL_lapse))
            continue;
        record_expired(&s);
        closed.items[closed.count++] = s.proposal.id;
    }
    return closed;
}

// --- reminders -------------------------------------------------------------------------------------------------------

static bool remind(proposal_step *s) {
    const proposal_head *proposal = &s->proposal;
    if (!store_proposals_set_reminded(s->db, &proposal->id, s->now))
        return false;
    int64_t pending = store_waits_count(s->db, &proposal->id);
    record_list awaited =
        store_waits_awaited(s->db, &proposal->id, &proposal->asset_id, NOTICE_CONSUMERS_MAXIMUM, s->arena);
    json_builder payload = json_builder_on(s->arena);
    json_put_uuid(&payload, "asset_id", &proposal->asset_id);
    json_put_string(&payload, "asset_fqn", proposal->asset_fqn);
    json_put_time(&payload, "expires_at", proposal->expires_at);
    json_put_integer(&payload, "pending_count", pending);
    audit_record(s->db, AUDIT_proposal_reminded, &proposal->id, NULL, json_built(&payload), s->arena);
    proposal_news news = proposal_step_news(s);
    proposal_tell_reminder(&news, awaited, pending);
    return true;
}

size_t proposals_remind(db *d, int64_t ahead, size_t most, notice_targets notices, arena *a) {
    if (!notices.webhook && !notices.chat)
        return 0;
    int64_t now = timestamp_now();
    record_uuids expiring = store_proposals_expiring(d, now, now + ahead, most, a);
    size_t reminded = 0;
    for (size_t i = 0; i < expiring.count; i++) {
        proposal_step s;
        reminded += proposal_step_begin(&s, d, &expiring.items[i], notices, a) && remind(&s);
    }
    return reminded;
}

// --- force -----------------------------------------------------------------------------------------------------------

proposal_outcome proposal_force(db *d, const proposal_order *order, const uuid *team, const char *reason, arena *a) {
    proposal_step s;
    proposal_refusal refusal = run(&s, d, order, PROPOSAL_force, a);
    if (refusal != PROPOSAL_ACCEPTED)
        return refuse(&s, refusal);
    json_builder payload = json_builder_on(a);
    json_put_string(&payload, "warning", "Approved without the acknowledgment of all consumers");
    if (reason != NULL)
        json_put_string(&payload, "reason", reason);
    audit_record(d, AUDIT_proposal_force_approved, &s.proposal.id, team, json_built(&payload), a);
    tell(&s, &(proposal_turn){.event = "proposal.force_approved",
                              .status = "force_approved",
                              .team_id = *team,
                              .team_name = store_teams_name(d, team, a),
                              .reason = reason});
    return accept(&s);
}

// --- objections ------------------------------------------------------------------------------------------------------

static bool has_affected(record_list teams, const uuid *team) {
    const struct affected_team *list = teams.items;
    for (size_t i = 0; i < teams.count; i++)
        if (uuid_equal(&list[i].team_id, team))
            return true;
    return false;
}

static bool has_objected(record_list objections, const uuid *team) {
    const struct objection *list = objections.items;
    for (size_t i = 0; i < objections.count; i++)
        if (uuid_equal(&list[i].team_id, team))
            return true;
    return false;
}

static proposal_refusal check_objector(proposal_step *s, const struct proposal *proposal, struct objection *objection) {
    struct team team;
    if (s->proposal.asset_deleted)
        return PROPOSAL_NO_ASSET;
    if (proposal_next(PROPOSAL_object, s->proposal.status) == RECORD_ENUM_NONE)
        return PROPOSAL_WRONG_STATE;
    if (!store_teams_get(s->db, &objection->team_id, &team, s->arena))
        return PROPOSAL_NO_TEAM;
    objection->team_name = team.name;
    if (!has_affected(proposal->affected_teams, &objection->team_id))
        return PROPOSAL_NOT_AFFECTED;
    return has_objected(proposal->objections, &objection->team_id) ? PROPOSAL_TWICE : PROPOSAL_ACCEPTED;
}

static void name_user(proposal_step *s, struct objection *objection) {
    struct user user;
    objection->objected_at = s->now;
    objection->objected_by_user_name = NULL;
    if (objection->objected_by_user_id.set && store_users_get(s->db, &objection->objected_by_user_id, &user, s->arena))
        objection->objected_by_user_name = user.name;
}

static record_list append_objection(proposal_step *s, record_list objections, const struct objection *objection) {
    struct objection *list = arena_array(s->arena, objections.count + 1, sizeof *list);
    if (objections.count > 0)
        memcpy(list, objections.items, objections.count * sizeof *list);
    list[objections.count] = *objection;
    return (record_list){list, objections.count + 1};
}

static void record_objection(proposal_step *s, const struct objection *objection) {
    json_builder payload = json_builder_on(s->arena);
    json_put_string(&payload, "reason", objection->reason);
    json_put_uuid(&payload, "asset_id", &s->proposal.asset_id);
    json_put_string(&payload, "asset_fqn", s->proposal.asset_fqn);
    audit_record(s->db, AUDIT_proposal_objection_filed, &s->proposal.id, &objection->team_id, json_built(&payload),
                 s->arena);
    proposal_news news = proposal_step_news(s);
    proposal_tell_objection(&news, objection);
}

proposal_outcome proposal_object(db *d, const proposal_order *order, struct objection *objection,
                                 const char **asset_fqn, int64_t *count, arena *a) {
    proposal_step s;
    struct proposal proposal;
    proposal_refusal refusal = begin(&s, d, order, PROPOSAL_object, &objection->team_id, a);
    if (refusal == PROPOSAL_ACCEPTED && !store_proposals_get(d, &order->proposal_id, &proposal, a))
        refusal = PROPOSAL_NOT_THERE;
    if (refusal == PROPOSAL_ACCEPTED)
        refusal = check_objector(&s, &proposal, objection);
    if (refusal != PROPOSAL_ACCEPTED)
        return refuse(&s, refusal);
    name_user(&s, objection);
    record_list objections = append_objection(&s, proposal.objections, objection);
    if (!proposal_step_move(&s, PROPOSAL_object) ||
        store_proposals_set_objections(d, &s.proposal.id, objections, s.now, a) != DB_OK)
        return refuse(&s, PROPOSAL_FAILED);
    record_objection(&s, objection);
    *asset_fqn = s.proposal.asset_fqn;
    *count = (int64_t)objections.count;
    return accept(&s);
}
