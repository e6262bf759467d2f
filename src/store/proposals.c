#include "store/proposals.h"

#define AFFECTED_MAXIMUM 100000

db_status store_proposals_insert(db *d, const struct proposal *proposal, const struct guarantees *guarantees,
                                 arena *a) {
    db_query *q = db_prepare(
        d, "INSERT INTO proposals (id, asset_id, status, change_type, proposed_by, proposed_by_user_id, proposed_at, "
           "auto_expire, breaking_changes, guarantee_changes, affected_teams, affected_assets, objections, "
           "proposed_guarantees, proposed_schema) "
           "VALUES (:id, :asset_id, :status, :change_type, :proposed_by, :proposed_by_user_id, :proposed_at, "
           ":auto_expire, "
           ":breaking_changes, :guarantee_changes, :affected_teams, :affected_assets, :objections, :guarantees, "
           ":proposed_schema)");
    db_bind_record(q, &type_proposal, proposal, a);
    buffer text_form;
    buffer_init(&text_form, SIZE_MAX);
    if (guarantees != NULL) {
        json_writer w = json_writer_on(&text_form);
        record_encode(&type_guarantees, guarantees, &w);
        db_bind_slice(q, db_parameter(q, "guarantees"), buffer_text(&text_form));
    }
    db_status status = db_run(q, NULL);
    buffer_done(&text_form);
    return status;
}

uuid store_proposals_pending_id(db *d, const uuid *asset) {
    db_query *q = db_prepare(d, "SELECT id FROM proposals WHERE asset_id = ?1 AND status = 'pending'");
    db_bind_uuid(q, 1, asset);
    uuid id = db_step(q) ? db_column_uuid(q, 0) : UUID_NONE;
    db_end(q);
    return id;
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
