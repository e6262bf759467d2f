#!/usr/bin/env python3
"""What calls of tessera_sdk cost the client, beside the same calls made with httpx and pydantic in the same run.

Needs a built tesserad (TESSERA_BUILD, default build/) and tessera_sdk on the path. Prints client CPU per call in microseconds
(user and system, of this process), the ratio, the time of the import and the memory of an idle client.
"""

import asyncio
import datetime
import gc
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


async def cost(work, calls):
    """Microseconds of CPU per call: the median of a few rounds."""
    await work()
    costs = []
    for _ in range(ROUNDS):
        gc.collect()
        before = time.process_time()
        for _ in range(calls[0]):
            await work()
        costs.append((time.process_time() - before) / (calls[0] * calls[1]) * 1e6)
    return statistics.median(costs)


async def tessera_costs(address, ids):
    from tessera_sdk import AsyncTesseraClient

    async with AsyncTesseraClient(address) as client:
        return {
            "assets.get, one at a time": await cost(lambda: client.assets.get(ids[0]), (2000, 1)),
            "gather of 100 assets.get": await cost(
                lambda: asyncio.gather(*(client.assets.get(one) for one in ids[:100])), (30, 100)),
            "assets.list(limit=100)": await cost(lambda: client.assets.list(limit=100), (300, 1)),
        }


async def socket_cost(address, ids):
    """The least that asyncio can do: the same bytes on one socket, nothing decoded."""
    host, port = address.removeprefix("http://").split(":")
    request = f"GET /api/v1/assets/{ids[0]} HTTP/1.1\r\nHost: {host}:{port}\r\nAccept: application/json\r\n\r\n".encode()
    loop = asyncio.get_running_loop()
    with socket.create_connection((host, int(port))) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.setblocking(False)
        waiting = []
        loop.add_reader(connection, lambda: waiting.pop().set_result(connection.recv(65536)))

        async def get():
            waiting.append(loop.create_future())
            connection.send(request)
            await waiting[0]

        result = await cost(get, (2000, 1))
        loop.remove_reader(connection)
    return result


async def httpx_costs(address, ids):
    import httpx

    asset = pydantic_asset()

    async def get(one):
        reply = await client.get(f"/api/v1/assets/{one}")
        reply.raise_for_status()
        return asset.parse_obj(reply.json())

    async def page():
        reply = await client.get("/api/v1/assets", params={"limit": 100})
        reply.raise_for_status()
        return [asset.parse_obj(entry) for entry in reply.json()["results"]]

    async with httpx.AsyncClient(base_url=address, trust_env=False, limits=httpx.Limits(max_connections=100)) as client:
        return {
            "assets.get, one at a time": await cost(lambda: get(ids[0]), (200, 1)),
            "gather of 100 assets.get": await cost(lambda: asyncio.gather(*(get(one) for one in ids[:100])), (3, 100)),
            "assets.list(limit=100)": await cost(page, (30, 1)),
        }


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
            mine = asyncio.run(tessera_costs(address, ids))
            theirs = asyncio.run(httpx_costs(address, ids))
            print(f"{'client CPU per call':46} {'tessera_sdk':>12} {'httpx+pydantic':>15} {'ratio':>7}")
            for name, value in mine.items():
                print(f"{name:46} {value:9.1f} us {theirs[name]:12.1f} us {theirs[name] / value:6.1f}x")
            print(f"{'bare socket with asyncio, one at a time':46} {asyncio.run(socket_cost(address, ids)):9.1f} us")
            print(f"{'synchronous assets.get':46} {synchronous_cost(address, ids):9.1f} us")
            for count in (10, 50, 500):
                print(f"{f'schema.diff, offline, {count} properties':46} {diff_cost(count):9.1f} us")
            print(f"{'idle client':46} {asyncio.run(idle_kilobytes(address)):9.1f} kB")
        finally:
            server.terminate()
            server.wait()
    for statement in ("from tessera_sdk import AsyncTesseraClient", "import httpx"):
        print(f"{statement:46} {import_milliseconds(statement):9.1f} ms")


if __name__ == "__main__":
    main()
