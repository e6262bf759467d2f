// Many schemas, each compared before the transaction and decided on in it, within a budget of time and memory that all of them
// share. What fails is told with its item and keeps none of the others back.
#include "base/map.h"
#include "domain/publish.h"
#include "model/rules.h"
#include "server/app.h"
#include "server/caller.h"
#include "server/publish.h"
#include "server/request.h"
#include "store/assets.h"

// What one request may spend. Each comparison is bounded by itself; these bound a hundred of them.
#define PREPARE_MICROSECONDS (10 * INT64_C(1000000))
#define WRITE_MICROSECONDS INT64_C(2000000) // while all other writes wait

static publish_budget budget_of(const request *rq, int64_t microseconds) {
    return (publish_budget){
        .until = monotonic_now() + microseconds,
        .memory = (size_t)rq->app->config->max_request_memory / 8 * 7, // the rest is for the reply
    };
}

// --- before the transaction ------------------------------------------------------------------------------------------

// RECORD_ENUM_NONE: none is named that there is.
static int mode_of(const struct bulk_contract *in) {
    schema_mode mode;
    bool known = in->compatibility_mode != NULL && schema_mode_parse(text_of(in->compatibility_mode), &mode);
    return known ? (int)mode : RECORD_ENUM_NONE;
}

static publish_draft prepare_one(request *rq, const struct bulk_contract *in) {
    contract_document source = contract_document_read(&rq->app->limits, rq->arena, in->schema_format, in->schema.tree);
    if (source.schema != NULL && source.excess == NULL)
        schema_within_limits(&rq->app->limits, rq->arena, source.schema, &source.excess);
    return publish_prepare(rq->db, rq->app->schemas, &in->asset_id, source, mode_of(in), RECORD_ENUM_NONE, rq->arena);
}

int contracts_bulk_publish_prepare(request *rq) {
    const struct bulk_publish *in = rq->body;
    const struct bulk_publish_query *how = rq->query;
    const struct bulk_contract *items = in->contracts.items;
    publish_draft *drafts = rq->prepared;
    bool again = drafts != NULL;
    if (!again)
        drafts = arena_array(rq->arena, in->contracts.count, sizeof *drafts);
    publish_budget budget = budget_of(rq, PREPARE_MICROSECONDS);
    for (size_t i = 0; i < in->contracts.count; i++)
        if (publish_budget_is_spent(&budget, rq->arena))
            drafts[i] = (publish_draft){.given_up = true};
        else if (again)
            publish_prepare_again(&drafts[i], rq->db, &items[i].asset_id, rq->arena);
        else
            drafts[i] = prepare_one(rq, &items[i]);
    rq->prepared = drafts;
    rq->course.only_reads = how->dry_run == 1;
    return 0;
}

// --- in the transaction ----------------------------------------------------------------------------------------------

static bool publisher_or_reply(request *rq, struct team *publisher) {
    const struct bulk_publish *in = rq->body;
    if (!publish_team_or_reply(rq, &in->published_by, publisher))
        return false;
    if (!request_acts_for(rq, &publisher->id)) {
        reply_error(rq, ERROR_UNAUTHORIZED_TEAM,
                    arena_printf(rq->arena,
                                 "Cannot publish contracts on behalf of team '%s'. Use an admin API key to publish on "
                                 "behalf of other teams.",
                                 publisher->name),
                    NULL);
        return false;
    }
    return publish_user_or_reply(rq, &in->published_by_user_id, NULL);
}

// Why the item's asset cannot be published for at all; NULL: it can.
static const char *asset_fault(request *rq, map *seen, const struct bulk_contract *in, struct asset *asset) {
    if (!store_assets_get(rq->db, &in->asset_id, asset, rq->arena))
        return arena_printf(rq->arena, "Asset not found: %s", detail_uuid(rq, &in->asset_id).string);
    // The second would be judged by a state that the first one changes, and a dry run could not tell.
    if (map_put(seen, (text){(const char *)in->asset_id.bytes, sizeof in->asset_id.bytes}, seen) != NULL)
        return "Asset appears more than once in this request";
    if (request_acts_for(rq, &asset->owner_team_id))
        return NULL;
    return arena_printf(rq->arena, "Cannot publish contract for asset '%s': it is owned by another team", asset->fqn);
}

// What became of an item, or in a dry run would.
static int status_of(publish_fate fate, bool dry_run) {
    switch (fate) {
    case PUBLISH_CONTRACT:
        return dry_run ? bulk_publish_status_will_publish : bulk_publish_status_published;
    case PUBLISH_UNCHANGED:
        return dry_run ? bulk_publish_status_will_skip : bulk_publish_status_skipped;
    case PUBLISH_PROPOSAL:
        return dry_run ? bulk_publish_status_breaking : bulk_publish_status_proposal_created;
    case PUBLISH_BREAKING:
        return dry_run ? bulk_publish_status_breaking : bulk_publish_status_failed;
    default:
        return bulk_publish_status_failed;
    }
}

static const char *error_of(request *rq, const publish_outcome *outcome, const struct asset *asset) {
    if (outcome->fate == PUBLISH_BREAKING)
        return "Breaking change requires proposal. Use create_proposals_for_breaking=true or resolve manually.";
    if (outcome->message != NULL)
        return outcome->message;
    return arena_printf(rq->arena, "Internal error publishing contract for asset %s",
                        detail_uuid(rq, &asset->id).string);
}

static const char *reason_of(request *rq, const publish_outcome *outcome, bool dry_run) {
    size_t breaking = verdict_breaking(&outcome->verdict);
    if (outcome->fate == PUBLISH_UNCHANGED)
        return outcome->message;
    if (outcome->fate != PUBLISH_CONTRACT)
        return arena_printf(rq->arena, "Breaking change: %s%zu incompatible modification(s)",
                            dry_run ? "" : "proposal created for ", breaking);
    if (outcome->published_proposal.set)
        return "Its proposal was approved";
    if (outcome->current_version == NULL)
        return "First contract for this asset";
    return arena_printf(rq->arena, "Compatible %s change",
                        schema_change_type_name(verdict_change_type(&outcome->verdict)));
}

static void tell(request *rq, const publish_order *order, const publish_outcome *outcome, comparison_room *room,
                 struct bulk_publish_item *item) {
    item->status = status_of(outcome->fate, order->dry_run);
    item->suggested_version = outcome->version;
    item->current_version = outcome->current_version;
    if (outcome->version != NULL && verdict_breaking(&outcome->verdict) > 0)
        item->breaking_changes = verdict_breaking_records_within(rq->arena, &outcome->verdict, room);
    if (item->status == bulk_publish_status_failed) {
        item->error = error_of(rq, outcome, order->asset);
        return;
    }
    item->reason = reason_of(rq, outcome, order->dry_run);
    if (item->status == bulk_publish_status_published)
        item->contract_id = outcome->contract->id;
    if (item->status == bulk_publish_status_proposal_created)
        item->proposal_id = outcome->proposal->id;
}

static publish_order order_of(request *rq, const struct bulk_contract *in, const publish_draft *draft,
                              const struct asset *asset, const struct team *publisher) {
    const struct bulk_publish *all = rq->body;
    const struct bulk_publish_query *how = rq->query;
    return (publish_order){
        .asset = asset,
        .draft = draft,
        .compatibility_mode = mode_of(in),
        .compatibility_policy = RECORD_ENUM_NONE,
        .guarantees = in->guarantees,
        .field_descriptions = in->field_descriptions,
        .field_tags = in->field_tags,
        .publisher = publisher->id,
        .publisher_name = publisher->name,
        .publisher_user = all->published_by_user_id,
        .proposal_reason = in->reason,
        .expires_at = publish_expiry(rq, in->deadline),
        .dry_run = how->dry_run == 1,
        .notices = rq->app->notices,
    };
}

static int64_t *counter(struct bulk_publish_result *result, int status, bool proposes) {
    switch (status) {
    case bulk_publish_status_will_publish:
    case bulk_publish_status_published:
        return &result->published;
    case bulk_publish_status_will_skip:
    case bulk_publish_status_skipped:
        return &result->skipped;
    case bulk_publish_status_proposal_created:
        return &result->proposals_created;
    case bulk_publish_status_breaking:
        return proposes ? &result->proposals_created : &result->failed;
    default:
        return &result->failed;
    }
}

int contracts_bulk_publish(request *rq) {
    const struct bulk_publish *in = rq->body;
    const struct bulk_publish_query *how = rq->query;
    const struct bulk_contract *contracts = in->contracts.items;
    const publish_draft *drafts = rq->prepared;
    struct team publisher;
    if (!publisher_or_reply(rq, &publisher))
        return rq->status;
    size_t count = in->contracts.count;
    struct bulk_publish_item *items = arena_array(rq->arena, count, sizeof *items);
    struct bulk_publish_result result = {
        .preview = how->dry_run, .total = (int64_t)count, .results = {.items = items, .count = count}};
    map *seen = map_new(rq->arena, count);
    publish_budget budget = budget_of(rq, WRITE_MICROSECONDS);
    comparison_room room = COMPARISON_ROOM;
    bool proposes = how->create_proposals_for_breaking == 1;
    for (size_t i = 0; i < count; i++) {
        struct asset asset = {.fqn = NULL};
        record_defaults(&type_bulk_publish_item, rq->arena, &items[i]);
        items[i].asset_id = contracts[i].asset_id;
        items[i].breaking_changes.items = items; // an empty list, not null
        items[i].status = bulk_publish_status_failed;
        items[i].error = asset_fault(rq, seen, &contracts[i], &asset);
        items[i].asset_fqn = asset.fqn;
        if (items[i].error == NULL) {
            publish_order order = order_of(rq, &contracts[i], &drafts[i], &asset, &publisher);
            publish_outcome outcome = publish_bulk_run(rq->db, &order, proposes, &budget, rq->arena);
            if (outcome.fate == PUBLISH_OVERTAKEN && rq->course.tries_left > 0) {
                rq->course.overtaken = true; // all of them together, when this one was compared again
                return reply_unavailable(rq, 1, outcome.message);
            }
            tell(rq, &order, &outcome, &room, &items[i]);
        }
        ++*counter(&result, items[i].status, proposes);
    }
    return reply_record(rq, &type_bulk_publish_result, &result);
}
