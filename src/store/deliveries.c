// Only the first of the deliveries of a destination and entity is due, so that what is looked through is what can be sent:
// behind a head that fails there may be any number.
#include "store/deliveries.h"
#include "store/outbox.h"

db_status store_deliveries_insert(db *d, const delivery_start *start) {
    db_query *q = db_prepare(
        d,
        "INSERT INTO webhook_deliveries (id, endpoint_id, event_id, event_type, entity_id, queued_at, url, status, "
        "alive, created_at, redelivery_of, last_error, due_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?11, ?10, ?8, ?9, "
        "?12, CASE WHEN EXISTS (SELECT 1 FROM webhook_deliveries b WHERE b.endpoint_id = ?2 AND b.entity_id = ?5 AND "
        "b.alive) THEN NULL ELSE (SELECT o.created_at FROM outbox o WHERE o.id = ?3) END)");
    db_bind_uuid(q, 1, &start->id);
    db_bind_uuid(q, 2, &start->endpoint->id);
    db_bind_uuid(q, 3, &start->event_id);
    db_bind_text(q, 4, start->event_type);
    db_bind_uuid(q, 5, &start->entity_id);
    db_bind_time(q, 6, start->queued_at);
    db_bind_text(q, 7, start->endpoint->url);
    db_bind_time(q, 8, start->now);
    db_bind_uuid(q, 9, &start->redelivery_of);
    db_bind_bool(q, 10, true);
    db_bind_text(q, 11, start->aside == NULL ? "pending" : "dead_lettered");
    db_bind_text(q, 12, start->aside);
    return db_queue(q);
}

// --- the queue -------------------------------------------------------------------------------------------------------

int64_t store_deliveries_alive(db *d, int64_t most) {
    db_query *q = db_prepare(d, "SELECT count(*) FROM (SELECT 1 FROM webhook_deliveries v WHERE v.alive LIMIT ?1) a");
    db_bind_int(q, 1, most);
    return db_run_int(q);
}

size_t store_deliveries_due(db *d, const uuid *endpoint, int64_t now, delivery_due *out, size_t most, arena *a) {
    db_query *q = db_prepare(
        d, "SELECT v.id, v.entity_id, v.event_type, o.payload, v.attempts, v.tries, v.rounds, "
           "v.created_at, v.due_at, o.traceparent FROM webhook_deliveries v JOIN outbox o ON o.id = v.event_id WHERE "
           "v.endpoint_id = ?1 AND v.due_at <= ?2 ORDER BY v.due_at, v.id LIMIT ?3");
    size_t count = 0;
    db_bind_uuid(q, 1, endpoint);
    db_bind_time(q, 2, now);
    db_bind_int(q, 3, (int64_t)most);
    while (count < most && db_step(q)) {
        text payload = db_column_text(q, 3);
        out[count++] = (delivery_due){
            .id = db_column_uuid(q, 0),
            .entity_id = db_column_uuid(q, 1),
            .event_type = arena_text(a, db_column_text(q, 2)),
            .payload = {arena_text(a, payload), payload.length},
            .attempts = db_column_int(q, 4),
            .tries = db_column_int(q, 5),
            .rounds = db_column_int(q, 6),
            .created_at = db_column_time(q, 7),
            .due_at = db_column_time(q, 8),
            .traceparent = db_column_is_null(q, 9) ? NULL : arena_text(a, db_column_text(q, 9)),
        };
    }
    return db_end(q) == DB_OK ? count : 0;
}

int64_t store_deliveries_next(db *d, int64_t after) {
    db_query *q = db_prepare(
        d, "SELECT min(CASE WHEN due.paused_until > due.at THEN due.paused_until ELSE due.at END) FROM "
           "(SELECT e.paused_until, (SELECT v.due_at FROM webhook_deliveries v WHERE v.endpoint_id = e.id AND "
           "v.due_at > CASE WHEN e.paused_until > ?1 THEN ?2 ELSE ?1 END ORDER BY v.due_at, v.id LIMIT 1) AS at "
           "FROM webhook_endpoints e WHERE e.deleted_at IS NULL AND e.enabled) due");
    db_bind_time(q, 1, after);
    db_bind_time(q, 2, 0);
    int64_t at = db_step(q) ? db_column_time(q, 0) : TIMESTAMP_NONE;
    return db_end(q) == DB_OK ? at : TIMESTAMP_NONE;
}

static void promote(db *d, const uuid *endpoint, const uuid *entity, int64_t now) {
    db_query *q =
        db_prepare(d, "UPDATE webhook_deliveries SET due_at = ?3 WHERE id = (SELECT b.id FROM webhook_deliveries b "
                      "WHERE b.endpoint_id = ?1 AND b.entity_id = ?2 AND b.alive ORDER BY b.queued_at, b.event_id "
                      "LIMIT 1) AND due_at IS NULL");
    db_bind_uuid(q, 1, endpoint);
    db_bind_uuid(q, 2, entity);
    db_bind_time(q, 3, now);
    db_queue(q);
}

void store_deliveries_settle(db *d, const delivery_state *state) {
    db_query *q =
        db_prepare(d, "UPDATE webhook_deliveries SET status = ?2, alive = ?3, due_at = ?4, attempts = ?5, tries = ?6, "
                      "rounds = ?7, last_attempt_at = ?8, delivered_at = ?9, url = ?10, last_error = ?11, "
                      "last_status_code = nullif(?12, CAST(0 AS bigint)) WHERE id = ?1");
    db_bind_uuid(q, 1, &state->id);
    db_bind_text(q, 2, enum_webhook_delivery_status.values[state->status]);
    db_bind_bool(q, 3, state->alive);
    db_bind_time(q, 4, state->due_at);
    db_bind_int(q, 5, state->attempts);
    db_bind_int(q, 6, state->tries);
    db_bind_int(q, 7, state->rounds);
    db_bind_time(q, 8, state->last_attempt_at);
    db_bind_time(q, 9, state->delivered_at);
    db_bind_text(q, 10, state->url);
    db_bind_text(q, 11, state->last_error);
    db_bind_int(q, 12, state->last_status_code);
    db_queue(q);
    if (!state->alive)
        promote(d, &state->endpoint_id, &state->entity_id, state->last_attempt_at);
}

int64_t store_deliveries_put_aside(db *d, const uuid *endpoint, const char *why, int64_t most) {
    db_query *q = db_prepare(
        d, "UPDATE webhook_deliveries SET status = 'dead_lettered', last_error = ?2 WHERE id IN (SELECT v.id "
           "FROM webhook_deliveries v WHERE v.endpoint_id = ?1 AND v.due_at IS NOT NULL AND "
           "v.status = 'pending' AND v.attempts = 0 ORDER BY v.due_at, v.id LIMIT ?3)");
    int64_t changed = 0;
    db_bind_uuid(q, 1, endpoint);
    db_bind_text(q, 2, why);
    db_bind_int(q, 3, most);
    db_run(q, &changed);
    return changed;
}

int64_t store_deliveries_abandon(db *d, const uuid *endpoint, const char *why, int64_t most) {
    db_query *q =
        db_prepare(d, "UPDATE webhook_deliveries SET status = 'dead_lettered', alive = ?4, due_at = NULL, "
                      "last_error = ?2 WHERE id IN (SELECT v.id FROM webhook_deliveries v WHERE v.endpoint_id = ?1 "
                      "AND v.alive ORDER BY v.entity_id, v.queued_at, v.event_id LIMIT ?3)");
    int64_t changed = 0;
    db_bind_uuid(q, 1, endpoint);
    db_bind_text(q, 2, why);
    db_bind_int(q, 3, most);
    db_bind_bool(q, 4, false);
    db_run(q, &changed);
    return changed;
}

// --- what has been kept long enough ----------------------------------------------------------------------------------

int64_t store_deliveries_sweep(db *d, int64_t before, int64_t most, arena *a) {
    return store_outbox_sweep_sent(d, // of those alone that were delivered there is a time
                                   "SELECT v.id, v.event_id FROM webhook_deliveries v WHERE v.delivered_at < ?1 ORDER "
                                   "BY v.delivered_at, v.id LIMIT "
                                   "?2",
                                   "DELETE FROM webhook_deliveries WHERE id IN (SELECT i.id FROM tessera_ids(?1) i)",
                                   before, most, a);
}

// --- the list --------------------------------------------------------------------------------------------------------

#define COLUMNS                                                                                                        \
    "v.id, v.event_type, o.payload, v.url, v.status, v.attempts, v.last_attempt_at, v.last_error, "                    \
    "v.last_status_code, "                                                                                             \
    "v.created_at, v.delivered_at, v.endpoint_id, v.event_id, v.due_at AS next_attempt_at, v.redelivery_of, "          \
    "v.received_at, v.receipt_note"
#define ROWS " FROM webhook_deliveries v JOIN outbox o ON o.id = v.event_id WHERE "
#define MAYBE                                                                                                          \
    " AND (:status IS NULL OR v.status = :status) AND (:event_type IS NULL OR v.event_type = :event_type) AND "        \
    "(:endpoint_id IS NULL OR v.endpoint_id = :endpoint_id)"
#define COUNT(filter) "SELECT count(*) FROM webhook_deliveries v WHERE " filter MAYBE
#define PAGE(filter, place)                                                                                            \
    "SELECT " COLUMNS ROWS filter MAYBE place " ORDER BY v.created_at DESC, v.id DESC LIMIT :limit OFFSET :offset"
#define LIST(filter)                                                                                                   \
    {                                                                                                                  \
        .count = COUNT(filter), .page = PAGE(filter, ""),                                                              \
        .after = PAGE(filter, PAGE_DOWNWARDS(time, "v.created_at", "v.id"))                                            \
    }

bool store_deliveries_get(db *d, const uuid *id, struct webhook_delivery *out, arena *a) {
    db_query *q = db_prepare(d, "SELECT " COLUMNS ROWS "v.id = ?1");
    db_bind_uuid(q, 1, id);
    return db_run_record(q, &type_webhook_delivery, out, a);
}

record_list store_deliveries_list(db *d, const struct webhook_delivery_query *query, list_page *page, arena *a) {
    static const page_statements of_status = LIST("v.status = :status"), of_type = LIST("v.event_type = :event_type"),
                                 of_endpoint = LIST("v.endpoint_id = :endpoint_id"), all = LIST("TRUE");
    const page_statements *chosen = query->status != RECORD_ENUM_NONE ? &of_status
                                    : query->endpoint_id.set          ? &of_endpoint
                                    : query->event_type != NULL       ? &of_type
                                                                      : &all;
    return page_read(d, chosen, &type_webhook_delivery_query, query, &type_webhook_delivery, page, a);
}

bool store_deliveries_receive(db *d, const uuid *id, const char *note, int64_t now) {
    db_query *q = db_prepare(d, "UPDATE webhook_deliveries SET received_at = ?2, receipt_note = ?3 WHERE id = ?1 AND "
                                "received_at IS NULL");
    int64_t changed = 0;
    db_bind_uuid(q, 1, id);
    db_bind_time(q, 2, now);
    db_bind_text(q, 3, note);
    db_run(q, &changed);
    return changed == 1;
}
