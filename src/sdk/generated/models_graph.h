// What the structs of tessera/models/graph.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/reflect.h"

extern const tessera_reflect_model table_model_graph_query;
extern const tessera_reflect_model table_model_graph_node;
extern const tessera_reflect_model table_model_graph_edge;
extern const tessera_reflect_model table_model_graph_metadata;
extern const tessera_reflect_model table_model_service_graph;
extern const tessera_reflect_model table_model_graph_impact_query;
extern const tessera_reflect_model table_model_graph_source;
extern const tessera_reflect_model table_model_affected_service;
extern const tessera_reflect_model table_model_impact_edge;
extern const tessera_reflect_model table_model_impact_graph;
