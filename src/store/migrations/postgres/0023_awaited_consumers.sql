-- Whom pending proposals wait for, a row for each, so that an inbox is read along an index and a proposal knows at once whether
-- anybody is left. Times are the proposal's. Teams are those of registrations, which refer to them.
CREATE TABLE awaited_consumers (
    proposal_id uuid NOT NULL REFERENCES proposals (id),
    consumer_team_id uuid NOT NULL,
    proposed_at timestamptz NOT NULL,
    expires_at timestamptz,
    PRIMARY KEY (proposal_id, consumer_team_id)
);
CREATE INDEX ix_awaited_consumers_team ON awaited_consumers (consumer_team_id, proposed_at, proposal_id, expires_at);
INSERT INTO awaited_consumers (proposal_id, consumer_team_id, proposed_at, expires_at)
    SELECT DISTINCT p.id, r.consumer_team_id, p.proposed_at, p.expires_at
    FROM proposals p JOIN contracts c ON c.asset_id = p.asset_id JOIN registrations r ON r.contract_id = c.id
    JOIN teams t ON t.id = r.consumer_team_id
    WHERE p.status = 'pending' AND c.status <> 'retired' AND r.status = 'active' AND r.deleted_at IS NULL AND t.deleted_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM acknowledgments k WHERE k.proposal_id = p.id
        AND k.consumer_team_id = t.id AND k.void_since IS NULL)
    AND NOT EXISTS (SELECT 1 FROM informed_consumers n WHERE n.proposal_id = p.id AND n.consumer_team_id = t.id);
DROP TABLE informed_consumers;
