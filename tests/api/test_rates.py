"""How much callers may ask for (chapter 05, section 5)."""

import concurrent.futures
import time

import pytest

from support.access import BOOTSTRAP, bearer, caller, make_key
from support.make import expect, expect_error, make_asset, make_contract, make_team, object_schema, unique
from support.server import program_run
from support.tables import routes, settings

NOBODY = "00000000-0000-4000-8000-000000000000"
WAIT_SECONDS = 60
KEY = "tess_live_" + "0" * 64
# Wide limits, so that a test meets the one that it sets and no other, however slow the machine is.
WIDE = {
    **{setting.variable: "1000000/hour" for setting in settings() if setting.variable.startswith("RATE_LIMIT_") and setting.kind == "TEXT"},
    "BOOTSTRAP_API_KEY": BOOTSTRAP,
}


def left(reply):
    return tuple(int(reply.headers[f"ratelimit-{name}"]) for name in ("limit", "remaining", "reset"))


def expect_too_many(reply, kind, limit, seconds):
    error = expect_error(reply, 429, "RATE_LIMIT_EXCEEDED", "Too Many Requests")
    assert error["details"] == {"class": kind, "limit": limit}
    assert 1 <= int(reply.headers["retry-after"]) <= seconds and left(reply)[1] == 0
    return error


@pytest.fixture
def limited(start_server):
    """Starts a server with these limits; gives it, a client with the bootstrap key, and a team."""

    def start(**limits):
        running = start_server(settings={**WIDE, **limits})
        admin = running.api(headers=bearer(BOOTSTRAP))
        return running, admin, make_team(admin)

    return start


@pytest.mark.parametrize(
    ("variable", "kind", "scopes", "agent", "method", "path"),
    [
        ("READ", "read", ["read"], False, "GET", "/teams"),
        ("WRITE", "write", ["write"], False, "DELETE", f"/assets/{NOBODY}"),
        ("ADMIN", "admin", ["admin"], False, "GET", "/api-keys"),
        ("EXPENSIVE", "expensive", ["read"], False, "POST", f"/assets/{NOBODY}/impact-preview"),
        ("BULK", "bulk", ["write"], False, "POST", "/bulk/assets"),
        ("GLOBAL", "global", ["read"], False, "GET", "/search"),
        ("AGENT_READ", "read", ["read"], True, "GET", "/teams"),
        ("AGENT_WRITE", "write", ["write"], True, "DELETE", f"/assets/{NOBODY}"),
        ("AGENT_ADMIN", "admin", ["admin"], True, "GET", "/api-keys"),
    ],
)
def test_classes(limited, variable, kind, scopes, agent, method, path):
    running, admin, team = limited(**{f"RATE_LIMIT_{variable}": "2/hour"})
    key = make_key(admin, team, *scopes, **({"agent_name": "bot"} if agent else {}))
    client = running.api(headers=bearer(key["key"]))
    for remaining in (1, 0):
        reply = client.request(method, path)
        assert reply.status_code != 429 and left(reply)[:2] == (2, remaining) and 0 < left(reply)[2] <= 3600
    for _ in range(3):
        expect_too_many(client.request(method, path), kind, "2 per 1 hour", 1800)
    assert client.request(method, path, content=b"{not json").status_code == 429  # before the body is looked at
    assert running.client().get("/health").status_code == 200


def test_keys_are_counted_apart_and_paths_together(limited):
    running, admin, team = limited(RATE_LIMIT_READ="3/hour")
    first, second = (caller(running, admin, team, "read") for _ in range(2))
    for path in ("/teams", f"/teams/{NOBODY}", "/assets?limit=1"):
        assert first.get(path).status_code != 429
    for path in ("/teams", f"/teams/{team['id']}", "/contracts"):
        assert first.get(path).status_code == 429
    assert [second.get("/teams").status_code for _ in range(4)] == [200, 200, 200, 429]


def test_what_is_dear_is_counted_by_team(limited):
    running, admin, team = limited(RATE_LIMIT_EXPENSIVE="2/hour")
    asset = make_asset(admin, team)
    make_contract(admin, asset, object_schema(a="string"))
    body = {"proposed_schema": object_schema(a="integer")}
    first, second = (caller(running, admin, team, "read") for _ in range(2))
    assert [api.post(f"/assets/{asset['id']}/impact-preview", json=body).status_code for api in (first, second, first, second)] == [200, 200, 429, 429]
    other = caller(running, admin, make_team(admin), "read")
    assert other.post(f"/assets/{asset['id']}/impact-preview", json=body).status_code == 200


def test_a_refused_write_writes_nothing(limited):
    running, admin, team = limited(RATE_LIMIT_WRITE="2/hour")
    writer = caller(running, admin, team)
    body = [{"fqn": f"lake.{unique()}", "owner_team_id": team["id"]} for _ in range(3)]
    assert [writer.post("/assets", json=one).status_code for one in body] == [201, 201, 429]
    assert expect(writer.get("/assets"), 200)["total"] == 2


def test_refused_credentials(limited):
    """As many as the limit are told what is wrong; valid keys from the same address are never kept out."""
    running, admin, team = limited(RATE_LIMIT_AUTH="2/hour")
    key = make_key(admin, team)["key"]
    anybody = running.api(headers=bearer(KEY))
    for status in (401, 401, 429, 429):
        reply = anybody.get("/teams")
        assert reply.status_code == status and ("www-authenticate" in reply.headers) == (status == 401)
    expect_too_many(anybody.get("/teams"), "auth", "2 per 1 hour", 1800)
    expect_error(running.api().get("/teams"), 401, "MISSING_API_KEY")
    for _ in range(5):
        assert running.api(headers=bearer(key)).get("/teams").status_code == 200
    for path in ("/health", "/openapi.json"):
        assert running.client().get(path).status_code == 200


def test_the_client_of_a_named_proxy_is_counted(limited):
    """IPv4 by the address, however it is written, IPv6 by its /64; of a list what the proxy itself says."""
    running, admin, _ = limited(RATE_LIMIT_AUTH="1/hour", TESSERA_TRUSTED_PROXIES="127.0.0.1")
    anybody = running.api(headers=bearer(KEY))
    for client, status in (
        ("192.0.2.7", 401), ("192.0.2.7", 429), ("::ffff:192.0.2.7", 429), ("192.0.2.8", 401),
        ("2001:db8:1:2::1", 401), ("2001:db8:1:2:3::9", 429), ("2001:db8:1:3::1", 401), ("203.0.113.5, 192.0.2.7", 429),
    ):  # fmt: skip
        assert anybody.get("/teams", headers={"X-Forwarded-For": client}).status_code == status, client


def test_what_others_say_of_their_address_counts_nothing(limited):
    running, _, _ = limited(RATE_LIMIT_AUTH="1/hour")
    anybody = running.api(headers=bearer(KEY))
    assert [anybody.get("/teams", headers={"X-Forwarded-For": f"192.0.2.{last}"}).status_code for last in (7, 8)] == [401, 429]


def test_several_limits_at_once(limited):
    running, admin, team = limited(RATE_LIMIT_READ="3 per 2 hours; 5/day, 100 per 1 month")
    reader = caller(running, admin, team, "read")
    assert [left(reader.get("/teams"))[:2] for _ in range(3)] == [(3, 2), (3, 1), (3, 0)]
    expect_too_many(reader.get("/teams"), "read", "3 per 2 hours", 2400)


def test_many_at_once_get_no_more(limited):
    running, admin, team = limited(RATE_LIMIT_READ="50/hour")
    key = make_key(admin, team, "read")["key"]
    clients = [running.api(headers=bearer(key)) for _ in range(8)]
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        statuses = [reply.status_code for reply in pool.map(lambda api: api.get("/teams"), clients * 20)]
    assert statuses.count(200) == 50 and statuses.count(429) == 110


def test_more_callers_than_are_remembered(limited):
    """Then some are forgotten; nobody is counted for another."""
    running, admin, team = limited(RATE_LIMIT_READ="2/hour", TESSERA_RATE_LIMIT_CALLERS=1)
    readers = [caller(running, admin, team, "read") for _ in range(40)]
    for _ in range(2):
        assert {api.get("/teams").status_code for api in readers} == {200}


def test_time_gives_back(limited):
    running, admin, team = limited(RATE_LIMIT_READ="1 per 5 seconds")
    reader = caller(running, admin, team, "read")
    statuses, deadline = [reader.get("/teams").status_code], time.monotonic() + WAIT_SECONDS
    while statuses[-1] != 200 or len(statuses) == 1:
        reply = reader.get("/teams")
        statuses.append(reply.status_code)
        assert reply.status_code == 200 or 1 <= int(reply.headers["retry-after"]) <= 5
        assert time.monotonic() < deadline
    assert statuses[0] == 200


@pytest.mark.parametrize(
    ("given", "counted"),
    [
        ({"RATE_LIMIT_ENABLED": False}, False), ({"AUTH_DISABLED": True}, False), ({"AUTH_DISABLED": True, "RATE_LIMIT_ENABLED": True}, True),
        ({}, True),
    ],
)  # fmt: skip
def test_when_they_hold(start_server, given, counted):
    """With authentication off an address is counted, where that is asked for."""
    running = start_server(settings={**WIDE, "RATE_LIMIT_READ": "2/hour", **given})
    api = running.api(headers=bearer(BOOTSTRAP))
    replies = [api.get("/teams") for _ in range(10)]
    assert [reply.status_code for reply in replies] == ([200, 200] + [429] * 8 if counted else [200] * 10)
    assert all(("ratelimit-limit" in reply.headers) == counted for reply in replies)


def test_replies_that_carry_headers(limited):
    """Refusals and writes as well."""
    _, admin, team = limited()
    for reply in (admin.get(f"/teams/{NOBODY}"), admin.post("/teams", json={}), admin.post("/teams", json={"name": unique()}), admin.get("/me")):
        assert left(reply)[0] == 1_000_000


@pytest.mark.parametrize(
    "value", ["", "x", "100", "100/", "/minute", "0/minute", "-1/minute", "1.5/minute", "100/fortnight", "100/minute;", ",", "1000001/minute",
              "100 per minute per hour", "1/second,1/minute,1/hour,1/day,1/year", "100//minute", "100 by minute"],
)  # fmt: skip
def test_limits_are_checked_at_the_start(tmp_path, value):
    for variable in ("RATE_LIMIT_READ", "RATE_LIMIT_AUTH", "RATE_LIMIT_AGENT_ADMIN"):
        ended = program_run("--check-config", settings={variable: value}, folder=tmp_path)
        assert ended.returncode != 0 and f"{variable} must be limits as" in ended.stderr, ended.stderr


@pytest.mark.parametrize("value", ["1/second", "2 per 3 Hours", "100/minutes", "1000000 per 7 days", "5/month;6/year", "1 per second , 2 / minute"])
def test_limits_that_are_fine(tmp_path, value):
    assert program_run("--check-config", settings={"RATE_LIMIT_READ": value}, folder=tmp_path).returncode == 0


def test_production_has_limits(tmp_path):
    ended = program_run("--check-config", settings={"ENVIRONMENT": "production", "RATE_LIMIT_ENABLED": False}, folder=tmp_path)
    assert ended.returncode != 0 and "RATE_LIMIT_ENABLED must be true" in ended.stderr


def test_every_route_that_needs_a_credential_has_a_class():
    assert {route.rate for route in routes() if route.scope == "PUBLIC"} == {"NONE"}
    assert {(route.noun, route.verb) for route in routes() if route.scope != "PUBLIC" and route.rate == "NONE"} == {("search", "everything")}
