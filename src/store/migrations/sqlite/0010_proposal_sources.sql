-- The language that a proposal was submitted in, and what was submitted, as of contracts: it is compared by that language's rules.
ALTER TABLE proposals ADD COLUMN schema_format TEXT NOT NULL DEFAULT 'json_schema';
ALTER TABLE proposals ADD COLUMN proposed_source TEXT;
