#include "domain/audit.h"
#include "store/audit_events.h"
#include <assert.h>

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

audit_payload audit_payload_on(arena *a) {
    return (audit_payload){.arena = a};
}

static void put(audit_payload *p, const char *name, json_value value) {
    assert(p->count < sizeof p->members / sizeof *p->members);
    p->members[p->count++] = json_make_member(name, value);
}

void audit_put_string(audit_payload *p, const char *name, const char *value) {
    put(p, name, value == NULL ? json_make_null() : json_make_string(text_of(value)));
}

void audit_put_boolean(audit_payload *p, const char *name, bool value) {
    put(p, name, json_make_boolean(value));
}

void audit_put_integer(audit_payload *p, const char *name, int64_t value) {
    put(p, name, json_make_integer(p->arena, value));
}

void audit_put_uuid(audit_payload *p, const char *name, const uuid *value) {
    put(p, name, value == NULL ? json_make_null() : json_make_uuid(p->arena, value));
}

void audit_put_uuids(audit_payload *p, const char *name, const uuid *values, size_t count) {
    json_value *items = arena_array(p->arena, count + 1, sizeof *items);
    for (size_t i = 0; i < count; i++)
        items[i] = json_make_uuid(p->arena, &values[i]);
    put(p, name, *json_make_array(p->arena, items, count));
}

void audit_put_time(audit_payload *p, const char *name, int64_t value) {
    char *text_form = arena_bytes(p->arena, TIMESTAMP_LENGTH + 1);
    timestamp_format(value, text_form);
    put(p, name, value == TIMESTAMP_NONE ? json_make_null() : json_make_string((text){text_form, TIMESTAMP_LENGTH}));
}

void audit_put_value(audit_payload *p, const char *name, const json_value *value) {
    put(p, name, value == NULL ? json_make_null() : *value);
}

const json_value *audit_object(const audit_payload *p) {
    return json_make_object(p->arena, p->members, p->count);
}
