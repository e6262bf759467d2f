// Destinations of events in the database.
#pragma once
#include "model/model.h"
#include "store/page.h"

#define WEBHOOK_ENDPOINTS_MAXIMUM 100 // that are not deleted

// Secrets, as they are kept: TEXT_NONE where there is none.
typedef struct webhook_secrets {
    text current, previous;
} webhook_secrets;

db_status store_webhooks_insert(db *d, const struct webhook_endpoint *endpoint, text secret, arena *a);
// Writes all that an update may change.
db_status store_webhooks_update(db *d, const struct webhook_endpoint *endpoint, arena *a);
db_status store_webhooks_rotate(db *d, const struct webhook_endpoint *endpoint, const webhook_secrets *secrets);
db_status store_webhooks_delete(db *d, const uuid *id, int64_t now);
// The one of the settings, which is there from now on with that URL, or is not (URL NULL).
void store_webhooks_set(db *d, const uuid *id, const char *url, int64_t now);
// A deleted one to which deliveries may be on their way still; none: there is none. And that there are none any more.
uuid store_webhooks_uncleared(db *d);
db_status store_webhooks_clear(db *d, const uuid *id, int64_t now);
// How its deliveries go.
db_status store_webhooks_fare(db *d, const uuid *id, int64_t failures, int64_t paused_until);

bool store_webhooks_get(db *d, const uuid *id, struct webhook_endpoint *out, arena *a);
// Secrets in the arena.
bool store_webhooks_secrets(db *d, const uuid *id, webhook_secrets *out, arena *a);
int64_t store_webhooks_count(db *d);
record_list store_webhooks_list(db *d, const struct page_query *query, list_page *page, arena *a);
// All that are not deleted, oldest first.
record_list store_webhooks_all(db *d, arena *a);
