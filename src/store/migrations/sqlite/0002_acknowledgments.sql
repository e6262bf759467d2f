-- What consumers answered to proposals: one answer of a team, which it cannot take back.
CREATE TABLE acknowledgments (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    proposal_id BLOB NOT NULL REFERENCES proposals (id),
    consumer_team_id BLOB NOT NULL REFERENCES teams (id),
    acknowledged_by_user_id BLOB REFERENCES users (id),
    response TEXT NOT NULL CHECK (response IN ('approved', 'blocked', 'migrating')),
    migration_deadline INTEGER,
    responded_at INTEGER NOT NULL,
    notes TEXT
) STRICT;
CREATE UNIQUE INDEX uq_acknowledgment_proposal_consumer ON acknowledgments (proposal_id, consumer_team_id);
CREATE INDEX ix_acknowledgments_proposal ON acknowledgments (proposal_id, responded_at, id);
CREATE INDEX ix_acknowledgments_consumer ON acknowledgments (consumer_team_id, responded_at, id);
