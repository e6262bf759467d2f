"""Backups put in the place of a database."""

import os
import pathlib
import re
import shutil
import signal
import sqlite3
import subprocess

import pytest

from support.make import expect, make_team
from support.postgres import sqlite_only
from support.server import Server, ServerFailed, clean_environment, program_find, program_run

pytestmark = sqlite_only

SECONDS = 60


def restore(database, file, folder, **options):
    return program_run("--database", str(database), "--restore", str(file), folder=folder, seconds=SECONDS, **options)


def restored(database, file, folder):
    """Restores, and returns where the former database is kept; None when there was none."""
    ended = restore(database, file, folder)
    assert ended.returncode == 0, ended.stderr
    assert f"database {database} restored from {file}\n" in ended.stdout
    kept = re.search(r"the former database is kept as (.*)\n", ended.stdout)
    return pathlib.Path(kept.group(1)) if kept else None


def refused(database, file, folder, *parts):
    """A refusal that says so and changes nothing."""
    before = contents(folder)
    ended = restore(database, file, folder)
    assert ended.returncode == 1 and ended.stdout == "", ended
    for part in parts:
        assert part in ended.stderr
    assert contents(folder) == before


def contents(folder):
    """Every file with its bytes, but for what servers of the tests write and SQLite's shared memory."""
    return {path.name: path.read_bytes() for path in pathlib.Path(folder).iterdir()
            if path.is_file() and not path.name.endswith((".log", "-shm"))}


def names(api):
    return {team["name"] for team in api.get("/teams", params={"limit": 100}).json()["results"]}


@pytest.fixture
def shop(start_server, tmp_path):
    """A server with a team, a backup of that, and another team since: (server, backup)."""
    running = start_server()
    make_team(running.api(), name="in the backup")
    file = tmp_path / "monday.db"
    ended = program_run("--database", str(running.database), "--backup", str(file), folder=tmp_path, seconds=SECONDS)
    assert ended.returncode == 0, ended.stderr
    make_team(running.api(), name="later")
    return running, file


def test_after_an_orderly_end(shop, start_server, tmp_path):
    running, file = shop
    running.stop_and_check()
    before = file.read_bytes()
    kept = restored(running.database, file, tmp_path)
    assert kept.parent == tmp_path and file.read_bytes() == before
    assert names(start_server(database=running.database).api()) == {"in the backup"}
    assert names(start_server(database=kept).api()) == {"in the backup", "later"}
    assert not [path for path in tmp_path.iterdir() if "restore" in path.name]


def test_with_what_a_crash_left(shop, start_server, tmp_path):
    """The log of the former database belongs to that, wherever it is; what it holds is in neither lost nor in the backup."""
    running, file = shop
    running.kill()
    assert pathlib.Path(f"{running.database}-wal").stat().st_size > 0
    kept = restored(running.database, file, tmp_path)
    for ending in ("-wal", "-shm", "-lock"):
        assert not pathlib.Path(f"{running.database}{ending}").exists()
    assert names(start_server(database=running.database).api()) == {"in the backup"}
    assert names(start_server(database=kept).api()) == {"in the backup", "later"}


def test_a_hot_journal_is_not_played_back(shop, start_server, tmp_path):
    running, file = shop
    running.stop_and_check()
    journal = pathlib.Path(f"{running.database}-journal")
    journal.write_bytes(b"not of the backup")
    kept = restored(running.database, file, tmp_path)
    assert not journal.exists() and pathlib.Path(f"{kept}-journal").read_bytes() == b"not of the backup"
    assert names(start_server(database=running.database).api()) == {"in the backup"}


def test_over_a_damaged_database(shop, start_server, tmp_path):
    running, file = shop
    running.kill()
    running.database.write_bytes(os.urandom(100_000))
    restored(running.database, file, tmp_path)
    assert names(start_server(database=running.database).api()) == {"in the backup"}


@pytest.mark.parametrize("size", [0, 100])
def test_over_what_is_no_database(shop, start_server, tmp_path, size):
    running, file = shop
    running.stop_and_check()
    running.database.write_bytes(b"x" * size)
    assert restored(running.database, file, tmp_path).stat().st_size == size
    assert names(start_server(database=running.database).api()) == {"in the backup"}


def test_where_no_database_was(shop, start_server, tmp_path):
    _, file = shop
    fresh = tmp_path / "fresh.db"
    assert restored(fresh, file, tmp_path) is None
    assert fresh.stat().st_mode & 0o777 == 0o600
    assert names(start_server(database=fresh).api()) == {"in the backup"}


def test_twice_keeps_both(shop, start_server, tmp_path):
    running, file = shop
    running.stop_and_check()
    first = restored(running.database, file, tmp_path)
    second = restored(running.database, file, tmp_path)
    third = restored(running.database, first, tmp_path)
    assert len({first, second, third}) == 3 and all(path.exists() for path in (first, second, third))
    assert names(start_server(database=running.database).api()) == {"in the backup", "later"}


def test_a_relative_url_and_a_link(shop, start_server, tmp_path):
    running, file = shop
    running.stop_and_check()
    (tmp_path / "link.db").symlink_to(running.database)
    ended = restore("sqlite:///link.db", file.name, tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert (tmp_path / "link.db").is_symlink()
    assert names(start_server(database=running.database).api()) == {"in the backup"}


def test_owner_and_rights_are_kept(shop, tmp_path):
    running, file = shop
    running.stop_and_check()
    running.database.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(running.database, 12345, 54321)
    before = running.database.stat()
    restored(running.database, file, tmp_path)
    after = running.database.stat()
    assert (after.st_uid, after.st_gid, after.st_mode) == (before.st_uid, before.st_gid, before.st_mode)
    assert after.st_ino != before.st_ino


# --- backups that were made otherwise ---------------------------------------------------------------------------------


def test_a_copy_with_its_log(shop, start_server, tmp_path):
    """The files of a server that was killed, copied as they lay there."""
    running, _ = shop
    running.kill()
    copy = tmp_path / "raw.db"
    for ending in ("", "-wal"):
        shutil.copy(f"{running.database}{ending}", f"{copy}{ending}")
    fresh = tmp_path / "fresh.db"
    restored(fresh, copy, tmp_path)
    assert names(start_server(database=fresh).api()) == {"in the backup", "later"}


def test_a_copy_that_may_only_be_read(shop, start_server, tmp_path):
    """In the mode of a database with a log, in a folder where nothing can be written; with a name that is hard for a URI."""
    running, _ = shop
    running.stop_and_check()
    folder = tmp_path / "mounted?mode=%41#b"
    folder.mkdir()
    copy = folder / "copied.db"
    shutil.copy(running.database, copy)
    assert copy.read_bytes()[18:20] == b"\2\2"
    fresh = tmp_path / "fresh.db"
    copy.chmod(0o400)
    folder.chmod(0o500)
    try:
        restored(fresh, copy, tmp_path)
        assert [path.name for path in folder.iterdir()] == ["copied.db"]
    finally:
        folder.chmod(0o700)
    assert names(start_server(database=fresh).api()) == {"in the backup", "later"}


def test_a_database_in_use_is_a_backup_too(shop, start_server, tmp_path):
    """What another server serves is copied as of one moment."""
    running, _ = shop
    fresh = tmp_path / "fresh.db"
    restored(fresh, running.database, tmp_path)
    assert names(start_server(database=fresh).api()) == names(running.api())


# --- refusals ---------------------------------------------------------------------------------------------------------


def test_not_under_a_running_server(shop, tmp_path):
    running, file = shop
    ended = restore(running.database, file, tmp_path)
    assert ended.returncode == 1 and f"is in use by process {running.process.pid}" in ended.stderr
    assert names(running.api()) == {"in the backup", "later"}


@pytest.mark.parametrize("mode", ["wal", "delete"])
def test_not_under_another_program(shop, tmp_path, mode):
    """SQLite's own shell knows nothing of our lock; the file must not change under it either."""
    running, file = shop
    running.stop_and_check()
    other = sqlite3.connect(running.database)
    try:
        other.execute(f"PRAGMA journal_mode = {mode}").fetchone()
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM teams").fetchone()
        ended = restore(running.database, file, tmp_path)
        assert ended.returncode == 1 and "is in use by another program" in ended.stderr
    finally:
        other.close()
    restored(running.database, file, tmp_path)


def test_what_is_no_backup(shop, tmp_path):
    running, file = shop
    running.stop_and_check()
    other, newer, damaged, empty = (tmp_path / name for name in ("other.db", "newer.db", "damaged.db", "empty.db"))
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE teams (id)")
    connection.close()
    shutil.copy(file, newer)
    with sqlite3.connect(newer) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    page = bytearray(file.read_bytes())
    page[8192:40960] = os.urandom(32768)
    damaged.write_bytes(page)
    empty.touch()
    text = tmp_path / "text.db"
    text.write_text("no database at all, but of some length\n" * 100, "utf-8")
    for candidate, part in ((other, "of another program"), (newer, "newer Tessera"), (damaged, "is damaged"), (empty, "is empty"),
                            (text, "is not a SQLite database"), (tmp_path / "missing.db", "there is no backup"),
                            (tmp_path, "is not a regular file"), (running.database, "is the database itself")):
        refused(running.database, candidate, tmp_path, part, str(candidate))
    assert "restore a backup" not in restore(running.database, damaged, tmp_path).stderr
    cut = tmp_path / "cut.db"
    cut.write_bytes(file.read_bytes()[:-4096])
    refused(running.database, cut, tmp_path)


def test_indexes_that_disagree_are_found(shop, tmp_path):
    """The whole check, not the quick one: a backup is restored rarely."""
    running, file = shop
    running.stop_and_check()
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        name, = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'teams' AND sql IS NOT NULL LIMIT 1").fetchone()
        sql, = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (name,)).fetchone()
        connection.execute("DELETE FROM sqlite_schema WHERE name = ?", (name,))
    connection.close()
    with sqlite3.connect(file) as connection:
        connection.execute("DELETE FROM teams")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("INSERT INTO sqlite_schema SELECT 'index', ?, 'teams', 0, ?", (name, sql))
    connection.close()
    refused(running.database, file, tmp_path, "is damaged")


def test_places_that_cannot_be(shop, tmp_path):
    running, file = shop
    running.stop_and_check()
    refused(tmp_path / "no" / "such" / "folder.db", file, tmp_path, "No such file or directory")
    (tmp_path / "folder.db").mkdir()
    refused(tmp_path / "folder.db", file, tmp_path, "folder.db")
    refused(tmp_path / ("n" * 230), file, tmp_path, "too long")
    refused("sqlite:///:memory:", file, tmp_path, "in memory")
    ended = program_run("--restore", folder=tmp_path)
    assert ended.returncode == 2 and "--restore needs a value" in ended.stderr
    ended = program_run("--restore", str(file), "--backup", "x.db", folder=tmp_path)
    assert ended.returncode == 2 and "one command at a time" in ended.stderr and not (tmp_path / "x.db").exists()


def test_a_full_disk(shop, tmp_path):
    """A file that may not grow stands for a disk that is full: nothing is changed, nothing is left."""
    running, file = shop
    running.stop_and_check()
    before = contents(tmp_path)
    limited = ["sh", "-c", 'ulimit -f 40; trap "" XFSZ; exec "$@"', "sh", program_find("tesserad")]
    ended = subprocess.run([*limited, "--database", str(running.database), "--restore", str(file)], cwd=tmp_path, env=clean_environment(),
                           capture_output=True, text=True, timeout=SECONDS, check=False)
    assert ended.returncode == 1 and ended.stderr
    assert contents(tmp_path) == before


# --- crashes in the middle --------------------------------------------------------------------------------------------

# Kills the process at the call of that number among those that give files names, take them away or make them durable.
KILLER = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdlib.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static void count(void) {
    static int calls;
    const char *at = getenv("KILL_AT");
    if (at != NULL && ++calls == atoi(at))
        kill(getpid(), SIGKILL);
}

#define COUNTED(name, parameters, arguments)                                       \
    int name parameters {                                                          \
        static int (*real) parameters;                                             \
        if (real == NULL)                                                          \
            *(void **)&real = dlsym(RTLD_NEXT, #name);                             \
        count();                                                                   \
        return real arguments;                                                     \
    }
COUNTED(link, (const char *a, const char *b), (a, b))
COUNTED(unlink, (const char *a), (a))
COUNTED(rename, (const char *a, const char *b), (a, b))
COUNTED(fsync, (int a), (a))
COUNTED(fdatasync, (int a), (a))
COUNTED(utimensat, (int a, const char *b, const struct timespec *c, int d), (a, b, c, d))
"""


@pytest.fixture(scope="module")
def killer(tmp_path_factory):
    folder = tmp_path_factory.mktemp("killer")
    (folder / "killer.c").write_text(KILLER, "utf-8")
    subprocess.run(["cc", "-shared", "-fPIC", "-o", folder / "killer.so", folder / "killer.c", "-ldl"], check=True, timeout=SECONDS)
    return folder / "killer.so"


def state(path, scratch):
    """The names of the teams in a database that nobody serves, read from a copy of its files as SQLite finds them."""
    for ending in ("", "-wal", "-journal"):
        if pathlib.Path(f"{path}{ending}").exists():
            shutil.copy(f"{path}{ending}", f"{scratch}{ending}")
    connection = sqlite3.connect(scratch)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return {name for name, in connection.execute("SELECT name FROM teams")}
    finally:
        connection.close()
        for ending in ("", "-wal", "-journal", "-shm"):
            pathlib.Path(f"{scratch}{ending}").unlink(missing_ok=True)


def test_killed_at_every_step(shop, tmp_path, killer):
    """Whoever starts a server afterwards has the former database or the restored one, whole; the former one is always kept."""
    running, file = shop
    running.kill()
    origin = tmp_path / "origin"
    origin.mkdir()
    for ending in ("", "-wal", "-shm"):
        shutil.copy(f"{running.database}{ending}", origin / f"tessera.db{ending}")
    seen = []
    for step in range(1, 100):
        folder = tmp_path / f"step{step}"
        shutil.copytree(origin, folder)
        database = folder / "tessera.db"
        settings = {"LD_PRELOAD": str(killer), "KILL_AT": step, "ASAN_OPTIONS": "verify_asan_link_order=0:detect_leaks=0"}
        ended = restore(database, file, folder, settings=settings)
        if ended.returncode == 0:
            break
        assert ended.returncode == -signal.SIGKILL, ended
        # Before any program of ours has looked at it: nothing mixed.
        assert database.exists()
        started = Server(folder, database=database, flags=())
        started.start()
        found = names(started.api())
        started.stop_and_check()
        kept = [path for path in folder.glob("tessera.db.replaced-*Z")]
        if found == {"in the backup"}:
            (former,) = kept
            assert state(former, tmp_path / "scratch.db") == {"in the backup", "later"}
        else:
            assert found == {"in the backup", "later"} and kept == []
        assert not [path for path in folder.iterdir() if "restore" in path.name], "nothing is left over"
        seen.append(found == {"in the backup"})
        # And it can be tried again.
        restored(database, file, folder)
        assert state(database, tmp_path / "scratch.db") == {"in the backup"}
    assert step > 12 and seen == sorted(seen), "up to some step nothing has happened, from then on all of it"
    assert seen[0] is False and seen[-1] is True


def test_a_backup_waits_for_an_interrupted_restore(shop, tmp_path):
    running, file = shop
    running.stop_and_check()
    shutil.copy(file, f"{running.database}-restore.complete")
    ended = program_run("--database", str(running.database), "--backup", str(tmp_path / "b.db"), folder=tmp_path)
    assert ended.returncode == 1 and "a restore" in ended.stderr and not (tmp_path / "b.db").exists()
    running.start()
    assert names(running.api()) == {"in the backup"} and "interrupted restore" in running.log_text()
    ended = program_run("--database", str(running.database), "--backup", str(tmp_path / "b.db"), folder=tmp_path)
    assert ended.returncode == 0, ended.stderr


@pytest.mark.parametrize("kind", ["text", "folder", "link", "another program's"])
def test_a_file_that_no_restore_left(shop, tmp_path, kind):
    """It may be anybody's: it neither becomes the database nor goes."""
    running, file = shop
    running.stop_and_check()
    stray = pathlib.Path(f"{running.database}-restore.complete")
    if kind == "folder":
        stray.mkdir()
    elif kind == "link":
        stray.symlink_to(file)
    elif kind == "text":
        stray.write_text("mine\n" * 100, "utf-8")
    else:
        with sqlite3.connect(stray) as connection:
            connection.execute("CREATE TABLE mine (id)")
        connection.close()
    refused(running.database, file, tmp_path, f"{stray} is in the way")
    with pytest.raises(ServerFailed, match="is in the way"):
        running.start()
    running.exit_status = None
    stray.rmdir() if kind == "folder" else stray.unlink()
    running.start()
    assert names(running.api()) == {"in the backup", "later"}


def test_what_an_undecided_restore_left_goes(shop, tmp_path):
    running, file = shop
    running.stop_and_check()
    partial = pathlib.Path(f"{running.database}-restore.partial")
    partial.write_bytes(b"half a copy")
    restored(running.database, file, tmp_path)
    assert not partial.exists()
    partial.write_bytes(b"half a copy")
    running.start()
    assert not partial.exists() and names(running.api()) == {"in the backup"}
    expect(running.api().get("/teams"), 200)
