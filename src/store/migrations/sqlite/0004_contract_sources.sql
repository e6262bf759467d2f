-- The document that a contract's schema was made from, as it was handed in: what contracts in a language of its own rules are
-- compared by. NULL: the schema itself was handed in, or the contract is older than this column.
ALTER TABLE contracts ADD COLUMN schema_source TEXT;
