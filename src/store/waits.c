#include "store/waits.h"
#include "store/ids.h"
#include "store/registrations.h"

db_status store_waits_begin(db *d, const uuid *proposal, const uuid *spared, size_t count, arena *a) {
    db_status status = store_waits_end(d, proposal);
    if (status != DB_OK)
        return status;
    db_query *q = db_prepare(
        d, "INSERT INTO awaited_consumers (proposal_id, consumer_team_id, proposed_at, expires_at) SELECT DISTINCT "
           "p.id, r.consumer_team_id, p.proposed_at, p.expires_at FROM proposals p, " STORE_CONSUMERS
           "AND p.id = ?1 AND c.asset_id = p.asset_id AND r.consumer_team_id NOT IN (SELECT i.id FROM tessera_ids(?2) "
           "i)");
    db_bind_uuid(q, 1, proposal);
    db_bind_blob(q, 2, store_ids(spared, count, a));
    return db_run(q, NULL);
}

db_status store_waits_set(db *d, const uuid *proposal, const uuid *team, bool awaited) {
    db_query *q =
        awaited
            ? db_prepare(d, "INSERT INTO awaited_consumers (proposal_id, consumer_team_id, proposed_at, expires_at) "
                            "SELECT p.id, ?2, p.proposed_at, p.expires_at FROM proposals p WHERE p.id = ?1 AND "
                            "p.status = 'pending' AND NOT EXISTS (SELECT 1 FROM acknowledgments k WHERE k.proposal_id "
                            "= ?1 AND k.consumer_team_id = ?2 AND k.void_since IS NULL) "
                            "ON CONFLICT (proposal_id, consumer_team_id) DO NOTHING")
            : db_prepare(d, "DELETE FROM awaited_consumers WHERE proposal_id = ?1 AND consumer_team_id = ?2");
    db_bind_uuid(q, 1, proposal);
    db_bind_uuid(q, 2, team);
    return db_queue(q);
}

db_status store_waits_add(db *d, const uuid *team, const uuid *proposals, size_t count, arena *a) {
    db_query *q =
        db_prepare(d, "INSERT INTO awaited_consumers (proposal_id, consumer_team_id, proposed_at, expires_at) SELECT "
                      "p.id, ?1, p.proposed_at, p.expires_at FROM tessera_ids(?2) i JOIN proposals p ON p.id = i.id "
                      "WHERE TRUE ON CONFLICT (proposal_id, consumer_team_id) DO NOTHING");
    db_bind_uuid(q, 1, team);
    db_bind_blob(q, 2, store_ids(proposals, count, a));
    return db_run(q, NULL);
}

db_status store_waits_end(db *d, const uuid *proposal) {
    db_query *q = db_prepare(d, "DELETE FROM awaited_consumers WHERE proposal_id = ?1");
    db_bind_uuid(q, 1, proposal);
    return db_queue(q);
}

record_uuids store_waits_leave(db *d, const uuid *team, size_t maximum, arena *a) {
    db_query *alone = db_prepare(
        d, "SELECT p.id FROM awaited_consumers w JOIN proposals p ON p.id = w.proposal_id WHERE w.consumer_team_id = "
           "?1 AND NOT EXISTS (SELECT 1 FROM awaited_consumers o WHERE o.proposal_id = w.proposal_id AND "
           "o.consumer_team_id <> ?1) ORDER BY p.asset_id LIMIT ?2");
    db_bind_uuid(alone, 1, team);
    db_bind_int(alone, 2, (int64_t)maximum);
    record_uuids settled = db_run_uuids(alone, maximum, a);
    db_query *q = db_prepare(d, "DELETE FROM awaited_consumers WHERE consumer_team_id = ?1");
    db_bind_uuid(q, 1, team);
    db_queue(q);
    return settled;
}

// --- reading ---------------------------------------------------------------------------------------------------------

bool store_waits_any(db *d, const uuid *proposal) {
    db_query *q = db_prepare(d, "SELECT EXISTS (SELECT 1 FROM awaited_consumers WHERE proposal_id = ?1)");
    db_bind_uuid(q, 1, proposal);
    return db_run_int(q) == 1;
}

int64_t store_waits_count(db *d, const uuid *proposal) {
    db_query *q = db_prepare(d, "SELECT count(*) FROM awaited_consumers WHERE proposal_id = ?1");
    db_bind_uuid(q, 1, proposal);
    return db_run_int(q);
}

#define CONSUMERS_WHO(condition)                                                                                       \
    "SELECT r.consumer_team_id AS team_id, t.name AS team_name, min(r.registered_at) AS registered_at "                \
    "FROM " STORE_CONSUMERS "AND c.asset_id = ?1 AND " condition " GROUP BY r.consumer_team_id, t.name "               \
    "ORDER BY min(r.registered_at), r.consumer_team_id LIMIT ?3"

record_list store_waits_awaited(db *d, const uuid *proposal, const uuid *asset, size_t maximum, arena *a) {
    db_query *q = db_prepare(d, CONSUMERS_WHO("EXISTS (SELECT 1 FROM awaited_consumers w WHERE w.proposal_id = ?2 "
                                              "AND w.consumer_team_id = r.consumer_team_id)"));
    db_bind_uuid(q, 1, asset);
    db_bind_uuid(q, 2, proposal);
    db_bind_int(q, 3, (int64_t)maximum);
    return db_run_records(q, &type_pending_consumer, maximum, a);
}

record_list store_waits_among(db *d, const uuid *proposal, const uuid *asset, const uuid *teams, size_t count,
                              arena *a) {
    db_query *q = db_prepare(d, CONSUMERS_WHO("r.consumer_team_id IN (SELECT i.id FROM tessera_ids(?2) i) AND NOT "
                                              "EXISTS (SELECT 1 FROM acknowledgments k WHERE k.proposal_id = ?4 AND "
                                              "k.consumer_team_id = r.consumer_team_id AND k.void_since IS NULL)"));
    db_bind_uuid(q, 1, asset);
    db_bind_blob(q, 2, store_ids(teams, count, a));
    db_bind_int(q, 3, (int64_t)count);
    db_bind_uuid(q, 4, proposal);
    return db_run_records(q, &type_pending_consumer, count, a);
}
