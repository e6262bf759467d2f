#include "store/registrations.h"
#include "domain/assets.h"
#include "domain/audit.h"
#include "domain/proposal_waits.h"
#include "domain/registrations.h"
#include "server/app.h"
#include "server/caller.h"
#include "server/conditions.h"
#include "server/request.h"
#include "store/contracts.h"
#include "store/teams.h"

static bool registration_or_reply(request *rq, struct registration *registration) {
    if (store_registrations_get(rq->db, &rq->ids[0], registration, rq->arena))
        return true;
    reply_not_found(rq, ERROR_REGISTRATION_NOT_FOUND, NULL, "registration_id", &rq->ids[0]);
    return false;
}

static bool own_team_or_reply(request *rq, const uuid *team, const char *message) {
    const caller *who = request_caller(rq);
    if (asset_may_write(&who->team_id, who->is_admin, team))
        return true;
    reply_error(rq, ERROR_UNAUTHORIZED_TEAM, message, NULL);
    return false;
}

static bool team_or_reply(request *rq, const uuid *id, struct team *team) {
    if (store_teams_get(rq->db, id, team, rq->arena))
        return true;
    reply_not_found(rq, ERROR_TEAM_NOT_FOUND, "Consumer team not found", "consumer_team_id", id);
    return false;
}

static void audit_contract(request *rq, audit_event event, const struct registration *registration, const uuid *actor) {
    json_builder payload = json_builder_on(rq->arena);
    json_put_uuid(&payload, "contract_id", &registration->contract_id);
    audit_record(rq->db, event, &registration->id, actor, json_built(&payload), rq->arena);
}

int registrations_create(request *rq) {
    const struct registration_create *in = rq->body;
    const struct registration_create_query *query = rq->query;
    const uuid *contract = in->contract_id.set ? &in->contract_id : &query->contract_id;
    if (!contract->set)
        return reply_error(rq, ERROR_INVALID_INPUT, "contract_id is required, in the body or as a query parameter",
                           NULL);
    if (!own_team_or_reply(rq, &in->consumer_team_id, "You can only register for contracts on behalf of your own team"))
        return rq->status;
    if (!store_contracts_exist(rq->db, contract))
        return reply_not_found(rq, ERROR_CONTRACT_NOT_FOUND, NULL, "contract_id", contract);
    struct team team;
    if (!team_or_reply(rq, &in->consumer_team_id, &team))
        return rq->status;
    struct registration registration;
    if (registration_add(rq->db, contract, &in->consumer_team_id, in->pinned_version, false, &registration,
                         rq->arena) == DB_UNIQUE) {
        uuid existing = store_registrations_find(rq->db, contract, &in->consumer_team_id);
        return reply_duplicate(rq, ERROR_DUPLICATE_REGISTRATION, NULL, &existing);
    }
    registration.consumer_team_name = team.name;
    return reply_record(rq, &type_registration, &registration);
}

int registrations_list(request *rq) {
    list_page page;
    if (!page_or_reply(rq, order_registrations_newest, &page))
        return rq->status;
    record_list registrations = store_registrations_list(rq->db, rq->query, &page, rq->arena);
    reply_total(rq, page.total);
    return reply_page(rq, &type_registration, registrations, &page);
}

int registrations_get(request *rq) {
    struct registration registration;
    if (!registration_or_reply(rq, &registration))
        return rq->status;
    return reply_record(rq, &type_registration, &registration);
}

text registrations_tag(request *rq) {
    struct registration registration;
    bool found = store_registrations_get(rq->db, &rq->ids[0], &registration, rq->arena);
    return found ? conditions_tag_of(rq, &type_registration, &registration) : TEXT_NONE;
}

// Whom the asset's pending proposal waits for before the registration changes.
static proposal_wait waits_before(request *rq, const struct registration *registration) {
    uuid asset = store_registrations_lock_asset(rq->db, &registration->contract_id);
    return proposal_waits_for(rq->db, &asset);
}

int registrations_update(request *rq) {
    const struct registration_update *in = rq->body;
    struct registration registration;
    if (!registration_or_reply(rq, &registration) ||
        !own_team_or_reply(rq, &registration.consumer_team_id,
                           "You can only update registrations belonging to your team"))
        return rq->status;
    bool unpinned = in->unpin == 1 && registration.pinned_version != NULL;
    if (unpinned)
        registration.pinned_version = NULL;
    if (record_update(&type_registration, &registration, &type_registration_update, in, rq->arena) || unpinned) {
        proposal_wait wait = waits_before(rq, &registration);
        registration.updated_at = timestamp_now();
        store_registrations_update(rq->db, &registration, rq->arena);
        proposal_wait_settle(rq->db, &wait, rq->app->notices, rq->arena);
    }
    json_builder payload = json_builder_on(rq->arena);
    json_put_boolean(&payload, "pinned_version_changed", in->pinned_version != NULL || in->unpin == 1);
    json_put_boolean(&payload, "status_changed", in->status != RECORD_ENUM_NONE);
    audit_record(rq->db, AUDIT_registration_updated, &registration.id, &request_caller(rq)->team_id,
                 json_built(&payload), rq->arena);
    return reply_record(rq, &type_registration, &registration);
}

int registrations_delete(request *rq) {
    struct registration registration;
    if (!registration_or_reply(rq, &registration) ||
        !own_team_or_reply(rq, &registration.consumer_team_id,
                           "You can only delete registrations belonging to your team"))
        return rq->status;
    proposal_wait wait = waits_before(rq, &registration);
    store_registrations_delete(rq->db, &registration.id, timestamp_now());
    proposal_wait_settle(rq->db, &wait, rq->app->notices, rq->arena);
    audit_contract(rq, AUDIT_registration_deleted, &registration, &request_caller(rq)->team_id);
    return reply_empty(rq);
}
