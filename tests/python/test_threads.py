"""The first use of everything, by many threads at once, in a fresh interpreter."""

import os
import subprocess
import sys

PROGRAM = """\
import asyncio, sys, threading
import tessera_sdk

sys.setswitchinterval(1e-5)
url, asset_id = sys.argv[1:]
together = threading.Barrier(8, timeout=30)
done = []

async def asynchronous():
    async with tessera_sdk.AsyncTesseraClient(url) as client:
        context, asset = await asyncio.gather(client.assets.context(asset_id), client.assets.get(asset_id))
        return context.asset.id == asset.id and asset.to_dict()["id"] == asset_id

def synchronous():
    with tessera_sdk.TesseraClient(url) as client:
        return str(client.assets.get(asset_id).id) == asset_id == client.assets.context(asset_id).to_dict()["asset"]["id"]

def work(i):
    together.wait()
    done.append(asyncio.run(asynchronous()) if i % 2 else synchronous())

threads = [threading.Thread(target=work, args=(i,)) for i in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join(30)
assert done == [True] * 8, done
"""
ROUNDS = 5


def test_first_use_by_many_threads(url, server):
    from support.make import make_asset

    asset = make_asset(server.api())
    for _ in range(ROUNDS):
        subprocess.run([sys.executable, "-c", PROGRAM, url, asset["id"]], check=True, timeout=120,
                       env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})
