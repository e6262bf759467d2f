// Looking for a part of a name goes through all names: of assets through those in memory, else through an index that holds little
// besides, so that rows are read only for what is found.
#include "store/search.h"
#include "store/ids.h"

// --- assets by name --------------------------------------------------------------------------------------------------
// Filters have statements of their own, so that an index holds what the search reads. The comparison with the empty text
// says nothing but leads to the index that begins with the names. One team's assets are few: there the environment is
// asked for at run time, which keeps its index, a worse one, out of the choice.

#define CONTAINS "a.deleted_at IS NULL AND a.fqn > '' AND tessera_has(a.fqn, :q)"
#define OF_OWNER " AND a.owner_team_id = :owner AND (:environment IS NULL OR a.environment = :environment)"
#define IN_ENVIRONMENT " AND a.environment = :environment"

#define COUNT(filter) "SELECT count(*) FROM assets a WHERE " CONTAINS filter
#define PAGE(filter)                                                                                                   \
    "SELECT a.id, a.fqn, a.owner_team_id, t.name AS owner_team_name, a.environment FROM (SELECT a.id FROM assets a "   \
    "WHERE " CONTAINS filter                                                                                           \
    " ORDER BY a.fqn, a.id LIMIT :limit OFFSET :offset) page JOIN assets a ON a.id = page.id "                         \
    "LEFT JOIN teams t ON t.id = a.owner_team_id ORDER BY a.fqn, a.id"

#define BEHIND PAGE_UPWARDS(text, "a.fqn", "a.id")
#define LIST(filter)                                                                                                   \
    { COUNT(filter), PAGE(filter), PAGE(filter BEHIND), COUNT(filter BEHIND) }

static const page_statements names_all = LIST(""), names_of_owner = LIST(OF_OWNER),
                             names_in_environment = LIST(IN_ENVIRONMENT);

static const page_statements *statements_for(const struct asset_search_query *query) {
    if (query->owner.set)
        return &names_of_owner;
    return query->environment != NULL ? &names_in_environment : &names_all;
}

// False: it must be asked of the database.
static bool search_in_memory(db *d, asset_names *names, const struct asset_search_query *query, list_page *page,
                             record_list *out, arena *a) {
    name_wanted wanted = {
        .part = text_of(query->q), .literal = true, .environment = query->environment, .resource_type = -1};
    record_uuids ids;
    if (query->owner.set || !asset_names_find(names, d, &wanted, false, page, &ids, a))
        return false;
    db_query *q = db_prepare(d, "SELECT a.id, a.fqn, a.owner_team_id, t.name AS owner_team_name, a.environment FROM "
                                "tessera_ids(?1) page CROSS JOIN assets a LEFT JOIN teams t ON t.id = a.owner_team_id "
                                "WHERE a.id = page.id ORDER BY page.place");
    db_bind_blob(q, 1, store_ids(ids.items, ids.count, a));
    *out = db_run_records(q, &type_asset_match, ids.count, a);
    return true;
}

record_list store_search_asset_names(db *d, asset_names *names, const struct asset_search_query *query, list_page *page,
                                     arena *a) {
    record_list found;
    if (search_in_memory(d, names, query, page, &found, a))
        return found;
    return page_read(d, statements_for(query), &type_asset_search_query, query, &type_asset_match, page, a);
}

// --- everything ------------------------------------------------------------------------------------------------------

static record_list search(db *d, const char *sql, const struct search_query *query, const record_type *type, arena *a) {
    db_query *q = db_prepare(d, sql);
    db_bind_record(q, &type_search_query, query, a);
    return db_run_records(q, type, (size_t)query->limit, a);
}

record_list store_search_teams(db *d, const struct search_query *query, arena *a) {
    return search(d,
                  "SELECT id, name, 'team' AS type FROM teams WHERE deleted_at IS NULL AND tessera_has(name, :q) "
                  "ORDER BY name, id LIMIT :limit",
                  query, &type_search_team, a);
}

record_list store_search_users(db *d, const struct search_query *query, arena *a) {
    return search(d,
                  "SELECT id, name, team_id, 'user' AS type FROM users WHERE deactivated_at IS NULL AND "
                  "(tessera_has(name, :q) OR tessera_has(email, :q)) ORDER BY name, id LIMIT :limit",
                  query, &type_search_user, a);
}

record_list store_search_contracts(db *d, const struct search_query *query, arena *a) {
    return search(d,
                  "SELECT c.id, c.version, c.asset_id, c.status, 'contract' AS type FROM (SELECT c.id FROM "
                  "(SELECT DISTINCT k.version FROM contract_versions k WHERE tessera_has(k.version, :q)) v "
                  "CROSS JOIN contracts c WHERE c.version = v.version ORDER BY v.version, c.id LIMIT :limit) page JOIN "
                  "contracts c ON "
                  "c.id = page.id "
                  "ORDER BY c.version, c.id",
                  query, &type_search_contract, a);
}

#define ASSETS "SELECT a.id, a.fqn, a.resource_type, 'asset' AS type FROM assets a WHERE " CONTAINS
#define ASSETS_END " ORDER BY a.fqn, a.id LIMIT :limit"
#define OF_TEAM                                                                                                        \
    " AND (:team IS NULL OR EXISTS (SELECT 1 FROM teams t WHERE t.id = a.owner_team_id AND "                           \
    "tessera_equal(t.name, :team)))"
#define OF_KIND " AND (:resource_type IS NULL OR a.resource_type = :resource_type)"
#define WITH_TAGS " AND tessera_holds(a.tags, :wanted)"

static record_list search_tagged(db *d, const struct search_query *query, const record_strings *tags, arena *a) {
    json_value *items = arena_array(a, tags->count, sizeof *items);
    for (size_t i = 0; i < tags->count; i++)
        items[i] = json_make_string(text_of(tags->items[i]));
    text wanted = {0};
    wanted.data = json_print(a, json_make_array(a, items, tags->count), &wanted.length);
    db_query *q = db_prepare(d, ASSETS OF_KIND OF_TEAM WITH_TAGS ASSETS_END);
    db_bind_record(q, &type_search_query, query, a);
    db_bind_json(q, db_parameter(q, "wanted"), wanted);
    return db_run_records(q, &type_search_asset, (size_t)query->limit, a);
}

// The same. What is asked of the team and of tags is asked of the database.
static bool find_in_memory(db *d, asset_names *names, const struct search_query *query, const record_strings *tags,
                           record_list *out, arena *a) {
    name_wanted wanted = {.part = text_of(query->q), .literal = true, .resource_type = query->resource_type};
    list_page page = {.order = order_assets_by_fqn, .limit = query->limit};
    record_uuids ids;
    if (query->team != NULL || tags->count > 0 || !asset_names_find(names, d, &wanted, false, &page, &ids, a))
        return false;
    db_query *q = db_prepare(d, "SELECT a.id, a.fqn, a.resource_type, 'asset' AS type FROM tessera_ids(?1) page "
                                "CROSS JOIN assets a WHERE a.id = page.id ORDER BY page.place");
    db_bind_blob(q, 1, store_ids(ids.items, ids.count, a));
    *out = db_run_records(q, &type_search_asset, ids.count, a);
    return true;
}

record_list store_search_assets(db *d, asset_names *names, const struct search_query *query, const record_strings *tags,
                                arena *a) {
    record_list found;
    if (find_in_memory(d, names, query, tags, &found, a))
        return found;
    if (tags->count > 0)
        return search_tagged(d, query, tags, a);
    bool narrowed = query->team != NULL || query->resource_type != RECORD_ENUM_NONE;
    return search(d, narrowed ? ASSETS OF_KIND OF_TEAM ASSETS_END : ASSETS ASSETS_END, query, &type_search_asset, a);
}
