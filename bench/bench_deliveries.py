#!/usr/bin/env python3
"""Measures how a long queue of events drains to a webhook destination: whether the rate stays, the server's memory, and the log of the database.

bench/bench_deliveries.py [EVENTS]     (1,000,000)

So many events of 10,000 assets are put into the outbox of a database beforehand; the destination is nginx. The rate is that of
deliveries by the time at which they arrived, in the first, the middle and the last tenth.
"""

import contextlib
import json
import os
import pathlib
import re
import sqlite3
import sys
import time
import uuid

from servers import Failure, Nginx, Tesserad, fresh_folder

EVENTS = 1_000_000
ASSETS = 10_000
LOOK_SECONDS = 2
STALLED_SECONDS = 60
TARGET_STEADY = 0.7  # the last tenth beside the middle one
TARGET_MEGABYTES = 100
TARGET_LOG = 256
REPLY = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nX-Padding: " + b"x" * 200 + b"\r\nContent-Length: 2\r\n\r\nok"


def payload(asset: str, number: int) -> str:
    """As large as that of a publish."""
    told = {"event": "contract.published", "timestamp": "2026-01-01T00:00:00.000000Z",
            "payload": {"contract_id": str(uuid.UUID(int=number)), "asset_id": asset, "asset_fqn": f"warehouse.sales.table_{number % ASSETS:09d}",
                        "version": f"1.{number // ASSETS}.0", "producer_team_id": str(uuid.UUID(int=1)), "producer_team_name": "data-platform"}}
    return json.dumps(told, separators=(",", ":"))


def fill(database: pathlib.Path, events: int) -> None:
    assets = [str(uuid.UUID(int=number + 1)) for number in range(ASSETS)]
    now = time.time_ns() // 1000 - events
    with contextlib.closing(sqlite3.connect(database)) as connection, connection:
        connection.executemany("INSERT INTO outbox (id, kind, created_at, next_attempt_at, payload) VALUES (?, 'webhook', ?, ?, ?)",
                               ((uuid.UUID(int=number).bytes, now + number, now + number, payload(assets[number % ASSETS], number)) for number in range(events)))


def left(connection: sqlite3.Connection) -> bool:
    return any(connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()
               for table in ("outbox WHERE delivered_at IS NULL", "webhook_deliveries WHERE alive"))


def own_memory(server: Tesserad) -> float:
    """MB of memory that are the server's alone: no pages of the database's file, which the system takes back when it likes."""
    status = pathlib.Path(f"/proc/{server.process.pid}/status").read_text()
    return int(re.search(r"RssAnon:\s+(\d+) kB", status).group(1)) / 1024


def drain(server: Tesserad) -> tuple[float, float]:
    """Waits until nothing is left. The most memory of its own that the server had, and the most that the database's log had, in MB."""
    before, since, most, log = None, time.monotonic(), 0.0, 0.0
    with contextlib.closing(sqlite3.connect(f"file:{server.folder / 'tessera.db'}?mode=ro", uri=True)) as connection:
        while left(connection):
            latest = connection.execute("SELECT max(delivered_at) FROM webhook_deliveries").fetchone()[0]
            if latest != before:
                before, since = latest, time.monotonic()
            if time.monotonic() - since > STALLED_SECONDS or server.process.poll() is not None:
                raise Failure("nothing is delivered any more")
            most = max(most, own_memory(server))
            log = max(log, (server.folder / "tessera.db-wal").stat().st_size / 2**20)
            time.sleep(LOOK_SECONDS)  # nothing tells when it has ended
    return most, log


def peak(server: Tesserad) -> float:
    """Of resident memory, in MB."""
    status = pathlib.Path(f"/proc/{server.process.pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status).group(1)) / 1024


def rates(database: pathlib.Path) -> tuple[list[float], float]:
    """Deliveries per second of the first, the middle and the last tenth, and of all."""
    with contextlib.closing(sqlite3.connect(database)) as connection:
        times = [row[0] / 1e6 for row in connection.execute("SELECT delivered_at FROM webhook_deliveries WHERE delivered_at IS NOT NULL ORDER BY delivered_at, id")]
        failed = connection.execute("SELECT count(*) FROM webhook_deliveries WHERE delivered_at IS NULL OR attempts <> 1").fetchone()[0]
    if failed > 0:
        raise Failure(f"{failed} deliveries did not arrive at once")
    tenth = len(times) // 10
    middle = len(times) // 2 - tenth // 2
    parts = [times[first:first + tenth] for first in (0, middle, len(times) - tenth)]
    return [(len(part) - 1) / (part[-1] - part[0]) for part in parts], (len(times) - 1) / (times[-1] - times[0])


def main() -> None:
    events = int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS
    folder = fresh_folder("deliveries")
    with Tesserad(folder):
        pass  # makes the tables
    fill(folder / "tessera.db", events)
    with Nginx(fresh_folder("receiver"), REPLY) as receiver, \
            Tesserad(folder, WEBHOOK_URL=receiver.url + "/hook", WEBHOOK_SECRET="a secret of the bench", TESSERA_OUTBOUND_NETWORKS="127.0.0.0/8") as server:
        idle = server.memory()
        own, log = drain(server)
        memory = peak(server)
    (first, middle, last), whole = rates(folder / "tessera.db")
    steady = last / middle
    print(f"deliveries, {events:,} queued events of {ASSETS:,} assets: {whole:,.0f}/s, in the first tenth {first:,.0f}/s, the middle {middle:,.0f}/s, "
          f"the last {last:,.0f}/s, last beside middle {steady:.2f} (target {TARGET_STEADY}: {'holds' if steady >= TARGET_STEADY else 'MISSED'})")
    print(f"deliveries, memory: {idle:.1f} MB at the start, {memory:.1f} MB at most, with mapped pages of the database, {own:.1f} MB without "
          f"(target {TARGET_MEGABYTES} MB: {'holds' if memory <= TARGET_MEGABYTES else 'MISSED'}); the database's log {log:,.0f} MB at most "
          f"(target {TARGET_LOG} MB: {'holds' if log <= TARGET_LOG else 'MISSED'})", flush=True)


if __name__ == "__main__":
    main()
