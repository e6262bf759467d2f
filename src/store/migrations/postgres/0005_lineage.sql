-- Which fields come from which: a JSON list of {"upstream_fields", "fields"}. NULL: not known.
ALTER TABLE dependencies ADD COLUMN field_mappings text COLLATE "C";
ALTER TABLE dependencies ADD COLUMN metadata text COLLATE "C";

-- The ids, 16 bytes each, of a list that a statement is given, and their places in it, from 0.
CREATE FUNCTION tessera_ids(list bytea) RETURNS TABLE (id uuid, place bigint) LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 100
    AS $$ SELECT encode(substr(list, 16 * n + 1, 16), 'hex')::uuid, n::bigint FROM generate_series(0, length(list) / 16 - 1) n $$;

-- Walks along dependencies read nothing but these.
DROP INDEX ix_dependencies_dependent;
DROP INDEX ix_dependencies_dependency;
CREATE INDEX ix_dependencies_dependent
    ON dependencies (dependent_asset_id, created_at, id, dependency_asset_id, dependency_type) WHERE deleted_at IS NULL;
CREATE INDEX ix_dependencies_dependency
    ON dependencies (dependency_asset_id, created_at, id, dependent_asset_id, dependency_type) WHERE deleted_at IS NULL;
