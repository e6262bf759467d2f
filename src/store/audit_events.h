// Rows of the audit trail: written once, never changed.
#pragma once
#include "store/db.h"

typedef struct audit_event_row {
    uuid id;
    const char *entity_type;
    uuid entity_id;
    const char *action;
    uuid actor_id; // not set: none
    const char *actor_type;
    const char *payload; // JSON object
    int64_t occurred_at;
} audit_event_row;

db_status store_audit_events_insert(db *d, const audit_event_row *row);
