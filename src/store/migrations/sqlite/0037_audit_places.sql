-- The events that are to be sealed stand in the order in which they were written: what was written behind another's commit has
-- the greater place, whatever the clocks and the ids say.
ALTER TABLE audit_unsealed RENAME TO audit_unsealed_before;
CREATE TABLE audit_unsealed (
    place INTEGER NOT NULL PRIMARY KEY,
    event_id BLOB NOT NULL CHECK (length(event_id) = 16)
) STRICT;
INSERT INTO audit_unsealed (event_id) SELECT event_id FROM audit_unsealed_before ORDER BY event_id;
DROP TABLE audit_unsealed_before;
