"""Idempotency-Key: a write that is repeated under the same key happens once."""

import concurrent.futures
import uuid

import pytest

from support.make import audit_events, expect, expect_error, make_asset, make_team, make_user, object_schema, publish, unique

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
