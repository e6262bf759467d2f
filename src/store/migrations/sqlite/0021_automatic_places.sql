-- The same by a number: the time of the key in milliseconds and 15 of its random bits. What is written in the order of such numbers
-- costs less than an index over keys. `request` is the key, the fingerprint (8 bytes) and the caller, in one.
ALTER TABLE automatic_keys RENAME TO automatic_keys_before;
CREATE TABLE automatic_keys (
    place INTEGER PRIMARY KEY,
    request BLOB NOT NULL,
    made BLOB,
    status INTEGER NOT NULL,
    entity_tag TEXT,
    body TEXT
) STRICT;
WITH RECURSIVE digits (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM digits WHERE n < 32)
INSERT OR IGNORE INTO automatic_keys (place, request, made, status, entity_tag, body)
SELECT (SELECT sum(instr('123456789ABCDEF', substr(hex(key), n, 1)) << (4 * (12 - n))) FROM digits WHERE n <= 12) << 15
       | ((SELECT sum(instr('123456789ABCDEF', substr(hex(key), n, 1)) << (4 * (32 - n))) FROM digits WHERE n > 28) & 32767),
       CAST(key || fingerprint || CAST(caller AS BLOB) AS BLOB), made, status, entity_tag, body
FROM automatic_keys_before;
DROP TABLE automatic_keys_before;
