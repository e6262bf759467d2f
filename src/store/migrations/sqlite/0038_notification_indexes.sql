-- What is due of a kind, that which failed before apart from the rest: neither holds up the other.
CREATE INDEX ix_notifications_lane ON notifications (kind, (attempts > 0), due_at, id) WHERE due_at IS NOT NULL;
-- The list of messages to people, newest first, and of those that are as far.
CREATE INDEX ix_notifications_created ON notifications (created_at, id);
CREATE INDEX ix_notifications_status ON notifications (status, created_at, id);
