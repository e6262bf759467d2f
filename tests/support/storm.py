"""Clients that write through several servers of one database at once, whatever happens to these meanwhile, and what must hold afterwards:
the rules of the API over the final state and the audit log, and that each reply was true."""

import collections
import concurrent.futures
import dataclasses
import itertools
import json
import random
import threading
import time

import httpx

from support.make import database_read, expect, make_asset, make_contract, make_team, object_schema, unique
from support.server import PromptTransport

WAIT_SECONDS = 120
BASE = object_schema(["id"], id="integer", a="string", b="string")
REASON = "the storm demands it"
DONE, REFUSED, UNKNOWN = "done", "refused", "unknown"


@dataclasses.dataclass
class Operation:
    """One request, what came of it, and which events of the audit log that means."""

    method: str
    path: str
    body: object = None
    query: dict = dataclasses.field(default_factory=dict)
    action: str | None = None  # the event that its success writes
    key: str | None = None
    name: str | None = None  # of a team that nobody else makes
    replies: list = dataclasses.field(default_factory=list)
    outcome: str | None = None

    @property
    def success(self):
        return next((reply for reply in self.replies if reply.status_code < 300), None)


class Storm:
    def __init__(self, nodes, direct=None):
        self.nodes = nodes
        self.database = direct or nodes[0].database
        api = nodes[0].api()
        self.owner = make_team(api)
        self.consumers = [make_team(api) for _ in range(3)]
        self.assets = [make_asset(api, self.owner) for _ in range(3)]
        self.first = {asset["id"]: make_contract(api, asset, BASE)["id"] for asset in self.assets}
        self.names = [unique("storm") for _ in range(4)]
        self.prefix = unique("storm")
        self.operations = []
        self.known = collections.defaultdict(list)  # ids that were seen, by kind
        self.changed = threading.Condition()
        self._numbers = itertools.count()
        self._clients = {}
        self._lock = threading.Lock()

    # --- sending ------------------------------------------------------------------------------------------------------

    def client(self, node):
        with self._lock:
            if node.url not in self._clients:  # a server that was started again has another port
                self._clients[node.url] = httpx.Client(base_url=node.url + "/api/v1", timeout=60, trust_env=False, transport=PromptTransport())
            return self._clients[node.url]

    def send(self, operation, node):
        """The reply, or None when there was none."""
        headers = {"idempotency-key": operation.key} if operation.key else {}
        try:
            return self.client(node).request(operation.method, operation.path, params=operation.query, json=operation.body, headers=headers)
        except httpx.TransportError:
            return None

    def until_known(self, operation, node):
        """With a key a request may be sent until its end is known, to any of the servers."""
        deadline = time.monotonic() + WAIT_SECONDS
        while True:
            reply = self.send(operation, node)
            if reply is not None and reply.status_code != 503:
                return reply
            assert time.monotonic() < deadline, f"{operation.path}: no end of it"
            node = random.choice(self.nodes)

    def perform(self, operation, twice, helpers):
        """Sends it, to two servers at once or to one, and notes what is known of it then."""
        one, other = random.sample(self.nodes, 2) if len(self.nodes) > 1 else self.nodes * 2
        if operation.key is None:
            reply = self.send(operation, one)
            operation.replies = [reply] if reply is not None else []
            refused = reply is not None and reply.status_code == 503 and "not known" not in reply.text
            told = reply is not None and reply.status_code != 503
            operation.outcome = DONE if told else REFUSED if refused else UNKNOWN
        else:
            second = helpers.submit(self.until_known, operation, other) if twice else None
            operation.replies = [self.until_known(operation, one)] + ([second.result()] if second else [])
            operation.outcome = DONE

    # --- what is sent -------------------------------------------------------------------------------------------------

    def schema(self, chance):
        names = ["id"] + chance.sample(["a", "b"], chance.choice((1, 2, 2))) + chance.sample(["p", "q", "r"], chance.randint(0, 3))
        return object_schema(["id"], **{name: "integer" if name == "id" else "string" for name in names})

    def choose(self, chance):
        asset = chance.choice(self.assets)["id"]
        known = lambda kind: chance.choice(self.known[kind]) if self.known[kind] else None  # noqa: E731
        kind = chance.choice(("unique", "unique", "team", "drop team", "describe", "asset", "drop asset", "restore asset", "publish", "publish",
                              "version", "force", "register", "unregister", "bulk", "answer"))  # fmt: skip
        if kind == "unique":
            name = f"{self.prefix}{next(self._numbers)}"
            return Operation("POST", "/teams", {"name": name}, action="team.created", name=name)
        if kind == "team":
            return Operation("POST", "/teams", {"name": chance.choice(self.names)}, action="team.created")
        if kind == "drop team" and known("team"):
            return Operation("DELETE", f"/teams/{known('team')}", action="team.deleted")
        if kind == "describe":
            return Operation("PATCH", f"/teams/{self.owner['id']}", {"metadata": {"n": next(self._numbers)}}, action="team.updated")
        if kind == "asset":
            body = {"fqn": f"storm.{chance.choice(self.names)}", "owner_team_id": self.owner["id"]}
            return Operation("POST", "/assets", body, action="asset.created")
        if kind == "drop asset" and known("asset"):
            return Operation("DELETE", f"/assets/{known('asset')}", action="asset.deleted")
        if kind == "restore asset" and known("asset"):
            return Operation("POST", f"/assets/{known('asset')}/restore", action="asset.restored")
        if kind == "register" and known("contract"):
            body = {"consumer_team_id": chance.choice(self.consumers)["id"]}
            return Operation("POST", "/registrations", body, {"contract_id": known("contract")}, action="registration.created")
        if kind == "unregister" and known("registration"):
            return Operation("DELETE", f"/registrations/{known('registration')}", action="registration.deleted")
        if kind == "answer" and known("proposal"):
            answer = {"proposal_id": known("proposal"), "consumer_team_id": chance.choice(self.consumers)["id"],
                      "response": chance.choice(("approved", "migrating", "blocked"))}  # fmt: skip
            return Operation("POST", "/bulk/acknowledgments", {"acknowledgments": [answer]}, key="needed")
        if kind == "bulk":
            items = [{"asset_id": asset["id"], "schema": self.schema(chance)} for asset in self.assets]
            query = {"dry_run": "false", "create_proposals_for_breaking": "true"}
            return Operation("POST", "/contracts/bulk", {"contracts": items, "published_by": self.owner["id"]}, query, key="needed")
        publish = Operation("POST", f"/assets/{asset}/publish", {"schema": self.schema(chance)}, key="needed")
        if kind == "version":
            publish.body["version"] = f"{chance.randint(1, 9)}.{chance.randint(0, 2)}.0"
        if kind == "force":
            publish.query = {"force": "true", "force_reason": REASON}
        return publish

    def learn(self, operation):
        """Notes ids for later requests."""
        reply = operation.success
        if reply is None or not reply.content:
            return
        body = reply.json()
        if operation.action in ("team.created", "asset.created", "registration.created"):
            self.known[operation.action.split(".")[0]].append(body["id"])
        for kind in ("contract", "proposal"):
            if body.get(kind):
                self.known[kind].append(body[kind]["id"])

    def act(self, number, steps):
        chance = random.Random(number)
        with concurrent.futures.ThreadPoolExecutor(1) as helpers:
            for _ in range(steps):
                operation = self.choose(chance)
                if operation.key or chance.random() < 0.6:
                    operation.key = f"{self.prefix}-{next(self._numbers)}"
                self.perform(operation, chance.random() < 0.4, helpers)
                with self.changed:
                    self.operations.append(operation)
                    self.learn(operation)
                    self.changed.notify_all()

    def blow(self, clients=6, steps=25, disturb=()):
        """Every client performs so many operations. Each function of `disturb` is called once further operations have ended."""
        with concurrent.futures.ThreadPoolExecutor(clients) as pool:
            acting = [pool.submit(self.act, number, steps) for number in range(clients)]
            for number, function in enumerate(disturb, 1):
                due = clients * steps * number // (len(disturb) + 1)
                with self.changed:
                    assert self.changed.wait_for(lambda due=due: len(self.operations) >= due or any(one.done() for one in acting), WAIT_SECONDS)
                function()
            for one in acting:
                one.result(WAIT_SECONDS)
        for client in self._clients.values():
            client.close()
        self._clients.clear()

    # --- what must hold -----------------------------------------------------------------------------------------------

    def check(self):
        connection = database_read(self.database)
        self.rows = lambda statement, *values: connection.execute(statement, values).fetchall()
        try:
            for rule in (self.check_replies, self.check_state, self.check_made, self.check_counted, self.check_contracts, self.check_lives):
                rule()
        finally:
            connection.close()

    def check_replies(self):
        for operation in self.operations:
            for reply in operation.replies:
                assert reply.status_code < 500 or (reply.status_code == 503 and operation.outcome != DONE), reply.text
                assert reply.status_code != 422, reply.text
            good = [reply for reply in operation.replies if reply.status_code < 300]
            assert len({reply.content for reply in good}) <= 1, "one key, two replies"
            fresh = [reply for reply in good if "idempotency-replayed" not in reply.headers]
            assert len(fresh) <= 1, "it was done twice"

    def check_state(self):
        """The rules that no interleaving may break."""
        for broken in (
            "SELECT name FROM teams WHERE deleted_at IS NULL GROUP BY name HAVING count(*) > 1",
            "SELECT fqn FROM assets WHERE deleted_at IS NULL GROUP BY fqn, environment HAVING count(*) > 1",
            "SELECT asset_id FROM contracts WHERE status = 'active' GROUP BY asset_id HAVING count(*) > 1",
            "SELECT asset_id, version FROM contracts GROUP BY asset_id, version HAVING count(*) > 1",
            "SELECT asset_id FROM proposals WHERE status = 'pending' GROUP BY asset_id HAVING count(*) > 1",
            "SELECT id FROM proposals p WHERE status = 'approved' AND EXISTS (SELECT 1 FROM acknowledgments WHERE proposal_id = p.id AND response = 'blocked')",
            "SELECT id FROM proposals p WHERE status = 'pending' AND EXISTS (SELECT 1 FROM acknowledgments WHERE proposal_id = p.id AND response = 'blocked')",
            "SELECT proposal_id FROM acknowledgments WHERE void_since IS NULL GROUP BY proposal_id, consumer_team_id HAVING count(*) > 1",
            "SELECT key FROM idempotency_keys WHERE status = 0",
            "SELECT version FROM contract_versions v GROUP BY version HAVING sum(active + deprecated + retired) <> (SELECT count(*) FROM contracts c WHERE c.version = v.version)",
            "SELECT version FROM contract_versions v GROUP BY version HAVING sum(active) <> (SELECT count(*) FROM contracts c WHERE c.version = v.version AND c.status = 'active')",
        ):
            assert self.rows(broken) == [], broken

    def check_made(self):
        """Of the teams that nobody else makes: there once where it was told, not there where that was told."""
        found = collections.Counter(row[0] for row in self.rows("SELECT name FROM teams WHERE name LIKE ?", self.prefix + "%"))
        assert not found or max(found.values()) == 1
        for operation in self.operations:
            if operation.name and operation.outcome == DONE:
                assert operation.success is not None and operation.name in found, "acknowledged, and not there"
            if operation.name and operation.outcome == REFUSED:
                assert operation.name not in found, "refused, and there"

    def expected(self):
        """How many events of each action the replies tell of, and how many more there may be."""
        least, more = collections.Counter(), collections.Counter()
        for operation in self.operations:
            reply = operation.success
            if operation.outcome == UNKNOWN or (reply is not None and operation.action == "asset.restored"):
                more[operation.action] += 1
            if reply is None:
                continue
            body = reply.json() if reply.content else {}
            if operation.action == "asset.restored":
                continue  # of one that is not deleted it is no change
            if operation.action:
                least[operation.action] += 1
            elif operation.path == "/bulk/acknowledgments":
                least["proposal.acknowledged"] += body["succeeded"]
            elif operation.path == "/contracts/bulk":
                for action, name in (("contract.published", "published"), ("proposal.created", "proposals_created"), ("contract.publish_skipped", "skipped")):
                    least[action] += body[name]
                least["proposal.published"] += sum(item["reason"] == "Its proposal was approved" for item in body["results"])
            elif body.get("contract"):
                forced = body["action"] == "force.published"
                least["contract.force_published" if forced else "contract.published"] += 1
                least["proposal.published"] += "from_proposal_id" in body
            else:
                least["proposal.created"] += body["action"] == "proposal.created"
        return least, more

    def check_counted(self):
        """Every success has its event, and no event is without one."""
        least, more = self.expected()
        setup = {"team.created": 1 + len(self.consumers), "asset.created": len(self.assets), "contract.published": len(self.assets)}
        found = dict(tuple(row) for row in self.rows("SELECT action, count(*) FROM audit_events GROUP BY action"))
        for action in set(least) | set(more) | (set(found) - {"contract.deprecated", "proposal.approved", "proposal.rejected", "proposal.reopened"}):
            low = least[action] + setup.get(action, 0)
            assert low <= found.get(action, 0) <= low + more[action], f"{action}: {found.get(action, 0)}, told {low} and perhaps {more[action]}"
        for table, actions in (
            ("teams", "'team.created'"), ("assets", "'asset.created'"), ("registrations", "'registration.created'"),
            ("contracts", "'contract.published', 'contract.force_published'"), ("proposals", "'proposal.created'"),
        ):  # fmt: skip
            events = sorted(row[0] for row in self.rows(f"SELECT entity_id FROM audit_events WHERE action IN ({actions})"))
            assert events == sorted(row[0] for row in self.rows(f"SELECT id FROM {table}")), table

    def check_contracts(self):
        """The log tells of one contract after the other, as they are stored."""
        for asset in self.assets:
            contracts = self.rows("SELECT id, version, status FROM contracts WHERE asset_id::text = ? ORDER BY published_at, id", asset["id"])
            assert [row["status"] for row in contracts] == ["deprecated"] * (len(contracts) - 1) + ["active"]
            for before, contract, after in zip([None, *contracts], contracts, [*contracts[1:], None]):
                told = self.rows("SELECT action, payload FROM audit_events WHERE entity_id = ? ORDER BY occurred_at, id", contract["id"])
                published, *rest = [(row["action"], json.loads(row["payload"])) for row in told]
                assert published[0] in ("contract.published", "contract.force_published")
                assert published[1].get("previous_version") == (before["version"] if before else None)
                assert [action for action, _ in rest if action != "contract.guarantees_updated"] == ["contract.deprecated"] * (after is not None)
                if after is not None:
                    assert rest[-1][1]["superseded_by_version"] == after["version"]

    def check_lives(self):
        """What was deleted and restored was so in turns, and is now what the last event says."""
        for table, noun in (("teams", "team"), ("assets", "asset")):
            for row in self.rows(f"SELECT id, deleted_at FROM {table}"):
                actions = [event[0] for event in self.rows(
                    "SELECT action FROM audit_events WHERE entity_id = ? AND action IN (?, ?, ?) ORDER BY occurred_at, id",
                    row["id"], f"{noun}.created", f"{noun}.deleted", f"{noun}.restored")]  # fmt: skip
                expected = [f"{noun}.created", *itertools.islice(itertools.cycle((f"{noun}.deleted", f"{noun}.restored")), len(actions) - 1)]
                assert actions == expected and (row["deleted_at"] is not None) == actions[-1].endswith("deleted"), actions

    def told(self):
        """How many operations ended in which way."""
        return collections.Counter(operation.outcome for operation in self.operations)
