-- Which version of an asset a team reads in an environment: one for each team, asset and environment.
CREATE TABLE deployments (
    id uuid NOT NULL PRIMARY KEY,
    asset_id uuid NOT NULL REFERENCES assets (id),
    team_id uuid NOT NULL REFERENCES teams (id),
    environment text COLLATE "C" NOT NULL,
    contract_id uuid NOT NULL REFERENCES contracts (id),
    deployed_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX uq_deployment ON deployments (asset_id, environment, team_id);
CREATE INDEX ix_deployments_asset ON deployments (asset_id, deployed_at, id);
