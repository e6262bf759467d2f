-- Credentials of programs. Of the key itself only the SHA-256 is kept.
CREATE TABLE api_keys (
    id uuid NOT NULL PRIMARY KEY,
    key_hash bytea NOT NULL,
    key_prefix text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    team_id uuid NOT NULL REFERENCES teams (id),
    user_id uuid REFERENCES users (id),
    scopes text COLLATE "C" NOT NULL,
    agent_name text COLLATE "C",
    agent_framework text COLLATE "C",
    created_at timestamptz NOT NULL,
    expires_at timestamptz,
    last_used_at timestamptz,
    revoked_at timestamptz
);
CREATE UNIQUE INDEX uq_api_key_hash ON api_keys (key_hash);
CREATE INDEX ix_api_keys_created ON api_keys (created_at, id);
CREATE INDEX ix_api_keys_team ON api_keys (team_id, created_at, id);

-- With whose credential something was done.
ALTER TABLE audit_events ADD COLUMN actor_key_id uuid;
ALTER TABLE audit_events ADD COLUMN actor_user_id uuid;
