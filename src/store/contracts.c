// Counting the contracts that match would read every one, so contract_versions holds how many contracts each version
// has in which state; it is written wherever a contract is. Schemas are wide and stay out of whatever does not show
// them.
#include "store/contracts.h"
#include "store/counts.h"
#include "store/users.h"

#define CONTRACT_COLUMNS                                                                                               \
    "c.id, c.asset_id, c.version, c.schema_format, c.compatibility_mode, c.guarantees, "                               \
    "c.field_descriptions, c.field_tags, c.status, c.published_at, c.published_by, c.published_by_user_id, "           \
    "c.updated_at"

// --- writing ---------------------------------------------------------------------------------------------------------

db_status store_contracts_count(db *d, const char *version, const int added[contract_status_count]) {
    db_query *q =
        db_prepare(d, "INSERT INTO contract_versions (version, part, active, deprecated, retired) "
                      "VALUES (?1, ?5, ?2, ?3, ?4) ON CONFLICT (version, part) DO UPDATE SET "
                      "active = contract_versions.active + ?2, "
                      "deprecated = contract_versions.deprecated + ?3, retired = contract_versions.retired + ?4");
    db_bind_text(q, 1, version);
    db_bind_int(q, 2, added[contract_status_active]);
    db_bind_int(q, 3, added[contract_status_deprecated]);
    db_bind_int(q, 4, added[contract_status_retired]);
    db_bind_int(q, 5, store_counts_part(d));
    return db_queue(q);
}

db_status store_contracts_insert(db *d, const struct contract *contract, text source, arena *a) {
    db_query *q = db_prepare(
        d, "INSERT INTO contracts (id, asset_id, version, schema, schema_format, compatibility_mode, guarantees, "
           "field_descriptions, field_tags, status, published_at, published_by, published_by_user_id, updated_at, "
           "schema_source) VALUES (:id, :asset_id, :version, :schema_def, :schema_format, :compatibility_mode, "
           ":guarantees, "
           ":field_descriptions, :field_tags, 'active', :published_at, :published_by, :published_by_user_id, "
           ":updated_at, :schema_source)");
    db_bind_record(q, &type_contract, contract, a);
    db_bind_json(q, db_parameter(q, "schema_source"), source);
    db_status status = db_queue(q);
    return status == DB_OK
               ? store_contracts_count(d, contract->version, (int[contract_status_count]){[contract_status_active] = 1})
               : status;
}

db_status store_contracts_deprecate(db *d, const struct contract *active, int64_t now) {
    db_query *q = db_prepare(d, "UPDATE contracts SET status = 'deprecated', updated_at = ?2 WHERE id = ?1");
    db_bind_uuid(q, 1, &active->id);
    db_bind_time(q, 2, now);
    db_status status = db_queue(q);
    return status == DB_OK ? store_contracts_count(d, active->version,
                                                   (int[contract_status_count]){
                                                       [contract_status_active] = -1, [contract_status_deprecated] = 1})
                           : status;
}

// --- one contract ----------------------------------------------------------------------------------------------------

bool store_contracts_active(db *d, const uuid *asset, struct contract *out, arena *a) {
    db_query *q =
        db_prepare(d, "SELECT " CONTRACT_COLUMNS " FROM contracts c WHERE c.asset_id = ?1 AND c.status = 'active'");
    db_bind_uuid(q, 1, asset);
    return db_run_record(q, &type_contract, out, a);
}

bool store_contracts_active_judged(db *d, const uuid *asset, struct contract *out, int *policy, int *scope, arena *a) {
    enum { POLICY = 13, SCOPE }; // behind the contract's columns
    db_query *q =
        db_prepare(d, "SELECT " CONTRACT_COLUMNS ", a.compatibility_policy AS asset_policy, a.transitive_scope "
                      "FROM contracts c JOIN assets a ON a.id = c.asset_id "
                      "WHERE c.asset_id = ?1 AND c.status = 'active'");
    db_bind_uuid(q, 1, asset);
    bool found = db_step(q);
    if (found) {
        db_read_record(q, &type_contract, out, a);
        *policy = model_enum_parse(&enum_compatibility_policy, db_column_text(q, POLICY));
        *scope = model_enum_parse(&enum_transitive_scope, db_column_text(q, SCOPE));
    }
    db_end(q);
    return found;
}

static text text_of_contract(db_query *q, const uuid *id, arena *a) {
    db_bind_uuid(q, 1, id);
    text found = TEXT_NONE;
    if (db_step(q) && !db_column_is_null(q, 0)) {
        text column = db_column_text(q, 0);
        found = (text){arena_text(a, column), column.length};
    }
    db_end(q);
    return found;
}

text store_contracts_schema(db *d, const uuid *id, arena *a) {
    return text_of_contract(db_prepare(d, "SELECT schema FROM contracts WHERE id = ?1"), id, a);
}

text store_contracts_source(db *d, const uuid *id, arena *a) {
    return text_of_contract(db_prepare(d, "SELECT schema_source FROM contracts WHERE id = ?1"), id, a);
}

int64_t store_contracts_length(db *d, const uuid *id) {
    db_query *q =
        db_prepare(d, "SELECT length(schema) + coalesce(length(schema_source), 0) FROM contracts WHERE id = ?1");
    db_bind_uuid(q, 1, id);
    return db_run_int(q);
}

uuid store_contracts_find_version(db *d, const uuid *asset, const char *version) {
    db_query *q = db_prepare(d, "SELECT id FROM contracts WHERE asset_id = ?1 AND version = ?2");
    db_bind_uuid(q, 1, asset);
    db_bind_text(q, 2, version);
    return db_run_uuid(q);
}

// What stands twice in a contract is read once.
static void repeat_members(struct contract *contract) {
    contract->schema = contract->schema_def;
    contract->published_by_team_name = contract->publisher_name;
}

bool store_contracts_get(db *d, const uuid *id, struct contract *out, arena *a) {
    db_query *q = db_prepare(d, "SELECT " CONTRACT_COLUMNS ", c.schema AS schema_def, s.fqn AS asset_fqn, t.name AS "
                                "publisher_name FROM contracts c LEFT JOIN assets s ON s.id = c.asset_id "
                                "LEFT JOIN teams t ON t.id = c.published_by WHERE c.id = ?1");
    db_bind_uuid(q, 1, id);
    if (!db_run_record(q, &type_contract, out, a))
        return false;
    repeat_members(out);
    if (out->published_by_user_id.set) // of few; their table is opened only then
        out->published_by_user_name = store_users_name(d, &out->published_by_user_id, a);
    return true;
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
    return db_run_record(q, &type_contract, out, a);
}

db_status store_contracts_set_guarantees(db *d, const uuid *id, struct guarantees *guarantees, int64_t now, arena *a) {
    struct contract changed;
    record_defaults(&type_contract, a, &changed);
    changed.id = *id;
    changed.guarantees = guarantees;
    changed.updated_at = now;
    db_query *q =
        db_prepare(d, "UPDATE contracts SET guarantees = :guarantees, updated_at = :updated_at WHERE id = :id");
    db_bind_record(q, &type_contract, &changed, a);
    return db_queue(q);
}

// --- lists -----------------------------------------------------------------------------------------------------------
// Each combination of filters that an index can serve has statements of its own. The page is found by keys alone and only
// then joined with the rest, so that skipped rows cost little.

#define BY_ASSET "c.asset_id = :asset_id AND (:status IS NULL OR c.status = :status)"
#define MATCHING "tessera_contains(c.version, :version)"
#define NEWEST " ORDER BY c.published_at DESC, c.id DESC LIMIT :limit OFFSET :offset"
#define BEFORE PAGE_DOWNWARDS(time, "c.published_at", "c.id")

#define COUNT(filter) "SELECT count(*) FROM contracts c WHERE " filter
// Names are shown even where the asset, team or user is deleted.
#define PAGE(ids)                                                                                                      \
    "SELECT " CONTRACT_COLUMNS ", c.schema AS schema_def, s.fqn AS asset_fqn, t.name AS publisher_name, "              \
    "u.name AS published_by_user_name FROM (" ids ") page JOIN contracts c ON c.id = page.id "                         \
    "LEFT JOIN assets s ON s.id = c.asset_id LEFT JOIN teams t ON t.id = c.published_by "                              \
    "LEFT JOIN users u ON u.id = c.published_by_user_id ORDER BY c.published_at DESC, c.id DESC"
#define WHERE(filter) "SELECT c.id FROM contracts c WHERE " filter NEWEST
#define OLDEST " ORDER BY c.published_at, c.id LIMIT :limit OFFSET :offset"
#define WHERE_BACK(filter) "SELECT c.id FROM contracts c WHERE " filter OLDEST
#define PAGES(filter) .page = PAGE(WHERE(filter)), .after = PAGE(WHERE(filter BEFORE)), .back = PAGE(WHERE_BACK(filter))

// How many contracts a version, or a part of it, has in the state that is asked for.
#define COUNTED                                                                                                        \
    "CASE :status WHEN 'active' THEN v.active WHEN 'deprecated' THEN v.deprecated WHEN 'retired' THEN v.retired "      \
    "ELSE v.active + v.deprecated + v.retired END"
// The versions with their parts added up, before they are looked at: a name is looked at once and not in each part.
#define VERSIONS                                                                                                       \
    "WITH v AS MATERIALIZED (SELECT k.version, CAST(sum(k.active) AS bigint) AS active, "                              \
    "CAST(sum(k.deprecated) AS bigint) AS deprecated, CAST(sum(k.retired) AS bigint) AS retired "                      \
    "FROM contract_versions k GROUP BY k.version)"
#define OF_VERSIONS COUNTED " > 0 AND tessera_contains(v.version, :version)"
// Of each version that matches only the newest can be on the page, as many as the page ends at. Where these begin is worked out
// once for each version, before the cross join, which is written so that the versions are looked through first. They are gathered
// before they are put in order: PostgreSQL would else follow the order of all contracts, in the hope of meeting some of these
// soon. `end`: from where on, in the order `down` or up; `none`: what is beyond every time.
#define OF_VERSIONS_PAGE(place, first, within, end, down, none)                                                        \
    VERSIONS ", matching AS MATERIALIZED (SELECT v.version, coalesce((SELECT n.published_at FROM contracts n "         \
             "WHERE n.version = v.version AND (:status IS NULL OR n.status = :status)" first                           \
             " ORDER BY n.published_at" down " LIMIT 1 OFFSET :limit + :offset - 1), " none ") AS " end                \
             " FROM v WHERE " OF_VERSIONS "), "                                                                        \
             "gathered AS MATERIALIZED (SELECT c.id, c.published_at FROM matching m CROSS JOIN contracts c "           \
             "WHERE c.version = m.version AND c.published_at " within " m." end                                        \
             " AND (:status IS NULL OR c.status = :status)" place ") SELECT c.id FROM gathered c"
#define NEWEST_OF_VERSIONS(place, first) OF_VERSIONS_PAGE(place, first, ">=", "beginning", " DESC", ":beginning") NEWEST
#define OLDEST_OF_VERSIONS OF_VERSIONS_PAGE("", "", "<=", "ending", "", ":ending") OLDEST

static const page_statements page_of_all = {PAGES("TRUE")}, page_by_status = {PAGES("c.status = :status")},
                             page_by_pattern = {PAGES(MATCHING " AND (:status IS NULL OR c.status = :status)")},
                             page_by_versions = {.page = PAGE(NEWEST_OF_VERSIONS("", "")),
                                                 .after = PAGE(NEWEST_OF_VERSIONS(
                                                     BEFORE, PAGE_DOWNWARDS(time, "n.published_at", "n.id"))),
                                                 .back = PAGE(OLDEST_OF_VERSIONS)},
                             list_by_asset = {.count = COUNT(BY_ASSET), PAGES(BY_ASSET)},
                             list_by_asset_pattern = {.count = COUNT(BY_ASSET " AND " MATCHING),
                                                      PAGES(BY_ASSET " AND " MATCHING)};

static record_list read_page(db *d, const page_statements *statements, const struct contract_list_query *query,
                             list_page *page, arena *a) {
    if (page->offset >= page->total)
        return (record_list){0};
    db_query *q = db_prepare(d, page_statement(statements, page));
    db_bind_record(q, &type_contract_list_query, query, a);
    if (statements == &page_by_versions && page_is_counted_back(statements, page))
        db_bind_time(q, db_parameter(q, "ending"), INT64_MAX / 4);
    else if (statements == &page_by_versions)
        db_bind_time(q, db_parameter(q, "beginning"), 0);
    record_list contracts = page_rows(q, statements, &type_contract, page, a);
    struct contract *items = contracts.items;
    for (size_t i = 0; i < contracts.count; i++)
        repeat_members(&items[i]);
    return contracts;
}

static record_list list_one_asset(db *d, const page_statements *statements, const struct contract_list_query *query,
                                  list_page *page, arena *a) {
    db_query *q = db_prepare(d, statements->count);
    db_bind_record(q, &type_contract_list_query, query, a);
    page->total = db_run_int(q);
    return read_page(d, statements, query, page, a);
}

// How many contracts pass the filters, of which neither the asset nor the version is one.
static int64_t count_of_all(db *d, const struct contract_list_query *query, arena *a) {
    db_query *q = db_prepare(d, "SELECT CAST(coalesce(sum(" COUNTED "), 0) AS bigint) FROM contract_versions v");
    db_bind_record(q, &type_contract_list_query, query, a);
    return db_run_int(q);
}

// What versions are asked for.
typedef struct versions_found {
    int64_t contracts, versions; // of those that match
    bool all;                    // every contract in that state has one
} versions_found;

static versions_found versions_find(db *d, const struct contract_list_query *query, arena *a) {
    db_query *q = db_prepare(d, VERSIONS " SELECT CAST(coalesce(sum(m.live), 0) AS bigint), count(*), "
                                         "CAST(coalesce((SELECT sum(" COUNTED ") FROM v), 0) AS bigint) FROM "
                                         "(SELECT " COUNTED " AS live FROM v WHERE " OF_VERSIONS ") m");
    db_bind_record(q, &type_contract_list_query, query, a);
    versions_found found = {0};
    if (db_step(q))
        found = (versions_found){db_column_int(q, 0), db_column_int(q, 1), db_column_int(q, 0) == db_column_int(q, 2)};
    db_end(q);
    return found;
}

// Looking at more versions one by one would take longer than going through the contracts until the page is full.
enum { VERSIONS_MAXIMUM = 1000 };

static const page_statements *statements_for(const struct contract_list_query *query, const versions_found *found) {
    if (query->version != NULL && !found->all)
        return found->versions <= VERSIONS_MAXIMUM ? &page_by_versions : &page_by_pattern;
    return query->status != RECORD_ENUM_NONE ? &page_by_status : &page_of_all;
}

record_list store_contracts_list(db *d, const struct contract_list_query *query, list_page *page, arena *a) {
    if (query->asset_id.set)
        return list_one_asset(d, query->version != NULL ? &list_by_asset_pattern : &list_by_asset, query, page, a);
    versions_found found = {0};
    if (query->version != NULL)
        found = versions_find(d, query, a);
    page->total = query->version == NULL ? count_of_all(d, query, a) : found.contracts;
    return read_page(d, statements_for(query, &found), query, page, a);
}

record_list store_contracts_of_asset(db *d, const uuid *asset, const struct asset_contracts_query *query,
                                     list_page *page, arena *a) {
    struct contract_list_query all = {.asset_id = *asset, .status = query->status};
    return list_one_asset(d, &list_by_asset, &all, page, a);
}

// --- history ---------------------------------------------------------------------------------------------------------

struct store_history {
    db_query *query;
};

store_history *store_contracts_history(db *d, const uuid *asset, int64_t limit, int64_t offset, arena *a) {
    store_history *h = arena_new_of(a, store_history);
    h->query = db_prepare(
        d, "SELECT c.id, c.version, c.status, c.published_at, c.published_by, c.compatibility_mode, c.schema, "
           "c.schema_source, c.schema_format "
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

text store_history_source(store_history *h) {
    return db_column_is_null(h->query, 7) ? TEXT_NONE : db_column_text(h->query, 7);
}

int store_history_format(store_history *h) {
    return model_enum_parse(&enum_schema_format, db_column_text(h->query, 8));
}

void store_history_end(store_history *h) {
    db_end(h->query);
}
