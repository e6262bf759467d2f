-- Messages on their way to a channel in Slack (`kind` slack) or to a user (mail); what is told is the outbox's payload. `alive`: it
-- is still to be sent. Of those to one destination that are alive only the first, by (queued_at, event_id), has a time at which
-- it is due.
CREATE TABLE notifications (
    id uuid NOT NULL PRIMARY KEY,
    event_id uuid NOT NULL REFERENCES outbox (id),
    kind text COLLATE "C" NOT NULL,
    destination_id uuid NOT NULL,
    queued_at timestamptz NOT NULL,
    status text COLLATE "C" NOT NULL DEFAULT 'pending',
    alive boolean NOT NULL,
    due_at timestamptz,
    attempts bigint NOT NULL DEFAULT 0,
    last_error text COLLATE "C",
    last_attempt_at timestamptz,
    created_at timestamptz NOT NULL
);
CREATE INDEX ix_notifications_due ON notifications (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX ix_notifications_alive ON notifications (destination_id, queued_at, event_id) WHERE alive;
CREATE INDEX ix_notifications_attempt ON notifications (destination_id, last_attempt_at) WHERE last_attempt_at IS NOT NULL;
