"""SIGKILL among bulk answers, publishes of what was approved and the job that closes what ran out: a proposal, its answers, its
events in the audit trail and its messages in the outbox tell one story afterwards, and what was acknowledged is in it."""

import collections
import contextlib
import datetime
import threading
import uuid

import httpx

from support import postgres
from support.make import database_read, database_write, expect, make_team, object_schema
from support.outbox import queued_messages

SETTINGS = {"WEBHOOK_URL": "http://192.0.2.1/hook", "SLACK_ENABLED": True, "RATE_LIMIT_ENABLED": False, "TESSERA_PROPOSAL_SWEEP": 1,
            "TESSERA_PROPOSAL_REMINDER_HOURS": 0}  # fmt: skip
WIDE = object_schema(sku="string", price="number")
NARROW = object_schema(sku="string")
ASSETS = 24
# After how many acknowledged steps (an answer, a publish) the server is killed, round by round. There are 72 to take at least,
# and at most 66 answers, so that something is published in the last one.
KILLS = (3, 25, 70)


class Round:
    """Proposals that wait for all consumers, and threads that answer and publish until the server is gone."""

    def __init__(self, api, label, owner, consumers):
        self.owner, self.consumers = owner, consumers
        self.lock, self.enough = threading.Lock(), threading.Event()
        self.steps, self.answers, self.published, self.failures = 0, {}, {}, []
        self.proposals = [self.propose(api, f"crash.{label}_{number}", number) for number in range(ASSETS)]

    def propose(self, api, fqn, number):
        asset = expect(api.post("/assets", json={"fqn": fqn, "owner_team_id": self.owner["id"]}), 201)
        contract = expect(api.post(f"/assets/{asset['id']}/publish", json={"schema": WIDE, "version": "1.0.0"}), 201)["contract"]
        wanted = [{"contract_id": contract["id"], "consumer_team_id": team["id"]} for team in self.consumers]
        assert expect(api.post("/bulk/registrations", json={"registrations": wanted}), 200)["failed"] == 0
        change = {"schema": NARROW, "version": "2.0.0"}
        if number % 6 == 5:
            change["deadline"] = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=1)).isoformat()
        return expect(api.post(f"/assets/{asset['id']}/publish", json=change), 201)["proposal"]["id"]

    def stepped(self, where, key, value, kill_after):
        with self.lock:
            where[key] = value
            self.steps += 1
            if self.steps >= kill_after:
                self.enough.set()

    def answer(self, client, team, kill_after):
        for start in range(0, ASSETS, 5):
            some = self.proposals[start : start + 5]
            said = {proposal: "blocked" if self.proposals.index(proposal) % 8 == 7 else "approved" for proposal in some}
            items = [{"proposal_id": proposal, "consumer_team_id": team["id"], "response": response} for proposal, response in said.items()]
            reply = client.post("/bulk/acknowledgments", json={"acknowledgments": items})
            assert reply.status_code in (200, 207), reply.text
            for proposal, result in zip(some, reply.json()["results"], strict=True):
                if result["success"]:
                    self.stepped(self.answers, (proposal, team["id"]), said[proposal], kill_after)

    def publish(self, client, kill_after):
        while True:
            for proposal in self.proposals:
                if proposal in self.published:
                    continue
                reply = client.post(f"/proposals/{proposal}/publish", json={"version": "2.0.0", "published_by": self.owner["id"]})
                assert reply.status_code in (200, 400), reply.text
                if reply.status_code == 200:
                    self.stepped(self.published, proposal, reply.json()["contract"]["id"], kill_after)

    def guarded(self, server, act, *arguments):
        try:
            with httpx.Client(base_url=server.url + "/api/v1", timeout=30, trust_env=False) as client:
                act(client, *arguments)
        except (httpx.TransportError, OSError):
            self.enough.set()  # the kill
        except Exception as failure:  # noqa: BLE001 - a thread must not die unheard
            self.failures.append(failure)
            self.enough.set()

    def run(self, server, kill_after):
        acts = [(self.answer, team, kill_after) for team in self.consumers] + [(self.publish, kill_after)]
        threads = [threading.Thread(target=self.guarded, args=(server, *act), daemon=True) for act in acts]
        for thread in threads:
            thread.start()
        assert self.enough.wait(60), "nothing gets on"
        server.kill()
        for thread in threads:
            thread.join(60)
            assert not thread.is_alive()
        assert not self.failures, self.failures


def text_of(value):
    return str(uuid.UUID(bytes=value)) if isinstance(value, bytes) else str(value)


def run_out(server):
    """Has the time of those with a deadline run out while the server is away: its job closes them, unless an answer comes first."""
    server.stop_and_check()
    database_write(server.database, "UPDATE proposals SET expires_at = proposed_at WHERE expires_at IS NOT NULL AND status = 'pending'")
    database_write(server.database, "UPDATE awaited_consumers SET expires_at = proposed_at WHERE expires_at IS NOT NULL")
    server.start()


class Told:
    """What the database says, read while no server runs."""

    def __init__(self, path):
        with contextlib.closing(database_read(path)) as connection:
            # One view: PostgreSQL may still complete what the server had handed over.
            connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ" if postgres.chosen() else "BEGIN")
            self.proposals = [(text_of(row["id"]), row["status"], text_of(row["asset_id"]), row["resolved_at"])
                              for row in connection.execute("SELECT id, status, asset_id, resolved_at FROM proposals").fetchall()]  # fmt: skip
            self.answers, self.contracts, self.waits = (collections.defaultdict(dict) for _ in range(3))
            for row in connection.execute("SELECT proposal_id, consumer_team_id, response FROM acknowledgments").fetchall():
                self.answers[text_of(row["proposal_id"])][text_of(row["consumer_team_id"])] = row["response"]
            for row in connection.execute("SELECT asset_id, version, status, id FROM contracts").fetchall():
                self.contracts[text_of(row["asset_id"])][row["version"]] = (row["status"], text_of(row["id"]))
            for row in connection.execute("SELECT proposal_id, consumer_team_id FROM awaited_consumers").fetchall():
                self.waits[text_of(row["proposal_id"])][text_of(row["consumer_team_id"])] = True
            self.events, self.messages = collections.defaultdict(collections.Counter), collections.defaultdict(collections.Counter)
            for row in connection.execute("SELECT action, entity_id FROM audit_events").fetchall():
                self.events[text_of(row["entity_id"])][row["action"]] += 1
            for kind, message in queued_messages(connection):
                about = message.get("payload") or message.get("data")
                self.messages[about.get("proposal_id") or about.get("from_proposal_id")][kind, message["event"]] += 1
            if not postgres.chosen():
                assert [tuple(row) for row in connection.execute("PRAGMA integrity_check").fetchall()] == [("ok",)]
                assert connection.execute("PRAGMA foreign_key_check").fetchall() == []

    def check(self, proposal, status, asset, resolved_at, consumers):
        answers, approved = self.answers[proposal], status in ("approved", "published")
        agreed = sum(response != "blocked" for response in answers.values())
        closed = {name: int(status == name) for name in ("rejected", "expired", "published")}
        assert dict(self.events[proposal]) == {name: count for name, count in {
            "proposal.created": 1, "proposal.acknowledged": len(answers), "proposal.approved": int(approved),
            "proposal.rejected": closed["rejected"], "proposal.expired": closed["expired"], "proposal.published": closed["published"],
        }.items() if count}  # fmt: skip
        assert dict(self.messages[proposal]) == {name: count for name, count in {
            ("webhook", "proposal.created"): 1, ("chat", "proposal.created"): 1,
            ("webhook", "proposal.acknowledged"): agreed, ("chat", "proposal.acknowledged"): len(answers),
            ("webhook", "proposal.approved"): int(approved), ("webhook", "proposal.rejected"): closed["rejected"],
            ("webhook", "proposal.expired"): closed["expired"], ("webhook", "contract.published"): closed["published"],
            ("chat", "proposal.resolved"): int(status != "pending"),
        }.items() if count}  # fmt: skip
        assert (status == "rejected") == (agreed < len(answers)) and (resolved_at is None) == (status == "pending")
        assert not approved or agreed == len(consumers), "approved by all"
        assert set(self.waits[proposal]) == (consumers - set(answers) if status == "pending" else set())
        states = {version: state for version, (state, _) in self.contracts[asset].items()}
        assert states == ({"1.0.0": "deprecated", "2.0.0": "active"} if status == "published" else {"1.0.0": "active"})
        for state, contract in self.contracts[asset].values():
            assert self.events[contract]["contract.published"] == 1
            assert self.events[contract]["contract.deprecated"] == int(state == "deprecated")


def check_all(server, rounds):
    told = Told(server.database)
    consumers = {team["id"] for team in rounds[0].consumers}
    states = {}
    for proposal, status, asset, resolved_at in told.proposals:
        told.check(proposal, status, asset, resolved_at, consumers)
        states[proposal] = (status, asset)
    for done in rounds:
        for (proposal, team), response in done.answers.items():
            assert told.answers[proposal][team] == response
        for proposal, contract in done.published.items():
            status, asset = states[proposal]
            assert status == "published" and told.contracts[asset]["2.0.0"] == ("active", contract)


def test_kill_among_the_steps_of_proposals(start_server):
    server = start_server(settings=SETTINGS)
    api = server.api(checked=False)
    owner, consumers = make_team(api), [make_team(api) for _ in range(3)]
    rounds = []
    for number, kill_after in enumerate(KILLS):
        rounds.append(Round(api, f"r{number}", owner, consumers))
        run_out(server)
        rounds[-1].run(server, kill_after)
        check_all(server, rounds)
        server.start()
        api = server.api(checked=False)
    assert sum(len(done.published) for done in rounds) > 0 and sum(len(done.answers) for done in rounds) > 0
