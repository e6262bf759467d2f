-- Teams that seem to consume an asset without being registered for it, by what that was concluded from.
CREATE TABLE inferred_dependencies (
    id uuid NOT NULL PRIMARY KEY,
    asset_id uuid NOT NULL REFERENCES assets (id),
    consumer_team_id uuid NOT NULL REFERENCES teams (id),
    dependency_type text COLLATE "C" NOT NULL DEFAULT 'consumes',
    confidence double precision NOT NULL,
    source text COLLATE "C" NOT NULL,
    status text COLLATE "C" NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'confirmed', 'rejected', 'expired')),
    first_observed_at timestamptz NOT NULL,
    last_observed_at timestamptz NOT NULL,
    confirmed_at timestamptz,
    confirmed_by uuid,
    promoted_registration_id uuid REFERENCES registrations (id),
    evidence text COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX uq_inferred_asset_consumer ON inferred_dependencies (asset_id, consumer_team_id, source);
CREATE INDEX ix_inferred_status ON inferred_dependencies (status, confidence, id);
CREATE INDEX ix_inferred_asset ON inferred_dependencies (asset_id, status, confidence, id);
CREATE INDEX ix_inferred_consumer ON inferred_dependencies (consumer_team_id, status, confidence, id);
