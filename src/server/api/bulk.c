// One loop for all bulk routes: each item is checked and written by itself, in a step of its own, and what becomes of it is told
// in its place of the reply. Status 207 says that some failed.
#include "base/json_build.h"
#include "domain/acknowledgments.h"
#include "domain/assets.h"
#include "domain/registrations.h"
#include "server/app.h"
#include "server/assets.h"
#include "server/caller.h"
#include "server/request.h"
#include "store/assets.h"
#include "store/contracts.h"
#include "store/registrations.h"
#include "store/services.h"
#include "store/teams.h"

// --- items -----------------------------------------------------------------------------------------------------------

static void succeed(struct bulk_item *item, const uuid *id) {
    item->success = true;
    item->id = *id;
}

static void fail(struct bulk_item *item, const char *error) {
    item->error = error;
}

static void fail_duplicate(request *rq, struct bulk_item *item, const uuid *existing, const char *error) {
    fail(item, error);
    item->details.tree = detail(rq, "existing_id", detail_uuid(rq, existing));
}

// What is there already: no failure where the request says so.
static void settle_duplicate(request *rq, struct bulk_item *item, bool skip, const uuid *existing, const char *error) {
    if (!skip) {
        fail_duplicate(rq, item, existing, error);
        return;
    }
    succeed(item, existing);
    json_builder details = json_builder_on(rq->arena);
    json_put_boolean(&details, "skipped", true);
    json_put_string(&details, "reason", "duplicate");
    item->details.tree = json_built(&details);
}

// Ends the step in which an item was written.
static void settle_insert(request *rq, struct bulk_item *item, db_status status, const uuid *id) {
    if (status == DB_OK) {
        db_savepoint_release(rq->db);
        succeed(item, id);
        return;
    }
    db_savepoint_rollback(rq->db);
    fail(item,
         status == DB_FAILED ? "Internal error processing this item" : "Constraint violation processing this item");
}

// Runs `one` on each item and replies. Unless told to go on, those after one that fails are left out.
static int run_items(request *rq, size_t count, bool goes_on,
                     void (*one)(request *rq, size_t index, struct bulk_item *item)) {
    struct bulk_item *items = arena_array(rq->arena, count, sizeof *items);
    struct bulk_result result = {.total = (int64_t)count, .results.items = items};
    for (size_t i = 0; i < count && (goes_on || result.failed == 0); i++) {
        record_defaults(&type_bulk_item, rq->arena, &items[i]);
        items[i].success = false;
        items[i].index = (int64_t)i;
        items[i].details.raw = TEXT("{}");
        one(rq, i, &items[i]);
        if (items[i].details.tree != NULL)
            items[i].details.raw = TEXT_NONE;
        *(items[i].success ? &result.succeeded : &result.failed) += 1;
        result.results.count++;
    }
    reply_record(rq, &type_bulk_result, &result);
    return result.failed > 0 ? reply_also(rq) : rq->status;
}

static bool team_exists(request *rq, const uuid *id, struct bulk_item *item) {
    struct team team;
    if (store_teams_get(rq->db, id, &team, rq->arena))
        return true;
    fail(item, arena_printf(rq->arena, "Team %s not found", detail_uuid(rq, id).string));
    return false;
}

static bool is_own_team(request *rq, const uuid *team, struct bulk_item *item, const char *error) {
    if (request_acts_for(rq, team))
        return true;
    fail(item, error);
    return false;
}

// --- registrations ---------------------------------------------------------------------------------------------------

static bool contract_is_active(request *rq, const uuid *id, struct bulk_item *item) {
    struct contract contract;
    bool found = store_contracts_get_short(rq->db, id, &contract, rq->arena);
    if (found && contract.status == contract_status_active)
        return true;
    fail(item,
         arena_printf(rq->arena, "Contract %s %s", detail_uuid(rq, id).string, found ? "is not active" : "not found"));
    return false;
}

static void register_one(request *rq, size_t index, struct bulk_item *item) {
    const struct bulk_registrations *in = rq->body;
    const struct bulk_registration *wanted = (const struct bulk_registration *)in->registrations.items + index;
    const uuid *contract = &wanted->contract_id, *team = &wanted->consumer_team_id;
    if (!is_own_team(rq, team, item, "You can only register on behalf of your own team") ||
        !team_exists(rq, team, item) || !contract_is_active(rq, contract, item))
        return;
    uuid existing = store_registrations_find(rq->db, contract, team);
    if (existing.set) {
        settle_duplicate(rq, item, in->skip_duplicates == 1, &existing,
                         arena_printf(rq->arena, "Registration already exists for team %s and contract %s",
                                      detail_uuid(rq, team).string, detail_uuid(rq, contract).string));
        return;
    }
    size_t unknown = registration_unknown_field(rq->db, rq->app->schemas, contract, wanted->fields, rq->arena);
    if (unknown < wanted->fields.count) {
        fail(item, registration_refusal(wanted->fields.items[unknown], rq->arena));
        return;
    }
    struct registration made;
    const registration_wish wish = {wanted->pinned_version, wanted->fields, wanted->mode};
    db_savepoint_begin(rq->db);
    db_status status = registration_add(rq->db, contract, team, &wish, true, &made, rq->arena);
    settle_insert(rq, item, status, &made.id);
}

int bulk_registrations(request *rq) {
    const struct bulk_registrations *in = rq->body;
    return run_items(rq, in->registrations.count, true, register_one);
}

// --- assets ----------------------------------------------------------------------------------------------------------

static bool service_exists(request *rq, const uuid *id, struct bulk_item *item) {
    struct service found;
    if (!id->set)
        return true;
    if (store_services_get(rq->db, id, &found, rq->arena))
        return is_own_team(rq, &found.owner_team_id, item, "Cannot put assets into services of other teams");
    fail(item, arena_printf(rq->arena, "Service %s not found", detail_uuid(rq, id).string));
    return false;
}

static void create_one(request *rq, size_t index, struct bulk_item *item) {
    const struct bulk_assets *in = rq->body;
    const struct asset_create *wanted = (const struct asset_create *)in->assets.items + index;
    if (!is_own_team(rq, &wanted->owner_team_id, item, "You can only create assets for your own team") ||
        !team_exists(rq, &wanted->owner_team_id, item) || !service_exists(rq, &wanted->service_id, item))
        return;
    struct asset made;
    asset_asked_for(rq, wanted, &made);
    uuid existing = store_assets_find(rq->db, made.fqn, made.environment);
    if (existing.set) {
        settle_duplicate(rq, item, in->skip_duplicates == 1, &existing,
                         arena_printf(rq->arena, "Asset with FQN '%s' already exists in environment '%s'", made.fqn,
                                      made.environment));
        return;
    }
    db_savepoint_begin(rq->db);
    db_status status = asset_add(rq->db, &made, true, rq->arena);
    settle_insert(rq, item, status, &made.id);
}

int bulk_assets(request *rq) {
    const struct bulk_assets *in = rq->body;
    return run_items(rq, in->assets.count, true, create_one);
}

// --- acknowledgments -------------------------------------------------------------------------------------------------

static const char *acknowledgment_fault(request *rq, const struct bulk_acknowledgment *in,
                                        const acknowledgment_outcome *outcome) {
    const char *proposal = detail_uuid(rq, &in->proposal_id).string;
    const char *team = detail_uuid(rq, &in->consumer_team_id).string;
    switch (outcome->refusal) {
    case ACKNOWLEDGMENT_NO_PROPOSAL:
        return arena_printf(rq->arena, "Proposal %s not found", proposal);
    case ACKNOWLEDGMENT_NOT_PENDING:
        return arena_printf(rq->arena, "Proposal %s is not pending (status: %s)", proposal,
                            enum_proposal_status.values[outcome->proposal_status]);
    case ACKNOWLEDGMENT_NO_TEAM:
        return arena_printf(rq->arena, "Team %s not found", team);
    case ACKNOWLEDGMENT_DUPLICATE:
        return arena_printf(rq->arena, "Proposal %s already acknowledged by team %s", proposal, team);
    case ACKNOWLEDGMENT_BAD_DEADLINE:
        return arena_printf(rq->arena, "Invalid migration_deadline format: %s", in->migration_deadline);
    case ACKNOWLEDGMENT_NO_USER:
        return arena_printf(rq->arena, "User %s not found", detail_uuid(rq, &in->acknowledged_by_user_id).string);
    case ACKNOWLEDGMENT_NOT_CONSUMER:
        return "Only registered consumers can acknowledge proposals";
    case ACKNOWLEDGMENT_ACCEPTED:
    case ACKNOWLEDGMENT_FAILED:
        break;
    }
    return "Internal error processing this item";
}

static acknowledgment_order acknowledgment_ordered(request *rq, const struct bulk_acknowledgment *in) {
    acknowledgment_order order = {
        .proposal_id = in->proposal_id,
        .team_id = in->consumer_team_id,
        .user_id = in->acknowledged_by_user_id,
        .response = in->response,
        .migration_deadline = TIMESTAMP_NONE,
        .notes = in->notes,
        .notices = rq->app->notices,
    };
    if (in->migration_deadline != NULL)
        order.deadline_is_unreadable = !timestamp_parse_iso(text_of(in->migration_deadline), &order.migration_deadline);
    return order;
}

static void acknowledge_one(request *rq, size_t index, struct bulk_item *item) {
    const struct bulk_acknowledgments *all = rq->body;
    const struct bulk_acknowledgment *in = (const struct bulk_acknowledgment *)all->acknowledgments.items + index;
    if (!is_own_team(rq, &in->consumer_team_id, item, "You can only acknowledge proposals on behalf of your own team"))
        return;
    if (!request_speaks_for(rq, &in->acknowledged_by_user_id)) {
        fail(item, "You cannot act in the name of that user");
        return;
    }
    acknowledgment_order order = acknowledgment_ordered(rq, in);
    db_savepoint_begin(rq->db);
    acknowledgment_outcome outcome = acknowledgment_give(rq->db, &order, rq->arena);
    if (outcome.refusal != ACKNOWLEDGMENT_ACCEPTED) {
        db_savepoint_rollback(rq->db);
        const char *fault = acknowledgment_fault(rq, in, &outcome);
        if (outcome.refusal == ACKNOWLEDGMENT_DUPLICATE)
            fail_duplicate(rq, item, &outcome.id, fault);
        else
            fail(item, fault);
        return;
    }
    db_savepoint_release(rq->db);
    succeed(item, &outcome.id);
    json_builder details = json_builder_on(rq->arena);
    json_put_string(&details, "response", enum_acknowledgment_response.values[in->response]);
    json_put_string(&details, "proposal_status", enum_proposal_status.values[outcome.proposal_status]);
    item->details.tree = json_built(&details);
}

int bulk_acknowledgments(request *rq) {
    const struct bulk_acknowledgments *in = rq->body;
    return run_items(rq, in->acknowledgments.count, in->continue_on_error == 1, acknowledge_one);
}
