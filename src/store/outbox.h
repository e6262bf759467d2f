// Messages to webhooks and chats: written with the change that they tell of, delivered at least once after its commit.
#pragma once
#include "base/json.h"
#include "store/db.h"

// Queues a message that is due at once. `kind` says who delivers it; `payload` is a JSON object.
db_status store_outbox_insert(db *d, const char *kind, const json_value *payload, int64_t now, arena *a);
