// All that decides is read in the transaction that writes: the proposal, whether it still waits, who consumes its asset now, who
// has answered. So the last of several consumers who answer at once sees the others and settles the proposal, and no two settle it.
// Consumers count as they are at the answer, not as they were when the change was proposed.
#include "domain/acknowledgments.h"
#include "base/map.h"
#include "domain/audit.h"
#include "store/acknowledgments.h"
#include "store/contracts.h"
#include "store/proposals.h"
#include "store/registrations.h"
#include "store/teams.h"
#include "store/users.h"

// One answer on its way through the decision.
typedef struct answering {
    db *db;
    arena *arena;
    const acknowledgment_order *order;
    struct proposal_entry proposal; // its status as it becomes
    struct team team;               // that answers
    bool in_force;                  // the asset has an active contract
    int64_t answered, awaited;      // teams that have answered, this one too, and consumers that have yet to
    int64_t now;
} answering;

// --- notices ---------------------------------------------------------------------------------------------------------

static json_builder payload_on_proposal(const answering *s) {
    json_builder payload = json_builder_on(s->arena);
    json_put_uuid(&payload, "proposal_id", &s->proposal.id);
    json_put_uuid(&payload, "asset_id", &s->proposal.asset_id);
    json_put_string(&payload, "asset_fqn", s->proposal.asset_fqn);
    return payload;
}

static void webhook_answer(const answering *s) {
    const acknowledgment_order *order = s->order;
    json_builder payload = payload_on_proposal(s);
    json_put_uuid(&payload, "consumer_team_id", &order->team_id);
    json_put_string(&payload, "consumer_team_name", s->team.name);
    json_put_string(&payload, "response", enum_acknowledgment_response.values[order->response]);
    json_put_time(&payload, "migration_deadline", order->migration_deadline);
    json_put_string(&payload, "notes", order->notes);
    json_put_integer(&payload, "pending_count", s->awaited);
    json_put_integer(&payload, "acknowledged_count", s->answered);
    notice_webhook(s->db, "proposal.acknowledged", json_built(&payload), s->now, s->arena);
}

// A blocking answer is told as the rejection that it is.
static void notify_webhook(const answering *s) {
    bool rejected = s->proposal.status == proposal_status_rejected;
    if (!rejected)
        webhook_answer(s);
    if (s->proposal.status == proposal_status_pending)
        return;
    json_builder payload = payload_on_proposal(s);
    json_put_string(&payload, "status", enum_proposal_status.values[s->proposal.status]);
    json_put_uuid(&payload, "actor_team_id", rejected ? &s->order->team_id : NULL);
    json_put_string(&payload, "actor_team_name", rejected ? s->team.name : NULL);
    notice_webhook(s->db, rejected ? "proposal.rejected" : "proposal.approved", json_built(&payload), s->now, s->arena);
}

static void add_team(record_uuids *teams, map *seen, const uuid *team) {
    if (teams->count < NOTICE_CONSUMERS_MAXIMUM &&
        map_put(seen, (text){(const char *)team->bytes, sizeof team->bytes}, seen) == NULL)
        teams->items[teams->count++] = *team;
}

// Who proposed, the consumers, and the owners of assets downstream, each once; of very many the first.
static record_uuids teams_concerned(const answering *s) {
    record_list consumers =
        store_registrations_consumers(s->db, &s->proposal.asset_id, NOTICE_CONSUMERS_MAXIMUM, s->arena);
    record_list affected = store_proposals_affected_teams(s->db, &s->proposal.id, s->arena);
    size_t most = 1 + consumers.count + affected.count;
    record_uuids teams = {.items = arena_array(s->arena, most, sizeof *teams.items)};
    map *seen = map_new(s->arena, most);
    add_team(&teams, seen, &s->proposal.proposed_by);
    for (size_t i = 0; i < consumers.count; i++)
        add_team(&teams, seen, &((const struct registration *)consumers.items)[i].consumer_team_id);
    for (size_t i = 0; i < affected.count; i++)
        add_team(&teams, seen, &((const struct affected_team *)affected.items)[i].team_id);
    return teams;
}

static void notify_chat(const answering *s) {
    const acknowledgment_order *order = s->order;
    record_uuids teams = teams_concerned(s);
    json_builder data = json_builder_on(s->arena);
    json_put_string(&data, "asset_fqn", s->proposal.asset_fqn);
    json_put_string(&data, "consumer_team", s->team.name);
    json_put_string(&data, "response", enum_acknowledgment_response.values[order->response]);
    json_put_string(&data, "notes", order->notes);
    json_put_uuid(&data, "proposal_id", &s->proposal.id);
    notice_chat(s->db, "proposal.acknowledged", teams, json_built(&data), s->now, s->arena);
    if (s->proposal.status == proposal_status_pending)
        return;
    bool rejected = s->proposal.status == proposal_status_rejected;
    data = json_builder_on(s->arena);
    json_put_string(&data, "asset_fqn", s->proposal.asset_fqn);
    json_put_string(&data, "version", "pending"); // a proposal has no version before it is published
    json_put_string(&data, "status", enum_proposal_status.values[s->proposal.status]);
    json_put_uuid(&data, "proposal_id", &s->proposal.id);
    json_put_string(&data, "blocker_team", rejected ? s->team.name : NULL);
    json_put_string(&data, "blocker_reason", rejected ? order->notes : NULL);
    notice_chat(s->db, "proposal.resolved", teams, json_built(&data), s->now, s->arena);
}

// --- the decision ----------------------------------------------------------------------------------------------------

static acknowledgment_refusal check(answering *s, acknowledgment_outcome *outcome) {
    const acknowledgment_order *order = s->order;
    struct user user;
    struct contract active;
    if (!store_proposals_get_entry(s->db, &order->proposal_id, &s->proposal, s->arena))
        return ACKNOWLEDGMENT_NO_PROPOSAL;
    outcome->proposal_status = s->proposal.status;
    if (s->proposal.status != proposal_status_pending)
        return ACKNOWLEDGMENT_NOT_PENDING;
    if (!store_teams_get(s->db, &order->team_id, &s->team, s->arena))
        return ACKNOWLEDGMENT_NO_TEAM;
    outcome->id = store_acknowledgments_find(s->db, &order->proposal_id, &order->team_id);
    if (outcome->id.set)
        return ACKNOWLEDGMENT_DUPLICATE;
    if (order->deadline_is_unreadable)
        return ACKNOWLEDGMENT_BAD_DEADLINE;
    if (order->user_id.set && !store_users_get(s->db, &order->user_id, &user, s->arena))
        return ACKNOWLEDGMENT_NO_USER;
    s->in_force = store_contracts_active(s->db, &s->proposal.asset_id, &active, s->arena);
    if (s->in_force && !store_registrations_is_consumer(s->db, &s->proposal.asset_id, &order->team_id))
        return ACKNOWLEDGMENT_NOT_CONSUMER;
    return ACKNOWLEDGMENT_ACCEPTED;
}

static bool write_answer(answering *s, acknowledgment_outcome *outcome) {
    const acknowledgment_order *order = s->order;
    acknowledgment_row row = {
        .id = uuid_new(),
        .proposal_id = order->proposal_id,
        .consumer_team_id = order->team_id,
        .user_id = order->user_id,
        .response = order->response,
        .migration_deadline = order->migration_deadline,
        .responded_at = s->now,
        .notes = order->notes,
    };
    outcome->id = row.id;
    outcome->responded_at = row.responded_at;
    if (store_acknowledgments_insert(s->db, &row) != DB_OK)
        return false;
    json_builder payload = json_builder_on(s->arena);
    json_put_string(&payload, "response", enum_acknowledgment_response.values[order->response]);
    json_put_string(&payload, "notes", order->notes);
    return audit_record(s->db, AUDIT_proposal_acknowledged, &s->proposal.id, &order->team_id, json_built(&payload),
                        s->arena) == DB_OK;
}

static void audit_resolved(const answering *s) {
    json_builder payload = json_builder_on(s->arena);
    if (s->proposal.status == proposal_status_rejected) {
        json_put_string(&payload, "reason", "Consumer blocked the proposal");
        audit_record(s->db, AUDIT_proposal_rejected, &s->proposal.id, &s->order->team_id, json_built(&payload),
                     s->arena);
        return;
    }
    json_put_integer(&payload, "acknowledged_count", s->answered);
    json_put_boolean(&payload, "auto_approved", true);
    audit_record(s->db, AUDIT_proposal_approved, &s->proposal.id, NULL, json_built(&payload), s->arena);
}

// What becomes of the proposal by the answer. False: it is no longer pending, or the database failed.
static bool resolve(answering *s) {
    bool resolved = false;
    s->answered = store_acknowledgments_count(s->db, &s->proposal.id);
    if (s->in_force) // else nobody is waited for
        s->awaited = store_acknowledgments_count_awaited(s->db, &s->proposal.id, &s->proposal.asset_id);
    if (s->order->response == acknowledgment_response_blocked)
        s->proposal.status = proposal_status_rejected;
    else if (s->awaited == 0)
        s->proposal.status = proposal_status_approved;
    else
        return true;
    if (store_proposals_resolve(s->db, &s->proposal.id, s->proposal.status, s->now, &resolved) != DB_OK || !resolved)
        return false;
    audit_resolved(s);
    return true;
}

acknowledgment_outcome acknowledgment_give(db *d, const acknowledgment_order *order, arena *a) {
    answering s = {.db = d, .arena = a, .order = order, .now = timestamp_now()};
    acknowledgment_outcome outcome = {.id = UUID_NONE, .proposal_status = RECORD_ENUM_NONE};
    store_proposals_lock_asset(d, &order->proposal_id);
    outcome.refusal = check(&s, &outcome);
    if (outcome.refusal != ACKNOWLEDGMENT_ACCEPTED)
        return outcome;
    if (!write_answer(&s, &outcome) || !resolve(&s)) {
        outcome.refusal = ACKNOWLEDGMENT_FAILED;
        return outcome;
    }
    outcome.proposal_status = s.proposal.status;
    if (order->notices.webhook)
        notify_webhook(&s);
    if (order->notices.chat)
        notify_chat(&s);
    return outcome;
}
