"""API keys (chapter 05, sections 2.3 and 4)."""

import concurrent.futures
import re
import time

import pytest

from support.access import BOOTSTRAP, bearer, caller, key_hash, make_key, stored_bytes
from support.make import audit_events, audit_one, expect, expect_error, expect_problem, make_team, make_user, unique

NOBODY = "00000000-0000-4000-8000-000000000000"
MEMBERS = {
    "id", "key_prefix", "name", "team_id", "user_id", "scopes", "agent_name", "agent_framework", "is_agent", "created_at", "expires_at",
}  # fmt: skip
WAIT_SECONDS = 60


@pytest.fixture
def team(admin):
    return make_team(admin)


def test_a_new_key(guarded, admin, team):
    reply = admin.post("/api-keys", json={"name": "  nightly  ", "team_id": team["id"]})
    made = expect(reply, 201)
    assert set(made) == MEMBERS | {"key"} and reply.headers["cache-control"] == "no-store"
    assert re.fullmatch(r"tess_live_[0-9a-f]{64}", made["key"]) and made["key_prefix"] == made["key"][:22]
    assert made == {
        "id": made["id"], "key": made["key"], "key_prefix": made["key_prefix"], "name": "nightly", "team_id": team["id"], "user_id": None,
        "scopes": ["read", "write"], "agent_name": None, "agent_framework": None, "is_agent": False, "created_at": made["created_at"],
        "expires_at": None,
    }  # fmt: skip
    shown = expect(admin.get(f"/api-keys/{made['id']}"), 200)
    assert shown == {**{name: made[name] for name in MEMBERS}, "last_used_at": None, "revoked_at": None}
    event = audit_one(guarded, made["id"], "api_key.created")
    assert event["entity_type"] == "api_key" and event["payload"] == {
        "name": "nightly", "key_prefix": made["key_prefix"], "team_id": team["id"], "scopes": ["read", "write"], "user_id": None, "expires_at": None,
        "agent_name": None, "agent_framework": None,
    }  # fmt: skip


def test_an_agent(admin, team):
    made = make_key(admin, team, agent_name="  schema-bot ", agent_framework=" in-house ")
    assert (made["agent_name"], made["agent_framework"], made["is_agent"]) == ("schema-bot", "in-house", True)
    blank = make_key(admin, team, agent_name="  ", agent_framework="in-house")
    assert (blank["agent_name"], blank["agent_framework"], blank["is_agent"]) == (None, "in-house", False)


@pytest.mark.parametrize("scopes", [[], ["admin"], ["write", "read", "write"]])
def test_scopes_are_kept_as_given(admin, team, scopes):
    made = expect(admin.post("/api-keys", json={"name": "k", "team_id": team["id"], "scopes": scopes}), 201)
    assert made["scopes"] == scopes and expect(admin.get(f"/api-keys/{made['id']}"), 200)["scopes"] == scopes


@pytest.mark.parametrize(
    ("members", "location", "kind"),
    [
        ({"name": "   "}, ["body", "name"], "value_error"),
        ({"name": ""}, ["body", "name"], "string_too_short"),
        ({"name": "x" * 256}, ["body", "name"], "string_too_long"),
        ({"name": None}, ["body", "name"], "string_type"),
        ({"team_id": "x"}, ["body", "team_id"], "uuid_parsing"),
        ({"scopes": None}, ["body", "scopes"], "list_type"),
        ({"scopes": ["read", "root"]}, ["body", "scopes", 1], "enum"),
        ({"scopes": ["read"] * 101}, ["body", "scopes"], "too_long"),
        ({"agent_name": "x" * 256}, ["body", "agent_name"], "string_too_long"),
        ({"agent_framework": "x" * 101}, ["body", "agent_framework"], "string_too_long"),
        ({"expires_at": "soon"}, ["body", "expires_at"], None),
    ],
)
def test_wrong_members(admin, team, members, location, kind):
    expect_problem(admin.post("/api-keys", json={"name": "k", "team_id": team["id"], **members}), location, kind)


def test_whose_it_is(admin, team):
    member, stranger = make_user(admin, team_id=team["id"]), make_user(admin, team_id=make_team(admin)["id"])
    assert make_key(admin, team, user_id=member["id"])["user_id"] == member["id"]
    expect_error(admin.post("/api-keys", json={"name": "k", "team_id": NOBODY}), 404, "TEAM_NOT_FOUND", f"Team {NOBODY} not found")
    body = {"name": "k", "team_id": team["id"]}
    expect_error(admin.post("/api-keys", json={**body, "user_id": NOBODY}), 404, "USER_NOT_FOUND", f"User {NOBODY} not found")
    message = f"User {stranger['id']} does not belong to team {team['id']}"
    expect_error(admin.post("/api-keys", json={**body, "user_id": stranger["id"]}), 400, "USER_TEAM_MISMATCH", message)


def test_a_secret_is_kept_nowhere(guarded, admin, team):
    """Not in a row, not in the audit log, not in a stored reply, not in the log."""
    made = make_key(admin, team)
    body = {"name": "k", "team_id": team["id"]}
    keyed = expect(admin.post("/api-keys", json=body, headers={"Idempotency-Key": unique("once")}), 201)
    automatic = expect(admin.post("/api-keys", json=body, headers={"Idempotency-Key": f"auto-{made['id']}"}), 201)
    for one in (made, keyed, automatic):
        assert caller_status(guarded, one["key"]) == 200
        stored = stored_bytes(guarded)
        assert key_hash(one["key"]) in stored
        secret = one["key"][22:]
        assert not any(secret.encode() in item for item in stored) and secret not in guarded.log_text()


@pytest.mark.parametrize("key", ["once-{}", "auto-{}"])
def test_a_repeated_creation_makes_one_key(admin, team, key):
    body, headers = {"name": unique("key"), "team_id": team["id"]}, {"Idempotency-Key": key.format(make_key(admin, team)["id"])}
    made = expect(admin.post("/api-keys", json=body, headers=headers), 201)
    error = expect_error(admin.post("/api-keys", json=body, headers=headers), 409, "SECRET_SHOWN_ONCE")
    assert error["details"] == {"existing_id": made["id"]}
    keys = expect(admin.get("/api-keys", params={"team_id": team["id"]}), 200)["keys"]
    assert [one["id"] for one in keys if one["name"] == body["name"]] == [made["id"]]


# --- lists ------------------------------------------------------------------------------------------------------------


def test_lists(guarded, admin, team):
    plain, agent, revoked = make_key(admin, team), make_key(admin, team, agent_name="bot"), make_key(admin, team)
    expect(admin.delete(f"/api-keys/{revoked['id']}"), 200)
    make_key(admin, make_team(admin))

    def listed(api, **query):
        found = expect(api.get("/api-keys", params=query), 200)
        assert set(found) == {"keys", "total"} and all(set(one) == MEMBERS | {"last_used_at", "revoked_at"} for one in found["keys"])
        return [one["id"] for one in found["keys"]], found["total"]

    of_team = {"team_id": team["id"]}
    assert listed(admin, **of_team) == ([agent["id"], plain["id"]], 2)
    assert listed(admin, **of_team, include_revoked="true") == ([revoked["id"], agent["id"], plain["id"]], 3)
    assert listed(admin, **of_team, is_agent="true") == ([agent["id"]], 1)
    assert listed(admin, **of_team, is_agent="false") == ([plain["id"]], 1)
    assert listed(admin, **of_team, limit=1, offset=1) == ([plain["id"]], 2)
    assert listed(admin)[1] > 2
    # Who is no admin sees the own team's, whatever is asked for.
    own = guarded.api(headers=bearer(plain["key"]))
    assert listed(own) == listed(own, team_id=NOBODY) == ([agent["id"], plain["id"]], 2)


def test_one_key(guarded, admin, team):
    key, other = make_key(admin, team), make_key(admin, make_team(admin))
    own = guarded.api(headers=bearer(key["key"]))
    assert expect(own.get(f"/api-keys/{key['id']}"), 200)["id"] == key["id"]
    expect_error(own.get(f"/api-keys/{other['id']}"), 403, "FORBIDDEN", "Cannot view keys for other teams")
    expect_error(own.get(f"/api-keys/{NOBODY}"), 404, "API_KEY_NOT_FOUND", f"API key {NOBODY} not found")
    expect_error(admin.delete(f"/api-keys/{NOBODY}"), 404, "API_KEY_NOT_FOUND", f"API key {NOBODY} not found")


# --- what ends a key --------------------------------------------------------------------------------------------------


def caller_status(server, key):
    return server.api(headers=bearer(key)).get("/teams").status_code


def test_revocation_counts_at_once(guarded, admin, team):
    """On every loop thread of the server, also while they know the key from calls before."""
    made = make_key(admin, team)
    clients = [guarded.api(headers=bearer(made["key"])) for _ in range(8)]
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        assert {reply.status_code for reply in pool.map(lambda api: api.get("/teams"), clients * 3)} == {200}
        revoked = expect(admin.delete(f"/api-keys/{made['id']}"), 200)
        replies = list(pool.map(lambda api: api.get("/teams"), clients * 3))
    for reply in replies:
        expect_error(reply, 401, "INVALID_API_KEY", "Invalid or expired API key")
        assert reply.headers["www-authenticate"] == "Bearer"
    assert revoked["revoked_at"] and revoked == expect(admin.get(f"/api-keys/{made['id']}"), 200)
    assert expect(admin.delete(f"/api-keys/{made['id']}"), 200) == revoked
    audit_one(guarded, made["id"], "api_key.revoked")


def test_a_key_may_revoke_itself(guarded, admin, team):
    made = make_key(admin, team, "admin")
    own = guarded.api(headers=bearer(made["key"]))
    expect(own.delete(f"/api-keys/{made['id']}"), 200)
    expect_error(own.get("/teams"), 401, "INVALID_API_KEY")
    assert audit_events(guarded, made["id"])[-1]["actor_id"] == team["id"]


def test_expiry(guarded, admin, team):
    for past in ("2020-01-01", "2020-01-01T00:00:00Z", "2020-06-01T12:00:00+02:00"):
        made = make_key(admin, team, expires_at=past)
        assert caller_status(guarded, made["key"]) == 401
    assert make_key(admin, team, expires_at="2020-02-03")["expires_at"] == "2020-02-03T00:00:00.000000Z"
    assert make_key(admin, team, expires_at="2020-06-01T12:00:00+02:00")["expires_at"] == "2020-06-01T10:00:00.000000Z"
    soon = time.time() + 2
    made = make_key(admin, team, expires_at=time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(soon)) + f".{int(soon % 1 * 1e6):06}Z")
    own, status = guarded.api(headers=bearer(made["key"])), 200
    while status == 200:  # known from the call before or not, it ends when it ends
        began = time.time()
        status = own.get("/teams").status_code
        assert began < soon if status == 200 else status == 401 and time.time() >= soon
    expect_error(own.get("/teams"), 401, "INVALID_API_KEY")


def test_a_team_takes_its_keys_along(guarded, admin, team):
    made = make_key(admin, team)
    assert caller_status(guarded, made["key"]) == 200
    assert admin.delete(f"/teams/{team['id']}").status_code == 204
    assert caller_status(guarded, made["key"]) == 401
    expect(admin.post(f"/teams/{team['id']}/restore"), 200)
    assert caller_status(guarded, made["key"]) == 200


def test_a_user_takes_the_keys_along(guarded, admin, team):
    user = make_user(admin, team_id=team["id"])
    made = make_key(admin, team, user_id=user["id"])
    assert caller_status(guarded, made["key"]) == 200
    assert admin.delete(f"/users/{user['id']}").status_code == 204
    assert caller_status(guarded, made["key"]) == 401
    expect(admin.post(f"/users/{user['id']}/reactivate"), 200)
    assert caller_status(guarded, made["key"]) == 200


def test_last_use(guarded, admin, team):
    made = make_key(admin, team)
    own = guarded.api(headers=bearer(made["key"]))
    own.get(f"/teams/{NOBODY}")  # a call that fails is one
    deadline = time.monotonic() + WAIT_SECONDS
    while (used := expect(admin.get(f"/api-keys/{made['id']}"), 200)["last_used_at"]) is None:
        assert time.monotonic() < deadline
    for _ in range(50):
        own.get("/teams")
    assert expect(admin.get(f"/api-keys/{made['id']}"), 200)["last_used_at"] == used >= made["created_at"]


def test_keys_survive_a_restart(start_server):
    running = start_server(settings={"BOOTSTRAP_API_KEY": BOOTSTRAP})
    admin = running.api(headers=bearer(BOOTSTRAP))
    team = make_team(admin)
    kept, gone = make_key(admin, team), make_key(admin, team)
    expect(admin.delete(f"/api-keys/{gone['id']}"), 200)
    running.kill()
    running.start()
    assert caller_status(running, kept["key"]) == 200 and caller_status(running, gone["key"]) == 401


def test_if_match(admin, team):
    made = make_key(admin, team)
    tag = admin.get(f"/api-keys/{made['id']}").headers["etag"]
    expect_error(admin.delete(f"/api-keys/{made['id']}", headers={"If-Match": '"other"'}), 412, "PRECONDITION_FAILED")
    expect(admin.delete(f"/api-keys/{made['id']}", headers={"If-Match": tag}), 200)


def test_a_caller_of_the_team_creates_nothing(guarded, admin, team):
    own = caller(guarded, admin, team)
    error = expect_error(own.post("/api-keys", json={"name": "k", "team_id": team["id"]}), 403, "INSUFFICIENT_SCOPE", "requires the 'admin' scope")
    assert error["details"] == {"required_scope": "admin"}


def test_a_key_of_somebody_who_left_the_team(guarded, admin, team):
    """It was made for a person of the team, and counts again when that person is back."""
    user = make_user(admin, team_id=team["id"])
    made = make_key(admin, team, user_id=user["id"])
    for home, status in ((make_team(admin), 401), (team, 200)):
        expect(admin.patch(f"/users/{user['id']}", json={"team_id": home["id"]}), 200)
        assert caller_status(guarded, made["key"]) == status
