// Use is counted by asset, team and source: seen again it becomes surer and younger instead of a second row, and what somebody
// decided about a pair stays decided.
#include "store/inferred.h"
#include "store/ids.h"

enum { GAPS = 20 };

// --- what they are concluded from ------------------------------------------------------------------------------------

struct preflight_events {
    db_query *query;
};

preflight_events *store_inferred_events(db *d, int64_t since, arena *a) {
    preflight_events *events = arena_new_of(a, preflight_events);
    events->query =
        db_prepare(d, "SELECT entity_id, actor_id, occurred_at, actor_type FROM audit_events WHERE action = "
                      "'preflight.checked' AND occurred_at >= ?1 AND actor_id IS NOT NULL "
                      "ORDER BY occurred_at, id");
    db_bind_time(events->query, 1, since);
    return events;
}

bool store_inferred_events_next(preflight_events *events, preflight_event *out) {
    db_query *q = events->query;
    if (!db_step(q))
        return false;
    *out = (preflight_event){db_column_uuid(q, 0), db_column_uuid(q, 1), db_column_time(q, 2),
                             text_is(db_column_text(q, 3), "agent")};
    return true;
}

void store_inferred_events_end(preflight_events *events) {
    db_end(events->query);
}

static inferred_pairs pairs_read(db_query *q, bool with_row, arena *a) {
    size_t room = 64;
    inferred_pairs pairs = {arena_array(a, room, sizeof *pairs.items), 0};
    while (db_step(q)) {
        if (pairs.count == room) {
            inferred_pair *more = arena_array(a, room * 2, sizeof *more);
            memcpy(more, pairs.items, room * sizeof *more);
            pairs.items = more;
            room *= 2;
        }
        inferred_pair *pair = &pairs.items[pairs.count++];
        *pair = (inferred_pair){.asset = db_column_uuid(q, 0), .team = db_column_uuid(q, 1)};
        if (with_row) {
            pair->id = db_column_uuid(q, 2);
            pair->status = model_enum_parse(&enum_inference_status, db_column_text(q, 3));
        }
    }
    db_end(q);
    return pairs;
}

inferred_pairs store_inferred_registered(db *d, const uuid *assets, size_t count, arena *a) {
    db_query *q =
        db_prepare(d, "SELECT DISTINCT c.asset_id, r.consumer_team_id FROM tessera_ids(?1) i JOIN contracts c ON "
                      "c.asset_id = i.id JOIN registrations r ON r.contract_id = c.id AND r.status = 'active' "
                      "AND r.deleted_at IS NULL");
    db_bind_blob(q, 1, store_ids(assets, count, a));
    return pairs_read(q, false, a);
}

inferred_pairs store_inferred_known(db *d, const uuid *assets, size_t count, const char *source, arena *a) {
    db_query *q = db_prepare(d, "SELECT n.asset_id, n.consumer_team_id, n.id, n.status FROM tessera_ids(?1) i JOIN "
                                "inferred_dependencies n ON n.asset_id = i.id AND n.source = ?2");
    db_bind_blob(q, 1, store_ids(assets, count, a));
    db_bind_text(q, 2, source);
    return pairs_read(q, true, a);
}

// --- rows ------------------------------------------------------------------------------------------------------------

db_status store_inferred_insert(db *d, const struct inferred_dependency *row, arena *a) {
    db_query *q =
        db_prepare(d, "INSERT INTO inferred_dependencies (id, asset_id, consumer_team_id, dependency_type, confidence, "
                      "source, status, evidence, first_observed_at, last_observed_at) VALUES (:id, :asset_id, "
                      ":consumer_team_id, :dependency_type, :confidence, :source, :status, :evidence, "
                      ":first_observed_at, :last_observed_at)");
    db_bind_record(q, &type_inferred_dependency, row, a);
    return db_attempt(q);
}

db_status store_inferred_observe(db *d, const struct inferred_dependency *row, arena *a) {
    db_query *q =
        db_prepare(d, "UPDATE inferred_dependencies SET status = 'pending', confidence = :confidence, evidence = "
                      ":evidence, last_observed_at = :last_observed_at WHERE id = :id");
    db_bind_record(q, &type_inferred_dependency, row, a);
    return db_queue(q);
}

int64_t store_inferred_expire(db *d, const char *source, int64_t before) {
    int64_t expired = 0;
    db_query *q = db_prepare(d, "UPDATE inferred_dependencies SET status = 'expired' WHERE status = 'pending' AND "
                                "source = ?1 AND last_observed_at < ?2");
    db_bind_text(q, 1, source);
    db_bind_time(q, 2, before);
    db_run(q, &expired);
    return expired;
}

db_status store_inferred_settle(db *d, const uuid *id, int status, int dependency_type, int64_t now, const uuid *by,
                                const uuid *registration) {
    db_query *q =
        db_prepare(d, "UPDATE inferred_dependencies SET status = ?2, dependency_type = ?3, confirmed_at = ?4, "
                      "confirmed_by = ?5, promoted_registration_id = ?6 WHERE id = ?1");
    db_bind_uuid(q, 1, id);
    db_bind_text(q, 2, enum_inference_status.values[status]);
    db_bind_text(q, 3, enum_dependency_type.values[dependency_type]);
    db_bind_time(q, 4, now);
    db_bind_uuid(q, 5, by);
    db_bind_uuid(q, 6, registration);
    return db_queue(q);
}

#define INFERRED_COLUMNS                                                                                               \
    "n.id, n.asset_id, s.fqn AS asset_fqn, n.consumer_team_id, t.name AS consumer_team_name, n.dependency_type, "      \
    "n.confidence, n.source, n.status, n.evidence, n.first_observed_at, n.last_observed_at"
#define INFERRED                                                                                                       \
    " FROM inferred_dependencies n JOIN assets s ON s.id = n.asset_id JOIN teams t ON t.id = n.consumer_team_id "      \
    "WHERE "

bool store_inferred_get(db *d, const uuid *id, struct inferred_dependency *out, arena *a) {
    db_query *q = db_prepare(d, "SELECT " INFERRED_COLUMNS INFERRED "n.id = ?1");
    db_bind_uuid(q, 1, id);
    return db_run_record(q, &type_inferred_dependency, out, a);
}

#define LISTED                                                                                                         \
    "n.status = :status AND n.confidence >= :min_confidence AND (:asset_id IS NULL OR n.asset_id = :asset_id) AND "    \
    "(:team_id IS NULL OR n.consumer_team_id = :team_id) AND (:source IS NULL OR n.source = :source)"

record_list store_inferred_list(db *d, const struct inferred_query *query, int64_t *total, arena *a) {
    db_query *count = db_prepare(d, "SELECT count(*) FROM inferred_dependencies n WHERE " LISTED);
    db_bind_record(count, &type_inferred_query, query, a);
    *total = db_run_int(count);
    if (query->offset >= *total)
        return (record_list){arena_alloc(a, 1), 0};
    db_query *q = db_prepare(d, "SELECT " INFERRED_COLUMNS INFERRED LISTED
                                " ORDER BY n.confidence DESC, n.id DESC LIMIT :limit OFFSET :offset");
    db_bind_record(q, &type_inferred_query, query, a);
    return db_run_records(q, &type_inferred_dependency, (size_t)query->limit, a);
}

record_list store_inferred_unconfirmed(db *d, const uuid *asset, size_t maximum, arena *a) {
    db_query *q =
        db_prepare(d, "SELECT n.consumer_team_id, t.name AS consumer_team_name, n.confidence, n.source, n.status FROM "
                      "inferred_dependencies n JOIN teams t ON t.id = n.consumer_team_id AND t.deleted_at IS NULL "
                      "WHERE n.asset_id = ?1 AND n.status = 'pending' ORDER BY n.confidence DESC, n.id DESC LIMIT ?2");
    db_bind_uuid(q, 1, asset);
    db_bind_int(q, 2, (int64_t)maximum);
    return db_run_records(q, &type_impact_unconfirmed, maximum, a);
}

// --- coverage --------------------------------------------------------------------------------------------------------

#define OF_TEAM " s.deleted_at IS NULL AND (s.owner_team_id = ?1 OR ?1 IS NULL)"
#define IS_REGISTERED                                                                                                  \
    "EXISTS (SELECT 1 FROM contracts c JOIN registrations r ON r.contract_id = c.id AND r.status = 'active' "          \
    "AND r.deleted_at IS NULL WHERE c.asset_id = s.id)"

static int64_t count_of(db *d, const char *sql, const uuid *team) {
    db_query *q = db_prepare(d, sql);
    db_bind_uuid(q, 1, team);
    return db_run_int(q);
}

static record_list gaps_of(db *d, const uuid *team, int64_t since, arena *a) {
    db_query *q = db_prepare(
        d,
        "SELECT g.asset_id, coalesce(s.fqn, 'unknown') AS asset_fqn, g.calls AS preflight_calls_30d, g.teams AS "
        "distinct_consumer_teams, (SELECT count(*) FROM contracts c JOIN registrations r ON r.contract_id = c.id AND "
        "r.status = 'active' AND r.deleted_at IS NULL WHERE c.asset_id = g.asset_id) AS registrations, (SELECT "
        "count(*) FROM inferred_dependencies n WHERE n.asset_id = g.asset_id AND n.status = 'pending') AS "
        "inferred_pending FROM (SELECT e.entity_id AS asset_id, count(*) AS calls, count(DISTINCT e.actor_id) AS "
        "teams FROM audit_events e WHERE e.action = 'preflight.checked' AND e.occurred_at >= ?2 AND e.actor_id IS "
        "NOT NULL AND (EXISTS (SELECT 1 FROM assets o WHERE o.id = e.entity_id AND o.owner_team_id = ?1 AND "
        "o.deleted_at IS NULL) OR ?1 IS NULL) GROUP BY e.entity_id ORDER BY count(*) DESC, e.entity_id LIMIT ?3) g "
        "LEFT JOIN assets s ON s.id = g.asset_id ORDER BY g.calls DESC, g.asset_id");
    db_bind_uuid(q, 1, team);
    db_bind_time(q, 2, since);
    db_bind_int(q, 3, GAPS);
    return db_run_records(q, &type_coverage_gap, GAPS, a);
}

void store_inferred_coverage(db *d, const uuid *team, int64_t since, struct discovery_coverage *out, arena *a) {
    *out = (struct discovery_coverage){
        .total_assets = count_of(d, "SELECT count(*) FROM assets s WHERE" OF_TEAM, team),
        .assets_with_registrations =
            count_of(d, "SELECT count(*) FROM assets s WHERE" OF_TEAM " AND " IS_REGISTERED, team),
        .assets_with_inferred_only =
            count_of(d,
                     "SELECT count(DISTINCT s.id) FROM inferred_dependencies n JOIN assets s ON s.id = n.asset_id "
                     "WHERE n.status = 'pending' AND" OF_TEAM " AND NOT " IS_REGISTERED,
                     team),
        .highest_risk_gaps = {arena_alloc(a, 1), 0},
    };
    if (out->total_assets > 0)
        out->highest_risk_gaps = gaps_of(d, team, since, a);
}
