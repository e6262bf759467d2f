-- Where events go: what admins named, and the destination of the setting WEBHOOK_URL, which holds no secret here. Secrets are
-- encrypted (src/domain/secret_box.h). `failures` counts deliveries that failed in a row.
-- `cleared_at`: what was to go to one that is deleted has been ended.
CREATE TABLE webhook_endpoints (
    id uuid NOT NULL PRIMARY KEY,
    url text COLLATE "C" NOT NULL,
    description text COLLATE "C",
    events text COLLATE "C",
    enabled boolean NOT NULL DEFAULT true,
    origin text COLLATE "C" NOT NULL,
    secret bytea,
    previous_secret bytea,
    previous_secret_until timestamptz,
    failures bigint NOT NULL DEFAULT 0,
    paused_until timestamptz,
    created_at timestamptz NOT NULL,
    updated_at timestamptz,
    deleted_at timestamptz,
    cleared_at timestamptz
);
CREATE INDEX ix_webhook_endpoints_created ON webhook_endpoints (created_at, id) WHERE deleted_at IS NULL;

-- An event on its way to a destination; what is sent is the outbox's payload. `alive`: it is still to be sent. Of the deliveries of
-- one destination and entity that are alive only the first, by (queued_at, event_id), has a time at which it is due.
CREATE TABLE webhook_deliveries (
    id uuid NOT NULL PRIMARY KEY,
    endpoint_id uuid NOT NULL REFERENCES webhook_endpoints (id),
    event_id uuid NOT NULL REFERENCES outbox (id),
    event_type text COLLATE "C" NOT NULL,
    entity_id uuid NOT NULL,
    queued_at timestamptz NOT NULL,
    url text COLLATE "C" NOT NULL,
    status text COLLATE "C" NOT NULL,
    alive boolean NOT NULL,
    due_at timestamptz,
    attempts bigint NOT NULL DEFAULT 0,
    tries bigint NOT NULL DEFAULT 0,
    rounds bigint NOT NULL DEFAULT 0,
    last_attempt_at timestamptz,
    last_error text COLLATE "C",
    last_status_code bigint,
    created_at timestamptz NOT NULL,
    delivered_at timestamptz,
    redelivery_of uuid,
    received_at timestamptz,
    receipt_note text COLLATE "C"
);
CREATE INDEX ix_webhook_deliveries_due ON webhook_deliveries (endpoint_id, due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX ix_webhook_deliveries_alive ON webhook_deliveries (endpoint_id, entity_id, queued_at, event_id) WHERE alive;
CREATE INDEX ix_webhook_deliveries_created ON webhook_deliveries (created_at, id);
CREATE INDEX ix_webhook_deliveries_status ON webhook_deliveries (status, created_at, id);
CREATE INDEX ix_webhook_deliveries_type ON webhook_deliveries (event_type, created_at, id);
CREATE INDEX ix_webhook_deliveries_endpoint ON webhook_deliveries (endpoint_id, created_at, id);

-- Each kind of message has its own reader. The time is the database's, so that it grows from one change of a thing to the next.
DROP INDEX ix_outbox_due;
CREATE INDEX ix_outbox_waiting ON outbox (kind, next_attempt_at, id) WHERE delivered_at IS NULL;
