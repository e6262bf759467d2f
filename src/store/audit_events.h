// Rows of the audit trail: written once, never changed; the database itself refuses both.
#pragma once
#include "model/model.h"
#include "store/page.h"

typedef struct audit_event_row {
    uuid id;
    const char *entity_type;
    uuid entity_id;
    const char *action;
    uuid actor_id; // not set: none
    const char *actor_type;
    uuid actor_key_id, actor_user_id; // with whose credential; none: not known
    const char *actor_subject;        // whom a token or a certificate named; NULL: it was neither
    const char *payload;              // JSON object
    int64_t occurred_at;
    // Of a write under a key that a client library made, whose event has an id that follows from the key: what tells the request
    // and its reply (server/automatic.c). No data: of another write.
    text replay;
} audit_event_row;

// Writes it, and that it is to be sealed (store/audit_seals.h). DB_UNIQUE: there is an event of that id. A database that is
// another process tells so at the commit, as a race.
db_status store_audit_events_insert(db *d, const audit_event_row *row);
// The `replay` of an event. False: there is no such event.
bool store_audit_events_replay(db *d, const uuid *id, text *out, arena *a);

// False when there is none.
bool store_audit_events_get(db *d, const uuid *id, struct audit_event *out, arena *a);
// The records `audit_event` that the query asks for, newest first.
record_list store_audit_events_list(db *d, const struct audit_event_query *query, list_page *page, arena *a);
// Those of the ids, at their places; one that is not there has no id.
struct audit_event *store_audit_events_of(db *d, const uuid *ids, size_t count, arena *a);
int64_t store_audit_events_count(db *d);
// At most so many ids behind that one, in their order.
record_uuids store_audit_events_ids(db *d, const uuid *after, size_t most, arena *a);
