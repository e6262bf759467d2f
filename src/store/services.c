#include "store/services.h"

#define SERVICE_COLUMNS                                                                                                \
    "s.id, s.name, s.repo_id, s.root_path, s.otel_service_name, r.owner_team_id, s.created_at, s.updated_at, "         \
    "(SELECT count(*) FROM assets a WHERE a.service_id = s.id AND a.deleted_at IS NULL) AS asset_count"
#define SERVICES " FROM services s JOIN repos r ON r.id = s.repo_id WHERE s.deleted_at IS NULL"

db_status store_services_insert(db *d, const struct service *service, arena *a) {
    db_query *q = db_prepare(d, "INSERT INTO services (id, name, repo_id, root_path, otel_service_name, created_at) "
                                "VALUES (:id, :name, :repo_id, :root_path, :otel_service_name, :created_at)");
    db_bind_record(q, &type_service, service, a);
    return db_attempt(q);
}

db_status store_services_update(db *d, const struct service *service, arena *a) {
    db_query *q = db_prepare(d, "UPDATE services SET root_path = :root_path, otel_service_name = :otel_service_name, "
                                "updated_at = :updated_at WHERE id = :id");
    db_bind_record(q, &type_service, service, a);
    return db_queue(q);
}

db_status store_services_delete(db *d, const uuid *id, int64_t now) {
    db_query *q = db_prepare(d, "UPDATE services SET deleted_at = ?2, updated_at = ?2 WHERE id = ?1");
    db_bind_uuid(q, 1, id);
    db_bind_time(q, 2, now);
    return db_queue(q);
}

bool store_services_get(db *d, const uuid *id, struct service *out, arena *a) {
    db_query *q = db_prepare(d, "SELECT " SERVICE_COLUMNS SERVICES " AND s.id = ?1");
    db_bind_uuid(q, 1, id);
    return db_run_record(q, &type_service, out, a);
}

bool store_services_exist(db *d, const uuid *id) {
    db_query *q = db_prepare(d, "SELECT count(*) FROM services WHERE id = ?1 AND deleted_at IS NULL");
    db_bind_uuid(q, 1, id);
    return db_run_int(q) == 1;
}

uuid store_services_find(db *d, const uuid *repo, const char *name) {
    db_query *q = db_prepare(d, "SELECT id FROM services WHERE repo_id = ?1 AND name = ?2 AND deleted_at IS NULL");
    db_bind_uuid(q, 1, repo);
    db_bind_text(q, 2, name);
    return db_run_uuid(q);
}

#define MAYBE                                                                                                          \
    " AND (:repo_id IS NULL OR s.repo_id = :repo_id) AND (:team_id IS NULL OR r.owner_team_id = :team_id) "            \
    "AND (:otel_service_name IS NULL OR s.otel_service_name = :otel_service_name)"

#define PAGE(place) "SELECT " SERVICE_COLUMNS SERVICES MAYBE place " ORDER BY s.name, s.id LIMIT :limit OFFSET :offset"

record_list store_services_list(db *d, const struct service_list_query *query, list_page *page, arena *a) {
    static const page_statements statements = {"SELECT count(*)" SERVICES MAYBE, PAGE(""),
                                               PAGE(PAGE_UPWARDS(text, "s.name", "s.id"))};
    return page_read(d, &statements, &type_service_list_query, query, &type_service, page, a);
}
