-- The order of the list of services.
CREATE INDEX ix_services_name ON services (name, id) WHERE deleted_at IS NULL;
