-- Channels in Slack in which teams are told of events. Of `webhook_url` and `bot_token` one is set, both sealed
-- (domain/secret_box.h).
CREATE TABLE slack_configs (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    team_id BLOB NOT NULL REFERENCES teams (id),
    channel_id TEXT NOT NULL,
    channel_name TEXT,
    webhook_url BLOB,
    bot_token BLOB,
    notify_on TEXT NOT NULL,
    enabled INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER,
    deleted_at INTEGER,
    CHECK ((webhook_url IS NULL) <> (bot_token IS NULL))
) STRICT;
CREATE UNIQUE INDEX uq_slack_configs_team_channel ON slack_configs (team_id, channel_id) WHERE deleted_at IS NULL;
CREATE INDEX ix_slack_configs_newest ON slack_configs (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX ix_slack_configs_team ON slack_configs (team_id, created_at, id) WHERE deleted_at IS NULL;
