// A message is a row of the transaction that it tells of: it is there exactly when the change is.
#include "store/outbox.h"

db_status store_outbox_insert(db *d, const char *kind, const json_value *payload, int64_t now, arena *a) {
    db_query *q = db_prepare(
        d, "INSERT INTO outbox (id, kind, created_at, next_attempt_at, payload) VALUES (?1, ?2, ?3, ?3, ?4)");
    uuid id = uuid_new();
    size_t length = 0;
    const char *compact = json_print(a, payload, &length);
    db_bind_uuid(q, 1, &id);
    db_bind_text(q, 2, kind);
    db_bind_time(q, 3, now);
    db_bind_json(q, 4, (text){compact, length});
    return db_queue(q);
}
