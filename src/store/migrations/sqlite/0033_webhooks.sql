-- Where events go: what admins named, and the destination of the setting WEBHOOK_URL, which holds no secret here. Secrets are
-- encrypted (src/domain/secret_box.h). `failures` counts deliveries that failed in a row.
-- `cleared_at`: what was to go to one that is deleted has been ended.
CREATE TABLE webhook_endpoints (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    url TEXT NOT NULL,
    description TEXT,
    events TEXT,
    enabled INTEGER NOT NULL DEFAULT 1,
    origin TEXT NOT NULL,
    secret BLOB,
    previous_secret BLOB,
    previous_secret_until INTEGER,
    failures INTEGER NOT NULL DEFAULT 0,
    paused_until INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER,
    deleted_at INTEGER,
    cleared_at INTEGER
) STRICT;
CREATE INDEX ix_webhook_endpoints_created ON webhook_endpoints (created_at, id) WHERE deleted_at IS NULL;

-- An event on its way to a destination; what is sent is the outbox's payload. `alive`: it is still to be sent. Of the deliveries of
-- one destination and entity that are alive only the first, by (queued_at, event_id), has a time at which it is due.
CREATE TABLE webhook_deliveries (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    endpoint_id BLOB NOT NULL REFERENCES webhook_endpoints (id),
    event_id BLOB NOT NULL REFERENCES outbox (id),
    event_type TEXT NOT NULL,
    entity_id BLOB NOT NULL,
    queued_at INTEGER NOT NULL,
    url TEXT NOT NULL,
    status TEXT NOT NULL,
    alive INTEGER NOT NULL,
    due_at INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    tries INTEGER NOT NULL DEFAULT 0,
    rounds INTEGER NOT NULL DEFAULT 0,
    last_attempt_at INTEGER,
    last_error TEXT,
    last_status_code INTEGER,
    created_at INTEGER NOT NULL,
    delivered_at INTEGER,
    redelivery_of BLOB,
    received_at INTEGER,
    receipt_note TEXT
) STRICT;
CREATE INDEX ix_webhook_deliveries_due ON webhook_deliveries (endpoint_id, due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX ix_webhook_deliveries_alive ON webhook_deliveries (endpoint_id, entity_id, queued_at, event_id) WHERE alive;
CREATE INDEX ix_webhook_deliveries_created ON webhook_deliveries (created_at, id);
CREATE INDEX ix_webhook_deliveries_status ON webhook_deliveries (status, created_at, id);
CREATE INDEX ix_webhook_deliveries_type ON webhook_deliveries (event_type, created_at, id);
CREATE INDEX ix_webhook_deliveries_endpoint ON webhook_deliveries (endpoint_id, created_at, id);

-- Each kind of message has its own reader. The time is the database's, so that it grows from one change of a thing to the next.
DROP INDEX ix_outbox_due;
CREATE INDEX ix_outbox_waiting ON outbox (kind, next_attempt_at, id) WHERE delivered_at IS NULL;
