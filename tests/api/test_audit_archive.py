"""Taking the beginning of the audit trail out of the database, and exporting it by route."""

import datetime
import hashlib
import json
import os
import re
import signal
import sqlite3
import subprocess
import time
import uuid

import pytest

from support import postgres
from support.events import Stream
from support.make import expect, expect_problem, make_team
from support.server import REPLY_SECONDS, clean_environment, program_find, program_run

SOON = {"TESSERA_AUDIT_SEAL_SECONDS": 1}
WAIT_SECONDS = 60
ZERO = "0" * 64
DAY = 86_400_000_000
NOW = time.time_ns() // 1000


def connection_of(server):
    return postgres.Connection(str(server.database)) if postgres.chosen() else sqlite3.connect(server.database, timeout=30)


def keep(connection):
    if not postgres.chosen():
        connection.commit()
    connection.close()


def key_of(event_id):
    return event_id if postgres.chosen() else uuid.UUID(event_id).bytes


def time_of(micros):
    moment = datetime.datetime.fromtimestamp(micros / 1_000_000, datetime.timezone.utc)
    return moment.isoformat() if postgres.chosen() else micros


def add_old(server, count, days):
    """Events of so many days ago, which wait to be sealed."""
    connection = connection_of(server)
    for number in range(count):
        made, thing = str(uuid.uuid4()), str(uuid.uuid4())
        payload = json.dumps({"name": f'é "{number}"', "n": 1.50})
        connection.execute("INSERT INTO audit_events (id, entity_type, entity_id, action, actor_type, occurred_at, payload) VALUES (?, ?, ?, ?, ?, ?, ?)",
                           (key_of(made), "team", key_of(thing), "team.created", "human", time_of(NOW - days * DAY + number), payload))  # fmt: skip
        connection.execute("INSERT INTO audit_unsealed (event_id) VALUES (?)", (key_of(made),))
    keep(connection)


def await_sealed(api):
    deadline = time.monotonic() + WAIT_SECONDS
    while (head := expect(api.get("/audit/chain/head"), 200))["unsealed"]:
        assert time.monotonic() < deadline
    return head


def day(days_ago):
    return datetime.datetime.fromtimestamp((NOW - days_ago * DAY) / 1_000_000, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def archive(server, file, days_ago=10):
    return program_run("--database", str(server.database), "--archive-audit", str(file), "--before", day(days_ago))


def verify(server, archives=(), anchors=()):
    flags = [word for file in archives for word in ("--audit-archive", str(file))] + [word for anchor in anchors for word in ("--audit-anchor", anchor)]
    return program_run("--database", str(server.database), "--verify-audit", *flags)


@pytest.fixture()
def aged(start_server):
    """A stopped server with 10 old events in parts of the chain before its 3 new ones, and the heads of its chain after each."""
    server, heads = start_server(settings=SOON), []
    for days in (100, 50):
        add_old(server, 5, days)
        heads.append(await_sealed(server.api()))
    for _ in range(3):
        make_team(server.api())
    heads.append(await_sealed(server.api()))
    server.stop_and_check()
    return server, [f"{head['sequence']}:{head['hash']}" for head in heads]


def lines_of(file):
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def check_lines(lines, sequence, previous):
    """Each line's links follow from the one before. Gives the last hash."""
    for line in lines:
        sequence += 1
        digest = hashlib.sha256(json.dumps(line["event"], sort_keys=True, separators=(",", ":")).encode()).hexdigest()
        previous = hashlib.sha256(bytes.fromhex(previous + digest)).hexdigest()
        assert (line["sequence"], line["digest"], line["hash"]) == (sequence, digest, previous)
    return previous


# --- archives ---------------------------------------------------------------------------------------------------------


def test_what_is_archived_is_gone_and_proved(aged, tmp_path):
    server, heads = aged
    first, second = tmp_path / "first.ndjson", tmp_path / "second.ndjson"
    done = archive(server, first, 70)
    assert done.returncode == 0 and "5 events archived" in done.stdout, done.stderr
    assert done.stdout.splitlines()[-1] == heads[0] and oct(first.stat().st_mode)[-3:] == "600"
    lines = lines_of(first)
    assert lines[0] == {"archive": {"first": 1, "part": 1, "previous": ZERO}}
    assert check_lines([line for line in lines if "event" in line], 0, ZERO) == heads[0].split(":")[1]
    assert list(lines[-1]) == ["anchor"] and lines[-1]["anchor"]["sequence"] == 5
    done = verify(server, anchors=heads)
    assert done.returncode == 0 and "8 events in" in done.stdout and "events 1 to 5 are archived, and were not verified" in done.stdout, done.stderr
    done = archive(server, second)
    assert done.returncode == 0 and "5 events archived" in done.stdout, done.stderr
    assert [path.name for path in tmp_path.glob("*.ndjson*")] and not list(tmp_path.glob("*.partial"))
    done = verify(server, [second, first], heads)
    assert done.returncode == 0 and "2 archives are whole, with events 1 to 10" in done.stdout and "3 anchors held" in done.stdout, done.stderr
    # The server goes on behind it.
    server.start()
    api = server.api()
    shown = expect(api.get("/audit/chain", params={"first": 1, "limit": 100}), 200)
    assert [link["sequence"] for link in shown["links"]] == [11, 12, 13] and f"10:{shown['previous']}" == heads[1]
    for after in (0, 10):
        told = api.get("/events", params={"after": after, "wait": 0}).text
        assert re.findall(r"^id: (\d+)\nevent", told, re.MULTILINE) == ["11", "12", "13"], told
    assert expect(api.get("/audit/events"), 200)["total"] == 3
    assert expect(api.get("/audit/events", params={"action": "team.created"}), 200)["total"] == 3
    make_team(api)
    assert await_sealed(api)["sequence"] == 14
    done = verify(server, [first, second], heads)
    assert done.returncode == 0, done.stderr
    if not postgres.chosen():
        copied = tmp_path / "copy.db"
        server.stop_and_check()
        assert program_run("--copy-database", str(server.database), str(copied)).returncode == 0
        done = program_run("--database", str(copied), "--verify-audit", "--audit-archive", str(first), "--audit-archive", str(second))
        assert done.returncode == 0, done.stderr


def test_nothing_young_and_no_last_part(aged, tmp_path):
    server, _ = aged
    done = archive(server, tmp_path / "a", 1)
    assert done.returncode == 1 and "at least two days ago" in done.stderr
    done = archive(server, tmp_path / "a", 200)
    assert done.returncode == 0 and "nothing to archive" in done.stdout
    assert archive(server, tmp_path / "a", 10).returncode == 0
    done = archive(server, tmp_path / "b", 10)
    assert done.returncode == 0 and "nothing to archive" in done.stdout and not (tmp_path / "b").exists()


def test_arguments(tmp_path):
    for arguments, told in (
        (["--archive-audit", "x"], "--archive-audit needs --before TIME"), (["--archive-audit", "x", "--before", "soon"], "--before must be a day or a time"),
        (["--archive-audit", "x", "--before"], "--before needs a value"), (["--archive-audit"], "--archive-audit needs a value"),
    ):  # fmt: skip
        done = program_run(*arguments, folder=tmp_path)
        assert done.returncode == 2 and told in done.stderr, done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_or_cannot_be(aged, tmp_path):
    server, heads = aged
    there = tmp_path / "there"
    there.write_text("mine", "utf-8")
    for file, told in ((there, "File exists"), (tmp_path / "none" / "x", "No such file")):
        done = archive(server, file)
        assert done.returncode == 1 and told in done.stderr
    assert there.read_text("utf-8") == "mine" and verify(server, anchors=heads).stdout.startswith("the audit trail is as it was sealed: 13 events")


def test_a_trail_that_was_changed_is_not_archived(aged, tmp_path):
    server, _ = aged
    connection = connection_of(server)
    if postgres.chosen():
        connection.execute("ALTER TABLE audit_events DISABLE TRIGGER USER")
    else:
        connection.execute("DROP TRIGGER audit_events_no_update")
    connection.execute("UPDATE audit_events SET action = 'team.deleted' WHERE id = (SELECT id FROM audit_events ORDER BY occurred_at LIMIT 1)")
    keep(connection)
    done = archive(server, tmp_path / "a")
    assert done.returncode == 1 and "was changed; nothing was archived" in done.stderr and list(tmp_path.glob("a*")) == []


@pytest.mark.parametrize(
    "change, told",
    [
        (lambda lines: lines[:2] + lines[3:], "line 3: event 2 should stand here"),
        (lambda lines: [line.replace("team.created", "team.deleted", 1) if '"sequence":3' in line else line for line in lines], "event 3 was changed"),
        (lambda lines: [line.replace('"event":{', '"event":{"action":"team.deleted",') for line in lines], "line 2: a name stands here twice"),
        (lambda lines: lines[:-1], "was cut off behind event"),
        (lambda lines: lines + ["{}"], "something stands behind the end"),
        (lambda lines: ["no JSON"] + lines, "line 1: this is no line of an archive"),
        (lambda lines: [line for line in lines if '"part":{' not in line], "does not end as it says"),
        (lambda lines: [], "was cut off"),
    ],
)
def test_archives_that_are_not_whole(aged, tmp_path, change, told):
    server, _ = aged
    file = tmp_path / "a"
    assert archive(server, file).returncode == 0
    lines = file.read_text("utf-8").splitlines()
    file.write_text("".join(line + "\n" for line in change(lines)), "utf-8")
    done = verify(server, [file])
    assert done.returncode == 1 and told in done.stderr and str(file) in done.stderr, done.stderr


def test_archives_that_do_not_meet(aged, tmp_path):
    server, heads = aged
    first, second = tmp_path / "first", tmp_path / "second"
    assert archive(server, first, 70).returncode == 0 and archive(server, second).returncode == 0
    done = verify(server, [first])
    assert done.returncode == 1 and "the archives end behind event 5, and the database does not go on there: it begins behind event 10" in done.stderr
    done = verify(server, [second], [heads[1]])
    assert done.returncode == 0, "what comes later is proved from its own beginning on"
    done = verify(server, [first, first])
    assert done.returncode == 1 and "does not go on where the one before it ends" in done.stderr
    wrong = f"3:{ZERO}"
    done = verify(server, [first, second], [wrong])
    assert done.returncode == 1 and "the hash behind event 3 is not the anchor's" in done.stderr
    done = verify(server, anchors=[f"10:{ZERO}"])
    assert done.returncode == 1 and "the hash behind event 10 is not the anchor's" in done.stderr


def test_the_database_refuses_everything_else(aged, tmp_path):
    server, heads = aged
    assert archive(server, tmp_path / "a", 70).returncode == 0
    connection = connection_of(server)
    for statement in (
        "DELETE FROM audit_events", "DELETE FROM audit_seals", "UPDATE audit_archives SET last_seal = 1000000", "DELETE FROM audit_archives",
        "UPDATE audit_events SET action = 'x'", "UPDATE audit_seals SET sealed_at = sealed_at",
    ):  # fmt: skip
        with pytest.raises(Exception, match="cannot be changed|can be deleted|written once"):
            connection.execute(statement)
    connection.close()
    assert verify(server, [tmp_path / "a"], heads).returncode == 0


def test_killed_anywhere_it_is_archived_or_not(aged, tmp_path):
    """Killed after more and more writes to the disk; the last runs come to their end."""
    server, heads = aged
    outcomes = set()
    for number in range(12):
        file = tmp_path / f"a{number}"
        command = [program_find("tesserad"), "--database", str(server.database), "--archive-audit", str(file), "--before", day(10)]
        process = subprocess.Popen(command, env=clean_environment({}), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 0.01 * 2**number / 8
        while process.poll() is None and time.monotonic() < end:
            os.sched_yield()
        process.send_signal(signal.SIGKILL)
        process.wait(REPLY_SECONDS)
        done = verify(server, anchors=heads)
        assert done.returncode == 0, done.stderr
        archived = "are archived" in done.stdout
        outcomes.add(archived)
        if archived:
            done = verify(server, [file], heads)
            assert done.returncode == 0 and "1 archives are whole, with events 1 to 10" in done.stdout, done.stderr
            break
        assert "13 events in" in done.stdout
    if outcomes == {False}:
        assert archive(server, tmp_path / "last").returncode == 0


@pytest.mark.skipif(not postgres.chosen(), reason="SQLite has one process on a file")
def test_beside_servers_that_go_on(aged, tmp_path):
    server, heads = aged
    server.start()
    done = archive(server, tmp_path / "a")
    assert done.returncode == 0, done.stderr
    make_team(server.api())
    assert await_sealed(server.api())["sequence"] == 14
    assert verify(server, [tmp_path / "a"], heads).returncode == 0


@postgres.sqlite_only
def test_not_beside_a_server(aged, tmp_path):
    server, _ = aged
    server.start()
    done = archive(server, tmp_path / "a")
    assert done.returncode == 1 and "in use" in done.stderr and list(tmp_path.glob("a*")) == []


# --- the route --------------------------------------------------------------------------------------------------------


def export(api, **query):
    reply = api.get("/audit/export", params=query)
    assert reply.status_code == 200 and reply.headers["content-type"] == "application/x-ndjson", reply.text
    return [json.loads(line) for line in reply.text.splitlines()], int(reply.headers["X-Audit-Last"]), int(reply.headers["X-Audit-Head"])


def test_export_goes_on_where_it_ended(start_server):
    server = start_server(settings=SOON)
    api, got, after, previous = server.api(), [], 0, ZERO
    for _ in range(7):
        make_team(api, description="é \"quoted\"")
    head = await_sealed(api)
    while True:
        lines, last, end = export(api, after=after, limit=3)
        previous = check_lines(lines, after, previous)
        assert end == 7 and last == after + len(lines) and len(lines) <= 3
        got += lines
        after = last
        if last == end:
            break
    assert previous == head["hash"] and len(got) == 7
    assert [line["event"] for line in got] == expect(api.get("/audit/events"), 200)["results"][::-1]
    assert export(api, after=7) == ([], 7, 7) and export(api, after=1000) == ([], 1000, 7)
    make_team(api)
    await_sealed(api)
    (line,), last, end = export(api, after=7)
    assert line["sequence"] == last == end == 8


def test_export_filters_as_the_list_does(start_server):
    server = start_server(settings=SOON)
    api = server.api()
    teams = [make_team(api) for _ in range(3)]
    expect(api.patch(f"/teams/{teams[1]['id']}", json={"description": "x"}), 200)
    await_sealed(api)
    for query in (
        {"entity_id": teams[1]["id"]}, {"action": "team.updated"}, {"entity_type": "team"}, {"entity_type": "asset"}, {"actor_type": "human"},
        {"actor_type": "agent"}, {"actor_id": teams[0]["id"]}, {"from": "2100-01-01"}, {"to": "2100-01-01"}, {"action": ""},
    ):  # fmt: skip
        listed = expect(api.get("/audit/events", params=query), 200)["results"]
        lines, last, end = export(api, **query)
        assert sorted(line["event"]["id"] for line in lines) == sorted(event["id"] for event in listed), query
        assert last == end == 4
    for query in ({"after": -1}, {"after": "x"}, {"limit": 0}, {"limit": 50001}, {"entity_id": "x"}, {"from": "x"}):
        expect_problem(api.get("/audit/export", params=query), ["query", next(iter(query))])


def test_export_is_bounded_in_bytes(start_server):
    server = start_server(settings=SOON)
    api = server.api()
    connection = connection_of(server)
    for number in range(12):
        made = str(uuid.uuid4())
        connection.execute("INSERT INTO audit_events (id, entity_type, entity_id, action, actor_type, occurred_at, payload) VALUES (?, ?, ?, ?, ?, ?, ?)",
                           (key_of(made), "team", key_of(made), "team.created", "human", time_of(NOW + number), json.dumps({"x": "y" * 1_000_000})))  # fmt: skip
        connection.execute("INSERT INTO audit_unsealed (event_id) VALUES (?)", (key_of(made),))
    keep(connection)
    await_sealed(api)
    lines, last, end = export(api)
    assert 8 <= len(lines) <= 10 and last == len(lines) and end == 12
    rest, last, end = export(api, after=last)
    assert len(lines) + len(rest) == 12 and last == end


def test_export_and_streams_behind_an_archive(aged, tmp_path):
    server, heads = aged
    assert archive(server, tmp_path / "a").returncode == 0
    server.start()
    lines, last, end = export(server.api())
    assert [line["sequence"] for line in lines] == [11, 12, 13] and last == end == 13
    assert check_lines(lines, 10, heads[1].split(":")[1]) == heads[2].split(":")[1]
    for where in ({"query": "after=0&wait=0"}, {"query": "wait=0", "after": 10}):
        with Stream(server.url, **where) as stream:
            assert [(told.number, told.event["id"]) for told in stream.ends()] == [(line["sequence"], line["event"]["id"]) for line in lines]
    for where in ({"after": 0}, {"after": 9}, {"query": "after=1"}):
        with Stream(server.url, **where) as stream:
            error = stream.body()["error"]
            assert (stream.status, error["code"], error["details"]) == (410, "EVENTS_ARCHIVED", {"archived": 10}), where


# --- what has been kept long enough -----------------------------------------------------------------------------------


def test_old_runs_of_quality_checks_go_but_for_the_last(start_server):
    from support.make import make_asset

    server = start_server(settings={"TESSERA_QUALITY_RUN_DAYS": 30, "TESSERA_RETENTION_SWEEP": 1})
    api = server.api()
    team = make_team(api)
    assets = [make_asset(api, team) for _ in range(2)]
    body = {"status": "failed", "triggered_by": "dbt_test", "guarantees_checked": 1, "guarantees_failed": 1, "guarantee_results": [{"guarantee_id": "g", "passed": False}]}
    runs = [[expect(api.post(f"/assets/{asset['id']}/audit-results", json=body), 200)["id"] for _ in range(3)] for asset in assets]
    connection = connection_of(server)
    for asset, days in zip(runs, ((100, 50, 1), (100, 90, 80))):
        for run, age in zip(asset, days):
            connection.execute("UPDATE audit_runs SET run_at = ? WHERE id = ?", (time_of(NOW - age * DAY), key_of(run)))
    keep(connection)

    def left(asset):
        return [run["id"] for run in expect(api.get(f"/assets/{asset['id']}/audit-history"), 200)["runs"]]

    deadline = time.monotonic() + WAIT_SECONDS
    while [left(asset) for asset in assets] != [[runs[0][2]], [runs[1][2]]]:
        assert time.monotonic() < deadline, [left(asset) for asset in assets]
