"""What only PostgreSQL has: a server of its own, which may be away, or be set up otherwise than is needed."""

import concurrent.futures
import contextlib
import pathlib
import signal
import socket
import threading
import time

import pytest

from support import cutter as cutters
from support import postgres, resting
from support.make import expect, make_asset, make_team, object_schema, publish
from support.server import Server, ServerFailed, program_run

AWAY_SECONDS = 60


@pytest.fixture(scope="module")
def cluster():
    """One that these tests may stop."""
    made = postgres.Cluster()
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
    line = refusal(start_server, "postgresql://us%zz:secret@host/x?sslmode=require")
    assert "postgresql://USER@HOST:PORT/DATABASE" in line and "secret" not in line
    for parameter in ("nonsense", "sslmod=require"):
        line = refusal(start_server, f"postgresql://user:secret@host/x?{parameter}")
        assert "a parameter behind its ?" in line and "secret" not in line
    line = refusal(start_server, "postgresql://user:secret@host:port/x")
    assert "invalid integer" in line and "secret" not in line


def test_a_server_that_is_away(start_server):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        line = refusal(start_server, f"postgresql://u:secret@127.0.0.1:{unused.getsockname()[1]}/x")
    assert "cannot connect to the database" in line and "refused" in line and "secret" not in line


def test_a_host_without_a_name(start_server):
    line = refusal(start_server, "postgresql://u:secret@nowhere.invalid/x")
    assert "could not translate host name" in line and "nowhere.invalid" in line and "secret" not in line


@pytest.mark.parametrize("says", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"", None], ids=["nonsense", "nothing", "silence"])
def test_what_is_no_postgresql(start_server, says):
    """It is given up after a few seconds, and not called again and again."""
    calls = []

    def answer():
        with contextlib.suppress(OSError):
            while True:
                client, _ = listener.accept()
                calls.append(client)
                if says is not None:
                    client.recv(65536)
                    client.sendall(says)
                    client.close()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=answer, daemon=True).start()
        line = refusal(start_server, f"postgresql://u:secret@127.0.0.1:{listener.getsockname()[1]}/x?connect_timeout=2")
        assert "cannot connect to the database" in line and "secret" not in line
        assert 1 <= len(calls) <= 3, "with and without encryption"
        listener.shutdown(socket.SHUT_RDWR)
    for client in calls:
        client.close()


def test_a_server_without_encryption(start_server, cluster):
    with cutters.Forwarder(str(cluster.folder / ".s.PGSQL.5432")) as forwarder:
        line = refusal(start_server, f"postgresql://postgres@127.0.0.1:{forwarder.port}/postgres?sslmode=require")
    assert "SSL" in line


def test_a_role_that_is_missing(start_server, cluster):
    assert 'role "stranger" does not exist' in refusal(start_server, cluster.url("postgres", user="stranger"))


def test_another_encoding(start_server, cluster):
    cluster.query("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    line = refusal(start_server, cluster.url("latin"))
    assert "latin has the encoding LATIN1; it must be UTF8" in line


def test_a_server_that_is_full(start_server, cluster, database):
    """Of a role, or of all: it is told at the start, and later on a request waits for its turn or is told."""
    cluster.query("CREATE ROLE single LOGIN CONNECTION LIMIT 1")
    start_server(database=database).stop_and_check()
    cluster.query("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO single", database=postgres.name_of(database))
    url = cluster.url(postgres.name_of(database), user="single")
    kept = postgres.Connection(url)
    assert "too many connections" in refusal(start_server, url)
    kept.close()
    api = start_server(database=url).api()
    deadline = time.monotonic() + AWAY_SECONDS
    while api.get("/teams").status_code != 200:  # until the session that made the tables has ended
        assert time.monotonic() < deadline
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        statuses = [reply.status_code for reply in pool.map(lambda _: api.get("/teams"), range(80))]
    assert set(statuses) <= {200, 503} and statuses.count(503) <= 4, "they share the one that there is"


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
    cluster.query("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO weak", database=name)
    for right, table in (("SELECT", "repos"), ("INSERT", "webhook_endpoints"), ("UPDATE", "services"), ("DELETE", "sessions")):
        cluster.query(f"REVOKE {right} ON {table} FROM weak", database=name)
    assert f"4 tables of database {name}, repos among them" in refusal(start_server, cluster.url(name, user="weak"))
    # Rows are enough for a role when the tables are there.
    cluster.query("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO weak", database=name)
    cluster.query("REVOKE UPDATE, DELETE ON audit_events, audit_seals FROM weak", database=name)
    make_team(start_server(database=cluster.url(name, user="weak")).api())


def test_rights_that_are_taken_away(start_server, cluster, database):
    """From the role of a server that runs: nothing is answered with an internal error, it is told why, and it goes on once they are back."""
    name = postgres.name_of(database)
    start_server(database=database).stop_and_check()
    cluster.query("CREATE ROLE poor LOGIN")
    cluster.query("GRANT ALL ON ALL TABLES IN SCHEMA public TO poor", database=name)
    server = start_server(database=cluster.url(name, user="poor"))
    api, root = server.api(), server.client()
    team = make_team(api)
    for table in ("assets", "name_changes", "list_counts", "audit_events"):
        cluster.query(f"REVOKE ALL ON {table} FROM poor", database=name)
        refused = api.post("/assets", json={"fqn": f"rights.{table}", "owner_team_id": team["id"]})
        assert refused.status_code == 503 and "role" in refused.json()["error"]["message"], refused.text
        assert ready(root) == "not_ready"
        replies = [api.get("/assets/search", params={"q": "rights"}), api.get("/assets")]
        assert {reply.status_code for reply in replies} <= {200, 503}, [reply.text for reply in replies]
        cluster.query(f"GRANT ALL ON {table} TO poor", database=name)
        expect(api.post("/assets", json={"fqn": f"rights.{table}", "owner_team_id": team["id"]}), 201)
        assert ready(root) == "ready"
    assert expect(api.get("/assets/search", params={"q": "RIGHTS."}), 200)["total"] == 4


@pytest.mark.parametrize("table", ["assets", "contracts"])
def test_a_session_that_ends_while_a_publish_is_prepared(start_server, cluster, database, table):
    """The write has not begun: it is prepared on another session."""
    api = start_server(database=database).api()
    asset = make_asset(api)
    connection = postgres.Connection(database)
    try:
        connection.execute("BEGIN")
        connection.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            asked = pool.submit(publish, api, asset, object_schema(a="string"))
            ended, deadline = 0, time.monotonic() + AWAY_SECONDS
            while not ended:
                ended = cluster.query("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = ? AND application_name = 'tesserad' "
                                      "AND wait_event_type = 'Lock'", postgres.name_of(database))[0][0]  # fmt: skip
                assert time.monotonic() < deadline
            connection.execute("ROLLBACK")
            expect(asked.result(), 201)
    finally:
        connection.close()


@pytest.mark.parametrize("path", ["/teams", "/assets/search?q=x"])
def test_a_read_that_waited_for_a_lock_in_vain_waits_once(start_server, cluster, database, path):
    server = start_server(database=database, settings={"TESSERA_DB_LOCK_TIMEOUT": 1, "LOG_LEVEL": "DEBUG"})
    connection = postgres.Connection(database)
    try:
        connection.execute("BEGIN")
        connection.execute("LOCK TABLE teams, name_changes IN ACCESS EXCLUSIVE MODE")
        assert server.api().get(path).status_code == 503
        connection.execute("ROLLBACK")
    finally:
        connection.close()
    assert server.log_text().count("lock timeout") == 1
    assert server.api().get(path).status_code == 200


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


def test_strings_that_are_read_in_another_way(start_server, cluster, database):
    cluster.query(f"ALTER DATABASE {postgres.name_of(database)} SET standard_conforming_strings = off")
    assert "standard_conforming_strings" in refusal(start_server, database)


def test_commits_that_are_not_synced(start_server, cluster, database):
    cluster.query(f"ALTER DATABASE {postgres.name_of(database)} SET synchronous_commit = off")
    assert "synchronous_commit" in refusal(start_server, database)
    cluster.query(f"ALTER DATABASE {postgres.name_of(database)} SET synchronous_commit = local")
    start_server(database=database).stop_and_check()


def test_a_standby(start_server, cluster, database):
    start_server(database=database).stop_and_check()
    copy = postgres.Cluster.copy_of(cluster)
    try:
        assert "read-only standby" in refusal(start_server, copy.url(postgres.name_of(database)))
    finally:
        copy.close()


def test_several_start_at_once(start_server, cluster, database, tmp_path):
    """In whatever isolation the database has by default: those that wait see what the first one did."""
    cluster.query(f"ALTER DATABASE {postgres.name_of(database)} SET default_transaction_isolation = 'repeatable read'")

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
    ended = program_run("--database", database, "--backup", str(tmp_path / "copy"), folder=tmp_path)
    assert ended.returncode == 1 and "pg_dump" in ended.stderr and not (tmp_path / "copy").exists()


def test_a_driver_s_name_and_sessions_that_keep_nothing(start_server, database):
    url = database.replace("postgresql://", "postgresql+asyncpg://")
    api = start_server(database=url, settings={"TESSERA_DB_PREPARE": "false", "DB_POOL_SIZE": 2, "DB_MAX_OVERFLOW": 0}).api()
    asset = make_asset(api)
    for number in range(3):
        expect(publish(api, asset, object_schema(**{f"field{number}": "string"}), version=f"{number + 1}.0.0", force=True, force_reason="x" * 20), 201)
    assert expect(api.get(f"/assets/{asset['id']}"), 200)["id"] == asset["id"]


def test_a_host_that_is_gone_without_a_word_shows(start_server, cluster, database):
    """While nothing is sent the kernel asks, a few seconds later, whether it is there."""
    with cutters.Forwarder(str(cluster.folder / ".s.PGSQL.5432")) as forwarder:
        server = start_server(database=f"postgresql://postgres@127.0.0.1:{forwarder.port}/{postgres.name_of(database)}")
        deadline = time.monotonic() + AWAY_SECONDS
        timers = [(1, 0)]
        while any(kind != 2 for kind, _ in timers):  # something is on its way yet
            assert time.monotonic() < deadline, timers
            rows = [line.split() for line in pathlib.Path("/proc/net/tcp").read_text().splitlines()[1:]]
            timers = [tuple(int(part, 16) for part in row[5].split(":")) for row in rows if row[2] == f"0100007F:{forwarder.port:04X}" and row[3] == "01"]
            assert timers, "its kept connection"
        assert all(when <= 500 for _, when in timers), "hundredths of a second until the kernel asks"
        server.stop_and_check()


def test_the_pool_keeps_its_bounds(start_server, cluster, database):
    server = start_server(database=database, settings={"DB_POOL_SIZE": 2, "DB_MAX_OVERFLOW": 3})
    api = server.api()
    make_team(api)
    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        assert {reply.status_code for reply in pool.map(lambda _: api.get("/teams"), range(200))} == {200}
    def sessions():
        return cluster.query("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'tesserad' AND datname = ?", postgres.name_of(database))[0][0]

    deadline = time.monotonic() + AWAY_SECONDS
    while sessions() > 2:  # PostgreSQL lists one until its process has ended
        assert time.monotonic() < deadline, "what was opened for a rush is closed after it"
    pool = expect(server.client().get("/health"), 200)["checks"]["database"]["pool"]
    assert (pool["size"], pool["maximum"], pool["waiting"]) == (2, 5, 0) and pool["open"] == sessions() == pool["overflow"] + 2


# --- sessions that write at the same time -----------------------------------------------------------------------------


def await_waiting(connection, database):
    """Until a session of the database waits for a lock."""
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = ?"
    deadline = time.monotonic() + AWAY_SECONDS
    while connection.query(waiting, postgres.name_of(database))[0][0] == 0:
        assert time.monotonic() < deadline


def test_publishes_of_one_version_count_apart(start_server, cluster, database):
    """So that none waits until the other has committed."""
    api = start_server(database=database).api()
    team = make_team(api)
    held, free = make_asset(api, team), make_asset(api, team)
    with contextlib.closing(postgres.Connection(database)) as other, concurrent.futures.ThreadPoolExecutor(1) as pool:
        other.execute("BEGIN")
        other.execute("SELECT id FROM assets WHERE id::text = ? FOR UPDATE", (held["id"],))
        waits = pool.submit(publish, api, held, object_schema(a="string"))  # and keeps its session
        await_waiting(cluster, database)
        expect(publish(api, free, object_schema(a="string")), 201)
        other.execute("COMMIT")
        expect(waits.result(), 201)
        rows = other.execute("SELECT active FROM contract_versions WHERE version = '1.0.0'")
    assert [tuple(row) for row in rows] == [(1,), (1,)]
    assert expect(api.get("/contracts", params={"version": "1.0.0"}), 200)["total"] == 2


# --- views of one statement -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("prepares", ["true", "false"], ids=["prepared", "as_text"])
def test_a_view_of_one_statement_ends_with_it(start_server, cluster, database, prepares):
    """The end goes to the database with the question, so that the session is free when the reply comes."""
    server = start_server(database=database, settings={"DB_POOL_SIZE": 1, "DB_MAX_OVERFLOW": 0, "TESSERA_DB_PREPARE": prepares, **resting.settings()})
    resting.wait_for_jobs(server)
    api = server.api()
    session = "SELECT state, query FROM pg_stat_activity WHERE application_name = 'tesserad' AND datname = ?"

    def last():
        return [tuple(row) for row in cluster.query(session, postgres.name_of(database))]

    team = make_team(api)
    user = expect(api.post("/users", json={"username": "ann", "email": "ann@example.com", "name": "Ann", "team_id": team["id"]}), 201)
    repo = expect(api.post("/repos", json={"name": "shop", "git_url": "https://example.com/shop.git", "owner_team_id": team["id"]}), 201)
    service = expect(api.post("/services", json={"name": "cart", "repo_id": repo["id"]}), 201)
    plain, full = make_asset(api, team), make_asset(api, team, owner_user_id=user["id"], service_id=service["id"])
    for path in (f"assets/{plain['id']}", f"assets/{full['id']}", f"repos/{repo['id']}", f"services/{service['id']}"):
        expect(api.get("/" + path), 200)
        assert last() == [("idle", "COMMIT")], path
    shown = expect(api.get(f"/assets/{full['id']}"), 200)
    assert [shown[name] for name in ("owner_user_name", "owner_user_email", "service_name", "repo_name")] == ["Ann", "ann@example.com", "cart", "shop"]
    assert shown == full
    # Nothing of an earlier view is left over for the next one.
    for kind in ("assets", "repos", "services", "registrations", "proposals"):
        expect(api.get(f"/{kind}/{team['id']}"), 404)
    expect(api.patch(f"/assets/{plain['id']}", json={"description": "new"}), 200)
    assert expect(api.get(f"/assets/{plain['id']}"), 200)["description"] == "new"


# --- statements that are not waited for -------------------------------------------------------------------------------


def test_more_than_goes_at_once(start_server, database):
    """Each failed guarantee of a run is a row, and none of them is waited for."""
    api = start_server(database=database).api()
    asset = make_asset(api, make_team(api))
    results = [{"guarantee_id": f"g{number}", "passed": False} for number in range(500)]
    report = {"status": "failed", "guarantees_checked": 500, "guarantees_failed": 500, "triggered_by": "test", "guarantee_results": results}
    expect(api.post(f"/assets/{asset['id']}/audit-results", json=report), 200)
    with contextlib.closing(postgres.Connection(database)) as connection:
        rows = connection.execute("SELECT place, guarantee_id FROM audit_run_failures ORDER BY place")
    assert [tuple(row) for row in rows] == [(number, f"g{number}") for number in range(500)]


REFUSALS = {
    "check": ("ALTER TABLE audit_events ADD CONSTRAINT refused CHECK (action <> 'asset.created') NOT VALID", "ALTER TABLE audit_events DROP CONSTRAINT refused"),
    "unique": ("CREATE UNIQUE INDEX refused ON audit_events (action)", "DROP INDEX refused"),
}


@pytest.mark.parametrize("keyed", [False, True], ids=["plain", "keyed"])
@pytest.mark.parametrize("prepares", ["true", "false"], ids=["prepared", "as_text"])
@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_failure_that_is_not_waited_for_shows(tmp_path, database, refusal, prepares, keyed):
    """The audit event of a write goes out with the commit, and takes the write back where it is refused."""
    server = Server(tmp_path, database=database, settings={"TESSERA_DB_PREPARE": prepares})
    server.start()
    try:
        check_failure_shows(server.api(), database, *REFUSALS[refusal], {"idempotency-key": "k"} if keyed else {})
    finally:
        status = server.stop()
    assert status == 0
    # What a rule refuses is taken for a race, and tried again without a word.
    assert ("statement failed" in server.log_text()) == (refusal == "check")


def check_failure_shows(api, database, refuse, relent, headers):
    team = make_team(api)
    make_asset(api, team)
    body = {"fqn": "a.b.refused", "owner_team_id": team["id"]}
    with contextlib.closing(postgres.Connection(database)) as connection:
        connection.execute(refuse)
        reply = api.post("/assets", json=body, headers=headers)
        assert "nothing was changed" in expect(reply, 503)["error"]["message"]
        for table, rows in (("assets", 1), ("idempotency_keys", 0)):
            assert connection.execute(f"SELECT count(*) FROM {table}")[0][0] == rows
        connection.execute(relent)
    expect(api.post("/assets", json=body, headers=headers), 201)  # through the same session


# --- a database that goes away ----------------------------------------------------------------------------------------


def ready(api_root):
    reply = api_root.get("/health/ready")
    state = reply.json()["status"]
    assert reply.status_code == (200 if state == "ready" else 503), reply.text
    return state


def await_ready(root):
    deadline = time.monotonic() + AWAY_SECONDS
    while ready(root) != "ready":
        assert time.monotonic() < deadline, "it does not find its database again"


def await_run(root, after=""):
    """When the sweep last ran, once that is later."""
    deadline = time.monotonic() + AWAY_SECONDS
    while True:
        for job in expect(root.get("/health"), 200).get("jobs", []):
            if (job["last_run_at"] or "") > after:
                return job["last_run_at"]
        assert time.monotonic() < deadline


def test_away_and_back(start_server, cluster, database):
    server = start_server(database=database, settings={"TESSERA_IDEMPOTENCY_SWEEP": 1})
    api, root = server.api(), server.client()
    team = make_team(api)
    assert ready(root) == "ready"
    ran = await_run(root)
    cluster.stop(signal.SIGQUIT)
    try:
        for reply in (api.post("/teams", json={"name": "lost"}), api.get(f"/teams/{team['id']}"), api.get("/teams")):
            assert reply.status_code == 503 and reply.json()["error"]["code"] == "UNAVAILABLE", reply.text
            assert reply.headers.get_list("retry-after") == ["1"]
            assert "busy" not in reply.json()["error"]["message"], reply.text
        shown = expect(root.get("/health"), 200)
        assert ready(root) == "not_ready" and shown["status"] == "degraded"
        assert shown["checks"]["writes"] == {"status": "unhealthy", "error": "the database does not answer"}
        assert expect(root.get("/health/live"), 200)
    finally:
        cluster.start()
    await_ready(root)
    assert await_run(root, after=ran) > ran, "jobs go on"
    assert expect(api.get(f"/teams/{team['id']}"), 200) == team
    make_team(api, name="lost")
    assert server.log_text().count("cannot connect") == 1, "one line for each time that it is away"
