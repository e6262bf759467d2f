#!/usr/bin/env python3
"""Measures lineage, impact, the graph of services and what a team has to answer, among 10,000 assets with 50,000 dependencies.

bench/bench_graph.py

Medians over requests from one connection. Beside lineage and impact the same walk is run by the bare SQLite shell, as one recursive
query over the same file; both times are of the program's own work: the server's, and what the shell's `.timer` says. A small
neighbourhood is asked for among ten times as many assets as well: of it, processor time is what must not grow.
"""

import http.client
import json
import pathlib
import random
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
import uuid

from servers import Failure, Tesserad, fresh_folder, make_team, processor_seconds

ASSETS, EDGES, SERVICES, DEPTH = 10_000, 50_000, 500, 5
NEIGHBOURS = 8  # services that the assets of a service use, besides its own
REQUESTS, ROUNDS = 40, 5
SMALL_DEPTH, GROWN = 2, 10  # of the neighbourhood that is asked for again among that many times the assets
GROWTH_MAXIMUM = 2  # the walk is as long; its pages are found less often in the memory of the connection
CONSUMERS = 100  # teams that each have to answer the proposals of as many assets
MICROSECONDS = 1_000_000
SCHEMA = {"type": "object", "properties": {"id": {"type": "integer"}}}

# Each asset once, at its least depth, with what a lineage tells of it.
WALK = """
WITH RECURSIVE reach(id, depth) AS (
    SELECT x'{start}', 0
    UNION
    SELECT d.{to}, r.depth + 1 FROM reach r JOIN dependencies d ON d.{at} = r.id AND d.deleted_at IS NULL
        JOIN assets a ON a.id = d.{to} AND a.deleted_at IS NULL WHERE r.depth < {depth})
SELECT hex(a.id), a.fqn, t.name, min(r.depth) FROM reach r JOIN assets a ON a.id = r.id JOIN teams t ON t.id = a.owner_team_id
    GROUP BY a.id ORDER BY min(r.depth) LIMIT {limit};
"""


def fill(database: pathlib.Path, team: str, assets: int, edges: int) -> list[uuid.UUID]:
    """Adds assets, services and dependencies at random, the same in each run."""
    chance = random.Random(7)
    now = int(time.time() * MICROSECONDS)
    ids = [uuid.UUID(int=chance.getrandbits(128), version=4) for _ in range(assets)]
    services = [uuid.UUID(int=chance.getrandbits(128), version=4) for _ in range(SERVICES)]
    repo, owner = uuid.uuid4().bytes, uuid.UUID(team).bytes
    with sqlite3.connect(database) as connection:
        connection.execute("INSERT INTO repos (id, name, git_url, owner_team_id, created_at) VALUES (?, 'all', 'https://x', ?, ?)", (repo, owner, now))
        connection.executemany("INSERT INTO services (id, name, repo_id, created_at) VALUES (?, ?, ?, ?)",
                               ((service.bytes, f"service {i:04d}", repo, now) for i, service in enumerate(services)))
        connection.executemany("INSERT INTO assets (id, fqn, owner_team_id, service_id, created_at) VALUES (?, ?, ?, ?, ?)",
                               ((one.bytes, f"graph.table_{i:06d}", owner, services[i % SERVICES].bytes, now + i) for i, one in enumerate(ids)))
        pairs: set[tuple[int, int]] = set()
        while len(pairs) < edges:
            after = chance.randrange(assets)
            before = (after + chance.randint(0, NEIGHBOURS) + SERVICES * chance.randrange(assets // SERVICES)) % assets
            if after != before:
                pairs.add((after, before))
        connection.executemany("INSERT INTO dependencies (id, dependent_asset_id, dependency_asset_id, created_at) VALUES (?, ?, ?, ?)",
                               ((uuid.UUID(int=chance.getrandbits(128), version=4).bytes, ids[after].bytes, ids[before].bytes, now + i)
                                for i, (after, before) in enumerate(sorted(pairs, key=lambda _: chance.random()))))
    return ids


def propose(database: pathlib.Path, owner: str, ids: list[uuid.UUID]) -> list[uuid.UUID]:
    """A pending proposal for every asset, and the teams that consume them: each an equal part of the assets, the last one all."""
    chance, now = random.Random(11), int(time.time() * MICROSECONDS)

    def fresh() -> bytes:
        return uuid.UUID(int=chance.getrandbits(128), version=4).bytes

    teams = [uuid.UUID(bytes=fresh()) for _ in range(CONSUMERS + 1)]
    contracts = [fresh() for _ in ids]
    by = uuid.UUID(owner).bytes
    with sqlite3.connect(database) as connection:
        connection.executemany("INSERT INTO teams (id, name, created_at) VALUES (?, ?, ?)",
                               ((team.bytes, f"consumer-{i:03d}", now) for i, team in enumerate(teams)))
        connection.executemany("INSERT INTO contracts (id, asset_id, version, published_at, published_by, schema) VALUES (?, ?, '0.1.0', ?, ?, '{}')",
                               ((contract, one.bytes, now, by) for contract, one in zip(contracts, ids)))
        connection.executemany("INSERT INTO registrations (id, contract_id, consumer_team_id, registered_at) VALUES (?, ?, ?, ?)",
                               ((fresh(), contract, team.bytes, now) for i, contract in enumerate(contracts) for team in (teams[i % CONSUMERS], teams[-1])))
        proposals = [fresh() for _ in ids]
        connection.executemany("INSERT INTO proposals (id, asset_id, change_type, proposed_by, proposed_at, proposed_schema) VALUES (?, ?, 'major', ?, ?, '{}')",
                               ((proposal, one.bytes, by, now + i) for i, (proposal, one) in enumerate(zip(proposals, ids))))
        connection.executemany("INSERT INTO awaited_consumers (proposal_id, consumer_team_id, proposed_at) VALUES (?, ?, ?)",
                               ((proposal, team.bytes, now + i) for i, proposal in enumerate(proposals) for team in (teams[i % CONSUMERS], teams[-1])))
    return teams


def ask(connection: http.client.HTTPConnection, method: str, path: str, body: dict | None = None) -> tuple[float, dict]:
    """The time of a request in milliseconds, and the reply."""
    began = time.perf_counter()
    connection.request(method, path, None if body is None else json.dumps(body), {} if body is None else {"Content-Type": "application/json"})
    reply = connection.getresponse()
    content = reply.read()
    taken = 1000 * (time.perf_counter() - began)
    if reply.status not in (200, 201):
        raise Failure(f"{method} {path} was answered with {reply.status}: {content[:300]!r}")
    return taken, json.loads(content)


def shell(database: pathlib.Path, starts: list[uuid.UUID], ways: tuple[tuple[str, str], ...], limit: int) -> float:
    """The median time of the walks in the bare shell, in milliseconds; all ways of a start together."""
    lines = [".timer on", ".output /dev/null"]
    for start in starts:
        lines += [WALK.format(start=start.hex, at=at, to=to, depth=DEPTH, limit=limit) for at, to in ways]
    done = subprocess.run([shutil.which("sqlite3") or "sqlite3", "-readonly", database], input="\n".join(lines), capture_output=True, text=True, check=True)
    times = [1000 * float(found) for found in re.findall(r"^Run Time: real ([\d.]+)", done.stdout, re.MULTILINE)]
    if len(times) != len(starts) * len(ways):
        raise Failure(f"the shell gave {len(times)} times: {done.stdout[:300]!r} {done.stderr[:300]!r}")
    return statistics.median(sum(times[i : i + len(ways)]) for i in range(0, len(times), len(ways)))


DOWN, UP = ("dependency_asset_id", "dependent_asset_id"), ("dependent_asset_id", "dependency_asset_id")


def say(what: str, times: list[float], bare: list[float] | None, limit_ms: float) -> None:
    ours = statistics.median(times)
    line = f"{what}: {ours:.2f} ms"
    holds, target = ours <= limit_ms, f"{limit_ms:g} ms"
    if bare is not None:
        ratio = statistics.median(left / right for left, right in zip(times, bare))
        line += f", the same walk in the bare SQLite shell {statistics.median(bare):.2f} ms, ratio {ratio:.2f}"
        holds, target = holds and ratio <= 1.3, f"{target}, ratio 1.3"
    print(f"{line} (target {target}: {'holds' if holds else 'MISSED'})", flush=True)


def unanswered() -> None:
    folder = fresh_folder("proposals")
    with Tesserad(folder) as server:
        team = make_team(server)
    teams = propose(folder / "tessera.db", team, fill(folder / "tessera.db", team, ASSETS, 0))
    with Tesserad(folder) as server:
        connection = server.connect()
        paths = [f"/api/v1/proposals/pending/{team}" for team in teams]
        few, every = ([statistics.median(ask(connection, "GET", path)[0] for path in chosen) for _ in range(ROUNDS)] for chosen in (paths[:-1], paths[-1:]))
    say(f"pending proposals among {ASSETS:,}, of a team that consumes {ASSETS // CONSUMERS}", few, None, 5)
    say(f"pending proposals of a team that consumes all {ASSETS:,}", every, None, 5)


def small_neighbourhood(folder: pathlib.Path, ids: list[uuid.UUID]) -> float:
    """Milliseconds of the server's processor time for a lineage of small depth."""
    paths = [f"/api/v1/assets/{one}/lineage?depth={SMALL_DEPTH}" for one in random.Random(5).sample(ids, 10 * REQUESTS)]
    with Tesserad(folder) as server:
        connection, times = server.connect(), []
        for _ in range(ROUNDS + 1):  # the first warms up
            before = processor_seconds(server.process)
            for path in paths:
                ask(connection, "GET", path)
            times.append(1000 * (processor_seconds(server.process) - before) / len(paths))
    return statistics.median(times[1:])


def growth(folder: pathlib.Path, ids: list[uuid.UUID]) -> None:
    grown = fresh_folder("grown")
    with Tesserad(grown) as server:
        team = make_team(server)
    more = fill(grown / "tessera.db", team, GROWN * ASSETS, GROWN * EDGES)
    few, many = small_neighbourhood(folder, ids), small_neighbourhood(grown, more)
    print(f"lineage, depth {SMALL_DEPTH}: {few:.2f} ms of processor among {ASSETS:,} assets, {many:.2f} ms among {GROWN * ASSETS:,}, "
          f"ratio {many / few:.2f} (target {GROWTH_MAXIMUM}: {'holds' if many / few <= GROWTH_MAXIMUM else 'MISSED'})", flush=True)


def main() -> None:
    folder = fresh_folder("graph")
    with Tesserad(folder) as server:
        team = make_team(server)
    database = folder / "tessera.db"
    ids = fill(database, team, ASSETS, EDGES)
    starts = random.Random(3).sample(ids, REQUESTS)
    with Tesserad(folder) as server:
        connection = server.connect()
        for start in starts:
            ask(connection, "POST", f"/api/v1/assets/{start}/publish", {"schema": SCHEMA})
        changed = {"type": "object", "properties": {"id": {"type": "string"}}}
        lineage, impact, bare_lineage, bare_impact, graph, around = [], [], [], [], [], []
        for _ in range(ROUNDS):
            lineage.append(statistics.median(ask(connection, "GET", f"/api/v1/assets/{one}/lineage?depth={DEPTH}")[0] for one in starts))
            bare_lineage.append(shell(database, starts, (DOWN, UP), -1))
            impact.append(statistics.median(ask(connection, "POST", f"/api/v1/assets/{one}/impact?depth={DEPTH}", changed)[0] for one in starts))
            bare_impact.append(shell(database, starts, (DOWN,), 500))
            graph.append(statistics.median(ask(connection, "GET", "/api/v1/graph/services")[0] for _ in range(5)))
            _, services = ask(connection, "GET", "/api/v1/services?limit=20")
            around.append(statistics.median(ask(connection, "GET", f"/api/v1/graph/services/{one['id']}/neighborhood")[0] for one in services["results"]))
        _, shown = ask(connection, "GET", f"/api/v1/assets/{starts[0]}/lineage?depth={DEPTH}")
    told = len(shown["upstream"]) + len(shown["downstream_assets"])
    print(f"{ASSETS:,} assets, {EDGES:,} dependencies, {SERVICES} services; a lineage of depth {DEPTH} tells {told:,} assets")
    say(f"impact, depth {DEPTH}", impact, bare_impact, 10)
    say(f"lineage, depth {DEPTH}, both ways", lineage, bare_lineage, 10)
    say("graph of services", graph, None, 50)
    say("neighbourhood of a service", around, None, 50)
    unanswered()
    growth(folder, ids)


if __name__ == "__main__":
    try:
        main()
    except Failure as problem:
        sys.exit(f"bench_graph: {problem}")
