// The audit trail: what happened, to what, by whom. Written in the transaction of the change itself; never changed afterwards.
#pragma once
#include "base/json_build.h"
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
