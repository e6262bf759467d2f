// The three questions about a change that nobody publishes: whom it would concern (impact), what a publish of it would say
// (preview), and how far it reaches downstream. All of them use the comparison and the verdict of a publish.
#include "domain/assets.h"
#include "domain/impact_reach.h"
#include "server/app.h"
#include "server/assets.h"
#include "server/caller.h"
#include "server/request.h"
#include "store/assets.h"
#include "store/contracts.h"
#include <assert.h>

static_assert((int)impact_change_type_MAJOR == (int)SCHEMA_MAJOR, "change types are in one order");

// What is wrong in one sentence: each error, or else the message and the place.
static const char *fault_of(request *rq, const contract_document *document) {
    const json_value *errors = json_get(document->details, "errors"), *path = json_get(document->details, "path");
    const char *list = "";
    for (uint32_t i = 0; errors != NULL && i < errors->count; i++)
        list = arena_printf(rq->arena, "%s%s%s", list, i == 0 ? "" : "; ", errors->elements[i].string);
    if (list[0] != '\0')
        return list;
    list = document->message != NULL ? document->message : "Invalid JSON Schema";
    return path == NULL || path->count == 0 ? list : arena_printf(rq->arena, "%s, at %s", list, path->string);
}

static bool proposed_or_reply(request *rq, const contract_document *document) {
    if (document->schema != NULL)
        return true;
    reply_error(rq, ERROR_INVALID_SCHEMA,
                arena_printf(rq->arena, "Invalid proposed_schema: %s", fault_of(rq, document)), NULL);
    return false;
}

static record_list consumers_told(request *rq, record_list registrations) {
    const struct registration *from = registrations.items;
    struct impact_consumer *items = arena_array(rq->arena, registrations.count + 1, sizeof *items);
    for (size_t i = 0; i < registrations.count; i++)
        items[i] = (struct impact_consumer){
            .registration_id = from[i].id,
            .consumer_team_id = from[i].consumer_team_id,
            .consumer_team_name = from[i].consumer_team_name,
            .contract_id = from[i].contract_id,
            .pinned_version = from[i].pinned_version,
            .status = from[i].status,
        };
    return (record_list){items, registrations.count};
}

static record_list remedies_told(request *rq, remedies found) {
    struct migration_suggestion *items = arena_array(rq->arena, found.count + 1, sizeof *items);
    for (size_t i = 0; i < found.count; i++) {
        const remedy *from = &found.items[i];
        record_strings changes = {arena_array(rq->arena, from->changes_count + 1, sizeof *changes.items),
                                  from->changes_count};
        for (size_t c = 0; c < from->changes_count; c++)
            changes.items[c] = from->changes_made[c];
        items[i] = (struct migration_suggestion){
            .strategy = from->strategy,
            .description = from->description,
            .confidence = from->confidence,
            .suggested_schema.tree = from->suggested_schema,
            .changes_made = changes,
        };
    }
    return (record_list){items, found.count};
}

static int reply_impact(request *rq, const struct contract *current, const impact *found) {
    struct impact_preview preview = {
        .is_breaking = (int8_t)(verdict_breaking(&found->verdict) > 0),
        .change_type = (int)verdict_change_type(&found->verdict),
        .breaking_changes = verdict_breaking_records(rq->arena, &found->verdict),
        .non_breaking_changes = comparison_records(rq->arena, found->compatible),
        .guarantee_changes = verdict_guarantee_records(rq->arena, &found->verdict),
        .affected_consumers = consumers_told(rq, found->consumers),
        .affected_downstream = found->downstream,
        .unconfirmed_consumers = found->unconfirmed,
        .suggested_version = found->version.suggested,
        .version_reason = found->version.reason,
        .would_create_proposal = (int8_t)found->proposes,
        .proposal_would_notify = found->teams,
        .migration_suggestions = remedies_told(rq, found->remedies),
        .touched_fields = found->touched,
        .current_version = current->version,
        .compatibility_mode = found->compatibility_mode,
        .compatibility_policy = found->compatibility_policy,
        .truncated = found->truncated ? true : RECORD_BOOL_NONE,
    };
    return reply_record(rq, &type_impact_preview, &preview);
}

int assets_impact_preview(request *rq) {
    const struct impact_preview_request *in = rq->body;
    struct asset asset;
    struct contract current;
    contract_document document =
        contract_document_read(&rq->app->limits, rq->arena, in->schema_format, in->proposed_schema.tree);
    if (!proposed_or_reply(rq, &document))
        return rq->status;
    if (!asset_or_reply(rq, &asset))
        return rq->status;
    if (!store_contracts_active(rq->db, &asset.id, &current, rq->arena))
        return reply_not_found(rq, ERROR_CONTRACT_NOT_FOUND, "Asset has no published contracts", "asset_id", &asset.id);
    impact_question question = {
        .asset = &asset,
        .current = &current,
        .document = &document,
        .guarantees = in->proposed_guarantees.tree,
        .compatibility_mode = in->compatibility_mode_override,
        .compatibility_policy = in->compatibility_policy,
    };
    impact found = impact_preview(rq->db, rq->app->schemas, &question, rq->arena);
    return reply_impact(rq, &current, &found);
}

// --- how far a change reaches ----------------------------------------------------------------------------------------

static int reply_faults(request *rq, const contract_document *document) {
    const char *faults = fault_of(rq, document);
    bool listed = json_get(document->details, "errors") != NULL;
    return reply_error(rq, ERROR_BAD_REQUEST,
                       listed ? arena_printf(rq->arena, "Invalid JSON Schema: %s", faults) : faults, NULL);
}

static record_list impacted_consumers(request *rq, const impact_reach *reach) {
    const struct registration *from = reach->consumers.items;
    struct impacted_consumer *items = arena_array(rq->arena, reach->consumers.count + 1, sizeof *items);
    for (size_t i = 0; i < reach->consumers.count; i++)
        items[i] = (struct impacted_consumer){
            .team_id = from[i].consumer_team_id,
            .team_name = from[i].consumer_team_name,
            .status = from[i].status,
            .pinned_version = from[i].pinned_version,
            .depth = reach->assets.items[reach->places[i]]->depth,
        };
    return (record_list){items, reach->consumers.count};
}

static record_list impacted_assets(request *rq, const impact_reach *reach) {
    struct impacted_asset *items = arena_array(rq->arena, reach->assets.count, sizeof *items);
    for (size_t i = 1; i < reach->assets.count; i++) {
        const reached *one = reach->assets.items[i];
        items[i - 1] = (struct impacted_asset){
            .asset_id = one->id,
            .fqn = one->fqn,
            .dependency_type = one->dependency_type,
            .depth = one->depth,
        };
        if (reach->touched.count > 0 && !one->touched_whole)
            items[i - 1].touched_fields = impact_paths_told(&one->touched, rq->arena);
    }
    return (record_list){items, reach->assets.count - 1};
}

static int reply_reach(request *rq, const impact_reach *reach, int64_t depth) {
    struct impact_analysis analysis = {
        .change_type = (int)verdict_change_type(&reach->verdict),
        .breaking_changes = verdict_breaking_records(rq->arena, &reach->verdict),
        .impacted_consumers = impacted_consumers(rq, reach),
        .impacted_assets = impacted_assets(rq, reach),
        .safe_to_publish = (int8_t)(verdict_breaking(&reach->verdict) == 0),
        .traversal_depth = depth,
        .touched_fields = impact_paths_told(&reach->touched, rq->arena),
        .affected_registrations = consumers_told(rq, reach->consumers),
        .truncated = RECORD_BOOL_NONE,
    };
    if (reach->assets.truncated || analysis.impacted_assets.count >= IMPACT_ASSETS_MAXIMUM) {
        analysis.truncated = true;
        analysis.truncated_message =
            arena_printf(rq->arena, "Only the nearest of the assets are listed, at most %d", IMPACT_ASSETS_MAXIMUM);
    } else if (reach->consumers_cut) {
        analysis.truncated = true;
        analysis.truncated_message =
            arena_printf(rq->arena, "Only the nearest of the consumers are listed, at most %d", IMPACT_LIST_MAXIMUM);
    }
    return reply_record(rq, &type_impact_analysis, &analysis);
}

// Without an active contract anything may be published.
static int reply_no_impact(request *rq) {
    struct impact_analysis analysis;
    record_blank(&type_impact_analysis, &analysis);
    analysis.change_type = change_type_minor;
    analysis.breaking_changes.items = arena_array(rq->arena, 1, sizeof(struct breaking_change));
    analysis.impacted_consumers.items = arena_array(rq->arena, 1, sizeof(struct impacted_consumer));
    analysis.impacted_assets.items = arena_array(rq->arena, 1, sizeof(struct impacted_asset));
    analysis.safe_to_publish = true;
    return reply_record(rq, &type_impact_analysis, &analysis);
}

int assets_impact(request *rq) {
    const struct impact_query *query = rq->query;
    const struct impact_request *in = rq->body;
    struct asset asset;
    struct contract current;
    contract_document document =
        contract_document_read(&rq->app->limits, rq->arena, schema_format_json_schema, in->proposed_schema.tree);
    if (document.schema == NULL)
        return reply_faults(rq, &document);
    if (!own_asset_or_reply(rq, &asset, "Cannot analyze impact for assets owned by other teams"))
        return rq->status;
    if (!store_contracts_active(rq->db, &asset.id, &current, rq->arena))
        return reply_no_impact(rq);
    impact_question question = {.asset = &asset, .current = &current, .document = &document};
    impact_reach reach = impact_follow(rq->db, rq->app->schemas, &question, (int)query->depth, rq->arena);
    return reply_reach(rq, &reach, query->depth);
}
