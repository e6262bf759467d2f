-- Forms: ids are uuid, times timestamptz, enumerations their lower-case wire text, counts bigint. JSON is compact text, not jsonb,
-- because it goes into replies as it was written: the order of members, the digits of numbers. All text is ordered by its
-- bytes, whatever the collation of the database. Nothing is deleted but marked; unique rules count live rows only, so they are
-- partial indexes. Indexes serve the filters and orders of the routes; the id ends every order.

-- Whether the text has a part in it that matches, in any case: % is any run, _ any character; and whether it has a part as it
-- stands, in any case. What a letter's other case is, says the first of these collations that the server has.
DO $block$
DECLARE
    folding text;
BEGIN
    SELECT c.collname INTO folding FROM pg_collation c
        WHERE c.collname IN ('C.utf8', 'pg_c_utf8', 'und-x-icu', 'default')
            AND c.collencoding IN (-1, (SELECT encoding FROM pg_database WHERE datname = current_database()))
        ORDER BY array_position(ARRAY['C.utf8', 'pg_c_utf8', 'und-x-icu', 'default'], c.collname::text) LIMIT 1;
    -- A backslash takes what follows as it is; one at the end is itself, so it is doubled for ILIKE.
    EXECUTE format('CREATE FUNCTION tessera_contains(subject text, part text) RETURNS boolean LANGUAGE sql IMMUTABLE '
        'PARALLEL SAFE AS $$ SELECT (subject COLLATE pg_catalog.%1$I) ILIKE (''%%'' || '
        'regexp_replace(part, ''(?<!\\)((?:\\\\)*)\\$'', ''\1\\\\'') || ''%%'') ESCAPE ''\'' $$', folding);
    EXECUTE format('CREATE FUNCTION tessera_has(subject text, part text) RETURNS boolean LANGUAGE sql IMMUTABLE '
        'PARALLEL SAFE AS $$ SELECT strpos(lower(subject COLLATE pg_catalog.%1$I), lower(part COLLATE pg_catalog.%1$I)) > 0 $$',
        folding);
END
$block$;

-- Whether both are the same but for the case of ASCII letters.
CREATE FUNCTION tessera_equal(one text, other text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT lower(one COLLATE "C") = lower(other COLLATE "C") $$;

-- How many members a JSON array has.
CREATE FUNCTION tessera_count(list text) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT CASE WHEN list LIKE '[%' THEN json_array_length(list::json)::bigint WHEN list IS NOT NULL THEN 0 END $$;

-- Whether a JSON array of texts has all those of another.
CREATE FUNCTION tessera_holds(list text, wanted text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT list::jsonb @> wanted::jsonb $$;

CREATE TABLE teams (
    id uuid NOT NULL PRIMARY KEY,
    name text COLLATE "C" NOT NULL,
    description text COLLATE "C",
    created_at timestamptz NOT NULL,
    updated_at timestamptz,
    deleted_at timestamptz,
    metadata text COLLATE "C" NOT NULL DEFAULT '{}'
);
CREATE UNIQUE INDEX uq_team_name_active ON teams (name) WHERE deleted_at IS NULL;

CREATE TABLE users (
    id uuid NOT NULL PRIMARY KEY,
    username text COLLATE "C" NOT NULL,
    email text COLLATE "C",
    name text COLLATE "C" NOT NULL,
    user_type text COLLATE "C" NOT NULL DEFAULT 'human',
    role text COLLATE "C" NOT NULL DEFAULT 'user',
    password_hash text COLLATE "C",
    team_id uuid REFERENCES teams (id),
    created_at timestamptz NOT NULL,
    updated_at timestamptz,
    deactivated_at timestamptz,
    metadata text COLLATE "C" NOT NULL DEFAULT '{}',
    notification_preferences text COLLATE "C" NOT NULL DEFAULT '{}'
);
-- A deactivated user keeps the name and the address only until somebody else takes them; the reactivation then clashes.
CREATE UNIQUE INDEX uq_user_username_active ON users (username) WHERE deactivated_at IS NULL;
CREATE UNIQUE INDEX uq_user_email_active ON users (email) WHERE deactivated_at IS NULL;
CREATE INDEX ix_users_name ON users (name, id);
CREATE INDEX ix_users_team ON users (team_id, name, id);

CREATE TABLE repos (
    id uuid NOT NULL PRIMARY KEY,
    name text COLLATE "C" NOT NULL,
    git_url text COLLATE "C" NOT NULL,
    default_branch text COLLATE "C" NOT NULL DEFAULT 'main',
    owner_team_id uuid NOT NULL REFERENCES teams (id),
    sync_enabled boolean NOT NULL DEFAULT true,
    codeowners_path text COLLATE "C",
    git_token text COLLATE "C",
    ssh_key text COLLATE "C",
    last_synced_at timestamptz,
    last_synced_commit text COLLATE "C",
    poll_interval_seconds bigint NOT NULL DEFAULT 300,
    last_sync_error text COLLATE "C",
    created_at timestamptz NOT NULL,
    updated_at timestamptz,
    deleted_at timestamptz,
    spec_paths text COLLATE "C" NOT NULL DEFAULT '[]'
);
CREATE UNIQUE INDEX uq_repo_name_active ON repos (name) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX uq_repo_git_url_active ON repos (git_url) WHERE deleted_at IS NULL;
CREATE INDEX ix_repos_owner_team ON repos (owner_team_id, name, id);

CREATE TABLE services (
    id uuid NOT NULL PRIMARY KEY,
    name text COLLATE "C" NOT NULL,
    repo_id uuid NOT NULL REFERENCES repos (id),
    root_path text COLLATE "C" NOT NULL DEFAULT '/',
    otel_service_name text COLLATE "C",
    created_at timestamptz NOT NULL,
    updated_at timestamptz,
    deleted_at timestamptz
);
CREATE UNIQUE INDEX uq_service_name_repo_active ON services (name, repo_id) WHERE deleted_at IS NULL;
CREATE INDEX ix_services_repo ON services (repo_id, name, id);

CREATE TABLE assets (
    id uuid NOT NULL PRIMARY KEY,
    fqn text COLLATE "C" NOT NULL,
    environment text COLLATE "C" NOT NULL DEFAULT 'production',
    resource_type text COLLATE "C" NOT NULL DEFAULT 'other',
    guarantee_mode text COLLATE "C" NOT NULL DEFAULT 'notify',
    semver_mode text COLLATE "C" NOT NULL DEFAULT 'auto',
    owner_team_id uuid NOT NULL REFERENCES teams (id),
    owner_user_id uuid REFERENCES users (id),
    service_id uuid REFERENCES services (id),
    created_at timestamptz NOT NULL,
    updated_at timestamptz,
    deleted_at timestamptz,
    description text COLLATE "C",
    tags text COLLATE "C" NOT NULL DEFAULT '[]',
    metadata text COLLATE "C" NOT NULL DEFAULT '{}'
);
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
    id uuid NOT NULL PRIMARY KEY,
    asset_id uuid NOT NULL REFERENCES assets (id),
    version text COLLATE "C" NOT NULL,
    status text COLLATE "C" NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'deprecated', 'retired')),
    schema_format text COLLATE "C" NOT NULL DEFAULT 'json_schema',
    compatibility_mode text COLLATE "C" NOT NULL DEFAULT 'backward',
    published_at timestamptz NOT NULL,
    published_by uuid NOT NULL REFERENCES teams (id),
    published_by_user_id uuid REFERENCES users (id),
    updated_at timestamptz,
    guarantees text COLLATE "C",
    field_descriptions text COLLATE "C" NOT NULL DEFAULT '{}',
    field_tags text COLLATE "C" NOT NULL DEFAULT '{}',
    schema text COLLATE "C" NOT NULL,
    -- The document that the schema was made from, as it was handed in; NULL: the schema itself was.
    schema_source text COLLATE "C"
);
CREATE UNIQUE INDEX uq_contract_asset_version ON contracts (asset_id, version);
CREATE UNIQUE INDEX uq_one_active_contract_per_asset ON contracts (asset_id) WHERE status = 'active';
CREATE INDEX ix_contracts_asset_published ON contracts (asset_id, published_at, id);
CREATE INDEX ix_contracts_published ON contracts (published_at, id);
CREATE INDEX ix_contracts_status ON contracts (status, published_at, id);
-- The newest contracts of a version.
CREATE INDEX ix_contracts_version ON contracts (version, published_at, id, status);

CREATE TABLE registrations (
    id uuid NOT NULL PRIMARY KEY,
    contract_id uuid NOT NULL REFERENCES contracts (id),
    consumer_team_id uuid NOT NULL REFERENCES teams (id),
    pinned_version text COLLATE "C",
    status text COLLATE "C" NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'migrating', 'inactive')),
    registered_at timestamptz NOT NULL,
    acknowledged_at timestamptz,
    updated_at timestamptz,
    deleted_at timestamptz
);
CREATE UNIQUE INDEX uq_registration_contract_consumer ON registrations (contract_id, consumer_team_id)
    WHERE deleted_at IS NULL;
CREATE INDEX ix_registrations_contract ON registrations (contract_id, registered_at, id) WHERE deleted_at IS NULL;
CREATE INDEX ix_registrations_consumer ON registrations (consumer_team_id, registered_at, id) WHERE deleted_at IS NULL;
CREATE INDEX ix_registrations_registered ON registrations (registered_at, id) WHERE deleted_at IS NULL;

CREATE TABLE proposals (
    id uuid NOT NULL PRIMARY KEY,
    asset_id uuid NOT NULL REFERENCES assets (id),
    status text COLLATE "C" NOT NULL DEFAULT 'pending'
        CHECK (status IN ('pending', 'approved', 'published', 'rejected', 'withdrawn', 'expired')),
    change_type text COLLATE "C" NOT NULL,
    proposed_by uuid NOT NULL REFERENCES teams (id),
    proposed_by_user_id uuid REFERENCES users (id),
    proposed_at timestamptz NOT NULL,
    resolved_at timestamptz,
    expires_at timestamptz,
    auto_expire boolean NOT NULL DEFAULT false,
    updated_at timestamptz,
    breaking_changes text COLLATE "C" NOT NULL DEFAULT '[]',
    guarantee_changes text COLLATE "C" NOT NULL DEFAULT '[]',
    affected_teams text COLLATE "C" NOT NULL DEFAULT '[]',
    affected_assets text COLLATE "C" NOT NULL DEFAULT '[]',
    objections text COLLATE "C" NOT NULL DEFAULT '[]',
    proposed_guarantees text COLLATE "C",
    proposed_schema text COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX uq_one_pending_proposal_per_asset ON proposals (asset_id) WHERE status = 'pending';
CREATE INDEX ix_proposals_asset ON proposals (asset_id, proposed_at, id);
CREATE INDEX ix_proposals_status ON proposals (status, proposed_at, id);
CREATE INDEX ix_proposals_proposer ON proposals (proposed_by, proposed_at, id);
CREATE INDEX ix_proposals_proposed ON proposals (proposed_at, id);
CREATE INDEX ix_proposals_expiring ON proposals (expires_at) WHERE status = 'pending' AND expires_at IS NOT NULL;

CREATE TABLE dependencies (
    id uuid NOT NULL PRIMARY KEY,
    dependent_asset_id uuid NOT NULL REFERENCES assets (id),
    dependency_asset_id uuid NOT NULL REFERENCES assets (id),
    dependency_type text COLLATE "C" NOT NULL DEFAULT 'consumes',
    source text COLLATE "C" NOT NULL DEFAULT 'manual',
    confidence double precision,
    last_observed_at timestamptz,
    call_count bigint,
    syncs_seen bigint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    deleted_at timestamptz
);
CREATE UNIQUE INDEX uq_dependency_active
    ON dependencies (dependent_asset_id, dependency_asset_id, dependency_type, source) WHERE deleted_at IS NULL;
CREATE INDEX ix_dependencies_dependent ON dependencies (dependent_asset_id, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX ix_dependencies_dependency ON dependencies (dependency_asset_id, created_at, id) WHERE deleted_at IS NULL;

CREATE TABLE audit_runs (
    id uuid NOT NULL PRIMARY KEY,
    asset_id uuid NOT NULL REFERENCES assets (id),
    contract_id uuid REFERENCES contracts (id),
    status text COLLATE "C" NOT NULL CHECK (status IN ('passed', 'failed', 'partial')),
    guarantees_checked bigint NOT NULL DEFAULT 0,
    guarantees_passed bigint NOT NULL DEFAULT 0,
    guarantees_failed bigint NOT NULL DEFAULT 0,
    triggered_by text COLLATE "C" NOT NULL,
    run_id text COLLATE "C",
    run_at timestamptz NOT NULL,
    details text COLLATE "C" NOT NULL DEFAULT '{}'
);
CREATE INDEX ix_audit_runs_asset ON audit_runs (asset_id, run_at, id);

-- Append-only: never updated, never deleted. No foreign keys, so that the trail outlives what it tells of.
CREATE TABLE audit_events (
    id uuid NOT NULL PRIMARY KEY,
    entity_type text COLLATE "C" NOT NULL,
    entity_id uuid NOT NULL,
    action text COLLATE "C" NOT NULL,
    actor_id uuid,
    actor_type text COLLATE "C" NOT NULL DEFAULT 'human',
    occurred_at timestamptz NOT NULL,
    payload text COLLATE "C" NOT NULL DEFAULT '{}'
);
CREATE INDEX ix_audit_events_occurred ON audit_events (occurred_at, id);
CREATE INDEX ix_audit_events_entity ON audit_events (entity_id, occurred_at, id);
CREATE INDEX ix_audit_events_type ON audit_events (entity_type, occurred_at, id);
CREATE INDEX ix_audit_events_action ON audit_events (action, occurred_at, id);
CREATE INDEX ix_audit_events_actor ON audit_events (actor_id, occurred_at, id) WHERE actor_id IS NOT NULL;

-- Messages to webhooks and chats, written with the change that they tell of and delivered at least once after its commit.
CREATE TABLE outbox (
    id uuid NOT NULL PRIMARY KEY,
    kind text COLLATE "C" NOT NULL,
    created_at timestamptz NOT NULL,
    attempts bigint NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL,
    delivered_at timestamptz,
    last_error text COLLATE "C",
    payload text COLLATE "C" NOT NULL
);
CREATE INDEX ix_outbox_due ON outbox (next_attempt_at, id) WHERE delivered_at IS NULL;
CREATE INDEX ix_outbox_delivered ON outbox (delivered_at) WHERE delivered_at IS NOT NULL;

-- Replies to writes that carried an Idempotency-Key; `caller` keeps callers apart, `fingerprint` recognises the same request.
CREATE TABLE idempotency_keys (
    caller text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    fingerprint bytea NOT NULL,
    status bigint NOT NULL,
    created_at timestamptz NOT NULL,
    entity_tag text COLLATE "C",
    body text COLLATE "C",
    PRIMARY KEY (caller, key)
);
CREATE INDEX ix_idempotency_keys_created ON idempotency_keys (created_at);

-- What consumers answered to proposals: one answer of a team, which it cannot take back.
CREATE TABLE acknowledgments (
    id uuid NOT NULL PRIMARY KEY,
    proposal_id uuid NOT NULL REFERENCES proposals (id),
    consumer_team_id uuid NOT NULL REFERENCES teams (id),
    acknowledged_by_user_id uuid REFERENCES users (id),
    response text COLLATE "C" NOT NULL CHECK (response IN ('approved', 'blocked', 'migrating')),
    migration_deadline timestamptz,
    responded_at timestamptz NOT NULL,
    notes text COLLATE "C"
);
CREATE UNIQUE INDEX uq_acknowledgment_proposal_consumer ON acknowledgments (proposal_id, consumer_team_id);
CREATE INDEX ix_acknowledgments_proposal ON acknowledgments (proposal_id, responded_at, id);
CREATE INDEX ix_acknowledgments_consumer ON acknowledgments (consumer_team_id, responded_at, id);

-- The versions in use, each with how many contracts have it in which state: what lists of contracts count by, and where they
-- look for versions that match, instead of among the contracts. Written together with the contracts (contracts.c).
CREATE TABLE contract_versions (
    version text COLLATE "C" NOT NULL PRIMARY KEY,
    active bigint NOT NULL DEFAULT 0,
    deprecated bigint NOT NULL DEFAULT 0,
    retired bigint NOT NULL DEFAULT 0
);
