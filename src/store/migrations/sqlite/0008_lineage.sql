-- Which fields come from which: a JSON list of {"upstream_fields", "fields"}. NULL: not known.
ALTER TABLE dependencies ADD COLUMN field_mappings TEXT;
ALTER TABLE dependencies ADD COLUMN metadata TEXT;

-- Walks along dependencies read nothing but these.
DROP INDEX ix_dependencies_dependent;
DROP INDEX ix_dependencies_dependency;
CREATE INDEX ix_dependencies_dependent
    ON dependencies (dependent_asset_id, created_at, id, dependency_asset_id, dependency_type) WHERE deleted_at IS NULL;
CREATE INDEX ix_dependencies_dependency
    ON dependencies (dependency_asset_id, created_at, id, dependent_asset_id, dependency_type) WHERE deleted_at IS NULL;
