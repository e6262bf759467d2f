-- The audit trail is written once: the database itself refuses to change it, or to delete from it.
CREATE FUNCTION tessera_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'table % is written once: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER audit_events_written_once BEFORE UPDATE OR DELETE ON audit_events
    FOR EACH ROW EXECUTE FUNCTION tessera_written_once();
CREATE TRIGGER audit_events_no_truncate BEFORE TRUNCATE ON audit_events
    FOR EACH STATEMENT EXECUTE FUNCTION tessera_written_once();
CREATE INDEX ix_audit_events_agents ON audit_events (occurred_at, id) WHERE actor_type = 'agent';

-- The chain over the trail, a row for a part of it: for each event its id and the SHA-256 of it, 48 bytes, in the order of the
-- chain; `hash` stands behind the last of them.
CREATE TABLE audit_seals (
    number bigint NOT NULL PRIMARY KEY,
    last_sequence bigint NOT NULL UNIQUE,
    hash bytea NOT NULL CHECK (length(hash) = 32),
    sealed_at timestamptz NOT NULL,
    links bytea NOT NULL CHECK (length(links) % 48 = 0)
);
ALTER TABLE audit_seals ALTER COLUMN links SET STORAGE EXTERNAL;
CREATE TRIGGER audit_seals_written_once BEFORE UPDATE OR DELETE ON audit_seals
    FOR EACH ROW EXECUTE FUNCTION tessera_written_once();
CREATE TRIGGER audit_seals_no_truncate BEFORE TRUNCATE ON audit_seals
    FOR EACH STATEMENT EXECUTE FUNCTION tessera_written_once();

-- The events that are to be sealed, and of those that are how many there are of each kind.
CREATE TABLE audit_unsealed (
    event_id uuid NOT NULL PRIMARY KEY
);
CREATE TABLE audit_tallies (
    entity_type text COLLATE "C" NOT NULL,
    action text COLLATE "C" NOT NULL,
    actor_type text COLLATE "C" NOT NULL,
    events bigint NOT NULL,
    PRIMARY KEY (entity_type, action, actor_type)
);
INSERT INTO audit_unsealed (event_id) SELECT id FROM audit_events;
