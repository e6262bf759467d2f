// A notice is a row of the outbox, written in the transaction of what it tells of: either both are there or neither. Who delivers
// it, and how often that is tried, is the outbox's matter.
#include "domain/notices.h"
#include "base/json_build.h"
#include "model/model.h"
#include "store/outbox.h"

static const json_value *webhook_envelope(const char *event, const json_value *payload, int64_t now, arena *a) {
    json_builder envelope = json_builder_on(a);
    json_put_string(&envelope, "event", event);
    json_put_time(&envelope, "timestamp", now);
    json_put_value(&envelope, "payload", payload);
    return json_built(&envelope);
}

static const json_value *chat_envelope(const char *event, record_uuids teams, const json_value *data, int64_t now,
                                       arena *a) {
    json_builder envelope = json_builder_on(a);
    json_put_string(&envelope, "event", event);
    json_put_time(&envelope, "timestamp", now);
    json_put_uuids(&envelope, "team_ids", teams.items, teams.count);
    json_put_value(&envelope, "data", data);
    return json_built(&envelope);
}

db_status notice_webhook(db *d, const char *event, const json_value *payload, int64_t now, arena *a) {
    return store_outbox_insert(d, OUTBOX_WEBHOOK, webhook_envelope(event, payload, now, a), now, a);
}

db_status notice_chat(db *d, const char *event, record_uuids teams, const json_value *data, int64_t now, arena *a) {
    if (teams.count == 0)
        return DB_OK;
    return store_outbox_insert(d, OUTBOX_CHAT, chat_envelope(event, teams, data, now, a), now, a);
}

db_status notice_both(db *d, const char *event, const json_value *payload, record_uuids teams, const json_value *data,
                      int64_t now, arena *a) {
    if (payload == NULL)
        return notice_chat(d, event, teams, data, now, a);
    if (teams.count == 0)
        return notice_webhook(d, event, payload, now, a);
    return store_outbox_insert_both(d, webhook_envelope(event, payload, now, a),
                                    chat_envelope(event, teams, data, now, a), now, a);
}

record_uuids notice_teams(record_list consumers, arena *a) {
    const struct registration *items = consumers.items;
    record_uuids teams = {arena_array(a, consumers.count + 1, sizeof *teams.items), consumers.count};
    for (size_t i = 0; i < consumers.count; i++)
        teams.items[i] = items[i].consumer_team_id;
    return teams;
}
