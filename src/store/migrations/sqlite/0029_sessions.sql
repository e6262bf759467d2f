-- Log-ins of people. Of the token, which is in a cookie, only the SHA-256 is kept; and of the one before, which counts until its
-- successor has come back (confirmed_at) and a little longer.
CREATE TABLE sessions (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    user_id BLOB NOT NULL REFERENCES users (id),
    token_hash BLOB NOT NULL,
    previous_hash BLOB,
    created_at INTEGER NOT NULL,
    rotated_at INTEGER NOT NULL,
    confirmed_at INTEGER,
    last_seen_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX uq_session_token ON sessions (token_hash);
CREATE INDEX ix_sessions_previous ON sessions (previous_hash) WHERE previous_hash IS NOT NULL;
CREATE INDEX ix_sessions_user ON sessions (user_id, last_seen_at, id);
CREATE INDEX ix_sessions_end ON sessions (ends_at);
