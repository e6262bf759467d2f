#include "store/acknowledgments.h"
#include "store/registrations.h"

#define ANSWERS_MAXIMUM 100000

db_status store_acknowledgments_insert(db *d, const acknowledgment_row *row) {
    db_query *q = db_prepare(d, "INSERT INTO acknowledgments (id, proposal_id, consumer_team_id, "
                                "acknowledged_by_user_id, response, migration_deadline, responded_at, notes) "
                                "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    db_bind_uuid(q, 1, &row->id);
    db_bind_uuid(q, 2, &row->proposal_id);
    db_bind_uuid(q, 3, &row->consumer_team_id);
    db_bind_uuid(q, 4, &row->user_id);
    db_bind_text(q, 5, enum_acknowledgment_response.values[row->response]);
    db_bind_time(q, 6, row->migration_deadline);
    db_bind_time(q, 7, row->responded_at);
    db_bind_text(q, 8, row->notes);
    return db_attempt(q);
}

uuid store_acknowledgments_find(db *d, const uuid *proposal, const uuid *team) {
    db_query *q = db_prepare(d, "SELECT id FROM acknowledgments WHERE proposal_id = ?1 AND consumer_team_id = ?2 "
                                "AND void_since IS NULL");
    db_bind_uuid(q, 1, proposal);
    db_bind_uuid(q, 2, team);
    return db_run_uuid(q);
}

int64_t store_acknowledgments_count(db *d, const uuid *proposal) {
    db_query *q = db_prepare(d, "SELECT count(*) FROM acknowledgments WHERE proposal_id = ?1 AND void_since IS NULL");
    db_bind_uuid(q, 1, proposal);
    return db_run_int(q);
}

record_list store_acknowledgments_of_proposal(db *d, const uuid *proposal, arena *a) {
    db_query *q = db_prepare(
        d, "SELECT k.consumer_team_id, coalesce(t.name, 'Unknown') AS consumer_team_name, k.acknowledged_by_user_id, "
           "u.name AS acknowledged_by_user_name, k.response, k.migration_deadline, k.responded_at, k.notes "
           "FROM acknowledgments k LEFT JOIN teams t ON t.id = k.consumer_team_id AND t.deleted_at IS NULL "
           "LEFT JOIN users u ON u.id = k.acknowledged_by_user_id AND u.deactivated_at IS NULL "
           "WHERE k.proposal_id = ?1 AND k.void_since IS NULL ORDER BY k.responded_at, k.id");
    db_bind_uuid(q, 1, proposal);
    return db_run_records(q, &type_acknowledgment_summary, ANSWERS_MAXIMUM, a);
}

record_list store_acknowledgments_earlier(db *d, const uuid *proposal, arena *a) {
    db_query *q = db_prepare(
        d, "SELECT k.proposal_id, k.consumer_team_id, coalesce(t.name, 'Unknown') AS consumer_team_name, k.response, "
           "k.migration_deadline, k.responded_at, k.notes FROM acknowledgments k "
           "LEFT JOIN teams t ON t.id = k.consumer_team_id AND t.deleted_at IS NULL "
           "WHERE k.proposal_id = ?1 AND k.void_since IS NOT NULL ORDER BY k.responded_at, k.id");
    db_bind_uuid(q, 1, proposal);
    return db_run_records(q, &type_earlier_acknowledgment, ANSWERS_MAXIMUM, a);
}

db_status store_acknowledgments_void(db *d, const uuid *proposal, int64_t now) {
    db_query *q =
        db_prepare(d, "UPDATE acknowledgments SET void_since = ?2 WHERE proposal_id = ?1 AND void_since IS NULL");
    db_bind_uuid(q, 1, proposal);
    db_bind_time(q, 2, now);
    return db_run(q, NULL);
}

// --- who has yet to answer -------------------------------------------------------------------------------------------

#define AWAITED                                                                                                        \
    STORE_CONSUMERS "AND c.asset_id = ?2 AND NOT EXISTS (SELECT 1 FROM acknowledgments k WHERE k.proposal_id = ?1 "    \
                    "AND k.void_since IS NULL AND k.consumer_team_id = r.consumer_team_id) "

int64_t store_acknowledgments_count_awaited(db *d, const uuid *proposal, const uuid *asset) {
    db_query *q = db_prepare(d, "SELECT count(DISTINCT r.consumer_team_id) FROM " AWAITED);
    db_bind_uuid(q, 1, proposal);
    db_bind_uuid(q, 2, asset);
    return db_run_int(q);
}

record_list store_acknowledgments_awaited(db *d, const uuid *proposal, const uuid *asset, arena *a) {
    db_query *q =
        db_prepare(d, "SELECT r.consumer_team_id AS team_id, t.name AS team_name, min(r.registered_at) AS "
                      "registered_at FROM " AWAITED
                      "GROUP BY r.consumer_team_id, t.name ORDER BY min(r.registered_at), r.consumer_team_id");
    db_bind_uuid(q, 1, proposal);
    db_bind_uuid(q, 2, asset);
    return db_run_records(q, &type_pending_consumer, ANSWERS_MAXIMUM, a);
}
