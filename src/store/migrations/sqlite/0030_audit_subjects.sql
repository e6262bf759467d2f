-- Whom the identity provider's token, or the client's certificate, named that was used.
ALTER TABLE audit_events ADD COLUMN actor_subject TEXT;
