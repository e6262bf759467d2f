// Consumers that were concluded from use: scans that look for them, and people who confirm or reject what was found.
#include "domain/discovery.h"
#include "server/caller.h"
#include "server/request.h"
#include "store/inferred.h"
#include "store/teams.h"
#include <math.h>

// --- scans -----------------------------------------------------------------------------------------------------------

typedef struct prepared_scan {
    int64_t began; // monotonic
    use_signals signals;
} prepared_scan;

// Reading the log takes long, so it is done before the transaction.
int discovery_scan_prepare(request *rq) {
    const struct discovery_scan *in = rq->body;
    if (strcmp(in->source, DISCOVERY_SOURCE) != 0)
        return reply_error_status(
            rq, ERROR_VALIDATION_ERROR, 400,
            arena_printf(rq->arena, "Unsupported source: %s. Only '" DISCOVERY_SOURCE "' is supported.", in->source),
            NULL);
    prepared_scan *prepared = arena_new_of(rq->arena, prepared_scan);
    prepared->began = monotonic_now();
    prepared->signals = discovery_signals(rq->db, timestamp_now() - in->lookback_days * TIMESTAMP_DAY, rq->arena);
    rq->prepared = prepared;
    return 0;
}

int discovery_scan(request *rq) {
    const struct discovery_scan *in = rq->body;
    const prepared_scan *prepared = rq->prepared;
    const discovery_terms terms = {
        .lookback_days = in->lookback_days, .min_calls = in->min_calls, .min_confidence = in->min_confidence};
    struct discovery_result result = {.source = in->source};
    discovery_conclude(rq->db, &terms, &prepared->signals, timestamp_now(), &result, rq->arena);
    result.scan_duration_ms = (monotonic_now() - prepared->began) / 1000;
    return reply_record(rq, &type_discovery_result, &result);
}

// --- what they found -------------------------------------------------------------------------------------------------

int discovery_inferred(request *rq) {
    struct inferred_query query = *(const struct inferred_query *)rq->query;
    struct inferred_list list = {.inferred_dependencies = {arena_alloc(rq->arena, 1), 0}};
    const caller *who = request_caller(rq);
    if (!who->is_admin) { // others see what is said of their own team
        if (query.team_id.set && !uuid_equal(&query.team_id, &who->team_id))
            return reply_record(rq, &type_inferred_list, &list);
        query.team_id = who->team_id;
    }
    list.inferred_dependencies = store_inferred_list(rq->db, &query, &list.total, rq->arena);
    return reply_record(rq, &type_inferred_list, &list);
}

static bool own_pending_or_reply(request *rq, struct inferred_dependency *found, const char *verb) {
    if (!store_inferred_get(rq->db, &rq->ids[0], found, rq->arena)) {
        reply_not_found(rq, ERROR_DEPENDENCY_NOT_FOUND, "Inferred dependency not found", "inference_id", &rq->ids[0]);
        return false;
    }
    const char *foreign = arena_printf(rq->arena, "Can only %s inferences for your own team", verb);
    if (!acts_for_or_reply(rq, &found->consumer_team_id, foreign))
        return false;
    if (found->status == inference_status_pending)
        return true;
    reply_error_status(rq, ERROR_VALIDATION_ERROR, 400,
                       arena_printf(rq->arena,
                                    "Cannot %s inference with status '%s'; only PENDING inferences can be %sed", verb,
                                    enum_inference_status.values[found->status], verb),
                       NULL);
    return false;
}

int discovery_confirm(request *rq) {
    const struct inference_confirm *in = rq->body;
    struct inferred_dependency found;
    struct registration registration;
    struct team team;
    if (!own_pending_or_reply(rq, &found, "confirm"))
        return rq->status;
    if (!store_teams_get(rq->db, &found.consumer_team_id, &team, rq->arena))
        return reply_not_found(rq, ERROR_TEAM_NOT_FOUND, "Consumer team not found", "consumer_team_id",
                               &found.consumer_team_id);
    const discovery_agreement agreed = {in->dependency_type, in->pinned_version};
    discovery_promote(rq->db, &found, &agreed, &request_caller(rq)->team_id, &registration, rq->arena);
    struct inference_confirmed confirmed = {.inferred_dependency_id = found.id, .status = inference_status_confirmed};
    struct promoted_registration promoted = {.registration_id = registration.id,
                                             .contract_id = registration.contract_id,
                                             .consumer_team_id = registration.consumer_team_id,
                                             .status = registration.status};
    if (registration.id.set)
        confirmed.promoted_registration = &promoted;
    return reply_record(rq, &type_inference_confirmed, &confirmed);
}

int discovery_reject(request *rq) {
    const struct inference_reject *in = rq->body;
    struct inferred_dependency found;
    if (!own_pending_or_reply(rq, &found, "reject"))
        return rq->status;
    discovery_dismiss(rq->db, &found, in->reason, &request_caller(rq)->team_id, rq->arena);
    struct inference_rejected rejected = {.inferred_dependency_id = found.id, .status = inference_status_rejected};
    return reply_record(rq, &type_inference_rejected, &rejected);
}

static double part(int64_t of, int64_t all) {
    return all == 0 ? 0 : round((double)of / (double)all * 10000) / 10000;
}

int discovery_coverage(request *rq) {
    struct discovery_coverage coverage;
    const caller *who = request_caller(rq);
    const uuid none = UUID_NONE;
    store_inferred_coverage(rq->db, who->is_admin ? &none : &who->team_id, timestamp_now() - 30 * TIMESTAMP_DAY,
                            &coverage, rq->arena);
    int64_t known = coverage.assets_with_registrations + coverage.assets_with_inferred_only;
    coverage.assets_with_no_known_consumers = coverage.total_assets - known;
    coverage.coverage_registered = part(coverage.assets_with_registrations, coverage.total_assets);
    coverage.coverage_with_inferred = part(known, coverage.total_assets);
    return reply_record(rq, &type_discovery_coverage, &coverage);
}
