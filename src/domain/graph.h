// The graph of services: dependencies between assets of different services, added up.
#pragma once
#include "domain/traversal.h"
#include "model/model.h"

// All services, or those of a team (not NULL) and what is joined to them by an edge of enough confidence. Edges that were
// observed with less than `min_confidence` are left out.
struct service_graph graph_of_services(db *d, const uuid *team, double min_confidence, arena *a);
// The service, what is joined to it, and all edges among them.
struct service_graph graph_around_service(db *d, const uuid *service, arena *a);
// The services that a change of the asset would reach within `depth` dependencies, over at most `maximum` assets.
struct impact_graph graph_of_impact(db *d, const struct asset *asset, int depth, size_t maximum, arena *a);
