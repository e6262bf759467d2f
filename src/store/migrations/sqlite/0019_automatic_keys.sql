-- What became of writes under a key that a client library made, which begins with the time: such rows lie side by side, in one tree.
-- `made` is the resource that was created, which stands for the reply; else the reply itself is kept.
CREATE TABLE automatic_keys (
    key BLOB NOT NULL CHECK (length(key) = 16),
    caller TEXT NOT NULL,
    fingerprint BLOB NOT NULL,
    status INTEGER NOT NULL,
    made BLOB,
    entity_tag TEXT,
    body TEXT,
    PRIMARY KEY (key, caller)
) STRICT, WITHOUT ROWID;
