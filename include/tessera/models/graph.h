// The models of the API as structs: graph.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/enums.h"
#include "tessera/record.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tessera_graph_query tessera_graph_query;
typedef struct tessera_graph_node tessera_graph_node;
typedef struct tessera_graph_edge tessera_graph_edge;
typedef struct tessera_graph_metadata tessera_graph_metadata;
typedef struct tessera_service_graph tessera_service_graph;
typedef struct tessera_graph_impact_query tessera_graph_impact_query;
typedef struct tessera_graph_source tessera_graph_source;
typedef struct tessera_affected_service tessera_affected_service;
typedef struct tessera_impact_edge tessera_impact_edge;
typedef struct tessera_impact_graph tessera_impact_graph;

// Lists inside records.
typedef struct tessera_graph_node_array {
    size_t count;
    const tessera_graph_node *const *items;
} tessera_graph_node_array;
typedef struct tessera_graph_edge_array {
    size_t count;
    const tessera_graph_edge *const *items;
} tessera_graph_edge_array;
typedef struct tessera_affected_service_array {
    size_t count;
    const tessera_affected_service *const *items;
} tessera_affected_service_array;
typedef struct tessera_impact_edge_array {
    size_t count;
    const tessera_impact_edge *const *items;
} tessera_impact_edge_array;

// Which part of the graph.
struct tessera_graph_query {
    uint64_t present;
    const char *team_id; // Only services of this team and those joined to them
    double min_confidence; // Leave out edges that were observed with less confidence
    bool include_unregistered; // Taken, and without effect: every service is registered
};
enum { TESSERA_FIELD_graph_query_team_id, TESSERA_FIELD_graph_query_min_confidence,
    TESSERA_FIELD_graph_query_include_unregistered, };

// A service in the graph.
struct tessera_graph_node {
    uint64_t present;
    const char *id; // Service
    const char *name; // Its name
    const char *repo_id; // Its repository
    const char *repo_name; // Name of the repository
    const char *team_id; // Owner team of the repository
    const char *team_name; // Name of the owner team
    int64_t asset_count; // Active assets that belong to it
    bool has_breaking_proposal; // Whether one of them has a pending proposal
    int64_t last_synced_at; // When the repository was last synchronised (microseconds since 1970)
    tessera_sync_status sync_status; // How fresh that is
};
enum { TESSERA_FIELD_graph_node_id, TESSERA_FIELD_graph_node_name, TESSERA_FIELD_graph_node_repo_id,
    TESSERA_FIELD_graph_node_repo_name, TESSERA_FIELD_graph_node_team_id, TESSERA_FIELD_graph_node_team_name,
    TESSERA_FIELD_graph_node_asset_count, TESSERA_FIELD_graph_node_has_breaking_proposal,
    TESSERA_FIELD_graph_node_last_synced_at, TESSERA_FIELD_graph_node_sync_status, };

// That assets of one service use assets of another.
struct tessera_graph_edge {
    uint64_t present;
    const char *source; // Service that uses the other
    const char *target; // Service that is used
    tessera_dependency_type dependency_type; // How it is used
    tessera_dependency_source source_type; // How that became known
    double confidence; // The greatest of the dependencies behind it; null: none has any
    int64_t call_count; // Calls that were observed, together
    int64_t asset_level_edges; // Dependencies between assets behind it
};
enum { TESSERA_FIELD_graph_edge_source, TESSERA_FIELD_graph_edge_target, TESSERA_FIELD_graph_edge_dependency_type,
    TESSERA_FIELD_graph_edge_source_type, TESSERA_FIELD_graph_edge_confidence, TESSERA_FIELD_graph_edge_call_count,
    TESSERA_FIELD_graph_edge_asset_level_edges, };

// What a graph holds.
struct tessera_graph_metadata {
    uint64_t present;
    int64_t node_count; // Services
    int64_t edge_count; // Edges
    tessera_strings teams; // Names of their owner teams, sorted, each once
    int64_t last_otel_sync; // When traces were last looked at; null: never (microseconds since 1970)
    bool truncated; // Whether there is more than a reply holds
};
enum { TESSERA_FIELD_graph_metadata_node_count, TESSERA_FIELD_graph_metadata_edge_count,
    TESSERA_FIELD_graph_metadata_teams, TESSERA_FIELD_graph_metadata_last_otel_sync,
    TESSERA_FIELD_graph_metadata_truncated, };

// Services, and which uses which.
struct tessera_service_graph {
    uint64_t present;
    tessera_graph_node_array nodes; // Services, by name
    tessera_graph_edge_array edges; // Edges between them, by the names of both ends
    tessera_strings unregistered_services; // Services that nobody registered: none
    const tessera_graph_metadata *metadata; // What it holds
};
enum { TESSERA_FIELD_service_graph_nodes, TESSERA_FIELD_service_graph_edges,
    TESSERA_FIELD_service_graph_unregistered_services, TESSERA_FIELD_service_graph_metadata, };
TESSERA_RECORD_FUNCTIONS(tessera_service_graph)

// How far to look.
struct tessera_graph_impact_query {
    uint64_t present;
    int64_t depth; // Dependencies to walk along
};
enum { TESSERA_FIELD_graph_impact_query_depth, };

// The asset that may change.
struct tessera_graph_source {
    uint64_t present;
    const char *id; // Asset
    const char *fqn; // Its name
    const char *service_name; // Name of its service
};
enum { TESSERA_FIELD_graph_source_id, TESSERA_FIELD_graph_source_fqn, TESSERA_FIELD_graph_source_service_name, };

// A service that a change would reach.
struct tessera_affected_service {
    uint64_t present;
    const char *id; // Service
    const char *name; // Its name
    const char *team_name; // Name of its owner team, or unknown
    int64_t depth; // Dependencies between the asset and the nearest of its assets
    tessera_strings path; // Names of the services on the way to it, itself last
};
enum { TESSERA_FIELD_affected_service_id, TESSERA_FIELD_affected_service_name,
    TESSERA_FIELD_affected_service_team_name, TESSERA_FIELD_affected_service_depth,
    TESSERA_FIELD_affected_service_path, };

// A step from service to service.
struct tessera_impact_edge {
    uint64_t present;
    const char *source; // Name of the service that is used
    const char *target; // Name of the service that uses it
    int64_t depth; // Its place in the path, from 1
};
enum { TESSERA_FIELD_impact_edge_source, TESSERA_FIELD_impact_edge_target, TESSERA_FIELD_impact_edge_depth, };

// Which services a change of an asset would reach.
struct tessera_impact_graph {
    uint64_t present;
    const tessera_graph_source *source_asset; // The asset
    tessera_affected_service_array affected_services; // Services, nearest first, then by name
    tessera_impact_edge_array impact_edges; // Steps of their paths, each once
    bool truncated; // Whether more assets are concerned than are looked at
};
enum { TESSERA_FIELD_impact_graph_source_asset, TESSERA_FIELD_impact_graph_affected_services,
    TESSERA_FIELD_impact_graph_impact_edges, TESSERA_FIELD_impact_graph_truncated, };
TESSERA_RECORD_FUNCTIONS(tessera_impact_graph)

#ifdef __cplusplus
}
#endif
