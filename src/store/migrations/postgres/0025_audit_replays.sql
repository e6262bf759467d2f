-- What a write under a key of a client library was asked for (a fingerprint, 8 bytes) and how it was answered: by what it created (16
-- bytes), and the rest of the reply. The id of such an event follows from the key, by which it is found.
ALTER TABLE audit_events ADD COLUMN replay bytea;
