// What the structs of tessera/models/graph.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/generated/enums.h"
#include "sdk/generated/models_graph.h"
#include "tessera/models/graph.h"

static const tessera_reflect_field fields_graph_query[] = {
    {"team_id", "team_id", TESSERA_KIND_ID, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_graph_query, team_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Only services of this team and those joined to them"},
    {"min_confidence", "min_confidence", TESSERA_KIND_NUMBER, 0, TESSERA_PLACE_QUERY, 1, offsetof(tessera_graph_query, min_confidence), 14, 14, 0, 1, NULL, NULL, NULL, "Leave out edges that were observed with less confidence"},
    {"include_unregistered", "include_unregistered", TESSERA_KIND_BOOL, 0, TESSERA_PLACE_QUERY, 2, offsetof(tessera_graph_query, include_unregistered), 20, 20, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Taken, and without effect: every service is registered"},
};
const tessera_reflect_model table_model_graph_query = {"graph_query", "tessera_graph_query", "GraphQuery", sizeof(tessera_graph_query), 3, fields_graph_query, "Which part of the graph", 0x0};
static const tessera_reflect_field fields_graph_node[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_graph_node, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Service"},
    {"name", "name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_graph_node, name), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name"},
    {"repo_id", "repo_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_graph_node, repo_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its repository"},
    {"repo_name", "repo_name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_graph_node, repo_name), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the repository"},
    {"team_id", "team_id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_graph_node, team_id), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Owner team of the repository"},
    {"team_name", "team_name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_graph_node, team_name), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the owner team"},
    {"asset_count", "asset_count", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_graph_node, asset_count), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Active assets that belong to it"},
    {"has_breaking_proposal", "has_breaking_proposal", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 7, offsetof(tessera_graph_node, has_breaking_proposal), 21, 21, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether one of them has a pending proposal"},
    {"last_synced_at", "last_synced_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 8, offsetof(tessera_graph_node, last_synced_at), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When the repository was last synchronised"},
    {"sync_status", "sync_status", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 9, offsetof(tessera_graph_node, sync_status), 11, 11, INT64_MIN, INT64_MIN, &table_enum_sync_status, NULL, NULL, "How fresh that is"},
};
const tessera_reflect_model table_model_graph_node = {"graph_node", "tessera_graph_node", "GraphNode", sizeof(tessera_graph_node), 10, fields_graph_node, "A service in the graph", 0x2ff};
static const tessera_reflect_field fields_graph_edge[] = {
    {"source", "source", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_graph_edge, source), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Service that uses the other"},
    {"target", "target", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_graph_edge, target), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Service that is used"},
    {"dependency_type", "dependency_type", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_graph_edge, dependency_type), 15, 15, INT64_MIN, INT64_MIN, &table_enum_dependency_type, NULL, NULL, "How it is used"},
    {"source_type", "source_type", TESSERA_KIND_ENUM, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_graph_edge, source_type), 11, 11, INT64_MIN, INT64_MIN, &table_enum_dependency_source, NULL, NULL, "How that became known"},
    {"confidence", "confidence", TESSERA_KIND_NUMBER, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_graph_edge, confidence), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "The greatest of the dependencies behind it; null: none has any"},
    {"call_count", "call_count", TESSERA_KIND_INT, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 5, offsetof(tessera_graph_edge, call_count), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Calls that were observed, together"},
    {"asset_level_edges", "asset_level_edges", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_graph_edge, asset_level_edges), 17, 17, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Dependencies between assets behind it"},
};
const tessera_reflect_model table_model_graph_edge = {"graph_edge", "tessera_graph_edge", "GraphEdge", sizeof(tessera_graph_edge), 7, fields_graph_edge, "That assets of one service use assets of another", 0x4f};
static const tessera_reflect_field fields_graph_metadata[] = {
    {"node_count", "node_count", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_graph_metadata, node_count), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Services"},
    {"edge_count", "edge_count", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_graph_metadata, edge_count), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Edges"},
    {"teams", "teams", TESSERA_KIND_STRINGS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_graph_metadata, teams), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Names of their owner teams, sorted, each once"},
    {"last_otel_sync", "last_otel_sync", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_graph_metadata, last_otel_sync), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When traces were last looked at; null: never"},
    {"truncated", "truncated", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_graph_metadata, truncated), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether there is more than a reply holds"},
};
const tessera_reflect_model table_model_graph_metadata = {"graph_metadata", "tessera_graph_metadata", "GraphMetadata", sizeof(tessera_graph_metadata), 5, fields_graph_metadata, "What a graph holds", 0x17};
static const tessera_reflect_field fields_service_graph[] = {
    {"nodes", "nodes", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_service_graph, nodes), 5, 5, INT64_MIN, INT64_MIN, NULL, &table_model_graph_node, NULL, "Services, by name"},
    {"edges", "edges", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_service_graph, edges), 5, 5, INT64_MIN, INT64_MIN, NULL, &table_model_graph_edge, NULL, "Edges between them, by the names of both ends"},
    {"unregistered_services", "unregistered_services", TESSERA_KIND_STRINGS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_service_graph, unregistered_services), 21, 21, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Services that nobody registered: none"},
    {"metadata", "metadata", TESSERA_KIND_RECORD, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_service_graph, metadata), 8, 8, INT64_MIN, INT64_MIN, NULL, &table_model_graph_metadata, NULL, "What it holds"},
};
const tessera_reflect_model table_model_service_graph = {"service_graph", "tessera_service_graph", "ServiceGraph", sizeof(tessera_service_graph), 4, fields_service_graph, "Services, and which uses which", 0xf};
static const tessera_reflect_field fields_graph_impact_query[] = {
    {"depth", "depth", TESSERA_KIND_INT, 0, TESSERA_PLACE_QUERY, 0, offsetof(tessera_graph_impact_query, depth), 5, 5, 1, 10, NULL, NULL, NULL, "Dependencies to walk along"},
};
const tessera_reflect_model table_model_graph_impact_query = {"graph_impact_query", "tessera_graph_impact_query", "GraphImpactQuery", sizeof(tessera_graph_impact_query), 1, fields_graph_impact_query, "How far to look", 0x0};
static const tessera_reflect_field fields_graph_source[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_graph_source, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Asset"},
    {"fqn", "fqn", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_graph_source, fqn), 3, 3, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name"},
    {"service_name", "service_name", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_graph_source, service_name), 12, 12, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of its service"},
};
const tessera_reflect_model table_model_graph_source = {"graph_source", "tessera_graph_source", "GraphSource", sizeof(tessera_graph_source), 3, fields_graph_source, "The asset that may change", 0x3};
static const tessera_reflect_field fields_affected_service[] = {
    {"id", "id", TESSERA_KIND_ID, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_affected_service, id), 2, 2, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Service"},
    {"name", "name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_affected_service, name), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its name"},
    {"team_name", "team_name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_affected_service, team_name), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of its owner team, or unknown"},
    {"depth", "depth", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_affected_service, depth), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Dependencies between the asset and the nearest of its assets"},
    {"path", "path", TESSERA_KIND_STRINGS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_affected_service, path), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Names of the services on the way to it, itself last"},
};
const tessera_reflect_model table_model_affected_service = {"affected_service", "tessera_affected_service", "AffectedService", sizeof(tessera_affected_service), 5, fields_affected_service, "A service that a change would reach", 0x1f};
static const tessera_reflect_field fields_impact_edge[] = {
    {"source", "source", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_impact_edge, source), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the service that is used"},
    {"target", "target", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_impact_edge, target), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the service that uses it"},
    {"depth", "depth", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_impact_edge, depth), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Its place in the path, from 1"},
};
const tessera_reflect_model table_model_impact_edge = {"impact_edge", "tessera_impact_edge", "ImpactEdge", sizeof(tessera_impact_edge), 3, fields_impact_edge, "A step from service to service", 0x7};
static const tessera_reflect_field fields_impact_graph[] = {
    {"source_asset", "source_asset", TESSERA_KIND_RECORD, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_impact_graph, source_asset), 12, 12, INT64_MIN, INT64_MIN, NULL, &table_model_graph_source, NULL, "The asset"},
    {"affected_services", "affected_services", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_impact_graph, affected_services), 17, 17, INT64_MIN, INT64_MIN, NULL, &table_model_affected_service, NULL, "Services, nearest first, then by name"},
    {"impact_edges", "impact_edges", TESSERA_KIND_RECORDS, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_impact_graph, impact_edges), 12, 12, INT64_MIN, INT64_MIN, NULL, &table_model_impact_edge, NULL, "Steps of their paths, each once"},
    {"truncated", "truncated", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_impact_graph, truncated), 9, 9, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether more assets are concerned than are looked at"},
};
const tessera_reflect_model table_model_impact_graph = {"impact_graph", "tessera_impact_graph", "ImpactGraph", sizeof(tessera_impact_graph), 4, fields_impact_graph, "Which services a change of an asset would reach", 0xf};
