#include "domain/notices.h"
#include "domain/audit.h"
#include "model/model.h"
#include "store/outbox.h"

static const char *time_text(int64_t now, arena *a) {
    char *text_form = arena_bytes(a, TIMESTAMP_LENGTH + 1);
    timestamp_format(now, text_form);
    return text_form;
}

db_status notice_webhook(db *d, const char *event, const json_value *payload, int64_t now, arena *a) {
    audit_payload envelope = audit_payload_on(a);
    audit_put_string(&envelope, "event", event);
    audit_put_string(&envelope, "timestamp", time_text(now, a));
    audit_put_value(&envelope, "payload", payload);
    return store_outbox_insert(d, "webhook", audit_object(&envelope), now, a);
}

db_status notice_chat(db *d, const char *event, record_list consumers, const json_value *data, int64_t now, arena *a) {
    const struct registration *items = consumers.items;
    if (consumers.count == 0)
        return DB_OK;
    uuid *teams = arena_array(a, consumers.count, sizeof *teams);
    for (size_t i = 0; i < consumers.count; i++)
        teams[i] = items[i].consumer_team_id;
    audit_payload envelope = audit_payload_on(a);
    audit_put_string(&envelope, "event", event);
    audit_put_string(&envelope, "timestamp", time_text(now, a));
    audit_put_uuids(&envelope, "team_ids", teams, consumers.count);
    audit_put_value(&envelope, "data", data);
    return store_outbox_insert(d, "chat", audit_object(&envelope), now, a);
}
