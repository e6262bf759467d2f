"""Who calls (chapter 05, sections 2.1 to 2.6)."""

import time

import pytest

from support import postgres
from support.access import BOOTSTRAP, bearer, caller, make_key
from support.make import audit_one, expect, expect_error, make_team, unique
from support.server import program_run

MISSING = ("MISSING_API_KEY", "Missing Authorization header. Use 'Authorization: Bearer <api_key>'")
FORM = ("INVALID_AUTH_HEADER", "Invalid format. Use 'Authorization: Bearer <api_key>'")
INVALID = ("INVALID_API_KEY", "Invalid or expired API key")
WAIT_SECONDS = 60
KEY = "tess_live_" + "0" * 64


@pytest.fixture(scope="module")
def anybody(guarded):
    return guarded.api()


@pytest.mark.parametrize(
    ("value", "refusal"),
    [
        ("", MISSING), ("Bearer", FORM), (f"Bearer{KEY}", FORM), (f"bearer {KEY}", FORM), (f"BEARER {KEY}", FORM),
        (f"Bearer\t{KEY}", FORM), (f"Basic {KEY}", FORM), (KEY, FORM), (BOOTSTRAP, FORM), ("Bearer x", INVALID), (f"Bearer {KEY}", INVALID),
        (f"Bearer  {BOOTSTRAP}", INVALID), (f"Bearer {BOOTSTRAP}x", INVALID), (f"Bearer {BOOTSTRAP[:-1]}", INVALID),
        (f"Bearer {BOOTSTRAP.upper()}", INVALID), (f"Bearer {KEY}0", INVALID), (f"Bearer {KEY[:-1]}", INVALID), ("Bearer tess_live_", INVALID),
        ("Bearer \u00fc\u00e9".encode().decode("latin-1"), INVALID), ("Bearer ' OR 1=1 --", INVALID), ("Bearer " + "x" * 8000, INVALID),
        ("Bearer %s%n%x", INVALID), ('Bearer {"key": 1}', INVALID), (f"Bearer {KEY},Bearer {BOOTSTRAP}", INVALID),
    ],
)  # fmt: skip
def test_refused_credentials(guarded, anybody, value, refusal):
    reply = anybody.get("/teams", headers=[("Authorization", value.encode("latin-1"))])
    error = expect_error(reply, 401, refusal[0])
    assert error["message"] == refusal[1] and "details" not in error
    assert reply.headers["www-authenticate"] == "Bearer"


def test_no_credential(anybody):
    for method, path in [("GET", "/teams"), ("POST", "/teams"), ("DELETE", f"/teams/{KEY}"), ("GET", "/assets/no-uuid")]:
        assert expect_error(anybody.request(method, path), 401, MISSING[0])["message"] == MISSING[1]


def test_a_credential_comes_once(guarded, anybody, admin):
    key = make_key(admin, make_team(admin))["key"]
    for first, second in [(BOOTSTRAP, BOOTSTRAP), (BOOTSTRAP, key), (key, "x"), ("x", key)]:
        headers = [("Authorization", f"Bearer {first}"), ("authorization", f"Bearer {second}")]
        expect_error(anybody.get("/teams", headers=headers), 401, "INVALID_AUTH_HEADER", "more than once")


def test_what_needs_no_credential(guarded):
    open_client = guarded.client()
    for path in ("/health", "/health/ready", "/health/live", "/openapi.json", "/docs", "/"):
        assert open_client.get(path).status_code == 200
        assert open_client.get(path, headers=bearer("wrong")).status_code == 200
    assert open_client.get("/api/v1/nothing").status_code == 404
    reply = open_client.options("/api/v1/teams", headers={"Origin": "http://localhost:3000", "Access-Control-Request-Method": "GET"})
    assert reply.status_code == 200


def test_a_credential_comes_before_the_rest_of_the_request(guarded, admin, anybody):
    """Before the body is looked at, and before anything is said of what the path names."""
    reader = caller(guarded, admin, make_team(admin), "read")
    for body in (b"{bad", b"\xff", b"[" * 10_000, b'{"name": 1}'):
        expect_error(anybody.post("/teams", content=body, headers={"Content-Type": "application/json"}), 401, "MISSING_API_KEY")
        expect_error(reader.post("/teams", content=body, headers={"Content-Type": "application/json"}), 403, "INSUFFICIENT_SCOPE")
    expect_error(anybody.get("/teams?limit=x"), 401, "MISSING_API_KEY")
    expect_error(reader.patch("/teams/no-id", json={}), 403, "INSUFFICIENT_SCOPE", "This operation requires the 'admin' scope")


def test_a_large_body_of_nobody_is_not_decoded(guarded, anybody):
    reply = anybody.post("/teams", content=b'{"name": "' + b"x" * 1_000_000 + b'"', headers={"Content-Type": "application/json"})
    expect_error(reply, 401, "MISSING_API_KEY")


# --- the bootstrap key ------------------------------------------------------------------------------------------------


def test_the_bootstrap_key_makes_the_first_team(start_server):
    running = start_server(settings={"BOOTSTRAP_API_KEY": BOOTSTRAP})
    first = running.api(headers=bearer(BOOTSTRAP))
    assert expect(first.get("/api-keys"), 200) == {"keys": [], "total": 0}
    team, other = make_team(first), make_team(first)
    assert audit_one(running, make_key(first, other)["id"], "api_key.created")["actor_id"] == team["id"]
    assert all("bootstrap" not in one["name"] for one in expect(first.get("/api-keys"), 200)["keys"])
    assert BOOTSTRAP not in running.log_text()


def test_without_a_bootstrap_key_there_is_no_way_in_but_keys(start_server, tmp_path):
    running = start_server(settings={"BOOTSTRAP_API_KEY": BOOTSTRAP})
    admin = running.api(headers=bearer(BOOTSTRAP))
    key = make_key(admin, make_team(admin), "admin")["key"]
    running.stop_and_check()
    running.settings = {**running.settings, "AUTH_DISABLED": False, "BOOTSTRAP_API_KEY": ""}
    running.start()
    for token, status in [(key, 200), (BOOTSTRAP, 401), ("wrong", 401)]:
        assert running.api(headers=bearer(token)).get("/teams").status_code == status


def test_the_bootstrap_key_can_be_sent(tmp_path):
    for value in ("with blank", "b\u00e4r", "tab\t", "line\nbreak"):
        ended = program_run("--check-config", settings={"BOOTSTRAP_API_KEY": value}, folder=tmp_path)
        assert ended.returncode != 0 and "BOOTSTRAP_API_KEY must be of visible ASCII characters" in ended.stderr
        assert value not in ended.stderr


# --- with authentication off ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("settings", [{}, {"AUTH_DISABLED": True}, {"AUTH_DISABLED": True, "BOOTSTRAP_API_KEY": BOOTSTRAP}])
def test_off(start_server, settings):
    running = start_server(settings=settings)
    api = running.api()
    first = make_team(api)
    make_team(api)
    for value in (None, "", "Basic x", "Bearer wrong", f"Bearer {BOOTSTRAP}"):
        headers = {} if value is None else {"Authorization": value}
        made = expect(api.post("/api-keys", json={"name": unique(), "team_id": first["id"]}, headers=headers), 201)
        event = audit_one(running, made["id"], "api_key.created")
        assert (event["actor_id"], event["actor_type"]) == (first["id"], "human")
    assert "authentication is off" in running.log_text()


@pytest.mark.parametrize(
    ("settings", "status"),
    [
        ({"BOOTSTRAP_API_KEY": BOOTSTRAP}, 401), ({"AUTH_DISABLED": False}, 401), ({"ENVIRONMENT": "production"}, 401),
        ({"BOOTSTRAP_API_KEY": ""}, 200), ({}, 200),
    ],
)  # fmt: skip
def test_when_it_is_on(start_server, settings, status):
    running = start_server(settings=settings)
    assert running.api().get("/teams").status_code == status
    assert ("authentication is off" in running.log_text()) == (status == 200)


def test_with_authentication_any_address_will_do(start_server):
    running = start_server(listen=("127.0.0.1:0", "0.0.0.0:0"), settings={"BOOTSTRAP_API_KEY": BOOTSTRAP})
    assert len(running.addresses) == 2 and running.api().get("/teams").status_code == 401


# --- several servers --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seconds", [0, 1])
def test_a_revocation_on_another_server(start_server, tmp_path, seconds):
    """Where a key is known for no time it counts at once, else within that time."""
    database, nodes = postgres.cluster().new_database(), []
    for number in range(2):
        folder = tmp_path / f"node{number}"
        folder.mkdir()
        settings = {"BOOTSTRAP_API_KEY": BOOTSTRAP, "TESSERA_AUTH_CACHE_SECONDS": seconds}
        nodes.append(start_server(database=database, folder=folder, settings=settings))
    here, there = (node.api(headers=bearer(BOOTSTRAP)) for node in nodes)
    made = make_key(here, make_team(here))
    users = [node.api(headers=bearer(made["key"])) for node in nodes]
    assert [api.get("/teams").status_code for api in users] == [200, 200]
    expect(there.delete(f"/api-keys/{made['id']}"), 200)
    assert users[1].get("/teams").status_code == 401
    deadline = time.monotonic() + WAIT_SECONDS
    while seconds and users[0].get("/teams").status_code == 200:
        assert time.monotonic() < deadline
    assert users[0].get("/teams").status_code == 401
