"""The chain that seals the audit trail: what it is made of, how it is verified, and that whatever is done to the trail shows."""

import concurrent.futures
import contextlib
import hashlib
import json
import re
import sqlite3
import time
import uuid

import pytest

from support import postgres
from support.make import expect, expect_problem, make_team
from support.server import program_run

SOON = {"TESSERA_AUDIT_SEAL_SECONDS": 1}
WAIT_SECONDS = 60
ZERO = "0" * 64


def digest_of(event):
    """As docs/audit.md tells it."""
    return hashlib.sha256(json.dumps(event, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def hash_behind(previous, digest):
    return hashlib.sha256(bytes.fromhex(previous) + bytes.fromhex(digest)).hexdigest()


def await_sealed(api):
    deadline = time.monotonic() + WAIT_SECONDS
    while (head := expect(api.get("/audit/chain/head"), 200))["unsealed"]:
        assert time.monotonic() < deadline
    return head


def sealed_server(start_server, teams=5):
    """A server with some sealed events, and the head of its chain."""
    server = start_server(settings=SOON)
    for _ in range(teams):
        make_team(server.api(), description="é \U0001f600 \"quoted\"")
    return server, await_sealed(server.api())


def verify(database, *anchors):
    flags = [word for anchor in anchors for word in ("--audit-anchor", anchor)]
    return program_run("--database", str(database), "--verify-audit", *flags)


def test_links_can_be_computed_anew(start_server):
    server, head = sealed_server(start_server, teams=12)
    api, links, first = server.api(), [], 1
    previous = ZERO
    while first is not None:
        part = expect(api.get("/audit/chain", params={"first": first, "limit": 5}), 200)
        assert part["previous"] == previous
        for link in part["links"]:
            assert link["event_id"] == link["event"]["id"] and link["digest"] == digest_of(link["event"])
            previous = hash_behind(previous, link["digest"])
            assert link["hash"] == previous
        links += part["links"]
        first = part["next"]
    assert [link["sequence"] for link in links] == list(range(1, 13))
    assert (head["sequence"], head["hash"]) == (12, previous)
    assert len({link["event_id"] for link in links}) == 12
    beyond = expect(api.get("/audit/chain", params={"first": 13}), 200)
    assert beyond == {"previous": previous, "links": [], "next": None}
    for query in ({"first": 0}, {"first": "x"}, {"limit": 0}):
        expect_problem(api.get("/audit/chain", params=query), ["query", next(iter(query))])


def test_an_empty_chain(start_server):
    server = start_server(settings={"TESSERA_AUDIT_SEAL_SECONDS": 3600})
    assert expect(server.api().get("/audit/chain/head"), 200) == {"sequence": 0, "hash": ZERO, "sealed_at": None, "unsealed": 0}
    done = verify(server.database)
    assert done.returncode == 0 and "0 events in 0 parts" in done.stdout, done.stderr


def test_verified_beside_a_server(start_server):
    server, head = sealed_server(start_server)
    done = verify(server.database, f"{head['sequence']}:{head['hash']}")
    assert done.returncode == 0, done.stderr
    assert "5 events in" in done.stdout and "1 anchors held" in done.stdout
    assert done.stdout.splitlines()[-1] == f"{head['sequence']}:{head['hash']}"


def test_many_writers(start_server):
    """Whatever the order in which they commit, each event is sealed once."""
    server = start_server(settings=SOON)

    def write(number):
        with server.api() as api:
            for _ in range(20):
                make_team(api)

    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        list(pool.map(write, range(16)))
    head = await_sealed(server.api())
    assert head["sequence"] == 320
    assert expect(server.api().get("/audit/events", params={"action": "team.created"}), 200)["total"] == 320
    done = verify(server.database)
    assert done.returncode == 0, done.stderr


def test_a_killed_server_goes_on(start_server):
    server, head = sealed_server(start_server)
    server.kill()
    server.start()
    for _ in range(3):
        make_team(server.api())
    assert await_sealed(server.api())["sequence"] == head["sequence"] + 3
    assert verify(server.database, f"{head['sequence']}:{head['hash']}").returncode == 0


# --- tampering --------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def behind_its_back(server):
    """A connection of somebody who may do everything, with what refuses changes taken away; the server is stopped."""
    server.stop_and_check()
    if postgres.chosen():
        connection = postgres.Connection(str(server.database))
        for table in ("audit_events", "audit_seals"):
            connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    else:
        connection = sqlite3.connect(server.database)
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'audit_%'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
    yield connection
    if not postgres.chosen():
        connection.commit()
    connection.close()


def key_of(event_id):
    return event_id if postgres.chosen() else uuid.UUID(event_id).bytes


def chain_of(server):
    return expect(server.api().get("/audit/chain", params={"limit": 100}), 200)["links"]


def change(statement):
    def tamper(connection, links):
        connection.execute(f"UPDATE audit_events SET {statement} WHERE id = ?", (key_of(links[2]["event_id"]),))
        return "event 3 ", links[2]["event_id"], "was changed"

    return tamper


def remove(connection, links):
    connection.execute("DELETE FROM audit_events WHERE id = ?", (key_of(links[3]["event_id"]),))
    return "event 4 ", links[3]["event_id"], "was removed"


def insert(connection, links):
    made = str(uuid.uuid4())
    connection.execute("INSERT INTO audit_events (id, entity_type, entity_id, action, actor_type, occurred_at, payload) "
                       "SELECT ?, entity_type, entity_id, action, actor_type, occurred_at, payload FROM audit_events WHERE id = ?",
                       (key_of(made), key_of(links[1]["event_id"])))  # fmt: skip
    return f"event {made} was inserted", "no part of the chain"


def insert_behind_a_mark(connection, links):
    """An event that is sealed seems to wait as well, so that the numbers agree."""
    told = insert(connection, links)
    connection.execute("INSERT INTO audit_unsealed (event_id) VALUES (?)", (key_of(links[0]["event_id"]),))
    return told


def name_twice(connection, links):
    """Parsers that take the last value read what was sealed."""
    payload = json.dumps(links[2]["event"]["payload"], separators=(",", ":"), ensure_ascii=False)
    return change("payload = '" + '{"name":"another",' + payload[1:].replace("'", "''") + "'")(connection, links)


def exchange(connection, links):
    """Two events change places: each keeps its id and gets the other's rest."""
    columns = "entity_id, payload"
    rows = [connection.execute(f"SELECT {columns} FROM audit_events WHERE id = ?", (key_of(links[i]["event_id"]),)).fetchone() for i in (1, 2)]
    for row, i in zip(rows, (2, 1)):
        connection.execute("UPDATE audit_events SET entity_id = ?, payload = ? WHERE id = ?", (*row, key_of(links[i]["event_id"])))
    return "event 2 ", "was changed"


def seals(connection):
    rows = connection.execute("SELECT number, links FROM audit_seals ORDER BY number").fetchall()
    as_bytes = (lambda value: bytes.fromhex(value[2:]) if isinstance(value, str) else bytes(value))
    return [(row[0], as_bytes(row[1])) for row in rows]


def reorder(connection, links):
    """Two links of the chain change places."""
    for number, packed in seals(connection):
        if len(packed) >= 96:
            moved = packed[48:96] + packed[:48] + packed[96:]
            value = "\\x" + moved.hex() if postgres.chosen() else moved
            connection.execute("UPDATE audit_seals SET links = ? WHERE number = ?", (value, number))
            return f"part {number} of the chain was changed", ""
    pytest.fail("no part holds two events")


def unlink(connection, links):
    number, packed = seals(connection)[0]
    connection.execute("DELETE FROM audit_seals WHERE number = ?", (number,))
    return f"part {number} of the chain is missing", ""


def hide(connection, links):
    """What stands behind a NUL is not shown, but filters compare it."""
    return change("action = action || char(0) || 'x'")(connection, links)


TAMPERINGS = {
    "another action": change("action = 'team.deleted'"),
    "another actor": change("actor_type = 'agent'"),
    "another payload": change("payload = '{}'"),
    "no payload": change("payload = '{'"),
    "another thing": change("entity_type = 'user'"),
    "removed": remove,
    "a name twice": name_twice,
    "inserted": insert,
    "inserted behind a mark": insert_behind_a_mark,
    "exchanged": exchange,
    "reordered": reorder,
    "unlinked": unlink,
    **({} if postgres.chosen() else {"hidden": hide}),
}


@pytest.mark.parametrize("how", TAMPERINGS)
def test_tampering_shows(start_server, how):
    server = start_server(settings=SOON)
    for _ in range(2):  # two parts at least
        with concurrent.futures.ThreadPoolExecutor(8) as pool:  # with several in one
            list(pool.map(lambda _: make_team(server.api()), range(24)))
        await_sealed(server.api())
    links = chain_of(server)
    assert verify(server.database).returncode == 0
    with behind_its_back(server) as connection:
        told = TAMPERINGS[how](connection, links)
    done = verify(server.database)
    assert done.returncode == 1, done.stdout
    assert all(words in done.stderr for words in told), done.stderr


def test_a_time_that_was_changed(start_server):
    server, _ = sealed_server(start_server)
    links = chain_of(server)
    later = "occurred_at + interval '1 microsecond'" if postgres.chosen() else "occurred_at + 1"
    with behind_its_back(server) as connection:
        change(f"occurred_at = {later}")(connection, links)
    assert "event 3 " in verify(server.database).stderr


def test_removed_before_it_was_sealed(start_server):
    server = start_server(settings={"TESSERA_AUDIT_SEAL_SECONDS": 3600})
    team = make_team(server.api())
    event = expect(server.api().get("/audit/events", params={"entity_id": team["id"]}), 200)["results"][0]
    with behind_its_back(server) as connection:
        connection.execute("DELETE FROM audit_events WHERE id = ?", (key_of(event["id"]),))
    done = verify(server.database)
    assert done.returncode == 1 and f"event {event['id']} was removed before it was sealed" in done.stderr


def forge(connection, links, upto):
    """Makes the chain anew over the first events, as somebody would who knows how it is made."""
    packed, previous = b"", ZERO
    for link in links[:upto]:
        packed += uuid.UUID(link["event_id"]).bytes + bytes.fromhex(digest_of(link["event"]))
        previous = hash_behind(previous, digest_of(link["event"]))
    connection.execute("DELETE FROM audit_seals")
    binary = (lambda data: "\\x" + data.hex()) if postgres.chosen() else (lambda data: data)
    now = "now()" if postgres.chosen() else "1"
    connection.execute(f"INSERT INTO audit_seals (number, last_sequence, hash, sealed_at, links) VALUES (1, ?, ?, {now}, ?)",
                       (upto, binary(bytes.fromhex(previous)), binary(packed)))  # fmt: skip


def test_a_tail_that_was_cut_off_shows_by_an_anchor(start_server):
    server, head = sealed_server(start_server)
    links, anchor = chain_of(server), f"{head['sequence']}:{head['hash']}"
    with behind_its_back(server) as connection:
        for link in links[3:]:
            connection.execute("DELETE FROM audit_events WHERE id = ?", (key_of(link["event_id"]),))
        forge(connection, links, 3)
    assert verify(server.database).returncode == 0, "without an anchor nobody can know"
    done = verify(server.database, anchor)
    assert done.returncode == 1 and "the chain ends at event 3, before the anchor of event 5" in done.stderr


def test_a_chain_that_was_made_anew_shows_by_an_anchor(start_server):
    server, head = sealed_server(start_server)
    links = chain_of(server)
    links[1]["event"]["action"] = "team.deleted"
    with behind_its_back(server) as connection:
        connection.execute("UPDATE audit_events SET action = 'team.deleted' WHERE id = ?", (key_of(links[1]["event_id"]),))
        forge(connection, links, len(links))
    assert verify(server.database).returncode == 0
    early, late = f"1:{links[0]['hash']}", f"{head['sequence']}:{head['hash']}"
    assert verify(server.database, early).returncode == 0
    done = verify(server.database, late, early)
    assert done.returncode == 1 and "the hash behind event 5 is not the anchor's" in done.stderr


@pytest.mark.parametrize("anchor", ["", "5", "0:" + ZERO, "-1:" + ZERO, "5:" + "0" * 63, "5:" + "g" * 64, "x:" + ZERO, "5:" + ZERO + "0"])
def test_what_is_no_anchor(start_server, anchor):
    server = start_server()
    done = verify(server.database, anchor or ":")
    assert done.returncode == 2 and "is no anchor" in done.stderr


def test_what_is_no_database(tmp_path):
    done = verify(tmp_path / "none.db")
    assert done.returncode == 1 and re.search(r"none\.db", done.stderr)


def test_a_copy_is_the_same_chain(start_server, tmp_path):
    """From either database into the other one."""
    server, head = sealed_server(start_server)
    server.stop_and_check()
    target = str(tmp_path / "copy.db") if postgres.chosen() else postgres.cluster().new_database()
    copied = program_run("--copy-database", str(server.database), target)
    assert copied.returncode == 0, copied.stderr
    done = verify(target, f"{head['sequence']}:{head['hash']}")
    assert done.returncode == 0, done.stderr
