#include "domain/impact.h"
#include "server/app.h"
#include "server/request.h"
#include "store/assets.h"
#include "store/contracts.h"

static bool schema_valid_or_reply(request *rq, const json_value *schema) {
    schema_errors errors = schema_validate(rq->arena, schema);
    const char *list = "";
    for (size_t i = 0; i < errors.count; i++)
        list = arena_printf(rq->arena, "%s%s%s", list, i == 0 ? "" : "; ", errors.items[i]);
    if (errors.count == 0)
        return true;
    reply_error(rq, ERROR_INVALID_SCHEMA, arena_printf(rq->arena, "Invalid proposed_schema: %s", list), NULL);
    return false;
}

int assets_impact_preview(request *rq) {
    const struct impact_preview_request *in = rq->body;
    struct asset asset;
    struct contract current;
    struct impact_preview preview;
    if (!schema_valid_or_reply(rq, in->proposed_schema.tree))
        return rq->status;
    if (!store_assets_get(rq->db, &rq->ids[0], &asset, rq->arena))
        return reply_error(rq, ERROR_ASSET_NOT_FOUND, NULL, NULL);
    if (!store_contracts_active(rq->db, &asset.id, &current, rq->arena))
        return reply_error(rq, ERROR_CONTRACT_NOT_FOUND, "Asset has no published contracts", NULL);
    impact_preview(rq->db, rq->app->schemas, &asset, &current, in, &preview, rq->arena);
    return reply_record(rq, &type_impact_preview, &preview);
}
