-- Why a change is proposed, the proposal that it took the place of, and when those who had yet to answer were reminded. The fingerprint
-- tells whether the same is proposed again (NULL: the proposal is older than this column).
ALTER TABLE proposals ADD COLUMN reason text COLLATE "C";
ALTER TABLE proposals ADD COLUMN supersedes uuid REFERENCES proposals (id);
ALTER TABLE proposals ADD COLUMN reminded_at timestamptz;
ALTER TABLE proposals ADD COLUMN fingerprint text COLLATE "C";
CREATE INDEX ix_proposals_supersedes ON proposals (supersedes, proposed_at, id);
CREATE INDEX ix_proposals_approved ON proposals (asset_id, proposed_at) WHERE status = 'approved';
CREATE INDEX ix_proposals_unreminded ON proposals (expires_at)
    WHERE status = 'pending' AND expires_at IS NOT NULL AND reminded_at IS NULL;
