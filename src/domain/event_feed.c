#include "domain/event_feed.h"
#include "base/json.h"
#include "domain/audit.h"
#include "store/audit_archives.h"
#include "store/audit_events.h"
#include "store/audit_seals.h"
#include "store/event_concerns.h"

static const char *const actions[] = {
#define EVENT(identifier, action, entity, doc) action,
#include "api/events.def"
#undef EVENT
};

#define READERS SIGHT_READERS
#define CONCERNED SIGHT_CONCERNED
static const feed_sight sights[AUDIT_EVENT_COUNT] = {
#define SIGHT(event, whom) [AUDIT_##event] = whom,
#include "api/sight.def"
#undef SIGHT
};
#undef READERS
#undef CONCERNED

int event_feed_action(text name) {
    for (int i = 0; i < AUDIT_EVENT_COUNT; i++)
        if (text_is(name, actions[i]))
            return i;
    return FEED_UNKNOWN;
}

const char *event_feed_action_name(size_t place) {
    return place < AUDIT_EVENT_COUNT ? actions[place] : NULL;
}

int64_t event_feed_head(db *reader) {
    audit_seal last;
    store_audit_seals_last(reader, &last);
    return last.last_sequence;
}

int64_t event_feed_first(db *reader) {
    audit_archive last;
    store_audit_archives_last(reader, &last);
    return last.last_sequence + 1;
}

// --- what an event concerns ------------------------------------------------------------------------------------------

static bool holds(const uuid *ids, size_t count, const uuid *id) {
    for (size_t i = 0; i < count; i++)
        if (uuid_equal(&ids[i], id))
            return true;
    return false;
}

static void note_team(feed_event *e, const uuid *id) {
    if (id->set && e->team_count < FEED_TEAMS && !holds(e->teams, e->team_count, id))
        e->teams[e->team_count++] = *id;
}

static void note_asset(feed_event *e, const asset_concern *concern) {
    if (e->asset_count < FEED_ASSETS && !holds(e->assets, e->asset_count, &concern->asset_id))
        e->assets[e->asset_count++] = concern->asset_id;
    note_team(e, &concern->owner_team_id);
}

static bool read_id(const json_value *value, uuid *out) {
    return value != NULL && value->type == JSON_STRING && uuid_parse(json_text_of(value), out, NULL);
}

typedef bool concern_of(db *d, const uuid *id, asset_concern *out);

static void note_thing(feed_event *e, db *reader, concern_of *of, const uuid *id) {
    asset_concern concern;
    if (of(reader, id, &concern))
        note_asset(e, &concern);
}

static void note_entity(feed_event *e, db *reader) {
    const char *type = e->event.entity_type;
    const uuid *id = &e->event.entity_id;
    if (strcmp(type, "team") == 0)
        note_team(e, id);
    else if (strcmp(type, "asset") == 0)
        note_thing(e, reader, store_concern_of_asset, id);
    else if (strcmp(type, "contract") == 0)
        // Of a bulk publish that changed nothing the entity is the asset.
        note_thing(e, reader,
                   e->action == AUDIT_contract_publish_skipped ? store_concern_of_asset : store_concern_of_contract,
                   id);
    else if (strcmp(type, "proposal") == 0)
        note_thing(e, reader, store_concern_of_proposal, id);
    else if (strcmp(type, "registration") == 0)
        note_thing(e, reader, store_concern_of_registration, id);
}

static void note_payload(feed_event *e, db *reader, arena *a) {
    static const char *const assets[] = {"asset_id", "source_asset_id", "target_asset_id"};
    static const char *const teams[] = {"team_id", "consumer_team_id", "source_team_id", "target_team_id"};
    json_error error;
    const json_value *payload = json_parse(a, e->event.payload.raw, JSON_DEPTH_MAXIMUM, &error);
    uuid id;
    if (payload == NULL)
        return;
    for (size_t i = 0; i < sizeof teams / sizeof *teams; i++)
        if (read_id(json_get(payload, teams[i]), &id))
            note_team(e, &id);
    for (size_t i = 0; i < sizeof assets / sizeof *assets; i++)
        if (read_id(json_get(payload, assets[i]), &id))
            note_thing(e, reader, store_concern_of_asset, &id);
    if (e->asset_count == 0 && read_id(json_get(payload, "contract_id"), &id)) // of a registration that was deleted
        note_thing(e, reader, store_concern_of_contract, &id);
    const json_value *listed = json_get(payload, "asset_ids");
    if (listed == NULL || listed->type != JSON_ARRAY)
        return;
    e->listed.items = arena_array(a, (size_t)listed->count + 1, sizeof *e->listed.items);
    for (size_t i = 0; i < listed->count; i++)
        if (read_id(&listed->elements[i], &id))
            e->listed.items[e->listed.count++] = id;
}

static void feed_fill(feed_event *e, db *reader, arena *a) {
    e->action = event_feed_action(text_of(e->event.action));
    e->sight = e->action == FEED_UNKNOWN ? SIGHT_ADMINS : sights[e->action];
    note_team(e, &e->event.actor_id);
    note_entity(e, reader);
    note_payload(e, reader, a);
}

size_t event_feed_read(db *reader, int64_t *sequence, size_t most, feed_event *out, arena *a) {
    record_uuids ids = store_audit_seals_ids(reader, sequence, most, a);
    const struct audit_event *events = store_audit_events_of(reader, ids.items, ids.count, a);
    for (size_t i = 0; i < ids.count && !db_has_failed(reader); i++) {
        out[i] = (feed_event){.sequence = *sequence + (int64_t)i, .event = events[i], .action = FEED_UNKNOWN};
        if (events[i].id.set)
            feed_fill(&out[i], reader, a);
    }
    return db_has_failed(reader) ? 0 : ids.count;
}
