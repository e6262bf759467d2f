#include "store/search.h"

// --- assets by name --------------------------------------------------------------------------------------------------
// Each combination of filters has statements of its own, so that an index holds all that the search reads. The
// comparison with the empty text says nothing but leads to the index that begins with the names.

#define CONTAINS "a.deleted_at IS NULL AND a.fqn > '' AND a.fqn LIKE '%' || :q || '%'"
#define OF_OWNER " AND a.owner_team_id = :owner"
#define IN_ENVIRONMENT " AND a.environment = :environment"

#define COUNT(filter) "SELECT count(*) FROM assets a WHERE " CONTAINS filter
#define PAGE(filter)                                                                                                   \
    "SELECT a.id, a.fqn, a.owner_team_id, t.name AS owner_team_name, a.environment FROM (SELECT a.id FROM assets a "   \
    "WHERE " CONTAINS filter                                                                                           \
    " ORDER BY a.fqn, a.id LIMIT :limit OFFSET :offset) page JOIN assets a ON a.id = page.id "                         \
    "LEFT JOIN teams t ON t.id = a.owner_team_id ORDER BY a.fqn, a.id"

record_list store_search_asset_names(db *d, const struct asset_search_query *query, int64_t *total, arena *a) {
    static const struct {
        const char *count, *page;
    } statements[2][2] = {
        {{COUNT(""), PAGE("")}, {COUNT(IN_ENVIRONMENT), PAGE(IN_ENVIRONMENT)}},
        {{COUNT(OF_OWNER), PAGE(OF_OWNER)}, {COUNT(OF_OWNER IN_ENVIRONMENT), PAGE(OF_OWNER IN_ENVIRONMENT)}},
    };
    bool owner = query->owner.set, environment = query->environment != NULL;
    db_query *count = db_prepare(d, statements[owner][environment].count);
    db_bind_record(count, &type_asset_search_query, query, a);
    *total = db_run_int(count);
    db_query *q = db_prepare(d, statements[owner][environment].page);
    db_bind_record(q, &type_asset_search_query, query, a);
    return db_run_records(q, &type_asset_match, (size_t)query->limit, a);
}

// --- everything ------------------------------------------------------------------------------------------------------

static record_list search(db *d, const char *sql, const struct search_query *query, const record_type *type, arena *a) {
    db_query *q = db_prepare(d, sql);
    db_bind_record(q, &type_search_query, query, a);
    return db_run_records(q, type, (size_t)query->limit, a);
}

record_list store_search_teams(db *d, const struct search_query *query, arena *a) {
    return search(d,
                  "SELECT id, name, 'team' AS type FROM teams WHERE deleted_at IS NULL AND name LIKE '%' || :q || '%' "
                  "ORDER BY name, id LIMIT :limit",
                  query, &type_search_team, a);
}

record_list store_search_users(db *d, const struct search_query *query, arena *a) {
    return search(d,
                  "SELECT id, name, team_id, 'user' AS type FROM users WHERE deactivated_at IS NULL AND "
                  "(name LIKE '%' || :q || '%' OR email LIKE '%' || :q || '%') ORDER BY name, id LIMIT :limit",
                  query, &type_search_user, a);
}

record_list store_search_contracts(db *d, const struct search_query *query, arena *a) {
    return search(d,
                  "SELECT id, version, asset_id, status, 'contract' AS type FROM contracts "
                  "WHERE version LIKE '%' || :q || '%' ORDER BY version, id LIMIT :limit",
                  query, &type_search_contract, a);
}

#define ASSETS "SELECT a.id, a.fqn, a.resource_type, 'asset' AS type FROM assets a WHERE " CONTAINS
#define ASSETS_END " ORDER BY a.fqn, a.id LIMIT :limit"
#define OF_TEAM                                                                                                        \
    " AND (:team IS NULL OR EXISTS (SELECT 1 FROM teams t WHERE t.id = a.owner_team_id AND lower(t.name) = "           \
    "lower(:team)))"
#define OF_KIND " AND (:resource_type IS NULL OR a.resource_type = :resource_type)"
// No wanted tag that the asset does not carry.
#define WITH_TAGS                                                                                                      \
    " AND (:all_tags IS NULL OR NOT EXISTS (SELECT 1 FROM json_each(:all_tags) wanted WHERE NOT EXISTS "               \
    "(SELECT 1 FROM json_each(a.tags) carried WHERE carried.value = wanted.value)))"

record_list store_search_assets(db *d, const struct search_query *query, const char *tags, arena *a) {
    if (tags == NULL && query->team == NULL && query->resource_type == RECORD_ENUM_NONE)
        return search(d, ASSETS ASSETS_END, query, &type_search_asset, a);
    db_query *q = db_prepare(d, ASSETS OF_KIND OF_TEAM WITH_TAGS ASSETS_END);
    db_bind_record(q, &type_search_query, query, a);
    db_bind_text(q, db_parameter(q, "all_tags"), tags);
    return db_run_records(q, &type_search_asset, (size_t)query->limit, a);
}
