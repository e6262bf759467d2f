// Registrations: who reads which contract, and what of it. A change may end a wait or begin one, so that the asset is locked and
// its pending proposal settled in the same transaction.
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

static bool team_or_reply(request *rq, const uuid *id, struct team *team) {
    if (store_teams_get(rq->db, id, team, rq->arena))
        return true;
    reply_not_found(rq, ERROR_TEAM_NOT_FOUND, "Consumer team not found", "consumer_team_id", id);
    return false;
}

static void audit_contract(request *rq, audit_action event, const struct registration *registration,
                           const uuid *actor) {
    json_builder payload = json_builder_on(rq->arena);
    json_put_uuid(&payload, "contract_id", &registration->contract_id);
    audit_record(rq->db, event, &registration->id, actor, json_built(&payload), rq->arena);
}

static const json_value *field_location(request *rq, size_t index) {
    json_value *steps = arena_array(rq->arena, 3, sizeof *steps);
    steps[0] = json_make_string(TEXT("body"));
    steps[1] = json_make_string(TEXT("fields"));
    steps[2] = json_make_integer(rq->arena, (int64_t)index);
    return json_make_array(rq->arena, steps, 3);
}

// Fields that the contract's schema does not know are refused one by one.
static bool fields_or_reply(request *rq, const uuid *contract, record_strings fields) {
    const json_value *given = json_get(rq->document, "fields");
    for (size_t from = 0; from < fields.count;) {
        const record_strings rest = {fields.items + from, fields.count - from};
        size_t at = from + registration_unknown_field(rq->db, rq->app->schemas, contract, rest, rq->arena);
        if (at == fields.count)
            break;
        const char *why = registration_refusal(fields.items[at], rq->arena);
        record_problem_add(&rq->problems, "value_error", arena_printf(rq->arena, "Value error, %s", why), "body",
                           "fields", &given->elements[at], detail(rq, "error", *json_make_object(rq->arena, NULL, 0)));
        if (rq->problems.last != NULL)
            rq->problems.last->location = field_location(rq, at);
        from = at + 1;
    }
    if (rq->problems.count == 0)
        return true;
    reply_problems(rq);
    return false;
}

int registrations_create(request *rq) {
    const struct registration_create *in = rq->body;
    const struct registration_create_query *query = rq->query;
    const uuid *contract = in->contract_id.set ? &in->contract_id : &query->contract_id;
    if (!contract->set)
        return reply_error(rq, ERROR_INVALID_INPUT, "contract_id is required, in the body or as a query parameter",
                           NULL);
    if (!acts_for_or_reply(rq, &in->consumer_team_id, "You can only register for contracts on behalf of your own team"))
        return rq->status;
    if (!store_contracts_exist(rq->db, contract))
        return reply_not_found(rq, ERROR_CONTRACT_NOT_FOUND, NULL, "contract_id", contract);
    struct team team;
    if (!team_or_reply(rq, &in->consumer_team_id, &team) || !fields_or_reply(rq, contract, in->fields))
        return rq->status;
    struct registration registration;
    const registration_wish wish = {in->pinned_version, in->fields, in->mode};
    if (registration_add(rq->db, contract, &in->consumer_team_id, &wish, false, &registration, rq->arena) ==
        DB_UNIQUE) {
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
    db_expect_one(rq->db);
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

// What the request takes away by a word of its own. Tells whether there was something.
static bool take_back(struct registration *registration, const struct registration_update *in) {
    bool unpinned = in->unpin == 1 && registration->pinned_version != NULL;
    bool reset = in->reset_mode == 1 && registration->mode != RECORD_ENUM_NONE;
    if (unpinned)
        registration->pinned_version = NULL;
    if (reset)
        registration->mode = RECORD_ENUM_NONE;
    return unpinned || reset;
}

int registrations_update(request *rq) {
    const struct registration_update *in = rq->body;
    struct registration registration;
    if (!registration_or_reply(rq, &registration) ||
        !acts_for_or_reply(rq, &registration.consumer_team_id,
                           "You can only update registrations belonging to your team") ||
        !fields_or_reply(rq, &registration.contract_id, in->fields))
        return rq->status;
    bool changed = take_back(&registration, in);
    if (record_update(&type_registration, &registration, &type_registration_update, in, rq->arena) || changed) {
        if (registration.fields.count == 0)
            registration.fields = (record_strings){0};
        proposal_wait wait = waits_before(rq, &registration);
        registration.updated_at = timestamp_now();
        store_registrations_update(rq->db, &registration, rq->arena);
        proposal_wait_settle(rq->db, &wait, &registration.consumer_team_id, rq->app->notices, rq->arena);
    }
    json_builder payload = json_builder_on(rq->arena);
    json_put_boolean(&payload, "pinned_version_changed", in->pinned_version != NULL || in->unpin == 1);
    json_put_boolean(&payload, "status_changed", in->status != RECORD_ENUM_NONE);
    if (in->fields.items != NULL)
        json_put_boolean(&payload, "fields_changed", true);
    if (in->mode != RECORD_ENUM_NONE || in->reset_mode == 1)
        json_put_boolean(&payload, "mode_changed", true);
    audit_record(rq->db, AUDIT_registration_updated, &registration.id, &request_caller(rq)->team_id,
                 json_built(&payload), rq->arena);
    return reply_record(rq, &type_registration, &registration);
}

int registrations_delete(request *rq) {
    struct registration registration;
    if (!registration_or_reply(rq, &registration) ||
        !acts_for_or_reply(rq, &registration.consumer_team_id,
                           "You can only delete registrations belonging to your team"))
        return rq->status;
    proposal_wait wait = waits_before(rq, &registration);
    store_registrations_delete(rq->db, &registration.id, timestamp_now());
    proposal_wait_settle(rq->db, &wait, &registration.consumer_team_id, rq->app->notices, rq->arena);
    audit_contract(rq, AUDIT_registration_deleted, &registration, &request_caller(rq)->team_id);
    return reply_empty(rq);
}
