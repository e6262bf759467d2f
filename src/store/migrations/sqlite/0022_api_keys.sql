-- Credentials of programs. Of the key itself only the SHA-256 is kept.
CREATE TABLE api_keys (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    key_hash BLOB NOT NULL,
    key_prefix TEXT NOT NULL,
    name TEXT NOT NULL,
    team_id BLOB NOT NULL REFERENCES teams (id),
    user_id BLOB REFERENCES users (id),
    scopes TEXT NOT NULL,
    agent_name TEXT,
    agent_framework TEXT,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    last_used_at INTEGER,
    revoked_at INTEGER
) STRICT;
CREATE UNIQUE INDEX uq_api_key_hash ON api_keys (key_hash);
CREATE INDEX ix_api_keys_created ON api_keys (created_at, id);
CREATE INDEX ix_api_keys_team ON api_keys (team_id, created_at, id);

-- With whose credential something was done.
ALTER TABLE audit_events ADD COLUMN actor_key_id BLOB;
ALTER TABLE audit_events ADD COLUMN actor_user_id BLOB;
