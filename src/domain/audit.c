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

// Keeps it, where the first one is to be kept and this is the first.
static bool keep_first(const db_actor *actor, const audit_event_row *row) {
    bool kept = actor->first != NULL && !actor->first->id.set;
    if (kept)
        *actor->first = *row;
    return kept;
}

db_status audit_record(db *d, audit_action event, const uuid *entity, const uuid *actor, const json_value *payload,
                       arena *a) {
    const db_actor *credential = db_acts_for(d);
    audit_event_row row = {
        .id = uuid_new(),
        .entity_type = events[event].entity,
        .entity_id = *entity,
        .action = events[event].action,
        .actor_id = actor != NULL ? *actor : UUID_NONE,
        .actor_type = credential->is_agent ? "agent" : "human",
        .actor_key_id = credential->key_id,
        .actor_user_id = credential->user_id,
        .actor_subject = credential->subject,
        .payload = payload == NULL ? "{}" : json_print(a, payload, NULL),
        .occurred_at = timestamp_now(),
    };
    return keep_first(credential, &row) ? DB_OK : store_audit_events_insert(d, &row);
}
