// Publishing an approved proposal. Its schema is read, compiled and compared in the worker pool; who publishes, what state it is
// in and whether the consent that it has still covers what would happen is decided on the writer.
#include "base/json_build.h"
#include "domain/publish_approved.h"
#include "domain/publish_approved_draft.h"
#include "server/app.h"
#include "server/proposals.h"
#include "server/publish.h"
#include "store/assets.h"

// What the prepare step leaves.
typedef struct prepared {
    publish_draft draft;
    bool found; // the proposal was
    uuid asset_id;
} prepared;

int proposals_publish_prepare(request *rq) {
    proposal_content content;
    prepared *ready = rq->prepared;
    if (ready != NULL && ready->found) {
        publish_prepare_again(&ready->draft, rq->db, &ready->asset_id, rq->arena);
        return 0;
    }
    rq->prepared = ready = arena_new_of(rq->arena, prepared);
    ready->found = store_proposals_content(rq->db, &rq->ids[0], &content, rq->arena);
    if (!ready->found)
        return 0;
    ready->asset_id = content.proposal.asset_id;
    ready->draft = publish_approved_draft(rq->db, &content, rq->app->schemas, &rq->app->limits, rq->arena);
    return 0;
}

// --- who publishes ---------------------------------------------------------------------------------------------------

// The team that the request names, else as for every publish.
static uuid publisher_of(request *rq, const proposal_head *proposal) {
    const struct proposal_publish *in = rq->body;
    proposal_actor actor = request_actor(rq);
    if (in->published_by.set)
        return in->published_by;
    return actor.is_admin ? proposal->owner_team_id : actor.team_id;
}

static bool may_speak_or_reply(request *rq, const proposal_actor *actor) {
    const struct proposal_publish *in = rq->body;
    if (!in->published_by.set || actor->is_admin || uuid_equal(&actor->team_id, &in->published_by))
        return true;
    reply_forbidden(rq, "You can only publish on behalf of your own team");
    return false;
}

static bool may_publish_or_reply(request *rq, const proposal_actor *actor, const proposal_head *proposal) {
    proposal_parties parties = {.proposer = proposal->proposed_by, .owner = proposal->owner_team_id};
    if (proposal_may(PROPOSAL_publish, actor, &parties))
        return true;
    reply_forbidden(rq, "Only the team that proposed, the owner of the asset or an admin can publish this proposal");
    return false;
}

static bool state_or_reply(request *rq, int status) {
    if (proposal_next(PROPOSAL_publish, status) != RECORD_ENUM_NONE)
        return true;
    const char *message =
        status == proposal_status_published
            ? "This proposal has already been published as a contract."
            : arena_printf(rq->arena, "Cannot publish from proposal with status '%s'. Proposal must be approved first.",
                           enum_proposal_status.values[status]);
    reply_wrong_state(rq, message, status);
    return false;
}

static bool publisher_or_reply(request *rq, const uuid *id, struct team *publisher) {
    const struct proposal_publish *in = rq->body;
    return publish_team_or_reply(rq, id, publisher) && publish_user_or_reply(rq, &in->published_by_user_id, NULL);
}

static bool schema_or_reply(request *rq, const contract_document *source) {
    if (source->schema != NULL)
        return true;
    reply_error(rq, ERROR_INVALID_SCHEMA,
                arena_printf(rq->arena, "Invalid schema in proposal: %s",
                             source->message == NULL ? "it is no JSON Schema" : source->message),
                source->details);
    return false;
}

// --- the reply -------------------------------------------------------------------------------------------------------

static int reply_published(request *rq, const publish_outcome *outcome) {
    struct proposal_published result;
    record_defaults(&type_proposal_published, rq->arena, &result);
    result.action = publish_action_published;
    result.proposal_id = rq->ids[0];
    result.contract = outcome->contract;
    result.deprecated_contract_id = outcome->superseded;
    if (outcome->version_generated)
        result.version_auto_generated = true;
    if (outcome->unsound != NULL)
        result.audit_warning = publish_audit_warning(rq, outcome->unsound);
    return reply_record(rq, &type_proposal_published, &result);
}

static int reply_publication(request *rq, const publish_outcome *outcome) {
    json_builder details = json_builder_on(rq->arena);
    switch (outcome->fate) {
    case PUBLISH_CONTRACT:
        return reply_published(rq, outcome);
    case PUBLISH_REOPENED:
        return reply_reopened(rq, &rq->ids[0], outcome, false);
    case PUBLISH_INVALID_VERSION:
        json_put_string(&details, "provided_version", outcome->version);
        return reply_error(rq, ERROR_INVALID_VERSION, outcome->message, json_built(&details));
    case PUBLISH_VERSION_EXISTS:
        return reply_duplicate(
            rq, ERROR_DUPLICATE_CONTRACT_VERSION,
            arena_printf(rq->arena, "Contract version '%s' already exists for this asset", outcome->version),
            &outcome->existing);
    case PUBLISH_OVERTAKEN:
        rq->course.overtaken = true;
        return reply_unavailable(rq, 1, outcome->message);
    case PUBLISH_DUPLICATE_PROPOSAL:
        return reply_duplicate(rq, ERROR_DUPLICATE_PROPOSAL, outcome->message, &outcome->existing);
    default:
        return reply_error(rq, ERROR_INTERNAL_ERROR, NULL, NULL);
    }
}

// --- the route -------------------------------------------------------------------------------------------------------

int proposals_publish(request *rq) {
    const struct proposal_publish *in = rq->body;
    const prepared *ready = rq->prepared;
    proposal_actor actor = request_actor(rq);
    proposal_step step;
    proposal_content content;
    struct asset asset;
    struct team publisher;
    if (!may_speak_or_reply(rq, &actor))
        return rq->status;
    if (!ready->found || !proposal_step_begin(&step, rq->db, &rq->ids[0], rq->app->notices, rq->arena) ||
        !store_proposals_content(rq->db, &rq->ids[0], &content, rq->arena))
        return reply_not_found(rq, ERROR_PROPOSAL_NOT_FOUND, NULL, "proposal_id", &rq->ids[0]);
    if (!may_publish_or_reply(rq, &actor, &step.proposal) || !state_or_reply(rq, step.proposal.status) ||
        !schema_or_reply(rq, &ready->draft.source))
        return rq->status;
    if (!store_assets_get(rq->db, &step.proposal.asset_id, &asset, rq->arena))
        return reply_not_found(rq, ERROR_ASSET_NOT_FOUND, NULL, "asset_id", &step.proposal.asset_id);
    if (!publish_quality_or_reply(rq, &asset))
        return rq->status;
    uuid publishing_team = publisher_of(rq, &step.proposal);
    if (!publisher_or_reply(rq, &publishing_team, &publisher))
        return rq->status;
    publish_order order = {
        .asset = &asset,
        .draft = &ready->draft,
        .version = in->version,
        .compatibility_policy = RECORD_ENUM_NONE,
        .publisher = publisher.id,
        .publisher_name = publisher.name,
        .publisher_user = in->published_by_user_id,
        .notices = rq->app->notices,
    };
    publish_approved_order(&order, rq->db, &content, rq->arena);
    publish_outcome outcome = publish_approved_run(&step, &order, &content);
    return reply_publication(rq, &outcome);
}
