"""Whom a proposal waits for, however that comes to be: what routes tell of it is one thing, whatever teams do meanwhile."""

import concurrent.futures
import contextlib
import random
import sqlite3
import uuid

import pytest

from support.make import all_pages, audit_events, database_read, expect, expect_error, make_asset, make_contract, make_team, object_schema, publish
from support.postgres import sqlite_only
from support.server import CHECKOUT

BASE = object_schema(["id"], id="integer", price="number", note="string")
CENTS = object_schema(["id"], id="integer", price="string", note="string")


@pytest.fixture
def place(api):
    asset = make_asset(api)
    return asset, make_contract(api, asset, BASE, version="1.0.0")


def consumer(api, contract, fields=None, team=None):
    team = team or make_team(api)
    body = {"contract_id": contract["id"], "consumer_team_id": team["id"], "fields": fields}
    return team, expect(api.post("/registrations", json=body), 201)


def answer(api, proposal, team, response="approved"):
    body = {"consumer_team_id": team["id"], "response": response}
    return expect(api.post(f"/proposals/{proposal['id']}/acknowledge", json=body), 201)


def status_of(api, proposal):
    return expect(api.get(f"/proposals/{proposal['id']}/status"), 200)


def awaited(api, asset, proposal, *teams):
    """The teams that are waited for, as every route that tells it does."""
    shown = status_of(api, proposal)
    answered = {one["consumer_team_id"] for one in shown["acknowledgments"]}
    told = {one["team_id"] for one in shown["pending_consumers"]}
    assert told == {wait["team_id"] for wait in shown["waits"] if wait["waited_for"]} - answered
    assert shown["consumers"]["pending"] == len(told)
    assert told == {one["team_id"] for one in expect(api.get(f"/assets/{asset['id']}/can-publish"), 200)["waiting_for"]}
    for team in teams:
        inbox = expect(api.get(f"/proposals/pending/{team['id']}"), 200)
        assert (proposal["id"] in [entry["proposal_id"] for entry in inbox["pending_proposals"]]) == (team["id"] in told)
        assert (proposal["id"] in [entry["id"] for entry in all_pages(api, "/proposals", pending_ack_for=team["id"])]) == (team["id"] in told)
    return told


# --- teams that come and go -------------------------------------------------------------------------------------------


def test_a_team_that_was_away_when_it_was_proposed(api, place):
    """Restored, it is waited for where it is concerned, and not where it is not."""
    asset, contract = place
    (first, _), (reader, _), (other, _) = (consumer(api, contract, fields) for fields in (None, ["price"], ["note"]))
    for team in (reader, other):
        expect(api.delete(f"/teams/{team['id']}"), 204)
    proposal = expect(publish(api, asset, CENTS), 201)["proposal"]
    assert awaited(api, asset, proposal, first) == {first["id"]}
    for team in (reader, other):
        expect(api.post(f"/teams/{team['id']}/restore"), 200)
    assert awaited(api, asset, proposal, first, reader, other) == {first["id"], reader["id"]}
    answer(api, proposal, first)
    assert answer(api, proposal, reader)["proposal_status"] == "approved"


def test_a_team_that_answered_and_was_away(api, place):
    asset, contract = place
    (gone, _), (left, _) = consumer(api, contract), consumer(api, contract)
    proposal = expect(publish(api, asset, CENTS), 201)["proposal"]
    answer(api, proposal, gone)
    expect(api.delete(f"/teams/{gone['id']}"), 204)
    expect(api.post(f"/teams/{gone['id']}/restore"), 200)
    assert awaited(api, asset, proposal, gone, left) == {left["id"]}


def test_the_last_team_is_deleted(server, api, place):
    asset, contract = place
    (gone, _), (told, _) = consumer(api, contract), consumer(api, contract, ["note"])
    proposal = expect(publish(api, asset, CENTS), 201)["proposal"]
    expect(api.delete(f"/teams/{gone['id']}"), 204)
    shown = status_of(api, proposal)
    assert (shown["status"], shown["pending_consumers"]) == ("approved", [])
    expect(api.post(f"/teams/{gone['id']}/restore"), 200)
    shown = status_of(api, proposal)
    assert (shown["status"], [one["team_id"] for one in shown["pending_consumers"]]) == ("approved", [gone["id"]])
    assert [event["action"] for event in audit_events(server, proposal["id"])] == ["proposal.created", "proposal.approved"]


def test_deleting_a_team_meets_publishing(api):
    """However they meet, nobody is waited for who cannot answer any more."""
    for _ in range(10):
        asset, gone = make_asset(api), make_team(api)
        contract = make_contract(api, asset, BASE, version="1.0.0")
        consumer(api, contract, team=gone)
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            published = pool.submit(publish, api, asset, CENTS)
            deleted = pool.submit(api.delete, f"/teams/{gone['id']}")
        expect(deleted.result(), 204)
        shown = status_of(api, expect(published.result(), 201)["proposal"])
        # Proposed first, it had a consumer, whose leaving settles it; else it never had one.
        events = [wait["team_id"] for wait in published.result().json()["consumers"]]
        assert shown["status"] == ("approved" if events else "pending")
        assert shown["pending_consumers"] == []


def test_rows_end_with_the_wait(server, api, place):
    """What waits is pending, whatever ends it."""
    asset, contract = place
    team, _ = consumer(api, contract)

    def rows(proposal):
        connection = database_read(server.database)
        try:
            found = connection.execute("SELECT p.status FROM awaited_consumers w JOIN proposals p ON p.id = w.proposal_id").fetchall()
        finally:
            connection.close()
        assert {row[0] for row in found} <= {"pending"}
        return status_of(api, proposal)["status"]

    for verb, params, status in (("withdraw", {}, "withdrawn"), ("expire", {}, "expired"), ("force", {"actor_id": team["id"]}, "approved")):
        proposal = expect(publish(api, asset, CENTS, path="propose"), 201)["proposal"]
        assert rows(proposal) == "pending"
        expect(api.post(f"/proposals/{proposal['id']}/{verb}", params=params), 200)
        assert rows(proposal) == status


@sqlite_only
def test_what_was_kept_before_is_brought_along(start_server):
    """A database that knew who is not waited for becomes one that knows who is."""
    server = start_server()
    api = server.api()
    asset = make_asset(api)
    contract = make_contract(api, asset, BASE, version="1.0.0")
    (reader, _), (other, _), (agreed, _), (gone, gone_registration) = (consumer(api, contract, fields) for fields in (None, ["note"], None, None))
    proposal = expect(publish(api, asset, CENTS), 201)["proposal"]
    answer(api, proposal, agreed)
    expect(api.delete(f"/registrations/{gone_registration['id']}"), 204)
    server.stop()
    (step,) = (CHECKOUT / "src/store/migrations/sqlite").glob("*_awaited_consumers.sql")
    with contextlib.closing(sqlite3.connect(server.database)) as connection:
        connection.executescript("DROP TABLE awaited_consumers; CREATE TABLE informed_consumers (proposal_id BLOB NOT NULL, consumer_team_id BLOB NOT NULL)")
        connection.execute("INSERT INTO informed_consumers VALUES (?, ?)", (uuid.UUID(proposal["id"]).bytes, uuid.UUID(other["id"]).bytes))
        connection.commit()
        connection.executescript(step.read_text())
    server.start()
    assert awaited(server.api(), asset, proposal, reader, other, agreed, gone) == {reader["id"]}


# --- anything, one after the other ------------------------------------------------------------------------------------


class Walk:
    """An asset and a few teams, to which random things happen."""

    STEPS = ("register", "register", "change", "unregister", "leave", "come", "come", "propose", "propose", "answer", "answer", "block", "supersede",
             "withdraw", "force", "ship", "publish")  # fmt: skip

    def __init__(self, api, seed):
        self.api, self.chance = api, random.Random(seed)
        self.asset = make_asset(api)
        self.contracts = [make_contract(api, self.asset, self.schema())]
        self.teams = {team["id"]: True for team in (make_team(api) for _ in range(6))}
        self.registrations, self.proposal = [], None

    def schema(self):
        return object_schema(**{name: self.chance.choice(("string", "string", "integer")) for name in "abcd" if self.chance.random() < 0.9})

    def say(self):
        fields = self.chance.choice(([], ["a"], ["b"], ["c"], ["b", "d"]))
        mode = self.chance.choice((None, None, "forward", "full"))
        return {"fields": fields, **({} if mode is None else {"mode": mode})}

    def propose(self, **more):
        reply = self.api.post(f"/assets/{self.asset['id']}/propose", json={"schema": self.schema(), **more})
        if reply.status_code == 201:
            self.proposal = reply.json()["proposal"]

    def step(self):
        api, chance, what = self.api, self.chance, self.chance.choice(self.STEPS)
        team = chance.choice(list(self.teams))
        if what == "register":
            reply = api.post("/registrations", json={"contract_id": chance.choice(self.contracts)["id"], "consumer_team_id": team, **self.say()})
            self.registrations += [reply.json()["id"]] if reply.status_code == 201 else []
        elif what == "change" and self.registrations:
            api.patch(f"/registrations/{chance.choice(self.registrations)}", json={"status": chance.choice(("active", "active", "inactive")), **self.say()})
        elif what == "unregister" and self.registrations:
            api.delete(f"/registrations/{chance.choice(self.registrations)}")
        elif what == "leave" and self.teams[team]:
            self.teams[team] = api.delete(f"/teams/{team}").status_code != 204
        elif what == "come":
            self.teams[team] = api.post(f"/teams/{team}/restore").status_code == 200
        elif what == "propose":
            self.propose()
        elif what == "publish":
            reply = publish(api, self.asset, self.schema(), force=True, force_reason="a contract in between")
            self.contracts += [reply.json()["contract"]] if reply.status_code == 201 else []
        elif self.proposal is not None:
            self.to_proposal(what, team)
        return what

    def to_proposal(self, what, team):
        if what == "supersede":
            return self.propose(supersedes=self.proposal["id"])
        bodies = {"answer": {"consumer_team_id": team, "response": "approved"}, "block": {"consumer_team_id": team, "response": "blocked"}, "ship": {}}
        verbs = {"answer": "acknowledge", "block": "acknowledge", "ship": "publish"}
        query = {"actor_id": team} if what == "force" else {}
        reply = self.api.post(f"/proposals/{self.proposal['id']}/{verbs.get(what, what)}", params=query, json=bodies.get(what))
        if reply.status_code == 200 and what == "ship":
            self.contracts.append(reply.json()["contract"])

    def look(self):
        if self.proposal is not None and status_of(self.api, self.proposal)["status"] == "pending":
            awaited(self.api, self.asset, self.proposal, *({"id": team} for team, here in self.teams.items() if here))


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_all_tell_the_same(api, seed):
    walk = Walk(api, seed)
    done = []
    for _ in range(100):
        done.append(walk.step())
        try:
            walk.look()
        except AssertionError as error:
            raise AssertionError(f"after {done}") from error


# --- what is not proposed yet -----------------------------------------------------------------------------------------


def test_may_it_be_published_asks_whom_it_concerns(api, place):
    asset, contract = place
    consumer(api, contract, ["note"])
    path = f"/assets/{asset['id']}/can-publish"

    def ask():
        return expect(api.post(path, json={"schema": CENTS}), 200)

    told = ask()
    assert (told["can_publish"], told["waiting_for"]) == ("not_yet", [])
    assert [reason["code"] for reason in told["reasons"]] == ["needs_proposal", "concerns_nobody"]
    reader, _ = consumer(api, contract, ["price"])
    told = ask()
    assert [entry["team_id"] for entry in told["waiting_for"]] == [reader["id"]]
    assert [reason["code"] for reason in told["reasons"]] == ["needs_proposal", "awaits_consumer"]
    proposal = expect(publish(api, asset, CENTS), 201)["proposal"]
    assert awaited(api, asset, proposal) == {reader["id"]}


def test_may_what_was_approved_be_published_still(api, place):
    """Behind another contract the answer is what publishing would come to."""
    asset, contract = place
    team, _ = consumer(api, contract)
    proposal = expect(publish(api, asset, CENTS), 201)["proposal"]
    answer(api, proposal, team)
    path = f"/assets/{asset['id']}/can-publish"
    assert expect(api.get(path), 200)["can_publish"] == "yes"
    make_contract(api, asset, object_schema(["id"], id="integer", price="number", note="string", more="string"))
    told = expect(api.get(path), 200)
    assert (told["can_publish"], told["proposal_id"], told["proposal_status"]) == ("not_yet", proposal["id"], "approved")
    assert [reason["code"] for reason in told["reasons"]] == ["consent_outdated", "awaits_consumer"]
    assert [entry["team_id"] for entry in told["waiting_for"]] == [team["id"]]
    expect_error(api.post(f"/proposals/{proposal['id']}/publish", json={}), 409, "PROPOSAL_REOPENED", "pending again")
    assert awaited(api, asset, proposal, team) == {team["id"]}


def test_reopened_where_it_concerns_nobody(server, api, place):
    """It is approved anew at once, and is told so."""
    asset, contract = place
    team, _ = consumer(api, contract, ["id"])
    proposal = expect(publish(api, asset, CENTS), 201)["proposal"]
    assert proposal["status"] == "approved"
    make_contract(api, asset, object_schema(["id"], id="integer", price="number", note="string", more="string"))
    told = expect(api.get(f"/assets/{asset['id']}/can-publish"), 200)
    assert [reason["code"] for reason in told["reasons"]] == ["consent_outdated", "concerns_nobody"]
    expect_error(api.post(f"/proposals/{proposal['id']}/publish", json={}), 409, "PROPOSAL_REOPENED", "approved anew")
    assert status_of(api, proposal)["status"] == "approved"
    expect(api.post(f"/proposals/{proposal['id']}/publish", json={}), 200)
    assert [event["action"].removeprefix("proposal.") for event in audit_events(server, proposal["id"])] == [
        "created", "approved", "reopened", "approved", "published",
    ]  # fmt: skip


# --- very many --------------------------------------------------------------------------------------------------------


def test_more_consumers_than_a_reply_tells(api, place):
    """Lists end at 1,000 and say so; counts are of all, and the answer that decided is among those told."""
    asset, contract = place
    teams = []
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        teams = [team["id"] for team in pool.map(lambda _: make_team(api), range(1010))]
    for start in range(0, len(teams), 50):
        wishes = [{"contract_id": contract["id"], "consumer_team_id": team} for team in teams[start : start + 50]]
        expect(api.post("/bulk/registrations", json={"registrations": wishes}), 200)
    result = expect(publish(api, asset, CENTS), 201)
    assert (len(result["consumers"]), result["truncated"]) == (1000, True)
    shown = status_of(api, result["proposal"])
    assert (len(shown["waits"]), len(shown["pending_consumers"]), shown["truncated"]) == (1000, 1000, True)
    assert shown["consumers"] == {"total": 1010, "acknowledged": 0, "pending": 1010, "blocked": 0}
    told = expect(api.get(f"/assets/{asset['id']}/can-publish"), 200)
    assert (len(told["waiting_for"]), told["truncated"]) == (1000, True)
    for start in range(0, 1005, 50):
        answers = [{"proposal_id": result["proposal"]["id"], "consumer_team_id": team, "response": "approved"} for team in teams[start : min(start + 50, 1005)]]
        expect(api.post("/bulk/acknowledgments", json={"acknowledgments": answers}), 200)
    shown = status_of(api, result["proposal"])
    assert shown["consumers"] == {"total": 1010, "acknowledged": 1005, "pending": 5, "blocked": 0}
    answer(api, result["proposal"], {"id": teams[-1]}, "blocked")
    shown = status_of(api, result["proposal"])
    assert (shown["status"], shown["consumers"]["blocked"]) == ("rejected", 1)
    assert shown["acknowledgments"][-1]["response"] == "blocked"
    assert len(shown["acknowledgments"]) == 1000
