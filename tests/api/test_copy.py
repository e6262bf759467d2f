"""Databases copied from SQLite to PostgreSQL and back."""

import contextlib
import os
import re
import signal
import sqlite3
import subprocess
import threading
import time

import pytest

from support import postgres
from support.make import expect, make_asset, make_contract, make_team, make_user, object_schema, publish
from support.server import clean_environment, program_find, program_run

pytestmark = postgres.sqlite_only  # each test uses both

SECONDS = 60


def copy(source, target, folder):
    return program_run("--copy-database", str(source), str(target), folder=folder, seconds=SECONDS)


def copied(source, target, folder):
    """What the copy told of each table: rows and hash."""
    ended = copy(source, target, folder)
    assert ended.returncode == 0, ended.stderr
    found = re.findall(r"^(\w+) +(\d+)  ([0-9a-f]{32})$", ended.stdout, re.MULTILINE)
    assert found and ended.stdout.endswith("the database is copied\n"), ended.stdout
    return {name: (int(rows), digest) for name, rows, digest in found}


def refused(source, target, folder, *parts):
    ended = copy(source, target, folder)
    assert ended.returncode == 1 and ended.stdout == "", ended.stdout
    assert len(ended.stderr.splitlines()) == 1, ended.stderr
    for part in parts:
        assert part in ended.stderr, ended.stderr


def contents(path):
    """All rows of a file, by table."""
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        names = [name for name, in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'jobs'")]
        columns = {name: sorted(row[1] for row in connection.execute(f"PRAGMA table_info({name})")) for name in names}
        schema = connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name").fetchall()
        return schema, {name: sorted(map(repr, connection.execute(f"SELECT {', '.join(columns[name])} FROM {name}"))) for name in names}


def rows_there(database):
    """How many rows the target holds; 0 where there is none yet."""
    if str(database).startswith("postgresql:"):
        connection = postgres.Connection(database)
        try:
            if connection.execute("SELECT to_regclass('teams') IS NULL")[0][0]:
                return 0
            return connection.execute("SELECT (SELECT count(*) FROM teams) + (SELECT count(*) FROM audit_events)")[0][0]
        finally:
            connection.close()
    if not database.exists():
        return 0
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return connection.execute("SELECT (SELECT count(*) FROM teams) + (SELECT count(*) FROM audit_events)").fetchone()[0]


@pytest.fixture
def shop(start_server):
    """A server whose database has rows of every form in every table that the API fills."""
    running = start_server(settings={"WEBHOOK_URL": "http://127.0.0.1:9/hook"})
    api = running.api()
    producer, consumer = make_team(api, metadata={"größe": [1, 2.50, 1.0, None]}), make_team(api, description="日本 \U0001f600 \\N \t")
    make_user(api, team_id=producer["id"], email="a.b@example.com", password="not to be seen")
    asset = make_asset(api, producer, tags=["pii"], description="")
    schema = object_schema(required=["a"], a={"type": "string", "description": "Straße\u2028"}, b={"type": "number", "maximum": 1.10})
    contract = make_contract(api, asset, schema, version="1.0.0", published_by=producer["id"])
    expect(api.post("/registrations", json={"contract_id": contract["id"], "consumer_team_id": consumer["id"]}), 201)
    proposal = publish(api, asset, object_schema(a="integer"), published_by=producer["id"], headers={"Idempotency-Key": "the-key"})
    found = expect(proposal, 201)["proposal"]
    answer = {"proposal_id": found["id"], "consumer_team_id": consumer["id"], "response": "migrating", "notes": "fine"}
    expect(api.post("/bulk/acknowledgments", json={"acknowledgments": [answer]}), 200)
    gone = make_asset(api, producer)
    expect(api.delete(f"/assets/{gone['id']}"), 204)
    return running


def test_there_and_back(shop, start_server, tmp_path):
    """All rows, byte for byte, and the hashes are those of the rows wherever they lie."""
    there, back, third = postgres.cluster().new_database(), tmp_path / "back.db", postgres.cluster().new_database()
    shop.stop_and_check()
    tables = copied(shop.database, there, tmp_path)
    assert sum(rows for rows, _ in tables.values()) > 15
    assert copied(there, back, tmp_path) == tables
    assert copied(there, third, tmp_path) == tables
    before, after = contents(shop.database), contents(back)
    assert before == after
    assert sorted(tables) == sorted(before[1])
    assert {name: rows for name, (rows, _) in tables.items()} == {name: len(rows) for name, rows in before[1].items()}
    assert copied(back, tmp_path / "again.db", tmp_path) == tables
    # Indexes and foreign keys are as the migrations make them.
    made = postgres.cluster().new_database()
    start_server(database=made).stop_and_check()
    for catalogue in ("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexdef",
                      "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2"):
        assert read(there, catalogue) == read(made, catalogue)
    # And servers serve the same from all of them.
    replies = []
    for number, database in enumerate((back, there, shop.database)):
        folder = tmp_path / str(number)
        folder.mkdir()
        api = start_server(database=database, folder=folder).api()
        replies.append([expect(api.get(path), 200) for path in ("/teams", "/users", "/assets", "/contracts", "/proposals", "/registrations")])
        expect(api.post("/teams", json={"name": f"later {number}"}), 201)
    assert replies[0] == replies[1] == replies[2]


def read(url, statement):
    connection = postgres.Connection(url)
    try:
        return [tuple(row) for row in connection.execute(statement)]
    finally:
        connection.close()


def test_refusals(shop, start_server, tmp_path):
    there = postgres.cluster().new_database()
    full = tmp_path / "full.db"
    copied(shop.database, there, tmp_path)
    copied(shop.database, full, tmp_path)
    before = full.read_bytes()
    refused(shop.database, there, tmp_path, "the target is not empty")
    refused(there, full, tmp_path, "the target is not empty")
    assert full.read_bytes() == before
    refused(shop.database, shop.database, tmp_path, "in use by process")
    refused(tmp_path / "none.db", tmp_path / "x.db", tmp_path, "there is no database")
    refused(postgres.cluster().new_database(), tmp_path / "x.db", tmp_path, "holds nothing of Tessera's")
    refused("sqlite:///:memory:", there, tmp_path, "in memory")
    refused("mysql://x/y", there, tmp_path, "not supported")
    (tmp_path / "text.db").write_text("not a database, but long enough to be looked at " * 100)
    refused(shop.database, tmp_path / "text.db", tmp_path, "not a SQLite database")
    # Of another form than this program's.
    changed = postgres.cluster().new_database()
    start_server(database=changed).stop_and_check()
    read(changed, "ALTER TABLE teams ADD COLUMN colour text")
    refused(shop.database, changed, tmp_path, "table teams", "other columns")
    refused(changed, tmp_path / "x.db", tmp_path, "table teams", "other columns")
    read(changed, "INSERT INTO tessera_schema (number, name) VALUES (1000, 'of the future')")
    refused(changed, tmp_path / "x.db", tmp_path, "newer Tessera")
    assert not (tmp_path / "x.db").exists()
    # Where a server is at work.
    served = start_server(database=postgres.cluster().new_database())
    refused(shop.database, served.database, tmp_path, "in use by a tesserad")
    served.stop_and_check()
    copied(shop.database, served.database, tmp_path)
    for arguments in (["--copy-database", "a"], ["--copy-database"], ["--copy-database", "a", "b", "--backup", "c"]):
        ended = program_run(*arguments, folder=tmp_path)
        assert ended.returncode == 2 and "tesserad: " in ended.stderr, arguments


def test_a_target_without_rows_is_taken(shop, start_server, tmp_path):
    empty = tmp_path / "empty.db"
    start_server(database=empty).stop_and_check()
    empty.chmod(0o640)
    copied(shop.database, empty, tmp_path)
    assert empty.stat().st_mode & 0o777 == 0o640
    assert contents(empty)[1]["teams"] == contents(shop.database)[1]["teams"]


def test_a_role_that_owns_nothing(shop, start_server, tmp_path):
    """Indexes stay where they cannot be taken away for a while."""
    database = postgres.cluster().new_database()
    start_server(database=database).stop_and_check()
    name = database.split("?")[0].rsplit("/", 1)[1]
    postgres.cluster().query("CREATE ROLE copier LOGIN")
    postgres.cluster().query("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO copier", database=name)
    target = postgres.cluster().url(name, user="copier")
    tables = copied(shop.database, target, tmp_path)
    assert copied(target, tmp_path / "back.db", tmp_path) == tables


def test_one_view_of_a_database_that_is_written_to(shop, tmp_path):
    """Each team is made together with an event of the audit trail: a copy has both or neither."""
    api = shop.api()
    stop, begun = threading.Event(), threading.Event()

    def write():
        number = 0
        while not stop.is_set():
            number += 1
            expect(api.post("/teams", json={"name": f"written {number}"}), 201)
            if number == 20:
                begun.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert begun.wait(SECONDS)
        file, there = tmp_path / "copy.db", postgres.cluster().new_database()
        copied(shop.database, file, tmp_path)
        copied(shop.database, there, tmp_path)
    finally:
        stop.set()
        writer.join(SECONDS)
    for rows in (
        [tuple(row) for row in contents_of_teams(file)],
        read(there, "SELECT (SELECT count(*) FROM teams), (SELECT count(*) FROM audit_events WHERE entity_type = 'team')"),
    ):
        assert rows[0][0] == rows[0][1] >= 22


def contents_of_teams(path):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT (SELECT count(*) FROM teams), (SELECT count(*) FROM audit_events WHERE entity_type = 'team')").fetchall()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_killed_anywhere(shop, tmp_path, kind):
    """Whatever moment it is, the target is empty or whole, and the next copy does it."""
    shop.stop_and_check()
    with contextlib.closing(sqlite3.connect(shop.database)) as connection:
        connection.executemany(
            "INSERT INTO teams (id, name, created_at) VALUES (?, ?, 0)", ((number.to_bytes(16, "big"), f"many {number}") for number in range(1, 10001))
        )
        connection.commit()
    whole = rows_there(shop.database)

    def target(name):
        return tmp_path / f"{name}.db" if kind == "sqlite" else postgres.cluster().new_database()

    began = time.monotonic()
    copied(shop.database, target("whole"), tmp_path)
    length = time.monotonic() - began
    killed, rounds = 0, 0
    database = target("killed")
    steps = 24 if os.environ.get("TESSERA_TEST_LONG") else 6
    while killed < steps:
        rounds += 1
        assert rounds <= 4 * steps, f"{killed} of {rounds} copies were killed"
        began = time.monotonic()
        process = subprocess.Popen([program_find("tesserad"), "--copy-database", shop.database, str(database)], env=clean_environment(),
                                   cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(length * (killed + 0.5) / steps)
        took = time.monotonic() - began
        process.send_signal(signal.SIGKILL)
        was_killed = process.wait(SECONDS) == -signal.SIGKILL
        killed += was_killed
        there = rows_there(database)
        assert there in (0, whole)
        if not was_killed:
            length = min(length, took)  # the machine is faster now
        if there == whole:
            database = target(f"killed{rounds}")
    there = rows_there(database)
    if there == 0:
        copied(shop.database, database, tmp_path)
    assert rows_there(database) == whole
    assert not list(tmp_path.glob("*partial*"))
