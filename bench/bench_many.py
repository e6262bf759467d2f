#!/usr/bin/env python3
"""Measures a database of many contracts: bringing them in, and what lists, histories and differences then cost.

bench/bench_many.py [ASSETS]     ten contracts an asset (100,000 assets)

SQLite's file is filled by --import, and beside it by SQLite's own program from a copy of its rows; PostgreSQL by --import, and beside it by
psql's \\copy into tables with the same indexes. Times of requests are medians from one connection, the client's own work included. Publishes
are of assets that are made through the API, the same number in the full database and in an empty one.
"""

import json
import pathlib
import random
import statistics
import subprocess
import sys
import time
import uuid

import servers
from bench_contracts import schema
from servers import TOP, Tesserad, fresh_folder, load, make_assets, processor_seconds

sys.path.insert(0, str(TOP / "tests"))
from support import postgres  # noqa: E402

VERSIONS = 10
REQUESTS = 100
TARGET_MILLISECONDS = 5
TARGET_SHARE = 0.5
TARGET_PUBLISH = 0.8
PUBLISHED = 10_000  # assets: more than are published in a round
CONNECTIONS = 20
ROUND_SECONDS = 1
ROUNDS = 4
TABLES = ("teams", "assets", "contracts", "registrations", "contract_versions", "list_counts", "name_changes")
SHARED_BUFFERS = "1GB"


def write_lines(file: pathlib.Path, assets: int) -> int:
    """Teams, assets, contracts and registrations as --import takes them; how many."""
    chance = random.Random(1)

    def identity() -> str:
        return str(uuid.UUID(int=chance.getrandbits(128), version=4))

    documents = [json.dumps(schema(4 + version % 3), separators=(",", ":")) for version in range(VERSIONS)]
    teams = [identity() for _ in range(2000)]
    with open(file, "w") as out:
        for number, team in enumerate(teams):
            out.write(json.dumps({"team": {"id": team, "name": f"team {number}", "created_at": "2026-01-01T00:00:00Z"}}) + "\n")
        for number in range(assets):
            asset, owner = identity(), teams[number % len(teams)]
            row = {"id": asset, "fqn": f"warehouse.domain_{number % 97}.table_{number:07d}", "owner_team_id": owner,
                   "environment": ("production", "staging", "test")[number // 7 % 3], "resource_type": ("model", "source", "other")[number // 3 % 3],
                   "created_at": f"2026-01-{1 + number % 28:02d}T00:00:00Z"}
            out.write(json.dumps({"asset": row}) + "\n")
            for version in range(VERSIONS):
                contract, at = identity(), f"2026-{version + 1:02d}-{1 + number % 28:02d}T{number % 24:02d}:{number // 24 % 60:02d}:00Z"
                state = "active" if version == VERSIONS - 1 else "deprecated"
                out.write(f'{{"contract":{{"id":"{contract}","asset_id":"{asset}","version":"1.{version}.{number % 7}","status":"{state}","published_at":"{at}",'
                          f'"published_by":"{owner}","schema":{documents[version]}}}}}\n')
            row = {"id": identity(), "contract_id": contract, "consumer_team_id": teams[(number * 7 + 1) % len(teams)], "status": "active", "registered_at": at}
            out.write(json.dumps({"registration": row}) + "\n")
    return len(teams) + assets * (VERSIONS + 2)


def seconds(*command: object) -> float:
    began = time.monotonic()
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    if done.returncode != 0:
        raise servers.Failure(f"{command[0]} failed: {done.stderr[-500:]}")
    return time.monotonic() - began


def say_import(kind: str, peer: str, lines: int, ours: float, theirs: float) -> None:
    share = theirs / ours
    print(f"import into {kind}: {lines:,} lines, {lines / ours:,.0f} a second, {peer} {lines / theirs:,.0f}, share {share:.2f} "
          f"(target {TARGET_SHARE}: {'holds' if share >= TARGET_SHARE else 'MISSED'})", flush=True)


def into_sqlite(program: pathlib.Path, folder: pathlib.Path, file: pathlib.Path, lines: int) -> str:
    ours = seconds(program, "--database", folder / "many.db", "--import", file)
    (folder / "none.ndjson").write_text("")
    seconds(program, "--database", folder / "peer.db", "--import", folder / "none.ndjson")
    fill = "; ".join(f"INSERT INTO {table} SELECT * FROM filled.{table}" for table in TABLES)
    theirs = seconds("sqlite3", folder / "peer.db", f"PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; ATTACH '{folder / 'many.db'}' AS filled; {fill}")
    say_import("SQLite", "SQLite's own program from rows", lines, ours, theirs)
    (folder / "peer.db").unlink()
    return str(folder / "many.db")


def into_postgresql(program: pathlib.Path, folder: pathlib.Path, file: pathlib.Path, lines: int, cluster: postgres.Cluster) -> str:
    url, peer = cluster.new_database(), cluster.new_database()
    ours = seconds(program, "--database", url, "--import", file)
    seconds(program, "--database", peer, "--import", folder / "none.ndjson")
    theirs, psql = 0.0, postgres.program("psql")
    for table in TABLES:
        seconds(psql, url, "-c", f"\\copy {table} TO '{folder / table}'")
        theirs += seconds(psql, peer, "-c", f"\\copy {table} FROM '{folder / table}'")
        (folder / table).unlink()
    say_import("PostgreSQL", "\\copy", lines, ours, theirs)
    cluster.query("VACUUM ANALYZE", database=url.split("?")[0].rsplit("/", 1)[1])
    return url


def cases(get) -> dict[str, list[str]]:
    """Paths by what they ask for."""
    teams = [entry["id"] for entry in get("/api/v1/teams?limit=100")["results"]]
    assets = [entry["id"] for entry in get("/api/v1/assets?limit=100&offset=500")["results"]]
    contracts = [entry["id"] for entry in get("/api/v1/contracts?limit=100")["results"]]
    lists = {
        "teams": "teams", "assets": "assets", "assets of an environment": "assets?environment=staging", "assets of a kind": "assets?resource_type=model",
        "assets by time": "assets?sort_by=created_at&sort_order=desc", "assets by owner": "assets?sort_by=owner",
        "assets by owning user": "assets?sort_by=owner_user", "assets of an environment and a kind": "assets?environment=staging&resource_type=model",
        "assets that no user owns": "assets?unowned=true", "assets of an environment, by owner": "assets?environment=staging&sort_by=owner", "assets named": "assets?fqn=table_00012",
        "search for assets": "assets/search?q=table_00012", "search": "search?q=table_00012", "contracts": "contracts", "active contracts": "contracts?status=active",
        "contracts of a version": "contracts?version=1.3", "contracts of all versions": "contracts?version=1.", "registrations": "registrations",
        "registrations of a state": "registrations?status=active", "proposals": "proposals",
    }  # fmt: skip
    some = {name: [f"/api/v1/{path}"] for name, path in lists.items()}
    some["assets of a team"] = [f"/api/v1/assets?owner={team}" for team in teams]
    for name in ("contracts", "contracts/history", "context"):
        some[f"asset's {name}"] = [f"/api/v1/assets/{asset}/{name}" for asset in assets]
    some["diff"] = []
    for asset in assets[:20]:
        found = get(f"/api/v1/assets/{asset}/contracts/history")["contracts"]
        some["diff"].append(f"/api/v1/assets/{asset}/contracts/diff?from_version={found[-1]['version']}&to_version={found[0]['version']}")
    some["contract"] = [f"/api/v1/contracts/{contract}" for contract in contracts]
    return some


def bench_requests(kind: str, database: str, folder: pathlib.Path, contracts: int) -> None:
    with Tesserad(folder, "--database", database) as server:
        connection = server.connect()

        def get(path: str) -> dict:
            connection.request("GET", path)
            reply = connection.getresponse()
            body = reply.read()
            if reply.status != 200:
                raise servers.Failure(f"GET {path} was answered with {reply.status}: {body[:200]!r}")
            return json.loads(body)

        for name, paths in cases(get).items():
            times, used = [], processor_seconds(server.process)
            for number in range(REQUESTS):
                began = time.perf_counter()
                get(paths[number % len(paths)])
                times.append(1000 * (time.perf_counter() - began))
                if sum(times) > 10_000:
                    break
            middle, used = statistics.median(times), 1000 * (processor_seconds(server.process) - used) / len(times)
            print(f"{kind}, {contracts:,} contracts, {name}: {middle:.2f} ms, {used:.1f} ms of the server's processor (target {TARGET_MILLISECONDS} ms: "
                  f"{'holds' if middle <= TARGET_MILLISECONDS else 'MISSED'})", flush=True)


# --- publishes into a full database and an empty one ------------------------------------------------------------------


class Publisher:
    """A server with assets of its own, for which wrk publishes ever wider schemas, one asset after the other."""

    def __init__(self, name: str, database: str) -> None:
        self.server = Tesserad(fresh_folder(name), "--database", database)
        self.ids, self.width, self.rates, self.times = self.server.folder / "ids", 4, [], []
        self.ids.write_text("\n".join(make_assets(self.server, PUBLISHED)))
        published = 0
        while published < PUBLISHED:
            published += round(self.publish(published) * ROUND_SECONDS)

    def publish(self, first: int) -> float:
        """Publishes a second, from one of the assets on."""
        body = self.server.folder / "body"
        body.write_text(json.dumps({"schema": schema(self.width)}))
        return load(self.server.url, CONNECTIONS, ROUND_SECONDS, "publish.lua", str(self.ids), str(body), str(first))

    def round(self) -> None:
        self.width += 2
        before = processor_seconds(self.server.process)
        self.rates.append(self.publish(0))
        self.times.append(1e6 * (processor_seconds(self.server.process) - before) / (self.rates[-1] * ROUND_SECONDS))


def bench_publishes(kind: str, full: str, empty: str, contracts: int) -> None:
    """The same assets and publishes in both, by turns."""
    sides = [Publisher("full", full), Publisher("empty", empty)]
    try:
        for number in range(2 * ROUNDS):
            for side in sides if number % 2 else sides[::-1]:
                side.round()
    finally:
        for side in sides:
            side.server.__exit__()
    ratio = statistics.median(left / right for left, right in zip(sides[0].rates, sides[1].rates))
    rates = [statistics.median(side.rates) for side in sides]
    times = [statistics.median(side.times) for side in sides]
    print(f"{kind}, compatible publish, {CONNECTIONS} connections: among {contracts:,} contracts {rates[0]:,.0f}/s, {times[0]:.0f} us of the server's processor, in an "
          f"empty database {rates[1]:,.0f}/s, {times[1]:.0f} us, ratio {ratio:.2f} (target {TARGET_PUBLISH}: {'holds' if ratio >= TARGET_PUBLISH else 'MISSED'})", flush=True)


def main() -> None:
    assets = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    servers.WORK.mkdir(exist_ok=True)
    folder, program = fresh_folder("many"), servers.BUILD / "tesserad"
    lines = write_lines(folder / "many.ndjson", assets)
    file = into_sqlite(program, folder, folder / "many.ndjson", lines)
    cluster = postgres.Cluster(durable=True, settings={"shared_buffers": SHARED_BUFFERS, "max_wal_size": "8GB"})
    try:
        url = into_postgresql(program, folder, folder / "many.ndjson", lines, cluster)
        (folder / "many.ndjson").unlink()
        bench_requests("SQLite", file, folder, assets * VERSIONS)
        bench_requests("PostgreSQL", url, folder, assets * VERSIONS)
        bench_publishes("SQLite", file, str(fresh_folder("small") / "small.db"), assets * VERSIONS)
        bench_publishes("PostgreSQL", url, cluster.new_database(), assets * VERSIONS)
    finally:
        cluster.close()


if __name__ == "__main__":
    main()
