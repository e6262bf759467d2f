// Who consumes an asset is a question about all of its contracts, since a registration stays with the contract that it
// was made for (STORE_CONSUMERS).
#include "store/registrations.h"
#include "base/map.h"
#include "store/assets.h"
#include "store/counts.h"
#include "store/ids.h"

#define REGISTRATION_COLUMNS                                                                                           \
    "r.id, r.contract_id, r.consumer_team_id, r.pinned_version, r.status, r.registered_at, r.acknowledged_at, "        \
    "r.updated_at, r.fields, r.mode"

// The team is named even when it is deleted.
#define NAMED_COLUMNS REGISTRATION_COLUMNS ", t.name AS consumer_team_name"
#define WITH_TEAM " LEFT JOIN teams t ON t.id = r.consumer_team_id "

db_status store_registrations_insert(db *d, const struct registration *registration, arena *a) {
    db_query *q = db_prepare(
        d, "INSERT INTO registrations (id, contract_id, consumer_team_id, pinned_version, status, "
           "registered_at, fields, mode) VALUES (:id, :contract_id, :consumer_team_id, :pinned_version, :status, "
           ":registered_at, :fields, :mode)");
    db_bind_record(q, &type_registration, registration, a);
    db_status status = db_attempt(q);
    if (status != DB_OK)
        return status;
    return store_counts_add(d, COUNTED_REGISTRATIONS, text_of(enum_registration_status.values[registration->status]),
                            TEXT(""), 1);
}

// Runs a change of a registration that may change what it counts as.
static db_status change_counted(db *d, const uuid *id, db_query *q) {
    counted_row before = store_counts_find(d, COUNTED_REGISTRATIONS, id);
    db_status status = db_queue(q);
    if (status == DB_OK)
        store_counts_change(d, COUNTED_REGISTRATIONS, id, &before);
    return status;
}

db_status store_registrations_update(db *d, const struct registration *registration, arena *a) {
    db_query *q = db_prepare(d, "UPDATE registrations SET pinned_version = :pinned_version, status = :status, "
                                "updated_at = :updated_at, fields = :fields, mode = :mode WHERE id = :id");
    db_bind_record(q, &type_registration, registration, a);
    return change_counted(d, &registration->id, q);
}

db_status store_registrations_delete(db *d, const uuid *id, int64_t now) {
    db_query *q = db_prepare(d, "UPDATE registrations SET deleted_at = ?2, updated_at = ?2 WHERE id = ?1");
    db_bind_uuid(q, 1, id);
    db_bind_time(q, 2, now);
    return change_counted(d, id, q);
}

uuid store_registrations_lock_asset(db *d, const uuid *contract) {
    db_query *q = db_prepare(d, "SELECT asset_id FROM contracts WHERE id = ?1");
    db_bind_uuid(q, 1, contract);
    uuid asset = db_run_uuid(q);
    if (asset.set)
        store_assets_lock(d, &asset);
    return asset;
}

void store_registrations_lock_assets(db *d, const uuid *team) {
    db_lock(d,
            "SELECT id FROM assets WHERE id IN (SELECT c.asset_id FROM registrations r JOIN contracts c ON c.id = "
            "r.contract_id WHERE r.consumer_team_id = ?1 AND r.deleted_at IS NULL) ORDER BY id FOR UPDATE",
            team);
}

bool store_registrations_get(db *d, const uuid *id, struct registration *out, arena *a) {
    db_query *q = db_prepare(d, "SELECT " NAMED_COLUMNS " FROM registrations r" WITH_TEAM
                                "WHERE r.id = ?1 AND r.deleted_at IS NULL");
    db_bind_uuid(q, 1, id);
    return db_run_record(q, &type_registration, out, a);
}

uuid store_registrations_find(db *d, const uuid *contract, const uuid *team) {
    db_query *q = db_prepare(d, "SELECT id FROM registrations WHERE contract_id = ?1 AND consumer_team_id = ?2 AND "
                                "deleted_at IS NULL");
    db_bind_uuid(q, 1, contract);
    db_bind_uuid(q, 2, team);
    return db_run_uuid(q);
}

// --- lists -----------------------------------------------------------------------------------------------------------

#define MAYBE                                                                                                          \
    " AND (:consumer_team_id IS NULL OR r.consumer_team_id = :consumer_team_id) AND "                                  \
    "(:status IS NULL OR r.status = :status)"
#define BY_CONTRACT " AND r.contract_id = :contract_id" MAYBE
#define BY_TEAM " AND r.consumer_team_id = :consumer_team_id AND (:status IS NULL OR r.status = :status)"
#define BY_STATUS " AND r.status = :status"

#define COUNT(filter) "SELECT count(*) FROM registrations r WHERE r.deleted_at IS NULL" filter
#define KEPT STORE_KEPT_COUNT("registrations", ":status", "NULL")
// The page is found by keys alone and only then joined with the names, so that skipped rows cost little.
#define PAGE(filter) PAGE_BY(filter, "r.registered_at DESC, r.id DESC")
#define PAGE_BY(filter, order)                                                                                         \
    "SELECT " NAMED_COLUMNS " FROM (SELECT r.id FROM registrations r WHERE r.deleted_at IS NULL" filter                \
    " ORDER BY " order " LIMIT :limit OFFSET :offset) page "                                                           \
    "JOIN registrations r ON r.id = page.id" WITH_TEAM "ORDER BY r.registered_at DESC, r.id DESC"
#define LIST(filter) LIST_COUNTED(COUNT(filter), filter)
#define LIST_COUNTED(rows, filter)                                                                                     \
    {                                                                                                                  \
        .count = rows, .page = PAGE(filter), .after = PAGE(filter PAGE_DOWNWARDS(time, "r.registered_at", "r.id")),    \
        .back = PAGE_BY(filter, "r.registered_at, r.id")                                                               \
    }

static const page_statements list_all = LIST_COUNTED(KEPT, ""), list_by_status = LIST_COUNTED(KEPT, BY_STATUS),
                             list_by_contract = LIST(BY_CONTRACT), list_by_team = LIST(BY_TEAM);

static const page_statements *statements_for(const struct registration_list_query *query) {
    if (query->contract_id.set)
        return &list_by_contract;
    if (query->consumer_team_id.set)
        return &list_by_team;
    return query->status != RECORD_ENUM_NONE ? &list_by_status : &list_all;
}

record_list store_registrations_list(db *d, const struct registration_list_query *query, list_page *page, arena *a) {
    return page_read(d, statements_for(query), &type_registration_list_query, query, &type_registration, page, a);
}

record_list store_registrations_of_contract(db *d, const uuid *contract, list_page *page, arena *a) {
    struct registration_list_query all = {.contract_id = *contract, .status = RECORD_ENUM_NONE};
    return store_registrations_list(d, &all, page, a);
}

record_list store_registrations_of_asset(db *d, const uuid *asset, size_t maximum, arena *a) {
    db_query *q = db_prepare(
        d, "SELECT " REGISTRATION_COLUMNS ", t.name AS consumer_team_name FROM contracts c JOIN registrations r ON "
           "r.contract_id = c.id AND r.deleted_at IS NULL LEFT JOIN teams t ON t.id = r.consumer_team_id "
           "WHERE c.asset_id = ?1 ORDER BY t.name, r.consumer_team_id, r.registered_at, r.id LIMIT ?2");
    db_bind_uuid(q, 1, asset);
    db_bind_int(q, 2, (int64_t)maximum);
    return db_run_records(q, &type_registration, maximum, a);
}

// --- consumers -------------------------------------------------------------------------------------------------------

bool store_registrations_is_consumer(db *d, const uuid *asset, const uuid *team) {
    db_query *q = db_prepare(d, "SELECT EXISTS (SELECT 1 FROM " STORE_CONSUMERS_OF_TEAM("?2") "AND c.asset_id = ?1)");
    db_bind_uuid(q, 1, asset);
    db_bind_uuid(q, 2, team);
    return db_run_int(q) == 1;
}

// Of several registrations of a team the one for the newest contract speaks for it.
record_list store_registrations_consumers(db *d, const uuid *asset, size_t maximum, arena *a) {
    db_query *q =
        db_prepare(d, "SELECT " REGISTRATION_COLUMNS ", r.consumer_team_name FROM (SELECT " REGISTRATION_COLUMNS
                      ", t.name AS consumer_team_name, row_number() OVER (PARTITION BY r.consumer_team_id "
                      "ORDER BY c.published_at DESC, r.registered_at, r.id) AS place FROM " STORE_CONSUMERS
                      "AND c.asset_id = ?1) r WHERE r.place = 1 ORDER BY r.registered_at, r.id");
    db_bind_uuid(q, 1, asset);
    return db_run_records(q, &type_registration, maximum, a);
}

// Whether a value is not yet among those that the map knows; then it is.
static bool is_new(map *known, const uuid *id) {
    return map_put(known, (text){(const char *)id->bytes, sizeof id->bytes}, known) == NULL;
}

// Of the contracts, of which there may be many, only an index is read, unless somebody registered for one. DISTINCT would make a
// table in memory each time, for rows of which there are mostly none or one.
record_uuids store_registrations_consumer_teams(db *d, const uuid *asset, size_t maximum, arena *a) {
    db_query *q =
        db_prepare(d, "SELECT r.consumer_team_id FROM contracts h CROSS JOIN registrations r CROSS JOIN "
                      "contracts c CROSS JOIN teams t WHERE h.asset_id = ?1 AND r.contract_id = h.id AND c.id "
                      "= r.contract_id AND t.id = r.consumer_team_id AND " STORE_IS_CONSUMER);
    db_bind_uuid(q, 1, asset);
    record_uuids teams = db_run_uuids(q, SIZE_MAX, a);
    if (teams.count < 2)
        return teams;
    map *known = map_new(a, teams.count);
    size_t kept = 0;
    for (size_t i = 0; i < teams.count && kept < maximum; i++) {
        teams.items[kept] = teams.items[i];
        kept += is_new(known, &teams.items[kept]);
    }
    teams.count = kept;
    return teams;
}

record_list store_registrations_placed(db_query *q, size_t **places, arena *a) {
    size_t room = 16, found = 0;
    struct registration *items = arena_array(a, room, sizeof *items);
    *places = arena_array(a, room, sizeof **places);
    while (db_step(q)) {
        if (found == room) {
            struct registration *more = arena_array(a, room * 2, sizeof *more);
            size_t *more_places = arena_array(a, room * 2, sizeof *more_places);
            memcpy(more, items, room * sizeof *more);
            memcpy(more_places, *places, room * sizeof *more_places);
            items = more;
            *places = more_places;
            room *= 2;
        }
        (*places)[found] = (size_t)db_column_int(q, 0);
        db_read_record(q, &type_registration, &items[found++], a);
    }
    db_end(q);
    return (record_list){items, found};
}

#define COUNTED(consumers)                                                                                             \
    "SELECT i.place, " REGISTRATION_COLUMNS                                                                            \
    ", t.name AS consumer_team_name FROM tessera_ids(?1) i CROSS JOIN " consumers                                      \
    "AND c.asset_id = i.id ORDER BY i.place, r.registered_at, r.id LIMIT ?2"

record_list store_registrations_counted(db *d, const uuid *assets, size_t count, const uuid *team, size_t maximum,
                                        size_t **places, arena *a) {
    db_query *q = db_prepare(d, team == NULL ? COUNTED(STORE_CONSUMERS) : COUNTED(STORE_CONSUMERS_OF_TEAM("?3")));
    db_bind_blob(q, 1, store_ids(assets, count, a));
    db_bind_int(q, 2, (int64_t)maximum);
    if (team != NULL)
        db_bind_uuid(q, 3, team);
    return store_registrations_placed(q, places, a);
}
