#!/usr/bin/env python3
"""Measures publishing with everything on that tells of it, beside publishing with none of it.

bench/bench_everything.py

wrk with 64 connections publishes a compatible change for ever other assets, each of which has a consumer, on a copy of the same
database for each round, in turns. On are: a webhook destination (nginx), event streams that are read, Slack for the consumers,
the sealing of the audit trail, a scrape of the metrics each second, and the access log. All of it, and its clients, run on the
same cores.
"""

import contextlib
import json
import os
import pathlib
import sqlite3
import statistics
import subprocess
import threading
import uuid

from bench_publish import CONNECTIONS, FIELDS, MICROSECONDS, ROUNDS, copy_of, database_of_contracts, publish
from servers import BUILD, Failure, Nginx, Tesserad, exchange, fresh_folder, post, processor_seconds, settle

SECONDS = int(os.environ.get("ROUND_SECONDS", "5"))
STREAMS = 20
TARGET = 0.9
REPLY = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Padding: " + b"x" * 200 + b"\r\nContent-Length: 11\r\n\r\n{\"ok\":true}"


def add_consumers(base: pathlib.Path) -> str:
    """Registers a team as a consumer of every contract; its id."""
    with contextlib.closing(sqlite3.connect(base / "tessera.db")) as connection:
        contracts = [str(uuid.UUID(bytes=row[0])) for row in connection.execute("SELECT id FROM contracts ORDER BY id")]
    team, lines = str(uuid.uuid4()), []
    lines.append({"team": {"id": team, "name": "consumers", "created_at": "2026-01-01T00:00:00Z"}})
    lines += [{"registration": {"id": str(uuid.uuid4()), "contract_id": contract, "consumer_team_id": team, "status": "active",
                                "registered_at": "2026-01-01T00:00:00Z"}} for contract in contracts]
    (base / "consumers.ndjson").write_text("".join(json.dumps(line) + "\n" for line in lines))
    done = subprocess.run([BUILD / "tesserad", "--database", base / "tessera.db", "--import", base / "consumers.ndjson"],
                          capture_output=True, text=True)
    if done.returncode != 0:
        raise Failure(f"the consumers could not be registered: {done.stderr[-300:]}")
    return team


@contextlib.contextmanager
def listeners(server: Tesserad):
    """Streams of events that are read, and scrapes of the metrics; gives a list of what was scraped."""
    streams = [subprocess.Popen(["curl", "-sN", "-o", os.devnull, f"{server.url}/api/v1/events"]) for _ in range(STREAMS)]
    ending, scraped = threading.Event(), []

    def scrape() -> None:
        while not ending.wait(1):
            scraped.append(len(exchange(server.address, "/metrics")))

    scraper = threading.Thread(target=scrape)
    scraper.start()
    try:
        yield scraped
    finally:
        ending.set()
        scraper.join()
        for stream in streams:
            stream.terminate()
            stream.wait()


def told(folder: pathlib.Path) -> dict[str, int]:
    """What was done beside by the end of the round."""
    with contextlib.closing(sqlite3.connect(folder / "tessera.db")) as connection:
        return {name: connection.execute(statement).fetchone()[0] for name, statement in (
            ("delivered", "SELECT count(*) FROM webhook_deliveries WHERE status = 'delivered'"),
            ("told to Slack", "SELECT count(*) FROM notifications WHERE status = 'delivered'"),
            ("sealed", "SELECT coalesce(max(last_sequence), 0) FROM audit_seals"))}


def measure(server: Tesserad, base: pathlib.Path, assets: list[str]) -> tuple[float, float]:
    """Publishes per second, and microseconds of the server's processor time for each."""
    settle(server.process)
    before = processor_seconds(server.process)
    rate = publish(server, SECONDS, base, assets, FIELDS + 1)
    return rate, MICROSECONDS * (processor_seconds(server.process) - before) / (rate * SECONDS)


def quiet_round(base: pathlib.Path, assets: list[str]) -> tuple[float, float]:
    with Tesserad(copy_of(base), TESSERA_AUDIT_SEAL_SECONDS="86400") as server:
        return measure(server, base, assets)


def told_round(base: pathlib.Path, assets: list[str], team: str, receiver: Nginx) -> tuple[tuple[float, float], dict[str, int]]:
    settings = {"WEBHOOK_URL": receiver.url + "/hook", "WEBHOOK_SECRET": "a secret of the bench", "TESSERA_OUTBOUND_NETWORKS": "127.0.0.0/8",
                "SLACK_ENABLED": "true", "SLACK_API_URL": receiver.url, "TESSERA_ACCESS_LOG": "true", "TESSERA_AUDIT_SEAL_SECONDS": "1"}
    with Tesserad(copy_of(base), **settings) as server:
        post(server.connect(), "/api/v1/slack/configs",
             {"team_id": team, "channel_id": "C0BENCH", "bot_token": "xoxb-bench", "notify_on": ["contract.published"]})
        with listeners(server) as scraped:
            found = measure(server, base, assets)
    if not scraped:
        raise Failure("the metrics were not scraped")
    beside = told(server.folder)
    if 0 in beside.values():
        raise Failure(f"not everything was told: {beside}")
    return found, beside


def main() -> None:
    base, assets, _ = database_of_contracts()
    team = add_consumers(base)
    quiet, loud, beside = [], [], []
    with Nginx(fresh_folder("receiver"), REPLY) as receiver:
        for _ in range(ROUNDS):  # in turns
            quiet.append(quiet_round(base, assets))
            found, did = told_round(base, assets, team, receiver)
            loud.append(found)
            beside.append(did)
    ratios = [with_all / without for (with_all, _), (without, _) in zip(loud, quiet)]
    ratio = statistics.median(ratios)
    rate, cost = map(statistics.median, zip(*loud))
    alone, alone_cost = map(statistics.median, zip(*quiet))
    done = ", ".join(f"{statistics.median(one[name] for one in beside):,.0f} {name}" for name in beside[0])
    print(f"publish with everything on, {CONNECTIONS} connections, {STREAMS} streams: {rate:,.0f}/s, without {alone:,.0f}/s, ratio {ratio:.2f}, "
          f"from {min(ratios):.2f} to {max(ratios):.2f} (target {TARGET}: {'holds' if ratio >= TARGET else 'MISSED'}); "
          f"{cost:.0f} and {alone_cost:.0f} us of processor each; by the end of a round of {SECONDS} s {done}", flush=True)


if __name__ == "__main__":
    main()
