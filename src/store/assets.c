// A list of assets has a statement of its own for each filter that an index serves. The page is found by keys alone and
// only then joined with the rest, so that rows that are skipped cost little.
#include "store/assets.h"
#include "base/map.h"
#include "store/counts.h"
#include "store/ids.h"

#define ASSET_ROW                                                                                                      \
    "a.id, a.fqn, a.description, a.owner_team_id, a.owner_user_id, a.service_id, a.environment, a.resource_type, "     \
    "a.guarantee_mode, a.semver_mode, a.compatibility_policy, a.transitive_scope, a.metadata, a.tags, a.created_at, "  \
    "a.updated_at, t.name AS owner_team_name, "                                                                        \
    "(SELECT c.version FROM contracts c WHERE c.asset_id = a.id AND c.status = 'active') AS active_contract_version"
#define ASSET_COLUMNS                                                                                                  \
    ASSET_ROW ", u.name AS owner_user_name, u.email AS owner_user_email, s.name AS service_name, r.id AS repo_id, "    \
              "r.name AS repo_name"

// Owners, services and repositories are shown even when they are deleted.
#define ASSET_JOINS                                                                                                    \
    " LEFT JOIN teams t ON t.id = a.owner_team_id LEFT JOIN users u ON u.id = a.owner_user_id "                        \
    "LEFT JOIN services s ON s.id = a.service_id LEFT JOIN repos r ON r.id = s.repo_id "

// Runs a statement that changes the name of an asset, or what else is searched for, which is prepared but not run.
static db_status attempt_naming(db *d, db_query *q) {
    db_bind_int(q, db_parameter(q, "name_part"), store_counts_part(d));
    asset_names_changing(d);
    return db_attempt(q);
}

db_status store_assets_insert(db *d, const struct asset *asset, arena *a) {
    db_query *q = db_prepare(
        d, "INSERT INTO assets (id, fqn, description, owner_team_id, owner_user_id, service_id, "
           "environment, resource_type, guarantee_mode, semver_mode, compatibility_policy, "
           "transitive_scope, metadata, tags, created_at, updated_at, name_part, name_change) VALUES (:id, :fqn, "
           ":description, :owner_team_id, :owner_user_id, "
           ":service_id, :environment, :resource_type, :guarantee_mode, :semver_mode, "
           ":compatibility_policy, :transitive_scope, :metadata, "
           ":tags, :created_at, :updated_at, :name_part, " NAME_CHANGE ")");
    db_bind_record(q, &type_asset, asset, a);
    db_status status = attempt_naming(d, q);
    if (status != DB_OK)
        return status;
    return store_counts_add(d, COUNTED_ASSETS, text_of(asset->environment),
                            text_of(enum_resource_type.values[asset->resource_type]), 1);
}

// Runs a change of an asset that may change what it counts as.
static db_status change_counted(db *d, const uuid *id, db_query *q) {
    counted_row before = store_counts_find(d, COUNTED_ASSETS, id);
    db_status status = attempt_naming(d, q);
    if (status == DB_OK)
        store_counts_change(d, COUNTED_ASSETS, id, &before);
    return status;
}

db_status store_assets_update(db *d, const struct asset *asset, arena *a) {
    db_query *q =
        db_prepare(d, "UPDATE assets SET fqn = :fqn, description = :description, owner_team_id = :owner_team_id, "
                      "owner_user_id = :owner_user_id, service_id = :service_id, environment = :environment, "
                      "resource_type = :resource_type, guarantee_mode = :guarantee_mode, semver_mode = :semver_mode, "
                      "compatibility_policy = :compatibility_policy, transitive_scope = :transitive_scope, "
                      "metadata = :metadata, "
                      "tags = :tags, updated_at = :updated_at, name_part = :name_part, name_change = " NAME_CHANGE
                      " WHERE id = :id");
    db_bind_record(q, &type_asset, asset, a);
    return change_counted(d, &asset->id, q);
}

db_status store_assets_set_deleted(db *d, const uuid *id, int64_t deleted_at, int64_t updated_at) {
    db_query *q = db_prepare(d, "UPDATE assets SET deleted_at = :deleted_at, updated_at = :updated_at, "
                                "name_part = :name_part, name_change = " NAME_CHANGE " WHERE id = :id");
    db_bind_uuid(q, db_parameter(q, "id"), id);
    db_bind_time(q, db_parameter(q, "deleted_at"), deleted_at);
    db_bind_time(q, db_parameter(q, "updated_at"), updated_at);
    return change_counted(d, id, q);
}

int store_assets_policy(db *d, const uuid *id) {
    db_query *q = db_prepare(d, "SELECT compatibility_policy FROM assets WHERE id = ?1");
    db_bind_uuid(q, 1, id);
    int policy = db_step(q) ? model_enum_parse(&enum_compatibility_policy, db_column_text(q, 0))
                            : compatibility_policy_yardstick;
    db_end(q);
    return policy;
}

void store_assets_lock(db *d, const uuid *id) {
    db_lock(d, STORE_ASSET_LOCK, id);
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
    if (db_view_has_ended(d) && (out->owner_user_id.set || out->service_id.set)) {
        // All of it anew, since what is asked now is of another view.
        db_expect_one(d);
        q = db_prepare(d,
                       "SELECT " ASSET_COLUMNS " FROM assets a" ASSET_JOINS "WHERE a.id = ?1 AND a.deleted_at IS NULL");
        db_bind_uuid(q, 1, id);
        return db_run_record(q, &type_asset, out, a);
    }
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
    "(:resource_type IS NULL OR a.resource_type = :resource_type) AND "                                                \
    "(:environment IS NULL OR a.environment = :environment) AND "                                                      \
    "(:fqn IS NULL OR tessera_contains(a.fqn, :fqn)) AND (NOT :unowned OR a.owner_user_id IS NULL)"

#define BY_OWNER "a.owner_team_id = :owner"
#define BY_OWNER_USER "a.owner_user_id = :owner_user"
#define BY_OWNER_USER_MORE BY_OWNER_USER " AND (:owner IS NULL OR a.owner_team_id = :owner) AND " MAYBE
#define BY_RESOURCE_TYPE "a.resource_type = :resource_type"
#define BY_ENVIRONMENT "a.environment = :environment"

// The comparison with the empty text says nothing but leads to the index that holds what filters ask for.
#define THROUGH_NAMES "a.fqn > '' AND "
#define BY_FQN THROUGH_NAMES "tessera_contains(a.fqn, :fqn)"
#define COUNT(filter) "SELECT count(*) FROM assets a WHERE a.deleted_at IS NULL AND " filter
// Where nothing else is asked for than what they are counted by.
#define KEPT STORE_KEPT_COUNT("assets", ":environment", ":resource_type")
// Those that users own are counted in an index of theirs alone.
#define UNOWNED "a.owner_user_id IS NULL"
#define KEPT_UNOWNED                                                                                                   \
    "SELECT all_of_them.live - owned.live FROM (SELECT CAST(coalesce(sum(k.live), 0) AS bigint) AS live FROM "         \
    "list_counts k WHERE " STORE_KEPT(                                                                                 \
        "assets", ":environment",                                                                                      \
        ":resource_type") ") all_of_them "                                                                             \
                          "CROSS JOIN (SELECT count(*) AS live FROM users u CROSS JOIN assets a WHERE "                \
                          "a.owner_user_id = u.id "                                                                    \
                          "AND a.deleted_at IS NULL AND (:resource_type IS NULL OR a.resource_type = :resource_type) " \
                          "AND (:environment IS NULL OR a.environment = :environment)) owned"

#define PAGE(ids, order)                                                                                               \
    "SELECT " ASSET_COLUMNS " FROM (" ids ") page JOIN assets a ON a.id = page.id" ASSET_JOINS "ORDER BY " order
#define WHERE(from, filter, place, order)                                                                              \
    "SELECT a.id FROM " from " a.deleted_at IS NULL AND " filter place " ORDER BY " order " LIMIT :limit OFFSET "      \
    ":offset"
#define ASSETS "assets a WHERE"
#define WITH_TEAM "assets a LEFT JOIN teams t ON t.id = a.owner_team_id WHERE"
#define WITH_USER "assets a LEFT JOIN users u ON u.id = a.owner_user_id WHERE"

// In the order of owners' names the owners are gone through by name, with the assets of each, as far as the page reaches. The
// cross join is written so that they come first.
#define OF_TEAMS "teams t CROSS JOIN assets a WHERE a.owner_team_id = t.id AND"
#define FROM_TEAM " AND t.name >= :after_text" PAGE_UPWARDS(text, "t.name", "a.id")
#define DOWN_FROM_TEAM " AND t.name <= :after_text" PAGE_DOWNWARDS(text, "t.name", "a.id")

// Assets that no user owns are the last ones, and the first ones of the other direction. Each part is read as far as the page
// could reach.
#define OF_USERS(filter, owned, owned_order, free, free_order, order)                                                  \
    "SELECT found.id FROM (SELECT * FROM (SELECT a.id, u.name FROM users u CROSS JOIN assets a "                       \
    "WHERE a.owner_user_id = u.id AND a.deleted_at IS NULL AND " filter owned " ORDER BY " owned_order                 \
    " LIMIT :limit + :offset) owned UNION ALL SELECT * FROM (SELECT a.id, CAST(NULL AS text) FROM assets a "           \
    "WHERE a.owner_user_id IS NULL AND a.deleted_at IS NULL AND " filter free " ORDER BY " free_order                  \
    " LIMIT :limit + :offset) free) found ORDER BY " order " LIMIT :limit OFFSET :offset"
#define UP_USERS(filter, owned, free)                                                                                  \
    OF_USERS(filter, owned, "u.name, a.id", free, "a.id", "found.name ASC NULLS LAST, found.id")
#define DOWN_USERS(filter, owned, free)                                                                                \
    OF_USERS(filter, owned, "u.name DESC, a.id DESC", free, "a.id DESC", "found.name DESC NULLS FIRST, found.id DESC")
#define FROM_USER " AND u.name >= :after_text" PAGE_UPWARDS(text, "u.name", "a.id")
#define FREE_FROM_USER " AND (:after_text IS NOT NULL OR a.id > :after_id)"
#define DOWN_FROM_USER " AND (:after_text IS NULL OR (u.name, a.id) < (:after_text, :after_id))"
#define FREE_DOWN_FROM_USER " AND :after_text IS NULL AND a.id < :after_id"
// The same for the assets of one owner.
#define BEHIND_USER                                                                                                    \
    " AND CASE WHEN :after_text IS NULL THEN u.name IS NULL AND a.id > :after_id "                                     \
    "ELSE u.name IS NULL OR (u.name, a.id) > (:after_text, :after_id) END"
#define BEFORE_USER                                                                                                    \
    " AND CASE WHEN :after_text IS NULL THEN u.name IS NOT NULL OR a.id < :after_id "                                  \
    "ELSE (u.name, a.id) < (:after_text, :after_id) END"

enum order { FQN, FQN_DOWN, OWNER, OWNER_DOWN, USER, USER_DOWN, CREATED, CREATED_DOWN, ORDERS };

#define LIST(rows, from, filter, place, order, reverse)                                                                \
    {                                                                                                                  \
        .count = rows, .page = PAGE(WHERE(from, filter, "", order), order),                                            \
        .after = PAGE(WHERE(from, filter, place, order), order), .back = PAGE(WHERE(from, filter, "", reverse), order) \
    }
#define USERS(rows, ids, ids_after, ids_back, order)                                                                   \
    { .count = rows, .page = PAGE(ids, order), .after = PAGE(ids_after, order), .back = PAGE(ids_back, order) }

#define UP PAGE_UPWARDS(text, "a.fqn", "a.id")
#define DOWN PAGE_DOWNWARDS(text, "a.fqn", "a.id")
#define BY_NAME "a.fqn, a.id"
#define BY_NAME_DOWN "a.fqn DESC, a.id DESC"
#define LISTS_BY_NAME(count, filter)                                                                                   \
    [FQN] = LIST(count, ASSETS, filter, UP, BY_NAME, BY_NAME_DOWN), [FQN_DOWN] = LIST(count, ASSETS, filter, DOWN,     \
                                                                                      BY_NAME_DOWN, BY_NAME)
// The same where all names are gone through, once.
#define THROUGH(filter, place, order)                                                                                  \
    {                                                                                                                  \
        .count = COUNT(filter), .page = PAGE(WHERE(ASSETS, filter, "", order), order),                                 \
        .after = PAGE(WHERE(ASSETS, filter, place, order), order), .rest = COUNT(filter place)                         \
    }
#define LISTS_THROUGH_NAMES(filter)                                                                                    \
    [FQN] = THROUGH(filter, UP, BY_NAME), [FQN_DOWN] = THROUGH(filter, DOWN, BY_NAME_DOWN)

#define BY_TIME "a.created_at, a.id"
#define BY_TIME_DOWN "a.created_at DESC, a.id DESC"
#define LISTS_BY_TIME(count, filter)                                                                                   \
    [CREATED] = LIST(count, ASSETS, filter, PAGE_UPWARDS(time, "a.created_at", "a.id"), BY_TIME, BY_TIME_DOWN),        \
    [CREATED_DOWN] = LIST(count, ASSETS, filter, PAGE_DOWNWARDS(time, "a.created_at", "a.id"), BY_TIME_DOWN, BY_TIME)
#define BY_TEAM "t.name, a.id"
#define BY_TEAM_DOWN "t.name DESC, a.id DESC"
#define BY_USER "u.name ASC NULLS LAST, a.id"
#define BY_USER_DOWN "u.name DESC NULLS FIRST, a.id DESC"
// Of many assets the owners are followed.
#define LISTS_ALONG_OWNERS(count, filter)                                                                              \
    [OWNER] = LIST(count, OF_TEAMS, filter, FROM_TEAM, BY_TEAM, BY_TEAM_DOWN),                                         \
    [OWNER_DOWN] = LIST(count, OF_TEAMS, filter, DOWN_FROM_TEAM, BY_TEAM_DOWN, BY_TEAM),                               \
    [USER] = USERS(count, UP_USERS(filter, "", ""), UP_USERS(filter, FROM_USER, FREE_FROM_USER),                       \
                   DOWN_USERS(filter, "", ""), BY_USER),                                                               \
    [USER_DOWN] = USERS(count, DOWN_USERS(filter, "", ""), DOWN_USERS(filter, DOWN_FROM_USER, FREE_DOWN_FROM_USER),    \
                        UP_USERS(filter, "", ""), BY_USER_DOWN)
// Few assets are read and put in order.
#define LISTS_WITH_OWNERS(count, filter)                                                                               \
    [OWNER] = LIST(count, WITH_TEAM, filter, PAGE_UPWARDS(text, "t.name", "a.id"), BY_TEAM, BY_TEAM_DOWN),             \
    [OWNER_DOWN] = LIST(count, WITH_TEAM, filter, PAGE_DOWNWARDS(text, "t.name", "a.id"), BY_TEAM_DOWN, BY_TEAM),      \
    [USER] = LIST(count, WITH_USER, filter, BEHIND_USER, BY_USER, BY_USER_DOWN),                                       \
    [USER_DOWN] = LIST(count, WITH_USER, filter, BEFORE_USER, BY_USER_DOWN, BY_USER)

#define LISTS_OF_FEW(filter)                                                                                           \
    {                                                                                                                  \
        LISTS_BY_NAME(COUNT(filter), filter), LISTS_BY_TIME(COUNT(filter), filter),                                    \
            LISTS_WITH_OWNERS(COUNT(filter), filter)                                                                   \
    }
// `loose`: the filter where it should not lead to an index, since the order is that of another one.
#define LISTS_OF_MANY(count, filter, loose)                                                                            \
    { LISTS_BY_NAME(count, filter), LISTS_BY_TIME(count, loose), LISTS_ALONG_OWNERS(count, loose) }
#define LISTS_OF_NAMES(filter, loose)                                                                                  \
    { LISTS_THROUGH_NAMES(filter), LISTS_BY_TIME(COUNT(filter), loose), LISTS_ALONG_OWNERS(COUNT(filter), loose) }

static const page_statements list_all[ORDERS] = LISTS_OF_MANY(KEPT, "TRUE", "TRUE"),
                             list_by_fqn[ORDERS] = LISTS_OF_NAMES(BY_FQN, BY_FQN),
                             list_by_owner[ORDERS] = LISTS_OF_FEW(BY_OWNER),
                             list_by_owner_more[ORDERS] = LISTS_OF_FEW(BY_OWNER " AND " MAYBE),
                             list_by_owner_user[ORDERS] = LISTS_OF_FEW(BY_OWNER_USER),
                             list_by_owner_user_more[ORDERS] = LISTS_OF_FEW(BY_OWNER_USER_MORE),
                             list_by_resource_type[ORDERS] = LISTS_OF_MANY(KEPT, BY_RESOURCE_TYPE, MAYBE),
                             list_by_environment[ORDERS] = LISTS_OF_MANY(KEPT, BY_ENVIRONMENT, MAYBE),
                             list_by_both[ORDERS] = LISTS_OF_MANY(KEPT, BY_ENVIRONMENT " AND " BY_RESOURCE_TYPE, MAYBE),
                             list_unowned[ORDERS] = LISTS_OF_MANY(KEPT_UNOWNED, THROUGH_NAMES UNOWNED, UNOWNED),
                             list_unowned_by_resource_type[ORDERS] =
                                 LISTS_OF_MANY(KEPT_UNOWNED, BY_RESOURCE_TYPE " AND " UNOWNED, MAYBE),
                             list_unowned_by_environment[ORDERS] =
                                 LISTS_OF_MANY(KEPT_UNOWNED, BY_ENVIRONMENT " AND " UNOWNED, MAYBE),
                             list_unowned_by_both[ORDERS] = LISTS_OF_MANY(
                                 KEPT_UNOWNED, BY_ENVIRONMENT " AND " BY_RESOURCE_TYPE " AND " UNOWNED, MAYBE),
                             list_maybe[ORDERS] = LISTS_OF_NAMES(THROUGH_NAMES MAYBE, MAYBE);

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
    if (fqn)
        return given == 1 ? list_by_fqn : list_maybe;
    if (unowned)
        return kind && environment ? list_unowned_by_both
               : kind              ? list_unowned_by_resource_type
               : environment       ? list_unowned_by_environment
                                   : list_unowned;
    return kind && environment ? list_by_both : kind ? list_by_resource_type : list_by_environment;
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

// Filters that the names in memory can answer, with a part of the name among them.
static bool is_by_name(const struct asset_list_query *query) {
    return query->fqn != NULL && !query->owner.set && !query->owner_user.set && query->unowned != 1;
}

// False: it must be asked of the database.
static bool list_by_name(db *d, asset_names *names, const struct asset_list_query *query, list_page *page,
                         record_list *out, arena *a) {
    enum order order = order_of(query);
    if (!is_by_name(query) || (order != FQN && order != FQN_DOWN))
        return false;
    name_wanted wanted = {
        .part = text_of(query->fqn), .environment = query->environment, .resource_type = query->resource_type};
    record_uuids ids;
    if (!asset_names_find(names, d, &wanted, order == FQN_DOWN, page, &ids, a))
        return false;
    db_query *q = db_prepare(d, "SELECT " ASSET_COLUMNS " FROM tessera_ids(?1) page CROSS JOIN assets a" ASSET_JOINS
                                "WHERE a.id = page.id ORDER BY page.place");
    db_bind_blob(q, 1, store_ids(ids.items, ids.count, a));
    *out = db_run_records(q, &type_asset, ids.count, a);
    return true;
}

record_list store_assets_list(db *d, asset_names *names, const struct asset_list_query *query, list_page *page,
                              arena *a) {
    record_list found;
    if (list_by_name(d, names, query, page, &found, a))
        return found;
    const page_statements *statements = statements_for(query) + order_of(query);
    return page_read(d, statements, &type_asset_list_query, query, &type_asset, page, a);
}

record_list store_assets_of_service(db *d, const uuid *service, list_page *page, arena *a) {
    static const page_statements assets =
        LIST(COUNT("a.service_id = :of"), ASSETS, "a.service_id = :of", UP, BY_NAME, BY_NAME_DOWN);
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
