"""Several servers on one PostgreSQL: what holds for one of them holds for all, also while they and their database die and come back."""

import collections
import concurrent.futures
import os
import signal
import time

import pytest

from support import postgres
from support.make import audit_events, database_read, expect, make_asset, make_team, object_schema, publish
from support.storm import DONE, Storm

WAIT_SECONDS = 60
LONG = bool(os.environ.get("TESSERA_TEST_LONG"))
STEPS = 80 if LONG else 15


@pytest.fixture
def database():
    return postgres.cluster().new_database()


def nodes_on(start_server, database, tmp_path, **options):
    made = []
    for number in range(2):
        folder = tmp_path / f"node{number}"
        folder.mkdir()
        made.append(start_server(database=database, folder=folder, **options))
    return made


@pytest.fixture
def nodes(start_server, database, tmp_path):
    return nodes_on(start_server, database, tmp_path)


@pytest.fixture
def apis(nodes):
    return [node.api() for node in nodes]


def test_the_same_key_at_both(apis, database):
    def post(number):
        return apis[number % 2].post("/teams", json={"name": "twins"}, headers={"Idempotency-Key": "twins"})

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(post, range(16)))
    assert {reply.status_code for reply in replies} == {201}, [reply.text for reply in replies]
    assert len({reply.json()["id"] for reply in replies}) == 1
    assert sum("idempotency-replayed" in reply.headers for reply in replies) == 15
    assert postgres.cluster().query("SELECT count(*) FROM teams", database=postgres.name_of(database))[0][0] == 1


def test_servers_count_in_different_parts(apis, database):
    """Else those that write at the same time would wait for one another."""
    parts = []
    for api in apis:
        before = {row[0]: row[1] for row in postgres.cluster().query("SELECT part, changes FROM name_changes", database=postgres.name_of(database))}
        owner = make_team(api)
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda _: make_asset(api, owner), range(24)))
        after = postgres.cluster().query("SELECT part, changes FROM name_changes", database=postgres.name_of(database))
        parts.append({part for part, changes in after if changes != before.get(part)})
    assert parts[0] and parts[1] and not parts[0] & parts[1], parts


def test_a_proposal_is_reminded_of_and_closed_once(start_server, database, tmp_path):
    """Both servers look every second; each proposal is reminded of once and closed once."""
    settings = {"TESSERA_PROPOSAL_SWEEP": 1, "WEBHOOK_URL": "http://192.0.2.1/hook"}
    nodes = nodes_on(start_server, database, tmp_path, settings=settings)
    apis = [node.api() for node in nodes]
    team = make_team(apis[0])
    end = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 20))
    proposals = []
    for number in range(20):
        asset = make_asset(apis[number % 2], team)
        expect(publish(apis[0], asset, object_schema(a="string")), 201)
        proposals.append(expect(publish(apis[1], asset, object_schema(a="integer"), deadline=end), 201)["proposal"]["id"])
    deadline = time.monotonic() + WAIT_SECONDS
    while expect(apis[0].get("/proposals", params={"status": "expired"}), 200)["total"] < 20:
        assert time.monotonic() < deadline
    for proposal in proposals:
        actions = [event["action"] for event in audit_events(nodes[0], proposal)]
        assert actions == ["proposal.created", "proposal.reminded", "proposal.expired"]
    rows = postgres.cluster().query("SELECT payload::json ->> 'event', count(*) FROM outbox GROUP BY 1", database=postgres.name_of(database))
    told = {event: int(count) for event, count in rows}
    assert (told["proposal.expiring"], told["proposal.expired"]) == (20, 20)


def test_names_are_taken_once(apis):
    def post(number):
        return apis[number % 2].post("/teams", json={"name": f"name {number // 8}"})

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(post, range(80)))
    made = {reply.json()["name"]: reply.json()["id"] for reply in replies if reply.status_code == 201}
    assert len(made) == 10 and collections.Counter(reply.status_code for reply in replies) == {201: 10, 409: 70}
    for reply in replies:
        if reply.status_code == 409:
            assert reply.json()["error"]["details"]["existing_id"] in made.values()


def test_changes_are_not_lost(apis):
    """Every change read what the one before wrote: none overwrites another's field, and one of several with the same tag wins."""
    api = apis[0]
    team = make_team(api)
    tag = api.get(f"/teams/{team['id']}").headers["etag"]

    def patch(number):
        client = apis[number % 2]
        field = {"description": f"d{number}"} if number % 4 < 2 else {"metadata": {"n": number}}
        return client.patch(f"/teams/{team['id']}", json=field, headers={"If-Match": tag})

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        statuses = [reply.status_code for reply in pool.map(patch, range(16))]
    assert statuses.count(200) == 1 and statuses.count(412) == 15


def test_publishing_at_both(apis, nodes, database):
    api = apis[0]
    team = make_team(api)
    assets = [make_asset(api, team) for _ in range(3)]

    def act(number):
        client = apis[number % 2]
        asset = assets[number % 3]
        schema = object_schema(**{f"field{step}": "string" for step in range(number % 7 + 1)})
        return asset["id"], publish(client, asset, schema)

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        done = list(pool.map(act, range(45)))
    assert {reply.status_code for _, reply in done} <= {200, 201, 409}, {reply.text for _, reply in done if reply.status_code not in (200, 201, 409)}
    assert {reply.json()["action"] for _, reply in done if reply.status_code == 200} <= {"proposal.pending"}
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
        counted = connection.execute("SELECT version, CAST(sum(active + deprecated + retired) AS bigint) AS n FROM contract_versions GROUP BY version")
        found = connection.execute("SELECT version, count(*) AS n FROM contracts GROUP BY version")
        assert {tuple(row) for row in counted} == {tuple(row) for row in found}
    finally:
        connection.close()
    assert audit_events(nodes[0], assets[0]["id"], "asset.created")


# --- storms -----------------------------------------------------------------------------------------------------------


def test_a_storm(nodes):
    """All kinds of writes at both at once, some of them with the same key."""
    storm = Storm(nodes)
    storm.blow(steps=2 * STEPS)
    storm.check()
    assert set(storm.told()) == {DONE}


def test_a_node_that_is_killed(nodes):
    """Its clients go on at the other one. It comes back, and both go on."""
    storm = Storm(nodes)
    storm.blow(steps=STEPS, disturb=[nodes[0].kill, nodes[0].start, nodes[1].kill, nodes[1].start])
    storm.check()


def test_a_database_that_is_started_again(start_server, tmp_path):
    """At once, as `pg_ctl restart -m immediate` does it: what it acknowledged it has."""
    cluster = postgres.Cluster(durable=True)
    try:
        url = cluster.new_database()
        nodes = nodes_on(start_server, url, tmp_path)
        storm = Storm(nodes)

        def again():
            cluster.stop(signal.SIGQUIT)
            cluster.start()

        storm.blow(steps=STEPS, disturb=[again] * (4 if LONG else 2))
        storm.check()
        for node in nodes:
            node.stop_and_check()
    finally:
        cluster.close()


def test_sessions_that_are_ended(nodes, database):
    """By PostgreSQL, a part of them at a time, wherever they are."""
    ended = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'tesserad' AND datname = ? AND pid % 2 = ?"
    storm = Storm(nodes)
    storm.blow(steps=STEPS, disturb=[lambda part=part: postgres.cluster().query(ended, postgres.name_of(database), part % 2) for part in range(6)])
    storm.check()


# --- jobs -------------------------------------------------------------------------------------------------------------
# The database's clock is a function of its own; to let time pass it is replaced.

SWEEP = {"TESSERA_IDEMPOTENCY_SWEEP": 1, "TESSERA_DB_STATEMENT_TIMEOUT": 2}
CLOCK = "CREATE OR REPLACE FUNCTION tessera_now(later bigint) RETURNS timestamptz LANGUAGE sql STABLE AS $$ SELECT clock_timestamp() + interval '{}' + later * interval '1 microsecond' $$"
OLD_KEYS = ("INSERT INTO idempotency_keys (caller, key, fingerprint, status, created_at) "
            "SELECT 'old', 'k' || n, '', 201, now() - interval '3 days' FROM generate_series(1, {}) n")  # fmt: skip


class Jobs:
    """The rows of jobs and of what is swept."""

    def __init__(self, database):
        self.connection = database_read(database)

    def row(self):
        return self.connection.execute("SELECT *, lease_until > tessera_now(0) AS held FROM jobs WHERE name = 'idempotency_keys'").fetchone()

    def left(self):
        return self.connection.execute("SELECT count(*) FROM idempotency_keys WHERE caller = 'old'").fetchone()[0]

    def await_row(self, wanted):
        deadline = time.monotonic() + WAIT_SECONDS
        while (row := self.row()) is None or not wanted(row):
            assert time.monotonic() < deadline, row and dict(zip(row.keys(), row))
        return row

    def passes(self, time_passed):
        self.connection.execute(CLOCK.format(time_passed))


def folder_of(tmp_path, name):
    made = tmp_path / name
    made.mkdir()
    return made


def test_one_node_does_a_job(start_server, database, tmp_path):
    """At every period one run, whichever of them has it."""
    nodes = nodes_on(start_server, database, tmp_path, settings=SWEEP)
    jobs = Jobs(database)
    jobs.connection.execute(OLD_KEYS.format(2500))
    jobs.await_row(lambda row: row["run"] >= 3 and row["lease_until"] is None and jobs.left() == 0)
    jobs.connection.close()
    for node in nodes:
        node.stop_and_check()
        assert "taken over" not in node.log_text() and "job idempotency_keys failed" not in node.log_text()


@pytest.fixture
def sweeping(start_server, database, tmp_path):
    """A node that is at a sweep for seconds, every row of which takes its time, and the rows."""
    node = start_server(database=database, folder=folder_of(tmp_path, "first"), settings=SWEEP)
    jobs = Jobs(database)
    jobs.connection.execute("CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.002); RETURN OLD; END $$")
    jobs.connection.execute("CREATE TRIGGER dawdle BEFORE DELETE ON idempotency_keys FOR EACH ROW EXECUTE FUNCTION dawdle()")
    jobs.connection.execute(OLD_KEYS.format(2000))
    jobs.await_row(lambda row: row["held"] and 0 < jobs.left() < 2000)
    yield node, jobs
    jobs.connection.close()


def take_over(start_server, database, tmp_path, jobs):
    """Another node ends the run of one that is silent, once its lease has run out. The row is then the other's."""
    before = jobs.row()
    jobs.passes("2 minutes")
    assert not jobs.row()["held"]
    jobs.connection.execute("DROP TRIGGER dawdle ON idempotency_keys")
    other = start_server(database=database, folder=folder_of(tmp_path, "second"), settings=SWEEP)
    row = jobs.await_row(lambda row: row["run"] > before["run"] and row["lease_until"] is None)
    assert row["holder"] != before["holder"] and row["last_outcome"] == "succeeded" and jobs.left() == 0
    return other


def test_a_holder_that_is_killed_is_taken_over(start_server, database, tmp_path, sweeping):
    node, jobs = sweeping
    node.kill()
    other = take_over(start_server, database, tmp_path, jobs)
    make_team(other.api())


def test_a_holder_that_is_stopped_is_taken_over(start_server, database, tmp_path, sweeping):
    """When it wakes it has lost the job: what it was about to write is refused, and it says so."""
    node, jobs = sweeping
    node.process.send_signal(signal.SIGSTOP)
    try:
        other = take_over(start_server, database, tmp_path, jobs)
        other.stop_and_check()
        rows = jobs.row()
        jobs.connection.execute("UPDATE jobs SET next_at = next_at + interval '1 day'")
    finally:
        node.process.send_signal(signal.SIGCONT)
    node.await_log("job idempotency_keys was taken over")
    after = jobs.row()
    assert {name: after[name] for name in after.keys() if name != "next_at"} == {name: rows[name] for name in rows.keys() if name != "next_at"}
