#include "store/acknowledgments.h"

#define ANSWERS_MAXIMUM 100000
#define LINE_MAXIMUM "100" // proposals that one took the place of, one after the other, whose answers are told

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
        d,
        "WITH RECURSIVE line (id, step) AS (SELECT p.id, 0 FROM proposals p WHERE p.id = ?1 UNION ALL SELECT "
        "p.supersedes, line.step + 1 "
        "FROM line JOIN proposals p ON p.id = line.id WHERE p.supersedes IS NOT NULL AND line.step < " LINE_MAXIMUM ") "
        "SELECT k.proposal_id, k.consumer_team_id, coalesce(t.name, 'Unknown') AS consumer_team_name, k.response, "
        "k.migration_deadline, k.responded_at, k.notes FROM line JOIN acknowledgments k ON k.proposal_id = line.id "
        "LEFT JOIN teams t ON t.id = k.consumer_team_id AND t.deleted_at IS NULL "
        "WHERE line.step > 0 OR k.void_since IS NOT NULL ORDER BY k.responded_at, k.id");
    db_bind_uuid(q, 1, proposal);
    return db_run_records(q, &type_earlier_acknowledgment, ANSWERS_MAXIMUM, a);
}

db_status store_acknowledgments_void(db *d, const uuid *proposal, int64_t now) {
    db_query *q =
        db_prepare(d, "UPDATE acknowledgments SET void_since = ?2 WHERE proposal_id = ?1 AND void_since IS NULL");
    db_bind_uuid(q, 1, proposal);
    db_bind_time(q, 2, now);
    return db_queue(q);
}
