// Only the first of the messages to a destination is due, so that they come in order, and none is looked at before it can be
// sent.
#include "store/notifications.h"
#include "base/timestamp.h"
#include "store/outbox.h"

static bool is_awaited(db *d, const uuid *destination) {
    db_query *q = db_prepare(d, "SELECT 1 FROM notifications WHERE destination_id = ?1 AND alive LIMIT 1");
    db_bind_uuid(q, 1, destination);
    return db_run_int(q) == 1;
}

int64_t store_notifications_alive(db *d, int64_t most) {
    db_query *q = db_prepare(d, "SELECT count(*) FROM (SELECT 1 FROM notifications n WHERE n.alive LIMIT ?1) a");
    db_bind_int(q, 1, most);
    return db_run_int(q);
}

db_status store_notifications_insert(db *d, const notification_start *start) {
    bool waits = is_awaited(d, &start->destination_id);
    db_query *q = db_prepare(d, "INSERT INTO notifications (id, event_id, kind, destination_id, queued_at, alive, "
                                "created_at, due_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    uuid id = uuid_new();
    db_bind_uuid(q, 1, &id);
    db_bind_uuid(q, 2, &start->event_id);
    db_bind_text(q, 3, enum_notification_kind.values[start->kind]);
    db_bind_uuid(q, 4, &start->destination_id);
    db_bind_time(q, 5, start->queued_at);
    db_bind_bool(q, 6, true);
    db_bind_time(q, 7, start->now);
    db_bind_time(q, 8, waits ? TIMESTAMP_NONE : start->due_at);
    return db_run(q, NULL);
}

int64_t store_notifications_last(db *d, const uuid *destination) {
    db_query *q =
        db_prepare(d, "SELECT last_attempt_at FROM notifications WHERE destination_id = ?1 AND last_attempt_at IS "
                      "NOT NULL ORDER BY last_attempt_at DESC LIMIT 1");
    db_bind_uuid(q, 1, destination);
    int64_t at = db_step(q) ? db_column_time(q, 0) : TIMESTAMP_NONE;
    return db_end(q) == DB_OK ? at : TIMESTAMP_NONE;
}

size_t store_notifications_due(db *d, enum notification_kind kind, bool tried, int64_t now, notification_due *out,
                               size_t most, arena *a) {
    db_query *q = db_prepare(d, "SELECT n.id, n.destination_id, n.attempts, n.created_at, " OUTBOX_FOR_CHAT(
                                    "o") " FROM "
                                         "notifications n JOIN outbox o ON o.id = n.event_id WHERE n.kind = ?1 AND "
                                         "(n.attempts > 0) = ?2 AND n.due_at <= ?3 ORDER BY n.due_at, n.id LIMIT ?4");
    size_t count = 0;
    db_bind_text(q, 1, enum_notification_kind.values[kind]);
    db_bind_bool(q, 2, tried);
    db_bind_time(q, 3, now);
    db_bind_int(q, 4, (int64_t)most);
    while (count < most && db_step(q)) {
        text payload = db_column_text(q, 4);
        out[count++] = (notification_due){
            .id = db_column_uuid(q, 0),
            .destination_id = db_column_uuid(q, 1),
            .kind = kind,
            .attempts = db_column_int(q, 2),
            .created_at = db_column_time(q, 3),
            .payload = {arena_text(a, payload), payload.length},
        };
    }
    return db_end(q) == DB_OK ? count : 0;
}

int64_t store_notifications_next(db *d, int64_t after) {
    db_query *q = db_prepare(d, "SELECT due_at FROM notifications WHERE due_at > ?1 ORDER BY due_at, id LIMIT 1");
    db_bind_time(q, 1, after);
    int64_t at = db_step(q) ? db_column_time(q, 0) : TIMESTAMP_NONE;
    return db_end(q) == DB_OK ? at : TIMESTAMP_NONE;
}

static void promote(db *d, const uuid *destination, int64_t at) {
    db_query *q =
        db_prepare(d, "UPDATE notifications SET due_at = ?2 WHERE id = (SELECT b.id FROM notifications b WHERE "
                      "b.destination_id = ?1 AND b.alive ORDER BY b.queued_at, b.event_id LIMIT 1) AND due_at IS NULL");
    db_bind_uuid(q, 1, destination);
    db_bind_time(q, 2, at);
    db_queue(q);
}

void store_notifications_settle(db *d, const notification_state *state) {
    db_query *q = db_prepare(d, "UPDATE notifications SET status = ?2, alive = ?3, due_at = ?4, attempts = ?5, "
                                "last_attempt_at = ?6, last_error = ?7 WHERE id = ?1 AND alive");
    bool alive = state->status == notification_status_pending;
    db_bind_uuid(q, 1, &state->id);
    db_bind_text(q, 2, enum_notification_status.values[state->status]);
    db_bind_bool(q, 3, alive);
    db_bind_time(q, 4, alive ? state->next_at : TIMESTAMP_NONE);
    db_bind_int(q, 5, state->attempts);
    db_bind_time(q, 6, state->at);
    db_bind_text(q, 7, state->last_error);
    db_queue(q);
    if (!alive)
        promote(d, &state->destination_id, state->next_at);
}

int64_t store_notifications_sweep(db *d, int64_t before, int64_t most, arena *a) {
    return store_outbox_sweep_sent(d,
                                   "SELECT n.id, n.event_id FROM notifications n WHERE n.last_attempt_at < ?1 AND NOT "
                                   "n.alive ORDER BY n.last_attempt_at, n.id LIMIT ?2",
                                   "DELETE FROM notifications WHERE id IN (SELECT i.id FROM tessera_ids(?1) i)", before,
                                   most, a);
}

// --- the list --------------------------------------------------------------------------------------------------------

#define COLUMNS                                                                                                        \
    "n.id, n.kind, n.destination_id, n.event_id, " OUTBOX_FOR_CHAT(                                                    \
        "o") " AS payload, n.status, n.attempts, n.last_attempt_at, n.last_error, "                                    \
             "n.created_at, n.due_at AS next_attempt_at"
#define MAYBE " AND (:status IS NULL OR n.status = :status) AND (:kind IS NULL OR n.kind = :kind)"
#define PAGE(filter, place)                                                                                            \
    "SELECT " COLUMNS " FROM notifications n JOIN outbox o ON o.id = n.event_id WHERE " filter MAYBE place             \
    " ORDER BY n.created_at DESC, n.id DESC LIMIT :limit OFFSET :offset"
#define LIST(filter)                                                                                                   \
    {                                                                                                                  \
        .count = "SELECT count(*) FROM notifications n WHERE " filter MAYBE, .page = PAGE(filter, ""),                 \
        .after = PAGE(filter, PAGE_DOWNWARDS(time, "n.created_at", "n.id"))                                            \
    }

record_list store_notifications_list(db *d, const struct notification_query *query, list_page *page, arena *a) {
    static const page_statements of_status = LIST("n.status = :status"), all = LIST("TRUE");
    const page_statements *chosen = query->status != RECORD_ENUM_NONE ? &of_status : &all;
    return page_read(d, chosen, &type_notification_query, query, &type_notification, page, a);
}
