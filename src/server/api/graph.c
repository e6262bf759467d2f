#include "domain/graph.h"
#include "server/app.h"
#include "server/assets.h"
#include "server/request.h"
#include "store/assets.h"
#include "store/services.h"

int graph_services(request *rq) {
    const struct graph_query *query = rq->query;
    const uuid *team = query->team_id.set ? &query->team_id : NULL;
    struct service_graph graph = graph_of_services(rq->db, team, query->min_confidence, rq->arena);
    return reply_record(rq, &type_service_graph, &graph);
}

int graph_neighborhood(request *rq) {
    if (!store_services_exist(rq->db, &rq->ids[0]))
        return reply_not_found(rq, ERROR_SERVICE_NOT_FOUND, NULL, "service_id", &rq->ids[0]);
    struct service_graph graph = graph_around_service(rq->db, &rq->ids[0], rq->arena);
    return reply_record(rq, &type_service_graph, &graph);
}

int graph_impact(request *rq) {
    const struct graph_impact_query *query = rq->query;
    struct asset asset;
    if (!asset_or_reply(rq, &asset))
        return rq->status;
    struct impact_graph graph =
        graph_of_impact(rq->db, &asset, (int)query->depth, (size_t)rq->app->config->lineage_assets_max, rq->arena);
    return reply_record(rq, &type_impact_graph, &graph);
}
