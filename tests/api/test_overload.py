"""Overload with authentication on: memory is bounded, health answers, what is refused is 429 or 503, and what was acknowledged is there."""

import asyncio
import os

import pytest

from support import postgres
from support.access import BOOTSTRAP, bearer, make_key
from support.issuer import Issuer
from support.make import database_read, expect, make_asset, make_team
from support.overload import SMALL_BUFFER, memory_of, overload, raise_descriptors
from support.tls import client_context, tls_settings

LONG = bool(os.environ.get("TESSERA_TEST_LONG"))
CONNECTIONS = 10_000 if LONG else 240
QUEUE = 64 if LONG else 16  # places in each queue
CALLERS = 4 * QUEUE
REQUESTS = 60 if LONG else 12  # of each caller
MEBIBYTE = 1 << 20
SANITIZED = "build-test" in os.environ.get("TESSERA_BUILD", "")
# A quarantine of freed memory, and what stands around each block.
MEMORY_FACTOR = 4 if SANITIZED else 1
PER_CONNECTION = 16 << 10
OVER_TLS = 32 << 10  # more for each
REST = 128 * MEBIBYTE

HALF_A_REQUEST = b"GET /api/v1/teams HTTP/1.1\r\nHost: a\r\nX-Slow: "
SCHEMA = {"type": "object", "properties": {f"p{number}": {"type": "string", "maxLength": number + 1} for number in range(60)}}


def crowd_of(encrypted, key):
    """A quarter of them says nothing; the others are slow senders, and readers of a page that they do not take."""
    reading = f"GET /api/v1/assets?limit=100 HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {key}\r\n\r\n".encode() * 2
    quarter = CONNECTIONS // 4

    async def fill(crowd):
        if not encrypted:
            await crowd.plain(quarter, b"")
            await crowd.plain(2 * quarter, HALF_A_REQUEST)
            await crowd.plain(quarter, reading, SMALL_BUFFER)
            return
        await crowd.plain(2 * quarter, b"\x16\x03\x01")  # the first bytes of a handshake
        await crowd.encrypted(quarter, HALF_A_REQUEST)
        await crowd.encrypted(quarter, reading)

    return fill


def requests_of(caller):
    """Writes, reads and comparisons in turn; each name is made once."""
    made = []
    for number in range(REQUESTS):
        kind = (caller + number) % 3
        if kind == 0:
            made.append(("POST", "/api/v1/teams", {"name": f"overload {caller} {number}"}))
        elif kind == 1:
            made.append(("POST", "/api/v1/contracts/compare", {"old_schema": SCHEMA, "new_schema": {**SCHEMA, "title": f"{caller} {number}"}}))
        else:
            made.append(("GET", "/api/v1/assets?limit=100&fqn=%25a%25", None))
    return made


@pytest.mark.parametrize("encrypted", [False, True], ids=["in clear", "with TLS"])
def test_overload(start_server, tmp_path, authority, encrypted):
    if not raise_descriptors(CONNECTIONS + CALLERS + 500):
        pytest.skip("the system gives too few descriptors")
    issuer = Issuer()
    settings = {
        "BOOTSTRAP_API_KEY": BOOTSTRAP, "TESSERA_MAX_QUEUED_WRITES": QUEUE, "TESSERA_MAX_QUEUED_READS": QUEUE, "TESSERA_MAX_QUEUED_COMPARISONS": QUEUE // 4,
        # Those of agents are beyond reach, so that queues are what refuses them; the others come to their limits.
        "RATE_LIMIT_READ": "4/hour", "RATE_LIMIT_WRITE": "2/hour", "RATE_LIMIT_GLOBAL": "1000000/minute",
        "RATE_LIMIT_AGENT_READ": "1000000/minute", "RATE_LIMIT_AGENT_WRITE": "1000000/minute",
        # Nobody of the crowd is to leave before it is over.
        "TESSERA_HEADER_TIMEOUT": 3600, "TESSERA_TLS_HANDSHAKE_TIMEOUT": 3600, "TESSERA_IDLE_TIMEOUT": 3600, "TESSERA_WRITE_TIMEOUT": 3600,
        **issuer.settings(TESSERA_OIDC_AGENT_CLAIM="agent"),
    }  # fmt: skip
    if encrypted:
        settings.update(tls_settings(authority.sign("localhost", "DNS:localhost")))
    try:
        running = start_server(settings=settings, listen=("https://127.0.0.1:0" if encrypted else "http://127.0.0.1:0",))
        context = client_context(authority) if encrypted else None
        admin = running.client("/api/v1", context=context, checked=False, headers=bearer(BOOTSTRAP))
        team = make_team(admin)
        agent, usual = make_key(admin, team, "read", "write", agent_name="bot")["key"], make_key(admin, team, "read", "write")["key"]
        token = issuer.token(team=team["name"], agent="bot")
        bot = running.client("/api/v1", context=context, checked=False, headers=bearer(agent))
        for number in range(100):
            make_asset(bot, team, fqn=f"lake.a{number}", metadata={"m": "x" * 500})
        credentials = [bearer(credential) for credential in (agent, agent, token, usual)]
        loads = [(credentials[caller % 4], requests_of(caller)) for caller in range(CALLERS)]
        before, _ = memory_of(running.process.pid)
        told = asyncio.run(overload(running.port, context, loads, crowd_of(encrypted, agent)))
        after, most = memory_of(running.process.pid)
        served = sum(count for status, count in told.statuses.items() if status < 300)
        print(f"\n{CONNECTIONS} connections, {CALLERS} callers, {sum(told.statuses.values())} requests in {told.seconds:.1f} s: {dict(sorted(told.statuses.items()))}; "
              f"health {len(told.health)} times, slowest {max(told.health) * 1000:.0f} ms; memory {before / MEBIBYTE:.0f} -> {after / MEBIBYTE:.0f}, "
              f"at most {most / MEBIBYTE:.0f} MiB")  # fmt: skip
        assert not told.faults, told.faults[:5]
        assert set(told.statuses) <= {200, 201, 429, 503}, told.statuses
        assert told.statuses.get(429, 0) > 0 and served > 0 and len(told.acknowledged) > 0
        assert told.statuses.get(503, 0) > 0 or postgres.chosen(), told.statuses
        assert len(told.health) > 0
        bound = REST + CONNECTIONS * (PER_CONNECTION + (OVER_TLS if encrypted else 0))
        assert most <= bound * MEMORY_FACTOR, (most, bound)
        # It serves as before, and what it acknowledged survives that it is killed.
        expect(bot.get("/teams", params={"limit": 1}), 200)
        running.kill()
        connection = database_read(running.database)
        try:
            names = {row["name"] for row in connection.execute("SELECT name FROM teams").fetchall()}
        finally:
            connection.close()
        missing = set(told.acknowledged) - names
        assert not missing and len(told.acknowledged) == len(set(told.acknowledged)), sorted(missing)[:5]
    finally:
        issuer.close()
