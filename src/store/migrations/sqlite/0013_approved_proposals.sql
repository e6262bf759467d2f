-- What a proposal becomes when it is published, besides its schema: what was said of its fields, the version that was asked for. And
-- what its answers are about: the contract that it was compared with, and the mode that it was judged under (NULL: the proposal is
-- older than these columns).
ALTER TABLE proposals ADD COLUMN base_contract_id BLOB REFERENCES contracts (id);
ALTER TABLE proposals ADD COLUMN compatibility_mode TEXT;
ALTER TABLE proposals ADD COLUMN proposed_version TEXT;
ALTER TABLE proposals ADD COLUMN field_descriptions TEXT NOT NULL DEFAULT '{}';
ALTER TABLE proposals ADD COLUMN field_tags TEXT NOT NULL DEFAULT '{}';

-- Answers to what a proposal was before it was reopened stay, and do not count.
ALTER TABLE acknowledgments ADD COLUMN void_since INTEGER;
DROP INDEX uq_acknowledgment_proposal_consumer;
CREATE UNIQUE INDEX uq_acknowledgment_proposal_consumer ON acknowledgments (proposal_id, consumer_team_id)
    WHERE void_since IS NULL;
