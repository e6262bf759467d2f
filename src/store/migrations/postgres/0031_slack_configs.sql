-- Channels in Slack in which teams are told of events. Of `webhook_url` and `bot_token` one is set, both sealed
-- (domain/secret_box.h).
CREATE TABLE slack_configs (
    id uuid NOT NULL PRIMARY KEY,
    team_id uuid NOT NULL REFERENCES teams (id),
    channel_id text COLLATE "C" NOT NULL,
    channel_name text COLLATE "C",
    webhook_url bytea,
    bot_token bytea,
    notify_on text COLLATE "C" NOT NULL,
    enabled boolean NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz,
    deleted_at timestamptz,
    CHECK ((webhook_url IS NULL) <> (bot_token IS NULL))
);
CREATE UNIQUE INDEX uq_slack_configs_team_channel ON slack_configs (team_id, channel_id) WHERE deleted_at IS NULL;
CREATE INDEX ix_slack_configs_newest ON slack_configs (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX ix_slack_configs_team ON slack_configs (team_id, created_at, id) WHERE deleted_at IS NULL;
