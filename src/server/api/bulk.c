#include "domain/assets.h"
#include "domain/registrations.h"
#include "server/app.h"
#include "server/caller.h"
#include "server/request.h"
#include "store/assets.h"
#include "store/contracts.h"
#include "store/registrations.h"
#include "store/teams.h"

// --- items -----------------------------------------------------------------------------------------------------------

static void succeed(struct bulk_item *item, const uuid *id) {
    item->success = true;
    item->id = *id;
}

static void fail(struct bulk_item *item, const char *error) {
    item->error = error;
}

// What is there already: no failure where the request says so.
static void settle_duplicate(request *rq, struct bulk_item *item, bool skip, const uuid *existing, const char *error) {
    json_member members[] = {
        json_make_member("skipped", json_make_boolean(true)),
        json_make_member("reason", json_make_string(TEXT("duplicate"))),
        json_make_member("existing_id", detail_uuid(rq, existing)),
    };
    if (skip) {
        succeed(item, existing);
        item->details.tree = json_make_object(rq->arena, members, 2);
    } else {
        fail(item, error);
        item->details.tree = json_make_object(rq->arena, &members[2], 1);
    }
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

// Runs `one` on each item and replies.
static int run_items(request *rq, size_t count, void (*one)(request *rq, size_t index, struct bulk_item *item)) {
    struct bulk_item *items = arena_array(rq->arena, count, sizeof *items);
    struct bulk_result result = {.total = (int64_t)count, .results = {.items = items, .count = count}};
    for (size_t i = 0; i < count; i++) {
        record_defaults(&type_bulk_item, rq->arena, &items[i]);
        items[i].success = false;
        items[i].index = (int64_t)i;
        items[i].details.raw = TEXT("{}");
        one(rq, i, &items[i]);
        if (items[i].details.tree != NULL)
            items[i].details.raw = TEXT_NONE;
        *(items[i].success ? &result.succeeded : &result.failed) += 1;
    }
    reply_record(rq, &type_bulk_result, &result);
    return result.failed > 0 ? reply_status(rq, 207) : rq->status;
}

static bool team_exists(request *rq, const uuid *id, struct bulk_item *item) {
    struct team team;
    if (store_teams_get(rq->db, id, &team, rq->arena))
        return true;
    fail(item, arena_printf(rq->arena, "Team %s not found", detail_uuid(rq, id).string));
    return false;
}

static bool is_own_team(request *rq, const uuid *team, struct bulk_item *item, const char *error) {
    const caller *who = request_caller(rq);
    if (asset_may_write(&who->team_id, who->is_admin, team))
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
    struct registration made;
    db_savepoint_begin(rq->db);
    db_status status = registration_add(rq->db, contract, team, wanted->pinned_version, true, &made, rq->arena);
    settle_insert(rq, item, status, &made.id);
}

int bulk_registrations(request *rq) {
    const struct bulk_registrations *in = rq->body;
    return run_items(rq, in->registrations.count, register_one);
}

// --- assets ----------------------------------------------------------------------------------------------------------

static void create_one(request *rq, size_t index, struct bulk_item *item) {
    const struct bulk_assets *in = rq->body;
    const struct asset_create *wanted = (const struct asset_create *)in->assets.items + index;
    const char *environment = wanted->environment;
    if (environment == NULL)
        environment = rq->app->config->default_environment;
    if (!is_own_team(rq, &wanted->owner_team_id, item, "You can only create assets for your own team") ||
        !team_exists(rq, &wanted->owner_team_id, item))
        return;
    uuid existing = store_assets_find(rq->db, wanted->fqn, environment);
    if (existing.set) {
        settle_duplicate(rq, item, in->skip_duplicates == 1, &existing,
                         arena_printf(rq->arena, "Asset with FQN '%s' already exists in environment '%s'", wanted->fqn,
                                      environment));
        return;
    }
    struct asset made;
    db_savepoint_begin(rq->db);
    db_status status = asset_add(rq->db, wanted, environment, true, &made, rq->arena);
    settle_insert(rq, item, status, &made.id);
}

int bulk_assets(request *rq) {
    const struct bulk_assets *in = rq->body;
    return run_items(rq, in->assets.count, create_one);
}
