"""Health routes (chapter 05, section 8.1)."""

import contextlib
import time

import pytest

from support import postgres
from support.make import expect, make_team
from support.scrape import scrape


def test_live(http):
    reply = http.get("/health/live")
    assert reply.status_code == 200 and reply.content == b'{"status":"alive"}'


def test_ready(http):
    assert expect(http.get("/health/ready"), 200) == {"status": "ready", "database": True}


def test_health(http):
    shown = expect(http.get("/health"), 200)
    assert {"status", "version", "uptime_seconds", "checks"} <= set(shown)
    assert shown["status"] == "healthy" and shown["version"] == "0.1.0"
    assert shown["uptime_seconds"] >= 0 and round(shown["uptime_seconds"], 1) == shown["uptime_seconds"]
    database = shown["checks"]["database"]
    assert database["status"] == "healthy"
    assert 0 <= database["latency_ms"] < 10_000 and round(database["latency_ms"], 2) == database["latency_ms"]
    if not postgres.chosen():
        assert "pool" not in database, "an embedded database has no pool"
        return
    pool = database["pool"]
    assert (pool["size"], pool["maximum"], pool["waiting"]) == (20, 30, 0)
    assert pool["checked_in"] + pool["checked_out"] == pool["open"] == pool["size"] + pool["overflow"] and pool["checked_out"] >= 1


def test_uptime_grows(http):
    first = expect(http.get("/health"), 200)["uptime_seconds"]
    deadline = time.monotonic() + 10
    while expect(http.get("/health"), 200)["uptime_seconds"] <= first:
        assert time.monotonic() < deadline, "the clock of the server stands still"


def test_no_credential_is_needed(http):
    for path in ("/health", "/health/ready", "/health/live"):
        for header in ("Bearer nonsense", "nonsense", ""):
            assert http.get(path, headers={"authorization": header}).status_code == 200
        assert http.head(path).status_code == 200


def test_queries_and_other_methods(http):
    assert http.get("/health/live?x=%zz&limit=no").status_code == 200
    assert http.post("/health/live").status_code == 405
    assert http.get("/health/other").status_code == 404


def test_health_while_writes_run(http, api):
    for _ in range(10):
        make_team(api)
        assert expect(http.get("/health/ready"), 200)["database"] is True


# --- what is wrong ----------------------------------------------------------------------------------------------------

on_postgres = pytest.mark.skipif(not postgres.chosen(), reason="another session with the database is needed")
# The server's patience is 2 s; the rest is for a busy machine.
PROMPT_SECONDS = 20


@contextlib.contextmanager
def session(server):
    connection = postgres.Connection(str(server.database))
    try:
        yield connection
    finally:
        connection.close()


@on_postgres
def test_a_database_that_says_nothing(start_server):
    """What the server asks of it waits for a lock for a minute. Who watches is told within seconds, however many workers wait."""
    server = start_server(settings={"TESSERA_DB_LOCK_TIMEOUT": 60, "TESSERA_DB_STATEMENT_TIMEOUT": 60, "DB_POOL_SIZE": 2, "DB_MAX_OVERFLOW": 0})
    with server.client() as client, session(server) as other:
        expect(client.get("/health/ready"), 200)
        other.execute("BEGIN")
        other.execute("LOCK TABLE teams IN ACCESS EXCLUSIVE MODE")
        for _ in range(2):
            began = time.monotonic()
            told = expect(client.get("/health"), 200)
            assert told["status"] == "degraded" and told["checks"]["database"]["status"] == "unhealthy"
            assert told["checks"]["database"]["latency_ms"] is None and "jobs" not in told
            assert expect(client.get("/health/ready"), 503)["database"] is False
            counted = scrape(client)
            assert counted.get("tessera_database_up") == counted.get("tessera_database_writable") == 0
            assert counted.get("tessera_database_probe_seconds") is None
            assert expect(client.get("/health/live"), 200) == {"status": "alive"}
            assert time.monotonic() - began < PROMPT_SECONDS
        other.execute("ROLLBACK")
        deadline = time.monotonic() + 60
        while client.get("/health/ready").status_code != 200:
            assert time.monotonic() < deadline
        assert expect(client.get("/health"), 200)["status"] == "healthy"


@on_postgres
def test_jobs_that_failed_or_are_late(start_server):
    server = start_server(settings={"TESSERA_AUDIT_SEAL_SECONDS": 80000, "TESSERA_SESSION_SWEEP": 80000})
    deadline = time.monotonic() + 60
    with server.client() as client, session(server) as other:
        while not {"audit_seal", "sessions"} <= {job["name"] for job in expect(client.get("/health"), 200)["jobs"]}:
            assert time.monotonic() < deadline
        assert expect(client.get("/health"), 200)["checks"]["jobs"] == {"status": "healthy"}
        while True:  # as it looks until the server's thread sees that it is due
            other.execute("UPDATE jobs SET next_at = now() - interval '1 hour' WHERE name = 'audit_seal'")
            told = expect(client.get("/health"), 200)
            if told["status"] == "degraded":
                break
            assert time.monotonic() < deadline
        assert told["checks"]["jobs"] == {"status": "unhealthy", "error": "audit_seal is late"}
        assert told["checks"]["database"]["status"] == told["checks"]["writes"]["status"] == "healthy"
        assert expect(client.get("/health/ready"), 200)["status"] == "ready", "no request needs it"
        other.execute("UPDATE jobs SET next_at = now() + interval '1 hour' WHERE name = 'audit_seal'")
        other.execute("UPDATE jobs SET last_outcome = 'failed', last_run_at = now(), last_ms = 1, last_handled = 0 WHERE name = 'sessions'")
        other.execute("INSERT INTO jobs (name, next_at) VALUES ('of_another_version', now() - interval '1 year')")
        told = expect(client.get("/health"), 200)
        assert told["status"] == "degraded" and told["checks"]["jobs"] == {"status": "unhealthy", "error": "sessions failed"}
        counted = scrape(client)
        assert counted.get("tessera_job_last_succeeded", job_name="sessions") == 0 and counted.get("tessera_job_late", job_name="audit_seal") == 0
        assert {labels["job_name"] for labels, _ in counted.all("tessera_job_late")} == {job["name"] for job in told["jobs"]}
        other.execute("UPDATE jobs SET last_outcome = 'succeeded' WHERE name = 'sessions'")
        assert expect(client.get("/health"), 200)["status"] == "healthy"


def test_many_who_watch(start_server):
    """Each is answered, whatever number of looks at the database that takes."""
    server = start_server()
    with server.client() as first, server.client() as second:
        for _ in range(20):
            expect(first.get("/health"), 200)
            scrape(second)
    told = scrape(server.client())
    assert told.get("tessera_http_requests_total", method="GET", endpoint="/health", status="200") == 20
