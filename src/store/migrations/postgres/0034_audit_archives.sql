-- The beginning of the audit trail may be taken out as a whole, into a file that proves itself: a row for each file, of which the
-- latest is the anchor that the rest of the chain begins behind.
CREATE TABLE audit_archives (
    number bigint NOT NULL PRIMARY KEY,
    last_seal bigint NOT NULL UNIQUE,
    last_sequence bigint NOT NULL UNIQUE,
    hash bytea NOT NULL CHECK (length(hash) = 32),
    file_hash bytea NOT NULL CHECK (length(file_hash) = 32),
    archived_at timestamptz NOT NULL
);
CREATE TRIGGER audit_archives_written_once BEFORE UPDATE OR DELETE ON audit_archives
    FOR EACH ROW EXECUTE FUNCTION tessera_written_once();
CREATE TRIGGER audit_archives_no_truncate BEFORE TRUNCATE ON audit_archives
    FOR EACH STATEMENT EXECUTE FUNCTION tessera_written_once();

-- The events that the transaction under way takes out; nobody ever sees a row of it.
CREATE TABLE audit_archiving (
    event_id uuid NOT NULL PRIMARY KEY
);

CREATE FUNCTION tessera_written_once_until_archived() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'audit_events' THEN
        IF EXISTS (SELECT 1 FROM audit_archiving WHERE event_id = OLD.id) THEN
            RETURN OLD;
        END IF;
    ELSIF TG_OP = 'DELETE' THEN
        IF EXISTS (SELECT 1 FROM audit_archives WHERE last_seal >= OLD.number) THEN
            RETURN OLD;
        END IF;
    END IF;
    RAISE EXCEPTION 'table % is written once: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
DROP TRIGGER audit_events_written_once ON audit_events;
CREATE TRIGGER audit_events_written_once BEFORE UPDATE OR DELETE ON audit_events
    FOR EACH ROW EXECUTE FUNCTION tessera_written_once_until_archived();
DROP TRIGGER audit_seals_written_once ON audit_seals;
CREATE TRIGGER audit_seals_written_once BEFORE UPDATE OR DELETE ON audit_seals
    FOR EACH ROW EXECUTE FUNCTION tessera_written_once_until_archived();

-- Runs of quality checks are deleted when they have been kept long enough.
CREATE INDEX ix_audit_runs_run ON audit_runs (run_at, id);
