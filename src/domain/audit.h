// The audit trail: what happened, to what, by whom. Written in the transaction of the change itself; never changed afterwards.
#pragma once
#include "base/json_build.h"
#include "store/db.h"

typedef enum audit_action {
#define EVENT(identifier, action, entity, doc) AUDIT_##identifier,
#include "api/events.def"
#undef EVENT
    AUDIT_EVENT_COUNT
} audit_action;

// Records one event about the entity. `actor` is the acting team (not set: none); with which key, for which user and
// whether an agent acts, the connection knows (db_act_for), as where the first event is kept, to be written with the reply that
// it led to: what it holds must last until then, as it does in the request's arena `a`. `payload` an object, or NULL for {}.
db_status audit_record(db *d, audit_action event, const uuid *entity, const uuid *actor, const json_value *payload,
                       arena *a);
