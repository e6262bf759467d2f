"""What meets at one proposal, in every order: two and three of the nine events of its life, from several populations. Each outcome must
be one that the events have one after the other, by a model that knows nothing of the server (tests/support/workflow_model.py).

`make test` performs a part; with TESSERA_TEST_LONG all orders are performed.
"""

import contextlib
import itertools
import os
import pathlib
import uuid

import pytest

from support import postgres
from support.interleave import Conductor, Operation, Run, build_has_points, explore, locks_of
from support.make import audit_events, database_read, expect, make_asset, make_contract, make_team, object_schema, publish
from support.server import Server
from support.workflow_model import EVENTS, World

pytestmark = [
    pytest.mark.skipif(not build_has_points(), reason="the build has no scheduling points"),
    pytest.mark.skipif(postgres.pooled(), reason="who waits for whom is not told through a pooler"),
]

LONG = bool(os.environ.get("TESSERA_TEST_LONG"))
MANY = postgres.chosen()  # transactions write at once
BASE = object_schema(["id"], id="integer", email="string")
NARROW = object_schema(["id"], id="integer")
FURTHER = object_schema(["id"], id="integer", email="string", name="string")
# Who consumes the asset, and what has happened before.
POPULATIONS = {"two wait": (("first", "second"), ()), "one waits": (("second",), ()), "agreed": (("first", "second"), ("force",)),
               "one is left": (("first", "second"), ("approve",))}  # fmt: skip


class Scene:
    """A server with a conductor, and the teams of all its runs."""

    def __init__(self, folder):
        self.conductor = Conductor()
        self.server = Server(folder, settings=self.conductor.settings).start()
        self.api = self.server.api()
        self.owner = make_team(self.api)
        self.teams = {name: make_team(self.api) for name in ("first", "second", "third")}
        self.locks = locks_of(self.server.database)
        self.clients = [self.server.api() for _ in range(3)]
        self.population = self.world = self.proposal = self.asset = None

    def close(self):
        if self.locks is not None:
            self.locks.close()
        self.server.stop_and_check()
        self.conductor.close()

    def register(self, name):
        return expect(self._register(self.api, name, {}), 201)["id"]

    def _register(self, client, name, headers):
        return client.post("/registrations", json={"contract_id": self.contract["id"], "consumer_team_id": self.teams[name]["id"]}, headers=headers)

    def populate(self, population):
        """A fresh asset with its proposal, and the model of them."""
        consumers, before = POPULATIONS[population]
        self.population = population
        self.asset = make_asset(self.api, self.owner)
        self.contract = make_contract(self.api, self.asset, BASE, version="1.0.0")
        self.registrations = {name: self.register(name) for name in consumers}
        self.proposal = expect(publish(self.api, self.asset, NARROW), 201)["proposal"]["id"]
        self.world = World(set(consumers))
        for event in before:
            self.judge(event, self.call(event, self.api, {}), getattr(self.world, event)())

    def call(self, event, client, headers):
        def act(verb, body=None, **query):
            return client.post(f"/proposals/{self.proposal}/{verb}", params=query, json=body, headers=headers)

        def answer(name, response):
            return act("acknowledge", {"consumer_team_id": self.teams[name]["id"], "response": response})

        calls = {
            "approve": lambda: answer("first", "approved"),
            "block": lambda: answer("second", "blocked"),
            "withdraw": lambda: act("withdraw"),
            "force": lambda: act("force", actor_id=self.owner["id"]),
            "expire": lambda: act("expire"),
            "publish": lambda: act("publish", {"version": "2.0.0", "published_by": self.owner["id"]}),
            "register": lambda: self._register(client, "third", headers),
            "unregister": lambda: client.delete(f"/registrations/{self.registrations['second']}", headers=headers),
            "supersede": lambda: publish(client, self.asset, FURTHER, headers=headers),
        }
        return calls[event]()

    @staticmethod
    def told(event, reply):
        """A reply as the model tells it."""
        if reply.status_code >= 400:
            return reply.status_code, reply.json()["error"]["code"]
        body = reply.json() if reply.content else None
        if event in ("publish", "supersede"):
            return reply.status_code, body["contract"]["version"]
        if event == "approve" or event == "block":
            return reply.status_code, body["proposal_status"]
        return reply.status_code, None if event in ("register", "unregister") else body["status"]

    def judge(self, event, reply, expected):
        assert self.told(event, reply) == expected, f"{event}: {reply.text}"

    def begin(self, population, events, whole):
        self.populate(population)
        operations = [Operation(event, lambda headers, event=event, client=client: self.call(event, client, headers)) for event, client in zip(events, self.clients)]
        return Run(self.conductor, operations, self.locks, whole)

    # --- what became of it --------------------------------------------------------------------------------------------

    def seen(self):
        """What the database holds, as World.seen tells it; what no order may break is held on the way."""
        with contextlib.closing(database_read(self.server.database)) as connection:
            def rows(statement, *ids):
                return [tuple(row) for row in connection.execute(statement, tuple(uuid.UUID(one).bytes for one in ids)).fetchall()]

            names = {uuid.UUID(team["id"]).bytes: name for name, team in self.teams.items()}
            ((status,),) = rows("SELECT status FROM proposals WHERE id = ?", self.proposal)
            answers = rows("SELECT consumer_team_id, response FROM acknowledgments WHERE proposal_id = ? AND void_since IS NULL", self.proposal)
            contracts = rows("SELECT version, status FROM contracts WHERE asset_id = ? ORDER BY published_at, id", self.asset["id"])
            consumers = rows("SELECT DISTINCT r.consumer_team_id FROM registrations r JOIN contracts c ON c.id = r.contract_id WHERE c.asset_id = ? "
                             "AND r.deleted_at IS NULL AND r.status = 'active'", self.asset["id"])
            pending = rows("SELECT count(*) FROM proposals WHERE asset_id = ? AND status = 'pending'", self.asset["id"])
        assert [status for _, status in contracts] == ["deprecated"] * (len(contracts) - 1) + ["active"], "one contract is active, the newest"
        assert pending[0][0] == (status == "pending")
        assert status not in ("pending", "approved") or all(response != "blocked" for _, response in answers), "a block decides"
        log = [event["action"].removeprefix("proposal.") for event in audit_events(self.server, self.proposal)]
        assert log[:1] == ["created"]
        return status, sorted(names[row[0]] for row in consumers), sorted(names[team] for team, _ in answers), [version for version, _ in contracts], log[1:]

    def check(self, run):
        """The replies and what is left are those of the operations one after the other, in an order in which none that had ended
        comes after one that had not begun."""
        replies = {operation: self.told(operation.name, operation.reply) for operation in run.operations}
        seen, possible = self.seen(), []
        for order in itertools.permutations(run.operations):
            if any(later.ended < earlier.began for earlier, later in itertools.combinations(order, 2)):
                continue
            world = self.world.copy()
            told = {operation: getattr(world, operation.name)() for operation in order}
            if told == replies and world.seen() == seen:
                return
            possible.append((told, world.seen()))
        lines = [f"{self.population}:", run.told(), f"replies {[(one.name, reply) for one, reply in replies.items()]}", f"left {seen}"]
        lines += [f"possible: {[(one.name, reply) for one, reply in told.items()]}, left {left}" for told, left in possible]
        raise AssertionError("\n".join(lines))


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    made = Scene(tmp_path_factory.mktemp("interleavings"))
    yield made
    made.close()


@pytest.mark.parametrize("population", POPULATIONS)
def test_the_model(scene, population):
    """One after the other, in every order, the server does what the model says."""
    for events in itertools.permutations(EVENTS, 3 if LONG else 1 if MANY else 2):
        scene.populate(population)
        for event in events:
            scene.judge(event, scene.call(event, scene.api, {}), getattr(scene.world, event)())
        assert scene.seen() == scene.world.seen(), events


def meet(scene, population, events, bound, whole=False, look=lambda run: None):
    def check(run):
        scene.check(run)
        look(run)

    return explore(lambda: scene.begin(population, events, whole), check, bound)


# Of three, those that `make test` performs on PostgreSQL, where they have many orders.
THREE = {"agreed": ("publish", "register", "supersede")}


def part(number):
    """Cases of so many events: all of them with each population, or in `make test` a part: of three every twelfth, on PostgreSQL of two
    every fourth."""
    step = 1 if LONG else 12 if number == 3 else 4 if MANY else 1
    for index, population in enumerate(POPULATIONS):
        chosen = list(itertools.combinations(EVENTS, number))[index % step :: step]
        if number == 3 and MANY and not LONG:
            chosen = [THREE[population]] if population in THREE else []
        yield from (pytest.param(population, events, id=f"{population}: {', '.join(events)}") for events in chosen)


@pytest.mark.parametrize("population,events", part(2))
def test_two_that_meet(scene, population, events):
    """One interrupts the other, with PostgreSQL between any two statements; and, each time, twice where others notice."""
    performed = meet(scene, population, events, 1, whole=LONG)
    assert performed >= 2
    if LONG and MANY:
        assert meet(scene, population, events, 2) >= 2


@pytest.mark.parametrize("population,events", part(3))
def test_three_that_meet(scene, population, events):
    """With SQLite, whose writes are one after the other, in all orders; else where one is interrupted."""
    assert meet(scene, population, events, 1 if MANY else len(events)) >= 6


def test_orders_differ(scene):
    """The same two events end differently, and on PostgreSQL one waits for the other in some orders: they do meet."""
    outcomes, waited = set(), []

    def look(run):
        outcomes.add(tuple(scene.told(one.name, one.reply) for one in run.operations))
        waited.append(any(one.has_waited for one in run.operations))

    performed = meet(scene, "agreed", ("publish", "supersede"), 1, look=look)
    assert outcomes == {((200, "2.0.0"), (201, "2.1.0")), ((409, "PROPOSAL_REOPENED"), (201, "1.1.0"))}
    assert performed == len(waited) > 2
    assert any(waited) == MANY


@pytest.mark.skipif("TESSERA_RELEASE_BUILD" not in os.environ, reason="there is no release build to look into")
def test_a_release_has_no_points():
    program = pathlib.Path(os.environ["TESSERA_RELEASE_BUILD"]) / "tesserad"
    content = program.read_bytes()
    assert b"PROPOSAL_NOT_PENDING" in content and b"SCHEDULE_SOCKET" not in content and b"schedule_point" not in content
