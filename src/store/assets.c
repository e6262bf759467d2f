// A list of assets has a statement of its own for each filter that an index serves. The page is found by keys alone and
// only then joined with the rest, so that rows that are skipped cost little.
#include "store/assets.h"
#include "base/map.h"
#include "store/counts.h"

#define ASSET_ROW                                                                                                      \
    "a.id, a.fqn, a.description, a.owner_team_id, a.owner_user_id, a.service_id, a.environment, a.resource_type, "     \
    "a.guarantee_mode, a.semver_mode, a.metadata, a.tags, a.created_at, a.updated_at, t.name AS owner_team_name, "     \
    "(SELECT c.version FROM contracts c WHERE c.asset_id = a.id AND c.status = 'active') AS active_contract_version"
#define ASSET_COLUMNS                                                                                                  \
    ASSET_ROW ", u.name AS owner_user_name, u.email AS owner_user_email, s.name AS service_name, r.id AS repo_id, "    \
              "r.name AS repo_name"

// Owners, services and repositories are shown even when they are deleted.
#define ASSET_JOINS                                                                                                    \
    " LEFT JOIN teams t ON t.id = a.owner_team_id LEFT JOIN users u ON u.id = a.owner_user_id "                        \
    "LEFT JOIN services s ON s.id = a.service_id LEFT JOIN repos r ON r.id = s.repo_id "

db_status store_assets_insert(db *d, const struct asset *asset, arena *a) {
    db_query *q = db_prepare(d, "INSERT INTO assets (id, fqn, description, owner_team_id, owner_user_id, service_id, "
                                "environment, resource_type, guarantee_mode, semver_mode, metadata, tags, created_at, "
                                "updated_at) VALUES (:id, :fqn, :description, :owner_team_id, :owner_user_id, "
                                ":service_id, :environment, :resource_type, :guarantee_mode, :semver_mode, :metadata, "
                                ":tags, :created_at, :updated_at)");
    db_bind_record(q, &type_asset, asset, a);
    db_status status = db_attempt(q);
    if (status != DB_OK)
        return status;
    return store_counts_add(d, COUNTED_ASSETS, text_of(asset->environment),
                            text_of(enum_resource_type.values[asset->resource_type]), 1);
}

// Runs a change of an asset that may change what it counts as.
static db_status change_counted(db *d, const uuid *id, db_query *q) {
    counted_row before = store_counts_find(d, COUNTED_ASSETS, id);
    db_status status = db_attempt(q);
    if (status == DB_OK)
        store_counts_change(d, COUNTED_ASSETS, id, &before);
    return status;
}

db_status store_assets_update(db *d, const struct asset *asset, arena *a) {
    db_query *q =
        db_prepare(d, "UPDATE assets SET fqn = :fqn, description = :description, owner_team_id = :owner_team_id, "
                      "owner_user_id = :owner_user_id, service_id = :service_id, environment = :environment, "
                      "resource_type = :resource_type, guarantee_mode = :guarantee_mode, semver_mode = :semver_mode, "
                      "metadata = :metadata, "
                      "tags = :tags, updated_at = :updated_at WHERE id = :id");
    db_bind_record(q, &type_asset, asset, a);
    return change_counted(d, &asset->id, q);
}

db_status store_assets_set_deleted(db *d, const uuid *id, int64_t deleted_at, int64_t updated_at) {
    db_query *q = db_prepare(d, "UPDATE assets SET deleted_at = ?2, updated_at = ?3 WHERE id = ?1");
    db_bind_uuid(q, 1, id);
    db_bind_time(q, 2, deleted_at);
    db_bind_time(q, 3, updated_at);
    return change_counted(d, id, q);
}

void store_assets_lock(db *d, const uuid *id) {
    db_lock(d, "SELECT id FROM assets WHERE id = ?1 FOR UPDATE", id);
}

// What few assets have is asked for only where it is there: opening its tables costs as much as reading the asset.
void store_assets_name_rest(db *d, struct asset *asset, arena *a) {
    if (asset->owner_user_id.set) {
        db_query *q = db_prepare(d, "SELECT name, email FROM users WHERE id = ?1");
        db_bind_uuid(q, 1, &asset->owner_user_id);
        if (db_step(q)) {
            asset->owner_user_name = arena_text(a, db_column_text(q, 0));
            asset->owner_user_email = db_column_is_null(q, 1) ? NULL : arena_text(a, db_column_text(q, 1));
        }
        db_end(q);
    }
    if (asset->service_id.set) {
        db_query *q = db_prepare(d, "SELECT s.name, r.id, r.name FROM services s JOIN repos r ON r.id = s.repo_id "
                                    "WHERE s.id = ?1");
        db_bind_uuid(q, 1, &asset->service_id);
        if (db_step(q)) {
            asset->service_name = arena_text(a, db_column_text(q, 0));
            asset->repo_id = db_column_uuid(q, 1);
            asset->repo_name = arena_text(a, db_column_text(q, 2));
        }
        db_end(q);
    }
}

#define ASSET_BY_ID " FROM assets a LEFT JOIN teams t ON t.id = a.owner_team_id WHERE a.id = ?1"

bool store_assets_get(db *d, const uuid *id, struct asset *out, arena *a) {
    db_query *q = db_prepare(d, "SELECT " ASSET_ROW ASSET_BY_ID " AND a.deleted_at IS NULL");
    db_bind_uuid(q, 1, id);
    if (!db_run_record(q, &type_asset, out, a))
        return false;
    store_assets_name_rest(d, out, a);
    return true;
}

bool store_assets_get_any(db *d, const uuid *id, struct asset *out, bool *deleted, arena *a) {
    db_query *q = db_prepare(d, "SELECT a.deleted_at, " ASSET_ROW ASSET_BY_ID);
    db_bind_uuid(q, 1, id);
    bool found = db_step(q);
    if (found) {
        db_read_record(q, &type_asset, out, a);
        *deleted = !db_column_is_null(q, 0);
    }
    if (db_end(q) != DB_OK || !found)
        return false;
    store_assets_name_rest(d, out, a);
    return true;
}

uuid store_assets_find(db *d, const char *fqn, const char *environment) {
    db_query *q = db_prepare(d, "SELECT id FROM assets WHERE fqn = ?1 AND environment = ?2 AND deleted_at IS NULL");
    db_bind_text(q, 1, fqn);
    db_bind_text(q, 2, environment);
    return db_run_uuid(q);
}

// --- the list --------------------------------------------------------------------------------------------------------
// A filter that is the only one, or that leaves few rows, gets statements of its own in which an index serves it;
// "maybe" filters ask at run time whether they were given, which no index can serve.

#define MAYBE                                                                                                          \
    "(:owner IS NULL OR a.owner_team_id = :owner) AND (:owner_user IS NULL OR a.owner_user_id = :owner_user) AND "     \
    "(:resource_type IS NULL OR a.resource_type = :resource_type) AND "                                                \
    "(:environment IS NULL OR a.environment = :environment) AND "                                                      \
    "(:fqn IS NULL OR tessera_contains(a.fqn, :fqn)) AND (NOT :unowned OR a.owner_user_id IS NULL)"

// The comparison with the empty text says nothing but leads to the index that holds the names.
#define BY_FQN "a.fqn > '' AND tessera_contains(a.fqn, :fqn)"
#define BY_OWNER "a.owner_team_id = :owner"
#define BY_OWNER_USER "a.owner_user_id = :owner_user"
#define BY_RESOURCE_TYPE "a.resource_type = :resource_type"
#define BY_ENVIRONMENT "a.environment = :environment"

#define COUNT(filter) "SELECT count(*) FROM assets a WHERE a.deleted_at IS NULL AND " filter
// Where nothing else is asked for than what they are counted by.
#define KEPT STORE_KEPT_COUNT("assets", ":environment", ":resource_type")

#define PAGE(filter, join, place, order)                                                                               \
    "SELECT " ASSET_COLUMNS " FROM (SELECT a.id FROM assets a" join " WHERE a.deleted_at IS NULL AND " filter place    \
    " ORDER BY " order " LIMIT :limit OFFSET :offset) page JOIN assets a ON a.id = page.id" ASSET_JOINS                \
    "ORDER BY " order
#define WITH_TEAM " LEFT JOIN teams t ON t.id = a.owner_team_id"
#define WITH_USER " LEFT JOIN users u ON u.id = a.owner_user_id"
// Behind a row: assets that no user owns are the last ones, and the first ones of the other direction.
#define BEHIND_USER                                                                                                    \
    " AND CASE WHEN :after_text IS NULL THEN u.name IS NULL AND a.id > :after_id "                                     \
    "ELSE u.name IS NULL OR (u.name, a.id) > (:after_text, :after_id) END"
#define BEFORE_USER                                                                                                    \
    " AND CASE WHEN :after_text IS NULL THEN u.name IS NOT NULL OR a.id < :after_id "                                  \
    "ELSE (u.name, a.id) < (:after_text, :after_id) END"

enum order { FQN, FQN_DOWN, OWNER, OWNER_DOWN, USER, USER_DOWN, CREATED, CREATED_DOWN, ORDERS };

#define LIST(count, filter, join, place, order)                                                                        \
    { count, PAGE(filter, join, "", order), PAGE(filter, join, place, order) }
#define LISTS(filter) LISTS_COUNTED(COUNT(filter), filter)
#define LISTS_COUNTED(count, filter)                                                                                   \
    {                                                                                                                  \
        [FQN] = LIST(count, filter, "", PAGE_UPWARDS(text, "a.fqn", "a.id"), "a.fqn, a.id"),                           \
        [FQN_DOWN] = LIST(count, filter, "", PAGE_DOWNWARDS(text, "a.fqn", "a.id"), "a.fqn DESC, a.id DESC"),          \
        [OWNER] = LIST(count, filter, WITH_TEAM, PAGE_UPWARDS(text, "t.name", "a.id"), "t.name, a.id"),                \
        [OWNER_DOWN] =                                                                                                 \
            LIST(count, filter, WITH_TEAM, PAGE_DOWNWARDS(text, "t.name", "a.id"), "t.name DESC, a.id DESC"),          \
        [USER] = LIST(count, filter, WITH_USER, BEHIND_USER, "u.name ASC NULLS LAST, a.id"),                           \
        [USER_DOWN] = LIST(count, filter, WITH_USER, BEFORE_USER, "u.name DESC NULLS FIRST, a.id DESC"),               \
        [CREATED] = LIST(count, filter, "", PAGE_UPWARDS(time, "a.created_at", "a.id"), "a.created_at, a.id"),         \
        [CREATED_DOWN] =                                                                                               \
            LIST(count, filter, "", PAGE_DOWNWARDS(time, "a.created_at", "a.id"), "a.created_at DESC, a.id DESC"),     \
    }

static const page_statements list_all[ORDERS] = LISTS_COUNTED(KEPT, "TRUE"), list_by_fqn[ORDERS] = LISTS(BY_FQN),
                             list_by_owner[ORDERS] = LISTS(BY_OWNER),
                             list_by_owner_more[ORDERS] = LISTS(BY_OWNER " AND " MAYBE),
                             list_by_owner_user[ORDERS] = LISTS(BY_OWNER_USER),
                             list_by_owner_user_more[ORDERS] = LISTS(BY_OWNER_USER " AND " MAYBE),
                             list_by_resource_type[ORDERS] = LISTS_COUNTED(KEPT, BY_RESOURCE_TYPE),
                             list_by_environment[ORDERS] = LISTS_COUNTED(KEPT, BY_ENVIRONMENT),
                             list_maybe[ORDERS] = LISTS(MAYBE);

// The list for the filters of the query, in each order.
static const page_statements *statements_for(const struct asset_list_query *query) {
    bool owner = query->owner.set, user = query->owner_user.set, kind = query->resource_type != RECORD_ENUM_NONE,
         environment = query->environment != NULL, fqn = query->fqn != NULL, unowned = query->unowned == 1;
    int given = owner + user + kind + environment + fqn + unowned;
    if (user)
        return given == 1 ? list_by_owner_user : list_by_owner_user_more;
    if (owner)
        return given == 1 ? list_by_owner : list_by_owner_more;
    if (given == 0)
        return list_all;
    if (given > 1 || unowned)
        return list_maybe;
    return kind ? list_by_resource_type : environment ? list_by_environment : list_by_fqn;
}

static enum order order_of(const struct asset_list_query *query) {
    static const char *const names[] = {
        [FQN / 2] = "fqn", [OWNER / 2] = "owner", [USER / 2] = "owner_user", [CREATED / 2] = "created_at"};
    bool down = strcmp(query->sort_order, "desc") == 0;
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(query->sort_by, names[i]) == 0)
            return (enum order)(2 * i + down);
    return (enum order)(FQN + down);
}

list_order store_assets_order(const struct asset_list_query *query) {
    static const list_order orders[ORDERS] = {
        [FQN] = order_assets_by_fqn,          [FQN_DOWN] = order_assets_by_fqn_down,
        [OWNER] = order_assets_by_owner,      [OWNER_DOWN] = order_assets_by_owner_down,
        [USER] = order_assets_by_owner_user,  [USER_DOWN] = order_assets_by_owner_user_down,
        [CREATED] = order_assets_by_creation, [CREATED_DOWN] = order_assets_by_creation_down,
    };
    return orders[order_of(query)];
}

record_list store_assets_list(db *d, const struct asset_list_query *query, list_page *page, arena *a) {
    const page_statements *statements = statements_for(query) + order_of(query);
    return page_read(d, statements, &type_asset_list_query, query, &type_asset, page, a);
}

record_list store_assets_of_service(db *d, const uuid *service, list_page *page, arena *a) {
    static const page_statements assets =
        LIST(COUNT("a.service_id = :of"), "a.service_id = :of", "", PAGE_UPWARDS(text, "a.fqn", "a.id"), "a.fqn, a.id");
    return page_read_of(d, &assets, service, &type_asset, page, a);
}

// --- owners of many --------------------------------------------------------------------------------------------------

static bool assign_one(db *d, const uuid *id, const uuid *user, int64_t now) {
    int64_t changed = 0;
    db_query *q = db_prepare(
        d,
        "UPDATE assets SET updated_at = CASE WHEN owner_user_id IS NOT DISTINCT FROM ?2 THEN updated_at ELSE ?3 END, "
        "owner_user_id = ?2 WHERE id = ?1 AND deleted_at IS NULL");
    db_bind_uuid(q, 1, id);
    db_bind_uuid(q, 2, user);
    db_bind_time(q, 3, now);
    return db_run(q, &changed) == DB_OK && changed > 0;
}

db_status store_assets_assign_owner(db *d, const record_uuids *ids, const uuid *user, int64_t now, record_uuids *found,
                                    record_uuids *not_found, arena *a) {
    *found = (record_uuids){arena_array(a, ids->count + 1, sizeof(uuid)), 0};
    *not_found = (record_uuids){arena_array(a, ids->count + 1, sizeof(uuid)), 0};
    map *seen = map_new(a, ids->count);
    for (size_t i = 0; i < ids->count; i++) {
        const uuid *id = &ids->items[i];
        text key = {(const char *)id->bytes, sizeof id->bytes};
        record_uuids *list = map_get(seen, key);
        bool is_repeated = list != NULL;
        if (!is_repeated) {
            list = assign_one(d, id, user, now) ? found : not_found;
            map_put(seen, key, list);
        }
        if (!is_repeated || list == not_found)
            list->items[list->count++] = *id;
    }
    return db_has_failed(d) ? DB_FAILED : DB_OK;
}
