#include "domain/impact.h"
#include "server/app.h"
#include "server/request.h"
#include "store/assets.h"
#include "store/contracts.h"
#include <assert.h>

static_assert((int)impact_change_type_MAJOR == (int)SCHEMA_MAJOR, "change types are in one order");

// What is wrong in one sentence: the message, then each error, or the place.
static const char *fault_of(request *rq, const contract_document *document) {
    const json_value *errors = json_get(document->details, "errors"), *path = json_get(document->details, "path");
    const char *list = document->message == NULL ? "" : document->message;
    for (uint32_t i = 0; errors != NULL && i < errors->count; i++)
        list = arena_printf(rq->arena, "%s%s%s", list,
                            list[0] == '\0' ? ""
                            : i == 0        ? ": "
                                            : "; ",
                            errors->elements[i].string);
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
        // Consumers are only known where they are registered: nothing infers them yet.
        .unconfirmed_consumers = {arena_array(rq->arena, 1, sizeof(struct impact_unconfirmed)), 0},
        .suggested_version = found->version.suggested,
        .version_reason = found->version.reason,
        .would_create_proposal = (int8_t)found->proposes,
        .proposal_would_notify = found->teams,
        .migration_suggestions = remedies_told(rq, found->remedies),
        .current_version = current->version,
        .compatibility_mode = found->compatibility_mode,
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
    if (!store_assets_get(rq->db, &rq->ids[0], &asset, rq->arena))
        return reply_not_found(rq, ERROR_ASSET_NOT_FOUND, NULL, "asset_id", &rq->ids[0]);
    if (!store_contracts_active(rq->db, &asset.id, &current, rq->arena))
        return reply_not_found(rq, ERROR_CONTRACT_NOT_FOUND, "Asset has no published contracts", "asset_id", &asset.id);
    impact_question question = {
        .asset = &asset,
        .current = &current,
        .document = &document,
        .guarantees = in->proposed_guarantees.tree,
        .compatibility_mode = in->compatibility_mode_override,
    };
    impact found = impact_preview(rq->db, rq->app->schemas, &question, rq->arena);
    return reply_impact(rq, &current, &found);
}
