#include "domain/publish.h"
#include "base/json_build.h"
#include "server/app.h"
#include "server/caller.h"
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
    publish_draft *draft = arena_new_of(rq->arena, publish_draft);
    contract_document source = contract_document_read(rq->arena, in->schema_format, in->schema.tree);
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
        reply_error(rq, ERROR_TEAM_NOT_FOUND, "Publisher team not found", NULL);
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

static bool user_exists_or_reply(request *rq, const uuid *id) {
    struct user user;
    if (!id->set || store_users_get(rq->db, id, &user, rq->arena))
        return true;
    reply_error(rq, ERROR_USER_NOT_FOUND, "Publishing user not found", NULL);
    return false;
}

static int reply_outcome(request *rq, const publish_outcome *outcome) {
    switch (outcome->refusal) {
    case PUBLISH_ACCEPTED:
        break;
    case PUBLISH_INVALID_VERSION:
        return reply_error(rq, ERROR_INVALID_VERSION, outcome->message, outcome->details);
    case PUBLISH_VERSION_EXISTS:
        return reply_error(rq, ERROR_VERSION_EXISTS, outcome->message, outcome->details);
    case PUBLISH_DUPLICATE_PROPOSAL:
        return reply_error(rq, ERROR_DUPLICATE_PROPOSAL, outcome->message, outcome->details);
    case PUBLISH_FAILED:
        return reply_error(rq, ERROR_INTERNAL_ERROR, NULL, NULL);
    }
    const struct publish_query *query = rq->query;
    rq->take_back = query->dry_run == 1;
    bool wrote = !rq->take_back && outcome->result.action != publish_action_version_required;
    reply_record(rq, &type_publish_result, &outcome->result);
    return wrote ? rq->status : reply_also(rq);
}

int assets_publish(request *rq) {
    const publish_draft *draft = rq->prepared;
    const struct publish_query *query = rq->query;
    struct asset asset;
    struct team publisher;
    if (!store_assets_get(rq->db, &rq->ids[0], &asset, rq->arena))
        return reply_error(rq, ERROR_ASSET_NOT_FOUND, NULL, NULL);
    if (!gate_or_reply(rq, &asset) || !may_publish_or_reply(rq, &asset) ||
        !publisher_or_reply(rq, &asset, &publisher) || !user_exists_or_reply(rq, &query->published_by_user_id) ||
        !schema_valid_or_reply(rq, &draft->source) || !schema_within_limits_or_reply(rq, &draft->source))
        return rq->status;
    publish_order order = {.asset = &asset,
                           .in = rq->body,
                           .query = query,
                           .draft = draft,
                           .publisher = publisher.id,
                           .publisher_name = publisher.name,
                           .notices = rq->app->notices};
    publish_outcome outcome = publish_run(rq->db, &order, rq->arena);
    return reply_outcome(rq, &outcome);
}
