"""What only PostgreSQL has: a server of its own that may be away, several of ours on one database, sessions that break."""

import collections
import concurrent.futures
import contextlib
import os
import signal
import socket
import subprocess
import threading
import time

import httpx
import pytest

from support import postgres
from support.make import audit_events, database_read, expect, make_asset, make_team, object_schema, publish
from support.server import Server, ServerFailed

# Restarts of the database while it is written to take long, and longer on a busy machine.
LONG = pytest.mark.skipif(not os.environ.get("TESSERA_TEST_LONG"), reason="a longer test: make test-long")

AWAY_SECONDS = 60


@pytest.fixture(scope="module")
def cluster():
    """One that these tests may stop, with durable commits."""
    made = postgres.Cluster(durable=True)
    yield made
    made.close()


@pytest.fixture
def database(cluster):
    return cluster.new_database()


# --- starting ---------------------------------------------------------------------------------------------------------


def refusal(start_server, url, **options):
    """The one line with which a server that cannot start ends."""
    began = time.monotonic()
    with pytest.raises(ServerFailed) as failed:
        start_server(database=url, **options)
    assert "exit status 1" in str(failed.value)
    assert time.monotonic() - began < 20, "it tried again and again"
    lines = [line for line in str(failed.value).splitlines()[1:] if line]
    assert len(lines) == 1 and lines[0].startswith("tesserad: "), lines
    return lines[0]


def test_a_wrong_url(start_server):
    line = refusal(start_server, "postgresql://user:secret@host/x?nonsense")
    assert "postgresql://USER@HOST:PORT/DATABASE" in line and "secret" not in line
    line = refusal(start_server, "postgresql://user:secret@host:port/x")
    assert "invalid integer" in line and "secret" not in line


def test_a_server_that_is_away(start_server):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        line = refusal(start_server, f"postgresql://u:secret@127.0.0.1:{unused.getsockname()[1]}/x")
    assert "cannot connect to the database" in line and "refused" in line and "secret" not in line


def test_a_database_that_is_missing(start_server, cluster):
    assert 'database "nowhere" does not exist' in refusal(start_server, cluster.url("nowhere"))


def test_a_wrong_password(start_server, cluster):
    cluster.query("CREATE ROLE guarded LOGIN PASSWORD 'right'")
    rules = cluster.folder / "data" / "pg_hba.conf"
    before = rules.read_text()
    rules.write_text("local all guarded scram-sha-256\n" + before)
    cluster.query("SELECT pg_reload_conf()")
    try:
        url = cluster.url("postgres", user="guarded:wrong")
        line = refusal(start_server, url)
        assert "password authentication failed" in line and "wrong" not in line
        # The right one, from where libpq looks for it.
        url = cluster.url(postgres.name_of(cluster.new_database()), user="guarded")
        assert "no password supplied" in refusal(start_server, url)
    finally:
        rules.write_text(before)
        cluster.query("SELECT pg_reload_conf()")


def test_a_role_without_rights(start_server, cluster, database):
    cluster.query("CREATE ROLE weak LOGIN")
    name = postgres.name_of(database)
    assert "role weak may not" in refusal(start_server, cluster.url(name, user="weak"))
    start_server(database=database).stop_and_check()
    assert "role weak may not" in refusal(start_server, cluster.url(name, user="weak"))
    # Rows are enough for a role when the tables are there.
    cluster.query("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO weak", database=name)
    make_team(start_server(database=cluster.url(name, user="weak")).api())


def test_a_newer_schema(start_server, cluster, database):
    start_server(database=database).stop_and_check()
    cluster.query("INSERT INTO tessera_schema (number, name) VALUES (1000, 'of the future')", database=postgres.name_of(database))
    assert "newer Tessera: its schema is number 1000" in refusal(start_server, database)


def test_a_database_of_another_program(start_server, cluster, database):
    cluster.query("CREATE TABLE teams (members text)", database=postgres.name_of(database))
    assert "another program" in refusal(start_server, database)


def test_a_database_that_is_read_only(start_server, cluster, database):
    cluster.query(f"ALTER DATABASE {postgres.name_of(database)} SET default_transaction_read_only = on")
    assert "cannot be written" in refusal(start_server, database)


def test_a_standby(start_server, cluster, database):
    start_server(database=database).stop_and_check()
    copy = postgres.Cluster.copy_of(cluster)
    try:
        assert "read-only standby" in refusal(start_server, copy.url(postgres.name_of(database)))
    finally:
        copy.close()


def test_several_start_at_once(start_server, cluster, database, tmp_path):
    def start(number):
        folder = tmp_path / str(number)
        folder.mkdir()
        return start_server(database=database, folder=folder)

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        servers = list(pool.map(start, range(4)))
    steps = [row[0] for row in cluster.query("SELECT number FROM tessera_schema ORDER BY number", database=postgres.name_of(database))]
    assert steps == list(range(len(steps))) and len(steps) > 1
    assert sum("brought from schema 0" in server.log_text() for server in servers) == 1
    team = make_team(servers[0].api())
    for server in servers:
        assert expect(server.api().get(f"/teams/{team['id']}"), 200) == team


def test_backups_are_the_database_s_own_affair(tmp_path, database):
    from support.server import program_run

    ended = program_run("--database", database, "--backup", str(tmp_path / "copy"), folder=tmp_path)
    assert ended.returncode == 1 and "pg_dump" in ended.stderr and not (tmp_path / "copy").exists()


def test_a_driver_s_name_and_sessions_that_keep_nothing(start_server, database):
    url = database.replace("postgresql://", "postgresql+asyncpg://")
    api = start_server(database=url, settings={"TESSERA_DB_PREPARE": "false", "DB_POOL_SIZE": 2, "DB_MAX_OVERFLOW": 0}).api()
    asset = make_asset(api)
    for number in range(3):
        expect(publish(api, asset, object_schema(**{f"field{number}": "string"}), version=f"{number + 1}.0.0", force=True, force_reason="x" * 20), 201)
    assert expect(api.get(f"/assets/{asset['id']}"), 200)["id"] == asset["id"]


def test_the_pool_keeps_its_bounds(start_server, cluster, database):
    server = start_server(database=database, settings={"DB_POOL_SIZE": 2, "DB_MAX_OVERFLOW": 3})
    api = server.api()
    make_team(api)
    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        assert {reply.status_code for reply in pool.map(lambda _: api.get("/teams"), range(200))} == {200}
    (row,) = cluster.query("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'tesserad' AND datname = ?", postgres.name_of(database))
    assert 1 <= row[0] <= 2, "what was opened for a rush is closed after it"


# --- a database that goes away ----------------------------------------------------------------------------------------


def ready(api_root):
    return expect(api_root.get("/health/ready"), 200)["status"]


def await_ready(root):
    deadline = time.monotonic() + AWAY_SECONDS
    while ready(root) != "ready":
        assert time.monotonic() < deadline, "it does not find its database again"


def test_away_and_back(start_server, cluster, database):
    server = start_server(database=database)
    api, root = server.api(), server.client()
    team = make_team(api)
    assert ready(root) == "ready"
    cluster.stop(signal.SIGQUIT)
    try:
        for reply in (api.post("/teams", json={"name": "lost"}), api.get(f"/teams/{team['id']}"), api.get("/teams")):
            assert reply.status_code == 503 and reply.json()["error"]["code"] == "UNAVAILABLE", reply.text
            assert reply.headers.get_list("retry-after") == ["1"]
        assert ready(root) == "not_ready" and expect(root.get("/health"), 200)["status"] == "degraded"
        assert expect(root.get("/health/live"), 200)
    finally:
        cluster.start()
    await_ready(root)
    assert expect(api.get(f"/teams/{team['id']}"), 200) == team
    make_team(api, name="lost")
    assert server.log_text().count("cannot connect") == 1, "one line for each time that it is away"


@LONG
def test_restarts_under_load(start_server, cluster, database):
    """What was acknowledged is there, once; what was refused is not."""
    server = start_server(database=database)
    root = server.client()
    ended = threading.Event()
    outcomes = collections.defaultdict(set)
    lock = threading.Lock()

    def write(number):
        with httpx.Client(base_url=server.url + "/api/v1", timeout=60, trust_env=False) as client:
            step = 0
            while not ended.is_set():
                name = f"load {number} {step}"
                headers = {"Idempotency-Key": name.replace(" ", "-")} if number % 2 else {}
                reply = client.post("/teams", json={"name": name}, headers=headers)
                known = reply.status_code == 201 or "nothing was changed" in reply.text or reply.headers.get("retry-after") is None
                with lock:
                    outcomes[reply.status_code if known else "unknown" if "not known" in reply.text else 503].add(name)
                step += 1
                ended.wait(0 if reply.status_code == 201 else 0.02)

    with concurrent.futures.ThreadPoolExecutor(6) as pool:
        writers = [pool.submit(write, number) for number in range(6)]
        for _ in range(3):
            before = len(outcomes[201])
            deadline = time.monotonic() + AWAY_SECONDS
            while len(outcomes[201]) < before + 30:
                assert time.monotonic() < deadline and not any(writer.done() for writer in writers)
            cluster.stop(signal.SIGQUIT)
            cluster.start()
            await_ready(root)
        ended.set()
        for writer in writers:
            writer.result(AWAY_SECONDS)
    assert set(outcomes) <= {201, 503, "unknown"}, {status: len(names) for status, names in outcomes.items()}
    names = [row[0] for row in cluster.query("SELECT name FROM teams", database=postgres.name_of(database))]
    assert len(names) == len(set(names))
    assert outcomes[201] <= set(names), "acknowledged, and not there"
    assert not outcomes[503] & set(names), "refused, and there"


# --- several servers on one database ----------------------------------------------------------------------------------


@pytest.fixture
def nodes(start_server, database, tmp_path):
    made = []
    for number in range(2):
        folder = tmp_path / f"node{number}"
        folder.mkdir()
        made.append(start_server(database=database, folder=folder))
    return made


def test_the_same_key_at_both(nodes, cluster, database):
    def post(number):
        return nodes[number % 2].api().post("/teams", json={"name": "twins"}, headers={"Idempotency-Key": "twins"})

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(post, range(16)))
    assert {reply.status_code for reply in replies} == {201}, [reply.text for reply in replies]
    assert len({reply.json()["id"] for reply in replies}) == 1
    assert sum("idempotency-replayed" in reply.headers for reply in replies) == 15
    assert cluster.query("SELECT count(*) FROM teams", database=postgres.name_of(database))[0][0] == 1


def test_names_are_taken_once(nodes):
    def post(number):
        return nodes[number % 2].api().post("/teams", json={"name": f"name {number // 8}"})

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(post, range(80)))
    made = {reply.json()["name"]: reply.json()["id"] for reply in replies if reply.status_code == 201}
    assert len(made) == 10 and collections.Counter(reply.status_code for reply in replies) == {201: 10, 409: 70}
    for reply in replies:
        if reply.status_code == 409:
            assert reply.json()["error"]["details"]["existing_id"] in made.values()


def test_changes_are_not_lost(nodes):
    """Every change read what the one before wrote: none overwrites another's field, and one of several with the same tag wins."""
    api = nodes[0].api()
    team = make_team(api)
    tag = api.get(f"/teams/{team['id']}").headers["etag"]

    def patch(number):
        client = nodes[number % 2].api()
        field = {"description": f"d{number}"} if number % 4 < 2 else {"metadata": {"n": number}}
        return client.patch(f"/teams/{team['id']}", json=field, headers={"If-Match": tag})

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        statuses = [reply.status_code for reply in pool.map(patch, range(16))]
    assert statuses.count(200) == 1 and statuses.count(412) == 15


def test_publishing_at_both(nodes, database):
    api = nodes[0].api()
    team = make_team(api)
    assets = [make_asset(api, team) for _ in range(3)]

    def act(number):
        client = nodes[number % 2].api()
        asset = assets[number % 3]
        schema = object_schema(**{f"field{step}": "string" for step in range(number % 7 + 1)})
        return asset["id"], publish(client, asset, schema)

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        done = list(pool.map(act, range(90)))
    assert {reply.status_code for _, reply in done} <= {201, 409}, {reply.text for _, reply in done if reply.status_code not in (201, 409)}
    connection = database_read(database)
    try:
        for asset in assets:
            rows = connection.execute("SELECT id, version, status FROM contracts WHERE asset_id::text = ? ORDER BY published_at", (asset["id"],))
            versions = [row["version"] for row in rows]
            assert len(versions) == len(set(versions)) and [row["status"] for row in rows].count("active") == 1
            assert rows[-1]["status"] == "active"
            replies = [reply.json() for owner, reply in done if owner == asset["id"] and reply.status_code == 201]
            published = sorted(reply["contract"]["version"] for reply in replies if reply.get("contract"))
            assert published == sorted(versions)
            pending = "SELECT count(*) FROM proposals WHERE asset_id::text = ? AND status = 'pending'"
            assert connection.execute(pending, (asset["id"],)).fetchone()[0] <= 1
        counted = connection.execute("SELECT version, active + deprecated + retired AS n FROM contract_versions")
        found = connection.execute("SELECT version, count(*) AS n FROM contracts GROUP BY version")
        assert {tuple(row) for row in counted} == {tuple(row) for row in found}
    finally:
        connection.close()
    assert audit_events(nodes[0], assets[0]["id"], "asset.created")
