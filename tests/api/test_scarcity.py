"""A server that is short of something: descriptors, disk, room in its queues. It refuses, says so, and recovers."""

import concurrent.futures
import contextlib
import json
import resource
import select
import sqlite3
import time

import pytest

from support.make import audit_events, expect, make_asset, make_team, unique
from support.postgres import sqlite_only
from support.rawhttp import RawConnection, request_bytes

LIVE = request_bytes("GET", "/health/live")


@sqlite_only
def test_a_lock_of_another_program(start_server):
    """Reads go on; a write waits for it, and then names the cause."""
    running = start_server()
    api = running.api()
    team = make_team(api)
    with contextlib.closing(sqlite3.connect(running.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with concurrent.futures.ThreadPoolExecutor() as pool:  # all of them wait for the same lock at once
            writes = [pool.submit(api.post, "/teams", json={"name": unique("team")}) for _ in range(2)]
            writes.append(pool.submit(api.patch, f"/teams/{team['id']}", json={"description": "x"}, headers={"Idempotency-Key": unique("key")}))
            assert expect(api.get(f"/teams/{team['id']}"), 200) == team
            for write in writes:
                reply = write.result()
                assert expect(reply, 503)["error"]["code"] == "UNAVAILABLE" and reply.headers["Retry-After"] == "1"
                assert reply.json()["error"]["message"] == (
                    "Another program holds the lock on the database, so that nothing could be written; nothing was changed")
        other.execute("ROLLBACK")
    assert make_team(api)["id"] and expect(api.get(f"/teams/{team['id']}"), 200) == team


@sqlite_only
def test_a_full_disk(start_server):
    """Writes fail cleanly once files cannot grow; reads go on; what was acknowledged is there, what was refused is not."""
    limit = 3_000_000
    running = start_server(limits={resource.RLIMIT_FSIZE: limit})
    api = running.api(checked=False)
    made, refused = [], []
    for number in range(400):
        name = f"disk {number}"
        reply = api.post("/teams", json={"name": name, "metadata": {"pad": "x" * 20_000}})
        if reply.status_code == 201:
            made.append(name)
            continue
        refused.append(name)
        assert reply.status_code in (500, 503, 507), reply.text
        error = reply.json()["error"]
        assert error["code"] in ("INTERNAL_ERROR", "UNAVAILABLE") and "sqlite" not in reply.text.lower()
        if len(refused) == 10:
            break
    assert made and len(refused) == 10, f"{len(made)} writes of 20 kB went into {limit} bytes"
    assert running.alive()
    names = []
    for offset in range(0, 400, 100):
        names += [entry["name"] for entry in expect(api.get(f"/teams?name=disk&limit=100&offset={offset}"), 200)["results"]]
    assert sorted(names) == sorted(made)
    # With room again everything is as it was, and works.
    running.kill()
    running.limits = {}
    running.start()
    api = running.api()
    assert expect(api.get("/teams?name=disk&limit=1"), 200)["total"] == len(made)
    team = make_team(api, name=refused[0])
    assert len(audit_events(running, team["id"])) == 1


@pytest.mark.parametrize("descriptors", [60, 64, 68, 72])
def test_no_descriptors_left(start_server, descriptors):
    """More clients than descriptors, again and again: those who are in are served, the log stays short, the server recovers."""
    running = start_server(limits={resource.RLIMIT_NOFILE: descriptors}, flags=["--threads", "4"])
    for _ in range(12):
        with contextlib.ExitStack() as opened:
            waiting = {}
            for _ in range(150):
                connection = opened.enter_context(RawConnection(("127.0.0.1", running.port), seconds=10))
                connection.send_some(LIVE)
                waiting[connection.socket] = connection
            # Some may be turned away and some left to wait, but not all.
            served = False
            while not served:
                readable, _, _ = select.select(list(waiting), [], [], 10)
                assert readable, "nobody is served"
                for ready in readable:
                    reply = waiting.pop(ready).reply()
                    served = served or (reply is not None and reply.status == 200)
        deadline = time.monotonic() + 20
        while True:
            with RawConnection(("127.0.0.1", running.port), seconds=10) as again:
                again.send_some(LIVE)
                reply = again.reply()
            if reply is not None and reply.status == 200:
                break
            assert time.monotonic() < deadline, "no connection is served any more"
    make_team(running.api())
    assert running.log_size() < 500_000, "a shortage fills the log"


def test_a_full_queue_of_writes_is_503_with_retry_after(start_server):
    """One place in the queue and many writers: some are told to come back, none is lost or answered twice."""
    running = start_server(settings={"TESSERA_MAX_QUEUED_WRITES": 1, "TESSERA_GROUP_COMMIT_MAXIMUM": 1}, flags=["--threads", "2"])
    connections = [RawConnection(("127.0.0.1", running.port)) for _ in range(8)]
    names = [[f"queue {number} {step}" for step in range(25)] for number in range(len(connections))]
    for connection, own in zip(connections, names):
        connection.send(b"".join(request_bytes("POST", "/api/v1/teams", body=json.dumps({"name": name}).encode()) for name in own))
    made, refused = set(), set()
    for connection, own in zip(connections, names):
        for name in own:
            reply = connection.reply()
            assert reply.status in (201, 503), reply
            if reply.status == 201:
                made.add(name)
            else:
                refused.add(name)
                assert 1 <= int(reply.headers["retry-after"]) <= 60
                assert json.loads(reply.body)["error"]["code"] == "UNAVAILABLE"
        connection.close()
    assert len(made) + len(refused) == 200
    api = running.api()
    assert stored_names(api) == made
    deadline = time.monotonic() + 60
    for name in refused:  # who comes back is served
        while (reply := api.post("/teams", json={"name": name})).status_code == 503:
            assert time.monotonic() < deadline, "the queue stays full though nobody else writes"
        expect(reply, 201)
    assert stored_names(api) == made | refused


def stored_names(api):
    names = set()
    for offset in (0, 100):
        names |= {entry["name"] for entry in expect(api.get(f"/teams?name=queue&limit=100&offset={offset}"), 200)["results"]}
    return names


def test_what_one_connection_wrote_every_other_sees_at_once(server):
    """Each loop has a view of its own on the data; none may lag behind a reply that was sent."""
    writer = server.api()
    readers = [server.api() for _ in range(6)]
    for client in readers:
        expect(client.get("/teams?limit=1"), 200)
    with concurrent.futures.ThreadPoolExecutor(len(readers)) as pool:
        for step in range(15):
            team = make_team(writer, name=unique("seen"))
            replies = list(pool.map(lambda client, path=f"/teams/{team['id']}": client.get(path), readers))
            assert [reply.status_code for reply in replies] == [200] * len(readers)
            expect(writer.patch(f"/teams/{team['id']}", json={"metadata": {"step": step}}), 200)
            replies = list(pool.map(lambda client, path=f"/teams/{team['id']}": client.get(path), readers))
            assert all(reply.json()["metadata"] == {"step": step} for reply in replies)


def test_wildcards_cannot_stall_the_server(api):
    """Patterns that make a naive matcher try every split."""
    team = make_team(api, name="a" * 249 + unique()[-6:])
    make_asset(api, team, fqn="a." + "a" * 900 + unique())
    for pattern in ("%a" * 25 + "b!", "%_" * 25 + "!", "%a%" * 25 + "!", "_" * 50, "a" * 90 + "_b", "%" + "a" * 2000 + "b"):
        start = time.monotonic()
        for path, name in (("/teams", "name"), ("/assets", "fqn"), ("/users", "email")):
            expect(api.get(path, params={name: pattern}), 200)
            refused = expect(api.get(path, params={name: pattern + "%_" * 26}), 422)
            assert [(entry["type"], entry["loc"]) for entry in refused["detail"]] == [("too_many_wildcards", ["query", name])]
        for path in ("/assets/search", "/search"):
            expect(api.get(path, params={"q": pattern[:100]}), 200)
        assert time.monotonic() - start < 5, pattern[:20]
