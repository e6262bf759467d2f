-- Few dependencies say which fields come from which. A walk along fields finds those, without looking at the rows of all others.
CREATE INDEX ix_dependencies_mapped ON dependencies (dependency_asset_id)
    WHERE field_mappings IS NOT NULL AND deleted_at IS NULL;
