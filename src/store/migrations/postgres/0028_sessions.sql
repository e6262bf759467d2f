-- Log-ins of people. Of the token, which is in a cookie, only the SHA-256 is kept; and of the one before, which counts until its
-- successor has come back (confirmed_at) and a little longer.
CREATE TABLE sessions (
    id uuid NOT NULL PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id),
    token_hash bytea NOT NULL,
    previous_hash bytea,
    created_at timestamptz NOT NULL,
    rotated_at timestamptz NOT NULL,
    confirmed_at timestamptz,
    last_seen_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX uq_session_token ON sessions (token_hash);
CREATE INDEX ix_sessions_previous ON sessions (previous_hash) WHERE previous_hash IS NOT NULL;
CREATE INDEX ix_sessions_user ON sessions (user_id, last_seen_at, id);
CREATE INDEX ix_sessions_end ON sessions (ends_at);
