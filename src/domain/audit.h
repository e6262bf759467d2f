// The audit trail: what happened, to what, by whom. Written in the transaction of the change itself; never changed afterwards.
#pragma once
#include "base/json.h"
#include "store/db.h"

typedef enum audit_event {
#define EVENT(identifier, action, entity, doc) AUDIT_##identifier,
#include "api/events.def"
#undef EVENT
    AUDIT_EVENT_COUNT
} audit_event;

// Records one event about the entity. `actor` is the acting team (not set: none); `payload` an object, or NULL for {}.
db_status audit_record(db *d, audit_event event, const uuid *entity, const uuid *actor, const json_value *payload,
                       arena *a);

// Small payloads: an object of name and value pairs.
typedef struct audit_payload {
    arena *arena;
    json_member members[16];
    size_t count;
} audit_payload;
audit_payload audit_payload_on(arena *a);
void audit_put_string(audit_payload *p, const char *name, const char *value); // NULL: null
void audit_put_boolean(audit_payload *p, const char *name, bool value);
void audit_put_integer(audit_payload *p, const char *name, int64_t value);
void audit_put_uuid(audit_payload *p, const char *name, const uuid *value); // not set: null
void audit_put_uuids(audit_payload *p, const char *name, const uuid *values, size_t count);
void audit_put_time(audit_payload *p, const char *name, int64_t value);            // microseconds; TIMESTAMP_NONE: null
void audit_put_value(audit_payload *p, const char *name, const json_value *value); // NULL: null
const json_value *audit_object(const audit_payload *p);
