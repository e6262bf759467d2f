-- The language that a proposal was submitted in, and what was submitted, as of contracts: it is compared by that language's rules.
ALTER TABLE proposals ADD COLUMN schema_format text COLLATE "C" NOT NULL DEFAULT 'json_schema';
ALTER TABLE proposals ADD COLUMN proposed_source text COLLATE "C";
