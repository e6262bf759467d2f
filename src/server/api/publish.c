// Checks that need no transaction, compiling and comparing run before it, in the worker pool; who may publish, and the decision, on
// the writer. The domain tells what became of the order in facts; the sentences of the reply are written here.
#include "domain/publish.h"
#include "base/json_build.h"
#include "server/app.h"
#include "server/caller.h"
#include "server/publish.h"
#include "server/request.h"
#include "server/schemas.h"
#include "store/assets.h"
#include "store/audit_runs.h"
#include "store/teams.h"
#include "store/users.h"

int assets_publish_prepare(request *rq) {
    const struct publish *in = rq->body;
    const struct publish_query *query = rq->query;
    if (query->force == 1 && query->force_reason == NULL)
        return reply_error(
            rq, ERROR_INVALID_INPUT,
            "force_reason is required when force=true. Say why the change cannot wait for its consumers.", NULL);
    if (rq->prepared != NULL) {
        publish_prepare_again(rq->prepared, rq->db, &rq->ids[0], rq->arena);
        return 0;
    }
    publish_draft *draft = arena_new_of(rq->arena, publish_draft);
    contract_document source = contract_document_read(&rq->app->limits, rq->arena, in->schema_format, in->schema.tree);
    *draft = publish_prepare(rq->db, rq->app->schemas, &rq->ids[0], source, rq->arena);
    rq->prepared = draft;
    return 0;
}

// The gate of section 11.3.
static bool gate_or_reply(request *rq, const struct asset *asset) {
    const struct publish_query *query = rq->query;
    struct context_audit latest;
    if (query->require_audit_pass != 1)
        return true;
    if (!store_audit_runs_latest(rq->db, &asset->id, &latest, rq->arena)) {
        reply_error(rq, ERROR_AUDIT_REQUIRED, NULL, NULL);
        return false;
    }
    if (latest.status == audit_run_status_passed)
        return true;
    const char *status = enum_audit_run_status.values[latest.status];
    json_builder details = json_builder_on(rq->arena);
    json_put_string(&details, "audit_status", status);
    json_put_integer(&details, "guarantees_failed", latest.guarantees_failed);
    json_put_time(&details, "audit_run_at", latest.run_at);
    reply_error(rq, ERROR_AUDIT_FAILED,
                arena_printf(rq->arena, "Most recent audit %s. Cannot publish with require_audit_pass=true.", status),
                json_built(&details));
    return false;
}

static const char *team_name(request *rq, const uuid *id) {
    const char *name = id->set ? store_teams_name(rq->db, id, rq->arena) : NULL;
    return name == NULL ? "unknown" : name;
}

// Only the owner team and the publisher itself may publish, unless the caller is an admin.
static bool may_publish_or_reply(request *rq, const struct asset *asset) {
    const caller *caller = request_caller(rq);
    if (caller->is_admin || uuid_equal(&caller->team_id, &asset->owner_team_id))
        return true;
    reply_error(
        rq, ERROR_UNAUTHORIZED_TEAM,
        arena_printf(rq->arena,
                     "Cannot publish contract for asset '%s' owned by '%s'. Your team is '%s'. Use an admin API key to "
                     "publish contracts for other teams.",
                     asset->fqn, team_name(rq, &asset->owner_team_id), team_name(rq, &caller->team_id)),
        NULL);
    return false;
}

static bool publisher_or_reply(request *rq, const struct asset *asset, struct team *publisher) {
    const struct publish_query *query = rq->query;
    const caller *caller = request_caller(rq);
    const uuid *id = query->published_by.set ? &query->published_by
                     : caller->is_admin      ? &asset->owner_team_id
                                             : &caller->team_id;
    if (!store_teams_get(rq->db, id, publisher, rq->arena)) {
        reply_not_found(rq, ERROR_TEAM_NOT_FOUND, "Publisher team not found", "published_by", id);
        return false;
    }
    if (caller->is_admin || uuid_equal(&caller->team_id, &publisher->id))
        return true;
    reply_error(
        rq, ERROR_UNAUTHORIZED_TEAM,
        arena_printf(
            rq->arena,
            "Cannot publish contract on behalf of team '%s'. Your team is '%s'. Use an admin API key to publish "
            "on behalf of other teams.",
            publisher->name, team_name(rq, &caller->team_id)),
        NULL);
    return false;
}

// `*name` stays NULL where none is named.
bool publish_user_or_reply(request *rq, const uuid *id, const char **name) {
    struct user user = {0};
    if (!id->set)
        return true;
    if (store_users_get(rq->db, id, &user, rq->arena)) {
        if (name != NULL)
            *name = user.name;
        return true;
    }
    reply_not_found(rq, ERROR_USER_NOT_FOUND, "Publishing user not found", "published_by_user_id", id);
    return false;
}

// --- the reply -------------------------------------------------------------------------------------------------------

static void tell_contract(request *rq, const publish_outcome *outcome, struct publish_result *result) {
    result->action = outcome->manner == PUBLISH_BY_FORCE ? publish_action_force_published : publish_action_published;
    result->published = true;
    result->contract = outcome->contract;
    if (outcome->current_version != NULL)
        result->change_type = (int)verdict_change_type(&outcome->verdict);
    if (outcome->manner == PUBLISH_PLAINLY)
        return;
    result->breaking_changes = verdict_breaking_records(rq->arena, &outcome->verdict);
    if (outcome->manner == PUBLISH_BY_FORCE)
        result->warning = "Breaking change was force-published. Consumers may be affected.";
    else if (outcome->manner == PUBLISH_PRERELEASE)
        result->message = "Pre-release version published. Breaking changes allowed without ack.";
    else
        result->message = arena_printf(rq->arena, "Graduated from %s to stable release.", outcome->current_version);
}

static void tell_proposal(const publish_outcome *outcome, struct publish_result *result) {
    result->action = publish_action_proposal_created;
    result->published = false;
    result->proposal = outcome->proposal;
    result->change_type = outcome->proposal->change_type;
    result->breaking_changes = outcome->proposal->breaking_changes;
    result->message = "Breaking change detected. Proposal created for consumer acknowledgment.";
}

static void tell_version_required(request *rq, const publish_outcome *outcome, struct publish_result *result) {
    result->action = publish_action_version_required;
    result->published = false;
    result->message =
        "Version not provided. Please review the suggested version and re-submit with an explicit version.";
    result->version_suggestion = suggestion_record(rq, &outcome->suggestion);
}

// Of a dry run: what would become of the order.
static void tell_would(request *rq, const publish_outcome *outcome, struct publish_result *result) {
    result->dry_run = true;
    result->published = false;
    result->warning = NULL;
    if (outcome->fate == PUBLISH_VERSION_REQUIRED)
        return;
    if (outcome->fate == PUBLISH_PROPOSAL) {
        result->action = publish_action_would_create_proposal;
        result->message = "Breaking change detected. A proposal would be created for consumer acknowledgment.";
        return;
    }
    bool forced = outcome->manner == PUBLISH_BY_FORCE;
    const char *version = outcome->contract->version;
    result->action = forced ? publish_action_would_force_publish : publish_action_would_publish;
    if (forced)
        result->warning = "Breaking change would be force-published. Consumers may be affected.";
    if (outcome->manner == PUBLISH_PRERELEASE)
        result->message = "Pre-release version would be published. Breaking changes allowed without ack.";
    else if (outcome->manner == PUBLISH_GRADUATION)
        result->message =
            arena_printf(rq->arena, "Would graduate from %s to stable release.", outcome->current_version);
    else
        result->message = arena_printf(rq->arena, "Version %s would be published.", version);
}

const char *publish_audit_warning(request *rq, const struct context_audit *unsound) {
    return arena_printf(rq->arena, "Warning: Most recent audit %s with %lld guarantee(s) failing",
                        enum_audit_run_status.values[unsound->status], (long long)unsound->guarantees_failed);
}

// What contracts and proposals have in common.
static void tell_rest(request *rq, const publish_order *order, const publish_outcome *outcome,
                      struct publish_result *result) {
    const struct context_audit *unsound = outcome->unsound;
    if (unsound != NULL)
        result->audit_warning = publish_audit_warning(rq, unsound);
    if (outcome->verdict.guarantees.count > 0)
        result->guarantee_changes = verdict_guarantee_records(rq->arena, &outcome->verdict);
    if (outcome->version_generated)
        result->version_auto_generated = true;
    if (order->draft->source.format != schema_format_json_schema)
        result->schema_converted_from = enum_schema_format.values[order->draft->source.format];
}

static int reply_result(request *rq, const publish_order *order, const publish_outcome *outcome) {
    struct publish_result result;
    record_defaults(&type_publish_result, rq->arena, &result);
    if (outcome->fate == PUBLISH_VERSION_REQUIRED)
        tell_version_required(rq, outcome, &result);
    else if (outcome->fate == PUBLISH_PROPOSAL)
        tell_proposal(outcome, &result);
    else
        tell_contract(rq, outcome, &result);
    if (outcome->fate != PUBLISH_VERSION_REQUIRED)
        tell_rest(rq, order, outcome, &result);
    if (order->dry_run)
        tell_would(rq, outcome, &result);
    rq->course.take_back = order->dry_run;
    reply_record(rq, &type_publish_result, &result);
    bool wrote = !order->dry_run && outcome->fate != PUBLISH_VERSION_REQUIRED;
    return wrote ? rq->status : reply_also(rq);
}

static int reply_outcome(request *rq, const publish_order *order, const publish_outcome *outcome) {
    json_builder details = json_builder_on(rq->arena);
    switch (outcome->fate) {
    case PUBLISH_CONTRACT:
    case PUBLISH_PROPOSAL:
    case PUBLISH_VERSION_REQUIRED:
        return reply_result(rq, order, outcome);
    case PUBLISH_INVALID_VERSION:
        json_put_string(&details, "provided_version", outcome->version);
        json_put_value(&details, "version_suggestion",
                       record_tree(&type_version_suggestion, suggestion_record(rq, &outcome->suggestion), rq->arena));
        return reply_error(rq, ERROR_INVALID_VERSION, outcome->message, json_built(&details));
    case PUBLISH_VERSION_EXISTS:
        json_put_uuid(&details, "existing_contract_id", &outcome->existing);
        json_put_uuid(&details, "existing_id", &outcome->existing);
        return reply_error(rq, ERROR_VERSION_EXISTS, outcome->message, json_built(&details));
    case PUBLISH_DUPLICATE_PROPOSAL:
        return reply_duplicate(rq, ERROR_DUPLICATE_PROPOSAL, outcome->message, &outcome->existing);
    case PUBLISH_OVERTAKEN:
        rq->course.overtaken = true;
        return reply_unavailable(rq, 1, outcome->message);
    default: // the others are of many
        return reply_error(rq, ERROR_INTERNAL_ERROR, NULL, NULL);
    }
}

// --- the route -------------------------------------------------------------------------------------------------------

int assets_publish(request *rq) {
    const struct publish *in = rq->body;
    const struct publish_query *query = rq->query;
    const publish_draft *draft = rq->prepared;
    struct asset asset;
    struct team publisher;
    const char *user_name = NULL;
    if (!store_assets_get(rq->db, &rq->ids[0], &asset, rq->arena))
        return reply_not_found(rq, ERROR_ASSET_NOT_FOUND, NULL, "asset_id", &rq->ids[0]);
    if (!gate_or_reply(rq, &asset) || !may_publish_or_reply(rq, &asset) ||
        !publisher_or_reply(rq, &asset, &publisher) ||
        !publish_user_or_reply(rq, &query->published_by_user_id, &user_name) ||
        !schema_valid_or_reply(rq, &draft->source) || !schema_within_limits_or_reply(rq, &draft->source))
        return rq->status;
    publish_order order = {
        .asset = &asset,
        .draft = draft,
        .version = in->version,
        .compatibility_mode = in->compatibility_mode,
        .guarantees = in->guarantees,
        .field_descriptions = in->field_descriptions,
        .field_tags = in->field_tags,
        .publisher = publisher.id,
        .publisher_name = publisher.name,
        .publisher_user = query->published_by_user_id,
        .publisher_user_name = user_name,
        .force_reason = query->force == 1 ? query->force_reason : NULL,
        .dry_run = query->dry_run == 1,
        .notices = rq->app->notices,
    };
    publish_outcome outcome = publish_run(rq->db, &order, rq->arena);
    return reply_outcome(rq, &order, &outcome);
}
