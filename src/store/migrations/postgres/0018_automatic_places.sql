-- The same by a number: the time of the key in milliseconds and 15 of its random bits. What is written in the order of such numbers
-- costs less than an index over keys. `request` is the key, the fingerprint (8 bytes) and the caller, in one.
ALTER TABLE automatic_keys RENAME TO automatic_keys_before;
ALTER TABLE automatic_keys_before RENAME CONSTRAINT automatic_keys_pkey TO automatic_keys_before_pkey;
CREATE TABLE automatic_keys (
    place bigint NOT NULL PRIMARY KEY,
    request bytea NOT NULL,
    made uuid,
    status bigint NOT NULL,
    entity_tag text COLLATE "C",
    body text COLLATE "C"
);
INSERT INTO automatic_keys (place, request, made, status, entity_tag, body)
SELECT ('x0000' || left(digits, 12))::bit(64)::bigint << 15 | (('x' || right(digits, 4))::bit(16)::int & 32767),
       decode(digits, 'hex') || fingerprint || convert_to(caller, 'UTF8'), made, status, entity_tag, body
FROM (SELECT *, replace(key::text, '-', '') AS digits FROM automatic_keys_before) AS before
ON CONFLICT (place) DO NOTHING;
DROP TABLE automatic_keys_before;
