-- What servers do from time to time. `run` counts the takings: who holds an older number holds nothing any more.
CREATE TABLE jobs (
    name TEXT NOT NULL PRIMARY KEY,
    next_at INTEGER NOT NULL,
    run INTEGER NOT NULL DEFAULT 0,
    holder BLOB CHECK (holder IS NULL OR length(holder) = 16),
    lease_until INTEGER,
    began_at INTEGER,
    last_run_at INTEGER,
    last_ms REAL,
    last_outcome TEXT CHECK (last_outcome IN ('succeeded', 'failed')),
    last_handled INTEGER
) STRICT, WITHOUT ROWID;
