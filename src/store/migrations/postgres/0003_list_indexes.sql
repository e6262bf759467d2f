-- Lists of registrations in a state, and of proposals of a size of change.
CREATE INDEX ix_registrations_status ON registrations (status, registered_at, id) WHERE deleted_at IS NULL;
CREATE INDEX ix_proposals_change ON proposals (change_type, proposed_at, id);
