-- What filters of assets ask for stands in the index that a list follows: rows that do not pass are then not read.
DROP INDEX ix_assets_fqn;
CREATE INDEX ix_assets_fqn ON assets (fqn, id, environment, resource_type, owner_user_id) WHERE deleted_at IS NULL;
DROP INDEX ix_assets_environment;
CREATE INDEX ix_assets_environment ON assets (environment, fqn, id, resource_type) WHERE deleted_at IS NULL;

-- Assets in the order of their owners' names: the teams are gone through by name, deleted ones among them.
CREATE INDEX ix_teams_name ON teams (name, id);
