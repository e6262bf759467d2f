#include "server/event_entry.h"
#include "base/memory.h"
#include "domain/audit.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

struct event_entry {
    int64_t sequence;
    int action;
    feed_sight sight;
    char entity_type[104];
    uuid entity_id;
    uuid teams[FEED_TEAMS], assets[FEED_ASSETS];
    size_t team_count, asset_count;
    const uuid *listed; // in the same block, as are the texts
    size_t listed_count;
    text whole, partly; // for admins, and for others
    size_t size;
};

// --- making ----------------------------------------------------------------------------------------------------------

// A line feed would end the line of the stream; in JSON it can only stand between values, where a blank does as well.
static void flatten(buffer *b, size_t from) {
    for (size_t i = from; i < b->length; i++)
        if (b->data[i] == '\n' || b->data[i] == '\r')
            b->data[i] = ' ';
}

static void write_frame(buffer *b, int64_t sequence, const struct audit_event *event) {
    buffer_printf(b, "id: %lld\nevent: %s\ndata: ", (long long)sequence, event->action);
    size_t from = b->length;
    json_writer w = json_writer_on(b);
    record_encode(&type_audit_event, event, &w);
    flatten(b, from);
    buffer_append_string(b, "\n\n");
}

event_entry *event_entry_new(const feed_event *event) {
    if (!event->event.id.set)
        return NULL;
    buffer frames;
    buffer_init(&frames, SIZE_MAX);
    struct audit_event partly = event->event;
    partly.actor_key_id = UUID_NONE;
    partly.actor_subject = NULL;
    write_frame(&frames, event->sequence, &event->event);
    size_t whole = frames.length, listed = event->listed.count * sizeof(uuid);
    bool differ = event->event.actor_key_id.set || event->event.actor_subject != NULL;
    if (differ && event->sight != SIGHT_ADMINS)
        write_frame(&frames, event->sequence, &partly);
    event_entry *e = memory_zalloc(sizeof *e + listed + frames.length);
    uuid *ids = (uuid *)(void *)(e + 1);
    char *texts = (char *)(e + 1) + listed;
    if (listed > 0)
        memcpy(ids, event->listed.items, listed);
    memcpy(texts, frames.data, frames.length);
    e->sequence = event->sequence;
    e->action = event->action;
    e->sight = event->sight;
    snprintf(e->entity_type, sizeof e->entity_type, "%s", event->event.entity_type);
    e->entity_id = event->event.entity_id;
    memcpy(e->teams, event->teams, sizeof e->teams);
    memcpy(e->assets, event->assets, sizeof e->assets);
    e->team_count = event->team_count;
    e->asset_count = event->asset_count;
    e->listed = ids;
    e->listed_count = event->listed.count;
    e->whole = (text){texts, whole};
    e->partly = frames.length > whole ? (text){texts + whole, frames.length - whole} : e->whole;
    e->size = sizeof *e + listed + frames.length;
    buffer_done(&frames);
    return e;
}

int64_t event_entry_sequence(const event_entry *e) {
    return e->sequence;
}

size_t event_entry_size(const event_entry *e) {
    return e->size;
}

// --- who is told -----------------------------------------------------------------------------------------------------

static bool holds(const uuid *ids, size_t count, const uuid *id) {
    for (size_t i = 0; i < count; i++)
        if (uuid_equal(&ids[i], id))
            return true;
    return false;
}

static bool may_see(const event_entry *e, const event_view *view) {
    if (view->is_admin || e->sight == SIGHT_READERS)
        return true;
    return e->sight == SIGHT_CONCERNED && view->team_id.set && holds(e->teams, e->team_count, &view->team_id);
}

static bool has_action(const event_view *view, int action) {
    return action != FEED_UNKNOWN && (view->actions[action / 64] >> (action % 64) & 1) != 0;
}

static bool is_asked_for(const event_entry *e, const event_view *view) {
    if (view->by_action && !has_action(view, e->action))
        return false;
    if (view->entity_type[0] != '\0' && strcmp(view->entity_type, e->entity_type) != 0)
        return false;
    if (view->entity_id.set && !uuid_equal(&view->entity_id, &e->entity_id))
        return false;
    if (view->about_team.set && !holds(e->teams, e->team_count, &view->about_team))
        return false;
    return !view->asset_id.set || holds(e->assets, e->asset_count, &view->asset_id) ||
           holds(e->listed, e->listed_count, &view->asset_id);
}

void event_entry_append(const event_entry *e, const event_view *view, buffer *out) {
    if (may_see(e, view) && is_asked_for(e, view))
        buffer_append_text(out, view->is_admin ? e->whole : e->partly);
}

static_assert(AUDIT_EVENT_COUNT <= EVENT_ACTION_WORDS * 64, "the set of actions has room for all");

bool event_view_add_action(event_view *view, text name) {
    bool found = false, all = text_ends_with(name, TEXT(".*"));
    const text noun = {name.data, all ? name.length - 1 : name.length};
    const char *action;
    for (size_t i = 0; (action = event_feed_action_name(i)) != NULL; i++) {
        if (all ? !text_starts_with(text_of(action), noun) : !text_is(name, action))
            continue;
        view->actions[i / 64] |= UINT64_C(1) << (i % 64);
        found = view->by_action = true;
    }
    return found;
}
