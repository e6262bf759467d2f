-- Transactions that publish the same version at once have rows of their own, as in list_counts: a state of a version is what its
-- parts say together.
ALTER TABLE contract_versions ADD COLUMN part bigint NOT NULL DEFAULT 0;
ALTER TABLE contract_versions DROP CONSTRAINT contract_versions_pkey, ADD PRIMARY KEY (version, part);
