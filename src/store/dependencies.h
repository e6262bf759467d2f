// Which assets use which. A dependency is an edge from an asset (the dependent, downstream) to one that it uses (the dependency,
// upstream). Who walks along many edges asks for those around a whole set of assets at once.
#pragma once
#include "base/map.h"
#include "model/model.h"
#include "store/page.h"

// DB_UNIQUE: there is a live one of the pair with the same type and source.
db_status store_dependencies_insert(db *d, const struct dependency *dependency, arena *a);
db_status store_dependencies_delete(db *d, const uuid *id, int64_t now);

// The asset's live dependency of that id. False when there is none.
bool store_dependencies_get(db *d, const uuid *asset, const uuid *id, struct dependency *out, arena *a);
// The id of the live dependency of the pair that somebody declared, of any type; none when there is none.
uuid store_dependencies_find(db *d, const uuid *dependent, const uuid *dependency);
// The asset's live dependencies, oldest first.
record_list store_dependencies_list(db *d, const uuid *asset, list_page *page, arena *a);

// An edge as it is walked along.
typedef struct dependency_edge {
    uuid id;
    size_t place; // in the list, of the asset that was asked about
    uuid to;      // its neighbour
    int dependency_type;
} dependency_edge;

typedef struct dependency_edges {
    dependency_edge *items;
    size_t count;
} dependency_edges;

typedef enum dependency_way { DEPENDENCY_DOWNSTREAM, DEPENDENCY_UPSTREAM } dependency_way;

// The live edges from any of the assets that way, oldest first, at most `maximum`. What is at their far ends is another question,
// which is asked once for each asset instead of once for each edge to it.
dependency_edges store_dependencies_around(db *d, const uuid *assets, size_t count, dependency_way way, size_t maximum,
                                           arena *a);

// Which fields come from which, where the live edges downstream from any of the assets say so: the bytes of the edge's id ->
// text, a JSON list of struct field_mapping. At most `maximum`.
map *store_dependencies_mappings(db *d, const uuid *assets, size_t count, size_t maximum, arena *a);

// An asset at the end of edges.
typedef struct dependency_neighbour {
    const char *fqn;
    uuid owner_team_id, service_id;
    bool is_deleted;
} dependency_neighbour;

// Of each of the assets, in the order given.
dependency_neighbour *store_dependencies_neighbours(db *d, const uuid *assets, size_t count, arena *a);

// The teams that consume one of the assets (records `registration`, with the team's name), each once, by the first of the assets
// in the order given and there by its oldest registration; `places[i]` is that asset's place in the list. At most `maximum`.
record_list store_dependencies_consumers(db *d, const uuid *assets, size_t count, size_t maximum, size_t **places,
                                         arena *a);
