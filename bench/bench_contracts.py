#!/usr/bin/env python3
"""Measures reading and comparing contracts among 100,000 of them.

bench/bench_contracts.py [BUILD]     BUILD: the folder that holds tesserad (build-bench)

Medians over requests from one connection, in a database of 10,000 assets with ten contracts each; the time is the client's,
its own work included.
"""

import http.client
import json
import pathlib
import sqlite3
import statistics
import sys
import time
import uuid

import servers
from servers import Failure, Tesserad, fresh_folder, make_team, processor_seconds

ASSETS, VERSIONS = 10_000, 10
REQUESTS = 200
TARGET_MILLISECONDS = 5
MICROSECONDS = 1_000_000


def schema(fields: int) -> dict:
    """A table's schema as people write them: about 100 bytes a field."""
    kinds = [{"type": "string", "maxLength": 200}, {"type": "integer", "minimum": 0}, {"type": ["number", "null"]},
             {"type": "string", "enum": ["new", "paid", "sent"]}, {"type": "string", "format": "date-time"}]
    made = {f"column_{i:02d}": {"description": f"What column {i} of the table holds", **kinds[i % len(kinds)]} for i in range(fields)}
    return {"type": "object", "properties": made, "required": ["column_00", "column_01"]}


def fill(database: pathlib.Path, team: str) -> list[str]:
    """Adds the assets and their contracts; the ids of the assets."""
    connection = sqlite3.connect(database)
    owner, now = uuid.UUID(team).bytes, int(time.time() * MICROSECONDS) - ASSETS * VERSIONS
    documents = [json.dumps(schema(15 + version), separators=(",", ":")) for version in range(VERSIONS)]
    assets = [uuid.uuid4() for _ in range(ASSETS)]
    connection.executemany(
        "INSERT INTO assets (id, fqn, owner_team_id, created_at) VALUES (?, ?, ?, ?)",
        ((asset.bytes, f"warehouse.filled.table_{i:06d}", owner, now) for i, asset in enumerate(assets)))
    for version in range(VERSIONS):
        connection.executemany(
            "INSERT INTO contracts (id, asset_id, version, status, published_at, published_by, schema) VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((uuid.uuid4().bytes, asset.bytes, f"1.{version}.{i % 7}", "active" if version == VERSIONS - 1 else "deprecated",
              now + version * ASSETS + i, owner, documents[version]) for i, asset in enumerate(assets)))
    connection.execute("INSERT INTO contract_versions (version, active, deprecated) SELECT version, count(*) FILTER (WHERE status = 'active'), "
                       "count(*) FILTER (WHERE status <> 'active') FROM contracts GROUP BY version")
    connection.commit()
    connection.close()
    return [str(asset) for asset in assets]


def timed(connection: http.client.HTTPConnection, method: str, paths: list[str], bodies: list | None = None) -> float:
    """The median time of a request in milliseconds."""
    times = []
    for number in range(REQUESTS):
        path = paths[number % len(paths)]
        body = None if bodies is None else json.dumps(bodies[number % len(bodies)])
        began = time.perf_counter()
        connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
        reply = connection.getresponse()
        content = reply.read()
        times.append(1000 * (time.perf_counter() - began))
        if reply.status != 200:
            raise Failure(f"{method} {path} was answered with {reply.status}: {content[:300]!r}")
    return statistics.median(times)


def get(connection: http.client.HTTPConnection, path: str) -> dict:
    connection.request("GET", path)
    return json.loads(connection.getresponse().read())


def bench_reading() -> None:
    folder = fresh_folder("contracts")
    with Tesserad(folder) as server:
        team = make_team(server)
    assets = fill(folder / "tessera.db", team)
    with Tesserad(folder) as server:
        connection = server.connect()
        some = assets[:: ASSETS // REQUESTS]
        contracts = [entry["id"] for entry in get(connection, "/api/v1/contracts?limit=100&offset=50000")["results"]]
        pairs = [{"contract_id_1": a, "contract_id_2": b} for a, b in zip(contracts, contracts[1:])]
        history = [f"/api/v1/assets/{asset}/contracts/history" for asset in some]
        cases = {
            "list, first page of 50": ("GET", ["/api/v1/contracts"]),
            "list, page of 50 in the middle": ("GET", ["/api/v1/contracts?offset=50000"]),
            "list of the active": ("GET", ["/api/v1/contracts?status=active"]),
            "list by asset": ("GET", [f"/api/v1/contracts?asset_id={asset}" for asset in some]),
            "list by version, many": ("GET", ["/api/v1/contracts?version=1.3"]),
            "list by version, nearly all": ("GET", ["/api/v1/contracts?version=1."]),
            "list by version, none": ("GET", ["/api/v1/contracts?version=9.9.9"]),
            "list by version and state": ("GET", ["/api/v1/contracts?version=1.3&status=deprecated"]),
            "list of the deprecated": ("GET", ["/api/v1/contracts?status=deprecated"]),
            "contracts of an asset": ("GET", [f"/api/v1/assets/{asset}/contracts" for asset in some]),
            "contract": ("GET", [f"/api/v1/contracts/{contract}" for contract in contracts]),
            f"history of {VERSIONS}": ("GET", history),
            "diff of two versions": ("GET", [f"/api/v1/assets/{asset}/contracts/diff?from_version=1.0.{i * 50 % 7}&to_version=1.9.{i * 50 % 7}"
                                             for i, asset in enumerate(some)]),
            "compare": ("POST", ["/api/v1/contracts/compare"], pairs),
            "version suggestion": ("POST", [f"/api/v1/assets/{asset}/version-suggestion" for asset in some], [{"schema": schema(26)}]),
        }
        for name, case in cases.items():
            began = processor_seconds(server.process)
            middle = timed(connection, *case)
            used = 1000 * (processor_seconds(server.process) - began) / REQUESTS
            holds = middle <= TARGET_MILLISECONDS
            print(f"{ASSETS * VERSIONS:,} contracts, {name}: {middle:.2f} ms, {used:.2f} ms of processor time "
                  f"(target {TARGET_MILLISECONDS} ms: {'holds' if holds else 'MISSED'})", flush=True)


def main() -> None:
    if len(sys.argv) > 1:
        servers.BUILD = pathlib.Path(sys.argv[1]).resolve()
        servers.WORK = servers.BUILD / "work"
        servers.WORK.mkdir(exist_ok=True)
    bench_reading()


if __name__ == "__main__":
    main()
