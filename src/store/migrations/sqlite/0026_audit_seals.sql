-- The audit trail is written once: the database itself refuses to change it, or to delete from it.
CREATE TRIGGER audit_events_no_update BEFORE UPDATE ON audit_events
    BEGIN SELECT RAISE(ABORT, 'the audit trail cannot be changed'); END;
CREATE TRIGGER audit_events_no_delete BEFORE DELETE ON audit_events
    BEGIN SELECT RAISE(ABORT, 'nothing can be deleted from the audit trail'); END;
CREATE INDEX ix_audit_events_agents ON audit_events (occurred_at, id) WHERE actor_type = 'agent';

-- The chain over the trail, a row for a part of it: for each event its id and the SHA-256 of it, 48 bytes, in the order of the
-- chain; `hash` stands behind the last of them.
CREATE TABLE audit_seals (
    number INTEGER NOT NULL PRIMARY KEY,
    last_sequence INTEGER NOT NULL UNIQUE,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    sealed_at INTEGER NOT NULL,
    links BLOB NOT NULL CHECK (length(links) % 48 = 0)
) STRICT;
CREATE TRIGGER audit_seals_no_update BEFORE UPDATE ON audit_seals
    BEGIN SELECT RAISE(ABORT, 'the chain of the audit trail cannot be changed'); END;
CREATE TRIGGER audit_seals_no_delete BEFORE DELETE ON audit_seals
    BEGIN SELECT RAISE(ABORT, 'nothing can be deleted from the chain of the audit trail'); END;

-- The events that are to be sealed, and of those that are how many there are of each kind.
CREATE TABLE audit_unsealed (
    event_id BLOB NOT NULL PRIMARY KEY CHECK (length(event_id) = 16)
) STRICT, WITHOUT ROWID;
CREATE TABLE audit_tallies (
    entity_type TEXT NOT NULL,
    action TEXT NOT NULL,
    actor_type TEXT NOT NULL,
    events INTEGER NOT NULL,
    PRIMARY KEY (entity_type, action, actor_type)
) STRICT, WITHOUT ROWID;
INSERT INTO audit_unsealed (event_id) SELECT id FROM audit_events;
