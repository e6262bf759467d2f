// What became of a publish, or of a proposal to publish, in sentences: the domain tells facts.
#include "base/json_build.h"
#include "domain/concerns.h"
#include "server/app.h"
#include "server/proposals.h"
#include "server/publish.h"
#include "server/schemas.h"

static void tell_contract(request *rq, const publish_outcome *outcome, struct publish_result *result) {
    result->action = outcome->manner == PUBLISH_BY_FORCE ? publish_action_force_published : publish_action_published;
    result->published = true;
    result->contract = outcome->contract;
    if (outcome->current_version != NULL)
        result->change_type = (int)verdict_change_type(&outcome->verdict);
    if (outcome->published_proposal.set)
        result->from_proposal_id = outcome->published_proposal;
    if (outcome->manner == PUBLISH_PLAINLY)
        return;
    result->breaking_changes = verdict_breaking_records(rq->arena, &outcome->verdict);
    if (outcome->manner == PUBLISH_BY_FORCE)
        result->warning = "Breaking change was force-published. Consumers may be affected.";
    else if (outcome->manner == PUBLISH_PRERELEASE)
        result->message = "Pre-release version published. Breaking changes allowed without ack.";
    else if (outcome->manner == PUBLISH_AGREED)
        result->message = "The approved proposal was published.";
    else
        result->message = arena_printf(rq->arena, "Graduated from %s to stable release.", outcome->current_version);
}

static void tell_proposal(const publish_outcome *outcome, struct publish_result *result) {
    result->action = publish_action_proposal_created;
    result->published = false;
    result->proposal = outcome->proposal;
    result->change_type = outcome->proposal->change_type;
    result->breaking_changes = outcome->proposal->breaking_changes;
    result->consumers = outcome->waits;
    if (consumers_told_first(&result->consumers))
        result->truncated = true;
    result->message = outcome->proposal->status == proposal_status_approved
                          ? "Breaking change detected. It concerns none of the consumers, so the proposal is approved."
                          : "Breaking change detected. Proposal created for consumer acknowledgment.";
}

static void tell_open(const publish_outcome *outcome, struct publish_result *result) {
    bool pending = outcome->fate == PUBLISH_PENDING;
    result->action = pending ? publish_action_proposal_pending : publish_action_publishable;
    result->published = false;
    result->proposal = outcome->proposal;
    if (outcome->current_version != NULL)
        result->change_type = (int)verdict_change_type(&outcome->verdict);
    if (outcome->proposal != NULL)
        result->breaking_changes = outcome->proposal->breaking_changes;
    if (pending)
        result->message = "The same change is proposed already, and the proposal still awaits acknowledgments.";
    else if (outcome->proposal != NULL)
        result->message = "The same change was proposed and is approved: it may be published at once.";
    else
        result->message = "Nothing in this change is breaking: it may be published at once.";
}

static void tell_version_required(request *rq, const publish_outcome *outcome, struct publish_result *result) {
    result->action = publish_action_version_required;
    result->published = false;
    result->message =
        "Version not provided. Please review the suggested version and re-submit with an explicit version.";
    result->version_suggestion = suggestion_record(rq, &outcome->suggestion);
}

// Whether it was answered by what there is.
static bool is_open(const publish_outcome *outcome) {
    return outcome->fate == PUBLISH_PENDING || outcome->fate == PUBLISH_PUBLISHABLE;
}

// Of a dry run: what would become of the order.
static void tell_would(request *rq, const publish_outcome *outcome, struct publish_result *result) {
    result->dry_run = true;
    result->published = false;
    result->warning = NULL;
    if (outcome->fate == PUBLISH_VERSION_REQUIRED || is_open(outcome))
        return;
    if (outcome->fate == PUBLISH_PROPOSAL) {
        result->action = publish_action_would_create_proposal;
        result->message =
            outcome->proposal->status == proposal_status_approved
                ? "Breaking change detected. A proposal would be created, and approved as it concerns no consumer."
                : "Breaking change detected. A proposal would be created for consumer acknowledgment.";
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

int reply_reopened(request *rq, const uuid *proposal, const publish_outcome *outcome, bool dry_run) {
    struct proposal changes;
    record_defaults(&type_proposal, rq->arena, &changes);
    changes.breaking_changes = verdict_touching_records(rq->arena, &outcome->verdict);
    json_builder details = json_builder_on(rq->arena);
    json_put_uuid(&details, "proposal_id", proposal);
    json_put_present(&details, "breaking_changes",
                     json_get(record_tree(&type_proposal, &changes, rq->arena), "breaking_changes"));
    rq->course.keep = !dry_run;
    return reply_error(rq, ERROR_PROPOSAL_REOPENED, outcome->message, json_built(&details));
}

static int reply_result(request *rq, const publish_order *order, const publish_outcome *outcome) {
    struct publish_result result;
    record_defaults(&type_publish_result, rq->arena, &result);
    if (outcome->fate == PUBLISH_VERSION_REQUIRED)
        tell_version_required(rq, outcome, &result);
    else if (is_open(outcome))
        tell_open(outcome, &result);
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
    bool wrote = !order->dry_run && outcome->fate != PUBLISH_VERSION_REQUIRED && !is_open(outcome);
    return wrote ? rq->status : reply_also(rq);
}

int reply_publish(request *rq, const publish_order *order, const publish_outcome *outcome) {
    json_builder details = json_builder_on(rq->arena);
    switch (outcome->fate) {
    case PUBLISH_CONTRACT:
    case PUBLISH_PROPOSAL:
    case PUBLISH_PENDING:
    case PUBLISH_PUBLISHABLE:
    case PUBLISH_VERSION_REQUIRED:
        return reply_result(rq, order, outcome);
    case PUBLISH_REOPENED:
        return reply_reopened(rq, &outcome->published_proposal, outcome, order->dry_run);
    case PUBLISH_NOTHING_TO_SUPERSEDE:
        return reply_not_found(rq, ERROR_PROPOSAL_NOT_FOUND, outcome->message, "supersedes", &order->supersedes);
    case PUBLISH_CANNOT_SUPERSEDE:
        return reply_wrong_state(rq, outcome->message, outcome->superseded_status);
    case PUBLISH_MAY_NOT_SUPERSEDE:
        return reply_forbidden(rq, outcome->message);
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
