-- What was delivered is deleted when it has been kept long enough, and with it the message where nothing else was made of it.
CREATE INDEX ix_webhook_deliveries_delivered ON webhook_deliveries (delivered_at, id) WHERE delivered_at IS NOT NULL;
CREATE INDEX ix_webhook_deliveries_event ON webhook_deliveries (event_id);
CREATE INDEX ix_notifications_ended ON notifications (last_attempt_at, id) WHERE NOT alive;
CREATE INDEX ix_notifications_event ON notifications (event_id);

-- `untold`: the message was taken, and nobody was to be told of it.
ALTER TABLE outbox ADD COLUMN untold boolean NOT NULL DEFAULT false;
UPDATE outbox SET untold = true WHERE delivered_at IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM webhook_deliveries v WHERE v.event_id = outbox.id)
    AND NOT EXISTS (SELECT 1 FROM notifications n WHERE n.event_id = outbox.id);
CREATE INDEX ix_outbox_untold ON outbox (delivered_at, id) WHERE untold;
DROP INDEX ix_outbox_delivered;
