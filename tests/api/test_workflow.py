"""Events in the life of a proposal (chapter 03, sections 2.4 to 2.9 and 3.3 to 3.12)."""

import concurrent.futures
import sqlite3
import uuid

import pytest

from support.make import (
    audit_events, audit_one, expect, expect_error, expect_problem, make_asset, make_contract, make_team, make_user,
    object_schema, publish, register_for,
)  # fmt: skip
from support.postgres import sqlite_only

NOBODY = "00000000-0000-4000-8000-000000000000"
BASE = object_schema(["id"], id="integer", email="string")
NARROW = object_schema(["id"], id="integer")
STATES = ("pending", "approved", "rejected", "withdrawn", "expired")
NOT_PENDING = ("approved", "rejected", "withdrawn", "expired")


def propose(api, *consumers, producer=None, asset=None):
    asset = asset or make_asset(api, producer)
    make_contract(api, asset, BASE)
    for consumer in consumers:
        register_for(api, asset, consumer)
    return expect(publish(api, asset, NARROW), 201)["proposal"]


def act(api, proposal, verb, body=None, **query):
    return api.post(f"/proposals/{proposal['id']}/{verb}", params=query, json=body)


def acknowledge(api, proposal, team, response="approved", **members):
    return act(api, proposal, "acknowledge", {"consumer_team_id": team["id"], "response": response, **members})


def light(api, proposal):
    return expect(api.get(f"/proposals/{proposal['id']}", params={"include_status": "false"}), 200)


def state(api, proposal):
    return light(api, proposal)["status"]


def actions(server, proposal):
    return [event["action"].removeprefix("proposal.") for event in audit_events(server, proposal["id"])]


def in_state(api, wanted):
    """A proposal with one consumer, in that state, and the consumer."""
    consumer = make_team(api)
    proposal = propose(api, consumer)
    if wanted == "approved":
        expect(acknowledge(api, proposal, consumer), 201)
    elif wanted == "rejected":
        expect(acknowledge(api, proposal, consumer, "blocked"), 201)
    elif wanted != "pending":
        expect(act(api, proposal, {"withdrawn": "withdraw", "expired": "expire"}[wanted]), 200)
    assert state(api, proposal) == wanted
    return proposal, consumer


def refused_in(api, states, call, message="Proposal is not pending"):
    for wanted in states:
        proposal, consumer = in_state(api, wanted)
        before = light(api, proposal)
        error = expect_error(call(proposal, consumer), 400, "PROPOSAL_NOT_PENDING")
        assert error["message"] == message.replace("<status>", wanted) and error["details"] == {"status": wanted}
        assert light(api, proposal) == before


# --- answers ----------------------------------------------------------------------------------------------------------


def test_acknowledge(server, api):
    first, second = make_team(api), make_team(api)
    user = make_user(api, team_id=first["id"])
    proposal = propose(api, first, second)
    members = {"migration_deadline": "2026-07-01T00:00:00Z", "notes": "switching in June", "acknowledged_by_user_id": user["id"]}
    answer = expect(acknowledge(api, proposal, first, "migrating", **members), 201)
    assert answer == {
        "id": answer["id"], "proposal_id": proposal["id"], "consumer_team_id": first["id"], "acknowledged_by_user_id": user["id"],
        "response": "migrating", "migration_deadline": "2026-07-01T00:00:00.000000Z", "notes": "switching in June",
        "responded_at": answer["responded_at"], "proposal_status": "pending",
    }  # fmt: skip
    answer = expect(acknowledge(api, proposal, second), 201)
    assert (answer["proposal_status"], answer["notes"], answer["migration_deadline"]) == ("approved", None, None)
    assert light(api, proposal)["resolved_at"] == answer["responded_at"]
    assert actions(server, proposal) == ["created", "acknowledged", "acknowledged", "approved"]
    assert audit_one(server, proposal["id"], "proposal.approved")["payload"] == {"acknowledged_count": 2, "auto_approved": True}


def test_acknowledge_by_accepting(api):
    for accepted, wanted in ((True, "approved"), (False, "rejected")):
        consumer = make_team(api)
        proposal = propose(api, consumer)
        answer = expect(act(api, proposal, "acknowledge", {"consumer_team_id": consumer["id"], "accepted": accepted}), 201)
        assert (answer["response"], answer["proposal_status"]) == ("approved" if accepted else "blocked", wanted)


def test_a_blocking_answer_rejects_at_once(server, api):
    teams = [make_team(api) for _ in range(3)]
    proposal = propose(api, *teams)
    expect(acknowledge(api, proposal, teams[0]), 201)
    assert expect(acknowledge(api, proposal, teams[1], "blocked", notes="no"), 201)["proposal_status"] == "rejected"
    assert actions(server, proposal) == ["created", "acknowledged", "acknowledged", "rejected"]
    expect_error(acknowledge(api, proposal, teams[2]), 400, "PROPOSAL_NOT_PENDING")


def test_acknowledge_refusals(api):
    first, second, stranger, gone = (make_team(api) for _ in range(4))
    expect(api.delete(f"/teams/{gone['id']}"), 204)
    proposal = propose(api, first, second)
    error = expect_error(acknowledge(api, {"id": NOBODY}, first), 404, "PROPOSAL_NOT_FOUND")
    assert error["message"] == f"Proposal not found: {NOBODY}"
    for team in (gone, {"id": NOBODY}):
        expect_error(acknowledge(api, proposal, team), 404, "TEAM_NOT_FOUND", "Consumer team not found")
    expect_error(acknowledge(api, proposal, first, acknowledged_by_user_id=NOBODY), 404, "USER_NOT_FOUND")
    for response in ("approved", "blocked"):
        expect_error(acknowledge(api, proposal, stranger, response), 403, "UNAUTHORIZED_TEAM", "Only registered consumers can acknowledge proposals")
    made = expect(acknowledge(api, proposal, first), 201)
    error = expect_error(acknowledge(api, proposal, first, "blocked"), 409, "DUPLICATE_ACKNOWLEDGMENT", "already acknowledged")
    assert error["details"] == {"existing_id": made["id"]}
    assert state(api, proposal) == "pending"
    refused_in(api, NOT_PENDING, lambda proposal, consumer: acknowledge(api, proposal, consumer))
    # Nobody consumes it: nobody may answer.
    lonely = propose(api)
    expect_error(acknowledge(api, lonely, stranger), 403, "UNAUTHORIZED_TEAM")


def test_acknowledge_input(api):
    consumer = make_team(api)
    proposal = propose(api, consumer)
    expect_problem(act(api, proposal, "acknowledge", {"response": "approved"}), ("body", "consumer_team_id"), "missing")
    expect_problem(act(api, proposal, "acknowledge", {"consumer_team_id": consumer["id"]}), ("body",), "value_error", "needs `response`")
    both = {"consumer_team_id": consumer["id"], "response": "approved", "accepted": True}
    expect_problem(act(api, proposal, "acknowledge", both), ("body",), "value_error", "exclude each other")
    expect_problem(acknowledge(api, proposal, consumer, "yes"), ("body", "response"), "enum")
    expect_problem(acknowledge(api, proposal, consumer, notes="x" * 2001), ("body", "notes"), "string_too_long")
    assert acknowledge(api, proposal, consumer, migration_deadline="next summer").status_code == 422
    assert api.post("/proposals/x/acknowledge", json=both).status_code == 422
    expect(acknowledge(api, proposal, consumer, notes="x" * 2000, migration_deadline="2001-01-01T00:00:00"), 201)


# --- withdraw, force, expire ------------------------------------------------------------------------------------------


def test_withdraw(server, api):
    consumer = make_team(api)
    proposal = propose(api, consumer)
    withdrawn = expect(act(api, proposal, "withdraw"), 200)
    times = {"resolved_at": withdrawn["resolved_at"], "updated_at": withdrawn["updated_at"]}
    assert withdrawn == {**proposal, "status": "withdrawn", **times} == light(api, proposal) and None not in times.values()
    event = audit_one(server, proposal["id"], "proposal.withdrawn")
    fqn = expect(api.get(f"/assets/{proposal['asset_id']}"), 200)["fqn"]
    assert event["payload"] == {"asset_id": proposal["asset_id"], "asset_fqn": fqn} and event["actor_id"]
    assert expect(publish(api, proposal["asset_id"], NARROW), 201)["action"] == "proposal.created", "there is room for the next"
    refused_in(api, NOT_PENDING, lambda proposal, _: act(api, proposal, "withdraw"))
    expect_error(act(api, {"id": NOBODY}, "withdraw"), 404, "PROPOSAL_NOT_FOUND")


def test_force(server, api):
    actor = make_team(api)
    proposal, _ = in_state(api, "pending")
    forced = expect(act(api, proposal, "force", actor_id=actor["id"], reason=" the old field leaks "), 200)
    assert forced["status"] == "approved" and forced["resolved_at"] and forced == light(api, proposal)
    event = audit_one(server, proposal["id"], "proposal.force_approved")
    assert event["actor_id"] == actor["id"] and set(event["payload"]) == {"warning", "reason"}
    assert event["payload"]["reason"] == "the old field leaks" and event["payload"]["warning"]
    other, _ = in_state(api, "pending")
    expect(act(api, other, "force", actor_id=NOBODY), 200)
    assert set(audit_one(server, other["id"], "proposal.force_approved")["payload"]) == {"warning"}
    refused_in(api, NOT_PENDING, lambda proposal, _: act(api, proposal, "force", actor_id=actor["id"]))
    expect_problem(act(api, proposal, "force"), ("query", "actor_id"), "missing")
    expect_problem(act(api, proposal, "force", actor_id="x"), ("query", "actor_id"), "uuid_parsing")
    expect_error(act(api, {"id": NOBODY}, "force", actor_id=actor["id"]), 404, "PROPOSAL_NOT_FOUND")


def test_expire(server, api):
    proposal, _ = in_state(api, "pending")
    expired = expect(act(api, proposal, "expire"), 200)
    assert expired["status"] == "expired" and expired["resolved_at"] and expired == light(api, proposal)
    event = audit_one(server, proposal["id"], "proposal.expired")
    assert event["actor_id"] is None and event["payload"] == {"expires_at": None, "auto_expire": False}
    message = "Cannot expire proposal with status '<status>'. Only pending proposals can be expired."
    refused_in(api, NOT_PENDING, lambda proposal, _: act(api, proposal, "expire"), message)
    expect_error(act(api, {"id": NOBODY}, "expire"), 404, "PROPOSAL_NOT_FOUND")


def test_a_deleted_asset_hides_nothing_from_these(api):
    for verb, query, wanted in (("withdraw", {}, "withdrawn"), ("force", {"actor_id": NOBODY}, "approved"), ("expire", {}, "expired")):
        proposal, _ = in_state(api, "pending")
        expect(api.delete(f"/assets/{proposal['asset_id']}"), 204)
        assert expect(act(api, proposal, verb, **query), 200)["status"] == wanted


@sqlite_only
def test_expire_pending(start_server):
    server = start_server(settings={"TESSERA_PROPOSAL_SWEEP": 86400})
    api = server.api()
    first, second = make_team(api), make_team(api)
    overdue, later, migrated, migrating, never = (propose(api, first, second) for _ in range(5))
    for proposal in (migrated, migrating):
        expect(acknowledge(api, proposal, first, "migrating", migration_deadline="2020-01-01T00:00:00Z"), 201)
    server.stop()
    connection = sqlite3.connect(server.database)

    def alter(proposal, **columns):
        for name, value in columns.items():
            connection.execute(f"UPDATE proposals SET {name} = ? WHERE id = ?", (value, uuid.UUID(proposal["id"]).bytes))
            if name == "expires_at":  # which those who are waited for are kept with
                connection.execute("UPDATE awaited_consumers SET expires_at = ? WHERE proposal_id = ?", (value, uuid.UUID(proposal["id"]).bytes))

    alter(overdue, expires_at=1_700_000_000_000_000)
    alter(later, expires_at=4_000_000_000_000_000)
    alter(migrated, auto_expire=1)
    alter(never, auto_expire=1)
    connection.commit()
    connection.close()
    server.start()
    api = server.api()
    inbox = expect(api.get(f"/proposals/pending/{first['id']}"), 200)
    assert [entry["proposal_id"] for entry in inbox["pending_proposals"]] == [never["id"], later["id"]]
    assert inbox["pending_proposals"][1]["expires_at"] == "2096-10-02T07:06:40.000000Z"
    result = expect(api.post("/proposals/expire-pending"), 200)
    assert result["expired_count"] == 2 and set(result["expired_proposal_ids"]) == {overdue["id"], migrated["id"]}
    assert [state(api, proposal) for proposal in (overdue, later, migrated, migrating, never)] == ["expired", "pending", "expired", "pending", "pending"]
    event = audit_one(server, overdue["id"], "proposal.expired")
    assert event["payload"] == {"expires_at": "2023-11-14T22:13:20.000000Z", "auto_expire": False}
    assert expect(api.post("/proposals/expire-pending"), 200) == {"expired_count": 0, "expired_proposal_ids": []}


def test_expire_pending_can_be_turned_off(start_server):
    api = start_server(settings={"PROPOSAL_AUTO_EXPIRE_ENABLED": False}).api()
    assert expect(api.post("/proposals/expire-pending"), 200) == {"expired_count": 0, "expired_proposal_ids": []}
    assert api.get("/proposals/expire-pending").status_code == 422, "read as an id"


# --- who leaves -------------------------------------------------------------------------------------------------------


def test_the_last_who_is_missing_leaves(server, api):
    def leave_by_deleting(team, registration):
        expect(api.delete(f"/registrations/{registration['id']}"), 204)

    def leave_by_moving_on(team, registration):
        expect(api.patch(f"/registrations/{registration['id']}", json={"status": "inactive"}), 200)

    def leave_for_ever(team, registration):
        expect(api.delete(f"/teams/{team['id']}"), 204)

    for leave in (leave_by_deleting, leave_by_moving_on, leave_for_ever):
        stays, leaves, other = (make_team(api) for _ in range(3))
        asset = make_asset(api)
        make_contract(api, asset, BASE)
        register_for(api, asset, stays)
        registrations = [register_for(api, asset, team) for team in (leaves, other)]
        proposal = expect(publish(api, asset, NARROW), 201)["proposal"]
        expect(acknowledge(api, proposal, stays), 201)
        leave(leaves, registrations[0])
        assert state(api, proposal) == "pending", "one is waited for still"
        leave(other, registrations[1])
        shown = expect(api.get(f"/proposals/{proposal['id']}"), 200)
        assert shown["status"] == "approved" and shown["resolved_at"] and shown["consumers"] == {"total": 1, "acknowledged": 1, "pending": 0, "blocked": 0}
        event = audit_one(server, proposal["id"], "proposal.approved")
        assert event["actor_id"] is None and event["payload"] == {"acknowledged_count": 1, "auto_approved": True}


def test_leaving_decides_nothing_where_nobody_was_waited_for(api):
    team = make_team(api)
    lonely = propose(api)
    registration = register_for(api, {"id": lonely["asset_id"]}, team)
    expect(api.patch(f"/registrations/{registration['id']}", json={"status": "inactive"}), 200)
    assert state(api, lonely) == "approved", "the team was waited for while it was registered"
    other = propose(api)
    registration = expect(api.post("/registrations", json={"contract_id": active(api, other), "consumer_team_id": team["id"]}), 201)
    rejected, consumer = in_state(api, "rejected")
    (of_consumer,) = expect(api.get("/registrations", params={"consumer_team_id": consumer["id"]}), 200)["results"]
    expect(api.delete(f"/registrations/{of_consumer['id']}"), 204)
    assert state(api, rejected) == "rejected"
    assert state(api, other) == "pending" and state(api, propose(api)) == "pending"
    expect(api.delete(f"/registrations/{registration['id']}"), 204)
    assert state(api, other) == "approved"


def active(api, proposal):
    (contract,) = expect(api.get(f"/assets/{proposal['asset_id']}/contracts", params={"status": "active"}), 200)["results"]
    return contract["id"]


# --- the inbox --------------------------------------------------------------------------------------------------------


def inbox(api, team, **query):
    return expect(api.get(f"/proposals/pending/{team['id']}", params=query), 200)


def test_inbox(api):
    producer, first, second = make_team(api), make_team(api), make_team(api)
    asset = make_asset(api, producer)
    proposal = propose(api, first, second, asset=asset)
    expect(acknowledge(api, proposal, second), 201)
    assert inbox(api, first) == {
        "pending_proposals": [{
            "proposal_id": proposal["id"], "asset_id": asset["id"], "asset_fqn": asset["fqn"], "proposed_by_team": producer["name"],
            "proposed_at": proposal["proposed_at"], "expires_at": proposal["expires_at"],
            "breaking_changes_summary": ["Property 'email' was removed"], "total_consumers": 2, "acknowledged_count": 1,
            "your_team_status": "AWAITING_RESPONSE", "reason": None, "wait": {
                "team_id": first["id"], "team_name": first["name"], "waited_for": True, "reason": "reads_everything",
                "message": "It names no fields, so that every change concerns it", "touched_fields": [],
            },
        }],
        "total": 1, "limit": 50, "offset": 0, "next": None,
    }  # fmt: skip
    assert inbox(api, second) == {"pending_proposals": [], "total": 0, "limit": 50, "offset": 0, "next": None} == inbox(api, producer)
    expect(acknowledge(api, proposal, first), 201)
    assert inbox(api, first)["total"] == 0 == inbox(api, first, status="approved")["total"], "answered"


def test_inbox_list_and_status_agree(api):
    """Also behind a compatible contract in between."""
    consumer = make_team(api)
    asset = make_asset(api)
    make_contract(api, asset, BASE)
    register_for(api, asset, consumer)
    make_contract(api, asset, object_schema(["id"], id="integer", email="string", name="string"))
    proposal = expect(publish(api, asset, NARROW), 201)["proposal"]
    (entry,) = inbox(api, consumer)["pending_proposals"]
    (listed,) = expect(api.get("/proposals", params={"pending_ack_for": consumer["id"]}), 200)["results"]
    shown = expect(api.get(f"/proposals/{proposal['id']}/status"), 200)
    assert entry["proposal_id"] == listed["id"] == proposal["id"]
    assert entry["total_consumers"] == listed["total_consumers"] == shown["consumers"]["total"] == 1
    assert [waiting["team_id"] for waiting in shown["pending_consumers"]] == [consumer["id"]]
    assert expect(acknowledge(api, proposal, consumer), 201)["proposal_status"] == "approved"


def test_inbox_pages_and_states(api):
    consumer = make_team(api)
    made = [propose(api, consumer) for _ in range(4)][::-1]
    for proposal in made[:1]:
        expect(act(api, proposal, "withdraw"), 200)
    for offset in range(5):
        page = inbox(api, consumer, limit=2, offset=offset)
        assert [entry["proposal_id"] for entry in page["pending_proposals"]] == [proposal["id"] for proposal in made[1:]][offset : offset + 2]
        assert (page["total"], page["limit"], page["offset"]) == (3, 2, offset)
    assert [entry["proposal_id"] for entry in inbox(api, consumer, status="withdrawn")["pending_proposals"]] == [made[0]["id"]]
    expect_error(api.get(f"/proposals/pending/{NOBODY}"), 404, "TEAM_NOT_FOUND", "Team not found")
    expect_problem(api.get("/proposals/pending/x"), ("path", "team_id"), "uuid_parsing")
    expect_problem(api.get(f"/proposals/pending/{consumer['id']}", params={"status": "PENDING"}), ("query", "status"), "enum")
    expect_problem(api.get(f"/proposals/pending/{consumer['id']}", params={"limit": 0}), ("query", "limit"))


# --- objections -------------------------------------------------------------------------------------------------------


@pytest.fixture
def downstream(start_server):
    """A server, and a pending proposal of an asset on which assets of two teams depend."""
    server = start_server()
    api = server.api()
    owners = [make_team(api, name=f"reporting {letter}") for letter in "ab"]
    asset, dependents = make_asset(api), [make_asset(api, owner) for owner in owners]
    make_contract(api, asset, BASE)
    server.stop()
    connection = sqlite3.connect(server.database)
    connection.executemany(
        "INSERT INTO dependencies (id, dependent_asset_id, dependency_asset_id, created_at) VALUES (?, ?, ?, 1)",
        [(uuid.uuid4().bytes, uuid.UUID(dependent["id"]).bytes, uuid.UUID(asset["id"]).bytes) for dependent in dependents],
    )
    connection.commit()
    connection.close()
    server.start()
    api = server.api()
    return server, api, asset, owners, expect(publish(api, asset, NARROW), 201)["proposal"]


def file_objection(api, proposal, team, reason="nightly job breaks", **query):
    return act(api, proposal, "object", {"reason": reason}, objector_team_id=team["id"], **query)


@sqlite_only
def test_objections(downstream):
    server, api, asset, (first, second), proposal = downstream
    user = make_user(api, team_id=first["id"])
    filed = expect(file_objection(api, proposal, first, "  nightly job breaks ", objector_user_id=user["id"]), 201)
    objection = {
        "team_id": first["id"], "team_name": first["name"], "reason": "nightly job breaks", "objected_at": filed["objection"]["objected_at"],
        "objected_by_user_id": user["id"], "objected_by_user_name": user["name"],
    }  # fmt: skip
    assert filed == {
        "action": "objection_filed", "proposal_id": proposal["id"], "asset_fqn": asset["fqn"], "objection": objection, "total_objections": 1,
        "note": "Objections are non-blocking: they inform everyone involved but do not stop approval.",
    }  # fmt: skip
    again = expect(file_objection(api, proposal, second, objector_user_id=NOBODY), 201)
    assert again["total_objections"] == 2 and again["objection"]["objected_by_user_name"] is None
    for shown in (light(api, proposal), expect(api.get(f"/proposals/{proposal['id']}"), 200)):
        assert shown["objections"] == [objection, again["objection"]] and shown["has_objections"] is True and shown["status"] == "pending"
    event = audit_events(server, proposal["id"], "proposal.objection_filed")[0]
    assert event["actor_id"] == first["id"]
    assert event["payload"] == {"reason": "nightly job breaks", "asset_id": asset["id"], "asset_fqn": asset["fqn"]}
    expect_error(file_objection(api, proposal, first), 409, "DUPLICATE_ACKNOWLEDGMENT", "Already objected by this team")
    expect(act(api, proposal, "force", actor_id=NOBODY), 200)
    assert light(api, proposal)["objections"] == [objection, again["objection"]]


@sqlite_only
def test_objection_refusals(downstream):
    _, api, asset, (first, second), proposal = downstream
    stranger = make_team(api)
    error = expect_error(file_objection(api, proposal, stranger), 403, "FORBIDDEN", "Only affected teams", "not downstream")
    assert error["details"] == {"code": "NOT_AFFECTED_TEAM"}
    expect_error(file_objection(api, proposal, {"id": NOBODY}), 404, "TEAM_NOT_FOUND", "Team not found")
    expect_error(file_objection(api, {"id": NOBODY}, first), 404, "PROPOSAL_NOT_FOUND")
    expect_problem(file_objection(api, proposal, first, " \t "), ("body", "reason"), "value_error", "Reason cannot be empty or whitespace only")
    expect_problem(file_objection(api, proposal, first, ""), ("body", "reason"), "string_too_short", "String should have at least 1 character")
    expect_problem(file_objection(api, proposal, first, "x" * 1001), ("body", "reason"), "string_too_long")
    expect_problem(act(api, proposal, "object", {"reason": "x"}), ("query", "objector_team_id"), "missing")
    expect(api.delete(f"/teams/{second['id']}", params={"force": "true"}), 204)
    expect_error(file_objection(api, proposal, second), 404, "TEAM_NOT_FOUND")
    expect(api.delete(f"/assets/{asset['id']}"), 204)
    expect_error(file_objection(api, proposal, first), 404, "ASSET_NOT_FOUND")
    expect(api.post(f"/assets/{asset['id']}/restore"), 200)
    expect(act(api, proposal, "withdraw"), 200)
    expect_error(file_objection(api, proposal, first), 400, "PROPOSAL_NOT_PENDING", "Proposal is not pending")


@sqlite_only
def test_objections_at_once_are_all_kept(downstream):
    _, api, _, owners, proposal = downstream
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        replies = list(pool.map(lambda owner: file_objection(api, proposal, owner), owners))
    assert sorted(expect(reply, 201)["total_objections"] for reply in replies) == [1, 2]
    assert {entry["team_id"] for entry in light(api, proposal)["objections"]} == {owner["id"] for owner in owners}


# --- meetings ---------------------------------------------------------------------------------------------------------


def test_one_wins(server, api):
    """Of events that exclude each other one has its way, and the others are told the state that it left."""
    for _ in range(5):
        consumer, leaving = make_team(api), make_team(api)
        proposal = propose(api, consumer, leaving)
        expect(acknowledge(api, proposal, leaving), 201)
        calls = [
            lambda: acknowledge(api, proposal, consumer), lambda: acknowledge(api, proposal, consumer, "blocked"),
            lambda: act(api, proposal, "withdraw"), lambda: act(api, proposal, "expire"), lambda: act(api, proposal, "force", actor_id=NOBODY),
        ]  # fmt: skip
        with concurrent.futures.ThreadPoolExecutor(len(calls)) as pool:
            replies = list(pool.map(lambda call: call(), calls))
        won = [index for index, reply in enumerate(replies) if reply.status_code < 300]
        assert len(won) == 1, [reply.text for reply in replies]
        for index, reply in enumerate(replies):
            if index != won[0]:
                expect_error(reply, 400, "PROPOSAL_NOT_PENDING")
        assert state(api, proposal) == ("approved", "rejected", "withdrawn", "expired", "approved")[won[0]]
        resolutions = [action for action in actions(server, proposal) if action not in ("created", "acknowledged")]
        assert resolutions == [("approved", "rejected", "withdrawn", "expired", "force_approved")[won[0]]]


def test_if_match(api):
    proposal, consumer = in_state(api, "pending")
    path = f"/proposals/{proposal['id']}"
    tag = api.get(path, headers={"accept-encoding": "identity"}).headers["etag"]
    expect(api.post(f"{path}/withdraw", headers={"if-match": '"another"'}), 412)
    assert state(api, proposal) == "pending"
    expect(api.post(f"{path}/withdraw", headers={"if-match": tag}), 200)
    expect(api.post(f"{path}/withdraw", headers={"if-match": tag}), 412)


def test_keys(api):
    proposal, consumer = in_state(api, "pending")
    headers = {"idempotency-key": str(uuid.uuid4())}
    body = {"consumer_team_id": consumer["id"], "response": "approved"}
    first, again = (api.post(f"/proposals/{proposal['id']}/acknowledge", json=body, headers=headers) for _ in range(2))
    assert expect(first, 201) == expect(again, 201)
