"""SIGKILL at random moments: what was acknowledged is there afterwards, and nothing is there by halves."""

import random
import threading
import uuid

import httpx

from support import postgres
from support.make import database_read, expect

ROUNDS = 4
WRITERS = 4


class Writers:
    """Threads that write without pause and remember what was acknowledged."""

    def __init__(self, server, round_number, kill_after):
        self.server = server
        self.round_number = round_number
        self.kill_after = kill_after
        self.lock = threading.Lock()
        self.enough = threading.Event()
        self.count = 0
        self.teams, self.assets, self.contracts, self.updates, self.failures = {}, {}, {}, {}, []

    def acknowledged(self, where, key, value):
        with self.lock:
            where[key] = value
            self.count += 1
            if self.count >= self.kill_after:
                self.enough.set()

    def run(self, number):
        try:
            with httpx.Client(base_url=self.server.url + "/api/v1", timeout=30, trust_env=False) as client:
                step = 0
                while True:
                    self.one_step(client, f"{self.round_number}-{number}-{step}")
                    step += 1
        except (httpx.TransportError, OSError):
            pass  # the kill
        except Exception as failure:  # noqa: BLE001 - a thread must not die unheard
            self.failures.append(failure)
        finally:
            self.enough.set()

    def one_step(self, client, label):
        team = expect(client.post("/teams", json={"name": f"crash {label}"}), 201)
        self.acknowledged(self.teams, team["id"], team)
        fqn = f"crash.a{label.replace('-', '_')}"
        asset = expect(client.post("/assets", json={"fqn": fqn, "owner_team_id": team["id"]}), 201)
        self.acknowledged(self.assets, asset["id"], asset)
        schema = {"type": "object", "properties": {"a": {"type": "string"}}}
        contract = expect(client.post(f"/assets/{asset['id']}/publish", json={"schema": schema}), 201)["contract"]
        self.acknowledged(self.contracts, asset["id"], contract)
        changed = expect(client.patch(f"/teams/{team['id']}", json={"metadata": {"label": label}}), 200)
        self.acknowledged(self.updates, team["id"], changed)


def crash_round(running, round_number, kill_after):
    writers = Writers(running, round_number, kill_after)
    threads = [threading.Thread(target=writers.run, args=(number,), daemon=True) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    assert writers.enough.wait(60), "the writers do not get on"
    running.kill()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive()
    assert not writers.failures, writers.failures
    return writers


def check_acknowledged(api, writers):
    for team_id, team in writers.teams.items():
        shown = expect(api.get(f"/teams/{team_id}"), 200)
        assert shown["name"] == team["name"]
        if team_id in writers.updates:
            assert shown == writers.updates[team_id]
    for asset_id, asset in writers.assets.items():
        assert expect(api.get(f"/assets/{asset_id}"), 200)["fqn"] == asset["fqn"]
    for asset_id, contract in writers.contracts.items():
        context = expect(api.get(f"/assets/{asset_id}/context"), 200)
        assert context["current_contract"]["id"] == contract["id"] and context["contract_history_count"] == 1


def as_text(value):
    return str(uuid.UUID(bytes=value)) if isinstance(value, bytes) else value


def check_whole(path):
    """The file is sound, and each row has the event that was written with it."""
    connection = database_read(path)
    connection.row_factory = None
    try:
        if not postgres.chosen():
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        for table, action in (("teams", "team.created"), ("assets", "asset.created"), ("contracts", "contract.published")):
            rows = {as_text(value) for (value,) in connection.execute(f"SELECT id FROM {table}")}
            told = [as_text(value) for (value,) in connection.execute("SELECT entity_id FROM audit_events WHERE action = ?", (action,))]
            assert len(told) == len(set(told)), f"two events {action} of one row"
            assert rows == set(told), f"{table}: {len(rows)} rows, {len(told)} events"
        orphans = connection.execute("SELECT count(*) FROM assets WHERE owner_team_id NOT IN (SELECT id FROM teams)").fetchone()
        assert orphans == (0,)
    finally:
        connection.close()


def test_kill_while_writing(start_server):
    random_source = random.Random(20250304)
    running = start_server()
    rounds = []
    for round_number in range(ROUNDS):
        rounds.append(crash_round(running, round_number, kill_after=random_source.randrange(1, 60)))
        running.start()
        api = running.api(checked=False)
        for writers in rounds:
            check_acknowledged(api, writers)
    assert sum(writers.count for writers in rounds) > ROUNDS
    # A write after all that, then a clean end.
    expect(running.api().post("/teams", json={"name": "after the storm"}), 201)
    running.stop_and_check()
    check_whole(running.database)


def test_kill_right_after_the_reply(start_server):
    """The reply leaves after the commit: a kill that follows at once loses nothing."""
    running = start_server()
    names = []
    for number in range(5):
        name = f"last words {number}"
        expect(running.api(checked=False).post("/teams", json={"name": name}), 201)
        running.kill()
        names.append(name)
        running.start()
    page = expect(running.api().get("/teams?name=last words"), 200)
    assert sorted(entry["name"] for entry in page["results"]) == names


@postgres.sqlite_only
def test_a_torn_log_is_no_obstacle(start_server):
    """A write-ahead log that ends in the middle of a page, as after a power cut, is cut at the last whole commit."""
    running = start_server()
    api = running.api(checked=False)
    for number in range(20):
        expect(api.post("/teams", json={"name": f"torn {number}"}), 201)
    running.kill()
    log = running.database.with_name(running.database.name + "-wal")
    if log.exists() and log.stat().st_size > 5000:
        with open(log, "r+b") as file:
            file.truncate(log.stat().st_size - 2000)
    running.start()
    total = expect(running.api().get("/teams?name=torn"), 200)["total"]
    assert total <= 20
    running.stop_and_check()
    check_whole(running.database)


def test_rolled_back_writes_leave_nothing(start_server):
    """Writes that fail in one batch with others do not take them along, and leave no event."""
    running = start_server()
    api = running.api()
    expect(api.post("/teams", json={"name": "taken"}), 201)
    outcomes = []
    lock = threading.Lock()

    def write(number):
        client = running.api()
        for step in range(10):
            name = "taken" if step % 2 else f"free {number} {step}"
            reply = client.post("/teams", json={"name": name})
            with lock:
                outcomes.append((name, reply.status_code))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert len(outcomes) == 40
    assert all(status == (409 if name == "taken" else 201) for name, status in outcomes), outcomes
    running.stop_and_check()
    check_whole(running.database)
    connection = database_read(running.database)
    assert tuple(connection.execute("SELECT count(*) FROM teams").fetchone()) == (21,)
    connection.close()
