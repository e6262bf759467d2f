-- The time that leases and what runs out go by, and so many microseconds after it. Not volatile: an index may be asked with it.
CREATE FUNCTION tessera_now(later bigint) RETURNS timestamptz LANGUAGE sql STABLE
    AS $$ SELECT clock_timestamp() + later * interval '1 microsecond' $$;

-- What servers do from time to time. `run` counts the takings: who holds an older number holds nothing any more.
CREATE TABLE jobs (
    name text COLLATE "C" NOT NULL PRIMARY KEY,
    next_at timestamptz NOT NULL,
    run bigint NOT NULL DEFAULT 0,
    holder uuid,
    lease_until timestamptz,
    began_at timestamptz,
    last_run_at timestamptz,
    last_ms double precision,
    last_outcome text COLLATE "C" CHECK (last_outcome IN ('succeeded', 'failed')),
    last_handled bigint
);
