-- Teams that seem to consume an asset without being registered for it, by what that was concluded from.
CREATE TABLE inferred_dependencies (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    asset_id BLOB NOT NULL REFERENCES assets (id),
    consumer_team_id BLOB NOT NULL REFERENCES teams (id),
    dependency_type TEXT NOT NULL DEFAULT 'consumes',
    confidence REAL NOT NULL,
    source TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'confirmed', 'rejected', 'expired')),
    first_observed_at INTEGER NOT NULL,
    last_observed_at INTEGER NOT NULL,
    confirmed_at INTEGER,
    confirmed_by BLOB,
    promoted_registration_id BLOB REFERENCES registrations (id),
    evidence TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX uq_inferred_asset_consumer ON inferred_dependencies (asset_id, consumer_team_id, source);
CREATE INDEX ix_inferred_status ON inferred_dependencies (status, confidence, id);
CREATE INDEX ix_inferred_asset ON inferred_dependencies (asset_id, status, confidence, id);
CREATE INDEX ix_inferred_consumer ON inferred_dependencies (consumer_team_id, status, confidence, id);
