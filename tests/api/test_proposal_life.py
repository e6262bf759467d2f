"""Why a proposal is made and until when it may be answered: given when it is made, shown wherever it is, reminded of and closed by jobs."""

import datetime
import sqlite3
import time
import uuid

import pytest

from support import postgres
from support.make import (
    audit_events, audit_one, database_read, expect, expect_error, expect_problem, make_asset, make_contract, make_team,
    object_schema, publish, register,
)  # fmt: skip
from support.outbox import queued_messages
from support.server import program_run

BASE = object_schema(["id"], id="integer", email="string")
NARROW = object_schema(["id"], id="integer")
OTHER = object_schema(["id"], id="string")
ODD = "Zahlungen \U0001f4b8 – «neu»\n\ttab \"quotes\" \\ ' <b>&"
SOON = {"TESSERA_PROPOSAL_SWEEP": 1, "WEBHOOK_URL": "http://192.0.2.1/hook", "SLACK_ENABLED": True}
WAIT_SECONDS = 60


def ahead(**parts):
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(**parts)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def time_of(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def light(api, proposal):
    return expect(api.get(f"/proposals/{proposal['id']}", params={"include_status": "false"}), 200)


def made(api, team=None):
    asset = make_asset(api, team)
    asset["first"] = make_contract(api, asset, BASE)
    return asset


def outbox(server, event):
    """The queued messages of an event, decoded: [(kind, message)]."""
    connection = database_read(server.database)
    try:
        found = queued_messages(connection)
    finally:
        connection.close()
    return [(kind, message) for kind, message in found if message["event"] == event]


def wait_until(happens):
    deadline = time.monotonic() + WAIT_SECONDS
    while not (result := happens()):
        assert time.monotonic() < deadline
    return result


# --- reason and deadline ----------------------------------------------------------------------------------------------


def test_they_are_shown(server, api):
    asset, consumer = made(api), make_team(api)
    register(api, asset["first"], consumer)
    deadline = ahead(days=3)
    proposal = expect(publish(api, asset, NARROW, reason=f"  {ODD} ", deadline=deadline), 201)["proposal"]
    assert (proposal["reason"], proposal["expires_at"], proposal["auto_expire"]) == (ODD, deadline, False)
    assert light(api, proposal) == proposal
    shown = expect(api.get(f"/proposals/{proposal['id']}"), 200)
    assert (shown["reason"], shown["expires_at"]) == (ODD, deadline)
    (entry,) = expect(api.get("/proposals", params={"asset_id": asset["id"]}), 200)["results"]
    assert (entry["reason"], entry["expires_at"]) == (ODD, deadline)
    (entry,) = expect(api.get(f"/proposals/pending/{consumer['id']}"), 200)["pending_proposals"]
    assert (entry["reason"], entry["expires_at"]) == (ODD, deadline)
    payload = audit_one(server, proposal["id"], "proposal.created")["payload"]
    assert (payload["reason"], payload["expires_at"]) == (ODD, deadline)


def test_without_them_nothing_is_made_up(server, api):
    proposal = expect(publish(api, made(api), NARROW), 201)["proposal"]
    assert (proposal["reason"], proposal["expires_at"]) == (None, None)
    assert not {"reason", "expires_at"} & set(audit_one(server, proposal["id"], "proposal.created")["payload"])


def test_they_are_nothing_to_a_compatible_change(api):
    wide = object_schema(["id"], id="integer", email="string", name="string")
    result = expect(publish(api, made(api), wide, reason="More of them", deadline=ahead(days=1)), 201)
    assert result["action"] == "published" and "proposal" not in result


def test_bad_ones(api):
    asset = made(api)
    for reason in ("", "   ", "\n\t"):
        expect_problem(publish(api, asset, NARROW, reason=reason), ("body", "reason"))
    expect_problem(publish(api, asset, NARROW, reason="x" * 1001), ("body", "reason"), "string_too_long")
    expect_problem(publish(api, asset, NARROW, reason=5), ("body", "reason"), "string_type")
    for deadline in ("2020-01-01T00:00:00Z", ahead(seconds=-1), "0001-01-01T00:00:00Z"):
        expect_problem(publish(api, asset, NARROW, deadline=deadline), ("body", "deadline"), "value_error", "has to be in the future")
    for deadline in (ahead(days=366, hours=1), "9999-12-31T23:59:59Z"):
        expect_problem(publish(api, asset, NARROW, deadline=deadline), ("body", "deadline"), "value_error", "at most 366 days ahead")
    for deadline in ("tomorrow", "", 5, True, {}, "2031-02-30T00:00:00Z"):
        expect_problem(publish(api, asset, NARROW, deadline=deadline), ("body", "deadline"), "datetime_parsing")
    assert expect(api.get("/proposals", params={"asset_id": asset["id"]}), 200)["total"] == 0
    at_the_end = expect(publish(api, asset, NARROW, reason="x" * 1000, deadline=ahead(days=365, hours=23)), 201)["proposal"]
    assert len(at_the_end["reason"]) == 1000


def test_another_offset_is_the_same_time(api):
    east = datetime.timezone(datetime.timedelta(hours=5, minutes=30))
    wanted = datetime.datetime.now(east).replace(microsecond=0) + datetime.timedelta(days=2)
    proposal = expect(publish(api, made(api), NARROW, deadline=wanted.isoformat()), 201)["proposal"]
    assert time_of(proposal["expires_at"]) == wanted


def test_of_many(api):
    team = make_team(api)
    assets = [made(api, team) for _ in range(2)]
    deadline = ahead(days=9)
    contracts = [{"asset_id": asset["id"], "schema": NARROW} for asset in assets]
    contracts[0].update(reason="The address moves", deadline=deadline)
    query = {"dry_run": "false", "create_proposals_for_breaking": "true"}
    result = expect(api.post("/contracts/bulk", params=query, json={"contracts": contracts, "published_by": team["id"]}), 200)
    shown = [light(api, {"id": item["proposal_id"]}) for item in result["results"]]
    assert [(proposal["reason"], proposal["expires_at"]) for proposal in shown] == [("The address moves", deadline), (None, None)]
    contracts[1].update(deadline="2020-01-01T00:00:00Z")
    reply = api.post("/contracts/bulk", params=query, json={"contracts": contracts, "published_by": team["id"]})
    expect_problem(reply, ("body", "contracts", 1, "deadline"), "value_error")


def test_a_life_by_default(start_server):
    api = start_server(settings={"PROPOSAL_DEFAULT_EXPIRATION_DAYS": 30}).api()
    proposal = expect(publish(api, made(api), NARROW), 201)["proposal"]
    life = time_of(proposal["expires_at"]) - time_of(proposal["proposed_at"])
    assert datetime.timedelta(days=30, minutes=-1) < life <= datetime.timedelta(days=30)
    deadline = ahead(days=2)
    assert expect(publish(api, made(api), NARROW, deadline=deadline), 201)["proposal"]["expires_at"] == deadline


def test_the_settings(tmp_path, start_server):
    for name, wrong in (("PROPOSAL_DEFAULT_EXPIRATION_DAYS", -1), ("TESSERA_PROPOSAL_DEADLINE_MAX_DAYS", 0),
                        ("TESSERA_PROPOSAL_REMINDER_HOURS", -1), ("TESSERA_PROPOSAL_SWEEP", 0)):  # fmt: skip
        ended = program_run("--check-config", settings={name: wrong}, folder=tmp_path)
        assert ended.returncode == 1 and name in ended.stderr
    api = start_server(settings={"TESSERA_PROPOSAL_DEADLINE_MAX_DAYS": 2}).api()
    expect_problem(publish(api, made(api), NARROW, deadline=ahead(days=3)), ("body", "deadline"), substring="at most 2 days ahead")
    expect(publish(api, made(api), NARROW, deadline=ahead(days=1)), 201)


# --- its end ----------------------------------------------------------------------------------------------------------


def test_its_time_runs_out(start_server):
    server = start_server(settings=SOON)
    api = server.api()
    proposal = expect(publish(api, made(api), NARROW, deadline=ahead(seconds=4)), 201)["proposal"]
    stays = expect(publish(api, made(api), NARROW, deadline=ahead(days=4)), 201)["proposal"]
    assert proposal["status"] == "pending"
    wait_until(lambda: light(api, proposal)["status"] == "expired")
    closed = light(api, proposal)
    assert closed["resolved_at"] >= closed["expires_at"] == proposal["expires_at"]
    event = audit_one(server, proposal["id"], "proposal.expired")
    assert event["actor_id"] is None and event["payload"] == {"expires_at": proposal["expires_at"], "auto_expire": False}
    ((_, webhook),) = [entry for entry in outbox(server, "proposal.expired") if entry[0] == "webhook"]
    assert webhook["payload"]["proposal_id"] == proposal["id"] and webhook["payload"]["status"] == "expired"
    assert light(api, stays)["status"] == "pending"
    for verb, body in (("withdraw", None), ("acknowledge", {"consumer_team_id": make_team(api)["id"], "response": "approved"})):
        error = expect_error(api.post(f"/proposals/{proposal['id']}/{verb}", json=body), 400, "PROPOSAL_NOT_PENDING")
        assert error["details"]["status"] == "expired"
    assert expect(publish(api, {"id": proposal["asset_id"]}, OTHER), 201)["action"] == "proposal.created", "the asset is free for another"


def test_many_run_out(start_server):
    """More than one piece of a transaction closes, each with its audit event; those that were answered in time stay as they are."""
    server = start_server(settings={**SOON, "TESSERA_PROPOSAL_SWEEP": 86400})
    api = server.api()
    team = make_team(api)
    end = ahead(seconds=60)
    proposals = [expect(publish(api, made(api, team), NARROW, deadline=end), 201)["proposal"] for _ in range(120)]
    expect(api.post(f"/proposals/{proposals[0]['id']}/force", params={"actor_id": team["id"]}), 200)
    server.stop_and_check()
    moved = "now() - interval '1 minute'" if postgres.chosen() else "5"
    alter(server, f"UPDATE proposals SET expires_at = {moved}")
    server.settings = SOON
    server.start()
    api = server.api()
    wait_until(lambda: expect(api.get("/proposals", params={"status": "pending"}), 200)["total"] == 0)
    assert expect(api.get("/proposals", params={"status": "expired"}), 200)["total"] == 119
    assert light(api, proposals[0])["status"] == "approved", "only what is pending runs out"
    for proposal in proposals[1:]:
        audit_one(server, proposal["id"], "proposal.expired")


def test_closing_can_be_turned_off(start_server):
    server = start_server(settings={**SOON, "PROPOSAL_AUTO_EXPIRE_ENABLED": False})
    api = server.api()
    proposal = expect(publish(api, made(api), NARROW, deadline=ahead(seconds=4)), 201)["proposal"]
    wait_until(lambda: time_of(proposal["expires_at"]) < datetime.datetime.now(datetime.timezone.utc))
    job = {"last_run_at": ""}

    def ran_after_the_end():
        jobs = expect(server.client().get("/health"), 200)["jobs"]
        job.update(next(entry for entry in jobs if entry["name"] == "proposal_expiry"))
        return (job["last_run_at"] or "") > proposal["expires_at"] and job["outcome"] == "succeeded"

    wait_until(ran_after_the_end)
    assert light(api, proposal)["status"] == "pending" and job["handled"] == 0


def alter(server, statement):
    """Changes rows behind the back of a stopped server."""
    if postgres.chosen():
        connection = postgres.Connection(str(server.database))
        connection.execute(statement)
        connection.close()
        return
    with sqlite3.connect(server.database) as connection:
        connection.execute(statement)
    connection.close()


# --- reminders --------------------------------------------------------------------------------------------------------


def test_a_reminder(start_server):
    server = start_server(settings=SOON)
    api = server.api()
    producer, answers, waits = (make_team(api) for _ in range(3))
    asset = made(api, producer)
    for team in (answers, waits):
        register(api, asset["first"], team)
    proposal = expect(publish(api, asset, NARROW, deadline=ahead(hours=25)), 201)["proposal"]
    far = expect(publish(api, made(api), NARROW, deadline=ahead(days=20)), 201)["proposal"]
    never = expect(publish(api, made(api), NARROW), 201)["proposal"]
    expect(api.post(f"/proposals/{proposal['id']}/acknowledge", json={"consumer_team_id": answers["id"], "response": "approved"}), 201)
    server.stop_and_check()
    later = "interval '2 hours'" if postgres.chosen() else "7200000000"
    alter(server, f"UPDATE proposals SET expires_at = expires_at - {later} WHERE expires_at IS NOT NULL")
    server.start()
    api = server.api()
    wait_until(lambda: len(outbox(server, "proposal.expiring")) == 2)
    end = light(api, proposal)["expires_at"]
    messages = dict(outbox(server, "proposal.expiring"))
    assert messages["webhook"]["payload"] == {
        "proposal_id": proposal["id"], "asset_id": asset["id"], "asset_fqn": asset["fqn"], "expires_at": end, "pending_count": 1,
        "pending_consumers": [{"team_id": waits["id"], "team_name": waits["name"]}],
    }  # fmt: skip
    assert messages["chat"]["team_ids"] == [producer["id"], waits["id"]]
    assert messages["chat"]["data"] == {"asset_fqn": asset["fqn"], "proposal_id": proposal["id"], "expires_at": end, "pending_count": 1}
    event = audit_one(server, proposal["id"], "proposal.reminded")
    assert event["actor_id"] is None
    assert event["payload"] == {"asset_id": asset["id"], "asset_fqn": asset["fqn"], "expires_at": end, "pending_count": 1}
    # Once, however often it is looked for, and again by nobody after a restart.
    server.stop_and_check()
    server.start()
    api = server.api()
    before = ahead(seconds=0)
    wait_until(lambda: any(job["name"] == "proposal_reminders" and (job["last_run_at"] or "") > before
                           for job in expect(server.client().get("/health"), 200)["jobs"]))  # fmt: skip
    assert len(outbox(server, "proposal.expiring")) == 2
    for other in (far, never):
        assert "proposal.reminded" not in [event["action"] for event in audit_events(server, other["id"])]


def test_no_reminders_where_nobody_listens(start_server):
    server = start_server(settings={"TESSERA_PROPOSAL_SWEEP": 1})
    api = server.api()
    proposal = expect(publish(api, made(api), NARROW, deadline=ahead(hours=1)), 201)["proposal"]
    asked = ahead(seconds=0)
    wait_until(lambda: any(job["name"] == "proposal_reminders" and (job["last_run_at"] or "") > asked
                           for job in expect(server.client().get("/health"), 200)["jobs"]))  # fmt: skip
    assert [event["action"] for event in audit_events(server, proposal["id"])] == ["proposal.created"]
    # Once somebody does, it is made up for; and the hours can be set.
    server.stop_and_check()
    server.settings = {**SOON, "TESSERA_PROPOSAL_REMINDER_HOURS": 2}
    server.start()
    wait_until(lambda: outbox(server, "proposal.expiring"))
    audit_one(server, proposal["id"], "proposal.reminded")


# --- reopening --------------------------------------------------------------------------------------------------------


def test_its_time_stands_still_while_it_is_approved(api):
    team = make_team(api)
    asset = made(api, team)
    proposal = expect(publish(api, asset, NARROW, deadline=ahead(days=1)), 201)["proposal"]
    approved = expect(api.post(f"/proposals/{proposal['id']}/force", params={"actor_id": str(uuid.uuid4())}), 200)
    make_contract(api, asset, object_schema(["id"], id="integer", email="string", name="string"))
    expect_error(api.post(f"/proposals/{proposal['id']}/publish", json={}), 409, "PROPOSAL_REOPENED")
    reopened = light(api, proposal)
    assert reopened["status"] == "pending"
    given = time_of(reopened["expires_at"]) - time_of(proposal["expires_at"])
    assert datetime.timedelta(0) < given <= time_of(reopened["updated_at"]) - time_of(approved["resolved_at"])


@pytest.mark.parametrize("verb", ["publish", "propose"])
def test_a_dry_run_shows_them(api, verb):
    asset = made(api)
    deadline = ahead(days=1)
    result = expect(publish(api, asset, NARROW, path=verb, reason="Soon", deadline=deadline, dry_run=True), 200)
    assert (result["proposal"]["reason"], result["proposal"]["expires_at"]) == ("Soon", deadline)
    assert expect(api.get("/proposals", params={"asset_id": asset["id"]}), 200)["total"] == 0
