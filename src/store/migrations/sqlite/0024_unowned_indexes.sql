-- Assets of an environment or a kind that no user owns, and how many users own, are found in the index that the list follows.
DROP INDEX ix_assets_environment;
CREATE INDEX ix_assets_environment ON assets (environment, fqn, id, resource_type, owner_user_id, deleted_at) WHERE deleted_at IS NULL;
DROP INDEX ix_assets_resource_type;
CREATE INDEX ix_assets_resource_type ON assets (resource_type, fqn, id, owner_user_id, deleted_at) WHERE deleted_at IS NULL;
DROP INDEX ix_assets_owner_user;
CREATE INDEX ix_assets_owner_user ON assets (owner_user_id, fqn, id, environment, resource_type, deleted_at)
    WHERE deleted_at IS NULL AND owner_user_id IS NOT NULL;
