"""Health routes (chapter 05, section 8.1)."""

import time

from support import postgres
from support.make import expect, make_team


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
