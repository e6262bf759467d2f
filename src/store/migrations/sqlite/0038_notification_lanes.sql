-- What is due of a kind, that which failed before apart from the rest: neither holds up the other.
CREATE INDEX ix_notifications_lane ON notifications (kind, (attempts > 0), due_at, id) WHERE due_at IS NOT NULL;
