-- What filters of assets ask for stands in the index that a list follows: rows that do not pass are then not read.
-- SQLite takes an index for all that is asked for only where what the index leaves out (deleted_at) stands in it as well.
DROP INDEX ix_assets_fqn;
CREATE INDEX ix_assets_fqn ON assets (fqn, id, environment, resource_type, owner_user_id, deleted_at) WHERE deleted_at IS NULL;
DROP INDEX ix_assets_environment;
CREATE INDEX ix_assets_environment ON assets (environment, fqn, id, resource_type, deleted_at) WHERE deleted_at IS NULL;

-- Assets in the order of their owners' names: the teams are gone through by name, deleted ones among them.
CREATE INDEX ix_teams_name ON teams (name, id);
