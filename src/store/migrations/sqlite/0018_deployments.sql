-- Which version of an asset a team reads in an environment: one for each team, asset and environment.
CREATE TABLE deployments (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    asset_id BLOB NOT NULL REFERENCES assets (id),
    team_id BLOB NOT NULL REFERENCES teams (id),
    environment TEXT NOT NULL,
    contract_id BLOB NOT NULL REFERENCES contracts (id),
    deployed_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX uq_deployment ON deployments (asset_id, environment, team_id);
CREATE INDEX ix_deployments_asset ON deployments (asset_id, deployed_at, id);
