#include "store/contracts.h"

#define CONTRACT_COLUMNS                                                                                               \
    "c.id, c.asset_id, c.version, c.schema_format, c.compatibility_mode, c.guarantees, "                               \
    "c.field_descriptions, c.field_tags, c.status, c.published_at, c.published_by, c.published_by_user_id, "           \
    "c.updated_at"

db_status store_contracts_insert(db *d, const struct contract *contract, arena *a) {
    db_query *q = db_prepare(
        d,
        "INSERT INTO contracts (id, asset_id, version, schema, schema_format, compatibility_mode, guarantees, "
        "field_descriptions, field_tags, status, published_at, published_by, published_by_user_id, updated_at) VALUES "
        "(:id, :asset_id, :version, :schema_def, :schema_format, :compatibility_mode, :guarantees, "
        ":field_descriptions, "
        ":field_tags, :status, :published_at, :published_by, :published_by_user_id, :updated_at)");
    db_bind_record(q, &type_contract, contract, a);
    return db_run(q, NULL);
}

db_status store_contracts_deprecate(db *d, const uuid *id, int64_t now) {
    db_query *q = db_prepare(d, "UPDATE contracts SET status = 'deprecated', updated_at = ?2 WHERE id = ?1");
    db_bind_uuid(q, 1, id);
    db_bind_int(q, 2, now);
    return db_run(q, NULL);
}

bool store_contracts_active(db *d, const uuid *asset, struct contract *out, arena *a) {
    db_query *q =
        db_prepare(d, "SELECT " CONTRACT_COLUMNS " FROM contracts c WHERE c.asset_id = ?1 AND c.status = 'active'");
    db_bind_uuid(q, 1, asset);
    return db_run_record(q, &type_contract, out, a);
}

text store_contracts_schema(db *d, const uuid *id, arena *a) {
    db_query *q = db_prepare(d, "SELECT schema FROM contracts WHERE id = ?1");
    db_bind_uuid(q, 1, id);
    text schema = TEXT_NONE;
    if (db_step(q)) {
        text column = db_column_text(q, 0);
        schema = (text){arena_text(a, column), column.length};
    }
    db_end(q);
    return schema;
}

uuid store_contracts_find_version(db *d, const uuid *asset, const char *version) {
    db_query *q = db_prepare(d, "SELECT id FROM contracts WHERE asset_id = ?1 AND version = ?2");
    db_bind_uuid(q, 1, asset);
    db_bind_text(q, 2, version);
    return db_run_uuid(q);
}

static bool read_contract(db_query *q, struct contract *out, arena *a) {
    bool found = db_run_record(q, &type_contract, out, a);
    out->schema = out->schema_def;
    return found;
}

bool store_contracts_get(db *d, const uuid *id, struct contract *out, arena *a) {
    db_query *q = db_prepare(d, "SELECT " CONTRACT_COLUMNS ", c.schema AS schema_def, s.fqn AS asset_fqn, t.name AS "
                                "publisher_name FROM contracts c LEFT JOIN assets s ON s.id = c.asset_id "
                                "LEFT JOIN teams t ON t.id = c.published_by WHERE c.id = ?1");
    db_bind_uuid(q, 1, id);
    return read_contract(q, out, a);
}

bool store_contracts_exist(db *d, const uuid *id) {
    db_query *q = db_prepare(d, "SELECT id FROM contracts WHERE id = ?1");
    db_bind_uuid(q, 1, id);
    return db_run_uuid(q).set;
}

bool store_contracts_get_short(db *d, const uuid *id, struct contract *out, arena *a) {
    db_query *q = db_prepare(d, "SELECT " CONTRACT_COLUMNS " FROM contracts c WHERE c.id = ?1");
    db_bind_uuid(q, 1, id);
    return db_run_record(q, &type_contract, out, a);
}

bool store_contracts_of_version(db *d, const uuid *asset, const char *version, struct contract *out, arena *a) {
    db_query *q =
        db_prepare(d, "SELECT " CONTRACT_COLUMNS " FROM contracts c WHERE c.asset_id = ?1 AND c.version = ?2");
    db_bind_uuid(q, 1, asset);
    db_bind_text(q, 2, version);
    return read_contract(q, out, a);
}

db_status store_contracts_set_guarantees(db *d, const uuid *id, const struct guarantees *guarantees, int64_t now,
                                         arena *a) {
    struct contract changed;
    record_defaults(&type_contract, a, &changed);
    changed.id = *id;
    changed.guarantees = (struct guarantees *)guarantees;
    changed.updated_at = now;
    db_query *q =
        db_prepare(d, "UPDATE contracts SET guarantees = :guarantees, updated_at = :updated_at WHERE id = :id");
    db_bind_record(q, &type_contract, &changed, a);
    return db_run(q, NULL);
}

// --- lists -----------------------------------------------------------------------------------------------------------
// Each combination of filters that an index can serve has statements of its own. The page is found by keys alone and only
// then joined with the rest, so that skipped rows cost little.

#define BY_ASSET "c.asset_id = :asset_id AND (:status IS NULL OR c.status = :status)"
#define BY_STATUS "c.status = :status"
#define BY_PATTERN "(:status IS NULL OR c.status = :status) AND c.version LIKE '%' || :version || '%'"
#define BY_VERSIONS "(:status IS NULL OR c.status = :status) AND c.version IN (SELECT value FROM json_each(:versions))"
// The plus keeps the order of publication from choosing the index: the rows are found by their versions, then sorted.
#define NEWEST "c.published_at DESC, c.id DESC"
#define NEWEST_SORTED "+c.published_at DESC, c.id DESC"

#define COUNT(filter) "SELECT count(*) FROM contracts c WHERE " filter
#define PAGE_OF(filter, order, names, joins)                                                                           \
    "SELECT " CONTRACT_COLUMNS ", c.schema AS schema_def, " names " FROM (SELECT c.id FROM contracts c WHERE " filter  \
    " ORDER BY " order " LIMIT :limit OFFSET :offset) page "                                                           \
    "JOIN contracts c ON c.id = page.id " joins " ORDER BY c.published_at DESC, c.id DESC"
// Names are shown even where the asset, team or user is deleted.
#define PAGE(filter, order)                                                                                            \
    PAGE_OF(filter, order, "s.fqn AS asset_fqn, t.name AS publisher_name",                                             \
            "LEFT JOIN assets s ON s.id = c.asset_id LEFT JOIN teams t ON t.id = c.published_by")

static const struct list_statements {
    const char *count, *page;
} list_all = {"SELECT count(*) FROM contracts", PAGE("TRUE", NEWEST)},
  list_by_status = {COUNT(BY_STATUS), PAGE(BY_STATUS, NEWEST)},
  list_by_asset = {COUNT(BY_ASSET), PAGE(BY_ASSET, NEWEST)},
  list_by_asset_pattern = {COUNT(BY_ASSET " AND " BY_PATTERN), PAGE(BY_ASSET " AND " BY_PATTERN, NEWEST)},
  list_by_pattern = {COUNT(BY_PATTERN), PAGE(BY_PATTERN, NEWEST)},
  list_by_versions = {COUNT(BY_VERSIONS), PAGE(BY_VERSIONS, NEWEST)},
  list_by_versions_sorted = {NULL, PAGE(BY_VERSIONS, NEWEST_SORTED)},
  list_of_asset = {COUNT(BY_ASSET),
                   PAGE_OF(BY_ASSET, NEWEST, "t.name AS published_by_team_name, u.name AS published_by_user_name",
                           "LEFT JOIN teams t ON t.id = c.published_by LEFT JOIN users u ON u.id = "
                           "c.published_by_user_id")};

static const struct list_statements *statements_for(const struct contract_list_query *query) {
    if (query->asset_id.set)
        return query->version != NULL ? &list_by_asset_pattern : &list_by_asset;
    if (query->version != NULL)
        return &list_by_pattern;
    return query->status != RECORD_ENUM_NONE ? &list_by_status : &list_all;
}

static db_query *list_prepare(db *d, const char *sql, const struct contract_list_query *query, const char *versions,
                              arena *a) {
    db_query *q = db_prepare(d, sql);
    db_bind_record(q, &type_contract_list_query, query, a);
    if (versions != NULL)
        db_bind_text(q, db_parameter(q, "versions"), versions);
    return q;
}

static record_list list_page(db_query *q, int64_t limit, arena *a) {
    record_list contracts = db_run_records(q, &type_contract, (size_t)limit, a);
    struct contract *items = contracts.items;
    for (size_t i = 0; i < contracts.count; i++)
        items[i].schema = items[i].schema_def;
    return contracts;
}

static record_list list_run(db *d, const struct list_statements *statements, const struct contract_list_query *query,
                            int64_t *total, arena *a) {
    *total = db_run_int(list_prepare(d, statements->count, query, NULL, a));
    if (query->offset >= *total)
        return (record_list){0};
    return list_page(list_prepare(d, statements->page, query, NULL, a), query->limit, a);
}

// Where so many match, a first page is near the newest; sorting them all would take longer.
enum { VERSIONS_MAXIMUM = 1000, SORTED_MAXIMUM = 20000, NEAR_MAXIMUM = 1000 };

// The versions that occur, those that match the pattern, as a JSON array. Versions repeat, so there are far fewer of them
// than contracts: each is looked up by a jump in the index. NULL when there are too many after all.
static const char *matching_versions(db *d, const char *pattern, arena *a) {
    const char *versions = NULL;
    db_query *q = db_prepare(
        d,
        "WITH RECURSIVE v (version) AS (SELECT min(version) FROM contracts UNION ALL SELECT (SELECT min(c.version) "
        "FROM "
        "contracts c WHERE c.version > v.version) FROM v WHERE v.version IS NOT NULL LIMIT ?2) SELECT count(version), "
        "json_group_array(version) FILTER (WHERE version LIKE '%' || ?1 || '%') FROM v");
    db_bind_text(q, 1, pattern);
    db_bind_int(q, 2, VERSIONS_MAXIMUM + 1);
    if (db_step(q) && db_column_int(q, 0) <= VERSIONS_MAXIMUM)
        versions = arena_text(a, db_column_text(q, 1));
    db_end(q);
    return versions;
}

record_list store_contracts_list(db *d, const struct contract_list_query *query, int64_t *total, arena *a) {
    const char *versions =
        query->version != NULL && !query->asset_id.set ? matching_versions(d, query->version, a) : NULL;
    if (versions == NULL)
        return list_run(d, statements_for(query), query, total, a);
    *total = db_run_int(list_prepare(d, list_by_versions.count, query, versions, a));
    if (query->offset >= *total)
        return (record_list){0};
    bool sorted = *total <= SORTED_MAXIMUM || query->offset > NEAR_MAXIMUM;
    const struct list_statements *statements = sorted ? &list_by_versions_sorted : &list_by_versions;
    return list_page(list_prepare(d, statements->page, query, versions, a), query->limit, a);
}

record_list store_contracts_of_asset(db *d, const uuid *asset, const struct asset_contracts_query *query,
                                     int64_t *total, arena *a) {
    struct contract_list_query all = {
        .asset_id = *asset, .status = query->status, .limit = query->limit, .offset = query->offset};
    return list_run(d, &list_of_asset, &all, total, a);
}

// --- history ---------------------------------------------------------------------------------------------------------

struct store_history {
    db_query *query;
};

store_history *store_contracts_history(db *d, const uuid *asset, int64_t limit, int64_t offset, arena *a) {
    store_history *h = arena_new_of(a, store_history);
    h->query = db_prepare(
        d, "SELECT c.id, c.version, c.status, c.published_at, c.published_by, c.compatibility_mode, c.schema "
           "FROM contracts c WHERE c.asset_id = ?1 ORDER BY c.published_at DESC, c.id DESC LIMIT ?2 OFFSET ?3");
    db_bind_uuid(h->query, 1, asset);
    db_bind_int(h->query, 2, limit);
    db_bind_int(h->query, 3, offset);
    return h;
}

bool store_history_next(store_history *h, struct contract_history_entry *out, arena *a) {
    if (!db_step(h->query))
        return false;
    db_read_record(h->query, &type_contract_history_entry, out, a);
    return true;
}

text store_history_schema(store_history *h) {
    return db_column_text(h->query, 6);
}

void store_history_end(store_history *h) {
    db_end(h->query);
}
