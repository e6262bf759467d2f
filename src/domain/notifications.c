// The outbox names the teams that an event concerns; which channels and users that means is decided here, in the transaction that
// takes the message from there. Who is told of a publish by force is not told once more that something was published.
#include "domain/notifications.h"
#include "base/timestamp.h"
#include "domain/bulletin.h"
#include "model/model.h"
#include "store/outbox.h"
#include "store/slack_configs.h"
#include "store/users.h"

enum { TEAM_CHANNELS = 100, TEAM_USERS = 1000 };
#define SECOND INT64_C(1000000)

typedef struct fan {
    db *db;
    arena *arena;
    const notification_ways *ways;
    uuid event_id;
    int event;   // a chat_event
    bool forced; // the contract was published by force, of which the chat is told besides
    int64_t queued_at, now;
    bool told; // somebody is
} fan;

static const int subscriptions[BULLETIN_KIND_COUNT] = {
    [BULLETIN_proposal_created] = chat_event_proposal_created,
    [BULLETIN_proposal_informed] = chat_event_proposal_created,
    [BULLETIN_proposal_acknowledged] = chat_event_proposal_acknowledged,
    [BULLETIN_proposal_resolved] = chat_event_proposal_resolved,
    [BULLETIN_proposal_expiring] = chat_event_proposal_expiring,
    [BULLETIN_force_publish] = chat_event_force_publish,
    [BULLETIN_contract_published] = chat_event_contract_published,
    [BULLETIN_repo_sync_failed] = chat_event_repo_sync_failed,
};

static void begin(fan *f, enum notification_kind kind, uuid destination) {
    notification_start start = {f->event_id, kind, destination, f->queued_at, f->now, f->now};
    int64_t last = kind == notification_kind_slack ? store_notifications_last(f->db, &destination) : TIMESTAMP_NONE;
    if (last != TIMESTAMP_NONE && last + f->ways->pace > f->now)
        start.due_at = last + f->ways->pace;
    store_notifications_insert(f->db, &start);
    f->told = true;
}

static bool has(record_ints events, int event) {
    for (size_t i = 0; i < events.count; i++)
        if (events.items[i] == event)
            return true;
    return false;
}

// Whether the team has a channel for the event.
static bool tell_channels(fan *f, const uuid *team) {
    record_list channels = store_slack_configs_enabled(f->db, team, TEAM_CHANNELS, f->arena);
    bool told = false;
    for (size_t i = 0; i < channels.count; i++) {
        const struct slack_config *channel = (const struct slack_config *)channels.items + i;
        if (!has(channel->notify_on, f->event))
            continue;
        told = true;
        if (!f->forced || !has(channel->notify_on, chat_event_force_publish))
            begin(f, notification_kind_slack, channel->id);
    }
    return told;
}

static void tell_users(fan *f, const uuid *team) {
    record_uuids users = store_users_mailed(f->db, team, TEAM_USERS, f->arena);
    for (size_t i = 0; i < users.count; i++)
        begin(f, notification_kind_mail, users.items[i]);
}

static bool is_mailed(const fan *f, int event) {
    return f->ways->mail && (f->ways->mail_events >> event & 1) != 0;
}

static void tell_team(fan *f, const uuid *team) {
    bool has_channel = f->ways->slack && tell_channels(f, team);
    bool told = has_channel || (f->forced && is_mailed(f, chat_event_force_publish));
    if (!told && is_mailed(f, f->event))
        tell_users(f, team);
}

static bool is_true(const json_value *data, const char *name) {
    const json_value *value = json_get(data, name);
    return value != NULL && value->type == JSON_BOOLEAN && value->boolean;
}

static void fan_out(fan *f, const outbox_message *message) {
    json_error error;
    bulletin news;
    const json_value *told = json_parse(f->arena, message->payload, JSON_DEPTH_MAXIMUM, &error);
    const json_value *name = told == NULL ? NULL : json_get(told, "event"),
                     *teams = told == NULL ? NULL : json_get(told, "team_ids");
    if (name == NULL || name->type != JSON_STRING || teams == NULL || teams->type != JSON_ARRAY ||
        !bulletin_read(name->string, json_get(told, "data"), TEXT(""), f->arena, &news))
        return;
    f->event_id = message->id;
    f->queued_at = message->queued_at;
    f->event = subscriptions[news.kind];
    f->forced = is_true(json_get(told, "data"), "forced");
    for (uint32_t i = 0; i < teams->count; i++) {
        uuid team;
        if (teams->elements[i].type == JSON_STRING && uuid_parse(json_text_of(&teams->elements[i]), &team, NULL))
            tell_team(f, &team);
    }
}

size_t notifications_fan_out(db *d, const notification_ways *ways, size_t most, int64_t now, arena *a) {
    fan f = {.db = d, .arena = a, .ways = ways, .now = now};
    outbox_message *messages = arena_array(a, most + 1, sizeof *messages);
    size_t count = most == 0 ? 0 : store_outbox_waiting(d, OUTBOX_CHAT, messages, most, a);
    for (size_t i = 0; i < count; i++) {
        f.told = false;
        fan_out(&f, &messages[i]);
        store_outbox_take(d, OUTBOX_CHAT, &messages[i].id, f.told, now);
    }
    return count;
}

// --- what follows ----------------------------------------------------------------------------------------------------

// Before the next attempt, by how many there were.
static int64_t pause_after(int64_t attempts) {
    static const int64_t seconds[] = {1, 5, 30, 120, 600, 3600};
    size_t last = sizeof seconds / sizeof *seconds - 1, at = attempts < 1 ? 0 : (size_t)attempts - 1;
    return seconds[at < last ? at : last] * SECOND;
}

notification_state notification_decide(const notification_rules *rules, const notification_due *due,
                                       const notification_attempt *attempt) {
    bool asked_to_wait = attempt->error != NULL && attempt->retry_after > 0;
    notification_state state = {
        .id = due->id,
        .destination_id = due->destination_id,
        .attempts = due->attempts + !asked_to_wait,
        .at = attempt->at,
        .next_at = attempt->at + (due->kind == notification_kind_slack ? rules->pace : 0),
        .last_error = attempt->error,
    };
    if (attempt->error == NULL) {
        state.status = notification_status_delivered;
        return state;
    }
    int64_t again_at = attempt->at + (asked_to_wait ? attempt->retry_after : pause_after(state.attempts));
    if (!attempt->may_pass || again_at > due->created_at + rules->retry) {
        state.status = notification_status_failed;
        return state;
    }
    state.next_at = again_at > state.next_at ? again_at : state.next_at;
    return state;
}
