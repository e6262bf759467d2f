"""Answers of consumers to proposals (chapter 02, section 16.3; chapter 03, sections 2.5, 2.8, 2.9 and 4)."""

import concurrent.futures
import sqlite3
import uuid

import pytest

from support.make import (
    audit_events, audit_one, database_read, expect, expect_problem, make_asset, make_contract, make_team, make_user,
    object_schema, publish, register_for, unique,
)  # fmt: skip
from support.outbox import queued_messages
from support.postgres import sqlite_only

NOBODY = "00000000-0000-4000-8000-000000000000"
BASE = object_schema(["id"], id="integer", email="string")
NARROW = object_schema(["id"], id="integer")
WIDE = object_schema(["id"], id="integer", email="string", name="string")


def propose(api, *consumers, producer=None, schema=NARROW):
    """A pending proposal of a new asset that the teams consume."""
    asset = make_asset(api, producer)
    make_contract(api, asset, BASE)
    for consumer in consumers:
        register_for(api, asset, consumer)
    return expect(publish(api, asset, schema), 201)["proposal"]


def answer(proposal, team, response="approved", **members):
    ids = (entry["id"] if isinstance(entry, dict) else entry for entry in (proposal, team))
    return {**dict(zip(("proposal_id", "consumer_team_id"), ids)), "response": response, **members}


def acknowledge(api, *answers, **members):
    return api.post("/bulk/acknowledgments", json={"acknowledgments": list(answers), **members})


def accepted(api, *answers):
    """The statuses of the proposals after each of the answers, which are all taken."""
    result = expect(acknowledge(api, *answers), 200)
    assert (result["total"], result["succeeded"], result["failed"]) == (len(answers), len(answers), 0)
    for index, (item, given) in enumerate(zip(result["results"], answers)):
        details = {"response": given["response"], "proposal_status": item["details"]["proposal_status"]}
        assert item == {"success": True, "index": index, "id": item["id"], "error": None, "details": details}
    return [item["details"]["proposal_status"] for item in result["results"]]


def refused(api, *answers):
    """The errors of the answers, which are all refused and leave nothing behind."""
    result = expect(acknowledge(api, *answers), 207)
    assert (result["total"], result["succeeded"], result["failed"]) == (len(answers), 0, len(answers))
    assert all(item["success"] is False and item["id"] is None for item in result["results"])
    return [item["error"] for item in result["results"]]


def shown(api, proposal, **query):
    return expect(api.get(f"/proposals/{proposal['id']}", params=query), 200)


def written(server):
    """How many rows each table that an answer concerns has."""
    connection = database_read(server.database)
    try:
        return [connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("acknowledgments", "audit_events", "outbox")]
    finally:
        connection.close()


def actions(server, proposal):
    return [event["action"] for event in audit_events(server, proposal["id"])]


# --- what becomes of the proposal -------------------------------------------------------------------------------------


def test_every_consumer_agrees(server, api):
    first, second = make_team(api), make_team(api)
    user = make_user(api, team_id=first["id"])
    proposal = propose(api, first, second)
    assert accepted(api, answer(proposal, first, acknowledged_by_user_id=user["id"], notes="ready")) == ["pending"]
    assert shown(api, proposal, include_status="false") == proposal, "an answer alone changes nothing of the proposal itself"
    assert actions(server, proposal) == ["proposal.created", "proposal.acknowledged"]
    deadline = "2031-07-01T00:00:00+02:00"
    assert accepted(api, answer(proposal, second, "migrating", migration_deadline=deadline)) == ["approved"]

    status = shown(api, proposal)
    times = [entry.pop("responded_at") for entry in status["acknowledgments"]]
    assert status["acknowledgments"] == [
        {
            "consumer_team_id": first["id"], "consumer_team_name": first["name"], "acknowledged_by_user_id": user["id"],
            "acknowledged_by_user_name": user["name"], "response": "approved", "migration_deadline": None, "notes": "ready",
        },
        {
            "consumer_team_id": second["id"], "consumer_team_name": second["name"], "acknowledged_by_user_id": None,
            "acknowledged_by_user_name": None, "response": "migrating", "migration_deadline": "2031-06-30T22:00:00.000000Z", "notes": None,
        },
    ]  # fmt: skip
    assert times == sorted(times) and proposal["proposed_at"] < times[0]
    assert status["status"] == "approved" and status["resolved_at"] == status["updated_at"] == times[1]
    assert status["consumers"] == {"total": 2, "acknowledged": 2, "pending": 0, "blocked": 0} and status["pending_consumers"] == []

    events = audit_events(server, proposal["id"])[1:]
    assert [(event["action"], event["actor_id"], event["payload"]) for event in events] == [
        ("proposal.acknowledged", first["id"], {"response": "approved", "notes": "ready"}),
        ("proposal.acknowledged", second["id"], {"response": "migrating", "notes": None}),
        ("proposal.approved", None, {"acknowledged_count": 2, "auto_approved": True}),
    ]
    assert all(event["entity_type"] == "proposal" for event in events)


def test_one_consumer_blocks(server, api):
    teams = [make_team(api) for _ in range(3)]
    proposal = propose(api, *teams)
    assert accepted(api, answer(proposal, teams[0]), answer(proposal, teams[1], "blocked", notes="too soon")) == ["pending", "rejected"]
    status = shown(api, proposal)
    assert status["status"] == "rejected" and status["resolved_at"] == status["acknowledgments"][1]["responded_at"]
    assert status["consumers"] == {"total": 3, "acknowledged": 2, "pending": 1, "blocked": 1}
    assert [entry["team_id"] for entry in status["pending_consumers"]] == [teams[2]["id"]]
    assert actions(server, proposal)[-2:] == ["proposal.acknowledged", "proposal.rejected"]
    event = audit_one(server, proposal["id"], "proposal.rejected")
    assert event["actor_id"] == teams[1]["id"] and event["payload"] == {"reason": "Consumer blocked the proposal"}
    for response in ("approved", "blocked"):
        assert refused(api, answer(proposal, teams[2], response)) == [f"Proposal {proposal['id']} is not pending (status: rejected)"]


def test_readers_follow(api):
    first, second = make_team(api), make_team(api)
    proposal = propose(api, first, second)
    asset = {"asset_id": proposal["asset_id"]}

    def listed(**query):
        return expect(api.get("/proposals", params={**asset, **query}), 200)["results"]

    tag = api.get(f"/proposals/{proposal['id']}").headers["etag"]
    assert listed(pending_ack_for=first["id"]) == listed(pending_ack_for=second["id"]) == listed(status="pending")
    accepted(api, answer(proposal, first))
    (entry,) = listed()
    assert (entry["status"], entry["acknowledgment_count"], entry["total_consumers"]) == ("pending", 1, 2)
    assert listed(pending_ack_for=first["id"]) == [] and listed(pending_ack_for=second["id"]) == [entry]
    assert listed(consumer_team_id=first["id"], pending_ack_for=second["id"]) == [entry] == listed(consumer_team_id=first["id"])
    assert api.get(f"/proposals/{proposal['id']}", headers={"if-none-match": tag}).status_code == 200
    assert [entry["id"] for entry in expect(api.get(f"/assets/{proposal['asset_id']}/context"), 200)["active_proposals"]] == [proposal["id"]]
    accepted(api, answer(proposal, second))
    (entry,) = listed(status="approved")
    assert (entry["acknowledgment_count"], entry["total_consumers"]) == (2, 2)
    assert listed(pending_ack_for=second["id"]) == [] == listed(status="pending")
    assert expect(api.get(f"/assets/{proposal['asset_id']}/context"), 200)["active_proposals"] == []
    # What is resolved makes room for the next.
    assert expect(publish(api, proposal["asset_id"], {**NARROW, "title": "Another"}), 201)["action"] == "proposal.created"


def test_names_of_the_deleted(api):
    team, other = make_team(api), make_team(api)
    user = make_user(api, team_id=team["id"])
    proposal = propose(api, team, other)
    accepted(api, answer(proposal, team, acknowledged_by_user_id=user["id"]))
    expect(api.delete(f"/users/{user['id']}"), 204)
    expect(api.delete(f"/teams/{team['id']}"), 204)
    status = shown(api, proposal)
    (given,) = status["acknowledgments"]
    assert (given["consumer_team_id"], given["consumer_team_name"]) == (team["id"], "Unknown")
    assert (given["acknowledged_by_user_id"], given["acknowledged_by_user_name"]) == (user["id"], None)
    assert status["consumers"] == {"total": 1, "acknowledged": 1, "pending": 1, "blocked": 0}
    assert accepted(api, answer(proposal, other)) == ["approved"]


def test_the_consumers_are_those_of_now(api):
    stays, leaves, comes = (make_team(api) for _ in range(3))
    asset = make_asset(api)
    make_contract(api, asset, BASE)
    register_for(api, asset, stays)
    registration = register_for(api, asset, leaves)
    proposal = expect(publish(api, asset, NARROW), 201)["proposal"]
    moving = register_for(api, asset, make_team(api))
    register_for(api, asset, comes)
    assert accepted(api, answer(proposal, stays)) == ["pending"]
    # Who leaves, or is no active consumer, is not waited for; nothing is decided before the next answer.
    expect(api.delete(f"/registrations/{registration['id']}"), 204)
    expect(api.patch(f"/registrations/{moving['id']}", json={"status": "migrating"}), 200)
    assert shown(api, proposal)["status"] == "pending"
    assert refused(api, answer(proposal, leaves), answer(proposal, moving["consumer_team_id"])) == ["Only registered consumers can acknowledge proposals"] * 2
    assert accepted(api, answer(proposal, comes)) == ["approved"]


def test_a_compatible_publish_in_between(api):
    first, pinned = make_team(api), make_team(api)
    asset = make_asset(api)
    make_contract(api, asset, BASE)
    register_for(api, asset, first)
    register_for(api, asset, pinned, pinned_version="1.0.0")
    proposal = expect(publish(api, asset, NARROW), 201)["proposal"]
    assert expect(publish(api, asset, WIDE), 201)["action"] == "published"
    # Both registered for the contract before, and have their say still.
    assert accepted(api, answer(proposal, pinned), answer(proposal, first)) == ["pending", "approved"]


@sqlite_only
def test_without_an_active_contract(start_server):
    server = start_server()
    api = server.api()
    consumer, stranger = make_team(api), make_team(api)
    proposals = [propose(api, consumer) for _ in range(2)]
    server.stop()
    connection = sqlite3.connect(server.database)
    connection.execute("UPDATE contracts SET status = 'retired'")
    connection.commit()
    connection.close()
    server.start()
    api = server.api()
    assert accepted(api, answer(proposals[0], stranger), answer(proposals[1], stranger, "blocked")) == ["approved", "rejected"]


def test_a_deleted_asset_does_not_hide_its_proposal(api):
    team = make_team(api)
    proposal = propose(api, team)
    expect(api.delete(f"/assets/{proposal['asset_id']}"), 204)
    assert accepted(api, answer(proposal, team)) == ["approved"]


# --- refusals ---------------------------------------------------------------------------------------------------------


def test_items_that_fail(server, api):
    consumer, other, stranger, gone = (make_team(api) for _ in range(4))
    retired = make_user(api)
    expect(api.delete(f"/teams/{gone['id']}"), 204)
    expect(api.delete(f"/users/{retired['id']}"), 204)
    proposal = propose(api, consumer, other)
    before = written(server)
    errors = refused(
        api, answer(NOBODY, consumer), answer(proposal, NOBODY), answer(proposal, gone, "blocked"),
        answer(proposal, stranger), answer(proposal, stranger, "blocked"),
        answer(proposal, consumer, acknowledged_by_user_id=NOBODY), answer(proposal, consumer, acknowledged_by_user_id=retired["id"]),
        answer(proposal, consumer, migration_deadline="next summer"), answer(proposal, consumer, migration_deadline=""),
        answer(NOBODY, consumer, migration_deadline="next summer"), answer(proposal, stranger, migration_deadline="2031-02-29"),
    )  # fmt: skip
    assert errors == [
        f"Proposal {NOBODY} not found", f"Team {NOBODY} not found", f"Team {gone['id']} not found",
        "Only registered consumers can acknowledge proposals", "Only registered consumers can acknowledge proposals",
        f"User {NOBODY} not found", f"User {retired['id']} not found",
        "Invalid migration_deadline format: next summer", "Invalid migration_deadline format: ",
        f"Proposal {NOBODY} not found", "Invalid migration_deadline format: 2031-02-29",
    ]  # fmt: skip
    assert written(server) == before and shown(api, proposal)["status"] == "pending"
    # One that fails is no obstacle to the others.
    result = expect(acknowledge(api, answer(proposal, stranger), answer(proposal, consumer), answer(NOBODY, other), answer(proposal, other)), 207)
    assert [item["details"].get("proposal_status") for item in result["results"]] == [None, "pending", None, "approved"]


def test_twice(server, api):
    first, second = make_team(api), make_team(api)
    proposal = propose(api, first, second)
    result = expect(acknowledge(api, answer(proposal, first), answer(proposal, first, "blocked")), 207)
    made, again = result["results"]
    assert made["success"] is True and (result["total"], result["succeeded"], result["failed"]) == (2, 1, 1)
    text = f"Proposal {proposal['id']} already acknowledged by team {first['id']}"
    assert again == {"success": False, "index": 1, "id": None, "error": text, "details": {"existing_id": made["id"]}}
    assert refused(api, answer(proposal, first, migration_deadline="never")) == [text]
    assert actions(server, proposal) == ["proposal.created", "proposal.acknowledged"] and shown(api, proposal)["status"] == "pending"
    # Of a single consumer the first answer resolves the proposal.
    alone = propose(api, first)
    result = expect(acknowledge(api, answer(alone, first), answer(alone, first)), 207)
    assert [item["error"] for item in result["results"]] == [None, f"Proposal {alone['id']} is not pending (status: approved)"]


def test_stopping_at_the_first_failure(server, api):
    team = make_team(api)
    proposals = [propose(api, team) for _ in range(3)]
    answers = [answer(proposals[0], team), answer(NOBODY, team), answer(proposals[1], team)]
    result = expect(acknowledge(api, *answers, continue_on_error=False), 207)
    assert (result["total"], result["succeeded"], result["failed"]) == (3, 1, 1)
    assert [(item["index"], item["success"]) for item in result["results"]] == [(0, True), (1, False)]
    assert shown(api, proposals[0])["status"] == "approved" and shown(api, proposals[1])["status"] == "pending"
    result = expect(acknowledge(api, *answers[1:], continue_on_error=True), 207)
    assert (result["succeeded"], result["failed"], len(result["results"])) == (1, 1, 2)
    result = expect(acknowledge(api, answer(proposals[2], team), continue_on_error=False), 200)
    assert (result["total"], len(result["results"])) == (1, 1)


@pytest.mark.parametrize(
    "deadline, stored",
    [
        ("2031-07-01T12:30:00Z", "2031-07-01T12:30:00.000000Z"), ("2031-07-01T12:30:00.25-01:30", "2031-07-01T14:00:00.250000Z"),
        ("2031-07-01T12:30:00", "2031-07-01T12:30:00.000000Z"), ("2031-07-01", "2031-07-01T00:00:00.000000Z"),
        ("1999-01-01T00:00:00Z", "1999-01-01T00:00:00.000000Z"), (None, None),
    ],
)  # fmt: skip
def test_deadlines(api, deadline, stored):
    team = make_team(api)
    proposal = propose(api, team)
    accepted(api, answer(proposal, team, "migrating", migration_deadline=deadline))
    assert shown(api, proposal)["acknowledgments"][0]["migration_deadline"] == stored


def test_bodies_that_are_refused(server, api):
    fine = answer(NOBODY, NOBODY)
    before = written(server)
    place = ["body", "acknowledgments"]
    expect_problem(acknowledge(api), place, "too_short")
    expect_problem(acknowledge(api, *[fine] * 51), place, "too_long")
    expect_problem(api.post("/bulk/acknowledgments", json={}), place, "missing")
    problem = expect_problem(acknowledge(api, fine, {**fine, "response": "maybe"}), [*place, 1, "response"], "enum")
    assert problem["msg"] == "Input should be 'approved', 'blocked' or 'migrating'"
    expect_problem(acknowledge(api, {**fine, "proposal_id": "x"}), [*place, 0, "proposal_id"], "uuid_parsing")
    expect_problem(acknowledge(api, {**fine, "acknowledged_by_user_id": "x"}), [*place, 0, "acknowledged_by_user_id"], "uuid_parsing")
    expect_problem(acknowledge(api, {**fine, "migration_deadline": 5}), [*place, 0, "migration_deadline"], "string_type")
    expect_problem(acknowledge(api, {**fine, "notes": "n" * 2001}), [*place, 0, "notes"], "string_too_long")
    expect_problem(acknowledge(api, fine, continue_on_error="perhaps"), ["body", "continue_on_error"], "bool_type")
    body = expect(acknowledge(api, {}), 422)
    assert [problem["loc"][3] for problem in body["detail"]] == ["proposal_id", "consumer_team_id", "response"]
    assert written(server) == before
    assert api.put("/bulk/acknowledgments", json={}).status_code == 405
    assert expect(acknowledge(api, *[fine] * 50), 207)["failed"] == 50


def test_idempotency_key(server, api):
    first, second = make_team(api), make_team(api)
    proposal = propose(api, first, second)
    for answers, status in ((answer(proposal, first),), 200), ((answer(proposal, second), answer(NOBODY, second)), 207):
        key = unique("key")

        def post(answers=answers, key=key):
            return api.post("/bulk/acknowledgments", json={"acknowledgments": list(answers)}, headers={"Idempotency-Key": key})

        made = expect(post(), status)
        rows = written(server)
        again = post()
        assert expect(again, status) == made and again.headers["idempotency-replayed"] == "true" and written(server) == rows
        assert api.post("/bulk/acknowledgments", json={"acknowledgments": [answer(proposal, NOBODY)]}, headers={"Idempotency-Key": key}).status_code == 422


# --- races ------------------------------------------------------------------------------------------------------------


def at_once(server, *jobs):
    """Runs each job, a function of a client of its own, in a thread; what they returned, in order."""
    with concurrent.futures.ThreadPoolExecutor(len(jobs)) as pool:
        return [future.result() for future in [pool.submit(job, server.api()) for job in jobs]]


def outcome(reply):
    """The proposal's status after the answer, or why it failed."""
    (item,) = reply.json()["results"]
    return item["details"]["proposal_status"] if item["success"] else item["error"].partition("is not ")[2] or item["error"]


def test_two_teams_at_once(server, api):
    teams = [make_team(api) for _ in range(4)]
    for _ in range(8):
        proposal = propose(api, *teams)
        replies = at_once(server, *(lambda own, team=team: acknowledge(own, answer(proposal, team)) for team in teams))
        assert sorted(outcome(reply) for reply in replies) == ["approved", "pending", "pending", "pending"]
        assert audit_one(server, proposal["id"], "proposal.approved")["payload"]["acknowledged_count"] == 4
        assert actions(server, proposal)[-1] == "proposal.approved"


def test_one_team_many_times_at_once(server, api):
    team, other = make_team(api), make_team(api)
    for response in ("approved", "blocked") * 3:
        proposal = propose(api, team, other)
        replies = at_once(server, *[lambda own: acknowledge(own, answer(proposal, team, response))] * 6)
        assert sorted(reply.status_code for reply in replies) == [200] + [207] * 5
        assert len(audit_events(server, proposal["id"], "proposal.acknowledged")) == 1
        assert shown(api, proposal)["consumers"]["acknowledged"] == 1


def test_no_approval_beside_a_block(server, api):
    teams = [make_team(api) for _ in range(3)]
    for number in range(24):
        proposal = propose(api, *teams)
        responses = ["approved", "migrating", "blocked"]
        responses = responses[number % 3 :] + responses[: number % 3]
        answers = [answer(proposal, team, response) for team, response in zip(teams, responses)]
        jobs = [lambda own, given=given: acknowledge(own, given) for given in answers]
        outcomes = [outcome(reply) for reply in at_once(server, *jobs)]
        status = shown(api, proposal)
        assert status["status"] == "rejected" and outcomes.count("rejected") == 1 and "approved" not in outcomes
        assert set(outcomes) <= {"pending", "rejected", "pending (status: rejected)"}
        assert status["consumers"]["acknowledged"] == sum(found in ("pending", "rejected") for found in outcomes)
        assert actions(server, proposal)[-1] == "proposal.rejected", "nothing is answered after the rejection"


def test_answers_and_publishes_at_once(server, api):
    """Publishing beside the answers: each proposal is resolved once, and one that is approved has no blocking answer."""
    teams = [make_team(api) for _ in range(2)]
    for number in range(10):
        proposal = propose(api, *teams)
        responses = ("approved", "blocked") if number % 2 else ("approved", "approved")
        jobs = [lambda own, team=team, response=response: acknowledge(own, answer(proposal, team, response)) for team, response in zip(teams, responses)]
        jobs.append(lambda own: publish(own, proposal["asset_id"], WIDE))
        jobs.append(lambda own: publish(own, proposal["asset_id"], {**NARROW, "title": "Another"}))
        replies = at_once(server, *jobs)
        assert {reply.status_code for reply in replies[:2]} <= {200, 207}
        assert replies[2].status_code == 201 and replies[3].status_code in (201, 409)
        assert shown(api, proposal)["status"] == ("rejected" if number % 2 else "approved")
        resolutions = [action for action in actions(server, proposal) if action in ("proposal.approved", "proposal.rejected")]
        assert len(resolutions) == 1
        listed = expect(api.get("/proposals", params={"asset_id": proposal["asset_id"], "status": "pending"}), 200)
        assert listed["total"] == (replies[3].status_code == 201)


# --- notices ----------------------------------------------------------------------------------------------------------


def notices(server, kind):
    connection = database_read(server.database)
    try:
        found = queued_messages(connection)
    finally:
        connection.close()
    return [message for name, message in found if name == kind]


def depend(server, upstream, downstream):
    """Writes a dependency into the database of a stopped server."""
    connection = sqlite3.connect(server.database)
    row = (uuid.uuid4().bytes, uuid.UUID(downstream["id"]).bytes, uuid.UUID(upstream["id"]).bytes)
    connection.execute("INSERT INTO dependencies (id, dependent_asset_id, dependency_asset_id, created_at) VALUES (?, ?, ?, 1)", row)
    connection.commit()
    connection.close()


@sqlite_only
def test_notices(start_server):
    server = start_server(settings={"WEBHOOK_URL": "http://192.0.2.1/hook", "SLACK_ENABLED": True})
    api = server.api()
    producer, first, second, owner = (make_team(api) for _ in range(4))
    asset, downstream = make_asset(api, producer), make_asset(api, owner)
    server.stop()
    depend(server, asset, downstream)
    server.start()
    api = server.api()
    make_contract(api, asset, BASE)
    register_for(api, asset, first)
    register_for(api, asset, second)
    proposal = expect(publish(api, asset, NARROW), 201)["proposal"]
    assert [team["team_id"] for team in proposal["affected_teams"]] == [owner["id"]]
    about = {"proposal_id": proposal["id"], "asset_id": asset["id"], "asset_fqn": asset["fqn"]}
    webhooks, chats = len(notices(server, "webhook")), len(notices(server, "chat"))

    def told(kind, name, start):
        return [(message["event"], message[name]) for message in notices(server, kind)[start:]]

    # One request with failures tells exactly what was done.
    expect(
        acknowledge(
            api, answer(proposal, first, "migrating", migration_deadline="2031-07-01", notes="soon"), answer(proposal, owner),
            answer(NOBODY, first), answer(proposal, second),
        ), 207,
    )  # fmt: skip
    migrating = {"response": "migrating", "migration_deadline": "2031-07-01T00:00:00.000000Z", "notes": "soon"}
    agreed = {"response": "approved", "migration_deadline": None, "notes": None}
    assert told("webhook", "payload", webhooks) == [
        ("proposal.acknowledged", {
            **about, **migrating, "consumer_team_id": first["id"], "consumer_team_name": first["name"], "pending_count": 1, "acknowledged_count": 1,
        }),
        ("proposal.acknowledged", {
            **about, **agreed, "consumer_team_id": second["id"], "consumer_team_name": second["name"], "pending_count": 0, "acknowledged_count": 2,
        }),
        ("proposal.approved", {**about, "status": "approved", "actor_team_id": None, "actor_team_name": None}),
    ]  # fmt: skip
    about_chat = {"asset_fqn": asset["fqn"], "proposal_id": proposal["id"]}
    assert told("chat", "data", chats) == [
        ("proposal.acknowledged", {**about_chat, "consumer_team": first["name"], "response": "migrating", "notes": "soon"}),
        ("proposal.acknowledged", {**about_chat, "consumer_team": second["name"], "response": "approved", "notes": None}),
        ("proposal.resolved", {**about_chat, "version": None, "status": "approved", "blocker_team": None, "blocker_reason": None}),
    ]
    everybody = [producer["id"], first["id"], second["id"], owner["id"]]
    assert all(message["team_ids"] == everybody for message in notices(server, "chat")[chats:])

    # A block is told as the rejection that it is.
    proposal = expect(publish(api, asset, {**NARROW, "title": "Another"}), 201)["proposal"]
    about, about_chat = ({**told, "proposal_id": proposal["id"]} for told in (about, about_chat))
    webhooks, chats = len(notices(server, "webhook")), len(notices(server, "chat"))
    assert accepted(api, answer(proposal, second, "blocked", notes="no")) == ["rejected"]
    actor = {"actor_team_id": second["id"], "actor_team_name": second["name"]}
    assert told("webhook", "payload", webhooks) == [("proposal.rejected", {**about, "status": "rejected", **actor})]
    assert told("chat", "data", chats) == [
        ("proposal.acknowledged", {**about_chat, "consumer_team": second["name"], "response": "blocked", "notes": "no"}),
        ("proposal.resolved", {**about_chat, "version": None, "status": "rejected", "blocker_team": second["name"], "blocker_reason": "no"}),
    ]


def test_nobody_listens(server, api):
    team = make_team(api)
    proposal = propose(api, team)
    before = written(server)
    accepted(api, answer(proposal, team))
    assert [after - was for after, was in zip(written(server), before)] == [1, 2, 0]
