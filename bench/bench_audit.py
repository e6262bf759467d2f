#!/usr/bin/env python3
"""Measures the audit trail: what sealing costs those who write, and how fast a trail is verified.

bench/bench_audit.py [EVENTS]     (100,000)

wrk with 64 connections creates assets, an event each. Rounds with the sealing job at work and without it take turns, on fresh
databases. Then so many events are written while they are sealed, the rest is sealed, and tesserad --verify-audit goes over all.
"""

import contextlib
import json
import os
import pathlib
import re
import resource
import sqlite3
import statistics
import subprocess
import sys
import time

from servers import BUILD, Failure, Tesserad, exchange, fresh_folder, load, make_team, processor_seconds, settle

EVENTS = 100_000
CONNECTIONS = 64
SECONDS = int(os.environ.get("ROUND_SECONDS", "5"))
ROUNDS = 9
TARGET_RATIO = 0.95
TARGET_VERIFIED = 200_000
WAIT_SECONDS = 600


def head(server: Tesserad) -> dict:
    return json.loads(exchange(server.address, "/api/v1/audit/chain/head").split(b"\r\n\r\n", 1)[1])


def write_round(seal_seconds: int) -> tuple[float, float, int]:
    """Events written per second, microseconds of the server's processor time for each, and how many were sealed meanwhile."""
    with Tesserad(fresh_folder("audit"), TESSERA_AUDIT_SEAL_SECONDS=str(seal_seconds)) as server:
        team = make_team(server)
        settle(server.process)
        before = processor_seconds(server.process)
        rate = load(server.url, CONNECTIONS, SECONDS, "post_assets.lua", team)
        return rate, (processor_seconds(server.process) - before) / (rate * SECONDS) * 1e6, head(server)["sequence"]


def write_all(server: Tesserad, events: int) -> tuple[float, float]:
    """Writes so many events, or a few more, and waits until all are sealed. Events per second of writing, and seconds of waiting."""
    team, spent, state = make_team(server), 0.0, head(server)
    while (written := state["sequence"] + state["unsealed"]) < events:
        began = time.monotonic()
        # Names are given out faster than replies come: the next round begins well behind the last.
        load(server.url, CONNECTIONS, SECONDS, "post_assets.lua", team, str(written * 2))
        spent += time.monotonic() - began
        state = head(server)
    ended = time.monotonic()
    while (state := head(server))["unsealed"] > 0:
        if time.monotonic() - ended > WAIT_SECONDS:
            raise Failure(f"{state['unsealed']} events are not sealed after {WAIT_SECONDS} seconds")
        time.sleep(0.05)  # there is nothing to wait for: the head tells
    return state["sequence"] / spent, time.monotonic() - ended


def children_seconds() -> float:
    """Processor time of the processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def verify(folder: pathlib.Path) -> tuple[int, float, float]:
    """How many events --verify-audit went over, seconds of its whole run, and of processor time."""
    began, used = time.monotonic(), children_seconds()
    done = subprocess.run([BUILD / "tesserad", "--database", folder / "tessera.db", "--verify-audit"], capture_output=True, text=True)
    took, used = time.monotonic() - began, children_seconds() - used
    if done.returncode != 0:
        raise Failure(f"the trail could not be verified: {done.stderr[-300:]}")
    with contextlib.closing(sqlite3.connect(folder / "tessera.db")) as connection:
        events = connection.execute("SELECT count(*) FROM audit_events").fetchone()[0]
    told = re.search(r"(\d+) events in", done.stdout)
    if told is None or int(told.group(1)) != events:
        raise Failure(f"not all of {events} events were verified: {done.stdout[-300:]}")
    return events, took, used


def verdict(target: object, holds: bool) -> str:
    return f"(target {target}: {'holds' if holds else 'MISSED'})"


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS
    pairs = [(write_round(1), write_round(86400)) for _ in range(ROUNDS)]
    sealing, idle = ([pair[side] for pair in pairs] for side in (0, 1))
    if any(sealed == 0 for *_, sealed in sealing) or any(sealed > 0 for *_, sealed in idle):
        raise Failure("the sealing job did not work in the rounds with it, or worked in those without")
    ratios = [left[0] / right[0] for left, right in pairs]
    ratio = statistics.median(ratios)
    (rate, cost), (alone, alone_cost) = ([statistics.median(one[place] for one in side) for place in (0, 1)] for side in (sealing, idle))
    print(f"audit, {CONNECTIONS} writers: {rate:,.0f} events/s while they are sealed, {alone:,.0f}/s without, ratio {ratio:.2f}, "
          f"from {min(ratios):.2f} to {max(ratios):.2f} {verdict(TARGET_RATIO, ratio >= TARGET_RATIO)}; "
          f"{cost:.1f} and {alone_cost:.1f} us of processor each", flush=True)
    folder = fresh_folder("audit")
    with Tesserad(folder, TESSERA_AUDIT_SEAL_SECONDS="1") as server:
        rate, waited = write_all(server, wanted)
    runs = [verify(folder) for _ in range(ROUNDS)]
    speed, alone = (statistics.median(run[0] / run[place] for run in runs) for place in (1, 2))
    print(f"audit, {runs[0][0]:,} events written at {rate:,.0f}/s, all sealed {waited:.1f} s after the last; verified at {speed:,.0f} events/s, "
          f"{alone:,.0f} a second of processor " + verdict(f"{TARGET_VERIFIED:,}", alone >= TARGET_VERIFIED), flush=True)


if __name__ == "__main__":
    main()
