#include "domain/can_publish.h"
#include "server/app.h"
#include "server/assets.h"
#include "server/caller.h"
#include "server/publish.h"
#include "server/request.h"
#include "server/schemas.h"
#include "store/assets.h"

#define ENVIRONMENT_MICROSECONDS (INT64_C(5) * 1000000) // for the comparisons with what runs there

static const char published_meanwhile[] = "Another contract of the asset was published meanwhile. Send it again.";

// NULL: no environment is asked about. `policy` RECORD_ENUM_NONE: the asset's.
static deployable *environment_of(request *rq, const struct asset *asset, int policy) {
    const struct can_publish_query *query = rq->query;
    if (query->environment == NULL)
        return NULL;
    return deployable_in(rq->db, rq->app->schemas, &asset->id, query->environment,
                         policy == RECORD_ENUM_NONE ? asset->compatibility_policy : policy,
                         monotonic_now() + ENVIRONMENT_MICROSECONDS, rq->arena);
}

static int reply_answer(request *rq, struct can_publish *answer) {
    const struct can_publish_query *query = rq->query;
    answer->environment = query->environment;
    return reply_record(rq, &type_can_publish, answer);
}

int assets_can_publish(request *rq) {
    struct asset asset;
    struct can_publish answer;
    if (!asset_or_reply(rq, &asset))
        return rq->status;
    if (!can_publish_proposed(&answer, rq->db, &asset, environment_of(rq, &asset, RECORD_ENUM_NONE), rq->app->schemas,
                              &rq->app->limits, rq->arena))
        return reply_unavailable(rq, 1, published_meanwhile);
    return reply_answer(rq, &answer);
}

int assets_can_publish_schema(request *rq) {
    const struct publish *in = rq->body;
    struct asset asset;
    struct can_publish answer;
    contract_document source = contract_document_read(&rq->app->limits, rq->arena, in->schema_format, in->schema.tree);
    if (!asset_or_reply(rq, &asset) || !schema_valid_or_reply(rq, &source) ||
        !schema_within_limits_or_reply(rq, &source))
        return rq->status;
    publish_draft draft = publish_prepare(rq->db, rq->app->schemas, &asset.id, source, in->compatibility_mode,
                                          in->compatibility_policy, rq->arena);
    publish_order order = publish_order_of(in, &asset, &draft);
    order.publisher = asset.owner_team_id;
    if (!can_publish_order(&answer, rq->db, &order, environment_of(rq, &asset, in->compatibility_policy), rq->arena))
        return reply_unavailable(rq, 1, published_meanwhile);
    return reply_answer(rq, &answer);
}
