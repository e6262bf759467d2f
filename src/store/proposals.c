// Proposals, those concerned by them, and how far they have come. Answers and consumers are counted when they are asked
// for: registrations change without the proposal's doing.
#include "store/proposals.h"
#include "store/acknowledgments.h"
#include "store/counts.h"
#include "store/registrations.h"

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
           "auto_expire, breaking_changes, guarantee_changes, affected_teams, affected_assets, objections, "
           "base_contract_id, schema_format, proposed_version, proposed_guarantees, compatibility_mode, "
           "field_descriptions, field_tags, proposed_source, proposed_schema) "
           "VALUES (:id, :asset_id, :status, :change_type, :proposed_by, :proposed_by_user_id, :proposed_at, "
           ":auto_expire, :breaking_changes, :guarantee_changes, :affected_teams, :affected_assets, :objections, "
           ":base_contract_id, :schema_format, :proposed_version, :proposed_guarantees, :judged_under, "
           ":described, :tagged, :proposed_source, :proposed_schema)");
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
           "p.proposed_guarantees AS guarantees, p.compatibility_mode, p.field_descriptions, p.field_tags, "
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
                      "breaking_changes = :breaking_changes, guarantee_changes = :guarantee_changes "
                      "WHERE id = :id");
    db_bind_record(q, &type_proposal, proposal, a);
    counted_row before = store_counts_find(d, COUNTED_PROPOSALS, &proposal->id);
    db_status status = db_run(q, NULL);
    if (status == DB_OK)
        store_counts_change(d, COUNTED_PROPOSALS, &proposal->id, &before);
    return status;
}

bool store_proposals_lock(db *d, const uuid *id, proposal_head *out, arena *a) {
    db_lock(d, "SELECT id FROM assets WHERE id = (SELECT asset_id FROM proposals WHERE id = ?1) FOR UPDATE", id);
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
    if (*moved)
        store_counts_change(d, COUNTED_PROPOSALS, id, &before);
    return outcome;
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
    return db_run(q, NULL);
}

static record_uuids read_ids(db_query *q, size_t maximum, arena *a) {
    record_uuids ids = {arena_array(a, 1, sizeof *ids.items), 0};
    size_t room = 1;
    while (ids.count < maximum && db_step(q)) {
        if (ids.count == room) {
            uuid *larger = arena_array(a, room * 2, sizeof *larger);
            memcpy(larger, ids.items, room * sizeof *larger);
            ids.items = larger;
            room *= 2;
        }
        ids.items[ids.count++] = db_column_uuid(q, 0);
    }
    db_end(q);
    return ids;
}

record_uuids store_proposals_due(db *d, int64_t now, size_t maximum, arena *a) {
    db_query *q = db_prepare(d, "SELECT p.id, p.asset_id FROM proposals p WHERE p.status = 'pending' AND "
                                "p.expires_at IS NOT NULL AND p.expires_at < ?1 "
                                "UNION SELECT p.id, p.asset_id FROM proposals p WHERE p.status = 'pending' AND "
                                "p.auto_expire AND (SELECT max(k.migration_deadline) FROM acknowledgments k "
                                "WHERE k.proposal_id = p.id AND k.void_since IS NULL) < ?1 ORDER BY 2, 1 LIMIT ?2");
    db_bind_time(q, 1, now);
    db_bind_int(q, 2, (int64_t)maximum);
    return read_ids(q, maximum, a);
}

record_uuids store_proposals_awaiting(db *d, const uuid *team, size_t maximum, arena *a) {
    db_query *q = db_prepare(d, "SELECT p.id FROM proposals p WHERE p.status = 'pending' AND p.asset_id IN (SELECT "
                                "c.asset_id FROM " STORE_CONSUMERS
                                "AND r.consumer_team_id = ?1) AND NOT EXISTS (SELECT 1 FROM acknowledgments k "
                                "WHERE k.proposal_id = p.id AND k.void_since IS NULL AND k.consumer_team_id = ?1) "
                                "ORDER BY p.asset_id LIMIT ?2");
    db_bind_uuid(q, 1, team);
    db_bind_int(q, 2, (int64_t)maximum);
    return read_ids(q, maximum, a);
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

record_list store_proposals_affected_downstream(db *d, const uuid *asset, const uuid *owner_team, arena *a) {
    db_query *q = db_prepare(
        d, "SELECT DISTINCT s.id AS asset_id, s.fqn AS asset_fqn, t.name AS owner_team_name, p.dependency_type, 1 AS "
           "depth "
           "FROM dependencies p JOIN assets s ON s.id = p.dependent_asset_id AND s.deleted_at IS NULL "
           "LEFT JOIN teams t ON t.id = s.owner_team_id WHERE p.dependency_asset_id = ?1 AND p.deleted_at IS NULL "
           "AND s.owner_team_id <> ?2 ORDER BY s.fqn, s.id, p.dependency_type");
    db_bind_uuid(q, 1, asset);
    db_bind_uuid(q, 2, owner_team);
    return db_run_records(q, &type_impact_downstream, AFFECTED_MAXIMUM, a);
}

// --- reading ---------------------------------------------------------------------------------------------------------

#define PROPOSAL_COLUMNS                                                                                               \
    "p.id, p.asset_id, p.status, p.change_type, p.proposed_at, p.resolved_at, p.expires_at, p.auto_expire, "           \
    "p.updated_at, p.breaking_changes, p.guarantee_changes, p.affected_teams, p.affected_assets, p.objections, "       \
    "tessera_count(p.objections) > 0 AS has_objections, p.base_contract_id, p.schema_format, p.proposed_version, "     \
    "p.proposed_schema, p.proposed_source"

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
static bool read_named(db *d, const uuid *id, struct proposal_status_response *out, arena *a) {
    db_query *q =
        db_prepare(d, "SELECT " PROPOSAL_COLUMNS ", p.id AS proposal_id, s.fqn AS asset_fqn, p.proposed_by AS team_id, "
                      "coalesce(t.name, 'Unknown') AS team_name, p.proposed_by_user_id AS user_id, u.name AS user_name "
                      "FROM proposals p JOIN assets s ON s.id = p.asset_id "
                      "LEFT JOIN teams t ON t.id = p.proposed_by AND t.deleted_at IS NULL "
                      "LEFT JOIN users u ON u.id = p.proposed_by_user_id AND u.deactivated_at IS NULL WHERE p.id = ?1");
    db_bind_uuid(q, 1, id);
    bool found = db_step(q);
    if (found) {
        db_read_record(q, &type_proposal_status_response, out, a);
        out->proposed_by = arena_new_of(a, struct proposal_author);
        db_read_record(q, &type_proposal_author, out->proposed_by, a);
    }
    return db_end(q) == DB_OK && found;
}

static int64_t count_consumers(db *d, const uuid *asset) {
    db_query *q =
        db_prepare(d, "SELECT count(DISTINCT r.consumer_team_id) FROM " STORE_CONSUMERS "AND c.asset_id = ?1");
    db_bind_uuid(q, 1, asset);
    return db_run_int(q);
}

static struct proposal_consumers *count_answers(db *d, const struct proposal_status_response *proposal, arena *a) {
    struct proposal_consumers *counts = arena_new_of(a, struct proposal_consumers);
    *counts = (struct proposal_consumers){.total = count_consumers(d, &proposal->asset_id),
                                          .acknowledged = (int64_t)proposal->acknowledgments.count,
                                          .pending = (int64_t)proposal->pending_consumers.count};
    const struct acknowledgment_summary *answers = proposal->acknowledgments.items;
    for (size_t i = 0; i < proposal->acknowledgments.count; i++)
        counts->blocked += answers[i].response == acknowledgment_response_blocked;
    return counts;
}

bool store_proposals_get_status(db *d, const uuid *id, struct proposal_status_response *out, arena *a) {
    if (!read_named(d, id, out, a))
        return false;
    out->acknowledgments = store_acknowledgments_of_proposal(d, id, a);
    out->earlier_acknowledgments = store_acknowledgments_earlier(d, id, a);
    out->pending_consumers = store_acknowledgments_awaited(d, id, &out->asset_id, a);
    out->consumers = count_answers(d, out, a);
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
// Who answers may be another team than the one whose registrations count.
#define BY_CONSUMER                                                                                                    \
    "p.asset_id IN (SELECT c.asset_id FROM " STORE_CONSUMERS                                                           \
    "AND r.consumer_team_id = coalesce(:consumer_team_id, :pending_ack_for)) "                                         \
    "AND (:asset_id IS NULL OR p.asset_id = :asset_id)" MAYBE                                                          \
    " AND (:pending_ack_for IS NULL OR (p.status = 'pending' AND NOT EXISTS (SELECT 1 FROM acknowledgments k "         \
    "WHERE k.proposal_id = p.id AND k.void_since IS NULL AND k.consumer_team_id = :pending_ack_for)))"

#define COUNT(filter) "SELECT count(*) FROM proposals p WHERE " filter
#define PAGE(filter)                                                                                                   \
    "SELECT p.id, p.asset_id, s.fqn AS asset_fqn, p.status, p.change_type, p.proposed_by, p.proposed_at, "             \
    "tessera_count(p.breaking_changes) AS breaking_changes_count, (SELECT count(*) FROM acknowledgments k "            \
    "WHERE k.proposal_id = p.id AND k.void_since IS NULL) AS acknowledgment_count, (SELECT count(DISTINCT "            \
    "r.consumer_team_id) "                                                                                             \
    "FROM " STORE_CONSUMERS "AND c.asset_id = p.asset_id) AS total_consumers "                                         \
    "FROM (SELECT p.id FROM proposals p WHERE " filter " ORDER BY p.proposed_at DESC, p.id DESC "                      \
    "LIMIT :limit OFFSET :offset) page JOIN proposals p ON p.id = page.id JOIN assets s ON s.id = p.asset_id "         \
    "ORDER BY p.proposed_at DESC, p.id DESC"

#define KEPT STORE_KEPT_COUNT("proposals", ":status", ":change_type")
#define LIST(filter) LIST_COUNTED(COUNT(filter), filter)
#define LIST_COUNTED(count, filter)                                                                                    \
    { count, PAGE(filter), PAGE(filter PAGE_DOWNWARDS(time, "p.proposed_at", "p.id")) }

static const page_statements list_all = LIST_COUNTED(KEPT, "TRUE"), list_by_asset = LIST(BY_ASSET),
                             list_by_proposer = LIST(BY_PROPOSER), list_by_status = LIST_COUNTED(KEPT, BY_STATUS),
                             list_by_change = LIST_COUNTED(KEPT, BY_CHANGE), list_by_consumer = LIST(BY_CONSUMER);

static const page_statements *statements_for(const struct proposal_list_query *query) {
    if (query->consumer_team_id.set || query->pending_ack_for.set)
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

// --- what a team has yet to answer -----------------------------------------------------------------------------------
// As many rows as a page has are joined and counted; which ones is found by keys, along the team's registrations.

#define UNANSWERED                                                                                                     \
    "p.status = :status AND (p.expires_at IS NULL OR p.expires_at > :now) "                                            \
    "AND p.asset_id IN (SELECT c.asset_id FROM " STORE_CONSUMERS "AND r.consumer_team_id = :of_team) "                 \
    "AND NOT EXISTS (SELECT 1 FROM acknowledgments k WHERE k.proposal_id = p.id AND k.void_since IS NULL AND "         \
    "k.consumer_team_id = :of_team)"

static void bind_unanswered(db_query *q, const uuid *team, const struct pending_proposals_query *query, int64_t now) {
    db_bind_text(q, db_parameter(q, "status"), enum_proposal_status.values[query->status]);
    db_bind_time(q, db_parameter(q, "now"), now);
    db_bind_uuid(q, db_parameter(q, "of_team"), team);
}

static record_strings changes_in_words(record_list changes, arena *a) {
    const struct breaking_change *from = changes.items;
    record_strings words = {arena_array(a, changes.count + 1, sizeof *words.items), changes.count};
    for (size_t i = 0; i < changes.count; i++)
        words.items[i] = from[i].message != NULL && from[i].message[0] != '\0' ? from[i].message
                         : from[i].type != NULL                                ? from[i].type
                                                                               : "unknown";
    return words;
}

void store_proposals_unanswered(db *d, const uuid *team, const struct pending_proposals_query *query, int64_t now,
                                struct pending_proposals *out, arena *a) {
    db_query *count = db_prepare(d, "SELECT count(*) FROM proposals p WHERE " UNANSWERED);
    bind_unanswered(count, team, query, now);
    struct pending_proposal *page = arena_array(a, (size_t)query->limit + 1, sizeof *page);
    *out = (struct pending_proposals){
        .pending_proposals = {page, 0}, .total = db_run_int(count), .limit = query->limit, .offset = query->offset};
    if (query->offset >= out->total)
        return;
    db_query *q = db_prepare(
        d,
        "SELECT p.id AS proposal_id, p.asset_id, s.fqn AS asset_fqn, coalesce(t.name, 'unknown') AS proposed_by_team, "
        "p.proposed_at, p.expires_at, p.breaking_changes, (SELECT count(DISTINCT r.consumer_team_id) "
        "FROM " STORE_CONSUMERS "AND c.asset_id = p.asset_id) AS total_consumers, (SELECT count(*) "
        "FROM acknowledgments k WHERE k.proposal_id = p.id AND k.void_since IS NULL) AS acknowledged_count "
        "FROM (SELECT p.id FROM proposals p WHERE " UNANSWERED " ORDER BY p.proposed_at DESC, p.id DESC "
        "LIMIT :limit OFFSET :offset) page JOIN proposals p ON p.id = page.id JOIN assets s ON s.id = p.asset_id "
        "LEFT JOIN teams t ON t.id = p.proposed_by ORDER BY p.proposed_at DESC, p.id DESC");
    bind_unanswered(q, team, query, now);
    db_bind_int(q, db_parameter(q, "limit"), query->limit);
    db_bind_int(q, db_parameter(q, "offset"), query->offset);
    while (out->pending_proposals.count < (size_t)query->limit && db_step(q)) {
        struct pending_proposal *entry = &page[out->pending_proposals.count++];
        struct proposal changes;
        db_read_record(q, &type_pending_proposal, entry, a);
        db_read_record(q, &type_proposal, &changes, a);
        entry->breaking_changes_summary = changes_in_words(changes.breaking_changes, a);
        entry->your_team_status = "AWAITING_RESPONSE";
    }
    db_end(q);
}
