"""Names of assets are kept in memory by each server; what is found there is what the database holds, at once and at every server."""

import concurrent.futures
import json
import random
import re
import shutil
import signal
import subprocess
import threading
import time
import uuid

import pytest

from support import postgres
from support.make import database_read, expect, make_asset, make_team
from support.server import program_run

LETTERS = ("orders", "Orders", "OR_ders", "Sets", "items", "x1", "x2")
PARTS = ("ord", "DERS", "été", "x", "1", "r_d", "nowhere", "item", "s.x", "a.")
PATTERNS = ("ord%x", "_rders", "x_", "%", "S%s", "r\\_d", "items.%.x1")
SOME, STEPS = 30, 60
WAIT_SECONDS = 60


@pytest.fixture
def servers(start_server, tmp_path):
    """One, or two on one database where that is possible."""
    first = start_server()
    if not postgres.chosen():
        return [first]
    folder = tmp_path / "second"
    folder.mkdir()
    return [first, start_server(database=first.database, folder=folder)]


def await_ready(running):
    deadline = time.monotonic() + WAIT_SECONDS
    while running.client().get("/health/ready").status_code != 200:
        assert time.monotonic() < deadline


class Model:
    """What was acknowledged."""

    def __init__(self, seed):
        self.assets, self.chance = {}, random.Random(seed)

    def name(self):
        return ".".join(self.chance.choice(LETTERS) for _ in range(3)) + f".n{self.chance.randrange(10**6)}"

    def change(self, api, owner):
        asset = self.chance.choice(list(self.assets)) if self.assets else None
        kind = self.chance.choice(("create", "rename", "move", "type", "delete")) if asset else "create"
        if kind == "create":
            made = make_asset(api, owner, fqn=self.name(), environment=self.chance.choice(("production", "test")), resource_type=self.chance.choice(("model", "source")))
            self.assets[made["id"]] = dict(made, live=True)
        elif kind == "delete":
            live = self.assets[asset]["live"]
            expect(api.delete(f"/assets/{asset}") if live else api.post(f"/assets/{asset}/restore"), 204 if live else 200)
            self.assets[asset]["live"] = not live
        elif self.assets[asset]["live"]:
            field, value = {"rename": ("fqn", self.name()), "move": ("environment", self.chance.choice(("production", "test"))),
                            "type": ("resource_type", self.chance.choice(("model", "source")))}[kind]  # fmt: skip
            expect(api.patch(f"/assets/{asset}", json={field: value}), 200)
            self.assets[asset][field] = value

    def matching(self, pattern, **fields):
        return [row for row in sorted(self.assets.values(), key=lambda row: (row["fqn"].encode(), row["id"]))
                if row["live"] and re.search(pattern, row["fqn"].lower(), re.DOTALL) and all(row[name] == value for name, value in fields.items())]  # fmt: skip


def as_expression(pattern):
    """What a pattern of the list means: % and _ are wildcards, but not behind a backslash."""
    pieces = re.findall(r"\\.|.", pattern.lower(), re.DOTALL)
    return "".join({"%": ".*", "_": "."}.get(piece, re.escape(piece[-1])) for piece in pieces)


def told(reply):
    body = expect(reply, 200)
    return [row["id"] for row in body["results"]], body["total"]


def check_search(api, model):
    part, environment = model.chance.choice(PARTS), model.chance.choice((None, "production", "test"))
    expected = [row["id"] for row in model.matching(re.escape(part.lower()), **({"environment": environment} if environment else {}))]
    asked = {"q": part, "limit": 7, "offset": model.chance.choice((0, 3, 50))} | ({"environment": environment} if environment else {})
    assert told(api.get("/assets/search", params=asked)) == (expected[asked["offset"]:][:7], len(expected)), asked
    found = expect(api.get("/search", params={"q": part, "types": "assets", "limit": 5}), 200)["results"]["assets"]
    assert [row["id"] for row in found] == [row["id"] for row in model.matching(re.escape(part.lower()))][:5]


def check_list(api, model):
    pattern, kind, down = model.chance.choice(PARTS + PATTERNS), model.chance.choice((None, "model")), model.chance.random() < 0.5
    fields = {"resource_type": kind} if kind else {}
    expected = [row["id"] for row in model.matching(as_expression(pattern), **fields)]
    expected = expected[::-1] if down else expected
    asked = {"fqn": pattern, "limit": 4, "sort_order": "desc" if down else "asc", **fields}
    found, after = [], {}
    while True:  # from place to place
        page = expect(api.get("/assets", params={**asked, **after}), 200)
        assert page["total"] == len(expected), asked
        found += [row["id"] for row in page["results"]]
        if page.get("next") is None:
            break
        after = {"after": page["next"]}
    assert found == expected, asked


@pytest.mark.parametrize("bytes_kept", [0, 2_000, 67108864])
def test_what_is_found_is_what_is_there(start_server, tmp_path, servers, bytes_kept):
    """Also where no names are kept, or no more than a few."""
    if bytes_kept != 67108864:
        for server in servers:
            server.stop()
            server.settings["TESSERA_NAMES_BYTES"] = bytes_kept
            server.start()
    apis, model = [server.api() for server in servers], Model(bytes_kept)
    owner = make_team(apis[0])
    for step in range(SOME + STEPS):
        model.change(apis[step % len(apis)], owner)
        if step >= SOME or step % 10 == 0:
            check_search(apis[model.chance.randrange(len(apis))], model)
            check_list(apis[model.chance.randrange(len(apis))], model)


def test_more_changes_than_fit_beside_the_names(servers):
    """Names that came since are put among the others when they are many; assets are changed several times between two looks."""
    apis, model = [server.api() for server in servers], Model(5)
    owner = make_team(apis[0])
    check_search(apis[0], model)
    for round_number in range(3):
        with concurrent.futures.ThreadPoolExecutor(4) as threads:
            rows = list(threads.map(lambda number: make_asset(apis[number % len(apis)], owner, fqn=f"orders.t{number % 7}.r{round_number}n{number}",
                                                              environment="test", resource_type="model"), range(300)))  # fmt: skip
        model.assets |= {row["id"]: dict(row, live=True) for row in rows}
        for _ in range(20):
            model.change(apis[0], owner)
        for api in apis:
            for _ in range(5):
                check_search(api, model)
                check_list(api, model)


def test_one_view_is_told_while_others_write(servers):
    """Assets come and go two by two in one transaction's time; a reader at any server never sees a total that a page denies."""
    apis = [server.api() for server in servers]
    owner = make_team(apis[0])
    done = threading.Event()

    def write(number):
        api = apis[number % len(apis)]
        for turn in range(40):
            made = make_asset(api, owner, fqn=f"stir.w{number}.t{turn}", environment="test")
            if turn % 2:
                expect(api.delete(f"/assets/{made['id']}"), 204)

    def read(number):
        api, seen = apis[number % len(apis)], 0
        while not done.is_set():
            found, total = told(api.get("/assets/search", params={"q": "STIR.", "limit": 100}))
            assert len(found) == min(total, 100) and len(set(found)) == len(found)
            seen += 1
        return seen

    with concurrent.futures.ThreadPoolExecutor(8) as threads:
        readers = [threads.submit(read, number) for number in range(3)]
        try:
            for writer in [threads.submit(write, number) for number in range(4)]:
                writer.result()
        finally:
            done.set()
        assert all(reader.result() > 0 for reader in readers)
    for api in apis:
        assert told(api.get("/assets/search", params={"q": "stir.", "limit": 100}))[1] == 80


@pytest.mark.skipif(not postgres.chosen(), reason="an import into SQLite's file is alone with it")
def test_what_is_imported_beside_a_server(servers, tmp_path):
    """Found at once, also where names are known; what was there already tells nobody to read all names again."""
    apis = [server.api() for server in servers]
    owner = make_team(apis[0])
    make_asset(apis[0], owner, fqn="brought.before")
    assert [told(api.get("/assets/search", params={"q": "brought."}))[1] for api in apis] == [1, 1]
    rows = [{"asset": {"id": str(uuid.uuid4()), "fqn": f"brought.in{number}", "owner_team_id": owner["id"],
                       "environment": "production", "resource_type": "model", "created_at": "2026-01-01T00:00:00Z"}} for number in range(3)]  # fmt: skip
    (tmp_path / "rows").write_text("".join(json.dumps(row) + "\n" for row in rows))
    for _ in range(2):
        done = program_run("--database", servers[0].database, "--import", tmp_path / "rows")
        assert done.returncode == 0, done.stderr
        assert [told(api.get("/assets/search", params={"q": "brought."}))[1] for api in apis] == [4, 4]
    assert postgres.cluster().query("SELECT sum(loads)::int FROM name_changes", database=postgres.name_of(servers[0].database))[0][0] == 1


@pytest.mark.skipif(not postgres.chosen() or postgres.pooled(), reason="is about sessions with PostgreSQL")
def test_a_database_that_lost_its_last_transactions(start_server, tmp_path):
    """A standby that took over, or a restored backup: what was known of the names before is forgotten with the connections."""
    cluster = postgres.Cluster()
    try:
        running = start_server(database=cluster.new_database())
        api, data = running.api(), cluster.folder / "data"
        owner = make_team(api)
        make_asset(api, owner, fqn="lost.first")
        assert told(api.get("/assets/search", params={"q": "lost."}))[1] == 1
        cluster.stop()
        subprocess.run(["cp", "-a", data, tmp_path / "saved"], check=True)
        cluster.start()
        await_ready(running)
        for number in range(5):
            make_asset(api, owner, fqn=f"lost.gone{number}")
        assert told(api.get("/assets/search", params={"q": "lost."}))[1] == 6
        cluster.stop(signal.SIGQUIT)
        shutil.rmtree(data)
        subprocess.run(["cp", "-a", tmp_path / "saved", data], check=True)
        cluster.start()
        await_ready(running)
        for number in range(5):  # as many as were lost
            make_asset(api, owner, fqn=f"lost.new{number}")
        ids, total = told(api.get("/assets/search", params={"q": "lost."}))
        assert total == 6
        assert [expect(api.get(f"/assets/{asset}"), 200)["fqn"] for asset in ids] == ["lost.first"] + [f"lost.new{number}" for number in range(5)]
    finally:
        cluster.close()


def test_a_change_bears_its_number(servers):
    """What the servers go by: no asset bears a number beyond its part's, and none twice."""
    apis, model = [server.api() for server in servers], Model(9)
    owner = make_team(apis[0])
    for step in range(40):
        model.change(apis[step % len(apis)], owner)
    connection = database_read(servers[0].database)
    try:
        parts = {row[0]: row[1] for row in connection.execute("SELECT part, changes FROM name_changes").fetchall()}
        marks = [tuple(row) for row in connection.execute("SELECT name_part, name_change FROM assets").fetchall()]
    finally:
        connection.close()
    assert len(set(marks)) == len(marks) == len(model.assets)
    assert all(0 < change <= parts[part] for part, change in marks)
