#include "store/audit_events.h"

db_status store_audit_events_insert(db *d, const audit_event_row *row) {
    db_query *q =
        db_prepare(d, "INSERT INTO audit_events (id, entity_type, entity_id, action, actor_id, actor_type, payload, "
                      "occurred_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    db_bind_uuid(q, 1, &row->id);
    db_bind_text(q, 2, row->entity_type);
    db_bind_uuid(q, 3, &row->entity_id);
    db_bind_text(q, 4, row->action);
    db_bind_uuid(q, 5, &row->actor_id);
    db_bind_text(q, 6, row->actor_type);
    db_bind_json(q, 7, text_of(row->payload));
    db_bind_time(q, 8, row->occurred_at);
    return db_run(q, NULL);
}
