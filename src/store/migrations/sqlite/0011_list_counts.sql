-- SQLite takes this index for whatever asks for a state, also where the contract is known and leaves a few rows.
DROP INDEX ix_registrations_status;

-- How many live rows of a table there are by the filters of its list, so that its total need not be counted. Written together with
-- the rows (counts.c). `part`: transactions that write at once have rows of their own, which are added up.
CREATE TABLE list_counts (
    list TEXT NOT NULL,
    first TEXT NOT NULL,
    second TEXT NOT NULL,
    part INTEGER NOT NULL,
    live INTEGER NOT NULL,
    PRIMARY KEY (list, first, second, part)
) STRICT, WITHOUT ROWID;
INSERT INTO list_counts (list, first, second, part, live)
    SELECT 'assets', environment, resource_type, 0, count(*) FROM assets WHERE deleted_at IS NULL GROUP BY environment, resource_type
    UNION ALL SELECT 'registrations', status, '', 0, count(*) FROM registrations WHERE deleted_at IS NULL GROUP BY status
    UNION ALL SELECT 'proposals', status, change_type, 0, count(*) FROM proposals GROUP BY status, change_type;
