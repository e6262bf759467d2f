-- Forms: ids are 16-byte BLOBs, times microseconds since 1970 (UTC), enumerations their lower-case wire text, JSON is compact
-- text, booleans are 0 or 1. Nothing is deleted but marked; unique rules count live rows only, so they are partial indexes.
-- Indexes serve the filters and orders of the routes; the id ends every order. Wide JSON columns come last in their row, so
-- that reading the others does not follow overflow pages.

CREATE TABLE teams (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name TEXT NOT NULL,
    description TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER,
    deleted_at INTEGER,
    metadata TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE UNIQUE INDEX uq_team_name_active ON teams (name) WHERE deleted_at IS NULL;

CREATE TABLE users (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    username TEXT NOT NULL,
    email TEXT,
    name TEXT NOT NULL,
    user_type TEXT NOT NULL DEFAULT 'human',
    role TEXT NOT NULL DEFAULT 'user',
    password_hash TEXT,
    team_id BLOB REFERENCES teams (id),
    created_at INTEGER NOT NULL,
    updated_at INTEGER,
    deactivated_at INTEGER,
    metadata TEXT NOT NULL DEFAULT '{}',
    notification_preferences TEXT NOT NULL DEFAULT '{}'
) STRICT;
-- A deactivated user keeps the name and the address only until somebody else takes them; the reactivation then clashes.
CREATE UNIQUE INDEX uq_user_username_active ON users (username) WHERE deactivated_at IS NULL;
CREATE UNIQUE INDEX uq_user_email_active ON users (email) WHERE deactivated_at IS NULL;
CREATE INDEX ix_users_name ON users (name, id);
CREATE INDEX ix_users_team ON users (team_id, name, id);

CREATE TABLE repos (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name TEXT NOT NULL,
    git_url TEXT NOT NULL,
    default_branch TEXT NOT NULL DEFAULT 'main',
    owner_team_id BLOB NOT NULL REFERENCES teams (id),
    sync_enabled INTEGER NOT NULL DEFAULT 1 CHECK (sync_enabled IN (0, 1)),
    codeowners_path TEXT,
    git_token TEXT,
    ssh_key TEXT,
    last_synced_at INTEGER,
    last_synced_commit TEXT,
    poll_interval_seconds INTEGER NOT NULL DEFAULT 300,
    last_sync_error TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER,
    deleted_at INTEGER,
    spec_paths TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE UNIQUE INDEX uq_repo_name_active ON repos (name) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX uq_repo_git_url_active ON repos (git_url) WHERE deleted_at IS NULL;
CREATE INDEX ix_repos_owner_team ON repos (owner_team_id, name, id);

CREATE TABLE services (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name TEXT NOT NULL,
    repo_id BLOB NOT NULL REFERENCES repos (id),
    root_path TEXT NOT NULL DEFAULT '/',
    otel_service_name TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER,
    deleted_at INTEGER
) STRICT;
CREATE UNIQUE INDEX uq_service_name_repo_active ON services (name, repo_id) WHERE deleted_at IS NULL;
CREATE INDEX ix_services_repo ON services (repo_id, name, id);

CREATE TABLE assets (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    fqn TEXT NOT NULL,
    environment TEXT NOT NULL DEFAULT 'production',
    resource_type TEXT NOT NULL DEFAULT 'other',
    guarantee_mode TEXT NOT NULL DEFAULT 'notify',
    semver_mode TEXT NOT NULL DEFAULT 'auto',
    owner_team_id BLOB NOT NULL REFERENCES teams (id),
    owner_user_id BLOB REFERENCES users (id),
    service_id BLOB REFERENCES services (id),
    created_at INTEGER NOT NULL,
    updated_at INTEGER,
    deleted_at INTEGER,
    description TEXT,
    tags TEXT NOT NULL DEFAULT '[]',
    metadata TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE UNIQUE INDEX uq_asset_fqn_environment ON assets (fqn, environment) WHERE deleted_at IS NULL;
-- The order of the lists; the names under which searches look.
CREATE INDEX ix_assets_fqn ON assets (fqn, id) WHERE deleted_at IS NULL;
CREATE INDEX ix_assets_owner_team ON assets (owner_team_id, fqn, id) WHERE deleted_at IS NULL;
CREATE INDEX ix_assets_owner_user ON assets (owner_user_id, fqn, id)
    WHERE deleted_at IS NULL AND owner_user_id IS NOT NULL;
CREATE INDEX ix_assets_service ON assets (service_id, fqn, id) WHERE deleted_at IS NULL AND service_id IS NOT NULL;
CREATE INDEX ix_assets_environment ON assets (environment, fqn, id) WHERE deleted_at IS NULL;
CREATE INDEX ix_assets_resource_type ON assets (resource_type, fqn, id) WHERE deleted_at IS NULL;
CREATE INDEX ix_assets_created ON assets (created_at, id) WHERE deleted_at IS NULL;

CREATE TABLE contracts (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    asset_id BLOB NOT NULL REFERENCES assets (id),
    version TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'deprecated', 'retired')),
    schema_format TEXT NOT NULL DEFAULT 'json_schema',
    compatibility_mode TEXT NOT NULL DEFAULT 'backward',
    published_at INTEGER NOT NULL,
    published_by BLOB NOT NULL REFERENCES teams (id),
    published_by_user_id BLOB REFERENCES users (id),
    updated_at INTEGER,
    guarantees TEXT,
    field_descriptions TEXT NOT NULL DEFAULT '{}',
    field_tags TEXT NOT NULL DEFAULT '{}',
    schema TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX uq_contract_asset_version ON contracts (asset_id, version);
CREATE UNIQUE INDEX uq_one_active_contract_per_asset ON contracts (asset_id) WHERE status = 'active';
CREATE INDEX ix_contracts_asset_published ON contracts (asset_id, published_at, id);
CREATE INDEX ix_contracts_published ON contracts (published_at, id);
CREATE INDEX ix_contracts_status ON contracts (status, published_at, id);
-- Covers the search for a version and lists by version, which would otherwise read every schema.
CREATE INDEX ix_contracts_version ON contracts (version, id, asset_id, status, published_at);

CREATE TABLE registrations (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    contract_id BLOB NOT NULL REFERENCES contracts (id),
    consumer_team_id BLOB NOT NULL REFERENCES teams (id),
    pinned_version TEXT,
    status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'migrating', 'inactive')),
    registered_at INTEGER NOT NULL,
    acknowledged_at INTEGER,
    updated_at INTEGER,
    deleted_at INTEGER
) STRICT;
CREATE UNIQUE INDEX uq_registration_contract_consumer ON registrations (contract_id, consumer_team_id)
    WHERE deleted_at IS NULL;
CREATE INDEX ix_registrations_contract ON registrations (contract_id, registered_at, id) WHERE deleted_at IS NULL;
CREATE INDEX ix_registrations_consumer ON registrations (consumer_team_id, registered_at, id) WHERE deleted_at IS NULL;
CREATE INDEX ix_registrations_registered ON registrations (registered_at, id) WHERE deleted_at IS NULL;

CREATE TABLE proposals (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    asset_id BLOB NOT NULL REFERENCES assets (id),
    status TEXT NOT NULL DEFAULT 'pending'
        CHECK (status IN ('pending', 'approved', 'published', 'rejected', 'withdrawn', 'expired')),
    change_type TEXT NOT NULL,
    proposed_by BLOB NOT NULL REFERENCES teams (id),
    proposed_by_user_id BLOB REFERENCES users (id),
    proposed_at INTEGER NOT NULL,
    resolved_at INTEGER,
    expires_at INTEGER,
    auto_expire INTEGER NOT NULL DEFAULT 0 CHECK (auto_expire IN (0, 1)),
    updated_at INTEGER,
    breaking_changes TEXT NOT NULL DEFAULT '[]',
    guarantee_changes TEXT NOT NULL DEFAULT '[]',
    affected_teams TEXT NOT NULL DEFAULT '[]',
    affected_assets TEXT NOT NULL DEFAULT '[]',
    objections TEXT NOT NULL DEFAULT '[]',
    proposed_guarantees TEXT,
    proposed_schema TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX uq_one_pending_proposal_per_asset ON proposals (asset_id) WHERE status = 'pending';
CREATE INDEX ix_proposals_asset ON proposals (asset_id, proposed_at, id);
CREATE INDEX ix_proposals_status ON proposals (status, proposed_at, id);
CREATE INDEX ix_proposals_proposer ON proposals (proposed_by, proposed_at, id);
CREATE INDEX ix_proposals_proposed ON proposals (proposed_at, id);
CREATE INDEX ix_proposals_expiring ON proposals (expires_at) WHERE status = 'pending' AND expires_at IS NOT NULL;

CREATE TABLE dependencies (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    dependent_asset_id BLOB NOT NULL REFERENCES assets (id),
    dependency_asset_id BLOB NOT NULL REFERENCES assets (id),
    dependency_type TEXT NOT NULL DEFAULT 'consumes',
    source TEXT NOT NULL DEFAULT 'manual',
    confidence REAL,
    last_observed_at INTEGER,
    call_count INTEGER,
    syncs_seen INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    deleted_at INTEGER
) STRICT;
CREATE UNIQUE INDEX uq_dependency_active
    ON dependencies (dependent_asset_id, dependency_asset_id, dependency_type, source) WHERE deleted_at IS NULL;
CREATE INDEX ix_dependencies_dependent ON dependencies (dependent_asset_id, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX ix_dependencies_dependency ON dependencies (dependency_asset_id, created_at, id) WHERE deleted_at IS NULL;

CREATE TABLE audit_runs (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    asset_id BLOB NOT NULL REFERENCES assets (id),
    contract_id BLOB REFERENCES contracts (id),
    status TEXT NOT NULL CHECK (status IN ('passed', 'failed', 'partial')),
    guarantees_checked INTEGER NOT NULL DEFAULT 0,
    guarantees_passed INTEGER NOT NULL DEFAULT 0,
    guarantees_failed INTEGER NOT NULL DEFAULT 0,
    triggered_by TEXT NOT NULL,
    run_id TEXT,
    run_at INTEGER NOT NULL,
    details TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX ix_audit_runs_asset ON audit_runs (asset_id, run_at, id);

-- Append-only: never updated, never deleted. No foreign keys, so that the trail outlives what it tells of.
CREATE TABLE audit_events (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    entity_type TEXT NOT NULL,
    entity_id BLOB NOT NULL,
    action TEXT NOT NULL,
    actor_id BLOB,
    actor_type TEXT NOT NULL DEFAULT 'human',
    occurred_at INTEGER NOT NULL,
    payload TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX ix_audit_events_occurred ON audit_events (occurred_at, id);
CREATE INDEX ix_audit_events_entity ON audit_events (entity_id, occurred_at, id);
CREATE INDEX ix_audit_events_type ON audit_events (entity_type, occurred_at, id);
CREATE INDEX ix_audit_events_action ON audit_events (action, occurred_at, id);
CREATE INDEX ix_audit_events_actor ON audit_events (actor_id, occurred_at, id) WHERE actor_id IS NOT NULL;

-- Messages to webhooks and chats, written with the change that they tell of and delivered at least once after its commit.
CREATE TABLE outbox (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at INTEGER NOT NULL,
    delivered_at INTEGER,
    last_error TEXT,
    payload TEXT NOT NULL
) STRICT;
CREATE INDEX ix_outbox_due ON outbox (next_attempt_at, id) WHERE delivered_at IS NULL;
CREATE INDEX ix_outbox_delivered ON outbox (delivered_at) WHERE delivered_at IS NOT NULL;

-- Replies to writes that carried an Idempotency-Key; `caller` keeps callers apart, `fingerprint` recognises the same request.
CREATE TABLE idempotency_keys (
    caller TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint BLOB NOT NULL,
    status INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    entity_tag TEXT,
    body TEXT,
    PRIMARY KEY (caller, key)
) STRICT;
CREATE INDEX ix_idempotency_keys_created ON idempotency_keys (created_at);
