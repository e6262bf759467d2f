-- The trace that a notice is a part of, as the header traceparent (W3C Trace Context) of the request that left it; null: none.
ALTER TABLE outbox ADD COLUMN traceparent text;
