-- One writes at a time here, so that a version has one part: the table is as PostgreSQL's, where they are several.
ALTER TABLE contract_versions RENAME TO old_versions;
CREATE TABLE contract_versions (
    version TEXT NOT NULL,
    part INTEGER NOT NULL DEFAULT 0,
    active INTEGER NOT NULL DEFAULT 0,
    deprecated INTEGER NOT NULL DEFAULT 0,
    retired INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (version, part)
) STRICT, WITHOUT ROWID;
INSERT INTO contract_versions (version, active, deprecated, retired)
    SELECT version, active, deprecated, retired FROM old_versions;
DROP TABLE old_versions;
