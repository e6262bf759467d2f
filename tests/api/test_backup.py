"""Backups of a running server's database."""

import sqlite3
import threading

from support.make import expect, make_asset, make_contract, make_team, object_schema
from support.postgres import sqlite_only
from support.server import program_run

pytestmark = sqlite_only


def check_sound(path):
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    finally:
        connection.close()


def take_backup(running, file):
    return program_run("--database", str(running.database), "--backup", str(file), folder=running.folder, seconds=60)


def test_backup_of_a_running_server(start_server, tmp_path):
    running = start_server()
    api = running.api()
    team = make_team(api, description="in the backup")
    asset = make_asset(api, team)
    contract = make_contract(api, asset, object_schema(a="string"))
    file = tmp_path / "backup.db"
    ended = take_backup(running, file)
    assert ended.returncode == 0, ended.stderr
    later = make_team(api)
    check_sound(file)
    restored = start_server(database=file).api()
    assert expect(restored.get(f"/teams/{team['id']}"), 200) == {**team, "asset_count": 1}
    assert expect(restored.get(f"/assets/{asset['id']}/context"), 200)["current_contract"]["id"] == contract["id"]
    assert restored.get(f"/teams/{later['id']}").status_code == 404
    # Each goes its own way from here.
    make_team(restored, name=later["name"])


def test_backup_while_writes_run(start_server, tmp_path):
    """The copy is of one moment: all that was acknowledged before it began, and no half of anything."""
    running = start_server()
    begun, stop = threading.Event(), threading.Event()
    made, failures = [], []

    def write(number):
        client = running.api()
        step = 0
        while not stop.is_set() and step < 2000:
            reply = client.post("/teams", json={"name": f"writer {number} {step}"})
            if reply.status_code != 201:
                failures.append(reply.text)
                break
            made.append(reply.json()["id"])
            step += 1
            if step == 10:
                begun.set()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    try:
        assert begun.wait(60)
        before = list(made)
        file = tmp_path / "busy.db"
        ended = take_backup(running, file)
    finally:
        stop.set()
        for thread in threads:
            thread.join(60)
    assert ended.returncode == 0, ended.stderr
    assert not failures, failures
    check_sound(file)
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    teams = connection.execute("SELECT count(*) FROM teams").fetchone()[0]
    events = connection.execute("SELECT count(*) FROM audit_events WHERE action = 'team.created'").fetchone()[0]
    connection.close()
    assert teams == events and len(before) <= teams <= len(made)
    api = start_server(database=file).api()
    for team_id in before:
        expect(api.get(f"/teams/{team_id}"), 200)


def test_backup_of_a_stopped_server(start_server, tmp_path):
    running = start_server()
    team = make_team(running.api())
    running.stop_and_check()
    file = tmp_path / "cold.db"
    ended = take_backup(running, file)
    assert ended.returncode == 0, ended.stderr
    check_sound(file)
    expect(start_server(database=file).api().get(f"/teams/{team['id']}"), 200)


def test_a_backup_never_overwrites(start_server, tmp_path):
    running = start_server()
    file = tmp_path / "precious.db"
    file.write_text("precious", "utf-8")
    ended = take_backup(running, file)
    assert ended.returncode > 0 and "precious.db" in ended.stderr
    assert file.read_text("utf-8") == "precious"


def test_a_backup_that_cannot_be_made_leaves_nothing(start_server, tmp_path):
    running = start_server()
    ended = take_backup(running, tmp_path / "missing" / "b.db")
    assert ended.returncode > 0 and ended.stderr
    ended = program_run("--database", str(tmp_path / "no-such.db"), "--backup", str(tmp_path / "b.db"), folder=tmp_path)
    assert ended.returncode > 0 and "no-such.db" in ended.stderr
    assert not (tmp_path / "b.db").exists() and not (tmp_path / "no-such.db").exists()


def test_sqlite_tools_can_read_and_copy_a_running_database(start_server, tmp_path):
    """The embedded database is an ordinary SQLite file: its own online backup works on it too."""
    running = start_server()
    team = make_team(running.api())
    file = tmp_path / "copied.db"
    source = sqlite3.connect(f"file:{running.database}?mode=ro", uri=True)
    target = sqlite3.connect(file)
    source.backup(target)
    target.close()
    source.close()
    expect(start_server(database=file).api().get(f"/teams/{team['id']}"), 200)
