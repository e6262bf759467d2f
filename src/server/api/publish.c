// Checks that need no transaction, compiling and comparing run before it, in the worker pool; who may publish, and the decision,
// on the writer. The domain tells what became of the order in facts; publish_reply.c makes the sentences of the reply. Proposing
// is publishing that stops at the proposal.
#include "domain/publish.h"
#include "base/json_build.h"
#include "domain/quality.h"
#include "server/app.h"
#include "server/assets.h"
#include "server/caller.h"
#include "server/proposals.h"
#include "server/publish.h"
#include "server/request.h"
#include "server/schemas.h"
#include "store/assets.h"
#include "store/audit_runs.h"
#include "store/teams.h"
#include "store/users.h"

static void prepare_new(request *rq) {
    const struct publish *in = rq->body;
    publish_draft *draft = arena_new_of(rq->arena, publish_draft);
    contract_document source = contract_document_read(&rq->app->limits, rq->arena, in->schema_format, in->schema.tree);
    *draft = publish_prepare(rq->db, rq->app->schemas, &rq->ids[0], source, in->compatibility_mode,
                             in->compatibility_policy, rq->arena);
    rq->prepared = draft;
}

static int prepare(request *rq) {
    if (rq->db != NULL)
        db_expect_one(
            rq->db); // for the active contract; what may be asked after it is that one's schema, which never changes
    if (rq->prepared == NULL)
        prepare_new(rq);
    else
        publish_prepare_again(rq->prepared, rq->db, &rq->ids[0], rq->arena);
    return 0;
}

int assets_publish_prepare(request *rq) {
    const struct publish_query *query = rq->query;
    if (query->force == 1 && query->force_reason == NULL)
        return reply_error(
            rq, ERROR_INVALID_INPUT,
            "force_reason is required when force=true. Say why the change cannot wait for its consumers.", NULL);
    prepare(rq);
    publish_prepare_consumers(rq->prepared, rq->db, &rq->ids[0], rq->app->notices, rq->arena);
    return 0;
}

int assets_propose_prepare(request *rq) {
    return prepare(rq);
}

static void reply_unsound(request *rq, const struct context_audit *latest, const char *why) {
    const char *status = enum_audit_run_status.values[latest->status];
    json_builder details = json_builder_on(rq->arena);
    json_put_string(&details, "audit_status", status);
    json_put_integer(&details, "guarantees_failed", latest->guarantees_failed);
    json_put_time(&details, "audit_run_at", latest->run_at);
    reply_error(rq, ERROR_AUDIT_FAILED,
                arena_printf(rq->arena, "Most recent audit %s. Cannot publish %s.", status, why), json_built(&details));
}

bool publish_quality_or_reply(request *rq, const struct asset *asset) {
    struct context_audit latest;
    if (asset->guarantee_mode != guarantee_mode_strict) // the others need no look at their runs here
        return true;
    if (quality_gate(rq->db, asset, &latest, rq->arena) != QUALITY_REFUSE)
        return true;
    reply_unsound(rq, &latest, "while the guarantee_mode of the asset is strict");
    return false;
}

// What the last run of quality checks lets through.
static bool gate_or_reply(request *rq, const struct asset *asset) {
    const struct publish_query *query = rq->query;
    struct context_audit latest;
    if (query->require_audit_pass != 1)
        return publish_quality_or_reply(rq, asset);
    if (!store_audit_runs_latest(rq->db, &asset->id, &latest, rq->arena)) {
        reply_error(rq, ERROR_AUDIT_REQUIRED, NULL, NULL);
        return false;
    }
    if (latest.status == audit_run_status_passed)
        return true;
    reply_unsound(rq, &latest, "with require_audit_pass=true");
    return false;
}

static const char *team_name(request *rq, const uuid *id) {
    const char *name = id->set ? store_teams_name(rq->db, id, rq->arena) : NULL;
    return name == NULL ? "unknown" : name;
}

// Only the owner team and the publisher itself may publish, unless the caller is an admin.
static bool may_publish_or_reply(request *rq, const struct asset *asset) {
    if (request_is_admin(rq))
        return true;
    const caller *caller = request_caller(rq);
    if (uuid_equal(&caller->team_id, &asset->owner_team_id))
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

bool publish_team_or_reply(request *rq, const uuid *id, struct team *publisher) {
    if (store_teams_get(rq->db, id, publisher, rq->arena))
        return true;
    reply_not_found(rq, ERROR_TEAM_NOT_FOUND, "Publisher team not found", "published_by", id);
    return false;
}

// `named` need not be set.
static bool publisher_or_reply(request *rq, const struct asset *asset, const uuid *named, struct team *publisher) {
    bool is_admin = request_is_admin(rq);
    const uuid *id = named->set ? named : is_admin ? &asset->owner_team_id : &request_caller(rq)->team_id;
    if (!publish_team_or_reply(rq, id, publisher))
        return false;
    if (is_admin || uuid_equal(&request_caller(rq)->team_id, &publisher->id))
        return true;
    reply_error(
        rq, ERROR_UNAUTHORIZED_TEAM,
        arena_printf(
            rq->arena,
            "Cannot publish contract on behalf of team '%s'. Your team is '%s'. Use an admin API key to publish "
            "on behalf of other teams.",
            publisher->name, team_name(rq, &request_caller(rq)->team_id)),
        NULL);
    return false;
}

// `*name` stays NULL where none is named.
bool publish_user_or_reply(request *rq, const uuid *id, const char **name) {
    struct user user = {0};
    if (!id->set)
        return true;
    if (!speaks_for_or_reply(rq, id))
        return false;
    if (store_users_get(rq->db, id, &user, rq->arena)) {
        if (name != NULL)
            *name = user.name;
        return true;
    }
    reply_not_found(rq, ERROR_USER_NOT_FOUND, "Publishing user not found", "published_by_user_id", id);
    return false;
}

int64_t publish_expiry(const request *rq, int64_t deadline) {
    int64_t days = rq->app->config->proposal_default_expiration_days;
    if (deadline != TIMESTAMP_NONE || days == 0)
        return deadline;
    return timestamp_now() + days * TIMESTAMP_DAY;
}

// --- the routes ------------------------------------------------------------------------------------------------------

publish_order publish_order_of(const struct publish *in, const struct asset *asset, const publish_draft *draft) {
    return (publish_order){
        .asset = asset,
        .draft = draft,
        .version = in->version,
        .compatibility_mode = in->compatibility_mode,
        .compatibility_policy = in->compatibility_policy,
        .guarantees = in->guarantees,
        .field_descriptions = in->field_descriptions,
        .field_tags = in->field_tags,
        .proposal_reason = in->reason,
        .expires_at = in->deadline,
        .supersedes = in->supersedes,
    };
}

static publish_order order_of(request *rq, const struct asset *asset, const struct team *publisher) {
    publish_order order = publish_order_of(rq->body, asset, rq->prepared);
    order.publisher = publisher->id;
    order.publisher_name = publisher->name;
    order.expires_at = publish_expiry(rq, order.expires_at);
    order.actor = request_actor(rq);
    order.notices = rq->app->notices;
    return order;
}

static bool schema_or_reply(request *rq) {
    const publish_draft *draft = rq->prepared;
    return schema_valid_or_reply(rq, &draft->source) && schema_within_limits_or_reply(rq, &draft->source);
}

int assets_publish(request *rq) {
    const struct publish_query *query = rq->query;
    struct asset asset;
    struct team publisher;
    const char *user_name = NULL;
    if (!asset_or_reply(rq, &asset) || !gate_or_reply(rq, &asset) || !may_publish_or_reply(rq, &asset) ||
        !publisher_or_reply(rq, &asset, &query->published_by, &publisher) ||
        !publish_user_or_reply(rq, &query->published_by_user_id, &user_name) || !schema_or_reply(rq))
        return rq->status;
    publish_order order = order_of(rq, &asset, &publisher);
    order.publisher_user = query->published_by_user_id;
    order.publisher_user_name = user_name;
    order.force_reason = query->force == 1 ? query->force_reason : NULL;
    order.dry_run = query->dry_run == 1;
    publish_outcome outcome = publish_run(rq->db, &order, rq->arena);
    return reply_publish(rq, &order, &outcome);
}

int assets_propose(request *rq) {
    const struct propose_query *query = rq->query;
    struct asset asset;
    struct team publisher;
    const char *user_name = NULL;
    if (!asset_or_reply(rq, &asset) || !may_publish_or_reply(rq, &asset) ||
        !publisher_or_reply(rq, &asset, &query->published_by, &publisher) ||
        !publish_user_or_reply(rq, &query->published_by_user_id, &user_name) || !schema_or_reply(rq))
        return rq->status;
    publish_order order = order_of(rq, &asset, &publisher);
    order.publisher_user = query->published_by_user_id;
    order.publisher_user_name = user_name;
    order.proposes = true;
    order.dry_run = query->dry_run == 1;
    publish_outcome outcome = publish_run(rq->db, &order, rq->arena);
    return reply_publish(rq, &order, &outcome);
}
