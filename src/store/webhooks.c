#include "store/webhooks.h"

#define COLUMNS                                                                                                        \
    "w.id, w.url, w.description, w.events, w.enabled, w.origin, w.failures, w.paused_until, w.previous_secret_until, " \
    "w.created_at, w.updated_at"
#define LIVE " FROM webhook_endpoints w WHERE w.deleted_at IS NULL"

db_status store_webhooks_insert(db *d, const struct webhook_endpoint *endpoint, text secret, arena *a) {
    db_query *q = db_prepare(d, "INSERT INTO webhook_endpoints (id, url, description, events, enabled, origin, secret, "
                                "created_at) VALUES (:id, :url, :description, :events, :enabled, :origin, :secret, "
                                ":created_at)");
    db_bind_record(q, &type_webhook_endpoint, endpoint, a);
    db_bind_blob(q, db_parameter(q, "secret"), secret);
    return db_run(q, NULL);
}

db_status store_webhooks_update(db *d, const struct webhook_endpoint *endpoint, arena *a) {
    db_query *q =
        db_prepare(d, "UPDATE webhook_endpoints SET url = :url, description = :description, events = :events, "
                      "enabled = :enabled, updated_at = :updated_at WHERE id = :id");
    db_bind_record(q, &type_webhook_endpoint, endpoint, a);
    return db_queue(q);
}

db_status store_webhooks_rotate(db *d, const struct webhook_endpoint *endpoint, const webhook_secrets *secrets) {
    db_query *q =
        db_prepare(d, "UPDATE webhook_endpoints SET secret = ?2, previous_secret = ?3, previous_secret_until = ?4, "
                      "updated_at = ?5 WHERE id = ?1");
    db_bind_uuid(q, 1, &endpoint->id);
    db_bind_blob(q, 2, secrets->current);
    db_bind_blob(q, 3, secrets->previous);
    db_bind_time(q, 4, endpoint->previous_secret_until);
    db_bind_time(q, 5, endpoint->updated_at);
    return db_queue(q);
}

db_status store_webhooks_delete(db *d, const uuid *id, int64_t now) {
    db_query *q = db_prepare(d, "UPDATE webhook_endpoints SET deleted_at = ?2, secret = NULL, previous_secret = NULL "
                                "WHERE id = ?1 AND deleted_at IS NULL");
    db_bind_uuid(q, 1, id);
    db_bind_time(q, 2, now);
    return db_queue(q);
}

void store_webhooks_set(db *d, const uuid *id, const char *url, int64_t now) {
    if (url == NULL) {
        store_webhooks_delete(d, id, now);
        return;
    }
    db_query *q =
        db_prepare(d, "INSERT INTO webhook_endpoints (id, url, origin, created_at) VALUES (?1, ?2, 'settings', ?3) "
                      "ON CONFLICT (id) DO UPDATE SET url = excluded.url, deleted_at = NULL, cleared_at = NULL WHERE "
                      "webhook_endpoints.url <> excluded.url OR webhook_endpoints.deleted_at IS NOT NULL");
    db_bind_uuid(q, 1, id);
    db_bind_text(q, 2, url);
    db_bind_time(q, 3, now);
    db_run(q, NULL);
}

uuid store_webhooks_uncleared(db *d) {
    return db_run_uuid(
        db_prepare(d, "SELECT id FROM webhook_endpoints WHERE deleted_at IS NOT NULL AND cleared_at IS NULL "
                      "LIMIT 1"));
}

db_status store_webhooks_clear(db *d, const uuid *id, int64_t now) {
    db_query *q = db_prepare(d, "UPDATE webhook_endpoints SET cleared_at = ?2 WHERE id = ?1");
    db_bind_uuid(q, 1, id);
    db_bind_time(q, 2, now);
    return db_queue(q);
}

db_status store_webhooks_fare(db *d, const uuid *id, int64_t failures, int64_t paused_until) {
    db_query *q = db_prepare(d, "UPDATE webhook_endpoints SET failures = ?2, paused_until = ?3 WHERE id = ?1");
    db_bind_uuid(q, 1, id);
    db_bind_int(q, 2, failures);
    db_bind_time(q, 3, paused_until);
    return db_queue(q);
}

bool store_webhooks_get(db *d, const uuid *id, struct webhook_endpoint *out, arena *a) {
    db_query *q = db_prepare(d, "SELECT " COLUMNS LIVE " AND w.id = ?1");
    db_bind_uuid(q, 1, id);
    return db_run_record(q, &type_webhook_endpoint, out, a);
}

static text bytes_keep(text bytes, arena *a) {
    return bytes.data == NULL ? TEXT_NONE : (text){arena_text(a, bytes), bytes.length};
}

bool store_webhooks_secrets(db *d, const uuid *id, webhook_secrets *out, arena *a) {
    db_query *q = db_prepare(d, "SELECT secret, previous_secret FROM webhook_endpoints WHERE id = ?1");
    db_bind_uuid(q, 1, id);
    bool found = db_step(q);
    *out = (webhook_secrets){TEXT_NONE, TEXT_NONE};
    if (found) {
        out->current = bytes_keep(db_column_text(q, 0), a);
        out->previous = bytes_keep(db_column_text(q, 1), a);
    }
    return db_end(q) == DB_OK && found;
}

int64_t store_webhooks_count(db *d) {
    return db_run_int(db_prepare(d, "SELECT count(*)" LIVE));
}

#define PAGE(place) "SELECT " COLUMNS LIVE place " ORDER BY w.created_at DESC, w.id DESC LIMIT :limit OFFSET :offset"

record_list store_webhooks_list(db *d, const struct page_query *query, list_page *page, arena *a) {
    static const page_statements statements = {
        .count = "SELECT count(*)" LIVE, .page = PAGE(""), .after = PAGE(PAGE_DOWNWARDS(time, "w.created_at", "w.id"))};
    return page_read(d, &statements, &type_page_query, query, &type_webhook_endpoint, page, a);
}

record_list store_webhooks_all(db *d, arena *a) {
    db_query *q = db_prepare(d, "SELECT " COLUMNS LIVE " ORDER BY w.created_at, w.id LIMIT ?1");
    db_bind_int(q, 1, WEBHOOK_ENDPOINTS_MAXIMUM + 1);
    return db_run_records(q, &type_webhook_endpoint, WEBHOOK_ENDPOINTS_MAXIMUM + 1, a);
}
