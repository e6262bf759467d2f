-- What became of writes under a key that a client library made, which begins with the time. `made` is the resource that was created,
-- which stands for the reply; else the reply itself is kept.
CREATE TABLE automatic_keys (
    key uuid NOT NULL,
    caller text COLLATE "C" NOT NULL,
    fingerprint bytea NOT NULL,
    status bigint NOT NULL,
    made uuid,
    entity_tag text COLLATE "C",
    body text COLLATE "C",
    PRIMARY KEY (key, caller)
);
