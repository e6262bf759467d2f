"""What the server does from time to time (api/jobs.def), and what runs out meanwhile. Time passes by the stored times' being moved back."""

import concurrent.futures
import datetime
import os
import pathlib
import sqlite3
import time

import pytest

from support import postgres
from support.make import database_read, expect, make_team, unique
from support.receiver import until
from support.server import program_run

HOUR = 3600 * 1_000_000
WAIT_SECONDS = 60
SOON = {"TESSERA_IDEMPOTENCY_SWEEP": 1}
REPLAYED = "idempotency-replayed"


def job_of(server, name="idempotency_keys"):
    (job,) = (job for job in expect(server.client().get("/health"), 200)["jobs"] if job["name"] == name)
    return job


def await_job(server, wanted):
    """The job's state once it is as wanted."""
    deadline = time.monotonic() + WAIT_SECONDS
    with server.client() as client:
        while True:
            jobs = expect(client.get("/health"), 200).get("jobs") or []
            job = next((job for job in jobs if job["name"] == "idempotency_keys"), None)
            if job is not None and wanted(job):
                return job
            assert time.monotonic() < deadline, job


def await_row(server):
    """The row is made beside the work: a moment after the start at the latest."""
    deadline = time.monotonic() + WAIT_SECONDS
    with server.client() as client:
        while not any(job["name"] == "idempotency_keys" for job in expect(client.get("/health"), 200)["jobs"]):
            assert time.monotonic() < deadline


def age(server, microseconds):
    """Makes every stored reply older. SQLite's file belongs to the server while it runs."""
    if postgres.chosen():
        connection = postgres.Connection(str(server.database))
        connection.execute(f"UPDATE idempotency_keys SET created_at = created_at - {microseconds} * interval '1 microsecond'")
        connection.close()
        return
    server.stop_and_check()
    with sqlite3.connect(server.database) as connection:
        connection.execute("UPDATE idempotency_keys SET created_at = created_at - ?", (microseconds,))
    connection.close()
    server.start()


def stored(server):
    connection = database_read(server.database)
    try:
        return connection.execute("SELECT count(*) FROM idempotency_keys").fetchone()[0]
    finally:
        connection.close()


def keyed(server, key, name):
    return server.api().post("/teams", json={"name": name}, headers={"idempotency-key": key})


def test_a_job_is_told(start_server):
    server = start_server()
    await_row(server)
    job = job_of(server)
    due = datetime.datetime.fromisoformat(job.pop("next_run_at").replace("Z", "+00:00")) - datetime.datetime.now(datetime.timezone.utc)
    assert datetime.timedelta(seconds=500) < due <= datetime.timedelta(seconds=600)
    assert job == {"name": "idempotency_keys", "running": False, "last_run_at": None, "duration_ms": None, "outcome": None, "handled": None, "late": False}


def test_runs_follow_one_another(start_server):
    server = start_server(settings=SOON)
    first = await_job(server, lambda job: job["outcome"])
    assert first["outcome"] == "succeeded" and first["handled"] == 0 and first["duration_ms"] >= 0
    assert first["last_run_at"] < first["next_run_at"]
    await_job(server, lambda job: job["last_run_at"] > first["last_run_at"])


def test_what_ran_out_is_swept(start_server):
    server = start_server(settings=SOON)
    for number in range(3):
        expect(keyed(server, f"old-{number}", unique()), 201)
    age(server, 26 * HOUR)
    expect(keyed(server, "new", unique()), 201)
    deadline = time.monotonic() + WAIT_SECONDS
    while stored(server) > 1:
        assert time.monotonic() < deadline
    again = keyed(server, "new", "whatever")
    assert again.status_code == 422, "the new one is there still"


def test_many_are_swept_in_pieces(start_server):
    """More than a piece of a transaction, without a write that waits for all of it."""
    server = start_server()
    await_row(server)
    server.stop_and_check()
    if postgres.chosen():
        connection = postgres.Connection(str(server.database))
        connection.execute("INSERT INTO idempotency_keys (caller, key, fingerprint, status, created_at) "
                           "SELECT '', 'k' || n, '', 201, now() - interval '3 days' FROM generate_series(1, 2345) n")  # fmt: skip
        connection.execute("UPDATE jobs SET next_at = now()")
        connection.close()
    else:
        with sqlite3.connect(server.database) as connection:
            connection.executemany("INSERT INTO idempotency_keys (caller, key, fingerprint, status, created_at) VALUES ('', ?, x'', 201, 5)",
                                   [(f"k{number}",) for number in range(2345)])  # fmt: skip
            connection.execute("UPDATE jobs SET next_at = 5")
        connection.close()
    server.start()
    job = await_job(server, lambda job: job["outcome"])
    assert (job["outcome"], job["handled"], job["running"]) == ("succeeded", 2345, False) and stored(server) == 0


@pytest.mark.parametrize("hours, replayed", [(23.99, True), (24.01, False)])
def test_a_key_runs_out_when_it_is_looked_up(start_server, hours, replayed):
    """To the day, whether or not it was swept by then."""
    server = start_server()
    name = unique("once")
    first = keyed(server, "k", name)
    made = expect(first, 201)
    age(server, int(hours * HOUR))
    assert stored(server) == 1
    again = keyed(server, "k", name)
    if replayed:
        assert expect(again, 201) == made and again.headers[REPLAYED] == "true"
        return
    assert again.status_code == 409 and REPLAYED not in again.headers, "it is a request of its own"
    other = keyed(server, "k", unique("other"))
    assert expect(other, 201)["id"] != made["id"], "and the key may be used for another"
    assert keyed(server, "k", unique("third")).status_code == 422 and stored(server) == 1


def test_a_key_that_ran_out_is_used_once_again(start_server):
    """By one of several that come at once."""
    server = start_server()
    expect(keyed(server, "k", unique()), 201)
    age(server, 25 * HOUR)
    name = unique()
    with concurrent.futures.ThreadPoolExecutor(6) as pool:
        replies = list(pool.map(lambda _: keyed(server, "k", name), range(6)))
    assert {reply.status_code for reply in replies} == {201}, [reply.text for reply in replies]
    assert len({reply.json()["id"] for reply in replies}) == 1 and sum(REPLAYED not in reply.headers for reply in replies) == 1


def test_a_sweep_survives_a_crash(start_server):
    """A server that is killed while it has the job leaves its lease, not the job, behind."""
    server = start_server(settings=SOON)
    await_job(server, lambda job: job["outcome"])
    server.kill()
    server.start()
    before = job_of(server)
    # At the worst it was killed within a run: then the lease has to end first.
    assert before["running"] or await_job(server, lambda job: job["last_run_at"] > before["last_run_at"])
    make_team(server.api())


def test_the_sweep_is_set(tmp_path, start_server):
    for value in (0, 86401, "often"):
        ended = program_run("--check-config", settings={"TESSERA_IDEMPOTENCY_SWEEP": value}, folder=tmp_path)
        assert ended.returncode == 1 and "TESSERA_IDEMPOTENCY_SWEEP" in ended.stderr
    assert "TESSERA_IDEMPOTENCY_SWEEP" in program_run("--config-help", folder=tmp_path).stdout
    # A shorter period counts at once, whatever the row says.
    server = start_server()
    await_row(server)
    server.stop_and_check()
    server.settings = SOON
    server.start()
    await_job(server, lambda job: job["outcome"] == "succeeded")


def test_what_nobody_waits_for_yields(start_server):
    """Where processors are short, requests go before jobs and deliveries."""
    server = start_server(settings={"WEBHOOK_URL": "http://127.0.0.1:9/", "TESSERA_OUTBOUND_NETWORKS": "127.0.0.1"})

    def nice():
        found = {}
        for thread in pathlib.Path(f"/proc/{server.process.pid}/task").iterdir():
            name, fields = (thread / "comm").read_text().strip(), (thread / "stat").read_text().rsplit(")", 1)[1].split()
            found.setdefault(name, set()).add(int(fields[16]))  # proc(5)
        return found

    own = os.getpriority(os.PRIO_PROCESS, 0)
    # A thread that has just begun has neither its name nor its priority yet.
    until(lambda: {name: values for name, values in nice().items() if values != {own}} == dict.fromkeys(("events", "jobs", "webhooks"), {min(own + 10, 19)}))
