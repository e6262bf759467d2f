// A look before use is a signal of consumption: it is written down, by whom and what was told, and discovery reads that.
#include "domain/audit.h"
#include "server/app.h"
#include "server/caller.h"
#include "server/request.h"
#include "store/audit_runs.h"
#include "store/context.h"
#include "store/preflight.h"

enum { MOST_CAVEATS = 3 };

static const int64_t minute = INT64_C(60) * 1000000;

// Of several environments that have the name the server's default one is meant, unless the request says another.
static bool asset_or_reply(request *rq, const char *fqn, uuid *asset) {
    const struct preflight_query *query = rq->query;
    record_list found = store_context_find(rq->db, fqn, query->environment, rq->arena);
    const struct asset_match *matches = found.items;
    if (found.count == 0) {
        reply_error(rq, ERROR_ASSET_NOT_FOUND, arena_printf(rq->arena, "No asset found with FQN '%s'", fqn),
                    detail(rq, "fqn", json_make_string(text_of(fqn))));
        return false;
    }
    *asset = matches[0].id;
    for (size_t i = 0; i < found.count; i++)
        if (strcmp(matches[i].environment, rq->app->config->default_environment) == 0)
            *asset = matches[i].id;
    return true;
}

// How fresh the data has to be, and whether it was when it was last checked.
static void add_freshness(request *rq, struct preflight *out) {
    json_error error;
    int64_t minutes = 0;
    const json_value *guarantees = out->guarantees.raw.data == NULL
                                       ? NULL
                                       : json_parse(rq->arena, out->guarantees.raw, JSON_DEPTH_MAXIMUM, &error);
    const json_value *limit = json_get(json_get(guarantees, "freshness"), "max_staleness_minutes");
    if (limit == NULL || limit->type != JSON_NUMBER || !json_to_int64(limit, &minutes))
        return;
    out->freshness_sla = arena_new_of(rq->arena, struct freshness_sla);
    *out->freshness_sla =
        (struct freshness_sla){.max_staleness_minutes = minutes, .last_measured_at = out->last_audit_at};
    if (out->last_audit_at != TIMESTAMP_NONE)
        out->fresh = (int8_t)((timestamp_now() - out->last_audit_at) / minute < minutes);
}

static record_strings caveats_of(request *rq, const struct preflight *out, bool deprecated) {
    record_strings caveats = {arena_array(rq->arena, MOST_CAVEATS, sizeof *caveats.items), 0};
    if (deprecated)
        caveats.items[caveats.count++] = "Contract is deprecated; a newer version may be available.";
    if (out->last_audit_status == audit_run_status_failed)
        caveats.items[caveats.count++] = "Most recent audit run failed: guarantee violations were detected.";
    if (out->fresh == 0)
        caveats.items[caveats.count++] = "Data does not meet the freshness SLA.";
    return caveats;
}

static void audit_look(request *rq, const struct preflight *out) {
    const struct preflight_query *query = rq->query;
    json_builder payload = json_builder_on(rq->arena);
    json_put_string(&payload, "asset_fqn", out->asset_fqn);
    json_put_string(&payload, "contract_version", out->contract_version);
    json_put_string(&payload, "freshness_status", out->fresh == 1 ? "fresh" : out->fresh == 0 ? "stale" : "unknown");
    json_put_boolean(&payload, "guarantees_checked", out->guarantees.raw.length > 2);
    json_put_string(&payload, "consumer_type", query->consumer_type);
    audit_record(rq->db, AUDIT_preflight_checked, &out->asset_id, &request_caller(rq)->team_id, json_built(&payload),
                 rq->arena);
}

int assets_preflight(request *rq) {
    struct preflight out;
    struct context_audit latest;
    bool deprecated = false;
    record_blank(&type_preflight, &out);
    const char *fqn = rq->texts[0];
    if (!asset_or_reply(rq, fqn, &out.asset_id))
        return rq->status;
    uuid asset = out.asset_id;
    if (!store_preflight_contract(rq->db, &asset, &out, &deprecated, rq->arena))
        return reply_error(rq, ERROR_NOT_FOUND, arena_printf(rq->arena, "No active contract found for asset '%s'", fqn),
                           detail(rq, "asset_id", detail_uuid(rq, &asset)));
    out.asset_id = asset;
    out.asset_fqn = fqn;
    if (store_audit_runs_latest(rq->db, &asset, &latest, rq->arena)) {
        out.last_audit_status = latest.status;
        out.last_audit_at = latest.run_at;
    }
    add_freshness(rq, &out);
    out.caveats = caveats_of(rq, &out, deprecated);
    audit_look(rq, &out);
    return reply_record(rq, &type_preflight, &out);
}
