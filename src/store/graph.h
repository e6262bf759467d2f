// Services as a graph: what they are, which assets they have, and which of those use which.
#pragma once
#include "model/model.h"
#include "store/db.h"

// Live services (records `graph_node`, without sync_status), by name: those among `services`, or all where that is NULL. At most
// `maximum`.
record_list store_graph_nodes(db *d, const uuid *services, size_t count, size_t maximum, arena *a);

// Active assets with their services, side by side.
typedef struct graph_members {
    uuid *assets, *services;
    size_t count;
} graph_members;

// The assets of the services, or of all services where that is NULL. At most `maximum`.
graph_members store_graph_members(db *d, const uuid *services, size_t count, size_t maximum, arena *a);

// A live dependency of an asset.
typedef struct graph_link {
    uuid dependent, dependency;
    int type, source;
    double confidence;  // NaN: none
    int64_t call_count; // RECORD_INT_NONE: none
} graph_link;

typedef struct graph_links graph_links;

// Walks over the dependencies of the assets, or of all where that is NULL, in no order.
graph_links *store_graph_links(db *d, const uuid *assets, size_t count, arena *a);
bool store_graph_links_next(graph_links *links, graph_link *link);
void store_graph_links_end(graph_links *links);

// Names of services, deleted ones too, in the order asked for; NULL where there is none.
typedef struct graph_name {
    const char *name, *team_name;
} graph_name;
graph_name *store_graph_names(db *d, const uuid *services, size_t count, arena *a);
// The live services that the team owns.
record_uuids store_graph_services_of(db *d, const uuid *team, size_t maximum, arena *a);
