-- Which checks of a run failed, in the order reported.
CREATE TABLE audit_run_failures (
    run_id BLOB NOT NULL REFERENCES audit_runs (id),
    place INTEGER NOT NULL,
    guarantee_id TEXT NOT NULL,
    PRIMARY KEY (run_id, place)
) STRICT, WITHOUT ROWID;

-- Runs of an asset are counted by outcome.
DROP INDEX ix_audit_runs_asset;
CREATE INDEX ix_audit_runs_asset ON audit_runs (asset_id, run_at, id, status);
