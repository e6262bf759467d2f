// Every graph is made in one way: the assets of a set of services, their dependencies, and of those the ones that lead to another
// service of the set, added up by ends, type and source. A set that is not all services is found first, by the same edges.
#include "domain/graph.h"
#include "base/map.h"
#include "store/graph.h"
#include <math.h>
#include <stdlib.h>

enum { SERVICES_MAXIMUM = 10000, ASSETS_MAXIMUM = 200000 };

static const int64_t stale_after = TIMESTAMP_DAY;

typedef struct edge_list {
    struct graph_edge **items;
    size_t count, room;
} edge_list;

typedef struct gathering {
    arena *arena;
    map *services; // of each asset: id -> const uuid *
    map *edges;    // struct edge_key -> struct graph_edge *
    edge_list list;
    bool truncated;
} gathering;

typedef struct edge_key {
    uint8_t source[16], target[16];
    uint8_t type, origin;
} edge_key;

static text key_of(const uuid *id) {
    return (text){(const char *)id->bytes, sizeof id->bytes};
}

// --- edges -----------------------------------------------------------------------------------------------------------

static struct graph_edge *edge_new(gathering *g, const uuid *source, const uuid *target, const graph_link *link) {
    if (g->list.count == g->list.room) {
        g->list.room = g->list.room == 0 ? 64 : g->list.room * 2;
        struct graph_edge **more = arena_array(g->arena, g->list.room, sizeof *more);
        if (g->list.count > 0)
            memcpy(more, g->list.items, g->list.count * sizeof *more);
        g->list.items = more;
    }
    struct graph_edge *edge = arena_new_of(g->arena, struct graph_edge);
    *edge = (struct graph_edge){.source = *source,
                                .target = *target,
                                .dependency_type = link->type,
                                .source_type = link->source,
                                .confidence = NAN,
                                .call_count = RECORD_INT_NONE};
    return g->list.items[g->list.count++] = edge;
}

static void add_up(gathering *g, const uuid *source, const uuid *target, const graph_link *link) {
    edge_key key = {.type = (uint8_t)link->type, .origin = (uint8_t)link->source};
    memcpy(key.source, source->bytes, sizeof key.source);
    memcpy(key.target, target->bytes, sizeof key.target);
    struct graph_edge *edge = map_get(g->edges, (text){(const char *)&key, sizeof key});
    if (edge == NULL) {
        edge = edge_new(g, source, target, link);
        edge_key *kept = memcpy(arena_bytes(g->arena, sizeof key), &key, sizeof key);
        map_put(g->edges, (text){(const char *)kept, sizeof key}, edge);
    }
    edge->asset_level_edges++;
    if (!isnan(link->confidence))
        edge->confidence = isnan(edge->confidence) ? link->confidence : fmax(edge->confidence, link->confidence);
    if (link->call_count != RECORD_INT_NONE)
        edge->call_count = link->call_count + (edge->call_count == RECORD_INT_NONE ? 0 : edge->call_count);
}

// The edges among the services; NULL: among all.
static gathering gather(db *d, const uuid *services, size_t count, arena *a) {
    graph_members members = store_graph_members(d, services, count, ASSETS_MAXIMUM + 1, a);
    gathering g = {.arena = a, .services = map_new(a, members.count), .edges = map_new(a, 64)};
    if (members.count > ASSETS_MAXIMUM) {
        g.truncated = true;
        members.count = ASSETS_MAXIMUM;
    }
    for (size_t i = 0; i < members.count; i++)
        map_put(g.services, key_of(&members.assets[i]), &members.services[i]);
    graph_link link;
    graph_links *links = store_graph_links(d, services == NULL ? NULL : members.assets, members.count, a);
    while (store_graph_links_next(links, &link)) {
        const uuid *source = map_get(g.services, key_of(&link.dependent));
        const uuid *target = map_get(g.services, key_of(&link.dependency));
        if (source != NULL && target != NULL && !uuid_equal(source, target))
            add_up(&g, source, target, &link);
    }
    store_graph_links_end(links);
    return g;
}

// --- the graph -------------------------------------------------------------------------------------------------------

static int by_name(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static record_strings teams_of(record_list nodes, arena *a) {
    record_strings teams = {arena_array(a, nodes.count + 1, sizeof *teams.items), 0};
    for (size_t i = 0; i < nodes.count; i++)
        teams.items[i] = ((const struct graph_node *)nodes.items)[i].team_name;
    qsort(teams.items, nodes.count, sizeof *teams.items, by_name);
    for (size_t i = 0; i < nodes.count; i++)
        if (teams.count == 0 || strcmp(teams.items[teams.count - 1], teams.items[i]) != 0)
            teams.items[teams.count++] = teams.items[i];
    return teams;
}

typedef struct placed_edge {
    size_t source, target; // places of the nodes
    const struct graph_edge *edge;
} placed_edge;

static int by_places(const void *a, const void *b) {
    const placed_edge *one = a, *other = b;
    if (one->source != other->source)
        return one->source < other->source ? -1 : 1;
    if (one->target != other->target)
        return one->target < other->target ? -1 : 1;
    if (one->edge->dependency_type != other->edge->dependency_type)
        return one->edge->dependency_type < other->edge->dependency_type ? -1 : 1;
    return one->edge->source_type - other->edge->source_type;
}

// Those edges whose ends are both among the nodes and that are sure enough, in the order of the nodes.
static record_list edges_among(const gathering *g, record_list nodes, double min_confidence) {
    struct graph_node *items = nodes.items;
    map *places = map_new(g->arena, nodes.count);
    for (size_t i = 0; i < nodes.count; i++)
        map_put(places, key_of(&items[i].id), &items[i]);
    placed_edge *placed = arena_array(g->arena, g->list.count + 1, sizeof *placed);
    size_t count = 0;
    for (size_t i = 0; i < g->list.count; i++) {
        const struct graph_edge *edge = g->list.items[i];
        const struct graph_node *source = map_get(places, key_of(&edge->source));
        const struct graph_node *target = map_get(places, key_of(&edge->target));
        if (source != NULL && target != NULL && !(edge->confidence < min_confidence))
            placed[count++] = (placed_edge){(size_t)(source - items), (size_t)(target - items), edge};
    }
    qsort(placed, count, sizeof *placed, by_places);
    struct graph_edge *edges = arena_array(g->arena, count + 1, sizeof *edges);
    for (size_t i = 0; i < count; i++) {
        edges[i] = *placed[i].edge;
        if (isnan(edges[i].confidence))
            edges[i].call_count = RECORD_INT_NONE;
    }
    return (record_list){edges, count};
}

static int sync_status_of(int64_t synced, int64_t now) {
    if (synced == TIMESTAMP_NONE)
        return sync_status_never;
    return now - synced > stale_after ? sync_status_stale : sync_status_ok;
}

// The graph of the services, or of all where that is NULL.
static struct service_graph graph_among(db *d, const gathering *g, const uuid *services, size_t count,
                                        double min_confidence) {
    arena *a = g->arena;
    record_list nodes = store_graph_nodes(d, services, count, SERVICES_MAXIMUM + 1, a);
    bool truncated = record_list_cut(&nodes, SERVICES_MAXIMUM) || g->truncated;
    int64_t now = timestamp_now();
    for (size_t i = 0; i < nodes.count; i++) {
        struct graph_node *node = (struct graph_node *)nodes.items + i;
        node->sync_status = sync_status_of(node->last_synced_at, now);
    }
    struct service_graph graph = {.nodes = nodes, .edges = edges_among(g, nodes, min_confidence)};
    graph.unregistered_services.items = arena_array(a, 1, sizeof(const char *));
    graph.metadata = arena_new_of(a, struct graph_metadata);
    *graph.metadata = (struct graph_metadata){.node_count = (int64_t)nodes.count,
                                              .edge_count = (int64_t)graph.edges.count,
                                              .teams = teams_of(nodes, a),
                                              .last_otel_sync = TIMESTAMP_NONE,
                                              .truncated = (int8_t)truncated};
    return graph;
}

// --- a part of it ----------------------------------------------------------------------------------------------------

typedef struct id_set {
    map *known;
    uuid *items;
    size_t count, room;
} id_set;

static void id_set_add(id_set *set, const uuid *id, arena *a) {
    if (!id->set || map_get(set->known, key_of(id)) != NULL)
        return;
    if (set->count == set->room) {
        set->room *= 2;
        uuid *more = arena_array(a, set->room, sizeof *more);
        memcpy(more, set->items, set->count * sizeof *more);
        set->items = more;
    }
    uuid *kept = arena_new_of(a, uuid);
    *kept = set->items[set->count++] = *id;
    map_put(set->known, key_of(kept), kept);
}

static id_set id_set_of(const uuid *ids, size_t count, arena *a) {
    id_set set = {.known = map_new(a, count), .items = arena_array(a, count + 16, sizeof(uuid)), .room = count + 16};
    for (size_t i = 0; i < count; i++)
        id_set_add(&set, &ids[i], a);
    return set;
}

// The services and those that their assets use or that use their assets.
static id_set with_neighbours(db *d, const uuid *services, size_t count, bool *truncated, arena *a) {
    id_set set = id_set_of(services, count, a);
    graph_members members = store_graph_members(d, services, count, ASSETS_MAXIMUM, a);
    id_set assets = id_set_of(NULL, 0, a);
    for (int way = DEPENDENCY_DOWNSTREAM; way <= DEPENDENCY_UPSTREAM; way++) {
        dependency_edges edges =
            store_dependencies_around(d, members.assets, members.count, (dependency_way)way, ASSETS_MAXIMUM, a);
        *truncated = *truncated || edges.count == ASSETS_MAXIMUM;
        for (size_t i = 0; i < edges.count; i++)
            id_set_add(&assets, &edges.items[i].to, a);
    }
    const dependency_neighbour *neighbours = store_dependencies_neighbours(d, assets.items, assets.count, a);
    for (size_t i = 0; i < assets.count; i++)
        if (!neighbours[i].is_deleted)
            id_set_add(&set, &neighbours[i].service_id, a);
    return set;
}

struct service_graph graph_around_service(db *d, const uuid *service, arena *a) {
    bool truncated = false;
    id_set set = with_neighbours(d, service, 1, &truncated, a);
    gathering g = gather(d, set.items, set.count, a);
    g.truncated = g.truncated || truncated;
    return graph_among(d, &g, set.items, set.count, 0);
}

// Of the services around those of a team, the ones that a sure enough edge joins to one of the team's.
static id_set joined_to(const gathering *g, record_uuids own, double min_confidence) {
    id_set mine = id_set_of(own.items, own.count, g->arena), all = id_set_of(own.items, own.count, g->arena);
    for (size_t i = 0; i < g->list.count; i++) {
        const struct graph_edge *edge = g->list.items[i];
        if (edge->confidence < min_confidence)
            continue;
        if (map_get(mine.known, key_of(&edge->source)) != NULL)
            id_set_add(&all, &edge->target, g->arena);
        if (map_get(mine.known, key_of(&edge->target)) != NULL)
            id_set_add(&all, &edge->source, g->arena);
    }
    return all;
}

struct service_graph graph_of_services(db *d, const uuid *team, double min_confidence, arena *a) {
    if (team == NULL) {
        gathering g = gather(d, NULL, 0, a);
        return graph_among(d, &g, NULL, 0, min_confidence);
    }
    bool truncated = false;
    record_uuids own = store_graph_services_of(d, team, SERVICES_MAXIMUM + 1, a);
    if (own.count > SERVICES_MAXIMUM) {
        truncated = true;
        own.count = SERVICES_MAXIMUM;
    }
    id_set around = with_neighbours(d, own.items, own.count, &truncated, a);
    gathering g = gather(d, around.items, around.count, a);
    g.truncated = g.truncated || truncated;
    id_set set = joined_to(&g, own, min_confidence);
    return graph_among(d, &g, set.items, set.count, min_confidence);
}
