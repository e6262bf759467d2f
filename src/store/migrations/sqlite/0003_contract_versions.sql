-- The versions in use, each with how many contracts have it in which state: what lists of contracts count by, and where they
-- look for versions that match, instead of among the contracts. Written together with the contracts (contracts.c).
CREATE TABLE contract_versions (
    version TEXT NOT NULL PRIMARY KEY,
    active INTEGER NOT NULL DEFAULT 0,
    deprecated INTEGER NOT NULL DEFAULT 0,
    retired INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
INSERT INTO contract_versions (version, active, deprecated, retired)
    SELECT version, count(*) FILTER (WHERE status = 'active'), count(*) FILTER (WHERE status = 'deprecated'),
           count(*) FILTER (WHERE status = 'retired') FROM contracts GROUP BY version;

-- The newest contracts of a version.
DROP INDEX ix_contracts_version;
CREATE INDEX ix_contracts_version ON contracts (version, published_at, id, status);
