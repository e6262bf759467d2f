// A message is a row of the transaction that it tells of: it is there exactly when the change is.
#include "store/outbox.h"
#include "store/ids.h"

static const char *const kinds[] = {
#define KIND(name, text) text,
    OUTBOX_KINDS(KIND)
#undef KIND
};

static void bind_compact(db_query *q, int place, const json_value *payload, arena *a) {
    size_t length = 0;
    const char *compact = payload == NULL ? NULL : json_print(a, payload, &length);
    db_bind_json(q, place, (text){compact, length});
}

static db_status insert(db *d, const char *kind, const json_value *payload, const json_value *chat, int64_t now,
                        arena *a) {
    db_query *q =
        db_prepare(d, "INSERT INTO outbox (id, kind, created_at, next_attempt_at, payload, traceparent, chat) "
                      "VALUES (?1, ?2, ?3, tessera_now(0), ?4, ?5, ?6)");
    uuid id = uuid_new();
    db_bind_uuid(q, 1, &id);
    db_bind_text(q, 2, kind);
    db_bind_time(q, 3, now);
    bind_compact(q, 4, payload, a);
    db_bind_text(q, 5, db_acts_for(d)->traceparent);
    bind_compact(q, 6, chat, a);
    return db_queue(q);
}

db_status store_outbox_insert(db *d, outbox_kind kind, const json_value *payload, int64_t now, arena *a) {
    db_mark(d, OUTBOX_MARK(kind));
    return insert(d, kinds[kind], payload, NULL, now, a);
}

db_status store_outbox_insert_both(db *d, const json_value *webhook, const json_value *chat, int64_t now, arena *a) {
    db_mark(d, OUTBOX_MARK(OUTBOX_WEBHOOK) | OUTBOX_MARK(OUTBOX_CHAT));
    return insert(d, OUTBOX_BOTH, webhook, chat, now, a);
}

// The first rows of a kind, by the index on what waits.
#define FIRST(columns, kind, most)                                                                                     \
    "SELECT * FROM (SELECT " columns " FROM outbox o WHERE o.kind = " kind " AND o.delivered_at IS NULL ORDER BY "     \
    "o.next_attempt_at, o.id LIMIT " most ") "
#define WAITING(payload)                                                                                               \
    "SELECT w.id, w.next_attempt_at, w.said FROM (" FIRST(MESSAGE(payload), "?1", "?2") "a UNION ALL " FIRST(          \
        MESSAGE(payload), "'" OUTBOX_BOTH "'", "?2") "b) w ORDER BY w.next_attempt_at, w.id LIMIT ?2"
#define MESSAGE(payload) "o.id, o.next_attempt_at, " payload " AS said"
// What was for both kinds is left to the other one.
#define TAKE(other)                                                                                                    \
    "UPDATE outbox SET kind = CASE WHEN kind = '" OUTBOX_BOTH "' THEN '" other "' ELSE kind END, delivered_at = CASE " \
    "WHEN kind = '" OUTBOX_BOTH "' THEN delivered_at ELSE ?2 END, untold = kind <> '" OUTBOX_BOTH "' AND ?3 WHERE id " \
    "= ?1"

bool store_outbox_waits(db *d, outbox_kind kind) {
    db_query *q = db_prepare(
        d, FIRST("1 AS found", "?1", "1") "a UNION ALL " FIRST("1 AS found", "'" OUTBOX_BOTH "'", "1") "b LIMIT 1");
    db_bind_text(q, 1, kinds[kind]);
    return db_run_int(q) == 1;
}

size_t store_outbox_waiting(db *d, outbox_kind kind, outbox_message *out, size_t most, arena *a) {
    db_query *q = db_prepare(d, kind == OUTBOX_CHAT ? WAITING(OUTBOX_FOR_CHAT("o")) : WAITING("o.payload"));
    size_t count = 0;
    db_bind_text(q, 1, kinds[kind]);
    db_bind_int(q, 2, (int64_t)most);
    while (count < most && db_step(q)) {
        text payload = db_column_text(q, 2);
        out[count++] = (outbox_message){.id = db_column_uuid(q, 0),
                                        .queued_at = db_column_time(q, 1),
                                        .payload = {arena_text(a, payload), payload.length}};
    }
    return db_end(q) == DB_OK ? count : 0;
}

db_status store_outbox_take(db *d, outbox_kind kind, const uuid *id, bool told, int64_t now) {
    static const char of_webhook[] = TAKE("chat"), of_chat[] = TAKE("webhook");
    db_query *q = db_prepare(d, kind == OUTBOX_WEBHOOK ? of_webhook : of_chat);
    db_bind_uuid(q, 1, id);
    db_bind_time(q, 2, now);
    db_bind_bool(q, 3, !told);
    return db_queue(q);
}

// Also of what was for both kinds one may have been told while the other was not.
#define UNUSED(row)                                                                                                    \
    "NOT EXISTS (SELECT 1 FROM webhook_deliveries v WHERE v.event_id = " row ".id) AND NOT EXISTS (SELECT 1 FROM "     \
    "notifications n WHERE n.event_id = " row ".id)"

// What was sent, and the message of each.
typedef struct sent_pairs {
    uuid *ids, *events;
    size_t count;
} sent_pairs;

static sent_pairs sent_pairs_read(db_query *q, size_t most, arena *a) {
    sent_pairs pairs = {arena_array(a, most + 1, sizeof *pairs.ids), arena_array(a, most + 1, sizeof *pairs.events), 0};
    while (pairs.count < most && db_step(q)) {
        pairs.ids[pairs.count] = db_column_uuid(q, 0);
        pairs.events[pairs.count++] = db_column_uuid(q, 1);
    }
    if (db_end(q) != DB_OK)
        pairs.count = 0;
    return pairs;
}

static void delete_all(db *d, const char *statement, const uuid *ids, size_t count, arena *a) {
    db_query *q = db_prepare(d, statement);
    db_bind_blob(q, 1, store_ids(ids, count, a));
    db_run(q, NULL);
}

int64_t store_outbox_sweep_sent(db *d, const char *find, const char *remove, int64_t before, int64_t most, arena *a) {
    db_query *q = db_prepare(d, find);
    db_bind_time(q, 1, before);
    db_bind_int(q, 2, most);
    sent_pairs old = sent_pairs_read(q, (size_t)most, a);
    if (old.count == 0)
        return 0;
    delete_all(d, remove, old.ids, old.count, a);
    delete_all(
        d,
        "DELETE FROM outbox WHERE id IN (SELECT i.id FROM tessera_ids(?1) i) AND delivered_at IS NOT NULL AND " UNUSED(
            "outbox"),
        old.events, old.count, a);
    return (int64_t)old.count;
}

int64_t store_outbox_sweep(db *d, int64_t before, int64_t most) {
    db_query *q = db_prepare(d, "DELETE FROM outbox WHERE id IN (SELECT o.id FROM outbox o WHERE o.untold AND "
                                "o.delivered_at < ?1 AND " UNUSED("o") " ORDER BY o.delivered_at, o.id LIMIT ?2)");
    int64_t deleted = 0;
    db_bind_time(q, 1, before);
    db_bind_int(q, 2, most);
    db_run(q, &deleted);
    return deleted;
}

uuid store_outbox_keep(db *d, outbox_kind kind, text payload, int64_t now) {
    db_query *q = db_prepare(d, "INSERT INTO outbox (id, kind, created_at, next_attempt_at, delivered_at, payload, "
                                "traceparent) VALUES (?1, ?2, ?3, ?3, ?3, ?4, ?5)");
    uuid id = uuid_new();
    db_bind_uuid(q, 1, &id);
    db_bind_text(q, 2, kinds[kind]);
    db_bind_time(q, 3, now);
    db_bind_json(q, 4, payload);
    db_bind_text(q, 5, db_acts_for(d)->traceparent);
    return db_run(q, NULL) == DB_OK ? id : UUID_NONE;
}
