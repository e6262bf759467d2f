#!/usr/bin/env python3
"""Measures durable publishing of compatible changes beside SQLite alone.

bench/bench_publish.py [BUILD]     BUILD: the folder that holds tesserad (build-bench)

wrk with 64 connections publishes a compatible change for ever other assets. Every round begins with the same database, in which
each asset has one contract. The statements of such publishes are recorded from the running server, and SQLite alone executes
them on the same database, with as many publishes in a commit as the server had: what both differ in is the processor time of
HTTP, JSON, checking, comparing and of passing requests between threads.
"""

import json
import os
import pathlib
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import uuid

import servers
from bench_contracts import MICROSECONDS, schema
from servers import Failure, Tesserad, fresh_folder, load, make_assets, processor_seconds, settle

ASSETS = 20_000
CONNECTIONS = 64
FIELDS = 20
SECONDS = int(os.environ.get("ROUND_SECONDS", "2"))
ROUNDS = 5
TARGET_RATE = 5000
TARGET_RATIO = 2.2


def publish(server: Tesserad, seconds: int, base: pathlib.Path, assets: list[str], fields: int) -> float:
    """Publishes per second of a schema with so many fields, for one asset after the other."""
    (base / "ids").write_text("\n".join(assets))
    (base / "body").write_text(json.dumps({"schema": schema(fields)}))
    return load(server.url, CONNECTIONS, seconds, "publish.lua", str(base / "ids"), str(base / "body"))


def without_contract(database: pathlib.Path) -> list[str]:
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    rows = connection.execute("SELECT id FROM assets WHERE id NOT IN (SELECT asset_id FROM contracts) ORDER BY id").fetchall()
    connection.close()
    return [str(uuid.UUID(bytes=row[0])) for row in rows]


def database_of_contracts() -> tuple[pathlib.Path, list[str], float]:
    """A folder with a database in which every asset has a contract, the assets, and first publishes per second."""
    base = fresh_folder("published")
    rates = []
    with Tesserad(base) as server:
        assets = sorted(make_assets(server, ASSETS))
        while left := without_contract(base / "tessera.db"):
            rates.append(publish(server, SECONDS, base, left, FIELDS))
    return base, assets, rates[0]


def copy_of(base: pathlib.Path) -> pathlib.Path:
    folder = fresh_folder("publishing")
    shutil.copy(base / "tessera.db", folder)
    return folder


def server_round(base: pathlib.Path, assets: list[str]) -> tuple[float, float, float]:
    """Publishes per second, microseconds of the server's processor time for each, publishes in a commit."""
    with Tesserad(copy_of(base)) as server:
        settle(server.process)
        before = processor_seconds(server.process)
        rate = publish(server, SECONDS, base, assets, FIELDS + 1)
        used = processor_seconds(server.process) - before
    return rate, MICROSECONDS * used / (rate * SECONDS), server.writes_per_commit()


def record(base: pathlib.Path, assets: list[str]) -> pathlib.Path:
    """The statements of some thousands of such publishes, each of which was committed by itself."""
    statements = base / "statements"
    recorder = servers.BUILD / "bench" / "librecord_statements.so"
    with Tesserad(copy_of(base), LD_PRELOAD=str(recorder), RECORDED_STATEMENTS=str(statements),
                  TESSERA_GROUP_COMMIT_MAXIMUM="1") as server:
        publish(server, 2 * SECONDS, base, assets, FIELDS + 1)
    return statements


def bare_round(base: pathlib.Path, statements: pathlib.Path, batch: float) -> float:
    """Microseconds of processor time that SQLite alone takes for the statements of one publish."""
    done = subprocess.run([servers.BUILD / "bench" / "bench_replay", copy_of(base) / "tessera.db", statements, f"{batch:.2f}"],
                          capture_output=True, text=True)
    if done.returncode != 0:
        raise Failure(f"bench_replay failed: {done.stderr[-500:]}")
    return float(re.search(r"^microseconds ([\d.]+)$", done.stdout, re.MULTILINE).group(1))


def main() -> None:
    if len(sys.argv) > 1:
        servers.BUILD = pathlib.Path(sys.argv[1]).resolve()
        servers.WORK = servers.BUILD / "work"
        servers.WORK.mkdir(exist_ok=True)
    base, assets, first = database_of_contracts()
    statements = record(base, assets)
    rounds = []
    for _ in range(ROUNDS):  # in turns
        rate, cost, batch = server_round(base, assets)
        rounds.append((rate, cost, batch, bare_round(base, statements, batch)))
    ratios = [cost / bare for _, cost, _, bare in rounds]
    rate, cost, batch, bare = map(statistics.median, zip(*rounds))
    print(f"publish, {CONNECTIONS} connections, durable: first contracts {first:,.0f}/s, compatible changes {rate:,.0f}/s "
          f"(target {TARGET_RATE:,}/s: {'holds' if rate >= TARGET_RATE else 'MISSED'}), {batch:.1f} in a commit")
    ratio = statistics.median(ratios)
    print(f"publish, processor time: {cost:.0f} us each, SQLite alone {bare:.0f} us for the same statements in such batches, "
          f"ratio {ratio:.2f}, from {min(ratios):.2f} to {max(ratios):.2f} "
          f"(target {TARGET_RATIO}: {'holds' if ratio <= TARGET_RATIO else 'MISSED'})", flush=True)


if __name__ == "__main__":
    main()
