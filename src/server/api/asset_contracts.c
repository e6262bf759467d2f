#include "base/json_build.h"
#include "domain/verdict.h"
#include "server/app.h"
#include "server/assets.h"
#include "server/request.h"
#include "server/schemas.h"
#include "store/assets.h"
#include "store/contracts.h"

int assets_contracts(request *rq) {
    list_page page;
    if (!page_or_reply(rq, order_contracts_newest, &page))
        return rq->status;
    record_list contracts = store_contracts_of_asset(rq->db, &rq->ids[0], rq->query, &page, rq->arena);
    return reply_page(rq, &type_contract, contracts, &page);
}

int assets_contract_history(request *rq) {
    const struct contract_history_query *query = rq->query;
    struct asset asset;
    if (!asset_or_reply(rq, &asset))
        return rq->status;
    struct contract_history history = {
        .asset_id = asset.id,
        .asset_fqn = asset.fqn,
        .contracts = comparison_history(rq->db, rq->app->schemas, &asset.id, asset.compatibility_policy, query->limit,
                                        query->offset, (size_t)rq->app->config->history_bytes, rq->arena),
    };
    return reply_record(rq, &type_contract_history, &history);
}

static bool version_or_reply(request *rq, const char *version, struct contract *contract) {
    if (store_contracts_of_version(rq->db, &rq->ids[0], version, contract, rq->arena))
        return true;
    json_builder details = json_builder_on(rq->arena);
    json_put_uuid(&details, "asset_id", &rq->ids[0]);
    json_put_string(&details, "version", version);
    reply_error(rq, ERROR_CONTRACT_NOT_FOUND,
                arena_printf(rq->arena, "Contract version '%s' not found for this asset", version),
                json_built(&details));
    return false;
}

int assets_contract_diff(request *rq) {
    const struct contract_diff_query *query = rq->query;
    struct asset asset;
    struct contract from, to;
    if (!asset_or_reply(rq, &asset) || !version_or_reply(rq, query->from_version, &from) ||
        !version_or_reply(rq, query->to_version, &to))
        return rq->status;
    schema_changes changes = comparison_of_contracts(rq->db, rq->app->schemas, &from, &to, from.compatibility_mode,
                                                     asset.compatibility_policy, rq->arena);
    schema_changes breaking = schema_breaking(rq->arena, changes, (schema_mode)from.compatibility_mode);
    struct contract_diff diff = {
        .asset_id = asset.id,
        .asset_fqn = asset.fqn,
        .from_version = from.version,
        .to_version = to.version,
        .change_type = (int)schema_change_type_of(changes),
        .is_compatible = (int8_t)(breaking.count == 0),
        .breaking_changes = comparison_records(rq->arena, breaking),
        .all_changes = comparison_records(rq->arena, changes),
        .compatibility_mode = from.compatibility_mode,
    };
    return reply_record(rq, &type_contract_diff, &diff);
}

int assets_version_suggestion(request *rq) {
    const struct version_request *in = rq->body;
    struct asset asset;
    if (!asset_or_reply(rq, &asset))
        return rq->status;
    contract_document source = contract_document_read(&rq->app->limits, rq->arena, in->schema_format, in->schema.tree);
    if (!schema_valid_or_reply(rq, &source))
        return rq->status;
    version_suggestion suggestion = verdict_suggest_next(rq->db, rq->app->schemas, &asset.id, &source, rq->arena);
    return reply_record(rq, &type_version_suggestion, suggestion_record(rq, &suggestion));
}
