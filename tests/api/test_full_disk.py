"""A disk that fails, and one that is full: what the replies say is true, and the server finds its way back by itself."""

import contextlib
import json
import os
import pathlib
import random
import shutil
import subprocess
import tempfile
import time

import pytest

from support import postgres
from support.make import database_read, expect, unique
from support.postgres import sqlite_only
from support.server import CHECKOUT

MEBIBYTE = 1 << 20
ROW_BYTES = 100_000
PATIENCE = 20  # seconds for what the server does about once a second


@pytest.fixture
def failing_syncs(start_server, tmp_path):
    """A server whose disk does not sync while a file is there. Gives the server and the file."""
    library, switch = tmp_path / "disk_faults.so", tmp_path / "fault"
    source = CHECKOUT / "tests" / "support" / "disk_faults.c"
    subprocess.run(["cc", "-D_GNU_SOURCE", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    sanitizer = os.environ.get("ASAN_OPTIONS", "")
    settings = {"LD_PRELOAD": library, "TESSERA_DISK_FAULT": switch, "ASAN_OPTIONS": sanitizer + ":verify_asan_link_order=0"}
    return start_server(settings=settings), switch


def health(running):
    """What both routes of health say, and the status of the second."""
    client = running.client(checked=False)
    ready = client.get("/health/ready")
    return expect(client.get("/health"), 200), ready.json(), ready.status_code


def await_health(running, status):
    """Until both say so: it may change between them."""
    deadline = time.monotonic() + PATIENCE
    while ((shown := health(running))[0]["status"] == "healthy", shown[2] == 200) != (status == "healthy",) * 2:
        assert time.monotonic() < deadline, shown
    return shown


@sqlite_only
def test_a_commit_that_cannot_be_synced(failing_syncs):
    """503, and the row is neither there at once nor after a kill; the same key then writes it once."""
    running, switch = failing_syncs
    api = running.api(checked=False)
    expect(api.post("/teams", json={"name": "before"}), 201)
    body, key = {"name": "doubtful"}, {"Idempotency-Key": unique("key")}
    deadline = time.monotonic() + PATIENCE
    while True:
        switch.touch()
        reply = api.post("/teams", json=body, headers=key)
        assert reply.status_code == 503 and reply.headers["retry-after"]
        message = reply.json()["error"]["message"]
        if "nothing was changed" not in message:
            break
        assert time.monotonic() < deadline, "each time a write of the server's own was the first to fail"
        switch.unlink()
        await_health(running, "healthy")
    assert "unknown" in message and "Idempotency-Key" in message
    shown, ready, status = health(running)
    assert shown["status"] == "degraded" and shown["checks"]["writes"] == {"status": "unhealthy", "error": "the disk failed"}
    assert shown["checks"]["database"]["status"] == "healthy"
    assert status == 503 and ready["status"] == "not_ready" and ready["database"] is True and "disk failed" in ready["error"]
    assert expect(api.get("/teams"), 200)["total"] == 1
    # Nothing is even tried while the disk fails, so here it is certain.
    refused = api.post("/teams", json={"name": "refused"})
    assert refused.status_code == 503 and "the disk failed; nothing was changed" in refused.json()["error"]["message"]
    running.kill()
    switch.unlink()
    running.start()
    api = running.api()
    assert [team["name"] for team in expect(api.get("/teams"), 200)["results"]] == ["before"]
    first = expect(api.post("/teams", json=body, headers=key), 201)
    again = api.post("/teams", json=body, headers=key)
    assert again.headers["idempotency-replayed"] == "true" and again.json() == first


@sqlite_only
def test_the_disk_works_again(failing_syncs):
    running, switch = failing_syncs
    api = running.api(checked=False)
    switch.touch()
    assert api.post("/teams", json={"name": "lost"}).status_code == 503
    await_health(running, "degraded")
    switch.unlink()
    shown, ready, status = await_health(running, "healthy")
    assert shown["checks"]["writes"] == {"status": "healthy"} and ready == {"status": "ready", "database": True} and status == 200
    expect(api.post("/teams", json={"name": "lost"}), 201)
    running.stop_and_check()
    with contextlib.closing(database_read(running.database)) as connection:
        assert connection.execute("SELECT count(*) FROM teams").fetchone()[0] == 1


@pytest.fixture
def small_disk():
    """A disk of 16 MiB of its own, where others may come as well."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tessera-disk-"))
    folder.chmod(0o755)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", folder], capture_output=True, check=False)
    if mounted.returncode == 0:
        yield folder
        subprocess.run(["umount", "-l", folder], check=True)
    folder.rmdir()
    if mounted.returncode != 0:
        pytest.skip("mounting a small tmpfs needs root: " + mounted.stderr.decode(errors="replace").strip())


def pad(length):
    """A text that a database cannot make smaller."""
    return random.Random(length).randbytes(length // 2).hex()


def fill(api, name):
    """Writes until that is refused several times in a row, since a single refusal may make room. Gives how many were kept."""
    kept = refused = 0
    for number in range(5000):
        reply = api.post("/teams", json={"name": f"{name} {number}", "metadata": {"pad": pad(ROW_BYTES)}})
        if reply.status_code == 201:
            kept, refused = kept + 1, 0
            continue
        assert reply.status_code == 503 and reply.headers["retry-after"], reply.text
        message = reply.json()["error"]["message"]
        assert "nothing was changed" in message
        refused += 1
        if refused == 5:
            assert "no space is left on the disk" in message
            return kept
    raise AssertionError("the disk is not small")


def log_size(running):
    log = pathlib.Path(f"{running.database}-wal")
    return log.stat().st_size if log.exists() else 0


@sqlite_only
def test_a_full_disk_is_no_trap(small_disk, start_server):
    """Whatever is freed can be written into; health tells the truth; a stop leaves no log, and a start finds everything."""
    ballast = [small_disk / f"ballast {number}" for number in range(4)]
    for path in ballast:
        path.write_bytes(b"x" * 2 * MEBIBYTE)
    running = start_server(database=small_disk / "small.db", settings={"TESSERA_DISK_RESERVE_BYTES": 2 * MEBIBYTE})
    api = running.api(checked=False)
    kept = fill(api, "first")
    assert kept > 10
    for path in ballast[:2]:
        shown, ready, status = await_health(running, "degraded")
        assert shown["checks"]["writes"] == {"status": "unhealthy", "error": "no space is left on the disk"}
        assert status == 503 and ready["status"] == "not_ready"
        assert expect(api.get("/teams?limit=1"), 200)["total"] == kept
        path.unlink()
        await_health(running, "healthy")  # by itself, without a write
        more = fill(api, path.name)
        assert more > 7, "what was freed went into the log"
        kept += more
        assert log_size(running) < MEBIBYTE
    running.stop_and_check()
    assert log_size(running) == 0
    running.start()
    api = running.api(checked=False)
    assert expect(api.get("/teams?limit=1"), 200)["total"] == kept
    running.kill()
    ballast[2].unlink()
    running.start()
    api = running.api(checked=False)
    more = fill(api, "after a kill")
    assert more > 7
    assert expect(api.get("/teams?limit=1"), 200)["total"] == kept + more
    ballast[3].unlink()
    await_health(running, "healthy")
    expect(api.post("/teams", json={"name": "the end"}), 201)


@sqlite_only
def test_the_log_never_outgrows_the_room_for_it(small_disk, start_server):
    """All in the log may be new to the database; with more of it than is left, whatever is freed would only serve to move it."""
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * 2 * MEBIBYTE)
    running = start_server(database=small_disk / "small.db", settings={"TESSERA_DISK_RESERVE_BYTES": MEBIBYTE})
    api = running.api(checked=False)
    kept = fill(api, "first")
    assert log_size(running) < MEBIBYTE
    ballast.unlink()
    await_health(running, "healthy")
    more = fill(api, "second")
    assert more > 7 and expect(api.get("/teams?limit=1"), 200)["total"] == kept + more


@sqlite_only
@pytest.mark.parametrize("reserve", [0, MEBIBYTE])
def test_a_write_that_is_too_large_for_what_is_left(small_disk, start_server, reserve):
    """It is told why, though there is room for others."""
    settings = {"TESSERA_DISK_RESERVE_BYTES": reserve, "MAX_METADATA_BYTES": 8 * MEBIBYTE}
    running = start_server(database=small_disk / "small.db", settings=settings)
    api = running.api(checked=False)
    expect(api.post("/teams", json={"name": "before"}), 201)
    (small_disk / "ballast").write_bytes(b"x" * (shutil.disk_usage(small_disk).free - 3 * MEBIBYTE + reserve))
    for name in ("large", "large again"):
        reply = api.post("/teams", json={"name": name, "metadata": {"pad": pad(6 * MEBIBYTE)}})
        assert reply.status_code == 503 and reply.headers["retry-after"]
        assert reply.json()["error"]["message"] == "The write could not be committed: no space is left on the disk; nothing was changed"
        expect(api.post("/teams", json={"name": f"after the {name}"}), 201)
    assert health(running)[0]["status"] == "healthy"
    names = [team["name"] for team in expect(api.get("/teams"), 200)["results"]]
    assert names == ["after the large", "after the large again", "before"]


@sqlite_only
def test_without_a_reserve(small_disk, start_server):
    """Then more has to be freed at once, but there is a way back all the same."""
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * 8 * MEBIBYTE)
    running = start_server(database=small_disk / "small.db", settings={"TESSERA_DISK_RESERVE_BYTES": 0})
    api = running.api(checked=False)
    kept = fill(api, "first")
    await_health(running, "degraded")
    ballast.unlink()
    await_health(running, "healthy")
    more = fill(api, "second")
    assert more > 20 and expect(api.get("/teams?limit=1"), 200)["total"] == kept + more
    assert json.loads(running.client().get("/health").content)["status"] == "degraded"


@pytest.mark.skipif(not postgres.chosen(), reason="is about PostgreSQL")
def test_a_full_disk_under_postgresql(small_disk, start_server):
    """What it refuses is told as such, and as long as that is the last that was heard, health tells it."""
    cluster = postgres.cluster()
    shutil.chown(small_disk, cluster.owner, cluster.owner)
    ballast = small_disk / "ballast"
    cluster.query(f"CREATE TABLESPACE small LOCATION '{small_disk}'")
    url = cluster.new_database("TABLESPACE small")
    ballast.write_bytes(b"x" * 3 * MEBIBYTE)
    running = start_server(database=url)
    api = running.api(checked=False)
    kept = fill(api, "first")
    shown, ready, status = health(running)
    assert shown["status"] == "degraded" and shown["checks"]["writes"] == {"status": "unhealthy", "error": "no space is left on the disk of the database"}
    assert status == 503 and ready["status"] == "not_ready" and ready["database"] is True
    assert expect(api.get("/teams?limit=1"), 200)["total"] == kept
    ballast.unlink()
    expect(api.post("/teams", json={"name": "room again"}), 201)
    shown, ready, status = health(running)
    assert shown["status"] == "healthy" and status == 200
    running.stop_and_check()
    cluster.query(f"DROP DATABASE {url.partition('@/')[2].partition('?')[0]}")
    cluster.query("DROP TABLESPACE small")
