-- Which checks of a run failed, in the order reported.
CREATE TABLE audit_run_failures (
    run_id uuid NOT NULL REFERENCES audit_runs (id),
    place bigint NOT NULL,
    guarantee_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (run_id, place)
);

-- Runs of an asset are counted by outcome.
DROP INDEX ix_audit_runs_asset;
CREATE INDEX ix_audit_runs_asset ON audit_runs (asset_id, run_at, id, status);
