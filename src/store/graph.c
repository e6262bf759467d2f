// Assets and dependencies are read side by side and joined in memory by whoever asks: a graph has many more dependencies than
// services, and looking up both ends of each in the database would cost more than all else.
#include "store/graph.h"
#include "store/ids.h"
#include <math.h>

#define NODE_COLUMNS                                                                                                   \
    "s.id, s.name, s.repo_id, r.name AS repo_name, r.owner_team_id AS team_id, t.name AS team_name, "                  \
    "(SELECT count(*) FROM assets a WHERE a.service_id = s.id AND a.deleted_at IS NULL) AS asset_count, "              \
    "EXISTS (SELECT 1 FROM assets b JOIN proposals p ON p.asset_id = b.id AND p.status = 'pending' "                   \
    "WHERE b.service_id = s.id AND b.deleted_at IS NULL) AS has_breaking_proposal, "                                   \
    "r.last_synced_at"
#define NODE_JOINS                                                                                                     \
    " JOIN repos r ON r.id = s.repo_id JOIN teams t ON t.id = r.owner_team_id WHERE s.deleted_at IS NULL "             \
    "ORDER BY s.name, s.id LIMIT "

record_list store_graph_nodes(db *d, const uuid *services, size_t count, size_t maximum, arena *a) {
    bool all = services == NULL;
    db_query *q = db_prepare(d, all ? "SELECT " NODE_COLUMNS " FROM services s" NODE_JOINS "?1"
                                    : "SELECT " NODE_COLUMNS
                                      " FROM tessera_ids(?2) i JOIN services s ON s.id = i.id" NODE_JOINS "?1");
    db_bind_int(q, 1, (int64_t)maximum);
    if (!all)
        db_bind_blob(q, 2, store_ids(services, count, a));
    return db_run_records(q, &type_graph_node, maximum, a);
}

static void grow(graph_members *members, size_t *room, arena *a) {
    uuid *assets = arena_array(a, *room * 2, sizeof *assets), *services = arena_array(a, *room * 2, sizeof *services);
    memcpy(assets, members->assets, *room * sizeof *assets);
    memcpy(services, members->services, *room * sizeof *services);
    members->assets = assets;
    members->services = services;
    *room *= 2;
}

graph_members store_graph_members(db *d, const uuid *services, size_t count, size_t maximum, arena *a) {
    size_t room = 64;
    graph_members members = {arena_array(a, room, sizeof(uuid)), arena_array(a, room, sizeof(uuid)), 0};
    bool all = services == NULL;
    db_query *q =
        db_prepare(d, all ? "SELECT a.id, a.service_id FROM assets a WHERE a.service_id IS NOT NULL AND a.deleted_at "
                            "IS NULL LIMIT ?1"
                          : "SELECT a.id, a.service_id FROM tessera_ids(?2) i JOIN assets a ON a.service_id = i.id "
                            "AND a.deleted_at IS NULL LIMIT ?1");
    db_bind_int(q, 1, (int64_t)maximum);
    if (!all)
        db_bind_blob(q, 2, store_ids(services, count, a));
    while (db_step(q)) {
        if (members.count == room)
            grow(&members, &room, a);
        members.assets[members.count] = db_column_uuid(q, 0);
        members.services[members.count++] = db_column_uuid(q, 1);
    }
    db_end(q);
    return members;
}

struct graph_links {
    db_query *query;
};

#define LINK_COLUMNS                                                                                                   \
    "SELECT d.dependent_asset_id, d.dependency_asset_id, d.dependency_type, d.source, d.confidence, d.call_count "     \
    "FROM "

// Of all dependencies the rows are read one after the other. A plain "is null" would have SQLite go through an index of the live
// ones instead, and look up each row.
graph_links *store_graph_links(db *d, const uuid *assets, size_t count, arena *a) {
    graph_links *links = arena_new_of(a, graph_links);
    bool all = assets == NULL;
    links->query = db_prepare(d, all ? LINK_COLUMNS "dependencies d WHERE (d.deleted_at IS NULL) = TRUE"
                                     : LINK_COLUMNS "tessera_ids(?1) i JOIN dependencies d ON d.dependent_asset_id = "
                                                    "i.id AND d.deleted_at IS NULL");
    if (!all)
        db_bind_blob(links->query, 1, store_ids(assets, count, a));
    return links;
}

bool store_graph_links_next(graph_links *links, graph_link *link) {
    db_query *q = links->query;
    if (!db_step(q))
        return false;
    *link = (graph_link){
        .dependent = db_column_uuid(q, 0),
        .dependency = db_column_uuid(q, 1),
        .type = model_enum_parse(&enum_dependency_type, db_column_text(q, 2)),
        .source = model_enum_parse(&enum_dependency_source, db_column_text(q, 3)),
        .confidence = db_column_is_null(q, 4) ? NAN : db_column_number(q, 4),
        .call_count = db_column_is_null(q, 5) ? RECORD_INT_NONE : db_column_int(q, 5),
    };
    return true;
}

void store_graph_links_end(graph_links *links) {
    db_end(links->query);
}

graph_name *store_graph_names(db *d, const uuid *services, size_t count, arena *a) {
    graph_name *names = arena_zalloc(a, (count + 1) * sizeof *names);
    db_query *q = db_prepare(d, "SELECT i.place, s.name, t.name FROM tessera_ids(?1) i JOIN services s ON s.id = i.id "
                                "JOIN repos r ON r.id = s.repo_id JOIN teams t ON t.id = r.owner_team_id");
    db_bind_blob(q, 1, store_ids(services, count, a));
    while (db_step(q)) {
        graph_name *name = &names[db_column_int(q, 0)];
        name->name = arena_text(a, db_column_text(q, 1));
        name->team_name = arena_text(a, db_column_text(q, 2));
    }
    db_end(q);
    return names;
}

record_uuids store_graph_services_of(db *d, const uuid *team, size_t maximum, arena *a) {
    record_uuids found = {arena_array(a, maximum + 1, sizeof(uuid)), 0};
    db_query *q = db_prepare(d, "SELECT s.id FROM repos r JOIN services s ON s.repo_id = r.id WHERE r.owner_team_id = "
                                "?1 AND s.deleted_at IS NULL ORDER BY s.name, s.id LIMIT ?2");
    db_bind_uuid(q, 1, team);
    db_bind_int(q, 2, (int64_t)maximum);
    while (db_step(q))
        found.items[found.count++] = db_column_uuid(q, 0);
    db_end(q);
    return found;
}
