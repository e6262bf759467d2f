#!/usr/bin/env python3
"""What calls of tessera_sdk cost the client, beside the same calls made with httpx and pydantic in the same run.

Needs a built tesserad (TESSERA_BUILD, default build/) and tessera_sdk on the path. Prints client CPU per call in microseconds
(user and system, of this process), the ratio, the time of the import and the memory of an idle client.
"""

import asyncio
import datetime
import gc
import logging
import os
import pathlib
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import uuid

TOP = pathlib.Path(__file__).resolve().parent.parent
BUILD = TOP / os.environ.get("TESSERA_BUILD", "build")
ROUNDS = 5
TURNS = 60  # pairs of turns, of some milliseconds each


def start_server(folder):
    server = subprocess.Popen([BUILD / "tesserad", "--listen", "127.0.0.1:0", "--database", f"{folder}/bench.db"],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    line = server.stdout.readline()
    if not line.startswith("listening on "):
        raise SystemExit("bench: the server did not start")
    return server, line.removeprefix("listening on ").strip()


def fill(address):
    """Makes a team with 120 assets and returns the ids of the assets."""
    from tessera_sdk import TesseraClient

    with TesseraClient(address) as client:
        team = client.teams.create("bench")
        return [client.assets.create(f"lake.bench.t{i}", team.id, description=f"Table {i}", tags=["bench", "pii"],
                                     metadata={"rows": i, "owner": {"name": "x"}}).id for i in range(120)]


def pydantic_asset():
    import pydantic

    class Asset(pydantic.BaseModel):
        id: uuid.UUID
        fqn: str
        description: str | None = None
        owner_team_id: uuid.UUID
        owner_user_id: uuid.UUID | None = None
        service_id: uuid.UUID | None = None
        environment: str
        resource_type: str
        guarantee_mode: str
        semver_mode: str
        metadata: dict
        tags: list[str]
        created_at: datetime.datetime
        updated_at: datetime.datetime | None = None
        owner_team_name: str | None = None

    return Asset


async def turn(work, calls):
    """Microseconds of CPU of one call, over so many, once the caches have come round to it."""
    await work()
    before = time.process_time()
    for _ in range(calls):
        await work()
    return (time.process_time() - before) / calls * 1e6


async def paired(ours, theirs, calls, their_calls=None, pairs=TURNS):
    """Costs of two works in short turns, one right after the other and each first as often as the other, and the median of the ratios
    of the pairs: what disturbs the machine for longer than a turn disturbs both, and what is shorter spoils few pairs."""
    works = (ours, calls), (theirs, their_calls or calls)
    costs = []
    gc.collect()
    gc.freeze()
    for number in range(pairs):
        gc.collect()
        pair = [0.0, 0.0]
        for side in (0, 1) if number % 2 == 0 else (1, 0):
            pair[side] = await turn(*works[side])
        costs.append(pair)
    gc.unfreeze()
    left, right = (statistics.median(side) for side in zip(*costs))
    return left, right, statistics.median(one / other for one, other in costs)


def request_of(address, path):
    return f"GET {path} HTTP/1.1\r\nHost: {address.removeprefix('http://')}\r\nAccept: application/json\r\n\r\n".encode()


async def beside_a_socket(address, ids):
    """A call beside the least that asyncio can do: the same bytes on one socket, nothing decoded."""
    from tessera_sdk import AsyncTesseraClient

    host, port = address.removeprefix("http://").split(":")
    request = request_of(address, f"/api/v1/assets/{ids[0]}")
    loop = asyncio.get_running_loop()
    async with AsyncTesseraClient(address) as client:
        with socket.create_connection((host, int(port))) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection.setblocking(False)
            waiting = []
            loop.add_reader(connection, lambda: waiting.pop().set_result(connection.recv(65536)))

            async def get():
                waiting.append(loop.create_future())
                connection.send(request)
                await waiting[0]

            result = await paired(lambda: client.assets.get(ids[0]), get, 200)
            loop.remove_reader(connection)
    return result


async def beside_a_connection(address, ids):
    """A client for each request, as a dependency of FastAPI may have it, beside a connection for each."""
    from tessera_sdk import AsyncTesseraClient

    host, port = address.removeprefix("http://").split(":")
    request = request_of(address, f"/api/v1/assets/{ids[0]}")

    async def ours():
        async with AsyncTesseraClient(address) as client:
            await client.assets.get(ids[0])

    async def theirs():
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(request)
        await reader.read(65536)
        writer.close()
        await writer.wait_closed()

    return await paired(ours, theirs, 40)


async def beside_a_logger(address, ids):
    """A call that is logged at INFO beside the same call and a logger.info of as much."""
    from tessera_sdk import AsyncTesseraClient

    logger, other = logging.getLogger("tessera_sdk"), logging.getLogger("other")
    for one in (logger, other):
        one.propagate = False
        one.addHandler(logging.NullHandler())
    other.setLevel(logging.INFO)
    async with AsyncTesseraClient(address) as client:

        async def ours():
            logger.setLevel(logging.INFO)
            await client.assets.get(ids[0])

        async def theirs():
            logger.setLevel(logging.WARNING)
            await client.assets.get(ids[0])
            other.info("%s %s: %s in %.1f ms%s%s", "GET", "/api/v1/assets/{asset_id}", 200, 1.25, "", "")

        result = await paired(ours, theirs, 200)
    logger.setLevel(logging.NOTSET)
    return result


async def beside_httpx(address, ids):
    """For each kind of use: what it costs, what the same costs with httpx and pydantic, and the latter by the former, a call."""
    import httpx
    from tessera_sdk import AsyncTesseraClient

    asset = pydantic_asset()

    async def get(one):
        reply = await client.get(f"/api/v1/assets/{one}")
        reply.raise_for_status()
        return asset.parse_obj(reply.json())

    async def page():
        reply = await client.get("/api/v1/assets", params={"limit": 100})
        reply.raise_for_status()
        return [asset.parse_obj(entry) for entry in reply.json()["results"]]

    def many(one):
        return asyncio.gather(*(one(each) for each in ids[:100]))

    async with (
        AsyncTesseraClient(address) as ours,
        httpx.AsyncClient(base_url=address, trust_env=False, limits=httpx.Limits(max_connections=100)) as client,
    ):
        works = {
            "assets.get, one at a time": (lambda: get(ids[0]), lambda: ours.assets.get(ids[0]), 10, 200, 1),
            "gather of 100 assets.get": (lambda: many(get), lambda: many(ours.assets.get), 1, 10, 100),
            "assets.list(limit=100)": (page, lambda: ours.assets.list(limit=100), 2, 20, 1),
        }
        results = {}
        for name, (theirs, mine, their_calls, calls, each) in works.items():
            right, left, ratio = await paired(theirs, mine, their_calls, calls, TURNS // 3)
            results[name] = left / each, right / each, ratio
    return results


def synchronous_cost(address, ids):
    from tessera_sdk import TesseraClient

    costs = []
    with TesseraClient(address) as client:
        for _ in range(ROUNDS + 1):
            before = time.process_time()
            for _ in range(2000):
                client.assets.get(ids[0])
            costs.append((time.process_time() - before) / 2000 * 1e6)
    return statistics.median(costs[1:])


def diff_cost(properties):
    """Microseconds of CPU of one offline comparison of two dicts in which one property went and one came."""
    from tessera_sdk import schema

    def document(first):
        return {"type": "object", "required": ["p7"],
                "properties": {f"p{i}": {"type": "string", "maxLength": i + 1, "description": f"Column {i}"}
                               for i in range(first, first + properties)}}

    old, new, times = document(0), document(1), []
    calls = 20_000 // properties
    for _ in range(ROUNDS + 1):
        before = time.process_time()
        for _ in range(calls):
            assert len(schema.diff(old, new).all_changes) == 2
        times.append((time.process_time() - before) / calls * 1e6)
    return statistics.median(times[1:])


def import_milliseconds(statement):
    """CPU time of an import in a fresh interpreter, without the interpreter's own start: the best of a few."""
    program = f"import time; before = time.process_time(); {statement}; print(time.process_time() - before)"
    return min(float(subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout)
               for _ in range(9)) * 1e3


async def idle_kilobytes(address):
    """Resident memory of a client that made a call and has nothing to do."""
    from tessera_sdk import AsyncTesseraClient

    def resident():
        return int(pathlib.Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()

    count = 100
    warm = AsyncTesseraClient(address)
    await warm.health()
    before = resident()
    clients = [AsyncTesseraClient(address) for _ in range(count)]
    for client in clients:
        await client.health()
    used = (resident() - before) / count / 1000
    for client in [warm, *clients]:
        await client.close()
    return used


def main():
    with tempfile.TemporaryDirectory(prefix="tessera-bench-") as folder:
        server, address = start_server(folder)
        try:
            ids = fill(address)
            print(f"{'client CPU per call':46} {'tessera_sdk':>12} {'httpx+pydantic':>15} {'ratio':>7}")
            for name, (mine, theirs, ratio) in asyncio.run(beside_httpx(address, ids)).items():
                print(f"{name:46} {mine:9.1f} us {theirs:12.1f} us {ratio:6.1f}x")
            for name, beside in (("assets.get / bare socket of asyncio", beside_a_socket),
                                 ("a client a request / open_connection", beside_a_connection),
                                 ("logged at INFO / the call and logger.info", beside_a_logger)):
                left, right, ratio = asyncio.run(beside(address, ids))
                print(f"{name:46} {left:9.1f} us {right:12.1f} us {ratio:6.2f}")
            print(f"{'synchronous assets.get':46} {synchronous_cost(address, ids):9.1f} us")
            for count in (10, 50, 500):
                print(f"{f'schema.diff, offline, {count} properties':46} {diff_cost(count):9.1f} us")
            print(f"{'idle client':46} {asyncio.run(idle_kilobytes(address)):9.1f} kB")
        finally:
            server.terminate()
            server.wait()
    ours, theirs = (import_milliseconds(statement) for statement in ("from tessera_sdk import AsyncTesseraClient", "import httpx"))
    print(f"{'from tessera_sdk import AsyncTesseraClient':46} {ours:9.1f} ms")
    print(f"{'import httpx / import of tessera_sdk':46} {theirs:9.1f} ms {theirs / ours:6.1f}x")



if __name__ == "__main__":
    main()
