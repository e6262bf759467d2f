"""Idempotency-Key: a write that is repeated under the same key happens once."""

import concurrent.futures
import sqlite3
import time
import uuid

import pytest

from support.make import (
    audit_events, database_read, expect, expect_error, make_asset, make_repo, make_team, make_user, object_schema, publish, unique,
)  # fmt: skip
from support.postgres import sqlite_only
from support.server import CHECKOUT

REPLAYED = "idempotency-replayed"


def key():
    return {"idempotency-key": str(uuid.uuid4())}


def same_reply(first, second):
    assert second.status_code == first.status_code and second.content == first.content
    assert second.headers.get(REPLAYED) == "true" and REPLAYED not in first.headers
    assert second.headers.get("content-type") == first.headers.get("content-type")
    assert second.headers.get("etag") == first.headers.get("etag")
    assert second.headers["x-request-id"] != first.headers["x-request-id"], "a replay is a request of its own"


def test_a_create_is_replayed(server, api):
    headers, body = key(), {"name": unique("once")}
    first = api.post("/teams", json=body, headers=headers)
    made = expect(first, 201)
    for _ in range(3):
        same_reply(first, api.post("/teams", json=body, headers=headers))
    assert expect(api.get("/teams", params={"name": body["name"]}), 200)["total"] == 1
    assert len(audit_events(server, made["id"])) == 1


def test_every_kind_of_write_is_replayed(server, api, team):
    asset, user = make_asset(api, team), make_user(api)
    writes = [
        ("POST", "/users", {"username": unique("u"), "name": "Some Body", "password": "long enough"}),
        ("POST", "/assets", {"fqn": f"a.{unique()}", "owner_team_id": team["id"]}),
        ("PATCH", f"/teams/{team['id']}", {"metadata": {"a": 1}}),
        ("PUT", f"/teams/{team['id']}", {"metadata": {"a": 2}}),
        ("PATCH", f"/assets/{asset['id']}", {"description": "x"}),
        ("PATCH", f"/users/{user['id']}", {"name": "Other Name"}),
        ("POST", f"/assets/{asset['id']}/publish", {"schema": object_schema(a="string")}),
        ("POST", f"/assets/{asset['id']}/contracts", {"schema": object_schema(a="string", b="string")}),
        ("POST", "/assets/bulk-assign", {"asset_ids": [asset["id"]]}),
        ("DELETE", f"/users/{user['id']}", None),
        ("POST", f"/users/{user['id']}/reactivate", None),
        ("DELETE", f"/assets/{asset['id']}", None),
        ("POST", f"/assets/{asset['id']}/restore", None),
    ]
    for method, path, body in writes:
        headers = key()
        first = api.request(method, path, json=body, headers=headers)
        assert first.status_code < 300, f"{method} {path}: {first.text}"
        same_reply(first, api.request(method, path, json=body, headers=headers))
    assert expect(api.get(f"/assets/{asset['id']}/context"), 200)["contract_history_count"] == 2


def test_a_refusal_by_the_state_may_be_replayed_but_is_never_executed_late(api, team):
    """A 409 that is retried after its cause went away: replayed or executed, in either case coherent."""
    headers, body = key(), {"name": team["name"]}
    expect_error(api.post("/teams", json=body, headers=headers), 409, "DUPLICATE_TEAM")
    assert api.delete(f"/teams/{team['id']}").status_code == 204
    again = api.post("/teams", json=body, headers=headers)
    if again.status_code == 409:
        assert again.headers.get(REPLAYED) == "true"
    else:
        expect(again, 201)
        assert api.post("/teams", json=body, headers=headers).headers.get(REPLAYED) == "true"


def test_an_invalid_request_does_not_use_its_key_up(api):
    headers = key()
    assert api.post("/teams", json={"name": "-"}, headers=headers).status_code == 422
    assert api.post("/teams", content="{", headers=headers).status_code == 422
    reply = api.post("/teams", json={"name": unique()}, headers=headers)
    assert reply.status_code in (201, 422), reply.text
    if reply.status_code == 422:
        assert reply.json()["error"]["code"] == "IDEMPOTENCY_KEY_REUSED"


def test_another_request_under_the_same_key_is_422(api, team):
    headers, body = key(), {"name": unique("k")}
    expect(api.post("/teams", json=body, headers=headers), 201)
    for method, path, other in (
        ("POST", "/teams", {"name": unique("other")}),
        ("POST", "/teams", {**body, "metadata": {"a": 1}}),
        ("POST", "/assets", {"fqn": f"a.{unique()}", "owner_team_id": team["id"]}),
        ("PATCH", f"/teams/{team['id']}", body),
        ("DELETE", f"/teams/{team['id']}", None),
    ):
        reply = api.request(method, path, json=other, headers=headers)
        error = expect(reply, 422)["error"]
        assert error["code"] == "IDEMPOTENCY_KEY_REUSED", f"{method} {path}: {error}"
        assert REPLAYED not in reply.headers
    expect(api.get(f"/teams/{team['id']}"), 200)


def test_the_query_is_part_of_the_request(api, team):
    asset = make_asset(api, team)
    schema, headers = object_schema(a="string"), key()
    assert publish(api, asset, schema, dry_run=True, headers=headers).status_code in (200, 201)
    reply = publish(api, asset, schema, headers=headers)
    assert expect(reply, 422)["error"]["code"] == "IDEMPOTENCY_KEY_REUSED"


@pytest.mark.parametrize("value", ["a", "x" * 255, "!~", "key-with_all.kinds:of/signs"])
def test_keys_that_are_fine(api, value):
    value = value if len(value) > 200 else f"{value}{uuid.uuid4()}"
    body = {"name": unique()}
    first = api.post("/teams", json=body, headers={"idempotency-key": value})
    assert first.status_code in (201, 422)
    if first.status_code == 201:
        same_reply(first, api.post("/teams", json=body, headers={"idempotency-key": value}))


@pytest.mark.parametrize("value", [b"", b"x" * 256, b"a b", b"a\tb", "é".encode("utf-8")])
def test_keys_that_are_refused(api, value):
    name = unique()
    expect_error(api.post("/teams", json={"name": name}, headers={"idempotency-key": value}), 400, "IDEMPOTENCY_KEY_INVALID")
    assert expect(api.get("/teams", params={"name": name}), 200)["total"] == 0


def test_reads_ignore_the_header(api, team):
    headers = key()
    for path in (f"/teams/{team['id']}", "/teams"):
        for _ in range(2):
            reply = api.get(path, headers=headers)
            assert reply.status_code == 200 and REPLAYED not in reply.headers


def test_two_at_once_happen_once(server, api):
    for _ in range(5):
        headers, body = key(), {"name": unique("both")}
        clients = [server.api() for _ in range(4)]
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            replies = list(pool.map(lambda client, body=body, headers=headers: client.post("/teams", json=body, headers=headers), clients))
        made = [reply for reply in replies if reply.status_code == 201]
        assert made, [reply.text for reply in replies]
        assert len({reply.content for reply in made}) == 1
        assert sum(REPLAYED not in reply.headers for reply in made) == 1
        for reply in replies:
            assert reply.status_code in (201, 409), reply.text
        assert expect(api.get("/teams", params={"name": body["name"]}), 200)["total"] == 1


def test_a_dry_run_of_many_is_replayed(api, team):
    asset = make_asset(api, team)
    body = {"published_by": team["id"], "contracts": [{"asset_id": asset["id"], "schema": object_schema(a="string")}]}
    headers = key()
    first = api.post("/contracts/bulk", json=body, headers=headers)
    assert expect(first, 200)["preview"] is True and first.json()["published"] == 1
    publish(api, asset, object_schema(b="string"))
    same_reply(first, api.post("/contracts/bulk", json=body, headers=headers))
    other = {**body, "contracts": [{"asset_id": asset["id"], "schema": object_schema(c="string")}]}
    assert expect(api.post("/contracts/bulk", json=other, headers=headers), 422)["error"]["code"] == "IDEMPOTENCY_KEY_REUSED"
    assert expect(api.post("/contracts/bulk", json=body), 200)["published"] == 0, "without a key it is asked anew"
    assert expect(api.get(f"/assets/{asset['id']}/context"), 200)["contract_history_count"] == 1


def test_a_replay_survives_a_restart_and_a_crash(start_server):
    running = start_server()
    headers, body = key(), {"name": "durable"}
    first = running.api().post("/teams", json=body, headers=headers)
    expect(first, 201)
    running.stop_and_check()
    running.start()
    again = running.api().post("/teams", json=body, headers=headers)
    assert again.content == first.content and again.headers[REPLAYED] == "true"
    running.kill()
    running.start()
    again = running.api().post("/teams", json=body, headers=headers)
    assert again.content == first.content and again.headers[REPLAYED] == "true"


def test_a_stale_condition_under_a_replayed_key(api, team):
    """The first write changed the state, so its own If-Match is stale on the retry: the stored reply comes all the same."""
    path = f"/teams/{team['id']}"
    tag = api.get(path, headers={"accept-encoding": "identity"}).headers["etag"]
    headers = {**key(), "if-match": tag}
    first = api.patch(path, json={"metadata": {"n": 1}}, headers=headers)
    expect(first, 200)
    same_reply(first, api.patch(path, json={"metadata": {"n": 1}}, headers=headers))


def test_passwords_are_not_in_what_is_stored(server, api):
    body = {"username": unique("pw"), "name": "Some Body", "password": "secret-in-a-replay"}
    headers = key()
    first = api.post("/users", json=body, headers=headers)
    expect(first, 201)
    same_reply(first, api.post("/users", json=body, headers=headers))
    for file in server.folder.glob("tessera.db*"):
        assert b"secret-in-a-replay" not in file.read_bytes(), f"the password is in {file.name}"


def test_one_key_serves_one_caller_and_other_keys_do_not_clash(api):
    names = [unique("k") for _ in range(3)]
    made = [expect(api.post("/teams", json={"name": name}, headers=key()), 201) for name in names]
    assert len({team["id"] for team in made}) == 3
    assert make_team(api)["id"] not in {team["id"] for team in made}


# --- keys that client libraries make ----------------------------------------------------------------------------------


def automatic(age_seconds=0):
    """A key of a client library: "auto-" and a UUID of version 7, which begins with the time in milliseconds."""
    bits = uuid.uuid4().int & ~(0xFFFFFFFFFFFF << 80 | 0xF << 76) | int((time.time() - age_seconds) * 1000) << 80 | 7 << 76
    return {"idempotency-key": f"auto-{uuid.UUID(int=bits)}"}


def rows(server, table):
    connection = database_read(server.database)
    try:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    finally:
        connection.close()


def creations(api, team):
    """A request of each kind that creates something, or publishes."""
    asset = make_asset(api, team)
    repo = expect(api.post("/repos", json={"name": unique("r"), "git_url": f"https://example.com/{unique()}.git", "owner_team_id": team["id"]}), 201)
    contract = expect(publish(api, asset, object_schema(a="string")), 201)["contract"]
    return [
        ("/teams", {"name": unique("auto")}),
        ("/users", {"username": unique("u"), "name": "Some Body", "password": "long enough"}),
        ("/assets", {"fqn": f"a.{unique()}", "owner_team_id": team["id"]}),
        ("/repos", {"name": unique("r"), "git_url": f"https://example.com/{unique()}.git", "owner_team_id": team["id"]}),
        ("/services", {"name": unique("s"), "repo_id": repo["id"], "owner_team_id": team["id"]}),
        ("/registrations", {"contract_id": contract["id"], "consumer_team_id": make_team(api)["id"]}),
        (f"/assets/{asset['id']}/publish", {"schema": object_schema(a="string", b="string")}),
    ]


def test_tries_of_one_call_happen_once(server, api, team):
    for path, body in creations(api, team):
        headers, before = automatic(), rows(server, "idempotency_keys")
        first = api.post(path, json=body, headers=headers)
        made = expect(first, 201)
        trail = len(audit_events(server, made.get("id") or made["contract"]["id"]))
        for _ in range(2):
            same_reply(first, api.post(path, json=body, headers=headers))
        assert len(audit_events(server, made.get("id") or made["contract"]["id"])) == trail
        assert rows(server, "idempotency_keys") == before
        other = {**body, "name": unique("other")} if "name" in body else {**body, "metadata": {"other": 1}, "version": "7.0.0"}
        refused = api.post(path, json=other, headers=headers)
        assert expect(refused, 422)["error"]["code"] == "IDEMPOTENCY_KEY_REUSED", path
        assert "etag" not in refused.headers


def test_what_is_kept_for_tries_is_a_reference(server, api):
    body, headers = {"name": unique("large"), "metadata": {"text": "w" * 40_000}}, automatic()
    team = expect(api.post("/teams", json=body, headers=headers), 201)
    connection = database_read(server.database)
    try:
        kept = connection.execute("SELECT length(replay) FROM audit_events WHERE entity_id = ?", (uuid.UUID(team["id"]).bytes,)).fetchone()[0]
    finally:
        connection.close()
    assert kept == 8 + 16, "a fingerprint and an id"
    # So its replay shows what was created as it is now.
    changed = expect(api.patch(f"/teams/{team['id']}", json={"metadata": {"n": 1}}), 200)
    again = api.post("/teams", json=body, headers=headers)
    assert expect(again, 201) == changed and again.headers[REPLAYED] == "true"
    assert api.delete(f"/teams/{team['id']}").status_code == 204
    expect_error(api.post("/teams", json=body, headers=headers), 404, "NOT_FOUND")
    assert expect(api.get("/teams", params={"name": body["name"]}), 200)["total"] == 0


def test_tries_at_once_happen_once(server, api):
    for _ in range(5):
        headers, body = automatic(), {"name": unique("both")}
        clients = [server.api() for _ in range(4)]
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            replies = list(pool.map(lambda client, body=body, headers=headers: client.post("/teams", json=body, headers=headers), clients))
        assert {reply.status_code for reply in replies} == {201}, [reply.text for reply in replies]
        assert len({reply.content for reply in replies}) == 1
        assert sum(REPLAYED not in reply.headers for reply in replies) == 1
        assert expect(api.get("/teams", params={"name": body["name"]}), 200)["total"] == 1


def test_keys_that_are_nearly_the_same_are_told_apart(api):
    bits = uuid.UUID(automatic()["idempotency-key"].removeprefix("auto-")).int
    keys = [{"idempotency-key": f"auto-{uuid.UUID(int=bits ^ number << 20)}"} for number in range(17)]  # time and last bits are one
    bodies = [{"name": unique("alike")} for _ in keys]
    made = [expect(api.post("/teams", json=body, headers=headers), 201) for body, headers in zip(bodies, keys, strict=True)]
    assert len({team["id"] for team in made}) == 17
    for team, body, headers in zip(made, bodies, keys, strict=True):
        again = api.post("/teams", json=body, headers=headers)
        assert expect(again, 201) == team and again.headers[REPLAYED] == "true"


def report(asset):
    return f"/assets/{asset['id']}/audit-results", {"status": "passed", "guarantees_checked": 1, "guarantees_passed": 1, "triggered_by": "dbt_test"}


def test_writes_that_create_nothing_that_is_shown_are_known_by_their_keys_too(server, api, team):
    asset, kept = make_asset(api, team), rows(server, "automatic_keys")
    path, body = report(asset)
    headers, history = automatic(), f"/assets/{asset['id']}/audit-history"
    first = api.post(path, json=body, headers=headers)
    expect(first, 200)
    for _ in range(2):
        same_reply(first, api.post(path, json=body, headers=headers))
    assert expect(api.get(history), 200)["total_runs"] == 1 and rows(server, "automatic_keys") == kept + 1
    other = automatic()
    expect(api.post("/teams", json={"name": unique("k")}, headers=other), 201)
    assert expect(api.post(path, json=body, headers=other), 422)["error"]["code"] == "IDEMPOTENCY_KEY_REUSED"
    assert expect(api.get(history), 200)["total_runs"] == 1


def test_keys_that_are_nearly_the_same_are_told_apart_in_the_table(api, team):
    path, body = report(make_asset(api, team))
    bits = uuid.UUID(automatic()["idempotency-key"].removeprefix("auto-")).int
    keys = [{"idempotency-key": f"auto-{uuid.UUID(int=bits ^ number << 20)}"} for number in range(17)]
    made = [expect(api.post(path, json=body, headers=headers), 200)["id"] for headers in keys[:16]]
    assert len(set(made)) == 16
    assert [expect(api.post(path, json=body, headers=headers), 200)["id"] for headers in keys[:16]] == made
    # Chance makes no more of them, so that a limit is none for anybody who draws lots; such a write is not done.
    refused = api.post(path, json=body, headers=keys[16])
    expect_error(refused, 400, "IDEMPOTENCY_KEY_INVALID")
    assert "etag" not in refused.headers
    assert expect(api.get(path.replace("results", "history")), 200)["total_runs"] == 16


def test_a_repetition_shows_nothing_that_it_would_have_done(api, team):
    """Run again, a publish of what is published would publish it once more and deprecate what it repeats."""
    asset, headers = make_asset(api, team), automatic()
    publish(api, asset, object_schema(a="string"))
    first = publish(api, asset, object_schema(a="string", b="string"), headers=headers)
    assert expect(first, 201)["contract"]["status"] == "active"
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        for again in pool.map(lambda _: publish(api, asset, object_schema(a="string", b="string"), headers=headers), range(8)):
            same_reply(first, again)
    assert expect(api.get(f"/assets/{asset['id']}/context"), 200)["contract_history_count"] == 2
    # What is told is the contract as it is now.
    publish(api, asset, object_schema(a="string", b="string", c="string"))
    again = expect(publish(api, asset, object_schema(a="string", b="string"), headers=headers), 201)
    assert again.pop("contract")["status"] == "deprecated" and again == {name: value for name, value in first.json().items() if name != "contract"}


def test_an_event_of_the_trail_is_no_key(server, api):
    """Who knows the id of an event that the server made gains nothing by using it."""
    team = make_team(api)
    event = audit_events(server, team["id"])[0]["id"]
    event = uuid.UUID(bytes=event) if isinstance(event, bytes) else event
    body = {"name": unique("k")}
    refused = api.post("/teams", json=body, headers={"idempotency-key": f"auto-{event}"})
    assert expect(refused, 422)["error"]["code"] == "IDEMPOTENCY_KEY_REUSED"
    assert expect(api.get("/teams", params={"name": body["name"]}), 200)["total"] == 0


def test_refusals_and_dry_runs_keep_nothing_for_tries(server, api, team):
    asset, headers = make_asset(api, team), automatic()
    before = rows(server, "automatic_keys")
    for version in ("1.0.0", "2.0.0"):
        preview = expect(publish(api, asset, object_schema(a="string"), version=version, dry_run=True, headers=headers), 200)
        assert preview["contract"]["version"] == version
    expect_error(api.post("/teams", json={"name": team["name"]}, headers=headers), 409, "DUPLICATE_TEAM")
    assert rows(server, "automatic_keys") == before
    made = expect(publish(api, asset, object_schema(a="string"), headers=headers), 201)
    again = publish(api, asset, object_schema(a="string"), headers=headers)
    assert expect(again, 201) == made and again.headers[REPLAYED] == "true"
    assert expect(api.get(f"/assets/{asset['id']}/context"), 200)["contract_history_count"] == 1


@pytest.mark.parametrize("headers", [
    {"idempotency-key": "auto-{unique}"}, {"idempotency-key": "auto-{uuid4}"}, automatic(-7200), automatic(25 * 3600)],
    ids=["no UUID", "version 4", "of the future", "of the day before yesterday"])
def test_other_keys_that_look_like_these_are_as_any(server, api, headers):
    headers = {name: value.format(unique=unique(), uuid4=uuid.uuid4()) for name, value in headers.items()}
    body, kept = {"name": unique("k")}, [rows(server, table) for table in ("idempotency_keys", "automatic_keys")]
    first = api.post("/teams", json=body, headers=headers)
    expect(first, 201)
    same_reply(first, api.post("/teams", json=body, headers=headers))
    assert [rows(server, table) for table in ("idempotency_keys", "automatic_keys")] == [kept[0] + 1, kept[1]]


def test_tries_are_known_after_a_crash(start_server):
    running = start_server()
    headers, body = automatic(), {"name": "durable"}
    first = running.api().post("/teams", json=body, headers=headers)
    expect(first, 201)
    running.kill()
    running.start()
    same_reply(first, running.api().post("/teams", json=body, headers=headers))


@sqlite_only
def test_tries_are_known_after_an_upgrade(start_server, tmp_path):
    connection = database_read(start_server().database)
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    connection.close()
    older, folder = tmp_path / "older.db", CHECKOUT / "src/store/migrations/sqlite"
    connection = sqlite3.connect(older)
    for name in sorted(folder.glob("*.sql"))[:20]:
        connection.executescript(name.read_text())
    connection.executescript(f"PRAGMA application_id = {application}; PRAGMA user_version = 20")
    keys = [automatic(age) for age in (0, 3600)]
    for headers in keys:
        key = uuid.UUID(headers["idempotency-key"].removeprefix("auto-")).bytes
        connection.execute("INSERT INTO automatic_keys (key, caller, fingerprint, status, made) VALUES (?, '', ?, 201, ?)", (key, b"\0\xff\x80456\0\x0c", key))
    connection.commit()
    connection.close()
    server = start_server(database=older)
    team = make_team(server.api())
    for headers in keys:
        error = expect(server.api().post("/teams", json={"name": team["name"]}, headers=headers), 422)["error"]
        assert error["code"] == "IDEMPOTENCY_KEY_REUSED"
    assert rows(server, "automatic_keys") == 2 and expect(server.api().get("/teams"), 200)["total"] == 1
    connection = database_read(server.database)
    try:
        requests = {bytes(row[0]) for row in connection.execute("SELECT request FROM automatic_keys")}
    finally:
        connection.close()
    assert requests == {uuid.UUID(headers["idempotency-key"].removeprefix("auto-")).bytes + b"\0\xff\x80456\0\x0c" for headers in keys}


# --- secrets ----------------------------------------------------------------------------------------------------------


def test_another_password_under_a_key_is_told(server, api):
    """A password is in no stored fingerprint that is quick to guess from, and yet another one is another request."""
    made, key = make_user(api, password="First-pass-1"), {"Idempotency-Key": unique("password")}
    path = f"/users/{made['id']}"
    first = api.patch(path, json={"password": "Second-pass-2"}, headers=key)
    again = api.patch(path, json={"password": "Second-pass-2"}, headers=key)
    assert (first.status_code, again.status_code, again.headers.get("idempotency-replayed")) == (200, 200, "true")
    expect_error(api.patch(path, json={"password": "Third-pass-3"}, headers=key), 422, "IDEMPOTENCY_KEY_REUSED")
    assert len(audit_events(server, made["id"], "user.updated")) == 1
    other = expect(api.patch(path, json={"password": "Third-pass-3"}, headers={"Idempotency-Key": unique("password")}), 200)
    assert other["id"] == made["id"]


def test_another_token_of_git_under_a_key_is_told(api):
    repo, key = make_repo(api), {"Idempotency-Key": unique("token")}
    expect(api.patch(f"/repos/{repo['id']}", json={"git_token": "a" * 40}, headers=key), 200)
    expect_error(api.patch(f"/repos/{repo['id']}", json={"git_token": "b" * 40}, headers=key), 422, "IDEMPOTENCY_KEY_REUSED")
