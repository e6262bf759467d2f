"""Registrations of consumers (chapter 02, section 15)."""

import concurrent.futures

import pytest

from support.make import (
    all_pages, ask_to_register, audit_events, audit_one, expect, expect_error, expect_problem, make_contract, make_team,
    object_schema, publish,
)  # fmt: skip

NOBODY = "00000000-0000-4000-8000-000000000000"
NARROW = object_schema(["id"], id="integer")
WIDE = object_schema(["id"], id="integer", email="string")


@pytest.fixture
def contract(api, asset):
    return make_contract(api, asset, NARROW)


# --- creation ---------------------------------------------------------------------------------------------------------


def test_create(server, api, contract):
    consumer = make_team(api)
    made = expect(ask_to_register(api, contract, consumer, pinned_version="1.2.0"), 201)
    assert made == {
        "pinned_version": "1.2.0", "id": made["id"], "contract_id": contract["id"], "consumer_team_id": consumer["id"], "status": "active",
        "registered_at": made["registered_at"], "acknowledged_at": None, "updated_at": None,
        "consumer_team_name": consumer["name"], "fields": None, "mode": None,
    }  # fmt: skip
    reply = api.get(f"/registrations/{made['id']}")
    assert expect(reply, 200) == made
    event = audit_one(server, made["id"], "registration.created")
    assert event["payload"] == {"contract_id": contract["id"]}
    assert event["actor_id"] == consumer["id"] and event["entity_type"] == "registration"


def test_the_contract_may_be_in_the_query(api, asset, contract):
    other = make_contract(api, asset, WIDE)
    first, second = make_team(api), make_team(api)
    made = expect(api.post("/registrations", params={"contract_id": contract["id"]}, json={"consumer_team_id": first["id"]}), 201)
    assert made["contract_id"] == contract["id"]
    made = expect(
        api.post("/registrations", params={"contract_id": contract["id"]}, json={"consumer_team_id": second["id"], "contract_id": other["id"]}), 201
    )
    assert made["contract_id"] == other["id"], "the body wins"
    expect_error(api.post("/registrations", json={"consumer_team_id": first["id"]}), 400, "INVALID_INPUT", "contract_id is required")
    expect_error(api.post("/registrations", json={"consumer_team_id": first["id"], "contract_id": None}), 400, "INVALID_INPUT")


def test_create_refusals(api, team, contract):
    error = expect_error(ask_to_register(api, {"id": NOBODY}, team), 404, "CONTRACT_NOT_FOUND")
    assert error["message"] == f"Contract not found: {NOBODY}" and error["details"] == {"contract_id": NOBODY}
    expect_error(ask_to_register(api, contract, {"id": NOBODY}), 404, "TEAM_NOT_FOUND")
    gone = make_team(api)
    assert api.delete(f"/teams/{gone['id']}").status_code == 204
    expect_error(ask_to_register(api, contract, gone), 404, "TEAM_NOT_FOUND")
    for pin in ("1.0", "v1.0.0", "1.0.0-alpha", "1.0.0+b", "", "1.0.0 ", "x" * 60):
        problem = expect_problem(ask_to_register(api, contract, team, pinned_version=pin), ("body", "pinned_version"), "string_pattern_mismatch")
        assert problem["ctx"] == {"pattern": r"^\d+\.\d+\.\d+$"}
    assert api.get("/registrations", params={"contract_id": contract["id"]}).json()["total"] == 0


def test_duplicates_name_the_existing_one(server, api, contract):
    consumer = make_team(api)
    made = expect(ask_to_register(api, contract, consumer), 201)
    error = expect_error(ask_to_register(api, contract, consumer, pinned_version="1.0.0"), 409, "DUPLICATE_REGISTRATION")
    assert error["details"] == {"existing_id": made["id"]}
    # A deleted registration frees the pair.
    assert api.delete(f"/registrations/{made['id']}").status_code == 204
    again = expect(ask_to_register(api, contract, consumer), 201)
    assert again["id"] != made["id"]
    assert expect_error(ask_to_register(api, contract, consumer), 409, "DUPLICATE_REGISTRATION")["details"] == {"existing_id": again["id"]}
    assert len(audit_events(server, made["id"])) == 2 and len(audit_events(server, again["id"])) == 1


def test_race_of_one_pair(server, api, contract):
    consumer = make_team(api)
    clients = [server.api() for _ in range(6)]
    with concurrent.futures.ThreadPoolExecutor(6) as pool:
        replies = list(pool.map(lambda client: ask_to_register(client, contract, consumer), clients))
    assert sorted(reply.status_code for reply in replies) == [201] + [409] * 5
    (made,) = (reply.json() for reply in replies if reply.status_code == 201)
    for reply in replies:
        if reply.status_code == 409:
            assert expect_error(reply, 409, "DUPLICATE_REGISTRATION")["details"] == {"existing_id": made["id"]}


def test_deprecated_contracts_and_deleted_assets_may_be_registered_for(api, asset, contract):
    make_contract(api, asset, WIDE)
    expect(ask_to_register(api, contract, make_team(api)), 201)
    assert api.delete(f"/assets/{asset['id']}").status_code == 204
    expect(ask_to_register(api, contract, make_team(api)), 201)


# --- reading ----------------------------------------------------------------------------------------------------------


def test_list(api, asset, contract):
    other = make_contract(api, asset, WIDE)
    first, second = make_team(api), make_team(api)
    made = [expect(ask_to_register(api, *pair), 201) for pair in ((contract, first), (other, first), (contract, second), (other, second))]
    expect(api.patch(f"/registrations/{made[2]['id']}", json={"status": "inactive"}), 200)

    def found(**query):
        reply = api.get("/registrations", params=query)
        page = expect(reply, 200)
        assert reply.headers["x-total-count"] == str(page["total"])
        return [entry["id"] for entry in page["results"]]

    ids = [entry["id"] for entry in made]
    assert found(consumer_team_id=first["id"]) == [ids[1], ids[0]], "newest first"
    assert found(contract_id=contract["id"]) == [ids[2], ids[0]]
    assert found(contract_id=contract["id"], consumer_team_id=second["id"]) == [ids[2]]
    assert found(contract_id=contract["id"], status="active") == [ids[0]] and found(consumer_team_id=second["id"], status="inactive") == [ids[2]]
    assert ids[2] in found(status="inactive") and found(consumer_team_id=NOBODY) == []
    assert found(consumer_team_id=first["id"], limit=1, offset=1) == [ids[0]] and found(consumer_team_id=first["id"], offset=9) == []
    assert set(ids) <= {entry["id"] for entry in all_pages(api, "/registrations")}
    assert api.delete(f"/registrations/{ids[0]}").status_code == 204
    assert found(consumer_team_id=first["id"]) == [ids[1]]
    for query, location in (({"status": "Active"}, "status"), ({"contract_id": "x"}, "contract_id"), ({"consumer_team_id": ""}, "consumer_team_id")):
        expect_problem(api.get("/registrations", params=query), ("query", location))
    entries = all_pages(api, "/registrations", limit=3)
    keys = [(entry["registered_at"], entry["id"]) for entry in entries]
    assert keys == sorted(keys, reverse=True)


def test_get_refusals(api):
    error = expect_error(api.get(f"/registrations/{NOBODY}"), 404, "REGISTRATION_NOT_FOUND")
    assert error["message"] == f"Registration not found: {NOBODY}" and error["details"] == {"registration_id": NOBODY}


# --- changes ----------------------------------------------------------------------------------------------------------


def test_update(server, api, contract):
    made = expect(ask_to_register(api, contract, make_team(api)), 201)
    path = f"/registrations/{made['id']}"
    shown = expect(api.patch(path, json={"pinned_version": "1.0.0", "status": "migrating"}), 200)
    assert shown == {**made, "pinned_version": "1.0.0", "status": "migrating", "updated_at": shown["updated_at"]} and shown["updated_at"]
    assert expect(api.get(path), 200) == shown
    # Absent and null leave things as they are, and nothing that changes nothing is a change.
    for body in ({}, {"pinned_version": None, "status": None}, {"status": "migrating"}, {"unpin": False}):
        assert expect(api.patch(path, json=body), 200) == shown
    unpinned = expect(api.patch(path, json={"unpin": True}), 200)
    assert unpinned["pinned_version"] is None and unpinned["updated_at"] > shown["updated_at"]
    assert expect(api.get(path), 200) == unpinned == expect(api.patch(path, json={"unpin": True}), 200)
    payloads = [event["payload"] for event in audit_events(server, made["id"], "registration.updated")]
    flags = [(True, True), (False, False), (False, False), (False, True), (False, False), (True, False), (True, False)]
    assert payloads == [{"pinned_version_changed": pin, "status_changed": status} for pin, status in flags]


def test_every_transition_is_allowed(api, contract):
    made = expect(ask_to_register(api, contract, make_team(api)), 201)
    states = ("active", "migrating", "inactive")
    for before in states:
        for after in states:
            for state in (before, after):
                assert expect(api.patch(f"/registrations/{made['id']}", json={"status": state}), 200)["status"] == state


def test_update_refusals(api, contract):
    made = expect(ask_to_register(api, contract, make_team(api)), 201)
    path = f"/registrations/{made['id']}"
    expect_problem(api.patch(path, json={"pinned_version": "1.0.0-a"}), ("body", "pinned_version"), "string_pattern_mismatch")
    expect_problem(api.patch(path, json={"status": "retired"}), ("body", "status"), "enum")
    expect_problem(api.patch(path, json={"pinned_version": "1.0.0", "unpin": True}), ("body",), "value_error", "exclude each other")
    expect_error(api.patch(f"/registrations/{NOBODY}", json={"status": "active"}), 404, "REGISTRATION_NOT_FOUND")
    assert expect(api.get(path), 200) == made


def test_if_match(api, contract):
    made = expect(ask_to_register(api, contract, make_team(api)), 201)
    path = f"/registrations/{made['id']}"
    tag = api.get(path).headers["etag"]
    reply = api.patch(path, json={"status": "inactive"}, headers={"If-Match": tag})
    assert reply.status_code == 200 and reply.headers["etag"] == api.get(path).headers["etag"]
    expect_error(api.patch(path, json={"status": "active"}, headers={"If-Match": tag}), 412, "PRECONDITION_FAILED")
    expect_error(api.delete(path, headers={"If-Match": tag}), 412, "PRECONDITION_FAILED")
    assert api.get(path, headers={"If-None-Match": reply.headers["etag"]}).status_code == 304


def test_delete(server, api, contract):
    made = expect(ask_to_register(api, contract, make_team(api)), 201)
    path = f"/registrations/{made['id']}"
    reply = api.delete(path)
    assert reply.status_code == 204 and reply.content == b""
    for refused in (api.delete(path), api.get(path), api.patch(path, json={"status": "active"})):
        expect_error(refused, 404, "REGISTRATION_NOT_FOUND")
    event = audit_one(server, made["id"], "registration.deleted")
    assert event["payload"] == {"contract_id": contract["id"]}


# --- what a publish means for consumers -------------------------------------------------------------------------------


def consumers(api, asset):
    return expect(api.get(f"/assets/{asset['id']}/context"), 200)["consumers"]


def test_a_registration_stays_with_its_contract_and_counts_on(api, asset, contract):
    """The row keeps naming the contract that was registered for; the team is a consumer of what is active all the same."""
    consumer = make_team(api)
    made = expect(ask_to_register(api, contract, consumer), 201)
    second = make_contract(api, asset, WIDE)
    assert expect(api.get(f"/registrations/{made['id']}"), 200) == made
    assert expect(api.get(f"/contracts/{second['id']}/registrations"), 200)["total"] == 0
    (shown,) = consumers(api, asset)
    assert shown["registration_id"] == made["id"] and shown["consumer_team_id"] == consumer["id"] and shown["consumer_team_name"] == consumer["name"]


def test_a_pinned_registration_counts_on(api, asset, contract):
    pinned, free = make_team(api), make_team(api)
    first = expect(ask_to_register(api, contract, pinned, pinned_version="1.0.0"), 201)
    expect(ask_to_register(api, contract, free), 201)
    make_contract(api, asset, WIDE)
    assert [(entry["consumer_team_id"], entry["pinned_version"]) for entry in consumers(api, asset)] == [(pinned["id"], "1.0.0"), (free["id"], None)]
    expect(api.patch(f"/registrations/{first['id']}", json={"status": "inactive"}), 200)
    assert [entry["consumer_team_id"] for entry in consumers(api, asset)] == [free["id"]]


def test_a_team_counts_once(api, asset, contract):
    consumer = make_team(api)
    expect(ask_to_register(api, contract, consumer), 201)
    second = make_contract(api, asset, WIDE)
    newer = expect(ask_to_register(api, second, consumer), 201)
    (shown,) = consumers(api, asset)
    assert shown["registration_id"] == newer["id"], "the registration for the newest contract speaks for the team"


def test_who_does_not_count(api, asset, contract):
    gone, quiet, left = make_team(api), make_team(api), make_team(api)
    expect(ask_to_register(api, contract, gone), 201)
    inactive = expect(ask_to_register(api, contract, quiet), 201)
    deleted = expect(ask_to_register(api, contract, left), 201)
    assert len(consumers(api, asset)) == 3
    assert api.delete(f"/teams/{gone['id']}").status_code == 204
    expect(api.patch(f"/registrations/{inactive['id']}", json={"status": "migrating"}), 200)
    assert api.delete(f"/registrations/{deleted['id']}").status_code == 204
    assert consumers(api, asset) == []
    assert expect(publish(api, asset, object_schema(x="string")), 201)["action"] == "proposal.created"
