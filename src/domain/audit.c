// What an event is called and what it is about comes from api/events.def, so that the trail, the documentation and the code that
// records cannot differ.
#include "domain/audit.h"
#include "store/audit_events.h"

static const struct {
    const char *action, *entity;
} events[] = {
#define EVENT(identifier, action, entity, doc) {action, entity},
#include "api/events.def"
#undef EVENT
};

db_status audit_record(db *d, audit_event event, const uuid *entity, const uuid *actor, const json_value *payload,
                       arena *a) {
    audit_event_row row = {
        .id = uuid_new(),
        .entity_type = events[event].entity,
        .entity_id = *entity,
        .action = events[event].action,
        .actor_id = actor != NULL ? *actor : UUID_NONE,
        .actor_type = "human",
        .payload = payload == NULL ? "{}" : json_print(a, payload, NULL),
        .occurred_at = timestamp_now(),
    };
    return store_audit_events_insert(d, &row);
}
