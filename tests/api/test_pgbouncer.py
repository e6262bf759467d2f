"""Servers behind PgBouncer in transaction mode: fewer sessions than they have connections, and none of them theirs."""

import os

import pytest

from support import pgbouncer, postgres
from support.make import expect, make_asset, make_contract, make_team, object_schema
from support.server import ServerFailed
from support.storm import Storm

STEPS = 60 if os.environ.get("TESSERA_TEST_LONG") else 15
SETTINGS = {"TESSERA_DB_PREPARE": False}


@pytest.fixture(scope="module")
def pooler():
    """One that these tests may stop."""
    made = pgbouncer.Pooler(postgres.cluster())
    yield made
    made.close()


@pytest.fixture
def direct():
    return postgres.cluster().new_database()


@pytest.fixture
def nodes(start_server, pooler, direct, tmp_path):
    made = []
    for number in range(2):
        folder = tmp_path / f"node{number}"
        folder.mkdir()
        made.append(start_server(database=pooler.url(direct), folder=folder, settings=SETTINGS))
    return made


def test_a_storm(nodes, direct):
    storm = Storm(nodes, direct)
    storm.blow(clients=8, steps=2 * STEPS)
    storm.check()
    sessions = "SELECT count(*) FROM pg_stat_activity WHERE datname = ? AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
    assert postgres.cluster().query(sessions, postgres.name_of(direct))[0][0] <= pgbouncer.SESSIONS


def test_a_pooler_that_is_started_again(nodes, pooler, direct):
    def again():
        pooler.stop()
        pooler.start()

    storm = Storm(nodes, direct)
    storm.blow(steps=STEPS, disturb=[again, again])
    storm.check()


def test_nothing_is_left_in_a_session(nodes, pooler, direct):
    """What a transaction needs it sets for itself alone."""
    api = nodes[0].api()
    make_contract(api, make_asset(api, make_team(api)), object_schema(a="string"))
    default = postgres.Connection(direct).execute
    connection = postgres.Connection(pooler.url(direct))
    try:
        for name in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout", "default_transaction_isolation"):
            assert connection.execute(f"SHOW {name}")[0][0] == default(f"SHOW {name}")[0][0]
        assert connection.execute("SELECT count(*) FROM pg_prepared_statements WHERE name <> ''")[0][0] == 0
    finally:
        connection.close()
        default.__self__.close()


def test_what_is_wrong_is_told_through_it(start_server, pooler):
    with pytest.raises(ServerFailed, match="nowhere"):
        start_server(database=pooler.url("x/nowhere"), settings=SETTINGS)


def test_sessions_that_are_lent_without_the_setting(start_server, pooler, direct, tmp_path):
    """No server runs what another one prepared for something else: it is told to wait, and the log why."""
    (tmp_path / "other").mkdir()
    nodes = [start_server(database=pooler.url(direct)), start_server(database=pooler.url(direct), folder=tmp_path / "other")]
    statuses = set()
    for path in ("/teams", "/assets", "/contracts", "/users", "/repos", "/services") * 20:
        statuses |= {nodes[0].api().get(path).status_code, nodes[1].api().get(path).status_code}
        if any("TESSERA_DB_PREPARE must be false" in node.log_text() for node in nodes):
            break
    else:
        raise AssertionError("they never met")
    assert statuses <= {200, 503}


def test_limits_hold(start_server, pooler, direct):
    """A statement that waits for a lock ends in time, though no session keeps the limit."""
    api = start_server(database=pooler.url(direct), settings={**SETTINGS, "TESSERA_DB_LOCK_TIMEOUT": 1}).api()
    team = make_team(api)
    connection = postgres.Connection(direct)
    try:
        connection.execute("BEGIN")
        connection.execute("SELECT 1 FROM teams FOR UPDATE")
        reply = api.patch(f"/teams/{team['id']}", json={"description": "x"})
        assert expect(reply, 503)["error"]["code"] == "UNAVAILABLE" and reply.headers["retry-after"]
        connection.execute("ROLLBACK")
    finally:
        connection.close()
    assert expect(api.patch(f"/teams/{team['id']}", json={"description": "x"}), 200)["description"] == "x"
