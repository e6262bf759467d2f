// Proposals, those concerned by them, and how far they have come. Answers and consumers are counted when they are asked
// for: registrations change without the proposal's doing.
#include "store/proposals.h"
#include "store/acknowledgments.h"
#include "store/counts.h"
#include "store/registrations.h"

#define AFFECTED_MAXIMUM 100000

db_status store_proposals_insert(db *d, const struct proposal *proposal, const struct guarantees *guarantees,
                                 arena *a) {
    db_query *q = db_prepare(
        d, "INSERT INTO proposals (id, asset_id, status, change_type, proposed_by, proposed_by_user_id, proposed_at, "
           "auto_expire, breaking_changes, guarantee_changes, affected_teams, affected_assets, objections, "
           "proposed_guarantees, proposed_schema, schema_format, proposed_source) "
           "VALUES (:id, :asset_id, :status, :change_type, :proposed_by, :proposed_by_user_id, :proposed_at, "
           ":auto_expire, "
           ":breaking_changes, :guarantee_changes, :affected_teams, :affected_assets, :objections, :guarantees, "
           ":proposed_schema, :schema_format, :proposed_source)");
    db_bind_record(q, &type_proposal, proposal, a);
    buffer text_form;
    buffer_init(&text_form, SIZE_MAX);
    if (guarantees != NULL) {
        json_writer w = json_writer_on(&text_form);
        record_encode(&type_guarantees, guarantees, &w);
        db_bind_json(q, db_parameter(q, "guarantees"), buffer_text(&text_form));
    }
    db_status status = db_attempt(q);
    buffer_done(&text_form);
    if (status != DB_OK)
        return status;
    return store_counts_add(d, COUNTED_PROPOSALS, text_of(enum_proposal_status.values[proposal->status]),
                            text_of(enum_change_type.values[proposal->change_type]), 1);
}

db_status store_proposals_resolve(db *d, const uuid *id, int status, int64_t now, bool *resolved) {
    int64_t changed = 0;
    db_query *q = db_prepare(d, "UPDATE proposals SET status = ?2, resolved_at = ?3, updated_at = ?3 "
                                "WHERE id = ?1 AND status = 'pending'");
    db_bind_uuid(q, 1, id);
    db_bind_text(q, 2, enum_proposal_status.values[status]);
    db_bind_time(q, 3, now);
    counted_row before = store_counts_find(d, COUNTED_PROPOSALS, id);
    db_status outcome = db_run(q, &changed);
    *resolved = outcome == DB_OK && changed == 1;
    if (*resolved)
        store_counts_change(d, COUNTED_PROPOSALS, id, &before);
    return outcome;
}

void store_proposals_lock_asset(db *d, const uuid *id) {
    db_lock(d, "SELECT id FROM assets WHERE id = (SELECT asset_id FROM proposals WHERE id = ?1) FOR UPDATE", id);
}

uuid store_proposals_pending_id(db *d, const uuid *asset) {
    db_query *q = db_prepare(d, "SELECT id FROM proposals WHERE asset_id = ?1 AND status = 'pending'");
    db_bind_uuid(q, 1, asset);
    return db_run_uuid(q);
}

record_list store_proposals_affected_assets(db *d, const uuid *asset, const uuid *owner_team, arena *a) {
    db_query *q = db_prepare(
        d, "SELECT DISTINCT s.id AS asset_id, s.fqn AS asset_fqn, s.owner_team_id, t.name AS owner_team_name, "
           "s.owner_user_id, "
           "u.name AS owner_user_name FROM dependencies p JOIN assets s ON s.id = p.dependent_asset_id AND "
           "s.deleted_at IS NULL "
           "LEFT JOIN teams t ON t.id = s.owner_team_id LEFT JOIN users u ON u.id = s.owner_user_id "
           "WHERE p.dependency_asset_id = ?1 AND p.deleted_at IS NULL AND s.owner_team_id <> ?2 ORDER BY s.fqn, s.id");
    db_bind_uuid(q, 1, asset);
    db_bind_uuid(q, 2, owner_team);
    return db_run_records(q, &type_affected_asset, AFFECTED_MAXIMUM, a);
}

record_list store_proposals_affected_downstream(db *d, const uuid *asset, const uuid *owner_team, arena *a) {
    db_query *q = db_prepare(
        d, "SELECT DISTINCT s.id AS asset_id, s.fqn AS asset_fqn, t.name AS owner_team_name, p.dependency_type, 1 AS "
           "depth "
           "FROM dependencies p JOIN assets s ON s.id = p.dependent_asset_id AND s.deleted_at IS NULL "
           "LEFT JOIN teams t ON t.id = s.owner_team_id WHERE p.dependency_asset_id = ?1 AND p.deleted_at IS NULL "
           "AND s.owner_team_id <> ?2 ORDER BY s.fqn, s.id, p.dependency_type");
    db_bind_uuid(q, 1, asset);
    db_bind_uuid(q, 2, owner_team);
    return db_run_records(q, &type_impact_downstream, AFFECTED_MAXIMUM, a);
}

// --- reading ---------------------------------------------------------------------------------------------------------

#define PROPOSAL_COLUMNS                                                                                               \
    "p.id, p.asset_id, p.status, p.change_type, p.proposed_at, p.resolved_at, p.expires_at, p.auto_expire, "           \
    "p.updated_at, p.breaking_changes, p.guarantee_changes, p.affected_teams, p.affected_assets, p.objections, "       \
    "tessera_count(p.objections) > 0 AS has_objections, p.proposed_schema, p.schema_format, p.proposed_source"

bool store_proposals_get(db *d, const uuid *id, struct proposal *out, arena *a) {
    db_query *q = db_prepare(d, "SELECT " PROPOSAL_COLUMNS
                                ", p.proposed_by, p.proposed_by_user_id FROM proposals p WHERE p.id = ?1");
    db_bind_uuid(q, 1, id);
    return db_run_record(q, &type_proposal, out, a);
}

bool store_proposals_get_entry(db *d, const uuid *id, struct proposal_entry *out, arena *a) {
    db_query *q = db_prepare(d, "SELECT p.id, p.asset_id, s.fqn AS asset_fqn, p.status, p.change_type, p.proposed_by, "
                                "p.proposed_at FROM proposals p JOIN assets s ON s.id = p.asset_id WHERE p.id = ?1");
    db_bind_uuid(q, 1, id);
    return db_run_record(q, &type_proposal_entry, out, a);
}

record_list store_proposals_affected_teams(db *d, const uuid *id, arena *a) {
    struct proposal proposal;
    db_query *q = db_prepare(d, "SELECT affected_teams FROM proposals WHERE id = ?1");
    db_bind_uuid(q, 1, id);
    return db_run_record(q, &type_proposal, &proposal, a) ? proposal.affected_teams : (record_list){0};
}

// The row holds the proposal and, under names of their own, those who made it.
static bool read_named(db *d, const uuid *id, struct proposal_status_response *out, arena *a) {
    db_query *q =
        db_prepare(d, "SELECT " PROPOSAL_COLUMNS ", p.id AS proposal_id, s.fqn AS asset_fqn, p.proposed_by AS team_id, "
                      "coalesce(t.name, 'Unknown') AS team_name, p.proposed_by_user_id AS user_id, u.name AS user_name "
                      "FROM proposals p JOIN assets s ON s.id = p.asset_id "
                      "LEFT JOIN teams t ON t.id = p.proposed_by AND t.deleted_at IS NULL "
                      "LEFT JOIN users u ON u.id = p.proposed_by_user_id AND u.deactivated_at IS NULL WHERE p.id = ?1");
    db_bind_uuid(q, 1, id);
    bool found = db_step(q);
    if (found) {
        db_read_record(q, &type_proposal_status_response, out, a);
        out->proposed_by = arena_new_of(a, struct proposal_author);
        db_read_record(q, &type_proposal_author, out->proposed_by, a);
    }
    return db_end(q) == DB_OK && found;
}

static int64_t count_consumers(db *d, const uuid *asset) {
    db_query *q =
        db_prepare(d, "SELECT count(DISTINCT r.consumer_team_id) FROM " STORE_CONSUMERS "AND c.asset_id = ?1");
    db_bind_uuid(q, 1, asset);
    return db_run_int(q);
}

static struct proposal_consumers *count_answers(db *d, const struct proposal_status_response *proposal, arena *a) {
    struct proposal_consumers *counts = arena_new_of(a, struct proposal_consumers);
    *counts = (struct proposal_consumers){.total = count_consumers(d, &proposal->asset_id),
                                          .acknowledged = (int64_t)proposal->acknowledgments.count,
                                          .pending = (int64_t)proposal->pending_consumers.count};
    const struct acknowledgment_summary *answers = proposal->acknowledgments.items;
    for (size_t i = 0; i < proposal->acknowledgments.count; i++)
        counts->blocked += answers[i].response == acknowledgment_response_blocked;
    return counts;
}

bool store_proposals_get_status(db *d, const uuid *id, struct proposal_status_response *out, arena *a) {
    if (!read_named(d, id, out, a))
        return false;
    out->acknowledgments = store_acknowledgments_of_proposal(d, id, a);
    out->pending_consumers = store_acknowledgments_awaited(d, id, &out->asset_id, a);
    out->consumers = count_answers(d, out, a);
    return true;
}

// --- the list --------------------------------------------------------------------------------------------------------
// Each filter that an index serves has statements of its own. The page is found by keys alone and only then counted and
// joined, so that skipped rows cost little.

#define MAYBE                                                                                                          \
    " AND (:status IS NULL OR p.status = :status) AND (:change_type IS NULL OR p.change_type = :change_type) "         \
    "AND (:proposed_by IS NULL OR p.proposed_by = :proposed_by)"
#define BY_ASSET "p.asset_id = :asset_id" MAYBE
#define BY_PROPOSER                                                                                                    \
    "p.proposed_by = :proposed_by AND (:status IS NULL OR p.status = :status) "                                        \
    "AND (:change_type IS NULL OR p.change_type = :change_type)"
#define BY_STATUS "p.status = :status AND (:change_type IS NULL OR p.change_type = :change_type)"
#define BY_CHANGE "p.change_type = :change_type"
// Who answers may be another team than the one whose registrations count.
#define BY_CONSUMER                                                                                                    \
    "p.asset_id IN (SELECT c.asset_id FROM " STORE_CONSUMERS                                                           \
    "AND r.consumer_team_id = coalesce(:consumer_team_id, :pending_ack_for)) "                                         \
    "AND (:asset_id IS NULL OR p.asset_id = :asset_id)" MAYBE                                                          \
    " AND (:pending_ack_for IS NULL OR (p.status = 'pending' AND NOT EXISTS (SELECT 1 FROM acknowledgments k "         \
    "WHERE k.proposal_id = p.id AND k.consumer_team_id = :pending_ack_for)))"

#define COUNT(filter) "SELECT count(*) FROM proposals p WHERE " filter
#define PAGE(filter)                                                                                                   \
    "SELECT p.id, p.asset_id, s.fqn AS asset_fqn, p.status, p.change_type, p.proposed_by, p.proposed_at, "             \
    "tessera_count(p.breaking_changes) AS breaking_changes_count, (SELECT count(*) FROM acknowledgments k "            \
    "WHERE k.proposal_id = p.id) AS acknowledgment_count, (SELECT count(DISTINCT r.consumer_team_id) "                 \
    "FROM " STORE_CONSUMERS "AND c.asset_id = p.asset_id) AS total_consumers "                                         \
    "FROM (SELECT p.id FROM proposals p WHERE " filter " ORDER BY p.proposed_at DESC, p.id DESC "                      \
    "LIMIT :limit OFFSET :offset) page JOIN proposals p ON p.id = page.id JOIN assets s ON s.id = p.asset_id "         \
    "ORDER BY p.proposed_at DESC, p.id DESC"

#define KEPT STORE_KEPT_COUNT("proposals", ":status", ":change_type")
#define LIST(filter) LIST_COUNTED(COUNT(filter), filter)
#define LIST_COUNTED(count, filter)                                                                                    \
    { count, PAGE(filter), PAGE(filter PAGE_DOWNWARDS(time, "p.proposed_at", "p.id")) }

static const page_statements list_all = LIST_COUNTED(KEPT, "TRUE"), list_by_asset = LIST(BY_ASSET),
                             list_by_proposer = LIST(BY_PROPOSER), list_by_status = LIST_COUNTED(KEPT, BY_STATUS),
                             list_by_change = LIST_COUNTED(KEPT, BY_CHANGE), list_by_consumer = LIST(BY_CONSUMER);

static const page_statements *statements_for(const struct proposal_list_query *query) {
    if (query->consumer_team_id.set || query->pending_ack_for.set)
        return &list_by_consumer;
    if (query->asset_id.set)
        return &list_by_asset;
    if (query->proposed_by.set)
        return &list_by_proposer;
    if (query->status != RECORD_ENUM_NONE)
        return &list_by_status;
    return query->change_type != RECORD_ENUM_NONE ? &list_by_change : &list_all;
}

record_list store_proposals_list(db *d, const struct proposal_list_query *query, list_page *page, arena *a) {
    return page_read(d, statements_for(query), &type_proposal_list_query, query, &type_proposal_entry, page, a);
}
