#include "store/deployments.h"

db_status store_deployments_put(db *d, const struct deployment *deployment, arena *a) {
    db_query *q =
        db_prepare(d, "INSERT INTO deployments (id, asset_id, team_id, environment, contract_id, deployed_at) "
                      "VALUES (:id, :asset_id, :team_id, :environment, :contract_id, :deployed_at) "
                      "ON CONFLICT (asset_id, environment, team_id) DO UPDATE SET "
                      "contract_id = excluded.contract_id, deployed_at = excluded.deployed_at");
    db_bind_record(q, &type_deployment, deployment, a);
    return db_run(q, NULL);
}

db_status store_deployments_delete(db *d, const uuid *id) {
    db_query *q = db_prepare(d, "DELETE FROM deployments WHERE id = ?1");
    db_bind_uuid(q, 1, id);
    return db_run(q, NULL);
}

#define DEPLOYMENTS                                                                                                    \
    "SELECT e.id, e.asset_id, e.team_id, t.name AS team_name, e.environment, c.version, e.contract_id, e.deployed_at " \
    "FROM deployments e JOIN teams t ON t.id = e.team_id AND t.deleted_at IS NULL "                                    \
    "JOIN contracts c ON c.id = e.contract_id WHERE "

bool store_deployments_find(db *d, const uuid *asset, const uuid *team, const char *environment, struct deployment *out,
                            arena *a) {
    db_query *q = db_prepare(d, DEPLOYMENTS "e.asset_id = ?1 AND e.environment = ?2 AND e.team_id = ?3");
    db_bind_uuid(q, 1, asset);
    db_bind_text(q, 2, environment);
    db_bind_uuid(q, 3, team);
    return db_run_record(q, &type_deployment, out, a);
}

bool store_deployments_get(db *d, const uuid *asset, const uuid *id, struct deployment *out, arena *a) {
    db_query *q = db_prepare(d, DEPLOYMENTS "e.id = ?1 AND e.asset_id = ?2");
    db_bind_uuid(q, 1, id);
    db_bind_uuid(q, 2, asset);
    return db_run_record(q, &type_deployment, out, a);
}

record_list store_deployments_in(db *d, const uuid *asset, const char *environment, size_t maximum, arena *a) {
    db_query *q = db_prepare(d, DEPLOYMENTS "e.asset_id = ?1 AND e.environment = ?2 "
                                            "ORDER BY e.contract_id, t.name, e.team_id LIMIT ?3");
    db_bind_uuid(q, 1, asset);
    db_bind_text(q, 2, environment);
    db_bind_int(q, 3, (int64_t)maximum);
    return db_run_records(q, &type_deployment, maximum, a);
}

// --- the list --------------------------------------------------------------------------------------------------------

#define FILTER                                                                                                         \
    "e.asset_id = :of AND (:environment IS NULL OR e.environment = :environment) "                                     \
    "AND (:team_id IS NULL OR e.team_id = :team_id)"
#define PAGE(place) DEPLOYMENTS FILTER place " ORDER BY e.deployed_at DESC, e.id DESC LIMIT :limit OFFSET :offset"

static db_query *prepare(db *d, const char *sql, const uuid *asset, const struct deployment_list_query *query,
                         arena *a) {
    db_query *q = db_prepare(d, sql);
    db_bind_record(q, &type_deployment_list_query, query, a);
    db_bind_uuid(q, db_parameter(q, "of"), asset);
    return q;
}

record_list store_deployments_list(db *d, const uuid *asset, const struct deployment_list_query *query, list_page *page,
                                   arena *a) {
    static const char count[] = "SELECT count(*) FROM deployments e JOIN teams t ON t.id = e.team_id AND "
                                "t.deleted_at IS NULL WHERE " FILTER;
    page->total = db_run_int(prepare(d, count, asset, query, a));
    static const page_statements pages = {.page = PAGE(""),
                                          .after = PAGE(PAGE_DOWNWARDS(time, "e.deployed_at", "e.id"))};
    return page_rows(prepare(d, page_statement(&pages, page), asset, query, a), &pages, &type_deployment, page, a);
}
