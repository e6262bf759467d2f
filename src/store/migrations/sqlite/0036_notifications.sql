-- Messages on their way to a channel in Slack (`kind` slack) or to a user (mail); what is told is the outbox's payload. `alive`: it
-- is still to be sent. Of those to one destination that are alive only the first, by (queued_at, event_id), has a time at which
-- it is due.
CREATE TABLE notifications (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    event_id BLOB NOT NULL REFERENCES outbox (id),
    kind TEXT NOT NULL,
    destination_id BLOB NOT NULL,
    queued_at INTEGER NOT NULL,
    status TEXT NOT NULL DEFAULT 'pending',
    alive INTEGER NOT NULL,
    due_at INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    last_error TEXT,
    last_attempt_at INTEGER,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_notifications_due ON notifications (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX ix_notifications_alive ON notifications (destination_id, queued_at, event_id) WHERE alive;
CREATE INDEX ix_notifications_attempt ON notifications (destination_id, last_attempt_at) WHERE last_attempt_at IS NOT NULL;
