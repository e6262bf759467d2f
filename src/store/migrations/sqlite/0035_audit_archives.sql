-- The beginning of the audit trail may be taken out as a whole, into a file that proves itself: a row for each file, of which the
-- latest is the anchor that the rest of the chain begins behind.
CREATE TABLE audit_archives (
    number INTEGER NOT NULL PRIMARY KEY,
    last_seal INTEGER NOT NULL UNIQUE,
    last_sequence INTEGER NOT NULL UNIQUE,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    file_hash BLOB NOT NULL CHECK (length(file_hash) = 32),
    archived_at INTEGER NOT NULL
) STRICT;
CREATE TRIGGER audit_archives_no_update BEFORE UPDATE ON audit_archives
    BEGIN SELECT RAISE(ABORT, 'the archives of the audit trail cannot be changed'); END;
CREATE TRIGGER audit_archives_no_delete BEFORE DELETE ON audit_archives
    BEGIN SELECT RAISE(ABORT, 'nothing can be deleted from the archives of the audit trail'); END;

-- The events that the transaction under way takes out; nobody ever sees a row of it.
CREATE TABLE audit_archiving (
    event_id BLOB NOT NULL PRIMARY KEY CHECK (length(event_id) = 16)
) STRICT, WITHOUT ROWID;

DROP TRIGGER audit_events_no_delete;
CREATE TRIGGER audit_events_no_delete BEFORE DELETE ON audit_events
    WHEN NOT EXISTS (SELECT 1 FROM audit_archiving WHERE event_id = OLD.id)
    BEGIN SELECT RAISE(ABORT, 'nothing can be deleted from the audit trail'); END;
DROP TRIGGER audit_seals_no_delete;
CREATE TRIGGER audit_seals_no_delete BEFORE DELETE ON audit_seals
    WHEN NOT EXISTS (SELECT 1 FROM audit_archives WHERE last_seal >= OLD.number)
    BEGIN SELECT RAISE(ABORT, 'nothing can be deleted from the chain of the audit trail'); END;

-- Runs of quality checks are deleted when they have been kept long enough.
CREATE INDEX ix_audit_runs_run ON audit_runs (run_at, id);
