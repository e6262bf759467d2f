-- What a consumer reads (a JSON list of paths; NULL: everything), and the compatibility that it needs (NULL: what the contract
-- promises).
ALTER TABLE registrations ADD COLUMN fields TEXT;
ALTER TABLE registrations ADD COLUMN mode TEXT CHECK (mode IN ('backward', 'forward', 'full', 'none'));

-- Consumers whose answer a proposal does not need: nothing that it breaks concerns them. All others are waited for.
CREATE TABLE informed_consumers (
    proposal_id BLOB NOT NULL REFERENCES proposals (id),
    consumer_team_id BLOB NOT NULL REFERENCES teams (id),
    PRIMARY KEY (proposal_id, consumer_team_id)
) STRICT, WITHOUT ROWID;
