// The edges between assets, and walks along them level by level: the neighbours of a whole level are read at once, however many
// they are.
#include "store/dependencies.h"
#include "store/ids.h"
#include "store/registrations.h"

#define DEPENDENCY_COLUMNS                                                                                             \
    "d.id, d.dependent_asset_id, d.dependency_asset_id, d.dependency_type, d.source, d.confidence, "                   \
    "d.last_observed_at, d.call_count, d.created_at, d.field_mappings, d.metadata"

db_status store_dependencies_insert(db *d, const struct dependency *dependency, arena *a) {
    db_query *q =
        db_prepare(d, "INSERT INTO dependencies (id, dependent_asset_id, dependency_asset_id, dependency_type, source, "
                      "confidence, last_observed_at, call_count, created_at, field_mappings, metadata) VALUES (:id, "
                      ":dependent_asset_id, :dependency_asset_id, :dependency_type, :source, :confidence, "
                      ":last_observed_at, :call_count, :created_at, :field_mappings, :metadata)");
    db_bind_record(q, &type_dependency, dependency, a);
    return db_attempt(q);
}

db_status store_dependencies_delete(db *d, const uuid *id, int64_t now) {
    db_query *q = db_prepare(d, "UPDATE dependencies SET deleted_at = ?2 WHERE id = ?1");
    db_bind_uuid(q, 1, id);
    db_bind_time(q, 2, now);
    return db_queue(q);
}

bool store_dependencies_get(db *d, const uuid *asset, const uuid *id, struct dependency *out, arena *a) {
    db_query *q = db_prepare(d, "SELECT " DEPENDENCY_COLUMNS " FROM dependencies d WHERE d.id = ?1 AND "
                                "d.dependent_asset_id = ?2 AND d.deleted_at IS NULL");
    db_bind_uuid(q, 1, id);
    db_bind_uuid(q, 2, asset);
    return db_run_record(q, &type_dependency, out, a);
}

uuid store_dependencies_find(db *d, const uuid *dependent, const uuid *dependency) {
    db_query *q = db_prepare(d, "SELECT id FROM dependencies WHERE dependent_asset_id = ?1 AND dependency_asset_id = "
                                "?2 AND source = 'manual' AND deleted_at IS NULL ORDER BY created_at, id LIMIT 1");
    db_bind_uuid(q, 1, dependent);
    db_bind_uuid(q, 2, dependency);
    return db_run_uuid(q);
}

#define OF_ASSET " FROM dependencies d WHERE d.dependent_asset_id = :of AND d.deleted_at IS NULL"
#define PAGE(place)                                                                                                    \
    "SELECT " DEPENDENCY_COLUMNS OF_ASSET place " ORDER BY d.created_at, d.id LIMIT :limit OFFSET :offset"

record_list store_dependencies_list(db *d, const uuid *asset, list_page *page, arena *a) {
    static const page_statements statements = {"SELECT count(*)" OF_ASSET, PAGE(""),
                                               PAGE(PAGE_UPWARDS(time, "d.created_at", "d.id"))};
    return page_read_of(d, &statements, asset, &type_dependency, page, a);
}

// --- around a set of assets ------------------------------------------------------------------------------------------

// An index holds all that is asked.
#define AROUND(from, to)                                                                                               \
    "SELECT i.place, d." to ", d.dependency_type, d.id FROM tessera_ids(?1) i JOIN dependencies d ON d." from          \
    " = i.id AND d.deleted_at IS NULL ORDER BY d.created_at, d.id LIMIT ?2"

static const char *const around[] = {
    [DEPENDENCY_DOWNSTREAM] = AROUND("dependency_asset_id", "dependent_asset_id"),
    [DEPENDENCY_UPSTREAM] = AROUND("dependent_asset_id", "dependency_asset_id"),
};

dependency_edges store_dependencies_around(db *d, const uuid *assets, size_t count, dependency_way way, size_t maximum,
                                           arena *a) {
    size_t room = 64;
    dependency_edges edges = {arena_array(a, room, sizeof *edges.items), 0};
    db_query *q = db_prepare(d, around[way]);
    db_bind_blob(q, 1, store_ids(assets, count, a));
    db_bind_int(q, 2, (int64_t)maximum);
    while (db_step(q)) {
        if (edges.count == room) {
            dependency_edge *more = arena_array(a, room * 2, sizeof *more);
            memcpy(more, edges.items, room * sizeof *more);
            edges.items = more;
            room *= 2;
        }
        edges.items[edges.count++] = (dependency_edge){
            .place = (size_t)db_column_int(q, 0),
            .to = db_column_uuid(q, 1),
            .dependency_type = model_enum_parse(&enum_dependency_type, db_column_text(q, 2)),
            .id = db_column_uuid(q, 3),
        };
    }
    db_end(q);
    return edges;
}

typedef struct mapped_dependency {
    uuid id;
    text field_mappings;
} mapped_dependency;

map *store_dependencies_mappings(db *d, const uuid *assets, size_t count, size_t maximum, arena *a) {
    map *found = map_new(a, 0);
    db_query *q = db_prepare(
        d, "SELECT d.id, d.field_mappings FROM tessera_ids(?1) i JOIN dependencies d ON "
           "d.dependency_asset_id = i.id AND d.field_mappings IS NOT NULL AND d.deleted_at IS NULL LIMIT ?2");
    db_bind_blob(q, 1, store_ids(assets, count, a));
    db_bind_int(q, 2, (int64_t)maximum);
    while (db_step(q)) {
        mapped_dependency *one = arena_new_of(a, mapped_dependency);
        text stored = db_column_text(q, 1);
        *one = (mapped_dependency){db_column_uuid(q, 0), {arena_text(a, stored), stored.length}};
        map_put(found, (text){(const char *)one->id.bytes, sizeof one->id.bytes}, &one->field_mappings);
    }
    db_end(q);
    return found;
}

dependency_neighbour *store_dependencies_neighbours(db *d, const uuid *assets, size_t count, arena *a) {
    dependency_neighbour *neighbours = arena_zalloc(a, (count + 1) * sizeof *neighbours);
    db_query *q =
        db_prepare(d, "SELECT i.place, s.fqn, s.owner_team_id, s.service_id, s.deleted_at FROM tessera_ids(?1) "
                      "i JOIN assets s ON s.id = i.id");
    db_bind_blob(q, 1, store_ids(assets, count, a));
    while (db_step(q)) {
        dependency_neighbour *one = &neighbours[db_column_int(q, 0)];
        *one = (dependency_neighbour){
            .fqn = arena_text(a, db_column_text(q, 1)),
            .owner_team_id = db_column_uuid(q, 2),
            .is_deleted = !db_column_is_null(q, 4),
        };
        if (!db_column_is_null(q, 3))
            one->service_id = db_column_uuid(q, 3);
    }
    db_end(q);
    return neighbours;
}

record_list store_dependencies_consumers(db *d, const uuid *assets, size_t count, size_t maximum, size_t **places,
                                         arena *a) {
    db_query *q = db_prepare(
        d,
        "SELECT k.place, k.id, k.contract_id, k.consumer_team_id, k.consumer_team_name, k.pinned_version, k.status, "
        "k.registered_at FROM (SELECT i.place, r.id, r.contract_id, r.consumer_team_id, t.name AS "
        "consumer_team_name, r.pinned_version, r.status, r.registered_at, row_number() OVER (PARTITION BY "
        "r.consumer_team_id ORDER BY i.place, r.registered_at, r.id) AS turn FROM tessera_ids(?1) i, " STORE_CONSUMERS
        "AND c.asset_id = i.id) k WHERE k.turn = 1 ORDER BY k.place, k.registered_at, k.id LIMIT ?2");
    db_bind_blob(q, 1, store_ids(assets, count, a));
    db_bind_int(q, 2, (int64_t)maximum);
    return store_registrations_placed(q, places, a);
}
