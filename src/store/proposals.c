// Proposals, those concerned by them, and how far they have come. Answers and consumers are counted when they are asked
// for: registrations change without the proposal's doing.
#include "store/proposals.h"
#include "store/acknowledgments.h"
#include "store/counts.h"
#include "store/registrations.h"
#include "store/waits.h"

#define AFFECTED_MAXIMUM 100000

// A map as JSON text; {} where it is null.
static text json_text(const record_json *map, arena *a) {
    text shown = map->raw;
    if (map->tree != NULL)
        shown.data = json_print(a, map->tree, &shown.length);
    return shown.data == NULL ? TEXT("{}") : shown;
}

db_status store_proposals_insert(db *d, const struct proposal *proposal, const proposal_content *content, arena *a) {
    db_query *q = db_prepare(
        d, "INSERT INTO proposals (id, asset_id, status, change_type, proposed_by, proposed_by_user_id, proposed_at, "
           "expires_at, auto_expire, reason, supersedes, breaking_changes, guarantee_changes, affected_teams, "
           "affected_assets, objections, base_contract_id, schema_format, proposed_version, proposed_guarantees, "
           "compatibility_mode, "
           "field_descriptions, field_tags, fingerprint, proposed_source, proposed_schema) "
           "VALUES (:id, :asset_id, :status, :change_type, :proposed_by, :proposed_by_user_id, :proposed_at, "
           ":expires_at, :auto_expire, :reason, :supersedes, :breaking_changes, :guarantee_changes, :affected_teams, "
           ":affected_assets, :objections, :base_contract_id, :schema_format, :proposed_version, :proposed_guarantees, "
           ":judged_under, "
           ":described, :tagged, :fingerprint, :proposed_source, :proposed_schema)");
    db_bind_record(q, &type_proposal, proposal, a);
    const struct contract *c = &content->contract;
    buffer guarantees;
    buffer_init(&guarantees, SIZE_MAX);
    if (c->guarantees != NULL) {
        json_writer w = json_writer_on(&guarantees);
        record_encode(&type_guarantees, c->guarantees, &w);
        db_bind_json(q, db_parameter(q, "proposed_guarantees"), buffer_text(&guarantees));
    }
    db_bind_text(q, db_parameter(q, "judged_under"), enum_compatibility_mode.values[c->compatibility_mode]);
    db_bind_json(q, db_parameter(q, "described"), json_text(&c->field_descriptions, a));
    db_bind_json(q, db_parameter(q, "tagged"), json_text(&c->field_tags, a));
    db_bind_text(q, db_parameter(q, "fingerprint"), content->fingerprint);
    db_status status = db_attempt(q);
    buffer_done(&guarantees);
    if (status != DB_OK)
        return status;
    return store_counts_add(d, COUNTED_PROPOSALS, text_of(enum_proposal_status.values[proposal->status]),
                            text_of(enum_change_type.values[proposal->change_type]), 1);
}

bool store_proposals_content(db *d, const uuid *id, proposal_content *out, arena *a) {
    db_query *q = db_prepare(
        d, "SELECT p.id, p.asset_id, p.breaking_changes, p.base_contract_id, p.schema_format, p.proposed_version, "
           "p.expires_at, p.resolved_at, p.proposed_guarantees AS guarantees, p.compatibility_mode, "
           "p.field_descriptions, p.field_tags, "
           "p.proposed_schema, p.proposed_source FROM proposals p WHERE p.id = ?1");
    db_bind_uuid(q, 1, id);
    bool found = db_step(q);
    if (found) {
        db_read_record(q, &type_proposal, &out->proposal, a);
        db_read_record(q, &type_contract, &out->contract, a);
    }
    return db_end(q) == DB_OK && found;
}

db_status store_proposals_reopen(db *d, const struct proposal *proposal, arena *a) {
    db_query *q =
        db_prepare(d, "UPDATE proposals SET base_contract_id = :base_contract_id, change_type = :change_type, "
                      "breaking_changes = :breaking_changes, guarantee_changes = :guarantee_changes, "
                      "expires_at = :expires_at, reminded_at = NULL WHERE id = :id");
    db_bind_record(q, &type_proposal, proposal, a);
    counted_row before = store_counts_find(d, COUNTED_PROPOSALS, &proposal->id);
    db_status status = db_queue(q);
    if (status == DB_OK)
        store_counts_change(d, COUNTED_PROPOSALS, &proposal->id, &before);
    return status;
}

bool store_proposals_head(db *d, const uuid *id, proposal_head *out, arena *a) {
    db_query *q = db_prepare(d, "SELECT p.id, p.asset_id, p.proposed_by, s.owner_team_id, s.fqn, p.status, "
                                "s.deleted_at IS NOT NULL, p.auto_expire, p.expires_at "
                                "FROM proposals p JOIN assets s ON s.id = p.asset_id WHERE p.id = ?1");
    db_bind_uuid(q, 1, id);
    bool found = db_step(q);
    if (found)
        *out = (proposal_head){
            .id = db_column_uuid(q, 0),
            .asset_id = db_column_uuid(q, 1),
            .proposed_by = db_column_uuid(q, 2),
            .owner_team_id = db_column_uuid(q, 3),
            .asset_fqn = arena_text(a, db_column_text(q, 4)),
            .status = model_enum_parse(&enum_proposal_status, db_column_text(q, 5)),
            .asset_deleted = db_column_int(q, 6) == 1,
            .auto_expire = db_column_int(q, 7) == 1,
            .expires_at = db_column_time(q, 8),
        };
    return db_end(q) == DB_OK && found;
}

bool store_proposals_lock(db *d, const uuid *id, proposal_head *out, arena *a) {
    db_lock(d, "SELECT id FROM assets WHERE id = (SELECT asset_id FROM proposals WHERE id = ?1) FOR UPDATE", id);
    return store_proposals_head(d, id, out, a);
}

db_status store_proposals_move(db *d, const uuid *id, int from, int to, int64_t now, bool *moved) {
    int64_t changed = 0;
    db_query *q = db_prepare(d, "UPDATE proposals SET status = ?3, resolved_at = ?4, updated_at = ?5 "
                                "WHERE id = ?1 AND status = ?2");
    db_bind_uuid(q, 1, id);
    db_bind_text(q, 2, enum_proposal_status.values[from]);
    db_bind_text(q, 3, enum_proposal_status.values[to]);
    db_bind_time(q, 4, to == proposal_status_pending ? TIMESTAMP_NONE : now);
    db_bind_time(q, 5, now);
    counted_row before = store_counts_find(d, COUNTED_PROPOSALS, id);
    db_status outcome = db_run(q, &changed);
    *moved = outcome == DB_OK && changed == 1;
    if (!*moved)
        return outcome;
    store_counts_change(d, COUNTED_PROPOSALS, id, &before);
    return from == proposal_status_pending ? store_waits_end(d, id) : DB_OK;
}

db_status store_proposals_set_objections(db *d, const uuid *id, record_list objections, int64_t now, arena *a) {
    struct proposal row;
    record_defaults(&type_proposal, a, &row);
    row.id = *id;
    row.objections = objections;
    row.updated_at = now;
    db_query *q =
        db_prepare(d, "UPDATE proposals SET objections = :objections, updated_at = :updated_at WHERE id = :id");
    db_bind_record(q, &type_proposal, &row, a);
    return db_queue(q);
}

#define OVERDUE "p.expires_at IS NOT NULL AND p.expires_at < ?1 "
#define ALL_MIGRATED                                                                                                   \
    "p.auto_expire AND (SELECT max(k.migration_deadline) FROM acknowledgments k "                                      \
    "WHERE k.proposal_id = p.id AND k.void_since IS NULL) < ?1 "

record_uuids store_proposals_due(db *d, int64_t now, size_t maximum, arena *a) {
    db_query *q = db_prepare(d, "SELECT p.id, p.asset_id FROM proposals p WHERE p.status = 'pending' AND " OVERDUE
                                "UNION SELECT p.id, p.asset_id FROM proposals p WHERE p.status = 'pending' "
                                "AND " ALL_MIGRATED "ORDER BY 2, 1 LIMIT ?2");
    db_bind_time(q, 1, now);
    db_bind_int(q, 2, (int64_t)maximum);
    return db_run_uuids(q, maximum, a);
}

bool store_proposals_is_due(db *d, const uuid *id, int64_t now) {
    db_query *q = db_prepare(d, "SELECT 1 FROM proposals p WHERE p.id = ?2 AND p.status = 'pending' "
                                "AND (" OVERDUE "OR " ALL_MIGRATED ")");
    db_bind_time(q, 1, now);
    db_bind_uuid(q, 2, id);
    bool found = db_step(q);
    return db_end(q) == DB_OK && found;
}

record_uuids store_proposals_expiring(db *d, int64_t now, int64_t until, size_t maximum, arena *a) {
    db_query *q = db_prepare(d, "SELECT p.id FROM proposals p WHERE p.status = 'pending' AND p.expires_at IS NOT NULL "
                                "AND p.reminded_at IS NULL AND p.expires_at >= ?1 AND p.expires_at < ?2 "
                                "ORDER BY p.asset_id LIMIT ?3");
    db_bind_time(q, 1, now);
    db_bind_time(q, 2, until);
    db_bind_int(q, 3, (int64_t)maximum);
    return db_run_uuids(q, maximum, a);
}

bool store_proposals_set_reminded(db *d, const uuid *id, int64_t now) {
    int64_t changed = 0;
    db_query *q = db_prepare(d, "UPDATE proposals SET reminded_at = ?2 WHERE id = ?1 AND status = 'pending' AND "
                                "reminded_at IS NULL");
    db_bind_uuid(q, 1, id);
    db_bind_time(q, 2, now);
    return db_run(q, &changed) == DB_OK && changed == 1;
}

size_t store_proposals_to_answer(db *d, const uuid *team, size_t maximum, struct proposal **out, arena *a) {
    db_query *q = db_prepare(
        d, "SELECT p.id, p.asset_id, p.breaking_changes FROM (SELECT DISTINCT c.asset_id FROM " STORE_CONSUMERS
           "AND r.consumer_team_id = ?1) consumed JOIN proposals p ON p.asset_id = consumed.asset_id WHERE p.status = "
           "'pending' AND NOT EXISTS (SELECT 1 FROM acknowledgments k WHERE k.proposal_id = p.id AND k.void_since IS "
           "NULL AND k.consumer_team_id = ?1) ORDER BY p.asset_id LIMIT ?2");
    db_bind_uuid(q, 1, team);
    db_bind_int(q, 2, (int64_t)maximum);
    record_list found = db_run_records(q, &type_proposal, maximum, a);
    *out = found.items;
    return found.count;
}

size_t store_proposals_open(db *d, const uuid *asset, open_proposal *out, arena *a) {
    db_query *q =
        db_prepare(d, "SELECT p.id, p.status, p.fingerprint, p.proposed_version, p.proposed_at FROM proposals p "
                      "WHERE p.asset_id = ?1 AND p.status = 'pending' UNION ALL SELECT * FROM (SELECT p.id, p.status, "
                      "p.fingerprint, p.proposed_version, p.proposed_at FROM proposals p WHERE p.asset_id = ?1 AND "
                      "p.status = 'approved' ORDER BY p.proposed_at DESC LIMIT ?2) approved");
    db_bind_uuid(q, 1, asset);
    db_bind_int(q, 2, OPEN_PROPOSALS_MAXIMUM - 1);
    size_t count = 0;
    while (count < OPEN_PROPOSALS_MAXIMUM && db_step(q))
        out[count++] = (open_proposal){
            .id = db_column_uuid(q, 0),
            .status = model_enum_parse(&enum_proposal_status, db_column_text(q, 1)),
            .fingerprint = db_column_is_null(q, 2) ? NULL : arena_text(a, db_column_text(q, 2)),
            .version = db_column_is_null(q, 3) ? NULL : arena_text(a, db_column_text(q, 3)),
            .proposed_at = db_column_time(q, 4),
        };
    db_end(q);
    return count;
}

uuid store_proposals_last_same(db *d, const uuid *asset, const char *fingerprint) {
    db_query *q = db_prepare(d, "SELECT id FROM proposals WHERE asset_id = ?1 AND fingerprint = ?2 "
                                "ORDER BY proposed_at DESC, id DESC LIMIT 1");
    db_bind_uuid(q, 1, asset);
    db_bind_text(q, 2, fingerprint);
    return db_run_uuid(q);
}

uuid store_proposals_decisive(db *d, const uuid *asset) {
    db_query *q =
        db_prepare(d, "SELECT id FROM proposals WHERE asset_id = ?1 ORDER BY CASE status WHEN 'pending' THEN 0 "
                      "WHEN 'approved' THEN 1 ELSE 2 END, proposed_at DESC, id DESC LIMIT 1");
    db_bind_uuid(q, 1, asset);
    return db_run_uuid(q);
}

uuid store_proposals_pending_id(db *d, const uuid *asset) {
    db_query *q = db_prepare(d, "SELECT id FROM proposals WHERE asset_id = ?1 AND status = 'pending'");
    db_bind_uuid(q, 1, asset);
    return db_run_uuid(q);
}

record_list store_proposals_affected_assets(db *d, const uuid *asset, const uuid *owner_team, arena *a) {
    db_query *q = db_prepare(
        d, "SELECT DISTINCT s.id AS asset_id, s.fqn AS asset_fqn, s.owner_team_id, t.name AS owner_team_name, "
           "s.owner_user_id, "
           "u.name AS owner_user_name FROM dependencies p JOIN assets s ON s.id = p.dependent_asset_id AND "
           "s.deleted_at IS NULL "
           "LEFT JOIN teams t ON t.id = s.owner_team_id LEFT JOIN users u ON u.id = s.owner_user_id "
           "WHERE p.dependency_asset_id = ?1 AND p.deleted_at IS NULL AND s.owner_team_id <> ?2 ORDER BY s.fqn, s.id");
    db_bind_uuid(q, 1, asset);
    db_bind_uuid(q, 2, owner_team);
    return db_run_records(q, &type_affected_asset, AFFECTED_MAXIMUM, a);
}

record_list store_proposals_affected_downstream(db *d, const uuid *asset, const uuid *owner_team, size_t maximum,
                                                arena *a) {
    db_query *q = db_prepare(
        d, "SELECT DISTINCT s.id AS asset_id, s.fqn AS asset_fqn, t.name AS owner_team_name, p.dependency_type, 1 AS "
           "depth "
           "FROM dependencies p JOIN assets s ON s.id = p.dependent_asset_id AND s.deleted_at IS NULL "
           "LEFT JOIN teams t ON t.id = s.owner_team_id WHERE p.dependency_asset_id = ?1 AND p.deleted_at IS NULL "
           "AND s.owner_team_id <> ?2 ORDER BY s.fqn, s.id, p.dependency_type");
    db_bind_uuid(q, 1, asset);
    db_bind_uuid(q, 2, owner_team);
    return db_run_records(q, &type_impact_downstream, maximum, a);
}

// --- reading ---------------------------------------------------------------------------------------------------------

#define PROPOSAL_COLUMNS                                                                                               \
    "p.id, p.asset_id, p.status, p.change_type, p.proposed_at, p.resolved_at, p.expires_at, p.auto_expire, "           \
    "p.updated_at, p.breaking_changes, p.guarantee_changes, p.affected_teams, p.affected_assets, p.objections, "       \
    "tessera_count(p.objections) > 0 AS has_objections, p.base_contract_id, p.schema_format, p.proposed_version, "     \
    "p.proposed_schema, p.proposed_source, p.reason, p.supersedes"

bool store_proposals_get(db *d, const uuid *id, struct proposal *out, arena *a) {
    db_query *q = db_prepare(d, "SELECT " PROPOSAL_COLUMNS
                                ", p.proposed_by, p.proposed_by_user_id FROM proposals p WHERE p.id = ?1");
    db_bind_uuid(q, 1, id);
    return db_run_record(q, &type_proposal, out, a);
}

record_list store_proposals_affected_teams(db *d, const uuid *id, arena *a) {
    struct proposal proposal;
    db_query *q = db_prepare(d, "SELECT affected_teams FROM proposals WHERE id = ?1");
    db_bind_uuid(q, 1, id);
    return db_run_record(q, &type_proposal, &proposal, a) ? proposal.affected_teams : (record_list){0};
}

// The row holds the proposal and, under names of their own, those who made it.
static bool read_named(db *d, const uuid *id, proposal_progress *out, arena *a) {
    db_query *q = db_prepare(
        d, "SELECT (SELECT n.id FROM proposals n WHERE n.supersedes = p.id ORDER BY n.proposed_at DESC, n.id DESC "
           "LIMIT 1), s.fqn, " PROPOSAL_COLUMNS ", p.proposed_by, p.proposed_by_user_id, p.proposed_by AS team_id, "
           "coalesce(t.name, 'Unknown') AS team_name, p.proposed_by_user_id AS user_id, u.name AS user_name "
           "FROM proposals p JOIN assets s ON s.id = p.asset_id "
           "LEFT JOIN teams t ON t.id = p.proposed_by AND t.deleted_at IS NULL "
           "LEFT JOIN users u ON u.id = p.proposed_by_user_id AND u.deactivated_at IS NULL WHERE p.id = ?1");
    db_bind_uuid(q, 1, id);
    bool found = db_step(q);
    if (found) {
        db_read_record(q, &type_proposal, &out->proposal, a);
        db_read_record(q, &type_proposal_author, &out->author, a);
        out->superseded_by = db_column_uuid(q, 0);
        out->asset_fqn = arena_text(a, db_column_text(q, 1));
    }
    return db_end(q) == DB_OK && found;
}

static int64_t count_consumers(db *d, const uuid *asset) {
    db_query *q =
        db_prepare(d, "SELECT count(DISTINCT r.consumer_team_id) FROM " STORE_CONSUMERS "AND c.asset_id = ?1");
    db_bind_uuid(q, 1, asset);
    return db_run_int(q);
}

bool store_proposals_progress(db *d, const uuid *id, proposal_progress *out, arena *a) {
    if (!read_named(d, id, out, a))
        return false;
    out->answers = store_acknowledgments_of_proposal(d, id, a);
    out->earlier_answers = store_acknowledgments_earlier(d, id, a);
    if (out->proposal.status == proposal_status_pending)
        out->awaited = store_waits_awaited(d, id, &out->proposal.asset_id, WAITS_MAXIMUM, a);
    out->consumers = count_consumers(d, &out->proposal.asset_id);
    return true;
}

// --- the list --------------------------------------------------------------------------------------------------------
// Each filter that an index serves has statements of its own. The page is found by keys alone and only then counted and
// joined, so that skipped rows cost little.

#define MAYBE                                                                                                          \
    " AND (:status IS NULL OR p.status = :status) AND (:change_type IS NULL OR p.change_type = :change_type) "         \
    "AND (:proposed_by IS NULL OR p.proposed_by = :proposed_by)"
#define BY_ASSET "p.asset_id = :asset_id" MAYBE
#define BY_PROPOSER                                                                                                    \
    "p.proposed_by = :proposed_by AND (:status IS NULL OR p.status = :status) "                                        \
    "AND (:change_type IS NULL OR p.change_type = :change_type)"
#define BY_STATUS "p.status = :status AND (:change_type IS NULL OR p.change_type = :change_type)"
#define BY_CHANGE "p.change_type = :change_type"
// What waits for the team, along its own index.
#define BY_AWAITED                                                                                                     \
    "p.id IN (SELECT w.proposal_id FROM awaited_consumers w WHERE w.consumer_team_id = :pending_ack_for) "             \
    "AND (:asset_id IS NULL OR p.asset_id = :asset_id)" MAYBE
// Who has to answer may be another team than the one whose registrations count.
#define BY_CONSUMER                                                                                                    \
    "p.asset_id IN (SELECT c.asset_id FROM " STORE_CONSUMERS "AND r.consumer_team_id = :consumer_team_id) "            \
    "AND (:asset_id IS NULL OR p.asset_id = :asset_id)" MAYBE                                                          \
    " AND (:pending_ack_for IS NULL OR (p.status = 'pending' AND NOT EXISTS (SELECT 1 FROM acknowledgments k "         \
    "WHERE k.proposal_id = p.id AND k.void_since IS NULL AND k.consumer_team_id = :pending_ack_for)))"

#define COUNT(filter) "SELECT count(*) FROM proposals p WHERE " filter
// The consumers of an asset are counted once, however many of its proposals a page has.
#define PAGE(filter)                                                                                                   \
    "WITH page AS MATERIALIZED (SELECT p.id, p.asset_id FROM proposals p WHERE " filter                                \
    " ORDER BY p.proposed_at DESC, p.id DESC LIMIT :limit OFFSET :offset) "                                            \
    "SELECT p.id, p.asset_id, s.fqn AS asset_fqn, p.status, p.change_type, p.proposed_by, p.proposed_at, "             \
    "p.expires_at, p.reason, "                                                                                         \
    "tessera_count(p.breaking_changes) AS breaking_changes_count, (SELECT count(*) FROM acknowledgments k "            \
    "WHERE k.proposal_id = p.id AND k.void_since IS NULL) AS acknowledgment_count, coalesce(n.consumers, 0) AS "       \
    "total_consumers FROM page JOIN proposals p ON p.id = page.id JOIN assets s ON s.id = p.asset_id "                 \
    "LEFT JOIN " STORE_CONSUMERS_COUNTED("SELECT asset_id FROM page") " n ON n.asset_id = p.asset_id "                 \
                                                                      "ORDER BY p.proposed_at DESC, p.id DESC"

#define KEPT STORE_KEPT_COUNT("proposals", ":status", ":change_type")
#define LIST(filter) LIST_COUNTED(COUNT(filter), filter)
#define LIST_COUNTED(count, filter)                                                                                    \
    { count, PAGE(filter), PAGE(filter PAGE_DOWNWARDS(time, "p.proposed_at", "p.id")) }

static const page_statements list_all = LIST_COUNTED(KEPT, "TRUE"), list_by_asset = LIST(BY_ASSET),
                             list_by_proposer = LIST(BY_PROPOSER), list_by_status = LIST_COUNTED(KEPT, BY_STATUS),
                             list_by_change = LIST_COUNTED(KEPT, BY_CHANGE), list_by_consumer = LIST(BY_CONSUMER),
                             list_by_awaited = LIST(BY_AWAITED);

static const page_statements *statements_for(const struct proposal_list_query *query) {
    const uuid *of = &query->consumer_team_id, *by = &query->pending_ack_for;
    if (by->set && (!of->set || uuid_equal(of, by)))
        return &list_by_awaited;
    if (of->set)
        return &list_by_consumer;
    if (query->asset_id.set)
        return &list_by_asset;
    if (query->proposed_by.set)
        return &list_by_proposer;
    if (query->status != RECORD_ENUM_NONE)
        return &list_by_status;
    return query->change_type != RECORD_ENUM_NONE ? &list_by_change : &list_all;
}

record_list store_proposals_list(db *d, const struct proposal_list_query *query, list_page *page, arena *a) {
    return page_read(d, statements_for(query), &type_proposal_list_query, query, &type_proposal_entry, page, a);
}
